package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

// merge makes the chats of two references one.
func (f *fixture) merge(from, into string) {
	f.t.Helper()
	f.check(f.Merge(f.t.Context(), f.find(from).ID, f.find(into).ID))
}

func (f *fixture) split(ref string, kind domain.AliasKind, value string) int64 {
	f.t.Helper()
	id, err := f.Split(f.t.Context(), f.find(ref).ID, domain.Alias{Kind: kind, Value: value})
	f.check(err)
	return id
}

func (f *fixture) sheet(ref string) domain.PersonSheet {
	f.t.Helper()
	p, err := f.Person(f.t.Context(), f.find(ref).ID)
	f.check(err)
	return p
}

func (f *fixture) fact(ref string, field domain.FactField, value string) {
	f.t.Helper()
	f.check(f.SetFact(f.t.Context(), f.find(ref).ID, field, value))
}

// two are two people who have nothing to do with each other so far.
func two(t *testing.T) *fixture {
	t.Helper()
	f := open(t)
	f.take(
		says(person("+491", "", "Lena"), "w1", "von der Nummer", 0),
		says(person("", "DE.2", "Lena K."), "w2", "ohne Nummer", 10),
		says(person("+491", "", "Lena"), "w3", "noch etwas", 20),
	)
	return f
}

func TestMergedByHandIsOneChatAndNothingIsLost(t *testing.T) {
	t.Parallel()
	f := two(t)
	ctx := t.Context()
	from, into := f.find("DE.2").ID, f.find("+491").ID
	f.fact("DE.2", domain.FactRegion, "Bonn")
	f.fact("DE.2", domain.FactEmail, "lena@example.org")
	f.fact("DE.2", domain.FactNotes, "mag Nachtdienst")
	f.fact("+491", domain.FactRegion, "Köln")
	f.fact("+491", domain.FactNotes, "fragt nach Bonn")
	f.check(f.SetLabel(ctx, from, "p", true))
	f.check(f.SetLabel(ctx, into, "e", true))
	f.check(f.SaveDraft(ctx, domain.Draft{ChatID: from, Text: "Hallo", Revision: 1}))
	f.check(f.SaveDraft(ctx, domain.Draft{ChatID: into, Text: "Moin", Revision: 1}))
	_, err := f.AddSend(ctx, from, domain.Send{UUID: "u1", To: domain.Address{UserID: "DE.2"}, Kind: domain.SendText, Text: "an die Kennung"}, domain.SentWith{})
	f.check(err)
	f.check(f.SaveDraft(ctx, domain.Draft{ChatID: from, Text: "Hallo", Revision: 9}))
	_, err = f.AddPromise(ctx, domain.Promise{ChatID: from, Words: "Infos schicken", Due: at(30 * day)})
	f.check(err)

	p, err := f.PreviewMerge(ctx, from, into)
	f.check(err)
	if p.One.Name != "Lena" || p.One.Address().Phone != "+491" || p.Muted || p.Blocked {
		t.Errorf("preview promises %+v", p.One)
	}
	if p.Messages != 2 || p.Drafts != 2 || !slices.Equal(p.Differ, []domain.FactField{domain.FactRegion, domain.FactNotes}) || p.Same != nil {
		t.Errorf("preview = %+v", p)
	}
	f.check(f.Merge(ctx, from, into))
	if chats(f) != 1 || f.find("DE.2").ID != f.find("+491").ID {
		t.Fatalf("%d chats", chats(f))
	}
	for _, id := range []int64{from, into} {
		th, err := f.Thread(ctx, id, 0, 0)
		f.check(err)
		if diff := cmp.Diff([]string{"von der Nummer", "ohne Nummer", "noch etwas", "an die Kennung"}, texts(th.Messages)); diff != "" {
			t.Error(diff)
		}
		if !strings.Contains(th.Draft.Text, "Hallo") || !strings.Contains(th.Draft.Text, "Moin") {
			t.Errorf("draft = %q", th.Draft.Text)
		}
	}
	s := f.sheet("+491")
	if s.Facts[domain.FactRegion] != "Köln" || s.Facts[domain.FactEmail] != "lena@example.org" {
		t.Errorf("facts = %v", s.Facts)
	}
	if diff := cmp.Diff([]domain.Outdone{{Field: domain.FactRegion, Value: "Bonn"}}, s.Outdone); diff != "" {
		t.Error(diff)
	}
	for _, note := range []string{"mag Nachtdienst", "fragt nach Bonn"} {
		if !strings.Contains(s.Facts[domain.FactNotes], note) {
			t.Errorf("notes = %q, want %q in them", s.Facts[domain.FactNotes], note)
		}
	}
	if !slices.Equal(s.Labels, []string{"e", "p"}) || len(s.Promises) != 1 || s.Chat.Labels != "ep" {
		t.Errorf("labels %v, promises %v, row %q", s.Labels, s.Promises, s.Chat.Labels)
	}
	if len(s.Log) != 1 || s.Log[0].Kind != domain.LogMerge || !strings.Contains(s.Log[0].Text, "DE.2") {
		t.Errorf("no trace of the merge: %+v", s.Log)
	}
	if a := s.Chat.Contact.Address(); a.Phone != "+491" {
		t.Errorf("address = %+v", a)
	}
	if err := f.Merge(ctx, from, into); domain.CodeOf(err) != domain.CodeSamePerson {
		t.Errorf("merging one person: %v", err)
	}
	for _, other := range []int64{from, into} {
		if _, err := f.PreviewMerge(ctx, into, other); domain.CodeOf(err) != domain.CodeSamePerson {
			t.Errorf("looking at the merge of one person: %v", err)
		}
	}
}

func TestSplitUndoesMerge(t *testing.T) {
	t.Parallel()
	for _, by := range []domain.Alias{{Kind: domain.AliasUserID, Value: "DE.2"}, {Kind: domain.AliasPhone, Value: "+491"}} {
		f := two(t)
		ctx := t.Context()
		f.fact("DE.2", domain.FactRegion, "Bonn")
		f.fact("+491", domain.FactRegion, "Köln")
		f.check(f.SetLabel(ctx, f.find("DE.2").ID, "p", true))
		f.merge("DE.2", "+491")
		f.check(f.SetDone(ctx, f.find("+491").ID, true))
		f.split("+491", by.Kind, by.Value)
		if chats(f) != 2 {
			t.Fatalf("%d chats", chats(f))
		}
		if diff := cmp.Diff([]string{"von der Nummer", "noch etwas"}, texts(f.thread("+491").Messages)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"ohne Nummer"}, texts(f.thread("DE.2").Messages)); diff != "" {
			t.Error(diff)
		}
		a, b := f.sheet("+491"), f.sheet("DE.2")
		if a.Facts[domain.FactRegion] != "Köln" || b.Facts[domain.FactRegion] != "Bonn" || a.Chat.Labels != "" || b.Chat.Labels != "p" {
			t.Errorf("after the split: %v %q and %v %q", a.Facts, a.Chat.Labels, b.Facts, b.Chat.Labels)
		}
		if a.Chat.State != domain.ChatDone || b.Chat.State != domain.ChatDone {
			t.Errorf("states %s and %s: what was put away waits again", a.Chat.State, b.Chat.State)
		}
		if list, err := f.Suspects(ctx, a.Chat.ID); err != nil || len(list) != 0 {
			t.Errorf("suspects after she said they are two: %v %v", list, err)
		}
		// She can change her mind once more.
		f.merge("+491", "DE.2")
		if chats(f) != 1 {
			t.Errorf("merged again: %d chats", chats(f))
		}
	}
}

func TestSplitOfWhatNothingWouldBeLeft(t *testing.T) {
	t.Parallel()
	f := two(t)
	for _, a := range []domain.Alias{
		{Kind: domain.AliasPhone, Value: "+491"},
		{Kind: domain.AliasPhone, Value: "+4999"},
		{Kind: domain.AliasPhone},
		{Kind: domain.AliasName, Value: "Lena"},
	} {
		if _, err := f.Split(t.Context(), f.find("+491").ID, a); domain.CodeOf(err) != domain.CodeCannotSplit {
			t.Errorf("splitting %+v: %v", a, err)
		}
	}
}

// TestSplitAgainstWhatsApp takes apart what a move has joined, and a later word
// of WhatsApp's joins again.
func TestSplitAgainstWhatsApp(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(
		says(person("", "DE.1", "Lena"), "w1", "alt", 0), says(person("", "DE.2", "Tom"), "w2", "neu", 10),
		domain.IdentityChanged{Previous: domain.Identity{UserID: "DE.1"}, Current: domain.Identity{UserID: "DE.2"}, At: at(5)},
	)
	if chats(f) != 1 {
		t.Fatal("not joined")
	}
	f.split("DE.1", domain.AliasUserID, "DE.2")
	f.take(domain.IdentityChanged{Previous: domain.Identity{UserID: "DE.1"}, Current: domain.Identity{UserID: "DE.2"}, At: at(6)}) // before she said so
	if chats(f) != 2 {
		t.Error("her word does not hold")
	}
	f.now = at(10 * day)
	f.take(domain.IdentityChanged{Previous: domain.Identity{UserID: "DE.1"}, Current: domain.Identity{UserID: "DE.2"}, At: at(9 * day)})
	if chats(f) != 1 {
		t.Error("WhatsApp's later word does not hold")
	}
}

// life is one person as Meta tells of them: with number and id, then only by id,
// then with a new number, then with a new id. Nobody has the same names for two n.
type life struct{ oldPhone, newPhone, oldID, newID, name string }

func newLife(n int) life {
	return life{
		oldPhone: fmt.Sprintf("+4917010%05d", n), newPhone: fmt.Sprintf("+4917020%05d", n),
		oldID: fmt.Sprintf("DE.1%05d", n), newID: fmt.Sprintf("DE.2%05d", n), name: fmt.Sprintf("Nele %05d", n),
	}
}

func (l life) says(phone, user, text string, minutes int) domain.Update {
	return says(person(phone, user, l.name), l.name+text, text, minutes)
}

func (l life) events() []domain.Update {
	return []domain.Update{
		l.says(l.oldPhone, l.oldID, "mit Nummer", 0),
		l.says("", l.oldID, "nur Kennung", 10),
		domain.IdentityChanged{ // user_changed_number
			Previous: domain.Identity{Phone: l.oldPhone, UserID: l.oldID}, Current: domain.Identity{Phone: l.newPhone}, At: at(20),
		},
		l.says(l.newPhone, "", "neue Nummer", 21),
		domain.IdentityChanged{ // user_changed_user_id
			Previous: domain.Identity{UserID: l.oldID}, Current: domain.Identity{UserID: l.newID}, At: at(30),
		},
		l.says(l.newPhone, l.newID, "neue Nummer und Kennung", 31),
		l.says("", l.newID, "nur neue Kennung", 40),
	}
}

// permutations calls do with every order of n things.
func permutations(n int, do func([]int)) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	var walk func(int)
	walk = func(k int) {
		if k == n {
			do(order)
			return
		}
		for i := k; i < n; i++ {
			order[k], order[i] = order[i], order[k]
			walk(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	walk(0)
}

// TestOnePersonInEveryOrder is what the whole desk has to show about identities:
// number, then only an id, then a new number, then a new id, in every order of
// arrival, are one chat with everything in it, and a reply has a number to go to.
func TestOnePersonInEveryOrder(t *testing.T) {
	t.Parallel()
	f := open(t)
	want := []string{"mit Nummer", "nur Kennung", "neue Nummer", "neue Nummer und Kennung", "nur neue Kennung"}
	var orders [][]int
	n := 0
	permutations(7, func(order []int) {
		if n++; n%41 == 0 || !testing.Short() {
			orders = append(orders, slices.Clone(order))
		}
	})
	for step := range 7 { // each order with a person of its own, all at once: 5040 transactions less for each event
		var events []domain.Update
		for n, order := range orders {
			events = append(events, newLife(n).events()[order[step]])
		}
		f.take(events...)
	}
	if n := chats(f); n != len(orders) {
		t.Errorf("%d chats of %d people", n, len(orders))
	}
	for n, order := range orders {
		f.checkOne(newLife(n), order, want)
	}
}

// TestOnePersonInEveryOrderWithAMerge merges by hand as soon as there are two
// chats of the person, at every place in every order, after she has put
// something down in each: one chat in the end, and nothing of hers is lost.
func TestOnePersonInEveryOrderWithAMerge(t *testing.T) {
	t.Parallel()
	f := open(t)
	want := []string{"mit Nummer", "neue Nummer", "nur neue Kennung"}
	type try struct {
		life
		order   []int
		place   int
		regions []string
	}
	var tries []*try
	permutations(5, func(order []int) {
		for place := range order {
			tries = append(tries, &try{life: newLife(len(tries)), order: slices.Clone(order), place: place})
		}
	})
	merges := 0
	for step := range 5 {
		var events []domain.Update
		for _, p := range tries {
			all := p.events()
			events = append(events, []domain.Update{all[0], all[2], all[3], all[4], all[6]}[p.order[step]])
		}
		f.take(events...)
		for _, p := range tries {
			if p.place != step {
				continue
			}
			list := f.chatsOf(p.life)
			for _, id := range list {
				p.regions = append(p.regions, fmt.Sprint("Ort ", id))
				f.check(f.SetFact(t.Context(), id, domain.FactRegion, fmt.Sprint("Ort ", id)))
			}
			for _, id := range list[min(1, len(list)):] {
				f.check(f.Merge(t.Context(), id, list[0]))
				merges++
			}
		}
	}
	if n := chats(f); n != len(tries) || merges == 0 {
		t.Errorf("%d chats of %d people after %d merges", n, len(tries), merges)
	}
	for _, p := range tries {
		f.checkOne(p.life, p.order, want)
		s := f.sheet(p.newID)
		var kept []string
		for _, o := range s.Outdone {
			kept = append(kept, o.Value)
		}
		if r := s.Facts[domain.FactRegion]; r != "" {
			kept = append(kept, r)
		}
		slices.Sort(kept)
		slices.Sort(p.regions)
		if !slices.Equal(kept, p.regions) {
			t.Errorf("order %v, merged at %d: of %v only %v is left", p.order, p.place, p.regions, kept)
		}
	}
	t.Logf("%d orders, %d merges by hand", len(tries), merges)
}

// chatsOf lists the chats in which messages of a person stand.
func (f *fixture) chatsOf(l life) []int64 {
	f.t.Helper()
	var ids []int64
	for _, ref := range []string{l.oldPhone, l.oldID, l.newPhone, l.newID} {
		if c, err := f.FindChat(f.t.Context(), ref); err == nil && !slices.Contains(ids, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func (f *fixture) checkOne(l life, order []int, want []string) {
	f.t.Helper()
	th := f.thread(l.newID)
	if diff := cmp.Diff(want, texts(th.Messages)); diff != "" {
		f.t.Errorf("order %v: %s", order, diff)
	}
	if a := th.Chat.Contact.Address(); a != (domain.Address{Phone: l.newPhone}) {
		f.t.Errorf("order %v: a reply would go to %+v", order, a)
	}
	if id := th.Chat.Contact.UserID; id != l.newID {
		f.t.Errorf("order %v: user id %s", order, id)
	}
}

// TestSplitKeepsTheChatOfWhoStays also says whose the two chats are afterwards,
// whichever id is the smaller one.
func TestSplitKeepsTheChatOfWhoStays(t *testing.T) {
	t.Parallel()
	for _, ids := range [][2]string{{"DE.9", "DE.7"}, {"DE.7", "DE.9"}} {
		f := open(t)
		f.take(says(person("+4915550100009", ids[0], "Tom"), "w1", "hallo", 0))
		f.take(says(person("", ids[1], "Tommy"), "w2", "auch", 1))
		into := f.find(ids[0]).ID
		f.merge(ids[1], ids[0])
		f.now = at(2 * day)
		_, err := f.AddSend(t.Context(), into, domain.Send{UUID: "u1", To: domain.Address{Phone: "+4915550100009"}, Kind: domain.SendText, Text: "an Tom"}, domain.SentWith{})
		f.check(err)
		left := f.split(ids[0], domain.AliasUserID, ids[1])
		if f.find(ids[0]).ID != into || f.find(ids[1]).ID != left {
			t.Errorf("%v: %d and %d, want %d and %d", ids, f.find(ids[0]).ID, f.find(ids[1]).ID, into, left)
		}
		if list, err := f.Suspects(t.Context(), left); err != nil || len(list) != 0 {
			t.Errorf("suspected after the split: %v %v", list, err)
		}
	}
}

// TestMergedPersonKeepsTheNameOfTheChatThatStays: whoever wrote last, in
// whatever order it came, and through merges of merged ones.
func TestMergedPersonKeepsTheNameOfTheChatThatStays(t *testing.T) {
	t.Parallel()
	jana := person("+4915111110001", "DE.1", "Jana")
	samira := person("+4915111110007", "DE.7", "Samira")
	zora := person("", "DE.9", "Zora")
	called := func(f *fixture, want string) {
		t.Helper()
		if c := f.find("DE.7").Contact; c.Name != want || c.NameSource != domain.NameProfile {
			t.Errorf("called %q (%s), want %q", c.Name, c.NameSource, want)
		}
	}
	f := open(t)
	f.take(says(jana, "w1", "hallo", 0), says(samira, "w2", "ich bin's", 10), says(zora, "w3", "und ich", 20))
	f.merge("DE.7", "DE.1")
	called(f, "Jana")
	f.take(says(person("+4915111110007", "DE.7", "Samira H."), "w4", "noch etwas", 30))
	called(f, "Jana")
	if a := f.find("DE.1").Contact.Address(); a.Phone != "+4915111110007" {
		t.Errorf("replies go to %+v, not where the last message came from", a)
	}
	f.take(says(person("+4915111110001", "DE.1", "Jana B."), "w5", "neuer Name", 5))
	called(f, "Jana B.")
	f.merge("DE.1", "DE.9")
	called(f, "Zora")
	f.split("DE.9", domain.AliasUserID, "DE.9")
	called(f, "Jana B.")
	f.split("DE.1", domain.AliasUserID, "DE.7")
	called(f, "Samira H.")
	f.merge("DE.1", "DE.7")
	called(f, "Samira H.")
	f.take(domain.IdentityChanged{Previous: domain.Identity{UserID: "DE.7"}, Current: domain.Identity{UserID: "DE.1"}, At: at(40)})
	called(f, "Samira H.") // the newest, now that WhatsApp says so, too
}

func TestFindBothWhoWereMerged(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+4915111110001", "DE.1", "Jana"), "w1", "hallo", 0), says(person("+4915111110007", "DE.7", "Samira Hadad"), "w2", "ich bin's", 10))
	f.merge("DE.7", "DE.1")
	id := f.find("DE.1").ID
	for _, typed := range []string{"jana", "samira", "had sam", "smrhd", "0001", "0007", "+49 1511 1110007"} {
		list, err := f.FindPeople(t.Context(), typed, 10)
		f.check(err)
		if len(list) != 1 || list[0].ID != id {
			t.Errorf("%q finds %d chats", typed, len(list))
		}
	}
	for _, ref := range []string{"jana", "Samira", "samira hadad", "+4915111110001", "015111110007"} {
		if c, err := f.FindChat(t.Context(), ref); err != nil || c.ID != id {
			t.Errorf("%q leads to chat %d, %v", ref, c.ID, err)
		}
	}
}

// TestPreviewSaysWhatMergeMakes: the name, where replies go, and what else is
// said of the person from then on.
func TestPreviewSaysWhatMergeMakes(t *testing.T) {
	t.Parallel()
	type prepare func(f *fixture, jana, samira int64)
	for name, c := range map[string]struct {
		before         prepare
		called, phone  string
		muted, blocked bool
	}{
		"both by their profiles": {func(*fixture, int64, int64) {}, "Jana", "+4915111110007", false, false},
		"who comes has a name set": {func(f *fixture, _, samira int64) {
			f.check(f.SetName(f.t.Context(), samira, "Samira Hadad", domain.NameSaid))
		}, "Samira Hadad", "+4915111110007", false, false},
		"who stays wrote last": {func(f *fixture, _, _ int64) {
			f.take(says(person("+4915111110001", "DE.1", "Jana"), "w3", "noch da", 20))
		}, "Jana", "+4915111110001", false, false},
		"who comes is blocked and muted": {func(f *fixture, _, samira int64) {
			f.check(f.SetBlocked(f.t.Context(), samira, true))
			f.check(f.SetMuted(f.t.Context(), samira, true))
		}, "Jana", "+4915111110007", false, true},
		"who stays is muted": {func(f *fixture, jana, _ int64) { f.check(f.SetMuted(f.t.Context(), jana, true)) }, "Jana", "+4915111110007", true, false},
	} {
		f := open(t)
		f.take(says(person("+4915111110001", "DE.1", "Jana"), "w1", "hallo", 0), says(person("+4915111110007", "DE.7", "Samira"), "w2", "ich bin's", 10))
		jana, samira := f.find("DE.1").ID, f.find("DE.7").ID
		c.before(f, jana, samira)
		p, err := f.PreviewMerge(t.Context(), samira, jana)
		f.check(err)
		f.merge("DE.7", "DE.1")
		s := f.sheet("DE.1")
		if p.One.Name != c.called || p.One.Address().Phone != c.phone || p.Muted != c.muted || p.Blocked != c.blocked {
			t.Errorf("%s: the preview promises %+v, muted %t, blocked %t", name, p.One, p.Muted, p.Blocked)
		}
		if got := s.Chat.Contact; got.Name != p.One.Name || got.NameSource != p.One.NameSource || got.Address() != p.One.Address() || got.UserID != p.One.UserID || s.Muted != p.Muted || s.Blocked != p.Blocked {
			t.Errorf("%s: promised %+v, muted %t, blocked %t; became %+v, %t, %t", name, p.One, p.Muted, p.Blocked, got, s.Muted, s.Blocked)
		}
	}
}

// TestWhatWasMadeOfBothHoldsForBoth: nobody knows for whom of the two it was.
func TestWhatWasMadeOfBothHoldsForBoth(t *testing.T) {
	t.Parallel()
	for _, who := range []string{"DE.1", "DE.7"} {
		f := open(t)
		ctx := t.Context()
		f.take(says(person("+4915111110001", "DE.1", "Jana"), "w1", "hallo", 0), says(person("+4915111110007", "DE.7", "Samira"), "w2", "ich bin's", 10))
		f.merge("Samira", "Jana")
		f.now = f.now.Add(time.Hour)
		f.exported("Jana", "/e/both", time.Time{})
		f.check(f.SetRestricted(ctx, f.find("Jana").ID, true, "bestreitet die Angaben"))
		f.check(f.SetHold(ctx, f.find("Jana").ID, "Streit"))
		f.split("Jana", domain.AliasUserID, "DE.7")
		id := f.find(who).ID
		if r, err := f.Restricted(ctx, id); err != nil || !r.On {
			t.Errorf("%s is not restricted any more, %v", who, err)
		}
		if holds, err := f.Holds(ctx); err != nil || holds[id] == "" {
			t.Errorf("%s is not held any more, %v", who, err)
		}
		f.check(f.SetHold(ctx, id, ""))
		f.erase(id)
		left, err := f.LeftToErase(ctx)
		f.check(err)
		if len(left) != 1 || len(left[0].Exports) != 1 {
			t.Errorf("%s is erased, and the file with what they wrote stays: %+v", who, left)
		}
	}
}

// TestWhatWasSaidOfOneStaysWithThem: what is older than the merge is of one only.
func TestWhatWasSaidOfOneStaysWithThem(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+4915111110001", "DE.1", "Jana"), "w1", "hallo", 0), says(person("+4915111110007", "DE.7", "Samira"), "w2", "ich bin's", 10))
	f.check(f.SetHold(t.Context(), f.find("Jana").ID, "Streit"))
	f.now = f.now.Add(time.Hour)
	f.merge("Samira", "Jana")
	f.split("Jana", domain.AliasUserID, "DE.7")
	holds, err := f.Holds(t.Context())
	f.check(err)
	if holds[f.find("DE.1").ID] == "" || holds[f.find("DE.7").ID] != "" {
		t.Errorf("held: %v", holds)
	}
}

// TestAThirdPersonTakesNothingFromTwo: what was said of two holds for both, whoever
// joined them afterwards.
func TestAThirdPersonTakesNothingFromTwo(t *testing.T) {
	t.Parallel()
	f := two(t)
	ctx := t.Context()
	f.merge("DE.2", "+491")
	f.now = f.now.Add(time.Hour)
	f.check(f.SetRestricted(ctx, f.find("+491").ID, true, "bestreitet die Angaben"))
	f.check(f.SetHold(ctx, f.find("+491").ID, "Streit"))
	f.now = f.now.Add(time.Hour)
	f.take(says(person("+4915111110009", "DE.9", "Nele"), "w9", "auch ich", 20))
	f.merge("DE.9", "+491")
	f.now = f.now.Add(time.Hour)
	f.split("+491", domain.AliasUserID, "DE.2")
	holds, err := f.Holds(ctx)
	f.check(err)
	for _, who := range []string{"+491", "DE.2"} {
		id := f.find(who).ID
		if r, err := f.Restricted(ctx, id); err != nil || !r.On || holds[id] == "" {
			t.Errorf("%s: restricted %v, held %q, %v", who, r.On, holds[id], err)
		}
	}
}

// TestWhatProtectsBothHoldsAfterASplit: a stop on the phone, a child, a word on
// distress.
func TestWhatProtectsBothHoldsAfterASplit(t *testing.T) {
	t.Parallel()
	f := two(t)
	ctx := t.Context()
	f.merge("DE.2", "+491")
	f.now = f.now.Add(time.Hour)
	id := f.find("+491").ID
	f.check(f.AddConsent(ctx, id, domain.Consent{Kind: domain.ConsentStop, Channel: domain.ChannelPhone, At: f.now}))
	f.check(f.AddConsent(ctx, id, domain.Consent{Kind: domain.ConsentChild, Channel: domain.ChannelPhone, At: f.now}))
	f.check(f.SetCrisis(ctx, id, true))
	f.split("+491", domain.AliasUserID, "DE.2")
	told, err := f.CrisisWords(ctx)
	f.check(err)
	if len(told) != 2 {
		t.Errorf("the relay is to be told of %+v", told)
	}
	for _, who := range []string{"+491", "DE.2"} {
		log, c := f.consents(who), f.find(who)
		if !log.Stopped() || !log.Child() || !c.Crisis {
			t.Errorf("%s: stopped %v, child %v, crisis %v", who, log.Stopped(), log.Child(), c.Crisis)
		}
	}
}
