package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// atSlot is the word for the beginning of the next slot.
const atSlot = "slot"

func (a *App) waitingCommand() *cobra.Command {
	t := &a.texts.Line
	var asJSON bool
	var back string
	cmd := a.command("waiting", t.Waits.Cmd, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error {
			if back != "" {
				return a.takeBack(ctx, h, back)
			}
			return a.waiting(ctx, h, asJSON)
		})
	})
	cmd.Flags().StringVar(&back, "take-back", "", t.Waits.FlagTakeBack)
	cmd.Flags().BoolVar(&asJSON, "json", false, t.FlagJSON)
	return cmd
}

func (a *App) waiting(ctx context.Context, h *house, asJSON bool) error {
	list, err := h.desk.Waiting(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, each(list, waitingJSON))
	}
	t := &a.texts.Line.Waits
	if len(list) == 0 {
		fmt.Fprintln(a.Out, t.Nothing)
	}
	for _, s := range list {
		words := fmt.Sprintf(t.Parked, h.shortTime(s.Expires))
		if s.Kind == domain.WaitScheduled {
			words = fmt.Sprintf(t.Scheduled, h.shortTime(s.At))
		}
		fmt.Fprintln(a.Out, strings.Join([]string{
			s.UUID, strconv.FormatInt(s.Chat.ID, 10), a.nameOf(s.Chat.Contact), words, termtext.Line(s.Text).Truncate(lineWidth).String(),
		}, " | "))
	}
	return nil
}

// takeBack withdraws a send that waits; its text is the chat's draft again.
func (a *App) takeBack(ctx context.Context, h *house, uuid string) error {
	t := &a.texts.Line.Waits
	result, _, err := h.desk.TakeBack(ctx, uuid)
	switch {
	case err != nil:
		return err
	case result == domain.TooLate:
		return &saidError{t.TooLate}
	case result == domain.TakeBackOpen:
		return &saidError{t.BackLater}
	}
	fmt.Fprintln(a.Out, t.TookBack)
	return nil
}

// sendAt reads when a reply shall leave; the zero time for "" (at once).
func (a *App) sendAt(h *house, text string) (time.Time, error) {
	switch text {
	case "":
		return time.Time{}, nil
	case atSlot:
		next := h.desk.Agenda().Next
		if next.IsZero() {
			return time.Time{}, &saidError{a.texts.Line.Waits.NoSlot}
		}
		return next.Begin, nil
	}
	at, ok := momentOf(h.cal, text, a.Clock().In(h.zone))
	if !ok {
		return at, &usageError{fmt.Errorf("--at: "+a.texts.Line.Hours.BadTime, text)}
	}
	if !at.After(a.Clock()) { // or it would leave at once
		return at, &usageError{errors.New(a.texts.Line.Waits.Past)}
	}
	return at, nil
}

// templateFor fills a template for a chat: with what is known, and with what
// --set says. It also returns the text that the person will read.
func (a *App) templateFor(ctx context.Context, h *house, chatID int64, f sendFlags) (*domain.Template, string, error) {
	list, err := h.desk.Templates(ctx, false)
	if err != nil {
		return nil, "", err
	}
	info, ok := byName(list.Templates, f.template, a.texts.Lang)
	if !ok {
		return nil, "", domain.Fail(domain.CodeNoTemplate, f.template, nil)
	}
	use, err := h.desk.FillTemplate(ctx, chatID, info)
	if err != nil {
		return nil, "", err
	}
	for _, s := range f.set {
		name, value, _ := strings.Cut(s, "=")
		if !setPlace(use.Values, strings.TrimSpace(name), strings.TrimSpace(termtext.Outgoing(value))) {
			return nil, "", &usageError{fmt.Errorf(a.texts.Line.Waits.NoPlace, name)}
		}
	}
	return &use, info.Render(use.Values), nil
}

// byName finds a template, of several languages that of the screen.
func byName(list []domain.TemplateInfo, name, lang string) (domain.TemplateInfo, bool) {
	var found domain.TemplateInfo
	ok := false
	for _, t := range list {
		if t.Name == name && (!ok || strings.HasPrefix(t.Language, lang)) {
			found, ok = t, true
		}
	}
	return found, ok
}

// setPlace fills the place of a name, or of a number where places have none.
func setPlace(values []domain.TemplateValue, name, text string) bool {
	for i := range values {
		if values[i].Name == name || values[i].Name == "" && strconv.Itoa(i+1) == name {
			values[i].Text = text
			return true
		}
	}
	return false
}
