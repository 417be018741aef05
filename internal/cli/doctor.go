package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/safego"
	"sprechstunde/internal/termtext"
)

// netPatience is how long each question to another machine may take.
const netPatience = 5 * time.Second

// The states of a finding. They are part of the JSON contract.
const (
	stateOK   = "ok"
	stateWarn = "warn"
	stateFail = "fail"
)

// verdict is what one check found. The zero verdict means that the check has
// nothing to say here, like tmux outside tmux.
type verdict struct{ state, what, action string }

// finding is a verdict in the documented JSON of "doctor --json". ID is one of
// the ids in the table of checks; what and action are sentences in the language
// of the screen, action null if there is nothing to do.
type finding struct {
	ID     string  `json:"id"`
	State  string  `json:"state"`
	What   string  `json:"what"`
	Action *string `json:"action"`
}

// doctor is one round of checks. It only looks: the one thing it changes, and
// only when told to, is the subscription at Meta.
type doctor struct {
	app       *App
	t         *i18n.DoctorTexts
	home      config.Home
	cfg       *config.Config // nil if it cannot be read; then cfgErr says why
	cfgErr    error
	subscribe bool
	tmux      func(ctx context.Context, option string) (string, error)
	free      func(folder string) (uint64, error)

	plan       blueprint      // what this program's databases look like; zero if unknown
	noMeta     verdict        // what a call to Meta failed with
	relayAhead *time.Duration // of the relay's clock against ours, if it was heard
}

// check is one line of the report.
type check struct {
	id     string
	config bool // makes sense only with a configuration
	look   func(*doctor, context.Context) verdict
}

// checks in the order in which a set-up is put right: what stands above is
// usually the reason for what stands below.
var checks = []check{
	{"config", false, (*doctor).lookConfig},
	{"secrets", true, (*doctor).lookSecrets},
	{"adviser", true, (*doctor).lookAdviser},
	{"hours", true, (*doctor).lookHours},
	{"files", false, (*doctor).lookFiles},
	{"disk", false, (*doctor).lookDisk},
	{"sqlite", false, (*doctor).lookSQLite},
	{"desk_db", false, (*doctor).lookDeskDB},
	{"relay_db", false, (*doctor).lookRelayDB},
	{"backup", true, (*doctor).lookBackup},
	{"duties", true, (*doctor).lookDuties},
	{"relay", true, (*doctor).lookRelay},
	{"number", true, (*doctor).lookNumber},
	{"subscription", true, (*doctor).lookSubscription},
	{"templates", true, (*doctor).lookTemplates},
	{"clock", true, (*doctor).lookClock},
	{"terminal", false, (*doctor).lookTerminal},
	{"clipboard", false, (*doctor).lookClipboard},
	{"tmux", false, (*doctor).lookTmux},
}

func (a *App) doctorCommand() *cobra.Command {
	var asJSON, subscribe bool
	cmd := a.command("doctor", a.texts.Line.CmdDoctor, 0, func(ctx context.Context, _ []string) error {
		return a.runDoctor(ctx, asJSON, subscribe)
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.Flags().BoolVar(&subscribe, "subscribe", false, a.texts.Setup.Doctor.FlagSubscribe)
	return cmd
}

func (a *App) runDoctor(ctx context.Context, asJSON, subscribe bool) error {
	d := a.newDoctor(subscribe)
	var list []finding
	for _, c := range checks {
		if c.config && d.cfg == nil {
			continue
		}
		v := d.run(ctx, c)
		if err := ctx.Err(); err != nil {
			return &saidError{a.texts.Line.Interrupt}
		}
		if v == (verdict{}) {
			continue
		}
		list = append(list, finding{ID: c.id, State: v.state, What: v.what, Action: optional(v.action)})
		if !asJSON {
			d.print(list[len(list)-1])
		}
	}
	if asJSON {
		if err := writeJSON(a.Out, list); err != nil {
			return err
		}
	}
	return d.conclude(list, asJSON)
}

func (a *App) newDoctor(subscribe bool) *doctor {
	cfg, home, err := a.settle() // from here on the language is the configured one
	return &doctor{
		app: a, t: &a.texts.Setup.Doctor, home: home, cfg: cfg, cfgErr: err,
		subscribe: subscribe, tmux: tmuxOption, free: freeSpace,
	}
}

// run looks once. A check that panics is a line in the report, not its end.
func (d *doctor) run(ctx context.Context, c check) (v verdict) {
	if err := safego.Run("check "+c.id, func() { v = c.look(d, ctx) }); err != nil {
		return verdict{stateFail, fmt.Sprintf(d.t.Incomplete, d.t.Names[c.id]), d.app.texts.Errors.Internal}
	}
	return v
}

// print writes one finding as a line, and what to do as another one below it. Files
// and relays that are none of ours may have put anything into either.
func (d *doctor) print(f finding) {
	word := map[string]string{stateOK: d.t.OK, stateWarn: d.t.Warn, stateFail: d.t.Fail}[f.State]
	fmt.Fprintf(d.app.Out, "%-8s %s: %s\n", word, d.t.Names[f.ID], indented(termtext.Clean(f.What).String()))
	if f.Action != nil {
		fmt.Fprintf(d.app.Out, "%-8s %s\n", "", fmt.Sprintf(d.t.Action, indented(termtext.Clean(*f.Action).String())))
	}
}

func indented(text string) string { return strings.ReplaceAll(text, "\n", "\n           ") }

// conclude says how it stands altogether. Only failures make the command fail.
func (d *doctor) conclude(list []finding, quiet bool) error {
	count := map[string]int{}
	for _, f := range list {
		count[f.State]++
	}
	sentence := d.t.AllWell
	switch {
	case count[stateFail] > 0:
		return &saidError{fmt.Sprintf(d.t.Failed, count[stateFail], count[stateWarn])}
	case count[stateWarn] > 0:
		sentence = fmt.Sprintf(d.t.Hints, count[stateWarn])
	}
	if !quiet {
		fmt.Fprintln(d.app.Out, sentence)
	}
	return nil
}

func fine(format string, values ...any) verdict {
	return verdict{state: stateOK, what: fmt.Sprintf(format, values...)}
}

// blame makes a failure of an error: its sentence says what is wrong first and
// what to do after that.
func (d *doctor) blame(err error) verdict {
	var e *domain.Error
	if !errors.As(err, &e) {
		e = domain.Fail(domain.CodeInternal, "", err)
	}
	what, action := halves(d.app.texts.Errors.Sentence(e.Code, e.Detail))
	return verdict{stateFail, what, action}
}

// halves parts a text after its first sentence.
func halves(text string) (first, rest string) {
	first, rest, _ = strings.Cut(text, ". ")
	if rest == "" {
		return text, text
	}
	return first, rest
}
