package tui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

var peopleScenes = map[string]func(r *rig){
	"queue": func(r *rig) { toLuca(r) },
	"sheet": func(r *rig) {
		if toLuca(r); !strings.Contains(r.screen(), "│ Person") {
			r.press("p")
		}
	},
	"page":   func(r *rig) { toLuca(r).press("w", "j", "j") },
	"log":    func(r *rig) { toLuca(r).press("w", "G") },
	"stage":  func(r *rig) { toLuca(r).press("w", "j", "j", "j", "j", "enter") },
	"labels": func(r *rig) { toLuca(r).press("l", "E") },
	"notes":  func(r *rig) { toLuca(r).press("H") },
	"call":   func(r *rig) { toLuca(r).press("c"); r.write("nach Wohnheim gefragt") },
	"jump":   func(r *rig) { r.press("ctrl+k"); r.write("li"); r.advance(50 * time.Millisecond); r.press("down") },
	"merge": func(r *rig) {
		toLuca(r).press("w", "m")
		r.write("tom")
		r.advance(50 * time.Millisecond)
		r.press("enter")
	},
	"sure": func(r *rig) {
		toLuca(r).press("w", "m")
		r.write("tom")
		r.advance(50 * time.Millisecond)
		r.press("enter", "enter")
	},
}

func TestPeopleScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, peopleScenes, played(known))
}

func TestPeopleColours(t *testing.T) {
	t.Parallel()
	for _, theme := range []string{"dark", "light", "none"} {
		for _, name := range []string{"queue", "labels", "jump"} {
			t.Run(name+"-"+theme, func(t *testing.T) {
				t.Parallel()
				r := newRig(t, 80, 24, known, func(o *tui.Options) { o.Theme = theme })
				peopleScenes[name](r)
				golden.RequireEqual(t, []byte(r.m.View().Content+"\n"))
			})
		}
	}
}

// hostileKnown keeps a text everywhere something can be kept about people.
func hostileKnown(s string) func(*fakeDesk) {
	return func(d *fakeDesk) {
		hostileDesk(s)(d)
		d.labels = []domain.Label{{Key: "P", Name: s, Color: s}, {Key: "Q", Name: "Quatsch", Color: "red"}}
		d.stages = []domain.Stage{{ID: s, Name: s}, {ID: "b", Name: "B"}}
		p := d.sheet(1)
		p.Terms = domain.Terms{Keeping: domain.Keeping{Reason: domain.KeepPostponed, Due: monday, Why: s}, On: monday}
		p.Hold, p.Restriction = s, domain.Restriction{On: true, Since: monday, Reason: s}
		p.Requests = []domain.Request{{ID: 1, Kind: domain.RequestKind(s), Note: s, Due: monday.AddDate(0, 1, 0)}, {ID: 2, Kind: domain.RequestAccess}}
		p.Terms.Log = domain.ConsentLog{
			{Kind: domain.ConsentGiven, Purpose: domain.PurposeNews, Version: s, Wording: s, Channel: domain.ConsentChannel(s), At: monday},
			{Kind: domain.ConsentNotice, Version: s, At: monday},
		}
		d.notice, d.access = s, domain.AccessMade{Path: s, Gaps: []string{s}}
		for _, f := range domain.FactFields() {
			p.Facts[f] = s
		}
		p.Labels, p.Emails, p.Files, p.Muted, p.Blocked = []string{"P", "x"}, []string{s, s}, 7, true, true
		d.chat(1).Labels, d.chat(1).Muted = "Px", true
		p.Log = []domain.LogEntry{{ID: 1, Kind: domain.LogCall, Text: s, At: monday}, {ID: 2, Kind: domain.LogKind(s), Text: s, At: monday}}
		for _, k := range []domain.AliasKind{domain.AliasPhone, domain.AliasUserID, domain.AliasUsername, domain.AliasName, domain.AliasKind(s)} {
			p.Aliases = append(p.Aliases, domain.Alias{Kind: k, Value: s, First: monday.Add(-time.Hour), Last: monday})
		}
		d.suspects = map[int64][]domain.Suspect{1: {{Chat: *d.chat(1), Reason: domain.SuspectReason(s)}}}
		d.preview = domain.MergePreview{Same: []domain.FactField{domain.FactField(s)}, Differ: domain.FactFields(), Drafts: 2}
		d.promises = []domain.Promise{{ID: 1, ChatID: 1, Words: s, Due: monday}}
	}
}

// TestPeopleStayInTheirFrame walks through everything about people with nasty
// texts in every place a stranger or an import can reach.
func TestPeopleStayInTheirFrame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := hostileText().Draw(rt, "text")
		w, h := rapid.IntRange(60, 140).Draw(rt, "w"), rapid.IntRange(15, 45).Draw(rt, "h")
		r := newRig(rt, w, h, hostileKnown(s), func(o *tui.Options) {
			o.Emoji = rapid.SampledFrom([]string{"auto", "full", "simple", "text"}).Draw(rt, "emoji")
		})
		assertClean(rt, r, w, h)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{
			"w", "j", "j", "j", "k", "G", "g", "enter", "enter", "esc", "l", "P", "H", "c", "E", "U", "m", "M", "B", "S", "ctrl+k", "ctrl+l", "down", "up", "pgdown", "tab", "f2", "n", "x", "p", "D", "3",
		}), 0, 20).Draw(rt, "keys") {
			r.press(k)
			r.advance(20 * time.Millisecond)
			assertClean(rt, r, w, h)
		}
		r.send(tea.PasteMsg{Content: s})
		assertClean(rt, r, w, h)
	})
}
