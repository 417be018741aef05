//go:build proof

package rig

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
	"sprechstunde/store"
	"sprechstunde/whatsapp"

	"github.com/google/uuid"
)

// Begin is what time it is when a World begins: a Monday morning.
var Begin = time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC)

// World is both halves of the program and the pretend Meta in one process and,
// within a bubble of testing/synctest, in a time of its own. Everything between
// them goes over Lines.
type World struct {
	TB   testing.TB
	Luck *rand.Rand
	Meta *fakewa.Server
	// Relay, Desk and Store are replaced when they are killed.
	Relay *relay.Relay
	Desk  *desk.Desk
	Store *store.Store
	// Calls goes from the desk to the relay, Graph from the relay to Meta, Hooks
	// from Meta to the relay.
	Calls, Graph, Hooks *Line

	o      WorldOptions
	dir    string
	files  int
	wire   Wire
	begin  time.Time // of the bubble
	relayF string    // file of the relay's database
	deskF  string
	idLuck *rand.Rand
	client *relay.Client
	ended  <-chan struct{} // of the relay
}

// WorldOptions say how a World is.
type WorldOptions struct {
	Seed   uint64
	Plan   func(fakewa.SentMessage, *rand.Rand) []fakewa.Step
	Faults func(fakewa.Request) fakewa.Fault
	Auto   relay.Auto
	Typing bool
	// DuplicateEvery is that of the pretend Meta.
	DuplicateEvery int
}

const (
	worldToken = "world"
	// ParkFor is how long a parked reply waits in a World.
	ParkFor = 90 * time.Minute
)

// NewWorld opens everything. Close ends it.
func NewWorld(tb testing.TB, o WorldOptions) *World {
	tb.Helper()
	w := &World{
		TB: tb, o: o, Luck: rand.New(rand.NewPCG(o.Seed, 1)), idLuck: rand.New(rand.NewPCG(o.Seed, 2)),
		begin: time.Now(), dir: InMemory(tb),
	}
	w.Hooks = &Line{To: w.wire.Dial}
	w.Graph = &Line{To: w.wire.Dial}
	w.Calls = &Line{To: func(ctx context.Context, network, addr string) (net.Conn, error) {
		return w.Relay.Dial(ctx, network, addr)
	}}
	var err error
	w.Meta, err = fakewa.Start(context.Background(), fakewa.Options{
		Clock: w.Now, Seed: o.Seed, Listener: w.wire.Listen(1), Dial: w.Hooks.Dial, WebhookURL: "http://127.0.0.1:2/webhook",
		Plan: o.Plan, Faults: o.Faults, DuplicateEvery: o.DuplicateEvery,
	})
	w.check(err)
	w.relayF, w.deskF = w.file("relay"), w.file("desk")
	w.openRelay()
	w.openDesk()
	return w
}

// InMemory is a folder in memory, if there is one: what is counted there does
// not depend on the disk.
func InMemory(tb testing.TB) string {
	tb.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "proof")
	if err != nil {
		return tb.TempDir()
	}
	tb.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			tb.Error(err)
		}
	})
	return dir
}

// Now is the time in the World.
func (w *World) Now() time.Time { return Begin.Add(time.Since(w.begin)) }

// Pass lets time pass.
func (w *World) Pass(d time.Duration) { rest(d) }

func (w *World) check(err error) {
	w.TB.Helper()
	if err != nil {
		w.TB.Fatal(err)
	}
}

// file is the path of a new database.
func (w *World) file(kind string) string {
	w.files++
	return filepath.Join(w.dir, fmt.Sprintf("%s-%d.db", kind, w.files))
}

func (w *World) graph() *whatsapp.Client {
	return whatsapp.NewClient(whatsapp.ClientOptions{
		BaseURL: "http://127.0.0.1:1", PhoneNumberID: fakewa.DefaultPhoneNumberID, BusinessAccountID: fakewa.DefaultBusinessAccountID,
		Token: func() (string, error) { return fakewa.DefaultToken, nil },
		HTTP:  &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{DialContext: w.Graph.Dial}},
	})
}

func (w *World) openRelay() {
	w.TB.Helper()
	client := w.graph()
	luck := rand.New(rand.NewPCG(w.o.Seed, 3))
	r, err := relay.Open(context.Background(), relay.Options{
		DBPath: w.relayF, Clock: w.Now, NewID: w.newID, Random: luck.Float64, Graph: client, Account: client, Files: client, Auto: w.o.Auto,
		PhoneNumberID: fakewa.DefaultPhoneNumberID, VerifyToken: "verify", APIToken: worldToken, Version: "proof",
		AppSecrets: func() []string { return []string{fakewa.DefaultAppSecret} }, WebhookListener: w.wire.Listen(2),
	})
	w.check(err)
	w.Relay = r
	w.ended = safego.Go("relay", func(err error) { w.TB.Error(err) }, func() {
		if err := r.Run(context.Background()); err != nil {
			w.TB.Error(err)
		}
	})
}

func (w *World) newID() string {
	id, err := uuid.NewRandomFromReader(chance{w.idLuck})
	w.check(err)
	return id.String()
}

// chance reads from a source of luck.
type chance struct{ *rand.Rand }

// Read implements io.Reader.
func (c chance) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(c.Uint32())
	}
	return len(p), nil
}

// theRelay is the relay as the desk sees it.
type theRelay struct{ *relay.Client }

// Events implements desk.Relay.
func (r theRelay) Events(ctx context.Context, after domain.Cursor, limit int, wait time.Duration) (desk.Pull, error) {
	p, err := r.Client.Events(ctx, after, limit, wait)
	return desk.Pull(p), err
}

func (w *World) openDesk() {
	w.TB.Helper()
	var err error
	w.Store, err = store.Open(context.Background(), store.Options{Path: w.deskF, Clock: w.Now})
	w.check(err)
	w.client, err = relay.NewClient(relay.ClientOptions{Token: worldToken, Dial: w.Calls.Dial})
	w.check(err)
	w.Desk = desk.New(desk.Options{
		Store: w.Store, Relay: theRelay{w.client}, Clock: w.Now, NewID: w.newID, Hold: 8 * time.Second, Receipt: true, Typing: w.o.Typing,
		Decode: func(body []byte) []domain.Update { return whatsapp.DecodeFor(fakewa.DefaultPhoneNumberID, body) },
		Log:    slog.New(slog.DiscardHandler), OnPanic: func(err error) { w.TB.Error(err) },
		Pen: desk.Pen{
			Me: "Maja", Team: "Beratung", Lang: "de", Announce: "antwort_liegt_vor", ParkFor: ParkFor,
			Day: func(string, time.Time) desk.Day { return desk.Day{Today: "16. November"} },
		},
	})
}

// Resume ends a pause that waits for somebody to act, as the adviser does who
// has read the banner.
func (w *World) Resume(ctx context.Context) error { return w.client.Resume(ctx) }

// Health is the relay's answer about itself.
func (w *World) Health(ctx context.Context) (domain.RelayHealth, error) { return w.client.Health(ctx) }

// Events are all that the relay has logged, read without the network.
func (w *World) Events() []domain.Event {
	w.TB.Helper()
	c, err := relay.NewClient(relay.ClientOptions{Token: worldToken, Dial: w.Relay.Dial})
	w.check(err)
	defer c.Close()
	var all []domain.Event
	for {
		after := int64(0)
		if len(all) > 0 {
			after = all[len(all)-1].Seq
		}
		p, err := c.Events(context.Background(), domain.Cursor{Seq: after}, 500, 0)
		w.check(err)
		if len(p.Events) == 0 {
			return all
		}
		all = append(all, p.Events...)
	}
}

// KillRelay ends the relay as a power switch would: what was committed at one
// moment is there, and nothing that it has done since. A call that is on its
// way to Meta arrives all the same.
func (w *World) KillRelay() {
	w.TB.Helper()
	lines := []*Line{w.Calls, w.Graph, w.Hooks}
	for _, l := range lines {
		l.Down()
	}
	after := w.file("relay")
	w.snapshot(w.relayF, after)
	w.CloseRelay()
	w.relayF = after
	w.openRelay()
	for _, l := range lines {
		l.Up()
	}
}

// snapshot copies the committed state of a database that is open.
func (w *World) snapshot(from, to string) {
	w.TB.Helper()
	db, err := sql.Open("sqlite", "file:"+from)
	w.check(err)
	_, err = db.ExecContext(context.Background(), "VACUUM INTO ?", to)
	w.check(errors.Join(err, db.Close()))
}

// CloseRelay ends the relay in good order; RestartRelay opens it again.
func (w *World) CloseRelay() {
	w.TB.Helper()
	w.check(w.Relay.Close())
	<-w.ended
}

// RestartRelay closes the relay in good order and opens it again.
func (w *World) RestartRelay() {
	w.TB.Helper()
	w.CloseRelay()
	w.openRelay()
}

// KillDesk ends the desk at one moment of its database.
func (w *World) KillDesk() {
	w.TB.Helper()
	after := w.file("desk")
	w.check(w.Store.BackupTo(context.Background(), after))
	w.client.Close()
	w.check(w.Store.Close())
	w.deskF = after
	w.openDesk()
}

// DeskCopy is the desk's database as bytes.
func (w *World) DeskCopy() []byte {
	w.TB.Helper()
	path := w.file("copy")
	w.check(w.Store.BackupTo(context.Background(), path))
	body, err := os.ReadFile(path)
	w.check(err)
	return body
}

// Export is the desk's logical export.
func (w *World) Export() string {
	w.TB.Helper()
	var out bytes.Buffer
	w.check(w.Store.Export(context.Background(), &out))
	return out.String()
}

// Close ends everything.
func (w *World) Close() {
	w.TB.Helper()
	w.client.Close()
	w.check(w.Store.Close())
	w.CloseRelay()
	w.check(w.Meta.Close())
	for _, l := range []*Line{w.Calls, w.Graph, w.Hooks} {
		l.Cut()
	}
}

// Texts are automatic texts for everybody who asks for the first time.
type Texts func(c auto.Case) (auto.Text, bool)

// Decide implements relay.Auto.
func (t Texts) Decide(c auto.Case) (auto.Text, bool) { return t(c) }
