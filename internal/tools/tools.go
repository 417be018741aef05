package tools

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"sprechstunde/internal/domain"
)

// Placeholder stands in a configured argument vector where the file goes.
const Placeholder = "{file}"

// The keys of the configuration. An error about a program that is missing names
// the one it belongs to.
const (
	KeyOpen       = "files.open"
	KeyPlay       = "files.play"
	KeyRecord     = "voice.record"
	KeyTranscribe = "voice.transcribe"
)

// Options says which programs to use. Argument vectors that are empty are found
// out, but for Transcribe: a recording is only written down if she has chosen a
// program for it.
type Options struct {
	Open, Play, Record, Transcribe []string

	// Env looks up variables of the environment; nil: there are none.
	Env func(string) (string, bool)
	// Look finds a program; nil: exec.LookPath.
	Look func(string) (string, error)
	// GOOS is the system; "": this one.
	GOOS string
	// Temp is a folder for what a program needs beside it; "": the system's.
	Temp string
	// Grace is how long a program may take to end when it is asked to, and how
	// long an opener is watched; 0: a few seconds.
	Grace time.Duration
	// Limit is how long writing down a recording may take; 0: some minutes.
	Limit time.Duration
}

const (
	usualGrace = 3 * time.Second
	usualLimit = 10 * time.Minute
)

// Tools are the programs of this machine. They are looked for when they are
// first needed.
type Tools struct {
	o     Options
	mu    sync.Mutex
	found map[string]finding
}

// finding is what was found for one purpose: programs that hand on what they
// write to the next, or the reason why there are none.
type finding struct {
	line [][]string
	err  error
}

// New makes Tools. It looks for nothing yet.
func New(o Options) *Tools {
	if o.Look == nil {
		o.Look = exec.LookPath
	}
	if o.Env == nil {
		o.Env = func(string) (string, bool) { return "", false }
	}
	if o.GOOS == "" {
		o.GOOS = runtime.GOOS
	}
	if o.Grace <= 0 {
		o.Grace = usualGrace
	}
	if o.Limit <= 0 {
		o.Limit = usualLimit
	}
	return &Tools{o: o, found: map[string]finding{}}
}

var errNoProgram = errors.New("no program for it was found")

// find returns what was found for a purpose, looking at most once: a program that
// appears in the path while the desk runs takes nobody's place.
func (t *Tools) find(purpose, key string, configured []string, usual [][][]string) ([][]string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, ok := t.found[purpose]
	if !ok {
		f = t.look(key, configured, usual)
		t.found[purpose] = f
	}
	return f.line, f.err
}

func (t *Tools) look(key string, configured []string, usual [][][]string) finding {
	if len(configured) > 0 {
		usual = [][][]string{{configured}}
	}
	why := errNoProgram
	for _, line := range usual {
		resolved, err := t.resolve(line)
		if err == nil {
			return finding{line: resolved}
		}
		if len(configured) > 0 {
			why = err
		}
	}
	return finding{err: domain.Fail(domain.CodeNoTool, key, why)}
}

// resolve puts the absolute path in the place of each program's name.
func (t *Tools) resolve(line [][]string) ([][]string, error) {
	out := make([][]string, len(line))
	for i, argv := range line {
		if len(argv) == 0 || argv[0] == "" {
			return nil, errNoProgram
		}
		path, err := t.o.Look(argv[0])
		if err != nil {
			return nil, fmt.Errorf("looking for %s: %w", argv[0], err)
		}
		if !filepath.IsAbs(path) {
			return nil, fmt.Errorf("%s was found in no absolute place", argv[0])
		}
		out[i] = append([]string{path}, argv[1:]...)
	}
	return out, nil
}

var errNotOurs = errors.New("not an absolute path")

// with puts the file into its place; without one it goes last.
func with(argv []string, file string) ([]string, error) {
	if !filepath.IsAbs(file) || strings.ContainsRune(file, 0) {
		return nil, errNotOurs
	}
	if !slices.ContainsFunc(argv[1:], func(a string) bool { return strings.Contains(a, Placeholder) }) {
		return append(slices.Clone(argv), file), nil
	}
	out := slices.Clone(argv)
	for i := range out[1:] {
		out[i+1] = strings.ReplaceAll(out[i+1], Placeholder, file)
	}
	return out, nil
}

// failed says which program did not do what it should. Its words are not kept:
// they may quote the file.
func failed(argv []string, err error) error {
	if err == nil {
		return nil
	}
	return domain.Fail(domain.CodeTool, filepath.Base(argv[0]), err)
}
