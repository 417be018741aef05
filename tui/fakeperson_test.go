package tui_test

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// personFake is what the pretend desk keeps about people.
type personFake struct {
	people   map[int64]*domain.PersonSheet
	suspects map[int64][]domain.Suspect
	labels   []domain.Label
	stages   []domain.Stage
	choices  map[domain.FactField][]string
	preview  domain.MergePreview
	logID    int64
	merged   [][2]int64
	leads    map[int64]int64 // chats that are part of another one by now
	split    []domain.Alias
	looked   []string // who was looked for
	looking  context.Context
}

// sheet is what is kept about the person of a chat.
func (d *fakeDesk) sheet(id int64) *domain.PersonSheet {
	if d.people == nil {
		d.people = map[int64]*domain.PersonSheet{}
	}
	if d.people[id] == nil {
		d.people[id] = &domain.PersonSheet{Facts: domain.Facts{}}
	}
	return d.people[id]
}

func (d *fakeDesk) Person(_ context.Context, id int64) (domain.PersonSheet, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("person"); err != nil {
		return domain.PersonSheet{}, err
	}
	s := *d.sheet(id)
	s.Chat, s.Facts, s.Labels = *d.chat(id), maps.Clone(s.Facts), slices.Clone(s.Labels)
	for _, p := range d.promises {
		if p.ChatID == id {
			s.Promises = append(s.Promises, p)
		}
	}
	return s, nil
}

func (d *fakeDesk) SetFact(_ context.Context, id int64, f domain.FactField, value string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("fact"); err != nil {
		return err
	}
	s := d.sheet(id)
	s.Facts[f] = value
	if value == "" {
		delete(s.Facts, f)
	}
	s.Emails = slices.DeleteFunc(s.Emails, func(e string) bool { return f == domain.FactEmail && e == value })
	return nil
}

func (d *fakeDesk) SetLabel(_ context.Context, id int64, key string, on bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("label " + key); err != nil {
		return err
	}
	s := d.sheet(id)
	s.Labels = slices.DeleteFunc(s.Labels, func(k string) bool { return k == key })
	if on {
		s.Labels = append(s.Labels, key)
	}
	slices.Sort(s.Labels)
	d.chat(id).Labels = strings.Join(s.Labels, "")
	return nil
}

func (d *fakeDesk) AddLog(_ context.Context, id int64, e domain.LogEntry) (domain.LogEntry, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("log"); err != nil {
		return e, err
	}
	d.logID++
	e.ID = d.logID
	s := d.sheet(id)
	s.Log = append([]domain.LogEntry{e}, s.Log...)
	return e, nil
}

func (d *fakeDesk) RemoveLog(_ context.Context, id int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.people {
		s.Log = slices.DeleteFunc(s.Log, func(e domain.LogEntry) bool { return e.ID == id })
	}
	return d.enter("unlog")
}

func (d *fakeDesk) SetMuted(_ context.Context, id int64, on bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("mute"); err != nil {
		return err
	}
	d.sheet(id).Muted, d.chat(id).Muted = on, on
	return nil
}

func (d *fakeDesk) SetBlocked(_ context.Context, id int64, on bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("block"); err != nil {
		return err
	}
	d.sheet(id).Blocked = on
	return nil
}

func (d *fakeDesk) Suspects(_ context.Context, id int64) ([]domain.Suspect, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.suspects[id], d.enter("suspects")
}

func (d *fakeDesk) PreviewMerge(_ context.Context, from, into int64) (domain.MergePreview, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.preview
	p.From, p.Into, p.Messages = *d.chat(from), *d.chat(into), len(d.threads[from])
	return p, d.enter("preview")
}

// Merge puts both under the older id, as the real desk does: the other one still
// leads there.
func (d *fakeDesk) Merge(_ context.Context, from, into int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("merge"); err != nil {
		return err
	}
	d.merged = append(d.merged, [2]int64{from, into})
	stays, goes := min(from, into), max(from, into)
	contact := d.chat(into).Contact
	d.threads[stays] = append(d.threads[stays], d.threads[goes]...)
	for i := range d.threads[stays] {
		d.threads[stays][i].ChatID = stays
	}
	slices.SortStableFunc(d.threads[stays], func(a, b domain.Message) int { return a.At.Compare(b.At) })
	delete(d.threads, goes)
	d.chats = slices.DeleteFunc(d.chats, func(c domain.Chat) bool { return c.ID == goes })
	if d.leads == nil {
		d.leads = map[int64]int64{}
	}
	d.leads[goes] = stays
	d.chat(stays).Contact = contact
	return nil
}

func (d *fakeDesk) Split(_ context.Context, id int64, a domain.Alias) (int64, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("split"); err != nil {
		return 0, err
	}
	d.split = append(d.split, a)
	s := d.sheet(id)
	s.Aliases = slices.DeleteFunc(s.Aliases, func(x domain.Alias) bool { return x == a })
	return 0, nil
}

// FindPeople finds letters in their order, as the real desk does, and those
// first in whom they stand together.
func (d *fakeDesk) FindPeople(ctx context.Context, typed string, limit int) ([]domain.Chat, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.looked, d.looking = append(d.looked, typed), ctx
	if err := d.enter("people"); err != nil {
		return nil, err
	}
	type hit struct {
		c     domain.Chat
		apart int // 1 if the letters do not stand together
	}
	var hits []hit
	want := strings.ReplaceAll(words.Fold(typed), " ", "")
	for _, c := range d.chats {
		name := strings.ReplaceAll(words.Fold(c.Contact.Name+c.Contact.Phone+c.Contact.Username), " ", "")
		if inOrder(name, want) {
			h := hit{c, 1}
			if strings.Contains(name, want) {
				h.apart = 0
			}
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.apart, b.apart), b.c.LastAt.Compare(a.c.LastAt))
	})
	var out []domain.Chat
	for _, h := range hits[:min(len(hits), limit)] {
		out = append(out, h.c)
	}
	return out, nil
}

func inOrder(s, want string) bool {
	for _, r := range want {
		i := strings.IndexRune(s, r)
		if i < 0 {
			return false
		}
		s = s[i+len(string(r)):]
	}
	return true
}

func (d *fakeDesk) Labels() []domain.Label { return d.labels }
func (d *fakeDesk) Stages() []domain.Stage { return d.stages }

func (d *fakeDesk) Choices(f domain.FactField) []string { return d.choices[f] }

// The places of some people of an ordinary morning.
const (
	luca = int64(2)
	tom  = int64(5)
	mia  = int64(6)
)

// known makes Luca somebody of whom much is kept, and gives the adviser labels
// and stages.
func known(d *fakeDesk) {
	d.morning()
	d.configured()
	s := d.sheet(luca)
	s.Facts = domain.Facts{
		domain.FactStage: "beratung", domain.FactAudience: "Realschule", domain.FactRegion: "Düsseldorf", domain.FactSource: "K26",
		domain.FactNotes: "Messe Köln, sehr nett.\nWill ab August anfangen, Führerschein fehlt noch.\nMutter arbeitet in St. Anna.\nFragt nach Wohnheim.\nRuft lieber abends an.",
	}
	s.Labels, s.Files, s.Emails = []string{"P", "m"}, 3, []string{"luca.mueller@example.org"}
	d.chat(luca).Labels = "Pm"
	s.Log = []domain.LogEntry{
		{ID: 2, Kind: domain.LogCall, Text: "nach Infotag gefragt, ruft Montag wieder an", At: monday.Add(-26 * time.Hour)},
		{ID: 1, Kind: domain.LogEmail, Text: "Flyer geschickt", At: monday.Add(-300 * time.Hour)},
	}
	d.logID = 2
	s.Aliases = []domain.Alias{
		{Kind: domain.AliasPhone, Value: "+4917012345678", First: monday.Add(-900 * time.Hour), Last: monday.Add(-14 * time.Hour)},
		{Kind: domain.AliasPhone, Value: "+4916012340000", First: monday.Add(-4000 * time.Hour), Last: monday.Add(-950 * time.Hour)},
		{Kind: domain.AliasName, Value: "Luca 👨‍👩‍👧", Source: domain.NameProfile, First: monday.Add(-4000 * time.Hour), Last: monday.Add(-14 * time.Hour)},
	}
	d.suspects = map[int64][]domain.Suspect{luca: {{Chat: *d.chat(tom), Reason: domain.SuspectEmail}}}
	d.preview = domain.MergePreview{Same: []domain.FactField{domain.FactRegion}, Differ: []domain.FactField{domain.FactStage, domain.FactAudience}, Drafts: 2, One: d.chat(luca).Contact, Blocked: true, Muted: true}
	d.promises = append(d.promises, domain.Promise{ID: 1, ChatID: luca, Words: "ich schicke dir die Liste bis Freitag", Due: monday.Add(96 * time.Hour), Made: monday})
	d.sheet(mia).Muted, d.chat(mia).Muted = true, true
}

// configured are the labels and stages of the configuration.
func (d *fakeDesk) configured() {
	d.labels = []domain.Label{
		{Key: "P", Name: "Pflege", Color: "red"},
		{Key: "E", Name: "Erziehung", Color: "green"},
		{Key: "m", Name: "Messe Köln", Color: "blue"},
		{Key: "Q", Name: "Quatsch", Color: "grey"},
	}
	d.choices = map[domain.FactField][]string{domain.FactAudience: {"Hauptschule", "Realschule", "Abitur"}, domain.FactAge: {"bis 17", "18 bis 20", "über 20"}}
	d.stages = []domain.Stage{
		{ID: "erstkontakt", Name: "Erstkontakt"}, {ID: "beratung", Name: "in Beratung"}, {ID: "email", Name: "E-Mail bekannt"}, {ID: "abgeschlossen", Name: "abgeschlossen"},
	}
}
