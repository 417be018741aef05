package store_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/store"
)

// carries is a message with a file.
func carries(from domain.Person, wamid, id, name string, kind domain.Kind, minute int) domain.Incoming {
	u := says(from, wamid, "", minute)
	u.Message.Kind = kind
	u.Message.Content.Media = &domain.Media{ID: id, Filename: name, MIME: "application/pdf"}
	return u
}

func fetched(id string) domain.MediaNews {
	return domain.MediaNews{ID: id, State: domain.FileFetched, SHA256: "aa", Size: 7, At: at(5)}
}

func (f *fixture) files() (out []domain.File) {
	f.t.Helper()
	list, err := f.FilesOf(f.t.Context(), f.find("Samira").ID)
	f.check(err)
	for _, m := range list {
		out = append(out, *m.File)
	}
	return out
}

func (f *fixture) media(news ...domain.MediaNews) {
	f.t.Helper()
	for _, n := range news {
		f.seq++
		_, err := f.TakeIn(f.t.Context(), domain.Batch{Instance: "one", To: f.seq, Events: []domain.Decoded{event(f.seq, n)}})
		f.check(err)
	}
}

// TestAFileFromTheFirstWordToTheLast follows one through everything that can
// become of it.
func TestAFileFromTheFirstWordToTheLast(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(carries(samira, "w1", "m1", "cv.pdf", domain.KindDocument, 1))
	f.want(domain.File{Key: "m1"})
	f.media(fetched("m1"))
	f.want(domain.File{Key: "m1", State: domain.FileFetched, Size: 7, SHA256: "aa"})
	f.check(f.ReserveFile(t.Context(), "m1", "name"))
	wanted, err := f.FilesWanted(t.Context(), 10)
	f.check(err)
	if diff := cmp.Diff([]domain.File{{Key: "m1", State: domain.FileFetched, Size: 7, SHA256: "aa", Stored: "name"}}, wanted); diff != "" {
		t.Error(diff)
	}
	f.want(domain.File{Key: "m1", State: domain.FileFetched, Size: 7, SHA256: "aa"})
	here := domain.File{Key: "m1", State: domain.FileHere, Stored: "name.pdf", Type: domain.FilePDF, Size: 7, SHA256: "aa"}
	changes, err := f.FileHere(t.Context(), here)
	f.check(err)
	if len(changes.Chats) != 1 {
		t.Errorf("%+v", changes)
	}
	f.want(here)
	if owed, err := f.FilesOwed(t.Context(), 10); err != nil || len(owed) != 1 || owed[0] != "m1" {
		t.Error(owed, err)
	}
	f.check(f.FileForgotten(t.Context(), "m1"))
	if owed, err := f.FilesOwed(t.Context(), 10); err != nil || len(owed) != 0 {
		t.Error(owed, err)
	}
	f.media(domain.MediaNews{ID: "m1", State: domain.FileLost, Reason: domain.LossExpired}) // too late: it is here
	f.want(here)
	if wanted, err := f.FilesWanted(t.Context(), 10); err != nil || len(wanted) != 0 {
		t.Error(wanted, err)
	}
}

func (f *fixture) want(want ...domain.File) {
	f.t.Helper()
	if diff := cmp.Diff(want, f.files()); diff != "" {
		f.t.Error(diff)
	}
}

func TestALostFileComesBackIfTheRelaySaysSo(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.media(fetched("m1")) // before its message
	f.take(carries(samira, "w1", "m1", "cv.pdf", domain.KindDocument, 1), carries(samira, "w2", "", "", domain.KindDocument, 2))
	_, err := f.LoseFile(t.Context(), "m1", domain.LossSum)
	f.check(err)
	f.want(
		domain.File{Key: "none:w2", State: domain.FileLost, Reason: domain.LossNoID},
		domain.File{Key: "m1", State: domain.FileLost, Reason: domain.LossSum, Size: 7, SHA256: "aa"})
	count, err := f.CountFiles(t.Context())
	f.check(err)
	if count != (store.FileCount{Lost: 1}) {
		t.Errorf("%+v", count)
	}
	f.media(fetched("m1"))
	if wanted, err := f.FilesWanted(t.Context(), 10); err != nil || len(wanted) != 1 {
		t.Error(wanted, err)
	}
}

// TestTranscriptsAreFound: also when the message comes later, and no longer
// when it is deleted.
func TestTranscriptsAreFound(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(carries(samira, "w1", "m1", "", domain.KindVoice, 1), carries(samira, "w2", "m2", "zeugnis.pdf", domain.KindDocument, 2))
	f.media(fetched("m1"))
	_, err := f.FileHere(t.Context(), domain.File{Key: "m1", State: domain.FileHere, Stored: "a.ogg", Type: domain.FileOGG})
	f.check(err)
	list, err := f.VoicesUnheard(t.Context(), start, 10)
	f.check(err)
	if len(list) != 1 || list[0].File.Key != "m1" {
		t.Errorf("%+v", list)
	}
	if list, err := f.VoicesUnheard(t.Context(), at(1).Add(time.Second), 10); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	said := domain.Transcript{Text: "ich möchte Altenpflege lernen", At: at(9)}
	_, err = f.SetTranscript(t.Context(), "m1", said)
	f.check(err)
	f.looks("altenpfl", said.Text)
	f.looks("hat:datei", "zeugnis.pdf", said.Text)
	f.looks("hat:datei lernen", said.Text)
	if list, err := f.VoicesUnheard(t.Context(), start, 10); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	if diff := cmp.Diff(&said, f.files()[1].Transcript); diff != "" {
		t.Error(diff)
	}
	_, err = f.SetTranscript(t.Context(), "m1", domain.Transcript{Text: "etwas anderes", At: at(10)})
	f.check(err)
	f.looks("altenpflege")
	f.looks("anderes", "etwas anderes")
	f.take(domain.Changed{From: samira, By: domain.In, WAMID: "c1", On: "w1", Revoked: true, At: at(11)})
	f.looks("anderes")
	f.looks("hat:datei", "zeugnis.pdf")
	f.want(f.files()[0])
	f.check(f.Close())
	kept := indexOf(t, f.path)
	refilled(t, f.path)
	if diff := cmp.Diff(indexOf(t, f.path), kept); diff != "" {
		t.Errorf("-made anew +kept:\n%s", diff)
	}
}

// TestVoicesAreFoundWithoutOtherFiles: pictures and documents are never tried, and
// there are many.
func TestVoicesAreFoundWithoutOtherFiles(t *testing.T) {
	t.Parallel()
	f := open(t)
	db, err := sql.Open("sqlite", "file:"+f.path)
	f.check(err)
	defer db.Close()
	plan := planOf(t, db, store.VoicesUnheard)
	if !strings.Contains(plan, store.VoicesUnheard.Index) || strings.Contains(plan, "TEMP B-TREE") {
		t.Errorf("planned as\n%s", plan)
	}
}

// TestFiveHundredFilesOfOneName are five hundred files.
func TestFiveHundredFilesOfOneName(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i := range 500 {
		f.take(carries(samira, fmt.Sprint("w", i), fmt.Sprint("m", i), "cv.pdf", domain.KindDocument, i))
		f.media(fetched(fmt.Sprint("m", i)))
	}
	wanted, err := f.FilesWanted(t.Context(), 1000)
	f.check(err)
	if len(wanted) != 500 || wanted[0].Key != "m0" || len(f.files()) != 500 {
		t.Errorf("%d wanted, first %+v", len(wanted), wanted[0])
	}
}
