package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

type answerFlags struct {
	sendFlags
	set []string
}

func (a *App) answerCommand() *cobra.Command {
	var f answerFlags
	t := &a.texts.Line
	cmd := &cobra.Command{
		Use: "answer CHAT KEY [KEY…]", Short: t.Answers.CmdAnswer, Args: atLeast(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withHouse(cmd.Context(), func(h *house) error { return a.answer(cmd.Context(), h, args[0], args[1:], f) })
		},
	}
	f.bind(cmd, t)
	cmd.Flags().StringArrayVar(&f.set, "set", nil, t.Answers.FlagSet)
	return cmd
}

func (a *App) answer(ctx context.Context, h *house, ref string, keys []string, f answerFlags) error {
	chat, err := h.desk.FindChat(ctx, ref)
	if err != nil {
		return fmt.Errorf("finding a chat: %w", err)
	}
	filled, err := h.desk.Fill(ctx, chat.ID, keys...)
	if err != nil {
		return err
	}
	text, err := fillFields(filled.Text, f.set)
	if err != nil {
		return err
	}
	r := domain.Reply{
		ChatID: chat.ID, To: chat.Contact.Address(), Text: text, ReplyTo: f.replyTo, Now: f.now, Taken: filled.Taken,
	}
	files, err := h.desk.AttachAnswers(ctx, keys...)
	if err != nil { // a text that speaks of a file does not go without it
		return errors.Join(err, h.desk.DropFiles(ctx, files))
	}
	r.Files = files
	return a.deliver(ctx, h, r, f.sendFlags)
}

// fillFields puts the values of --set into the open fields of a text: "label=value"
// for what is asked, one of the choices by itself for what is chosen. A field
// without a value is refused.
func fillFields(text string, set []string) (string, error) {
	values := map[string]string{}
	for _, s := range set {
		label, value, _ := strings.Cut(s, "=")
		values[strings.ToLower(strings.TrimSpace(label))] = strings.TrimSpace(termtext.Outgoing(value))
	}
	var b strings.Builder
	var open []string
	at := 0
	for _, field := range domain.Fields(text) {
		value, ok := valueOf(field, values)
		if !ok {
			open = append(open, field.Label)
		}
		b.WriteString(text[at:field.Start] + value)
		at = field.End
	}
	if len(open) > 0 {
		return "", domain.Fail(domain.CodeOpenField, strings.Join(open, ", "), nil)
	}
	return b.String() + text[at:], nil
}

func valueOf(f domain.Field, values map[string]string) (string, bool) {
	for _, choice := range f.Choices {
		if _, ok := values[strings.ToLower(choice)]; ok {
			return choice, true
		}
	}
	value := values[strings.ToLower(f.Label)]
	return value, value != "" && len(f.Choices) == 0
}

// lightWords says what a light means.
func (a *App) lightWords(l domain.Light) string {
	return a.texts.Screen.Answers.Lights.Sentence(l, termtext.Line(l.Words).String())
}
