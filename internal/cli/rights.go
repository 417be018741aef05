package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// owed is what a person has asked for, and whether their data rest.
type owed struct {
	restriction domain.Restriction
	requests    []domain.Request
}

type jsonRights struct {
	Restricted *jsonRestriction `json:"restricted"`
	Requests   []jsonRequest    `json:"requests"`
}

type jsonRestriction struct {
	Since  *time.Time `json:"since"`
	Reason string     `json:"reason"`
}

func rightsOf(ctx context.Context, h *house, chatID int64) (o owed, err error) {
	if o.restriction, err = h.desk.Restricted(ctx, chatID); err != nil {
		return o, err
	}
	o.requests, err = h.desk.RequestsOf(ctx, chatID)
	return o, err
}

func (o owed) json(h *house) jsonRights {
	out := jsonRights{Requests: requestsJSON(o.requests, h.app.Clock())}
	if o.restriction.On {
		out.Restricted = &jsonRestriction{moment(o.restriction.Since), o.restriction.Reason}
	}
	return out
}

func (a *App) printRights(h *house, who domain.Contact, o owed) {
	if o.restriction.On {
		line := fmt.Sprintf(a.texts.Rights.Line.RestrictedF, h.dayOf(o.restriction.Since))
		if o.restriction.Reason != "" {
			line += ": " + termtext.Line(o.restriction.Reason).String()
		}
		fmt.Fprintln(a.Out, line)
	}
	for _, r := range o.requests {
		fmt.Fprintln(a.Out, a.requestLine(h, r, a.nameOf(who)))
	}
}

func (a *App) personRestrictCommand() *cobra.Command {
	var off bool
	var reason string
	t := &a.texts.Rights.Line
	cmd := a.command("restrict CHAT", t.CmdRestrict, 1, func(ctx context.Context, args []string) error {
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			if err := h.desk.SetRestricted(ctx, chat.ID, !off, termtext.Outgoing(reason)); err != nil {
				return err
			}
			words := a.texts.Rights.Line.Restricted
			if off {
				words = a.texts.Rights.Line.Released
			}
			fmt.Fprintln(a.Out, words)
			if err := h.desk.TellResting(ctx); err != nil {
				fmt.Fprintf(a.Err, t.RestLaterF+"\n", a.texts.Errors.Sentence(domain.CodeOf(err), ""))
			}
			return nil
		})
	})
	cmd.Flags().BoolVar(&off, "off", false, t.FlagOff)
	cmd.Flags().StringVar(&reason, "reason", "", t.FlagReason)
	return cmd
}

func (a *App) personCorrectCommand() *cobra.Command {
	t := &a.texts.Rights.Line
	return a.command("correct CHAT FIELD VALUE", t.CmdCorrect, 3, func(ctx context.Context, args []string) error {
		isName := strings.EqualFold(args[1], "name") // in either language
		var field domain.FactField
		var err error
		if !isName {
			if field, err = a.fieldOf(args[1]); err != nil {
				return err
			}
		}
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			if isName {
				err = h.desk.CorrectName(ctx, chat.ID, termtext.Outgoing(args[2]), a.texts.Screen.People.Page.Name)
			} else {
				err = h.desk.Correct(ctx, chat.ID, field, meantValue(h, field, args[2]))
			}
			if err != nil {
				return err
			}
			t := &a.texts.Rights.Line
			fmt.Fprintln(a.Out, t.Corrected+" "+t.AlsoSaid)
			fmt.Fprintln(a.Out, t.TellThem)
			return nil
		})
	})
}
