package desk_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"

	"github.com/google/go-cmp/cmp"
)

const (
	theForm  = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
	thePhoto = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
)

// office is a stage with a media folder and a folder of the adviser's own.
type office struct {
	*stage
	own   string
	media *files.Folder
	dir   string // of the media folder
	chat  domain.Chat
}

func newOffice(t *testing.T) *office {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "media")
	media, err := files.Open(files.Options{Dir: dir, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := media.Close(); err != nil {
			t.Error(err)
		}
	})
	o := &office{own: t.TempDir(), media: media, dir: dir}
	open := func(name string) (fs.File, error) { return os.Open(filepath.Join(o.own, name)) }
	pen := desk.Pen{
		Me: "Maja", Files: media, Source: open, AnswerFile: open,
		Places: []domain.Place{{Name: "Haus", Latitude: 52.5, Longitude: 13.4}}, Cards: []domain.Card{{Name: "Sam Weber", Phones: []string{"+4930123"}}},
		Care: desk.Care{Card: "Im Notfall 112", Lines: []domain.HelpLine{{Number: "112"}}},
	}
	o.stage = newStageWith(t, nil, pen)
	o.relay.answer = true
	o.chat = o.stage.chat()
	return o
}

func (o *office) put(name, content string) {
	o.t.Helper()
	if err := os.WriteFile(filepath.Join(o.own, name), []byte(content), 0o600); err != nil {
		o.t.Fatal(err)
	}
}

// attached puts a file into the adviser's folder and attaches it.
func (o *office) attached(name, content string) domain.Attachment {
	o.t.Helper()
	o.put(name, content)
	a, err := o.Attach(o.t.Context(), name, domain.AttachBest)
	if err != nil {
		o.t.Fatal(err)
	}
	return a
}

func (o *office) reply(text string, list ...domain.Attachment) domain.Reply {
	return domain.Reply{ChatID: o.chat.ID, To: o.chat.Contact.Address(), Text: text, Now: true, Files: list}
}

func (o *office) sends(r domain.Reply) domain.Message {
	o.t.Helper()
	m, err := o.Send(o.t.Context(), r)
	if err != nil {
		o.t.Fatal(err)
	}
	return m
}

// awaits follows a send to its end.
func (o *office) awaits(uuid string) domain.Message {
	o.t.Helper()
	m, err := o.Await(o.t.Context(), uuid, o.now.Add(time.Second))
	if err != nil {
		o.t.Fatal(err)
	}
	return m
}

// handed are the sends that the relay was told of, in order.
func (o *office) handed() []string {
	o.relay.mu.Lock()
	defer o.relay.mu.Unlock()
	var uuids []string
	for _, s := range o.relay.puts {
		uuids = append(uuids, s.UUID)
	}
	return uuids
}

func (o *office) lies() []string {
	o.t.Helper()
	names, err := o.media.Names()
	if err != nil {
		o.t.Fatal(err)
	}
	slices.Sort(names)
	return names
}

// TestAttachedFileIsAsItWas: changing and removing the original later changes
// nothing of what leaves, also over a restart.
func TestAttachedFileIsAsItWas(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a := o.attached("Anfahrt.pdf", theForm)
	if err := o.SaveDraft(t.Context(), domain.Draft{ChatID: o.chat.ID, Text: "Hallo", Files: []domain.Attachment{a}, Revision: 1}); err != nil {
		t.Fatal(err)
	}
	o.put("Anfahrt.pdf", "%PDF-1.7 something else")
	if err := os.Remove(filepath.Join(o.own, "Anfahrt.pdf")); err != nil {
		t.Fatal(err)
	}
	o.Desk = o.again() // killed
	thread, err := o.Thread(t.Context(), o.chat.ID, 0, 0)
	if err != nil || len(thread.Draft.Files) != 1 || thread.Draft.Files[0] != a || !thread.Chat.Draft {
		t.Fatalf("the draft is %+v, %v", thread.Draft, err)
	}
	m := o.sends(o.reply("Hallo, hier der Weg", thread.Draft.Files...))
	o.awaits(m.UUID)
	if len(o.relay.uploads) != 1 || string(o.relay.uploads[0].data) != theForm || o.relay.uploads[0].name != "Anfahrt.pdf" || o.relay.uploads[0].mime != "application/pdf" {
		t.Errorf("uploaded %q", o.relay.uploads)
	}
	put := o.relay.puts[len(o.relay.puts)-1]
	if put.Kind != domain.SendMedia || *put.Media != (domain.SendFile{ID: "media-1", Kind: domain.KindDocument, Filename: "Anfahrt.pdf"}) || put.Text != "Hallo, hier der Weg" {
		t.Errorf("handed over %+v %+v", put, put.Media)
	}
	list := o.messages(o.chat.ID)
	sent := list[len(list)-1]
	if sent.Kind != domain.KindDocument || sent.File == nil || sent.File.State != domain.FileHere || sent.File.Stored != a.Stored || sent.Content.Media.Filename != "Anfahrt.pdf" {
		t.Errorf("the chat shows %+v, file %+v", sent.Content.Media, sent.File)
	}
	if thread, _ = o.Thread(t.Context(), o.chat.ID, 0, 0); !thread.Draft.Blank() {
		t.Errorf("the draft is still %+v", thread.Draft)
	}
}

// TestReplyOfSeveralMessages: they are stored together, leave in their order,
// and come back together.
func TestReplyOfSeveralMessages(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a, b := o.attached("a.pdf", theForm), o.attached("b.jpg", thePhoto)
	long := strings.Repeat("Der Weg ist weit. ", 70) // more than a caption takes
	r := o.reply(long, a, b)
	r.Now = false
	m := o.sends(r)
	how, draft, err := o.TakeBack(t.Context(), m.UUID)
	if err != nil || how != domain.TakenBack {
		t.Fatal(how, err)
	}
	if strings.TrimSpace(draft.Text) != strings.TrimSpace(long) || len(draft.Files) != 2 || draft.Files[0].Stored != a.Stored || draft.Files[1].Stored != b.Stored {
		t.Fatalf("the draft is %q with %+v", draft.Text, draft.Files)
	}
	if got := len(o.messages(o.chat.ID)); got != 1 {
		t.Errorf("%d messages are left", got)
	}
	if len(o.relay.uploads) != 0 {
		t.Error("something was uploaded")
	}
	m = o.sends(o.reply(long, draft.Files...))
	o.awaits(m.UUID)
	uuids, err := o.MessagesOf(t.Context(), m.UUID)
	if err != nil || len(uuids) != 3 {
		t.Fatal(uuids, err)
	}
	var kinds []domain.Kind
	for _, m := range o.messages(o.chat.ID)[1:] {
		kinds = append(kinds, m.Kind)
	}
	if !slices.Equal(kinds, []domain.Kind{domain.KindText, domain.KindDocument, domain.KindImage}) {
		t.Errorf("in the chat: %v", kinds)
	}
	var put []string
	for _, s := range o.relay.puts {
		put = append(put, string(s.Kind))
	}
	if !slices.Equal(put, []string{"text", "media", "media"}) {
		t.Errorf("handed over in this order: %v", put)
	}
}

// TestUploadComesBeforeTheHandover: an upload that fails is tried again and holds
// up only what goes to the same person; a desk that is killed between upload and
// handover sends once.
func TestUploadComesBeforeTheHandover(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.relay.webhooks("+492: guten Tag")
	o.sync()
	other, err := o.FindChat(t.Context(), "+492")
	if err != nil {
		t.Fatal(err)
	}
	o.relay.spurn = domain.Fail(domain.CodeMetaDown, "", errors.New("a fault at Meta"))
	file := o.sends(o.reply("", o.attached("a.pdf", theForm)))
	o.sends(o.reply("und noch etwas"))
	text := o.send(other, "an jemand anderen")
	if m := o.awaits(text.UUID); m.Status != domain.StatusAccepted || !slices.Equal(o.handed(), []string{text.UUID}) {
		t.Fatalf("somebody else's text is %s, handed over %v", m.Status, o.handed())
	}
	if _, err := o.Await(t.Context(), file.UUID, o.now); domain.CodeOf(err) != domain.CodeMetaDown {
		t.Fatal(err)
	}
	o.relay.spurn = nil
	o.relay.stumble = file.UUID // the relay cannot take it now
	if _, err := o.Await(t.Context(), file.UUID, o.now); err == nil {
		t.Fatal("nothing went wrong")
	}
	if len(o.relay.uploads) != 1 {
		t.Fatalf("%d uploads", len(o.relay.uploads))
	}
	o.Desk, o.relay.stumble = o.again(), "" // killed between upload and handover
	o.awaits(file.UUID)
	if len(o.relay.uploads) != 1 {
		t.Errorf("uploaded %d times although the id was kept", len(o.relay.uploads))
	}
	n := 0
	for _, s := range o.relay.puts {
		if s.UUID == file.UUID {
			n++
		}
	}
	if n != 1 {
		t.Errorf("handed over %d times", n)
	}
}

// TestSyncFinishesAFile: line mode was killed before the upload; the next sync
// uploads and hands over what the adviser has sent.
func TestSyncFinishesAFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	file := o.sends(o.reply("im Anhang", o.attached("a.pdf", theForm)))
	o.Desk = o.again()
	o.sync()
	if got := o.handed(); !slices.Equal(got, []string{file.UUID}) || len(o.relay.uploads) != 1 {
		t.Errorf("handed over %v, uploaded %d times", got, len(o.relay.uploads))
	}
}

// TestCrisisCardWaitsForNoFile: a person in distress gets the card while the file
// that was sent to them before it is not uploaded yet; other texts keep their
// place.
func TestCrisisCardWaitsForNoFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	file := o.sends(o.reply("", o.attached("a.pdf", theForm)))
	after := o.sends(o.reply("und noch etwas"))
	var card domain.Message
	o.relay.reading = func() { // she writes in distress while it is on its way
		if card.UUID == "" {
			card = o.sends(o.reply("Im Notfall 112"))
			o.sync()
		}
	}
	o.awaits(file.UUID)
	if got := o.handed(); !slices.Equal(got, []string{card.UUID, file.UUID, after.UUID}) {
		t.Errorf("handed over %v, the card is %s", got, card.UUID)
	}
}

// TestFileThatIsNeverTaken: a refusal for good ends as failed with Meta's reason
// in words, and what was written after it leaves.
func TestFileThatIsNeverTaken(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.relay.spurn = domain.Fail(domain.CodeRefused, "wrong type", nil)
	file := o.sends(o.reply("", o.attached("a.pdf", theForm)))
	after := o.sends(o.reply("danach"))
	if m := o.awaits(file.UUID); m.Status != domain.StatusFailed || m.Failure == nil || m.Failure.Code != 131053 {
		t.Errorf("got %s, %+v", m.Status, m.Failure)
	}
	if m := o.awaits(after.UUID); m.Status != domain.StatusAccepted {
		t.Errorf("what followed is %s", m.Status)
	}
	o.relay.spurn = nil
	again, err := o.Resend(t.Context(), file.UUID)
	if err != nil {
		t.Fatal(err)
	}
	if m := o.awaits(again.UUID); m.Status != domain.StatusAccepted || m.Kind != domain.KindDocument || len(o.relay.uploads) != 1 {
		t.Errorf("again: %s, %s, %d uploads", m.Status, m.Kind, len(o.relay.uploads))
	}
}

// TestResendLeavesTheDraft: what fails again and again takes nothing with it
// that she has begun to write meanwhile.
func TestResendLeavesTheDraft(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.relay.spurn = domain.Fail(domain.CodeRefused, "wrong type", nil)
	file := o.sends(o.reply("", o.attached("a.pdf", theForm)))
	o.awaits(file.UUID)
	want := domain.Draft{ChatID: o.chat.ID, Text: "mein langer Entwurf", Files: []domain.Attachment{o.attached("b.jpg", thePhoto)}, Revision: 50, At: morning}
	if err := o.SaveDraft(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Resend(t.Context(), file.UUID); err != nil {
		t.Fatal(err)
	}
	th, err := o.Thread(t.Context(), o.chat.ID, 0, 0)
	if diff := cmp.Diff(want, th.Draft); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

// TestFileThatIsGone is never replaced by another one.
func TestFileThatIsGone(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a := o.attached("a.pdf", theForm)
	m := o.sends(o.reply("", a))
	if err := o.media.Remove(a.Stored); err != nil {
		t.Fatal(err)
	}
	if m := o.awaits(m.UUID); m.Status != domain.StatusFailed || m.Failure == nil || m.Failure.Code != domain.FailureFileGone {
		t.Errorf("got %s, %+v", m.Status, m.Failure)
	}
}

// TestFileThatWasChanged is not uploaded, be it as long as the one that was
// attached.
func TestFileThatWasChanged(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a := o.attached("a.pdf", theForm)
	m := o.sends(o.reply("", a))
	path, err := o.media.Path(a.Stored)
	o.must(err)
	o.must(os.WriteFile(path, []byte(strings.ToUpper(theForm)), 0o600))
	if m := o.awaits(m.UUID); m.Status != domain.StatusFailed || m.Failure == nil || m.Failure.Code != domain.FailureFileGone || len(o.relay.uploads) != 0 {
		t.Errorf("got %s, %+v, %d uploads", m.Status, m.Failure, len(o.relay.uploads))
	}
}

// TestWhatCannotBeAttached leaves nothing in the media folder.
func TestWhatCannotBeAttached(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.put("leer.pdf", "")
	o.put("gelogen.pdf", "<!doctype html><html><script>alert(1)</script></html>")
	o.put("bild.heic", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
	if err := os.Mkdir(filepath.Join(o.own, "ordner"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"leer.pdf": "empty", "gelogen.pdf": "page", "bild.heic": "heic", "ordner": "no_file ordner", "fehlt.pdf": "no_file fehlt.pdf"} {
		_, err := o.Attach(t.Context(), name, domain.AttachBest)
		var e *domain.Error
		if !errors.As(err, &e) || e.Code != domain.CodeFile || e.Detail != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left := o.lies(); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	a := o.attached("ok.pdf", theForm)
	if err := o.DropFiles(t.Context(), []domain.Attachment{a}); err != nil || len(o.lies()) != 0 {
		t.Errorf("dropped: %v, %v", o.lies(), err)
	}
}

// TestFilesInUseAreKept: what a draft or a send refers to is not dropped.
func TestFilesInUseAreKept(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a, b := o.attached("a.pdf", theForm), o.attached("b.pdf", theForm)
	if err := o.SaveDraft(t.Context(), domain.Draft{ChatID: o.chat.ID, Files: []domain.Attachment{a}, Revision: 1}); err != nil {
		t.Fatal(err)
	}
	o.relay.webhooks("+492: guten Tag")
	o.sync()
	o.sends(o.reply("", b))
	c, err := o.FindChat(t.Context(), "+492")
	if err != nil {
		t.Fatal(err)
	}
	if err := o.SaveDraft(t.Context(), domain.Draft{ChatID: c.ID, Files: []domain.Attachment{a}, Revision: 1}); err != nil {
		t.Fatal(err)
	}
	if err := o.DropFiles(t.Context(), []domain.Attachment{a, b}); err != nil || len(o.lies()) != 2 {
		t.Errorf("left: %v, %v", o.lies(), err)
	}
}

// TestPlacesAndCardsLeave: neither is a text, so the draft stays, and taking one
// back gives the draft nothing.
func TestPlacesAndCardsLeave(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	if err := o.SaveDraft(t.Context(), domain.Draft{ChatID: o.chat.ID, Text: "angefangen", Revision: 1}); err != nil {
		t.Fatal(err)
	}
	place := o.reply("")
	place.Place, place.Now = &o.Places()[0], false
	m := o.sends(place)
	if m.Kind != domain.KindLocation || m.Content.Place == nil || m.Content.Place.Name != "Haus" {
		t.Errorf("in the chat: %+v", m)
	}
	how, draft, err := o.TakeBack(t.Context(), m.UUID)
	if err != nil || how != domain.TakenBack || draft.Text != "angefangen" {
		t.Errorf("taken back: %s, %+v, %v", how, draft, err)
	}
	card := o.reply("")
	card.Cards = o.Cards()
	if m := o.awaits(o.sends(card).UUID); m.Kind != domain.KindContacts || m.Status != domain.StatusAccepted || m.Content.Cards[0].Name != "Sam Weber" {
		t.Errorf("the card: %+v", m)
	}
	if p := o.relay.puts[len(o.relay.puts)-1]; p.Kind != domain.SendCards || len(p.Cards) != 1 {
		t.Errorf("handed over %+v", p)
	}
}

// TestWhatCannotWait: only a text can be parked, and Meta keeps a file for 30
// days.
func TestWhatCannotWait(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	park, late := o.reply("", o.attached("a.pdf", theForm)), o.reply("", o.attached("b.pdf", theForm))
	park.Park, late.At = true, o.now.Add(29*24*time.Hour)
	place := o.reply("")
	place.Place, place.Park = &o.Places()[0], true
	for _, r := range []domain.Reply{park, late, place} {
		if _, err := o.Send(t.Context(), r); domain.CodeOf(err) != domain.CodeNoWait {
			t.Errorf("got %v", err)
		}
	}
	late.At = o.now.Add(20 * time.Hour)
	if m := o.sends(late); m.Wait != domain.WaitScheduled {
		t.Errorf("it does not wait: %+v", m)
	}
}

// TestAnswerBringsItsFiles: what can be had comes, what cannot is said.
func TestAnswerBringsItsFiles(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.put("anfahrt.pdf", theForm)
	err := o.PutAnswer(t.Context(), domain.Answer{Key: "anfahrt", Title: "Anfahrt", Body: "So findest du uns.", Files: []string{"anfahrt.pdf", "fehlt.pdf"}})
	if err != nil {
		t.Fatal(err)
	}
	list, err := o.AttachAnswers(t.Context(), "anfahrt")
	if domain.CodeOf(err) != domain.CodeFile || len(list) != 1 || list[0].From != "anfahrt" || list[0].Name != "anfahrt.pdf" {
		t.Errorf("got %+v, %v", list, err)
	}
}

// TestFilesTakenBackLaterKeepTheirOrder: the relay could not be asked at once.
func TestFilesTakenBackLaterKeepTheirOrder(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a, b, c := o.attached("a.pdf", theForm), o.attached("b.jpg", thePhoto), o.attached("c.pdf", theForm+"c")
	r := o.reply("Bitte zuerst a", a, b, c)
	r.Now = false
	m := o.sends(r)
	o.relay.fail = domain.Fail(domain.CodeRelayDown, "", nil)
	if how, _, err := o.TakeBack(t.Context(), m.UUID); err != nil || how != domain.TakeBackOpen {
		t.Fatal(how, err)
	}
	o.relay.fail = nil
	if _, err := o.Await(t.Context(), m.UUID, o.now.Add(time.Second)); domain.CodeOf(err) != domain.CodeNotFound {
		t.Fatal(err)
	}
	thread, err := o.Thread(t.Context(), o.chat.ID, 0, 0)
	if err != nil || !slices.Equal(thread.Draft.Files, []domain.Attachment{a, b, c}) || thread.Draft.Text != r.Text {
		t.Errorf("the draft is %+v, %v", thread.Draft, err)
	}
}

// TestTakenBackFileKnowsItsAnswer: else another answer would go with the files of
// both.
func TestTakenBackFileKnowsItsAnswer(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a := o.attached("anfahrt.pdf", theForm)
	a.From = "anfahrt"
	r := o.reply("So findest du uns.", a)
	r.Now = false
	how, draft, err := o.TakeBack(t.Context(), o.sends(r).UUID)
	if err != nil || how != domain.TakenBack || len(draft.Files) != 1 || draft.Files[0] != a {
		t.Errorf("%s with %+v, %v", how, draft.Files, err)
	}
}

// TestUploadsAreSeen: how far a file is shows while it is on its way, and no
// longer.
func TestUploadsAreSeen(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	m := o.sends(o.reply("", o.attached("a.pdf", theForm+strings.Repeat("x", 1<<20))))
	seen := 0
	o.relay.reading = func() {
		if p, on := o.Uploading(m.UUID); on {
			seen = max(seen, p)
		}
	}
	o.awaits(m.UUID)
	if _, on := o.Uploading(m.UUID); on || seen == 0 {
		t.Errorf("seen up to %d %%, still on: %v", seen, on)
	}
}

// TestRefusedFileComesBack: what WhatsApp refuses because the window is shut is
// the draft again, with its file; nothing of it is parked without it.
func TestRefusedFileComesBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a := o.attached("a.pdf", theForm)
	o.relay.answer = false
	m := o.sends(o.reply("dazu das Formular", a))
	o.sync()
	o.result(domain.SendResult{UUID: m.UUID, State: domain.SendFailed, At: o.now, Failure: &domain.Failure{Code: 131047, Title: "Re-engagement message"}})
	thread, err := o.Thread(context.WithoutCancel(t.Context()), o.chat.ID, 0, 0)
	if err != nil || thread.Draft.Text != "dazu das Formular" || len(thread.Draft.Files) != 1 || thread.Draft.Files[0].Stored != a.Stored {
		t.Errorf("the draft is %+v, %v", thread.Draft, err)
	}
}
