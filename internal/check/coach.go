package check

import (
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// Coach is how the coach is set.
type Coach struct {
	Address     string // "du", "sie", "" for off
	Limit       int    // characters of a good answer; 0: 600
	Off         map[domain.Rule]bool
	Officialese []string // the whole list; see DefaultOfficialese
}

// defaultLimit is about what a phone shows without scrolling.
const defaultLimit = 600

var coachRules = domain.CoachRules()

// coach returns one light for every rule that is not switched off, and that of
// the attachment only if it is forgotten.
func (g *guard) coach(r *reading) []domain.Light {
	lights := make([]domain.Light, 0, len(coachRules))
	for _, rule := range coachRules {
		if g.about.Coach.Off[rule] || rule == domain.RuleAddress && !g.addressed() {
			continue
		}
		l := g.light(rule, r)
		if rule == domain.RuleAttachment && l.Level == domain.Green {
			continue // most texts have no business with files
		}
		lights = append(lights, l)
	}
	return lights
}

func (g *guard) light(rule domain.Rule, r *reading) domain.Light {
	l := domain.Light{Rule: rule}
	amber := false
	switch rule {
	case domain.RuleNextStep:
		// Every answer shall end in something to do, or the dialogue ends there.
		amber = !hasNextStep(r.toks)
	case domain.RuleLink:
		// A home page makes people search; what answers the question lies deeper.
		l.Words, amber = deepLink(r.toks)
	case domain.RuleLength:
		// Nobody reads novels in a chat.
		l.Count = utf8.RuneCountInString(strings.TrimSpace(r.text))
		amber = l.Count > g.limit()
	case domain.RuleIntro:
		// Who writes for the first time does not know whom they meet; who knows
		// it already need not read it again.
		amber = g.introducedWrongly()
	case domain.RuleAddress:
		l.Words = wrongAddress(r.toks, g.about.Coach.Address)
	case domain.RuleOfficialese:
		// Words of offices keep people at a distance.
		l.Words = officialese(r.toks, g.about.Coach.Officialese)
	case domain.RuleApology:
		// Answering on the next working day is what was promised; an apology
		// would say otherwise.
		l.Words = apology(r)
	case domain.RuleSmileys:
		l.Words, l.Count = smileys(r.toks)
		amber = l.Count > 1
	case domain.RulePrivate:
		// This channel is for first contact; what is confidential has another.
		l.Words = private(r)
	case domain.RuleProfileName:
		// A profile may say anything: whoever is greeted by it may smile or not.
		amber = g.byProfile()
		l.Words = g.greeted
	case domain.RuleAttachment:
		// Whoever forgets the file has to write a second time.
		if !g.about.Files {
			l.Words = attached(r)
		}
		amber = l.Words != ""
	default:
		// The guard's rules are red and come before.
	}
	found := l.Words != "" && (rule == domain.RuleAddress || rule == domain.RuleOfficialese || rule == domain.RuleApology || rule == domain.RulePrivate)
	if amber || found {
		l.Level = domain.Amber
	} else {
		l.Words = ""
	}
	return l
}

func (g *guard) addressed() bool {
	a := g.about.Coach.Address
	return a == "du" || a == "sie"
}

func (g *guard) limit() int {
	if g.about.Coach.Limit > 0 {
		return g.about.Coach.Limit
	}
	return defaultLimit
}

func (g *guard) introducedWrongly() bool {
	if g.about.First && !g.about.Dialogue {
		return len(g.own) != 1
	}
	return len(g.own) > 1
}

func (g *guard) byProfile() bool {
	return g.greeted != "" && g.about.Source == domain.NameProfile && !g.said.is(g.greeted)
}

// steps are words by which a text proposes what to do now, in whatever form of
// address.
var steps = list(`
	schau schaue schaut schauen guck gucke schreib schreibe schreibt bewirb bewerbe bewerben meld melde melden ruf rufe klick klicke klicken komm
	komme kommt füll fülle lade lad lies schick schicke schicken sende trag trage such suche sag sage überleg überlege bring
	buch buche wähl wähle nimm hol hole stell stelle frag frage notier notiere speicher speichere probier probiere nutz nutze
	gib vereinbare besuch besuche informier informiere registrier registriere lass stöber stöbere antworte antworten drück tippe tipp
	let check look write apply call click come send tell visit sign read ask fill choose try start reply book join
`)

// hasNextStep finds an imperative, an offer or a question.
func hasNextStep(toks []token) bool {
	for i, t := range toks {
		switch {
		case isPunct(toks, i, "?"):
			return true
		case t.kind != wordTok:
		case t.fold == "schritt" || t.fold == "schritte", t.fold == "step":
			if p := wordAt(toks, i-1); strings.HasPrefix(p, "naechste") || p == "next" {
				return true
			}
		case steps.has(t.fold) && proposes(toks, i):
			return true
		case t.fold == "kannst" || t.fold == "koennen" || t.fold == "koenntest" || t.fold == "magst" || t.fold == "can" || t.fold == "could":
			if offersTo(wordAt(toks, i+1)) || offersTo(wordAt(toks, i-1)) {
				return true
			}
		}
	}
	return false
}

// offersTo tells "you can" from "one can".
func offersTo(w string) bool {
	switch w {
	case "du", "sie", "dich", "dir", "sich", "you":
		return true
	}
	return false
}

// proposes tells an imperative from the same word elsewhere: "ich schreibe dir"
// and "das komme darauf an" propose nothing.
func proposes(toks []token, i int) bool {
	switch wordAt(toks, i-1) {
	case "ich", "wir", "er", "es", "man", "das", "die", "der", "eine", "deine", "ihre", "meine", "keine", "i", "we", "they", "your", "the", "ein", "kein", "dein", "diese", "mich", "uns":
		return false
	}
	switch wordAt(toks, i+1) {
	case "ich", "wir", "i", "we", "er", "es":
		return false
	}
	return true
}

// deepLink reports that no https address leads deeper than a home page; the
// words are the shallow one, if there is one.
func deepLink(toks []token) (shallow string, missing bool) {
	for _, t := range toks {
		if t.kind != linkTok || !hasPrefixFold(t.text, "https://") {
			continue
		}
		if leadsDeeper(t.text) {
			return "", false
		}
		shallow = t.text
	}
	return shallow, true
}

// leadsDeeper reports a path, an anchor or a query behind the home page. The
// page of a language, and what servers call the home page, is one too.
func leadsDeeper(link string) bool {
	rest := link[len("https://"):]
	at := strings.IndexAny(rest, "/?#")
	if at < 0 {
		return false
	}
	path := strings.Trim(rest[at:], "/?#")
	switch low := strings.ToLower(path); low {
	case "", "index.html", "index.htm", "index.php", "home", "start", "startseite", "home.html", "startseite.html":
		return false
	default:
		return len(low) > 2
	}
}

// wrongAddress returns the first word of the form of address that is not wanted.
func wrongAddress(toks []token, want string) string {
	informal, formal, unsure := "", "", ""
	for i, t := range toks {
		if t.kind != wordTok || t.quoted {
			continue
		}
		switch t.fold {
		case "du", "dich", "dir", "dein", "deine", "deinen", "deinem", "deiner", "deines", "deins":
			informal = firstOf(informal, t.text)
		case "ihnen", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres", "sie":
			if !t.upper {
				continue
			}
			if begins(toks, i) {
				unsure = firstOf(unsure, politely(toks, i))
			} else if t.fold != "ihr" || !plural(toks, i) {
				formal = firstOf(formal, t.text)
			}
		}
	}
	if formal == "" && informal == "" {
		formal = unsure // at the beginning of a sentence Sie may be she or they
	}
	if want == "du" {
		return formal
	}
	return informal
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// politely returns the word if what follows it fits somebody who is addressed:
// "Sie können", "Ihre Bewerbung", but not "Sie ist".
func politely(toks []token, i int) string {
	next := wordAt(toks, i+1)
	if toks[i].fold == "sie" && !strings.HasSuffix(next, "en") && next != "sind" {
		return ""
	}
	if toks[i].fold == "ihr" && plural(toks, i) {
		return ""
	}
	return toks[i].text
}

// plural reports that Ihr is the plural of du: a verb in -t is near.
func plural(toks []token, i int) bool {
	for k := i + 1; k < i+9 && wordAt(toks, k) != ""; k++ {
		switch wordAt(toks, k) {
		case "habt", "seid", "koennt", "moechtet", "wollt", "muesst", "duerft", "euch", "eure", "euren", "braucht", "findet", "sucht", "wisst", "kommt", "macht":
			return true
		}
	}
	return false
}

var (
	apologies = list(`sorry entschuldige entschuldigung entschuldigen verzeih verzeihung verzeihe pardon leid bedaure apologies apologize apologise`)
	delays    = list(`späte späten später verspätung verspätete verspäteten wartezeit verzögerung verspätet delay delayed late wait waiting`)
)

// apology returns the words by which the text apologises for a delay: such a
// word with one about waiting soon after it, in the same sentence.
func apology(r *reading) string {
	const near = 14
	for i, t := range r.toks {
		if t.kind != wordTok || !apologies.has(t.fold) {
			continue
		}
		for k := max(0, i-3); k < len(r.toks) && k < i+near; k++ {
			if k > i && isPunct(r.toks, k, ".?\n") || k > i && r.toks[k].kind == breakTok {
				break
			}
			if delayed(r.toks, k) {
				from, to := min(i, k), max(i, k)
				return r.text[r.toks[from].start:r.toks[to].end]
			}
		}
	}
	return ""
}

// delayed reports that the word at i says that an answer took long.
func delayed(toks []token, i int) bool {
	w, before, next := wordAt(toks, i), wordAt(toks, i-1), wordAt(toks, i+1)
	switch w {
	case "":
		return false
	case "spaet":
		return before != "zu" && before != "nicht"
	case "erst":
		return next == "jetzt" || next == "heute" || next == "so" || next == "gerade"
	case "warten":
		return next == "musstest" || next == "lassen" || next == "mussten" || next == "liess"
	case "gewartet", "gedauert", "lange", "long":
		return true
	case "eher", "frueher":
		return before == "nicht"
	}
	return delays.has(w) && before != "zu"
}

// smileys counts pictures and smileys of characters; the words are all of them.
func smileys(toks []token) (string, int) {
	var b strings.Builder
	n := 0
	for _, t := range toks {
		if t.kind == emojiTok || t.kind == smileyTok {
			n++
			if n <= 8 {
				b.WriteString(t.text)
			}
		}
	}
	return b.String(), n
}
