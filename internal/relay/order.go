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
	if !s.NotBefore.IsZero() {
		s.NotBefore = s.NotBefore.UTC().Truncate(time.Millisecond)
	}
	body, err := json.Marshal(s)
	if err != nil {
		return order{}, fmt.Errorf("encoding a send: %w", err)
	}
	return order{send: s, lane: laneOf(s), body: body, sum: sha256.Sum256(body)}, nil
}

func laneOf(s domain.Send) string {
	if s.Kind == domain.SendReceipt {
		return receiptLane + s.Read
	}
	if p := domain.NormalizePhone(s.To.Phone); p != "" {
		return p
	}
	return s.To.Phone + s.To.UserID
}

// decodeSend reads the body of a handover. A field that this relay does not
// know is refused: it could be a condition ("only after …") without which the
// text must not leave.
func decodeSend(body []byte) (domain.Send, error) {
	var s domain.Send
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return s, fmt.Errorf("reading a send: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return s, errors.New("reading a send: more than one value")
	}
	return s, nil
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
	if y := s.NotBefore.Year(); !s.NotBefore.IsZero() && (y < 1970 || y > 9999) {
		return domain.Fail(domain.CodeUsage, "not_before", nil)
	}
	return checkContent(s)
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
