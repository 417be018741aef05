package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"sprechstunde/internal/domain"
)

// Terms is the part of the store that knows how long persons are kept, and what
// they have agreed to.
type Terms interface {
	// Lasting returns what decides how long a person's data are kept, Lastings that
	// of a page of those without contact since a moment or told to go.
	Lasting(ctx context.Context, chatID int64) (domain.Lasting, error)
	Lastings(ctx context.Context, after int64, quiet time.Time) ([]domain.Lasting, error)
	// Postpone keeps a person's data until a day, for a reason.
	Postpone(ctx context.Context, chatID int64, until time.Time, reason string) error
	// Foretell keeps since when each of these chats is told to go on its day, or
	// without a day that it goes no more.
	Foretell(ctx context.Context, days map[int64]time.Time) error
	// AddConsent writes a line into a consent log, Consents reads it.
	AddConsent(ctx context.Context, chatID int64, c domain.Consent) error
	Consents(ctx context.Context, chatID int64) (domain.ConsentLog, error)
}

const (
	// sweepEach is how often the desk looks whether a new day has begun.
	sweepEach = 10 * time.Minute
	// sweepRest is how long it rests after each page, so that looking through
	// fifty thousand chats holds up no key and takes less than a hundredth of a
	// core.
	sweepRest = time.Second
)

// sweepLoop erases what has come to its end: when the desk has started and knows
// what came while it was closed and what time it is, and then once a day.
func (d *Desk) sweepLoop(ctx context.Context) {
	select {
	case <-d.told:
	case <-ctx.Done():
	}
	var last time.Time
	for ctx.Err() == nil {
		next := sweepEach
		today := dayOf(d.clock().In(d.zone()))
		switch {
		case today.Equal(last) || d.sitting.Load():
		case !d.certain():
			next = askHealth // at the start it was not asked yet
		default:
			_, err := d.sweep(ctx, sweepRest, d.certain)
			if err != nil && ctx.Err() == nil {
				d.log.Warn("chats that have come to their end wait", "code", domain.CodeOf(err), "error", err)
			}
			if err == nil && !d.sitting.Load() && d.certain() {
				last = today
			}
		}
		if pause(ctx, next) != nil {
			return
		}
	}
}

func dayOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// Sitting tells whether a session runs. Nothing comes to its end meanwhile.
func (d *Desk) Sitting(on bool) { d.sitting.Store(on) }

// Sweep erases every chat whose last day is over and has been foretold for a
// week, and foretells those that are next. It may be repeated at any moment;
// while a session runs it does nothing.
func (d *Desk) Sweep(ctx context.Context) (domain.Swept, error) {
	return d.sweep(ctx, 0, func() bool { return true })
}

// sweep is Sweep with a rest after each page. Before each person it asks whether
// what is known of them is sure.
func (d *Desk) sweep(ctx context.Context, rest time.Duration, sure func() bool) (domain.Swept, error) {
	if d.sitting.Load() {
		return domain.Swept{}, nil
	}
	swept, told, gone := domain.Swept{}, map[int64]time.Time{}, []int64{}
	err := d.eachLasting(ctx, rest, func(l domain.Lasting, k domain.Keeping, on time.Time, soon bool) error {
		switch {
		case !soon:
			k.Due = time.Time{}
		case on.After(d.clock()):
			swept.Foretold++
		default:
			gone = append(gone, l.ChatID)
		}
		if !k.Due.Equal(l.Due) {
			told[l.ChatID] = k.Due
		}
		return nil
	})
	if err != nil {
		return domain.Swept{}, err
	}
	if len(told) > 0 {
		err = d.store.Foretell(ctx, told)
	}
	if err != nil {
		return domain.Swept{}, fmt.Errorf("foretelling who goes: %w", err)
	}
	if len(gone) == 0 {
		return swept, nil
	}
	done, err := d.EraseAll(ctx, gone, domain.Erasure{
		Reason: domain.ErasureExpired, If: func(l domain.Lasting) bool { return sure() && d.over(l) },
	})
	swept.Erased = len(done)
	if err != nil {
		return swept, fmt.Errorf("erasing who has come to their end: %w", err)
	}
	return swept, nil
}

// over says whether a person's last day is over, at this moment: they may have
// written since everybody was looked through. In a session nobody's is.
func (d *Desk) over(l domain.Lasting) bool {
	now := d.clock()
	_, on, soon := d.leaves(l, now.In(d.zone()))
	return soon && !on.After(now) && !d.sitting.Load()
}

// eachLasting passes on whoever may go soon or was told to, with until when they
// are kept, on which day they go, and whether that is soon. It rests after each
// page.
func (d *Desk) eachLasting(ctx context.Context, rest time.Duration, do func(l domain.Lasting, k domain.Keeping, on time.Time, soon bool) error) error {
	now := d.clock().In(d.zone())
	for last := int64(0); ; {
		page, err := d.store.Lastings(ctx, last, d.pen.Periods.Quiet(now))
		if err != nil || len(page) == 0 {
			return err
		}
		for _, l := range page {
			last = l.ChatID
			k, on, soon := d.leaves(l, now)
			if err := do(l, k, on, soon); err != nil {
				return err
			}
		}
		if rest > 0 && pause(ctx, rest) != nil {
			return ctx.Err()
		}
	}
}

// leaves says until when a chat is kept, and on which day it goes, if that is
// soon: not before it was foretold for a week.
func (d *Desk) leaves(l domain.Lasting, now time.Time) (k domain.Keeping, on time.Time, soon bool) {
	k = d.pen.Periods.Keeping(l, now)
	return k, l.Leaves(k.Due, now), !k.Due.IsZero() && k.Due.Before(now.Add(domain.ForeseenFor))
}

// termsOf is what a person's page says of how long they are kept.
func (d *Desk) termsOf(ctx context.Context, chatID int64) (x domain.Terms, err error) {
	l, err := d.store.Lasting(ctx, chatID)
	if domain.CodeOf(err) == domain.CodeNotFound {
		return x, nil // a contact nobody has written to yet
	} else if err != nil {
		return x, err
	}
	x.Log = l.Log
	x.Keeping, x.On, _ = d.leaves(l, d.clock().In(d.zone()))
	return x, nil
}

// Keeping says until when what is known of a chat's person is kept, and why. On
// is the day on which it goes if nothing happens.
func (d *Desk) Keeping(ctx context.Context, chatID int64) (k domain.Keeping, on time.Time, err error) {
	l, err := d.store.Lasting(ctx, chatID)
	if err != nil {
		return k, on, err
	}
	k, on, _ = d.leaves(l, d.clock().In(d.zone()))
	return k, on, nil
}

// Leavings lists the chats that go within ForeseenFor, the first in front.
func (d *Desk) Leavings(ctx context.Context) ([]domain.Leaving, error) {
	var out []domain.Leaving
	err := d.eachLasting(ctx, 0, func(l domain.Lasting, k domain.Keeping, on time.Time, soon bool) error {
		if !soon {
			return nil
		}
		chat, err := d.store.Chat(ctx, l.ChatID)
		out = append(out, domain.Leaving{Chat: chat, Keeping: k, On: on})
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b domain.Leaving) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Chat.ID, b.Chat.ID))
	})
	return out, nil
}

// Postpone keeps what is known of a chat's person until a day. Why is asked for,
// because the law asks for it.
func (d *Desk) Postpone(ctx context.Context, chatID int64, until time.Time, reason string) error {
	if reason == "" || !until.After(d.clock()) {
		return domain.Fail(domain.CodeUsage, "reason", nil)
	}
	return d.changePerson(chatID, d.store.Postpone(ctx, chatID, until, reason))
}

// AddConsent writes a line into the consent log of a chat's person.
func (d *Desk) AddConsent(ctx context.Context, chatID int64, c domain.Consent) error {
	if c.At.IsZero() {
		c.At = d.clock()
	}
	return d.changePerson(chatID, d.store.AddConsent(ctx, chatID, c))
}

// Consents is the consent log of a chat's person.
func (d *Desk) Consents(ctx context.Context, chatID int64) (domain.ConsentLog, error) {
	return d.store.Consents(ctx, chatID)
}

// Notice is where the privacy notice stands, and its version; both empty if
// there is none. It does no input or output.
func (d *Desk) Notice() (url, version string) { return d.pen.NoticeURL, d.pen.NoticeVersion }

// checkStop keeps announcements from people who want nothing unasked. The relay
// refuses them as well: it may know of a stop that has not come here.
func (d *Desk) checkStop(ctx context.Context, r domain.Reply) error {
	if !r.Park {
		return nil
	}
	log, err := d.store.Consents(ctx, r.ChatID)
	if err != nil {
		return fmt.Errorf("looking for a stop word: %w", err)
	}
	if log.Stopped() {
		return domain.Fail(domain.CodeStopped, "", nil)
	}
	return nil
}
