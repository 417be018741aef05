package relay_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

// underWay lets the next attempt begin and wait for its outcome; later ones are
// accepted.
func (d *desk) underWay() (end func(whatsapp.SendOutcome)) {
	outcome := make(chan whatsapp.SendOutcome)
	d.graph.follow(&fakeGraph{send: func(context.Context, domain.Send) whatsapp.SendOutcome {
		d.graph.follow(&fakeGraph{})
		return <-outcome
	}})
	return func(out whatsapp.SendOutcome) {
		outcome <- out
		pass(time.Hour)
	}
}

// autoEnd is what became of the automatic text to a person that was decided first.
func (d *desk) autoEnd() string {
	d.t.Helper()
	var end string
	if err := d.relay.One(`SELECT state || ' ' || reason FROM outbox WHERE auto = 1 ORDER BY pos LIMIT 1`, &end); err != nil {
		d.t.Error(err)
	}
	return end
}

// A stop that comes while an automatic text is on its way ends it all the same
// if it did not leave. What has left, or may have, is not called back.
func TestStopWhileATextIsUnderWay(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		out  whatsapp.SendOutcome
		want string
	}{
		"offline":  {offline, "returned stop"},
		"too many": {refused(131056), "returned stop"},
		"paused":   {refused(4), "returned stop"},
		"failed":   {refused(999999), "failed "},
		"accepted": {accepted("wamid.a"), "accepted "},
		"vanished": {vanished, "unknown "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			withStop(t, func(d *desk) {
				end := d.underWay()
				d.gets(says(1, "wamid.1", "hallo"))
				d.gets(says(1, "wamid.2", "Stopp"))
				end(tc.out)
				if got := d.sentTexts(); got != "Am Montag. | Bestätigt." {
					t.Errorf("sent %q", got)
				}
				if got := d.autoEnd(); got != tc.want {
					t.Errorf("%q, want %q", got, tc.want)
				}
			})
		})
	}
}

// The confirmation answers the stop: it is tried until it has left, and once only.
func TestStopIsConfirmedAfterAll(t *testing.T) {
	t.Parallel()
	withStop(t, func(d *desk) {
		end := d.underWay()
		d.gets(says(1, "wamid.1", "Stopp"))
		d.gets(says(1, "wamid.2", "STOP"))
		end(offline)
		if got := d.sentTexts(); got != "Bestätigt. | Bestätigt." || len(d.autos()) != 1 || d.autoEnd() != "accepted " {
			t.Errorf("attempts %q, %d automatic texts, the first %s", got, len(d.autos()), d.autoEnd())
		}
	})
}

// An announcement that did not leave is not repeated for a reply that has come
// back, or gone back, meanwhile.
func TestAnnouncementOfAReplyThatIsGone(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		do    func(d *desk)
		reply string
	}{
		"stop":       {func(d *desk) { d.gets(says(1, "wamid.1", "Stopp")) }, "parked returned"},
		"wrote":      {func(d *desk) { d.gets(says(1, "wamid.1", "hat sich erledigt")) }, "parked returned"},
		"taken back": {func(d *desk) { d.takeBack(1) }, "parked taken_back"},
		"nothing":    {func(*desk) {}, "parked"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			withStop(t, func(d *desk) {
				end := d.underWay()
				d.put(parked(1, 1))
				pass(time.Second)
				tc.do(d)
				end(offline)
				announcement := "held released held taken_back"
				if tc.reply == "parked" {
					announcement = "held released held released accepted"
				}
				if reply, first := d.news(1), d.news(501); reply != tc.reply || first != announcement {
					t.Errorf("reply %q, announcement %q", reply, first)
				}
			})
		})
	}
}

// The same for what comes back because a person writes, or is in distress.
func TestWhatIsUnderWayComesBack(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		do   func(d *desk)
		want domain.ReturnReason
	}{
		"wrote":  {func(d *desk) { d.gets(says(1, "wamid.1", "hat sich erledigt")) }, domain.ReturnWrote},
		"crisis": {func(d *desk) { _ = d.SetCrisis(context.Background(), domain.Address{Phone: "+" + phoneOf(1)}, true) }, domain.ReturnCrisis},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, &fakeGraph{}, func(d *desk) {
				s := to(1, text(1, "terminiert"))
				s.Alone = true
				end := d.underWay()
				d.put(s)
				synctest.Wait()
				tc.do(d)
				if got := private(t, d.relay, "PUT", "/v1/outbox/"+uuidOf(1), encode(t, s), nil); strings.Contains(got.body, "reason") {
					t.Errorf("a reason before it is back: %s", got.body)
				}
				end(offline)
				d.reason(1, tc.want)
				if got := d.texts(); got != "terminiert" {
					t.Errorf("sent %q", got)
				}
			})
		})
	}
}

func TestAutoUnderWayInDistress(t *testing.T) {
	t.Parallel()
	withAuto(t, always, func(d *desk, _ relay.Options, _ *decider) {
		end := d.underWay()
		d.gets(says(1, "wamid.1", "hallo"))
		d.gets(says(1, "wamid.2", "ich will nicht mehr leben"))
		end(offline)
		if got := d.autoEnd(); got != "returned crisis" {
			t.Error("an automatic text:", got)
		}
	})
}

// left is what the relay still holds of a send.
func (d *desk) left(n int) (state, rest string) {
	d.t.Helper()
	for query, into := range map[string]*string{
		`SELECT state FROM outbox WHERE uuid = ?`:                                                &state,
		`SELECT concat(lane, body, hex(sha256), sum, wamid, failure) FROM outbox WHERE uuid = ?`: &rest,
	} {
		if err := d.relay.One(query, into, uuidOf(n)); err != nil {
			d.t.Error(err)
		}
	}
	return state, rest
}

// erase erases the person with a number, as decided at a moment.
func (d *desk) erase(phone string, at time.Time) {
	d.t.Helper()
	key := []byte("the desk's")
	f := domain.Forget{Key: key, Lines: []domain.Erased{line(key, phone, at, at)}}
	if _, err := d.Forget(context.Background(), f); err != nil {
		d.t.Error(err)
	}
}

// Whoever is erased while a send to them is under way gets no second attempt,
// and nothing of them comes back with its outcome, nor with what is told later.
func TestErasedWhileASendIsUnderWay(t *testing.T) {
	t.Parallel()
	const phone = "+49155590001"
	meta := realID(1, "kanarie")
	pair := refused(131056)
	pair.Failure.Details = phone
	for name, tc := range map[string]struct {
		out  whatsapp.SendOutcome
		want string
	}{
		"offline":  {offline, "taken_back"},
		"too many": {pair, "taken_back"},
		"paused":   {refused(4), "taken_back"},
		"failed":   {whatsapp.SendOutcome{Class: whatsapp.Refused, Failure: &domain.Failure{Code: 999999, Details: phone}}, "failed"},
		"accepted": {accepted(meta), "accepted"},
		"vanished": {vanished, "unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubbleOf(t, func(*relay.Options) {}, func(d *desk, o relay.Options) {
				s := text(1, "kanarie")
				s.To.Phone = phone
				end := d.underWay()
				d.put(s)
				synctest.Wait()
				none := func(when string) {
					t.Helper()
					if got := found(t, o.DBPath, "kanarie", phone[1:], meta[6:25], uuidOf(1)+`"`); len(got) != 0 {
						t.Errorf("%s: left %v", when, got)
					}
				}
				d.erase(phone, time.Now())
				none("under way")
				end(tc.out)
				none("after its end")
				d.arrive(fields{"statuses": []fields{{
					"id": meta, "status": "sent", "timestamp": fmt.Sprint(time.Now().Unix()), "recipient_id": phone[1:],
					"biz_opaque_callback_data": uuidOf(1),
				}}})
				d.erase("+4930000000", time.Now()) // somebody else: only the files are written anew
				none("after a status")
				d.put(s) // the desk never does; it is not sent all the same
				pass(time.Hour)
				if state, rest := d.left(1); state != tc.want || rest != "" || d.texts() != "kanarie" {
					t.Errorf("%s, left %q, sent %q; want %s", state, rest, d.texts(), tc.want)
				}
			})
		})
	}
}

// What Meta tells of a message without our own id is known by Meta's.
func TestStatusOfWhatWasUnderWayToAnErased(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		end := d.underWay()
		d.put(text(1, "hallo"))
		synctest.Wait()
		d.erase("+4915100000001", time.Now())
		end(accepted("wamid.x"))
		d.arrive(fields{"statuses": []fields{{
			"id": "wamid.x", "status": "sent", "timestamp": fmt.Sprint(time.Now().Unix()), "recipient_id": "4915100000001",
		}}})
		var n int
		if err := d.relay.One(`SELECT count(*) FROM aliases`, &n); err != nil || n != 0 {
			t.Errorf("%d names are known again, %v", n, err)
		}
	})
}

// What is begun after the erasure is for somebody new, and leaves as ever.
func TestErasedBeforeASendIsUnderWay(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		long := time.Now()
		pass(time.Hour)
		end := d.underWay()
		d.put(text(1, "neu"))
		synctest.Wait()
		d.erase("+4915100000001", long)
		end(offline)
		if got := d.news(1); got != "held released held released accepted" {
			t.Errorf("news %q", got)
		}
	})
}

// A new number counts for what is under way as well, should it be tried again;
// and what is written later still waits for it.
func TestNumberChangesWhileASendIsUnderWay(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		end := d.underWay()
		d.put(to(1, text(1, "erstens")))
		d.put(to(1, text(2, "zweitens")))
		synctest.Wait()
		d.gets(message(1, "wamid.1", "system", fields{"type": "user_changed_number", "wa_id": phoneOf(2), "body": "x"}))
		pass(time.Minute)
		if got := d.texts(); got != "erstens" {
			t.Errorf("while it is under way: %q", got)
		}
		end(offline)
		if was, is := d.sentTo(1), d.sentTo(2); was != "erstens" || is != "erstens | zweitens" {
			t.Errorf("the old number got %q, the new one %q", was, is)
		}
	})
}
