package tui

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// TakeInDesk is what the screen needs of the desk to take in what was said
// elsewhere.
type TakeInDesk interface {
	// LookHistory says what is in a file, or takes it in.
	LookHistory(ctx context.Context, ask domain.HistoryAsk) (domain.HistoryLook, error)
	// UndoImport takes an import back.
	UndoImport(ctx context.Context, id int64) error
}

// lookedMsg brings what is in a file, or that it was taken in.
type lookedMsg struct {
	ask  domain.HistoryAsk
	chat domain.Chat
	look domain.HistoryLook
	err  error
}

// openTakeIn asks for the path of a file. It belongs to the chat that is shown
// now, whatever is shown when it was read.
func (m *Model) openTakeIn() tea.Cmd { return m.askTakeIn(m.shownChat(), m.folder, "") }

func (m *Model) askTakeIn(chat domain.Chat, typed, wrong string) tea.Cmd {
	t := &m.texts.Data.TakeIn
	cmd := m.openPath(typed, pathAsk{wrong: wrong, hint: t.HintPath, then: func(m *Model, path string) tea.Cmd {
		return m.lookInto(chat, domain.HistoryAsk{ChatID: chat.ID, Path: path})
	}})
	m.sheet.title = t.Title
	return cmd
}

func (m *Model) lookInto(chat domain.Chat, ask domain.HistoryAsk) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return tea.Batch(m.say(toastHint, m.texts.Data.TakeIn.Reading), func() tea.Msg {
		look, err := desk.LookHistory(ctx, ask)
		return lookedMsg{ask, chat, look, err}
	})
}

// apply asks what is still to be known, and then whether to take it in. Who has
// gone on meanwhile is not asked; what was taken in is told all the same.
func (msg lookedMsg) apply(m *Model) tea.Cmd {
	t, look := &m.texts.Data.TakeIn, &msg.look
	free := m.sheet == nil && m.comp.mode == composeOff && m.chat.id == msg.chat.ID
	switch {
	case msg.err != nil:
		return m.complain(msg.err)
	case look.Import != 0:
		return tea.Batch(m.reloadThread(), m.loadQueue(false), m.tookIn(msg, free))
	case !free:
		return nil
	case look.Dates[0] != "" && look.Dates[1] != "":
		return m.ask(t.Dates, m.lookAgain(msg, fmt.Sprintf(t.DayF, look.Dates[0]), func(a *domain.HistoryAsk) { a.Dates = "dmy" }),
			m.lookAgain(msg, fmt.Sprintf(t.MonthF, look.Dates[1]), func(a *domain.HistoryAsk) { a.Dates = "mdy" }))
	case len(look.Names) > 0:
		var choices []choice
		for _, name := range look.Names {
			choices = append(choices, m.lookAgain(msg, m.clean.line(name), func(a *domain.HistoryAsk) { a.Me = name }))
		}
		return m.ask(t.Who, choices...)
	case look.Said != "":
		return m.askTakeIn(msg.chat, msg.ask.Path, m.clean.line(look.Said))
	case look.New == 0:
		return m.say(toastHint, t.Nothing)
	}
	cmd := m.ask(fmt.Sprintf(t.AskF, cut(m.name(msg.chat.Contact), 28)),
		m.lookAgain(msg, fmt.Sprintf(t.TakeF, look.New), func(a *domain.HistoryAsk) { a.Take = true }), choice{t.Not, nothing})
	m.sheet.note = m.lookWords(look)
	return cmd
}

// lookAgain is an answer after which the file is read once more.
func (m *Model) lookAgain(msg lookedMsg, words string, change func(*domain.HistoryAsk)) choice {
	ask := msg.ask
	change(&ask)
	return choice{words, func(m *Model) tea.Cmd { return m.lookInto(msg.chat, ask) }}
}

// lookWords say what is in the file.
func (m *Model) lookWords(look *domain.HistoryLook) string {
	t := &m.texts.Data.TakeIn
	day := func(at time.Time) string { return m.rightsDay(at.In(m.o.Zone)) }
	parts := []string{fmt.Sprintf(t.HeadF, look.Messages, day(look.First), day(look.Last)), fmt.Sprintf(t.SidesF, look.Theirs, look.Ours)}
	if look.Files+look.FilesLeftOut > 0 {
		parts = append(parts, fmt.Sprintf(t.FilesF, look.Files, look.FilesLeftOut))
	}
	for _, x := range []struct {
		n     int
		words string
	}{{look.Known, t.KnownF}, {look.TooLarge, t.LargeF}, {look.Odd, t.OddF}, {look.Says, t.SaysF}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf(x.words, x.n))
		}
	}
	return strings.Join(parts, " ")
}

// tookIn says that it is there, and offers to take it out again.
func (m *Model) tookIn(msg lookedMsg, free bool) tea.Cmd {
	t, id := &m.texts.Data.TakeIn, msg.look.Import
	words := fmt.Sprintf(t.DoneF, msg.look.New)
	if !free {
		return m.sayFor(longToast, toastGood, words)
	}
	return m.ask(words, choice{t.Close, nothing}, choice{t.Undo, func(m *Model) tea.Cmd {
		desk := m.o.Desk
		return m.keep(func(ctx context.Context) error { return desk.UndoImport(ctx, id) }, func(m *Model) tea.Cmd { return m.say(toastGood, t.Undone) })
	}})
}
