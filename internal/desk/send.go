package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/crisis"
	"sprechstunde/internal/domain"
)

// recent is how many messages of a chat are looked at for an answer: for the
// name the person gives, for the question, for what to mark as read.
const recent = 50

// outgoing is a reply on its way to become a send.
type outgoing struct {
	person person
	send   domain.Send
	more   []domain.Send // the messages of the reply after the first: its files
	with   domain.SentWith
}

// all are the messages of the reply.
func (o *outgoing) all() []domain.Send { return append([]domain.Send{o.send}, o.more...) }

// Prepare checks a reply and returns what would leave, without storing
// anything. Line mode prints it for --dry-run; Send uses it. A red light that
// the reply does not name in Despite stops it with red_light.
func (d *Desk) Prepare(ctx context.Context, r domain.Reply) ([]domain.Send, domain.Chat, error) {
	o, err := d.prepare(ctx, r)
	return o.all(), o.person.chat, err
}

func (d *Desk) prepare(ctx context.Context, r domain.Reply) (outgoing, error) {
	o := outgoing{with: domain.SentWith{Taken: r.Taken, Despite: r.Despite, Rest: r.Rest, Seen: r.Seen}}
	var err error
	if o.person, err = d.know(ctx, r.ChatID); err != nil {
		return o, err
	}
	if r.Template != nil {
		if r, err = d.asTemplate(ctx, r, &o); err != nil {
			return o, err
		}
	}
	if r.Rest != "" {
		r.Files = nil // they go with the last part
	}
	if err := checkReply(r, o.person.chat); err != nil {
		return o, err
	}
	if r.Prepared() { // also what was begun before anything hinted at distress
		if err := unlocked(o.person.chat); err != nil {
			return o, err
		}
	}
	o.with.Card = r.Template == nil && crisis.GivesCard(r.Text, d.pen.Care.Lines)
	if url := d.pen.NoticeURL; url != "" && strings.Contains(r.Text, url) {
		o.with.Notice = d.pen.NoticeVersion
	}
	if err := d.checkStop(ctx, r); err != nil {
		return o, err
	}
	if err := d.checkWaits(r); err != nil {
		return o, err
	}
	if err := d.checkWindow(r, o.person.chat); err != nil {
		return o, err
	}
	if o.with.FieldsOnly, err = d.pass(ctx, r, o.person); err != nil {
		return o, err
	}
	o.send = d.textOf(r, o.person)
	d.addFiles(&o, r)
	if r.Template != nil {
		o.send.Kind, o.send.Template, o.send.Text, o.send.Preview = domain.SendTemplate, r.Template, "", false
	}
	if err := d.setTerms(ctx, &o, r); err != nil {
		return o, err
	}
	for i := range o.more {
		m := &o.more[i]
		m.NotBefore, m.NotAfter, m.Alone, m.Seen = o.send.NotBefore, o.send.NotAfter, o.send.Alone, o.send.Seen
	}
	return o, nil
}

// asTemplate gives a reply by template the text that the person will read, so
// that it is checked like any other.
func (d *Desk) asTemplate(ctx context.Context, r domain.Reply, o *outgoing) (domain.Reply, error) {
	if r.Park {
		return r, domain.Fail(domain.CodeUsage, "park", nil)
	}
	t, err := d.chosen(ctx, *r.Template)
	if err != nil {
		return r, err
	}
	r.Text, r.Taken, r.Rest = t.Render(r.Template.Values), domain.Taken{}, ""
	o.with.Reads, o.with.Taken, o.with.Rest = r.Text, r.Taken, r.Rest
	return r, nil
}

// textOf is the order to the relay that a reply becomes, but for what it waits
// for.
func (d *Desk) textOf(r domain.Reply, p person) domain.Send {
	s := domain.Send{
		UUID: d.newID(), To: r.To, Kind: domain.SendText, Text: r.Text,
		Preview: strings.Contains(r.Text, "https://"), ReplyTo: r.ReplyTo,
	}
	if d.receipt {
		s.Read = newestIncoming(p.thread.Messages)
	}
	return s
}

// checkReply holds the red lights that need no prepared answers.
func checkReply(r domain.Reply, chat domain.Chat) error {
	switch {
	case strings.TrimSpace(r.Text) == "" && len(r.Files) == 0 && !r.Bare():
		return domain.Fail(domain.CodeEmpty, "", nil)
	case len(r.Files) > domain.MostFiles:
		return domain.NoFile(domain.AttachTooMany)
	case utf8.RuneCountInString(r.Text) > domain.MaxTextLen:
		return domain.Fail(domain.CodeTooLong, fmt.Sprint(domain.MaxTextLen), nil)
	case r.To.Empty():
		return domain.Fail(domain.CodeNoAddress, "", nil)
	case !belongsTo(r.To, chat.Contact):
		return domain.Fail(domain.CodeChatMoved, "", nil)
	}
	return nil
}

// belongsTo reports whether an address taken when composing began is still one
// of the contact's. A number that became known meanwhile does no harm.
func belongsTo(a domain.Address, c domain.Contact) bool {
	if a.Phone != "" {
		return a.Phone == c.Phone
	}
	return a.UserID == c.UserID
}

// newestIncoming is the message that is marked as read together with the
// answer, "" if there is none that can be.
func newestIncoming(list []domain.Message) string {
	for _, m := range slices.Backward(list) {
		if m.Direction == domain.In && m.WAMID != "" && m.Kind != domain.KindCall {
			return m.WAMID
		}
	}
	return ""
}

// Send checks a reply and queues it. The message is stored durably, with the
// id it keeps for good, before anything is told to the relay.
func (d *Desk) Send(ctx context.Context, r domain.Reply) (domain.Message, error) {
	o, err := d.prepare(ctx, r)
	if err != nil {
		return domain.Message{}, err
	}
	return d.queue(ctx, o)
}

// queue stores a checked reply and lets the person see that it comes.
func (d *Desk) queue(ctx context.Context, o outgoing) (domain.Message, error) {
	m, err := d.addAll(ctx, o)
	if err == nil && d.typing && m.Wait == domain.WaitNone && m.NotBefore != nil {
		d.showTyping(ctx, o)
	}
	return m, err
}

// showTyping lets the person see, during the hold, that an answer comes. That
// marks their messages as read, so it is left out where no receipt is wanted.
// The answer does not depend on it.
func (d *Desk) showTyping(ctx context.Context, o outgoing) {
	if o.send.Read == "" {
		return
	}
	s := domain.Send{UUID: d.newID(), To: o.send.To, Kind: domain.SendReceipt, Read: o.send.Read, Typing: true}
	if _, err := d.add(ctx, o.person.chat.ID, s, domain.SentWith{}); err != nil {
		d.log.Warn("no typing sign", "error", err)
	}
}

func (d *Desk) add(ctx context.Context, chatID int64, s domain.Send, with domain.SentWith) (domain.Message, error) {
	return d.addAll(ctx, outgoing{person: person{chat: domain.Chat{ID: chatID}}, send: s, with: with})
}

func (d *Desk) addAll(ctx context.Context, o outgoing) (domain.Message, error) {
	chatID := o.person.chat.ID
	m, err := d.store.AddSends(ctx, chatID, o.all(), o.with)
	if err != nil {
		return domain.Message{}, fmt.Errorf("queueing a send: %w", err)
	}
	if len(o.with.Taken.Keys) > 0 {
		d.library.stale.Store(true)
	}
	d.wake()
	d.changed(chatID)
	return m, nil
}

// Resend queues the text of a failed message again, as a new message. It is
// refused while the old one may still have left: that is first settled by a
// person. The draft of the chat is something else and stays.
func (d *Desk) Resend(ctx context.Context, uuid string) (domain.Message, error) {
	old, m, err := d.store.SendByUUID(ctx, uuid)
	if err != nil {
		return domain.Message{}, fmt.Errorf("reading the send to repeat: %w", err)
	}
	if m.Status != domain.StatusFailed {
		return domain.Message{}, domain.Fail(domain.CodeTooLate, "", nil)
	}
	if len(d.outdated(m.Content.Text, m.At)) > 0 {
		return domain.Message{}, domain.Fail(domain.CodeDayOver, "", nil)
	}
	chat, err := d.store.Chat(ctx, m.ChatID)
	if err != nil {
		return domain.Message{}, fmt.Errorf("reading the chat of a send to repeat: %w", err)
	}
	taken, err := d.store.TakenFor(ctx, uuid)
	if err != nil {
		return domain.Message{}, err
	}
	var files []domain.Attachment
	if old.Media != nil { // uploaded anew: who knows how long Meta keeps the first one
		files = []domain.Attachment{old.Media.Attachment()}
	}
	taken.Text = "" // the words stay as they were read; only an answer that is over stops them
	o, err := d.prepare(ctx, domain.Reply{
		ChatID: chat.ID, To: chat.Contact.Address(), Text: old.Text, ReplyTo: old.ReplyTo, Despite: m.Despite, Taken: taken,
		Template: old.Template, Files: files, Place: old.Place, Cards: old.Cards,
	})
	if err != nil {
		return domain.Message{}, err
	}
	o.with.Again = true
	return d.queue(ctx, o)
}

// Settle ends "unknown" by the adviser's word. Nothing is repeated by it.
func (d *Desk) Settle(ctx context.Context, uuid string, arrived bool) error {
	_, m, err := d.store.SendByUUID(ctx, uuid)
	if err != nil {
		return fmt.Errorf("reading the send to settle: %w", err)
	}
	if err := d.store.Settle(ctx, uuid, arrived); err != nil {
		return fmt.Errorf("settling a send: %w", err)
	}
	d.changed(m.ChatID)
	return nil
}

// TakeBack withdraws a send, with the other messages of its reply. In time, they
// are gone, and text and files are the chat's draft again. If the relay cannot be asked, the wish is kept and
// carried out before anything else is handed over.
func (d *Desk) TakeBack(ctx context.Context, uuid string) (domain.TakeBack, domain.Draft, error) {
	s, m, err := d.store.SendByUUID(ctx, uuid)
	if err != nil {
		return "", domain.Draft{}, fmt.Errorf("reading the send to take back: %w", err)
	}
	group, err := d.store.GroupOf(ctx, s.UUID) // s is the reply, if uuid is what announces it
	if err != nil {
		return "", domain.Draft{}, fmt.Errorf("noting a take-back: %w", err)
	}
	for _, id := range group {
		if err := d.store.WantBack(ctx, id); err != nil {
			return "", domain.Draft{}, fmt.Errorf("noting a take-back: %w", err)
		}
	}
	d.handing.Lock()
	defer d.handing.Unlock()
	result, draft, err := d.takeAllBack(ctx, group)
	d.changed(m.ChatID)
	if err != nil {
		d.trouble("taking back a send", err)
		d.wake()
		return domain.TakeBackOpen, domain.Draft{}, nil
	}
	return result, draft, nil
}

// takeAllBack takes back the messages of one reply, from its end, so that the
// draft gets them in their order. One that came back in time is told as such,
// even if another was too late: the chat shows that one.
func (d *Desk) takeAllBack(ctx context.Context, group []string) (domain.TakeBack, domain.Draft, error) {
	result, draft := domain.TooLate, domain.Draft{}
	for _, uuid := range slices.Backward(group) {
		one, got, err := d.takeBackNow(ctx, uuid)
		if err != nil {
			return "", draft, err
		}
		if one == domain.TakenBack {
			result, draft = one, got
		}
	}
	return result, draft, nil
}

// takeBackNow asks the relay; d.handing is held.
func (d *Desk) takeBackNow(ctx context.Context, uuid string) (domain.TakeBack, domain.Draft, error) {
	result, err := d.relay.TakeBack(ctx, uuid)
	if err != nil {
		return "", domain.Draft{}, fmt.Errorf("asking the relay to take back: %w", err)
	}
	if result != domain.TakenBack {
		return domain.TooLate, domain.Draft{}, d.store.KeepSend(ctx, uuid)
	}
	draft, err := d.store.Withdrawn(ctx, uuid)
	if domain.CodeOf(err) == domain.CodeTooLate { // a relay that has forgotten it; WhatsApp has it
		return domain.TooLate, domain.Draft{}, d.store.KeepSend(ctx, uuid)
	}
	if err != nil {
		return "", domain.Draft{}, fmt.Errorf("putting a withdrawn text back: %w", err)
	}
	return domain.TakenBack, draft, nil
}

// handOver tells the relay everything it has not confirmed. While the relay
// cannot be reached it stops at the first error; a send that only the relay
// itself cannot take now is passed over, so that it does not hold up the other
// people's, and is tried again later.
func (d *Desk) handOver(ctx context.Context) error {
	if d.readsOnly() {
		return nil // it waits until this desk writes again
	}
	err := d.handOverNow(ctx)
	if domain.CodeOf(err) == domain.CodeReader {
		d.noteWriter() // another desk was faster, and it waits as well
		return nil
	}
	return err
}

func (d *Desk) handOverNow(ctx context.Context) error {
	d.handing.Lock()
	defer d.handing.Unlock()
	if err := d.tellCrises(ctx); err != nil {
		return err
	}
	if err := d.tellResting(ctx); err != nil && domain.CodeOf(err) != domain.CodeRelaySlow {
		return err // a relay that still thinks about a million events is told with the next
	}
	limit := recent
	if err := d.store.RecallMoved(ctx); err != nil {
		return err
	}
	for {
		list, err := d.store.Handovers(ctx, limit)
		if err != nil {
			return fmt.Errorf("reading what to hand over: %w", err)
		}
		d.setPending(len(list))
		ready := d.ready(list)
		if len(ready) == 0 && len(list) == limit && limit > 0 {
			limit = 0 // all of these wait for their files; perhaps others do not
			continue
		}
		if len(ready) == 0 {
			return nil
		}
		if err := d.handOverAll(ctx, ready); err != nil {
			return err
		}
	}
}

// handOverAll tries each of a list once and returns the first error.
func (d *Desk) handOverAll(ctx context.Context, list []domain.Handover) error {
	var first error
	for _, h := range list {
		err := d.handOverOne(ctx, h)
		if err != nil && (domain.CodeOf(err) != domain.CodeInternal || ctx.Err() != nil) {
			return err
		}
		if first == nil {
			first = err
		}
	}
	return first
}

func (d *Desk) handOverOne(ctx context.Context, h domain.Handover) error {
	if h.TakeBack {
		_, draft, err := d.takeBackNow(ctx, h.Send.UUID)
		if draft.ChatID != 0 {
			d.changed(draft.ChatID)
		}
		return err
	}
	if h.Rests && (h.Send.Alone || h.Send.Announce != nil) { // it would leave by itself
		return d.cameBack(ctx, h.Send.UUID, domain.ReturnRestricted)
	}
	err := d.relay.PutSend(ctx, h.Send.Bare())
	switch domain.CodeOf(err) {
	case "":
	case domain.CodeUsage, domain.CodeEmpty, domain.CodeTooLong, domain.CodeNoAddress: // the relay will never take this one; it has surely not left
		return d.refused(ctx, h.Send.UUID, err)
	case domain.CodeParked:
		return d.cameBack(ctx, h.Send.UUID, domain.ReturnParked)
	case domain.CodeCrisis:
		return d.cameBack(ctx, h.Send.UUID, domain.ReturnCrisis)
	case domain.CodeStopped:
		return d.cameBack(ctx, h.Send.UUID, domain.ReturnStop)
	default:
		return fmt.Errorf("handing over a send: %w", err)
	}
	if err := d.store.HandedOver(ctx, h.Send.UUID); err != nil {
		return fmt.Errorf("noting a send as handed over: %w", err)
	}
	return nil
}

func (d *Desk) refused(ctx context.Context, uuid string, why error) error {
	d.log.Error("the relay refuses a send for good", "uuid", uuid, "error", why)
	if err := d.store.Settle(ctx, uuid, false); err != nil {
		return fmt.Errorf("marking a refused send as failed: %w", err)
	}
	return d.store.HandedOver(ctx, uuid)
}

// cameBack notes what the relay does not take, and lets the screen read it: what is
// typed next would be saved over it.
func (d *Desk) cameBack(ctx context.Context, uuid string, why domain.ReturnReason) error {
	if err := d.store.Refused(ctx, uuid, why); err != nil {
		return err
	}
	_, m, err := d.store.SendByUUID(ctx, uuid)
	if err == nil {
		d.changed(m.ChatID)
	}
	return err
}
