package tui

import (
	"context"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// area is what has the keys.
type area uint8

const (
	areaQueue area = iota
	areaChat
)

// Model is the whole screen.
type Model struct {
	o     Options
	ctx   context.Context
	end   context.CancelFunc
	after func(time.Duration, tea.Msg) tea.Cmd // tea.Tick, or what a test puts there
	pace  *pace                                // nil outside of Run

	t     *i18n.ScreenTexts
	texts *i18n.Texts
	cal   calendar
	keys  *keymap
	theme theme
	clean cleaner
	now   time.Time

	agenda   domain.Agenda // of the minute
	minute   time.Time     // the minute it was asked for
	seen     time.Time     // when the last message came
	inEditor bool          // the screen stands still because another program has it
	followUp time.Time     // until when those answered today may ring
	waits    waits
	ringing  ringing

	// What banners are about besides the relay's health.
	missed           domain.SlotTime // slept through
	setBack          time.Duration   // by which the clock went back
	zoneWas, zoneNow string          // of this machine
	hidden           map[bannerKind]int

	w, h       int
	focus      area
	showPerson personChoice
	leaving    bool // quit as soon as nothing is held any more

	queue queuePane
	chat  chatPane
	comp  composer
	sugg  suggestions
	take  taking
	held  []heldSend
	ended heldSend // the one whose hold ended last
	sheet *sheet
	// Under a sheet: the form lies over the picker, both over the areas.
	picker    *picker
	form      *answerForm
	tpl       *templates  // nil: its page is not open
	search    *search     // nil: nobody searches
	page      *personPage // nil: the page of the person is not open
	jump      *jump       // nil: nobody is looked for by name
	note      *note       // nil: no notes are written
	card      personCard
	erasing   int64          // the chat of a person who is being erased, 0: nobody
	erased    map[int64]bool // chats of persons who were erased; the desk gives no number twice
	writes    writes
	results   *search // the one that led to the chat, for the way back
	vow       *vow    // nil: nothing was promised just now
	copies    []copyNote
	lastReply sentReply
	plays     *playing     // nil: nothing plays
	runs      sync.RWMutex // held for reading while a program runs beside us
	toast     toast
	folder    string // of the file attached last

	session    *session  // nil: none runs
	foretold   time.Time // when she was last told who is erased soon
	reachAsked string    // the session, or the day, in which it was asked whether she is still there
	sessionReq int
	trace      []domain.Chat // chats that were opened, the newest last

	link domain.Link

	curtain curtain

	seq     int // numbers of requests
	holdGen int
	frame   frameCache
	memos   memos
}

// personChoice says whether the person is shown against the width's default.
type personChoice uint8

const (
	personAuto personChoice = iota
	personOn
	personOff
)

// sentReply is the reply that was handed over last in this run.
type sentReply struct {
	chatID int64
	text   string
	uuid   string
}

// heldSend is a reply that can still be taken back.
type heldSend struct {
	uuid  string
	chat  domain.Chat
	name  string // clean
	until time.Time
}

// New makes the screen. It shows its frame at once and loads what it needs by
// the commands that Init returns.
func New(o Options) *Model {
	o = o.withDefaults()
	texts := i18n.For(o.Lang)
	ctx, end := context.WithCancel(context.Background())
	m := &Model{
		o: o, ctx: ctx, end: end, texts: texts, t: &texts.Screen,
		cal:   calendar{&texts.Screen, o.Zone},
		keys:  newKeymap(o.Keys),
		theme: newTheme(o.Theme, true, 1),
		clean: newCleaner(o.Emoji),
		now:   o.Clock(),
		link:  o.Desk.Link(),

		hidden: map[bannerKind]int{},
	}
	m.after = func(d time.Duration, msg tea.Msg) tea.Cmd {
		return tea.Tick(d, func(time.Time) tea.Msg { return msg })
	}
	m.queue = newQueuePane()
	m.chat = newChatPane()
	m.comp = newComposer(m.t, &m.theme)
	m.seen, m.minute = m.now.Round(0), m.minuteNow()
	m.curtain.touched = m.seen
	m.readAgenda()
	if m.outside() && !o.Demo {
		m.showCalm()
	}
	return m
}

// Init asks for the queue, for the colour of the background, and for the next
// full minute.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(m.loadQueue(true), tea.RequestBackgroundColor, m.nextMinute(), m.loadWaits(), m.askFollowUp(), m.askZone(), m.nextIdle(), m.sayHints())
}

// Update only routes. What a message does stands with the area it belongs to.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.pace.wake()
	m.now = m.o.Clock()
	m.frame.was, m.frame.dirty = m.frame.dirty, true
	was, drawn := m.minute, m.curtain.drawn
	cmd := tea.Batch(m.watchClock(), m.watchIdle(msg), m.route(msg))
	m.frame.dirty = m.frame.dirty || !was.Equal(m.minute) || drawn != m.curtain.drawn
	return m, cmd
}

// route gives a message to the area it belongs to.
func (m *Model) route(msg tea.Msg) tea.Cmd {
	if cmd, taken := m.veiled(msg); taken {
		return cmd
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m.resize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		m.setTheme(m.theme.name, msg.IsDark())
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeUnicodeCore && !msg.Value.IsNotRecognized() && !msg.Value.IsPermanentlyReset() {
			m.clean.clusters()
			m.forget()
		}
	case tea.ResumeMsg:
		return m.rereadAll()
	case tea.PasteMsg:
		return m.paste(msg.Content)
	case tea.KeyPressMsg:
		return m.press(msg)
	case result:
		return msg.apply(m)
	default:
		m.frame.dirty = false // focus and the like: what was drawn still holds
	}
	return nil
}

// maxSide is the largest window we believe in; terminals have been seen to
// report nonsense.
const maxSide = 4096

func (m *Model) resize(w, h int) tea.Cmd {
	if w <= 0 || h <= 0 || w > maxSide || h > maxSide {
		return nil
	}
	m.w, m.h = w, h
	m.fitComposer()
	return m.needRows()
}

func (m *Model) setTheme(name string, dark bool) {
	m.theme = newTheme(name, dark, m.theme.gen+1)
	m.comp.setTheme(&m.theme)
	m.forget()
}

// forget drops everything that was drawn before.
func (m *Model) forget() {
	m.queue.cache = nil
	m.chat.cache = nil
	m.theme.gen++
}

// nextSeq numbers a request.
func (m *Model) nextSeq() int {
	m.seq++
	return m.seq
}
