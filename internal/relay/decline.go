package relay

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

// Caller declines calls. *whatsapp.Client is one.
type Caller interface {
	Decline(ctx context.Context, callID string) error
}

const (
	// ringsFor is how long after its beginning a call is still worth declining:
	// WhatsApp ends it itself after 30 to 60 s. A webhook that is told again, or
	// late, is about a call that is over.
	ringsFor = 45 * time.Second
	// declineLimit bounds the one attempt.
	declineLimit = 10 * time.Second
	// ringing is how many calls may wait for their turn; of more, the rest rings.
	ringing = 64
)

// decliner ends calls that ring, each at most once: that a call was seen first is
// noted in the transaction that thinks about it, and nothing is repeated. A relay
// that is killed in between lets it ring, which harms nobody.
type decliner struct {
	o    *Options
	todo chan string
}

func newDecliner(o *Options) *decliner { return &decliner{o: o, todo: make(chan string, ringing)} }

// ring hands a call over without waiting.
func (d *decliner) ring(callID string) {
	select {
	case d.todo <- callID:
	default:
		d.o.Logger.Warn("too many calls at once; one rings on")
	}
}

// run declines until ctx ends.
func (d *decliner) run(ctx context.Context) {
	for {
		select {
		case id := <-d.todo:
			d.decline(ctx, id)
		case <-ctx.Done():
			return
		}
	}
}

// decline makes one attempt. If it fails, the call is a missed one like any
// other; the id is not logged, because the number of the person is in it.
func (d *decliner) decline(ctx context.Context, callID string) {
	ctx, cancel := context.WithTimeout(ctx, declineLimit)
	defer cancel()
	var err error
	if broken := safego.Run("declining a call", func() { err = d.o.Caller.Decline(ctx, callID) }); broken != nil {
		err = broken
	}
	if err != nil {
		d.o.Logger.Warn("a call could not be declined", "code", reasonOf(err))
	}
}

// rings notes that a call is to be declined, once what follows from it is stored.
// To a person in distress no machine shuts the door: that call rings on.
func (t *thought) rings(who person, m domain.Message) {
	call := m.Content.Call
	if t.thinker.o.Caller == nil || call == nil || !call.Rings || who.crisis {
		return
	}
	if age := t.tx.Now.Sub(m.At); age < ringsFor && age > -ringsFor {
		t.calls = append(t.calls, call.ID)
	}
}
