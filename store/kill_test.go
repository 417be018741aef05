package store_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/store"
	"sprechstunde/store/storetest"
)

// intakeEnv makes the test binary take in events until it is killed.
const intakeEnv = "SPRECHSTUNDE_TEST_TAKE_IN"

func TestMain(m *testing.M) {
	if path := os.Getenv(intakeEnv); path != "" {
		fmt.Fprintln(os.Stderr, takeInForEver(path))
		os.Exit(1)
	}
	code := m.Run()
	if master.dir != "" {
		_ = os.RemoveAll(master.dir)
	}
	os.Exit(code)
}

// takeInForEver says on standard output after every batch how far it is known
// to be on the disk.
func takeInForEver(path string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{Path: path, Clock: func() time.Time { return storetest.End }})
	if err != nil {
		return err
	}
	from, err := s.Cursor(ctx)
	if err != nil {
		return err
	}
	g := storetest.New(20, 1)
	g.Batch(int(from.Seq), 1000) // what earlier lives have taken in
	for {
		b := g.Batch(25, 1000)
		if _, err := s.TakeIn(ctx, b); err != nil {
			return err
		}
		draft := domain.Draft{ChatID: 1, Text: fmt.Sprint(b.To), Revision: b.To}
		if err := s.SaveDraft(ctx, draft); err != nil {
			return err
		}
		fmt.Fprintln(os.Stdout, b.To)
	}
}

// TestKilledInTheMiddle kills a process several times while it takes in events
// and saves drafts: nothing it had confirmed is lost, and nothing is half done.
func TestKilledInTheMiddle(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	for life := range 5 {
		confirmed := liveAndDie(t, path, 2+life)
		f := openAt(t, path)
		got, err := f.Cursor(t.Context())
		f.check(err)
		seq := got.Seq
		if seq < confirmed || seq%25 != 0 {
			t.Errorf("cursor %d, confirmed were %d", seq, confirmed)
		}
		th, err := f.Thread(t.Context(), 1, 0, 0)
		f.check(err)
		if th.Draft.Revision < confirmed {
			t.Errorf("draft %d is lost, there is %d", confirmed, th.Draft.Revision)
		}
		f.check(f.Integrity(t.Context()))

		whole := open(t)
		_, err = whole.TakeIn(t.Context(), storetest.New(20, 1).Batch(int(seq), 1000))
		whole.check(err)
		whole.check(whole.SaveDraft(t.Context(), th.Draft))
		if whole.export() != f.export() {
			t.Errorf("after %d events the store is not what these events make", seq)
		}
		f.check(f.Close())
	}
}

// liveAndDie lets a child confirm n batches, kills it at once, and returns the
// last it confirmed.
func liveAndDie(t *testing.T, path string, n int) (confirmed int64) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), intakeEnv+"="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range n {
		if !lines.Scan() {
			t.Fatal("the child ended by itself")
		}
		if _, err := fmt.Sscan(lines.Text(), &confirmed); err != nil {
			t.Fatal(err)
		}
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // what it still said before it died counts too
		if _, err := fmt.Sscan(lines.Text(), &confirmed); err != nil {
			break
		}
	}
	_ = child.Wait() // it was killed, which Wait reports as an error
	return confirmed
}
