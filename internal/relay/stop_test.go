package relay_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

func withStop(t *testing.T, fn func(d *desk)) {
	t.Helper()
	f := &decider{decide: func(c auto.Case) (auto.Text, bool) {
		return auto.Text{Rule: domain.AutoWeekend, Periods: []string{c.Message.WAMID}, Text: "Am Montag."}, true
	}}
	inBubbleOf(t, func(o *relay.Options) { o.Auto, o.StopText = f, "Bestätigt." }, func(d *desk, _ relay.Options) { fn(d) })
}

// sentTexts are what Meta got, in order.
func (d *desk) sentTexts() string {
	var out []string
	for _, s := range d.graph.sent() {
		out = append(out, s.Text)
	}
	return strings.Join(out, " | ")
}

// sentTo are the texts that Meta got for one person, in order. Those of several
// people leave side by side, in any order.
func (d *desk) sentTo(person int) string {
	var out []string
	for _, s := range d.graph.sent() {
		if s.To.Phone == "+"+phoneOf(person) {
			out = append(out, s.Text)
		}
	}
	return strings.Join(out, " | ")
}

// A stop ends automatic texts at once, is confirmed once, and lasts until the
// person takes it back.
func TestStopWord(t *testing.T) {
	t.Parallel()
	withStop(t, func(d *desk) {
		d.gets(says(1, "wamid.1", "hallo"))
		pass(time.Hour)
		for range 2 {
			d.gets(says(1, "wamid.2", "Stopp!"))
		}
		d.gets(says(1, "wamid.3", "STOP"))
		pass(time.Hour)
		d.gets(says(1, "wamid.4", "wann ist der Infotag"), says(2, "wamid.5", "hallo"))
		pass(time.Hour)
		if got := d.sentTexts(); got != "Am Montag. | Bestätigt. | Am Montag." {
			t.Error("sent:", got)
		}
		list := d.autos()
		if len(list) != 3 || list[1].Rule != domain.AutoStop || list[1].WAMID != "wamid.2" {
			t.Errorf("automatic texts: %+v", list)
		}
		d.gets(says(1, "wamid.6", "Start"))
		pass(time.Minute)
		d.gets(says(1, "wamid.7", "abmelden"))
		pass(time.Minute)
		if got := d.sentTexts(); !strings.HasSuffix(got, "Am Montag. | Am Montag. | Bestätigt.") {
			t.Error("after taking it back and again:", got)
		}
	})
}

// An automatic text that has not begun to leave, and a parked reply, come back.
// What she writes herself still leaves; an announcement does not.
func TestStopBringsBackWhatWaits(t *testing.T) {
	t.Parallel()
	withStop(t, func(d *desk) {
		d.put(parked(1, 1))
		pass(time.Hour)
		d.graph.follow(script(refused(190)))
		d.put(to(2, text(2, "hält den Ausgang an")))
		pass(time.Minute)
		d.gets(says(1, "wamid.1", "hallo"))
		d.gets(says(1, "wamid.2", "Stopp"))
		d.reason(1, domain.ReturnWrote)
		if err := d.Resume(context.Background()); err != nil {
			t.Fatal(err)
		}
		pass(time.Hour)
		if got := d.sentTo(1); got != " | Bestätigt." { // the announcement has no text
			t.Errorf("sent: %q", got)
		}
		wantCode(t, d.PutSend(context.Background(), parked(1, 3)), domain.CodeStopped)
		d.put(to(1, text(4, "von Hand")))
		pass(time.Minute)
		if got := d.sentTo(1); got != " | Bestätigt. | von Hand" {
			t.Errorf("what she writes herself leaves: %q", got)
		}
	})
	withStop(t, func(d *desk) {
		d.put(parked(1, 1))
		pass(time.Hour)
		d.gets(says(1, "wamid.1", "Stopp"))
		d.reason(1, domain.ReturnStop)
	})
	withStop(t, func(d *desk) {
		d.jams(3)
		d.gets(says(1, "wamid.1", "Stopp"))
		d.put(to(1, text(1, "von Hand")))
		d.goesOn()
		d.wantSentTo(1, "also before her answer", "Bestätigt. | von Hand")
	})
}

// arriveIn is arrive for another field than messages.
func (d *desk) arriveIn(field string, value fields) {
	d.t.Helper()
	value["messaging_product"], value["metadata"] = "whatsapp", fields{"phone_number_id": "555"}
	body, err := json.Marshal(fields{"object": "whatsapp_business_account", "entry": []fields{
		{"id": "1", "changes": []fields{{"field": field, "value": value}}},
	}})
	if err != nil {
		d.t.Fatal(err)
	}
	if err := d.relay.Arrive(string(body)); err != nil {
		d.t.Fatal(err)
	}
	synctest.Wait()
}

// The order in which a stop and its withdrawal are told does not matter, a stop
// out of the past counts without being confirmed, and the switch in WhatsApp
// counts like the word.
func TestStopOutOfOrder(t *testing.T) {
	t.Parallel()
	at := func(m fields, ago time.Duration) fields {
		m["timestamp"] = fmt.Sprint(time.Now().Add(-ago).Unix())
		return m
	}
	preference := func(value string) fields {
		return fields{"user_preferences": []fields{{
			"wa_id": phoneOf(1), "category": "marketing_messages", "value": value, "timestamp": time.Now().Unix(),
		}}}
	}
	for name, tc := range map[string]struct {
		do      func(d *desk)
		stopped bool
		sent    string
	}{
		"start before the stop": {func(d *desk) {
			d.gets(at(says(1, "wamid.1", "start"), 2*time.Hour))
			d.gets(at(says(1, "wamid.2", "stopp"), 3*time.Hour))
		}, false, ""},
		"of one second": {func(d *desk) {
			d.gets(at(says(1, "wamid.1", "stopp"), 2*time.Hour))
			d.gets(at(says(1, "wamid.2", "start"), 2*time.Hour))
		}, true, "Bestätigt."},
		"of last year": {func(d *desk) { d.gets(at(says(1, "wamid.1", "stopp"), 300*24*time.Hour)) }, true, ""},
		"of yesterday": {func(d *desk) { d.gets(at(says(1, "wamid.1", "stopp"), 24*time.Hour)) }, true, ""},
		"switch":       {func(d *desk) { d.arriveIn("user_preferences", preference("stop")) }, true, ""},
		"switch resumed": {func(d *desk) {
			d.arriveIn("user_preferences", preference("stop"))
			pass(time.Minute)
			d.arriveIn("user_preferences", preference("resume"))
		}, false, ""},
		"in distress": {func(d *desk) {
			d.gets(says(1, "wamid.1", "ich will nicht mehr leben"))
			d.gets(says(1, "wamid.2", "stopp"))
		}, true, ""},
		"in a group": {func(d *desk) {
			m := says(1, "wamid.1", "stopp")
			m["group_id"] = "g"
			d.gets(m)
		}, true, ""},
	} {
		withStop(t, func(d *desk) {
			tc.do(d)
			pass(time.Minute)
			if got := d.sentTexts(); got != tc.sent && (tc.stopped || tc.sent != "") {
				t.Errorf("%s: sent %q, want %q", name, got, tc.sent)
			}
			err := d.PutSend(context.Background(), parked(1, 9))
			if refused := domain.CodeOf(err) == domain.CodeStopped || domain.CodeOf(err) == domain.CodeCrisis; refused != tc.stopped {
				t.Errorf("%s: an announcement: %v", name, err)
			}
		})
	}
}
