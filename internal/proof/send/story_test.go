//go:build proof

package send_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/safego"
)

// kind is how a reply is meant to leave.
type kind string

const (
	atOnce   kind = "at once"
	held     kind = "after the hold"
	timed    kind = "at a time"
	template kind = "as a template"
	parked   kind = "parked"
)

var kinds = []kind{atOnce, held, held, timed, template, parked}

// story is one person with one reply, and with everything the adviser does
// about it.
type story struct {
	*wave
	luck  *rand.Rand
	who   fakewa.Person
	token string // stands in the words of the reply and nowhere else
	kind  kind

	heard   bool // the relay has confirmed the person's message
	begin   time.Time
	backAt  time.Time // when she takes it back; zero: never
	judgeAt time.Time // when she looks what became of it

	chat    int64
	refused domain.Code // the desk would not take the reply
	uuid    string      // of the newest send
	back    domain.TakeBack
	settled map[string]bool // what she said of unknown ones: arrived or not
	risks   int             // how often she sent again what may have arrived
	repeats int             // how often she sent again what had failed
	spoke   bool            // the person has tapped, or written instead
	done    bool            // she looks no more
}

func (v *wave) newStory(n int) *story {
	luck := rand.New(rand.NewPCG(v.seed, uint64(n)))
	s := &story{
		wave: v, luck: luck, token: fmt.Sprintf("k%08d", n), kind: kinds[luck.IntN(len(kinds))], settled: map[string]bool{},
		who:   fakewa.Person{Name: "Lena", Phone: fmt.Sprintf("+4915%09d", n)},
		begin: v.Now().Add(time.Duration(luck.IntN(60)) * time.Second),
	}
	if luck.IntN(4) == 0 {
		s.backAt = s.begin.Add(time.Duration(luck.IntN(40)) * time.Second)
	}
	s.judgeAt = s.begin.Add(time.Duration(2+luck.IntN(30)) * time.Minute)
	return s
}

// writes lets the person write; Meta tries for a while to tell us.
func (s *story) writes(in fakewa.Inbound, heard *bool) {
	s.pending.Add(1)
	safego.Go("a person", func(err error) { s.TB.Error(err) }, func() {
		defer s.pending.Done()
		if err := s.Meta.Deliver(context.Background(), in); err == nil && heard != nil {
			*heard = true
		}
	})
}

func (s *story) asks() {
	in := fakewa.Text(s.who, "Kann ich bei euch ein Praktikum machen?")
	if s.kind == parked {
		in = in.At(s.Now().Add(-30 * time.Hour))
	}
	s.writes(in, &s.heard)
}

// step is what the adviser and the person do next, if anything.
func (s *story) step(ctx context.Context) {
	now := s.Now()
	if now.Before(s.begin) {
		return
	}
	if s.chat == 0 {
		c, err := s.Desk.FindChat(ctx, s.who.Phone)
		if err != nil {
			return
		}
		s.chat = c.ID
	}
	switch {
	case s.uuid == "" && s.refused == "":
		s.reply(ctx)
	case s.uuid == "":
	case !s.backAt.IsZero() && !now.Before(s.backAt):
		s.backAt = time.Time{}
		s.takeBack(ctx)
	case !s.done && !now.Before(s.judgeAt):
		s.judgeAt = now.Add(time.Duration(1+s.luck.IntN(20)) * time.Minute)
		s.look(ctx)
	}
	if s.kind == parked || s.kind == timed {
		s.maybeSpeaks()
	}
}

func (s *story) reply(ctx context.Context) {
	r := domain.Reply{ChatID: s.chat, To: domain.Address{Phone: s.who.Phone}, Text: "Das geht gern. Deine Kennung ist " + s.token + "."}
	switch s.kind {
	case atOnce:
		r.Now = true
	case timed:
		r.At = s.Now().Add(time.Duration(10+s.luck.IntN(40)) * time.Minute)
	case template:
		r.Template = &domain.Template{Name: "termin_bestaetigung", Language: "de", Values: []domain.TemplateValue{
			{Name: "vorname", Text: "Lena"}, {Name: "datum", Text: "20. November"}, {Name: "uhrzeit", Text: s.token},
		}}
	case parked:
		r.Park = true
	case held:
	}
	m, err := s.Desk.Send(ctx, r)
	switch code := domain.CodeOf(err); code {
	case "":
		s.uuid = m.UUID
	case domain.CodeNoTemplate, domain.CodeRelayDown, domain.CodeRelaySlow, domain.CodeRelayNonsense: // told her at once; she tries again
	case domain.CodeWindowClosed: // Meta has said so of an automatic text; she parks
		s.kind = parked
	case domain.CodeWindowOpen: // they have written meanwhile
		s.kind = atOnce
	default:
		s.refused = code
		s.TB.Errorf("%s: a reply %s is refused: %v", s.token, s.kind, err)
	}
}

func (s *story) takeBack(ctx context.Context) {
	back, _, err := s.Desk.TakeBack(ctx, s.uuid)
	if err != nil && domain.CodeOf(err) != domain.CodeNotFound && domain.CodeOf(err) != domain.CodeTooLate {
		s.TB.Errorf("%s: taking back: %v", s.token, err)
	}
	s.back = back
}

// look is the adviser who sees what became of her reply.
func (s *story) look(ctx context.Context) {
	_, m, err := s.Store.SendByUUID(ctx, s.uuid)
	if err != nil || s.risks+s.repeats >= 3 { // taken back, or enough is enough
		s.done = true
		return
	}
	switch m.Status {
	case domain.StatusUnknown:
		if s.luck.IntN(2) == 0 {
			return // she lets it be
		}
		arrived := s.luck.IntN(2) == 0
		if err := s.Desk.Settle(ctx, s.uuid, arrived); err != nil {
			s.TB.Errorf("%s: settling: %v", s.token, err)
			return
		}
		s.settled[s.uuid] = arrived
		if !arrived {
			s.again(ctx, &s.risks)
		}
	case domain.StatusFailed:
		counts := &s.repeats
		if arrived, said := s.settled[s.uuid]; said && !arrived {
			counts = &s.risks
		}
		if !s.backAgain(ctx, m) {
			s.again(ctx, counts)
		}
	case domain.StatusDelivered, domain.StatusRead, domain.StatusReturned:
		s.done = true
	default:
	}
}

// backAgain reports whether the desk has given the words back, or waits with
// them for the person; then there is nothing to repeat.
func (s *story) backAgain(ctx context.Context, m domain.Message) bool {
	t, err := s.Desk.Thread(ctx, m.ChatID, 0, 0)
	if err != nil || strings.Contains(t.Draft.Text, s.token) {
		return true
	}
	for _, other := range t.Messages {
		if other.UUID != m.UUID && strings.Contains(other.Content.Text, s.token) && other.Status != domain.StatusFailed {
			return true
		}
	}
	return false
}

func (s *story) again(ctx context.Context, counts *int) {
	m, err := s.Desk.Resend(ctx, s.uuid)
	if err != nil {
		return // the window has shut, the status has changed: she is told so
	}
	*counts++
	s.uuid = m.UUID
}

// maybeSpeaks lets the person tap an announcement, or write before the reply
// that waits has left.
func (s *story) maybeSpeaks() {
	if s.spoke || s.uuid == "" {
		return
	}
	if s.kind == timed {
		if s.luck.IntN(60) == 0 {
			s.spoke = true
			s.writes(fakewa.Text(s.who, "Noch etwas?"), nil)
		}
		return
	}
	m, there := s.announced[s.who.Phone]
	if !there {
		return
	}
	s.spoke = true
	switch s.luck.IntN(5) {
	case 0: // ignores it
	case 1:
		s.writes(fakewa.Text(s.who, "Wer seid ihr?"), nil)
	default:
		s.writes(fakewa.TapTemplate(s.who, domain.ParkPayload(m.reply), "Antwort lesen", m.wamid), nil)
	}
}
