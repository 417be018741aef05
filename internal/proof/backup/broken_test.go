//go:build proof && linux

package backup_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"sprechstunde/internal/proof/rig"
)

func asExit(err error, exit **exec.ExitError) bool { return errors.As(err, exit) }

func base64Of(sum string) string {
	raw, err := hex.DecodeString(sum)
	if err != nil {
		panic(err)
	}
	return base64.StdEncoding.EncodeToString(raw)
}

// whole is a home with something in it and a backup of it.
func whole(t *testing.T) (b *busy, file []byte) {
	t.Helper()
	b = newBusy(t)
	luck := rig.Luck(t)
	for i := range 40 {
		if err := b.post(luck, i); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		must(t, b.home, "sync")
	}
	out := filepath.Join(t.TempDir(), "out")
	must(t, b.home, "backup", "--encrypt-to", b.to, "--to", out)
	made, err := filepath.Glob(filepath.Join(out, "*.age"))
	if err != nil || len(made) != 1 {
		t.Fatalf("%v: %v", made, err)
	}
	if file, err = os.ReadFile(made[0]); err != nil {
		t.Fatal(err)
	}
	return b, file
}

// empty is a home without anything, not even a folder.
func empty(t *testing.T) *rig.Home {
	t.Helper()
	return &rig.Home{Dir: filepath.Join(t.TempDir(), "r")}
}

// content is every file of a folder with its bytes; locks and logs are made by
// looking.
func content(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range names(t, dir) {
		if filepath.Ext(name) == ".lock" || filepath.Dir(name) == "log" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(data)
	}
	return all
}

// TestDamagedBackups: bits flipped, cut off, grown, something else.
func TestDamagedBackups(t *testing.T) {
	b, file := whole(t)
	luck, n := rig.Luck(t), rig.Times(100, 2000)
	path := filepath.Join(t.TempDir(), "bad.age")
	for i := range n {
		bad := broken(luck, i, file)
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		h := empty(t)
		refused(t, h, nil, "restore", path, "--key", b.key)
		if got := content(t, h.Dir); len(got) > 0 {
			t.Errorf("left %v", slices.Collect(maps.Keys(got)))
		}
		if i%10 == 0 {
			refused(t, b.home, nil, "backup", "--verify", path, "--key", b.key)
		}
	}
	rig.Tell(t, "damaged backups refused", n)
}

func broken(luck *rand.Rand, i int, file []byte) []byte {
	switch i % 4 {
	case 0:
		return file[:luck.IntN(len(file))]
	case 1:
		return append(bytes.Clone(file), byte(luck.Uint32()))
	}
	bad := bytes.Clone(file)
	bad[luck.IntN(len(bad))] ^= 1 << luck.IntN(8)
	return bad
}

// TestWrongKeys: another key, another passphrase, none.
func TestWrongKeys(t *testing.T) {
	b, file := whole(t)
	path, other := filepath.Join(t.TempDir(), "b.age"), filepath.Join(t.TempDir(), "other")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, b.home, "backup", "--new-key", other)
	h := empty(t)
	refused(t, h, nil, "restore", path, "--key", other)
	refused(t, h, nil, "restore", path)
	refused(t, h, []string{"SPRECHSTUNDE_PASSPHRASE=vier falsche Wörter hier"}, "restore", path)
	refused(t, h, nil, "restore", path, "--key", path)
	refused(t, h, nil, "restore", other, "--key", other)
	if got := content(t, h.Dir); len(got) > 0 {
		t.Errorf("left %v", slices.Collect(maps.Keys(got)))
	}
	must(t, h, "restore", path, "--key", b.key)
	before := content(t, h.Dir)
	refused(t, h, nil, "restore", path, "--key", b.key) // there is something by now
	if got := content(t, h.Dir); !maps.Equal(got, before) {
		t.Error("a home that was not empty was changed")
	}
}

// TestFullDisk: at every level either all of it or nothing of it is there, and a
// sentence.
func TestFullDisk(t *testing.T) {
	b, file := whole(t)
	path := filepath.Join(t.TempDir(), "b.age")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	done, full := 0, 0
	size := len(file)
	for left := 0; left < 4*size; left += size / 6 {
		h := rig.HomeIn(t, rig.SmallDisk(t, 16*size), b.meta.Base())
		if err := os.Remove(h.Path("config.yaml")); err != nil {
			t.Fatal(err)
		}
		fill(t, h.Dir, uint64(left))
		out, err := h.Command(t, "restore", path, "--key", b.key).CombinedOutput()
		if err == nil {
			done++
			continue
		}
		full++
		if err := rig.Plain(out); err != nil {
			t.Errorf("%d bytes: %v", left, err)
		}
		if got := content(t, h.Dir); len(got) != 1 {
			t.Errorf("%d bytes: left %v", left, slices.Collect(maps.Keys(got)))
		}
		if err := os.Remove(h.Path("filler")); err != nil {
			t.Fatal(err)
		}
		must(t, h, "restore", path, "--key", b.key)
	}
	for left := 0; left < 2*size; left += size / 6 { // onto a full stick
		dir := rig.SmallDisk(t, 4*size)
		fill(t, dir, uint64(left))
		if out, err := b.home.Command(t, "backup", "--encrypt-to", b.to, "--to", dir).CombinedOutput(); err != nil {
			full++
			if err := rig.Plain(out); err != nil {
				t.Errorf("%d bytes: %v", left, err)
			}
			if got := names(t, dir); len(got) > 1 {
				t.Errorf("%d bytes: left %v", left, got)
			}
		} else {
			done++
		}
	}
	if done == 0 || full == 0 {
		t.Errorf("%d times there was room and %d times not", done, full)
	}
	rig.Tell(t, "levels of a full disk", done+full)
}

func fill(t *testing.T, dir string, left uint64) {
	t.Helper()
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		t.Fatal(err)
	}
	if free := s.Bavail * uint64(s.Bsize); free > left {
		if err := os.WriteFile(filepath.Join(dir, "filler"), make([]byte, free-left), 0o600); err != nil && !errors.Is(err, unix.ENOSPC) {
			t.Fatal(err)
		}
	}
}

// TestKilled: wherever it is killed, the same command works afterwards, and
// nothing of the first stays.
func TestKilled(t *testing.T) {
	b, file := whole(t)
	luck, n := rig.Luck(t), rig.Times(60, 1000)
	path := filepath.Join(t.TempDir(), "b.age")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	good := empty(t)
	begin := time.Now()
	must(t, good, "restore", path, "--key", b.key)
	took := time.Since(begin)
	want := content(t, good.Dir)
	cut := 0
	for range n {
		h := empty(t)
		cmd := h.Command(t, "restore", path, "--key", b.key)
		if !killed(t, cmd, time.Duration(luck.Int64N(int64(took)))) {
			continue
		}
		cut++
		if _, err := os.Stat(h.Path("config.yaml")); err == nil {
			continue // it was there already
		}
		must(t, h, "restore", path, "--key", b.key)
		if got := content(t, h.Dir); !maps.Equal(got, want) {
			t.Errorf("after a kill: %v", slices.Sorted(maps.Keys(got)))
		}
	}
	if cut == 0 {
		t.Error("no restore was killed")
	}
	rig.Tell(t, "restores killed", cut)
	cut = 0
	out := filepath.Join(t.TempDir(), "out")
	for range n {
		if killed(t, b.home.Command(t, "backup", "--encrypt-to", b.to, "--to", out), time.Duration(luck.Int64N(int64(took)))) {
			cut++
		}
		made, err := filepath.Glob(filepath.Join(out, "sprechstunde-*.age"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range made { // what has its name is whole
			must(t, b.home, "backup", "--verify", path, "--key", b.key)
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	must(t, b.home, "backup", "--encrypt-to", b.to, "--to", out)
	if got := names(t, out); len(got) != 1 {
		t.Errorf("left %v", got)
	}
	for _, name := range names(t, b.home.Dir) {
		if name[0] == '.' {
			t.Errorf("left %s", name)
		}
	}
	if cut == 0 {
		t.Error("no backup was killed")
	}
	rig.Tell(t, "backups killed", cut)
}

// killed reports whether a command was still running when it was killed.
func killed(t *testing.T, cmd *exec.Cmd, after time.Duration) bool {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	var exit *exec.ExitError
	return asExit(cmd.Wait(), &exit) && exit.ExitCode() == -1
}
