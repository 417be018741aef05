//go:build proof

package order_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/store"
	"sprechstunde/whatsapp"

	"github.com/google/go-cmp/cmp"
)

// crowd is how many people a history has.
const crowd = 320

// history is what the relay has logged of a day, and the desk's database as it
// was when the adviser had written everything and knew nothing of what became
// of it.
type history struct {
	events []domain.Event
	before []byte
}

// TestWholeHistories plays what happened with 320 people in random orders, cut
// into random batches and partly twice, into an empty database and into one
// with the adviser's own doings, and compares with the log read in its order.
func TestWholeHistories(t *testing.T) {
	luck := rig.Luck(t)
	h := lived(t, rig.Seed(t))
	events := h.decoded()
	kinds := map[string]int{}
	for _, e := range events {
		for _, u := range e.Updates {
			kinds[fmt.Sprintf("%T", u)]++
		}
		if e.Event.Kind != domain.EventWebhook {
			kinds[string(e.Event.Kind)]++
		}
	}
	t.Logf("%d events: %v", len(events), kinds)
	orders := (rig.Times(24*crowd, 1_000_000) + crowd - 1) / crowd
	for name, before := range map[string][]byte{"an empty desk": nil, "a desk that has sent": h.before} {
		want := replay(t, before, events, nil)
		for range (orders + 1) / 2 {
			if got := replay(t, before, events, luck); got != want {
				t.Fatalf("%s ends otherwise after another order (-in order +shuffled):\n%s", name,
					cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
			}
		}
	}
	rig.Tell(t, "people with whole histories", crowd)
	rig.Tell(t, "events in them", len(events))
	rig.Tell(t, "random orders of the whole", (orders+1)/2*2)
	rig.Tell(t, "random orders of one person's history", (orders+1)/2*2*crowd)
}

// lived lets a day happen.
func lived(t *testing.T, seed uint64) (h history) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := rig.NewWorld(t, rig.WorldOptions{Seed: seed, Auto: rig.Texts(greet), Typing: true})
		defer w.Close()
		d := day{World: w, t: t}
		d.everybodyWrites()
		d.adviserWrites()
		h.before = w.DeskCopy()
		d.goesOn()
		h.events = w.Events()
	})
	return h
}

func greet(c auto.Case) (auto.Text, bool) {
	if !c.Message.Kind.AsksForAnswer() || c.Sent(auto.Greeting) {
		return auto.Text{}, false
	}
	return auto.Text{Rule: domain.AutoToday, Periods: []string{auto.Greeting}, Text: "Danke! Eine Antwort kommt heute noch."}, true
}

// day is what happens to the people of a history.
type day struct {
	*rig.World
	t *testing.T
}

func (d day) who(n int) fakewa.Person {
	p := fakewa.Person{Name: fmt.Sprint("Person ", n), Phone: fmt.Sprintf("+4915%09d", n)}
	switch n % 5 {
	case 1:
		p.UserID = fmt.Sprintf("DE.%d", n)
	case 2:
		p.Phone, p.UserID, p.Username = "", fmt.Sprintf("DE.%d", n), fmt.Sprint("person.", n)
	}
	return p
}

// moved is the person under another number and id.
func (d day) moved(n int) fakewa.Person {
	p := d.who(n)
	p.Phone, p.UserID = fmt.Sprintf("+4916%09d", n), fmt.Sprintf("DE.%d0", n)
	return p
}

func (d day) deliver(list ...fakewa.Inbound) {
	d.t.Helper()
	if err := d.Meta.Deliver(d.t.Context(), list...); err != nil {
		d.t.Fatal(err)
	}
}

func (d day) sync() {
	d.t.Helper()
	if _, err := d.Desk.Sync(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

func id(kind string, n int) string { return fmt.Sprintf("wamid.%s%05d", kind, n) }

// everybodyWrites: each person in a way of their own; some wrote yesterday.
func (d day) everybodyWrites() {
	for n := range crowd {
		p := d.who(n)
		first := fakewa.Text(p, "Hallo, kann ich bei euch ein FSJ machen?").WithID(id("a", n))
		if n%6 == 5 {
			first = first.At(d.Now().Add(-30 * time.Hour))
		}
		d.deliver(first)
		d.deliver(d.oddly(n, p)...)
		if n%20 == 19 {
			d.Pass(time.Minute)
		}
	}
	d.Pass(time.Minute)
	d.sync()
	if _, err := d.Desk.Templates(d.t.Context(), true); err != nil {
		d.t.Fatal(err)
	}
}

// oddly is what else the nth person does before they are answered.
func (d day) oddly(n int, p fakewa.Person) []fakewa.Inbound {
	a := id("a", n)
	all := [][]fakewa.Inbound{
		{fakewa.Voice(p, time.Second)},
		{fakewa.Image(p, "mein Zeugnis"), fakewa.Sticker(p, false)},
		{fakewa.Document(p, "Lebenslauf.pdf", "bitte", "Lebenslauf")},
		{fakewa.Location(p, 50, 8, "Kita", "")},
		{fakewa.ContactCard(p, "Mama", "+49 15550 100099")},
		{fakewa.Edited(p, a, "Kann ich ein BFD machen?")},
		{fakewa.Edited(p, a, "eins"), fakewa.Edited(p, a, "zwei")},
		{fakewa.Revoked(p, a)},
		{fakewa.Edited(p, a, "weg"), fakewa.Revoked(p, a)},
		{fakewa.EditedUnseen(p)},
		{fakewa.Unsupported(p, "poll_creation")},
		{fakewa.TooBig(p)},
		{fakewa.Invented(p, "hologram")},
		{fakewa.Hollow(p, "image")},
		{fakewa.MissedCall(p)},
		{fakewa.PhoneEcho(p, "Ja, gern!").WithID(id("e", n)), fakewa.React(p, id("e", n), "👍"), fakewa.React(p, id("e", n), "")},
		{fakewa.React(p, a, "❤️")},
		{fakewa.TapButton(p, "ja", "Ja")},
		{fakewa.PickRow(p, "fsj", "FSJ", "")},
		{fakewa.FillForm(p, `{"a":1}`)},
		{fakewa.AllowCalls(p, time.Time{})},
		{fakewa.Order(p, "x", 2)},
		{fakewa.Welcome(p)},
		{fakewa.ChangedIdentity(p, d.Now())},
		{fakewa.Text(p, "ich kann einfach nicht mehr")},
		{fakewa.Text(p, "Danke!")},
		{fakewa.Text(p, "weitergeleitet").Forwarded(true)},
		{fakewa.Text(p, "von der Messe").FromPost("Messe", "Stand", "https://messe.example/")},
		{fakewa.Text(p, "dazu").Quoting(a)},
	}
	list := all[n%len(all)]
	if p.Phone != "" && p.UserID != "" && n%3 == 0 {
		list = append(list, fakewa.ChangedNumber(p, d.moved(n)), fakewa.Text(d.moved(n), "neue Nummer"))
	}
	if p.Phone == "" && n%3 == 0 {
		now := p
		now.UserID += "7"
		list = append(list, fakewa.ChangedUserID(p, now), fakewa.Text(now, "andere Kennung"))
	}
	return list
}

// adviserWrites: answers of every kind, and names, all kept by the desk alone.
func (d day) adviserWrites() {
	d.t.Helper()
	ctx := d.t.Context()
	q, err := d.Store.Queue(ctx, domain.FilterAll, domain.Window{Limit: 2 * crowd}, time.Time{})
	if err != nil {
		d.t.Fatal(err)
	}
	sent := 0
	for i, c := range q.Chats {
		r := domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: fmt.Sprint("Das geht gern, Nummer ", i, ".")}
		switch {
		case i%9 == 8:
			continue // nobody answers everybody
		case !c.CanReply(d.Now()):
			r.Park = true
		case i%4 == 1:
			r.Now = true
		case i%4 == 2 && !c.Crisis:
			r.At = d.Now().Add(time.Hour)
		case i%4 == 3:
			r.Template = &domain.Template{Name: "termin_bestaetigung", Language: "de", Values: []domain.TemplateValue{
				{Name: "vorname", Text: "Lena"}, {Name: "datum", Text: "20. November"}, {Name: "uhrzeit", Text: "14:30"},
			}}
		}
		if _, err := d.Desk.Send(ctx, r); err == nil {
			sent++
		}
		if i%7 == 0 {
			if err := d.Desk.SetName(ctx, c.ID, "Frau Muster", domain.NameConfirmed); err != nil {
				d.t.Fatal(err)
			}
		}
	}
	if sent < crowd/2 {
		d.t.Fatalf("only %d of %d chats could be answered", sent, len(q.Chats))
	}
}

// goesOn: what was written leaves, is reported, tapped and answered.
func (d day) goesOn() {
	d.t.Helper()
	d.sync()
	for range 6 {
		d.Pass(5 * time.Minute)
		d.sync()
	}
	for i, m := range d.Meta.Sent() {
		p := fakewa.Person{Name: "Lena", Phone: "+" + m.To}
		if m.To == "" {
			p = fakewa.Person{Name: "Lena", UserID: m.Recipient}
		}
		switch {
		case m.Type == "template" && bytes.Contains(m.Raw, []byte("antwort_liegt_vor")) && i%3 > 0:
			if reply, ok := domain.ParkedBy(payloadOf(m)); ok {
				d.deliver(fakewa.TapTemplate(p, domain.ParkPayload(reply), "Antwort lesen", m.WAMID))
			}
		case i%3 == 0:
			d.deliver(fakewa.React(p, m.WAMID, "👍"))
		case i%3 == 1:
			d.deliver(fakewa.Text(p, "Danke, das hilft mir sehr!"))
		}
	}
	for range 12 {
		d.Pass(10 * time.Minute)
		d.sync()
	}
	if err := d.Meta.Drain(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

// payloadOf is what the first button of a template carries.
func payloadOf(m fakewa.SentMessage) string {
	_, rest, _ := strings.Cut(string(m.Raw), `"payload":"`)
	payload, _, _ := strings.Cut(rest, `"`)
	return payload
}

func (h history) decoded() []domain.Decoded {
	list := make([]domain.Decoded, len(h.events))
	for i, e := range h.events {
		list[i].Event = e
		if e.Kind == domain.EventWebhook {
			list[i].Updates = whatsapp.DecodeFor(fakewa.DefaultPhoneNumberID, e.Raw)
		}
	}
	return list
}

// replay takes events into a copy of a database and returns its export. With
// luck they come in another order, some of them twice, in batches of any size.
func replay(t *testing.T, before []byte, events []domain.Decoded, luck *rand.Rand) string {
	t.Helper()
	dir := rig.InMemory(t)
	path := filepath.Join(dir, "desk.db")
	if before != nil {
		if err := os.WriteFile(path, before, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(t.Context(), store.Options{Path: path, Clock: func() time.Time { return rig.Begin.Add(3 * 24 * time.Hour) }})
	if err != nil {
		t.Fatal(err)
	}
	size := func() int { return 500 }
	if luck != nil {
		again := events[luck.IntN(len(events)):]
		events = append(append([]domain.Decoded(nil), events...), again[:min(len(again), 50)]...)
		luck.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		size = func() int { return 1 + luck.IntN(1000) }
	}
	to := int64(0)
	for len(events) > 0 {
		n := min(size(), len(events))
		for _, e := range events[:n] {
			to = max(to, e.Event.Seq)
		}
		more := luck != nil && n < len(events) && luck.IntN(2) == 0
		if _, err := s.TakeIn(t.Context(), domain.Batch{Instance: "relay", To: to, Events: events[:n], More: more}); err != nil {
			t.Fatal(err)
		}
		events = events[n:]
	}
	var out bytes.Buffer
	if err := s.Export(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), os.RemoveAll(dir)); err != nil { // a night has thousands of them
		t.Fatal(err)
	}
	return out.String()
}
