package desk

import (
	"context"
	"fmt"
	"strings"
	"time"

	"sprechstunde/internal/check"
	"sprechstunde/internal/crisis"
	"sprechstunde/internal/domain"
)

// Care is what the desk knows of persons in distress, and of chats that get too
// personal for this channel.
type Care struct {
	Hint      func(text string) bool // whether a text hints at distress; nil: by the built-in phrases
	Card      string                 // what the crisis card says; empty: there is none
	Lines     []domain.HelpLine      // who stands on it
	Nudge     bool                   // whether a change of channel is offered at all
	After     int                    // … also after so many messages of a person; 0: never
	Sentences []string               // with which it is offered
	Please    string                 // asks somebody who has called to write, where no prepared answer does
}

// Cautious is the part of the store that keeps what was done about distress and
// about what is private.
type Cautious interface {
	// CardGiven returns when the crisis card last went out in a chat, zero if never.
	CardGiven(ctx context.Context, chatID int64) (time.Time, error)
	// SetNudgeOff notes that no change of channel is offered in a chat any more.
	SetNudgeOff(ctx context.Context, chatID int64, off bool) error
	NudgeOff(ctx context.Context, chatID int64) (bool, error)
}

// hint reports whether a text hints at a person in distress.
func (d *Desk) hint(text string) bool {
	if d.pen.Care.Hint == nil {
		return crisis.Hint(text)
	}
	return d.pen.Care.Hint(text)
}

// unlocked refuses what must not happen in the chat of a person in distress
// until the adviser has released it: prepared answers, and whatever makes a
// paper of it.
func unlocked(c domain.Chat) error {
	if c.Crisis {
		return domain.Fail(domain.CodeLocked, "", nil)
	}
	return nil
}

// CrisisCard returns the card as it would go out in a chat. It sends nothing.
func (d *Desk) CrisisCard(ctx context.Context, chatID int64) (domain.CrisisCard, error) {
	chat, err := d.store.Chat(ctx, chatID)
	if err != nil {
		return domain.CrisisCard{}, fmt.Errorf("reading the chat for the crisis card: %w", err)
	}
	given, err := d.store.CardGiven(ctx, chat.ID)
	if err != nil {
		return domain.CrisisCard{}, err
	}
	return domain.CrisisCard{Chat: chat, Text: d.pen.Care.Card, Lines: d.pen.Care.Lines, Given: given}, nil
}

// HelpLines are the numbers of the crisis card. They need neither a network nor
// the database.
func (d *Desk) HelpLines() []domain.HelpLine { return d.pen.Care.Lines }

// Nudge says whether a change of channel is to be offered in a chat, and why;
// its sentences are there also when it is not. It looks at the newest messages
// only and changes nothing.
func (d *Desk) Nudge(ctx context.Context, chatID int64) (domain.Nudge, error) {
	off, err := d.store.NudgeOff(ctx, chatID)
	if err != nil {
		return domain.Nudge{}, err
	}
	t, err := d.store.Thread(ctx, chatID, 0, recent)
	if err != nil {
		return domain.Nudge{}, fmt.Errorf("reading a chat for what is private in it: %w", err)
	}
	var n domain.Nudge
	if d.pen.Care.Nudge && !off {
		n = nudgeOf(t, d.pen.Care.After)
	}
	n.Sentences = d.pen.Care.Sentences
	kept, err := d.store.Person(ctx, chatID)
	if err != nil {
		return domain.Nudge{}, fmt.Errorf("reading what is kept of a person: %w", err)
	}
	if mail := lastEmail(t.Messages); !strings.EqualFold(mail, kept.Facts[domain.FactEmail]) {
		n.Email = mail
	}
	return n, nil
}

// nudgeOf is the weightiest reason in a chat. A person in distress has other
// sorrows.
func nudgeOf(t domain.Thread, after int) domain.Nudge {
	if t.Chat.Crisis {
		return domain.Nudge{}
	}
	var best domain.Nudge
	theirs := 0
	for _, m := range t.Messages {
		if m.Direction != domain.In || m.RevokedAt != nil {
			continue
		}
		if m.Kind.AsksForAnswer() {
			theirs++
		}
		if n := check.Incoming(m); weight(n.Reason) >= weight(best.Reason) && n.Reason != domain.NudgeNone {
			best = n // the newest of equals
		}
	}
	if best.Reason == domain.NudgeNone && after > 0 && theirs >= after {
		best.Reason = domain.NudgeMany
	}
	return best
}

func weight(r domain.NudgeReason) int {
	return map[domain.NudgeReason]int{
		domain.NudgeNumber: 5, domain.NudgeHealth: 4, domain.NudgeDocument: 3, domain.NudgeCV: 2, domain.NudgeMany: 1,
	}[r]
}

// lastEmail is the newest address in the words of the person, "" for none.
func lastEmail(list []domain.Message) string {
	texts := incoming(list)
	for i := len(texts) - 1; i >= 0; i-- {
		if found := check.Email(texts[i]); found != "" {
			return found
		}
	}
	return ""
}

// SetNudgeOff ends the offer in a chat for good, or takes that back.
func (d *Desk) SetNudgeOff(ctx context.Context, chatID int64, off bool) error {
	if err := d.store.SetNudgeOff(ctx, chatID, off); err != nil {
		return err
	}
	d.changed(chatID)
	return nil
}

// callAnswer is the key of the prepared answer to a call.
const callAnswer = "anruf"

// PleaseWrite asks somebody who has called to write: the prepared answer to
// calls, or the built-in words where she has removed it.
func (d *Desk) PleaseWrite(ctx context.Context, chatID int64) (domain.Filled, error) {
	f, err := d.Fill(ctx, chatID, callAnswer)
	switch domain.CodeOf(err) {
	case "":
		f.Taken.Keys = []string{callAnswer}
		return f, nil
	case domain.CodeNoAnswer:
		return domain.Filled{Text: d.pen.Care.Please}, nil
	default:
		return f, err
	}
}

// KeepEmail keeps an address that the person has written, in place of an older
// one.
func (d *Desk) KeepEmail(ctx context.Context, chatID int64, address string) error {
	return d.SetFact(ctx, chatID, domain.FactEmail, address)
}
