package tui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// DataDesk is what the screen needs of the desk for what is owed to people about
// their data.
type DataDesk interface {
	// Postpone keeps a person until a day, for a reason.
	Postpone(ctx context.Context, chatID int64, until time.Time, reason string) error
	// SetHold keeps a person from being erased, for a reason; "" lets go.
	SetHold(ctx context.Context, chatID int64, reason string) error
	// SetRestricted lets a person's data rest, or be used again.
	SetRestricted(ctx context.Context, chatID int64, on bool, reason string) error
	// AddConsent writes a line into the consent log.
	AddConsent(ctx context.Context, chatID int64, c domain.Consent) error
	// AddRequest notes what a person asks for; the zero time is now.
	AddRequest(ctx context.Context, chatID int64, kind domain.RequestKind, at time.Time, words string) (domain.Request, error)
	EndRequest(ctx context.Context, id int64, words string) error
	ExtendRequest(ctx context.Context, id int64, why string) error
	// MakeAccess writes the folder that is owed to a person who asks.
	MakeAccess(ctx context.Context, chatID int64) (domain.AccessMade, error)
	// Erase removes everything about a person; held if something keeps them.
	Erase(ctx context.Context, chatID int64, e domain.Erasure) (domain.Receipt, error)
}

// dataSheet is the sheet with what is kept of a person and what can be done about
// it. It belongs to the chat it was opened in.
type dataSheet struct {
	chat domain.Chat
	name string // clean, cut
}

// openData shows the sheet over the page of the person.
func (m *Model) openData() tea.Cmd {
	d := &dataSheet{chat: m.shownChat(), name: m.called(28)}
	m.sheet = &sheet{kind: sheetData, title: fmt.Sprintf(m.texts.Data.TitleF, m.called(40)), data: d}
	m.toast.text = ""
	return m.loadPerson()
}

// dataRows are the rows of the sheet: what is known, and behind it what Enter does
// there.
func (m *Model) dataRows() []personRow {
	s := m.who()
	if s == nil {
		return nil
	}
	t := &m.texts.Data
	rows := []personRow{m.keptRow(s), m.holdRow(s), m.restRow(s), m.childRow(s)}
	if s.Terms.Log.Stopped() {
		rows = append(rows, personRow{label: t.Rows.Stop, value: "! " + m.texts.Terms.Stopped, mark: true})
	}
	for _, p := range domain.ConsentPurposes() {
		rows = append(rows, m.consentRow(s, p))
	}
	if _, version := m.o.Desk.Notice(); version != "" {
		rows = append(rows, m.noticeRow(s, version))
	}
	for _, r := range s.Requests {
		if r.Done.IsZero() {
			rows = append(rows, m.requestRow(r))
		}
	}
	return append(rows,
		personRow{label: t.Rows.Ask, value: t.Says.Ask, faint: true, do: (*Model).askRequest},
		personRow{label: t.Rows.Access, value: t.Says.Access, faint: true, do: (*Model).makeAccess},
		personRow{label: t.Rows.Erase, value: t.Says.Erase, faint: true, do: (*Model).askErase})
}

func (m *Model) keptRow(s *domain.PersonSheet) personRow {
	t, x := &m.texts.Data, &s.Terms
	r := personRow{label: t.Rows.Kept, value: t.Says.Unknown, faint: true, dim: t.Says.Postpone, do: (*Model).askPostpone}
	if x.Keeping.Reason == "" {
		return r
	}
	r.value, r.faint = m.keepingWords(s), false
	if !x.On.IsZero() {
		r.value = fmt.Sprintf(t.Says.OnF, r.value, m.rightsDay(x.On.In(m.o.Zone)))
	}
	if x.Keeping.Why != "" {
		r.value += "; " + fmt.Sprintf(m.texts.Terms.LaterF, m.clean.line(x.Keeping.Why))
	}
	return r
}

func (m *Model) holdRow(s *domain.PersonSheet) personRow {
	t := &m.texts.Data
	if s.Hold == "" {
		return personRow{label: t.Rows.Hold, value: t.Says.NoHold, faint: true, dim: t.Says.Set, do: (*Model).askHold}
	}
	return personRow{
		label: t.Rows.Hold, value: "! " + fmt.Sprintf(t.Says.HoldF, m.clean.line(s.Hold)), mark: true,
		dim: t.Says.Lift, do: (*Model).askHold,
	}
}

func (m *Model) restRow(s *domain.PersonSheet) personRow {
	t, x := &m.texts.Data, s.Restriction
	if !x.On {
		return personRow{label: t.Rows.Rest, value: t.Says.NoRest, faint: true, dim: t.Says.Set, do: (*Model).askRest}
	}
	words := fmt.Sprintf(t.Says.RestF, m.rightsDay(x.Since))
	if x.Reason != "" {
		words = fmt.Sprintf(t.Says.RestWhyF, m.rightsDay(x.Since), m.clean.line(x.Reason))
	}
	return personRow{label: t.Rows.Rest, value: "! " + words, mark: true, dim: t.Says.Use, do: (*Model).askRest}
}

func (m *Model) childRow(s *domain.PersonSheet) personRow {
	t := &m.texts.Data
	r := personRow{label: t.Rows.Child, value: t.Says.NotChild, faint: true, dim: t.Says.Change, do: (*Model).askChild}
	if s.Terms.Log.Child() {
		r.value, r.faint, r.mark = "! "+t.Says.Child, false, true
	}
	return r
}

// dataEnter does what the row under the cursor offers.
func (m *Model) dataEnter() tea.Cmd {
	rows := m.dataRows()
	if m.comp.burst || m.erasing != 0 || m.sheet.at >= len(rows) {
		return nil
	}
	if do := rows[m.sheet.at].do; do != nil {
		return do(m)
	}
	return m.say(toastHint, m.t.People.Page.Fixed)
}

// askOfData puts a question over the sheet; every answer leads back to it.
func (m *Model) askOfData(title string, choices ...choice) tea.Cmd {
	page := m.sheet
	for i := range choices {
		do := choices[i].do
		choices[i].do = func(m *Model) tea.Cmd { m.sheet = page; return do(m) }
	}
	return m.askOver(page, title, choices...)
}

// nothing is a safe answer.
func nothing(*Model) tea.Cmd { return nil }

// dataLine takes words over the sheet. What is typed is given to do where ok says
// so; the words below tell why not.
type dataLine struct {
	title string
	do    func(m *Model, typed string) tea.Cmd
	ok    func(m *Model, typed string) bool
	about func(m *Model, typed string) (string, lipgloss.Style)
}

func (m *Model) lineOfData(l dataLine) tea.Cmd {
	page := m.sheet
	cmd := m.askLine(l.title, "", lineAsk{
		limit: factLen,
		enter: func(m *Model, typed string) tea.Cmd {
			typed = trimmed(typed)
			if !l.ok(m, typed) {
				return nil
			}
			m.sheet = page
			return l.do(m, typed)
		},
		about: func(m *Model, typed string) (string, lipgloss.Style) { return l.about(m, trimmed(typed)) },
	})
	m.sheet.under = page
	return cmd
}

// reasonOfData takes a reason, which may be none if need is not set.
func (m *Model) reasonOfData(title, hint, empty string, need bool, do func(m *Model, why string) tea.Cmd) tea.Cmd {
	return m.lineOfData(dataLine{
		title: title, do: do,
		ok: func(_ *Model, typed string) bool { return !need || typed != "" },
		about: func(m *Model, typed string) (string, lipgloss.Style) {
			if typed == "" {
				return empty, m.theme.dim
			}
			return hint, m.theme.dim
		},
	})
}

// keepData gives something to the desk and says that it is kept.
func (m *Model) keepData(words string, do func(context.Context) error) tea.Cmd {
	return m.keep(do, func(m *Model) tea.Cmd { return m.say(toastGood, words) })
}
