package desk_test

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

// shared is a chat with a text and two files, all here.
func shared(t *testing.T) (*cabinet, int64) {
	t.Helper()
	c := newCabinet(t, nil)
	c.relay.webhooks("+491: hallo")
	c.sends("document", "m1", "Lebenslauf Luca.pdf", "%PDF-1.4 eins")
	c.sends("image", "m2", "b.png", "\x89PNG\r\n\x1a\nzwei")
	if _, err := c.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	chat, err := c.FindChat(t.Context(), "+491")
	if err != nil {
		t.Fatal(err)
	}
	return c, chat.ID
}

func unzipped(t *testing.T, path string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(raw)
	}
	return out
}

func TestFilesGoAlongInAZip(t *testing.T) {
	t.Parallel()
	c, id := shared(t)
	for format, folder := range map[domain.ExportFormat]string{domain.ExportWhatsApp: "", domain.ExportHTML: "media/"} {
		path, err := c.MakeExport(t.Context(), id, domain.ExportOrder{Format: format, Media: true})
		if err != nil {
			t.Fatal(err)
		}
		in := unzipped(t, path)
		var bodies []string
		text := ""
		for name, body := range in {
			if strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".html") {
				text = body
				continue
			}
			bodies = append(bodies, body)
			if !strings.HasPrefix(name, folder) || !strings.Contains(name, "-WA000") {
				t.Errorf("%s: %q", format, name)
			}
		}
		slices.Sort(bodies)
		if len(in) != 3 || !slices.Equal(bodies, []string{"%PDF-1.4 eins", "\x89PNG\r\n\x1a\nzwei"}) {
			t.Errorf("%s: %q", format, in)
		}
		for name := range in {
			if !strings.HasSuffix(name, ".txt") && !strings.HasSuffix(name, ".html") && !strings.Contains(text, name) {
				t.Errorf("%s: %s is not named in\n%s", format, name, text)
			}
		}
	}
}

func TestADamagedFileIsLeftOut(t *testing.T) {
	t.Parallel()
	c, id := shared(t)
	m := c.carried()["m1"]
	if err := os.WriteFile(filepath.Join(c.dir, m.File.Stored), []byte("other"), 0o600); err != nil {
		t.Fatal(err)
	}
	path, err := c.MakeExport(t.Context(), id, domain.ExportOrder{Format: domain.ExportWhatsApp, Media: true})
	if err != nil {
		t.Fatal(err)
	}
	in := unzipped(t, path)
	if len(in) != 2 {
		t.Errorf("%q", in)
	}
	for name, body := range in {
		if strings.HasSuffix(name, ".txt") && !strings.Contains(body, "<Medien ausgeschlossen>") {
			t.Errorf("%s", body)
		}
	}
}

// TestOnlyFilesThatWentAlongAreNoted: the person is told how many it were.
func TestOnlyFilesThatWentAlongAreNoted(t *testing.T) {
	t.Parallel()
	c, id := shared(t)
	c.check(os.WriteFile(filepath.Join(c.dir, c.carried()["m1"].File.Stored), []byte("other"), 0o600))
	for media, want := range map[bool]int{true: 1, false: 0} {
		h, path, err := c.HandOn(t.Context(), id, domain.ExportOrder{Media: media, Dossier: domain.DossierOrder{To: "ulm"}})
		if err != nil || h.Files != want {
			t.Errorf("with files %v: %d noted, %v", media, h.Files, err)
		}
		if media && len(unzipped(t, path)) != want+1 {
			t.Error("not as many as went along")
		}
	}
}

func TestEveryFileIsNotedBeforeItIsThere(t *testing.T) {
	t.Parallel()
	c, id := shared(t)
	order := domain.ExportOrder{Format: domain.ExportMarkdown, Expires: morning.Add(time.Hour)}
	first, err := c.MakeExport(t.Context(), id, order)
	if err != nil {
		t.Fatal(err)
	}
	second, err := c.MakeExport(t.Context(), id, order)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := c.SaveFile(t.Context(), c.carried()["m1"].ID)
	if err != nil {
		t.Fatal(err)
	}
	list, err := c.Exports(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		got = append(got, e.Path)
	}
	if !slices.Equal(got, []string{saved, second, first}) || list[0].Format != domain.ExportSaved {
		t.Errorf("%q", got)
	}
}

// refusing cannot note anything.
type refusing struct{ desk.Store }

var errNote = errors.New("no note")

func (refusing) AddExport(context.Context, domain.Exported) (domain.Exported, error) {
	return domain.Exported{}, errNote
}

func TestWithoutANoteThereIsNoFile(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, func(s desk.Store) desk.Store { return refusing{s} })
	c.relay.webhooks("+491: hallo")
	if _, err := c.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	chat, err := c.FindChat(t.Context(), "+491")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Export(t.Context(), chat.ID, "md"); !errors.Is(err, errNote) {
		t.Error(err)
	}
	if list, err := os.ReadDir(c.out); err != nil || len(list) > 0 {
		t.Errorf("%v %v", list, err)
	}
}

func TestAFileThatFailsLeavesNoNote(t *testing.T) {
	t.Parallel()
	c, id := shared(t)
	broken := errors.New("seal broke")
	_, err := c.MakeExport(t.Context(), id, domain.ExportOrder{Format: domain.ExportHTML, Seal: func(io.Writer) (io.WriteCloser, error) { return nil, broken }})
	if !errors.Is(err, broken) {
		t.Error(err)
	}
	if list, err := c.Exports(t.Context(), 0); err != nil || len(list) > 0 {
		t.Errorf("%v %v", list, err)
	}
}

func TestFilesRemoveThemselvesAndLeftoversGo(t *testing.T) {
	t.Parallel()
	c, id := shared(t)
	mine := filepath.Join(t.TempDir(), "elsewhere")
	kept, err := c.MakeExport(t.Context(), id, domain.ExportOrder{Format: domain.ExportText, Dir: mine})
	if err != nil {
		t.Fatal(err)
	}
	due, err := c.MakeExport(t.Context(), id, domain.ExportOrder{Format: domain.ExportMarkdown, Dir: mine, Expires: morning})
	if err != nil {
		t.Fatal(err)
	}
	left, hers := filepath.Join(mine, ".export-123"), filepath.Join(mine, ".export-notes")
	for _, path := range []string{left, hers} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	n, err := c.TidyExports(t.Context())
	if err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	for path, there := range map[string]bool{kept: true, due: false, left: false, hers: true} {
		if _, err := os.Lstat(path); (err == nil) != there {
			t.Errorf("%s: %v", path, err)
		}
	}
	if n, err := c.TidyExports(t.Context()); err != nil || n != 0 {
		t.Errorf("again: %d, %v", n, err)
	}
}

// TestADirectoryInItsPlaceStays: nothing but a file of ours is removed.
func TestADirectoryInItsPlaceStays(t *testing.T) {
	t.Parallel()
	c, id := shared(t)
	path, err := c.MakeExport(t.Context(), id, domain.ExportOrder{Format: domain.ExportText, Expires: morning})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
	if _, err := c.TidyExports(t.Context()); domain.CodeOf(err) != domain.CodeExists || strings.Contains(err.Error(), filepath.Base(path)) {
		t.Error(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// another is a message of somebody else, with a file of the same name.
func (c *cabinet) another(body string) domain.Message {
	c.t.Helper()
	c.relay.webhooks("+492: [document m3 Lebenslauf Luca.pdf]")
	c.relay.set(func(r *pretendRelay) {
		sum := sha256.Sum256([]byte(body))
		r.media["m3"] = []byte(body)
		n := domain.MediaNews{ID: "m3", State: domain.FileFetched, Size: int64(len(body)), SHA256: hex.EncodeToString(sum[:]), At: morning}
		r.append(domain.Event{Kind: domain.EventMedia, At: morning, Media: &n})
	})
	c.sync()
	chat, err := c.FindChat(c.t.Context(), "+492")
	c.check(err)
	list, err := c.Files(c.t.Context(), chat.ID)
	if err != nil || len(list) != 1 {
		c.t.Fatal(len(list), err)
	}
	return list[0]
}

// TestACopyOfWhatOthersHaveTooStays: two have sent the same job advertisement, and one
// of them is erased. With the other the copy goes as well.
func TestACopyOfWhatOthersHaveTooStays(t *testing.T) {
	t.Parallel()
	c, first := shared(t)
	theirs := c.another("%PDF-1.4 eins")
	path, err := c.SaveFile(t.Context(), theirs.ID)
	c.check(err)
	copied := filepath.Join(c.out, "hers.pdf")
	c.check(os.WriteFile(copied, []byte("%PDF-1.4 eins"), 0o600))
	for _, erased := range []struct {
		chat  int64
		stays bool
	}{{first, true}, {theirs.ChatID, false}} {
		_, err := c.Erase(t.Context(), erased.chat, domain.Erasure{})
		c.check(err)
		for _, p := range []string{path, copied} {
			if _, err := os.Lstat(p); (err == nil) != erased.stays {
				t.Errorf("%s, after chat %d: %v", filepath.Base(p), erased.chat, err)
			}
		}
	}
}

// TestAnEarlierFileOfTheSameNameTakesNothingAlong: she has moved a saved file away,
// and the next one of that name is somebody else's.
func TestAnEarlierFileOfTheSameNameTakesNothingAlong(t *testing.T) {
	t.Parallel()
	c, first := shared(t)
	theirs := c.another("%PDF-1.4 drei")
	var paths []string
	for _, id := range []int64{c.carried()["m1"].ID, theirs.ID} {
		path, err := c.SaveFile(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if paths = append(paths, path); len(paths) == 1 {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	if paths[0] != paths[1] {
		t.Fatalf("%v", paths)
	}
	if _, err := c.Erase(t.Context(), first, domain.Erasure{}); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(paths[1]); string(got) != "%PDF-1.4 drei" {
		t.Errorf("erasing one person took the file of another: %v", err)
	}
}

// TestAFileThatStaysIsNotRemovedForAnEarlierOne: the first of that name should have
// removed itself, but she did it before.
func TestAFileThatStaysIsNotRemovedForAnEarlierOne(t *testing.T) {
	t.Parallel()
	c, id := shared(t)
	make := func(expires time.Time) string {
		path, err := c.MakeExport(t.Context(), id, domain.ExportOrder{Format: domain.ExportText, Expires: expires})
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := make(morning.Add(time.Hour))
	if err := os.Remove(first); err != nil {
		t.Fatal(err)
	}
	second := make(time.Time{})
	c.now = morning.Add(2 * time.Hour)
	if n, err := c.TidyExports(t.Context()); n != 0 || err != nil || first != second {
		t.Errorf("%d, %v", n, err)
	}
	if _, err := os.Lstat(second); err != nil {
		t.Error(err)
	}
	list, err := c.Exports(t.Context(), id)
	if err != nil || len(list) != 2 || !list[0].Removed.IsZero() || list[1].Removed.IsZero() {
		t.Errorf("%+v, %v", list, err)
	}
}
