package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// taking is a prepared answer that is being filled in. The values are those of
// the moment it is taken; nothing of a preview is used.
type taking struct {
	req  int
	busy bool
}

// fillMsg brings an answer filled in for a chat.
type fillMsg struct {
	req    int
	chatID int64
	how    fillHow
	filled domain.Filled
	files  []domain.Attachment
	lacks  error // a file of an answer that cannot be had
	err    error
}

// fillHow says what becomes of it.
type fillHow struct {
	whole  bool         // it is the whole message, made of all keys taken so far
	insert bool         // it goes to the cursor, not to the end
	before domain.Taken // what the text was made of before
	text   string       // … and how it read when this was asked for
}

// takeSuggested takes one of the suggestions on the screen. It takes the place
// of one that was taken before and not touched: who presses 2 after 1 has
// changed her mind.
func (m *Model) takeSuggested(i int) tea.Cmd {
	key := m.suggested()[i].Answer.Key
	if m.untouched() {
		return m.fill([]string{key}, false)
	}
	return m.takeAnswer(key, false)
}

// swapSuggested is takeSuggested on the review.
func (m *Model) swapSuggested(i int) tea.Cmd {
	if m.comp.burst {
		return nil
	}
	return tea.Batch(m.change(), m.takeSuggested(i))
}

// untouched reports that the draft holds prepared answers and nothing else, or
// the privacy notice below them, which is put there again.
func (m *Model) untouched() bool {
	text, taken := m.written()
	return len(taken.Keys) > 0 && (text == taken.Text || m.o.Notice != "" && text == taken.Text+"\n\n"+m.o.Notice)
}

// takeAnswer fills an answer in. An empty draft becomes the whole message with
// greeting and closing; so does one that holds untouched answers only, because
// only then does the closing stand behind all of them. Words of her own stay,
// and the answer is put behind them.
func (m *Model) takeAnswer(key string, insert bool) tea.Cmd {
	text, before := m.written()
	switch {
	case strings.TrimSpace(text) == "":
		return m.fill([]string{key}, insert)
	case !insert && m.untouched():
		return m.fill(append(slices.Clone(before.Keys), key), false)
	}
	return m.fill([]string{key}, insert)
}

// fill asks for answers filled in: as the whole message if nothing of her own
// is written, else for a single one to be put with her words.
func (m *Model) fill(keys []string, insert bool) tea.Cmd {
	m.take.req, m.take.busy = m.nextSeq(), true
	desk, ctx, req, chatID := m.o.Desk, m.life(), m.take.req, m.chat.id
	text, before := m.written()
	how := fillHow{insert: insert, before: before, text: text}
	how.whole = strings.TrimSpace(text) == "" || !insert && m.untouched()
	return func() tea.Msg {
		msg := fillMsg{req: req, chatID: chatID, how: how}
		if how.whole {
			msg.filled, msg.err = desk.Fill(ctx, chatID, keys...)
			msg.filled.Taken.Keys = keys
		} else {
			msg.filled, msg.err = desk.Insert(ctx, chatID, keys[0])
			msg.filled.Taken.Keys = keys
		}
		if msg.err == nil {
			msg.files, msg.lacks = desk.AttachAnswers(ctx, keys...)
		}
		return msg
	}
}

// written is what stands in the shown chat's composer or draft, and what it
// was made of.
func (m *Model) written() (string, domain.Taken) {
	if m.comp.mode != composeOff {
		return m.comp.written(), m.comp.reply.Taken
	}
	d := m.comp.draft(m.chat.id)
	return termtext.Outgoing(d.Text), d.Taken
}

func (msg fillMsg) apply(m *Model) tea.Cmd {
	if msg.req != m.take.req {
		return m.dropFiles(msg.files)
	}
	m.take.busy = false
	if msg.err != nil {
		return m.complain(msg.err)
	}
	var open tea.Cmd
	covered := m.sheet != nil || m.over() && m.picker == nil // the review would lie unseen below it
	switch {
	case m.chat.id != msg.chatID, m.comp.mode == composeOff && covered,
		m.comp.mode != composeOff && (m.comp.mode != composeWrite || m.comp.reply.ChatID != msg.chatID):
		return tea.Batch(m.dropFiles(msg.files), m.say(toastHint, m.t.Answers.Moved))
	case m.comp.mode == composeOff:
		open = m.startWriting("")
	}
	m.picker = nil
	put := m.putFilled(msg)
	files := m.fromAnswers(msg.files, msg.how.whole)
	if msg.lacks != nil {
		files = tea.Batch(files, m.sayF(toastWarn, m.t.Attach.MissingF, m.sentence(msg.lacks)))
	}
	if msg.how.insert {
		return tea.Batch(put, files, m.firstField()) // she goes on writing
	}
	return tea.Batch(open, put, m.landed(), files)
}

// putFilled puts the text where it belongs and notes what it was made of.
func (m *Model) putFilled(msg fillMsg) tea.Cmd {
	c := &m.comp
	now := c.text()
	switch {
	case msg.how.whole && now == msg.how.text || strings.TrimSpace(now) == "":
		c.putWhole(msg.filled)
		c.noticed = 0
		return m.keepDraft()
	case msg.how.insert:
		c.noteTaken(msg.filled)
		return m.insert(gap(c.line()) + msg.filled.Text)
	default:
		c.noteTaken(msg.filled)
		c.put(now + "\n\n" + msg.filled.Text)
		return m.keepDraft()
	}
}

// putWhole makes a filled text the whole message.
func (c *composer) putWhole(f domain.Filled) {
	c.put(f.Text)
	c.reply.Taken = domain.Taken{Keys: f.Taken.Keys, Text: c.text()}
}

// gap is nothing on an empty line and a blank behind a word.
func gap(line string) string {
	if line == "" || strings.HasSuffix(line, " ") {
		return ""
	}
	return " "
}

// noteTaken adds an answer to what the text is made of.
func (c *composer) noteTaken(f domain.Filled) {
	old := c.reply.Taken
	text := orElse(f.Taken.Text, f.Text)
	if old.Text != "" {
		text = old.Text + "\n\n" + text
	}
	c.reply.Taken = domain.Taken{Keys: append(slices.Clone(old.Keys), f.Taken.Keys...), Text: text}
}

// landed decides where a taken answer leads: to its first field if one is
// open, else to the review, which shows the whole text and to whom it goes.
func (m *Model) landed() tea.Cmd {
	m.fitComposer()
	if len(parseFields(m.comp.area.Value())) > 0 {
		return m.firstField()
	}
	return tea.Batch(m.noticeByItself(), m.toReview())
}

// refill asks for the text of the answers anew, because it reads differently
// by now.
func (m *Model) refill(err error) tea.Cmd {
	c := &m.comp
	if len(c.reply.Taken.Keys) == 0 {
		return m.complain(err)
	}
	m.take.req, m.take.busy = m.nextSeq(), true
	desk, ctx, req, r := m.o.Desk, m.life(), m.take.req, c.reply
	return func() tea.Msg {
		f, err := desk.Refill(ctx, r)
		return refillMsg{req, r, f, err}
	}
}

type refillMsg struct {
	req    int
	reply  domain.Reply // as it was refused
	filled domain.Filled
	err    error
}

func (msg refillMsg) apply(m *Model) tea.Cmd {
	c := &m.comp
	if msg.req != m.take.req {
		return nil
	}
	m.take.busy = false
	if msg.err != nil {
		return m.complain(msg.err)
	}
	if c.mode != composeReview || c.reply.ChatID != msg.reply.ChatID || c.text() != msg.reply.Text {
		return nil // she has gone on; the next Enter asks again
	}
	focus := m.change()
	c.put(msg.filled.Text)
	c.reply.Taken = domain.Taken{Keys: msg.reply.Taken.Keys, Text: termtext.Outgoing(orElse(msg.filled.Taken.Text, msg.filled.Text))}
	c.anew = m.now
	return tea.Batch(focus, m.keepDraft(), m.landed(), m.say(toastWarn, m.t.Answers.Anew))
}

// copyNote is a text that was copied out of a chat in this run of the program.
type copyNote struct {
	chatID int64
	name   string // raw
	text   string // with single blanks
}

// keptCopies is how many copies are remembered: who pastes something older
// has read it since.
const keptCopies = 8

// noteCopy remembers whose chat a text was copied out of. The chat that is shown by
// now may be another one.
func (m *Model) noteCopy(n copyNote, text string) {
	n.text = strings.Join(strings.Fields(text), " ")
	if n.text == "" || n.name == "" || m.erased[n.chatID] {
		return
	}
	m.copies = append([]copyNote{n}, m.copies[:min(len(m.copies), keptCopies-1)]...)
}

// noteOrigin remembers the names of people whose copied texts have come into
// what is written.
func (m *Model) noteOrigin(text string) {
	c := &m.comp
	flat := strings.Join(strings.Fields(text), " ")
	for _, n := range m.copies {
		if n.chatID != c.reply.ChatID && sharesText(flat, n.text) && !slices.Contains(c.reply.Copied, n.name) {
			c.reply.Copied = append(slices.Clone(c.reply.Copied), n.name)
		}
	}
}

// sharesText reports that one text holds the other, or a good piece of it: a
// copy is often shortened before it is used.
func sharesText(a, b string) bool {
	const piece = 24 // bytes; shorter ones are alike by chance
	if len(a) > len(b) {
		a, b = b, a
	}
	if strings.TrimSpace(a) != "" && strings.Contains(b, a) {
		return true
	}
	for i := 0; i+piece <= len(a); i += piece / 2 {
		if strings.Contains(b, a[i:i+piece]) {
			return true
		}
	}
	return false
}

// The reasons why an answer cannot be taken just now.

func whySuggested(i int) func(*Model) string {
	return func(m *Model) string {
		switch n := len(m.suggested()); {
		case m.locked() != "":
			return m.locked()
		case n == 0 && (m.sugg.loading || m.chat.id != 0 && !m.chat.loaded):
			return m.t.Answers.Looking
		case n == 0:
			return m.t.Answers.Nothing
		case i >= n:
			return m.t.Answers.NotThatMany
		}
		return whyPick(m)
	}
}

// whySwap: on the review another suggestion takes the place of an untouched
// one; words of her own are never thrown away.
func whySwap(i int) func(*Model) string {
	return func(m *Model) string {
		if m.comp.mode == composeSending {
			return m.t.Why.Busy
		}
		if !m.untouched() {
			return m.withKeys(m.t.Answers.OwnWords, "send", "change")
		}
		return whySuggested(i)(m)
	}
}

func whyPick(m *Model) string {
	switch why := whyWrite(m); {
	case why != "":
		return why
	case !m.chat.loaded:
		return m.t.Loading
	case m.locked() != "":
		return m.locked()
	case m.take.busy:
		return m.t.Answers.Filling
	}
	return ""
}

// despiteLine is the mark of a message that was sent past a red light.
func (m *Model) despiteLine(msg *domain.Message, w int) []string {
	if len(msg.Despite) == 0 {
		return nil
	}
	var rules []string
	for _, l := range msg.Despite {
		word := m.ruleText(l.Rule).Short
		if words := m.clean.line(l.Words); words != "" {
			word += " „" + cutWords(words, 24) + "“"
		}
		rules = append(rules, word)
	}
	return wrapText("! "+fmt.Sprintf(m.t.Answers.DespiteF, strings.Join(rules, ", ")), w, m.theme.warn)
}
