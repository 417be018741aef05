//go:build proof && linux

package backup_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
)

func TestMain(m *testing.M) { os.Exit(rig.Main(m)) }

const (
	people = 12
	onFile = 7  // every so manieth message brings a file
	most   = 60 // messages while one backup is made, so that the last one is not much larger than the first
)

// busy is a home in which much happens: a relay that gets webhooks, a desk that
// pulls, notes that are made.
type busy struct {
	t    *testing.T
	home *rig.Home
	meta *fakewa.Server
	hook string
	key  string // file with the secret key
	to   string // its public half

	mu   sync.Mutex
	said map[string]string // wamid → text, before it is posted
	sums map[string]bool   // of the files
}

func newBusy(t *testing.T) *busy {
	t.Helper()
	b := &busy{t: t, meta: rig.Meta(t, fakewa.Options{Plan: fakewa.SilentPlan}), said: map[string]string{}, sums: map[string]bool{}}
	b.home = rig.HomeIn(t, rig.Fast(t), b.meta.Base())
	b.hook = b.home.StartRelay(t).URL
	b.key = filepath.Join(t.TempDir(), "key")
	b.to = strings.TrimSpace(must(t, b.home, "backup", "--new-key", b.key))
	return b
}

// post brings the nth message; it is known before it can be anywhere.
func (b *busy) post(luck *rand.Rand, n int) error {
	wamid, text := fmt.Sprintf("wamid.B%06d", n), fmt.Sprintf("Frage %d: %s", n, strings.Repeat("ä 🌻 ", luck.IntN(30)))
	phone := fmt.Sprintf("+49155500000%02d", n%people)
	body := rig.WebhookOf(fmt.Sprintf("Person%02d", n%people), wamid, phone, text, time.Now())
	if n%onFile == 0 {
		data := fakewa.SamplePDF(text, fmt.Sprint(luck.Uint64()))
		sum := sha256.Sum256(data)
		id := b.meta.Keep(&fakewa.File{MIME: "application/pdf", Data: data})
		text = ""
		b.mu.Lock()
		b.sums[hex.EncodeToString(sum[:])] = true
		b.mu.Unlock()
		body = document(wamid, phone, id, hex.EncodeToString(sum[:]))
	}
	b.mu.Lock()
	b.said[wamid] = text
	b.mu.Unlock()
	_, err := rig.Post(context.Background(), http.DefaultClient, b.hook, body)
	return err
}

// during keeps posting and pulling until work has returned.
func (b *busy) during(luck *rand.Rand, from int, work func()) (posted int) {
	stop := make(chan struct{})
	failed := func(err error) { b.t.Error(err) }
	posting := safego.Go("posting", failed, func() {
		for posted = from; posted < from+most; posted++ {
			select {
			case <-stop:
				return
			default:
			}
			if err := b.post(luck, posted); err != nil {
				b.t.Errorf("posting: %v", err)
				return
			}
		}
	})
	pulling := safego.Go("pulling", failed, func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			if out, err := b.home.Command(b.t, "sync").CombinedOutput(); err != nil {
				b.t.Errorf("sync: %v\n%s", err, out)
				return
			}
		}
	})
	work()
	close(stop)
	<-posting
	<-pulling
	return posted
}

// TestBackupsUnderLoad is the promise itself.
func TestBackupsUnderLoad(t *testing.T) {
	luck, n := rig.Luck(t), rig.Times(100, 2000)
	b := newBusy(t)
	for i := range people {
		if err := b.post(luck, i); err != nil {
			t.Fatal(err)
		}
	}
	must(t, b.home, "sync")
	posted, notes, files, messages := people, 0, 0, 0
	for i := range n {
		// Two words of the adviser's: one before, which has to be in it.
		note := fmt.Sprintf("Wort%05d", i)
		must(t, b.home, "person", "set", fmt.Sprintf("+49155500000%02d", i%people), "region", note)
		out := filepath.Join(t.TempDir(), "out")
		posted = b.during(luck, posted, func() { must(t, b.home, "backup", "--encrypt-to", b.to, "--to", out) })
		made, err := filepath.Glob(filepath.Join(out, "*.age"))
		if err != nil || len(made) != 1 || len(names(t, out)) != 1 {
			t.Fatalf("made %v: %v", names(t, out), err)
		}
		other := empty(t)
		must(t, other, "restore", made[0], "--key", b.key)
		got := b.compare(other.Dir, note)
		messages, files, notes = messages+got.messages, files+got.files, notes+1
		if t.Failed() {
			t.Fatalf("at backup %d", i)
		}
		_ = os.RemoveAll(other.Dir)
		_ = os.RemoveAll(out)
	}
	if files == 0 {
		t.Error("no file was ever in a backup")
	}
	rig.Tell(t, "backups made under load and restored", n)
	rig.Tell(t, "messages in them", messages)
	rig.Tell(t, "files in them", files)
	rig.Tell(t, "notes in them", notes)
	rig.Tell(t, "messages posted meanwhile", posted)
}

type found struct{ messages, files int }

// compare holds a restored home against what was posted up to its cursor.
func (b *busy) compare(dir, note string) (f found) {
	t := b.t
	t.Helper()
	path := filepath.Join(dir, "desk.db")
	cursor := rig.List[int64](t, path, `SELECT coalesce(max(seq), 0) FROM relay`)[0]
	want := map[string]string{}
	for _, body := range rig.List[string](t, b.home.Path("relay.db"), `SELECT CAST(body AS TEXT) FROM events WHERE kind = 'webhook' AND seq <= ?`, cursor) {
		if at := strings.Index(body, "wamid."); at >= 0 {
			wamid := body[at : at+len("wamid.B000000")]
			b.mu.Lock()
			want[wamid] = b.said[wamid]
			b.mu.Unlock()
		}
	}
	got := map[string]string{}
	for _, row := range rig.List[string](t, path, `SELECT wamid || '|' || text FROM message`) {
		wamid, text, _ := strings.Cut(row, "|")
		if _, twice := got[wamid]; twice {
			t.Errorf("%s twice", wamid)
		}
		got[wamid] = text
	}
	if !maps.Equal(got, want) {
		t.Errorf("%d messages are in the backup, %d were posted up to its cursor", len(got), len(want))
	}
	if all := rig.List[string](t, path, `SELECT value FROM person_fact`); !slices.Contains(all, note) {
		t.Errorf("%s, noted before the backup, is not in it", note)
	}
	if err := rig.Sound(t.Context(), path); err != nil {
		t.Error(err)
	}
	for _, name := range rig.List[string](t, path, `SELECT stored FROM file WHERE state = 'here'`) {
		data, err := os.ReadFile(filepath.Join(dir, "media", name))
		sum := sha256.Sum256(data)
		b.mu.Lock()
		known := b.sums[hex.EncodeToString(sum[:])]
		b.mu.Unlock()
		if err != nil || !known {
			t.Errorf("a file of the backup is not what was sent: %v", err)
		}
		f.files++
	}
	noSecrets(t, dir)
	f.messages = len(got)
	return f
}

// noSecrets looks for tokens in every byte, and at every mode.
func noSecrets(t *testing.T, dir string) {
	t.Helper()
	for _, name := range names(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{rig.RelayToken, rig.AccessToken, rig.AppSecret, rig.VerifyToken} {
			if strings.Contains(string(data), secret) {
				t.Errorf("%s holds a secret", name)
			}
		}
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
}

// names lists every file below a folder.
func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if os.IsNotExist(err) {
				return nil
			}
			return err
		}
		rel, err := filepath.Rel(dir, path)
		all = append(all, rel)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func document(wamid, phone, id, sum string) []byte {
	return rig.Envelope("messages", map[string]any{
		"messaging_product": "whatsapp",
		"metadata":          map[string]any{"display_phone_number": fakewa.DefaultDisplayNumber[1:], "phone_number_id": fakewa.DefaultPhoneNumberID},
		"contacts":          []any{map[string]any{"wa_id": phone[1:], "profile": map[string]any{"name": "Luca"}}},
		"messages": []any{map[string]any{
			"id": wamid, "from": phone[1:], "timestamp": fmt.Sprint(time.Now().Unix()), "type": "document",
			"document": map[string]any{"id": id, "mime_type": "application/pdf", "sha256": base64Of(sum), "filename": "cv.pdf"},
		}},
	})
}

func must(t *testing.T, h *rig.Home, args ...string) string {
	t.Helper()
	cmd := h.Command(t, args...)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%q: %v\n%s%s", args, err, out, said.String())
	}
	return string(out)
}

// refused runs a command that has to be refused in one sentence.
func refused(t *testing.T, h *rig.Home, more []string, args ...string) {
	t.Helper()
	cmd := h.Command(t, args...)
	cmd.Env = append(cmd.Env, more...)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if !asExit(err, &exit) || exit.ExitCode() != 1 {
		t.Errorf("%q ended with %v\n%s", args, err, out)
	}
	if err := rig.Plain(out); err != nil {
		t.Errorf("%q: %v", args, err)
	}
}
