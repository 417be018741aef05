package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// plainLine is a word of WhatsApp's as one line that may reach a terminal.
func plainLine(s string) string { return termtext.Line(s).String() }

// group is a command that only has others below it.
func (a *App) group(use, short string, below ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: short, Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return &usageError{errors.New(cmd.UsageString())} },
	}
	cmd.AddCommand(below...)
	return cmd
}

func (a *App) numberCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.Line.Platform
	cmd := a.command("number", t.CmdNumber, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error {
			n, err := h.desk.Number(ctx)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.Out, n)
			}
			a.printNumber(n)
			return nil
		})
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func (a *App) printNumber(n domain.Number) {
	words := a.texts.Line.Platform.Number
	say := func(key, value string) {
		if value != "" {
			fmt.Fprintf(a.Out, "%s: %s\n", words[key], plainLine(value))
		}
	}
	say("phone", n.Phone)
	say("name", n.Name)
	say("name_state", n.NameState)
	say("state", n.State)
	say("quality", n.Quality)
	say("limit", n.Limit)
	say("verification", n.Verification)
	say("can_send", n.CanSend)
	for _, p := range n.Problems {
		say("problem", fmt.Sprintf("%s: %s (%d)", p.Part, p.Says, p.Code))
		say("solution", p.Solution)
	}
}

func (a *App) profileCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.Line.Platform
	show := a.command("show", t.CmdProfileShow, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error { return a.showProfile(ctx, h, asJSON) })
	})
	show.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	set := a.command("set FIELD VALUE", t.CmdProfileSet, 2, func(ctx context.Context, args []string) error {
		p, field, err := a.profileOf(args[0], args[1])
		if err != nil {
			return &usageError{err}
		}
		return a.withHouse(ctx, func(h *house) error {
			if err := h.desk.SetProfile(ctx, p, field); err != nil {
				return err
			}
			fmt.Fprintf(a.Out, t.Changed+"\n", t.Field[field])
			return nil
		})
	})
	return a.group("profile", t.CmdProfile, show, set, a.profileEditCommand())
}

// profileOf is a profile with one field set, checked before anybody is asked.
func (a *App) profileOf(name, value string) (p domain.Profile, field domain.ProfileField, err error) {
	t := &a.texts.Line.Platform
	field = domain.ProfileField(name)
	if !slices.Contains(domain.ProfileFields(), field) {
		names := make([]string, 0, len(domain.ProfileFields()))
		for _, f := range domain.ProfileFields() {
			names = append(names, string(f))
		}
		return p, field, fmt.Errorf(t.BadField, strings.Join(names, ", "))
	}
	p.Set(field, value)
	trouble := p.Check(field)
	if trouble == domain.ProfileFine {
		return p, field, nil
	}
	words := t.Trouble[trouble]
	if trouble == domain.ProfileTooLong {
		words = fmt.Sprintf(words, field.Limit())
	}
	return p, field, errors.New(name + ": " + words)
}

func (a *App) showProfile(ctx context.Context, h *house, asJSON bool) error {
	p, err := h.desk.Profile(ctx)
	if err != nil {
		return err
	}
	n, err := h.desk.Number(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		p.Websites = notNull(p.Websites)
		return writeJSON(a.Out, profileJSON{p, n})
	}
	t := &a.texts.Line.Platform
	for _, f := range domain.ProfileFields() {
		value := plainLine(p.Get(f))
		if value == "" {
			value = t.Empty
		}
		fmt.Fprintf(a.Out, "%s: %s\n", t.Field[f], value)
	}
	fmt.Fprintln(a.Out)
	a.printNumber(n)
	return nil
}

// profileJSON is the profile, and how the number stands that it belongs to.
type profileJSON struct {
	domain.Profile
	Number domain.Number `json:"number"`
}

func (a *App) callsCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.Line.Platform
	status := a.command("status", t.CmdCallsStatus, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error {
			c, err := h.desk.Calling(ctx)
			if err != nil {
				return err
			}
			switch {
			case asJSON:
				return writeJSON(a.Out, c)
			case c.Off():
				fmt.Fprintln(a.Out, t.CallsOff)
			default:
				fmt.Fprintln(a.Out, t.CallsOn)
			}
			return nil
		})
	})
	status.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	off := a.command("off", t.CmdCallsOff, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error {
			if err := h.desk.StopCalls(ctx); err != nil {
				return err
			}
			fmt.Fprintln(a.Out, t.CallsOff)
			return nil
		})
	})
	return a.group("calls", t.CmdCalls, status, off)
}

func (a *App) openersCommand() *cobra.Command {
	var asJSON bool
	var prompts, commands []string
	t := &a.texts.Line.Platform
	show := a.command("show", t.CmdOpenersShow, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error { return a.showOpeners(ctx, h, asJSON) })
	})
	show.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	set := a.command("set", t.CmdOpenersSet, 0, func(ctx context.Context, _ []string) error {
		o, err := a.openersOf(prompts, commands)
		if err != nil {
			return &usageError{err}
		}
		return a.withHouse(ctx, func(h *house) error {
			if err := h.desk.SetOpeners(ctx, o); err != nil {
				return err
			}
			return a.showOpeners(ctx, h, false)
		})
	})
	set.Flags().StringArrayVar(&prompts, "prompt", nil, t.FlagPrompt)
	set.Flags().StringArrayVar(&commands, "command", nil, t.FlagCommand)
	return a.group("icebreakers", t.CmdOpeners, show, set)
}

func (a *App) openersOf(prompts, commands []string) (domain.Openers, error) {
	t := &a.texts.Line.Platform
	o := domain.Openers{Prompts: notNull(prompts), Commands: []domain.Command{}}
	for _, c := range commands {
		name, hint, ok := strings.Cut(c, "=")
		if !ok {
			return o, errors.New(t.BadFlag)
		}
		o.Commands = append(o.Commands, domain.Command{Name: strings.TrimSpace(name), Hint: strings.TrimSpace(hint)})
	}
	what, limit, ok := o.Check()
	switch {
	case ok:
		return o, nil
	case limit == 0:
		return o, errors.New(t.TooMany)
	}
	return o, fmt.Errorf(t.BadOpener, what, limit)
}

func (a *App) showOpeners(ctx context.Context, h *house, asJSON bool) error {
	o, err := h.desk.Openers(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, o)
	}
	t := &a.texts.Line.Platform
	list := func(title string, lines []string) {
		fmt.Fprintln(a.Out, title)
		if len(lines) == 0 {
			lines = []string{t.None}
		}
		for _, l := range lines {
			fmt.Fprintln(a.Out, "  "+plainLine(l))
		}
	}
	list(t.Prompts, o.Prompts)
	commands := make([]string, len(o.Commands))
	for i, c := range o.Commands {
		commands[i] = "/" + c.Name + ": " + c.Hint
	}
	list(t.Commands, commands)
	return nil
}

// personBlockCommand blocks a person at WhatsApp, or lets them write again.
func (a *App) personBlockCommand(on bool) *cobra.Command {
	var yes bool
	t := &a.texts.Line.Platform
	use, short := "unblock CHAT", t.CmdUnblock
	if on {
		use, short = "block CHAT", t.CmdBlock
	}
	cmd := a.command(use, short, 1, func(ctx context.Context, args []string) error {
		if on && !yes {
			return &usageError{errors.New(t.Sure)}
		}
		return a.withHouse(ctx, func(h *house) error {
			c, err := h.desk.FindChat(ctx, args[0])
			if err != nil {
				return err
			}
			if err := h.desk.SetBlocked(ctx, c.ID, on); err != nil {
				return err
			}
			words := t.Unblocked
			if on {
				words = t.Blocked
			}
			fmt.Fprintf(a.Out, words+"\n", a.nameOf(c.Contact))
			return nil
		})
	})
	if on {
		cmd.Flags().BoolVar(&yes, "yes", false, t.FlagYes)
	}
	return cmd
}
