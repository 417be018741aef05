//go:build proof

package order_test

import (
	"fmt"
	"slices"
	"time"

	"sprechstunde/internal/domain"
)

// sevens is how many events a message has here.
const sevens = 7

var start = time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC)

// minute is a moment of the morning.
func minute(n int) time.Time { return start.Add(time.Duration(n) * time.Minute) }

// subject is one message with the person it belongs to. Its number stands in
// all its names, behind mark, so that its lines are found in an export.
type subject int

const mark = "4917"

func (s subject) name(kind string) string { return fmt.Sprintf("%s%s%07d", kind, mark, int(s)) }
func (s subject) uuid() string            { return s.name("u") }
func (s subject) wamid() string           { return s.name("w") }
func (s subject) phone() string           { return s.name("+") }

func (s subject) person() domain.Person {
	return domain.Person{Identity: domain.Identity{Phone: s.phone()}, Name: "Lena"}
}

func (s subject) raw(what string) []byte {
	return fmt.Appendf(nil, `{"of":%q,"what":%q}`, s.wamid(), what)
}

// says is a message of the person.
func (s subject) says(wamid, text string, at int) domain.Incoming {
	return domain.Incoming{From: s.person(), Message: domain.Message{
		WAMID: wamid, Direction: domain.In, Origin: domain.OriginContact, Kind: domain.KindText,
		Content: domain.Content{Text: text}, At: minute(at), Raw: s.raw(text),
	}}
}

// result is the relay's word about the send.
func (s subject) result(state domain.SendState, at int) domain.SendResult {
	r := domain.SendResult{UUID: s.uuid(), State: state, At: minute(at)}
	switch state {
	case domain.SendAccepted:
		r.WAMID = s.wamid()
	case domain.SendReturned:
		r.Reason = domain.ReturnWrote
	case domain.SendFailed:
		r.Failure = &domain.Failure{Code: 131026, Title: "undeliverable"}
	default:
	}
	return r
}

// report is a status webhook about the message; with our uuid or by Meta's id alone.
func (s subject) report(status domain.Status, at int, ours bool) domain.Reported {
	r := domain.Reported{
		WAMID: s.wamid(), Status: status, Recipient: s.person(), At: minute(at), Raw: s.raw(string(status)),
	}
	if ours {
		r.UUID = s.uuid()
	}
	if status == domain.StatusFailed {
		r.Failure = &domain.Failure{Code: 131026, Title: "undeliverable"}
	}
	return r
}

func (s subject) reaction(by domain.Direction, n, at int, emoji string) domain.Reacted {
	return domain.Reacted{
		From: s.person(), By: by, WAMID: s.name("r") + fmt.Sprint("-", n), On: s.wamid(), Emoji: emoji, At: minute(at), Raw: s.raw("reaction"),
	}
}

func (s subject) change(by domain.Direction, n, at int, text string) domain.Changed {
	return domain.Changed{
		From: s.person(), By: by, WAMID: s.name("c") + fmt.Sprint("-", n), On: s.wamid(), Revoked: text == "",
		Edit: domain.Edit{Known: text != "", Text: text}, At: minute(at), Raw: s.raw("change"),
	}
}

// cast is a kind of message with seven events that it can have.
type cast struct {
	name string
	// send is what the adviser has queued before; nil: nothing.
	send   func(s subject) (domain.Send, domain.SentWith)
	events func(s subject) [sevens]any
	// status is what the message has to be after a set of events, by a rule
	// written down here anew; nil: only equality is asked for.
	status func(q sequence) domain.Status
	before []byte // see begun
}

var casts = []cast{
	{
		name: "a reply", send: textTo, status: statusOfReply,
		events: func(s subject) [sevens]any {
			return [sevens]any{
				s.result(domain.SendReleased, 11), s.result(domain.SendUnknown, 12), s.result(domain.SendAccepted, 13),
				s.report(domain.StatusSent, 14, true), s.report(domain.StatusDelivered, 15, false),
				s.report(domain.StatusRead, 16, true), s.report(domain.StatusFailed, 17, false),
			}
		},
	},
	{
		name: "a reply that is refused", send: textTo,
		events: func(s subject) [sevens]any {
			shut := s.report(domain.StatusFailed, 14, true)
			shut.Failure.Code = 131047
			return [sevens]any{
				s.result(domain.SendHeld, 10), s.result(domain.SendReleased, 11), s.result(domain.SendUnknown, 12),
				s.report(domain.StatusSent, 13, false), shut, s.report("warning", 15, true), s.says(s.name("w2"), "Noch da?", 16),
			}
		},
	},
	{
		name: "a parked reply", send: parkedFor,
		events: func(s subject) [sevens]any {
			tap := s.says(s.name("w2"), "Antwort lesen", 2*fullDay+14)
			tap.Message.Kind = domain.KindButton
			tap.Message.Content.Choice = &domain.Choice{ID: domain.ParkPayload(s.uuid()), Title: "Antwort lesen"}
			announced := domain.SendResult{UUID: s.name("a"), State: domain.SendAccepted, WAMID: s.name("wa"), At: minute(2*fullDay + 12)}
			read := s.report(domain.StatusRead, 2*fullDay+13, false)
			read.WAMID = announced.WAMID
			return [sevens]any{
				s.result(domain.SendParked, 2*fullDay+11), announced, read, tap, s.result(domain.SendHeld, 2*fullDay+15),
				s.result(domain.SendAccepted, 2*fullDay+16), s.report(domain.StatusDelivered, 2*fullDay+17, true),
			}
		},
	},
	{
		name: "an announcement in vain", send: parkedFor,
		events: func(s subject) [sevens]any {
			announce := func(state domain.SendState, at int) domain.SendResult {
				return domain.SendResult{UUID: s.name("a"), State: state, At: minute(2*fullDay + at)}
			}
			return [sevens]any{
				s.result(domain.SendParked, 2*fullDay+11), announce(domain.SendHeld, 11), announce(domain.SendReleased, 12), s.says(s.name("w2"), "Hat sich erledigt", 2*fullDay+13),
				s.result(domain.SendReturned, 2*fullDay+14), announce(domain.SendTakenBack, 14), s.reaction(domain.In, 1, 2*fullDay+15, "👍"),
			}
		},
	},
	{
		name: "a reply that comes back", send: timedFor,
		events: func(s subject) [sevens]any {
			second := s.says(s.name("w2"), "Doch noch eine Frage", 12)
			edit := s.change(domain.In, 1, 13, "Doch keine Frage")
			edit.On = second.Message.WAMID
			thumb := s.reaction(domain.In, 1, 14, "👍")
			thumb.On = s.name("w1")
			return [sevens]any{
				s.result(domain.SendHeld, 11), s.result(domain.SendReturned, 12), second, edit, thumb,
				s.says(s.name("w3"), "Danke", 15), s.report(domain.StatusSent, 16, false),
			}
		},
	},
	{
		name: "a message of the person",
		events: func(s subject) [sevens]any {
			return [sevens]any{
				s.says(s.wamid(), "Kann ich ein FSJ machen?", 11), s.change(domain.In, 1, 12, "Kann ich ein BFD machen?"),
				s.change(domain.In, 2, 13, "Kann ich ein Praktikum machen?"), s.change(domain.In, 3, 14, ""),
				s.reaction(domain.Out, 1, 15, "👍"), s.reaction(domain.Out, 2, 16, "❤️"), s.reaction(domain.Out, 3, 17, ""),
			}
		},
	},
	{
		name: "a message typed on the phone",
		events: func(s subject) [sevens]any {
			typed := s.says(s.wamid(), "Ja, gern", 11)
			typed.Message.Direction, typed.Message.Origin = domain.Out, domain.OriginPhone
			return [sevens]any{
				typed, s.report(domain.StatusDelivered, 12, false), s.report(domain.StatusRead, 13, false), s.report(domain.StatusFailed, 14, false),
				s.change(domain.Out, 1, 15, "Ja, sehr gern"), s.reaction(domain.In, 1, 16, "👍"), s.reaction(domain.In, 2, 17, ""),
			}
		},
	},
	{
		name: "an automatic text",
		events: func(s subject) [sevens]any {
			return [sevens]any{
				domain.AutoSent{UUID: s.uuid(), To: domain.Address{Phone: s.phone()}, Rule: domain.AutoToday, Text: "Bis gleich", WAMID: s.name("w1")},
				s.result(domain.SendHeld, 11), s.result(domain.SendReleased, 12), s.result(domain.SendUnknown, 13),
				s.report(domain.StatusRead, 14, true), s.report(domain.StatusSent, 15, false), s.result(domain.SendFailed, 16),
			}
		},
	},
}

const fullDay = 24 * 60

// statusOfReply goes down from the best proof to the weakest.
func statusOfReply(q sequence) domain.Status {
	known := slices.Contains(q, 2) || slices.Contains(q, 3) || slices.Contains(q, 5) // Meta's id is, by one that names both
	for _, e := range []struct {
		event  int
		byID   bool // it names the message by Meta's id alone
		status domain.Status
	}{
		{5, false, domain.StatusRead},
		{4, true, domain.StatusDelivered},
		{6, true, domain.StatusFailed},
		{3, false, domain.StatusSent},
		{2, false, domain.StatusAccepted},
		{1, false, domain.StatusUnknown},
		{0, false, domain.StatusSending},
	} {
		if slices.Contains(q, e.event) && (known || !e.byID) {
			return e.status
		}
	}
	return domain.StatusQueued
}

func textTo(s subject) (domain.Send, domain.SentWith) {
	return domain.Send{UUID: s.uuid(), To: domain.Address{Phone: s.phone()}, Kind: domain.SendText, Text: "Gern!", NotBefore: minute(10)}, domain.SentWith{}
}

// timedFor is a reply for another time, which the person may overtake.
func timedFor(s subject) (domain.Send, domain.SentWith) {
	send, with := textTo(s)
	send.NotBefore, send.Alone, send.Seen = minute(60), true, s.name("w1")
	return send, with
}

// parkedFor is a reply that waits for the tap on its announcement.
func parkedFor(s subject) (domain.Send, domain.SentWith) {
	send, with := textTo(s)
	send.NotBefore, send.Alone, send.Seen, send.Expires = time.Time{}, true, s.name("w1"), minute(20*fullDay)
	send.Announce = &domain.Announce{UUID: s.name("a"), Template: domain.Template{Name: "antwort_liegt_vor", Language: "de"}}
	with.Reads = "Deine Antwort liegt vor"
	return send, with
}
