package tui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// HandOnDesk is what the screen needs of the desk to write a chat out and to hand
// a person on.
type HandOnDesk interface {
	// Recipients are those of the configuration. It does no input or output.
	Recipients() []domain.Recipient
	// KeptUntil is when a file that is made now removes itself; zero: never. It does
	// no input or output.
	KeptUntil() time.Time
	// MakeExport writes the chat into a new file and returns its path.
	MakeExport(ctx context.Context, chatID int64, o domain.ExportOrder) (string, error)
	// HandOn writes a dossier and notes to whom it went.
	HandOn(ctx context.Context, chatID int64, o domain.ExportOrder) (domain.HandedOn, string, error)
	// TellHandedOn puts a message to the person into her chat as a draft, unless one
	// is there.
	TellHandedOn(ctx context.Context, h domain.HandedOn) (text string, drafted bool, err error)
	RemoveHandedOn(ctx context.Context, id int64) error
}

// handRow is a line of the dialog.
type handRow uint8

const (
	handTo handRow = iota
	handDepth
	handNotes
	handCrisis
	handFiles
	handWants
	handNext
	handBasis
	handTell
	handRows
)

// handing is a dossier that is being asked for. It belongs to the chat it was
// begun in.
type handing struct {
	chat   domain.Chat
	list   []domain.Recipient
	to     int // in list, -1: nobody yet
	order  domain.DossierOrder
	files  bool
	tell   bool
	agreed string // the consent that is kept
	warn   string // why nothing was written, clean
}

// handedMsg brings the path of a dossier.
type handedMsg struct {
	note domain.HandedOn
	path string
	told bool
	err  error
}

// askHandOn opens the dialog about a dossier. Nobody is chosen yet, unless there
// is one only: a wrong recipient cannot be called back.
func (m *Model) askHandOn(markdown bool) tea.Cmd {
	h := &handing{chat: m.shownChat(), list: m.o.Desk.Recipients(), to: -1}
	h.order.Depth, h.order.Markdown = domain.DepthRecent, markdown
	if len(h.list) == 1 {
		h.to = 0
	}
	if s := m.who(); s != nil {
		if c, ok := s.Terms.Log.Live(domain.PurposeHandOn, m.now); ok {
			h.agreed = cmp.Or(c.Wording, m.texts.Terms.Purposes[c.Purpose]) + " (" + m.cal.date(c.At, m.now) + ")"
		}
	}
	m.sheet = &sheet{kind: sheetHandOn, title: fmt.Sprintf(m.texts.HandOn.Screen.Title, m.called(32)), hand: h}
	m.toast.text = ""
	return nil
}

// handKey changes the row the cursor is on: a digit chooses a recipient, arrows
// and the space bar walk through what a row can be.
func (m *Model) handKey(k tea.KeyPressMsg) tea.Cmd {
	h := m.sheet.hand
	if m.comp.burst {
		return nil
	}
	h.warn = ""
	switch key := k.String(); key {
	case "right", "space":
		return m.handTurn(1)
	case "left":
		return m.handTurn(-1)
	default:
		if len(key) == 1 && key[0] >= '1' && int(key[0]-'1') < len(h.list) && handRow(m.sheet.at) == handTo {
			h.to = int(key[0] - '1')
		}
	}
	return nil
}

func (m *Model) handTurn(n int) tea.Cmd {
	h := m.sheet.hand
	switch o := &h.order; handRow(m.sheet.at) {
	case handTo:
		if len(h.list) > 0 {
			h.to = (max(h.to, -n) + n + len(h.list)) % len(h.list)
		}
	case handDepth:
		all := domain.Depths()
		o.Depth = all[(slices.Index(all, o.Depth)+n+len(all))%len(all)]
	case handNotes:
		o.Notes = !o.Notes
	case handCrisis:
		o.Crisis = !o.Crisis
	case handFiles:
		h.files = !h.files
	case handTell:
		h.tell = !h.tell
	case handWants, handNext, handBasis, handRows:
		return m.handWrite()
	}
	return nil
}

// handWrite asks for the words of a row; the dialog lies below.
func (m *Model) handWrite() tea.Cmd {
	form, t := m.sheet, &m.texts.HandOn.Screen
	field, title := form.hand.text(handRow(form.at)), map[handRow]string{handWants: t.WantsTitle, handNext: t.NextTitle, handBasis: t.BasisTitle}[handRow(form.at)]
	if field == nil {
		return nil
	}
	cmd := m.askLine(title, *field, lineAsk{
		limit: maxHandText,
		enter: func(m *Model, typed string) tea.Cmd {
			*field = strings.TrimSpace(typed)
			m.sheet = form
			return nil
		},
		about: func(m *Model, _ string) (string, lipgloss.Style) { return t.LineHint, m.theme.dim },
	})
	m.sheet.under = form
	return cmd
}

// maxHandText bounds the adviser's words on the sheet.
const maxHandText = 500

func (h *handing) text(row handRow) *string {
	switch row {
	case handWants:
		return &h.order.Wants
	case handNext:
		return &h.order.Next
	case handBasis:
		return &h.order.Basis
	default:
		return nil
	}
}

// handChoose opens the words of a row, or writes the dossier.
func (m *Model) handChoose() tea.Cmd {
	h, t := m.sheet.hand, &m.texts.HandOn.Screen
	switch {
	case m.comp.burst:
		return nil
	case h.text(handRow(m.sheet.at)) != nil:
		return m.handWrite()
	case h.to < 0:
		m.sheet.at, h.warn = int(handTo), t.Choose
		return nil
	case h.chat.Crisis && !h.order.Crisis:
		m.sheet.at, h.warn = int(handCrisis), t.Locked
		return nil
	}
	m.sheet = nil
	return m.handOn(h)
}

func (m *Model) handOn(h *handing) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	o := domain.ExportOrder{Format: domain.ExportDossier, Dossier: h.order, Media: h.files, Expires: desk.KeptUntil()}
	o.Dossier.To = h.list[h.to].Key
	tell := h.tell
	return func() tea.Msg {
		note, path, err := desk.HandOn(ctx, h.chat.ID, o)
		told := false
		if err == nil && tell {
			_, told, err = desk.TellHandedOn(ctx, note)
		}
		return handedMsg{note, path, told, err}
	}
}

func (msg handedMsg) apply(m *Model) tea.Cmd {
	if msg.path == "" && msg.err != nil {
		return m.complain(msg.err)
	}
	t := &m.texts.HandOn.Screen
	text := fmt.Sprintf(t.DoneToF, m.recipient(msg.note.To), cutMiddle(m.clean.line(msg.path), max(m.w-toastIndent, minCols-toastIndent)))
	if msg.told {
		text += " · " + t.ToldDraft
	}
	cmd := m.sayFor(exportWait, toastGood, text)
	if msg.err != nil {
		cmd = m.complain(msg.err) // the file is there, only the draft is not
	}
	return tea.Batch(cmd, m.loadPerson(), m.reloadThread(), m.loadQueue(false))
}

// recipient is who it is, in one line.
func (m *Model) recipient(r domain.Recipient) string {
	return m.joined([]string{r.Name, r.Place})
}

// askRemoveHanded asks whether a note is taken back.
func (m *Model) askRemoveHanded(h domain.HandedOn) tea.Cmd {
	t := &m.texts.HandOn.Screen
	return m.ask(fmt.Sprintf(t.RemoveF, m.recipient(h.To)),
		choice{t.RemoveNo, func(*Model) tea.Cmd { return nil }},
		choice{t.RemoveYes, func(m *Model) tea.Cmd {
			desk := m.o.Desk
			return m.keep(func(ctx context.Context) error { return desk.RemoveHandedOn(ctx, h.ID) }, func(*Model) tea.Cmd { return nil })
		}})
}
