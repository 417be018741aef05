//go:build !race

package cli

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

// rung is one moment at which the screen would have drawn attention to a chat.
type rung struct {
	at   time.Time
	chat string // phone number
}

// adviser works through the chats in her slots as the screen lets her: in the
// order of the queue, parked where the reply window is shut.
type adviser struct {
	w    *week
	luck *rand.Rand
	rang chan int64 // chats that rang
}

// session is one sitting at the desk: it opens before the slot, and stays open
// until closes, mostly beyond the follow-up.
func (a *adviser) session(t *testing.T, slot domain.SlotTime, closes time.Time) {
	t.Helper()
	h := a.w.openDesk(t)
	defer h.close()
	ctx, cancel := context.WithCancel(a.w.ctx)
	broke := func(err error) { t.Errorf("a goroutine of the desk: %v", err) }
	run := safego.Go("desk", broke, func() { h.desk.Run(ctx) })
	heard := safego.Go("bells", broke, func() { a.listen(t, h) })
	a.work(ctx, t, h, slot.End)
	if err := h.desk.SetFollowUp(ctx, slot.End.Add(followUp)); err != nil {
		t.Errorf("beginning the follow-up: %v", err)
	}
	a.attend(ctx, t, h, slot.End.Add(followUp))
	a.w.sleepUntil(closes)
	cancel()
	<-run
	<-heard
}

// listen does what the screen does with news: it asks the one rule whether
// something rings.
func (a *adviser) listen(t *testing.T, h *house) {
	t.Helper()
	for c := range h.desk.Changes() {
		for _, id := range c.Waiting {
			chat, err := h.store.Chat(a.w.ctx, id)
			if err != nil {
				t.Errorf("reading a chat that waits: %v", err)
				continue
			}
			follow, err := h.desk.FollowUp(a.w.ctx)
			if err != nil {
				t.Errorf("reading the follow-up: %v", err)
			}
			if domain.Rings(h.desk.Agenda(), follow, chat) {
				a.w.ring(chat)
				select {
				case a.rang <- id:
				default:
				}
			}
		}
	}
}

// work goes through the queue until the slot ends.
func (a *adviser) work(ctx context.Context, t *testing.T, h *house, until time.Time) {
	t.Helper()
	for a.w.now().Before(until) {
		q, err := h.desk.Queue(ctx, domain.FilterWaiting, domain.Window{Limit: 1})
		if err != nil {
			t.Errorf("reading the queue: %v", err)
			return
		}
		if len(q.Chats) == 0 {
			a.w.sleep(20 * time.Second)
			continue
		}
		a.deal(ctx, t, h, q.Chats[0].ID)
	}
}

// attend answers those who ring in the follow-up.
func (a *adviser) attend(ctx context.Context, t *testing.T, h *house, until time.Time) {
	t.Helper()
	for {
		timer := time.NewTimer(until.Sub(a.w.now()))
		select {
		case id := <-a.rang:
			timer.Stop()
			if chat, err := h.store.Chat(ctx, id); err == nil && chat.State == domain.ChatWaiting {
				a.deal(ctx, t, h, id)
			}
		case <-timer.C:
			return
		}
	}
}

// deal reads a chat and does what belongs to be done.
func (a *adviser) deal(ctx context.Context, t *testing.T, h *house, id int64) {
	t.Helper()
	thread, err := h.desk.Thread(ctx, id, 0, 20)
	if err != nil {
		t.Errorf("reading a chat: %v", err)
		return
	}
	if nothingAsked(thread) {
		a.w.sleep(3 * time.Second)
		a.done(ctx, t, h, id)
		return
	}
	a.w.sleep(time.Duration(20+a.luck.IntN(21)) * time.Second)
	r := domain.Reply{ChatID: id, To: thread.Chat.Contact.Address(), Text: a.w.answer(), Seen: newestSeq(thread)}
	_, err = h.desk.Send(ctx, r)
	if domain.CodeOf(err) == domain.CodeWindowClosed {
		r.Park = true
		_, err = h.desk.Send(ctx, r)
	}
	if domain.CodeOf(err) == domain.CodeCrisis { // nothing may wait for them: she calls
		a.done(ctx, t, h, id)
		return
	}
	if err != nil {
		t.Errorf("%s: answering %s: %v", a.w.now().In(a.w.zone), thread.Chat.Contact.Phone, err)
		a.done(ctx, t, h, id)
	}
}

func (a *adviser) done(ctx context.Context, t *testing.T, h *house, id int64) {
	t.Helper()
	if err := h.desk.SetDone(ctx, id, true); err != nil {
		t.Errorf("putting a chat away: %v", err)
	}
}

func newestSeq(thread domain.Thread) int64 {
	var seq int64
	for _, m := range thread.Messages {
		seq = max(seq, m.Pos.Seq)
	}
	return seq
}

// nothingAsked reports that all that came since our last message are thanks and
// gestures.
func nothingAsked(thread domain.Thread) bool {
	for i := len(thread.Messages) - 1; i >= 0; i-- {
		m := thread.Messages[i]
		if m.Direction == domain.Out && m.Origin != domain.OriginAuto && m.Status != domain.StatusReturned {
			return true
		}
		if m.Direction == domain.In && m.Kind != domain.KindSticker && m.Kind != domain.KindButton && !domain.Thanks(m.Content.Text) {
			return false
		}
	}
	return true
}

// answer is one reply; each is another text, so that they can be told apart.
func (w *week) answer() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.answers++
	return fmt.Sprintf("Hallo, hier ist Maja von der Berufsberatung der Diakonie. Schau mal hier, da steht alles dazu: https://ausbildung.example/berufe/%d Schreib mir gern, was du davon hältst.", w.answers)
}
