package tui_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"sprechstunde/internal/domain"
)

// fakeDesk keeps everything in memory and behaves as the real desk promises.
type fakeDesk struct {
	hoursFake
	personFake
	handFake
	dataFake
	takeInFake
	careFake
	attachFake
	mu      sync.Mutex
	now     func() time.Time
	chats   []domain.Chat // in the desk's order
	threads map[int64][]domain.Message
	quotes  map[string]domain.Message
	drafts  map[int64]domain.Draft
	said    map[int64]string
	taken   map[string]domain.Taken // by uuid
	part    map[string]string       // by uuid of a part of a text that was split, the part before it
	left    map[int64]string        // the part whose rest is a chat's draft
	moments []domain.Moment
	link    domain.Link
	changes chan domain.Changes
	hold    time.Duration
	nextID  int64

	sitting  []bool // what it was told
	leavings []domain.Leaving
	notice   string // version of the privacy notice

	tpl fakeTemplates
	own fakeOwnPage
	fakeFiles
	promises []domain.Promise

	answers []domain.Answer
	typed   []string // what was searched for

	searched  []string // likewise in the messages
	searching context.Context
	missing   int
	browsed   []string // addresses that were given to the browser
	checked   []domain.Reply
	put       []domain.Answer
	because   string         // one more reason for a suggestion
	bye       string         // what Fill ends with
	stale     bool           // the next send finds its answer changed
	open      bool           // Send finds a field open
	alsoRed   []domain.Light // what only Send sees
	alsoLit   []domain.Light // what Check sees besides

	saved    []domain.Draft
	sent     []domain.Reply
	settled  map[string]bool
	resent   []string
	tookBack []string
	calls    []string
	fail     map[string]error // by method
	backs    domain.TakeBack
}

func newFakeDesk(now func() time.Time) *fakeDesk {
	return &fakeDesk{
		now: now, threads: map[int64][]domain.Message{}, drafts: map[int64]domain.Draft{}, said: map[int64]string{}, taken: map[string]domain.Taken{}, part: map[string]string{}, left: map[int64]string{}, quotes: map[string]domain.Message{},
		changes: make(chan domain.Changes, 8), hold: 7 * time.Second, nextID: 100_000,
		settled: map[string]bool{}, fail: map[string]error{}, backs: domain.TakenBack,
		link: domain.Link{Up: true, Since: now().Add(-time.Hour), LastOK: now()},
	}
}

func (d *fakeDesk) enter(name string) error {
	d.calls = append(d.calls, name)
	return d.fail[name]
}

// asked counts the calls of a method.
func (d *fakeDesk) asked(name string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := 0
	for _, c := range d.calls {
		if c == name {
			n++
		}
	}
	return n
}

func (d *fakeDesk) Queue(_ context.Context, f domain.Filter, w domain.Window) (domain.Queue, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("queue"); err != nil {
		return domain.Queue{}, err
	}
	q := domain.Queue{Filter: f, Window: w, Counts: map[domain.Filter]int{}}
	for _, f := range domain.Filters() {
		q.Counts[f] = 0
	}
	for _, c := range d.chats {
		q.Counts[domain.Filter(c.State)]++
		q.Counts[domain.FilterAll]++
		key := f.Label()
		if key != "" && !strings.Contains(c.Labels, key) || key == "" && f != domain.FilterAll && string(c.State) != string(f) {
			continue
		}
		if q.Total >= w.Offset && len(q.Chats) < w.Limit {
			c.Draft = d.drafts[c.ID].Text != ""
			q.Chats = append(q.Chats, c)
		}
		q.Total++
	}
	return q, nil
}

func (d *fakeDesk) Thread(_ context.Context, chatID, before int64, limit int) (domain.Thread, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("thread"); err != nil {
		return domain.Thread{}, err
	}
	th := domain.Thread{Chat: *d.chat(chatID), Quotes: d.quotes, Draft: d.drafts[chatID], Said: d.said[chatID]}
	if to, ok := d.leads[chatID]; ok {
		chatID = to
	}
	all := d.threads[chatID]
	end := len(all)
	if before != 0 {
		end = max(slices.IndexFunc(all, func(m domain.Message) bool { return m.ID == before }), 0)
	}
	start := max(end-limit, 0)
	th.Messages, th.More = slices.Clone(all[start:end]), start > 0
	return th, nil
}

func (d *fakeDesk) chat(id int64) *domain.Chat {
	if to, ok := d.leads[id]; ok {
		id = to
	}
	for i := range d.chats {
		if d.chats[i].ID == id {
			return &d.chats[i]
		}
	}
	return &domain.Chat{}
}

func (d *fakeDesk) SaveDraft(_ context.Context, dr domain.Draft) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("save"); err != nil {
		return err
	}
	d.saved = append(d.saved, dr)
	if dr.Revision > d.drafts[dr.ChatID].Revision {
		d.drafts[dr.ChatID] = dr
	}
	return nil
}

func (d *fakeDesk) Send(_ context.Context, r domain.Reply) (domain.Message, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("send"); err != nil {
		return domain.Message{}, err
	}
	if err := d.stops(r); err != nil {
		return domain.Message{}, err
	}
	d.sent = append(d.sent, r)
	d.nextID++
	until := d.now().Add(d.hold)
	m := domain.Message{
		ID: d.nextID, ChatID: r.ChatID, UUID: fmt.Sprintf("uuid-%d", d.nextID), Direction: domain.Out, Origin: domain.OriginDesk,
		Kind: domain.KindText, Content: domain.Content{Text: r.Text}, At: d.now(), Status: domain.StatusQueued, NotBefore: &until,
	}
	if r.ReplyTo != "" {
		m.Content.Quote = &domain.Quote{WAMID: r.ReplyTo}
	}
	d.taken[m.UUID] = r.Taken
	d.wait(r, &m)
	d.threads[r.ChatID] = append(d.threads[r.ChatID], m)
	if before := d.left[r.ChatID]; r.Rest != "" || before != "" {
		d.part[m.UUID] = before
	}
	delete(d.left, r.ChatID)
	if dr := d.drafts[r.ChatID]; r.Rest != "" {
		d.left[r.ChatID] = m.UUID
		d.drafts[r.ChatID] = domain.Draft{ChatID: r.ChatID, Text: r.Rest, Revision: dr.Revision + 1, At: d.now()}
	} else {
		delete(d.drafts, r.ChatID)
	}
	c := d.chat(r.ChatID)
	c.LastKind, c.State, c.LastText, c.LastFrom, c.LastAt, c.LastStatus, c.Unread = domain.KindText, domain.ChatOpen, r.Text, domain.Out, d.now(), m.Status, 0
	return m, nil
}

func (d *fakeDesk) TakeBack(_ context.Context, uuid string) (domain.TakeBack, domain.Draft, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("takeback"); err != nil {
		return "", domain.Draft{}, err
	}
	d.tookBack = append(d.tookBack, uuid)
	if d.backs != domain.TakenBack {
		return d.backs, domain.Draft{}, nil
	}
	for id, list := range d.threads {
		for i, m := range list {
			if m.UUID == uuid {
				d.threads[id] = slices.Delete(list, i, i+1)
				dr := d.joined(d.drafts[id], domain.Draft{ChatID: id, Text: m.Content.Text, Revision: 99, At: d.now(), Taken: d.taken[uuid]}, uuid)
				d.drafts[id] = dr
				d.chat(id).State = domain.ChatWaiting
				d.unpark(id)
				return domain.TakenBack, dr, nil
			}
		}
	}
	return domain.TooLate, domain.Draft{}, nil
}

// joined puts a part to the draft: before it, unless it is what the draft was
// cut off from.
func (d *fakeDesk) joined(have, back domain.Draft, uuid string) domain.Draft {
	before, part := d.part[uuid]
	if have.Text == "" || !part {
		return back
	}
	back.Revision = have.Revision + 1
	if slices.Contains(d.tookBack, before) {
		back.Text = have.Text + "\n\n" + back.Text
	} else {
		back.Text += "\n\n" + have.Text
	}
	return back
}

func (d *fakeDesk) Settle(_ context.Context, uuid string, arrived bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("settle"); err != nil {
		return err
	}
	d.settled[uuid] = arrived
	for _, list := range d.threads {
		for i := range list {
			if list[i].UUID == uuid {
				list[i].Status = domain.StatusAccepted
				if !arrived {
					list[i].Status, list[i].Failure = domain.StatusFailed, &domain.Failure{}
				}
			}
		}
	}
	return nil
}

func (d *fakeDesk) Resend(_ context.Context, uuid string) (domain.Message, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("resend"); err != nil {
		return domain.Message{}, err
	}
	d.resent = append(d.resent, uuid)
	until := d.now().Add(d.hold)
	return domain.Message{UUID: uuid, Status: domain.StatusQueued, NotBefore: &until}, nil
}

func (d *fakeDesk) SetDone(_ context.Context, id int64, done bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("done"); err != nil {
		return err
	}
	d.chat(id).State = domain.ChatWaiting
	if done {
		d.chat(id).State = domain.ChatDone
	}
	return nil
}

func (d *fakeDesk) SetSeen(_ context.Context, id int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("seen"); err != nil {
		return err
	}
	d.chat(id).Unread = 0
	return nil
}

func (d *fakeDesk) Link() domain.Link {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.link
}

func (d *fakeDesk) Changes() <-chan domain.Changes { return d.changes }

// arrive puts a message of a person at the end of a chat.
func (d *fakeDesk) arrive(id int64, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.nextID++
	d.threads[id] = append(d.threads[id], domain.Message{
		ID: d.nextID, ChatID: id, WAMID: fmt.Sprintf("wamid.%d", d.nextID), Direction: domain.In, Origin: domain.OriginContact,
		Kind: domain.KindText, Content: domain.Content{Text: text}, At: d.now(),
	})
	c := d.chat(id)
	if c.State != domain.ChatWaiting {
		c.WaitingSince = d.now()
	}
	c.LastText, c.LastFrom, c.LastAt, c.LastInAt, c.State, c.Later = text, domain.In, d.now(), d.now(), domain.ChatWaiting, time.Time{}
	c.Unread++
}

// fakeClipboard is a native tool that remembers.
type fakeClipboard struct {
	got []string
	err error
}

func (c *fakeClipboard) Copy(_ context.Context, text string) error {
	c.got = append(c.got, text)
	return c.err
}
