package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"sprechstunde/internal/config"
	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
)

func (a *App) demoCommand() *cobra.Command {
	return a.command("demo", a.texts.Line.CmdDemo, 0, func(ctx context.Context, _ []string) error {
		if a.home != "" {
			return &usageError{errors.New(a.texts.Usage.DemoAlone)}
		}
		return a.demo(ctx)
	})
}

// demo runs the real program in a throw-away folder against a pretend Cloud
// API on this machine. Only the configuration differs from the real thing.
func (a *App) demo(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "sprechstunde-demo-")
	if err != nil {
		return domain.Fail(domain.CodeReadOnly, os.TempDir(), err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	meta, err := fakewa.Start(ctx, fakewa.Options{Clock: a.Clock, Wait: a.Wait, Seed: uint64(a.Clock().UnixNano())})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, meta.Close()) }()
	h, err := a.furnish(ctx, a.demoConfig(meta), config.Home{Config: dir, Data: dir, State: dir}, embed{opened: func(r *relay.Relay) {
		err := meta.SetWebhook("http://" + r.WebhookAddr() + "/webhook")
		if err != nil {
			panic(err) // a loopback address of our own is never refused
		}
	}})
	if err != nil {
		return err
	}
	defer h.close()
	if err := h.stage(ctx, meta); err != nil {
		return err
	}
	if !a.Terminal() {
		return a.recite(ctx, h)
	}
	return h.screen(ctx, true)
}

func (a *App) demoConfig(meta *fakewa.Server) *config.Config {
	cfg := config.Default()
	cfg.Adviser = config.Adviser{Name: "Maja", Team: "Berufsberatung der Diakonie"}
	cfg.Hours = demoHours()
	cfg.Auto.On = true
	cfg.Recipients = []config.Recipient{
		{Key: "koeln", Name: "Tom Berg", Place: "Köln", Region: "Rheinland", Mail: "tom.berg@example.org"},
		{Key: "bielefeld", Name: "Sam Weber", Place: "Bielefeld", Region: "Westfalen", Mail: "sam.weber@example.org"},
	}
	cfg.WhatsApp.APIURL = meta.Base()
	cfg.WhatsApp.PhoneNumberID = fakewa.DefaultPhoneNumberID
	cfg.WhatsApp.BusinessAccountID = fakewa.DefaultBusinessAccountID
	cfg.WhatsApp.AccessToken = config.NewSecret(fakewa.DefaultToken)
	cfg.WhatsApp.AppSecret = config.NewSecret(fakewa.DefaultAppSecret)
	cfg.WhatsApp.VerifyToken = config.NewSecret("demo")
	return cfg
}

// demoHours are those of somebody with many other duties.
func demoHours() config.Hours {
	working := []string{"mon", "tue", "wed", "thu", "fri"}
	return config.Hours{
		FollowUp: config.Default().Hours.FollowUp,

		Land:   "NW",
		Office: []config.Period{{Days: working, From: "08:00", To: "18:00"}},
		Slots: []config.Slot{
			{Name: "Morgen", Days: working, From: "09:00", To: "09:45"},
			{Name: "Nachmittag", Days: working[:4], From: "15:30", To: "16:00"},
		},
	}
}

// stage plays what has happened so far and lets the desk take it in.
func (h *house) stage(ctx context.Context, meta *fakewa.Server) error {
	if _, err := h.relay.Health(ctx); err != nil { // opens the relay
		return err
	}
	scene := fakewa.Demo(h.app.Clock().In(h.zone))
	if err := meta.Play(ctx, scene); err != nil {
		return fmt.Errorf("setting the stage: %w", err)
	}
	if _, err := h.desk.Sync(ctx); err != nil {
		return fmt.Errorf("taking in the stage: %w", err)
	}
	for _, p := range scene.Done {
		chat, err := h.desk.FindChat(ctx, p.Phone)
		if err != nil {
			return fmt.Errorf("finding somebody on the stage: %w", err)
		}
		if err := h.desk.SetDone(ctx, chat.ID, true); err != nil {
			return fmt.Errorf("putting a chat of the stage away: %w", err)
		}
	}
	return nil
}

// recite is the demo where there is no terminal: the inbox as text, then one
// answer on its way from here to the person and back.
func (a *App) recite(ctx context.Context, h *house) error {
	t := &a.texts.Line
	fmt.Fprintln(a.Out, t.DemoNoTerm)
	fmt.Fprintf(a.Out, t.DemoReady+"\n\n", h.home.Data)
	chats, err := h.chats(ctx, domain.FilterWaiting)
	if err != nil {
		return err
	}
	for _, c := range chats {
		fmt.Fprintln(a.Out, a.chatLine(c, h))
	}
	chat, ok := answerable(chats, a.Clock)
	if !ok {
		return nil
	}
	reciting, stop := context.WithCancel(ctx)
	defer stop()
	done := safego.Go("desk", func(error) {}, func() { h.desk.Run(reciting) })
	err = a.reciteAnswer(reciting, h, chat)
	stop()
	<-done
	return err
}

func answerable(chats []domain.Chat, clock domain.Clock) (domain.Chat, bool) {
	for _, c := range chats {
		if c.CanReply(clock()) && c.Contact.Phone != "" && c.LastKind == domain.KindText {
			return c, true
		}
	}
	return domain.Chat{}, false
}

// reciteAnswer sends a text and prints the chat once the person has answered.
func (a *App) reciteAnswer(ctx context.Context, h *house, chat domain.Chat) error {
	m, err := h.desk.Send(ctx, domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: a.texts.Line.DemoAnswer, Now: true})
	if err != nil {
		return err
	}
	for {
		thread, err := h.desk.Thread(ctx, chat.ID, 0, 0)
		if err != nil {
			return err
		}
		if answered(thread, m.UUID) {
			fmt.Fprintf(a.Out, "\n%s\n", a.chatLine(thread.Chat, h))
			for _, m := range thread.Messages {
				a.printMessage(m, thread, h)
			}
			return nil
		}
		if err := nextChange(ctx, h.desk); err != nil {
			return err
		}
	}
}

func answered(t domain.Thread, uuid string) bool {
	ours := false
	for _, m := range t.Messages {
		if ours && m.Direction == domain.In {
			return true
		}
		ours = ours || m.UUID == uuid
	}
	return false
}

func nextChange(ctx context.Context, d *desk.Desk) error {
	select {
	case _, open := <-d.Changes():
		if !open {
			return context.Canceled
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
