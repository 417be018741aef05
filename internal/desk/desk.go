package desk

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"sprechstunde/internal/check"
	"sprechstunde/internal/domain"
)

// Options are what a Desk is made of.
type Options struct {
	Store   Store
	Relay   Relay
	Decode  Decoder
	Clock   domain.Clock
	NewID   func() string // a fresh uuid for every send
	Hold    time.Duration // how long a reply can be taken back
	Receipt bool          // mark the person's messages as read together with the answer
	Typing  bool          // show during the hold that an answer comes; only with Receipt
	Log     *slog.Logger
	OnPanic func(error) // a background loop broke down; the desk goes on without it
	// Writer is who writes in place of this desk, by the relay's last word; "" if
	// this one does. nil: there is no other.
	Writer func() string
	Pen    Pen
}

// Desk is the half the adviser sees. Its methods may be called from any
// goroutine; those with a context may do input and output, the others never.
type Desk struct {
	store   Store
	relay   Relay
	decode  Decoder
	clock   domain.Clock
	newID   func() string
	hold    time.Duration
	receipt bool
	typing  bool
	log     *slog.Logger
	onPanic func(error)
	other   func() string // who writes instead
	pen     Pen
	library library

	bell *bell
	kick chan struct{} // there is something to hand over
	lift chan struct{} // there may be a file to upload

	lifting sync.Mutex // one upload at a time
	lifted  progress
	handing sync.Mutex    // one hand-over or withdrawal at a time
	pulling sync.Mutex    // one pull at a time: the cursor has one reader
	more    bool          // the last pull left rows to the next (pulling)
	told    chan struct{} // closed once the relay has told everything it had (allTold)
	allTold sync.Once
	moves   int    // pulls in a row that found yet another relay (pulling)
	called  string // what the relay was called last (pulling)

	remembered bool       // others were asked whom they know to be erased (pulling)
	burying    sync.Mutex // one end of erasures at a time

	rested   rested
	carrying sync.Mutex // one round of taking over files at a time
	carrier  carrier
	hearing  sync.Mutex // one voice note at a time is written down
	ear      ear
	posting  sync.Mutex  // one file for others at a time is written, or leftovers are swept
	drawing  sync.Mutex  // one picture at a time is in memory
	sitting  atomic.Bool // a session runs

	linkMu sync.Mutex
	link   domain.Link
}

// New makes a desk. Nothing runs until Run or Sync is called.
func New(o Options) *Desk {
	return &Desk{
		store: o.Store, relay: o.Relay, decode: o.Decode, clock: o.Clock,
		newID: o.NewID, hold: o.Hold, receipt: o.Receipt, typing: o.Typing, log: o.Log, onPanic: o.OnPanic, other: o.Writer, pen: o.Pen,
		bell: newBell(), told: make(chan struct{}), kick: make(chan struct{}, 1), lift: make(chan struct{}, 1), library: library{learn: make(chan struct{}, 1)},
		carrier: newCarrier(), ear: ear{kick: make(chan struct{}, 1)},
	}
}

// Queue returns one window of the chats a filter matches.
func (d *Desk) Queue(ctx context.Context, f domain.Filter, w domain.Window) (domain.Queue, error) {
	return d.store.Queue(ctx, f, w, d.Agenda().LapseBefore())
}

// FindChat resolves what a person types to a chat.
func (d *Desk) FindChat(ctx context.Context, ref string) (domain.Chat, error) {
	return d.store.FindChat(ctx, ref)
}

// Thread returns the newest messages of a chat, see Shelf, and the name the
// person gives in them.
func (d *Desk) Thread(ctx context.Context, chatID, before int64, limit int) (domain.Thread, error) {
	t, err := d.store.Thread(ctx, chatID, before, limit)
	d.judge(t.Messages)
	for _, said := range check.Said(incoming(t.Messages)) {
		if !check.Belongs(said, d.pen.Me) {
			t.Said = said
			break
		}
	}
	return t, err
}

// SaveDraft keeps an unsent text. It is durable when SaveDraft returns.
func (d *Desk) SaveDraft(ctx context.Context, draft domain.Draft) error {
	draft.At = d.clock()
	if err := d.store.SaveDraft(ctx, draft); err != nil {
		return err
	}
	d.changed(draft.ChatID)
	return nil
}

// SetDone puts a chat away until the person writes again, or takes it out.
func (d *Desk) SetDone(ctx context.Context, chatID int64, done bool) error {
	if err := d.store.SetDone(ctx, chatID, done); err != nil {
		return err
	}
	d.changed(chatID)
	return nil
}

// SetSeen clears the unread count of a chat. Nothing leaves the machine.
func (d *Desk) SetSeen(ctx context.Context, chatID int64) error {
	if err := d.store.SetSeen(ctx, chatID); err != nil {
		return err
	}
	d.changed(chatID)
	return nil
}

// Changes delivers what has changed, gathered over a short time so that a
// burst of messages is one value. It closes when Run ends.
func (d *Desk) Changes() <-chan domain.Changes { return d.bell.out }

// Link returns how the relay is, as last seen. It does no input or output.
func (d *Desk) Link() domain.Link {
	d.linkMu.Lock()
	defer d.linkMu.Unlock()
	return d.link
}

func (d *Desk) changed(chatIDs ...int64) {
	d.bell.ring(domain.Changes{Chats: chatIDs})
}

// wake tells the loops that hand over and upload that there is work.
func (d *Desk) wake() {
	for _, loop := range []chan struct{}{d.kick, d.lift} {
		select {
		case loop <- struct{}{}:
		default:
		}
	}
}
