package tui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// postponeBy are the days offered, counted from the day on which the person would
// go.
var postponeBy = []int{30, 90, 180}

// askPostpone asks until when a person is kept. Where there is no day to postpone
// it says so.
func (m *Model) askPostpone() tea.Cmd {
	t, d, x := &m.texts.Data.Later, m.sheet.data, m.who().Terms
	switch x.Keeping.Reason {
	case domain.KeepForever:
		return m.say(toastHint, t.Never)
	case domain.KeepHeld:
		return m.say(toastHint, t.Held)
	default:
	}
	from := x.On
	if from.Before(m.now) {
		from = m.now
	}
	y, month, day := from.In(m.o.Zone).Date()
	var choices []choice
	for _, n := range postponeBy {
		until := time.Date(y, month, day+n, 0, 0, 0, 0, m.o.Zone)
		choices = append(choices, choice{fmt.Sprintf(t.DaysF, n, m.rightsDay(until)), func(m *Model) tea.Cmd { return m.postponeWhy(until) }})
	}
	choices = append(choices, choice{t.Other, (*Model).askKeptUntil})
	cmd := m.askOfData(fmt.Sprintf(t.TitleF, d.name), choices...)
	m.sheet.numbered = true
	return cmd
}

// askKeptUntil takes a day in words.
func (m *Model) askKeptUntil() tea.Cmd {
	t := &m.texts.Data.Later
	parse := func(m *Model, typed string) (time.Time, whenKind) {
		at, how := parseWhen(typed, m.now.In(m.o.Zone), clockTime{})
		if how == whenGood {
			at = civil(at.In(m.o.Zone))
		}
		if how == whenGood && !at.After(m.now) {
			how = whenPast
		}
		return at, how
	}
	return m.lineOfData(dataLine{
		title: fmt.Sprintf(t.DayF, m.sheet.data.name),
		ok:    func(m *Model, typed string) bool { _, how := parse(m, typed); return how == whenGood },
		do: func(m *Model, typed string) tea.Cmd {
			at, _ := parse(m, typed)
			return m.postponeWhy(at)
		},
		about: func(m *Model, typed string) (string, lipgloss.Style) {
			switch at, how := parse(m, typed); how {
			case whenEmpty:
				return t.Hint, m.theme.dim
			case whenPast:
				return t.Past, m.theme.warn
			case whenUnknown:
				return t.Wrong, m.theme.warn
			default:
				return "→ " + m.rightsDay(at), m.theme.accent
			}
		},
	})
}

func (m *Model) postponeWhy(until time.Time) tea.Cmd {
	t, desk, id, day := &m.texts.Data.Later, m.o.Desk, m.sheet.data.chat.ID, m.rightsDay(until)
	return m.reasonOfData(fmt.Sprintf(t.WhyF, day), t.WhyHint, t.Need, true, func(m *Model, why string) tea.Cmd {
		return m.keepData(fmt.Sprintf(t.DoneF, day), func(ctx context.Context) error { return desk.Postpone(ctx, id, until, why) })
	})
}

// askHold asks why a person must not be erased, or whether they may be again.
func (m *Model) askHold() tea.Cmd {
	t, desk, d := &m.texts.Data.Hold, m.o.Desk, m.sheet.data
	set := func(m *Model, why, words string) tea.Cmd {
		return m.keepData(words, func(ctx context.Context) error { return desk.SetHold(ctx, d.chat.ID, why) })
	}
	if m.who().Hold != "" {
		return m.askOfData(fmt.Sprintf(t.LiftF, d.name), choice{t.Keep, nothing},
			choice{t.Lift, func(m *Model) tea.Cmd { return set(m, "", t.Free) }})
	}
	return m.reasonOfData(fmt.Sprintf(t.WhyF, d.name), t.Hint, t.Need, true, func(m *Model, why string) tea.Cmd { return set(m, why, t.Done) })
}

// askRest asks whether a person's data rest, or are used again.
func (m *Model) askRest() tea.Cmd {
	t, desk, d := &m.texts.Data.Rest, m.o.Desk, m.sheet.data
	set := func(m *Model, on bool, why, words string) tea.Cmd {
		return m.keepData(words, func(ctx context.Context) error { return desk.SetRestricted(ctx, d.chat.ID, on, why) })
	}
	if m.who().Restriction.On {
		return m.askOfData(fmt.Sprintf(t.LiftF, d.name), choice{t.Keep, nothing},
			choice{t.Lift, func(m *Model) tea.Cmd { return set(m, false, "", t.Free) }})
	}
	return m.reasonOfData(fmt.Sprintf(t.WhyF, d.name), t.Hint, t.Need, false, func(m *Model, why string) tea.Cmd { return set(m, true, why, t.Done) })
}

// askChild asks whether a person is under 14.
func (m *Model) askChild() tea.Cmd {
	t, d := &m.texts.Data.Child, m.sheet.data
	note := func(kind domain.ConsentKind) func(*Model) tea.Cmd {
		return func(m *Model) tea.Cmd { return m.noteConsent(domain.Consent{Kind: kind}, t.Done) }
	}
	if m.who().Terms.Log.Child() {
		return m.askOfData(fmt.Sprintf(t.BackF, d.name), choice{t.Keep, nothing}, choice{t.Grown, note(domain.ConsentGrown)})
	}
	return m.askOfData(fmt.Sprintf(t.AskF, d.name), choice{t.No, nothing}, choice{t.Yes, note(domain.ConsentChild)})
}

// noteConsent writes a line into the log of the person of the sheet.
func (m *Model) noteConsent(c domain.Consent, words string) tea.Cmd {
	desk, id := m.o.Desk, m.sheet.data.chat.ID
	return m.keepData(words, func(ctx context.Context) error { return desk.AddConsent(ctx, id, c) })
}
