package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/termtext"
)

type jsonNudge struct {
	Chat      int64    `json:"chat"`
	Reason    *string  `json:"reason"`
	Words     *string  `json:"words"`
	Email     *string  `json:"email"`
	Sentences []string `json:"sentences"`
}

func (a *App) privacyCommand() *cobra.Command {
	t := &a.texts.Care.Line
	var off, on, asJSON bool
	cmd := a.command("privacy CHAT", t.CmdPrivacy, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error {
			chat, err := h.desk.FindChat(ctx, args[0])
			if err != nil {
				return fmt.Errorf("finding a chat: %w", err)
			}
			if off || on {
				if err := a.setNudge(ctx, h, chat.ID, off, asJSON); err != nil || !asJSON {
					return err
				}
			}
			return a.privacy(ctx, h, chat.ID, asJSON)
		})
	})
	cmd.Flags().BoolVar(&off, "off", false, t.FlagOff)
	cmd.Flags().BoolVar(&on, "on", false, t.FlagOn)
	cmd.MarkFlagsMutuallyExclusive("off", "on")
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func (a *App) setNudge(ctx context.Context, h *house, chatID int64, off, asJSON bool) error {
	if err := h.desk.SetNudgeOff(ctx, chatID, off); err != nil {
		return err
	}
	words := a.texts.Care.Line.Offered
	if off {
		words = a.texts.Care.Line.Dismissed
	}
	if !asJSON { // which says how it stands now
		fmt.Fprintln(a.Out, words)
	}
	return nil
}

func (a *App) privacy(ctx context.Context, h *house, chatID int64, asJSON bool) error {
	n, err := h.desk.Nudge(ctx, chatID)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, jsonNudge{
			Chat: chatID, Reason: optional(string(n.Reason)), Words: optional(n.Words), Email: optional(n.Email), Sentences: notNull(n.Sentences),
		})
	}
	fmt.Fprintln(a.Out, termtext.Line(nudgeWords(&a.texts.Care, n)))
	if n.Email != "" {
		fmt.Fprintln(a.Out, termtext.Line(n.Email))
	}
	for _, s := range n.Sentences {
		fmt.Fprintln(a.Out, indent(termtext.Clean(s)))
	}
	return nil
}

// nudgeWords say why a change of channel is offered.
func nudgeWords(t *i18n.CareTexts, n domain.Nudge) string {
	form := t.Nudge.WhyF[string(n.Reason)]
	switch {
	case form == "":
		return t.Line.Nothing
	case strings.Contains(form, "%s"):
		return fmt.Sprintf(form, n.Words)
	}
	return form
}
