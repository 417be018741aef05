package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

func (a *App) showCommand() *cobra.Command {
	var asJSON bool
	cmd := a.command("show CHAT", a.texts.Line.CmdShow, 1, func(ctx context.Context, args []string) error {
		return a.show(ctx, args[0], asJSON)
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func (a *App) show(ctx context.Context, ref string, asJSON bool) error {
	return a.readPerson(ctx, ref, func(h *house, chat domain.Chat) error { return a.showChat(ctx, h, chat, asJSON) })
}

func (a *App) showChat(ctx context.Context, h *house, chat domain.Chat, asJSON bool) error {
	thread, err := h.desk.Thread(ctx, chat.ID, 0, 0)
	if err != nil {
		return fmt.Errorf("reading a chat: %w", err)
	}
	if asJSON {
		return h.writeThread(a.Out, thread)
	}
	fmt.Fprintln(a.Out, a.chatLine(thread.Chat, h))
	for _, m := range thread.Messages {
		a.printMessage(m, thread, h)
	}
	if thread.Draft.Text != "" {
		fmt.Fprintf(a.Out, "\n%s:\n%s\n", a.texts.Line.Draft, indent(termtext.Clean(thread.Draft.Text)))
	}
	return nil
}

// writeThread writes a chat as JSON.
func (h *house) writeThread(w io.Writer, thread domain.Thread) error {
	j := jsonThread{Chat: chatJSON(thread.Chat, h.desk.Agenda()), Messages: make([]jsonMessage, len(thread.Messages)), Draft: optional(thread.Draft.Text)}
	for i, m := range thread.Messages {
		j.Messages[i] = messageJSON(m, h.app.explain)
	}
	return writeJSON(w, j)
}

// printMessage prints a message as a head line and indented lines below it.
func (a *App) printMessage(m domain.Message, thread domain.Thread, h *house) {
	t := &a.texts.Line
	who := a.nameOf(domain.Contact{Name: thread.Chat.Contact.Name, NameSource: thread.Chat.Contact.NameSource})
	if m.Direction == domain.Out {
		who = t.Me
	}
	head := []string{h.longTime(m.At), who}
	switch m.Origin {
	case domain.OriginPhone:
		head = append(head, t.FromPhone)
	case domain.OriginAuto:
		head = append(head, strings.TrimSuffix(t.Automatic+": "+t.Waits.Rules[string(m.Rule)], ": "))
	case domain.OriginImported:
		head = append(head, t.Import.Imported)
	default: // the person, and us: the name says it
	}
	if m.Status != domain.StatusNone {
		head = append(head, t.Status[string(m.Status)])
	}
	fmt.Fprintf(a.Out, "\n%s\n", strings.Join(head, " | "))
	for _, line := range a.bodyLines(m, thread) {
		fmt.Fprintln(a.Out, indent(line))
	}
	for _, line := range append(a.afterLines(m), a.stepLines(m, h)...) {
		fmt.Fprintln(a.Out, indent(line))
	}
}

// stepLines are what has become of a reply that waited.
func (a *App) stepLines(m domain.Message, h *house) []termtext.Safe {
	t := &a.texts.Line.Waits
	var lines []termtext.Safe
	for i, s := range m.Steps {
		state := t.Steps[string(s.State)]
		if i > 0 && s.State == domain.SendHeld && m.Steps[i-1].State == domain.SendParked {
			state = t.AskedFor
		}
		words := h.shortTime(s.At) + " " + state
		if s.Reason != domain.ReturnNone {
			words += ": " + t.Why[string(s.Reason)]
		}
		lines = append(lines, termtext.Line(words))
	}
	if waits := a.waitWords(m, h); waits != "" {
		lines = append(lines, termtext.Line(waits))
	}
	return lines
}

// waitWords say what a message of ours still waits for, "" for nothing.
func (a *App) waitWords(m domain.Message, h *house) string {
	t := &a.texts.Line.Waits
	switch {
	case m.Wait == domain.WaitParked && m.Expires != nil && (m.Status == domain.StatusParked || m.Status == domain.StatusQueued):
		return fmt.Sprintf(t.IsParked, h.shortTime(*m.Expires))
	case m.Wait == domain.WaitScheduled && m.NotBefore != nil && m.Status == domain.StatusQueued:
		return fmt.Sprintf(t.IsScheduled, h.shortTime(*m.NotBefore))
	}
	return ""
}

// bodyLines are what the message says, in order: quote, kind, details, text.
func (a *App) bodyLines(m domain.Message, thread domain.Thread) []termtext.Safe {
	t := &a.texts.Line
	var lines []termtext.Safe
	if q := m.Content.Quote; q != nil {
		if q.WAMID != "" {
			lines = append(lines, a.quoteLine(q.WAMID, thread))
		}
		if q.Forwarded || q.OftenFwded {
			lines = append(lines, termtext.Lit(t.Forwarded))
		}
	}
	if m.RevokedAt != nil {
		return lines // as on the screen: what was taken back is not repeated
	}
	listed := m.Content.System != nil && m.Content.System.Type == domain.SystemListed // its words are ours
	if m.Kind != domain.KindText && !listed {
		details := append([]string{"[" + a.kindWord(m.Kind) + "]"}, a.details(m)...)
		lines = append(lines, termtext.Line(strings.Join(details, " ")))
	}
	if m.Content.Text != "" {
		lines = append(lines, termtext.Clean(m.Content.Text))
	}
	if m.File != nil {
		lines = append(lines, termtext.Line(fmt.Sprintf(t.Files.LineF, a.fileWords(m), m.ID)))
		if said := a.transcriptWords(m.File); !said.Empty() {
			lines = append(lines, said)
		}
	}
	return lines
}

func (a *App) quoteLine(wamid string, thread domain.Thread) termtext.Safe {
	for _, m := range thread.Messages {
		if m.WAMID == wamid {
			text := termtext.Line(m.Content.Text).Truncate(lineWidth)
			switch {
			case m.RevokedAt != nil:
				text = termtext.Lit(a.texts.Line.Revoked)
			case text.Empty():
				text = termtext.Lit(a.kindWord(m.Kind))
			}
			return termtext.Line(fmt.Sprintf(a.texts.Line.Quote, text))
		}
	}
	return termtext.Lit(a.texts.Line.QuoteGone)
}

// details are the facts of a message that is more than text.
func (a *App) details(m domain.Message) []string {
	c := m.Content
	var d []string
	switch {
	case c.Media != nil:
		d = append(d, c.Media.Filename)
		if c.Media.Seconds > 0 {
			d = append(d, fmt.Sprintf(a.texts.Line.Seconds, c.Media.Seconds))
		}
	case c.Place != nil:
		d = append(d, c.Place.Name, c.Place.Address, fmt.Sprintf("%.5f, %.5f", c.Place.Latitude, c.Place.Longitude))
	case c.Choice != nil:
		d = append(d, c.Choice.Title, c.Choice.Description)
	case c.Call != nil && !c.Call.Answered:
		d = append(d, a.texts.Line.Missed)
	case c.Call != nil && c.Call.Seconds > 0:
		d = append(d, fmt.Sprintf(a.texts.Line.Seconds, c.Call.Seconds))
	case c.Form != nil:
		d = append(d, c.Form.Name, c.Form.Response)
	case c.System != nil:
		d = append(d, c.System.Type)
	}
	for _, card := range c.Cards {
		d = append(d, card.Name, strings.Join(card.Phones, ", "), strings.Join(card.Emails, ", "))
	}
	return append(d, c.TypeName)
}

// afterLines are what happened to the message later.
func (a *App) afterLines(m domain.Message) []termtext.Safe {
	t := &a.texts.Line
	var lines []termtext.Safe
	switch {
	case m.RevokedAt != nil:
		lines = append(lines, termtext.Lit(t.Revoked))
	case m.Edited != nil && m.Edited.Known:
		lines = append(lines, termtext.Clean(fmt.Sprintf(t.EditedTo, m.Edited.Text)))
	case m.Edited != nil:
		lines = append(lines, termtext.Lit(t.EditedHid))
	}
	for _, r := range m.Reactions {
		lines = append(lines, termtext.Line(fmt.Sprintf(t.Reacted, r.Emoji)))
	}
	if m.Failure != nil && m.Status == domain.StatusFailed {
		reason, action := a.explain(*m.Failure)
		lines = append(lines, termtext.Line(fmt.Sprintf(t.Reason, reason)), termtext.Line(fmt.Sprintf(t.Action, action)))
	}
	return lines
}

// indent sets every line of a text off from the head lines.
func indent(s termtext.Safe) string {
	lines := s.Lines()
	for i := range lines {
		lines[i] = termtext.Join("", termtext.Lit("  "), lines[i])
	}
	return termtext.Join("\n", lines...).String()
}
