package relay

import (
	"errors"
	"math"
	"slices"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

const (
	againFirst = 2 * time.Second // back-off of a send that could not leave
	againLast  = 5 * time.Minute
	pauseFirst = 5 * time.Second // pause of the whole outbox when Meta says "not now"
	pauseLast  = 10 * time.Minute
	pairLast   = 6 // 4^6 s are more than an hour
	// receiptTries ends the repetition of a receipt: it is dear to nobody.
	receiptTries = 8
	// typingLives is how long Meta shows the typing sign at most.
	typingLives = 25 * time.Second
)

// judge turns the outcome of an attempt into what is written down, and pauses
// the outbox when the outcome concerns more than this one send.
func (d *dispatcher) judge(out whatsapp.SendOutcome, s domain.Send, w waiting) verdict {
	if s.Kind == domain.SendReceipt && out.Class == whatsapp.Unknown {
		return d.again(out, s, w) // marking a message as read twice changes nothing
	}
	switch out.Class {
	case whatsapp.Accepted:
		d.succeeded()
		return verdict{state: domain.SendAccepted, wamid: out.WAMID}
	case whatsapp.NotSent:
		return d.notSent(out, s, w)
	case whatsapp.Refused:
		return d.refused(out, w)
	case whatsapp.Unknown:
	}
	return verdict{state: domain.SendUnknown, failure: out.Failure}
}

// unbuildable are the reasons that lie in the message itself.
var unbuildable = []domain.Code{domain.CodeUsage, domain.CodeEmpty, domain.CodeTooLong, domain.CodeNoAddress}

// notSent looks for why a send did not even leave. Most often the network is
// away, which passes; a message that cannot be built stays one.
func (d *dispatcher) notSent(out whatsapp.SendOutcome, s domain.Send, w waiting) verdict {
	var e *domain.Error
	if !errors.As(out.Err, &e) {
		return d.again(out, s, w)
	}
	if e.Code == domain.CodeMissingSecret {
		d.stop(domain.Pause{Reason: whatsapp.PauseToken})
		return verdict{state: domain.SendHeld, pairWaits: w.pairWaits}
	}
	if slices.Contains(unbuildable, e.Code) {
		return verdict{state: domain.SendFailed, failure: &domain.Failure{Details: string(e.Code)}}
	}
	return d.again(out, s, w)
}

// again keeps a send that surely did not leave. There is no last attempt: a
// weekend without a network ends with the message sent.
func (d *dispatcher) again(out whatsapp.SendOutcome, s domain.Send, w waiting) verdict {
	if s.Kind == domain.SendReceipt && w.attempts+1 >= receiptTries {
		return verdict{state: domain.SendFailed, failure: out.Failure}
	}
	wait := max(backoff(againFirst, againLast, w.attempts, d.o.Random()), out.RetryAfter)
	return verdict{state: domain.SendHeld, nextTry: d.o.now().Add(wait), failure: out.Failure, pairWaits: w.pairWaits}
}

// refused sorts a refusal by Meta's error code. Nothing was sent.
func (d *dispatcher) refused(out whatsapp.SendOutcome, w waiting) verdict {
	var f domain.Failure
	if out.Failure != nil {
		f = *out.Failure
	}
	if templateTrouble(f) && d.badTemplate != nil {
		d.badTemplate()
	}
	held := verdict{state: domain.SendHeld, failure: &f}
	switch whatsapp.Classify(f) {
	case whatsapp.ClassStop:
		d.stop(domain.Pause{Reason: whatsapp.PauseReason(f), Code: f.Code})
		return held
	case whatsapp.ClassPause:
		d.rest(f, out.RetryAfter)
		return held
	case whatsapp.ClassPair:
		held.pairWaits = w.pairWaits + 1
		wait := time.Duration(math.Pow(4, float64(min(held.pairWaits, pairLast)))) * time.Second
		held.nextTry = d.o.now().Add(max(wait, out.RetryAfter))
		return held
	case whatsapp.ClassFail, whatsapp.ClassWindow:
	}
	return verdict{state: domain.SendFailed, failure: &f}
}

// templateTrouble reports a refusal that shows our list of templates to be old:
// the one that was to be sent is paused, gone, or wants other values.
func templateTrouble(f domain.Failure) bool { return f.Code >= 132000 && f.Code < 133000 }

// backoff is full jitter: anything up to first·2^n, so that many sends that
// failed together do not come back together.
func backoff(first, last time.Duration, n int, random float64) time.Duration {
	most := last
	if n < 20 { // beyond, the shift could overflow
		most = min(last, first<<n)
	}
	return time.Duration(float64(most) * random)
}

// pause returns a copy of the pause, nil if there is none.
func (d *dispatcher) pause() *domain.Pause {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.paused == nil {
		return nil
	}
	p := *d.paused
	return &p
}

// pausedUntil reports a pause that is not over; until is zero when it waits
// for somebody to act.
func (d *dispatcher) pausedUntil() (until time.Time, paused bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.paused == nil {
		return time.Time{}, false
	}
	if u := d.paused.Until; !u.IsZero() && !u.After(d.o.now()) {
		d.paused = nil
		return time.Time{}, false
	}
	return d.paused.Until, true
}

// stop pauses until somebody acts: repeating an attempt with a dead token or a
// locked account can only make things worse.
func (d *dispatcher) stop(p domain.Pause) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.paused != nil && d.paused.Until.IsZero() {
		return
	}
	p.Since = d.o.now()
	d.paused = &p
	d.o.Logger.Error("outbox stopped until somebody acts", "reason", p.Reason, "code", p.Code)
}

// tokenWorks ends a pause for a dead token: Meta has just taken it.
func (d *dispatcher) tokenWorks() {
	if p := d.pause(); p != nil && p.Reason == whatsapp.PauseToken {
		d.resume()
	}
}

// rest pauses for a while. A stop is not shortened by it.
func (d *dispatcher) rest(f domain.Failure, after time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.o.now()
	if d.paused != nil && (d.paused.Until.IsZero() || d.paused.Until.After(now)) {
		return // attempts that ran side by side met the same limit
	}
	wait := max(backoff(pauseFirst, pauseLast, d.pauses, d.o.Random()), after, time.Second)
	wait = wait.Truncate(time.Millisecond) // an end between two ticks of our clock would be waited for without sleeping
	d.pauses++
	d.paused = &domain.Pause{Reason: whatsapp.PauseReason(f), Code: f.Code, Since: now, Until: now.Add(wait)}
	d.o.Logger.Warn("outbox pauses", "reason", d.paused.Reason, "code", f.Code, "until", d.paused.Until)
}

// shortenPause lets a pause end by then at the latest, if it ends by itself.
func (d *dispatcher) shortenPause(then time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.paused != nil && d.paused.Until.After(then) {
		d.paused.Until = then
	}
}

func (d *dispatcher) succeeded() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pauses = 0
}

// resume ends a pause at once.
func (d *dispatcher) resume() {
	d.mu.Lock()
	d.paused, d.pauses = nil, 0
	d.mu.Unlock()
	d.kick()
}
