package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
)

func (a *App) personMergeCommand() *cobra.Command {
	var yes bool
	t := &a.texts.Line.Person
	cmd := a.command("merge FROM INTO", t.CmdMerge, 2, func(ctx context.Context, args []string) error {
		return a.withPerson(ctx, args[0], func(h *house, from domain.Chat) error {
			into, err := h.desk.FindChat(ctx, args[1])
			if err != nil {
				return fmt.Errorf("finding a chat: %w", err)
			}
			return a.mergePersons(ctx, h, from.ID, into.ID, yes)
		})
	})
	cmd.Flags().BoolVar(&yes, "yes", false, t.FlagYes)
	return cmd
}

func (a *App) mergePersons(ctx context.Context, h *house, from, into int64, yes bool) error {
	t := &a.texts.Line.Person
	p, err := h.desk.PreviewMerge(ctx, from, into)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, t.MovesN+"\n", p.Messages, a.nameOf(p.From.Contact), a.nameOf(p.Into.Contact))
	fmt.Fprintf(a.Out, t.OneIs+"\n", a.nameOf(p.One))
	if p.Blocked {
		fmt.Fprintln(a.Out, t.OneBlocked)
	}
	if p.Muted {
		fmt.Fprintln(a.Out, t.OneMuted)
	}
	if len(p.Same) > 0 {
		fmt.Fprintf(a.Out, t.Same+"\n", a.fieldWords(p.Same))
	}
	if len(p.Differ) > 0 {
		fmt.Fprintf(a.Out, t.Differ+"\n", a.fieldWords(p.Differ))
	}
	if p.Drafts == 2 {
		fmt.Fprintln(a.Out, t.Drafts)
	}
	if !yes {
		fmt.Fprintln(a.Out, t.AskYes)
		return nil
	}
	if err := h.desk.Merge(ctx, from, into); err != nil {
		return err
	}
	chat, err := h.desk.Person(ctx, into)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, t.Merged+"\n", chat.Chat.ID)
	return nil
}

func (a *App) fieldWords(fields []domain.FactField) string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = a.texts.Line.Person.Field[string(f)]
	}
	return strings.Join(out, ", ")
}

func (a *App) personSplitCommand() *cobra.Command {
	t := &a.texts.Line.Person
	return a.command("split CHAT ALIAS", t.CmdSplit, 2, func(ctx context.Context, args []string) error {
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			p, err := h.desk.Person(ctx, chat.ID)
			if err != nil {
				return err
			}
			alias, ok := aliasOf(p.Aliases, args[1])
			if !ok {
				return &saidError{t.NoAlias}
			}
			split, err := h.desk.Split(ctx, chat.ID, alias)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.Out, t.Split+"\n", split)
			return nil
		})
	})
}

// aliasOf finds the alias that is meant: a number in any way of writing, an id
// or a username.
func aliasOf(list []domain.Alias, typed string) (domain.Alias, bool) {
	phone := cmp.Or(domain.LocalPhone(typed), domain.NormalizePhone(typed))
	for _, x := range list {
		if x.Kind == domain.AliasPhone && x.Value == phone || x.Kind == domain.AliasUserID && x.Value == typed ||
			x.Kind == domain.AliasUsername && x.Value == strings.TrimPrefix(typed, "@") {
			return x, true
		}
	}
	return domain.Alias{}, false
}

// manyPairs bounds how many suspicions are listed without a chat.
const manyPairs = 200

func (a *App) personSuspectsCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.Line
	cmd := &cobra.Command{
		Use: "suspects [CHAT]", Short: t.Person.CmdSuspects, Args: atMostOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withHouse(cmd.Context(), func(h *house) error { return a.suspects(cmd.Context(), h, args, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, t.FlagJSON)
	return cmd
}

func (a *App) suspects(ctx context.Context, h *house, args []string, asJSON bool) error {
	pairs, err := suspectPairs(ctx, h, args)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, each(pairs, func(p domain.SuspectPair) jsonSuspect {
			return jsonSuspect{Chat: p.Chat.ID, Other: p.Suspect.Chat.ID, Reason: string(p.Suspect.Reason)}
		}))
	}
	t := &a.texts.Line.Person
	if len(pairs) == 0 {
		fmt.Fprintln(a.Out, t.None)
	}
	for _, p := range pairs {
		fmt.Fprintln(a.Out, strings.Join([]string{
			fmt.Sprint(p.Chat.ID), a.nameOf(p.Chat.Contact), fmt.Sprint(p.Suspect.Chat.ID), a.nameOf(p.Suspect.Chat.Contact), t.Reason[string(p.Suspect.Reason)],
		}, " | "))
	}
	return nil
}

func suspectPairs(ctx context.Context, h *house, args []string) ([]domain.SuspectPair, error) {
	if len(args) == 0 {
		return h.desk.AllSuspects(ctx, manyPairs)
	}
	chat, err := h.desk.FindChat(ctx, args[0])
	if err != nil {
		return nil, fmt.Errorf("finding a chat: %w", err)
	}
	list, err := h.desk.Suspects(ctx, chat.ID)
	out := make([]domain.SuspectPair, len(list))
	for i, s := range list {
		out[i] = domain.SuspectPair{Chat: chat, Suspect: s}
	}
	return out, err
}
