package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/logfile"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
)

// pair is one relay with several desks, each with a home of its own.
type pair struct {
	t     *testing.T
	meta  *fakewa.Server
	cfg   *config.Config
	dir   string
	keys  int          // that were made
	stop  func()       // ends the relay
	later atomic.Int64 // by how much the relay's clock is ahead
}

func newPair(t *testing.T) *pair {
	t.Helper()
	dir, err := os.MkdirTemp("", "p") // a socket needs a short path
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	meta, err := fakewa.Start(t.Context(), fakewa.Options{
		Clock: time.Now, Seed: 1, Plan: fakewa.SilentPlan, Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	p := &pair{t: t, meta: meta, dir: dir}
	app := p.app()
	p.cfg = app.demoConfig(meta)
	p.cfg.Auto.On = false
	p.cfg.Relay.URL, p.cfg.Relay.Token = "unix:"+filepath.Join(dir, "s"), config.NewSecret("pssst")
	p.openRelay()
	t.Cleanup(func() {
		if err := meta.Close(); err != nil {
			t.Error(err)
		}
		p.stop()
	})
	return p
}

// now is the time of the relay, and of the commands of run.
func (p *pair) now() time.Time { return time.Now().Add(time.Duration(p.later.Load())) }

// openRelay runs the relay on what lies in the folder.
func (p *pair) openRelay() {
	p.t.Helper()
	o := p.app().relayOptions(p.cfg, config.Home{Config: p.dir, Data: p.dir, State: p.dir}, logfile.New(&bytes.Buffer{}))
	o.APIToken, o.Listen, o.WebhookListen = "pssst", p.cfg.Relay.URL, "127.0.0.1:0"
	o.Clock = p.now
	r, err := relay.Open(p.t.Context(), o)
	if err != nil {
		p.t.Fatal(err)
	}
	done := safego.Go("relay", func(err error) { p.t.Error(err) }, func() {
		if err := r.Run(context.Background()); err != nil {
			p.t.Error(err)
		}
	})
	p.stop = func() {
		if err := r.Close(); err != nil {
			p.t.Error(err)
		}
		<-done
	}
	if err := p.meta.SetWebhook("http://" + r.WebhookAddr() + "/webhook"); err != nil {
		p.t.Fatal(err)
	}
}

func (p *pair) app() *App {
	return &App{
		In: strings.NewReader(""), Out: &bytes.Buffer{}, Err: &bytes.Buffer{}, Clock: time.Now, texts: german(),
		Env: func(string) (string, bool) { return "", false },
	}
}

// desk opens the desk of somebody, or opens it again.
func (p *pair) desk(name string) *whole {
	p.t.Helper()
	cfg := *p.cfg
	cfg.Adviser.Name = name
	dir := filepath.Join(p.dir, name)
	h, err := p.app().furnish(p.t.Context(), &cfg, config.Home{Config: dir, Data: dir, State: dir}, embed{})
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(h.close)
	return &whole{house: h, t: p.t, meta: p.meta}
}

// crash ends a desk without a word to the relay.
func crash(w *whole) {
	w.relay.mu.Lock()
	w.relay.living = nil
	w.relay.mu.Unlock()
	w.close()
}

func (p *pair) hear(w *whole, who fakewa.Person, text string) domain.Chat {
	p.t.Helper()
	if err := p.meta.Deliver(p.t.Context(), fakewa.Text(who, text)); err != nil {
		p.t.Fatal(err)
	}
	w.sync()
	chat, err := w.desk.FindChat(p.t.Context(), who.Phone)
	if err != nil {
		p.t.Fatal(err)
	}
	return chat
}

func refusedAsReader(t *testing.T, err error) {
	t.Helper()
	var e *domain.Error
	if !errors.As(err, &e) || e.Code != domain.CodeReader || !strings.HasPrefix(e.Detail, "Maja") {
		t.Errorf("error %v, want a refusal that names Maja", err)
	}
}

// sentTexts is what Meta got, from its own point of view.
func sentTexts(meta *fakewa.Server) string {
	var all []string
	for _, m := range meta.Sent() {
		all = append(all, m.Body)
	}
	return strings.Join(all, "|")
}

func TestOnlyOneDeskWrites(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	maja, tom := p.desk("Maja"), p.desk("Tom")
	chat := p.hear(maja, luca, "hallo")
	theirs := p.hear(tom, luca, "noch etwas")
	maja.sync()
	if who := tom.desk.Link().Writer; !strings.HasPrefix(who, "Maja") {
		t.Errorf("the second desk says %q writes", who)
	}
	if who := maja.desk.Link().Writer; who != "" {
		t.Errorf("the first desk says %q writes", who)
	}
	if got, err := tom.desk.Thread(t.Context(), theirs.ID, 0, 0); err != nil || len(got.Messages) != 2 {
		t.Errorf("the second desk reads %d messages, %v", len(got.Messages), err)
	}

	// What the second writes stays its draft, and nothing of it leaves.
	if err := tom.desk.SaveDraft(t.Context(), domain.Draft{ChatID: theirs.ID, Text: "von Tom"}); err != nil {
		t.Fatal(err)
	}
	reply := func(c domain.Chat, text string) domain.Reply {
		return domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: text, Now: true}
	}
	_, err := tom.desk.Send(t.Context(), reply(theirs, "von Tom"))
	refusedAsReader(t, err)
	refusedAsReader(t, tom.desk.SetDone(t.Context(), theirs.ID, true))
	refusedAsReader(t, tom.desk.SetFact(t.Context(), theirs.ID, domain.FactNotes, "x"))
	refusedAsReader(t, tom.desk.SetName(t.Context(), theirs.ID, "Luca B.", domain.NameConfirmed))
	if got, err := tom.desk.Thread(t.Context(), theirs.ID, 0, 0); err != nil || got.Draft.Text != "von Tom" || len(got.Messages) != 2 {
		t.Errorf("draft %q, %d messages, %v", got.Draft.Text, len(got.Messages), err)
	}
	maja.say(chat, "von Maja")

	// After a crash it passes on, and what was left behind still leaves, once.
	if _, err := maja.desk.Send(t.Context(), reply(chat, "kurz vor dem Absturz")); err != nil {
		t.Fatal(err)
	}
	crash(maja)
	tom.sync()
	if _, err := tom.desk.Send(t.Context(), reply(theirs, "zu früh")); err == nil {
		t.Error("the second desk writes at once")
	}
	p.later.Add(int64(domain.LeaseTime) + int64(time.Second))
	tom.sync()
	if who := tom.desk.Link().Writer; who != "" {
		t.Errorf("a minute after the crash %q writes", who)
	}
	tom.say(theirs, "von Tom")
	back := p.desk("Maja")
	back.sync()
	if who := back.desk.Link().Writer; !strings.HasPrefix(who, "Tom") {
		t.Errorf("who comes back after a crash is told that %q writes", who)
	}
	tom.close() // which lets go at once
	back.sync()
	back.sync()
	if _, err := back.desk.Await(t.Context(), lastUUID(t, back, chat), time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if got := sentTexts(p.meta); got != "von Maja|von Tom|kurz vor dem Absturz" {
		t.Errorf("Meta got %s", got)
	}
}

func lastUUID(t *testing.T, w *whole, c domain.Chat) string {
	t.Helper()
	got, err := w.desk.Thread(t.Context(), c.ID, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(got.Messages) - 1; i >= 0; i-- {
		if m := got.Messages[i]; m.UUID != "" {
			return m.UUID
		}
	}
	t.Fatal(fmt.Errorf("nothing was sent in chat %d", c.ID))
	return ""
}
