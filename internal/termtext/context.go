package termtext

// maxMarks is the number of combining marks a base may carry. Four is enough
// for pointed Hebrew and Tibetan; "zalgo" has dozens.
const maxMarks = 4

// rawMarks bounds marks before normalising, where one letter may still be
// spread over several. Beyond 30 the normaliser would insert characters.
const rawMarks = 8

// flagTags are the tag sequences that vendors draw: England, Scotland, Wales.
var flagTags = [...]string{"gbeng", "gbsct", "gbwls"}

// resolve keeps helpers (joiners, selectors, tags, skin tones) only where they
// do their proper work, and pairs the letters of flags. It works in place.
func (g *gate) resolve() {
	in := g.out
	g.out = in[:0]
	for i := 0; i < len(in); {
		i += g.resolveAt(in, i)
	}
}

// resolveAt handles in[i] and returns how many runes it used up. g.out shares
// the array with in but never grows past what was read.
func (g *gate) resolveAt(in []rune, i int) int {
	var next rune
	if i+1 < len(in) {
		next = in[i+1]
	}
	r := in[i]
	switch {
	case r < 0x200C:
		g.out = append(g.out, r)
	case isJoiner(r):
		g.keepIf(r, joins(g.out, r, next))
	case r == emojiVS:
		g.keepIf(r, g.selects(next))
	case isSkinTone(r):
		if g.outgoing || endsPictograph(g.out, false) {
			g.out = append(g.out, r)
		} else {
			g.replace(substitute)
		}
	case isTag(r):
		g.altered = true
	case isFlagLetter(r):
		return g.flagLetter(r, next)
	case r == 0x1F3F4:
		return g.blackFlag(in[i:])
	default:
		g.out = append(g.out, r)
	}
	return 1
}

func (g *gate) keepIf(r rune, ok bool) {
	if ok {
		g.out = append(g.out, r)
	} else {
		g.altered = true
	}
}

// selects says that a U+FE0F belongs here: after a pictograph, or inside a keycap.
func (g *gate) selects(next rune) bool {
	if len(g.out) == 0 {
		return false
	}
	last := g.out[len(g.out)-1]
	return isPictograph(last) || next == keycap && isKeycapBase(last)
}

// flagLetter keeps a pair. A single one would swallow a flag letter that comes
// to stand behind it on the screen, so it becomes a normal letter.
func (g *gate) flagLetter(r, next rune) int {
	switch {
	case isFlagLetter(next):
		g.out = append(g.out, r, next)
		return 2
	case g.outgoing:
		g.out = append(g.out, r)
	default:
		g.replace('A' + r - 0x1F1E6)
	}
	return 1
}

// blackFlag takes the tags of a real flag along. In a joined sequence there
// are none, and hidden text would be welcome there.
func (g *gate) blackFlag(in []rune) int {
	joined := len(g.out) > 0 && g.out[len(g.out)-1] == zwj
	g.out = append(g.out, in[0])
	if joined {
		return 1
	}
	for _, tags := range flagTags {
		if n := len(tags) + 2; len(in) >= n && tagsSpell(in[1:n], tags) {
			g.out = append(g.out, in[1:n]...)
			return n
		}
	}
	return 1
}

// tagsSpell compares tag characters, the closing one included, with a word.
func tagsSpell(in []rune, word string) bool {
	for i, c := range word {
		if in[i] != 0xE0000+c {
			return false
		}
	}
	return in[len(word)] == tagLast
}

// joins says that a joiner between the end of out and next is spelling or an
// emoji sequence.
func joins(out []rune, joiner, next rune) bool {
	if len(out) == 0 {
		return false
	}
	if joinable(out[len(out)-1]) && joinable(next) {
		return true
	}
	return joiner == zwj && isPictograph(next) && endsPictograph(out, true)
}

// endsPictograph says that out ends with a pictograph, its selector included,
// and if tone is set also a skin tone.
func endsPictograph(out []rune, tone bool) bool {
	i := len(out) - 1
	if tone && i > 0 && isSkinTone(out[i]) {
		i--
	}
	if i > 0 && out[i] == emojiVS {
		i--
	}
	return i >= 0 && isPictograph(out[i])
}

// capRawMarks drops marks no normaliser needs to see. It works in place.
func (g *gate) capRawMarks() {
	out, count := g.out[:0], 0
	for _, r := range g.out {
		switch {
		case isJoiner(r) || r == emojiVS:
		case isMark(r):
			if count++; count > rawMarks {
				g.altered = true
				continue
			}
		default:
			count = 0
		}
		out = append(out, r)
	}
	g.out = out
}
