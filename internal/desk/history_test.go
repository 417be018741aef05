package desk_test

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"sprechstunde/internal/domain"
)

// pastFile is a message with a file beside it.
func pastFile(id, name string, at time.Time) domain.Past {
	return domain.Past{ID: id, Beside: name, Message: domain.Message{
		Direction: domain.In, Kind: domain.KindImage, At: at, Content: domain.Content{Media: &domain.Media{Filename: name}},
	}}
}

// TestFilesOfAHistoryAreKeptAndGo: what cannot be read is lost with the reason,
// what comes again is not kept twice, and what is taken back is gone.
func TestFilesOfAHistoryAreKeptAndGo(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	before := o.names()
	content := map[string]string{"a.jpg": thePhoto, "empty.jpg": "", "cut.jpg": thePhoto}
	beside := func(name string) (io.ReadCloser, error) {
		text, ok := content[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		var r io.Reader = strings.NewReader(text)
		if name == "cut.jpg" {
			r = io.MultiReader(strings.NewReader(text), iotest.ErrReader(errors.New("bad checksum")))
		}
		return io.NopCloser(r), nil
	}
	at := o.chat.LastAt.Add(-time.Hour)
	h := domain.History{Kind: domain.HistoryWhatsApp, ChatID: o.chat.ID}
	for i, name := range []string{"a.jpg", "empty.jpg", "cut.jpg", "gone.jpg"} {
		h.Messages = append(h.Messages, pastFile("id"+name, name, at.Add(time.Duration(i)*time.Minute)))
	}
	done, c, err := o.TakeHistory(t.Context(), h, beside)
	if err != nil || done.Messages != 4 || done.Files != 1 || len(c.Fresh) != 4 {
		t.Fatalf("%+v %+v %v", done, c, err)
	}
	want := map[string]domain.LossReason{"a.jpg": "", "empty.jpg": domain.LossEmpty, "cut.jpg": domain.LossDamaged, "gone.jpg": domain.LossDamaged}
	list, err := o.Files(t.Context(), o.chat.ID)
	if err != nil || len(list) != 4 {
		t.Fatal(len(list), err)
	}
	for _, m := range list {
		if m.File.Reason != want[m.Content.Media.Filename] {
			t.Errorf("%s: %+v", m.Content.Media.Filename, m.File)
		}
	}
	if n := len(o.names()); n != len(before)+1 {
		t.Errorf("%d files, want one", n)
	}
	for i := range h.Messages {
		h.Messages[i].ID += "again"
	}
	if _, c, err = o.TakeHistory(t.Context(), h, beside); err != nil || c.Known != 4 || len(o.names()) != len(before)+1 {
		t.Errorf("%+v %v", c, err)
	}
	if err := o.UndoImport(t.Context(), done.ID); err != nil || len(o.names()) != len(before) {
		t.Error(err, o.names())
	}
}

func (o *office) names() []string {
	o.t.Helper()
	names, err := o.media.Names()
	if err != nil {
		o.t.Fatal(err)
	}
	return names
}
