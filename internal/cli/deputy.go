package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/backup"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/termtext"
	"sprechstunde/store"
)

func (a *App) deputyCommand() *cobra.Command {
	t := &a.texts.Guard.Deputy
	cmd := a.command("deputy", t.Cmd, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error { return h.tellDeputy(ctx) })
	})
	var f backupFlags
	var until string
	start := a.command("start NAME", t.CmdStart, 1, func(ctx context.Context, args []string) error {
		return a.startDeputy(ctx, args[0], until, f)
	})
	a.sealFlags(start, &f.sealing)
	start.Flags().StringVar(&f.to, "to", "", a.texts.Guard.Backup.FlagTo)
	start.Flags().StringVar(&until, "until", "", t.FlagUntil)
	var r returning
	end := a.command("end", t.CmdEnd, 0, func(ctx context.Context, _ []string) error {
		return a.endDeputy(ctx, r)
	})
	end.Flags().StringVar(&r.bundle, "bundle", "", t.FlagBundle)
	end.Flags().StringVar(&r.keyFile, "key", "", a.texts.Guard.Seal.FlagKey)
	end.Flags().BoolVar(&r.without, "without-bundle", false, t.FlagNone)
	end.MarkFlagsMutuallyExclusive("bundle", "without-bundle")
	cmd.AddCommand(start, end)
	return cmd
}

// client is the way to a relay that others can reach too: with one inside this
// program there is nothing a deputy could write to.
func (h *house) client(ctx context.Context) (*relay.Client, error) {
	if h.cfg.Relay.URL == "" {
		return nil, &saidError{h.app.texts.Guard.Deputy.NeedsRelay}
	}
	return h.relay.reach(ctx)
}

func (h *house) tellDeputy(ctx context.Context) error {
	t := &h.app.texts.Guard.Deputy
	c, err := h.client(ctx)
	if err != nil {
		return err
	}
	_, d, err := c.Lease(ctx)
	if err != nil {
		return err
	}
	if d.Name == "" {
		fmt.Fprintln(h.app.Out, t.Nobody)
		return nil
	}
	if d.Over(h.app.Clock()) {
		fmt.Fprintf(h.app.Out, t.OverF+"\n", termtext.Line(d.Name), termtext.Line(d.Until))
		return nil
	}
	fmt.Fprintf(h.app.Out, t.StandsInF+"\n", termtext.Line(d.Name), h.shortTime(d.Since))
	if d.Until != "" {
		fmt.Fprintf(h.app.Out, t.LastDayF+"\n", termtext.Line(d.Until))
	}
	return nil
}

// startDeputy takes everything in, seals it for the deputy, and hands over: in
// this order, so that a bundle that cannot be written changes nothing.
func (a *App) startDeputy(ctx context.Context, name, until string, f backupFlags) error {
	t := &a.texts.Guard.Deputy
	if name = strings.TrimSpace(name); name == "" {
		return &usageError{errors.New(t.CmdStart)}
	}
	var ends time.Time
	err := a.withHouse(ctx, func(h *house) error {
		var err error
		if ends, err = h.endOf(until); err != nil {
			return err
		}
		c, err := h.client(ctx)
		if err != nil {
			return err
		}
		if err := c.TakeLease(ctx); err != nil {
			return err
		}
		_, err = h.desk.Sync(ctx)
		return err
	})
	if err != nil {
		return err
	}
	if err := a.backupBy(ctx, f, nil); err != nil {
		return err
	}
	return a.withHouse(ctx, func(h *house) error {
		c, err := h.client(ctx)
		if err != nil {
			return err
		}
		if err := c.SetDeputy(ctx, domain.Deputy{Name: name, Until: until, Ends: ends}); err != nil {
			return err
		}
		fmt.Fprintf(a.Out, t.StartedF+"\n", termtext.Line(name))
		if until != "" {
			fmt.Fprintf(a.Out, t.UntilF+"\n", until, termtext.Line(name))
		}
		return nil
	})
}

// endOf is when a day is over here; the zero time for "".
func (h *house) endOf(until string) (time.Time, error) {
	if until == "" {
		return time.Time{}, nil
	}
	day, err := time.ParseInLocation(domain.DateForm, until, h.zone)
	if err != nil {
		return day, &usageError{fmt.Errorf("--until: %s", domain.DateForm)}
	}
	ends := time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, h.zone)
	if !h.app.Clock().Before(ends) {
		return ends, &usageError{errors.New("--until: " + h.app.texts.Guard.Deputy.Past)}
	}
	return ends, nil
}

// returning says what the adviser brings when she takes the desk back.
type returning struct {
	bundle, keyFile string
	without         bool // she knows that there is none
}

// endDeputy takes the desk back: first what the deputy brings, then the right to
// write.
//
// Without a bundle the deputy's answers would be missing, and no bundle could be
// brought in afterwards; so that has to be said.
func (a *App) endDeputy(ctx context.Context, r returning) error {
	t := &a.texts.Guard.Deputy
	var d domain.Deputy
	err := a.withHouse(ctx, func(h *house) error {
		c, err := h.client(ctx)
		if err != nil {
			return err
		}
		_, d, err = c.Lease(ctx)
		switch {
		case err != nil:
			return err
		case d.Name == "":
			return &saidError{t.Nobody}
		case d.Used && r.bundle == "" && !r.without:
			return &saidError{fmt.Sprintf(t.MissingF, termtext.Line(d.Name))}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if r.bundle != "" {
		if err := a.takeBundle(ctx, a.fullPath(r.bundle), r.keyFile); err != nil {
			return err
		}
	}
	return a.withHouse(ctx, func(h *house) error {
		c, err := h.client(ctx)
		if err != nil {
			return err
		}
		if err := c.SetDeputy(ctx, domain.Deputy{}); err != nil {
			return err
		}
		fmt.Fprintln(a.Out, t.Ended)
		if d.Used && r.bundle == "" {
			fmt.Fprintf(a.Out, t.WithoutF+"\n", termtext.Line(d.Name))
		}
		if _, err := h.desk.Sync(ctx); err != nil {
			return err
		}
		return h.digest(ctx, d.Since)
	})
}

// digest tells who wrote, what was answered and what was promised.
func (h *house) digest(ctx context.Context, since time.Time) error {
	t := &h.app.texts.Guard.Deputy
	list, err := h.store.TrafficSince(ctx, since)
	if err != nil {
		return err
	}
	for _, line := range list {
		chat, err := h.store.Chat(ctx, line.ChatID)
		if err != nil {
			return err
		}
		fmt.Fprintf(h.app.Out, t.LineF+"\n", h.app.nameOf(chat.Contact), line.In, line.Out)
	}
	promises, err := h.store.Promises(ctx, 0)
	if err != nil {
		return err
	}
	for _, p := range promises {
		if p.Made.Before(since) {
			continue
		}
		chat, err := h.store.Chat(ctx, p.ChatID)
		if err != nil {
			return err
		}
		fmt.Fprintf(h.app.Out, t.PromiseF+"\n", h.app.nameOf(chat.Contact), h.shortTime(p.Due), termtext.Line(p.Words))
	}
	return nil
}

// takeBundle goes on with the deputy's database. Only they wrote, so nothing is
// lost but what the adviser had begun to write herself: her drafts come along.
func (a *App) takeBundle(ctx context.Context, path, keyFile string) error {
	begin, _, err := a.beginning(path)
	if err != nil {
		return err
	}
	key, err := a.opener(ctx, begin, keyFile)
	if err != nil {
		return err
	}
	cfg, home, err := a.settle()
	if err != nil {
		return err
	}
	release, err := a.lockDesk(home)
	if err != nil {
		return err
	}
	defer release()
	f, err := os.Open(path)
	if err != nil {
		return domain.Fail(domain.CodeReadOnly, path, err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	_, err = backup.Replace(ctx, a.backups(cfg, home), f, key, func(ctx context.Context, fresh string) error {
		return a.carryDrafts(ctx, home.DeskDB(), fresh)
	})
	return err
}

// carryDrafts brings the drafts of one database into another one. Where both have
// one, hers comes behind that of the deputy.
func (a *App) carryDrafts(ctx context.Context, from, into string) (err error) {
	old, err := store.Open(ctx, store.Options{Path: from, Clock: a.Clock})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, old.Close()) }()
	fresh, err := store.Open(ctx, store.Options{Path: into, Clock: a.Clock})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, fresh.Close()) }()
	if err := errors.Join(forgetToo(ctx, old, fresh), unsend(ctx, old, fresh)); err != nil {
		return err
	}
	list, err := old.Drafts(ctx)
	if err != nil {
		return err
	}
	for _, mine := range list {
		chat, err := old.Chat(ctx, mine.ChatID)
		if err != nil {
			return err
		}
		there, err := sameChat(ctx, fresh, chat)
		if domain.CodeOf(err) == domain.CodeNotFound {
			continue // the person was erased meanwhile
		}
		if err != nil {
			return err
		}
		if err := joinDraft(ctx, fresh, there.ID, mine); err != nil {
			return err
		}
	}
	return nil
}

// forgetToo erases from the old database whom the deputy has erased, and lets the
// new one remove what lies of them on this machine: the old one among it.
func forgetToo(ctx context.Context, old, fresh *store.Store) error {
	lines, err := fresh.ErasedLines(ctx)
	if err != nil || len(lines) == 0 {
		return err
	}
	if _, err := old.Replay(ctx, lines, true); err != nil {
		return err
	}
	left, err := old.LeftToErase(ctx)
	if err != nil || len(left) == 0 {
		return err
	}
	return fresh.Owe(ctx, left)
}

// unsend makes drafts of what she has queued where no relay could say that another
// desk writes: no relay has ever had it, and its place would be gone.
func unsend(ctx context.Context, old, fresh *store.Store) error {
	list, err := old.Handovers(ctx, 0)
	for i := len(list) - 1; i >= 0 && err == nil; i-- {
		_, _, err = fresh.SendByUUID(ctx, list[i].Send.UUID)
		if domain.CodeOf(err) == domain.CodeNotFound {
			_, err = old.Withdrawn(ctx, list[i].Send.UUID)
		}
	}
	return err
}

// sameChat finds the chat of a person in another database, a copy of this one that
// has gone on. Who has neither number nor id came from a file, and has kept their
// place.
func sameChat(ctx context.Context, s *store.Store, mine domain.Chat) (domain.Chat, error) {
	c := mine.Contact
	for _, name := range []string{c.UserID, c.Phone} {
		if name == "" {
			continue
		}
		chat, err := s.FindChat(ctx, name)
		if domain.CodeOf(err) != domain.CodeNotFound {
			return chat, err
		}
	}
	if c.UserID == "" && c.Phone == "" {
		chat, err := s.Chat(ctx, mine.ID)
		if err != nil || chat.Contact.Name == c.Name {
			return chat, err
		}
	}
	return domain.Chat{}, domain.Fail(domain.CodeNotFound, "", nil)
}

func joinDraft(ctx context.Context, s *store.Store, chatID int64, mine domain.Draft) error {
	thread, err := s.Thread(ctx, chatID, 0, 1)
	if err != nil {
		return err
	}
	theirs := thread.Draft
	mine.ChatID, mine.Revision = chatID, max(mine.Revision, theirs.Revision)+1
	mine.Files = domain.JoinFiles(theirs.Files, mine.Files)
	switch {
	case theirs.Bare():
	case strings.Contains(theirs.Text, mine.Text) && len(mine.Files) == len(theirs.Files):
		return nil // it was in the bundle already
	case strings.Contains(theirs.Text, mine.Text):
		mine.Text = theirs.Text
	case strings.Contains(mine.Text, theirs.Text):
	default:
		mine.Text = strings.TrimRight(theirs.Text, "\n ") + "\n\n" + mine.Text
	}
	return s.SaveDraft(ctx, mine)
}
