package fakewa_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

// moments are starts of the demo in every hour of two weeks, one of which
// loses an hour to summer time.
func moments(t *testing.T) []time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	var all []time.Time
	for _, from := range []time.Time{time.Date(2026, 11, 23, 0, 5, 0, 0, zone), time.Date(2027, 3, 24, 0, 59, 59, 0, zone)} {
		for h := range 7 * 24 {
			all = append(all, from.Add(time.Duration(h)*time.Hour))
		}
	}
	return all
}

// wrote is when a person last wrote something.
func wrote(sc fakewa.Scenario, name string) time.Time {
	var at time.Time
	for _, in := range sc.History {
		if in.From.Name == name && in.Field != "smb_message_echoes" && in.Type != "unsupported" {
			at = in.Time
		}
	}
	return at
}

func TestDemoFitsEveryMoment(t *testing.T) {
	t.Parallel()
	for _, now := range moments(t) {
		sc := fakewa.Demo(now)
		ids := map[string]bool{}
		before := time.Time{}
		for _, in := range sc.History {
			if in.Time.After(now) || in.Time.Before(now.AddDate(0, 0, -14)) || in.Time.Before(before) || ids[in.ID] {
				t.Fatalf("%v: %s of %s at %v: in the future, too old, out of order or twice", now, in.Type, in.From.Name, in.Time)
			}
			before, ids[in.ID] = in.Time, true
		}
		if n := len(sc.Waiting()); n != 16 {
			t.Fatalf("%v: %d people wait, want 16", now, n)
		}
		if left := samiraLeft(sc, now); left < 30*time.Minute || left > 90*time.Minute {
			t.Fatalf("%v: Samira's window is open for %v", now, left)
		}
		nele := wrote(sc, "Nele")
		if nele.In(now.Location()).Weekday() != time.Friday || now.Sub(nele) <= domain.ReplyWindow {
			t.Fatalf("%v: Nele wrote on %v", now, nele)
		}
	}
}

func samiraLeft(sc fakewa.Scenario, now time.Time) time.Duration {
	at := wrote(sc, "Samira")
	return at.Add(domain.ReplyWindow).Sub(now)
}

func TestDemoHoldsTheMorning(t *testing.T) {
	t.Parallel()
	now := moments(t)[9]
	sc := fakewa.Demo(now)
	var names []string
	for _, p := range sc.Waiting() {
		names = append(names, p.Name)
		if p.Phone == "" && (p.UserID == "" || p.Username == "") {
			t.Errorf("%s cannot be reached", p.Name)
		}
	}
	for _, want := range []string{"Samira", "Luca", "Mehmet K.", "Lea 🌻", "🌸", "Nele", "Tom Lindner", "Jana", "aylin ✨", "Kevin", "Fatou D.", "Zeynep", "Paul", "Ivana Petrović", "Grace", "Hannah"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s does not wait", want)
		}
	}
	for _, answered := range append(sc.Done, fakewa.Person{Name: "Oskar"}, fakewa.Person{Name: "Sofia M."}) {
		if slices.Contains(names, answered.Name) {
			t.Errorf("%s waits although answered", answered.Name)
		}
	}
	open := 0
	for _, name := range names {
		if at := wrote(sc, name); now.Sub(at) < domain.ReplyWindow {
			open++
		}
	}
	if open < 14 {
		t.Errorf("only %d windows are open", open)
	}
}

// The 24 hour rule can be tried with two people: one taps the button that
// announces an answer, the other writes something else.
func TestDemoHasBothAnswersToAnAnnouncement(t *testing.T) {
	t.Parallel()
	for _, now := range moments(t) {
		sc := fakewa.Demo(now)
		tap, write := 0, 0
		for _, p := range sc.Waiting() {
			switch shut := now.Sub(wrote(sc, p.Name)) > domain.ReplyWindow; {
			case shut && p.Instead == "":
				tap++
			case shut:
				write++
			}
		}
		if tap == 0 || write == 0 {
			t.Fatalf("%v: %d would tap, %d would write", now, tap, write)
		}
	}
}

func TestDemoPeopleAreInvented(t *testing.T) {
	t.Parallel()
	sc := fakewa.Demo(moments(t)[9])
	all := slices.Clone(sc.History)
	for _, opening := range sc.Later {
		all = append(all, opening...)
	}
	for _, in := range all {
		if in.From.Phone != "" && !strings.HasPrefix(in.From.Phone, "+49155501000") {
			t.Errorf("%s has the number %s", in.From.Name, in.From.Phone)
		}
		text, _ := in.Body["body"].(string)
		for _, word := range strings.Fields(text) {
			if i := strings.Index(word, "://"); i >= 0 && !strings.Contains(word, ".example") {
				t.Errorf("%s links to %s", in.From.Name, word)
			}
		}
		for _, reply := range in.From.Replies {
			if reply == "" {
				t.Errorf("%s has an empty answer", in.From.Name)
			}
		}
		if len(in.From.Replies) > 3 {
			t.Errorf("%s has %d answers", in.From.Name, len(in.From.Replies))
		}
	}
}

// TestDemoArrives plays the demo against a webhook and looks at what our own
// decoder makes of it.
func TestDemoArrives(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	sc := fakewa.Demo(w.clock.Now())
	sc.Later = nil
	if err := w.Play(t.Context(), sc); err != nil {
		t.Fatal(err)
	}
	if n := len(w.hook.received()); n > 4 {
		t.Errorf("the history came in %d webhooks", n)
	}
	if len(w.clock.waits()) != 0 {
		t.Error("the history was delayed")
	}
	kinds := map[domain.Kind]int{}
	others := map[string]int{}
	last := map[domain.Identity]domain.Direction{}
	for _, u := range w.hook.updates() {
		switch u := u.(type) {
		case domain.Incoming:
			kinds[u.Message.Kind]++
			last[domain.Identity{Phone: u.From.Phone, UserID: u.From.UserID}] = u.Message.Direction
		case domain.Reacted:
			others["reaction"]++
		case domain.Changed:
			others["edit"]++
		default:
			t.Errorf("unexpected %T", u)
		}
	}
	waiting := 0
	for _, d := range last {
		if d == domain.In {
			waiting++
		}
	}
	if waiting < 14 {
		t.Errorf("%d chats wait", waiting)
	}
	for _, k := range []domain.Kind{domain.KindText, domain.KindVoice, domain.KindDocument, domain.KindImage, domain.KindSticker, domain.KindLocation, domain.KindContacts, domain.KindList, domain.KindCall} {
		if kinds[k] == 0 {
			t.Errorf("no %s in the demo", k)
		}
	}
	if diff := cmp.Diff(map[string]int{"reaction": 1, "edit": 1}, others); diff != "" {
		t.Error("reactions and edits (-want +got):\n" + diff)
	}
}
