package desk_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
	"sprechstunde/internal/safego"
)

const (
	aPDF   = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
	anHTML = "<!doctype html><script>alert(1)</script>"
	aVoice = "OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x13OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00"
)

// withFile gives a message a file if its text is "[KIND ID NAME]".
func withFile(m domain.Message) domain.Message {
	inner, ok := strings.CutPrefix(m.Content.Text, "[")
	parts := strings.SplitN(strings.TrimSuffix(inner, "]"), " ", 3)
	if !ok || len(parts) != 3 {
		return m
	}
	mime := map[string]string{"document": "application/pdf", "voice": "audio/ogg; codecs=opus", "image": "image/png"}[parts[0]]
	m.Kind, m.Content.Text = domain.Kind(parts[0]), ""
	m.Content.Media = &domain.Media{ID: parts[1], Filename: parts[2], MIME: mime}
	return m
}

// fakeTools notes what they are asked for.
type fakeTools struct {
	mu     sync.Mutex
	opened []string
	played []string
	heard  []string
	says   string
	note   []byte // what Note records
	fails  error
}

func (f *fakeTools) Open(_ context.Context, path string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.opened = append(f.opened, path)
	return f.fails
}

func (f *fakeTools) Play(_ context.Context, path string, video bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.played = append(f.played, fmt.Sprint(filepath.Ext(path), video))
	return f.fails
}

func (f *fakeTools) Note(ctx context.Context, use func(io.ReadSeeker) error) error {
	if f.fails != nil {
		return f.fails
	}
	<-ctx.Done()
	return use(bytes.NewReader(f.note))
}

func (f *fakeTools) CanTranscribe() bool { return true }

func (f *fakeTools) Transcribe(_ context.Context, path string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.heard = append(f.heard, path)
	return f.says, f.fails
}

// cabinet is a stage with a media folder.
type cabinet struct {
	*stage
	dir, out string
	tools    *fakeTools
	free     uint64
}

func newCabinet(t *testing.T, wrap func(desk.Store) desk.Store) *cabinet {
	t.Helper()
	c := &cabinet{dir: filepath.Join(t.TempDir(), "media"), out: filepath.Join(t.TempDir(), "exports"), tools: &fakeTools{}, free: 1 << 40}
	folder, err := files.Open(files.Options{Dir: c.dir, Random: rand.Reader, Free: func(string) (uint64, error) { return c.free, nil }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := folder.Close(); err != nil {
			t.Error(err)
		}
	})
	c.stage = newStageWith(t, wrap, desk.Pen{Files: folder, Tools: c.tools, ExportDir: c.out, Recipients: []domain.Recipient{tom}})
	return c
}

// sends has the relay tell of a message with a file, and of the file.
func (c *cabinet) sends(kind, id, name, body string) {
	c.relay.webhooks("+491: [" + kind + " " + id + " " + name + "]")
	c.relay.set(func(r *pretendRelay) {
		r.media[id] = []byte(body)
		sum := sha256.Sum256([]byte(body))
		n := domain.MediaNews{ID: id, State: domain.FileFetched, Size: int64(len(body)), SHA256: hex.EncodeToString(sum[:]), At: morning}
		r.append(domain.Event{Kind: domain.EventMedia, At: morning, Media: &n})
	})
}

// carried returns the messages with files of the one person, by Meta's id.
func (c *cabinet) carried() map[string]domain.Message {
	c.t.Helper()
	chat, err := c.FindChat(c.t.Context(), "+491")
	if err != nil {
		c.t.Fatal(err)
	}
	list, err := c.Files(c.t.Context(), chat.ID)
	if err != nil {
		c.t.Fatal(err)
	}
	out := map[string]domain.Message{}
	for _, m := range list {
		out[m.File.Key] = m
	}
	return out
}

func (c *cabinet) inFolder() []string {
	c.t.Helper()
	list, err := os.ReadDir(c.dir)
	if err != nil {
		c.t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

func TestAFileIsTakenOverOpenedAndSaved(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	c.sends("document", "m1", "../Lebens\u202elauf\n.pdf", aPDF)
	c.sync()
	m := c.carried()["m1"]
	if f := m.File; f.State != domain.FileHere || f.Type != domain.FilePDF || f.Mismatch || f.Size != int64(len(aPDF)) {
		t.Fatalf("%+v", m.File)
	}
	if len(c.relay.let) != 1 || len(c.relay.media) != 0 {
		t.Error("the relay still has its copy")
	}
	if err := c.OpenFile(t.Context(), m.ID, false); err != nil {
		t.Fatal(err)
	}
	lent := c.tools.opened[0]
	if body, err := os.ReadFile(lent); err != nil || string(body) != aPDF || filepath.Dir(lent) != filepath.Join(c.dir, "open") {
		t.Errorf("%s: %q, %v", lent, body, err)
	}
	for _, want := range []string{"Lebenslauf.pdf", "Lebenslauf-2.pdf"} {
		path, err := c.SaveFile(t.Context(), m.ID)
		if err != nil || path != filepath.Join(c.out, want) {
			t.Error(path, err)
		}
	}
	chat, err := c.FindChat(t.Context(), "+491")
	if err != nil {
		t.Fatal(err)
	}
	th, err := c.Thread(t.Context(), chat.ID, 0, 0)
	if err != nil || th.Messages[0].File == nil || th.Messages[0].File.State != domain.FileHere {
		t.Errorf("%+v, %v", th.Messages, err)
	}
}

// TestWhatIsNotWhatItSays is never opened, whoever asks.
func TestWhatIsNotWhatItSays(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	for id, body := range map[string]string{
		"html": anHTML, "elf": "\x7fELF\x02\x01\x01", "desktop": "[Desktop Entry]\nExec=sh\n", "text": "nur Text",
	} {
		c.sends("document", id, id+".pdf", body)
	}
	c.sends("document", "rtf", "brief.rtf", `{\rtf1 Hallo}`)
	c.sync()
	got := c.carried()
	for _, id := range []string{"html", "elf", "desktop", "text"} {
		if !got[id].File.Mismatch {
			t.Errorf("%s passes for a PDF: %+v", id, got[id].File)
		}
		if err := c.OpenFile(t.Context(), got[id].ID, true); domain.CodeOf(err) != domain.CodeMismatch {
			t.Errorf("%s: %v", id, err)
		}
		if path, err := c.SaveFile(t.Context(), got[id].ID); err != nil || filepath.Base(path) != id+".bin" && filepath.Base(path) != id+"_pdf.bin" {
			t.Error(path, err)
		}
	}
	if len(c.tools.opened) != 0 {
		t.Errorf("opened %v", c.tools.opened)
	}
	// Called .rtf and said to be a PDF: that is a lie as well.
	if err := c.OpenFile(t.Context(), got["rtf"].ID, true); domain.CodeOf(err) != domain.CodeMismatch {
		t.Error(err)
	}
}

func TestAskFirst(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	c.relay.webhooks("+491: [file m1 brief.rtf]") // says nothing about its type
	c.sends("file", "m1", "brief.rtf", `{\rtf1 Hallo}`)
	c.sync()
	m := c.carried()["m1"]
	err := c.OpenFile(t.Context(), m.ID, false)
	var asked *domain.Error
	if !errors.As(err, &asked) || asked.Code != domain.CodeAskFirst || asked.Detail != "office" {
		t.Fatal(err)
	}
	if err := c.OpenFile(t.Context(), m.ID, true); err != nil || len(c.tools.opened) != 1 {
		t.Error(c.tools.opened, err)
	}
	if err := c.Play(t.Context(), m.ID); domain.CodeOf(err) != domain.CodeMismatch {
		t.Error(err)
	}
	if err := c.OpenFile(t.Context(), 999, true); domain.CodeOf(err) != domain.CodeNotFound {
		t.Error(err)
	}
}

// TestTheDiskHasChangedIt: neither a changed file nor a link in its place is
// handed to anybody.
func TestTheDiskHasChangedIt(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	for _, id := range []string{"changed", "gone", "link"} {
		c.sends("document", id, "cv.pdf", aPDF)
	}
	c.sync()
	got := c.carried()
	at := func(id string) string { return filepath.Join(c.dir, got[id].File.Stored) }
	elsewhere := filepath.Join(t.TempDir(), "secret.pdf")
	for _, err := range []error{
		os.WriteFile(at("changed"), []byte(aPDF[:10]+"X"+aPDF[11:]), 0o600),
		os.Remove(at("gone")), os.Remove(at("link")), os.WriteFile(elsewhere, []byte(aPDF), 0o600), os.Symlink(elsewhere, at("link")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for id, m := range got {
		_, saving := c.SaveFile(t.Context(), m.ID)
		for _, err := range []error{c.OpenFile(t.Context(), m.ID, true), saving} {
			var lost *domain.Error
			if !errors.As(err, &lost) || lost.Code != domain.CodeFileLost || lost.Detail != string(domain.LossDamaged) {
				t.Errorf("%s: %v", id, err)
			}
		}
	}
}

// TestAFileThatDoesNotComeKeepsNoOtherBack and what cannot be had is shown as
// lost, with the reason.
func TestAFileThatDoesNotComeKeepsNoOtherBack(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	c.sends("document", "wrong", "cv.pdf", aPDF)
	c.sends("document", "long", "cv.pdf", aPDF)
	c.sends("document", "forgotten", "cv.pdf", aPDF)
	c.sends("document", "good", "cv.pdf", aPDF)
	c.relay.set(func(r *pretendRelay) {
		r.media["wrong"] = []byte(strings.ToUpper(aPDF))
		r.media["long"] = bytes.Repeat([]byte(aPDF), 100)
		delete(r.media, "forgotten")
	})
	for range 3 {
		_, err := c.Sync(t.Context())
		if err != nil && domain.CodeOf(err) != domain.CodeInternal {
			t.Fatal(err)
		}
	}
	got := c.carried()
	for id, why := range map[string]domain.LossReason{"wrong": domain.LossSum, "long": domain.LossSum, "forgotten": domain.LossHandedOn} {
		if f := got[id].File; f.State != domain.FileLost || f.Reason != why {
			t.Errorf("%s: %+v", id, f)
		}
		if err := c.OpenFile(t.Context(), got[id].ID, true); domain.CodeOf(err) != domain.CodeFileLost {
			t.Error(err)
		}
	}
	if got["good"].File.State != domain.FileHere || len(c.inFolder()) != 1 {
		t.Errorf("%+v, in the folder: %v", got["good"].File, c.inFolder())
	}
	c.sends("document", "wrong", "cv.pdf", aPDF) // the relay has fetched it anew
	c.sync()
	if f := c.carried()["wrong"].File; f.State != domain.FileHere {
		t.Errorf("%+v", f)
	}
}

// TestAConnectionThatBreaks leaves nothing, and the file comes the next time.
func TestAConnectionThatBreaks(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	c.sends("document", "m1", "cv.pdf", aPDF)
	c.relay.set(func(r *pretendRelay) { r.cut = 5 })
	if _, err := c.Sync(t.Context()); domain.CodeOf(err) != domain.CodeRelayDown {
		t.Fatal(err)
	}
	if m := c.carried()["m1"]; m.File.State != domain.FileFetched || len(c.inFolder()) != 0 {
		t.Errorf("%+v, %v", m.File, c.inFolder())
	}
	if err := c.OpenFile(t.Context(), c.carried()["m1"].ID, true); domain.CodeOf(err) != domain.CodeNotHere {
		t.Error(err)
	}
	c.relay.set(func(r *pretendRelay) { r.cut = 0 })
	c.sync()
	if m := c.carried()["m1"]; m.File.State != domain.FileHere {
		t.Errorf("%+v", m.File)
	}
}

// breaks is a store that fails where it is told to, as if the program had ended
// there.
type breaks struct {
	desk.Store
	here, forgotten bool
}

var errKilled = errors.New("killed")

func (b *breaks) FileHere(ctx context.Context, f domain.File) (domain.Changes, error) {
	if b.here {
		panic(errKilled) // nothing after it runs
	}
	return b.Store.FileHere(ctx, f)
}

func (b *breaks) FileForgotten(ctx context.Context, key string) error {
	if b.forgotten {
		panic(errKilled)
	}
	return b.Store.FileForgotten(ctx, key)
}

// TestKilledOnTheWay ends the desk between the steps of taking over.
func TestKilledOnTheWay(t *testing.T) {
	t.Parallel()
	var b *breaks
	c := newCabinet(t, func(s desk.Store) desk.Store { b = &breaks{Store: s}; return b })
	c.sends("document", "m1", "cv.pdf", aPDF)
	kill := func() {
		defer func() {
			if recover() == nil {
				t.Error("it was not killed")
			}
		}()
		_, _ = c.again().Sync(t.Context())
	}
	b.here = true
	kill() // the file is in the folder, and nobody knows
	kill()
	if n := len(c.inFolder()); n != 1 {
		t.Errorf("%d files after two kills", n)
	}
	b.here, b.forgotten = false, true
	kill() // the relay was told, and nobody knows
	b.forgotten = false
	c.sync()
	if m := c.carried()["m1"]; m.File.State != domain.FileHere || len(c.inFolder()) != 1 || m.File.Stored != c.inFolder()[0] {
		t.Errorf("%+v, %v", m.File, c.inFolder())
	}
	if err := c.OpenFile(t.Context(), c.carried()["m1"].ID, false); err != nil {
		t.Error(err)
	}
}

func TestFullDiskOfTheDesk(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	c.free = 1 << 20
	c.sends("document", "m1", "cv.pdf", aPDF)
	if _, err := c.Sync(t.Context()); domain.CodeOf(err) != domain.CodeDiskFull {
		t.Fatal(err)
	}
	if m := c.carried()["m1"]; m.File.State != domain.FileFetched {
		t.Errorf("%+v", m.File)
	}
	c.free = 1 << 40
	c.sync()
	if m := c.carried()["m1"]; m.File.State != domain.FileHere {
		t.Errorf("%+v", m.File)
	}
}

// TestVoiceNotesAreWrittenDown by the loop, one after the other; a failure is
// kept, and what is no voice note is left alone.
func TestVoiceNotesAreWrittenDown(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	c.tools.says = "ich suche etwas in der Pflege"
	c.sends("voice", "v1", " ", aVoice)
	c.sends("document", "d1", "cv.pdf", aPDF)
	c.until(func() bool {
		list := c.carried()
		return list["v1"].File.Transcript != nil && list["d1"].File.State == domain.FileHere
	})
	got := c.carried()
	if tr := got["v1"].File.Transcript; tr == nil || tr.Text != c.tools.says || tr.Failed {
		t.Errorf("%+v", tr)
	}
	if got["d1"].File.Transcript != nil || len(c.tools.heard) != 1 {
		t.Errorf("heard %v", c.tools.heard)
	}
	c.tools.fails, c.tools.says = errors.New("broken"), ""
	if tr, err := c.Transcribe(t.Context(), got["v1"].ID); err != nil || !tr.Failed || tr.Text != "" {
		t.Errorf("%+v, %v", tr, err)
	}
	if _, err := c.Transcribe(t.Context(), got["d1"].ID); domain.CodeOf(err) != domain.CodeNoSound {
		t.Error(err)
	}
	c.tools.fails = nil
	if err := c.Play(t.Context(), got["v1"].ID); err != nil || c.tools.played[0] != ".oggfalse" {
		t.Error(c.tools.played, err)
	}
	if path, err := c.SaveFile(t.Context(), got["v1"].ID); err != nil || filepath.Base(path) != "2026-11-23-070000.ogg" {
		t.Error(path, err)
	}
}

// until runs the desk until something is so.
func (c *cabinet) until(so func() bool) {
	c.t.Helper()
	ctx, cancel := context.WithCancel(c.t.Context())
	defer cancel()
	done := safego.Go("desk", func(err error) { c.t.Error(err) }, func() { c.Run(ctx) })
	for range c.Changes() {
		if so() {
			break
		}
	}
	cancel()
	<-done
}

func TestPictureOfAFile(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 20, 10))); err != nil {
		t.Fatal(err)
	}
	c.sends("image", "p1", " ", b.String())
	bomb := bytes.Clone(b.Bytes())
	copy(bomb[16:], "\x00\x00\xff\xff\x00\x00\xff\xff")
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	c.sends("image", "bomb", " ", string(bomb))
	c.sends("document", "d1", "cv.pdf", aPDF)
	c.sync()
	got := c.carried()
	p, err := c.Picture(t.Context(), got["p1"].ID, 10, 10)
	if err != nil || p.Width != 20 || p.Height != 10 || len(p.Cells) != 3 || len(p.Cells[0]) != 10 {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := c.Picture(t.Context(), got["d1"].ID, 10, 10); domain.CodeOf(err) != domain.CodeMismatch {
		t.Error(err)
	}
	if _, err := c.Picture(t.Context(), got["bomb"].ID, 10, 10); domain.CodeOf(err) != domain.CodePicture {
		t.Errorf("a bomb was drawn: %v", err)
	}
}
