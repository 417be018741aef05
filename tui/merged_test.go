package tui_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// merged puts a draft under the chat at hand as store.mergeDraft does it.
func (r *rig) merged(d domain.Draft) {
	r.d.drafts[luca] = d
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{luca}}})
}

// TestADraftGoesOnWhenItsChatIsMerged with one in which more has been written: what
// is kept has the higher revision of that one.
func TestADraftGoesOnWhenItsChatIsMerged(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ kept, want string }{
		"her own text":  {"Hallo Luca", "Hallo Luca und danke"},
		"nothing":       {"", "Hallo Luca und danke"},
		"another draft": {"Bring bitte den Lebenslauf mit.", "Bring bitte den Lebenslauf mit.\n\nHallo Luca und danke"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := toLuca(newRig(t, 120, 50, known))
			r.press("i")
			r.write("Hallo Luca")
			r.advance(5 * time.Second)
			d := r.d.drafts[luca]
			if d.Text != "Hallo Luca" {
				t.Fatalf("draft %+v\n%s", d, r.screen())
			}
			d.Revision, d.Text = 300, tc.kept
			r.merged(d)
			r.write(" und danke")
			r.advance(5 * time.Second)
			r.press("esc")
			r.advance(5 * time.Second)
			if got := r.d.drafts[luca].Text; got != tc.want {
				t.Errorf("on the disk there is %q (revision %d)", got, r.d.drafts[luca].Revision)
			}
		})
	}
}

// TestADraftGoesOnWhenItsChatGoesIntoAnother and the chat is not read for ever.
func TestADraftGoesOnWhenItsChatGoesIntoAnother(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 120, 50, known))
	r.press("i")
	r.write("Hallo Luca")
	r.advance(5 * time.Second)
	stays := luca
	for _, c := range r.d.chats {
		if c.ID < stays {
			stays = c.ID
		}
	}
	if err := r.d.Merge(t.Context(), luca, stays); err != nil {
		t.Fatal(err)
	}
	r.d.calls = nil
	r.park = true
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{luca, stays}}})
	for range 40 {
		r.step()
	}
	n := 0
	for _, c := range r.d.calls {
		if c == "thread" {
			n++
		}
	}
	if n > 5 {
		t.Errorf("it reads the chat for ever: %d times in 40 rounds", n)
	}
}
