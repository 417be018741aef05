package fakewa

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// maxUpdates is how many updates Meta puts into one webhook at most.
const maxUpdates = 1000

// File is what a media message carries.
type File struct {
	MIME string
	Data []byte
}

// Inbound is one thing a person does, as a webhook tells it. The functions in
// this package make the usual ones; all fields may be changed afterwards.
type Inbound struct {
	From  Person
	Time  time.Time // zero: when it is delivered
	ID    string    // zero: made when it is delivered
	Field string    // webhook field; "" is "messages"
	Type  string    // Meta's type; "" leaves the key out
	// Body is the object under the type's name; nil leaves it out.
	Body map[string]any
	// More are further keys of the message: context, referral, errors, …
	More map[string]any
	// File is kept, so that it can be fetched by the id put into Body.
	File *File
	// ValueErrors are put beside the message, as Meta does now and then.
	ValueErrors []any
	NoContact   bool // without entry in the contacts array
	Silent      bool // does not open the reply window
}

// At gives the message another time.
func (in Inbound) At(t time.Time) Inbound {
	in.Time = t
	return in
}

// WithID gives the message an id, so that others can refer to it.
func (in Inbound) WithID(wamid string) Inbound {
	in.ID = wamid
	return in
}

// with adds a key without touching the original's map.
func (in Inbound) with(key string, v any) Inbound {
	more := map[string]any{key: v}
	for k, old := range in.More {
		if k != key {
			more[k] = old
		}
	}
	in.More = more
	return in
}

// WithFile gives a media message other bytes and another type than its own.
func (in Inbound) WithFile(mime string, data []byte) Inbound {
	in.File = &File{MIME: mime, Data: data}
	return in
}

// Saying changes what the media object of a message says, whatever is true:
// "sha256", "url", "filename", "id" …
func (in Inbound) Saying(key string, v any) Inbound {
	body := map[string]any{key: v}
	for k, old := range in.Body {
		if k != key {
			body[k] = old
		}
	}
	in.Body = body
	return in
}

// Quoting makes the message a reply to another one.
func (in Inbound) Quoting(wamid string) Inbound {
	return in.with("context", map[string]any{"from": in.From.digits(), "id": wamid})
}

// Forwarded marks the message as passed on, often if it was more than five
// times.
func (in Inbound) Forwarded(often bool) Inbound {
	if often {
		return in.with("context", map[string]any{"frequently_forwarded": true})
	}
	return in.with("context", map[string]any{"forwarded": true})
}

// FromPost says that a tap on a post or ad started the chat.
func (in Inbound) FromPost(headline, body, address string) Inbound {
	return in.with("referral", map[string]any{
		"source_url": address, "source_id": "500000000000005", "source_type": "post",
		"headline": headline, "body": body, "media_type": "image", "image_url": address + "bild.jpg",
	})
}

// Deliver sends what people do, in one webhook (or several from a thousand
// updates on), and returns when it was taken.
func (s *Server) Deliver(ctx context.Context, ins ...Inbound) error {
	for len(ins) > 0 {
		n := min(maxUpdates, len(ins))
		if err := s.post(ctx, s.envelope(s.changes(ins[:n])...)); err != nil {
			return fmt.Errorf("delivering %d updates: %w", n, err)
		}
		ins = ins[n:]
	}
	return nil
}

// changes puts neighbours of one person and field into one value.
func (s *Server) changes(ins []Inbound) []change {
	var all []change
	for i, in := range ins {
		if in.Field == "" {
			in.Field = fieldMessages
		}
		if i == 0 || !sameValue(ins[i-1], in) {
			all = append(all, s.newChange(in))
		}
		c := all[len(all)-1]
		key := listKey(in.Field)
		list, _ := c.Value[key].([]any)
		c.Value[key] = append(list, s.wire(in))
	}
	return all
}

func sameValue(before, in Inbound) bool {
	field := before.Field
	if field == "" {
		field = fieldMessages
	}
	return field == in.Field && before.From.Phone == in.From.Phone && before.From.UserID == in.From.UserID &&
		before.NoContact == in.NoContact && before.ValueErrors == nil && in.ValueErrors == nil
}

func listKey(field string) string {
	switch field {
	case fieldEchoes:
		return "message_echoes"
	case fieldCalls:
		return "calls"
	}
	return "messages"
}

func (s *Server) newChange(in Inbound) change {
	v := s.value()
	if !in.NoContact && in.Field != fieldEchoes {
		v["contacts"] = []any{in.From.contact()}
	}
	if in.ValueErrors != nil {
		v["errors"] = in.ValueErrors
	}
	return change{Field: in.Field, Value: v}
}

// wire makes the message object and notes what it means for the window.
func (s *Server) wire(in Inbound) map[string]any {
	if in.Time.IsZero() {
		in.Time = s.now()
	}
	if in.ID == "" {
		in.ID = s.newWAMID()
		if in.Field == fieldCalls {
			in.ID = "wacid." + strings.TrimPrefix(in.ID, "wamid.")
		}
	}
	s.heard(in.From, in.Time, !in.Silent && in.Field != fieldEchoes)
	m := map[string]any{"id": in.ID, "timestamp": strconv.FormatInt(in.Time.Unix(), 10)}
	s.address(m, in)
	if in.Type != "" && in.Field != fieldCalls {
		m["type"] = in.Type
	}
	if in.File != nil {
		in.Body = s.attach(in)
	}
	if in.Body != nil && in.Field == fieldCalls {
		for k, v := range in.Body {
			m[k] = v
		}
	} else if in.Body != nil {
		m[in.Type] = in.Body
	}
	for k, v := range in.More {
		m[k] = v
	}
	return m
}

func (s *Server) address(m map[string]any, in Inbound) {
	phone, id := "from", "from_user_id"
	if in.Field == fieldEchoes {
		phone, id = "to", "to_user_id"
		m["from"] = Person{Phone: s.opt.DisplayNumber}.digits()
	}
	if in.From.Phone != "" {
		m[phone] = in.From.digits()
	}
	if in.From.UserID != "" {
		m[id] = in.From.UserID
	}
}

// attach keeps the file and completes the media object with what only the
// server knows.
func (s *Server) attach(in Inbound) map[string]any {
	named, _ := in.Body["id"].(string)
	f := s.file(named)
	if f == nil {
		f = s.keepFile(in.File.MIME, in.File.Data)
	}
	body := map[string]any{"id": f.id, "mime_type": f.mime, "sha256": f.base64Sum(), "url": s.fileURL(f)}
	for k, v := range in.Body {
		body[k] = v
	}
	return body
}
