package desk_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

var termPeriods = domain.Periods{Days: 90, Stages: map[string]int{"bewerbung": 180, "team": 0}}

// term is three years of an adviser with what has to become of each person.
type term struct {
	*stage
	luck  *rand.Rand
	zone  *time.Location
	seq   int64
	alive []*termPerson
	count map[string]int
	today time.Time // midnight in the zone

	erasing func() // what happens after somebody was erased; may be nil
}

// interrupted is a store beside which something happens.
type interrupted struct {
	desk.Store
	w *term
}

func (s interrupted) Erase(ctx context.Context, chatID int64, e domain.Erasure) (domain.Receipt, error) {
	r, err := s.Store.Erase(ctx, chatID, e)
	if s.w.erasing != nil {
		s.w.erasing()
	}
	return r, err
}

// termPerson is what a careful colleague would note on paper about one person.
type termPerson struct {
	phone   string
	id      int64
	contact time.Time
	stage   string
	staged  time.Time
	held    bool
	later   time.Time
	pool    bool
	until   time.Time
	touched time.Time // when something was last changed about them
	seenDue time.Time // what the preview said last, and since when
	seen    time.Time
}

func newTerm(t *testing.T, seed uint64) *term {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	w := &term{luck: rand.New(rand.NewPCG(seed, 7)), zone: zone, count: map[string]int{}}
	w.stage = newStageWith(t, func(s desk.Store) desk.Store { return interrupted{s, w} }, desk.Pen{Zone: zone, Periods: termPeriods})
	w.today = time.Date(2026, 11, 23, 0, 0, 0, 0, zone)
	return w
}

func (w *term) at(hour int) time.Time {
	y, m, d := w.today.Date()
	return time.Date(y, m, d, hour, w.luck.IntN(60), 0, 0, w.zone)
}

func (w *term) says(p *termPerson, dir domain.Direction) {
	w.t.Helper()
	w.seq++
	origin := domain.OriginContact
	if dir == domain.Out {
		origin = domain.OriginPhone
	}
	w.now = w.at(14)
	u := domain.Incoming{From: domain.Person{Identity: domain.Identity{Phone: p.phone}}, Message: domain.Message{
		WAMID: fmt.Sprint("w", w.seq), Direction: dir, Origin: origin, Kind: domain.KindText, At: w.now,
		Content: domain.Content{Text: fmt.Sprint("Nachricht ", w.seq)},
	}}
	_, err := w.store.TakeIn(w.t.Context(), domain.Batch{Instance: "one", To: w.seq, Events: []domain.Decoded{{
		Event: domain.Event{Seq: w.seq, Kind: domain.EventWebhook, At: w.now}, Updates: []domain.Update{u},
	}}})
	w.check(err)
	chat, err := w.store.FindChat(w.t.Context(), p.phone)
	w.check(err)
	p.id, p.contact = chat.ID, w.now
}

// due is the day on which a person goes, by the paper; zero: on none.
func (w *term) due(p *termPerson) time.Time {
	days, other := termPeriods.Stages[p.stage]
	if !other {
		days = termPeriods.Days
	}
	if p.held || days == 0 || p.pool && p.until.IsZero() {
		return time.Time{}
	}
	from := p.contact
	if from.Before(p.staged) {
		from = p.staged
	}
	last := midnight(from, w.zone).AddDate(0, 0, days)
	if p.pool && w.now.Before(p.until) && midnight(p.until, w.zone).After(last) {
		last = midnight(p.until, w.zone)
	}
	if !p.later.IsZero() && midnight(p.later, w.zone).After(last) {
		last = midnight(p.later, w.zone)
	}
	return last
}

func midnight(t time.Time, zone *time.Location) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}

// afternoon is what happens on a day.
func (w *term) afternoon() {
	w.t.Helper()
	for range w.luck.IntN(3) / 2 {
		p := &termPerson{phone: fmt.Sprintf("+49151%07d", w.seq)}
		w.says(p, domain.In)
		p.touched = w.today
		w.alive = append(w.alive, p)
		w.count["people"]++
	}
	for range 2 {
		if len(w.alive) > 0 && w.luck.IntN(3) == 0 {
			p := w.alive[w.luck.IntN(len(w.alive))]
			p.touched = w.today
			w.change(p)
		}
	}
}

func (w *term) change(p *termPerson) {
	w.t.Helper()
	ctx := w.t.Context()
	w.now = w.at(15)
	switch what := w.luck.IntN(12); what {
	case 0, 1, 2:
		w.says(p, domain.In)
	case 3, 4:
		w.says(p, domain.Out)
	case 5, 6:
		p.stage, p.staged = []string{"bewerbung", "team", "beratung", "bewerbung"}[w.luck.IntN(4)], w.now
		w.check(w.store.SetFact(ctx, p.id, domain.FactStage, p.stage))
	case 7, 8:
		p.held = !p.held
		reason := ""
		if p.held {
			reason = "Klage"
			w.count["holds"]++
		}
		w.check(w.SetHold(ctx, p.id, reason))
	case 9:
		p.later = w.now.AddDate(0, 0, 1+w.luck.IntN(200))
		w.check(w.Postpone(ctx, p.id, p.later, "es läuft noch etwas"))
		w.count["postponed"]++
	case 10:
		p.pool, p.until = true, time.Time{}
		if w.luck.IntN(3) > 0 {
			p.until = w.now.AddDate(0, 0, 1+w.luck.IntN(400))
		}
		w.check(w.AddConsent(ctx, p.id, domain.Consent{Kind: domain.ConsentGiven, Purpose: domain.PurposePool, Until: p.until}))
		w.count["pool"]++
	case 11:
		p.pool = false
		w.check(w.AddConsent(ctx, p.id, domain.Consent{Kind: domain.ConsentWithdrawn, Purpose: domain.PurposePool}))
	}
}

// morning lets the desk start, compares who is gone with the paper, and reads
// the preview as the adviser does.
func (w *term) morning() {
	w.t.Helper()
	w.now = w.at(8)
	_, err := w.Sweep(w.t.Context())
	w.check(err)
	there := map[int64]bool{}
	for last := int64(0); ; {
		list, err := w.store.Lastings(w.t.Context(), last, w.now.AddDate(9, 0, 0))
		w.check(err)
		if len(list) == 0 {
			break
		}
		for _, l := range list {
			last, there[l.ChatID] = l.ChatID, true
		}
	}
	var left []*termPerson
	for _, p := range w.alive {
		due := w.due(p)
		foretold := p.seenDue.Equal(due) && !w.today.Before(p.seen.AddDate(0, 0, 7))
		goes := !due.IsZero() && !w.today.Before(due) && foretold
		if gone := !there[p.id]; gone != goes {
			w.t.Fatalf("%s: %s gone %v, on the paper %v: due %s, seen %s for %s, %+v", w.today.Format("2006-01-02"), p.phone, gone, goes,
				due.Format("2006-01-02"), p.seen.Format("2006-01-02"), p.seenDue.Format("2006-01-02"), p)
		}
		if !goes {
			left = append(left, p)
			continue
		}
		w.count["gone"]++
		if w.today.Equal(due) {
			w.count["gone on the day"]++
		} else if p.touched.Before(due.AddDate(0, 0, -15)) {
			w.t.Errorf("%s: %s should have gone on %s and nothing was changed since %s", w.today, p.phone, due, p.touched)
		}
	}
	w.alive = left
	if len(there) != len(left) {
		w.t.Fatalf("%s: %d are there, %d on the paper", w.today, len(there), len(left))
	}
	w.preview()
}

func (w *term) preview() {
	w.t.Helper()
	list, err := w.Leavings(w.t.Context())
	w.check(err)
	told := map[int64]domain.Leaving{}
	for _, l := range list {
		told[l.Chat.ID] = l
	}
	for _, p := range w.alive {
		l, soon := told[p.id]
		switch {
		case !soon:
			p.seenDue, p.seen = time.Time{}, time.Time{}
		case !l.Keeping.Due.Equal(p.seenDue):
			p.seenDue, p.seen = l.Keeping.Due, w.today
		}
	}
}

// TestThreeYears: everything goes on its day, who is held stays, nothing else
// goes, and the preview told it a week before.
func TestThreeYears(t *testing.T) {
	t.Parallel()
	w := newTerm(t, 11)
	days := 3 * 365
	if testing.Short() {
		days = 365
	}
	for range days {
		w.morning()
		w.afternoon()
		w.today = w.today.AddDate(0, 0, 1)
	}
	held := 0
	for _, p := range w.alive {
		if p.held {
			held++
		}
	}
	w.count["held at the end"] = held
	for name, least := range map[string]int{"people": 60, "gone": 30, "gone on the day": 25, "holds": 5, "postponed": 3, "pool": 3, "held at the end": 1} {
		if w.count[name] < least {
			t.Errorf("%s: %d, shows nothing with fewer than %d", name, w.count[name], least)
		}
	}
	t.Log(w.count)
}

// TestNothingGoesInASession, nor before it was foretold, however long the desk
// stayed closed.
func TestNothingGoesInASession(t *testing.T) {
	t.Parallel()
	w := newTerm(t, 1)
	p := &termPerson{phone: "+4915100000"}
	w.says(p, domain.In)
	sweep := func(wantForetold, wantErased int) {
		t.Helper()
		w.now = w.at(8)
		got, err := w.Sweep(t.Context())
		if err != nil || got.Foretold != wantForetold || got.Erased != wantErased {
			t.Errorf("%s: %+v %v, want %d foretold, %d erased", w.today.Format("2006-01-02"), got, err, wantForetold, wantErased)
		}
	}
	w.today = w.today.AddDate(0, 0, 400) // the desk was closed
	sweep(1, 0)
	w.today = w.today.AddDate(0, 0, 6)
	sweep(1, 0)
	w.today = w.today.AddDate(0, 0, 1)
	w.Sitting(true)
	sweep(0, 0)
	w.Sitting(false)
	sweep(0, 1)
	sweep(0, 0)
	list, err := w.Receipts(t.Context(), 0)
	if err != nil || len(list) != 1 || list[0].Reason != domain.ErasureExpired {
		t.Errorf("receipts %+v %v", list, err)
	}
}

// TestWhoeverWroteInTheNightStays although this was their last day: nobody goes
// before the relay has told what came meanwhile.
func TestWhoeverWroteInTheNightStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTerm(t, 1)
		w.today = midnight(morning, w.zone).AddDate(0, 0, -termPeriods.Days)
		back, gone := &termPerson{phone: "+4915100000"}, &termPerson{phone: "+4915100001"}
		w.says(back, domain.In)
		w.says(gone, domain.In)
		w.now = morning.AddDate(0, 0, -7)
		if got, err := w.Sweep(t.Context()); err != nil || got.Foretold != 2 {
			t.Fatal(got, err)
		}
		w.now = morning
		w.relay.webhooks(back.phone + ": gilt das noch?")
		w.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayDown, "", nil) })
		ctx, cancel := context.WithCancel(t.Context())
		ended := safego.Go("desk", func(err error) { t.Error(err) }, func() { w.Run(ctx) })
		synctest.Wait()
		w.relay.set(func(r *pretendRelay) { r.fail = nil })
		for !slices.Contains((<-w.Changes()).Erased, gone.id) {
		}
		cancel()
		<-ended
		if _, err := w.store.Chat(t.Context(), back.id); err != nil {
			t.Errorf("whoever wrote in the night is gone: %v", err)
		}
	})
}

// TestWhoWroteWhileTheMachineSleptStays although the erasing had begun before.
func TestWhoWroteWhileTheMachineSleptStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTerm(t, 1)
		w.today = midnight(morning, w.zone).AddDate(0, 0, -termPeriods.Days)
		first, second := &termPerson{phone: "+4915100000"}, &termPerson{phone: "+4915100001"}
		w.says(first, domain.In)
		w.says(second, domain.In)
		w.now = morning.AddDate(0, 0, -7)
		if got, err := w.Sweep(t.Context()); err != nil || got.Foretold != 2 {
			t.Fatal(got, err)
		}
		w.now = morning
		w.erasing = func() { // the lid is closed between the two, and opened the next morning
			w.erasing = nil
			w.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayDown, "", nil) })
			w.now = w.now.Add(20 * time.Hour)
			w.relay.webhooks(second.phone + ": gilt das noch?")
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := safego.Go("desk", func(err error) { t.Error(err) }, func() { w.Run(ctx) })
		for !slices.Contains((<-w.Changes()).Erased, first.id) {
		}
		synctest.Wait()
		cancel()
		<-ended
		if _, err := w.store.Chat(context.Background(), second.id); err != nil {
			t.Errorf("whoever wrote in the night is gone: %v", err)
		}
	})
}

// TestNobodyGoesByAWrongClock: a computer that believes it is next year would let
// go of everybody. The relay knows what time it is, or that it does not know.
func TestNobodyGoesByAWrongClock(t *testing.T) {
	for name, wrong := range map[string]func(r *pretendRelay){
		"the relay's is right":         func(r *pretendRelay) { r.slow = 365 * 24 * time.Hour },
		"Meta's is another":            func(r *pretendRelay) { r.health.ClockAhead, r.unsure = 31536000, true },
		"Meta cannot be reached by it": func(r *pretendRelay) { r.unsure = true },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newTerm(t, 1)
				w.today = midnight(morning, w.zone).AddDate(0, 0, -termPeriods.Days)
				p := &termPerson{phone: "+4915100000"}
				w.says(p, domain.In)
				w.now = morning.AddDate(0, 0, -7)
				if got, err := w.Sweep(t.Context()); err != nil || got.Foretold != 1 {
					t.Fatal(got, err)
				}
				w.now = morning
				w.relay.set(wrong)
				ctx, cancel := context.WithCancel(t.Context())
				ended := safego.Go("desk", func(err error) { t.Error(err) }, func() { w.Run(ctx) })
				<-time.After(time.Hour)
				if _, err := w.store.Chat(t.Context(), p.id); err != nil {
					t.Errorf("gone by a wrong clock: %v", err)
				}
				w.relay.set(func(r *pretendRelay) { r.slow, r.unsure, r.health.ClockAhead = 0, false, 0 })
				for !slices.Contains((<-w.Changes()).Erased, p.id) {
				}
				cancel()
				<-ended
			})
		})
	}
}

// TestWhatHappensMeanwhileCounts: what is known when somebody is erased decides,
// not what was when everybody was looked through.
func TestWhatHappensMeanwhileCounts(t *testing.T) {
	t.Parallel()
	for name, happens := range map[string]func(w *term, p *termPerson){
		"they write": func(w *term, p *termPerson) { w.says(p, domain.In) },
		"postponed": func(w *term, p *termPerson) {
			w.check(w.store.Postpone(w.t.Context(), p.id, w.now.AddDate(0, 1, 0), "läuft"))
		},
		"held":             func(w *term, p *termPerson) { w.check(w.SetHold(w.t.Context(), p.id, "Streit")) },
		"a session begins": func(w *term, _ *termPerson) { w.Sitting(true) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTerm(t, 1)
			first, second := &termPerson{phone: "+4915100000"}, &termPerson{phone: "+4915100001"}
			w.says(first, domain.In)
			w.says(second, domain.In)
			w.now = w.now.AddDate(0, 0, 84)
			_, err := w.Sweep(t.Context())
			w.check(err)
			w.today = w.today.AddDate(0, 0, 92)
			w.now = w.at(8)
			w.erasing = func() { w.erasing = nil; happens(w, second) }
			got, err := w.Sweep(t.Context())
			if err != nil || got.Erased != 1 {
				t.Errorf("%d erased, %v", got.Erased, err)
			}
			if _, err := w.store.Chat(t.Context(), second.id); err != nil {
				t.Errorf("gone all the same: %v", err)
			}
		})
	}
}

// TestPostponingWantsAReason and a day that is still to come.
func TestPostponingWantsAReason(t *testing.T) {
	t.Parallel()
	w := newTerm(t, 1)
	p := &termPerson{phone: "+4915100000"}
	w.says(p, domain.In)
	for name, err := range map[string]error{
		"no reason": w.Postpone(t.Context(), p.id, w.now.AddDate(1, 0, 0), ""),
		"yesterday": w.Postpone(t.Context(), p.id, w.now.AddDate(0, 0, -1), "x"),
	} {
		if domain.CodeOf(err) != domain.CodeUsage {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.check(w.Postpone(t.Context(), p.id, w.now.AddDate(1, 0, 0), "Klage"))
	k, on, err := w.Keeping(t.Context(), p.id)
	if err != nil || k.Reason != domain.KeepPostponed || k.Why != "Klage" || !on.Equal(k.Due) {
		t.Errorf("%+v %s %v", k, on, err)
	}
	if _, _, err := w.Keeping(t.Context(), 999); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("nobody: %v", err)
	}
}

// TestWhoStoppedIsNotAnnounced, but is answered while the window is open.
func TestWhoStoppedIsNotAnnounced(t *testing.T) {
	t.Parallel()
	s := newStageWith(t, nil, desk.Pen{Announce: "antwort_liegt_vor"})
	s.relay.webhooks("+491: Stopp")
	s.sync()
	chat := s.chat()
	s.now = s.now.Add(30 * time.Hour)
	r := domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: "Hallo Luca, das geht.", Park: true}
	if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != domain.CodeStopped {
		t.Errorf("got %v", err)
	}
}

// TestAnAnswerThatGivesTheNoticeIsLogged by the address that stands in it.
func TestAnAnswerThatGivesTheNoticeIsLogged(t *testing.T) {
	t.Parallel()
	s := newStageWith(t, nil, desk.Pen{NoticeURL: "https://diakonie.example/datenschutz", NoticeVersion: "3"})
	chat := s.chat()
	s.send(chat, "Hallo Luca, das geht.")
	log, err := s.Consents(t.Context(), chat.ID)
	if err != nil || len(log) != 0 {
		t.Fatalf("%+v %v", log, err)
	}
	m := s.send(chat, "So gehen wir mit deinen Daten um: https://diakonie.example/datenschutz")
	if log, err = s.Consents(t.Context(), chat.ID); err != nil || !log.Noticed("3") || log[0].Proof != m.UUID || !strings.Contains(log[0].Wording, "Daten") {
		t.Errorf("%+v %v", log, err)
	}
	_, _, err = s.TakeBack(t.Context(), m.UUID)
	s.check(err)
	if log, err = s.Consents(t.Context(), chat.ID); err != nil || len(log) != 0 {
		t.Errorf("one that was taken back: %+v %v", log, err)
	}
}
