package store_test

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

// past is a message of a history; minutes count from start and may be negative.
func past(d domain.Direction, text string, minutes int) domain.Past {
	return domain.Past{
		Message: domain.Message{Direction: d, Kind: domain.KindText, Content: domain.Content{Text: text}, At: at(minutes)},
		ID:      fmt.Sprintf("%s-%s-%d-%d", d, text, minutes, nextPast()), Place: nextPast(),
	}
}

var pastID atomic.Int64

func nextPast() int { return int(pastID.Add(1)) }

func (f *fixture) history(ref string, list ...domain.Past) (domain.Import, domain.Compared) {
	f.t.Helper()
	h := domain.History{Kind: domain.HistoryWhatsApp, Messages: list}
	if ref != "" {
		h.ChatID = f.find(ref).ID
	} else {
		h.Name, h.Key = "Oma Erna", "k1"
	}
	done, c, err := f.TakeHistory(f.t.Context(), h)
	f.check(err)
	return done, c
}

func (f *fixture) undo(id int64) []string {
	f.t.Helper()
	files, err := f.UndoImport(f.t.Context(), id)
	f.check(err)
	return files
}

func TestHistoryChangesNothingButTheThread(t *testing.T) {
	t.Parallel()
	for name, life := range map[string][]domain.Update{
		"waiting":  {says(samira, "w1", "hallo", 0)},
		"answered": {says(samira, "w1", "hallo", 0), typed(samira, "w2", "hi", 5)},
	} {
		f := open(t)
		f.take(life...)
		before := f.find("+4915111")
		done, _ := f.history("+4915111", past(domain.In, "früher", -9000), past(domain.Out, "Antwort", -8990), past(domain.In, "und jetzt?", 20), past(domain.Out, "so", 21))
		after := f.find("+4915111")
		if before.FirstContact && after.FirstContact {
			t.Errorf("%s: they have been answered once, elsewhere", name)
		}
		after.FirstContact = before.FirstContact
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		got := texts(f.thread("+4915111").Messages)
		if len(got) != len(life)+4 || got[0] != "früher" || got[len(got)-1] != "so" {
			t.Errorf("%s: %q", name, got)
		}
		f.looks("früher", "früher")
		if done.Messages != 4 || !done.From.Equal(at(-9000)) || !done.To.Equal(at(21)) {
			t.Errorf("%+v", done)
		}
	}
}

func TestSomebodyNewFromAFileWaitsForNothing(t *testing.T) {
	t.Parallel()
	f := open(t)
	done, _ := f.history("", past(domain.In, "hallo", -100), past(domain.Out, "guten Tag", -90))
	c := f.find("Oma Erna")
	if c.State != domain.ChatDone || !c.LastInAt.IsZero() || c.Unread != 0 || c.FirstContact || c.LastText != "guten Tag" || !c.LastAt.Equal(at(-90)) {
		t.Errorf("%+v", c)
	}
	if c.Contact.NameSource != domain.NameConfirmed || c.Contact.ParentID != "" || !c.Contact.Address().Empty() {
		t.Errorf("%+v", c.Contact)
	}
	for _, a := range f.sheet("Oma Erna").Aliases {
		if a.Kind != domain.AliasName {
			t.Errorf("%+v", a)
		}
	}
	if n, err := f.Counts(t.Context()); err != nil || n[domain.FilterWaiting] != 0 || n[domain.FilterOpen] != 0 {
		t.Error(n, err)
	}
	list, err := f.Imports(t.Context())
	f.check(err)
	if len(list) != 1 || list[0].ID != done.ID || list[0].Messages != 2 || list[0].Alone != 1 || !slices.Equal(list[0].Chats, []int64{c.ID}) {
		t.Errorf("%+v", list)
	}
}

func TestTheSameHistoryTwiceIsThereOnce(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0))
	list := func() []domain.Past {
		return []domain.Past{past(domain.In, "ok", -20), past(domain.In, "ok", -20), past(domain.Out, "ok", -20), past(domain.In, "", -19)}
	}
	f.history("+4915111", list()...)
	before := f.export()
	done, c := f.history("+4915111", list()...)
	if done.ID != 0 || c.Known != 4 || len(c.Fresh) != 0 || f.export() != before {
		t.Errorf("%+v %+v", done, c)
	}
	done, c = f.history("+4915111", append(list(), past(domain.In, "ok", -20), past(domain.In, "neu", -18))...)
	if done.Messages != 2 || c.Known != 4 || !slices.Equal(c.Fresh, []int{4, 5}) {
		t.Errorf("%+v %+v", done, c)
	}
}

func TestWhatWasWrittenHereIsNotTakenInAgain(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0), typed(samira, "w2", "hi ", 3), says(samira, "w3", "ok", 10), says(samira, "w4", "ok", 11))
	done, c := f.history("+4915111", past(domain.In, "hallo", 1), past(domain.Out, "hi", 3), past(domain.In, "ok", 10), past(domain.In, "ok", 11), past(domain.Out, "hallo", 0))
	if done.Messages != 1 || c.Known != 4 || !slices.Equal(c.Fresh, []int{4}) {
		t.Errorf("%+v %+v", done, c)
	}
}

func TestAnImportTakenBackLeavesNothing(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0), says(luca, "w2", "hey", 1))
	f.fact("+4915111", domain.FactRegion, "Bonn")
	before := f.export()
	edited, gone := past(domain.In, "geändert", 30), past(domain.In, "", 31)
	edited.Edited = &domain.Edit{At: edited.At, Known: true, Text: "geändert"}
	gone.RevokedAt = &gone.At
	file := past(domain.In, "Zeugnis", 32)
	file.Kind, file.Content.Media = domain.KindImage, &domain.Media{Filename: "a.jpg", Caption: true}
	file.File = &domain.File{State: domain.FileHere, Stored: "0123456789abcdef0123456789abcdef.jpg", Type: domain.FileJPEG, Size: 3, SHA256: "x"}
	left := past(domain.In, "", 33)
	left.Kind, left.Content.Media = domain.KindVoice, &domain.Media{}
	one, _ := f.history("+4915111", edited, gone, file, left)
	two, _ := f.history("", past(domain.In, "sonst niemand", 5))
	f.fact("Oma Erna", domain.FactNotes, "nett")
	list := f.thread("+4915111").Messages
	if m := list[1]; m.Edited == nil || m.Origin != domain.OriginImported || m.WAMID != "" {
		t.Errorf("%+v", m)
	}
	if list[2].RevokedAt == nil || list[3].File.State != domain.FileHere || list[4].File.State != domain.FileLost || list[4].File.Reason != domain.LossLeftOut {
		t.Errorf("%+v %+v", list[3].File, list[4].File)
	}
	f.fact("+4915111", domain.FactRegion, "Köln") // hangs on an imported message, perhaps
	f.fact("+4915111", domain.FactRegion, "Bonn")
	if got := f.undo(one.ID); !slices.Equal(got, []string{file.File.Stored}) {
		t.Error(got)
	}
	f.undo(two.ID)
	if got := f.export(); got != before {
		t.Error(cmp.Diff(before, got))
	}
	f.looks("sonst")
	if _, err := f.UndoImport(t.Context(), one.ID); domain.CodeOf(err) != domain.CodeNotFound {
		t.Error(err)
	}
	if list, err := f.Imports(t.Context()); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
}

// TestHistoryGoesWhereItsPersonGoes: a number had another owner when the history
// was written, and the history is still its person's.
func TestHistoryGoesWhereItsPersonGoes(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(
		says(person("+491", "DE.OLD", "Früher"), "w1", "alt", -100*day),
		says(person("+491", "DE.NEW", "Jetzt"), "w2", "neu", 0),
	)
	now := f.find("DE.NEW").ID
	f.history("DE.NEW", past(domain.In, "Geschichte", -200*day))
	f.take(says(person("+492", "DE.NEW", "Jetzt"), "w3", "neue Nummer", 10), says(person("+491", "DE.THIRD", "X"), "w4", "noch wer", 20))
	if got := texts(f.thread("DE.NEW").Messages); !slices.Equal(got, []string{"Geschichte", "neu", "neue Nummer"}) || f.find("DE.NEW").ID != now {
		t.Errorf("%q", got)
	}
}

func TestSomebodyFromAFileBecomesWhoWrites(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.history("", past(domain.In, "früher", -100), past(domain.Out, "Antwort", -90))
	f.fact("Oma Erna", domain.FactRegion, "Bonn")
	f.take(says(person("+491", "", "Erna"), "w1", "da bin ich", 0))
	f.merge("Oma Erna", "+491")
	want := []string{"früher", "Antwort", "da bin ich"}
	if got := texts(f.thread("+491").Messages); !slices.Equal(got, want) || chats(f) != 1 {
		t.Fatalf("%q, %d chats", got, chats(f))
	}
	if got := f.sheet("+491").Facts[domain.FactRegion]; got != "Bonn" {
		t.Errorf("%q", got)
	}
	done, c := f.history("+491", past(domain.In, "früher", -100))
	if done.ID != 0 || c.Known != 1 {
		t.Errorf("%+v", c)
	}
	f.take(says(person("+491", "DE.9", "Erna"), "w2", "mit Kennung", 10)) // who is who is found out anew
	if got := texts(f.thread("+491").Messages); !slices.Equal(got, append(want, "mit Kennung")) {
		t.Errorf("%q", got)
	}
	list, err := f.Imports(t.Context())
	f.check(err)
	f.undo(list[0].ID)
	if got := texts(f.thread("+491").Messages); !slices.Equal(got, []string{"da bin ich", "mit Kennung"}) {
		t.Errorf("%q", got)
	}
}

// TestPeopleWhoNeverWrote come with a number and are found by it when they write.
func TestPeopleWhoNeverWrote(t *testing.T) {
	t.Parallel()
	f := open(t)
	listed := func(key string) domain.Past {
		return domain.Past{ID: key, Message: domain.Message{
			Direction: domain.In, Kind: domain.KindSystem, At: at(0), Content: domain.Content{System: &domain.SystemNote{Type: domain.SystemListed}},
		}}
	}
	_, _, err := f.TakeHistory(t.Context(), domain.History{Kind: domain.HistoryPeople, Phone: "+4915777", Name: "Tom", Key: "k", Messages: []domain.Past{listed("k")}})
	f.check(err)
	c := f.find("+4915777")
	if c.Contact.Name != "Tom" || c.State != domain.ChatDone || !c.FirstContact {
		t.Errorf("%+v", c)
	}
	f.take(says(person("+4915777", "DE.7", "tommi"), "w1", "hallo", 5))
	if after := f.find("DE.7"); after.ID != c.ID || after.Contact.Name != "Tom" || after.State != domain.ChatWaiting || chats(f) != 1 {
		t.Errorf("%+v", after)
	}
}

func TestComparingWritesNothing(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0))
	before := f.export()
	left := past(domain.In, "", 3)
	left.Kind, left.Content.Media = domain.KindVoice, &domain.Media{}
	h := domain.History{ChatID: f.find("+4915111").ID, Messages: []domain.Past{past(domain.In, "hallo", 0), past(domain.In, "x", 0), left}}
	c, err := f.CompareHistory(t.Context(), h)
	f.check(err)
	if c.Known != 1 || !slices.Equal(c.Fresh, []int{1, 2}) || f.export() != before {
		t.Errorf("%+v", c)
	}
	f.history("+4915111", h.Messages...)
	h.Messages[2].Beside = "PTT-1.opus"
	c, err = f.CompareHistory(t.Context(), h)
	f.check(err)
	if c.Known != 3 || c.Files != 1 {
		t.Errorf("%+v", c)
	}
	if c, err = f.CompareHistory(t.Context(), domain.History{Messages: h.Messages}); err != nil || len(c.Fresh) != 3 {
		t.Error(c, err)
	}
}

func TestHistoryKeepsTheOrderOfItsFile(t *testing.T) {
	t.Parallel()
	f := open(t)
	var list []domain.Past
	var want []string
	for i := range 50 {
		text := fmt.Sprintf("n%02d", i)
		want = append(want, text)
		list = append(list, past(domain.Direction([]string{"in", "out"}[i%2]), text, -7))
	}
	f.history("", list...)
	if got := texts(f.thread("Oma Erna").Messages); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := f.thread("Oma Erna").Messages[49].At; !got.Equal(start.Add(-7 * time.Minute)) {
		t.Error(got)
	}
}

func TestSomebodyFromAFileIsErasedLikeAnybody(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0))
	edited := past(domain.In, "Kanarie", -90)
	edited.Edited = &domain.Edit{At: edited.At, Known: true, Text: "Kanarie zwei"}
	file := past(domain.In, "Kanarie drei", -80)
	file.Kind, file.Content.Media = domain.KindImage, &domain.Media{Filename: "Kanarie.jpg", Caption: true}
	file.File = &domain.File{State: domain.FileHere, Stored: "0123456789abcdef0123456789abcdef.jpg", Type: domain.FileJPEG, Size: 3, SHA256: "x"}
	f.history("", past(domain.In, "Kanarie", -100), edited, file)
	f.history("+4915111", past(domain.In, "bleibt", -100))
	f.erase(f.find("Oma Erna").ID)
	f.finish()
	if got := f.export(); strings.Contains(got, "Kanarie") || strings.Contains(got, "Erna") {
		t.Error(got)
	}
	f.looks("Kanarie")
	list, err := f.Imports(t.Context())
	f.check(err)
	if len(list) != 1 || list[0].Messages != 1 {
		t.Errorf("%+v", list)
	}
}

// TestWhatHangsOnHistoryWhenItGoes hangs on what is left, and goes with the last
// message; who is held stays.
func TestWhatHangsOnHistoryWhenItGoes(t *testing.T) {
	t.Parallel()
	f := open(t)
	ctx := t.Context()
	f.take(says(samira, "w1", "hallo", 0))
	one, _ := f.history("+4915111", past(domain.In, "danach", 100))
	two, _ := f.history("", past(domain.In, "früher", -100))
	for _, ref := range []string{"+4915111", "Oma Erna"} {
		id := f.find(ref).ID
		_, err := f.AddRequest(ctx, domain.Request{Chat: id, Kind: domain.RequestAccess, At: at(0), Due: at(30 * day)})
		f.check(err)
		f.check(f.Postpone(ctx, id, at(900*day), "Bewerbung läuft"))
		f.check(f.AddConsent(ctx, id, domain.Consent{Kind: domain.ConsentGiven, Wording: "ja", At: at(0)}))
		n, err := f.AddIncident(ctx, "verloren", at(0))
		f.check(err)
		f.check(f.Concern(ctx, n, []int64{id}))
		f.check(f.SaveDraft(ctx, domain.Draft{ChatID: id, Text: "Entwurf", Revision: 1}))
		f.check(f.Foretell(ctx, map[int64]time.Time{id: at(40 * day)}))
		f.exported(ref, "/x/"+ref, time.Time{})
	}
	f.check(f.SetHold(ctx, f.find("Oma Erna").ID, "Streit"))
	if _, err := f.UndoImport(ctx, two.ID); domain.CodeOf(err) != domain.CodeHeld {
		t.Fatal(err)
	}
	f.check(f.SetHold(ctx, f.find("Oma Erna").ID, ""))
	f.undo(one.ID)
	f.undo(two.ID)
	if got := texts(f.thread("+4915111").Messages); !slices.Equal(got, []string{"hallo"}) || chats(f) != 1 {
		t.Errorf("%q", got)
	}
	log, err := f.Consents(ctx, f.find("+4915111").ID)
	f.check(err)
	requests, err := f.Requests(ctx, true)
	f.check(err)
	if len(log) != 1 || len(requests) != 2 {
		t.Errorf("%+v, %+v", log, requests)
	}
}

func TestHistoryIsKeptFromTheDayItWasTakenIn(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0))
	f.history("+4915111", past(domain.In, "danach", 100))
	f.history("", past(domain.In, "vor Jahren", -900*day))
	for ref, want := range map[string]time.Time{"+4915111": at(0), "Oma Erna": f.now} {
		if l := f.lasting(ref); !l.Contact.Equal(want) {
			t.Errorf("%s: %+v, want %v", ref, l, want)
		}
	}
}
