package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// maxSuggested is how many suggestions have a key.
const maxSuggested = 3

// suggestKey is what suggestions depend on: as long as it stays the same, they
// are not asked for again.
type suggestKey struct {
	chat   int64
	newest int64 // key of the newest message
	count  int
	mended int64 // when a message was last edited or deleted
	name   string
	day    string
	shelf  int // rises when an answer was changed here
}

// suggestions are the answers offered for the shown chat.
type suggestions struct {
	key     suggestKey // of the list
	asked   suggestKey // of the request under way
	loading bool
	list    []domain.Suggestion
	ver     int
	shelf   int
	drawn   memo[suggestDrawn, []string]
}

type suggestDrawn struct{ w, h, gen, ver int }

type suggestMsg struct {
	key  suggestKey
	list []domain.Suggestion
	err  error
}

func (m *Model) suggestKey() suggestKey {
	c := &m.chat
	k := suggestKey{chat: c.id, count: len(c.items), name: c.chat.Contact.Name, day: m.today(), shelf: m.sugg.shelf}
	if k.count > 0 {
		k.newest = c.items[k.count-1].m.ID
	}
	for i := range c.items {
		k.mended = max(k.mended, mendedAt(&c.items[i].m))
	}
	return k
}

// mendedAt is when a message was last edited or deleted, 0 for never.
func mendedAt(msg *domain.Message) int64 {
	switch {
	case msg.RevokedAt != nil:
		return msg.RevokedAt.UnixMilli()
	case msg.Edited != nil:
		return msg.Edited.At.UnixMilli()
	}
	return 0
}

// today is the adviser's day as answers write it.
func (m *Model) today() string { return m.now.In(m.o.Zone).Format(domain.DateForm) }

// suggestsIn reports whether there may be something to answer in a chat: in all
// but those that are put away.
func suggestsIn(s domain.ChatState) bool {
	return s == domain.ChatWaiting || s == domain.ChatOpen || s == domain.ChatLater
}

// suggestWait is how long the cursor rests on a chat before its suggestions are
// looked up. Who walks through the queue does not read them.
const suggestWait = 100 * time.Millisecond

type suggestTimerMsg struct{ chat int64 }

// suggestSoon asks at once in an open chat, and when the cursor rests in the
// queue.
func (m *Model) suggestSoon() tea.Cmd {
	if m.focus == areaChat || m.session != nil {
		return tea.Batch(m.suggest(), m.loadNudge())
	}
	return m.after(suggestWait, suggestTimerMsg{m.chat.id})
}

func (msg suggestTimerMsg) apply(m *Model) tea.Cmd {
	m.frame.dirty = m.frame.was // nothing to be seen yet
	if msg.chat != m.chat.id {
		return nil
	}
	return tea.Batch(m.suggest(), m.loadNudge())
}

// suggest asks for suggestions for the shown chat, once its messages are
// there. One request at a time; an answer for another chat, or for this one as
// it was, is dropped.
func (m *Model) suggest() tea.Cmd {
	s, c := &m.sugg, &m.chat
	if s.loading || !c.loaded || !suggestsIn(c.chat.State) || c.chat.Crisis {
		return nil
	}
	key := m.suggestKey()
	if key == s.key {
		return nil
	}
	s.loading, s.asked = true, key
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg {
		list, err := desk.Suggest(ctx, key.chat)
		return suggestMsg{key, list, err}
	}
}

func (msg suggestMsg) apply(m *Model) tea.Cmd {
	s := &m.sugg
	if msg.key != s.asked {
		return nil
	}
	s.loading = false
	if msg.key != m.suggestKey() {
		return m.suggest()
	}
	s.key, s.ver = msg.key, s.ver+1
	s.list = msg.list[:min(len(msg.list), maxSuggested)]
	if msg.err != nil {
		s.list = nil
		if domain.CodeOf(msg.err) == domain.CodeLocked {
			return nil // it says so by itself in a moment
		}
		return m.complain(msg.err)
	}
	return nil
}

// suggested are the suggestions that may be taken now: those of the shown chat,
// none of them expired.
func (m *Model) suggested() []domain.Suggestion {
	s := &m.sugg
	if m.chat.chat.Wait == domain.WaitParked {
		return nil // only one waits at a time
	}
	if m.chat.chat.Crisis {
		return nil
	}
	if s.key.chat != m.chat.id || !m.chat.loaded || len(s.list) == 0 || !suggestsIn(m.chat.chat.State) {
		return nil
	}
	today := m.today()
	if !slices.ContainsFunc(s.list, func(x domain.Suggestion) bool { return x.Answer.Expired(today) }) {
		return s.list
	}
	return slices.DeleteFunc(slices.Clone(s.list), func(x domain.Suggestion) bool { return x.Answer.Expired(today) })
}

// suggestHeight is how many lines the suggestions take.
func (m *Model) suggestHeight(l layout) int { return len(m.suggestLines(l.chatW, l.bodyH)) }

// suggestLines are the suggestions between messages and composer: all of them
// with their reasons, or one line where there is little room.
func (m *Model) suggestLines(w, h int) []string {
	list := m.suggested()
	if len(list) == 0 || h < minRows-2 {
		return nil
	}
	return m.sugg.drawn.get(suggestDrawn{w, h, m.theme.gen, m.sugg.ver}, func() []string {
		if h < minRows+1 {
			return []string{m.suggestRow(list, w)}
		}
		out := []string{rule(&m.theme, m.theme.dim.Render(m.t.Answers.Suggested), w)}
		for i, s := range list {
			out = append(out, m.suggestLine(i, s, w))
		}
		return out
	})
}

// suggestLine is "1 title  because: words". What has no room loses its reason
// before it loses a word of its title.
func (m *Model) suggestLine(i int, s domain.Suggestion, w int) string {
	title := cutWords(m.answerTitle(s.Answer), w-4)
	line := " " + m.theme.key.Render(strconv.Itoa(i+1)) + " " + title
	if because := m.becauseFitting(s.Because, w-width(title)-6); because != "" {
		line += "  " + m.theme.dim.Render(because)
	}
	return fit(line, w)
}

// becauseFitting are the reasons that fit into w cells, the first ones first;
// no word of them is cut. Where there is little room the "because" goes first.
func (m *Model) becauseFitting(list []domain.Because, w int) string {
	if said := fmt.Sprintf(m.t.Answers.BecauseF, m.becauseWords(list)); len(list) > 0 && width(said) <= w {
		return said
	}
	words, kinds := m.becauseParts(list)
	all := append(words, kinds...)
	// What speaks most for it first, even without the "because"; if that is too
	// long by itself, what else speaks for it.
	for len(all) > 0 {
		for _, form := range []string{m.t.Answers.BecauseF, "%s"} {
			if width(fmt.Sprintf(form, all[0])) <= w {
				return fmt.Sprintf(form, joinFitting(all, w-width(fmt.Sprintf(form, ""))))
			}
		}
		all = all[1:]
	}
	return ""
}

// joinFitting puts as many parts together as fit into w cells; the first one
// does.
func joinFitting(parts []string, w int) string {
	out := parts[0]
	for _, part := range parts[1:] {
		if next := out + ", " + part; width(next) <= w {
			out = next
		}
	}
	return out
}

// suggestRow has as many titles as fit into one line, and says how many do not.
func (m *Model) suggestRow(list []domain.Suggestion, w int) string {
	line := ""
	for i, s := range list {
		part := m.theme.key.Render(strconv.Itoa(i+1)) + " " + cutWords(m.answerTitle(s.Answer), w-4)
		if i > 0 && width(line)+width(part)+8 > w {
			return fit(line+"  "+m.theme.dim.Render(fmt.Sprintf(m.t.Answers.MoreF, len(list)-i)), w)
		}
		line += []string{" ", "  "}[min(i, 1)] + part
	}
	return fit(line, w)
}

// answerTitle is the clean title of an answer, or its key if it has none.
func (m *Model) answerTitle(a domain.Answer) string {
	return orElse(m.clean.line(a.Title), m.clean.line(a.Key))
}

// becauseWords are the reasons in words: the person's own where there are any.
func (m *Model) becauseWords(list []domain.Because) string {
	words, kinds := m.becauseParts(list)
	out := kinds
	if len(words) > 0 {
		out = append([]string{strings.Join(words, ", ")}, kinds...)
	}
	return strings.Join(slices.Compact(out), " · ")
}

func (m *Model) becauseParts(list []domain.Because) (words, kinds []string) {
	for _, b := range list {
		if len(b.Words) == 0 {
			kinds = append(kinds, m.becauseKind(b))
			continue
		}
		for _, w := range b.Words {
			if w = m.clean.line(w); w != "" && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	return words, kinds
}

func (m *Model) becauseKind(b domain.Because) string {
	t := &m.t.Answers.Because
	switch b.Kind {
	case domain.BecauseWords:
		return t.Words
	case domain.BecauseTopic:
		return t.Topic
	case domain.BecauseLearned:
		return t.Learned
	case domain.BecauseUsed:
		if b.Count > 0 {
			return fmt.Sprintf(t.UsedF, b.Count)
		}
		return t.Used
	case domain.BecauseKindOf:
		return t.Kind
	case domain.BecauseFirst:
		return t.First
	default:
		return t.Searched
	}
}

// wholeWords is s as far as it fits into w cells in whole words, "" if not even
// the first one does.
func wholeWords(s string, w int) string {
	short := cutWords(s, w)
	if at := strings.TrimSuffix(short, "…"); at != short && !strings.HasPrefix(s[len(at):], " ") {
		return ""
	}
	return short
}

// cutWords shortens clean text to w cells between two words, if it can.
func cutWords(s string, w int) string {
	if width(s) <= w {
		return s
	}
	short := cut(s, w)
	body := strings.TrimSuffix(short, "…")
	if at := strings.LastIndexByte(body, ' '); at > 0 && at > len(body)/3 && !strings.HasPrefix(s[len(body):], " ") {
		body = body[:at]
	}
	return strings.TrimRight(body, " ,·:") + "…"
}
