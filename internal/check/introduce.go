package check

// introVerbs come after "hier" and before the name of who writes.
var introVerbs = list(`ist schreibt spricht grüßt antwortet meldet bin is`)

// betweenIntro may stand between an introduction and the name.
var betweenIntro = list(`wieder nochmal nochmals noch mal jetzt auch die der wieder sich einmal kurz heute mal übrigens again es`)

// introduction finds the name by which the writer introduces herself.
func (r *reading) introduction(i int) {
	w := wordAt(r.toks, i)
	switch w {
	case "hier", "here":
		r.hereIs(i)
	case "ich", "i":
		switch wordAt(r.toks, i+1) {
		case "bin", "am":
			r.named(i+2, r.itsMe(i+2))
		case "bin's", "bins":
			r.named(i+2, r.itsMe(i+2))
		case "heisse":
			r.named(i+2, true)
		}
	case "i'm", "im":
		if w == "i'm" {
			r.named(i+1, false)
		}
	case "am":
		if wordAt(r.toks, i+1) == "apparat" || wordAt(r.toks, i+1) == "telefon" {
			r.nameBefore(i)
		}
	case "mein", "my":
		if n := wordAt(r.toks, i+1); n == "name" {
			r.named(i+3, true)
		}
	case "this":
		if wordAt(r.toks, i+1) == "is" {
			r.named(i+2, false)
		}
	}
}

// hereIs handles "hier ist Maja", "hier Maja von …" and "Maja hier".
func (r *reading) hereIs(i int) {
	if introVerbs.has(wordAt(r.toks, i+1)) {
		r.named(i+2, wordAt(r.toks, i+1) == "schreibt")
		return
	}
	if stops(r.toks, i+1) {
		r.somebodyOf(i)
	}
	if i > 0 && wordAt(r.toks, i-1) != "" && r.toks[i-1].upper && (stops(r.toks, i+1) || isVon(wordAt(r.toks, i+1))) {
		r.nameBefore(i)
		return
	}
	if group, next := r.group(i + 1); len(group) > 0 && group[0].upper && begins(r.toks, i) && isPunct(r.toks, next, ".,!") && !common.has(group[0].fold) && !r.enumerated(next) {
		r.put(spot{place: intro, words: group, sure: r.knownAt(i + 1)}, i+1) // "Hier Maja."
		return
	}
	if group, next := r.group(i + 1); len(group) > 0 && group[0].upper && isVon(wordAt(r.toks, next)) && !common.has(group[0].fold) {
		r.put(spot{place: intro, words: group, sure: r.plausible(i+1, next)}, i+1)
	}
}

// nameBefore notes the name that ends before i.
func (r *reading) nameBefore(i int) {
	if i == 0 || wordAt(r.toks, i-1) == "" || !r.toks[i-1].upper {
		return
	}
	from := r.groupBefore(i)
	if from < 0 || !begins(r.toks, from) && !isPunct(r.toks, from-1, ",") {
		return
	}
	if f := r.toks[from].fold; listed(f) || !common.has(f) {
		r.put(spot{place: intro, words: r.toks[from:i], sure: listed(f) && !common.has(f)}, from)
	}
}

// itsMe reports the comma of "ich bin's, Maja" at i, after which the name comes.
func (r *reading) itsMe(i int) bool {
	if wordAt(r.toks, i) == "es" {
		i++
	}
	return isPunct(r.toks, i, ",") && (wordAt(r.toks, i-1) == "es" || wordAt(r.toks, i-1) == "bin's" || wordAt(r.toks, i-1) == "bins")
}

// somebodyOf handles "Maja von der Berufsberatung hier".
func (r *reading) somebodyOf(i int) {
	const far = 7
	for k := i - 1; k > 0 && k > i-far && wordAt(r.toks, k) != ""; k-- {
		if !isVon(wordAt(r.toks, k)) || wordAt(r.toks, k-1) == "" || !r.toks[k-1].upper {
			continue
		}
		if from := r.groupBefore(k); from >= 0 && (begins(r.toks, from) || isPunct(r.toks, from-1, ",")) {
			r.put(spot{place: intro, words: r.toks[from:k], sure: listed(r.toks[from].fold)}, from)
		}
		return
	}
}

// groupBefore returns where the name that ends before i begins, -1 if none does.
func (r *reading) groupBefore(i int) int {
	from := i - 1
	if common.has(r.toks[from].fold) && !listed(r.toks[from].fold) {
		return -1
	}
	for from > 0 && i-from < 3 && r.toks[from-1].kind == wordTok && r.toks[from-1].upper &&
		!common.has(r.toks[from-1].fold) && !r.nounish(r.toks[from-1]) {
		from--
	}
	return from
}

// named notes the name at i. After "ich bin" and "hier ist" all kinds of words
// stand, so that an unknown one must look like a name and be said to be of
// somewhere; after "ich heiße" it need not.
func (r *reading) named(i int, clearly bool) {
	if clearly && isPunct(r.toks, i, ",") {
		i++
	}
	for betweenIntro.has(wordAt(r.toks, i)) || titles.has(wordAt(r.toks, i)) || isPunct(r.toks, i, ":") || clearly && wordAt(r.toks, i-1) == "es" && isPunct(r.toks, i, ",") {
		i++
	}
	group, next := r.group(i)
	if len(group) == 0 {
		return
	}
	t := group[0]
	if common.has(t.fold) && !listed(t.fold) || r.nounish(t) || common.has(t.fold) && !t.upper {
		return
	}
	known := firstNames.has(t.fold) && !wordNames.has(t.fold)
	sure := known || t.upper && (clearly || isVon(wordAt(r.toks, next)) || wordNames.has(t.fold) && stops(r.toks, next))
	r.put(spot{place: intro, words: group, sure: sure && r.plausible(i, next)}, i)
}
