package relay_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

// wrote is a webhook of one message; several persons' are joined by hand.
func wrote(n int, id, text string, at time.Time) string {
	return fmt.Sprintf(`{"from":"491555900%02d","id":"%s","timestamp":"%d","type":"text","text":{"body":"%s"}}`, n, id, at.Unix(), text)
}

func hook(list string, elements ...string) string {
	return `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":""},` +
		`"contacts":[{"wa_id":"49155590001","profile":{"name":"kanarieprofil"}},{"wa_id":"49155590002","profile":{"name":"Bea"}}],"` +
		list + `":[` + strings.Join(elements, ",") + `]}}]}]}`
}

// realID is made as WhatsApp makes them: the number stands inside.
func realID(n int, what string) string {
	return "wamid." + base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "\x1d\x18\x0b491555900%02d\x15\x02\x00%s", n, what))
}

func line(key []byte, phone string, until, at time.Time) domain.Erased {
	return domain.Erased{
		Hash: domain.ErasedHash(key, domain.AliasPhone, phone), Until: until.UnixMilli(), At: at.UnixMilli(), Reason: domain.ErasureAsked,
	}
}

// found lists which words stand in any file of the relay.
func found(t *testing.T, db string, words ...string) (out []string) {
	t.Helper()
	err := filepath.Walk(filepath.Dir(db), func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, w := range words {
			if bytes.Contains(b, []byte(w)) {
				out = append(out, filepath.Base(path)+" "+w)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestForgetLeavesNothingOfAPersonAndAllOfOthers(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Graph = &fakeGraph{send: func(_ context.Context, s domain.Send) whatsapp.SendOutcome { return accepted(realID(1, s.UUID)) }}
	r := start(t, o)
	c := client(t, r)
	ctx := t.Context()
	then := time.Now().Add(-time.Hour)
	post := func(body string) {
		t.Helper()
		if got := deliverSigned(t, r, body); got != 200 {
			t.Fatalf("status %d", got)
		}
	}
	post(hook("messages", wrote(1, realID(1, "a"), "kanarieeins", then), wrote(2, realID(2, "b"), "von Bea", then)))
	post(hook("messages", wrote(1, realID(1, "c"), "kanariezwei", then)))
	post(hook("statuses", fmt.Sprintf(`{"id":"%s","status":"read","timestamp":"%d","recipient_id":"49155590001"}`, realID(1, "d"), then.Unix())))
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	to := domain.Address{Phone: "+49155590001"}
	check(c.PutSend(ctx, domain.Send{UUID: uuidOf(1), To: to, Kind: domain.SendText, Text: "kanariegesendet"}))
	check(c.PutSend(ctx, domain.Send{UUID: uuidOf(2), To: to, Kind: domain.SendText, Text: "kanariewartet", NotBefore: time.Now().Add(time.Hour)}))
	for {
		h, err := c.Health(ctx)
		check(err)
		if h.Queued == 1 {
			break
		}
	}
	before := events(t, c)
	words := []string{"kanarie", "55590001", realID(1, "")[6:25]}
	if len(found(t, o.DBPath, words...)) == 0 {
		t.Fatal("there is nothing to be erased")
	}
	key := []byte("the desk's")
	f := domain.Forget{Key: key, Lines: []domain.Erased{line(key, "+49155590001", then, time.Now())}, IDs: []string{uuidOf(1), uuidOf(2)}}
	done, err := c.Forget(ctx, f)
	check(err)
	if done.Events < 5 || done.Sends != 2 {
		t.Errorf("done %+v", done)
	}
	if left := r.Strings(t, `SELECT uuid FROM outbox WHERE sha256 IS NOT NULL OR sum IS NOT NULL OR lane <> ''`); len(left) != 0 {
		t.Errorf("sums of their texts are left: %v", left)
	}
	if got := found(t, o.DBPath, words...); len(got) != 0 {
		t.Errorf("left: %v", got)
	}
	if got := found(t, o.DBPath, "von Bea", "55590002"); len(got) == 0 {
		t.Error("what others have written is gone")
	}
	for i, e := range events(t, c)[:len(before)] {
		if e.Seq != before[i].Seq {
			t.Fatalf("event %d has become %d", before[i].Seq, e.Seq)
		}
	}
	lines, err := c.Forgotten(ctx)
	if err != nil || len(lines) != 1 || lines[0] != f.Lines[0] {
		t.Errorf("ledger %v, %v", lines, err)
	}

	// WhatsApp delivers again what was erased, beside something new.
	post(hook("messages", wrote(1, realID(1, "a"), "kanarieeins", then), wrote(2, realID(2, "e"), "Bea nochmal", time.Now())))
	post(hook("messages", wrote(1, realID(1, "c"), "kanariezwei", then)))
	done, err = c.Forget(ctx, domain.Forget{Key: key}) // waits until all was thought about
	check(err)
	if got := found(t, o.DBPath, words...); len(got) != 0 || done.Events != 0 {
		t.Errorf("came back: %v, %+v", got, done)
	}
	post(hook("messages", wrote(1, realID(1, "new"), "wieder da", time.Now())))
	list := events(t, c)
	if got := whatsapp.Decode(list[len(list)-1].Raw); len(got) != 1 {
		t.Errorf("a new message of theirs: %v", got)
	}
	if again, err := c.Forget(ctx, f); err != nil || len(found(t, o.DBPath, "wieder da")) == 0 {
		t.Errorf("telling it again takes what nobody has read: %+v, %v", again, err)
	}
}

// A relay that was brought back from an older copy is told by the lines alone: no
// id of a message, send or file is known any more.
func TestForgetByTheLinesAlone(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Graph = &fakeGraph{send: func(_ context.Context, s domain.Send) whatsapp.SendOutcome { return accepted(realID(1, s.UUID)) }}
	r := start(t, o)
	c := client(t, r)
	body := hook("messages", wrote(1, realID(1, "a"), "kanarie", time.Now().Add(-time.Hour)))
	if got := deliverSigned(t, r, body); got != 200 {
		t.Fatal(got)
	}
	if err := c.PutSend(t.Context(), domain.Send{UUID: uuidOf(1), To: domain.Address{Phone: "+49155590001"}, Kind: domain.SendText, Text: "x"}); err != nil {
		t.Fatal(err)
	}
	for h, err := c.Health(t.Context()); h.Queued != 0; h, err = c.Health(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
	}
	key := []byte("the desk's")
	if _, err := c.Forget(t.Context(), domain.Forget{Key: key, Lines: []domain.Erased{line(key, "+49155590001", time.Now(), time.Now())}}); err != nil {
		t.Fatal(err)
	}
	if got := found(t, o.DBPath, "kanarie", "55590001", realID(1, "")[6:25]); len(got) != 0 {
		t.Errorf("left: %v", got)
	}
}

// TestForgetWithdrawsReceipts that wait, or are under way: their lane is not a
// person but a message, and its id holds the number.
func TestForgetWithdrawsReceipts(t *testing.T) {
	t.Parallel()
	for name, lines := range map[string]bool{"by the line": true, "by the id": false} {
		for name2, ended := range map[string]bool{"waiting": true, "under way": false} {
			t.Run(name+", "+name2, func(t *testing.T) {
				t.Parallel()
				o := options(t)
				begun, free := make(chan struct{}, 64), make(chan struct{})
				o.Graph = &fakeGraph{send: func(ctx context.Context, _ domain.Send) whatsapp.SendOutcome {
					begun <- struct{}{}
					select {
					case <-free:
					case <-ctx.Done():
					}
					return offline
				}}
				if ended {
					close(free)
				}
				r := start(t, o)
				c := client(t, r)
				read, other := realID(1, "a"), realID(2, "b")
				for n, wamid := range []string{read, other} {
					to := domain.Address{Phone: fmt.Sprintf("+491555900%02d", n+1)}
					if err := c.PutSend(t.Context(), domain.Send{UUID: uuidOf(n + 1), To: to, Kind: domain.SendReceipt, Read: wamid}); err != nil {
						t.Fatal(err)
					}
				}
				<-begun
				<-begun
				words := []string{read, "55590001", base64.StdEncoding.EncodeToString([]byte(read))}
				if len(found(t, o.DBPath, words...)) == 0 {
					t.Fatal("there is nothing to be erased")
				}
				f := domain.Forget{Key: []byte("the desk's"), IDs: []string{read}}
				if lines {
					f.IDs, f.Lines = nil, []domain.Erased{line(f.Key, "+49155590001", time.Now(), time.Now())}
				}
				if _, err := c.Forget(t.Context(), f); err != nil {
					t.Fatal(err)
				}
				if !ended {
					close(free)
				}
				if got := found(t, o.DBPath, words...); len(got) != 0 {
					t.Errorf("left: %v", got)
				}
				if got := found(t, o.DBPath, other); len(got) == 0 {
					t.Error("the receipt of somebody else is gone")
				}
			})
		}
	}
}

// TestForgetReachesTheLog, by every name and id that was erased, and is repeated
// where the log could not be written.
func TestForgetReachesTheLog(t *testing.T) {
	t.Parallel()
	o := options(t)
	var words []string
	broken := errors.New("no")
	o.ForgetLog = func(list []string) (int, error) { words = list; return 1, broken }
	r := start(t, o)
	c := client(t, r)
	if got := deliverSigned(t, r, hook("messages", wrote(1, realID(1, "a"), "kanarie", time.Now().Add(-time.Hour)))); got != 200 {
		t.Fatal(got)
	}
	if err := c.PutSend(t.Context(), domain.Send{UUID: uuidOf(1), To: domain.Address{Phone: "+49155590001"}, Kind: domain.SendText, Text: "x", NotBefore: time.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	key := []byte("the desk's")
	f := domain.Forget{Key: key, Lines: []domain.Erased{line(key, "+49155590001", time.Now(), time.Now())}, IDs: []string{uuidOf(7)}}
	if _, err := c.Forget(t.Context(), f); err == nil {
		t.Error("the log could not be written, and it is said to be done")
	}
	for _, w := range []string{uuidOf(7), uuidOf(1), realID(1, "a"), "49155590001"} {
		if !slices.Contains(words, w) {
			t.Errorf("%q is not looked for: %q", w, words)
		}
	}
	broken = nil
	if _, err := c.Forget(t.Context(), f); err != nil {
		t.Error(err)
	}
}

// TestForgetReachesWhatTheDiskHasChanged: of an event that cannot be read nobody can
// tell whose it is. Its number stays, and the desk still sees that something was there.
func TestForgetReachesWhatTheDiskHasChanged(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]string{
		"a letter":   `UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'hallo', 'hullo') AS BLOB)`,
		"a bracket":  `UPDATE events SET body = CAST(replace(CAST(body AS TEXT), '}]', '}(') AS BLOB)`,
		"its sum":    `UPDATE events SET sha256 = x'00'`,
		"its number": `UPDATE events SET body = CAST(replace(CAST(body AS TEXT), '49155', '48155') AS BLOB)`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := options(t)
			r := start(t, o)
			c := client(t, r)
			if got := deliverSigned(t, r, hook("messages", wrote(1, realID(1, "a"), "hallo kanarie", time.Now().Add(-time.Hour)))); got != 200 {
				t.Fatal(got)
			}
			if err := errors.Join(r.CaughtUp(t.Context()), r.Spoil(t.Context(), spoil)); err != nil {
				t.Fatal(err)
			}
			before := events(t, c)
			key := []byte("the desk's")
			f := domain.Forget{Key: key, Lines: []domain.Erased{line(key, "+49155590001", time.Now(), time.Now())}, IDs: []string{realID(1, "a")}}
			for _, want := range []int{1, 0} {
				if done, err := c.Forget(t.Context(), f); err != nil || done.Events != want {
					t.Errorf("%+v, %v; want %d events", done, err, want)
				}
			}
			if got := found(t, o.DBPath, "kanarie", "8155590001"); len(got) != 0 {
				t.Errorf("left: %v", got)
			}
			if after := events(t, c); len(after) != len(before) || after[0].Seq != before[0].Seq || after[0].Kind != before[0].Kind || len(after[0].Raw) != 0 {
				t.Errorf("the log was %v and is %v", before, after)
			}
		})
	}
}

// TestForgetReachesIdsWhoseEventsAreGone: they are remembered a little longer than the
// events, and the desk does not name those of edits.
func TestForgetReachesIdsWhoseEventsAreGone(t *testing.T) {
	t.Parallel()
	o := options(t)
	r := start(t, o)
	c := client(t, r)
	then := time.Now().Add(-time.Hour)
	edit := strings.Replace(wrote(1, realID(1, "edit"), "doch nicht", then), `"type":"text","text":{"body":"doch nicht"}`,
		`"type":"edit","edit":{"original_message_id":"`+realID(1, "a")+`","message":{"type":"text","text":{"body":"doch nicht"}}}`, 1)
	body := hook("messages", wrote(1, realID(1, "a"), "hallo", then), edit, wrote(2, realID(2, "b"), "von Bea", then))
	if got := deliverSigned(t, r, body); got != 200 {
		t.Fatal(got)
	}
	if err := errors.Join(r.CaughtUp(t.Context()), r.Exec(`DELETE FROM events`)); err != nil { // as the housekeeping does after 30 days
		t.Fatal(err)
	}
	if ids := r.Strings(t, `SELECT wamid FROM seen`); len(ids) != 3 {
		t.Fatalf("remembered are %q", ids)
	}
	key := []byte("the desk's")
	f := domain.Forget{Key: key, Lines: []domain.Erased{line(key, "+49155590001", then, time.Now())}, IDs: []string{realID(1, "a")}}
	if _, err := c.Forget(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	if got := found(t, o.DBPath, "55590001", realID(1, "")[6:25]); len(got) != 0 {
		t.Errorf("left: %v", got)
	}
	if ids := r.Strings(t, `SELECT wamid FROM seen`); len(ids) != 1 || ids[0] != realID(2, "b") {
		t.Errorf("remembered of others: %q", ids)
	}
}
