package suggest

import "strings"

// Letters at the beginning of a word say more than letters inside, and letters
// in a row more than scattered ones.
const (
	letterScore = 1.0
	wordScore   = 4.0
	rowScore    = 3.0
	gapScore    = 0.02 // taken off for each letter left out
)

// subsequence looks for the letters of text in hay, in order but with gaps, and
// returns how well they fit and where they are; 0 if they are not there. Of the
// many ways to lay them out it takes the best, so that "bs" marks both words of
// "Bewerbung schicken".
func subsequence(hay, text string) (float64, []int) {
	if text == "" || !scatters(hay, text) {
		return 0, nil
	}
	t := table{hay: hay, text: text, scores: make([]float64, len(text)*len(hay)), before: make([]int, len(text)*len(hay))}
	for i := range len(text) {
		t.row(i)
	}
	last := t.scores[(len(text)-1)*len(hay):]
	end := 0
	for j, score := range last {
		if score > last[end] {
			end = j
		}
	}
	return last[end], t.walk(end)
}

// scatters reports whether the letters are there at all, which is seldom.
func scatters(hay, text string) bool {
	for i := range len(text) {
		at := strings.IndexByte(hay, text[i])
		if at < 0 {
			return false
		}
		hay = hay[at+1:]
	}
	return true
}

// table holds, for each letter of text and each place of hay, the best score of
// a layout that ends there, and where the letter before it stands.
type table struct {
	hay, text string
	scores    []float64
	before    []int
}

func (t *table) row(i int) {
	width := len(t.hay)
	best, at := 0.0, -1 // of the row above, with its gaps taken off
	for j := range width {
		if j > 0 && i > 0 {
			if above := t.scores[(i-1)*width+j-1]; above > 0 && above >= best {
				best, at = above, j-1
			}
		}
		if t.hay[j] != t.text[i] || i > 0 && at < 0 {
			best -= gapScore
			continue
		}
		t.put(i, j, best, at)
		best -= gapScore
	}
}

func (t *table) put(i, j int, best float64, at int) {
	here := i*len(t.hay) + j
	score := max(best, gapScore) + letterScore
	if j == 0 || !isLetter(t.hay[j-1]) {
		score += wordScore
	}
	t.before[here] = at
	if i > 0 && j > 0 {
		if row := t.scores[here-len(t.hay)-1]; row > 0 && row+letterScore+rowScore >= score {
			score, t.before[here] = row+letterScore+rowScore, j-1
		}
	}
	t.scores[here] = score
}

// walk collects the places from the last letter to the first.
func (t *table) walk(end int) []int {
	out := make([]int, len(t.text))
	for i := len(t.text) - 1; i >= 0; i-- {
		out[i] = end
		end = t.before[i*len(t.hay)+end]
	}
	return out
}
