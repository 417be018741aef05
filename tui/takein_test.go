package tui_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// lookedAt are known people and a file with a chat of Luca's.
func lookedAt(looks ...domain.HistoryLook) func(*fakeDesk) {
	return func(d *fakeDesk) {
		known(d)
		d.disk = []domain.PathEntry{{Name: "chat.txt", Path: "/tmp/chat.txt", Size: 900}}
		d.looks = append(looks, domain.HistoryLook{
			Messages: 12, Ours: 5, Theirs: 7, New: 10, Known: 2, Files: 1, FilesLeftOut: 3, TooLarge: 1, Odd: 1, Says: 2,
			First: monday.AddDate(0, -3, 0), Last: monday.AddDate(0, -1, 0),
		})
	}
}

func (r *rig) typePath() *rig {
	toLuca(r).press("J")
	r.write("/tmp/chat.txt")
	r.press("enter")
	return r
}

func TestTakeInShowsFirstAndOffersUndo(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, lookedAt())
	r.typePath()
	r.wants("In den Chat mit ~Luca", "Nachrichten: 12, So 23.08.2026 bis Fr 23.10.2026", "7 von der Person, 5 von dir", "Schon da: 2.", "▎ hineinholen, was neu ist: 10")
	if len(r.d.lookAsks) != 1 || r.d.lookAsks[0].Take {
		t.Fatalf("asked %+v", r.d.lookAsks)
	}
	r.press("enter")
	if want := (domain.HistoryAsk{ChatID: luca, Path: "/tmp/chat.txt", Take: true}); r.d.lookAsks[1] != want {
		t.Fatalf("taken in with %+v", r.d.lookAsks[1])
	}
	r.wants("Nachrichten hereingeholt: 10", "fertig", "wieder herausnehmen")
	r.press("down", "enter")
	r.wants("Wieder herausgenommen.")
	if !slices.Equal(r.d.undone, []int64{7}) {
		t.Errorf("undone %v", r.d.undone)
	}
	no := newRig(t, 120, 40, lookedAt())
	no.typePath().press("down", "enter")
	if len(no.d.lookAsks) != 1 {
		t.Error("taken in all the same")
	}
}

// TestTakeInAsksWhatTheFileDoesNotTell: which day it is, and who she is.
func TestTakeInAsksWhatTheFileDoesNotTell(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, lookedAt(
		domain.HistoryLook{Said: "--dates", Dates: [2]string{"2026-02-01", "2026-01-02"}},
		domain.HistoryLook{Said: "--me", Names: []string{"Lu\x1b[31mca", "M. Berger"}}))
	r.typePath()
	r.wants("Wie stehen die Tage", "Tag zuerst: sie beginnt am 2026-02-01", "Monat zuerst: sie beginnt am 2026-01-02")
	r.press("down", "enter")
	r.wants("Wer davon bist du?", "Luca", "M. Berger")
	r.press("down", "enter", "enter")
	want := domain.HistoryAsk{ChatID: luca, Path: "/tmp/chat.txt", Dates: "mdy", Me: "M. Berger", Take: true}
	if got := r.d.lookAsks[len(r.d.lookAsks)-1]; got != want {
		t.Errorf("taken in with %+v", got)
	}
}

func TestTakeInSaysWhyNot(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, lookedAt(domain.HistoryLook{Said: "Das ist kein \x1b[2JChat."}))
	r.typePath()
	r.wants("Das ist kein Chat.", "› /tmp/chat.txt")
	r.press("esc")
	r.lacks("welche Datei")
	r.d.fail["look"] = errors.New("disk")
	r.typePath()
	r.wants("✗")
	all := newRig(t, 100, 30, lookedAt(domain.HistoryLook{Messages: 3, Known: 3}))
	all.typePath()
	all.wants("Alles daraus ist schon da.")
}

// TestTakeInBelongsToItsChat: who has gone on is asked nothing, and what was
// taken in went where it was meant to go.
func TestTakeInBelongsToItsChat(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, lookedAt())
	toLuca(r).press("J")
	r.write("/tmp/chat.txt")
	r.park = true
	r.press("enter")
	list := r.parked
	r.park, r.parked = false, nil
	r.press("j")
	for _, cmd := range list {
		r.run(cmd)
	}
	r.lacks("hineinholen")
	r.advance(time.Minute)
}

func TestTakeInScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, takeInScenes, played(lookedAt()))
}

var takeInScenes = map[string]func(*rig){
	"path": func(r *rig) { toLuca(r).press("J") },
	"look": func(r *rig) { r.typePath() },
	"done": func(r *rig) { r.typePath().press("enter") },
}
