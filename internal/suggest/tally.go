package suggest

// tally adds up what features weigh, without looking anything up: most of
// building a shelf is this.
type tally struct {
	sums    []float32
	touched []int32
}

func newTally(features int) *tally { return &tally{sums: make([]float32, features)} }

func (t *tally) add(id int32, weight float32) {
	for int(id) >= len(t.sums) {
		t.sums = append(t.sums, 0)
	}
	if t.sums[id] == 0 {
		t.touched = append(t.touched, id)
	}
	t.sums[id] += weight
}

// drain yields every feature with its sum and leaves the tally empty.
func (t *tally) drain(yield func(int32, float32) bool) {
	goes := true
	for _, id := range t.touched {
		goes = goes && yield(id, t.sums[id])
		t.sums[id] = 0
	}
	t.touched = t.touched[:0]
}
