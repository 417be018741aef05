package backup_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/backup"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/sealed"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// place is a home whose database is a text, and a key for its backups.
type place struct {
	o     backup.Options
	dir   string
	out   string
	lock  sealed.Lock
	key   sealed.Key
	names []string // files that the database names
}

func newPlace(t *testing.T) *place {
	t.Helper()
	secret, public, err := sealed.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	p := &place{dir: filepath.Join(t.TempDir(), "home"), out: filepath.Join(t.TempDir(), "out")}
	if p.lock, err = sealed.For(public); err != nil {
		t.Fatal(err)
	}
	if p.key, err = sealed.Identity(strings.NewReader(secret)); err != nil {
		t.Fatal(err)
	}
	p.write(t, "desk.db", "the database")
	p.write(t, "media/aa.pdf", strings.Repeat("a file ", 20_000))
	p.write(t, "media/.new-x", "half a file")
	p.write(t, "files/flyer.pdf", "flyer")
	p.names = []string{"aa.pdf"}
	p.o = p.options(p.dir)
	return p
}

func (p *place) options(dir string) backup.Options {
	return backup.Options{
		Home: backup.Folders{Config: dir, Data: dir}, Clock: func() time.Time { return noon }, Version: "1",
		Copy: func(_ context.Context, to string) error {
			text, err := os.ReadFile(filepath.Join(p.dir, "desk.db"))
			return errors.Join(err, os.WriteFile(to, text, 0o600))
		},
		Look: func(_ context.Context, path string) (backup.Content, error) {
			text, err := os.ReadFile(path)
			sum := sha256.Sum256(text)
			return backup.Content{Schema: 7, Sum: hex.EncodeToString(sum[:]), Files: p.names}, err
		},
		Config: func() ([]byte, []string, error) {
			return []byte("adviser: {name: Maja}\n"), []string{"files/flyer.pdf", "gone.ics"}, nil
		},
	}
}

func (p *place) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(p.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (p *place) make(t *testing.T) []byte {
	t.Helper()
	b, err := backup.Make(t.Context(), p.o, p.out, p.lock)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// tree is every file below a folder, by its name.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		text, err := os.ReadFile(path)
		all[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestBackAndForth(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.make(t)
	if second := p.make(t); len(tree(t, p.out)) != 2 || len(second) == 0 {
		t.Errorf("a second backup in the same second: %v", slices.Collect(maps.Keys(tree(t, p.out))))
	}
	if _, err := backup.Verify(t.Context(), p.o, bytes.NewReader(file), p.key); err != nil {
		t.Errorf("verifying: %v", err)
	}
	other := filepath.Join(t.TempDir(), "other")
	b, err := backup.Restore(t.Context(), p.options(other), bytes.NewReader(file), p.key)
	if err != nil || b.Files != 1 || !b.Made.Equal(noon) {
		t.Fatalf("%+v, %v", b, err)
	}
	want := tree(t, p.dir)
	delete(want, "media/.new-x")
	want["config.yaml"] = "adviser: {name: Maja}\n"
	if got := tree(t, other); !maps.Equal(got, want) {
		t.Errorf("restored %v, want %v", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

// What was erased before the copy is amended before anything is in its place.
func TestAmended(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.make(t)
	other := filepath.Join(t.TempDir(), "other")
	o := p.options(other)
	o.Amend = func(context.Context, string, string) error { return errors.New("no") }
	if _, err := backup.Restore(t.Context(), o, bytes.NewReader(file), p.key); err == nil || len(tree(t, other)) > 0 {
		t.Errorf("%v, left %v", err, tree(t, other))
	}
	o.Amend = func(_ context.Context, path, files string) error {
		return errors.Join(os.WriteFile(path, []byte("without her"), 0o600), os.Remove(filepath.Join(files, "aa.pdf")))
	}
	if _, err := backup.Restore(t.Context(), o, bytes.NewReader(file), p.key); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, other); got["desk.db"] != "without her" || got["media/aa.pdf"] != "" {
		t.Errorf("%v", got)
	}
}

func TestAFileThatIsErasedMeanwhile(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	copies, copying := 0, p.o.Copy
	p.o.Copy = func(ctx context.Context, to string) error {
		if copies++; copies == 2 {
			p.names = nil
		}
		return copying(ctx, to)
	}
	if err := os.Remove(filepath.Join(p.dir, "media", "aa.pdf")); err != nil {
		t.Fatal(err)
	}
	if p.make(t); copies != 2 {
		t.Errorf("%d copies", copies)
	}
	// One that was lost long ago keeps nobody from a backup.
	p.names, copies = []string{"bb.pdf"}, 10
	b, err := backup.Make(t.Context(), p.o, p.out, p.lock)
	if err != nil || b.Lost != 1 {
		t.Fatalf("%+v, %v", b, err)
	}
	f, err := os.Open(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := backup.Verify(t.Context(), p.o, f, p.key); err != nil {
		t.Error(err)
	}
}

func TestNotEmpty(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.make(t)
	for _, name := range []string{"desk.db", "desk.db-wal", "relay.db", "media/x", "config.yaml", "files/x", "desk.db.before-v7"} {
		other := filepath.Join(t.TempDir(), "other")
		path := filepath.Join(other, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("mine"), 0o600)); err != nil {
			t.Fatal(err)
		}
		_, err := backup.Restore(t.Context(), p.options(other), bytes.NewReader(file), p.key)
		if domain.CodeOf(err) != domain.CodeNotEmpty {
			t.Errorf("%s: %v", name, err)
		}
		if got := tree(t, other); len(got) != 1 || got[name] != "mine" {
			t.Errorf("%s: changed to %v", name, got)
		}
	}
}

// A kill between two moves leaves no configuration; the next restore takes back
// what the first had placed.
func TestAfterAKillWhilePlacing(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.make(t)
	other := filepath.Join(t.TempDir(), "other")
	stage := filepath.Join(other, ".restore-1")
	if err := errors.Join(os.MkdirAll(filepath.Join(other, "media"), 0o700), os.MkdirAll(stage, 0o700),
		os.WriteFile(filepath.Join(other, "desk.db"), []byte("half"), 0o600),
		os.WriteFile(filepath.Join(other, "media", "old.pdf"), []byte("half"), 0o600)); err != nil {
		t.Fatal(err)
	}
	list, err := json.Marshal([]string{filepath.Join(other, "desk.db"), filepath.Join(other, "media")})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(stage, "placing.json"), list, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Restore(t.Context(), p.options(other), bytes.NewReader(file), p.key); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, other); got["desk.db"] != "the database" || got["media/old.pdf"] != "" || len(got) != 4 {
		t.Errorf("%v", slices.Sorted(maps.Keys(got)))
	}
}

type item struct {
	name, text string
	kind       byte
}

// packed seals a tar that no program of ours has made.
func packed(t *testing.T, p *place, list []item) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := p.lock.Seal(&out)
	if err != nil {
		t.Fatal(err)
	}
	tw := tar.NewWriter(w)
	for _, it := range list {
		h := &tar.Header{Name: it.name, Typeflag: it.kind, Size: int64(len(it.text)), Mode: 0o777, Linkname: "/etc/passwd"}
		if it.kind != tar.TypeReg {
			h.Size = 0
		}
		if err := tw.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if it.kind == tar.TypeReg {
			if _, err := io.WriteString(tw, it.text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := errors.Join(tw.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// manifestOf tells of the given items as they are.
func manifestOf(t *testing.T, list []item) item {
	t.Helper()
	type entry struct {
		Name string `json:"name"`
		Size int    `json:"size"`
		Sum  string `json:"sha256"`
	}
	var m struct {
		About   map[string]any `json:"about"`
		Entries []entry        `json:"entries"`
	}
	m.About = map[string]any{"form": 1, "version": "0"}
	for _, it := range list {
		sum := sha256.Sum256([]byte(it.text))
		m.Entries = append(m.Entries, entry{it.name, len(it.text), hex.EncodeToString(sum[:])})
	}
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return item{"manifest.json", string(text), tar.TypeReg}
}

func TestWhatIsNoneOfOurs(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.names = nil
	good := []item{
		{"about.json", `{"form":1}`, tar.TypeReg}, {"config.yaml", "x: 1\n", tar.TypeReg}, {"desk.db", "the database", tar.TypeReg},
	}
	with := func(list ...item) []item {
		all := append(slices.Clone(good), list...)
		return append(all, manifestOf(t, all))
	}
	if _, err := backup.Verify(t.Context(), p.o, bytes.NewReader(packed(t, p, with())), p.key); err != nil {
		t.Fatalf("a good one: %v", err)
	}
	text := func(name string) item { return item{name, "x", tar.TypeReg} }
	for what, list := range map[string][]item{
		"above":        with(text("../x")),
		"far above":    with(text("media/../../x")),
		"absolute":     with(text("/tmp/x")),
		"a folder":     with(text("media/a/b.pdf")),
		"hidden":       with(text("media/.ssh")),
		"config hid":   with(text("config/.bashrc")),
		"backslash":    with(text(`media/..\x`)),
		"other name":   with(text("relay.db")),
		"link":         with(item{"media/a.pdf", "", tar.TypeSymlink}),
		"hard link":    with(item{"media/a.pdf", "", tar.TypeLink}),
		"device":       with(item{"media/a.pdf", "", tar.TypeChar}),
		"twice":        with(text("desk.db")),
		"config twice": with(text("config/config.yaml")),
		"no manifest":  good,
		"behind it":    append(with(), text("media/a.pdf")),
		"not told":     {good[0], good[1], good[2], text("media/a.pdf"), manifestOf(t, good)},
		"other sum":    {good[0], good[1], {"desk.db", "another", tar.TypeReg}, manifestOf(t, good)},
		"not there":    {good[0], good[1], good[2], manifestOf(t, with(text("media/a.pdf"))[:4])},
		"no database":  {good[0], good[1], manifestOf(t, good[:2])},
		"no config":    {good[0], good[2], manifestOf(t, []item{good[0], good[2]})},
		"nonsense":     {good[0], good[1], good[2], text("manifest.json")},
		"not about":    {good[1], good[2], manifestOf(t, good[1:])},
		"empty":        {},
	} {
		other := filepath.Join(t.TempDir(), "other")
		_, err := backup.Restore(t.Context(), p.options(other), bytes.NewReader(packed(t, p, list)), p.key)
		if domain.CodeOf(err) != domain.CodeBackup || len(tree(t, other)) > 0 {
			t.Errorf("%s: %v, left %v", what, err, tree(t, other))
		}
	}
	later := []item{{"about.json", `{"form":2}`, tar.TypeReg}}
	if _, err := backup.Verify(t.Context(), p.o, bytes.NewReader(packed(t, p, later)), p.key); domain.CodeOf(err) != domain.CodeNewer {
		t.Errorf("a later form: %v", err)
	}
}

func TestRotation(t *testing.T) {
	t.Parallel()
	data, dir := t.TempDir(), t.TempDir()
	note := func(name string, days int, verified bool) {
		r := backup.Record{Path: filepath.Join(dir, name), Made: noon.AddDate(0, 0, -days)}
		if verified {
			r.Verified = r.Made
		}
		if err := errors.Join(os.WriteFile(r.Path, nil, 0o600), backup.Note(data, r)); err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range []string{"a", "b", "c", "d", "e"} {
		note(name, i*10, name == "e")
	}
	if err := os.WriteFile(filepath.Join(dir, "sprechstunde-foreign.age"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	removed, err := backup.Rotate(data, dir, 3, 15*24*time.Hour, noon)
	if err != nil || len(removed) != 2 {
		t.Errorf("removed %v, %v", removed, err)
	}
	if got := slices.Sorted(maps.Keys(tree(t, dir))); !slices.Equal(got, []string{"a", "b", "e", "sprechstunde-foreign.age"}) {
		t.Errorf("left %v", got)
	}
	list, err := backup.Records(data)
	if err != nil || len(list) != 3 {
		t.Errorf("%v, %v", list, err)
	}
	if r, ok := backup.Verified(list); !ok || filepath.Base(r.Path) != "e" {
		t.Errorf("verified: %v %v", r, ok)
	}
}

// TestARestoreThatFailsTakesNothingThatWasThere: a calendar of hers stands where one
// of the backup would go.
func TestARestoreThatFailsTakesNothingThatWasThere(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.write(t, "gone.ics", "the old calendar")
	file := p.make(t)
	other := filepath.Join(t.TempDir(), "other")
	if err := errors.Join(os.MkdirAll(other, 0o700), os.WriteFile(filepath.Join(other, "gone.ics"), []byte("mine"), 0o600)); err != nil {
		t.Fatal(err)
	}
	_, err := backup.Restore(t.Context(), p.options(other), bytes.NewReader(file), p.key)
	if got := tree(t, other); domain.CodeOf(err) != domain.CodeNotEmpty || len(got) != 1 || got["gone.ics"] != "mine" {
		t.Errorf("%v, %v", err, slices.Sorted(maps.Keys(got)))
	}
}

// TestALookAfterAKillWhilePlacingTakesItBack: what a killed restore has placed is
// known by a note that goes with the next look.
func TestALookAfterAKillWhilePlacingTakesItBack(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.make(t)
	other := filepath.Join(t.TempDir(), "other")
	stage := filepath.Join(other, ".restore-1")
	list, err := json.Marshal([]string{filepath.Join(other, "desk.db")})
	if err = errors.Join(err, os.MkdirAll(stage, 0o700), os.WriteFile(filepath.Join(other, "desk.db"), []byte("half"), 0o600),
		os.WriteFile(filepath.Join(stage, "placing.json"), list, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Verify(t.Context(), p.options(other), bytes.NewReader(file), p.key); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Restore(t.Context(), p.options(other), bytes.NewReader(file), p.key); err != nil {
		t.Error(err)
	}
}

// TestABackupLeavesAloneWhatIsHers: the folder of backups may be any folder, and
// names that begin like ours are common.
func TestABackupLeavesAloneWhatIsHers(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	hers := map[string]string{
		".backup-photos/a.jpg": "photo", ".backup-2024/b.jpg": "photo", ".backup-notes": "hers", ".backup-20240101": "hers", ".restore-points/c": "hers", ".restore-2": "hers",
	}
	ours := map[string]string{".backup-123456": "age-encryption.org/v1\n-> half", ".backup-77": ""}
	for _, list := range []map[string]string{hers, ours} {
		for name, text := range list {
			path := filepath.Join(p.out, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
	}
	p.write(t, ".backup-old/desk.db", "hers, too")
	p.make(t)
	got := tree(t, p.out)
	for name, text := range hers {
		if got[name] != text {
			t.Errorf("%s is gone", name)
		}
	}
	for name := range ours {
		if _, there := got[name]; there {
			t.Errorf("%s is left", name)
		}
	}
	if tree(t, p.dir)[".backup-old/desk.db"] == "" {
		t.Error("a folder of hers in the home is gone")
	}
}

// TestAFolderMayBeCalledAnything: also what is a pattern elsewhere.
func TestAFolderMayBeCalledAnything(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.make(t)
	for _, name := range []string{"a[b", "a[b]c", "*", "ä ?"} {
		other := filepath.Join(t.TempDir(), name)
		left := filepath.Join(other, "desk.db")
		list, err := json.Marshal([]string{left})
		if err = errors.Join(err, os.MkdirAll(filepath.Join(other, ".restore-1"), 0o700), os.WriteFile(left, []byte("half"), 0o600),
			os.WriteFile(filepath.Join(other, ".restore-1", "placing.json"), list, 0o600)); err != nil {
			t.Fatal(err)
		}
		if _, err := backup.Restore(t.Context(), p.options(other), bytes.NewReader(file), p.key); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAfterAKillWhileCarrying: what goes beside the configuration is copied there,
// and the kill came in the middle of one.
func TestAfterAKillWhileCarrying(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.make(t)
	other := filepath.Join(t.TempDir(), "other")
	flyer := filepath.Join(other, "files", "flyer.pdf")
	list, err := json.Marshal([]string{filepath.Join(other, "desk.db"), flyer})
	if err = errors.Join(err, os.MkdirAll(filepath.Join(other, ".restore-1"), 0o700), os.MkdirAll(filepath.Dir(flyer), 0o700),
		os.WriteFile(filepath.Join(other, "desk.db"), []byte("half"), 0o600),
		os.WriteFile(filepath.Join(other, "files", ".restore-4711"), []byte("fl"), 0o600),
		os.WriteFile(filepath.Join(other, ".restore-1", "placing.json"), list, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Restore(t.Context(), p.options(other), bytes.NewReader(file), p.key); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, other); got["files/flyer.pdf"] != "flyer" || len(got) != 4 {
		t.Errorf("%v", slices.Sorted(maps.Keys(got)))
	}
}

// TestAClockThatWasWrongCostsNoBackup: one of next year must not push out the one
// that was just made.
func TestAClockThatWasWrongCostsNoBackup(t *testing.T) {
	t.Parallel()
	data, dir := t.TempDir(), t.TempDir()
	for name, made := range map[string]time.Time{"ahead": noon.AddDate(1, 0, 0), "fresh": noon, "older": noon.AddDate(0, 0, -6), "good": noon.AddDate(0, 0, -7)} {
		r := backup.Record{Path: filepath.Join(dir, name), Made: made}
		if name == "ahead" || name == "good" {
			r.Verified = made
		}
		if err := errors.Join(os.WriteFile(r.Path, nil, 0o600), backup.Note(data, r)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := backup.Rotate(data, dir, 1, 0, noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(tree(t, dir))); !slices.Equal(got, []string{"fresh", "good"}) {
		t.Errorf("left %v", got)
	}
}
