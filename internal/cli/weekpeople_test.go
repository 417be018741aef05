//go:build !race

package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"sprechstunde/internal/fakewa"
)

// utterance is what something is that a person does.
type utterance string

const (
	asks    utterance = "question"
	thanks  utterance = "thanks"
	sticker utterance = "sticker"
	reacts  utterance = "reaction"
	taps    utterance = "tap"
	despair utterance = "crisis"
)

// said is one thing a person does, as it really happens.
type said struct {
	who  int
	at   time.Time
	kind utterance
	in   fakewa.Inbound
	got  time.Time // when the webhook was delivered
}

// got is one message of ours that reached the pretend API.
type got struct {
	who  int
	at   time.Time
	kind string // text, template, auto
	uuid string
	body string
}

// crowd are the people of the week. Everything they do follows from the seed
// and from what they are sent.
type crowd struct {
	seed uint64

	mu      sync.Mutex
	luck    *rand.Rand // of what is being decided
	heard   []uint64   // how many messages of ours each person got
	people  []fakewa.Person
	byPhone map[string]int
	said    []said // to come and past, by time
	next    int    // the first in said that has not happened
	got     []got
}

// The shares of the crowd, in hundredths.
const (
	tapShare     = 80 // who taps the announcement of an answer
	insteadShare = 12 // who writes something else instead; the rest never react
	thankShare   = 50
	againShare   = 25 // who asks a second question
)

var questions = []string{
	"hallo, kann ich mit hauptschulabschluss in die altenpflege?", "Wann ist der nächste Infotag?", "wie viel verdient man in der ausbildung",
	"Hey, habt ihr noch freie Ausbildungsplätze für nächstes Jahr?", "kann ich bei euch ein praktikum machen??", "Ich bin 16, geht da schon FSJ?",
	"Guten Abend, ich interessiere mich für Heilerziehungspflege. Was muss ich mitbringen?", "darf man mit kopftuch arbeiten", "wie bewerbe ich mich",
	"Muss ich im Schichtdienst arbeiten? Ich habe ein kleines Kind.", "Brauche ich einen Führerschein?", "Hi! Quereinstieg mit 34, geht das noch?",
}

var notes = []string{"danke!!", "ok danke dir 🙏", "vielen lieben dank", "Super, vielen Dank!", "thx"}

// newCrowd invents the people: most of them write between 18 and 24 o'clock.
func newCrowd(seed uint64, monday time.Time, n int) *crowd {
	c := &crowd{seed: seed, luck: rand.New(rand.NewPCG(seed, 7)), heard: make([]uint64, n), byPhone: map[string]int{}}
	for i := range n {
		p := fakewa.Person{Name: fmt.Sprintf("Person %d", i), Phone: fmt.Sprintf("+4915550%06d", i), UserID: fmt.Sprintf("DE.92%013d", i)}
		c.people = append(c.people, p)
		c.byPhone[strings.TrimPrefix(p.Phone, "+")] = i
		c.open(i, c.arrival(monday))
	}
	for i := 2; i < min(8, n); i++ { // after church; their windows shut in the middle of Monday's slot
		c.ask(i, monday.AddDate(0, 0, 6).Add(9*time.Hour+c.minutes(4, 40)))
	}
	for i, at := range []time.Time{monday.Add(43*time.Hour + 30*time.Minute), monday.Add(5*24*time.Hour + 20*time.Hour)}[:min(2, n)] {
		c.say(i, at, despair, fakewa.Text(c.people[i], "ich will nicht mehr leben"))
	}
	return c
}

// arrival is when somebody writes first, after six o'clock on Monday.
func (c *crowd) arrival(monday time.Time) time.Time {
	hour := 18 + c.luck.Float64()*6
	switch kind := c.luck.IntN(100); {
	case kind < 28:
		hour = 8 + c.luck.Float64()*10
	case kind < 34:
		hour = 6 + c.luck.Float64()*2
	case kind < 38:
		hour = 24 + c.luck.Float64()*6
	}
	at := monday.AddDate(0, 0, c.luck.IntN(7))
	return at.Add(time.Duration(hour * float64(time.Hour)))
}

// open is how somebody begins: mostly with one question, some in pieces, some
// with a sticker first.
func (c *crowd) open(who int, at time.Time) {
	p := c.people[who]
	switch kind := c.luck.IntN(10); {
	case who < 8:
		return // they have a time and words of their own, see newCrowd
	case kind == 0:
		c.say(who, at, sticker, fakewa.Sticker(p, false))
		at = at.Add(time.Minute)
	case kind < 4:
		c.say(who, at, asks, fakewa.Text(p, "hallo :)"))
		at = at.Add(c.minutes(1, 2))
	}
	c.ask(who, at)
}

func (c *crowd) ask(who int, at time.Time) {
	c.say(who, at, asks, fakewa.Text(c.people[who], questions[c.luck.IntN(len(questions))]))
}

// say keeps what somebody is going to do.
func (c *crowd) say(who int, at time.Time, kind utterance, in fakewa.Inbound) {
	c.said = append(c.said, said{who: who, at: at.Truncate(time.Second), kind: kind, in: in})
	slices.SortStableFunc(c.said[c.next:], func(a, b said) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) })
}

func (c *crowd) minutes(least, most int) time.Duration {
	return time.Duration(60*least+c.luck.IntN(60*(most-least)+1)) * time.Second
}

// hear takes in a message of ours, and lets the person do something about it.
func (c *crowd) hear(m fakewa.SentMessage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	who, ok := c.byPhone[strings.TrimPrefix(m.To, "+")]
	if !ok {
		who = -1
	}
	g := got{who: who, at: m.At, kind: m.Type, uuid: m.UUID, body: m.Body}
	if strings.Contains(m.Body, "utomati") {
		g.kind = "auto"
	}
	c.got = append(c.got, g)
	if ok {
		// Their own luck: whose message is heard first at a moment is nobody's business.
		c.heard[who]++
		c.luck = rand.New(rand.NewPCG(c.seed, uint64(who)<<16+c.heard[who]))
		c.respond(who, m, g.kind)
	}
}

func (c *crowd) respond(who int, m fakewa.SentMessage, kind string) {
	p, chance := c.people[who], c.luck.IntN(100)
	switch {
	case kind == "template" && chance < tapShare:
		tap := fakewa.TapTemplate(p, payloadOf(m), "Antwort lesen", m.WAMID)
		at := m.At.Add(c.minutes(2, 90))
		c.say(who, at, taps, tap)
		if chance < tapShare/10 { // some tap twice
			c.say(who, at.Add(2*time.Minute), taps, tap)
		}
	case kind == "template" && chance < tapShare+insteadShare:
		c.say(who, m.At.Add(c.minutes(2, 90)), asks, fakewa.Text(p, "Hallo? Gibt es schon was Neues zu meiner Frage"))
	case kind == "auto" && chance < 5:
		c.say(who, m.At.Add(c.minutes(1, 5)), sticker, fakewa.Sticker(p, true))
	case kind == "auto" && chance < 15:
		c.say(who, m.At.Add(c.minutes(1, 5)), thanks, fakewa.Text(p, notes[c.luck.IntN(len(notes))]))
	case kind == "text" && chance < againShare:
		c.ask(who, m.At.Add(c.minutes(2, 240)))
	case kind == "text" && chance < againShare+thankShare:
		c.say(who, m.At.Add(c.minutes(1, 60)), thanks, fakewa.Text(p, notes[c.luck.IntN(len(notes))]))
	case kind == "text" && chance < againShare+thankShare+10:
		c.say(who, m.At.Add(c.minutes(1, 60)), reacts, fakewa.React(p, m.WAMID, "👍"))
	}
}

// payloadOf is what the first button of a template carries.
func payloadOf(m fakewa.SentMessage) string {
	var body struct {
		Template struct {
			Components []struct {
				Parameters []struct{ Payload string }
			}
		}
	}
	if err := json.Unmarshal(m.Raw, &body); err != nil {
		return ""
	}
	for _, c := range body.Template.Components {
		for _, p := range c.Parameters {
			if p.Payload != "" {
				return p.Payload
			}
		}
	}
	return ""
}

// due takes what happens until now.
func (c *crowd) due(now time.Time) []said {
	c.mu.Lock()
	defer c.mu.Unlock()
	from := c.next
	for c.next < len(c.said) && !c.said[c.next].at.After(now) {
		c.said[c.next].got = now
		c.next++
	}
	return slices.Clone(c.said[from:c.next])
}
