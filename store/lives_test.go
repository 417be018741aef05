package store_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// lives are what can become of a send that waits, step by step.
var lives = [][]domain.SendState{
	{domain.SendParked},
	{domain.SendParked, domain.SendHeld},
	{domain.SendParked, domain.SendHeld, domain.SendReleased, domain.SendAccepted},
	{domain.SendParked, domain.SendHeld, domain.SendReleased, domain.SendFailed},
	{domain.SendParked, domain.SendHeld, domain.SendReleased, domain.SendUnknown},
	{domain.SendParked, domain.SendReturned},
	{domain.SendHeld, domain.SendReturned},
	{domain.SendHeld, domain.SendReleased, domain.SendAccepted},
}

// TestOrderOfLivesDoesNotMatter: whatever becomes of sends that wait, with what
// the person does meanwhile, in any order and told more than once, the end is
// the same.
func TestOrderOfLivesDoesNotMatter(t *testing.T) {
	t.Parallel()
	bodies := map[string][]byte{}
	for name, play := range map[string]func(f *fixture){
		"plain": func(*fixture) {},
		"draft": func(f *fixture) {
			f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: f.find("Samira").ID, Text: "Noch was", Revision: 2}))
		},
		"done":    func(f *fixture) { f.check(f.SetDone(t.Context(), f.find("Samira").ID, true)) },
		"put off": func(f *fixture) { f.putOff(9 * day) },
		"promise": func(f *fixture) {
			_, err := f.AddPromise(t.Context(), domain.Promise{ChatID: f.find("Samira").ID, Words: "Montag", Due: at(2 * day)})
			f.check(err)
			f.wake(2*day + 1)
		},
		"crisis": func(f *fixture) { f.check(f.SetCrisis(t.Context(), f.find("Samira").ID, true)) },
	} {
		f := waiting(t)
		f.now = at(2 * day)
		f.park("Samira", "u1")
		f.schedule("Samira", "u2", 3*day)
		f.schedule("Samira", "u3", 3*day)
		play(f)
		copied := f.path + ".copy"
		f.check(f.BackupTo(t.Context(), copied))
		var err error
		bodies[name], err = os.ReadFile(copied)
		f.check(err)
	}
	names := slices.Sorted(maps.Keys(bodies))
	one, two := filepath.Join(t.TempDir(), "one.db"), filepath.Join(t.TempDir(), "two.db")
	rapid.Check(t, func(t *rapid.T) {
		events := livesOf(t)
		shuffled := rapid.Permutation(events).Draw(t, "order")
		for i := range rapid.IntRange(0, 3).Draw(t, "told again") {
			shuffled = append(shuffled, shuffled[i%len(shuffled)])
		}
		cut := rapid.Uint64().Draw(t, "cuts")
		body := bodies[rapid.SampledFrom(names).Draw(t, "before")]
		must(t, os.WriteFile(one, body, 0o600))
		must(t, os.WriteFile(two, body, 0o600))
		want := exportOf(t, one, events, func(int) bool { return false })
		got := exportOf(t, two, shuffled, func(i int) bool { return cut>>(i%64)&1 == 1 })
		if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("another order gives another state (-in order +shuffled):\n%s", diff)
		}
	})
}

func livesOf(t *rapid.T) []domain.Decoded {
	var list []any
	for _, uuid := range []string{"u1", "u2", "u3"} {
		for i, state := range rapid.SampledFrom(lives).Draw(t, "life of "+uuid) {
			list = append(list, stepOf(uuid, state, 2*day+10*i))
		}
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "more") {
		minute, wamid := 2*day+rapid.IntRange(1, 40).Draw(t, "minute"), fmt.Sprint("m", i)
		switch rapid.SampledFrom([]string{"tap", "says", "typed", "auto", "hint", "thanks", "refused"}).Draw(t, "what") {
		case "tap":
			list = append(list, taps(wamid, minute))
		case "says":
			list = append(list, says(samira, wamid, "noch was", minute))
		case "hint":
			u := says(samira, wamid, "ich kann nicht mehr", minute)
			u.Message.Crisis = true
			list = append(list, u)
		case "thanks":
			u := says(samira, wamid, "danke", minute)
			u.Message.Thanks = true
			list = append(list, u)
		case "typed":
			list = append(list, typed(samira, wamid, "vom Handy", minute))
		case "refused":
			list = append(list, domain.Reported{WAMID: "w-u2", UUID: "u2", Status: domain.StatusFailed, At: at(minute), Failure: &domain.Failure{Code: 131047}})
		default:
			list = append(list, domain.AutoSent{UUID: "auto-" + wamid, To: toSamira, Rule: domain.AutoToday, Text: "Gleich", WAMID: "w1"},
				stepOf("auto-"+wamid, domain.SendAccepted, minute))
		}
	}
	var events []domain.Decoded
	for i, v := range list {
		events = append(events, event(int64(i+2), v))
	}
	return events
}
