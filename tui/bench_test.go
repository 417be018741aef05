package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// crowd fills the desk with n waiting chats of 20 messages.
func crowd(n int) func(*fakeDesk) {
	return func(d *fakeDesk) {
		for i := range n {
			id := d.person(fmt.Sprintf("Person %d", i), domain.NameProfile, fmt.Sprintf("+49176%08d", i))
			for j := range 20 {
				d.wrote(id, time.Duration(i*20+j)*time.Second, domain.KindText, text("Hallo, ich hätte eine *Frage* zur Ausbildung 🌸 und noch ein paar Worte mehr, damit es umbricht."))
			}
		}
	}
}

// timed measures each step by itself, since a mean hides the slow keys.
func timed(b *testing.B, step func(i int)) {
	b.Helper()
	took := make([]time.Duration, 0, b.N)
	i := 0
	for b.Loop() {
		start := time.Now()
		step(i)
		took = append(took, time.Since(start))
		i++
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds()), "p95-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkKeyToView is Update and View of a key that walks through 5,000
// chats: the frame the adviser waits for. The chat follows in a later one,
// which BenchmarkChatFollows measures with it.
func BenchmarkKeyToView(b *testing.B) { benchmarkWalk(b, true) }

// BenchmarkChatFollows is the same with the answers of the desk and the frame
// that shows the chat.
func BenchmarkChatFollows(b *testing.B) { benchmarkWalk(b, false) }

func benchmarkWalk(b *testing.B, lagging bool) {
	b.Helper()
	r := newRig(b, 160, 50, crowd(5000))
	r.lagging = lagging
	keys := []tea.KeyPressMsg{keyPress("j"), keyPress("j"), keyPress("k")}
	timed(b, func(i int) {
		r.now = r.now.Add(30 * time.Millisecond)
		r.send(keys[i%3])
		_ = r.m.View()
		r.timers = nil
	})
}

// BenchmarkChatKey walks through the messages of a chat.
func BenchmarkChatKey(b *testing.B) {
	r := newRig(b, 160, 50, crowd(50))
	r.press("enter")
	keys := []tea.KeyPressMsg{keyPress("k"), keyPress("k"), keyPress("j")}
	timed(b, func(i int) {
		r.now = r.now.Add(30 * time.Millisecond)
		r.send(keys[i%3])
		_ = r.m.View()
	})
}

// BenchmarkComposerKey types and deletes in the longest text WhatsApp takes.
func BenchmarkComposerKey(b *testing.B) {
	r := newRig(b, 160, 50, crowd(50))
	r.press("i")
	r.send(tea.PasteMsg{Content: strings.Repeat("Wörter und noch mehr ", 195)[:4090]})
	keys := []tea.KeyPressMsg{keyPress("x"), keyPress("backspace")}
	timed(b, func(i int) {
		r.now = r.now.Add(30 * time.Millisecond)
		r.send(keys[i%2])
		_ = r.m.View()
		r.timers = nil
	})
}

// BenchmarkBurst500 takes in a batch of 500 new messages in 100 chats.
func BenchmarkBurst500(b *testing.B) {
	r := newRig(b, 160, 50, crowd(5000))
	var ids []int64
	for i := range 100 {
		ids = append(ids, int64(i+1))
	}
	timed(b, func(int) {
		for _, id := range ids {
			c := r.d.chat(id)
			c.Unread += 5
		}
		r.send(tui.News{Changes: domain.Changes{Chats: ids, Messages: 500, Waiting: ids}})
		_ = r.m.View()
	})
}

// BenchmarkFirstFrame is the screen before any data is there.
func BenchmarkFirstFrame(b *testing.B) {
	d := newFakeDesk(func() time.Time { return monday })
	for b.Loop() {
		m := tui.New(tui.Options{Desk: d, Clock: func() time.Time { return monday }, Lang: "de"})
		m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
		_ = m.View()
	}
}

// BenchmarkPickerKey types into the picker with 500 answers: the frame for the
// key, the search of a desk that takes no time, and the frame with its list.
func BenchmarkPickerKey(b *testing.B) {
	r := newRig(b, 160, 50, func(d *fakeDesk) {
		d.morning()
		d.shelf()
		for i := range 500 {
			a := d.answers[i%3]
			a.Key, a.Title = fmt.Sprintf("antwort-%d", i), fmt.Sprintf("%s %d", a.Title, i)
			d.answers = append(d.answers, a)
		}
	})
	r.press("f")
	keys := []tea.KeyPressMsg{keyPress("a"), keyPress("backspace"), keyPress("down")}
	timed(b, func(i int) {
		r.now = r.now.Add(30 * time.Millisecond)
		r.send(keys[i%3])
		_ = r.m.View()
		r.timers = nil
		r.d.typed = nil
	})
}
