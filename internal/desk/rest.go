package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"sprechstunde/internal/domain"
)

// rested is what the relay was told of persons whose data are kept and not used.
// It is not kept: each run tells the relay once, so that a copy of the database
// that was brought back, or another one of the relay's, never leaves the two apart.
type rested struct {
	mu   sync.Mutex
	said bool
	told string
}

// unsay makes the relay be told again: it is another one.
func (r *rested) unsay() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said = false
}

// tellResting tells the relay whose data are kept and not used, if it does not
// know: nobody of them shall get a text that no human has decided to send now.
// Who is meant is worked out anew each time, because persons become one or two,
// and have new names.
func (d *Desk) tellResting(ctx context.Context) error {
	list, err := d.store.Resting(ctx)
	if err != nil {
		return fmt.Errorf("reading whose data rest: %w", err)
	}
	now := asOne(list)
	d.rested.mu.Lock()
	defer d.rested.mu.Unlock()
	if d.rested.said && d.rested.told == now {
		return nil
	}
	err = d.relay.SetResting(ctx, list)
	if domain.CodeOf(err) == domain.CodeNotFound { // everything else must not wait for an older relay
		d.log.Warn("the relay is too old to know whose data rest; they may get automatic texts", "persons", len(list))
		err = nil
	}
	if err != nil {
		return fmt.Errorf("telling the relay whose data rest: %w", err)
	}
	d.rested.said, d.rested.told = true, now
	return nil
}

// asOne is a list of names as one value, whatever their order.
func asOne(list []domain.Address) string {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = a.Phone + " " + a.UserID
	}
	slices.Sort(names)
	return strings.Join(names, "\n")
}

// TellResting tells the relay at once whose data are kept and not used, as line
// mode does before it ends. Without it the relay hears of it with whatever else
// is handed over, or when the desk is opened.
func (d *Desk) TellResting(ctx context.Context) error {
	if err := d.handOver(ctx); err != nil {
		return err
	}
	return d.tellResting(ctx) // says so if the relay had no time for it
}

// RestingChats are the chats of persons whose data are kept and not used.
func (d *Desk) RestingChats(ctx context.Context) (map[int64]bool, error) {
	return d.store.RestingChats(ctx)
}
