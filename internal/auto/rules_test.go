package auto_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/hours"
	"sprechstunde/internal/prepared"
)

// office is the calendar of the tests: two slots Monday to Thursday, one on
// Friday, in Nordrhein-Westfalen, and a summer off.
func office(t *testing.T) (*hours.Calendar, *time.Location) {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	working := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	return hours.New(hours.Plan{
		Zone: zone, Land: "NW",
		Slots: []hours.Slot{
			{Name: "Morgen", Days: working, Span: hours.Span{From: 9 * 60, To: 9*60 + 45}},
			{Name: "Nachmittag", Days: working[:4], Span: hours.Span{From: 15*60 + 30, To: 16 * 60}},
		},
		Free:     []hours.Free{{Day: hours.Day{Year: 2026, Month: 12, Day: 28}}},
		Absences: []hours.Absence{{From: hours.Day{Year: 2026, Month: 7, Day: 20}, To: hours.Day{Year: 2026, Month: 8, Day: 7}, Deputy: "Tom"}},
	}), zone
}

func agenda(cal *hours.Calendar, now time.Time) domain.Agenda {
	a := domain.Agenda{At: now}
	if s, begin, end, ok := cal.Slot(now); ok {
		a.Slot = domain.SlotTime{Name: s.Name, Begin: begin, End: end}
	}
	if s, begin, end, ok := cal.NextSlot(now); ok {
		a.Next = domain.SlotTime{Name: s.Name, Begin: begin, End: end}
	}
	today := cal.Day(now)
	a.Holiday, _ = cal.Holiday(today)
	_, a.Free = cal.Free(today)
	if absence, back, ok := cal.Absent(today); ok {
		a.Absent, a.Deputy, a.BackOn = true, absence.Deputy, cal.Start(back)
	}
	return a
}

func newRules(t *testing.T, texts auto.Texts) (*auto.Rules, *time.Location) {
	t.Helper()
	return newRulesOf(t, texts, func(*auto.Options) {})
}

func newRulesOf(t *testing.T, texts auto.Texts, edit func(*auto.Options)) (*auto.Rules, *time.Location) {
	t.Helper()
	cal, zone := office(t)
	o := auto.Options{
		Agenda: func(now time.Time) domain.Agenda { return agenda(cal, now.In(zone)) },
		Facts: func(a domain.Agenda) prepared.Facts {
			f := prepared.Facts{Me: "Maja", Team: "Berufsberatung der Diakonie", Link: "https://diakonie.example/datenschutz", Deputy: a.Deputy}
			if !a.Next.IsZero() {
				f.NextSlot = a.Next.Begin.In(zone).Format("02.01. 15:04")
			}
			if a.Absent {
				f.Back = a.BackOn.Format("02.01.")
			}
			return f
		},
		Texts: texts, Lang: "de", Quiet: 4 * time.Hour,
	}
	edit(&o)
	return auto.New(o), zone
}

// at reads a time of 2026 in the adviser's zone.
func at(t *testing.T, zone *time.Location, clock string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation("01-02 15:04", clock, zone)
	if err != nil {
		t.Fatal(err)
	}
	return when.AddDate(2026, 0, 0)
}

func asking(now time.Time) auto.Case {
	return auto.Case{
		Now:     now,
		Message: domain.Message{Kind: domain.KindText, Content: domain.Content{Text: "Hallo, wann ist der nächste Infotag?"}, At: now},
		LastOut: now.Add(-30 * 24 * time.Hour),
		Sent:    func(string) bool { return false },
	}
}

// TestSituations: which away text, and until when it counts.
func TestSituations(t *testing.T) {
	t.Parallel()
	rules, zone := newRules(t, nil)
	for clock, want := range map[string]string{
		"11-23 07:00": "today until 2026-11-23T08:00:00Z",
		"11-23 00:10": "today until 2026-11-23T08:00:00Z",
		"11-23 12:00": "today until 2026-11-23T14:30:00Z",
		"11-23 09:00": "", "11-23 09:44": "", // a slot runs
		"11-23 09:45": "today until 2026-11-23T14:30:00Z",
		"11-23 22:00": "evening until 2026-11-24T08:00:00Z",
		"11-24 00:30": "today until 2026-11-24T08:00:00Z", // the same period by another text
		"11-20 19:00": "weekend until 2026-11-23T08:00:00Z",
		"11-20 10:00": "weekend until 2026-11-23T08:00:00Z", // no slot on Friday afternoon
		"11-21 12:00": "weekend until 2026-11-23T08:00:00Z",
		"11-22 23:00": "weekend until 2026-11-23T08:00:00Z",
		"05-13 20:00": "holiday until 2026-05-15T07:00:00Z", // before Himmelfahrt
		"05-14 20:00": "holiday until 2026-05-15T07:00:00Z", // on it
		"04-02 20:00": "holiday until 2026-04-07T07:00:00Z", // over Easter
		"04-05 20:00": "holiday until 2026-04-07T07:00:00Z",
		"10-02 20:00": "weekend until 2026-10-05T07:00:00Z", // 3 October is a Saturday
		"12-24 20:00": "holiday until 2026-12-29T08:00:00Z", // Christmas and a free day of her own
		"12-27 20:00": "holiday until 2026-12-29T08:00:00Z",
		"10-24 20:00": "weekend until 2026-10-26T08:00:00Z", // the clock goes back in between
		"03-28 20:00": "weekend until 2026-03-30T07:00:00Z", // and forward
		"07-20 09:10": "absence until 2026-08-10T07:00:00Z+absence until 2026-08-07T22:00:00Z",
		"08-07 23:00": "absence until 2026-08-10T07:00:00Z+absence until 2026-08-07T22:00:00Z",
		"07-17 12:00": "absence until 2026-08-10T07:00:00Z+absence until 2026-08-07T22:00:00Z", // Friday before it: nobody comes before then
		"07-17 07:00": "today until 2026-07-17T07:00:00Z",
		"08-08 10:00": "weekend until 2026-08-10T07:00:00Z",
	} {
		got, ok := rules.Decide(asking(at(t, zone, clock)))
		told := ""
		if ok {
			told = string(got.Rule) + " " + strings.TrimPrefix(strings.Join(got.Periods, "+"), "absence ")
		}
		if told != want {
			t.Errorf("%s: %q, want %q", clock, told, want)
		}
	}
}

// TestNever: what keeps every text back, whenever it is.
func TestNever(t *testing.T) {
	t.Parallel()
	rules, zone := newRules(t, nil)
	evening := at(t, zone, "11-23 20:00")
	for name, change := range map[string]func(*auto.Case){
		"a sticker":               func(c *auto.Case) { c.Message.Kind = domain.KindSticker },
		"a thank-you":             func(c *auto.Case) { c.Message.Content.Text = "danke Maja!! 🙏" },
		"a lone emoji":            func(c *auto.Case) { c.Message.Content.Text = "👍🏽" },
		"no words":                func(c *auto.Case) { c.Message.Content.Text = " \n" },
		"a tapped button":         func(c *auto.Case) { c.Message.Kind = domain.KindButton },
		"a chosen entry":          func(c *auto.Case) { c.Message.Kind = domain.KindList },
		"news of WhatsApp":        func(c *auto.Case) { c.Message.Kind = domain.KindSystem },
		"an opened chat":          func(c *auto.Case) { c.Message.Kind = domain.KindWelcome },
		"an error":                func(c *auto.Case) { c.Message.Kind = domain.KindError },
		"a type nobody knows":     func(c *auto.Case) { c.Message.Kind = domain.KindUnknown },
		"what is not passed on":   func(c *auto.Case) { c.Message.Kind = domain.KindUnsupported },
		"a person in distress":    func(c *auto.Case) { c.Crisis = true },
		"a dialogue":              func(c *auto.Case) { c.LastOut = evening.Add(-3 * time.Hour) },
		"an answer still to come": func(c *auto.Case) { c.LastOut = evening.Add(time.Minute) },
		"older than an hour":      func(c *auto.Case) { c.Message.At = evening.Add(-time.Hour - time.Second) },
		"out of the future":       func(c *auto.Case) { c.Message.At = evening.Add(2 * time.Hour) },
		"said in this period":     func(c *auto.Case) { c.Sent = func(p string) bool { return p == "until 2026-11-24T08:00:00Z" } },
	} {
		for _, first := range []bool{true, false} {
			c := asking(evening)
			if first && name != "said in this period" {
				c.LastOut = time.Time{} // a greeting would be due too
			}
			change(&c)
			if got, ok := rules.Decide(c); ok {
				t.Errorf("%s: %q", name, got.Text)
			}
		}
	}
}

// TestNeverBesideAnAnswer: also where no quiet time is wanted, nothing leaves
// while an answer is on its way, which the relay tells as written now.
func TestNeverBesideAnAnswer(t *testing.T) {
	t.Parallel()
	rules, zone := newRulesOf(t, nil, func(o *auto.Options) { o.Quiet = 0 })
	c := asking(at(t, zone, "11-23 20:00"))
	c.LastOut = c.Now
	if got, ok := rules.Decide(c); ok {
		t.Errorf("beside an answer: %q", got.Text)
	}
	c.LastOut = c.Now.Add(-time.Minute)
	if _, ok := rules.Decide(c); !ok {
		t.Error("nothing a minute after an answer")
	}
}

func TestGreeting(t *testing.T) {
	t.Parallel()
	rules, zone := newRules(t, nil)
	sent := func(list ...string) func(string) bool { return func(p string) bool { return slices.Contains(list, p) } }
	evening, slot := at(t, zone, "11-23 20:00"), at(t, zone, "11-23 09:10")
	const until = "until 2026-11-24T08:00:00Z"
	for name, c := range map[string]struct {
		now     time.Time
		lastOut time.Time
		sent    func(string) bool
		rule    domain.AutoRule
		periods []string
	}{
		"first message in the evening":    {evening, time.Time{}, sent(), domain.AutoEvening, []string{"greeting", until}},
		"first message in a slot":         {slot, time.Time{}, sent(), domain.AutoGreeting, []string{"greeting"}},
		"greeted before":                  {evening, time.Time{}, sent("greeting"), domain.AutoEvening, []string{until}},
		"greeted, in a slot":              {slot, time.Time{}, sent("greeting"), "", nil},
		"the adviser has written to them": {slot, slot.Add(-48 * time.Hour), sent(), "", nil},
		"told that nobody is there":       {evening, time.Time{}, sent(until), domain.AutoGreeting, []string{"greeting"}},
	} {
		k := asking(c.now)
		k.LastOut, k.Sent = c.lastOut, c.sent
		got, ok := rules.Decide(k)
		if ok != (c.periods != nil) || ok && (got.Rule != c.rule || !slices.Equal(got.Periods, c.periods)) {
			t.Errorf("%s: %+v", name, got)
		}
		if ok && strings.Contains(got.Text, "Das ist der Chat von Maja") != slices.Contains(c.periods, "greeting") {
			t.Errorf("%s: greeting or not in %q", name, got.Text)
		}
		if ok && strings.Contains(got.Text, "24.11. 09:00") != (len(c.periods) > 0 && c.periods[len(c.periods)-1] == until) {
			t.Errorf("%s: next slot or not in %q", name, got.Text)
		}
	}
}

// TestSaysOncePerPeriod: whatever somebody writes over a fortnight, and however
// often, they are told once per closed period.
func TestSaysOncePerPeriod(t *testing.T) {
	t.Parallel()
	rules, zone := newRules(t, nil)
	told, lastOut := map[string]int{}, time.Time{}
	for now := at(t, zone, "11-13 06:00"); now.Before(at(t, zone, "11-28 00:00")); now = now.Add(7 * time.Minute) {
		c := asking(now)
		c.LastOut, c.Sent = lastOut, func(p string) bool { return told[p] > 0 }
		if got, ok := rules.Decide(c); ok {
			for _, p := range got.Periods {
				told[p]++
			}
		}
		if now.In(zone).Weekday() == time.Wednesday && now.In(zone).Hour() == 9 {
			lastOut = now
		}
	}
	for period, n := range told {
		if n != 1 {
			t.Errorf("%s: %d times", period, n)
		}
	}
	if want := 1 + 20; len(told) != want { // the greeting; 19 slots begin until the 27th, one on the 30th
		t.Errorf("%d periods, want %d: %v", len(told), want, told)
	}
}

// TestSaysOnceAroundAnAbsence: who was told of it is not told of the weekend
// behind it, because nobody was there in between.
func TestSaysOnceAroundAnAbsence(t *testing.T) {
	t.Parallel()
	rules, zone := newRules(t, nil)
	told := map[string]bool{}
	var texts []string
	for _, clock := range []string{"07-17 12:00", "07-20 10:00", "08-06 20:00", "08-08 10:00", "08-09 23:00", "08-10 08:00", "08-10 12:00"} {
		c := asking(at(t, zone, clock))
		c.Sent = func(p string) bool { return told[p] }
		if got, ok := rules.Decide(c); ok {
			texts = append(texts, clock+" "+string(got.Rule))
			for _, p := range got.Periods {
				told[p] = true
			}
		}
	}
	if got := strings.Join(texts, ", "); got != "07-17 12:00 absence, 08-10 12:00 today" {
		t.Error("told:", got)
	}
}

// TestReadsRightUntil: what names the next slot does so until it begins, or
// until what was called tomorrow is today.
func TestReadsRightUntil(t *testing.T) {
	t.Parallel()
	rules, zone := newRulesOf(t, nil, func(o *auto.Options) { o.Calls = true })
	for name, tc := range map[string]struct {
		c    auto.Case
		want time.Time
	}{
		"away":           {asking(at(t, zone, "11-23 08:50")), at(t, zone, "11-23 09:00")},
		"late":           {asking(at(t, zone, "11-23 23:50")), at(t, zone, "11-24 00:00")},
		"a late call":    {calling(at(t, zone, "11-23 23:50")), at(t, zone, "11-24 00:00")},
		"weekend":        {asking(at(t, zone, "11-20 23:50")), at(t, zone, "11-23 09:00")},
		"clock goes on":  {asking(at(t, zone, "03-29 23:50")), at(t, zone, "03-30 00:00")},
		"absent":         {asking(at(t, zone, "07-20 08:50")), at(t, zone, "08-10 09:00")},
		"a call":         {calling(at(t, zone, "11-23 08:50")), at(t, zone, "11-23 09:00")},
		"only a welcome": {asking(at(t, zone, "11-23 09:10")), time.Time{}},
	} {
		if name == "only a welcome" {
			tc.c.LastOut = time.Time{}
		}
		if got, ok := rules.Decide(tc.c); !ok || !got.Until.Equal(tc.want) {
			t.Errorf("%s: until %v, want %v", name, got.Until, tc.want)
		}
	}
}

func TestOwnTexts(t *testing.T) {
	t.Parallel()
	rules, zone := newRules(t, auto.Texts{
		domain.AutoEvening: "Bis {{ naechstes_fenster }}, {{ ich }}{{ vorname }}!",
		domain.AutoToday:   "Frag {{ vertretung }}.", // who is not away has no deputy
	})
	for clock, want := range map[string]string{"11-23 20:00": "Bis 24.11. 09:00, Maja!", "11-23 12:00": "Automatische Antwort"} {
		if got, _ := rules.Decide(asking(at(t, zone, clock))); !strings.HasPrefix(got.Text, want) {
			t.Errorf("%s: %q", clock, got.Text)
		}
	}
}

// TestBuiltInTexts: they pass their own check, are short, apologise for nothing,
// read well with little known, and say when somebody is there.
func TestBuiltInTexts(t *testing.T) {
	t.Parallel()
	rich := prepared.Facts{
		Me: "Maja", Team: "Berufsberatung der Diakonie", NextSlot: "am Montag, 14. Dezember, ab 9 Uhr", Deputy: "Tom Berger", Back: "Montag, 14. Dezember",
		Link: "https://www.diakonie.example/datenschutz-whatsapp",
	}
	for _, lang := range []string{"de", "en"} {
		texts := auto.BuiltIn(lang)
		if len(texts) != 7 {
			t.Errorf("%s has %d texts", lang, len(texts))
		}
		if wrong := auto.Check(texts); len(wrong) > 0 {
			t.Errorf("%s: %+v", lang, wrong)
		}
		for rule, text := range texts {
			tpl, _ := prepared.Parse(text)
			for _, facts := range []prepared.Facts{rich, {NextSlot: rich.NextSlot}} {
				got, missing := tpl.Fill(facts)
				if n := utf8.RuneCountInString(got); n > 350 || len(missing) > 0 {
					t.Errorf("%s %s: %d characters, missing %v: %q", lang, rule, n, missing, got)
				}
				low := strings.ToLower(got)
				for _, word := range []string{"leider", "entschuldig", "sorry", "tut mir leid", "unfortunately", "apolog", "afraid", " sie ", "ihnen", "  ", " ."} {
					if strings.Contains(strings.ReplaceAll(low, "liest sie ", ""), word) {
						t.Errorf("%s %s says %q: %q", lang, rule, word, got)
					}
				}
				if rule != domain.AutoGreeting && rule != domain.AutoAbsence && !strings.Contains(got, rich.NextSlot) {
					t.Errorf("%s %s names no slot: %q", lang, rule, got)
				}
				if !strings.Contains(low, "automati") {
					t.Errorf("%s %s might be taken for a person's: %q", lang, rule, got)
				}
			}
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]domain.MistakeKind{
		"":                            "",
		"Bis {{ naechstes_fenster }}": "",
		"{% wenn vertretung %}{{ vertretung }}{% ende %}": "",
		"Hallo {{ vornahme }}":                            domain.MistakeUnknown,
		"{% wenn link %}":                                 domain.MistakeNoEnd,
		`{{ frage "E-Mail" }}`:                            domain.MistakeField,
		strings.Repeat("x", auto.MaxText+1):               domain.MistakeTooLong,
	} {
		got := auto.Check(auto.Texts{domain.AutoToday: text})
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || got[0].Kind != want || got[0].Field != "today") {
			t.Errorf("%.40q: %+v", text, got)
		}
	}
}

// TestNotice: each version once, in a text that leaves anyway; a greeting that
// names the link already says it only once.
func TestNotice(t *testing.T) {
	t.Parallel()
	_, zone := newRules(t, nil)
	cal, _ := office(t)
	rules := func(version string) *auto.Rules {
		return auto.New(auto.Options{
			Agenda: func(now time.Time) domain.Agenda { return agenda(cal, now.In(zone)) },
			Facts: func(domain.Agenda) prepared.Facts {
				return prepared.Facts{Me: "Maja", NextSlot: "morgen", Link: "https://diakonie.example/datenschutz"}
			},
			Lang: "de", Quiet: 4 * time.Hour, Notice: version,
		})
	}
	sent := map[string]bool{}
	var got []string
	for i, version := range []string{"1", "1", "2", "2", "2"} {
		c := asking(at(t, zone, "11-23 20:00").AddDate(0, 0, i))
		c.LastOut, c.Sent = time.Time{}, func(p string) bool { return sent[p] }
		text, ok := rules(version).Decide(c)
		if !ok {
			t.Fatal("no text")
		}
		for _, p := range text.Periods {
			sent[p] = true
		}
		if n := strings.Count(text.Text, "https://diakonie.example/datenschutz"); n > 1 || (n == 1) != (text.Notice != "") {
			t.Errorf("day %d: the link stands %d times, notice %q: %s", i, n, text.Notice, text.Text)
		}
		got = append(got, text.Notice)
	}
	if strings.Join(got, ",") != "1,,2,," {
		t.Error("notices:", got)
	}
	c := asking(at(t, zone, "11-23 20:00"))
	c.Message.Content.Text = "danke"
	if _, ok := rules("3").Decide(c); ok {
		t.Error("a notice alone is no reason to write")
	}
}

// While somebody stands in, the texts say so.
func TestTheDeputyIsNamed(t *testing.T) {
	t.Parallel()
	rules, zone := newRules(t, nil)
	c := asking(at(t, zone, "11-24 20:00"))
	c.Deputy = "Tom"
	got, ok := rules.Decide(c)
	if !ok || !strings.Contains(got.Text, "Tom (in Vertretung von ") {
		t.Errorf("%v: %q", ok, got.Text)
	}
}
