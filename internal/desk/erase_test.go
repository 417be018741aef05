package desk_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/store"
)

// book is a ledger file in memory.
type book struct{ lines []domain.Erased }

func (b *book) Read() ([]domain.Erased, error)    { return b.lines, nil }
func (b *book) Write(lines []domain.Erased) error { b.lines = lines; return nil }

// grave is a stage with a person who has left something everywhere.
type grave struct {
	*office
	book   *book
	log    [][]string
	broken error // of the log
	export string
}

func newGrave(t *testing.T) *grave {
	t.Helper()
	g := &grave{office: newOffice(t), book: &book{}, export: t.TempDir()}
	g.reopen(t)
	form := g.attached("lebenslauf.pdf", theForm)
	m := g.sends(g.reply("hier", form))
	g.awaits(m.UUID)
	path := filepath.Join(g.export, "chat.md")
	if err := os.WriteFile(path, []byte("alles"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(g.export, "kopie.pdf"), []byte("fremd"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := g.store.AddExport(t.Context(), domain.Exported{Chat: g.chat.ID, Path: path, Format: "md"}); err != nil {
		t.Fatal(err)
	}
	return g
}

// reopen starts another desk on the same database, as after a crash.
func (g *grave) reopen(t *testing.T) {
	t.Helper()
	g.Desk = desk.New(desk.Options{
		Store: g.store, Relay: g.relay, Decode: decode, Clock: func() time.Time { return g.now },
		NewID: func() string { g.ids++; return fmt.Sprintf("uuid-%d", g.ids) }, Log: slog.New(slog.DiscardHandler),
		OnPanic: func(err error) { t.Error(err) },
		Pen: desk.Pen{
			Me: "Maja", Files: g.media, Source: func(name string) (fs.File, error) { return os.Open(filepath.Join(g.own, name)) },
			ExportDir: g.export, Ledger: g.book,
			ForgetLog: func(words []string) (int, error) { g.log = append(g.log, words); return 1, g.broken },
		},
	})
}

func (g *grave) erase(t *testing.T) domain.Receipt {
	t.Helper()
	r, err := g.Erase(t.Context(), g.chat.ID, domain.Erasure{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEraseReachesEverything(t *testing.T) {
	t.Parallel()
	g := newGrave(t)
	// A copy of what was attached, kept under another name, and one of the whole
	// database from before an update.
	data, err := os.ReadFile(filepath.Join(g.own, "lebenslauf.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(g.export, "beilage.pdf"), g.path + ".before-v6"} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := g.erase(t)
	if r.Copies != 1 || r.Exports != 2 {
		t.Errorf("copies %d, exports %d", r.Copies, r.Exports)
	}
	if r.Reason != domain.ErasureAsked || r.Messages < 2 || r.Files != 1 || r.LogLines != 1 || !r.Here || !r.Relay || r.Events == 0 {
		t.Errorf("receipt %+v", r)
	}
	if list := g.lies(); len(list) != 0 {
		t.Errorf("files left: %v", list)
	}
	if left, err := os.ReadDir(g.export); err != nil || len(left) != 1 || left[0].Name() != "kopie.pdf" {
		t.Errorf("exports left: %v, %v", left, err)
	}
	if len(g.book.lines) == 0 || len(g.relay.buried) != 1 || len(g.relay.buried[0].Lines) != len(g.book.lines) || len(g.relay.buried[0].IDs) == 0 {
		t.Errorf("ledger %v, relay %+v", g.book.lines, g.relay.buried)
	}
	if len(g.log) != 1 || len(g.log[0]) == 0 {
		t.Errorf("words for the log: %v", g.log)
	}
	if _, err := g.Erase(t.Context(), g.chat.ID, domain.Erasure{}); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("a second time: %v", err)
	}
	if err := g.FinishErasing(t.Context()); err != nil || len(g.relay.buried) != 1 {
		t.Errorf("nothing was left, and it was done again: %v", err)
	}
}

// What a broken disk or a relay that is away leaves is done when the desk starts
// again, and the receipt says so until then.
func TestEraseGoesOnAfterItWasCutOff(t *testing.T) {
	t.Parallel()
	g := newGrave(t)
	g.relay.fail, g.broken = domain.Fail(domain.CodeRelayDown, "", nil), errors.New("no")
	r := g.erase(t)
	if r.Here || r.Relay || r.Messages < 2 {
		t.Fatalf("receipt %+v", r)
	}
	g.relay.fail, g.broken = nil, nil
	g.reopen(t)
	if _, err := g.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := g.Receipts(t.Context(), r.ID)
	if err != nil || len(list) != 1 || !list[0].Here || !list[0].Relay {
		t.Errorf("receipt %+v, %v", list, err)
	}
	if left := g.lies(); len(left) != 0 || len(g.relay.buried) != 1 {
		t.Errorf("files %v, relay %v", left, g.relay.buried)
	}
}

// The relay, or the file beside the backups, knows of an erasure that a database
// which was brought back does not: nothing is pulled before it was done again.
func TestErasuresAreReplayedBeforeTheFirstPull(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]bool{"by the relay": false, "by the file": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGrave(t)
			copied := filepath.Join(t.TempDir(), "desk.db")
			if err := g.store.BackupTo(t.Context(), copied); err != nil {
				t.Fatal(err)
			}
			g.erase(t)
			if file {
				g.relay.buried = nil
			} else {
				g.book.lines = nil
			}
			old, err := store.Open(t.Context(), store.Options{Path: copied, Clock: func() time.Time { return g.now }})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := old.Close(); err != nil {
					t.Error(err)
				}
			})
			g.store = old
			g.reopen(t)
			if _, err := g.Sync(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, err := old.Chat(t.Context(), g.chat.ID); domain.CodeOf(err) != domain.CodeNotFound {
				t.Errorf("still there: %v", err)
			}
			list, err := g.Receipts(t.Context(), 0)
			if err != nil || !slices.ContainsFunc(list, func(r domain.Receipt) bool { return r.Again && r.Here && r.Relay }) {
				t.Errorf("receipts %+v, %v", list, err)
			}
		})
	}
}

// TestRunTellsWhoIsErased, whoever erased them: what is on the screen of somebody
// must go from there as well.
func TestRunTellsWhoIsErased(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, nil)
		chat := s.chat()
		ctx, cancel := context.WithCancel(t.Context())
		ended := safego.Go("desk", func(err error) { t.Error(err) }, func() { s.Run(ctx) })
		_, err := s.Erase(ctx, chat.ID, domain.Erasure{Reason: domain.ErasureExpired})
		s.check(err)
		for !slices.Contains((<-s.Changes()).Erased, chat.ID) {
		}
		cancel()
		<-ended
	})
}

// forgetting is a relay at which something happens while it is told whom to erase.
type forgetting struct {
	*pretendRelay
	during func()
}

func (r *forgetting) Forget(ctx context.Context, f domain.Forget) (domain.Forgotten, error) {
	done, err := r.pretendRelay.Forget(ctx, f)
	if during := r.during; during != nil {
		r.during = nil
		during()
	}
	return done, err
}

// TestTheRelayHearsOfWhoIsErasedMeanwhile: while it is told of one person, which the
// desk does now and then by itself, another one is erased.
func TestTheRelayHearsOfWhoIsErasedMeanwhile(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	s.relay.webhooks("+4915100001: eins", "+4915100002: zwei")
	s.sync()
	erase := func(phone string) {
		chat, err := s.store.FindChat(t.Context(), phone)
		s.check(err)
		_, err = s.store.Erase(t.Context(), chat.ID, domain.Erasure{Reason: domain.ErasureExpired})
		s.check(err)
	}
	erase("+4915100001")
	d := desk.New(desk.Options{
		Store: s.store, Relay: &forgetting{s.relay, func() { erase("+4915100002") }}, Decode: decode,
		Clock: func() time.Time { return s.now }, Log: slog.New(slog.DiscardHandler), OnPanic: func(err error) { t.Error(err) },
	})
	for range 2 {
		s.check(d.FinishErasing(t.Context()))
	}
	told := 0
	for _, f := range s.relay.buried {
		told += len(f.Lines)
	}
	lines, err := s.store.ErasedLines(t.Context())
	s.check(err)
	if told != len(lines) || told != 2 {
		t.Errorf("the relay was told of %d of %d erased", told, len(lines))
	}
	list, err := s.store.Receipts(t.Context(), 0)
	s.check(err)
	for _, r := range list {
		if !r.Here || !r.Relay {
			t.Errorf("something is left: %+v", r)
		}
	}
}

// TestTheLedgerBesideTheBackupsForgetsNobody: an older copy of the database is in
// place, the relay away, and somebody is erased.
func TestTheLedgerBesideTheBackupsForgetsNobody(t *testing.T) {
	t.Parallel()
	g := newGrave(t)
	g.relay.fail = domain.Fail(domain.CodeRelayDown, "", nil)
	gone := domain.Erased{Hash: "somebody who was erased after the copy was made", Until: 1, At: 2, Reason: domain.ErasureAsked}
	g.book.lines = []domain.Erased{gone}
	g.erase(t)
	if !slices.Contains(g.book.lines, gone) {
		t.Errorf("the ledger: %+v", g.book.lines)
	}
}

// TestErasingReachesWhatAKilledExportLeft: an export that never got its name is in
// no log, and somebody is erased.
func TestErasingReachesWhatAKilledExportLeft(t *testing.T) {
	t.Parallel()
	g := newGrave(t)
	folder := filepath.Join(g.export, ".export-folder-4711")
	for _, path := range []string{filepath.Join(g.export, ".export-4711"), filepath.Join(folder, "Verlauf.html")} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(g.chat.Contact.Phone), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if r := g.erase(t); !r.Here {
		t.Errorf("receipt %+v", r)
	}
	if left, err := os.ReadDir(g.export); err != nil || len(left) != 1 || left[0].Name() != "kopie.pdf" {
		t.Errorf("the receipt says that nothing is left here, and there is %v, %v", left, err)
	}
}

// TestWhatCannotBeErasedHoldsUpNothingElse: a folder of exports is a file by now, and
// what was made after it goes all the same.
func TestWhatCannotBeErasedHoldsUpNothingElse(t *testing.T) {
	t.Parallel()
	g := newGrave(t)
	late, stuck := filepath.Join(g.export, "spaeter.md"), filepath.Join(g.export, "kopie.pdf", "chat.md")
	for _, path := range []string{stuck, late} {
		if _, err := g.store.AddExport(t.Context(), domain.Exported{Chat: g.chat.ID, Path: path, Format: "md"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(late, []byte("alles"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := g.erase(t)
	if _, err := os.Lstat(late); !errors.Is(err, fs.ErrNotExist) || r.Here || len(g.log) != 1 || len(g.book.lines) == 0 {
		t.Errorf("%v, log %v, receipt %+v", err, g.log, r)
	}
	if err := os.Remove(filepath.Dir(stuck)); err != nil {
		t.Fatal(err)
	}
	if err := g.FinishErasing(t.Context()); err != nil {
		t.Fatal(err)
	}
	if list, err := g.Receipts(t.Context(), r.ID); err != nil || len(list) != 1 || !list[0].Here {
		t.Errorf("%+v, %v", list, err)
	}
}
