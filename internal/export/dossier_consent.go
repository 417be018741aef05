package export

import (
	"fmt"

	"sprechstunde/internal/domain"
)

// BasisOf is the consent on which somebody is handed on, as their log has it:
// "" if none holds. What is kept as a note proves nothing.
func BasisOf(p Paper, w DossierWords, log domain.ConsentLog) string {
	c, ok := log.Live(domain.PurposeHandOn, p.Now)
	if !ok {
		return ""
	}
	t := newTeller(&p)
	basis := fmt.Sprintf(w.ConsentF, t.day(c.At), or(w.Channels[c.Channel], w.NoChannel))
	if words := flat(c.Wording); words != "" {
		basis += ": " + t.quoted(words)
	}
	return basis
}

// agreed says what else the consent log tells of today: what the person has
// agreed to, that they want nothing unasked, and that they are a child, for whom
// others agree.
func (d *Dossier) agreed(t *teller) []line {
	p, log := &d.Phrase, d.Person.Terms.Log
	var lines []line
	if log.Child() {
		lines = append(lines, fact(p.Child, p.ChildWords))
	}
	for _, purpose := range domain.ConsentPurposes() {
		if c, ok := log.Live(purpose, d.Now); ok && purpose != domain.PurposeHandOn {
			lines = append(lines, fact(p.Agreed, fmt.Sprintf(p.SinceF, p.Purposes[purpose], t.day(c.At))))
		}
	}
	if log.Stopped() {
		lines = append(lines, fact(p.Stopped, p.StoppedWords))
	}
	return lines
}
