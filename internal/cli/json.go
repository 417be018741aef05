package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// The JSON of line mode is a contract, documented in docs/json.md and only
// ever extended. Texts are the raw ones, letter for letter; times are RFC 3339
// in UTC; what is not known is null, never an empty time.

type jsonChat struct {
	ID               int64      `json:"id"`
	Name             string     `json:"name"`
	NameSource       string     `json:"name_source"`
	Phone            *string    `json:"phone"`
	UserID           *string    `json:"user_id"`
	Username         *string    `json:"username"`
	State            string     `json:"state"`
	WaitingSince     *time.Time `json:"waiting_since"`
	LastText         string     `json:"last_text"`
	LastKind         string     `json:"last_kind"`
	LastDirection    string     `json:"last_direction"`
	LastStatus       string     `json:"last_status"`
	LastAt           *time.Time `json:"last_at"`
	ReplyWindowUntil *time.Time `json:"reply_window_until"`
	Unread           int        `json:"unread"`
	FirstContact     bool       `json:"first_contact"`
	Draft            bool       `json:"draft"`
	LaterUntil       *time.Time `json:"later_until"`
	Crisis           bool       `json:"crisis"`
	Look             *string    `json:"look"`
	Shut             bool       `json:"shut"`
	Lapse            string     `json:"lapse"`
	Overdue          bool       `json:"overdue"`
	Failed           bool       `json:"failed"`
	AnsweredAt       *time.Time `json:"answered_at"`
	Wait             *string    `json:"wait"`
	WaitUntil        *time.Time `json:"wait_until"`
	PromiseDue       *time.Time `json:"promise_due"`
	Labels           []string   `json:"labels"`
	Stage            *string    `json:"stage"`
	Muted            bool       `json:"muted"`
}

type jsonMessage struct {
	ID          int64           `json:"id"`
	WAMID       *string         `json:"wamid"`
	UUID        *string         `json:"uuid"`
	Direction   string          `json:"direction"`
	Kind        string          `json:"kind"`
	Text        string          `json:"text"`
	At          *time.Time      `json:"at"`
	Status      *string         `json:"status"`
	Error       *jsonError      `json:"error"`
	ReplyTo     *string         `json:"reply_to"`
	Reactions   []jsonReaction  `json:"reactions"`
	Origin      string          `json:"origin"`
	Edited      *domain.Edit    `json:"edited,omitempty"`
	RevokedAt   *time.Time      `json:"revoked_at,omitempty"`
	NotBefore   *time.Time      `json:"not_before,omitempty"`
	Content     *domain.Content `json:"content,omitempty"`
	Unsupported string          `json:"unsupported_type,omitempty"`
	Despite     []domain.Light  `json:"despite,omitempty"`
	Wait        *string         `json:"wait,omitempty"`
	Expires     *time.Time      `json:"expires,omitempty"`
	Announce    *string         `json:"announce,omitempty"`
	Steps       []jsonStep      `json:"steps,omitempty"`
	Rule        *string         `json:"auto_rule,omitempty"`
	Crisis      bool            `json:"crisis,omitempty"`
	File        *jsonFile       `json:"file,omitempty"`
}

type jsonStep struct {
	State  string     `json:"state"`
	At     *time.Time `json:"at"`
	Reason string     `json:"reason,omitempty"`
}

type jsonWaiting struct {
	UUID    string     `json:"uuid"`
	Chat    int64      `json:"chat"`
	Name    string     `json:"name"`
	Wait    string     `json:"wait"`
	Text    string     `json:"text"`
	At      *time.Time `json:"at"`
	Expires *time.Time `json:"expires"`
	Since   *time.Time `json:"since"`
}

func waitingJSON(s domain.WaitingSend) jsonWaiting {
	return jsonWaiting{
		UUID: s.UUID, Chat: s.Chat.ID, Name: s.Chat.Contact.Name, Wait: string(s.Kind), Text: s.Text,
		At: moment(s.At), Expires: moment(s.Expires), Since: moment(s.Since),
	}
}

// lapses are the words of domain.Lapse.
var lapses = map[domain.Lapse]string{
	domain.LapseNever: "never", domain.LapseInSlot: "in_slot", domain.LapseUntil: "before_next_slot",
	domain.LapseNextSlot: "in_next_slot", domain.LapseShut: "shut",
}

type jsonError struct {
	Code   int    `json:"code"`
	Reason string `json:"reason"`
	Action string `json:"action"`
}

type jsonReaction struct {
	Emoji string     `json:"emoji"`
	By    string     `json:"by"`
	At    *time.Time `json:"at"`
}

type jsonAnswer struct {
	Key         string     `json:"key"`
	Title       string     `json:"title"`
	Block       string     `json:"block"`
	Topic       string     `json:"topic"`
	Audience    string     `json:"audience"`
	Body        string     `json:"body"`
	Link        string     `json:"link"`
	LinkChecked *string    `json:"link_checked"`
	NextStep    string     `json:"next_step"`
	ValidUntil  *string    `json:"valid_until"`
	Expired     bool       `json:"expired"`
	Files       []string   `json:"files"`
	Asked       []string   `json:"asked"`
	Uses        int        `json:"uses"`
	Followed    int        `json:"followed"`
	LastUsed    *time.Time `json:"last_used"`
}

func answerJSON(a domain.Answer, today string) jsonAnswer {
	return jsonAnswer{
		Key: a.Key, Title: a.Title, Block: string(a.Block), Topic: a.Topic, Audience: a.Audience, Body: a.Body, Link: a.Link,
		LinkChecked: optional(a.LinkChecked), NextStep: a.NextStep, ValidUntil: optional(a.ValidUntil), Expired: a.Expired(today),
		Files: notNull(a.Files), Asked: notNull(a.Asked), Uses: a.Uses, Followed: a.Followed, LastUsed: moment(a.LastUsed),
	}
}

// notNull makes a list that is [] in JSON where there is nothing.
func notNull(s []string) []string { return append([]string{}, s...) }

// each makes one thing of every one of a list. Where there are none it is [] in JSON.
func each[T, J any](list []T, as func(T) J) []J {
	out := make([]J, len(list))
	for i, x := range list {
		out[i] = as(x)
	}
	return out
}

type jsonThread struct {
	Chat     jsonChat      `json:"chat"`
	Messages []jsonMessage `json:"messages"`
	Draft    *string       `json:"draft"`
}

type jsonSync struct {
	Messages   int       `json:"messages"`
	Chats      []int64   `json:"chats"`
	Unreadable int       `json:"unreadable"`
	Relay      jsonRelay `json:"relay"`
}

type jsonRelay struct {
	LastWebhook *time.Time `json:"last_webhook"`
	Queued      int        `json:"queued"`
	Unknown     int        `json:"unknown"`
	Paused      *string    `json:"paused"`
}

// rawJSON is JSON that is printed as it is.
type rawJSON = json.RawMessage

// explain gives the reason of a failure and what to do, in the language of
// the screen.
type explain func(domain.Failure) (reason, action string)

func chatJSON(c domain.Chat, today domain.Agenda) jsonChat {
	return jsonChat{
		ID: c.ID, Name: c.Contact.Name, NameSource: string(c.Contact.NameSource),
		Phone: optional(c.Contact.Phone), UserID: optional(c.Contact.UserID), Username: optional(c.Contact.Username),
		State: string(c.State), WaitingSince: moment(c.WaitingSince),
		LastText: c.LastText, LastKind: string(c.LastKind), LastDirection: string(c.LastFrom),
		LastStatus: string(c.LastStatus), LastAt: moment(c.LastAt),
		ReplyWindowUntil: moment(c.ReplyUntil()), Unread: c.Unread,
		FirstContact: c.FirstContact, Draft: c.Draft, LaterUntil: moment(c.Later),
		Crisis: c.Crisis, Look: optional(string(c.Look)), Shut: c.Shut, Lapse: lapses[today.LapseOf(c)], Overdue: today.IsOverdue(c), Failed: c.Failed,
		AnsweredAt: moment(c.AnsweredAt), Wait: optional(string(c.Wait)), WaitUntil: moment(c.WaitUntil), PromiseDue: moment(c.Promise),
		Labels: labelKeys(c.Labels), Stage: optional(c.Stage), Muted: c.Muted,
	}
}

func messageJSON(m domain.Message, why explain) jsonMessage {
	j := jsonMessage{
		ID: m.ID, WAMID: optional(m.WAMID), UUID: optional(m.UUID), Direction: string(m.Direction),
		Kind: string(m.Kind), Text: m.Content.Text, At: moment(m.At), Status: optional(string(m.Status)),
		Reactions: []jsonReaction{}, Origin: string(m.Origin), Edited: m.Edited, RevokedAt: m.RevokedAt,
		NotBefore: m.NotBefore, Unsupported: m.Content.TypeName, Despite: m.Despite,
		Wait: optional(string(m.Wait)), Expires: m.Expires, Announce: optional(m.Announce), Rule: optional(string(m.Rule)), Crisis: m.Crisis, File: fileJSON(m),
	}
	for _, s := range m.Steps {
		j.Steps = append(j.Steps, jsonStep{State: string(s.State), At: moment(s.At), Reason: string(s.Reason)})
	}
	if m.Content.Quote != nil {
		j.ReplyTo = optional(m.Content.Quote.WAMID)
	}
	if m.Failure != nil {
		reason, action := why(*m.Failure)
		j.Error = &jsonError{Code: m.Failure.Code, Reason: reason, Action: action}
	}
	for _, r := range m.Reactions {
		j.Reactions = append(j.Reactions, jsonReaction{Emoji: r.Emoji, By: string(r.By), At: moment(r.At)})
	}
	if m.Kind != domain.KindText {
		content := m.Content
		j.Content = &content
	}
	return j
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	utc := t.UTC()
	return &utc
}

// writeJSON prints v with everything that a terminal could take for a command
// written as \u escapes, so that a raw text survives letter for letter and
// still cannot act on the screen it is printed to.
func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	if _, err := w.Write(tame(b.Bytes())); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return nil
}

// tame escapes invisible and directing characters. All of them can only stand
// inside strings, where \u is the same text.
func tame(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r != del && (r < utf8.RuneSelf || !directing(r)) {
			out = append(out, b[:n]...)
		} else {
			out = appendEscape(out, r)
		}
		b = b[n:]
	}
	return out
}

// del is the one control character that encoding/json leaves as it is.
const del = 0x7f

func directing(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) ||
		unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
}

func appendEscape(out []byte, r rune) []byte {
	for _, unit := range utf16.Encode([]rune{r}) {
		out = append(out, '\\', 'u')
		hex := strconv.FormatUint(uint64(unit), 16)
		for range 4 - len(hex) {
			out = append(out, '0')
		}
		out = append(out, hex...)
	}
	return out
}
