package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// eraseLen is how many characters of a name can be typed: names are long, and
// one that cannot be typed could not be erased.
const eraseLen = 500

// askErase says what goes, and asks why. The safe answer stands first.
func (m *Model) askErase() tea.Cmd {
	t, d := &m.texts.Data.Erase, m.sheet.data
	if m.who().Hold != "" {
		return m.say(toastWarn, t.Held)
	}
	choices := []choice{{t.No, nothing}}
	for _, why := range domain.ErasureReasons() {
		choices = append(choices, choice{t.Because[why], func(m *Model) tea.Cmd { return m.typeName(why) }})
	}
	cmd := m.askOfData(fmt.Sprintf(t.AskF, d.name), choices...)
	m.sheet.note = m.texts.Erase.WhatGoes
	return cmd
}

// typeName wants the name of the person, to the letter. Anything else erases
// nothing, and the line stays.
func (m *Model) typeName(why domain.ErasureReason) tea.Cmd {
	t, page := &m.texts.Data.Erase, m.sheet
	c := page.data.chat.Contact
	wrong := "" // what was tried last
	cmd := m.askLine(fmt.Sprintf(t.TypeF, page.data.name), "", lineAsk{
		limit: eraseLen,
		enter: func(m *Model, typed string) tea.Cmd {
			if m.comp.burst {
				return nil // Enter out of a paste
			}
			if !m.namedExactly(c, typed) {
				wrong = typed
				return nil
			}
			m.sheet = page
			return m.erase(page.data.chat, why)
		},
		about: func(m *Model, typed string) (string, lipgloss.Style) {
			if wrong != "" && typed == wrong {
				return m.texts.Erase.NotSame, m.theme.bad
			}
			words := fmt.Sprintf(t.HintF, m.toType(c))
			if c.Phone != "" {
				words += " " + t.OrPhone
			}
			return words, m.theme.warn
		},
	})
	m.sheet.under = page
	return cmd
}

// namedExactly reports whether what is typed is the person's name, to the letter:
// as it is known or shown, with the pictures in it or without. Their number, their
// username or their id counts as well. Blanks count as one.
func (m *Model) namedExactly(c domain.Contact, typed string) bool {
	typed = singleSpaced(typed)
	if typed == "" {
		return false
	}
	names := []string{c.Name, typable(c.Name), c.Phone, c.Username, c.UserID}
	if c.Phone != "" {
		names = append(names, phoneWords(c.Phone))
	}
	if shown := m.name(c); shown != m.t.Queue.Unnamed {
		names = append(names, shown)
	}
	return slices.ContainsFunc(names, func(name string) bool { return singleSpaced(name) == typed })
}

func singleSpaced(s string) string {
	return strings.Join(strings.Fields(termtext.Line(s).String()), " ")
}

// typable is a name without the pictures in it, for which keyboards have no key.
// Where nothing else is left it is "".
func typable(name string) string {
	letters := false
	out := strings.Map(func(r rune) rune {
		letters = letters || unicode.IsLetter(r) || unicode.IsNumber(r)
		if unicode.In(r, unicode.So, unicode.Sk, unicode.Variation_Selector, unicode.Me, unicode.Cf) {
			return -1
		}
		return r
	}, termtext.Line(name).String())
	if !letters {
		return ""
	}
	return singleSpaced(out)
}

// toType is the name that she is asked to type.
func (m *Model) toType(c domain.Contact) string {
	return orElse(m.clean.line(typable(c.Name)), m.name(c))
}

// erase removes a person with everything. While it is under way the sheet says
// so; no key does anything to them meanwhile.
func (m *Model) erase(chat domain.Chat, why domain.ErasureReason) tea.Cmd {
	desk, page := m.o.Desk, m.sheet
	m.erasing = chat.ID
	var done domain.Receipt
	var failed error
	return m.keep(func(ctx context.Context) error {
		done, failed = desk.Erase(ctx, chat.ID, domain.Erasure{Reason: why})
		return nil
	}, func(m *Model) tea.Cmd {
		m.erasing = 0
		if failed != nil && done.ID == 0 { // with a receipt they are gone, and it says what is left to do
			return m.complain(failed)
		}
		free := m.sheet == nil || m.sheet == page
		cmd := m.forgetPerson(chat.ID)
		if !free {
			return tea.Batch(cmd, m.sayF(toastGood, m.texts.Data.Erase.DoneF, m.rightsDay(done.At.In(m.o.Zone))))
		}
		return tea.Batch(cmd, m.showReceipt(done))
	})
}

// showReceipt says what was erased and what of it is still to be done, and stays
// until it was read.
func (m *Model) showReceipt(r domain.Receipt) tea.Cmd {
	t, e := &m.texts.Data.Erase, &m.texts.Erase
	trim := strings.TrimSpace
	lines := []string{trim(fmt.Sprintf(e.CountsF, r.Messages, r.Notes, r.Drafts, r.Files, r.Exports))}
	if r.Relay {
		lines = append(lines, trim(fmt.Sprintf(e.RelayF, r.Events, r.Sends)))
	} else {
		lines = append(lines, trim(e.Relay))
	}
	if !r.Here {
		lines = append(lines, trim(e.Here))
	}
	cmd := m.ask(fmt.Sprintf(t.DoneF, m.dayAndTime(r.At)), choice{t.Close, nothing})
	m.sheet.note = strings.Join(append(lines, trim(e.Elsewhere)), "\n")
	return cmd
}

// forgetPerson takes everything out of the model that came from the chat of
// somebody who is no more: what is drawn next, and what nobody would draw again.
// What lies over the areas is about them, so it goes as well.
func (m *Model) forgetPerson(id int64) tea.Cmd {
	stopped := tea.Batch(m.dropVoice(), m.leftChat(0))
	m.sheet, m.page, m.note, m.jump, m.vow, m.picker, m.form, m.tpl = nil, nil, nil, nil, nil, nil, nil, nil
	return tea.Batch(stopped, m.forgetChat(id))
}

// forgetChat is the part of it beneath what lies over the areas. Answers that are
// still under way do not count any more.
func (m *Model) forgetChat(id int64) tea.Cmd {
	if m.erased == nil {
		m.erased = map[int64]bool{}
	}
	m.erased[id] = true
	of := func(c domain.Chat) bool { return c.ID == id }
	m.forgetWritten(id)
	m.queue.drop(id)
	if m.session != nil {
		m.session.remove(id)
		m.queue.refresh()
	}
	m.waits.chats = slices.DeleteFunc(m.waits.chats, of)
	m.trace = slices.DeleteFunc(m.trace, of)
	m.search.without(id)
	m.results.without(id)
	m.forgetShown(id)
	m.toast.text, m.memos, m.frame = "", memos{}, frameCache{dirty: true}
	m.forget()
	m.queue.loading, m.queue.req = false, m.nextSeq()
	return tea.Batch(m.loadQueue(true), m.loadWaits(), m.follow())
}

// forgetShown empties the chat, the person and the suggestions if they are theirs.
// Those of somebody else stay: nobody would ask for them again.
func (m *Model) forgetShown(id int64) {
	shown := m.chat.id == id
	if shown {
		seen := m.chat.vers
		m.chat = newChatPane()
		m.chat.vers, m.chat.req = seen, m.nextSeq()
		m.focus = areaQueue
	}
	if shown || m.card.id == id {
		m.card = personCard{ver: m.card.ver + 1, req: m.nextSeq()}
	}
	if shown || m.sugg.key.chat == id {
		m.sugg = suggestions{shelf: m.sugg.shelf, ver: m.sugg.ver + 1}
	}
}

// forgetMeanwhile is forgetPerson for somebody whose time was up while the
// adviser did something else. What she is writing to or about others stays, and
// what lies over the areas stays open: a key meant for it would act below it.
func (m *Model) forgetMeanwhile(id int64) tea.Cmd {
	if m.erased[id] || m.erasing == id { // by her own keys
		return nil
	}
	if c := &m.comp; c.mode != composeOff && c.reply.ChatID == id {
		c.mode = composeOff
	}
	if m.chat.id != id {
		return tea.Batch(m.leaveOut(id), m.forgetChat(id))
	}
	form := m.form
	cmd := m.forgetPerson(id)
	m.form = form
	return tea.Batch(cmd, m.say(toastWarn, m.texts.Erase.Expired))
}

// leaveOut takes somebody out of what lies over the chat of another person.
func (m *Model) leaveOut(id int64) tea.Cmd {
	if m.sheet.mayName(id) {
		m.sheet = nil
	}
	if m.vow != nil && m.vow.chat.ID == id {
		m.vow = nil
	}
	if j := m.jump; j != nil {
		j.list = slices.DeleteFunc(j.list, func(c domain.Chat) bool { return c.ID == id })
		j.at = min(j.at, max(len(j.list)-1, 0))
	}
	if p := m.page; p != nil {
		p.suspects = m.unerased(p.suspects, id)
	}
	if m.plays != nil && m.plays.chat == id {
		return m.stopPlaying()
	}
	return nil
}

// unerased are the suspects without those who are no more.
func (m *Model) unerased(list []domain.Suspect, id int64) []domain.Suspect {
	return slices.DeleteFunc(slices.Clone(list), func(x domain.Suspect) bool { return x.Chat.ID == id || m.erased[x.Chat.ID] })
}

// mayName reports that a sheet may show a person whose chat is not the one below.
func (s *sheet) mayName(id int64) bool {
	switch {
	case s == nil:
		return false
	case s.people || s.join != nil && (s.join.from.ID == id || s.join.into.ID == id):
		return true
	}
	return slices.ContainsFunc(s.out.list, func(x domain.WaitingSend) bool { return x.Chat.ID == id }) || s.under.mayName(id)
}

// forgetWritten drops drafts, copies and replies of a chat. Nothing is being
// written to somebody while their page is open, but the box keeps what stood in
// it last.
func (m *Model) forgetWritten(id int64) {
	c := &m.comp
	delete(c.drafts, id)
	delete(c.closed, id)
	m.copies = slices.DeleteFunc(m.copies, func(n copyNote) bool { return n.chatID == id })
	m.held = slices.DeleteFunc(m.held, func(h heldSend) bool { return h.chat.ID == id })
	if m.ended.chat.ID == id {
		m.ended = heldSend{}
	}
	if m.lastReply.chatID == id {
		m.lastReply = sentReply{}
	}
	if c.mode == composeOff {
		fresh := newComposer(m.t, &m.theme)
		fresh.drafts, fresh.closed, fresh.copying, fresh.order = c.drafts, c.closed, c.copying, c.order
		fresh.req, fresh.gap = m.nextSeq(), c.gap
		*c = fresh
		m.fitComposer()
	}
}

// without takes a person out of what a search has found. What it asks just now is
// answered all the same, without them.
func (s *search) without(id int64) {
	if s == nil {
		return
	}
	s.found = foundWithout(s.found, func(c domain.Chat) bool { return c.ID == id })
	s.at = min(s.at, max(s.rows()-1, 0))
}

// foundWithout is what was found without some chats.
func foundWithout(f domain.Found, gone func(domain.Chat) bool) domain.Found {
	f.People = slices.DeleteFunc(slices.Clone(f.People), gone)
	f.Hits = slices.DeleteFunc(slices.Clone(f.Hits), func(h domain.Hit) bool { return gone(h.Chat) })
	return f
}

// remove takes the stop of a chat out of the session.
func (s *session) remove(id int64) {
	i := s.find(id)
	if i < 0 {
		return
	}
	s.stops = slices.Delete(s.stops, i, i+1)
	if i < s.size {
		s.size, s.total = s.size-1, s.total-1
	}
	if s.at >= i && s.at > 0 {
		s.at--
	}
}
