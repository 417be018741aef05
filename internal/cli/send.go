package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/termtext"
	"sprechstunde/whatsapp"
)

// answerWait is how long line mode follows a send after its hold.
const answerWait = 45 * time.Second

type sendFlags struct {
	text, replyTo, at              string
	now, dry, asJSON, anyway, park bool
	template                       string
	set                            []string // of the template
	with                           attachFlags
}

// bind adds the flags that every command has that sends.
func (f *sendFlags) bind(cmd *cobra.Command, t *i18n.LineTexts) {
	cmd.Flags().StringVar(&f.replyTo, "reply-to", "", t.FlagReply)
	cmd.Flags().BoolVar(&f.now, "now", false, t.FlagNow)
	cmd.Flags().BoolVar(&f.dry, "dry-run", false, t.FlagDryRun)
	cmd.Flags().BoolVar(&f.anyway, "anyway", false, t.Answers.FlagAnyway)
	cmd.Flags().BoolVar(&f.asJSON, "json", false, t.FlagJSON)
	cmd.Flags().StringVar(&f.at, "at", "", t.Waits.FlagAt)
	cmd.Flags().BoolVar(&f.park, "park", false, t.Waits.FlagPark)
}

func (a *App) sendCommand() *cobra.Command {
	var f sendFlags
	t := &a.texts.Line
	cmd := a.command("send CHAT --text T", t.CmdSend, 1, func(ctx context.Context, args []string) error {
		if f.template != "" && (f.text != "" || f.park) {
			return &usageError{errors.New(t.Waits.OneOf)}
		}
		if err := f.with.check(f, &t.Attach); err != nil {
			return err
		}
		if f.template == "" && (f.text != "" || !f.with.any()) {
			text, err := a.textFrom(f.text)
			if err != nil {
				return err
			}
			f.text = text
		}
		return a.withHouse(ctx, func(h *house) error { return a.send(ctx, h, args[0], f) })
	})
	cmd.Flags().StringVar(&f.text, "text", "", t.FlagText)
	cmd.Flags().StringVar(&f.template, "template", "", t.Waits.FlagTemplate)
	cmd.Flags().StringArrayVar(&f.set, "set", nil, t.Waits.FlagSet)
	f.with.bind(cmd, &t.Attach)
	f.bind(cmd, t)
	return cmd
}

// textFrom takes the flag's text, or standard input for "-". Both pass the
// gate for outgoing text, like everything typed on the screen.
func (a *App) textFrom(flag string) (string, error) {
	switch flag {
	case "":
		return "", &usageError{fmt.Errorf("%s", a.texts.Line.NoText)}
	case "-":
		raw, err := io.ReadAll(io.LimitReader(a.In, 1<<20))
		if err != nil {
			return "", fmt.Errorf("reading the text: %w", err)
		}
		return termtext.Outgoing(string(raw)), nil
	}
	return termtext.Outgoing(flag), nil
}

func (a *App) send(ctx context.Context, h *house, ref string, f sendFlags) error {
	chat, err := h.desk.FindChat(ctx, ref)
	if err != nil {
		return fmt.Errorf("finding a chat: %w", err)
	}
	r := domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: f.text, ReplyTo: f.replyTo, Now: f.now}
	if f.template != "" {
		if r.Template, r.Text, err = a.templateFor(ctx, h, chat.ID, f); err != nil {
			return err
		}
	}
	if err := a.attach(ctx, h, &r, f.with); err != nil {
		return err
	}
	return a.deliver(ctx, h, r, f)
}

// deliver sends a reply and follows it, or shows what would be sent. A red
// light stops it unless the call says that it shall not. The files of what is
// not sent are not kept.
func (a *App) deliver(ctx context.Context, h *house, r domain.Reply, f sendFlags) (err error) {
	defer func() { err = errors.Join(err, h.desk.DropFiles(context.WithoutCancel(ctx), r.Files)) }()
	if r.At, err = a.sendAt(h, f.at); err != nil {
		return err
	}
	r.Park = f.park
	if f.anyway {
		v, err := h.desk.Check(ctx, r)
		if err != nil {
			return err
		}
		r.Despite = v.Reds()
	}
	if f.dry {
		return a.stopped(a.dryRun(ctx, h, r, f.asJSON))
	}
	if err := h.canSend(); err != nil {
		return err
	}
	m, err := h.desk.Send(ctx, r)
	if err != nil {
		return a.stopped(err)
	}
	list, err := a.followAll(ctx, h, m, f)
	if err != nil {
		return err
	}
	return a.report(ctx, h, list, f.asJSON)
}

// followAll follows every message of a reply, one after the other.
func (a *App) followAll(ctx context.Context, h *house, m domain.Message, f sendFlags) ([]domain.Message, error) {
	uuids, err := h.desk.MessagesOf(ctx, m.UUID)
	if err != nil {
		return nil, err
	}
	if m, err = a.follow(ctx, h, m, f); err != nil {
		return nil, err
	}
	list := []domain.Message{m}
	for _, uuid := range uuids {
		if uuid == m.UUID {
			continue
		}
		next, err := h.desk.Await(ctx, uuid, a.Clock().Add(answerWait))
		if err != nil {
			return list, err
		}
		list = append(list, next)
	}
	return list, nil
}

// stopped says which red lights an error is about; other errors stay as they
// are.
func (a *App) stopped(err error) error {
	reds := desk.StoppedBy(err)
	if len(reds) == 0 {
		return err
	}
	var why []string
	for _, l := range reds {
		why = append(why, a.lightWords(l))
	}
	return &saidError{fmt.Sprintf(a.texts.Line.Answers.Stopped, strings.Join(why, " "))}
}

func (a *App) dryRun(ctx context.Context, h *house, r domain.Reply, asJSON bool) error {
	all, chat, err := h.desk.Prepare(ctx, r)
	if err != nil {
		return err
	}
	s := all[0]
	if s.Template != nil {
		s.Text = r.Text // for people; the template itself is in the payload
		all[0].Text = r.Text
	}
	bodies, err := payloads(all)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, struct {
			Chat    int64          `json:"chat"`
			To      domain.Address `json:"to"`
			Text    string         `json:"text"`
			Payload rawJSON        `json:"payload"`
			More    []rawJSON      `json:"more,omitempty"`
			Expires *time.Time     `json:"expires,omitempty"`
			Before  *time.Time     `json:"not_before,omitempty"`
			After   *time.Time     `json:"not_after,omitempty"`
		}{chat.ID, s.To, s.Text, bodies[0], bodies[1:], moment(s.Expires), moment(s.NotBefore), moment(s.NotAfter)})
	}
	fmt.Fprintf(a.Out, a.texts.Line.WouldSend+"\n", a.nameOf(chat.Contact))
	a.showParts(all)
	if s.Announce != nil {
		how, err := h.desk.Announcement(ctx, chat.ID)
		if err != nil {
			return err
		}
		fmt.Fprintln(a.Out, a.texts.Line.Waits.Announced)
		fmt.Fprintln(a.Out, indent(termtext.Clean(how.Text)))
	}
	return nil
}

// follow waits until it is known what became of the message. An interrupt
// within the hold takes it back.
func (a *App) follow(ctx context.Context, h *house, m domain.Message, f sendFlags) (domain.Message, error) {
	until := a.Clock().Add(answerWait)
	if m.NotBefore != nil && m.Wait == domain.WaitNone {
		until = m.NotBefore.Add(answerWait)
		if !f.asJSON {
			fmt.Fprintf(a.Err, a.texts.Line.Held+"\n", int(time.Until(*m.NotBefore).Round(time.Second).Seconds()))
		}
	}
	got, err := h.desk.Await(ctx, m.UUID, until)
	if ctx.Err() == nil {
		return got, err
	}
	// The context has ended; taking back needs one of its own.
	back, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	result, _, err := h.desk.TakeBack(back, m.UUID)
	if err != nil {
		return m, err
	}
	if result == domain.TakenBack {
		return m, &saidError{a.texts.Line.TakenBack}
	}
	return m, domain.Fail(domain.CodeTooLate, "", nil)
}

// report prints how the messages of a reply stand. One that surely did not
// leave, or may not have, is a failure of the command.
func (a *App) report(ctx context.Context, h *house, list []domain.Message, asJSON bool) error {
	if asJSON {
		if err := writeJSON(a.Out, a.sentJSON(list)); err != nil {
			return err
		}
	}
	for _, m := range list {
		if err := a.reportOne(ctx, h, m, asJSON); err != nil {
			return err
		}
	}
	return nil
}

func (a *App) reportOne(ctx context.Context, h *house, m domain.Message, asJSON bool) error {
	t := &a.texts.Line
	if asJSON {
		// printed already
	} else if waits := a.waitWords(m, h); waits != "" {
		fmt.Fprintln(a.Out, waits)
	} else if m.Status.Rank() >= domain.StatusAccepted.Rank() {
		fmt.Fprintf(a.Out, t.SentAs+"\n", t.Status[string(m.Status)])
	}
	switch {
	case m.Wait != domain.WaitNone && len(m.Steps) > 0 && a.waitWords(m, h) != "":
		return nil
	case m.Status == domain.StatusReturned && len(m.Steps) > 0:
		return &saidError{fmt.Sprintf(t.Waits.Back, t.Waits.Why[string(m.Steps[len(m.Steps)-1].Reason)])}
	case m.Status == domain.StatusFailed && m.Failure != nil:
		reason, action := a.explain(*m.Failure)
		return &saidError{strings.Join([]string{fmt.Sprintf(t.Reason, reason), fmt.Sprintf(t.Action, action)}, " ")}
	case m.Status == domain.StatusFailed, m.Status == domain.StatusUnknown:
		return &saidError{fmt.Sprintf(t.SentAs, t.Status[string(m.Status)])}
	case m.Status.Rank() < domain.StatusAccepted.Rank():
		return &saidError{a.stillQueued(ctx, h)}
	}
	return nil
}

// stillQueued says that a message waits, and why if the relay knows.
func (a *App) stillQueued(ctx context.Context, h *house) string {
	health, err := h.relay.Health(ctx)
	if err != nil || health.Paused == nil || health.Paused.Code == 0 {
		return a.texts.Line.StillQueued
	}
	reason, action := a.explain(domain.Failure{Code: health.Paused.Code})
	return strings.Join([]string{a.texts.Line.StillQueued, fmt.Sprintf(a.texts.Line.Reason, reason), fmt.Sprintf(a.texts.Line.Action, action)}, " ")
}

// explain says in the language of the screen why a message failed.
func (a *App) explain(f domain.Failure) (reason, action string) {
	advice := whatsapp.Explain(f, a.texts.Lang)
	return advice.Reason, advice.Action
}
