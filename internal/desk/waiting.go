package desk

import (
	"context"
	"slices"
	"time"

	"sprechstunde/internal/dates"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

// parkedFor is how long a reply waits for the person if nothing is configured.
const parkedFor = 14 * 24 * time.Hour

// checkWindow tells whether a reply may leave as it is meant to: now, at its
// time, or parked.
func (d *Desk) checkWindow(r domain.Reply, chat domain.Chat) error {
	now := d.clock()
	leaves := now
	if r.At.After(now) {
		leaves = r.At
	}
	open := chat.CanReply(now) && leaves.Before(chat.ReplyUntil())
	waits := r.Park || r.At.After(now)
	switch {
	case waits && chat.Crisis:
		return domain.Fail(domain.CodeCrisis, "", nil)
	case r.Park && open:
		return domain.Fail(domain.CodeWindowOpen, "", nil)
	case r.Park && chat.Wait == domain.WaitParked:
		return domain.Fail(domain.CodeParked, "", nil)
	case !r.Park && r.Template == nil && !open:
		return domain.Fail(domain.CodeWindowClosed, "", nil)
	}
	return nil
}

// setTerms puts on a send what it waits for, and until when it may leave: also
// what leaves at once may have to wait for the network.
func (d *Desk) setTerms(ctx context.Context, o *outgoing, r domain.Reply) error {
	now, s := d.clock(), &o.send
	switch {
	case r.At.After(now):
		s.NotBefore = r.At
	case !r.Now:
		s.NotBefore = now.Add(d.hold)
	}
	waits := r.Park || r.At.After(now)
	if !waits && (o.with.Card || o.person.chat.Crisis) {
		return nil // for somebody in distress a late word is better than none
	}
	var err error
	if s.NotAfter, err = d.readsUntil(ctx, r.Text, r.Taken.Keys); err != nil {
		return err
	}
	if !waits && !s.NotAfter.After(now) { // an answer that is over, and she sends it on purpose
		s.NotAfter = dates.ValidUntil(r.Text, now.In(d.zone()))
	}
	if !s.NotAfter.IsZero() && !s.NotAfter.After(later(s.NotBefore, now)) {
		return domain.Fail(domain.CodeDayOver, "", nil)
	}
	if !waits {
		return nil
	}
	s.Alone, s.Seen = true, newestSeen(o.person.thread.Messages, r.Seen)
	if !r.Park {
		return nil
	}
	return d.park(ctx, o, r.Taken.Keys)
}

// park lets a send wait for the person, announced by a template.
func (d *Desk) park(ctx context.Context, o *outgoing, keys []string) error {
	a, err := d.announcement(ctx, o.person, keys)
	if err != nil {
		return err
	}
	o.send.Announce = &domain.Announce{UUID: d.newID(), Template: a.Template}
	o.send.Expires = d.waitsUntil(o.send.NotBefore)
	o.with.Reads = a.Text
	return nil
}

// waitsUntil is until when a reply waits whose announcement leaves at a moment.
func (d *Desk) waitsUntil(announced time.Time) time.Time {
	wait := d.pen.ParkFor
	if wait <= 0 {
		wait = parkedFor
	}
	return later(announced, d.clock()).Add(wait)
}

// readsUntil is the moment from which a text reads wrong: a day that it names
// is over, or the last day of an answer it was made from.
func (d *Desk) readsUntil(ctx context.Context, text string, keys []string) (time.Time, error) {
	until := dates.ValidUntil(text, d.clock().In(d.zone()))
	s, err := d.stocked(ctx)
	if err != nil {
		return until, err
	}
	for _, key := range keys {
		a, ok := s.answer(key)
		day, err := time.ParseInLocation(domain.DateForm, a.ValidUntil, d.zone())
		if !ok || err != nil {
			continue // not in the library any more, or valid for ever
		}
		until = sooner(until, day.AddDate(0, 0, 1))
	}
	for _, l := range d.pen.Links {
		day, err := time.ParseInLocation(domain.DateForm, l.Until, d.zone())
		if err != nil || !prepared.HasAddress(text, l.URL) {
			continue // for ever, or not in this text
		}
		until = sooner(until, day.AddDate(0, 0, 1))
	}
	return until, nil
}

// outdated are the days that a text names which was written at some moment, and
// that are over since then or mean others by now.
func (d *Desk) outdated(text string, written time.Time) []dates.Named {
	return slices.DeleteFunc(dates.In(text, written.In(d.zone())), func(day dates.Named) bool {
		return !day.Until.After(written) || day.Until.After(d.clock())
	})
}

// sooner is the earlier of two moments; the zero one is never.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// newestSeen is the person's newest message that she had before her, so that the
// relay can tell whether another has come since. The newest is what came last: one
// that was written earlier may have been delivered later.
func newestSeen(list []domain.Message, seen int64) string {
	var newest domain.Message
	for _, m := range list {
		if m.Direction == domain.In && m.WAMID != "" && (seen == 0 || m.Pos.Seq <= seen) && m.Pos.Seq >= newest.Pos.Seq {
			newest = m
		}
	}
	return newest.WAMID
}
