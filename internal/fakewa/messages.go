package fakewa

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"maps"
	"time"

	"sprechstunde/internal/domain"
)

// SentMessage is a message the pretend API has accepted.
type SentMessage struct {
	UUID      string // biz_opaque_callback_data
	WAMID     string // the id it was given
	To        string // as it came, "" when a recipient was used
	Recipient string // business-scoped user id, "" when a number was used
	Type      string // text, image, template, …
	Body      string // text, caption, emoji, or name of the template
	MediaID   string // of images, documents and the like
	ReplyTo   string // wamid that is quoted or reacted to
	At        time.Time
	Raw       json.RawMessage // the whole body of the request
}

// Receipt is a read receipt the pretend API was given.
type Receipt struct {
	MessageID string
	Typing    bool // "typing" was shown with it
	At        time.Time
}

// Sent lists the accepted messages in the order they came.
func (s *Server) Sent() []SentMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]SentMessage(nil), s.sent...)
}

// Receipts lists the read receipts in the order they came.
func (s *Server) Receipts() []Receipt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Receipt(nil), s.receipts...)
}

// Count says how many messages with this uuid were accepted. More than one
// means that a person has been written to twice.
func (s *Server) Count(uuid string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, m := range s.sent {
		if m.UUID == uuid {
			n++
		}
	}
	return n
}

// Attempts says how many requests with this uuid were read, accepted or not.
func (s *Server) Attempts(uuid string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.attempts[uuid]
}

// Asked says how many requests each endpoint has had, by Request.Endpoint.
func (s *Server) Asked() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.asked)
}

func (s *Server) postMessage(c call) answer {
	m, e := readOutgoing(c.body)
	if e != nil {
		return e.answer()
	}
	if m.Status != "" {
		return s.receipt(m)
	}
	s.mu.Lock()
	s.attempts[m.Opaque]++
	s.mu.Unlock()
	if e := m.check(); e != nil {
		return e.answer()
	}
	if e := s.checkParts(&m); e != nil {
		return e.answer()
	}
	return s.accept(c, m)
}

// checkParts is the part of the check that needs to know what we hold.
func (s *Server) checkParts(m *outgoing) *graphError {
	if part := m.media(); part != nil {
		if e := s.checkUpload(m.Type, part); e != nil {
			return e
		}
	}
	if m.Template != nil {
		if e := s.checkTemplate(m.Template); e != nil {
			return e
		}
	}
	return s.checkPair(m)
}

func (s *Server) receipt(m outgoing) answer {
	if m.Status != "read" || m.Type != "" || m.To != "" {
		return fail(100, "status must be read and stand alone").answer()
	}
	if m.MessageID == "" {
		return fail(131008, "The parameter message_id is required.").answer()
	}
	if m.Typing != nil && m.Typing.Type != "text" {
		return fail(131009, "typing_indicator.type must be text").answer()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.receipts = append(s.receipts, Receipt{MessageID: m.MessageID, Typing: m.Typing != nil, At: s.opt.Clock()})
	return success()
}

// accept takes the message, answers with its id and lets its statuses come.
func (s *Server) accept(c call, m outgoing) answer {
	who := s.lookUp(m.To, m.Recipient)
	open := s.opt.NoWindow || m.Template != nil || s.windowOpen(who)
	if !open && s.opt.SyncWindow {
		return fail(131047, windowDetails).answer()
	}
	sent := s.record(m, c.body)
	contact := map[string]string{"input": m.To + m.Recipient}
	if who.Phone != "" {
		contact["wa_id"] = who.digits()
	}
	if who.UserID != "" {
		contact["user_id"] = who.UserID
	}
	if err := s.afterwards(c, sent, who, open); err != nil {
		s.problem(err)
	}
	message := map[string]string{"id": sent.WAMID}
	if m.Template != nil {
		message["message_status"] = "accepted"
	}
	return ok(map[string]any{"messaging_product": "whatsapp", "contacts": []any{contact}, "messages": []any{message}})
}

func (s *Server) record(m outgoing, body []byte) SentMessage {
	sent := SentMessage{
		UUID: m.Opaque, To: m.To, Recipient: m.Recipient, Type: m.Type, Body: m.summary(),
		ReplyTo: m.quoted(), At: s.now(), Raw: append(json.RawMessage(nil), body...),
	}
	if part := m.media(); part != nil {
		sent.MediaID = part.ID
	}
	sent.WAMID = s.newWAMID()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = append(s.sent, sent)
	return sent
}

// afterwards decides what happens to an accepted message.
func (s *Server) afterwards(c call, m SentMessage, who Person, open bool) error {
	if domain.LooksLikeUserID(m.To) {
		return nil // an id in "to" is accepted and silently never delivered
	}
	steps := s.opt.Plan(m, s.luck(s.nextSerial()))
	if m.Type == "reaction" {
		steps = onlySent(steps)
	}
	if !open {
		steps = []Step{{Status: domain.StatusFailed, After: quick, Code: 131047}}
	}
	if c.fault.StatusFirst && len(steps) > 0 {
		if err := s.report(context.WithoutCancel(c.Context()), m, who, steps[0]); err != nil {
			return err
		}
		steps = steps[1:]
	}
	s.spawn("statuses", func(ctx context.Context) error {
		if err := s.climb(ctx, m, who, steps); err != nil {
			return err
		}
		return s.answerLike(ctx, m, who, steps)
	})
	return nil
}

// newWAMID makes an id as opaque as Meta's; it depends on the seed, the time
// of the first use and the number of ids made.
func (s *Server) newWAMID() string {
	var b [24]byte
	binary.BigEndian.PutUint64(b[:], s.opt.Seed)
	binary.BigEndian.PutUint64(b[8:], s.nextSerial())
	binary.BigEndian.PutUint64(b[16:], uint64(s.now().UnixNano()))
	sum := sha256.Sum256(b[:])
	return "wamid." + base64.StdEncoding.EncodeToString(sum[:24])
}
