package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/termtext"
)

type jsonRequest struct {
	ID       int64      `json:"id"`
	Chat     *int64     `json:"chat"`
	Kind     string     `json:"request_kind"`
	At       *time.Time `json:"at"`
	Due      string     `json:"due_on"`
	Extended bool       `json:"extended"`
	Note     string     `json:"note"`
	Done     *time.Time `json:"done_at"`
	Overdue  bool       `json:"overdue"`
}

func requestJSON(r domain.Request, now time.Time) jsonRequest {
	out := jsonRequest{
		ID: r.ID, Kind: string(r.Kind), At: moment(r.At), Due: r.Due.Format(domain.DateForm), Extended: r.Extended,
		Note: r.Note, Done: moment(r.Done), Overdue: r.Overdue(now),
	}
	if r.Chat != 0 {
		out.Chat = &r.Chat
	}
	return out
}

func requestsJSON(list []domain.Request, now time.Time) []jsonRequest {
	return each(list, func(r domain.Request) jsonRequest { return requestJSON(r, now) })
}

func (a *App) requestsCommand() *cobra.Command {
	var all, asJSON bool
	t := &a.texts.Rights.Line
	cmd := a.command("requests", t.CmdRequests, 0, func(ctx context.Context, _ []string) error {
		return a.readHouse(ctx, func(h *house) error { return a.listRequests(ctx, h, all, asJSON) })
	})
	cmd.Flags().BoolVar(&all, "all", false, t.FlagAll)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.AddCommand(a.requestAddCommand(), a.requestDoneCommand(),
		a.command("extend ID REASON", t.CmdExtend, 2, func(ctx context.Context, args []string) error {
			return a.withHouse(ctx, func(h *house) error { return a.extendRequest(ctx, h, args[0], args[1]) })
		}))
	return cmd
}

func (a *App) listRequests(ctx context.Context, h *house, everything, asJSON bool) error {
	list, err := h.desk.Requests(ctx, everything)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, requestsJSON(list, a.Clock()))
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Out, a.texts.Rights.Line.NoneOpen)
	}
	for _, r := range list {
		who := a.texts.Rights.Line.Gone
		if r.Chat != 0 {
			p, err := h.desk.Person(ctx, r.Chat)
			if err != nil {
				return err
			}
			who = fmt.Sprintf("%d %s", r.Chat, a.nameOf(p.Chat.Contact))
		}
		fmt.Fprintln(a.Out, a.requestLine(h, r, who))
	}
	return nil
}

// requestLine says by itself what it is.
func (a *App) requestLine(h *house, r domain.Request, who string) string {
	t := &a.texts.Rights
	parts := []string{fmt.Sprintf(t.Line.Row, r.ID, t.Kinds[r.Kind], who, h.dayOf(r.At))}
	switch {
	case !r.Done.IsZero():
		parts = append(parts, fmt.Sprintf(t.Line.Done, h.dayOf(r.Done)))
	case r.Overdue(a.Clock()):
		parts = append(parts, fmt.Sprintf(t.Line.Late, h.dayOf(r.Due)))
	default:
		parts = append(parts, fmt.Sprintf(t.Line.Open, h.dayOf(r.Due)))
	}
	if r.Note != "" {
		parts = append(parts, termtext.Line(r.Note).String())
	}
	return strings.Join(parts, " | ")
}

// dayOf is a day as a letter writes it.
func (h *house) dayOf(t time.Time) string {
	t = t.In(h.zone)
	y, m, d := t.Date()
	texts := &h.app.texts.Rights
	return fmt.Sprintf(texts.DayF, texts.Days[t.Weekday()], d, int(m), y)
}

func (a *App) requestAddCommand() *cobra.Command {
	var at, words string
	t := &a.texts.Rights.Line
	cmd := a.command("add CHAT KIND", t.CmdAdd, 2, func(ctx context.Context, args []string) error {
		kind, err := a.requestKind(args[1])
		if err != nil {
			return err
		}
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			day, err := a.pastMoment(h, at)
			if err != nil {
				return err
			}
			r, err := h.desk.AddRequest(ctx, chat.ID, kind, day, termtext.Outgoing(words))
			if err != nil {
				return err
			}
			fmt.Fprintf(a.Out, a.texts.Rights.Line.Noted+"\n", r.ID, h.dayOf(r.Due))
			return nil
		})
	})
	cmd.Flags().StringVar(&at, "at", "", t.FlagAt)
	cmd.Flags().StringVar(&words, "note", "", t.FlagNote)
	return cmd
}

// requestKind finds a kind by its id, its word in either language (which one is
// configured is not known yet), or a beginning that fits one.
func (a *App) requestKind(typed string) (domain.RequestKind, error) {
	var ids []string
	var found []domain.RequestKind
	typed = strings.ToLower(strings.TrimSpace(typed))
	for _, k := range domain.RequestKinds() {
		begins := false
		for _, word := range []string{string(k), i18n.For(i18n.German).Rights.Kinds[k], i18n.For(i18n.English).Rights.Kinds[k]} {
			if word = strings.ToLower(word); word == typed {
				return k, nil
			}
			begins = begins || typed != "" && strings.HasPrefix(word, typed)
		}
		if begins {
			found = append(found, k)
		}
		ids = append(ids, string(k))
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return "", &usageError{fmt.Errorf(a.texts.Rights.Line.NoKind, typed, strings.Join(ids, ", "))}
}

// pastMoment reads a day or a moment that is not to come; "" gives the zero time.
func (a *App) pastMoment(h *house, typed string) (time.Time, error) {
	if typed == "" {
		return time.Time{}, nil
	}
	at, ok := momentOf(h.cal, typed, a.Clock().In(h.zone))
	if !ok || at.After(a.Clock()) {
		return time.Time{}, &usageError{fmt.Errorf(a.texts.Rights.Line.NoDay, typed)}
	}
	return at, nil
}

func (a *App) requestDoneCommand() *cobra.Command {
	var words string
	t := &a.texts.Rights.Line
	cmd := a.command("done ID", t.CmdDone, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error {
			id, err := rowNumber(args[0])
			if err != nil {
				return err
			}
			if err := h.desk.EndRequest(ctx, id, termtext.Outgoing(words)); err != nil {
				return err
			}
			fmt.Fprintln(a.Out, a.texts.Rights.Line.Ended)
			return nil
		})
	})
	cmd.Flags().StringVar(&words, "note", "", t.FlagNote)
	return cmd
}

func (a *App) extendRequest(ctx context.Context, h *house, typed, why string) error {
	id, err := rowNumber(typed)
	if err != nil {
		return err
	}
	err = h.desk.ExtendRequest(ctx, id, termtext.Outgoing(why))
	if domain.CodeOf(err) == domain.CodeTooLate {
		return &saidError{a.texts.Rights.Line.WhyExtend}
	}
	if err != nil {
		return err
	}
	list, err := h.desk.Requests(ctx, false)
	if err != nil {
		return err
	}
	for _, r := range list {
		if r.ID == id {
			fmt.Fprintf(a.Out, a.texts.Rights.Line.ExtendedF+"\n", h.dayOf(r.Due))
		}
	}
	return nil
}

// rowNumber reads the number of a request or an incident.
func rowNumber(typed string) (int64, error) {
	id, err := strconv.ParseInt(strings.TrimSpace(typed), 10, 64)
	if err != nil || id <= 0 {
		return 0, domain.Fail(domain.CodeNotFound, typed, err)
	}
	return id, nil
}
