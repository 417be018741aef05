package auto_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
)

// callRules are rules that ask who has called to write.
func callRules(t *testing.T, only bool, texts auto.Texts) (*auto.Rules, *time.Location) {
	t.Helper()
	return newRulesOf(t, texts, func(o *auto.Options) { o.Calls, o.CallsOnly = true, only })
}

func calling(now time.Time) auto.Case {
	c := asking(now)
	c.Message.Kind, c.Message.Content = domain.KindCall, domain.Content{Call: &domain.Call{ID: "c", Direction: "USER_INITIATED"}}
	return c
}

// TestCalled: who has called is asked to write once a day of hers, also within a
// slot, in a dialogue and where nothing else leaves by itself.
func TestCalled(t *testing.T) {
	t.Parallel()
	for _, only := range []bool{false, true} {
		rules, zone := callRules(t, only, nil)
		for clock, want := range map[string]string{
			"11-23 09:10": "call 2026-11-23", "11-23 20:00": "call 2026-11-23", "11-23 00:10": "call 2026-11-23", "07-20 23:50": "call 2026-07-20",
		} {
			c := calling(at(t, zone, clock))
			c.LastOut = c.Now.Add(-time.Minute)
			got, ok := rules.Decide(c)
			if !ok || got.Rule != domain.AutoCall || strings.Join(got.Periods, "+") != want || !strings.Contains(got.Text, "Anrufe") {
				t.Errorf("%s: %+v", clock, got)
			}
			c.Sent = func(p string) bool { return p == want }
			if got, ok := rules.Decide(c); ok {
				t.Errorf("%s, once more: %+v", clock, got)
			}
		}
	}
}

func TestCalledNever(t *testing.T) {
	t.Parallel()
	rules, zone := callRules(t, false, nil)
	evening := at(t, zone, "11-23 20:00")
	for name, change := range map[string]func(*auto.Case){
		"a person in distress": func(c *auto.Case) { c.Crisis = true },
		"somebody took it":     func(c *auto.Case) { c.Message.Content.Call.Answered = true },
		"older than an hour":   func(c *auto.Case) { c.Message.At = evening.Add(-time.Hour - time.Second) },
		"out of the future":    func(c *auto.Case) { c.Message.At = evening.Add(2 * time.Hour) },
		"no call at all":       func(c *auto.Case) { c.Message.Content.Call = nil },
	} {
		c := calling(evening)
		change(&c)
		if got, ok := rules.Decide(c); ok {
			t.Errorf("%s: %q", name, got.Text)
		}
	}
	only, _ := callRules(t, true, nil)
	if got, ok := only.Decide(asking(evening)); ok {
		t.Errorf("a message where only calls are answered: %q", got.Text)
	}
	off, _ := newRules(t, nil)
	if got, ok := off.Decide(calling(evening)); !ok || got.Rule != domain.AutoEvening {
		t.Errorf("a call where calls are nothing special: %+v", got)
	}
}

// TestCalledText: her own words, and the notice with them.
func TestCalledText(t *testing.T) {
	t.Parallel()
	rules, zone := newRulesOf(t, auto.Texts{domain.AutoCall: "Schreib mir, {{ ich }}!"}, func(o *auto.Options) { o.Calls, o.Notice = true, "2" })
	got, ok := rules.Decide(calling(at(t, zone, "11-23 20:00")))
	if !ok || !strings.HasPrefix(got.Text, "Schreib mir, Maja!\n\n") || got.Notice != "2" || len(got.Periods) != 2 {
		t.Errorf("%+v", got)
	}
}
