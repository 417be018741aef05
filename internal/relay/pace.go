package relay

import (
	"time"

	"golang.org/x/time/rate"
)

const (
	// overallRate is what Meta takes from one number (Meta, "Throughput").
	overallRate  = 80
	overallBurst = 20
	// pairEvery is Meta's pace to one person; a burst is let through and has
	// to be paid back by waiting (Meta, "Messaging limits"; it allows 45, we
	// stay far below).
	pairEvery = 6 * time.Second
	pairBurst = 10
	// pairsKept bounds the memory of paces; full ones are dropped beyond it.
	pairsKept = 1000
)

// pace keeps us below Meta's limits, so that they are met by waiting instead
// of by refusals. Only the dispatcher's loop uses it.
type pace struct {
	all   *rate.Limiter
	pairs map[string]*rate.Limiter
}

func newPace() *pace {
	return &pace{all: rate.NewLimiter(overallRate, overallBurst), pairs: make(map[string]*rate.Limiter)}
}

// ready returns when the next send of a lane may leave. Receipts are no
// messages and only count overall.
func (p *pace) ready(lane string, now time.Time) time.Time {
	at := whenReady(p.all, now)
	if l, ok := p.pairs[lane]; ok {
		if pair := whenReady(l, now); pair.After(at) {
			return pair
		}
	}
	return at
}

// spend takes one send from the paces.
func (p *pace) spend(lane string, now time.Time) {
	p.all.AllowN(now, 1)
	if isReceipt(lane) {
		return
	}
	l, ok := p.pairs[lane]
	if !ok {
		p.forget(now)
		l = rate.NewLimiter(rate.Every(pairEvery), pairBurst)
		p.pairs[lane] = l
	}
	l.AllowN(now, 1)
}

// forget drops people who could be sent a full burst again: they are as good
// as new.
func (p *pace) forget(now time.Time) {
	if len(p.pairs) < pairsKept {
		return
	}
	for lane, l := range p.pairs {
		if l.TokensAt(now) >= pairBurst {
			delete(p.pairs, lane)
		}
	}
}

// whenReady asks for the time of the next token without taking it. The answer
// is rounded up to the millisecond, the precision of our clock.
func whenReady(l *rate.Limiter, now time.Time) time.Time {
	r := l.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	r.CancelAt(now)
	if wait <= 0 {
		return now
	}
	return now.Add(wait.Truncate(time.Millisecond) + time.Millisecond)
}
