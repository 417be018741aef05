package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

// Erasing is the part of the store that erases people.
type Erasing interface {
	// SetHold keeps somebody from being erased, for a reason; "" lets go. Holds
	// lists who is held, and why, by chat.
	SetHold(ctx context.Context, chatID int64, reason string) error
	Holds(ctx context.Context) (map[int64]string, error)
	// Erase removes somebody from the database; held if something keeps them. What
	// lies elsewhere is listed by LeftToErase until ErasedHere.
	Erase(ctx context.Context, chatID int64, e domain.Erasure) (domain.Receipt, error)
	LeftToErase(ctx context.Context) ([]domain.Leftover, error)
	ErasedHere(ctx context.Context, id int64, done domain.Receipt) error
	// Scrub leaves no byte of what was erased in the file; OwedScrub: since the last
	// time something was.
	Scrub(ctx context.Context) (copies int, err error)
	OwedScrub(ctx context.Context) (bool, error)
	Receipts(ctx context.Context, id int64) ([]domain.Receipt, error)
	// ToForget is what the relay is still to be told, RelayForgot that it was, and
	// MarkForgetAgain that it is another relay, or an older one.
	ToForget(ctx context.Context) ([]domain.Forget, error)
	RelayForgot(ctx context.Context, told []domain.Forget, done domain.Forgotten) error
	MarkForgetAgain(ctx context.Context) error
	// ErasedLines is the ledger; Replay takes in lines of another copy of it, and
	// erases again whom they are about.
	ErasedLines(ctx context.Context) ([]domain.Erased, error)
	Replay(ctx context.Context, lines []domain.Erased, told bool) ([]domain.Receipt, error)
}

// Ledger is the file in which the ledger of those who were erased stands once
// more, beside the backups.
type Ledger interface {
	Read() ([]domain.Erased, error)
	Write(lines []domain.Erased) error
}

// SetHold keeps the person of a chat from being erased, for a reason; "" lets go.
func (d *Desk) SetHold(ctx context.Context, chatID int64, reason string) error {
	return d.changePerson(chatID, d.store.SetHold(ctx, chatID, reason))
}

// Holds lists who is kept from being erased, and why, by chat.
func (d *Desk) Holds(ctx context.Context) (map[int64]string, error) { return d.store.Holds(ctx) }

// Receipts lists what was erased, the newest first; id 0 is all.
func (d *Desk) Receipts(ctx context.Context, id int64) ([]domain.Receipt, error) {
	return d.store.Receipts(ctx, id)
}

// Erase removes everything about the person of a chat, here and at the relay. Once
// it returns a receipt nothing can bring them back; what could not be done at once
// (the relay is away) is not marked as done in it, and is done later by itself.
func (d *Desk) Erase(ctx context.Context, chatID int64, e domain.Erasure) (domain.Receipt, error) {
	list, err := d.EraseAll(ctx, []int64{chatID}, e)
	if len(list) == 0 {
		return domain.Receipt{}, err
	}
	return list[0], err
}

// EraseAll is Erase for several. It stops at the first that cannot be erased, and
// returns receipts for those that were.
func (d *Desk) EraseAll(ctx context.Context, chatIDs []int64, e domain.Erasure) (out []domain.Receipt, err error) {
	if e.Reason == "" {
		e.Reason = domain.ErasureAsked
	}
	if !slices.Contains(domain.ErasureReasons(), e.Reason) {
		return nil, domain.Fail(domain.CodeUsage, string(e.Reason), nil)
	}
	var ids []int64
	for _, id := range chatIDs {
		r, wrong := d.store.Erase(ctx, id, e)
		if e.If != nil && domain.CodeOf(wrong) == domain.CodeHeld {
			continue // not any more
		}
		if wrong != nil {
			err = fmt.Errorf("erasing a person: %w", wrong)
			break
		}
		out, ids = append(out, r), append(ids, id)
	}
	if len(out) == 0 {
		return nil, err
	}
	d.bell.ring(domain.Changes{Chats: ids, Erased: ids})
	d.library.stale.Store(true)
	if left := d.FinishErasing(ctx); left != nil {
		d.log.Warn("an erasure is not complete yet", "code", domain.CodeOf(left), "error", left)
	}
	for i := range out {
		list, wrong := d.store.Receipts(ctx, out[i].ID)
		if wrong == nil && len(list) == 1 {
			out[i] = list[0]
		}
		err = errors.Join(err, wrong)
	}
	return out, err
}

// FinishErasing does what erasures have left to do: outside of the database, in
// its free pages, in the file of the ledger, and at the relay. It is quick when
// there is nothing, and whatever it could not do it does the next time.
func (d *Desk) FinishErasing(ctx context.Context) error {
	return errors.Join(d.eraseHere(ctx), d.forgetThere(ctx))
}

// eraseLater is FinishErasing now and then: what could not be done when somebody
// was erased is done when the relay is there again, and nobody reads.
func (d *Desk) eraseLater(ctx context.Context) {
	if err := d.FinishErasing(ctx); err != nil && ctx.Err() == nil {
		d.log.Warn("an erasure is not complete yet", "code", domain.CodeOf(err), "error", err)
	}
}

// eraseHere may run beside nothing that puts files into the media folder: what is
// being fetched would come after the look.
func (d *Desk) eraseHere(ctx context.Context) error {
	d.burying.Lock()
	defer d.burying.Unlock()
	owed, err := d.store.OwedScrub(ctx)
	if err != nil || !owed {
		return err
	}
	done, stuck := d.eraseOutside(ctx)
	if err := d.writeLedger(ctx); err != nil { // the stick with the backups may be elsewhere
		d.log.Warn("the ledger of erased persons is not beside the backups", "code", domain.CodeOf(err))
	}
	if stuck != nil && done == 0 {
		return stuck
	}
	if _, err := d.store.Scrub(ctx); err != nil {
		return errors.Join(stuck, fmt.Errorf("writing the database anew: %w", err))
	}
	return stuck
}

// eraseOutside returns of how many erasures nothing is left outside of the database.
// What cannot be removed holds up nothing else.
func (d *Desk) eraseOutside(ctx context.Context) (done int, err error) {
	d.carrying.Lock()
	defer d.carrying.Unlock()
	left, err := d.store.LeftToErase(ctx)
	if err != nil {
		return 0, err
	}
	if len(left) > 0 {
		if err := d.sweepKilled(ctx); err != nil {
			return 0, err
		}
	}
	var errs []error
	for _, l := range left {
		r, err := d.discard(l)
		if err == nil {
			err = d.store.ErasedHere(ctx, l.ID, r)
		}
		if err == nil {
			done++
		}
		errs = append(errs, err)
	}
	return done, errors.Join(errs...)
}

// sweepKilled removes what killed programs have left, of whomever: copies of the
// database, and exports that never got their name. A folder of those that cannot be
// looked at, on a stick perhaps, does not keep anybody from being erased.
func (d *Desk) sweepKilled(ctx context.Context) error {
	d.posting.Lock()
	defer d.posting.Unlock()
	if err := d.sweepExports(ctx); err != nil {
		d.log.Warn("what was left of exports is looked for later", "code", domain.CodeOf(err))
	}
	if d.pen.SweepCopies == nil {
		return nil
	}
	if err := d.pen.SweepCopies(); err != nil {
		return fmt.Errorf("removing copies of the database: %w", err)
	}
	return nil
}

// discard removes what lies outside of the database, as much of it as can be. Each
// step may be repeated.
func (d *Desk) discard(l domain.Leftover) (done domain.Receipt, err error) {
	var errs []error
	for _, name := range l.Stored {
		if d.pen.Files == nil {
			break
		}
		if err := d.pen.Files.Erase(name); err != nil {
			errs = append(errs, fmt.Errorf("erasing a file: %w", err))
			continue
		}
		done.Files++
	}
	for _, path := range l.Exports {
		was, err := export.Discard(path)
		if was && err == nil {
			done.Exports++
		}
		errs = append(errs, err)
	}
	if d.pen.ExportDir != "" {
		n, err := export.DiscardCopies(d.pen.ExportDir, l.Sums)
		done.Exports += n
		errs = append(errs, err)
	}
	if d.pen.ForgetLog != nil {
		if done.LogLines, err = d.pen.ForgetLog(l.Words); err != nil {
			errs = append(errs, fmt.Errorf("erasing lines of the log: %w", err))
		}
	}
	return done, errors.Join(errs...)
}

func (d *Desk) writeLedger(ctx context.Context) error {
	if d.pen.Ledger == nil {
		return nil
	}
	lines, err := d.store.ErasedLines(ctx)
	if err != nil {
		return fmt.Errorf("reading whom the ledger is to name: %w", err)
	}
	there, err := d.ledgerFile()
	if err != nil {
		return err
	}
	for _, l := range there { // of a database that came after this copy of it
		if !slices.Contains(lines, l) {
			lines = append(lines, l)
		}
	}
	if err := d.pen.Ledger.Write(lines); err != nil {
		return fmt.Errorf("writing the ledger of erased persons: %w", err)
	}
	return nil
}

// forgetThere tells the relay whom to erase.
func (d *Desk) forgetThere(ctx context.Context) error {
	pieces, err := d.store.ToForget(ctx)
	if err != nil || len(pieces) == 0 {
		return err
	}
	var all domain.Forgotten
	for _, p := range pieces {
		done, err := d.relay.Forget(ctx, p)
		if err != nil {
			return fmt.Errorf("telling the relay whom to erase: %w", err)
		}
		all.Events, all.Sends, all.Files = all.Events+done.Events, all.Sends+done.Sends, all.Files+done.Files
	}
	return d.store.RelayForgot(ctx, pieces, all)
}

// ReplayErasures erases again whom a copy that was brought back holds, although
// they were erased after it was made: by the ledger in the database, by the file
// beside the backups and by what the relay has kept. It is to run after a restore
// and before the first pull, and returns how many persons there were. A relay
// that is away is asked by the first pull.
func (d *Desk) ReplayErasures(ctx context.Context) (int, error) {
	lines, err := d.ledgerFile()
	if err != nil {
		return 0, err
	}
	kept, err := d.relay.Forgotten(ctx)
	if err != nil {
		d.log.Warn("the relay's ledger is read with the first pull", "code", domain.CodeOf(err))
	}
	n, err := d.replay(ctx, lines, kept)
	return n, errors.Join(err, d.FinishErasing(ctx))
}

func (d *Desk) ledgerFile() ([]domain.Erased, error) {
	if d.pen.Ledger == nil {
		return nil, nil
	}
	lines, err := d.pen.Ledger.Read()
	if err != nil {
		return nil, fmt.Errorf("reading the ledger of erased persons: %w", err)
	}
	return lines, nil
}

func (d *Desk) replay(ctx context.Context, lines, kept []domain.Erased) (int, error) {
	again, err := d.store.Replay(ctx, kept, true)
	if err == nil {
		var more []domain.Receipt
		more, err = d.store.Replay(ctx, lines, false)
		again = append(again, more...)
	}
	if err != nil {
		return len(again), fmt.Errorf("erasing again what a copy has brought back: %w", err)
	}
	if len(again) > 0 {
		d.log.Warn("a copy has brought back persons who were erased; they are erased again", "persons", len(again))
		d.library.stale.Store(true)
	}
	return len(again), nil
}

// remember looks once, before the first pull, whether others know of erasures that
// this database does not: then it is an older copy.
func (d *Desk) remember(ctx context.Context) error {
	if d.remembered {
		return nil
	}
	kept, err := d.relay.Forgotten(ctx)
	if err != nil && domain.CodeOf(err) != domain.CodeNotFound { // an older relay has erased nobody
		return fmt.Errorf("asking the relay whom it has erased: %w", err)
	}
	lines, err := d.ledgerFile()
	if err != nil {
		return err
	}
	known, err := d.store.ErasedLines(ctx)
	if err != nil {
		return err
	}
	fresh := func(e domain.Erased) bool { return !slices.Contains(known, e) }
	if slices.ContainsFunc(kept, fresh) || slices.ContainsFunc(lines, fresh) {
		if _, err := d.replay(ctx, lines, kept); err != nil {
			return err
		}
	}
	d.remembered = true
	return d.FinishErasing(ctx)
}

// forgetAgain tells a relay whose database is another one, or an older one, of
// everybody who was erased, before anything is read there.
func (d *Desk) forgetAgain(ctx context.Context) error {
	if err := d.store.MarkForgetAgain(ctx); err != nil {
		return err
	}
	if err := d.forgetThere(ctx); domain.CodeOf(err) != domain.CodeNotFound {
		return err
	}
	return nil
}
