//go:build proof && unix

package media_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/relay"
)

func TestMain(m *testing.M) { os.Exit(rig.Main(m)) }

// sameName is what every document here is called.
const sameName = "../../Lebenslauf.pdf"

// sent is a file as a person sent it.
type sent struct {
	wamid string
	sum   string
	want  domain.LossReason // "": it has to arrive
}

// message is one of any kind, with bytes of chance.
func message(luck *rand.Rand, n int, most int) (fakewa.Inbound, sent) {
	who := fakewa.Person{Name: fmt.Sprint("Person ", n%25), Phone: fmt.Sprintf("+4915550%06d", 200000+n%25)}
	data := make([]byte, 1+luck.IntN(most))
	for i := range data {
		data[i] = byte(luck.Uint32())
	}
	var in fakewa.Inbound
	switch luck.IntN(6) {
	case 0:
		in = fakewa.Image(who, "mein Foto").WithFile("image/jpeg", data)
	case 1:
		in = fakewa.Voice(who, 0).WithFile("audio/ogg; codecs=opus", data)
	case 2:
		in = fakewa.Video(who, "").WithFile("video/mp4", data)
	case 3:
		in = fakewa.Sticker(who, false).WithFile("image/webp", data)
	default:
		in = fakewa.Document(who, sameName, "").WithFile("application/pdf", data)
	}
	sum := sha256.Sum256(data)
	s := sent{wamid: fmt.Sprintf("wamid.file.%d.", n), sum: hex.EncodeToString(sum[:])}
	return in.WithID(s.wamid), s
}

// log is everything the relay tells, from the start.
func log(t *testing.T, c *relay.Client) (all []domain.Event) {
	t.Helper()
	after := int64(0)
	for {
		p, err := c.Events(context.Background(), domain.Cursor{Seq: after}, 500, 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Events) == 0 {
			return all
		}
		all = append(all, p.Events...)
		after = p.Events[len(p.Events)-1].Seq
	}
}

// fetched reads a file from the relay and returns its sum.
func fetched(t *testing.T, c *relay.Client, id string) (string, error) {
	t.Helper()
	r, err := c.Media(context.Background(), id)
	if err != nil {
		return "", err
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// sums are those of all files in the desk's folder of files.
func sums(t *testing.T, folder string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		out = append(out, hex.EncodeToString(sum[:]))
	}
	return out
}

// here lists what lies in the folder of files beside relay.db. Nobody but its
// owner may read it.
func here(t *testing.T, dir string) (names []string) {
	t.Helper()
	folder := filepath.Join(dir, "relay-media")
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // the relay has let go of it just now
		}
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if e.IsDir() {
			want = 0o700
		} else {
			names = append(names, e.Name())
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %v", e.Name(), info.Mode())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// others lists everything below a folder that is neither the relay's database
// nor in its folder of files.
func others(t *testing.T, dir string, known ...string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name := strings.TrimPrefix(path, dir+"/")
		if name == "relay-media" {
			return fs.SkipDir
		}
		if strings.HasPrefix(name, "relay.db") {
			return nil
		}
		for _, k := range known {
			if name == k || strings.HasPrefix(name, k+"/") {
				return nil
			}
		}
		names = append(names, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
