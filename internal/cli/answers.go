package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

func (a *App) answersCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "answers", Short: a.texts.Line.Answers.CmdAnswers, Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return &usageError{fmt.Errorf("%s", cmd.UsageString())}
		},
	}
	cmd.AddCommand(
		a.answersListCommand(), a.answersShowCommand(), a.answersAddCommand(), a.answersEditCommand(),
		a.answersRemoveCommand(), a.answersImportCommand(), a.answersExportCommand(),
	)
	return cmd
}

func (a *App) answersListCommand() *cobra.Command {
	var topic, audience string
	var asJSON bool
	t := &a.texts.Line
	cmd := a.command("list", t.Answers.CmdList, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error {
			list, err := h.desk.Answers(ctx)
			if err != nil {
				return err
			}
			return a.listAnswers(h, chosen(list, topic, audience), asJSON)
		})
	})
	cmd.Flags().StringVar(&topic, "topic", "", t.Answers.FlagTopic)
	cmd.Flags().StringVar(&audience, "audience", "", t.Answers.FlagAudience)
	cmd.Flags().BoolVar(&asJSON, "json", false, t.FlagJSON)
	return cmd
}

func chosen(list []domain.Answer, topic, audience string) []domain.Answer {
	var out []domain.Answer
	for _, a := range list {
		if (topic == "" || strings.EqualFold(a.Topic, topic)) && (audience == "" || strings.EqualFold(a.Audience, audience)) {
			out = append(out, a)
		}
	}
	return out
}

func (a *App) listAnswers(h *house, list []domain.Answer, asJSON bool) error {
	if asJSON {
		return writeJSON(a.Out, each(list, func(x domain.Answer) jsonAnswer { return answerJSON(x, h.today()) }))
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Out, a.texts.Line.Answers.None)
	}
	for _, x := range list {
		fmt.Fprintln(a.Out, a.answerLine(h, x))
	}
	return nil
}

// answerLine is one answer as one line: key, place in the order, title, what
// matters about it. The parts are separated by " | ".
func (a *App) answerLine(h *house, x domain.Answer) string {
	t := &a.texts.Line.Answers
	place := t.Block[string(x.Block)]
	if x.Block == domain.BlockAnswer {
		place = x.Topic + ", " + t.ForAll
		if x.Audience != "" {
			place = x.Topic + ", " + x.Audience
		}
	}
	parts := []string{x.Key, place, x.Title}
	switch {
	case x.Expired(h.today()):
		parts = append(parts, fmt.Sprintf(t.Gone, x.ValidUntil))
	case x.ValidUntil != "":
		parts = append(parts, fmt.Sprintf(t.Until, x.ValidUntil))
	}
	if x.Uses > 0 {
		parts = append(parts, fmt.Sprintf(t.Used, x.Uses))
	}
	for i := range parts {
		parts[i] = termtext.Line(parts[i]).String()
	}
	return strings.Join(parts, " | ")
}

func (a *App) answersShowCommand() *cobra.Command {
	var asJSON bool
	cmd := a.command("show KEY", a.texts.Line.Answers.CmdShow, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error {
			x, err := h.desk.Answer(ctx, args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.Out, answerJSON(x, h.today()))
			}
			a.showAnswer(h, x)
			return nil
		})
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func (a *App) showAnswer(h *house, x domain.Answer) {
	t := &a.texts.Line.Answers
	fmt.Fprintln(a.Out, a.answerLine(h, x))
	fmt.Fprintln(a.Out, indent(termtext.Clean(x.Body)))
	say := func(format, value string) {
		if value != "" {
			fmt.Fprintf(a.Out, format+"\n", termtext.Line(value))
		}
	}
	if x.LinkChecked == "" {
		say(t.Link, x.Link)
	} else {
		fmt.Fprintf(a.Out, t.LinkDated+"\n", termtext.Line(x.Link), x.LinkChecked)
	}
	say(t.Next, x.NextStep)
	say(t.Files, strings.Join(x.Files, ", "))
	say(t.Asked, strings.Join(x.Asked, "; "))
	if x.Uses > 0 {
		fmt.Fprintf(a.Out, t.UsedAsked+"\n", x.Uses, x.Followed)
	}
}

func (a *App) answersRemoveCommand() *cobra.Command {
	return a.command("remove KEY", a.texts.Line.Answers.CmdRemove, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error {
			if err := h.desk.RemoveAnswer(ctx, args[0]); err != nil {
				return err
			}
			fmt.Fprintf(a.Out, a.texts.Line.Answers.Removed+"\n", termtext.Line(args[0]))
			return nil
		})
	})
}
