package files_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

func openFolder(t *testing.T, dir string) *files.Folder {
	t.Helper()
	f, err := files.Open(files.Options{Dir: dir, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func put(t *testing.T, f *files.Folder, body string) files.Kept {
	t.Helper()
	kept, err := f.Put(strings.NewReader(body), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func namesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestPutKeepsWhatCame(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "media")
	f := openFolder(t, dir)
	kept := put(t, f, pdfFile)
	sum := sha256.Sum256([]byte(pdfFile))
	want := files.Kept{Name: kept.Name, Size: int64(len(pdfFile)), SHA256: hex.EncodeToString(sum[:]), Type: domain.FilePDF}
	if kept != want || len(kept.Name) != 36 || !strings.HasSuffix(kept.Name, ".pdf") {
		t.Errorf("%+v", kept)
	}
	file, err := f.Open(kept.Name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if body, err := io.ReadAll(file); err != nil || string(body) != pdfFile {
		t.Errorf("%q, %v", body, err)
	}
	path, err := f.Path(kept.Name)
	if err != nil || path != filepath.Join(dir, kept.Name) {
		t.Error(path, err)
	}
	if runtime.GOOS != "windows" {
		for path, mode := range map[string]fs.FileMode{dir: 0o700, path: 0o600} {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
				t.Errorf("%v, %v", info.Mode(), err)
			}
		}
	}
	for range 2 {
		if err := f.Remove(kept.Name); err != nil {
			t.Error(err)
		}
	}
	if names := namesIn(t, dir); len(names) > 0 {
		t.Error(names)
	}
}

func TestWhatDoesNotComeWholeLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := openFolder(t, dir)
	broken := errors.New("the line broke")
	if _, err := f.Put(io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken)), 100); !errors.Is(err, broken) {
		t.Error(err)
	}
	if _, err := f.Put(strings.NewReader("12345"), 4); !errors.Is(err, files.ErrTooLarge) {
		t.Error(err)
	}
	if kept, err := f.Put(strings.NewReader("1234"), 4); err != nil || kept.Size != 4 {
		t.Error(kept, err)
	}
	if names := namesIn(t, dir); len(names) != 1 {
		t.Error(names)
	}
}

// TestACrashLeavesNothing: what was being written, and what was written and not
// noted, goes when the same file comes again.
func TestACrashLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".new-0123"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	f := openFolder(t, dir)
	if names := namesIn(t, dir); len(names) > 0 {
		t.Error(names)
	}
	name, err := f.Reserve()
	if err != nil {
		t.Fatal(err)
	}
	other := put(t, f, "something else")
	if _, err := f.PutAs(name, strings.NewReader(pdfFile), 1000); err != nil {
		t.Fatal(err)
	}
	if _, err := f.PutAgain(name, strings.NewReader("now it is a text"), 1000); err != nil {
		t.Fatal(err)
	}
	names := namesIn(t, dir)
	if len(names) != 2 || !strings.Contains(strings.Join(names, " "), name+".txt") || !strings.Contains(strings.Join(names, " "), other.Name) {
		t.Error(names)
	}
}

// TestAFreshNameNeedsNoLookAround: the whole folder is listed only for a name that
// may have been used; nobody waits for a list of many thousand names.
func TestAFreshNameNeedsNoLookAround(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "media")
	f, err := files.Open(files.Options{Dir: dir, Random: zeros{}})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	first := put(t, f, pdfFile)
	put(t, f, "a text under what would never be the same name")
	if names := namesIn(t, dir); len(names) != 2 || !slices.Contains(names, first.Name) {
		t.Error("looked around: ", names)
	}
}

// zeros makes the same name each time.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	left := uint64(200 << 20)
	f, err := files.Open(files.Options{Dir: t.TempDir(), Random: rand.Reader, Free: func(string) (uint64, error) { return left, nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Room(50 << 20); err != nil {
		t.Error(err)
	}
	if err := f.Room(150 << 20); domain.CodeOf(err) != domain.CodeDiskFull {
		t.Error(err)
	}
	left = 1 << 20
	if _, err := f.Put(strings.NewReader("x"), 10); domain.CodeOf(err) != domain.CodeDiskFull {
		t.Error(err)
	}
}

// TestNothingLeadsOutOfTheFolder: neither a name nor a link that somebody put
// there.
func TestNothingLeadsOutOfTheFolder(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	dir := filepath.Join(home, "media")
	f := openFolder(t, dir)
	secret := filepath.Join(home, "secret")
	if err := os.WriteFile(secret, []byte("token"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := strings.Repeat("a", 32) + ".pdf"
	if err := os.Symlink(secret, filepath.Join(dir, link)); err != nil {
		t.Skip(err)
	}
	elsewhere := filepath.Join(home, "linked")
	if err := os.Symlink(t.TempDir(), elsewhere); err != nil {
		t.Fatal(err)
	}
	if _, err := files.Open(files.Options{Dir: elsewhere, Random: rand.Reader}); domain.CodeOf(err) != domain.CodeReadOnly {
		t.Errorf("a link passes for the media folder: %v", err)
	}
	for _, name := range []string{link, "../secret", "/etc/passwd", "", ".", "..", "-x.pdf", strings.Repeat("a", 32), strings.Repeat("A", 32) + ".pdf", strings.Repeat("a", 32) + ".pdf/x"} {
		if file, err := f.Open(name); err == nil {
			t.Errorf("%q was opened: %v", name, file.Close())
		}
		if path, err := f.Path(name); err == nil {
			t.Errorf("%q has the path %s", name, path)
		}
	}
	if _, err := f.PutAs("../x", strings.NewReader("x"), 10); err == nil {
		t.Error("a name that leads out was taken")
	}
	if err := f.Remove("../secret"); err == nil {
		t.Error("something outside was removed")
	}
	if err := f.Remove(link); err != nil {
		t.Error(err)
	}
	if body, err := os.ReadFile(secret); err != nil || string(body) != "token" {
		t.Errorf("%q, %v", body, err)
	}
}

func TestSaveToNeverReplaces(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	dir := filepath.Join(home, "exports")
	outside := filepath.Join(home, "outside")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "cv-2.pdf")); err != nil {
		t.Skip(err)
	}
	for i, want := range []string{"cv.pdf", "cv-3.pdf", "cv-4.pdf"} {
		body := strings.Repeat("x", i+1)
		path, err := files.SaveTo(dir, "cv.pdf", strings.NewReader(body))
		if err != nil || path != filepath.Join(dir, want) {
			t.Fatal(path, err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != body {
			t.Errorf("%q, %v", got, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
			t.Error(info.Mode(), err)
		}
	}
	if _, err := os.Stat(outside); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a link led out of the folder")
	}
	if _, err := files.SaveTo(dir, "x.pdf", iotest.ErrReader(errors.New("broken"))); err == nil {
		t.Error("a broken file was saved")
	}
	for _, name := range []string{"", ".", "..", "../x", "a/b", `a\b`, "a:b"} {
		if path, err := files.SaveTo(dir, name, strings.NewReader("x")); err == nil {
			t.Errorf("%q was saved as %s", name, path)
		}
	}
	if names := namesIn(t, dir); len(names) != 4 {
		t.Error(names)
	}
}

// TestSaveToFiveHundredOfOneName is what a person can send.
func TestSaveToFiveHundredOfOneName(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "exports")
	for i := range 500 {
		if _, err := files.SaveTo(dir, "cv.pdf", bytes.NewReader([]byte{byte(i), byte(i >> 8)})); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	for _, name := range namesIn(t, dir) {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		seen[string(body)] = true
	}
	if len(seen) != 500 {
		t.Errorf("%d of 500 are there", len(seen))
	}
}
