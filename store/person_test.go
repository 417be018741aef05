package store_test

import (
	"fmt"
	"slices"
	"testing"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

func TestFactsAreKeptReplacedAndForgotten(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0))
	f.fact("DE.1", domain.FactRegion, " Köln ")
	f.fact("DE.1", domain.FactRegion, "Bonn")
	f.fact("DE.1", domain.FactStage, "beratung")
	if diff := cmp.Diff(domain.Facts{domain.FactRegion: "Bonn", domain.FactStage: "beratung"}, f.sheet("DE.1").Facts); diff != "" {
		t.Error(diff)
	}
	f.fact("DE.1", domain.FactRegion, "")
	s := f.sheet("DE.1")
	if _, there := s.Facts[domain.FactRegion]; there || len(s.Outdone) != 0 {
		t.Errorf("still there: %+v", s)
	}
	if c := f.find("DE.1"); c.Stage != "beratung" || c.Labels != "" || c.Muted {
		t.Errorf("row = %+v", c)
	}
	if err := f.SetFact(t.Context(), 999, domain.FactRegion, "x"); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("a fact about nobody: %v", err)
	}
}

func TestChangedNotesHoldWhatStoodInThem(t *testing.T) {
	t.Parallel()
	f := two(t)
	f.fact("DE.2", domain.FactRegion, "Bonn")
	f.fact("+491", domain.FactRegion, "Köln")
	f.merge("DE.2", "+491")
	f.fact("+491", domain.FactNotes, "Region: Bonn, früher")
	s := f.sheet("+491")
	if len(s.Outdone) != 0 || s.Facts[domain.FactNotes] != "Region: Bonn, früher" || s.Facts[domain.FactRegion] != "Köln" {
		t.Errorf("after the notes were written anew: %+v", s)
	}
}

func TestLabelsAreASet(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0))
	id := f.find("DE.1").ID
	for _, step := range []struct {
		key  string
		on   bool
		want string
	}{{"p", true, "p"}, {"e", true, "ep"}, {"p", true, "ep"}, {"x", false, "ep"}, {"p", false, "e"}} {
		f.check(f.SetLabel(t.Context(), id, step.key, step.on))
		if got := f.find("DE.1").Labels; got != step.want {
			t.Errorf("after %v: %q, want %q", step, got, step.want)
		}
	}
}

func TestMutedWaitBehindAllOthers(t *testing.T) {
	t.Parallel()
	f := open(t)
	ctx := t.Context()
	var want []int64
	for i := range 4 {
		f.take(says(person(fmt.Sprint("+4915", i), "", ""), fmt.Sprint("w", i), "hallo", i))
	}
	in := func(i int) int64 { return f.find(fmt.Sprint("+4915", i)).ID }
	f.check(f.SetMuted(ctx, in(0), true))
	f.check(f.SetMuted(ctx, in(1), true))
	order := func() []int64 {
		q, err := f.Queue(ctx, domain.FilterWaiting, domain.Window{}, f.now)
		f.check(err)
		var ids []int64
		for _, c := range q.Chats {
			ids = append(ids, c.ID)
		}
		if q.Total != 4 {
			t.Errorf("total = %d", q.Total)
		}
		return ids
	}
	want = []int64{in(2), in(3), in(0), in(1)}
	if got := order(); !slices.Equal(got, want) {
		t.Errorf("order = %v, want %v", got, want)
	}
	for skip := range 4 { // the same in windows
		q, err := f.Queue(ctx, domain.FilterWaiting, domain.Window{Offset: skip, Limit: 1}, f.now)
		f.check(err)
		if len(q.Chats) != 1 || q.Chats[0].ID != want[skip] {
			t.Errorf("row %d = %+v, want chat %d", skip, q.Chats, want[skip])
		}
	}
	f.check(f.SetCrisis(ctx, in(1), true))
	if got := order(); got[0] != in(1) {
		t.Errorf("order = %v: a muted person in distress does not stand in front", got)
	}
	f.check(f.SetCrisis(ctx, in(1), false))
	f.check(f.SetMuted(ctx, in(0), false))
	if got := order(); got[0] != in(0) {
		t.Errorf("order = %v after the mute was lifted", got)
	}
}

// TestMergeKeepsWhatCounts: a value that another one has taken the place of does
// not count again when a later merge brings a third.
func TestMergeKeepsWhatCounts(t *testing.T) {
	t.Parallel()
	for _, field := range []domain.FactField{domain.FactRegion, domain.FactStage, domain.FactSource, domain.FactEmail} {
		f := two(t)
		f.take(says(person("+493", "", ""), "w9", "hallo", 9))
		f.fact("+493", field, "zwickau")
		f.fact("+491", field, "aachen")
		f.merge("+493", "+491")
		f.fact("DE.2", field, "bonn") // the newest
		f.merge("DE.2", "+491")
		s := f.sheet("+491")
		if got := s.Facts[field]; got != "aachen" || len(s.Outdone) != 2 {
			t.Errorf("%s: %q counts, %v is outdone", field, got, s.Outdone)
		}
	}
}

func TestMuteStaysWithAMergeOnlyIfTheTargetIsMuted(t *testing.T) {
	t.Parallel()
	for _, muted := range []string{"DE.2", "+491"} {
		f := two(t)
		f.check(f.SetMuted(t.Context(), f.find(muted).ID, true))
		f.merge("DE.2", "+491")
		if got := f.find("+491").Muted; got != (muted == "+491") {
			t.Errorf("%s was muted, the merged one: %v", muted, got)
		}
	}
}

func TestLogIsKeptAndTakenBack(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0))
	id := f.find("DE.1").ID
	first, err := f.AddLog(t.Context(), id, domain.LogEntry{Kind: domain.LogCall, Text: "Rückruf", At: at(5)})
	f.check(err)
	second, err := f.AddLog(t.Context(), id, domain.LogEntry{Kind: domain.LogEmail, Text: "Flyer geschickt"})
	f.check(err)
	if diff := cmp.Diff([]domain.LogEntry{second, first}, f.sheet("DE.1").Log); diff != "" {
		t.Error(diff)
	}
	chat, err := f.RemoveLog(t.Context(), first.ID)
	f.check(err)
	if chat != id || len(f.sheet("DE.1").Log) != 1 {
		t.Errorf("left: %+v", f.sheet("DE.1").Log)
	}
	if _, err := f.RemoveLog(t.Context(), first.ID); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("removing it twice: %v", err)
	}
}

func TestAliasesSayWhenTheyWereSeen(t *testing.T) {
	t.Parallel()
	f := open(t)
	hidden := person("", "DE.1", "🌸 Sam")
	hidden.Username, hidden.ParentID = "sam.h", "DE.ENT.7"
	f.take(
		says(samira, "w1", "hallo", 0), says(samira, "w2", "da?", 20), says(hidden, "w3", "ohne Nummer", 40),
		domain.IdentityChanged{Previous: samira.Identity, Current: domain.Identity{Phone: "+4915999", UserID: "DE.5"}, At: at(50)},
	)
	f.check(f.SetName(t.Context(), f.find("DE.1").ID, "Samira H.", domain.NameConfirmed))
	want := []domain.Alias{
		{Kind: domain.AliasName, Value: "Samira H.", Source: domain.NameConfirmed, First: f.now, Last: f.now},
		{Kind: domain.AliasPhone, Value: "+4915111", First: at(0), Last: at(50)},
		{Kind: domain.AliasPhone, Value: "+4915999", First: at(50), Last: at(50)},
		{Kind: domain.AliasUserID, Value: "DE.1", First: at(0), Last: at(50)},
		{Kind: domain.AliasUserID, Value: "DE.5", First: at(50), Last: at(50)},
		{Kind: domain.AliasName, Value: "🌸 Sam", Source: domain.NameProfile, First: at(40), Last: at(40)},
		{Kind: domain.AliasUsername, Value: "sam.h", First: at(40), Last: at(40)},
		{Kind: domain.AliasParentID, Value: "DE.ENT.7", First: at(40), Last: at(40)},
		{Kind: domain.AliasName, Value: "Samira", Source: domain.NameProfile, First: at(0), Last: at(20)},
	}
	if diff := cmp.Diff(want, f.sheet("DE.1").Aliases); diff != "" {
		t.Error(diff)
	}
}

func TestEmailsInMessagesAreOffered(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(
		says(samira, "w1", "meine Mail: Samira.H@Example.org.", 0), says(samira, "w2", "oder (sam@web.de)", 5),
		typed(samira, "w3", "schreib an beratung@diakonie.de", 6), says(samira, "w4", "nein: alt@web.de", 7),
		domain.Changed{From: samira, By: domain.In, WAMID: "c1", On: "w4", Revoked: true, At: at(8)},
	)
	if diff := cmp.Diff([]string{"sam@web.de", "samira.h@example.org"}, f.sheet("DE.1").Emails); diff != "" {
		t.Error(diff)
	}
	f.fact("DE.1", domain.FactEmail, "Sam@web.de")
	if diff := cmp.Diff([]string{"samira.h@example.org"}, f.sheet("DE.1").Emails); diff != "" {
		t.Errorf("the one that is kept is offered again: %s", diff)
	}
}

func TestSuspects(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(
		says(person("+4915111111111", "DE.1", "Samira Hadad"), "w1", "hallo", 0),
		says(person("", "DE.2", "Sämira Hadad"), "w2", "ich bins", 1),
		says(person("", "DE.3", "Nix"), "w3", "meine Nummer ist 01511 1111111, ruf an", 2),
		says(person("", "DE.4", "Samira"), "w4", "sam@web.de", 3),
		says(person("", "DE.5", "Anna"), "w5", "schreib sam@web.de!", 4),
		says(person("", "DE.6", "Kai"), "w6", "0151111111112 ist eine andere", 5),
		says(person("", "DE.7", "Uli"), "w7", "00491511111 1111", 6),
		says(person("", "DE.8", "Jo"), "w8", "01511/1111111 ist meine; 015111111111", 7),
	)
	f.fact("DE.1", domain.FactEmail, "SAM@web.de")
	reasons := func(ref string) map[string]domain.SuspectReason {
		list, err := f.Suspects(t.Context(), f.find(ref).ID)
		f.check(err)
		out := map[string]domain.SuspectReason{}
		for _, s := range list {
			out[s.Chat.Contact.UserID] = s.Reason
		}
		return out
	}
	got := reasons("DE.1")
	for id, want := range map[string]domain.SuspectReason{"DE.2": domain.SuspectName, "DE.4": domain.SuspectEmail, "DE.5": domain.SuspectEmail, "DE.8": domain.SuspectPhoneSaid, "DE.6": ""} {
		if got[id] != want {
			t.Errorf("DE.1 and %s: %q, want %q", id, got[id], want)
		}
	}
	for _, from := range []string{"DE.3", "DE.7", "DE.8"} {
		if got := reasons(from)["DE.1"]; got != domain.SuspectPhoneSaid {
			t.Errorf("from %s: %q", from, got)
		}
	}
	pairs, err := f.AllSuspects(t.Context(), 100)
	f.check(err)
	if len(pairs) == 0 {
		t.Error("nothing suspected anywhere")
	}
}

func TestFindPeople(t *testing.T) {
	t.Parallel()
	f := open(t)
	hidden := person("", "DE.3", "")
	hidden.Username = "blumen.kind"
	f.take(
		says(person("+4915111111111", "DE.1", "Samira Hadad"), "w1", "hallo", 0),
		says(person("+4916022222222", "DE.2", "Müller, Anna"), "w2", "moin", 1),
		says(hidden, "w3", "na", 2),
		says(person("+4917033333333", "DE.4", "Sam"), "w4", "hi", 3),
		domain.IdentityChanged{Previous: domain.Identity{Phone: "+4917033333333", UserID: "DE.4"}, Current: domain.Identity{Phone: "+4917044444444", UserID: "DE.4"}, At: at(4)},
		says(person("+4918055555555", "DE.5", "50%_Leni"), "w5", "hi", 5),
	)
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"sam", []string{"DE.4", "DE.1"}},
		{"SAM had", []string{"DE.1"}},
		{"had sam", []string{"DE.1"}},
		{"smrhdd", []string{"DE.1"}},
		{"mueller", []string{"DE.2"}},
		{"Muller anna", []string{"DE.2"}},
		{"@blumen", []string{"DE.3"}},
		{"blkind", []string{"DE.3"}},
		{"0160 222", []string{"DE.2"}},
		{"+49 160-2222", []string{"DE.2"}},
		{"4444", []string{"DE.4"}},
		{"333333", []string{"DE.4"}}, // the number she had before
		{"%_", []string{"DE.5"}},
		{"zzz", nil},
		{"", []string{"DE.5", "DE.4", "DE.3", "DE.2", "DE.1"}},
	} {
		list, err := f.FindPeople(t.Context(), c.typed, 10)
		f.check(err)
		var got []string
		for _, chat := range list {
			got = append(got, chat.Contact.UserID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q finds %v, want %v", c.typed, got, c.want)
		}
	}
}

// TestQueueByLabel: of all states, the newest first, window by window.
func TestQueueByLabel(t *testing.T) {
	t.Parallel()
	f := open(t)
	var ids []int64
	for i := range 5 {
		key := fmt.Sprintf("DE.%d", i)
		f.take(says(person("", key, ""), "w"+key, "hallo", i))
		ids = append(ids, f.find(key).ID)
		if i%2 == 0 {
			f.check(f.SetLabel(t.Context(), ids[i], "p", true))
		}
		f.check(f.SetLabel(t.Context(), ids[i], "e", true))
	}
	f.check(f.SetDone(t.Context(), ids[2], true))
	read := func(w domain.Window) (got []int64, total int) {
		q, err := f.Queue(t.Context(), domain.FilterLabel("p"), w, at(0))
		f.check(err)
		for _, c := range q.Chats {
			got = append(got, c.ID)
		}
		if q.Counts[domain.FilterLabel("p")] != q.Total || q.Counts[domain.FilterAll] != 5 {
			t.Errorf("counts are %v", q.Counts)
		}
		return got, q.Total
	}
	if got, n := read(domain.Window{Limit: 10}); !slices.Equal(got, []int64{ids[4], ids[2], ids[0]}) || n != 3 {
		t.Errorf("%v of %d", got, n)
	}
	if got, n := read(domain.Window{Offset: 1, Limit: 1}); !slices.Equal(got, []int64{ids[2]}) || n != 3 {
		t.Errorf("the second is %v of %d", got, n)
	}
	q, err := f.Queue(t.Context(), domain.FilterLabel("%"), domain.Window{Limit: 10}, at(0))
	if f.check(err); q.Total != 0 || len(q.Chats) != 0 {
		t.Errorf("a sign that is no label finds %d", q.Total)
	}
}

func TestSearchByLabelAndStage(t *testing.T) {
	t.Parallel()
	f := open(t)
	ctx := t.Context()
	for i := range 3 {
		f.take(says(person("", fmt.Sprint("DE.", i), fmt.Sprint("Anna", i)), fmt.Sprint("w", i), "Frage zur Pflege", i))
	}
	id := func(i int) int64 { return f.find(fmt.Sprint("DE.", i)).ID }
	f.check(f.SetLabel(ctx, id(0), "p", true))
	f.check(f.SetLabel(ctx, id(1), "p", true))
	f.check(f.SetLabel(ctx, id(1), "ä", true))
	f.fact("DE.1", domain.FactStage, "zusage")
	f.fact("DE.2", domain.FactNotes, "möchte Nachtdienst, fährt Auto")
	for _, c := range []struct {
		what         domain.Search
		hits, people []string
	}{
		{domain.Search{Labels: []string{"p"}}, []string{"DE.1", "DE.0"}, []string{"DE.1", "DE.0"}},
		{domain.Search{Labels: []string{"p", "ä"}}, []string{"DE.1"}, []string{"DE.1"}},
		{domain.Search{Labels: []string{"a"}}, nil, nil},
		{domain.Search{Stages: []string{"zusage"}}, []string{"DE.1"}, []string{"DE.1"}},
		{domain.Search{Stages: []string{"erst", ""}}, []string{"DE.2", "DE.0"}, []string{"DE.2", "DE.0"}},
		{domain.Search{Labels: []string{"p"}, Stages: []string{""}}, []string{"DE.0"}, []string{"DE.0"}},
		{domain.Search{Words: []domain.SearchWord{{Text: "pfleg"}}, Labels: []string{"p"}}, []string{"DE.1", "DE.0"}, nil},
		{domain.Search{Words: []domain.SearchWord{{Text: "anna0"}}, Labels: []string{"p"}}, nil, []string{"DE.0"}},
		{domain.Search{Words: []domain.SearchWord{{Text: "nachtd"}, {Text: "faehrt"}}}, nil, []string{"DE.2"}},
		{domain.Search{Words: []domain.SearchWord{{Text: "nachtd", Whole: true}}}, nil, nil},
	} {
		found, err := f.Search(ctx, c.what, 10)
		f.check(err)
		var hits, people []string
		for _, h := range found.Hits {
			hits = append(hits, h.Chat.Contact.UserID)
		}
		for _, p := range found.People {
			people = append(people, p.Contact.UserID)
		}
		if !slices.Equal(hits, c.hits) || !slices.Equal(people, c.people) {
			t.Errorf("%+v: hits %v, people %v; want %v and %v", c.what, hits, people, c.hits, c.people)
		}
	}
}

// TestSearchByALabelOfMany has more persons than are looked up in the index.
func TestSearchByALabelOfMany(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i := range 70 {
		f.take(says(person("", fmt.Sprint("DE.", i), "Kim"), fmt.Sprint("w", i), "hallo", i))
		if i%70 != 3 {
			f.check(f.SetLabel(t.Context(), f.find(fmt.Sprint("DE.", i)).ID, "p", true))
		}
	}
	found, err := f.Search(t.Context(), domain.Search{Words: []domain.SearchWord{{Text: "hallo"}}, Labels: []string{"p"}}, 100)
	f.check(err)
	if len(found.Hits) != 69 {
		t.Errorf("%d hits of 69", len(found.Hits))
	}
}
