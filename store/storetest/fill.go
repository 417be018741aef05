// Package storetest fills a store with invented chats, so that tests and
// measurements have something to stand on. It goes through TakeIn like
// everything else, and the same seed gives the same chats.
package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/store"
)

// batch is how many messages Fill takes in at a time.
const batch = 500

// Instance is the name of the relay database that Fill pretends to pull from.
const Instance = "storetest"

// End is the moment of the newest message, roughly; chats go back half a year.
var End = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)

// Fill takes in messages invented German messages in chats chats. Some chats
// have many messages and most few; about a third of the messages are ours.
func Fill(ctx context.Context, s *store.Store, chats, messages int, seed uint64) error {
	g := New(chats, seed)
	for left := messages; left > 0; left -= batch {
		if _, err := s.TakeIn(ctx, g.Batch(min(left, batch), messages)); err != nil {
			return fmt.Errorf("filling the store: %w", err)
		}
	}
	return nil
}

// Generator makes batches of invented messages.
type Generator struct {
	rng   *rand.Rand
	chats int
	seq   int64
}

// New returns a generator for persons 0 to chats-1.
func New(chats int, seed uint64) *Generator {
	return &Generator{rng: rand.New(rand.NewPCG(seed, 0x5350)), chats: chats}
}

// Batch returns the next n messages, one webhook each; total is how many there
// will be in all, over which half a year is spread.
func (g *Generator) Batch(n, total int) domain.Batch {
	b := domain.Batch{Instance: Instance}
	for range n {
		b.Events = append(b.Events, g.event(total))
	}
	b.To = g.seq
	return b
}

func (g *Generator) event(total int) domain.Decoded {
	g.seq++
	const span = 182 * 24 * time.Hour
	at := End.Add(-span + time.Duration(float64(span)*float64(g.seq)/float64(max(total, 1)))).Truncate(time.Second)
	who := g.pick(int(g.seq))
	m := domain.Message{
		WAMID:     fmt.Sprintf("wamid.TEST%010d", g.seq),
		Direction: domain.In, Origin: domain.OriginContact, Kind: domain.KindText,
		Content: domain.Content{Text: g.text()},
		At:      at,
	}
	switch roll := g.rng.IntN(100); {
	case roll < 30:
		m.Direction, m.Origin = domain.Out, domain.OriginPhone
	case roll < 33:
		m.Kind = domain.KindVoice
		m.Content = domain.Content{Media: &domain.Media{ID: fmt.Sprint(g.seq), MIME: "audio/ogg", Seconds: 3 + g.rng.IntN(60)}}
	case roll < 35:
		m.Kind = domain.KindDocument
		m.Content = domain.Content{Media: &domain.Media{ID: fmt.Sprint(g.seq), MIME: "application/pdf", Filename: "Lebenslauf.pdf", Size: 180000}}
	}
	m.Raw = json.RawMessage(fmt.Sprintf(`{"id":%q,"timestamp":"%d","type":%q,"text":{"body":%q}}`,
		m.WAMID, at.Unix(), m.Kind, m.Content.Text))
	return domain.Decoded{
		Event:   domain.Event{Seq: g.seq, Kind: domain.EventWebhook, At: at},
		Updates: []domain.Update{domain.Incoming{From: Person(who), Message: m}},
	}
}

// pick lets every person write once at first; then some write far more often
// than others.
func (g *Generator) pick(n int) int {
	if n <= g.chats {
		return n - 1
	}
	x := g.rng.Float64()
	return int(x * x * x * float64(g.chats))
}

var (
	names = []string{
		"Samira", "Luca", "Aylin", "Nele", "Jonas", "Mehmet", "Lena", "Oleksandr", "Zeynep", "Tim", "Hanna", "Yusuf", "Marie",
		"Noah", "Büşra", "Emil", "Fatou", "Jörg", "Leonie", "Amir",
	}
	openings = []string{"Hallo", "Guten Abend", "Hi", "Moin", "Guten Tag", "Entschuldigung"}
	wishes   = []string{
		"ich suche einen Ausbildungsplatz in der Altenpflege", "kann ich mit Hauptschulabschluss in die Pflege",
		"ich möchte ein FSJ machen", "wie bewerbe ich mich richtig", "welche Unterlagen brauche ich für die Bewerbung",
		"gibt es noch freie Plätze in der Kita", "ich war auf eurer Messe und habe eine Frage", "wird mein Abschluss anerkannt",
		"kann ich ein Praktikum bei euch machen", "ich habe noch keine Antwort auf meine Bewerbung",
	}
	closings = []string{"Danke!", "Vielen Dank im Voraus", "Liebe Grüße", "Können Sie mir helfen?", "Wann haben Sie Zeit?", ""}
)

func (g *Generator) text() string {
	one := func(list []string) string { return list[g.rng.IntN(len(list))] }
	return fmt.Sprintf("%s, %s. %s", one(openings), one(wishes), one(closings))
}

// Person returns person number n: always the same one.
func Person(n int) domain.Person {
	p := domain.Person{Name: names[n%len(names)]}
	if n >= len(names) {
		p.Name += fmt.Sprint(" ", n/len(names))
	}
	if n%50 != 7 { // a few hide their number
		p.Phone = fmt.Sprintf("+4915%09d", 100000000+n)
	}
	if n%10 != 3 { // and a few payloads are old
		p.UserID = fmt.Sprintf("DE.%015d", 400000000000000+n)
	}
	if p.Phone == "" {
		p.UserID = fmt.Sprintf("DE.%015d", 400000000000000+n)
		p.Username = fmt.Sprintf("%s.%d", "bewerbung", n)
	}
	return p
}
