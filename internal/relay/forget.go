package relay

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

// forget erases people. It may be repeated at any point: who and what they are is
// worked out anew each time, and the desk asks until it has an answer.
func (r *Relay) forget(ctx context.Context, f domain.Forget) (domain.Forgotten, error) {
	g := newGone(f)
	files, err := r.ledger.bury(ctx, g)
	for after := int64(0); err == nil; {
		var more bool
		if after, more, err = r.ledger.redactSome(ctx, g, after); !more {
			break
		}
	}
	if err != nil {
		return g.done, err
	}
	late, err := r.ledger.dropFiles(ctx, g)
	if err != nil {
		return g.done, err
	}
	files = append(files, late...)
	err = r.files.abandon(ctx, slices.Concat(g.told, g.found))
	if err = errors.Join(err, r.files.depot.remove(files...)); err != nil {
		return g.done, err
	}
	g.done.Files = len(files)
	if _, err := r.ledger.db.DropCopies(); err != nil {
		return g.done, err
	}
	if r.o.ForgetLog != nil {
		if _, err := r.o.ForgetLog(g.words()); err != nil {
			return g.done, err
		}
	}
	return g.done, r.ledger.db.Scrub(ctx)
}

// gone knows what is to be erased, and gathers what turns out to belong to it.
type gone struct {
	graves *domain.Graves
	lines  []domain.Erased
	ids    map[string]bool // of messages, sends and files
	told   []string        // as the desk has named them
	found  []string        // found on the way
	names  []string        // numbers and user ids that are known here
	done   domain.Forgotten
}

func newGone(f domain.Forget) *gone {
	g := &gone{graves: domain.NewGraves(f.Key, f.Lines), lines: f.Lines, ids: map[string]bool{}, told: f.IDs}
	for _, id := range f.IDs {
		g.ids[id] = id != ""
	}
	return g
}

// words are all by which somebody could be found in the log, although none of
// them should be there: see logfile.
func (g *gone) words() []string {
	list := slices.Concat(g.told, g.found)
	for _, name := range g.names {
		list = append(list, strings.TrimPrefix(name, "+"))
	}
	return list
}

// note adds ids that were found beside what is erased.
func (g *gone) note(ids ...string) {
	for _, id := range ids {
		if id != "" && !g.ids[id] {
			g.ids[id] = true
			g.found = append(g.found, id)
		}
	}
}

// update reports whether something in a webhook is of somebody who was erased.
// Messages that are newer than the last one the desk has erased are not: nobody
// has read them yet.
func (g *gone) update(at time.Time, u domain.Update) bool {
	if slices.ContainsFunc(idsOf(u), func(id string) bool { return g.ids[id] }) {
		return true
	}
	in, message := u.(domain.Incoming)
	when := momentOf(u)
	if when.IsZero() {
		when = at
	}
	for _, id := range whatsapp.Identities(u) {
		if message && g.graves.Holds(id, in.Message.At) || !message && g.graves.Follows(id, when) {
			return true
		}
	}
	return false
}

// idsOf are the messages that an update is, or is about.
func idsOf(u domain.Update) []string {
	switch u := u.(type) {
	case domain.Incoming:
		return []string{u.Message.WAMID}
	case domain.Reported:
		return []string{u.WAMID, u.UUID}
	case domain.Reacted:
		return []string{u.WAMID, u.On}
	case domain.Changed:
		return []string{u.WAMID, u.On}
	case domain.IdentityChanged:
		return []string{u.WAMID}
	}
	return nil
}

func momentOf(u domain.Update) time.Time {
	switch u := u.(type) {
	case domain.Incoming:
		return u.Message.At
	case domain.Reported:
		return u.At
	case domain.Reacted:
		return u.At
	case domain.Changed:
		return u.At
	case domain.IdentityChanged:
		return u.At
	case domain.Notice:
		return u.At
	}
	return time.Time{}
}

// event takes what is erased out of an event. It reports whether anything was.
//
// Of one that the disk has changed nobody can tell whose it is, so its bytes go; it
// was handed out without them before.
func (g *gone) event(e domain.Event) (left []byte, changed bool, err error) {
	if e.Raw == nil {
		return []byte{}, true, nil
	}
	if e.Kind != domain.EventWebhook {
		return []byte(whatsapp.Stub), g.own(e), nil
	}
	left, went, err := whatsapp.Redact(e.Raw, func(u domain.Update) bool { return g.update(e.At, u) })
	for _, u := range went {
		g.noteUpdate(u)
	}
	return left, len(went) > 0, err
}

func (g *gone) noteUpdate(u domain.Update) {
	switch u := u.(type) {
	case domain.Incoming:
		g.note(u.Message.WAMID)
		if m := u.Message.Content.Media; m != nil {
			g.note(m.ID)
		}
	case domain.Reported:
		g.note(u.WAMID)
	case domain.Reacted:
		g.note(u.WAMID)
	case domain.Changed:
		g.note(u.WAMID)
	}
}

// own reports whether an event of ours is about somebody who was erased.
func (g *gone) own(e domain.Event) bool {
	switch e.Kind {
	case domain.EventSend:
		var r domain.SendResult
		return json.Unmarshal(e.Raw, &r) == nil && (g.ids[r.UUID] || g.wamid(r.WAMID, e.At))
	case domain.EventAuto:
		var a domain.AutoSent
		return json.Unmarshal(e.Raw, &a) == nil &&
			(g.ids[a.UUID] || g.ids[a.WAMID] || g.graves.Follows(domain.Identity{Phone: a.To.Phone, UserID: a.To.UserID}, e.At))
	case domain.EventMedia:
		var m domain.MediaNews
		return json.Unmarshal(e.Raw, &m) == nil && g.ids[m.ID]
	case domain.EventWebhook, domain.EventNotice:
	}
	return false
}

// digits are those of a number in the inside of a wamid.
var digits = regexp.MustCompile(`[1-9][0-9]{6,14}`)

// wamid reports whether the id of a message is of somebody who was erased: it holds
// their number, under base64. The zero moment is any.
func (g *gone) wamid(id string, at time.Time) bool {
	if id == "" || g.ids[id] {
		return id != ""
	}
	inner, ok := strings.CutPrefix(id, "wamid.")
	if !ok {
		return false
	}
	raw, err := base64.StdEncoding.DecodeString(inner + strings.Repeat("=", -len(inner)&3))
	if err != nil {
		return false
	}
	for _, number := range digits.FindAllString(string(raw), -1) {
		if g.graves.Follows(domain.Identity{Phone: "+" + number}, at) {
			return true
		}
	}
	return false
}
