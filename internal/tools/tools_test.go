//go:build unix

package tools_test

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/tools"
)

// hostile is a name nobody should have to be afraid of: it is only ever one
// argument.
const hostile = "-rf $(touch pwned); ../x\n.ogg"

func (b *bench) file(name string) string {
	b.t.Helper()
	path := b.path(name)
	if err := os.WriteFile(path, []byte("OggS"), 0o600); err != nil {
		b.t.Fatal(err)
	}
	return path
}

func TestProgramsGetOneArgumentAndNothingOfOurs(t *testing.T) {
	t.Parallel()
	b := newBench(t, "ffplay")
	env := map[string]string{"PATH": "/bin", "SPRECHSTUNDE_WHATSAPP_ACCESS_TOKEN": "EAAsecret", "AWS_SECRET": "x", "LANG": "de_DE.UTF-8"}
	o := b.options(env)
	o.Play = []string{"ffplay", "-nodisp", "{file}", "--last"}
	path := b.path("name with blanks; rm -rf x.ogg")
	if err := tools.New(o).Play(t.Context(), path, false); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{"-nodisp", path, "--last", "cwd=/", "no terminal", `in=""`, "own session=true", "pid="}, "\n")
	got := b.call("ffplay")
	if !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "\nenv=PATH=/bin LANG=de_DE.UTF-8") {
		t.Errorf("called as\n%s\nnot\n%s", got, want)
	}
}

func TestAFileIsNeverAnOption(t *testing.T) {
	t.Parallel()
	b := newBench(t, "mpv", "xdg-open", "recorder", "hear")
	o := b.options(map[string]string{"DISPLAY": ":0"})
	o.Record, o.Transcribe = []string{"recorder", "{file}"}, []string{"hear", "{file}"}
	x := tools.New(o)
	for _, path := range []string{hostile, "-rf", "", "a.ogg", "./a.ogg", "/tmp/a\x00b.ogg"} {
		for name, do := range map[string]func() error{
			"play": func() error { return x.Play(t.Context(), path, false) }, "open": func() error { return x.Open(t.Context(), path) },
			"record": func() error { return x.Record(t.Context(), path) }, "transcribe": func() error { _, err := x.Transcribe(t.Context(), path); return err },
		} {
			if do() == nil {
				t.Errorf("%s took %q", name, path)
			}
		}
	}
	for _, name := range []string{"mpv", "xdg-open", "recorder", "hear"} {
		if _, err := os.Stat(b.path(name + ".call")); err == nil {
			t.Errorf("%s was called", name)
		}
	}
}

func TestThePageIsOneArgument(t *testing.T) {
	t.Parallel()
	b := newBench(t, "xdg-open", "viewer")
	o := b.options(map[string]string{"DISPLAY": ":0"})
	o.Open = []string{"viewer", "{file}"} // that is for files
	x := tools.New(o)
	const page = "https://example.org/a?b=c&d=$(touch%20x);{file}"
	if err := x.Browse(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	if got := b.call("xdg-open"); !strings.HasPrefix(got, page+"\ncwd=/") {
		t.Errorf("called as\n%s", got)
	}
	for _, bad := range []string{"", "-x", "--version", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "https://a b", "https://ä.de", "HTTPS://x", "http://\x1b"} {
		if err := x.Browse(t.Context(), bad); domain.CodeOf(err) != domain.CodeNotWeb {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if err := tools.New(b.options(nil)).Browse(t.Context(), page); domain.CodeOf(err) != domain.CodeNoBrowser {
		t.Errorf("where nothing can be seen: %v", err)
	}
}

func TestThePlayerIsStoppedWithAllItHasStarted(t *testing.T) {
	t.Parallel()
	b := newBench(t, "parent", "child")
	o := b.options(nil)
	o.Play = []string{"parent", "{file}"}
	stop := begin(func(ctx context.Context) error { return tools.New(o).Play(ctx, b.path("x.ogg"), false) })
	b.await("parent.alive")
	b.await("child.alive")
	if err := stop(); err == nil {
		t.Error("it ended by itself")
	}
	b.gone("parent")
	b.gone("child")
}

func TestAStoppedPlayIsNotBegun(t *testing.T) {
	t.Parallel()
	b := newBench(t, "ffplay")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := tools.New(b.options(nil)).Play(ctx, b.path("x.ogg"), false); err == nil {
		t.Error("no error")
	}
	if _, err := os.Stat(b.path("ffplay.call")); err == nil {
		t.Error("the player was called")
	}
}

func TestWhatIsFound(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		have []string
		env  map[string]string
		do   doing
		want string // first words of the call, "" for: nothing is found
		key  string
	}{
		"first of the players":  {[]string{"ffplay", "mpv"}, nil, play(false), "--no-terminal --no-config --load-scripts=no --ytdl=no --access-references=no --no-video -- ", "mpv"},
		"the one there is":      {[]string{"ffplay"}, nil, play(false), "-hide_banner -loglevel quiet -autoexit -protocol_whitelist file -nodisp ", "ffplay"},
		"films have a window":   {[]string{"ffplay"}, nil, play(true), "-hide_banner -loglevel quiet -autoexit -protocol_whitelist file /", "ffplay"},
		"no player":             {nil, nil, play(false), "", "files.play"},
		"opener on a desktop":   {[]string{"xdg-open"}, map[string]string{"WAYLAND_DISPLAY": "w"}, open, "/", "xdg-open"},
		"no opener over SSH":    {[]string{"xdg-open"}, nil, open, "", "files.open"},
		"no recorder":           {[]string{"arecord"}, nil, record, "", "voice.record"},
		"nobody writes it down": {[]string{"hear"}, nil, transcribe, "", "voice.transcribe"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, c.have...)
			if c.want == "" {
				err := c.do(t.Context(), tools.New(b.options(c.env)), b.file("x.ogg"))
				if domain.CodeOf(err) != domain.CodeNoTool || !strings.Contains(err.Error(), c.key) {
					t.Fatalf("got %v", err)
				}
				return
			}
			stop := begin(func(ctx context.Context) error { return c.do(ctx, tools.New(b.options(c.env)), b.file("x.ogg")) })
			if got := strings.ReplaceAll(b.call(c.key), "\n", " "); !strings.HasPrefix(got, c.want) {
				t.Errorf("called as %q", got)
			}
			_ = stop() // one of the stubs plays on until then
		})
	}
}

type doing = func(context.Context, *tools.Tools, string) error

func play(video bool) doing {
	return func(ctx context.Context, x *tools.Tools, path string) error { return x.Play(ctx, path, video) }
}

func open(ctx context.Context, x *tools.Tools, path string) error   { return x.Open(ctx, path) }
func record(ctx context.Context, x *tools.Tools, path string) error { return x.Record(ctx, path) }

func transcribe(ctx context.Context, x *tools.Tools, path string) error {
	_, err := x.Transcribe(ctx, path)
	return err
}

func TestLookedForOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t, "ffplay")
	asked := 0
	o := b.options(nil)
	o.Look = func(name string) (string, error) { asked++; return b.look(name) }
	x := tools.New(o)
	for range 3 {
		if err := x.Play(t.Context(), b.path("x.ogg"), false); err != nil {
			t.Fatal(err)
		}
	}
	if asked != 2 { // mpv, which is not there, and ffplay
		t.Errorf("asked %d times", asked)
	}
}

func TestARelativeProgramIsRefused(t *testing.T) {
	t.Parallel()
	o := tools.Options{Look: func(string) (string, error) { return "bin/ffplay", nil }, Play: []string{"ffplay", "{file}"}}
	if err := tools.New(o).Play(t.Context(), "/x.ogg", false); domain.CodeOf(err) != domain.CodeNoTool {
		t.Errorf("got %v", err)
	}
	o.Look = func(string) (string, error) { return "", exec.ErrNotFound }
	if err := tools.New(o).Play(t.Context(), "/x.ogg", false); domain.CodeOf(err) != domain.CodeNoTool {
		t.Errorf("got %v", err)
	}
}

func TestOpenerThatFailsIsTold(t *testing.T) {
	t.Parallel()
	b := newBench(t, "gio")
	err := tools.New(b.options(map[string]string{"DISPLAY": ":0"})).Open(t.Context(), b.path("x.pdf"))
	if domain.CodeOf(err) != domain.CodeTool || !strings.Contains(err.Error(), "gio") {
		t.Errorf("got %v", err)
	}
	if got := b.call("gio"); !strings.HasPrefix(got, "open\n"+b.path("x.pdf")) {
		t.Errorf("called as %q", got)
	}
}

// TestViewerStays: a viewer that is the opener itself is not waited for, and does
// not end with the desk.
func TestViewerStays(t *testing.T) {
	t.Parallel()
	b := newBench(t, "viewer")
	o := b.options(nil)
	o.Open, o.Grace = []string{"viewer", "{file}"}, time.Millisecond
	ctx, cancel := context.WithCancel(t.Context())
	if err := tools.New(o).Open(ctx, b.path("x.pdf")); err != nil {
		t.Fatal(err)
	}
	cancel()
	b.await("viewer.alive")
	b.killCalled("viewer")
	b.gone("viewer")
}

func TestRecordingIsFinished(t *testing.T) {
	t.Parallel()
	b := newBench(t, "recorder")
	o := b.options(nil)
	o.Record = []string{"recorder", "--mono", "{file}"}
	stop := begin(func(ctx context.Context) error { return tools.New(o).Record(ctx, b.path("note.ogg")) })
	b.await("recorder.alive")
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if got := b.read("note.ogg"); got != "begun and ended" {
		t.Errorf("recorded %q", got)
	}
}

func TestANoteLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	for _, want := range []error{nil, errors.New("not wanted")} {
		b := newBench(t, "recorder")
		o := b.options(nil)
		o.Record = []string{"recorder", "{file}"}
		got := ""
		stop := begin(func(ctx context.Context) error {
			return tools.New(o).Note(ctx, func(r io.ReadSeeker) error {
				raw, err := io.ReadAll(r)
				got = string(raw)
				return errors.Join(err, want)
			})
		})
		b.await("recorder.alive")
		if err := stop(); !errors.Is(err, want) || got != "begun and ended" {
			t.Errorf("got %q, %v", got, err)
		}
		if left, err := filepath.Glob(b.path("sprechstunde-voice-*")); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v %v", left, err)
		}
	}
}

func TestANoteThatWasNotWritten(t *testing.T) {
	t.Parallel()
	b := newBench(t, "stubborn")
	o := b.options(nil)
	o.Record, o.Grace = []string{"stubborn", "{file}"}, 20*time.Millisecond
	stop := begin(func(ctx context.Context) error {
		return tools.New(o).Note(ctx, func(io.ReadSeeker) error { return errors.New("there is nothing to read") })
	})
	b.await("stubborn.alive")
	if err := stop(); domain.CodeOf(err) != domain.CodeTool {
		t.Errorf("got %v", err)
	}
}

func TestTwoProgramsRecordTogether(t *testing.T) {
	t.Parallel()
	b := newBench(t, "arecord", "opusenc")
	stop := begin(func(ctx context.Context) error { return tools.New(b.options(nil)).Record(ctx, b.path("note.ogg")) })
	b.await("arecord.alive")
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if got := b.read("note.ogg"); got != "packed: sound to the end" {
		t.Errorf("recorded %q", got)
	}
}

func TestStubbornRecorderIsKilled(t *testing.T) {
	t.Parallel()
	b := newBench(t, "stubborn")
	o := b.options(nil)
	o.Record, o.Grace = []string{"stubborn", "{file}"}, 20*time.Millisecond
	stop := begin(func(ctx context.Context) error { return tools.New(o).Record(ctx, b.path("note.ogg")) })
	b.await("stubborn.alive")
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	b.gone("stubborn")
}

func TestRecorderThatEndsEarlyHasFailed(t *testing.T) {
	t.Parallel()
	b := newBench(t, "early")
	o := b.options(nil)
	o.Record = []string{"early", "{file}"}
	if err := tools.New(o).Record(t.Context(), b.path("note.ogg")); domain.CodeOf(err) != domain.CodeTool {
		t.Errorf("got %v", err)
	}
}

func TestTranscripts(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"hear":   "hallo, ich bin Mehmet\nund ich hätte eine Frage",
		"beside": "so steht es in der Datei",
	}
	for program, want := range cases {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, program)
			o := b.options(nil)
			o.Transcribe = []string{program, "-l", "de", "{file}"}
			got, err := tools.New(o).Transcribe(t.Context(), b.file("stored.ogg"))
			if err != nil || got != want {
				t.Errorf("got %q, %v", got, err)
			}
			call := strings.Split(b.call(program), "\n")
			if call[1] != "de" || filepath.Base(call[2]) != "note.ogg" || filepath.Dir(call[2]) == b.dir {
				t.Errorf("called as %q", call)
			}
			left, err := filepath.Glob(b.path("sprechstunde-voice-*"))
			if err != nil || len(left) > 0 {
				t.Errorf("left behind: %v %v", left, err)
			}
		})
	}
}

func TestAProgramThatSaysTooMuchIsCut(t *testing.T) {
	t.Parallel()
	b := newBench(t, "chatter")
	o := b.options(nil)
	o.Transcribe = []string{"chatter", "{file}"}
	got, err := tools.New(o).Transcribe(t.Context(), b.file("stored.ogg"))
	if err != nil || len(got) != 64<<10 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestATranscriptHasItsTime(t *testing.T) {
	t.Parallel()
	b := newBench(t, "stubborn")
	o := b.options(nil)
	o.Transcribe, o.Limit = []string{"stubborn", "{file}"}, 300*time.Millisecond
	if _, err := tools.New(o).Transcribe(t.Context(), b.file("stored.ogg")); domain.CodeOf(err) != domain.CodeTool {
		t.Errorf("got %v", err)
	}
	b.gone("stubborn")
}
