package relay_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// wrongClock is a clock that a test sets.
type wrongClock struct{ ahead atomic.Int64 }

func (c *wrongClock) now() time.Time          { return time.Now().Add(time.Duration(c.ahead.Load())) }
func (c *wrongClock) set(ahead time.Duration) { c.ahead.Store(int64(ahead)) }

const year = 365 * 24 * time.Hour

// A small computer without a battery begins with a clock of last year. What the
// desk passes meanwhile has not been passed for a year: it stays its 30 days, and
// goes then.
func TestPurgeByAClockThatWasWrong(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	for name, tc := range map[string]struct{ came, passed time.Duration }{
		"right":                       {0, 0},
		"behind when the desk passed": {0, -year},
		"ahead when they came":        {year, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var clock wrongClock
			clock.set(tc.came)
			edit := func(o *relay.Options) {
				o.Clock, o.PhoneNumberID, o.Files = clock.now, "555", files(map[string][]byte{"m1": data})
			}
			inBubbleOf(t, edit, func(d *desk, o relay.Options) {
				d.gets(carries("wamid.1", "m1", data))
				pass(time.Minute)
				many, last := d.kept()
				clock.set(tc.passed)
				d.pull(last)
				pass(15 * time.Minute) // the housekeeping writes down how far the desk has come
				clock.set(0)
				pass(15 * time.Minute)
				if n, _ := d.kept(); n != many || len(depot(t, o)) != 1 {
					t.Errorf("%d of %d events and %d files kept, half an hour after they were passed", n, many, len(depot(t, o)))
				}
				pass(relay.KeepPassed + 2*24*time.Hour)
				if n, _ := d.kept(); n != 0 || len(depot(t, o)) != 0 {
					t.Errorf("%d events and %d files are left", n, len(depot(t, o)))
				}
			})
		})
	}
}

// By a clock that Meta's contradicts nothing is old enough to go, nor by one that
// nobody has confirmed: with one that is a year ahead Meta cannot be reached.
func TestNoPurgeByADoubtfulClock(t *testing.T) {
	t.Parallel()
	var clock wrongClock
	var drift *relay.Drift
	edit := func(o *relay.Options) {
		drift = relay.NewDrift(clock.now)
		o.Clock, o.Drift = clock.now, drift
	}
	inBubbleOf(t, edit, func(d *desk, _ relay.Options) {
		d.takeBack(1)
		d.pull(1)
		pass(15 * time.Minute)
		clock.set(40 * 24 * time.Hour)
		drift.Heard(time.Now())
		pass(15 * time.Minute)
		if n, _ := d.kept(); n != 1 {
			t.Errorf("%d events kept of one that was passed half an hour ago", n)
		}
		clock.set(0)
		drift.Heard(time.Now())
		pass(relay.KeepPassed + 2*24*time.Hour)
		if n, _ := d.kept(); n != 1 {
			t.Errorf("%d events kept, and for a month nobody has told what time it is", n)
		}
		drift.Heard(time.Now())
		pass(15 * time.Minute)
		if n, _ := d.kept(); n != 0 {
			t.Errorf("%d events are left", n)
		}
	})
}

// A clock that is set back makes the last sign of life of a desk lie ahead. Who
// has crashed must not keep the others from writing until then.
func TestTheLeaseAfterTheClockWasSetBack(t *testing.T) {
	t.Parallel()
	var clock wrongClock
	inBubbleOf(t, func(o *relay.Options) { o.Clock = clock.now }, func(d *desk, _ relay.Options) {
		maja, tom := named(d.t, d.relay, "a", "Maja"), named(d.t, d.relay, "b", "Tom")
		if err := maja.TakeLease(context.Background()); err != nil {
			t.Fatal(err)
		}
		clock.set(-year)
		wantCode(t, tom.TakeLease(context.Background()), domain.CodeReader) // perhaps she is still there
		pass(domain.LeaseTime + time.Second)
		if err := tom.TakeLease(context.Background()); err != nil {
			t.Errorf("a minute after her last sign of life: %v", err)
		}
	})
}

// A person taps for their answer while the relay's clock is ahead by more days than
// Meta delivers again. Meta's own clock tells that the tap is of now.
func TestTapWhileTheClockIsAhead(t *testing.T) {
	t.Parallel()
	var clock wrongClock
	clock.set(9 * 24 * time.Hour)
	var drift *relay.Drift
	edit := func(o *relay.Options) {
		drift = relay.NewDrift(clock.now)
		o.Clock, o.Drift = clock.now, drift
	}
	inBubbleOf(t, edit, func(d *desk, _ relay.Options) {
		d.put(parked(1, 1))
		d.put(parked(2, 2))
		pass(time.Minute)
		for range 2 {
			drift.Heard(time.Now())
		}
		d.gets(taps(1, "wamid.tap", 1), says(2, "wamid.says", "Ich will nicht mehr leben"))
		pass(time.Minute)
		d.wants(1, "parked held released accepted", "held released accepted")
		d.reason(2, domain.ReturnCrisis)
	})
}

// By a clock that is ahead a file would be too old to be had. That Meta could not be
// reached just then is no proof of it: Meta's own clock tells, or that its
// certificate is out of date by ours.
func TestFileWhileTheClockIsAhead(t *testing.T) {
	t.Parallel()
	refused := &net.OpError{Op: "dial", Err: errors.New("refused")}
	expired := &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Reason: x509.Expired}}
	for name, tc := range map[string]struct {
		ahead time.Duration
		heard bool // what time it is at Meta
		err   error
	}{
		"by days":   {9 * 24 * time.Hour, true, refused},
		"by a year": {year, false, fmt.Errorf("asking about a file: %w", expired)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := []byte("%PDF Lebenslauf")
			var clock wrongClock
			var down atomic.Bool
			down.Store(true)
			var drift *relay.Drift
			f := files(map[string][]byte{"m1": data})
			f.info = func(id string, _ int) (domain.Media, error) {
				if down.Load() {
					return domain.Media{}, tc.err
				}
				return f.told(id)
			}
			edit := func(o *relay.Options) {
				drift = relay.NewDrift(clock.now)
				o.Clock, o.Drift, o.Files, o.PhoneNumberID = clock.now, drift, f, "555"
			}
			inBubbleOf(t, edit, func(d *desk, _ relay.Options) {
				d.gets(carries("wamid.1", "m1", data))
				pass(time.Minute)
				clock.set(tc.ahead)
				for range 2 {
					if tc.heard {
						drift.Heard(time.Now())
					}
				}
				pass(2 * time.Hour)
				if got := d.told("m1"); got != "" {
					t.Errorf("it is said to be %s while Meta still has it", got)
				}
				clock.set(0)
				drift.Heard(time.Now())
				down.Store(false)
				pass(7 * time.Hour)
				if got := d.told("m1"); got != "fetched" {
					t.Errorf("with a right clock: %q", got)
				}
				if got, err := d.file("m1"); err != nil || !bytes.Equal(got, data) {
					t.Errorf("%q, %v", got, err)
				}
			})
		})
	}
}
