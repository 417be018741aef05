//go:build proof && linux

package disk_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

func TestMain(m *testing.M) { os.Exit(rig.Main(m)) }

const (
	page   = 4 << 10
	person = "+4915550001000"
	words  = "Guten Tag, hier ist Maja."
)

// small is a home on a disk of memory with so many bytes.
func small(t *testing.T, size int) *rig.Home {
	t.Helper()
	return rig.HomeIn(t, rig.SmallDisk(t, size), rig.Meta(t, fakewa.Options{Plan: fakewa.SilentPlan}).Base())
}

// fill leaves so many bytes free; free removes the filler.
func fill(t *testing.T, h *rig.Home, left uint64) {
	t.Helper()
	var s unix.Statfs_t
	if err := unix.Statfs(h.Dir, &s); err != nil {
		t.Fatal(err)
	}
	free := s.Bavail * uint64(s.Bsize)
	if free < left {
		return
	}
	if err := os.WriteFile(h.Path("filler"), make([]byte, free-left), 0o600); err != nil && !errors.Is(err, unix.ENOSPC) {
		t.Fatal(err)
	}
}

func free(t *testing.T, h *rig.Home) {
	t.Helper()
	if err := os.Remove(h.Path("filler")); err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
}

// post posts webhooks and returns which got a 200; everything else must be 503.
func post(t *testing.T, url, name string, n int) (acked []string) {
	t.Helper()
	for i := range n {
		id := fmt.Sprintf("wamid.%s.%d", name, i)
		body := rig.Webhook(id, fmt.Sprintf("+4915550001%03d", i), "Ich habe eine Frage ("+id+")"+strings.Repeat(" und noch eine", 40), time.Now())
		switch code, err := rig.Post(t.Context(), http.DefaultClient, url, body); {
		case err != nil:
			t.Error(err)
		case code == http.StatusOK:
			acked = append(acked, id)
		case code != http.StatusServiceUnavailable:
			t.Errorf("status %d", code)
		}
	}
	return acked
}

// try runs a command; if it fails, it must have said one sentence.
func try(t *testing.T, h *rig.Home, args ...string) (out []byte, ok bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := h.CommandContext(ctx, t, args...)
	cmd.Stdin = bytes.NewReader(nil)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return out, true
	case !errors.As(err, &exit) || exit.ExitCode() != 1:
		t.Errorf("%q ended with %v\n%s", args, err, out)
	default:
		if err := rig.Plain(out); err != nil {
			t.Errorf("%q: %v", args, err)
		}
	}
	return out, false
}

// must runs a command that has to do.
func must(t *testing.T, h *rig.Home, args ...string) {
	t.Helper()
	out, err := h.Command(t, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%q: %v\n%s", args, err, out)
	}
}

// each reports unless a query over a database finds each of these once.
func each(t *testing.T, path, query string, want []string) {
	t.Helper()
	have, err := rig.Strings(t.Context(), path, query)
	if err != nil {
		t.Error(err)
	}
	all := strings.Join(have, "\n")
	for _, w := range want {
		if n := strings.Count(all, "("+w+")"); n != 1 {
			t.Errorf("%s is there %d times", w, n)
		}
	}
}
