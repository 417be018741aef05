package fakewa

import (
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// windowLife is how long free text is allowed after a person's last message.
const windowLife = domain.ReplyWindow

// Person is somebody who writes. Either Phone or UserID must be set.
type Person struct {
	Name     string // profile name
	Phone    string // with '+'; "" when WhatsApp withholds it
	UserID   string // business-scoped user id
	Username string
	// Replies are what the person answers to our next messages, one each.
	// After the last one comes Thanks, and after that only reactions.
	Replies []string
	Thanks  string // "" is DefaultThanks
	// Instead is what they write in place of tapping the button of a template;
	// "" taps. Who Ignores templates does neither.
	Instead string
	Ignores bool
}

// DefaultThanks is the last thing most people write.
const DefaultThanks = "Danke, das hilft mir sehr! 🙂"

// digits is the phone number as webhooks carry it, without '+'.
func (p Person) digits() string { return strings.TrimPrefix(p.Phone, "+") }

// contact is the entry of a webhook's contacts array.
func (p Person) contact() map[string]any {
	profile := map[string]any{}
	if p.Name != "" {
		profile["name"] = p.Name
	}
	if p.Username != "" {
		profile["username"] = p.Username
	}
	c := map[string]any{"profile": profile}
	if p.Phone != "" {
		c["wa_id"] = p.digits()
	}
	if p.UserID != "" {
		c["user_id"] = p.UserID
	}
	return c
}

// resident is what the server remembers of a person.
type resident struct {
	Person
	lastIn  time.Time // newest message or call
	said    int       // answers given so far
	pending bool      // an answer is being "typed"
	bucket  float64   // messages that may still be sent to them at once
	filled  time.Time // when the bucket was last looked at
}

// meet finds or makes the resident for a person, under all their ids. The
// lock must be held.
func (s *Server) meet(p Person) *resident {
	r := s.people[p.digits()]
	if r == nil {
		r = s.people[p.UserID]
	}
	if r == nil {
		r = &resident{Person: p, bucket: float64(s.opt.PairBurst), filled: s.now()}
	}
	for _, key := range []string{p.digits(), p.UserID} {
		if key != "" {
			s.people[key] = r
		}
	}
	return r
}

// lookUp finds who a message goes to; strangers are made up as they are
// addressed. An id in "to" finds nobody, as at Meta.
func (s *Server) lookUp(to, recipient string) Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	if domain.LooksLikeUserID(to) {
		return Person{}
	}
	p := Person{Phone: domain.NormalizePhone(to)}
	if p.Phone == "" {
		p.UserID = recipient
	}
	return s.meet(p).Person
}

func (s *Server) windowOpen(p Person) bool {
	if p.Phone == "" && p.UserID == "" {
		return true // nobody at all: accepted, never delivered
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.meet(p)
	return !r.lastIn.IsZero() && s.now().Before(r.lastIn.Add(s.opt.Window))
}

// Shut closes a person's reply window at once, whatever the clocks say: Meta
// admits that this happens. Their next message opens it again.
func (s *Server) Shut(p Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.meet(p).lastIn = time.Time{}
}

// heard notes that a person wrote or called.
func (s *Server) heard(p Person, at time.Time, opensWindow bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.meet(p)
	if r.Name == "" {
		r.Person = p
	}
	if opensWindow && at.After(r.lastIn) {
		r.lastIn = at
	}
}

// pairRefill is how often one more message to the same person is allowed.
const pairRefill = 6 * time.Second

// checkPair refuses bursts to one person when a limit is set.
func (s *Server) checkPair(m *outgoing) *graphError {
	if s.opt.PairBurst <= 0 {
		return nil
	}
	who := s.lookUp(m.To, m.Recipient)
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.meet(who)
	now := s.now()
	r.bucket = min(float64(s.opt.PairBurst), r.bucket+float64(now.Sub(r.filled))/float64(pairRefill))
	r.filled = now
	if r.bucket < 1 {
		return fail(131056, "Too many messages sent from this phone number to the same recipient in a short period of time.")
	}
	r.bucket--
	return nil
}
