package relay_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"

	"github.com/google/go-cmp/cmp"
)

// parked is a reply to person that waits, announced under the uuid of n+500.
func parked(person, n int) domain.Send {
	s := to(person, text(n, "geparkt"))
	s.Announce = &domain.Announce{UUID: uuidOf(n + 500), Template: domain.Template{Name: "antwort_liegt_bereit", Language: "de"}}
	s.Alone = true
	s.Expires = time.Now().Add(14 * 24 * time.Hour)
	return s
}

// wants checks the news of a reply and of its announcement.
func (d *desk) wants(n int, reply, announcement string) {
	d.t.Helper()
	if got := d.news(n); got != reply {
		d.t.Errorf("reply %d: %q, want %q", n, got, reply)
	}
	if got := d.news(n + 500); got != announcement {
		d.t.Errorf("announcement of %d: %q, want %q", n, got, announcement)
	}
}

func (d *desk) reason(n int, want domain.ReturnReason) {
	d.t.Helper()
	if got := d.last(n); got.State != domain.SendReturned || got.Reason != want {
		d.t.Errorf("%d is %s (%s), want returned (%s)", n, got.State, got.Reason, want)
	}
}

func TestParkedIsAnnounced(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		s := parked(1, 1)
		s.NotBefore = time.Now().Add(10 * time.Second)
		s.Announce.Template.Payloads = []string{"something else", "second"}
		d.put(s)
		d.put(s)
		pass(9 * time.Second)
		d.wants(1, "parked", "held")
		pass(2 * time.Second)
		d.wants(1, "parked", "held released accepted")
		sent := d.graph.sent()
		if len(sent) != 1 || sent[0].Kind != domain.SendTemplate || sent[0].To != s.To {
			t.Fatalf("sent %+v", sent)
		}
		if diff := cmp.Diff([]string{domain.ParkPayload(uuidOf(1)), "second"}, sent[0].Template.Payloads); diff != "" {
			t.Error("payloads (-want +got):", diff)
		}
		if h := d.health(); h.Parked != 1 || h.Queued != 0 {
			t.Errorf("health %+v", h)
		}
		d.put(to(1, text(2, "anderes"))) // the adviser may write all the same
		pass(time.Hour)
		if got := d.news(2); got != "held released accepted" {
			t.Error("an ordinary send meanwhile:", got)
		}
	})
}

func TestParkedExpires(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(parked(1, 1))
		pass(14*24*time.Hour - time.Minute)
		d.wants(1, "parked", "held released accepted")
		pass(time.Minute)
		d.reason(1, domain.ReturnExpired)
		if len(d.graph.sent()) != 1 || d.health().Parked != 0 {
			t.Error("sent", d.graph.sent())
		}
		if got := d.takeBack(1); got != domain.TakenBack {
			t.Error("taking back what has come back:", got)
		}
		d.put(parked(1, 2)) // there is room for the next one
	})
}

// What says "morgen" must not leave the day after.
func TestTooLateComesBack(t *testing.T) {
	t.Parallel()
	inBubble(t, script(refused(190)), func(d *desk) {
		p := parked(1, 1)
		p.NotAfter = time.Now().Add(time.Hour)
		d.put(p)
		s := to(2, text(2, "bis morgen"))
		s.NotAfter = time.Now().Add(time.Hour)
		pass(0)
		d.put(s) // into a stopped outbox
		pass(time.Hour)
		d.wants(1, "parked", "held released held")
		pass(time.Second)
		d.wants(1, "parked returned", "held released held taken_back")
		d.reason(1, domain.ReturnDate)
		d.reason(2, domain.ReturnDate)
		if err := d.Resume(context.Background()); err != nil {
			t.Fatal(err)
		}
		pass(time.Hour)
		if len(d.graph.sent()) != 1 {
			t.Error("sent afterwards:", d.graph.sent())
		}
	})
}

// Both go back to the adviser in time, or one of them could go alone.
func TestParkedTakenBack(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		wait, take          int
		reply, announcement string
	}{
		"in the hold":      {0, 1, "parked taken_back", "held taken_back"},
		"announced":        {20, 1, "parked taken_back", "held released accepted"},
		"the announcement": {0, 501, "parked returned", "held taken_back"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, &fakeGraph{}, func(d *desk) {
				s := parked(1, 1)
				s.NotBefore = time.Now().Add(10 * time.Second)
				d.put(s)
				pass(time.Duration(tc.wait) * time.Second)
				if got := d.takeBack(tc.take); got != domain.TakenBack {
					t.Error(got)
				}
				pass(30 * 24 * time.Hour)
				d.wants(1, tc.reply, tc.announcement)
			})
		})
	}
}

func TestParkedTakenBackBeforeHandover(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.takeBack(1)
		d.put(parked(1, 1))
		pass(time.Hour)
		d.wants(1, "taken_back", "")
	})
}

func TestAnnouncementFails(t *testing.T) {
	t.Parallel()
	for name, out := range map[string]whatsapp.SendOutcome{
		"paused template":     refused(132015),
		"no such template":    refused(132001),
		"nobody knows":        refused(999999),
		"unsendable template": {Class: whatsapp.NotSent, Err: domain.Fail(domain.CodeEmpty, "", nil)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, script(out), func(d *desk) {
				d.put(parked(1, 1))
				pass(time.Hour)
				d.wants(1, "parked returned", "held released failed")
				d.reason(1, domain.ReturnAnnounce)
				d.put(parked(1, 2))
			})
		})
	}
	inBubble(t, script(offline, vanished), func(d *desk) {
		d.put(parked(1, 1))
		pass(time.Hour)
		d.wants(1, "parked", "held released held released unknown") // perhaps she got it
	})
}

func TestOneParkedForEachPerson(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(parked(1, 1))
		d.put(parked(2, 2))
		wantCode(t, d.PutSend(context.Background(), parked(1, 3)), domain.CodeParked)
		got := private(t, d.relay, "PUT", "/v1/outbox/"+uuidOf(3), encode(t, parked(1, 3)), nil)
		if got.status != 409 || !strings.Contains(got.body, `"parked"`) {
			t.Errorf("%d %s", got.status, got.body)
		}
		pass(time.Hour)
		d.wants(3, "", "")
		d.takeBack(1)
		d.put(parked(1, 4))
		pass(time.Second)
		d.wants(4, "parked", "held released accepted")
	})
}

func TestParkedRefusals(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		for name, edit := range map[string]func(*domain.Send){
			"media": func(s *domain.Send) {
				s.Kind, s.Media = domain.SendMedia, &domain.SendFile{ID: "1", Kind: domain.KindImage}
			},
			"no expiry":         func(s *domain.Send) { s.Expires = time.Time{} },
			"for ever":          func(s *domain.Send) { s.Expires = time.Now().Add(100 * 24 * time.Hour) },
			"expiry in hold":    func(s *domain.Send) { s.NotBefore = s.Expires.Add(time.Hour) },
			"late before begin": func(s *domain.Send) { s.NotBefore = time.Now().Add(time.Hour); s.NotAfter = time.Now() },
			"no uuid":           func(s *domain.Send) { s.Announce.UUID = "" },
			"its own uuid":      func(s *domain.Send) { s.Announce.UUID = strings.ToUpper(s.UUID) },
			"no template":       func(s *domain.Send) { s.Announce.Template.Name = "" },
			"no language":       func(s *domain.Send) { s.Announce.Template.Language = "" },
			"only an expiry":    func(s *domain.Send) { s.Announce = nil },
			"year 0":            func(s *domain.Send) { s.NotAfter = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC) },
		} {
			s := parked(1, 1)
			edit(&s)
			wantCode(t, d.PutSend(context.Background(), s), domain.CodeUsage)
			if n := len(events(t, d.Client)); n != 0 {
				t.Fatalf("%s: %d events", name, n)
			}
		}
		d.put(to(1, text(501, "unter dieser uuid")))
		wantCode(t, d.PutSend(context.Background(), parked(1, 1)), domain.CodeInternal)
		body := strings.Replace(encode(t, parked(1, 1)), `"announce":{`, `"announce":{"only_if":1,`, 1)
		if got := private(t, d.relay, "PUT", "/v1/outbox/"+uuidOf(1), body, nil); got.status != 400 {
			t.Errorf("a condition nobody knows: %d %s", got.status, got.body)
		}
	})
}

// A date somebody chose keeps nobody waiting, however close it is.
func TestScheduledHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		s := text(1, "später")
		s.NotBefore, s.Alone = time.Now().Add(3*relay.OrderWithin), true
		d.put(s)
		pass(3*relay.OrderWithin - time.Second)
		d.put(text(2, "gleich"))
		pass(0)
		if got := d.texts(); got != "gleich" {
			t.Errorf("a second before: %q", got)
		}
		pass(time.Second)
		if got := d.texts(); got != "gleich später" {
			t.Errorf("at its time: %q", got)
		}
		s = text(3, "in einer Minute")
		s.NotBefore, s.Alone = time.Now().Add(time.Minute), true
		d.put(s)
		d.put(text(4, "sofort"))
		pass(0)
		if got := d.texts(); got != "gleich später sofort" {
			t.Errorf("a minute before: %q", got)
		}
	})
}

func TestScheduledAndParkedSurviveARestart(t *testing.T) {
	t.Parallel()
	inBubbleOf(t, func(*relay.Options) {}, func(d *desk, o relay.Options) {
		s := text(1, "später")
		s.NotBefore = time.Now().Add(20 * time.Hour)
		d.put(s)
		d.put(parked(2, 2))
		pass(10 * time.Hour)
		d.restart(o)
		pass(9 * time.Hour)
		if got := d.news(1); got != "held" {
			t.Error("too early:", got)
		}
		pass(time.Hour)
		if got := d.news(1); got != "held released accepted" {
			t.Error("at its time:", got)
		}
		d.wants(2, "parked", "held released accepted")
		pass(14 * 24 * time.Hour)
		d.reason(2, domain.ReturnExpired)
	})
}
