package whatsapp

import (
	"bytes"
	"encoding/json"
	"fmt"

	"sprechstunde/internal/domain"
)

// Stub is what is left of a webhook all of which was redacted. It decodes to
// nothing.
const Stub = `{"object":"whatsapp_business_account","entry":[],"redacted":true}`

// Redact takes what is about somebody out of a webhook, and leaves what is about
// others as it came: gone says of an update whether it is to go. It returns the
// updates that went; if there were none, the body is returned as it is. What is
// left says that it was redacted, and does not bear Meta's signature any more.
func Redact(body []byte, gone func(domain.Update) bool) (left []byte, went []domain.Update, err error) {
	r := &redaction{gone: gone, cuts: map[string]bool{}}
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if !json.Valid(trimmed) {
		return r.whole(body)
	}
	r.again = isRedacted(trimmed)
	entries := value(trimmed).object().get("entry").list()
	if len(entries) == 0 {
		return r.whole(body)
	}
	for i, e := range entries {
		changes := e.object().get("changes").list()
		if len(changes) == 0 && len(entries) == 1 && r.all(Decode(body)) {
			return []byte(Stub), r.went, nil
		}
		for j, c := range changes {
			r.change(fmt.Sprintf("%d/%d", i, j), c)
		}
	}
	if len(r.went) == 0 {
		return body, nil, nil
	}
	left, err = r.rewrite(trimmed)
	return left, r.went, err
}

// redaction is a webhook that is being gone through. Cuts are the places of what
// goes: changes by the numbers of their entry and themselves, elements by the name
// and number within them.
type redaction struct {
	gone func(domain.Update) bool
	cuts map[string]bool
	went []domain.Update
	// again says that the webhook was redacted before.
	again bool
}

func isRedacted(root value) bool { return root.object().get("redacted").truth() }

// whole is for a body that has no parts.
func (r *redaction) whole(body []byte) ([]byte, []domain.Update, error) {
	if !r.all(Decode(body)) {
		return body, nil, nil
	}
	return []byte(Stub), r.went, nil
}

// all reports whether updates go, and notes them. An element goes with everything
// it says: it is one message, and parts of it cannot be told from each other.
func (r *redaction) all(list []domain.Update) bool {
	for _, u := range list {
		if r.gone(u) {
			r.went = append(r.went, list...)
			return true
		}
	}
	return false
}

func (r *redaction) change(path string, v value) {
	o := v.object()
	c := &change{field: o.word("field"), raw: o.get("value")}
	c.val = c.raw.object()
	c.people = contacts(c.val.get("contacts"))
	d := &decoder{redacted: r.again}
	kept := 0
	list := func(within string, from object, key string, read func(*change, value)) {
		for k, e := range from.get(key).list() {
			d.out = nil
			if e.is('{') {
				read(c, e)
			}
			if r.all(d.out) {
				r.cuts[fmt.Sprintf("%s%s/%d", within, key, k)] = true
				continue
			}
			kept++
		}
	}
	switch {
	case c.val == nil:
		kept++
	case c.field == fieldHistory:
		c.crowd = true
		r.history(path, c, d, list)
	case c.field == "user_preferences":
		c.crowd = r.again || len(c.val.get("user_preferences").list()) > 1
		list(path+"/", c.val, "user_preferences", func(c *change, v value) { d.onePreference(c, v) })
	default:
		c.crowd = r.again || crowd(c.elements())
		for _, l := range []struct {
			key  string
			read func(*change, value)
		}{{"messages", d.message}, {"message_echoes", d.echo}, {"calls", d.call}, {"statuses", d.status}} {
			list(path+"/", c.val, l.key, l.read)
		}
	}
	r.finish(path, v, kept)
}

func (r *redaction) history(path string, c *change, d *decoder, list func(string, object, string, func(*change, value))) {
	for p, part := range c.val.get("history").list() {
		for t, thread := range part.object().get("threads").list() {
			o := thread.object()
			who := c.threadOf(o)
			for _, key := range []string{"messages", "message_echoes"} {
				list(fmt.Sprintf("%s/history/%d/threads/%d/", path, p, t), o, key, func(c *change, v value) { d.past(c, who, key, v) })
			}
		}
	}
	c.crowd = r.again || crowd(c.elements())
	list(path+"/", c.val, "messages", d.message)
	list(path+"/", c.val, "message_echoes", d.echo)
}

// finish takes a change out of which nothing is left, or which goes as a whole.
func (r *redaction) finish(path string, v value, kept int) {
	before := false
	for cut := range r.cuts {
		before = before || len(cut) > len(path) && cut[:len(path)+1] == path+"/"
	}
	if before && kept == 0 {
		r.cuts[path] = true
	}
	if before {
		return
	}
	d := &decoder{redacted: r.again}
	d.change(v, v.object().get("timestamp").instant())
	if r.all(d.out) {
		r.cuts[path] = true
	}
}

// ------------------------------------------------------------------ writing

// rewrite writes the body without what goes.
func (r *redaction) rewrite(body []byte) ([]byte, error) {
	var root map[string]any
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if err := dec.Decode(&root); err != nil {
		return nil, fmt.Errorf("reading a webhook to redact it: %w", err)
	}
	var entries []any
	for i, e := range elements(root["entry"]) {
		entry, _ := e.(map[string]any)
		var changes []any
		for j, c := range elements(entry["changes"]) {
			path := fmt.Sprintf("%d/%d", i, j)
			change, _ := c.(map[string]any)
			if r.cuts[path] || change == nil {
				continue
			}
			if val, ok := change["value"].(map[string]any); ok {
				r.prune(path+"/", val)
				r.pruneContacts(val)
			}
			changes = append(changes, change)
		}
		if len(changes) > 0 {
			entry["changes"] = changes
			entries = append(entries, entry)
		}
	}
	if len(entries) == 0 {
		return []byte(Stub), nil
	}
	root["entry"], root["redacted"] = entries, true
	out, err := json.Marshal(root)
	if err != nil {
		return nil, fmt.Errorf("writing a redacted webhook: %w", err)
	}
	return out, nil
}

// elements are those of a list; a single object counts as a list of one, as when
// it is decoded.
func elements(v any) []any {
	switch v := v.(type) {
	case []any:
		return v
	case map[string]any:
		return []any{v}
	}
	return nil
}

// prune takes elements out of the lists of an object, and of those below.
func (r *redaction) prune(path string, o map[string]any) {
	for key, v := range o {
		list := elements(v)
		if list == nil {
			continue
		}
		left := []any{}
		for k, e := range list {
			at := fmt.Sprintf("%s%s/%d", path, key, k)
			if r.cuts[at] {
				continue
			}
			if below, ok := e.(map[string]any); ok {
				r.prune(at+"/", below)
				if key == "threads" && emptied(below) {
					continue
				}
			}
			left = append(left, e)
		}
		if len(left) < len(list) {
			o[key] = left
		}
	}
}

// emptied reports a thread of which no message is left.
func emptied(thread map[string]any) bool {
	return len(elements(thread["messages"])) == 0 && len(elements(thread["message_echoes"])) == 0
}

// pruneContacts takes out who is named in a list of contacts and in nothing that
// went on being there.
func (r *redaction) pruneContacts(val map[string]any) {
	list := elements(val["contacts"])
	if len(list) == 0 {
		return
	}
	away := map[string]bool{}
	for _, u := range r.went {
		for _, id := range Identities(u) {
			away[id.Phone], away[id.UserID] = true, true
		}
	}
	delete(away, "")
	left := []any{}
	for _, e := range list {
		raw, err := json.Marshal(e)
		if err != nil {
			continue
		}
		for _, k := range contacts(value(raw)) {
			if !away[k.Phone] && !away[k.UserID] || r.stillNamed(val, k.Identity) {
				left = append(left, e)
			}
		}
	}
	val["contacts"] = left
}

// stillNamed reports whether something that stays is of that person.
func (r *redaction) stillNamed(val map[string]any, id domain.Identity) bool {
	raw, err := json.Marshal(map[string]any{"entry": []any{map[string]any{"changes": []any{map[string]any{"field": fieldMessages, "value": val}}}}})
	if err != nil {
		return false
	}
	for _, u := range Decode(raw) {
		for _, other := range Identities(u) {
			if id.UserID != "" && other.UserID == id.UserID || id.Phone != "" && other.Phone == id.Phone {
				return true
			}
		}
	}
	return false
}

// Identities are those whom an update names as its person.
func Identities(u domain.Update) []domain.Identity {
	switch u := u.(type) {
	case domain.Incoming:
		return []domain.Identity{u.From.Identity}
	case domain.Reported:
		return []domain.Identity{u.Recipient.Identity}
	case domain.Reacted:
		return []domain.Identity{u.From.Identity}
	case domain.Changed:
		return []domain.Identity{u.From.Identity}
	case domain.IdentityChanged:
		return []domain.Identity{u.Previous, u.Current}
	case domain.Notice:
		return []domain.Identity{u.Person.Identity}
	}
	return nil
}
