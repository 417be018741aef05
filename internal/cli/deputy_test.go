package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

// run runs a command line in the home of somebody.
func (p *pair) run(name string, args ...string) (out string, status int) {
	p.t.Helper()
	dir := filepath.Join(p.dir, name)
	a := p.app()
	var both bytes.Buffer
	a.Out, a.Err, a.Version = &both, &both, "test"
	a.Clock = p.now
	a.Terminal = func() bool { return false }
	a.Env = func(key string) (string, bool) {
		v, ok := map[string]string{"SPRECHSTUNDE_HOME": dir, "LC_ALL": "de_DE.UTF-8", "SPRECHSTUNDE_PASSPHRASE": "vier Wörter ohne Sinn"}[key]
		return v, ok
	}
	status = a.Run(p.t.Context(), args)
	return both.String(), status
}

func (p *pair) must(name string, args ...string) string {
	p.t.Helper()
	out, status := p.run(name, args...)
	if status != 0 {
		p.t.Fatalf("%s %q: %s", name, args, out)
	}
	return out
}

func (p *pair) configure(name string) {
	p.t.Helper()
	w := p.cfg.WhatsApp
	text := fmt.Sprintf(`adviser: {name: %s, team: Beratung}
language: de
send: {hold: 0s, outside: now}
relay: {url: %q, token: pssst}
whatsapp: {phone_number_id: %q, business_account_id: %q, api_url: %q}
`, name, p.cfg.Relay.URL, w.PhoneNumberID, w.BusinessAccountID, w.APIURL)
	dir := filepath.Join(p.dir, name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// TestAHolidayWithADeputy goes there and back: the bundle, who may write when,
// the drafts of both, and what is told at the end.
func TestAHolidayWithADeputy(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.configure("Maja")
	nele := fakewa.Person{Name: "Nele", Phone: "+4915550108888"}
	maja := p.desk("Maja")
	chat := p.hear(maja, luca, "hallo")
	other := p.hear(maja, nele, "ich auch")
	if err := maja.desk.SaveDraft(t.Context(), domain.Draft{ChatID: chat.ID, Text: "angefangen von Maja", Revision: 1}); err != nil {
		t.Fatal(err)
	}
	maja.close()
	out := p.must("Maja", "deputy", "start", "Tom", "--until", "2099-12-31", "--passphrase", "--to", filepath.Join(p.dir, "out"))
	if !strings.Contains(out, "Übergeben an Tom") || !strings.Contains(out, "Letzter Tag ist 2099-12-31. Am Tag danach") {
		t.Errorf("start: %s", out)
	}
	bundle := onlyBackup(t, filepath.Join(p.dir, "out"))

	// Her desk reads now, also while no other runs; a draft is possible all the same.
	if out, status := p.run("Maja", "send", luca.Phone, "--text", "Hallo Luca, hier ist Maja.", "--now"); status != exitFailed || !strings.Contains(out, "Tom") {
		t.Errorf("the desk that handed over sends: %d %s", status, out)
	}
	if out := p.must("Maja", "deputy"); !strings.Contains(out, "Tom vertritt dich") {
		t.Errorf("deputy: %s", out)
	}
	maja = p.desk("Maja")
	if err := maja.desk.SaveDraft(t.Context(), domain.Draft{ChatID: other.ID, Text: "unterwegs von Maja", Revision: 1}); err != nil {
		t.Fatal(err)
	}
	maja.close()

	// The deputy opens the bundle, finds her draft, answers and promises.
	p.must("Tom", "restore", bundle)
	if err := os.Remove(filepath.Join(p.dir, "Tom", "config.yaml")); err != nil {
		t.Fatal(err)
	}
	p.configure("Tom")
	// Meta tells whole seconds: this one comes after the handing over also by them.
	next := time.Now().Add(time.Second)
	if err := p.meta.Deliver(t.Context(), fakewa.Text(nele, "noch eine Frage").At(next)); err != nil {
		t.Fatal(err)
	}
	p.must("Tom", "sync")
	tom := p.desk("Tom")
	theirs, err := tom.desk.FindChat(t.Context(), luca.Phone)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := tom.desk.Thread(t.Context(), theirs.ID, 0, 0); err != nil || got.Draft.Text != "angefangen von Maja" {
		t.Errorf("her draft is %q there, %v", got.Draft.Text, err)
	}
	tom.say(theirs, "Antwort von Tom")
	if _, err := tom.desk.Promise(t.Context(), theirs.ID, domain.Pledge{Words: "melde mich Montag", Day: time.Now().AddDate(0, 0, 3)}); err != nil {
		t.Fatal(err)
	}
	tom.close()
	p.must("Tom", "backup", "--passphrase", "--to", filepath.Join(p.dir, "back"))

	// And back, but not by accident without what Tom has written.
	if out, status := p.run("Maja", "deputy", "end"); status != exitFailed || !strings.Contains(out, "--without-bundle") {
		t.Errorf("the end without a bundle: %d %s", status, out)
	}
	out = p.must("Maja", "deputy", "end", "--bundle", onlyBackup(t, filepath.Join(p.dir, "back")))
	for _, want := range []string{"(+4915550109999): Nachrichten 0, Antworten 1", "(+4915550108888): Nachrichten 1, Antworten 0", "melde mich Montag"} {
		if !strings.Contains(out, want) {
			t.Errorf("the digest lacks %q:\n%s", want, out)
		}
	}
	maja = p.desk("Maja")
	maja.sync()
	for phone, want := range map[string]string{luca.Phone: "", nele.Phone: "unterwegs von Maja"} {
		c, err := maja.desk.FindChat(t.Context(), phone)
		if err != nil {
			t.Fatal(err)
		}
		got, err := maja.desk.Thread(t.Context(), c.ID, 0, 0)
		if err != nil || want != "" && got.Draft.Text != want {
			t.Errorf("draft %q, want %q, %v", got.Draft.Text, want, err)
		}
		if phone == luca.Phone && !strings.Contains(fmt.Sprint(got.Messages), "Antwort von Tom") {
			t.Error("what the deputy answered is not there")
		}
	}
	c, err := maja.desk.FindChat(t.Context(), luca.Phone)
	if err != nil {
		t.Fatal(err)
	}
	maja.say(c, "wieder da")
	if got := sentTexts(p.meta); got != "Antwort von Tom|wieder da" {
		t.Errorf("Meta got %s", got)
	}
}

func onlyBackup(t *testing.T, dir string) string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "*.age"))
	if err != nil || len(list) != 1 {
		t.Fatalf("%v in %s, %v", list, dir, err)
	}
	return list[0]
}

// key makes a key and returns its public half: sealing for it costs nothing.
func (p *pair) key() string {
	p.t.Helper()
	p.keys++
	for _, word := range strings.Fields(p.must("Maja", "backup", "--new-key", filepath.Join(p.dir, fmt.Sprint("key", p.keys)))) {
		if strings.HasPrefix(word, "age1") {
			return word
		}
	}
	p.t.Fatal("no key")
	return ""
}

// Without a bundle it is said what is missing; where no other desk has written,
// nothing is.
func TestTheEndOfADeputyWithoutABundle(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wrote bool
		args  []string
		says  string
	}{
		"nobody wrote":   {args: []string{"deputy", "end"}},
		"the deputy did": {wrote: true, args: []string{"deputy", "end", "--without-bundle"}, says: "Ohne Paket: Was Tom geantwortet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPair(t)
			p.configure("Maja")
			p.configure("Tom")
			if out, status := p.run("Maja", "deputy", "start", "Tom", "--until", "2020-01-01", "--encrypt-to", p.key()); status != exitUsage || !strings.Contains(out, "schon vorbei") {
				t.Errorf("a day that is over: %d %s", status, out)
			}
			p.must("Maja", "deputy", "start", "Tom", "--until", "2099-12-31", "--encrypt-to", p.key(), "--to", filepath.Join(p.dir, "out"))
			if c.wrote {
				p.must("Tom", "sync")
			}
			out := p.must("Maja", c.args...)
			if !strings.Contains(out, "hier wird wieder geschrieben") || strings.Contains(out, "Ohne Paket") != c.wrote || !strings.Contains(out, c.says) {
				t.Errorf("the end says %s", out)
			}
		})
	}
}

// After the last day she is told what there is to do, or need not do anything.
func TestTheDayAfterADeputy(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.configure("Maja")
	p.configure("Tom")
	day := time.Now().In(p.cfg.Location()).Format(domain.DateForm)
	p.must("Maja", "deputy", "start", "Tom", "--until", day, "--encrypt-to", p.key(), "--to", filepath.Join(p.dir, "out"))
	if out := p.must("Maja", "deputy"); !strings.Contains(out, "Letzter Tag: "+day) {
		t.Errorf("meanwhile: %s", out)
	}
	p.must("Tom", "sync")
	p.later.Store(int64(48 * time.Hour))
	if out := p.must("Maja", "deputy"); !strings.Contains(out, "Die Vertretung durch Tom war bis "+day) || !strings.Contains(out, "deputy end --bundle") {
		t.Errorf("on the day after: %s", out)
	}
	p.must("Maja", "deputy", "end", "--without-bundle")
	p.later.Store(0)
	day = time.Now().In(p.cfg.Location()).Format(domain.DateForm)
	p.must("Maja", "deputy", "start", "Tom", "--until", day, "--encrypt-to", p.key(), "--to", filepath.Join(p.dir, "out"))
	p.later.Store(int64(48 * time.Hour))
	if out := p.must("Maja", "deputy"); !strings.Contains(out, "Gerade vertritt dich niemand") {
		t.Errorf("on the day after, where nobody has written: %s", out)
	}
}

// TestWhatWasQueuedWithoutTheRelayIsNotLostWithTheBundle: she answers on the train,
// where her desk does not learn that a deputy stands in.
func TestWhatWasQueuedWithoutTheRelayIsNotLostWithTheBundle(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.configure("Maja")
	maja := p.desk("Maja")
	chat := p.hear(maja, luca, "hallo")
	maja.close()
	p.must("Maja", "deputy", "start", "Tom", "--until", "2099-12-31", "--passphrase", "--to", filepath.Join(p.dir, "out"))
	bundle := onlyBackup(t, filepath.Join(p.dir, "out"))

	p.stop()
	maja = p.desk("Maja")
	if _, err := maja.desk.Send(t.Context(), domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: "Aus dem Zug", Now: true}); err != nil {
		t.Fatal(err)
	}
	maja.close()
	p.openRelay()

	p.must("Tom", "restore", bundle)
	p.configure("Tom")
	p.must("Tom", "sync")
	p.must("Tom", "backup", "--passphrase", "--to", filepath.Join(p.dir, "back"))
	p.must("Maja", "deputy", "end", "--bundle", onlyBackup(t, filepath.Join(p.dir, "back")))
	maja = p.desk("Maja")
	maja.sync()
	c, err := maja.desk.FindChat(t.Context(), luca.Phone)
	if err != nil {
		t.Fatal(err)
	}
	th, err := maja.desk.Thread(t.Context(), c.ID, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	there := th.Draft.Text == "Aus dem Zug"
	for _, m := range th.Messages {
		there = there || m.Content.Text == "Aus dem Zug"
	}
	if !there {
		t.Errorf("her answer is neither a message nor a draft; draft %q, %d messages, Meta got %q", th.Draft.Text, len(th.Messages), sentTexts(p.meta))
	}
}

// TestADraftOfAFileOnlyComesAlong, although its text is part of every other.
func TestADraftOfAFileOnlyComesAlong(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.configure("Maja")
	p.configure("Tom")
	maja, tom := p.desk("Maja"), p.desk("Tom")
	chat := p.hear(maja, luca, "hallo")
	tom.sync()
	theirs, err := tom.desk.FindChat(t.Context(), luca.Phone)
	if err != nil {
		t.Fatal(err)
	}
	mine := domain.Draft{ChatID: chat.ID, Revision: 1, Files: []domain.Attachment{{Stored: "aa", Name: "Flyer.pdf", Kind: domain.KindDocument}}}
	if err := maja.desk.SaveDraft(t.Context(), mine); err != nil {
		t.Fatal(err)
	}
	if err := tom.desk.SaveDraft(t.Context(), domain.Draft{ChatID: theirs.ID, Text: "von Tom", Revision: 1}); err != nil {
		t.Fatal(err)
	}
	if err := joinDraft(t.Context(), tom.store, theirs.ID, mine); err != nil {
		t.Fatal(err)
	}
	th, err := tom.desk.Thread(t.Context(), theirs.ID, 0, 0)
	if err != nil || len(th.Draft.Files) != 1 {
		t.Errorf("draft %+v, %v", th.Draft, err)
	}
}

// TestADraftThatWasInTheBundleComesOnce, its files as well.
func TestADraftThatWasInTheBundleComesOnce(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.configure("Maja")
	p.configure("Tom")
	maja, tom := p.desk("Maja"), p.desk("Tom")
	p.hear(maja, luca, "hallo")
	tom.sync()
	theirs, err := tom.desk.FindChat(t.Context(), luca.Phone)
	if err != nil {
		t.Fatal(err)
	}
	draft := domain.Draft{
		ChatID: theirs.ID, Text: "Hier der Flyer", Revision: 1,
		Files: []domain.Attachment{{Stored: "aa", Name: "Flyer.pdf", Kind: domain.KindDocument}},
	}
	if err := tom.desk.SaveDraft(t.Context(), draft); err != nil {
		t.Fatal(err)
	}
	if err := joinDraft(t.Context(), tom.store, theirs.ID, draft); err != nil {
		t.Fatal(err)
	}
	th, err := tom.desk.Thread(t.Context(), theirs.ID, 0, 0)
	if err != nil || len(th.Draft.Files) != 1 || th.Draft.Text != "Hier der Flyer" {
		t.Errorf("draft %q with %d files, %v", th.Draft.Text, len(th.Draft.Files), err)
	}
}

// TestWhoWasErasedByTheDeputyIsErasedHereToo: in the file that was made here, and
// in the old database that is kept beside the new one.
func TestWhoWasErasedByTheDeputyIsErasedHereToo(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.configure("Maja")
	maja := p.desk("Maja")
	chat := p.hear(maja, luca, "Kanarienvogel")
	path, err := maja.desk.Export(t.Context(), chat.ID, string(domain.ExportText))
	if err != nil {
		t.Fatal(err)
	}
	maja.close()
	p.must("Maja", "deputy", "start", "Tom", "--until", "2099-12-31", "--passphrase", "--to", filepath.Join(p.dir, "out"))
	p.must("Tom", "restore", onlyBackup(t, filepath.Join(p.dir, "out")))
	if err := os.Remove(filepath.Join(p.dir, "Tom", "config.yaml")); err != nil {
		t.Fatal(err)
	}
	p.configure("Tom")
	p.must("Tom", "sync")
	away := filepath.Join(p.dir, "away") // he sits at another machine
	if err := os.Rename(path, away); err != nil {
		t.Fatal(err)
	}
	tom := p.desk("Tom")
	theirs, err := tom.desk.FindChat(t.Context(), luca.Phone)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tom.desk.Erase(t.Context(), theirs.ID, domain.Erasure{Reason: domain.ErasureAsked}); err != nil {
		t.Fatal(err)
	}
	tom.close()
	if err := os.Rename(away, path); err != nil {
		t.Fatal(err)
	}
	p.must("Tom", "backup", "--passphrase", "--to", filepath.Join(p.dir, "back"))
	p.must("Maja", "deputy", "end", "--bundle", onlyBackup(t, filepath.Join(p.dir, "back")))
	p.must("Maja", "sync")
	list, err := filepath.Glob(filepath.Join(p.dir, "Maja", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(list, path) {
		if text, _ := os.ReadFile(file); bytes.Contains(text, []byte("Kanarienvogel")) {
			t.Errorf("%s still tells of who was erased", filepath.Base(file))
		}
	}
}
