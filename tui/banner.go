package tui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// bannerKind is what a banner is about; of several the first is shown.
type bannerKind uint8

const (
	bannerPause bannerKind = iota
	bannerHooks
	bannerSilent
	bannerClock
	bannerTemplates
	bannerMissed
	bannerSetBack
	bannerZone
)

// banner is a line below the status line that says what is wrong and what to
// do, the same in ever fewer words.
type banner struct {
	kind  bannerKind
	words []string
	stays bool // cannot be hidden: nothing works until it is put right
}

// banners lists what there is to say, the gravest first. It runs several times
// a frame, so words are only made for what is shown.
func (m *Model) banners() []banner {
	var list []banner
	for _, find := range []func() (banner, bool){m.pauseBanner, m.hooksBanner, m.silentBanner, m.clockBanner, m.templatesBanner, m.missedBanner, m.setBackBanner, m.zoneBanner} {
		if b, on := find(); on && !m.hiddenToday(b.kind) {
			list = append(list, b)
		}
	}
	return list
}

func (m *Model) hiddenToday(k bannerKind) bool {
	day, hidden := m.hidden[k]
	return hidden && day == dayNumber(m.now.In(m.o.Zone))
}

func both(w i18n.LongShort, args ...any) []string {
	return []string{fmt.Sprintf(w.Long, args...), fmt.Sprintf(w.Short, args...)}
}

// pauseBanner is about sending that rests until somebody acts; what passes by
// itself stands on the status line only.
func (m *Model) pauseBanner() (banner, bool) {
	t, p := &m.t.Hours.Banner, m.link.Health.Paused
	switch {
	case p == nil, p.Reason == "throughput", p.Reason == "service":
		return banner{}, false
	case p.Reason == "token":
		return banner{kind: bannerPause, words: both(t.PauseToken), stays: true}, true
	default:
		return banner{kind: bannerPause, words: both(t.Pause), stays: true}, true
	}
}

func (m *Model) hooksBanner() (banner, bool) {
	t, why := &m.t.Hours.Banner, m.link.Health.Hooks
	if why == "" {
		return banner{}, false
	}
	return banner{kind: bannerHooks, words: []string{fmt.Sprintf(t.HooksF, m.clean.line(why)), t.Hooks}}, true
}

func (m *Model) silentBanner() (banner, bool) {
	t, h := &m.t.Hours.Banner, &m.link.Health
	if !h.Silent {
		return banner{}, false
	}
	b := banner{kind: bannerSilent, words: both(t.Silent)}
	if !h.LastWebhook.IsZero() && h.Usual >= 1 {
		b.words = append([]string{fmt.Sprintf(t.SilentF, m.cal.short(h.LastWebhook, m.now), int(h.Usual+0.5))}, b.words...)
	}
	return b, true
}

func (m *Model) clockBanner() (banner, bool) {
	t, ahead := &m.t.Hours.Banner, time.Duration(m.link.Health.ClockAhead)*time.Second
	switch {
	case ahead > 0:
		return banner{kind: bannerClock, words: both(t.AheadF, m.span(ahead))}, true
	case ahead < 0:
		return banner{kind: bannerClock, words: both(t.BehindF, m.span(-ahead))}, true
	default:
		return banner{}, false
	}
}

func (m *Model) templatesBanner() (banner, bool) {
	t, names, key := &m.t.Hours.Banner, m.link.Health.Templates, m.key("template")
	if names == "" {
		return banner{}, false
	}
	return banner{kind: bannerTemplates, words: append([]string{fmt.Sprintf(t.NamedF, m.clean.line(names), key)}, both(t.TemplatesF, key)...)}, true
}

func (m *Model) missedBanner() (banner, bool) {
	if m.missed.IsZero() {
		return banner{}, false
	}
	return banner{kind: bannerMissed, words: both(m.t.Hours.Banner.MissedF, m.cal.short(m.missed.Begin, m.now), m.cal.clock(m.missed.End))}, true
}

func (m *Model) setBackBanner() (banner, bool) {
	if m.setBack == 0 {
		return banner{}, false
	}
	return banner{kind: bannerSetBack, words: both(m.t.Hours.Banner.SetBackF, m.span(m.setBack))}, true
}

func (m *Model) zoneBanner() (banner, bool) {
	if m.zoneNow == m.zoneWas {
		return banner{}, false
	}
	return banner{kind: bannerZone, words: both(m.t.Hours.Banner.ZoneF, m.clean.line(m.zoneNow), m.o.Zone.String())}, true
}

// span is a length of time in the unit that counts.
func (m *Model) span(d time.Duration) string {
	if d < 2*time.Hour {
		return fmt.Sprintf(m.t.Hours.Banner.Minutes, max(int(d/time.Minute), 1))
	}
	return fmt.Sprintf(m.t.Hours.Banner.Hours, int((d+time.Hour/2)/time.Hour))
}

// bannerLine draws the first banner; the others are counted.
func (m *Model) bannerLine(list []banner, w int) string {
	t, b := &m.t.Hours.Banner, list[0]
	right := ""
	if len(list) > 1 {
		right = fmt.Sprintf(t.MoreF, len(list)-1) + " "
	}
	if !b.stays {
		right += fmt.Sprintf(t.AwayF, m.key("dismiss")) + " "
	}
	words := reason{words: b.words}.fit(w - width(right) - 4)
	return ends(m.theme.bad.Render(" ! ")+m.theme.warn.Render(words), m.theme.dim.Render(right), w)
}

// dismiss hides the banner that is shown, until tomorrow.
func (m *Model) dismiss() tea.Cmd {
	b := m.banners()[0]
	switch b.kind {
	case bannerMissed:
		m.missed = domain.SlotTime{}
	case bannerSetBack:
		m.setBack = 0
	case bannerZone:
		m.zoneWas = m.zoneNow
	case bannerPause, bannerHooks, bannerSilent, bannerClock, bannerTemplates:
		m.hidden[b.kind] = dayNumber(m.now.In(m.o.Zone))
		return m.say(toastHint, m.t.Hours.Banner.Dismissed)
	}
	return nil
}

func whyDismiss(m *Model) string {
	switch list := m.banners(); {
	case len(list) == 0:
		return m.t.Hours.Banner.None
	case list[0].stays:
		return m.t.Hours.Banner.Stays
	}
	return ""
}

// strips are the lines between the status line and the areas: what plays, what is
// wrong, and the follow-up. A small window has room for one of them.
func (m *Model) strips(w int) []string {
	var out []string
	if m.plays != nil {
		out = append(out, m.playLine(w))
	}
	if list := m.banners(); len(list) > 0 {
		out = append(out, m.bannerLine(list, w))
	}
	if m.following() {
		out = append(out, m.followLine(w))
	}
	return out[:min(len(out), m.stripRoom())]
}

// stripCount is how many they are.
func (m *Model) stripCount() int {
	n := 0
	if m.plays != nil {
		n++
	}
	if len(m.banners()) > 0 {
		n++
	}
	if m.following() {
		n++
	}
	return min(n, m.stripRoom())
}

const stripRows = 20 // from this height on there is room for two

func (m *Model) stripRoom() int {
	if m.h < stripRows {
		return 1
	}
	return 2
}
