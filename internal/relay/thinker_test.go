package relay_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"

	"github.com/google/go-cmp/cmp"
)

// phoneOf is the number of a person as Meta writes it; see to.
func phoneOf(person int) string { return fmt.Sprintf("4915100%06d", person) }

type fields map[string]any

// arrive stores a webhook with these elements of a value and waits until the
// relay has thought about it.
func (d *desk) arrive(value fields) {
	d.t.Helper()
	d.arriveAt("555", value)
}

// arriveAt is arrive for any phone number id.
func (d *desk) arriveAt(number string, value fields) {
	d.t.Helper()
	value["messaging_product"] = "whatsapp"
	value["metadata"] = fields{"phone_number_id": number}
	body, err := json.Marshal(fields{"object": "whatsapp_business_account", "entry": []fields{
		{"id": "1", "changes": []fields{{"field": "messages", "value": value}}},
	}})
	if err != nil {
		d.t.Fatal(err)
	}
	if err := d.relay.Arrive(string(body)); err != nil {
		d.t.Fatal(err)
	}
	synctest.Wait()
}

// message is one element of a webhook, written just now.
func message(person int, id, kind string, body any) fields {
	return fields{
		"from": phoneOf(person), "id": id, "timestamp": fmt.Sprint(time.Now().Unix()), "type": kind, kind: body,
	}
}

func says(person int, id, text string) fields {
	return message(person, id, "text", fields{"body": text})
}

func taps(person int, id string, reply int) fields {
	return message(person, id, "button", fields{"payload": domain.ParkPayload(uuidOf(reply)), "text": "Antwort lesen"})
}

func edits(person int, id, text string) fields {
	return message(person, id, "edit", fields{
		"original_message_id": "wamid.0", "message": fields{"type": "text", "text": fields{"body": text}},
	})
}

func (d *desk) gets(messages ...fields) {
	d.t.Helper()
	d.arrive(fields{"messages": messages})
}

func TestTapReleases(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(parked(1, 1))
		pass(time.Hour)
		for range 3 {
			d.gets(taps(1, "wamid.tap", 1))
		}
		d.gets(taps(1, "wamid.tap2", 1)) // she taps again
		d.gets(says(1, "wamid.thanks", "danke"))
		pass(time.Hour)
		d.wants(1, "parked held released accepted", "held released accepted")
		if got := d.texts(); got != " geparkt" {
			t.Errorf("sent %q", got)
		}
	})
}

func TestWhatBringsAParkedReplyBack(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		value fields
		want  domain.ReturnReason // "": it stays
	}{
		"text":             {fields{"messages": []fields{says(1, "wamid.1", "hat sich erledigt")}}, domain.ReturnWrote},
		"sticker":          {fields{"messages": []fields{message(1, "wamid.1", "sticker", fields{"id": "7"})}}, domain.ReturnWrote},
		"another button":   {fields{"messages": []fields{message(1, "wamid.1", "button", fields{"payload": "x", "text": "x"})}}, domain.ReturnWrote},
		"type of 2027":     {fields{"messages": []fields{message(1, "wamid.1", "hologram", fields{})}}, domain.ReturnWrote},
		"crisis":           {fields{"messages": []fields{says(1, "wamid.1", "Ich will nicht mehr leben")}}, domain.ReturnCrisis},
		"edit":             {fields{"messages": []fields{edits(1, "wamid.1", "hat sich erledigt")}}, domain.ReturnWrote},
		"edit to a crisis": {fields{"messages": []fields{edits(1, "wamid.1", "Ich will nicht mehr leben")}}, domain.ReturnCrisis},
		"edit unseen":      {fields{"messages": []fields{message(1, "wamid.1", "unsupported", fields{"type": "edit"})}}, domain.ReturnWrote},
		"deletion":         {fields{"messages": []fields{message(1, "wamid.1", "revoke", fields{"original_message_id": "wamid.0"})}}, ""},
		"reaction":         {fields{"messages": []fields{message(1, "wamid.1", "reaction", fields{"message_id": "wamid.0", "emoji": "x"})}}, ""},
		"somebody else":    {fields{"messages": []fields{says(2, "wamid.1", "hallo")}}, ""},
		"another reply":    {fields{"messages": []fields{taps(1, "wamid.1", 77)}}, ""},
		"system":           {fields{"messages": []fields{message(1, "wamid.1", "system", fields{"body": "x", "type": "identity"})}}, ""},
		"delivered":        {fields{"statuses": []fields{{"id": "wamid." + uuidOf(501), "status": "delivered", "recipient_id": phoneOf(1)}}}, ""},
		"failed late":      {fields{"statuses": []fields{{"id": "wamid." + uuidOf(501), "status": "failed", "recipient_id": phoneOf(1)}}}, domain.ReturnAnnounce},
		"failed, by uuid":  {fields{"statuses": []fields{{"id": "wamid.x", "biz_opaque_callback_data": uuidOf(501), "status": "failed"}}}, domain.ReturnAnnounce},
		"nonsense":         {fields{"messages": "x"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, &fakeGraph{}, func(d *desk) {
				d.put(parked(1, 1))
				pass(time.Hour)
				// The table was made before the bubble's clock began.
				if list, ok := tc.value["messages"].([]fields); ok {
					list[0]["timestamp"] = fmt.Sprint(time.Now().Unix())
				}
				d.arrive(tc.value)
				d.arrive(tc.value)
				if tc.want == "" {
					d.wants(1, "parked", "held released accepted")
					d.gets(taps(1, "wamid.tap", 1))
					pass(time.Second)
					d.wants(1, "parked held released accepted", "held released accepted")
					return
				}
				d.reason(1, tc.want)
				d.gets(taps(1, "wamid.tap", 1))
				pass(time.Second)
				d.wants(1, "parked returned", "held released accepted")
			})
		})
	}
}

// A hint that comes after the tap, but before the reply has begun to leave,
// still stops it; an ordinary word does not.
func TestAfterTheTap(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"und noch was":              "parked held released accepted",
		"ich will nicht mehr leben": "parked held returned",
	} {
		inBubble(t, script(accepted("wamid.a"), refused(190)), func(d *desk) {
			d.put(parked(1, 1))
			pass(time.Minute)
			d.put(to(2, text2(9))) // stops the outbox
			pass(time.Minute)
			d.gets(taps(1, "wamid.tap", 1))
			d.gets(says(1, "wamid.more", text))
			if err := d.Resume(context.Background()); err != nil {
				t.Fatal(err)
			}
			pass(time.Minute)
			if got := d.news(1); got != want {
				t.Errorf("%q: %s, want %s", text, got, want)
			}
		})
	}
}

// A status that comes late and is wrong does not stop what she has asked for.
func TestTappedWhatNeverArrived(t *testing.T) {
	t.Parallel()
	inBubble(t, script(accepted("wamid.a"), offline), func(d *desk) {
		d.put(parked(1, 1))
		pass(time.Minute)
		d.gets(taps(1, "wamid.tap", 1))
		d.arrive(fields{"statuses": []fields{{"id": "wamid.a", "status": "failed", "recipient_id": phoneOf(1)}}})
		pass(time.Minute)
		d.wants(1, "parked held released held released accepted", "held released accepted")
	})
}

func text2(n int) domain.Send { return text(n, "anderes") }

func TestPersonByAnyName(t *testing.T) {
	t.Parallel()
	byID := func(id string, m fields) fields {
		delete(m, "from")
		m["from_user_id"] = id
		return m
	}
	inBubble(t, &fakeGraph{}, func(d *desk) {
		both := says(1, "wamid.0", "hallo")
		both["from_user_id"] = "DE.1"
		d.gets(both)
		d.put(parked(1, 1))
		s := parked(1, 2)
		s.To = domain.Address{UserID: "DE.1"}
		wantCode(t, d.PutSend(context.Background(), s), domain.CodeParked)
		d.gets(byID("DE.1", says(1, "wamid.1", "ich noch mal")))
		d.reason(1, domain.ReturnWrote)

		// The one who taps is the one it is for, also by a name that is new.
		d.put(parked(2, 3))
		d.gets(byID("DE.2", taps(2, "wamid.2", 3)))
		pass(time.Second)
		d.wants(3, "parked held released accepted", "held released accepted")
	})
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.gets(says(1, "wamid.0", "hallo"))
		d.put(parked(1, 1))
		d.gets(message(1, "wamid.1", "system", fields{
			"type": "user_changed_number", "wa_id": phoneOf(2), "body": "x",
		}))
		wantCode(t, d.PutSend(context.Background(), parked(2, 2)), domain.CodeParked)
		d.gets(says(2, "wamid.2", "neue Nummer"))
		d.reason(1, domain.ReturnWrote)
	})
}

// Somebody else may have the old number by the time a send leaves.
func TestWaitingSendsFollowANumberThatChanged(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		moves := fields{"messages": []fields{message(1, "wamid.1", "system", fields{
			"type": "user_changed_number", "wa_id": phoneOf(2), "body": "x",
		})}}
		d.put(parked(1, 1))
		later := to(1, text(2, "später"))
		later.NotBefore, later.Alone = time.Now().Add(time.Hour), true
		d.put(later)
		pass(time.Minute)
		d.arrive(moves)
		d.gets(taps(2, "wamid.2", 1))
		pass(time.Hour)
		d.put(to(1, held(3, time.Now().Add(time.Hour)))) // to whom the old number belongs now
		d.arrive(moves)
		pass(2 * time.Hour)
		var got []string
		for _, s := range d.graph.sent() {
			got = append(got, s.To.Phone+" "+s.Text)
		}
		old, now := "+"+phoneOf(1), "+"+phoneOf(2)
		if diff := cmp.Diff([]string{old + " ", now + " geparkt", now + " später", old + " gehalten"}, got); diff != "" {
			t.Error("-want +got:", diff)
		}
	})
}

// People with a username move without a new number, and often without the old one:
// "user_changed_user_id" comes when no number can be shared (Meta, changelog of
// 11 August 2026). What waits goes to the new id, not to the number they have left.
func TestWaitingSendsLeaveANumberThatNobodyNames(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		known  string // the id that the number was seen with before
		from   string
		system fields
		want   domain.Address
	}{
		"only ids": {
			"DE.1", "",
			fields{"type": "user_changed_user_id", "previous_user_id": "DE.1", "user_id": "DE.2"},
			domain.Address{UserID: "DE.2"},
		},
		"the old number": {
			"DE.1", phoneOf(1),
			fields{"type": "user_changed_number", "previous_user_id": "DE.1", "user_id": "DE.2"},
			domain.Address{UserID: "DE.2"},
		},
		"only the new number": {
			"DE.1", "",
			fields{"type": "user_changed_number", "previous_user_id": "DE.1", "user_id": "DE.2", "wa_id": phoneOf(2)},
			domain.Address{Phone: "+" + phoneOf(2)},
		},
		"seen with the new id": {
			"DE.2", "",
			fields{"type": "user_changed_user_id", "previous_user_id": "DE.1", "user_id": "DE.2"},
			domain.Address{Phone: "+" + phoneOf(1)},
		},
		"somebody else": {
			"DE.3", "",
			fields{"type": "user_changed_user_id", "previous_user_id": "DE.1", "user_id": "DE.2"},
			domain.Address{Phone: "+" + phoneOf(1)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, &fakeGraph{}, func(d *desk) {
				hello := says(1, "wamid.0", "hallo")
				hello["from_user_id"] = tc.known
				d.gets(hello)
				d.put(held(1, time.Now().Add(time.Hour)))
				moves := message(1, "wamid.1", "system", tc.system)
				if moves["from"] = tc.from; tc.from == "" {
					delete(moves, "from")
				}
				d.gets(moves)
				pass(2 * time.Hour)
				sent := d.graph.sent()
				if len(sent) != 1 || sent[0].To != tc.want {
					t.Errorf("sent %+v, want it to go to %+v", sent, tc.want)
				}
			})
		})
	}
}

func TestOtherNumbersOfTheAppAreNotOurs(t *testing.T) {
	t.Parallel()
	inBubbleOf(t, func(o *relay.Options) { o.PhoneNumberID = "666" }, func(d *desk, _ relay.Options) {
		d.put(parked(1, 1))
		d.gets(says(1, "wamid.1", "hallo")) // to 555
		if got := d.news(1); got != "parked" {
			t.Error(got)
		}
	})
}

func TestScheduledComesBack(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		alone := text(1, "bis morgen")
		alone.NotBefore, alone.Alone = time.Now().Add(time.Hour), true
		anyway := text(2, "auf jeden Fall")
		anyway.NotBefore = time.Now().Add(time.Hour)
		d.put(to(1, alone))
		d.put(to(1, anyway))
		d.gets(says(1, "wamid.1", "noch was"))
		d.reason(1, domain.ReturnWrote)
		pass(2 * time.Hour)
		if got := d.texts(); got != "auf jeden Fall" {
			t.Error("sent:", got)
		}
	})
}

// She writes while the desk is not connected: what the adviser hands over later
// was not an answer to that.
func TestHandoverAfterANewerMessage(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.gets(says(1, "wamid.1", "eins"))
		d.gets(says(1, "wamid.2", "zwei"))
		d.gets(says(2, "wamid.3", "andere"))
		d.gets(message(1, "wamid.4", "system", fields{"body": "x", "type": "identity"}), taps(1, "wamid.5", 77))
		for n, tc := range map[int]struct{ seen, want string }{
			1: {"wamid.1", "parked returned"},
			2: {"wamid.2", "parked"},
			3: {"wamid.unknown", "parked"},
			4: {"", "parked"},
		} {
			s := parked(1, n)
			s.Seen = tc.seen
			d.put(s)
			if got := d.news(n); got != tc.want {
				t.Errorf("seen %q: %s, want %s", tc.seen, got, tc.want)
			}
			d.takeBack(n)
		}
	})
}

func TestCrisisByTheDesk(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		her := domain.Address{Phone: "+" + phoneOf(1)}
		d.put(parked(1, 1))
		for range 2 {
			if err := d.SetCrisis(context.Background(), her, true); err != nil {
				t.Fatal(err)
			}
		}
		d.reason(1, domain.ReturnCrisis)
		alone := to(1, text(2, "später"))
		alone.Alone, alone.NotBefore = true, time.Now().Add(time.Hour)
		for _, s := range []domain.Send{parked(1, 3), alone} {
			wantCode(t, d.PutSend(context.Background(), s), domain.CodeCrisis)
		}
		d.put(to(1, text(4, "ich bin da")))
		pass(time.Second)
		if got := d.news(4); got != "held released accepted" {
			t.Error("an ordinary send:", got)
		}
		if err := d.SetCrisis(context.Background(), her, false); err != nil {
			t.Fatal(err)
		}
		d.put(parked(1, 5))
		wantCode(t, d.SetCrisis(context.Background(), domain.Address{}, true), domain.CodeUsage)
		if got := private(t, d.relay, "PUT", "/v1/crisis", `{"to":{"phone":"+49"},"on":true,"until":1}`, nil); got.status != 400 {
			t.Errorf("unknown field: %d", got.status)
		}
	})
}

// What nobody can read must not keep the rest from being thought about.
func TestThinkerPassesOverNonsense(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(parked(1, 1))
		for _, body := range []string{"", "x", "{", `{"entry":[{"changes":[{"value":{"messages":[null,7]}}]}]}`, strings.Repeat("[", 10000)} {
			if err := d.relay.Arrive(body); err != nil {
				t.Fatal(err)
			}
		}
		d.gets(taps(1, "wamid.1", 1))
		pass(time.Second)
		d.wants(1, "parked held released accepted", "held released accepted")
	})
}

// A disk that refuses puts the thinking off; nothing follows twice.
func TestThinkerWaitsForTheDisk(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(parked(1, 1))
		if err := d.relay.Exec(`CREATE TRIGGER full BEFORE INSERT ON seen BEGIN SELECT RAISE(FAIL, 'no'); END`); err != nil {
			t.Fatal(err)
		}
		d.gets(taps(1, "wamid.1", 1))
		pass(time.Minute)
		d.wants(1, "parked", "held released accepted")
		if err := d.relay.Exec(`DROP TRIGGER full`); err != nil {
			t.Fatal(err)
		}
		pass(2 * time.Second)
		d.wants(1, "parked held released accepted", "held released accepted")
	})
}

// The queries for every message must not look at every send there ever was.
func TestUnfinishedHasAnIndex(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	for _, q := range []string{
		`SELECT uuid FROM outbox WHERE ` + relay.Unfinished + ` AND state = 'parked'`,
		`SELECT auto FROM outbox WHERE wamid = 'x' AND wamid <> ''`,
	} {
		plan, err := r.Plan(q)
		if err != nil || !strings.Contains(plan, "USING INDEX outbox_") {
			t.Errorf("%s: %s, %v", q, plan, err)
		}
	}
}

func TestForgetsOldMessages(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		rows := func() (n [3]int) {
			for i, table := range []string{"seen", "tally", "people"} {
				if err := d.relay.One(`SELECT count(*) FROM `+table, &n[i]); err != nil {
					t.Fatal(err)
				}
			}
			return n
		}
		d.gets(says(1, "wamid.1", "eins"), says(1, "wamid.2", "zwei"))
		if n := rows(); n != [3]int{2, 1, 1} {
			t.Error(n)
		}
		pass(36 * 24 * time.Hour)
		if n := rows(); n != [3]int{0, 1, 1} {
			t.Error("after 36 days:", n)
		}
		pass(25 * 24 * time.Hour)
		if n := rows(); n != [3]int{0, 0, 1} {
			t.Error("after 61 days:", n)
		}
	})
}

// News of a template, or of a send that failed because of one, makes the relay
// look at the list at once, not in an hour.
func TestNewsOfATemplateIsLookedUp(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"paused": `{"entry":[{"changes":[{"field":"message_template_status_update","value":{"event":"PAUSED","message_template_name":"antwort"}}]}]}`,
		"failed late": `{"entry":[{"changes":[{"field":"messages","value":{"statuses":[{"id":"wamid.x","status":"failed","timestamp":"1790000000",` +
			`"recipient_id":"4915100000001","errors":[{"code":132015,"title":"Template is paused"}]}]}}]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inAccount(t, func(d *desk, a *fakeAccount, _ relay.Options) {
				pass(10 * time.Minute)
				a.set("PAUSED", nil)
				if err := d.relay.Arrive(body); err != nil {
					t.Fatal(err)
				}
				pass(time.Second)
				d.wantStatus("after the news", "PAUSED")
			})
		})
	}
}
