package relay

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"

	"github.com/google/uuid"
)

// receiptLane begins the lanes of read receipts. They never wait behind
// messages nor hold them up.
const receiptLane = "receipt "

// order is a send on its way into the outbox.
type order struct {
	send domain.Send
	lane string // sends of one lane leave one after the other
	body []byte
	sum  [sha256.Size]byte
}

// newOrder checks a send and gives it the one form in which it is compared: a
// desk that reads it back from its database and hands it over again must not
// look as if it had changed the text.
func newOrder(s domain.Send) (order, error) {
	if err := checkSend(s); err != nil {
		return order{}, err
	}
	s.UUID = strings.ToLower(s.UUID)
	for _, t := range []*time.Time{&s.NotBefore, &s.NotAfter, &s.Expires} {
		if !t.IsZero() {
			*t = t.UTC().Truncate(time.Millisecond)
		}
	}
	if s.Announce != nil {
		a := *s.Announce
		a.UUID = strings.ToLower(a.UUID)
		s.Announce = &a
	}
	body, err := json.Marshal(s)
	if err != nil {
		return order{}, fmt.Errorf("encoding a send: %w", err)
	}
	return order{send: s, lane: laneOf(s), body: body, sum: sha256.Sum256(body)}, nil
}

// conditional reports that the send waits for more than its time.
func (o order) conditional() bool { return o.send.Announce != nil || o.send.Alone }

func laneOf(s domain.Send) string {
	if s.Kind == domain.SendReceipt {
		return receiptLane + s.Read
	}
	return aliasesOf(s.To)[0]
}

// decodeSend reads the body of a handover. A field that this relay does not
// know is refused: it could be a condition ("only after …") without which the
// text must not leave.
func decodeSend(body []byte) (domain.Send, error) {
	var s domain.Send
	if err := strictly(body, &s); err != nil {
		return s, fmt.Errorf("reading a send: %w", err)
	}
	return s, nil
}

// strictly reads one JSON value without fields that are not known.
func strictly(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	return nil
}

// validUUID accepts the 36 characters and no other spelling.
func validUUID(s string) bool {
	return len(s) == 36 && uuid.Validate(s) == nil
}

func checkSend(s domain.Send) error {
	if !validUUID(s.UUID) {
		return domain.Fail(domain.CodeUsage, "uuid", nil)
	}
	if s.Kind != domain.SendReceipt && s.To.Empty() {
		return domain.Fail(domain.CodeNoAddress, "", nil)
	}
	if err := checkTerms(s); err != nil {
		return err
	}
	return checkContent(s)
}

// checkTerms holds the conditions of a send against each other. Those that
// depend on the time are for the moment of its handover.
func checkTerms(s domain.Send) error {
	for name, t := range map[string]time.Time{"not_before": s.NotBefore, "not_after": s.NotAfter, "expires": s.Expires} {
		if y := t.Year(); !t.IsZero() && (y < 1970 || y > 9999) {
			return domain.Fail(domain.CodeUsage, name, nil)
		}
	}
	if !s.NotAfter.IsZero() && s.NotAfter.Before(s.NotBefore) {
		return domain.Fail(domain.CodeUsage, "not_after", nil)
	}
	if s.Announce == nil {
		if !s.Expires.IsZero() {
			return domain.Fail(domain.CodeUsage, "expires", nil)
		}
		return nil
	}
	return checkParked(s)
}

// checkParked checks a reply that waits for the person, with what announces it:
// only the tap on a quick reply can tell which reply is meant.
func checkParked(s domain.Send) error {
	a := s.Announce
	switch {
	case s.Kind != domain.SendText:
		return domain.Fail(domain.CodeUsage, "kind", nil)
	case !validUUID(a.UUID) || strings.EqualFold(a.UUID, s.UUID):
		return domain.Fail(domain.CodeUsage, "announce", nil)
	case a.Template.Name == "" || a.Template.Language == "":
		return domain.Fail(domain.CodeEmpty, "template", nil)
	case s.Expires.IsZero() || s.Expires.Before(s.NotBefore):
		return domain.Fail(domain.CodeUsage, "expires", nil)
	}
	return nil
}

// announcement is the send that announces a parked reply. The payload of its
// first button is ours whatever was handed over: it is what releases the reply.
func (o order) announcement() (order, error) {
	t := o.send.Announce.Template
	t.Payloads = append([]string{domain.ParkPayload(o.send.UUID)}, t.Payloads[min(1, len(t.Payloads)):]...)
	return newOrder(domain.Send{
		UUID: o.send.Announce.UUID, To: o.send.To, Kind: domain.SendTemplate, Template: &t, NotBefore: o.send.NotBefore,
	})
}

func checkContent(s domain.Send) error {
	switch s.Kind {
	case domain.SendText:
		return checkText(s.Text, domain.MaxTextLen, true)
	case domain.SendTemplate:
		if s.Template == nil || s.Template.Name == "" || s.Template.Language == "" {
			return domain.Fail(domain.CodeEmpty, "template", nil)
		}
		return nil
	case domain.SendMedia:
		if s.Media == nil || s.Media.ID == "" || s.Media.Kind == "" {
			return domain.Fail(domain.CodeEmpty, "media", nil)
		}
		return checkText(s.Text, domain.MaxCaptionLen, false)
	case domain.SendPlace, domain.SendCards:
		_, err := whatsapp.Build(s) // what cannot be built could only fail when it is to leave
		return err
	case domain.SendReaction:
		if s.ReplyTo == "" {
			return domain.Fail(domain.CodeEmpty, "reply_to", nil)
		}
		return nil
	case domain.SendReceipt:
		if s.Read == "" {
			return domain.Fail(domain.CodeEmpty, "read", nil)
		}
		return nil
	}
	return domain.Fail(domain.CodeUsage, "kind", nil)
}

func checkText(s string, most int, needed bool) error {
	if needed && strings.TrimSpace(s) == "" {
		return domain.Fail(domain.CodeEmpty, "text", nil)
	}
	if utf8.RuneCountInString(s) > most {
		return domain.Fail(domain.CodeTooLong, fmt.Sprint(most), nil)
	}
	return nil
}
