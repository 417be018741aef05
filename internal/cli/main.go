// Package cli is where the program is put together: commands, line mode, and
// the composition of store, relay, desk and screen. Nothing here decides
// anything about messages; it only connects those who do.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/logfile"
	"sprechstunde/internal/safego"
	"sprechstunde/internal/sqlite"
	"sprechstunde/internal/termtext"
)

// Version of the program, set by the linker for releases.
var Version = "dev"

// The exit statuses of every command.
const (
	exitDone   = 0
	exitFailed = 1 // refused or failed; one sentence on stderr says what to do
	exitUsage  = 2 // wrong call
)

// App is the outside world as the commands see it, so that tests can bring
// their own.
type App struct {
	In       io.Reader
	Out, Err io.Writer
	Env      func(string) (string, bool)
	Clock    domain.Clock
	Terminal func() bool // input and output are a terminal that can draw
	Version  string
	// Wait lets the invented people of the demo take their time; nil: really.
	Wait func(ctx context.Context, d time.Duration) error

	home  string // --home
	texts *i18n.Texts
}

// Main runs the program with the real world and returns its exit status.
func Main() int {
	restrictFiles()
	cobra.EnableCommandSorting = false // --help lists them in the order of a first day
	app := &App{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.LookupEnv,
		Clock: time.Now, Terminal: haveTerminal, Version: Version,
	}
	ctx, stop := signal.NotifyContext(context.Background(), endings()...)
	defer stop()
	return app.Run(ctx, os.Args[1:])
}

// endings are the signals that end the program. Whoever starts a relay with nohup
// wants it to outlive the terminal; listening to that signal would undo it.
func endings() []os.Signal {
	list := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if signal.Ignored(syscall.SIGHUP) {
		return list
	}
	return append(list, syscall.SIGHUP)
}

// language is the configured one as far as it can be told before the call is
// understood: that it is wrong is said in it, too.
func (a *App) language(args []string) string {
	flag := ""
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--home="); ok {
			flag = value
		} else if arg == "--home" && i+1 < len(args) {
			flag = args[i+1]
		}
	}
	home, err := config.ResolveHome(flag, a.Env)
	if err != nil {
		return ""
	}
	return config.Language(home.ConfigFile(), a.Env)
}

// Run executes one command line and returns its exit status.
func (a *App) Run(ctx context.Context, args []string) int {
	a.texts = i18n.For(i18n.Detect(a.language(args), a.env))
	root := a.root()
	root.SetArgs(args)
	err := execute(ctx, root)
	if err == nil {
		return exitDone
	}
	var wrong *usageError
	if errors.As(err, &wrong) {
		fmt.Fprintln(a.Err, termtext.Clean(a.callWords(wrong.err)))
		return exitUsage
	}
	a.complain(err)
	return exitFailed
}

// execute runs a command. One that breaks down over a message ends with a
// sentence, not with a trace that quotes what it had in its hands.
func execute(ctx context.Context, root *cobra.Command) (err error) {
	if broken := safego.Run("command", func() { err = root.ExecuteContext(ctx) }); broken != nil {
		return broken
	}
	return err
}

// complain prints the one sentence that says what is wrong and what to do.
// Only what should not happen gets a second line, with the cause for whoever
// is asked for help.
func (a *App) complain(err error) {
	var said *saidError
	if errors.As(err, &said) {
		fmt.Fprintln(a.Err, said.sentence)
		return
	}
	err = sqlite.Translate(err)
	code := domain.CodeOf(err)
	if code == domain.CodeInternal && errors.Is(err, context.Canceled) {
		fmt.Fprintln(a.Err, a.texts.Line.Interrupt)
		return
	}
	// The detail is cleaned before it stands in the sentence: what somebody else
	// wrote there must not eat our words.
	detail := termtext.Clean(a.detailOf(err)).String()
	fmt.Fprintln(a.Err, termtext.Clean(a.texts.Errors.Sentence(code, detail)))
	if code == domain.CodeInternal {
		fmt.Fprintf(a.Err, "(%s)\n", termtext.Line(logfile.Redact(err.Error())))
	}
}

// env is Env for those who do not care whether a variable is set or empty.
func (a *App) env(name string) string {
	v, _ := a.Env(name)
	return v
}

// saidError carries a sentence that is already meant for the adviser.
type saidError struct{ sentence string }

func (e *saidError) Error() string { return e.sentence }

// detailOf fills the gap of a sentence; the mistakes of a configuration and of
// prepared answers are said in the language of the screen, one a line.
func (a *App) detailOf(err error) string {
	if list := config.MistakesOf(err); len(list) > 0 {
		lines := make([]string, len(list))
		for i, m := range list {
			lines[i] = a.texts.Errors.Mistake(string(m.Kind), placeOf(m), m.Line, m.Value, m.Want)
		}
		return strings.Join(lines, "\n")
	}
	var wrong domain.Mistakes
	if errors.As(err, &wrong) {
		lines := make([]string, len(wrong))
		for i, m := range wrong {
			lines[i] = a.texts.Errors.AnswerMistake(m)
		}
		return strings.Join(lines, "\n")
	}
	var e *domain.Error
	if errors.As(err, &e) {
		return e.Detail
	}
	return ""
}

func placeOf(m config.Mistake) string {
	if m.Env != "" {
		return m.Env
	}
	return m.Key
}
