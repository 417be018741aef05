package logfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sprechstunde/internal/logfile"
)

func TestForgetTakesLinesOutOfEveryPiece(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.log")
	f, err := logfile.OpenLimited(path, 60, 4)
	if err != nil {
		t.Fatal(err)
	}
	write := func(line string) {
		t.Helper()
		if _, err := f.Write([]byte(line + "\n")); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		write("a harmless line")
		write("about 4915551234")
	}
	write("of SAMIRA and ab")
	gone, err := f.Forget([]string{"4915551234", "Samira", "ab"})
	if err != nil || gone != 4 {
		t.Fatalf("%d lines gone, %v", gone, err)
	}
	write("the log goes on")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	pieces, err := filepath.Glob(path + "*")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, p := range pieces {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(p); err != nil || info.Mode() != 0o600 {
			t.Errorf("%s: %v %v", p, info, err)
		}
		all.Write(b)
	}
	if got := all.String(); strings.Contains(got, "4915551234") || strings.Contains(got, "SAMIRA") ||
		strings.Count(got, "harmless") != 3 || !strings.Contains(got, "goes on") {
		t.Errorf("left:\n%s", got)
	}
}

// TestForgetKnowsIdsAsTheyAreWritten: those of messages as hashes, those of sends
// as they are.
func TestForgetKnowsIdsAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "relay.log")
	f, err := logfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	const uuid, other = "6f2c1c9e-2a61-4c55-9a53-0d5f3c1f7a10", "7f2c1c9e-2a61-4c55-9a53-0d5f3c1f7a10"
	log := logfile.New(f)
	log.Warn("not sent", "uuid", uuid)
	log.Warn("not sent", "uuid", other)
	log.Warn("lost", "err", "about wamid.HBgNNDkxNTU1MTIz and more")
	log.Warn("lost", "err", "about wamid.HBgNNDkxNTU1MTI5 and more")
	gone, err := f.Forget([]string{strings.ToUpper(uuid), "wamid.HBgNNDkxNTU1MTIz"})
	if err != nil || gone != 2 {
		t.Errorf("%d lines gone, %v", gone, err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(b), uuid) || strings.Count(string(b), "\n") != 2 || !strings.Contains(string(b), other) {
		t.Errorf("left: %s, %v", b, err)
	}
}

// A kill in the middle of forgetting somebody leaves a piece that was being written
// anew. Who is forgotten later must not stay in it.
func TestForgetReachesWhatAKillHasLeft(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.log")
	f, err := logfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, left := range []string{path + ".new", path + ".2.new"} {
		if err := os.WriteFile(left, []byte("about 4915551234\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.Forget([]string{"4915551234"}); err != nil {
		t.Fatal(err)
	}
	pieces, err := filepath.Glob(path + "*")
	if err != nil || len(pieces) != 1 {
		t.Errorf("left: %q, %v", pieces, err)
	}
}
