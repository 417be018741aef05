package relay_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

// status is news of a message of ours, under Meta's id and our own.
func (d *desk) status(what, wamid string, n int) {
	d.t.Helper()
	d.arrive(fields{"statuses": []fields{{
		"id": wamid, "status": what, "timestamp": fmt.Sprint(time.Now().Unix()), "recipient_id": phoneOf(1), "biz_opaque_callback_data": uuidOf(n),
	}}})
}

// A status says what became of a send of which nobody knew. It counts no longer
// among those that may have left, whichever came first, the status or the end of the
// attempt; and nothing is sent again.
func TestAStatusClearsWhatWasUnknown(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		before, after []string // statuses, and how the attempt ends between them
		out           whatsapp.SendOutcome
		state, news   string
	}{
		"none":                  {nil, nil, vanished, "unknown", "held released unknown"},
		"sent":                  {nil, []string{"sent"}, vanished, "accepted", "held released unknown"},
		"delivered, then sent":  {nil, []string{"delivered", "sent"}, vanished, "accepted", "held released unknown"},
		"failed":                {nil, []string{"failed"}, vanished, "failed", "held released unknown"},
		"before the answer":     {[]string{"sent"}, nil, vanished, "accepted", "held released accepted"},
		"before a usual answer": {[]string{"sent", "delivered"}, nil, accepted("wamid.x"), "accepted", "held released accepted"},
		"failed before":         {[]string{"failed"}, nil, vanished, "unknown", "held released unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, &fakeGraph{}, func(d *desk) {
				end := d.underWay()
				d.put(to(1, text(1, "hallo")))
				synctest.Wait()
				for _, s := range tc.before {
					d.status(s, "wamid.x", 1)
				}
				end(tc.out)
				for _, s := range tc.after {
					d.status(s, "wamid.x", 1)
				}
				d.status("sent", "wamid.y", 2) // of something else
				d.put(to(1, text(1, "hallo")))
				pass(time.Hour)
				var state string
				if err := d.relay.One(`SELECT state FROM outbox`, &state); err != nil || state != tc.state {
					t.Errorf("it is %q, %v; want %q", state, err, tc.state)
				}
				if got := d.health().Unknown; got > 0 != (tc.state == "unknown") {
					t.Errorf("%d may have left", got)
				}
				if got := d.news(1); got != tc.news || d.texts() != "hallo" {
					t.Errorf("news %q, sent %q", got, d.texts())
				}
				if last := d.last(1); last.State == domain.SendAccepted && last.WAMID != "wamid.x" {
					t.Errorf("last %+v", last)
				}
			})
		})
	}
}

// What a status has told of a send under way goes with its person.
func TestErasedAfterAStatusOfASendUnderWay(t *testing.T) {
	t.Parallel()
	const phone = "+49155590001"
	meta := realID(1, "kanarie")
	inBubbleOf(t, func(*relay.Options) {}, func(d *desk, o relay.Options) {
		s := text(1, "kanarie")
		s.To.Phone = phone
		end := d.underWay()
		d.put(s)
		synctest.Wait()
		d.status("sent", meta, 1)
		none := func(when string) {
			t.Helper()
			if got := found(t, o.DBPath, "kanarie", phone[1:], meta[6:25]); len(got) != 0 {
				t.Errorf("%s: left %v", when, got)
			}
		}
		d.erase(phone, time.Now())
		none("under way")
		end(vanished)
		d.erase("+4930000000", time.Now()) // somebody else: only the files are written anew
		none("after its end")
	})
}
