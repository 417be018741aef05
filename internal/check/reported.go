package check

// reporting verbs come before what somebody else has said or written.
var reporting = list(`schrieb schrieben schriebst schreibt schreibst geschrieben meinte meinten meint sagte sagten sagt gesagt steht stand hieß antwortete
	antwortet geantwortet fragte gefragt erzählte erzählt schickte geschickt lautet wrote said says told asked`)

// passages announce a text of somebody else that follows a colon.
var passages = list(`text nachricht antwort mail email e-mail folgendes absage zusage brief schreiben anschreiben message letter reply`)

// forwarding words stand above messages that were passed on.
var forwarding = list(`fwd fw wg weitergeleitet weitergeleitete forwarded`)

// others marks the tokens that are the words of somebody else: quotations,
// reported speech, forwarded messages, letters that were pasted.
func others(toks []token) []bool {
	m := make([]bool, len(toks))
	markBetweenQuotes(toks, m)
	for i := range toks {
		switch w := wordAt(toks, i); {
		case isBreak(toks, i-1) && isPunct(toks, i, ">"):
			markUntil(toks, m, i, lineEnd)
		case forwarding.has(w) && (isPunct(toks, i+1, ":") || isPunct(toks, i-1, "-") || wordAt(toks, i+1) == "nachricht" || wordAt(toks, i+1) == "message"):
			markUntil(toks, m, i, never)
		case reporting.has(w) && !m[i]:
			markReport(toks, m, i)
		case isPunct(toks, i, ":") && isBreak(toks, i+1) && passages.has(wordAt(toks, i-1)):
			markUntil(toks, m, i, never)
		}
	}
	if from := letterFrom(toks); from >= 0 {
		markUntil(toks, m, from, never)
	}
	return m
}

func lineEnd(toks []token, i int) bool { return isBreak(toks, i) }

func saidUntil(toks []token, i int) bool { return isBreak(toks, i) || isPunct(toks, i, ".!?") }

func never([]token, int) bool { return false }

func markUntil(toks []token, m []bool, from int, end func([]token, int) bool) {
	for k := from; k < len(toks) && !end(toks, k); k++ {
		m[k] = true
	}
}

// markReport marks the sentence after a verb of reporting, unless she reports
// what she said herself or says that it is she who writes.
func markReport(toks []token, m []bool, verb int) {
	const farthest = 8
	for k := verb - 1; k >= 0 && k > verb-farthest && !saidUntil(toks, k); k-- {
		if w := wordAt(toks, k); w == "ich" || w == "hier" || w == "i" {
			return
		}
	}
	if w := wordAt(toks, verb+1); w == "ich" && wordAt(toks, verb+2) != "bin" && wordAt(toks, verb+2) != "heisse" {
		return
	}
	from := verb + 1
	for from < len(toks) && (isPunct(toks, from, ":") || toks[from].kind == breakTok && isPunct(toks, from-1, ":")) {
		from++
	}
	markUntil(toks, m, from, saidUntil)
}

// markBetweenQuotes marks what stands between two quotation marks.
func markBetweenQuotes(toks []token, m []bool) {
	open := -1
	for i, t := range toks {
		if t.kind != punctTok || !quotation(t.text) && !isPunct(toks, i, "'‚‘’") {
			continue
		}
		if open < 0 {
			open = i
			continue
		}
		for k := open; k < i; k++ {
			m[k] = true
		}
		open = -1
	}
}

// letterFrom returns where a letter begins that was written to her and not by her:
// a formal salutation, after which a "we" but no "I" speaks. -1 if there is none.
func letterFrom(toks []token) int {
	const shortest = 25 // words of the letter
	for i := range toks {
		w := wordAt(toks, i)
		formal := (w == "geehrte" || w == "geehrter") && wordAt(toks, i-1) == "sehr"
		formal = formal || (w == "liebe" || w == "lieber" || w == "hallo" || w == "tag") && titles.has(wordAt(toks, i+1))
		if formal && len(toks)-i > shortest && spokenByUs(toks[i:]) {
			return i
		}
	}
	return -1
}

func spokenByUs(toks []token) bool {
	we := false
	for i := range toks {
		switch wordAt(toks, i) {
		case "ich", "mich", "mir", "mein", "meine", "meinen", "meiner", "meinem":
			return false
		case "wir", "uns", "unser", "unsere", "unserem", "unserer", "unseren":
			we = true
		}
	}
	return we
}
