//go:build proof && unix

package media_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

// reader is somebody who gets a file. Each gets one: the relay keeps a pace for
// each person.
func reader(n int) string { return fmt.Sprintf("+49155500%05d", 30000+n) }

// TestKilledSendingFiles: the desk is killed while it sends a file: a moment
// after its upload has reached Meta, answered or not, or after a while of chance.
// The next life finishes what was begun. In the end each message that the desk
// has kept was sent once, with the file, and nothing else was sent.
func TestKilledSendingFiles(t *testing.T) {
	t.Parallel()
	kills := rig.Times(40, 1500)
	s := newSending(t, kills)
	for n := range kills {
		s.oneSend(n)
	}
	s.judge(kills)
}

// sending is a home whose desk is killed while it sends files.
type sending struct {
	t    *testing.T
	home *rig.Home
	meta *fakewa.Server
	file string
	luck *rand.Rand

	uploads chan struct{} // one for each upload that reaches Meta
	killed  int
	between int // … behind an upload
}

func newSending(t *testing.T, people int) *sending {
	t.Helper()
	s := &sending{t: t, luck: rig.Luck(t), uploads: make(chan struct{}, 100)}
	s.meta = rig.Meta(t, fakewa.Options{Plan: fakewa.SilentPlan, Faults: func(r fakewa.Request) fakewa.Fault {
		if r.Endpoint == "media" {
			s.uploads <- struct{}{}
		}
		return fakewa.Fault{}
	}})
	s.home = rig.NewHome(t, s.meta.Base())
	if err := s.meta.SetWebhook("http://" + s.home.Hook + "/webhook"); err != nil {
		t.Fatal(err)
	}
	s.file = filepath.Join(t.TempDir(), "Formular.pdf")
	if err := os.WriteFile(s.file, []byte("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"+strings.Repeat("% nichts\n", 1<<17)+"%%EOF\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.home.StartRelay(t)
	for n := range people {
		if err := s.meta.Deliver(t.Context(), fakewa.Text(fakewa.Person{Phone: reader(n)[1:], Name: "Luca"}, "Gibt es ein Formular?")); err != nil {
			t.Fatal(err)
		}
	}
	s.sync()
	return s
}

func (s *sending) sync() {
	s.t.Helper()
	if out, err := s.home.Command(s.t, "sync").CombinedOutput(); err != nil {
		s.t.Fatalf("%v\n%s", err, out)
	}
}

// oneSend is one life of the desk. Two of three are killed behind the upload.
func (s *sending) oneSend(n int) {
	s.t.Helper()
	for len(s.uploads) > 0 {
		<-s.uploads
	}
	after := time.Duration(s.luck.IntN(3000)) * time.Microsecond
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	cmd := s.home.CommandContext(ctx, s.t, "send", reader(n), "--file", s.file, "--text", fmt.Sprintf("Hallo Luca, im Anhang ist Fall %d.", n), "--now")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	behind := false
	if n%3 == 2 {
		<-time.After(40 * after)
	} else {
		select {
		case <-s.uploads:
			behind = true
			<-time.After(after)
		case <-ctx.Done():
			s.t.Fatalf("no upload has come: %s", said.String())
		}
	}
	_ = cmd.Process.Kill() // it may have ended
	s.count(cmd, behind)
	if n%4 == 3 {
		s.sync()
	}
}

func (s *sending) count(cmd *exec.Cmd, behind bool) {
	if cmd.Wait() == nil {
		return
	}
	s.killed++
	if behind {
		s.between++
	}
}

// judge compares what Meta has got with what the desk has kept.
func (s *sending) judge(n int) {
	s.t.Helper()
	late := time.After(time.Minute)
	for open := true; open; {
		s.sync()
		open = len(rig.List[string](s.t, s.home.Path("desk.db"), `SELECT uuid FROM message WHERE direction = 'out' AND status IN ('queued', 'sending')`)) > 0
		select {
		case <-late:
			s.t.Fatalf("still on its way: %q", rig.List[string](s.t, s.home.Path("relay.db"), `SELECT state || attempts || pair_waits || lane FROM outbox WHERE state NOT IN ('accepted') LIMIT 5`))
		default:
		}
	}
	kept := rig.List[string](s.t, s.home.Path("desk.db"), `SELECT uuid FROM message WHERE direction = 'out'`)
	for _, uuid := range kept {
		if got := s.meta.Count(uuid); got != 1 {
			s.t.Errorf("a message that is kept was sent %d times", got)
		}
	}
	if got := len(s.meta.Sent()); got != len(kept) {
		s.t.Errorf("%d messages were sent, %d are kept", got, len(kept))
	}
	if len(kept) < n/3 || s.between == 0 {
		s.t.Errorf("%d of %d messages were kept, %d kills behind an upload", len(kept), n, s.between)
	}
	rig.Tell(s.t, "kills of the desk while it sent a file", s.killed)
	rig.Tell(s.t, "… of them behind its upload", s.between)
	rig.Tell(s.t, "messages with a file kept, each sent once", len(kept))
}
