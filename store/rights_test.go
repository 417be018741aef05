package store_test

import (
	"database/sql"
	"errors"
	"slices"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

func ask(f *fixture, ref string, kind domain.RequestKind) domain.Request {
	f.t.Helper()
	r, err := f.AddRequest(f.t.Context(), domain.Request{Chat: f.find(ref).ID, Kind: kind, At: f.now, Due: f.now.AddDate(0, 1, 0), Note: "per Mail"})
	f.check(err)
	return r
}

func requestsOf(f *fixture, ref string) []domain.RequestKind {
	f.t.Helper()
	list, err := f.RequestsOf(f.t.Context(), f.find(ref).ID)
	f.check(err)
	var kinds []domain.RequestKind
	for _, r := range list {
		kinds = append(kinds, r.Kind)
	}
	return kinds
}

// TestRightsGoWithThePerson: two chats become one and two again, and what was
// asked for, that data rest, and who is concerned go with the messages.
func TestRightsGoWithThePerson(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "", "Samira"), "w1", "hallo", 0), says(person("+492", "", "Luca"), "w2", "moin", 1))
	ask(f, "+491", domain.RequestAccess)
	ask(f, "+492", domain.RequestErasure)
	f.check(f.SetRestricted(t.Context(), f.find("+492").ID, true, "bestreitet"))
	incident, err := f.AddIncident(t.Context(), "Mail an Falsche", f.now)
	f.check(err)
	f.check(f.Concern(t.Context(), incident, []int64{f.find("+491").ID, f.find("+492").ID, f.find("+491").ID}))
	concerned := func() int {
		list, err := f.Incidents(t.Context())
		f.check(err)
		return len(list[0].Chats)
	}
	if n := concerned(); n != 2 {
		t.Fatalf("%d are concerned", n)
	}

	f.merge("+492", "+491")
	if got := requestsOf(f, "+491"); len(got) != 2 {
		t.Errorf("requests of both: %v", got)
	}
	if r, err := f.Restricted(t.Context(), f.find("+491").ID); err != nil || !r.On || r.Reason != "bestreitet" || r.Since.IsZero() {
		t.Errorf("restriction of both: %+v %v", r, err)
	}
	if n := concerned(); n != 1 {
		t.Errorf("%d are concerned after they became one", n)
	}

	f.split("+491", domain.AliasPhone, "+492")
	if a, b := requestsOf(f, "+491"), requestsOf(f, "+492"); !slices.Equal(a, []domain.RequestKind{domain.RequestAccess}) || !slices.Equal(b, []domain.RequestKind{domain.RequestErasure}) {
		t.Errorf("requests after the split: %v and %v", a, b)
	}
	if r, err := f.Restricted(t.Context(), f.find("+491").ID); err != nil || r.On {
		t.Errorf("the wrong one is restricted: %+v %v", r, err)
	}
	if n := concerned(); n != 2 {
		t.Errorf("%d are concerned after the split", n)
	}
}

func TestARequestIsAnsweredOnceAndExtendedOnce(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	r := ask(f, "Samira", domain.RequestAccess)
	f.check(f.ExtendRequest(t.Context(), r.ID, r.Due.AddDate(0, 2, 0), "viele Dateien"))
	if err := f.ExtendRequest(t.Context(), r.ID, r.Due, "nochmal"); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("extended twice: %v", err)
	}
	f.check(f.EndRequest(t.Context(), r.ID, "mit Post", f.now))
	if err := f.EndRequest(t.Context(), r.ID, "", f.now); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("answered twice: %v", err)
	}
	open, err := f.Requests(t.Context(), false)
	f.check(err)
	all, err := f.Requests(t.Context(), true)
	f.check(err)
	if len(open) != 0 || len(all) != 1 || all[0].Note != "per Mail\nviele Dateien\nmit Post" || !all[0].Extended || all[0].Done.IsZero() {
		t.Errorf("open %v, all %+v", open, all)
	}
}

// TestNothingIsLearnedFromTheRestricted until their data may be used again.
func TestNothingIsLearnedFromTheRestricted(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.put(domain.Answer{Key: "a"})
	f.answerWith("u1", "Eins.", domain.Taken{Keys: []string{"a"}, Text: "Eins."})
	id := f.find("Samira").ID
	for _, on := range []bool{false, true, false} {
		f.check(f.SetRestricted(t.Context(), id, on, ""))
		want := 1
		if on {
			want = 0
		}
		if n := len(f.uses()); n != want || f.answer("a").Uses != want {
			t.Errorf("restricted %v: %d uses learned from, %d counted", on, n, f.answer("a").Uses)
		}
		p, err := f.Person(t.Context(), id)
		f.check(err)
		if len(p.Facts) != 0 {
			t.Errorf("a restriction is told as a fact: %v", p.Facts)
		}
	}
}

func TestAccessDataHasWhatLeftAndOthersNames(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0), says(person("+492", "", "Luca Berger"), "w2", "moin", 1))
	f.send("u1", "Hallo Samira")
	f.step("u1", domain.SendAccepted, 3)
	f.send("u2", "nie angekommen")
	f.step("u2", domain.SendFailed, 4)
	f.send("u3", "wartet noch")
	d, err := f.AccessData(t.Context(), f.find("Samira").ID)
	f.check(err)
	if len(d.Left) != 1 || d.Left[0].Count != 1 || d.Left[0].Kind != domain.KindText || d.Left[0].First.IsZero() {
		t.Errorf("left: %+v", d.Left)
	}
	if !slices.Equal(d.Names, []string{"Luca Berger"}) || len(d.Thread.Messages) != 4 {
		t.Errorf("names %q, %d messages", d.Names, len(d.Thread.Messages))
	}
}

// TestAnIncidentConcernsThoseWithoutMessages: of somebody whom WhatsApp only named
// the number is here, and it may be lost as well. They go with who they become.
func TestAnIncidentConcernsThoseWithoutMessages(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "", "Samira"), "w1", "hallo", 0))
	db, err := sql.Open("sqlite", "file:"+f.path)
	f.check(err)
	_, err = db.ExecContext(t.Context(), `INSERT INTO contact (id, phone) VALUES (77, '+499'); INSERT INTO holder (phone, contact_id) VALUES ('+499', 77)`)
	f.check(errors.Join(err, db.Close()))
	incident, err := f.AddIncident(t.Context(), "Laptop weg", f.now)
	f.check(err)
	everybody, err := f.ChatsSince(t.Context(), time.Time{})
	f.check(err)
	if len(everybody) != 2 {
		t.Fatalf("everybody: %v", everybody)
	}
	for range 2 { // the second time changes nothing
		f.check(f.Concern(t.Context(), incident, everybody))
	}
	concerned := func(when string, want int) {
		t.Helper()
		list, err := f.Incidents(t.Context())
		f.check(err)
		if len(list[0].Chats) != want {
			t.Errorf("%s: %v are concerned, want %d", when, list[0].Chats, want)
		}
	}
	concerned("at first", 2)
	if c, err := f.Contact(t.Context(), 77); err != nil || c.Phone != "+499" {
		t.Errorf("%+v, %v", c, err)
	}
	f.take(says(person("+499", "", "Nele"), "w2", "ich schreibe doch", 2))
	concerned("after they wrote", 2)
	f.merge("Nele", "+491")
	f.check(f.Concern(t.Context(), incident, []int64{f.find("+491").ID}))
	concerned("after they became one", 1)
	if since, err := f.ChatsSince(t.Context(), at(-1)); err != nil || len(since) != 1 {
		t.Errorf("since a moment: %v, %v", since, err)
	}
}
