package check

import "strings"

// attached returns the words by which a text says that a file comes with it, ""
// if it does not. It looks sentence by sentence, because whose file is meant is
// said around them: what she asks for, what the person has sent and what is
// not there are no promises of a file.
func attached(r *reading) string {
	theirs := others(r.toks)
	for from := 0; from < len(r.toks); {
		to := from
		for to < len(r.toks) && !sentenceEnd(r.toks, to) {
			to++
		}
		if a, b := attachedIn(r.toks, theirs, from, to); b > a && !isPunct(r.toks, to, "?") {
			return r.text[r.toks[a].start:r.toks[b-1].end]
		}
		from = to + 1
	}
	return ""
}

// attachedIn looks in one sentence and returns the words that say it, as
// tokens from a to before b.
func attachedIn(toks []token, theirs []bool, from, to int) (a, b int) {
	s := sentence{toks, from, to}
	if s.any(func(i int) bool { return denies.has(wordAt(toks, i)) }) || s.asks() {
		return 0, 0
	}
	for i := from; i < to; i++ {
		if theirs[i] || toks[i].quoted || toks[i].kind != wordTok {
			continue
		}
		if n := s.saysAt(i); n > 0 {
			return max(i-s.before(i), from), min(i+n, to)
		}
	}
	return 0, 0
}

// sentence is a part of the tokens.
type sentence struct {
	toks     []token
	from, to int
}

func (s sentence) any(is func(i int) bool) bool {
	for i := s.from; i < s.to; i++ {
		if is(i) {
			return true
		}
	}
	return false
}

func (s sentence) has(l set) bool {
	return s.any(func(i int) bool { return l.has(wordAt(s.toks, i)) })
}

// word is the word at i within the sentence.
func (s sentence) word(i int) string {
	if i < s.from || i >= s.to {
		return ""
	}
	return wordAt(s.toks, i)
}

// denies are words by which a file is said not to be there, or not yet.
var denies = list(`nicht nichts kein keine keinen keinem keiner ohne vergessen morgen übermorgen später nachher demnächst sobald wenn falls
	not no nothing without forgot forgotten tomorrow later once if when soon couldn't can't cannot`)

var (
	sending   = list(`schicke schick schicken sende sendn senden maile mailen schickn`)
	toThem    = list(`dir euch ihnen ich wir i we`)
	toUs      = list(`mir uns me us`)
	requested = list(`schick schicke schickst schickt schicken sende sendest send sendet senden mail maile mailst mailen häng hänge hängst hängt hängen anhängen füg füge fügst lade lad leg lege
		beifügen mitschicken mitsenden attach include enclose`)
	itsTheirs = list(`dein deine deinen deinem deiner deines euer eure euren eurem eurer your yours`)
	whoAsked  = list(`du ihr you`)
	perfect   = list(`hast habt hattest hattet schicktest have had`)
	enclosed  = list(`anbei beiliegend beiliegende beiliegenden beiliegendes beigefügt beigefügte beigefügten beigefügtes beigefügter angehängt angehängte angehängten
		angehängtes angehängter angefügt angefügte angefügten beigelegt mitgeschickt mitgesendet mitgeliefert angehangen attached attaching enclosed enclosing`)
	appended  = list(`anhang anhänge anhängen anlage anlagen attachment attachments`)
	leading   = list(`im als in den der dem the as an einem einer see`)
	carried   = list(`an bei mit dazu`)
	carrying  = list(`hänge häng füge füg lege leg packe pack`)
	things    = list(`pdf datei dateien dokument dokumente formular formulare foto fotos bild bilder flyer anfahrtsskizze lageplan file files document form photo picture`)
	here      = list(`hier here`)
	comes     = list(`ist kommt kommen sind is are comes`)
	ourselves = list(`ich wir i we`)
	forThem   = list(`dir euch ihnen`)
	able      = list(`kannst könntest magst könnt can could would`)
	please    = list(`bitte please`)
)

// asks reports that the sentence asks the person for a file, or tells of theirs.
func (s sentence) asks() bool {
	mine := s.has(toThem)
	switch {
	case s.has(itsTheirs) && s.any(func(i int) bool { return appended.has(s.word(i)) && itsTheirs.has(s.word(i-1)) }):
		return true // "dein Anhang lässt sich nicht öffnen"
	case s.has(whoAsked) && s.has(perfect) && !s.has(ourselves):
		return true // "das Zeugnis, das du angehängt hast"
	case s.has(requested) && s.has(toUs) && !s.has(forThem):
		return true // "schick mir das als Anhang"
	case s.has(requested) && s.has(whoAsked) && s.has(able):
		return true // "kannst du es als Anhang schicken"
	case !mine && s.has(requested) && (s.has(itsTheirs) || s.has(please)):
		return true // "häng bitte deinen Lebenslauf an"
	}
	return false
}

// saysAt returns how many tokens from i on say that a file is there.
func (s sentence) saysAt(i int) int {
	w, before := s.word(i), s.word(i-1)
	switch {
	case enclosed.has(w):
		return s.enclosedAt(i)
	case appended.has(w) && leading.has(before):
		return s.appendedAt(i)
	case carrying.has(w) || sending.has(w):
		return s.carriedFrom(i)
	case here.has(w) && comes.has(s.word(i+1)):
		return s.hereAt(i)
	}
	return 0
}

// before is how many tokens before i belong to what is quoted.
func (s sentence) before(i int) int {
	if appended.has(s.word(i)) {
		return 1
	}
	return 0
}

func (s sentence) enclosedAt(i int) int {
	w, before, next := s.word(i), s.word(i-1), s.word(i+1)
	if w == "attached" {
		switch {
		case next == "to" && s.word(i+2) != "this":
			return 0 // of people
		case before == "you", before == "your", before == "feel", before == "get", before == "got", before == "strings":
			return 0
		}
	}
	if strings.HasPrefix(w, "mitge") && s.has(whoAsked) && !s.has(ourselves) && !s.has(forThem) {
		return 0
	}
	return 1
}

// appendedAt knows the attachment of this message from the plant one works in,
// and from that of a mail.
func (s sentence) appendedAt(i int) int {
	w, before := s.word(i), s.word(i-1)
	if (w == "anlage" || w == "anlagen") && (before != "als" && before != "in" && s.word(i-2) != "in") {
		return 0
	}
	if (w == "anlage" || w == "anlagen") && s.any(func(k int) bool {
		return strings.HasPrefix(s.word(k), "arbeit") || strings.HasPrefix(s.word(k), "wohn")
	}) {
		return 0
	}
	if w != "anlage" && w != "anlagen" && (before == "der" || before == "den" || before == "an") && s.word(i-2) != "in" {
		return 0
	}
	if itsTheirs.has(s.word(i + 1)) {
		return 0 // "im Anhang deiner Mail"
	}
	return 1
}

// carriedFrom finds "hänge … an", "füge … bei", "schicke dir … mit": the second
// half of the verb stands at the end of its clause.
func (s sentence) carriedFrom(i int) int {
	send := sending.has(s.word(i))
	for k := i + 1; k < s.to && k < i+16; k++ {
		w := s.word(k)
		if !carried.has(w) || send && w != "mit" || !s.clauseEnd(k+1) {
			continue
		}
		if s.any(func(j int) bool { return toThem.has(s.word(j)) }) || carrying.has(s.word(i)) && !s.has(itsTheirs) {
			return k + 1 - i
		}
	}
	return 0
}

func (s sentence) clauseEnd(i int) bool {
	if i >= s.to || isPunct(s.toks, i, ",:)") || s.toks[i].kind == emojiTok || s.toks[i].kind == smileyTok {
		return true
	}
	w := s.word(i)
	return w == "und" || w == "and" || w == "damit" || w == "dann"
}

// hereAt finds "hier ist das Formular", unless a link follows that is it.
func (s sentence) hereAt(i int) int {
	for k := s.to; k < len(s.toks); k++ {
		if s.toks[k].kind == linkTok {
			return 0
		}
	}
	for k := i + 2; k < s.to; k++ {
		if s.toks[k].kind == linkTok {
			return 0
		}
	}
	for k := i + 2; k < min(s.to, i+6); k++ {
		if things.has(s.word(k)) {
			return k + 1 - i
		}
	}
	return 0
}
