package tui_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// in60 shows one row in full: the widest words there are.
func rowOf(t *testing.T, now time.Time, c domain.Chat) string {
	t.Helper()
	r := newRig(t, 70, 20, func(d *fakeDesk) { d.agenda = workdays })
	r.now = now
	c.ID, c.Contact = 1, domain.Contact{ID: 1, Name: "Samira", NameSource: domain.NameSaid}
	if c.State == "" {
		c.State = domain.ChatWaiting
	}
	r.d.chats = []domain.Chat{c}
	r.press("A")
	for _, l := range strings.Split(r.screen(), "\n") {
		if strings.Contains(l, " Samira ") && !strings.Contains(l, "Alle") {
			return strings.Join(strings.Fields(strings.Trim(l, "▎│ ")), " ")
		}
	}
	t.Fatalf("no row:\n%s", r.screen())
	return ""
}

// wrote is a chat that has waited since the person's last message.
func wroteAt(at time.Time) domain.Chat {
	return domain.Chat{WaitingSince: at, LastInAt: at, LastAt: at}
}

func TestReasonsInWords(t *testing.T) {
	t.Parallel()
	at := func(day, h, m int) time.Time { return time.Date(2026, 11, day, h, m, 0, 0, berlin()) }
	with := func(c domain.Chat, change func(*domain.Chat)) domain.Chat { change(&c); return c }
	now := at(23, 9, 12) // a Monday, in the morning slot
	for name, c := range map[string]struct {
		now  time.Time
		chat domain.Chat
		want string
	}{
		"crisis":           {now, with(wroteAt(at(22, 22, 14)), func(c *domain.Chat) { c.Crisis = true }), "! Samira Krise? · seit So 22:14"},
		"crisis, put away": {now, with(wroteAt(at(22, 9, 0)), func(c *domain.Chat) { c.Crisis, c.State = true, domain.ChatDone }), "! Samira erledigt So 09:00"},
		"in this slot":     {now, wroteAt(at(22, 9, 20)), "● Samira bis 09:20 · noch 8 Min"},
		"before the next":  {now, wroteAt(at(22, 11, 10)), "● Samira endet vor 15:30 · noch 118 Min"},
		"in the next slot": {now, wroteAt(at(22, 15, 45)), "● Samira bis 15:45 · noch 6 Std"},
		"after the next":   {now, wroteAt(at(22, 16, 1)), "● Samira seit So 16:01"},
		"over the weekend": {at(20, 9, 12), wroteAt(at(19, 22, 0)), "● Samira endet vor Mo 09:00 · noch 12 Std"},
		"shut":             {now, wroteAt(at(22, 9, 0)), "● Samira Frist zu · So 09:00"},
		"shut and overdue": {now, wroteAt(at(20, 21, 0)), "● Samira überfällig · Frist zu · Fr 21:00"},
		"overdue":          {now, with(wroteAt(at(22, 20, 0)), func(c *domain.Chat) { c.WaitingSince = at(20, 21, 0) }), "● Samira überfällig · Fr 21:00"},
		"WhatsApp's word":  {now, with(wroteAt(at(22, 22, 0)), func(c *domain.Chat) { c.Shut = true }), "● Samira Frist zu · So 22:00"},
		"first contact":    {now, with(wroteAt(at(22, 22, 0)), func(c *domain.Chat) { c.FirstContact = true }), "● Samira Erstkontakt · So 22:00"},
		"promised":         {now, with(wroteAt(at(22, 22, 0)), func(c *domain.Chat) { c.Promise = at(23, 9, 0) }), "● Samira versprochen für heute"},
		"promised, shut":   {now, with(wroteAt(at(19, 22, 0)), func(c *domain.Chat) { c.Promise = at(20, 9, 0) }), "● Samira versprochen für Fr · Frist zu"},
		"promise to come":  {now, with(wroteAt(at(22, 22, 0)), func(c *domain.Chat) { c.Promise = at(24, 9, 0) }), "● Samira seit So 22:00"},
		"back: wrote":      {now, with(wroteAt(at(22, 9, 20)), func(c *domain.Chat) { c.Look = domain.ReturnWrote }), "↶ Samira Antwort kam zurück: hat geschrieben"},
		"back: expired":    {now, with(wroteAt(at(9, 9, 20)), func(c *domain.Chat) { c.Look = domain.ReturnExpired }), "↶ Samira Antwort kam zurück: abgelaufen"},
		"back: date":       {now, with(wroteAt(at(9, 9, 20)), func(c *domain.Chat) { c.Look = domain.ReturnDate }), "↶ Samira Antwort kam zurück: Datum vorbei"},
		"back: crisis":     {now, with(wroteAt(at(9, 9, 20)), func(c *domain.Chat) { c.Look = domain.ReturnCrisis }), "↶ Samira Antwort kam zurück: Krise?"},
		"back: template":   {now, with(wroteAt(at(9, 9, 20)), func(c *domain.Chat) { c.Look = domain.ReturnAnnounce }), "↶ Samira Antwort kam zurück: Vorlage ging nicht"},
		"back: shut":       {now, with(wroteAt(at(22, 9, 20)), func(c *domain.Chat) { c.Look, c.Shut = domain.ReturnShut, true }), "↶ Samira Antwort kam zurück: Frist zu"},
		"parked":           {now, with(wroteAt(at(20, 9, 20)), func(c *domain.Chat) { c.State, c.Wait, c.WaitUntil = domain.ChatOpen, domain.WaitParked, at(37, 9, 0) }), "‖ Samira geparkt bis 7.12."},
		"scheduled": {now, with(wroteAt(at(20, 9, 20)), func(c *domain.Chat) {
			c.State, c.Wait, c.WaitUntil = domain.ChatOpen, domain.WaitScheduled, at(24, 9, 0)
		}), "◷ Samira geht Di 09:00 hinaus"},
		"crisis and failed": {now, with(wroteAt(at(22, 22, 14)), func(c *domain.Chat) { c.Crisis, c.Failed = true, true }), "! Samira Krise? · seit So 22:14"},
	} {
		if got := rowOf(t, c.now, c.chat); got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}

func TestReasonChangesWithTheMinute(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, func(d *fakeDesk) { d.agenda = workdays })
	id := r.d.person("Samira", domain.NameSaid, "+4915123454711")
	r.d.wrote(id, 23*time.Hour+58*time.Minute, domain.KindText, text("hallo"))
	r.press("f5", "enter")
	r.wants("bis 09:14 · noch 2 Min")
	r.advance(3 * time.Minute)
	r.wants("Frist zu")
	r.lacks("bis 09:14")
}

func TestHeadSaysWhatIsLeft(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, morning)
	r.press("j", "j", "enter")
	r.wants("Aylin Yıldız (bestätigt) · seit So 22:12")
	r.press("tab", "up", "up", "enter")
	r.wants("Samira (sagt selbst) · bis 09:23 · noch 11 Min")
	r = newRig(t, 160, 40, morning)
	r.press("j", "j", "enter")
	r.wants("Aylin Yıldız (bestätigt) · seit So 22:12 · Frist endet 22:12 · noch 13 Std")
	r = newRig(t, 80, 24, morning, func(o *tui.Options) { o.Lang = "en" })
	r.press("j", "j", "enter")
	r.wants("since Sun 22:12")
}

func TestStatusLineKnowsTheSlots(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		w      int
		agenda domain.Agenda
		want   string
	}{
		"slot":           {120, workdays(monday), "Mo 23.11. 09:12  Fenster bis 09:45 ▓░░░░  [Wartend 12]"},
		"slot, narrow":   {80, workdays(monday), "09:12  Fenster bis 09:45 ▓░░░░  [Wartend 12]"},
		"slot, smallest": {60, workdays(monday), "09:12  Fenster bis 09:45  [Wartend 12]"},
		"next":           {120, workdays(monday.Add(time.Hour)), "nächstes Fenster heute 15:30"},
		"next, smallest": {60, workdays(monday.Add(time.Hour)), "→ 15:30"},
		"round":          {120, domain.Agenda{Slot: domain.SlotTime{Topic: "Pflege", Begin: monday, End: monday.Add(time.Hour)}}, "Fragerunde Pflege bis 10:12 ░░░░░"},
		"holiday":        {120, domain.Agenda{Holiday: "Allerheiligen", Next: domain.SlotTime{Begin: monday.Add(24 * time.Hour)}}, "Feiertag: Allerheiligen · nächstes Fenster morgen 09:12"},
		"absence":        {120, domain.Agenda{Absent: true, Deputy: "Jana", Next: domain.SlotTime{Begin: monday.Add(6 * 24 * time.Hour)}}, "abwesend, Vertretung Jana · nächstes Fenster Sonntag 09:12"},
		"alone":          {80, domain.Agenda{Absent: true}, "abwesend"},
		"free day":       {80, domain.Agenda{Free: true}, "freier Tag"},
	} {
		r := newRig(t, c.w, 24, func(d *fakeDesk) {
			d.morning()
			d.agenda = func(now time.Time) domain.Agenda { c.agenda.At = now; return c.agenda }
		})
		if line, _, _ := strings.Cut(r.screen(), "\n"); !strings.Contains(line, c.want) {
			t.Errorf("%s: %q", name, line)
		}
		r.checkFrame(c.w, 24)
	}
}

func TestSlotStaysOnTheLineOfASession(t *testing.T) {
	t.Parallel()
	for _, w := range []int{60, 70, 80, 100, 120} {
		r := newRig(t, w, 24, func(d *fakeDesk) { d.morning(); d.agenda = workdays })
		r.press("s")
		line, _, _ := strings.Cut(r.screen(), "\n")
		if !strings.Contains(line, "bis 09:45") || !strings.Contains(line, "0/12") {
			t.Errorf("%d: %q", w, line)
		}
		r.checkFrame(w, 24)
	}
}

// TestMarkedAsCrisisStandsOnTop: the words say so, so the list must not keep
// its old order.
func TestMarkedAsCrisisStandsOnTop(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("j")
	r.d.mu.Lock() // the desk puts a crisis in front
	r.d.chats[0], r.d.chats[1] = r.d.chats[1], r.d.chats[0]
	r.d.mu.Unlock()
	r.press("!")
	r.wants("Als Krise markiert: steht jetzt oben")
	if screen := r.screen(); strings.Index(screen, "! ~Luca") > strings.Index(screen, "● Samira") {
		t.Errorf("not on top\n%s", screen)
	}
}

// TestProgressCountsACrisisOut: it belongs to no session, from the key on.
func TestProgressCountsACrisisOut(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("s")
	r.wants("0/12")
	r.press("!")
	r.wants("Als Krise markiert", "0/11")
}

func TestCrisisByKey(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("j", "!")
	if !r.d.crisis[2] {
		t.Fatal("not marked")
	}
	r.wants("! ~Luca", "Krise?", "Als Krise markiert")
	r.press("!", "enter")
	if !r.d.crisis[2] {
		t.Fatal("cleared without a deliberate key")
	}
	r.press("!", "down", "enter")
	if r.d.crisis[2] {
		t.Fatal("not cleared")
	}
	r.lacks("Krise?")
	r.d.fail["crisis"] = errors.New("no")
	r.press("!")
	r.wants("Das hätte nicht passieren dürfen")
}

func TestMinuteChangesByAnyMessage(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, func(d *fakeDesk) { d.morning(); d.agenda = workdays })
	r.wants("Fenster bis 09:45")
	r.now = r.now.Add(time.Hour) // no tick came: the timers slept too
	r.send(tea.FocusMsg{})
	r.wants("heute 15:30")
}
