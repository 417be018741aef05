package check

// thanks are words of greeting that close a message.
var thanks = list(`gez gruß grüße grüßen grüßle grüsse gruss lg vg mfg glg hg vlg llg regards wishes greetings cheers sincerely mfg herzlichst`)

// betweenClosing may stand between such a word and the name.
var betweenClosing = list(`
	herzlich freundlich lieb von deine dein deinem eure euer ihre ihr und bis bald dann morgen später alles gute viel erfolg glück spaß einen eine schönen schöne schönes
	guten tag abend wochenende woche noch dir euch wünscht wünschen sendet schickt schicken from your yours best kind aus der dem die das ganz liebe viele sonnige warme herzliche
	wünsche have a nice day good und and weiterhin erstmal freue mich auf dich
`)

// partings close a message too, but the name after them can be either side's.
var partings = list(`bald dann später morgen erfolg glück spaß gute tschüss tschau ciao bye wochenende abend mal soon care luck gruesse tag feierabend montag freitag`)

// signers come before the name of who writes, at the beginning of a line.
var signers = list(`deine dein eure euer ihre yours`)

// closing finds the name of who signs, from the closing word at i on.
func (r *reading) closing(i int) {
	w := wordAt(r.toks, i)
	switch {
	case len(w) < 2: // no closing word, and no name, is that short
	case thanks.has(w) && (wordAt(r.toks, i+1) == "dich" || wordAt(r.toks, i+1) == "euch"):
	case thanks.has(w):
		r.signature(r.skipClosing(i + 1))
	case signers.has(w) && isBreak(r.toks, i-1), signers.has(w) && begins(r.toks, i) && r.near(i):
		r.signer(i + 1)
	case w == "wuenscht" || w == "gruesst" || w == "wuenschen" && r.near(i):
		r.signature(r.skipClosing(i + 1))
	case partings.has(w) && !r.at[i]:
		r.parting(i + 1)
	default:
		r.fromTeam(i)
	}
}

// skipClosing goes past what stands between a closing word and a name.
func (r *reading) skipClosing(i int) int {
	const farthest = 10
	end := i + farthest
	for i < end && i < len(r.toks) {
		t := r.toks[i]
		switch {
		case t.kind == wordTok && t.fold == "an":
			return len(r.toks) // greetings to somebody are no signature
		case t.kind == wordTok && betweenClosing.has(t.fold) && (!t.upper || !listed(t.fold)):
		case t.kind == wordTok, t.kind == numTok, t.kind == handleTok, t.kind == linkTok:
			return i
		}
		i++
	}
	return i
}

// signature notes the name at i as the writer's.
func (r *reading) signature(i int) {
	if t := wordAt(r.toks, i); len(t) == 1 && isPunct(r.toks, i+1, ".") && wordAt(r.toks, i+2) != "" && r.toks[i].upper {
		i += 2 // "S. Lindner": only the last name tells who it is
	}
	group, next := r.group(i)
	if r.initials(i) {
		return
	}
	if len(group) == 0 || r.at[i] || greetings.has(squeeze(group[0].fold)) && common.has(group[0].fold) {
		return
	}
	ends := stops(r.toks, next) || isVon(wordAt(r.toks, next))
	switch {
	case !ends && !firstNames.has(group[0].fold):
		return
	case common.has(group[0].fold) && !listed(group[0].fold):
		return
	}
	r.put(spot{place: signed, words: group, sure: r.plausible(i, next) && (group[0].upper || firstNames.has(group[0].fold))}, i)
}

// initials notes "LG M." and "LG M.P.", but neither P.S. nor i.A.
func (r *reading) initials(i int) bool {
	end := i
	for len(wordAt(r.toks, end)) == 1 && r.toks[end].upper {
		if end++; isPunct(r.toks, end, ".") {
			end++
		}
	}
	if end == i || r.at[i] || !isBreak(r.toks, end) && r.toks[end].kind != emojiTok && r.toks[end].kind != smileyTok {
		return false
	}
	if w := wordAt(r.toks, i) + wordAt(r.toks, i+2); w == "ps" || w == "ia" || w == "iv" {
		return false
	}
	r.put(spot{place: signed, words: r.toks[i : i+1], initial: true}, i)
	return true
}

// signer handles "Deine Maja", which only a name that ends its line makes a closing.
func (r *reading) signer(i int) {
	group, next := r.group(i)
	if len(group) == 0 || r.toks[i].kind != wordTok {
		return
	}
	if !isVon(wordAt(r.toks, next)) && !stops(r.toks, next) || isPunct(r.toks, next, "?:(") {
		return
	}
	sure := r.plausible(i, next) && (listed(group[0].fold) || r.near(i))
	r.put(spot{place: signed, words: group, sure: sure}, i)
}

func isVon(w string) bool {
	switch w {
	case "von", "vom", "aus", "from", "at":
		return true
	}
	return false
}

// near reports that i lies in the last lines of the text, where closings stand.
func (r *reading) near(i int) bool { return i >= r.tail }

// tailOf returns where the last lines begin.
func tailOf(toks []token) int {
	const lines = 3
	n := 0
	for k := len(toks) - 1; k > 0; k-- {
		if toks[k].kind == breakTok && toks[k-1].kind != breakTok && !endsText(toks, k) {
			if n++; n == lines {
				return k + 1
			}
		}
	}
	return 0
}

// parting notes a name after "Bis bald" and the like, at the end of a line.
func (r *reading) parting(i int) {
	if isPunct(r.toks, i, ",!.") || isBreak(r.toks, i) && i < len(r.toks) {
		i++
	}
	for i < len(r.toks) && r.toks[i].kind == emojiTok {
		i++
	}
	if signers.has(wordAt(r.toks, i)) {
		r.signer(i + 1) // "Bis bald, deine Maja"
		return
	}
	group, next := r.group(i)
	if len(group) == 0 || r.at[i] || !r.near(i) {
		return
	}
	t := group[0]
	if common.has(t.fold) && !listed(t.fold) || wordNames.has(t.fold) && !t.upper || r.nounish(t) {
		return
	}
	if isVon(wordAt(r.toks, next)) && t.upper {
		r.put(spot{place: signed, words: group, sure: r.plausible(i, next)}, i)
		return
	}
	if !stops(r.toks, next) || isPunct(r.toks, next, ":(") {
		return
	}
	r.put(spot{place: parting, words: group, sure: firstNames.has(t.fold) && !wordNames.has(t.fold)}, i)
}

// fromTeam finds "Maja vom Diakonie-WhatsApp-Team" as the last words of a text.
func (r *reading) fromTeam(i int) {
	if !begins(r.toks, i) || r.at[i] || !r.near(i) {
		return
	}
	group, next := r.group(i)
	if len(group) == 0 || common.has(group[0].fold) && !listed(group[0].fold) || !isVon(wordAt(r.toks, next)) {
		return
	}
	const longest = 9
	for k := next; k < next+longest; k++ {
		if stops(r.toks, k) {
			if k > next+1 && (endsText(r.toks, k) || endsText(r.toks, k+1) || r.toks[min(k, len(r.toks)-1)].kind == emojiTok) {
				r.put(spot{place: signed, words: group, sure: group[0].upper && r.plausible(i, next)}, i)
			}
			return
		}
	}
}

// lastLine finds a name that stands alone on one of the last two lines: the
// second may name the house below it.
func (r *reading) lastLine() {
	end := len(r.toks)
	for range 2 {
		for end > 0 && r.toks[end-1].kind == breakTok {
			end--
		}
		start := end
		for start > 0 && r.toks[start-1].kind != breakTok {
			start--
		}
		if start == 0 {
			return // the only line is no closing
		}
		if r.soloLine(start, end) {
			return
		}
		end = start
	}
}

// announced reports that the line before the one at i leads to it: "Deine
// Ansprechpartnerin ist".
func (r *reading) announced(i int) bool {
	i--
	for i > 0 && isBreak(r.toks, i) {
		i--
	}
	switch wordAt(r.toks, i) {
	case "ist", "sind", "heisst", "bei", "an", "von", "mit", "und", "is", "by", "to":
		return true
	}
	return isPunct(r.toks, i, ":")
}

func (r *reading) soloLine(start, end int) bool {
	for start < end && (r.toks[start].kind == emojiTok || isPunct(r.toks, start, "-–—")) {
		start++
	}
	if start >= end || r.at[start] {
		return start < end
	}
	group, next := r.group(start)
	if len(group) == 0 {
		return false
	}
	if isPunct(r.toks, next, ",|/(") && next < end && !greetings.has(group[0].fold) && listed(group[0].fold) && endsText(r.toks, end) {
		r.put(spot{place: signed, words: group}, start) // "Maja, Berufsberatung"
		return true
	}
	if r.announced(start) {
		return false
	}
	for next < end && (r.toks[next].kind == emojiTok || r.toks[next].kind == smileyTok || isPunct(r.toks, next, ".")) {
		next++
	}
	t := group[0]
	if next < end || common.has(t.fold) && !listed(t.fold) || r.nounish(t) {
		return false
	}
	sure := r.plausible(start, next) && (t.upper || firstNames.has(t.fold)) && (listed(t.fold) || endsText(r.toks, end) && len(group) <= 2)
	r.put(spot{place: signed, words: group, sure: sure}, start)
	return true
}
