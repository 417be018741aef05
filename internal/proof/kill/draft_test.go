//go:build proof && unix

package kill_test

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/glass"
	"sprechstunde/internal/proof/rig"
)

const (
	typedApart = 30 * time.Millisecond // shorter than anybody types, and no more than two busy cores draw
	atMost     = time.Second           // what a draft may be behind
	writings   = 8                     // lives of the screen in one home
)

// The desk with its screen is killed while somebody types into two chats in
// turn, and while messages come in: the draft of each chat is what was typed
// into that chat and at most a second behind, and the cursor skipped nothing.
func TestDeskKilledWriting(t *testing.T) {
	t.Parallel()
	kills := rig.Times(400, 20_000)
	const desks = 4 // at the same time, because typing is mostly waiting
	for i := range desks {
		t.Run(fmt.Sprintf("desk %d", i), func(t *testing.T) {
			t.Parallel()
			// One for all homes: what watches the machine flushes a file, and hundreds
			// of them would be the strain that they measure.
			luck, strain := rig.Luck(t), rig.WatchStrain(t)
			var all count
			for left := (kills + i) / desks; left > 0 && !t.Failed(); left -= writings {
				all.add(writingKilled(t, luck, strain, min(writings, left)))
			}
			if all.signs == 0 || all.second == 0 && all.desks > 20 {
				t.Error("nothing was ever typed, or not into the second chat")
			}
			if all.due == 0 && all.desks > 20 {
				t.Error("no sign was ever old enough to have to be saved: the machine was too slow to tell")
			}
			all.tell(t)
		})
	}
}

// conversation is a chat, and what was typed into it.
type conversation struct {
	name, phone string
	keys        string // what is typed there and nowhere else
	before      string // the draft when this life began
	typed       []key  // in this life
}

type key struct {
	text string
	at   time.Time
}

// scribe types into two chats until it is killed.
type scribe struct {
	t      *testing.T
	home   *rig.Home
	crowd  *crowd
	both   [2]*conversation
	g      *glass.Glass
	strain *rig.Strain
	// oldest is the age of the oldest sign that was lost.
	oldest time.Duration
	signs  int // typed in all
	due    int // of them so old at the end that the draft had to have them
	second int // lives in which the second chat was reached
}

func writingKilled(t *testing.T, luck *rand.Rand, strain *rig.Strain, kills int) count {
	t.Helper()
	meta := rig.Meta(t, fakewa.Options{NoWindow: true, Plan: untold, DuplicateEvery: -1})
	defer meta.Close() // it leads many homes and has no use for the old ones
	home := rig.NewHome(t, meta.Base())
	defer os.RemoveAll(home.Dir) // a night has thousands of them
	r := home.StartRelay(t)
	defer r.Kill()
	c := newCrowd(t, home, luck)
	defer c.leave()
	s := &scribe{t: t, home: home, crowd: c, strain: strain, both: [2]*conversation{
		{name: "Anton", phone: "+4915550000001", keys: "abcdefghijklm "},
		{name: "Zora", phone: "+4915550000002", keys: "nopqrstuvwxyz "},
	}}
	for i, v := range s.both {
		body := rig.WebhookOf(v.name, "wamid."+v.name, v.phone, "Geht das?", time.Now().Add(time.Duration(i-20)*time.Minute))
		if code, err := rig.Post(t.Context(), http.DefaultClient, r.URL, body); err != nil || code != http.StatusOK {
			t.Fatal(code, err)
		}
	}
	synced(t, home)
	o := newObserver(t, home, c)
	n := 0
	for n < kills && !t.Failed() {
		if s.oneLife() {
			n++
		}
		o.read()
		o.desk()
	}
	c.settle()
	o.relay()
	synced(t, home)
	o.desk()
	o.complete(1)
	return count{desks: n, acked: o.acked, signs: s.signs, due: s.due, second: s.second, behind: s.oldest}
}

// oneLife opens the desk and types until it is killed; mostly some time after
// the first key, sometimes while the screen is only coming up.
func (s *scribe) oneLife() (killed bool) {
	cmd := s.home.Command(s.t)
	s.g = glass.Open(s.t, cmd, glass.Options{Env: s.home.Env()})
	defer s.g.Kill()
	var mu sync.Mutex
	var died time.Time
	kill := func() {
		mu.Lock()
		defer mu.Unlock()
		died = time.Now()
		_ = cmd.Process.Kill()
	}
	early := s.crowd.chance(5) == 0
	if early {
		time.AfterFunc(s.moment(300*time.Millisecond), kill)
	}
	if s.sees("● Relay", "Anton") {
		s.crowd.begin(3)
		s.write(func() {
			if !early {
				time.AfterFunc(s.moment(2200*time.Millisecond), kill)
			}
		})
	}
	<-s.g.Ended()
	mu.Lock()
	defer mu.Unlock()
	for _, v := range s.both {
		s.judge(v, died)
	}
	return struck(cmd)
}

func (s *scribe) moment(longest time.Duration) time.Duration {
	return time.Duration(s.crowd.chance(int(longest)))
}

// write types into one chat, then into the other, and so on, to the end; begins
// is told when the first composer is open.
func (s *scribe) write(begins func()) {
	most := [2]int{8, 150} // a word, or more than is saved at once
	var once sync.Once
	for here := 0; ; here = 1 - here {
		if !s.press("i") || !s.sees("Antwort an ~"+s.both[here].name) {
			return
		}
		once.Do(begins)
		if !s.typeInto(s.both[here], 1+s.crowd.chance(most[s.crowd.chance(2)])) {
			return
		}
		const composing = "Antwort an ~" // not the footer: a message may stand over it
		if !s.press(glass.Escape) || !s.until("the queue", func(screen string) bool { return !strings.Contains(screen, composing) }) {
			return
		}
		const left = "\x1b[D" // out of the chat
		if !s.press(left) || !s.press([]string{"j", "k"}[here]) {
			return
		}
	}
}

func (s *scribe) typeInto(v *conversation, n int) bool {
	for range n {
		k := v.keys[s.crowd.chance(len(v.keys))]
		if len(v.typed) == 0 && v.before == "" {
			k = v.keys[0] // a draft does not begin with a blank
		}
		v.typed = append(v.typed, key{string(k), time.Now()})
		if !s.press(string(k)) {
			return false
		}
	}
	return true
}

// press types a key, and reports whether anybody was there to take it.
func (s *scribe) press(key string) bool {
	select {
	case <-s.g.Ended():
		return false
	case <-time.After(typedApart):
		return s.g.Offer(key) == nil
	}
}

// sees waits until the screen shows all of these, or has ended.
func (s *scribe) sees(texts ...string) bool {
	return s.until(fmt.Sprint(texts), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

func (s *scribe) until(what string, ok func(screen string) bool) bool {
	late := time.After(patience)
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !ok(s.g.Screen()) {
		select {
		case <-look.C:
		case <-s.g.Ended():
			return false
		case <-late:
			s.t.Errorf("never saw %s:\n%s", what, s.g.Screen())
			s.g.Kill()
			return false
		}
	}
	return true
}

// judge compares the draft on the disk with what was typed.
func (s *scribe) judge(v *conversation, died time.Time) {
	s.t.Helper()
	// Who types before the draft of old is there gets it put before, with a gap.
	draft := strings.ReplaceAll(s.draft(v.phone), "\n\n", "")
	whole, least := v.before, len(v.before)
	// A draft is saved within atMost; on its way are a key, a frame and a commit.
	most := atMost + 3*s.strain.Since(died.Add(-3*time.Second))
	s.signs += len(v.typed)
	if len(v.typed) > 0 && v == s.both[1] {
		s.second++
	}
	for _, k := range v.typed {
		whole += k.text
		if age := died.Sub(k.at); age > most {
			least = len(whole)
			s.due++
		} else if len(whole) > len(draft) {
			s.oldest = max(s.oldest, age)
		}
	}
	if !strings.HasPrefix(whole, draft) || len(draft) < least {
		s.t.Errorf("the draft for %s is\n%q; typed was\n%q, of which %d signs more than %v before the end", v.name, draft, whole, least, most)
	}
	v.before, v.typed = draft, nil
}

func (s *scribe) draft(phone string) string {
	s.t.Helper()
	db := rig.LookAt(s.t, s.home.Path("desk.db"))
	defer db.Close()
	var text string
	err := db.QueryRowContext(s.t.Context(), `SELECT d.text FROM draft d JOIN contact c ON c.id = d.chat_id WHERE c.phone = ?`, phone).Scan(&text)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		s.t.Fatal(err)
	}
	return text
}
