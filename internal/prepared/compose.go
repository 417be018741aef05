package prepared

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// Parts are the blocks around an answer, nil where there is none.
type Parts struct {
	Intro, Hello, Closing *domain.Answer
}

// Situation is where in the acquaintance a message stands.
type Situation struct {
	First    bool // we have never answered this person
	Dialogue bool // our last message is so fresh that nobody greets again
}

// Compose puts answers together to one message: greeting, each answer with its
// link and its next step, closing. A link and a next step that several answers
// share stand there once.
//
// The adviser introduces herself exactly once: in the intro at first contact,
// in the closing for somebody who knows her. An answer that introduces her by
// itself gets neither, one that greets by itself gets no greeting, and in the
// middle of a dialogue there is nothing around the answers.
//
// The greeting is a line of its own with a blank line below: on a phone it is
// what the notification shows, and it reads the same whichever answer follows.
//
// Templates with mistakes are used as far as they go, and the mistakes
// reported with key and field.
func Compose(answers []domain.Answer, parts Parts, s Situation, f Facts) (domain.Filled, []domain.Mistake) {
	c := composer{facts: f, linked: map[string]bool{}}
	c.answers(answers)
	greet, bye := c.around(parts, s)
	text := join(append(append([]string{greet}, c.body...), bye))
	return c.result(answers, text), c.mistakes
}

// Insert fills a single answer with its link and next step, without anything
// around it: for putting it into a message that is being written.
func Insert(answer domain.Answer, f Facts) (domain.Filled, []domain.Mistake) {
	return Compose([]domain.Answer{answer}, Parts{}, Situation{Dialogue: true}, f)
}

type composer struct {
	facts      Facts
	linked     map[string]bool
	body       []string // paragraphs
	introduced bool
	greeted    bool
	mistakes   []domain.Mistake
}

// template fills one field of an answer.
func (c *composer) template(a domain.Answer, field, text string) filled {
	t, mistakes := Parse(text)
	for _, m := range mistakes {
		m.Key, m.Field = a.Key, field
		c.mistakes = append(c.mistakes, m)
	}
	f := c.facts
	f.Link = a.Link
	r := t.fill(f)
	r.text = strings.TrimSpace(r.text)
	return r
}

func (c *composer) answers(list []domain.Answer) {
	bodies, steps := make([]string, len(list)), make([]string, len(list))
	last := map[string]int{} // the last answer with this next step
	for i, a := range list {
		body, step := c.template(a, fieldBody, a.Body), c.template(a, fieldNextStep, a.NextStep)
		c.introduced = c.introduced || body.used[nameMe] || step.used[nameMe]
		c.greeted = c.greeted || i == 0 && greets(body.text)
		bodies[i], steps[i], last[step.text] = body.text, step.text, i
	}
	for i, a := range list {
		c.body = append(c.body, c.withLink(bodies[i], a.Link))
		if last[steps[i]] == i {
			c.body = append(c.body, steps[i])
		}
	}
}

// withLink puts the address on a line of its own, where WhatsApp shows it best,
// unless the message has it already.
func (c *composer) withLink(body, link string) string {
	if link == "" {
		return body
	}
	if !c.linked[link] && !HasAddress(body, link) {
		body += "\n" + link
	}
	c.linked[link] = true
	return body
}

// HasAddress reports whether text holds the address itself and not only a
// longer one that begins with it.
func HasAddress(text, link string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], link)
		if i < 0 {
			return false
		}
		at += i + len(link)
		rest := strings.TrimLeft(text[at:], "/.,;:!?)")
		r, size := utf8.DecodeRuneInString(rest)
		if size == 0 || unicode.IsSpace(r) || strings.ContainsRune("\"'“”’»«>", r) {
			return true
		}
	}
}

// around chooses greeting and closing, "" for none.
func (c *composer) around(parts Parts, s Situation) (greet, bye string) {
	if s.Dialogue {
		return "", ""
	}
	block := parts.Hello
	if s.First && !c.introduced && parts.Intro != nil {
		block = parts.Intro
	}
	if c.greeted {
		block = nil
	}
	greet = c.block(block)
	if c.introduced || block != nil && block == parts.Intro {
		return greet, ""
	}
	return greet, c.block(parts.Closing)
}

func (c *composer) block(a *domain.Answer) string {
	if a == nil {
		return ""
	}
	r := c.template(*a, fieldBody, a.Body)
	c.introduced = c.introduced || r.used[nameMe]
	return r.text
}

// manyBreaks is what conditions leave behind that were not met.
var manyBreaks = regexp.MustCompile(`\n[ \t]*(?:\n[ \t]*)+\n`)

func join(paragraphs []string) string {
	var kept []string
	for _, p := range paragraphs {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	return manyBreaks.ReplaceAllString(strings.Join(kept, "\n\n"), "\n\n")
}

func (c *composer) result(answers []domain.Answer, text string) domain.Filled {
	keys := make([]string, 0, len(answers))
	for _, a := range answers {
		keys = append(keys, a.Key)
	}
	return domain.Filled{Text: text, Open: len(domain.Fields(text)), Taken: domain.Taken{Keys: keys, Text: text}}
}
