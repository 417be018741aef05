package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// consentYears are for how long somebody agrees, beside until further notice.
var consentYears = []int{1, 2}

// mostProofs is how many messages are offered as a proof, proofCells how much is
// shown of each.
const (
	mostProofs = 8
	proofCells = 30
)

// consentRow says whether somebody has agreed to something, in which version of
// the words, since when and until when.
func (m *Model) consentRow(s *domain.PersonSheet, p domain.ConsentPurpose) personRow {
	t, what := &m.texts.Data, m.texts.Terms.Purposes[p]
	c, ok := s.Terms.Log.Live(p, m.now)
	if !ok {
		return personRow{
			label: t.Rows.Consent, value: fmt.Sprintf(t.Says.NotF, what), faint: true, dim: t.Says.Note,
			do: func(m *Model) tea.Cmd { return m.askAgreed(p) },
		}
	}
	parts := []string{fmt.Sprintf(t.Says.AgreedF, what, m.dayAndTime(c.At))}
	if !c.Until.IsZero() {
		parts = append(parts, fmt.Sprintf(t.Says.UntilF, m.rightsDay(c.Until.In(m.o.Zone))))
	}
	if c.Version != "" {
		parts = append(parts, fmt.Sprintf(t.Says.VersionF, m.clean.line(c.Version)))
	}
	if way := m.texts.Terms.Channels[c.Channel]; way != "" {
		parts = append(parts, way)
	}
	if c.Proof != "" {
		parts = append(parts, t.Says.Proven)
	}
	return personRow{
		label: t.Rows.Consent, value: strings.Join(parts, ", "), dim: t.Says.Withdraw,
		do: func(m *Model) tea.Cmd { return m.askWithdrawn(p) },
	}
}

// noticeRow says which privacy notice somebody was given.
func (m *Model) noticeRow(s *domain.PersonSheet, version string) personRow {
	t := &m.texts.Data
	for _, c := range s.Terms.Log {
		if c.Kind == domain.ConsentNotice && c.Version == version {
			return personRow{label: t.Rows.Notice, value: fmt.Sprintf(t.Says.NoticeF, m.clean.line(version), m.dayAndTime(c.At))}
		}
	}
	return personRow{label: t.Rows.Notice, value: t.Says.NoNotice, faint: true}
}

// dayAndTime is a moment with its date.
func (m *Model) dayAndTime(at time.Time) string {
	return m.rightsDay(at.In(m.o.Zone)) + " " + m.cal.clock(at)
}

// askAgreed asks on which way, until when and in which words somebody has agreed.
func (m *Model) askAgreed(p domain.ConsentPurpose) tea.Cmd {
	t, what := &m.texts.Data.Agree, m.texts.Terms.Purposes[p]
	return m.askWay(fmt.Sprintf(t.HowF, what), func(m *Model, way domain.ConsentChannel) tea.Cmd {
		return m.askAgreedUntil(domain.Consent{Kind: domain.ConsentGiven, Purpose: p, Channel: way}, what)
	})
}

// askWay offers the ways on which something can have been said.
func (m *Model) askWay(title string, then func(*Model, domain.ConsentChannel) tea.Cmd, first ...choice) tea.Cmd {
	choices := first
	for _, way := range domain.ConsentChannels() {
		choices = append(choices, choice{m.texts.Terms.Channels[way], func(m *Model) tea.Cmd { return then(m, way) }})
	}
	cmd := m.askOfData(title, choices...)
	m.sheet.numbered = true
	return cmd
}

func (m *Model) askAgreedUntil(c domain.Consent, what string) tea.Cmd {
	t := &m.texts.Data.Agree
	choices := []choice{{t.Open, func(m *Model) tea.Cmd { return m.askWords(c, what) }}}
	y, month, day := m.now.In(m.o.Zone).Date()
	for _, n := range consentYears {
		until := time.Date(y+n, month, day, 0, 0, 0, 0, m.o.Zone)
		words := fmt.Sprintf(t.OneYearF, m.rightsDay(until))
		if n > 1 {
			words = fmt.Sprintf(t.YearsF, n, m.rightsDay(until))
		}
		choices = append(choices, choice{words, func(m *Model) tea.Cmd {
			with := c
			with.Until = until
			return m.askWords(with, what)
		}})
	}
	cmd := m.askOfData(fmt.Sprintf(t.EndF, what), choices...)
	m.sheet.numbered = true
	return cmd
}

// askWords asks for the words and their version: what was agreed to is only
// proved by them.
func (m *Model) askWords(c domain.Consent, what string) tea.Cmd {
	t := &m.texts.Data.Agree
	any := func(*Model, string) bool { return true }
	say := func(words string) func(*Model, string) (string, lipgloss.Style) {
		return func(m *Model, _ string) (string, lipgloss.Style) {
			if s := m.who(); s != nil && s.Terms.Log.Child() {
				return t.ChildHint, m.theme.warn
			}
			return words, m.theme.dim
		}
	}
	return m.lineOfData(dataLine{
		title: fmt.Sprintf(t.WordsF, what), ok: any, about: say(t.WordsHint),
		do: func(m *Model, typed string) tea.Cmd {
			c.Wording = typed
			return m.lineOfData(dataLine{
				title: fmt.Sprintf(t.VersionF, what), ok: any, about: say(t.VersHint),
				do: func(m *Model, typed string) tea.Cmd {
					c.Version = typed
					return m.askProof(c, t.Done)
				},
			})
		},
	})
}

// askProof asks which message shows what was said on WhatsApp, the newest in front.
// What was said on another way no message shows.
func (m *Model) askProof(c domain.Consent, done string) tea.Cmd {
	t, said := &m.texts.Data.Agree, m.lastSaid(m.sheet.data.chat.ID, mostProofs)
	if c.Channel != domain.ChannelWhatsApp || len(said) == 0 {
		return m.noteConsent(c, done)
	}
	choices := []choice{{t.NoProof, func(m *Model) tea.Cmd { return m.noteConsent(c, done) }}}
	for _, x := range said {
		words := orElse(m.clean.line(unmarked(x.Words())), m.kindWord(x.Kind))
		choices = append(choices, choice{fmt.Sprintf(t.ProofRowF, m.dayAndTime(x.At), cut(words, proofCells)), func(m *Model) tea.Cmd {
			with := c
			with.Proof = x.WAMID
			return m.noteConsent(with, done)
		}})
	}
	cmd := m.askOfData(t.Proof, choices...)
	m.sheet.numbered = true
	return cmd
}

// lastSaid are the newest messages of a person, if their chat is the one shown.
func (m *Model) lastSaid(chat int64, most int) (out []domain.Message) {
	if m.chat.id != chat {
		return nil
	}
	for _, x := range slices.Backward(m.chat.items) {
		if x.m.Direction == domain.In && x.m.WAMID != "" && len(out) < most {
			out = append(out, x.m)
		}
	}
	return out
}

// askWithdrawn asks on which way a consent was withdrawn.
func (m *Model) askWithdrawn(p domain.ConsentPurpose) tea.Cmd {
	t := &m.texts.Data.Agree
	return m.askWay(fmt.Sprintf(t.WithdrawF, m.texts.Terms.Purposes[p]), func(m *Model, way domain.ConsentChannel) tea.Cmd {
		return m.askProof(domain.Consent{Kind: domain.ConsentWithdrawn, Purpose: p, Channel: way}, t.DoneTaken)
	}, choice{t.NotRevoked, nothing})
}
