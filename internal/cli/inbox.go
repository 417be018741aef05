package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// page is how many chats are read at a time when all are listed.
const page = 500

func (a *App) inboxCommand() *cobra.Command {
	var all, asJSON bool
	var filter, label string
	t := &a.texts.Line
	cmd := a.command("inbox", t.CmdInbox, 0, func(ctx context.Context, _ []string) error {
		f := domain.Filter(filter)
		if all {
			f = domain.FilterAll
		}
		if !slices.Contains(domain.Filters(), f) {
			return &usageError{fmt.Errorf("--filter: %s", t.FlagFilter)}
		}
		return a.inbox(ctx, f, label, asJSON)
	})
	cmd.Flags().BoolVar(&all, "all", false, t.FlagAll)
	cmd.Flags().StringVar(&filter, "filter", string(domain.FilterWaiting), t.FlagFilter)
	cmd.Flags().StringVar(&label, "label", "", t.Person.FlagLabel)
	cmd.Flags().BoolVar(&asJSON, "json", false, t.FlagJSON)
	return cmd
}

func (a *App) inbox(ctx context.Context, f domain.Filter, label string, asJSON bool) error {
	return a.readHouse(ctx, func(h *house) error { return a.listInbox(ctx, h, f, label, asJSON) })
}

func (a *App) listInbox(ctx context.Context, h *house, f domain.Filter, label string, asJSON bool) error {
	t := &a.texts.Line
	if !h.beside { // the desk that is open does it itself
		if err := h.desk.Wake(ctx); err != nil {
			return err
		}
	}
	chats, err := h.chats(ctx, f)
	if err != nil {
		return err
	}
	if label != "" {
		key, ok := h.cfg.People.Lists().LabelOf(label)
		if !ok {
			return &usageError{fmt.Errorf(t.Person.Unlabeled, label)}
		}
		chats = slices.DeleteFunc(chats, func(c domain.Chat) bool { return !strings.Contains(c.Labels, key) })
	}
	if asJSON {
		list, today := make([]jsonChat, len(chats)), h.desk.Agenda()
		for i, c := range chats {
			list[i] = chatJSON(c, today)
		}
		return writeJSON(a.Out, list)
	}
	if len(chats) == 0 {
		fmt.Fprintln(a.Out, t.NoChats)
	}
	for _, c := range chats {
		fmt.Fprintln(a.Out, a.chatLine(c, h))
	}
	return nil
}

// chats reads the whole list, window by window.
func (h *house) chats(ctx context.Context, f domain.Filter) ([]domain.Chat, error) {
	var list []domain.Chat
	for {
		q, err := h.desk.Queue(ctx, f, domain.Window{Offset: len(list), Limit: page})
		if err != nil {
			return nil, fmt.Errorf("reading the inbox: %w", err)
		}
		list = append(list, q.Chats...)
		if len(q.Chats) < page {
			return list, nil
		}
	}
}

// chatLine is one chat as one line: number, state, name, what matters, last
// words. The parts are separated by " | " so that scripts and screen readers
// find them.
func (a *App) chatLine(c domain.Chat, h *house) string {
	t := &a.texts.Line
	state := map[domain.ChatState]string{domain.ChatWaiting: t.Waiting, domain.ChatOpen: t.Open, domain.ChatDone: t.Done}[c.State]
	if c.State == domain.ChatLater {
		state = fmt.Sprintf(t.Later, h.shortTime(c.Later))
	} else if !c.WaitingSince.IsZero() {
		state += " " + fmt.Sprintf(t.Since, h.shortTime(c.WaitingSince))
	}
	parts := append([]string{fmt.Sprint(c.ID), state, a.nameOf(c.Contact), a.windowOf(c, h)}, a.reasons(c, h)...)
	if c.FirstContact {
		parts = append(parts, t.First)
	}
	if c.Unread > 0 {
		parts = append(parts, fmt.Sprintf(t.Unread, c.Unread))
	}
	if c.Draft {
		parts = append(parts, t.Draft)
	}
	if c.Muted {
		parts = append(parts, t.Person.MutedMark)
	}
	if c.Labels != "" {
		parts = append(parts, strings.Join(a.labelNames(h, labelKeys(c.Labels)), ", "))
	}
	return strings.Join(append(parts, a.lastWords(c)), " | ")
}

// reasons say why a chat stands where it stands, and what is on its way in it.
func (a *App) reasons(c domain.Chat, h *house) []string {
	t, today := &a.texts.Line.Waits, h.desk.Agenda()
	var list []string
	add := func(holds bool, words string) {
		if holds {
			list = append(list, words)
		}
	}
	waits, lapse := c.State == domain.ChatWaiting, today.LapseOf(c)
	failed := a.texts.Line.Status[string(domain.StatusFailed)]
	switch {
	case c.LastFrom == domain.In:
		failed = a.texts.Screen.Queue.Doubt.Long
	case c.LastStatus == domain.StatusUnknown:
		failed = a.texts.Line.Status[string(domain.StatusUnknown)]
	}
	add(c.Crisis, t.Crisis)
	add(c.Failed, failed)
	add(waits && c.Look != "", fmt.Sprintf(t.Back, t.Why[string(c.Look)]))
	add(waits && lapse == domain.LapseUntil, fmt.Sprintf(t.Dies, h.shortTime(today.Next.Begin)))
	add(waits && (lapse == domain.LapseInSlot || lapse == domain.LapseNextSlot), fmt.Sprintf(t.Until, h.shortTime(c.ReplyUntil())))
	add(waits && today.IsOverdue(c), t.Overdue)
	add(c.Wait == domain.WaitParked, fmt.Sprintf(t.Parked, h.shortTime(c.WaitUntil)))
	add(c.Wait == domain.WaitScheduled, fmt.Sprintf(t.Scheduled, h.shortTime(c.WaitUntil)))
	add(!c.Promise.IsZero(), fmt.Sprintf(t.Promise, h.shortTime(c.Promise)))
	return list
}

func (a *App) nameOf(c domain.Contact) string {
	name := termtext.Line(c.Name).String()
	if name == "" {
		name = a.texts.Line.NoName
	} else if c.NameSource == domain.NameProfile {
		name = "~" + name
	}
	switch {
	case c.Phone != "":
		return name + " (" + termtext.Line(c.Phone).String() + ")"
	case c.Username != "":
		return name + " (@" + termtext.Line(c.Username).String() + ")"
	}
	return name
}

func (a *App) windowOf(c domain.Chat, h *house) string {
	t := &a.texts.Line
	switch until := c.ReplyUntil(); {
	case until.IsZero():
		return t.NoWindow
	case c.CanReply(a.Clock()):
		return fmt.Sprintf(t.WindowUntil, h.shortTime(until))
	}
	return t.WindowShut
}

func (a *App) lastWords(c domain.Chat) string {
	words := termtext.Line(c.LastText).Truncate(lineWidth).String()
	if c.LastKind != domain.KindText {
		words = strings.TrimSpace("[" + a.kindWord(c.LastKind) + "] " + words)
	}
	if c.LastFrom == domain.Out {
		words = a.texts.Line.Me + ": " + words
	}
	return words
}

// lineWidth bounds the last words in the list of chats, in cells.
const lineWidth = 100

func (a *App) kindWord(k domain.Kind) string {
	if w, ok := a.texts.Line.Kind[string(k)]; ok {
		return w
	}
	return a.texts.Line.Kind[string(domain.KindUnknown)]
}
