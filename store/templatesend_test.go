package store_test

import (
	"testing"

	"sprechstunde/internal/domain"
)

// TestTemplateLeavesTheDraftAlone: what is written for the chat is not what a
// template says, neither when it is sent nor when it is taken back.
func TestTemplateLeavesTheDraftAlone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Hallo Samira, ein FSJ", ""} {
		f := waiting(t)
		id := f.find("Samira").ID
		if text != "" {
			f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: id, Text: text, Revision: 4}))
		}
		m, err := f.AddSend(t.Context(), id, domain.Send{
			UUID: "t1", To: toSamira, Kind: domain.SendTemplate, Template: &domain.Template{Name: "termin", Language: "de"},
		}, domain.SentWith{Reads: "Dein Termin ist morgen."})
		f.check(err)
		if m.Kind != domain.KindTemplate || m.Content.Text != "Dein Termin ist morgen." {
			t.Errorf("%+v", m)
		}
		if th := f.thread("Samira"); th.Draft.Text != text || th.Chat.State != domain.ChatOpen {
			t.Errorf("after sending: %+v, %s", th.Draft, th.Chat.State)
		}
		if d := f.withdrawn("t1"); d.Text != text {
			t.Errorf("after taking it back: %q", d.Text)
		}
	}
}
