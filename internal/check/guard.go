package check

import (
	"strings"
	"unicode"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// About is what must be known about a reply to check it. All names are as
// people wrote them; they are compared without case, accents, hyphens and the
// like.
type About struct {
	Name   string // the contact's; "" if none is known
	Source domain.NameSource
	Said   []string // names the person gives in messages, see Said
	// Others tells which of Candidates belong to another contact, by their
	// folded form (words.Fold). Two people may have one name: the contact's own
	// is right whatever stands here.
	Others map[string]bool
	Copied []string // names of the people for whom copied texts were written
	First  bool     // she was never answered
	// Dialogue: our last message is so young that neither greeting nor closing
	// is due.
	Dialogue bool
	Files    bool   // files go with it
	Me       string // the adviser's name; "" switches off what looks for it
	Team     string
	Coach    Coach
}

// mostReds bounds how many red lights one text gets: more would not be read.
const mostReds = 16

// Text checks a reply: the red lights first, in the order of the text, then
// one light for every rule of the coach that is not switched off, in the order
// of domain.CoachRules.
func Text(text string, about About) domain.Verdict {
	r := read(text, about.Team)
	g := newGuard(text, about)
	for _, s := range r.spots {
		g.spot(s)
	}
	for _, h := range append(holesIn(text, r.toks), r.holes...) {
		g.hole(h.text)
	}
	lights := append(make([]domain.Light, 0, len(g.lights)+len(coachRules)), g.lights...)
	return domain.Verdict{Lights: append(lights, g.coach(r)...)}
}

// mostCandidates bounds how many names one text asks about: every one of them
// is looked up.
const mostCandidates = 40

// Candidates returns the words in salutation and closing position that could
// be names, as the text spells them: each name as a whole and, if it has
// several words, each of them, at most 40 together. Letters that only look
// Latin are Latin here. The caller finds out which of them belong to
// other contacts and tells it in About.Others.
func Candidates(text string) []string {
	var found []string
	seen := map[string]bool{}
	add := func(name string) {
		name = shown(name)
		if f := words.Fold(name); f != "" && !seen[f] && len(found) < mostCandidates {
			seen[f] = true
			found = append(found, name)
		}
	}
	for _, s := range read(text, "").spots {
		if s.first().fold == "" || s.odd || s.initial {
			continue
		}
		add(s.name())
		for _, w := range s.words {
			if len(s.words) > 1 && len([]rune(w.text)) > 1 {
				add(w.text)
			}
		}
	}
	return found
}

// guard judges the spots of one text.
type guard struct {
	text    string
	about   About
	contact person
	named   bool // the contact has a name of letters
	said    person
	me      person
	copied  person
	lights  []domain.Light
	own     []string // how the adviser names herself, once per place
	greeted string   // the contact's name as the text greets it
}

func newGuard(text string, about About) *guard {
	g := &guard{
		text: text, about: about, contact: newPerson(about.Name), said: newPerson(about.Said...),
		me: newPerson(about.Me), copied: newPerson(about.Copied...),
	}
	g.named = g.contact.parts > 0
	return g
}

func (g *guard) red(rule domain.Rule, text string) {
	light := domain.Light{Rule: rule, Level: domain.Red, Words: text}
	for _, l := range g.lights {
		if l == light {
			return
		}
	}
	if len(g.lights) < mostReds {
		g.lights = append(g.lights, light)
	}
}

// hole judges a placeholder: whoever reads one knows that the answer was not
// written for her. What looks like one after a greeting may be the
// "name" that somebody has given herself: "~" or ".".
func (g *guard) hole(text string) {
	sign := strings.TrimSpace(g.about.Name)
	if sign != "" && !strings.ContainsFunc(sign, unicode.IsLetter) && strings.Contains(text, sign) {
		g.red(domain.RuleNoName, text)
		return
	}
	g.red(domain.RulePlaceholder, text)
}

func (g *guard) spot(s spot) {
	switch s.place {
	case salute, vocative:
		g.greets(s)
	case signed, intro:
		g.signs(s)
	case parting:
		if !g.isMe(s) {
			g.greets(s)
			return
		}
		g.signs(s)
	}
}

// greets judges a name by which the text addresses somebody.
func (g *guard) greets(s spot) {
	name := s.name()
	switch {
	case s.odd:
		// NoName: "Hallo 4915…" tells her that a machine has written.
		g.oddName(s)
	case g.isContact(s):
		g.rightName(s)
	case g.isMe(s) && s.place == vocative:
		// "Dann bis morgen, Maja" is a closing without a word of greeting.
	case s.place == salute && s.sure && !personal(name):
		g.red(domain.RuleNoName, name)
	case g.isCopied(s):
		// Leftover: the copied answer was for somebody else, and so may be more of it.
		g.red(domain.RuleLeftover, name)
	case g.isOther(s):
		// OtherName: the text may be in the wrong chat, and tells her who else writes.
		g.red(domain.RuleOtherName, name)
	case s.sure, s.place == vocative && s.title && g.lastNameKnown(), s.place == vocative && firstNames.has(s.first().fold) && !wordNames.has(s.first().fold):
		// WrongName: nobody we know, but not her either; a typing mistake at best.
		g.red(domain.RuleWrongName, name)
	}
}

// rightName looks at a greeting by the contact's own name: it may still be none.
func (g *guard) rightName(s spot) {
	if s.place == salute && !s.title && (!personal(s.name()) || g.wholeTrade(s)) {
		g.red(domain.RuleNoName, s.name())
		return
	}
	if g.greeted == "" {
		g.greeted = s.name()
	}
}

// wholeTrade reports that the text greets by all of a name that is not a person's.
func (g *guard) wholeTrade(s spot) bool {
	rest := g.text[s.first().start:]
	name := strings.TrimSpace(g.about.Name)
	return !Usable(name) && len(rest) >= len(name) && strings.EqualFold(rest[:len(name)], name) && len(strings.Fields(name)) > 1
}

// personal reports that a greeting by this name greets a person: a company, a
// handle or an entry of a telephone book does not.
func personal(name string) bool {
	for _, p := range nameParts(name) {
		f := words.Fold(p)
		if companies.has(f) || nobodies.has(f) && !firstNames.has(f) || businesses.has(f) || businessLike(f) {
			return false
		}
	}
	return true
}

// oddName judges numbers, handles and emoji after a greeting. Emoji are a name
// only where the contact's profile, or somebody's whose text was copied, has
// them for a name.
func (g *guard) oddName(s spot) {
	text := s.name()
	if s.first().kind != emojiTok {
		g.red(domain.RuleNoName, text)
		return
	}
	switch {
	case !g.named && signsIn(g.contact.signs, text):
		g.red(domain.RuleNoName, text)
	case g.copied.parts == 0 && signsIn(g.copied.signs, text):
		g.red(domain.RuleLeftover, text)
	}
}

// isContact reports that every word of the name is the contact's. One word
// that is only her last name, and somebody else's first, is not.
func (g *guard) isContact(s spot) bool {
	if g.said.is(s.name()) {
		return true
	}
	if g.contact.is(s.name()) {
		key := spellings(s.name())[0]
		return s.title || g.contact.parts < 2 || key != g.contact.last || !g.isOther(s)
	}
	if len(s.words) < 2 || s.title {
		return g.said.is(s.first().text) && len(s.words) < 2
	}
	return g.whole(g.contact, s) || g.whole(g.said, s)
}

// whole compares a name of several words with one person: the first must be
// hers, and the others too if she has others. A person known by her first name
// only may have any last name, unless somebody else is called so.
func (g *guard) whole(p person, s spot) bool {
	if !p.is(s.first().text) {
		return false
	}
	for _, w := range s.words[1:] {
		initial := len([]rune(w.text)) == 1
		switch {
		case p.is(w.text), particles.has(w.fold):
		case p.parts < 2 && !g.about.Others[words.Fold(shown(s.name()))] && !g.copied.is(s.name()):
		case initial && len(p.last) > 0 && p.last[:1] == w.fold:
		case !initial && startsWith(w.fold, p.short):
		default:
			return false
		}
	}
	return true
}

func startsWith(s string, initials []string) bool {
	for _, i := range initials {
		if len(s) >= len(i) && s[:len(i)] == i {
			return true
		}
	}
	return false
}

// lastNameKnown reports that the contact surely has a last name, and which.
func (g *guard) lastNameKnown() bool {
	return g.contact.parts > 1 && len(g.contact.short) == 0 && g.about.Source != domain.NameProfile
}

func (g *guard) isMe(s spot) bool { return g.me.is(s.name()) || g.whole(g.me, s) }

func (g *guard) isCopied(s spot) bool {
	return g.copied.is(s.name()) || s.place != intro && g.copied.is(s.first().text)
}

func (g *guard) isOther(s spot) bool {
	return g.about.Others[words.Fold(shown(s.name()))] || g.about.Others[s.first().fold]
}

// myLetter reports a letter that one of the adviser's names begins with.
func (g *guard) myLetter(letter string) bool {
	for _, p := range nameParts(g.about.Me) {
		if strings.HasPrefix(words.Fold(p), letter) {
			return true
		}
	}
	return false
}

// signs judges a name by which the text says who writes.
func (g *guard) signs(s spot) {
	name := s.name()
	known := s.sure || g.isContact(s) && s.place == signed || g.isCopied(s) && s.place == signed || g.isOther(s) && s.place == signed
	switch {
	case g.about.Me == "":
		if s.sure {
			g.own = append(g.own, name)
		}
	case s.initial:
		if !g.myLetter(s.first().fold) {
			g.red(domain.RuleOwnName, name)
		}
	case g.isMe(s):
		g.own = append(g.own, name)
		if len(g.own) > 1 {
			// OwnTwice: two prepared texts that both introduce were put together.
			g.red(domain.RuleOwnTwice, name)
		}
	case !known:
	case g.isCopied(s):
		g.red(domain.RuleLeftover, name)
	case g.isOther(s) && !g.isContact(s):
		g.red(domain.RuleOtherName, name)
	default:
		// OwnName: a colleague's text, or the applicant's own, was taken over whole.
		g.red(domain.RuleOwnName, name)
	}
}
