package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/crisis"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/termtext"
)

type jsonHelpLine struct {
	Name    string  `json:"name"`
	Number  string  `json:"number"`
	Hours   string  `json:"hours"`
	Web     *string `json:"web"`
	Checked string  `json:"checked"`
}

type jsonCard struct {
	Chat  jsonChat       `json:"chat"`
	Text  string         `json:"text"`
	Given *time.Time     `json:"given"`
	Lines []jsonHelpLine `json:"numbers"`
}

type jsonPhrases struct {
	Since      string   `json:"since"`
	Phrases    []string `json:"phrases"`
	Calm       []string `json:"calm"`
	OwnPhrases []string `json:"own_phrases"`
	OwnCalm    []string `json:"own_calm"`
}

func helpLinesJSON(list []domain.HelpLine) []jsonHelpLine {
	return each(list, func(l domain.HelpLine) jsonHelpLine {
		return jsonHelpLine{Name: l.Name, Number: l.Number, Hours: l.Hours, Web: optional(l.Web), Checked: l.Checked}
	})
}

func (a *App) crisisCommand() *cobra.Command {
	t := &a.texts.Care.Line
	var yes, asJSON bool
	cmd := a.command("crisis CHAT on|off|card", t.CmdCrisis, 2, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error { return a.crisis(ctx, h, args[0], args[1], yes, asJSON) })
	})
	cmd.Flags().BoolVar(&yes, "yes", false, t.FlagYes)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.AddCommand(a.crisisNumbersCommand(), a.crisisPhrasesCommand())
	return cmd
}

func (a *App) crisis(ctx context.Context, h *house, ref, what string, yes, asJSON bool) error {
	chat, err := h.desk.FindChat(ctx, ref)
	if err != nil {
		return fmt.Errorf("finding a chat: %w", err)
	}
	switch what {
	case "on":
		return a.setCrisis(ctx, h, chat, true, asJSON)
	case "off":
		if !yes && chat.Crisis {
			fmt.Fprintln(a.Err, a.texts.Care.Line.SureOff)
			if asJSON {
				return writeJSON(a.Out, chatJSON(chat, h.desk.Agenda()))
			}
			return nil
		}
		return a.setCrisis(ctx, h, chat, false, asJSON)
	case "card":
		return a.crisisCard(ctx, h, chat, yes, asJSON)
	}
	return &usageError{fmt.Errorf("%s", a.texts.Care.Line.BadWord)}
}

func (a *App) setCrisis(ctx context.Context, h *house, chat domain.Chat, on, asJSON bool) error {
	if err := h.desk.SetCrisis(ctx, chat.ID, on); err != nil {
		return err
	}
	if asJSON {
		chat.Crisis = on
		return writeJSON(a.Out, chatJSON(chat, h.desk.Agenda()))
	}
	form := a.texts.Care.Line.OffF
	if on {
		form = a.texts.Care.Line.OnF
	}
	fmt.Fprintf(a.Out, form+"\n", a.nameOf(chat.Contact))
	return nil
}

// crisisCard shows the card as it would go out, and sends it only with --yes.
func (a *App) crisisCard(ctx context.Context, h *house, chat domain.Chat, yes, asJSON bool) error {
	card, err := h.desk.CrisisCard(ctx, chat.ID)
	if err != nil {
		return err
	}
	if yes {
		r := domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: card.Text}
		return a.deliver(ctx, h, r, sendFlags{asJSON: asJSON})
	}
	if asJSON {
		return writeJSON(a.Out, jsonCard{
			Chat: chatJSON(card.Chat, h.desk.Agenda()), Text: card.Text, Given: moment(card.Given), Lines: helpLinesJSON(card.Lines),
		})
	}
	t := &a.texts.Care
	fmt.Fprintf(a.Out, a.texts.Line.WouldSend+"\n", a.nameOf(chat.Contact))
	fmt.Fprintln(a.Out, indent(termtext.Clean(card.Text)))
	if !card.Given.IsZero() {
		fmt.Fprintf(a.Out, t.Card.GivenF+"\n", h.shortTime(card.Given))
	}
	if chat.CanReply(a.Clock()) {
		fmt.Fprintln(a.Out, t.Line.SureCard)
	} else {
		fmt.Fprintln(a.Out, t.Card.Shut)
	}
	return nil
}

// crisisNumbersCommand works with nothing but the program itself: a mistake in
// the configuration is said, and the built-in numbers stand there all the same.
func (a *App) crisisNumbersCommand() *cobra.Command {
	var asJSON bool
	cmd := a.command("numbers", a.texts.Care.Line.CmdNumbers, 0, func(context.Context, []string) error {
		lines := crisis.Lines(a.texts.Lang, nil)
		if cfg, _, err := a.settle(); err == nil {
			lines = cfg.Crisis.Lines(a.texts.Lang)
		} else if domain.CodeOf(err) != domain.CodeNoConfig {
			a.complain(err)
		}
		if asJSON {
			return writeJSON(a.Out, helpLinesJSON(lines))
		}
		for _, l := range lines {
			fmt.Fprintln(a.Out, termtext.Line(helpWords(&a.texts.Care, l)))
		}
		return nil
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

// helpWords are one number in one line, the parts separated by " | ".
func helpWords(t *i18n.CareTexts, l domain.HelpLine) string {
	words := l.Number + " | " + l.Name
	for _, part := range []string{l.Hours, l.Web} {
		if part != "" {
			words += " | " + part
		}
	}
	if l.Checked != "" {
		words += " | " + fmt.Sprintf(t.Line.Checked, l.Checked)
	}
	return words
}

func (a *App) crisisPhrasesCommand() *cobra.Command {
	var asJSON bool
	cmd := a.command("phrases", a.texts.Care.Line.CmdPhrases, 0, func(context.Context, []string) error {
		cfg, _, err := a.settle()
		if err != nil && domain.CodeOf(err) != domain.CodeNoConfig {
			return err
		}
		own := crisis.Own{}
		if cfg != nil {
			own = cfg.Crisis.Own()
		}
		return a.listPhrases(own, asJSON)
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func (a *App) listPhrases(own crisis.Own, asJSON bool) error {
	signs, calm := crisis.Phrases()
	if asJSON {
		return writeJSON(a.Out, jsonPhrases{crisis.Since, signs, calm, notNull(own.Phrases), notNull(own.Calm)})
	}
	t := &a.texts.Care.Line
	fmt.Fprintf(a.Out, t.Built+"\n%s\n", len(signs)+len(calm), crisis.Since, t.Form)
	for _, list := range []struct {
		head  string
		lines [][]string
	}{{t.Signs, [][]string{own.Phrases, signs}}, {t.Calm, [][]string{own.Calm, calm}}} {
		fmt.Fprintf(a.Out, "\n%s\n", list.head)
		for _, lines := range list.lines {
			for _, l := range lines {
				fmt.Fprintln(a.Out, "  "+termtext.Line(l).String())
			}
		}
	}
	return nil
}
