package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

func (a *App) personCommand() *cobra.Command {
	t := &a.texts.Line.Person
	cmd := &cobra.Command{
		Use: "person", Short: t.Cmd, Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return &usageError{fmt.Errorf("%s", cmd.UsageString())} },
	}
	cmd.AddCommand(
		a.personBlockCommand(true), a.personBlockCommand(false),
		a.personHandedCommand(), a.personShowCommand(), a.personSetCommand(), a.personLabelCommand(), a.personNoteCommand(), a.personLogCommand(),
		a.personEraseCommand(), a.personHoldCommand(), a.personErasedCommand(),
		a.personExportCommand(), a.personRestrictCommand(), a.personCorrectCommand(),
		a.personPostponeCommand(), a.personConsentCommand(),
		a.personMergeCommand(), a.personSplitCommand(), a.personSuspectsCommand(),
		a.personMuteCommand("mute", t.CmdMute, t.Muted, true), a.personMuteCommand("unmute", t.CmdUnmute, t.Unmuted, false),
	)
	return cmd
}

// withPerson finds the chat of the first argument and does a piece of work.
func (a *App) withPerson(ctx context.Context, ref string, work func(h *house, chat domain.Chat) error) error {
	return a.withHouse(ctx, func(h *house) error {
		chat, err := h.desk.FindChat(ctx, ref)
		if err != nil {
			return fmt.Errorf("finding a chat: %w", err)
		}
		return work(h, chat)
	})
}

func (a *App) personShowCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.Line
	cmd := a.command("show CHAT", t.Person.CmdShow, 1, func(ctx context.Context, args []string) error {
		return a.readPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			p, err := h.desk.Person(ctx, chat.ID)
			if err != nil {
				return err
			}
			owed, err := rightsOf(ctx, h, chat.ID)
			if err != nil {
				return err
			}
			if asJSON {
				out := personJSON(p, h.desk.Agenda())
				out.jsonRights, out.jsonTerms = owed.json(h), termsJSON(p.Terms)
				return writeJSON(a.Out, out)
			}
			a.printPerson(h, p)
			a.printRights(h, p.Chat.Contact, owed)
			for _, line := range a.termsLines(h, p.Terms) {
				fmt.Fprintln(a.Out, line)
			}
			return nil
		})
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, t.FlagJSON)
	return cmd
}

// printPerson prints a person as lines that say by themselves what they are.
func (a *App) printPerson(h *house, p domain.PersonSheet) {
	t := &a.texts.Line.Person
	say := func(holds bool, words string) {
		if holds {
			fmt.Fprintln(a.Out, words)
		}
	}
	say(true, fmt.Sprintf("%d | %s", p.Chat.ID, a.nameOf(p.Chat.Contact)))
	say(len(p.Labels) > 0, fmt.Sprintf(t.Labels, strings.Join(a.labelNames(h, p.Labels), ", ")))
	say(p.Muted, t.MutedMark)
	say(p.Blocked, t.Blocked)
	say(p.Hold != "", fmt.Sprintf(a.texts.Erase.HoldF, termtext.Line(p.Hold)))
	for _, f := range domain.FactFields() {
		value := p.Facts[f]
		if f == domain.FactStage {
			value = cmp.Or(value, h.desk.Stages()[0].ID)
		}
		say(value != "" && f != domain.FactNotes, t.Field[string(f)]+": "+termtext.Line(valueWords(h, f, value)).String())
	}
	for _, e := range p.Emails {
		say(true, fmt.Sprintf(t.Offered, termtext.Line(e)))
	}
	for _, x := range p.Promises {
		say(true, fmt.Sprintf(t.Promised, h.shortTime(x.Due), termtext.Line(x.Words)))
	}
	for i := range p.Handed {
		say(true, a.handedLine(h, &p.Handed[i]))
	}
	say(p.Files > 0, fmt.Sprintf(t.Files, p.Files))
	for _, x := range p.Aliases {
		say(true, a.aliasLine(h, x))
	}
	for _, e := range p.Log {
		say(true, strings.Join([]string{h.shortTime(e.At), t.Log[string(e.Kind)], termtext.Line(e.Text).String()}, " | "))
	}
	if notes := p.Facts[domain.FactNotes]; notes != "" {
		say(true, t.Notes+":")
		for line := range strings.Lines(notes) {
			say(true, "  "+termtext.Line(line).String())
		}
	}
}

func (a *App) aliasLine(h *house, x domain.Alias) string {
	t := &a.texts.Line.Person
	what := t.Alias[string(x.Kind)]
	if word := t.Source[string(x.Source)]; word != "" {
		what += " (" + word + ")"
	}
	return strings.Join([]string{what, termtext.Line(x.Value).String(), fmt.Sprintf(t.Seen, h.shortTime(x.First), h.shortTime(x.Last))}, " | ")
}

// labelNames are labels in words; of one that the configuration knows no more
// the letter.
func (a *App) labelNames(h *house, keys []string) []string {
	labels, out := h.desk.Labels(), make([]string, len(keys))
	for i, key := range keys {
		out[i] = termtext.Line(key).String()
		if at := slices.IndexFunc(labels, func(l domain.Label) bool { return l.Key == key }); at >= 0 {
			out[i] = termtext.Line(labels[at].Name).String()
		}
	}
	return out
}

// valueWords is a value in words: of a stage its name.
func valueWords(h *house, f domain.FactField, value string) string {
	for _, s := range h.desk.Stages() {
		if f == domain.FactStage && s.ID == value {
			return s.Name
		}
	}
	return value
}

func (a *App) personSetCommand() *cobra.Command {
	t := &a.texts.Line.Person
	return a.command("set CHAT FIELD VALUE", t.CmdSet, 3, func(ctx context.Context, args []string) error {
		field, err := a.fieldOf(args[1])
		if err != nil {
			return err
		}
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			if err := h.desk.SetFact(ctx, chat.ID, field, meantValue(h, field, args[2])); err != nil {
				return err
			}
			fmt.Fprintln(a.Out, t.Kept)
			return nil
		})
	})
}

// meantValue takes the name of a stage for its id.
func meantValue(h *house, f domain.FactField, value string) string {
	if id, ok := h.cfg.People.Lists().StageOf(value); ok && f == domain.FactStage {
		return id
	}
	return termtext.Outgoing(value)
}

// fieldOf finds a field by its id or its word on the screen.
func (a *App) fieldOf(typed string) (domain.FactField, error) {
	t := &a.texts.Line.Person
	var ids []string
	for _, f := range domain.FactFields() {
		if strings.EqualFold(typed, string(f)) || strings.EqualFold(typed, t.Field[string(f)]) {
			return f, nil
		}
		ids = append(ids, string(f))
	}
	return "", &usageError{fmt.Errorf(t.NoField, typed, strings.Join(ids, ", "))}
}

// personLabelCommand reads no flags, because -p takes a label off.
func (a *App) personLabelCommand() *cobra.Command {
	t := &a.texts.Line.Person
	return &cobra.Command{
		Use: "label CHAT +p -x", Short: t.CmdLabel, DisableFlagParsing: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if slices.ContainsFunc(args, func(s string) bool { return s == "-h" || s == "--help" }) && len(args) == 1 {
				return cmd.Help()
			}
			args, err := a.ownHome(args)
			if err != nil {
				return err
			}
			if err := atLeast(2)(cmd, args); err != nil {
				return err
			}
			return a.withPerson(cmd.Context(), args[0], func(h *house, chat domain.Chat) error {
				return a.putLabels(cmd.Context(), h, chat.ID, args[1:])
			})
		},
	}
}

// ownHome takes --home out of arguments that cobra does not read.
func (a *App) ownHome(args []string) ([]string, error) {
	var rest []string
	for i := 0; i < len(args); i++ {
		switch value, found := strings.CutPrefix(args[i], "--home="); {
		case found:
			a.home = value
		case args[i] == "--home" && i+1 < len(args):
			i++
			a.home = args[i]
		case strings.HasPrefix(args[i], "--"):
			return nil, &usageError{fmt.Errorf(a.texts.Usage.NoFlagF, args[i])}
		default:
			rest = append(rest, args[i])
		}
	}
	return rest, nil
}

// putLabels checks all labels before it sets the first.
func (a *App) putLabels(ctx context.Context, h *house, chatID int64, signs []string) error {
	t := &a.texts.Line.Person
	type change struct {
		key string
		on  bool
	}
	var list []change
	for _, s := range signs {
		sign, name := s[:min(1, len(s))], strings.TrimLeft(s, "+-")
		key, ok := h.cfg.People.Lists().LabelOf(name)
		if !ok && sign == "-" && len([]rune(name)) == 1 {
			key, ok = name, true // one that the configuration knows no more
		}
		if !ok || sign != "+" && sign != "-" {
			return &usageError{fmt.Errorf(t.Unlabeled, s)}
		}
		list = append(list, change{key, sign == "+"})
	}
	for _, c := range list {
		if err := h.desk.SetLabel(ctx, chatID, c.key, c.on); err != nil {
			return err
		}
	}
	fmt.Fprintln(a.Out, t.Kept)
	return nil
}

func (a *App) personNoteCommand() *cobra.Command {
	t := &a.texts.Line.Person
	return a.command("note CHAT TEXT", t.CmdNote, 2, func(ctx context.Context, args []string) error {
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			p, err := h.desk.Person(ctx, chat.ID)
			if err != nil {
				return err
			}
			notes := strings.TrimSpace(p.Facts[domain.FactNotes] + "\n" + termtext.Outgoing(args[1]))
			if err := h.desk.SetFact(ctx, chat.ID, domain.FactNotes, notes); err != nil {
				return err
			}
			fmt.Fprintln(a.Out, t.Kept)
			return nil
		})
	})
}

func (a *App) personLogCommand() *cobra.Command {
	t := &a.texts.Line.Person
	return a.command("log CHAT call|email|other TEXT", t.CmdLog, 3, func(ctx context.Context, args []string) error {
		kind := domain.LogKind(args[1])
		if kind != domain.LogCall && kind != domain.LogEmail && kind != domain.LogOther {
			return &usageError{fmt.Errorf(t.NoLogKind, args[1])}
		}
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			e, err := h.desk.AddLog(ctx, chat.ID, domain.LogEntry{Kind: kind, Text: termtext.Outgoing(args[2])})
			if err != nil {
				return err
			}
			fmt.Fprintf(a.Out, t.Logged+"\n", e.ID)
			return nil
		})
	})
}

func (a *App) personMuteCommand(use, short, done string, on bool) *cobra.Command {
	return a.command(use+" CHAT", short, 1, func(ctx context.Context, args []string) error {
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			if err := h.desk.SetMuted(ctx, chat.ID, on); err != nil {
				return err
			}
			fmt.Fprintln(a.Out, done)
			return nil
		})
	})
}
