package config_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestExampleFile_IsFreshAndLoads(t *testing.T) {
	t.Parallel()
	want, err := config.ExampleFile()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("..", "..", "config.example.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("config.example.yaml is not fresh, run go generate ./internal/config:\n%s", diff)
	}
	c := mustLoad(t, string(got), nil)
	if c.Adviser.Name != "Maja" || len(c.Hours.Slots) != 2 {
		t.Errorf("the example says less than it should: %+v", c)
	}
}

// TestExampleFile_ExplainsEveryKey holds every new key to a comment.
func TestExampleFile_ExplainsEveryKey(t *testing.T) {
	t.Parallel()
	text, err := config.ExampleFile()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	found := 0
	for i, line := range lines {
		name, _, isKey := strings.Cut(strings.TrimSpace(line), ":")
		if !isKey || strings.HasPrefix(name, "#") || strings.HasPrefix(name, "-") {
			continue
		}
		found++
		if i == 0 || !strings.HasPrefix(strings.TrimSpace(lines[i-1]), "# ") {
			t.Errorf("%s stands there without a comment", name)
		}
	}
	if found < len(config.Keys()) {
		t.Errorf("found %d keys, there are %d", found, len(config.Keys()))
	}
}

func TestWrite_ReadsBackTheSame(t *testing.T) {
	t.Parallel()
	c := config.Default()
	c.Adviser = config.Adviser{Name: "Ödön: #1", Team: "no"}
	c.WhatsApp.AccessToken = config.NewSecret("a\"b: c # 'd'")
	c.WhatsApp.AppSecret = config.NewSecret("0123e4")
	c.Keys = []config.Key{{Action: "done", Keys: []string{"x", "ctrl+d", "?"}}}
	c.Hours.Office = []config.Period{{Days: []string{"mon"}, From: "08:00", To: "12:30"}}
	path := filepath.Join(t.TempDir(), "new", "config.yaml")
	if err := config.Write(path, c); err != nil {
		t.Fatal(err)
	}
	got, err := config.Load(config.LoadOptions{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c, got, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	checkMode(t, path, 0o600)
	checkMode(t, filepath.Dir(path), 0o700)
}

func checkMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != want {
		t.Errorf("%s has mode %o, want %o", filepath.Base(path), info.Mode().Perm(), want)
	}
}

func TestWrite_NeverReplaces(t *testing.T) {
	t.Parallel()
	path := file(t, "language: de\n")
	if err := config.Write(path, config.Default()); !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != "language: de\n" {
		t.Errorf("the old file is now %q (%v)", got, err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("something is left behind: %v (%v)", left, err)
	}
}

// TestSweep: what a killed setup leaves holds the secrets and goes at the next
// start; whatever else has a name like it stays.
func TestSweep(t *testing.T) {
	t.Parallel()
	h := config.Home{Config: t.TempDir(), Data: t.TempDir()}
	for _, path := range []string{
		filepath.Join(h.Config, ".config-3919811256"), filepath.Join(h.Data, ".config-1"),
		filepath.Join(h.Config, ".config-old"), filepath.Join(h.Data, "config.yaml"),
	} {
		if err := os.WriteFile(path, []byte("access_token: x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(h.Config, ".config-2"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := h.Sweep(); err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, dir := range []string{h.Config, h.Data} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			left = append(left, e.Name())
		}
	}
	if diff := cmp.Diff([]string{".config-2", ".config-old", "config.yaml"}, left); diff != "" {
		t.Error(diff)
	}
}

func TestMakeFolder(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // no such modes there
	}
	open := filepath.Join(t.TempDir(), "open")
	for mode, want := range map[fs.FileMode]domain.Code{0o755: "", 0o700: "", 0o775: domain.CodeOpenPermission, 0o777: domain.CodeOpenPermission} {
		if err := os.MkdirAll(open, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(open, mode); err != nil {
			t.Fatal(err)
		}
		if got := domain.CodeOf(config.MakeFolder(open)); got != want {
			t.Errorf("mode %o: got %q, want %q", mode, got, want)
		}
		checkMode(t, open, mode)
	}
	inFile := filepath.Join(file(t, ""), "below")
	if got := domain.CodeOf(config.MakeFolder(inFile)); got != domain.CodeReadOnly {
		t.Errorf("a folder inside a file: %q", got)
	}
}

// TestPathsThatAreNone: a file in place of a folder, or the other way round,
// gets the sentence that says to choose another place.
func TestPathsThatAreNone(t *testing.T) {
	t.Parallel()
	for name, path := range map[string]string{
		"inside a file": filepath.Join(file(t, ""), "config.yaml"),
		"a folder":      t.TempDir(),
	} {
		if _, err := config.Load(config.LoadOptions{Path: path}); domain.CodeOf(err) != domain.CodeReadOnly {
			t.Errorf("reading %s: %v", name, err)
		}
	}
	inFile := filepath.Join(file(t, ""), "config.yaml")
	if err := config.Write(inFile, config.Default()); domain.CodeOf(err) != domain.CodeReadOnly {
		t.Errorf("writing inside a file: %v", err)
	}
}

func TestResolveHome(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return // the XDG rules are those of the other systems
	}
	cases := map[string]struct {
		flag string
		env  map[string]string
		want config.Home
	}{
		"flag":           {"/one", map[string]string{"SPRECHSTUNDE_HOME": "/two", "HOME": "/h"}, config.Home{Config: "/one", Data: "/one", State: "/one"}},
		"variable":       {"", map[string]string{"SPRECHSTUNDE_HOME": "/two", "HOME": "/h"}, config.Home{Config: "/two", Data: "/two", State: "/two"}},
		"home":           {"", map[string]string{"HOME": "/h"}, config.Home{Config: "/h/.config/sprechstunde", Data: "/h/.local/share/sprechstunde", State: "/h/.local/state/sprechstunde"}},
		"xdg":            {"", map[string]string{"XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s"}, config.Home{Config: "/c/sprechstunde", Data: "/d/sprechstunde", State: "/s/sprechstunde"}},
		"relative xdg":   {"", map[string]string{"HOME": "/h", "XDG_CONFIG_HOME": "c"}, config.Home{Config: "/h/.config/sprechstunde", Data: "/h/.local/share/sprechstunde", State: "/h/.local/state/sprechstunde"}},
		"nothing at all": {"", nil, config.Home{}},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := config.ResolveHome(tt.flag, env(tt.env))
			if (err != nil) != (tt.want == config.Home{}) {
				t.Errorf("error %v", err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHome_Files(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "home")
	h, err := config.ResolveHome(dir, env(nil))
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Make(); err != nil {
		t.Fatal(err)
	}
	checkMode(t, dir, 0o700)
	checkMode(t, filepath.Join(dir, "log"), 0o700)
	got := []string{h.ConfigFile(), h.DeskDB(), h.RelayDB(), h.LockFile(), h.LogFile(), h.RelayLogFile()}
	want := []string{"config.yaml", "desk.db", "relay.db", "desk.db.lock", filepath.Join("log", "desk.log"), filepath.Join("log", "relay.log")}
	for i := range want {
		want[i] = filepath.Join(dir, want[i])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
