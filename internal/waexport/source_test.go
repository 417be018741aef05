package waexport_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"testing"

	"sprechstunde/internal/waexport"
)

func zipped(t testing.TB, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		f, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(f, "content of "+name)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheTextIsFound(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		raw   []byte
		text  string
		title string
	}{
		{"WhatsApp Chat mit Luca Öz.txt", []byte("hallo"), "hallo", "Luca Öz"},
		{"chat.txt", nil, "", ""},
		{"WhatsApp Chat - Luca.zip", zipped(t, "notes.txt", "_chat.txt"), "content of _chat.txt", "Luca"},
		{"x.zip", zipped(t, "a.txt", "WhatsApp Chat with Luca.txt"), "content of WhatsApp Chat with Luca.txt", "Luca"},
		{"x.zip", zipped(t, `sub\_chat.txt`, "b.txt", "__MACOSX/._chat.txt"), `content of sub\_chat.txt`, ""},
	} {
		s, err := waexport.Open(bytes.NewReader(c.raw), int64(len(c.raw)), c.name)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if string(s.Text) != c.text || s.Title != c.title {
			t.Errorf("%s: %q of %q", c.name, s.Text, s.Title)
		}
	}
}

func TestFilesBesideTheTextHaveNoPaths(t *testing.T) {
	t.Parallel()
	raw := zipped(t, "_chat.txt", "../../etc/IMG-1.jpg", "/abs/IMG-2.jpg", "dir/IMG-1.jpg")
	s, err := waexport.Open(bytes.NewReader(raw), int64(len(raw)), "x.zip")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"IMG-1.jpg": "content of ../../etc/IMG-1.jpg", "IMG-2.jpg": "content of /abs/IMG-2.jpg"} {
		size, ok := s.Size(name)
		file, err := s.Open(name)
		if err != nil || !ok {
			t.Fatal(name, ok, err)
		}
		got, err := io.ReadAll(file)
		if err != nil || string(got) != want || size != int64(len(want)) {
			t.Errorf("%s: %q, %d, %v", name, got, size, err)
		}
	}
	if _, ok := s.Size("../../etc/IMG-1.jpg"); ok {
		t.Error("a path is a name")
	}
	if _, err := s.Open("nothing"); err == nil {
		t.Error("nothing was opened")
	}
}

// TestAMacTakesLettersApart: the text names files in one way, and the zip that was
// packed anew in another.
func TestAMacTakesLettersApart(t *testing.T) {
	t.Parallel()
	const whole, apart = "J\u00f6rg.pdf", "Jo\u0308rg.pdf"
	raw := zipped(t, "_chat.txt", "DOC-1-"+apart, "DOC-2-"+whole)
	s, err := waexport.Open(bytes.NewReader(raw), int64(len(raw)), "WhatsApp Chat mit Jo\u0308rg.zip")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"DOC-1-" + whole, "DOC-1-" + apart, "DOC-2-" + whole, "DOC-2-" + apart} {
		if _, ok := s.Size(name); !ok {
			t.Errorf("%q is not found", name)
		}
		if f, err := s.Open(name); err != nil {
			t.Errorf("%q: %v", name, err)
		} else if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	if s.Title != "J\u00f6rg" {
		t.Errorf("the chat of %q", s.Title)
	}
}

func TestWhatIsNoChatIsSaid(t *testing.T) {
	t.Parallel()
	good := zipped(t, "_chat.txt")
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"no text": {zipped(t, "a.jpg"), waexport.ErrNoChat},
		"cut":     {good[:len(good)-30], waexport.ErrDamaged},
		"head":    {[]byte("PK\x03\x04"), waexport.ErrDamaged},
	} {
		if _, err := waexport.Open(bytes.NewReader(c.raw), int64(len(c.raw)), "x.zip"); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("24.12.26, 18:05 - Luca: hi\n"))
	f.Add(zipped(f, "_chat.txt", "a/../b.jpg"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := waexport.Open(bytes.NewReader(raw), int64(len(raw)), "x")
		if err == nil {
			waexport.Read(s.Text, waexport.Options{})
		}
	})
}
