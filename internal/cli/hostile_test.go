package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"sprechstunde/internal/fakewa"
)

// hostile are contents by name, as people may send them.
var hostile = map[string]func() []byte{
	"pdf":       func() []byte { return []byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n") },
	"html":      func() []byte { return []byte("<!doctype html><script>alert(1)</script>") },
	"elf":       func() []byte { return []byte("\x7fELF\x02\x01\x01\x00") },
	"desktop":   func() []byte { return []byte("[Desktop Entry]\nType=Application\nExec=sh -c x\n") },
	"polyglot":  func() []byte { return append([]byte("%PDF-1.7\n1 0 obj\nendobj\n"), zipped("META-INF/MANIFEST.MF")...) },
	"docx":      func() []byte { return zipped("[Content_Types].xml", "word/document.xml") },
	"macros":    func() []byte { return zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin") },
	"zipbomb":   func() []byte { return zipped("a", "b", "c") },
	"imagebomb": imageBomb,
	"voice": func() []byte {
		return []byte("OggS" + strings.Repeat("\x00", 22) + "\x01\x13OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00")
	},
}

// zipped is an archive whose files hold 4 MB of nothing each.
func zipped(names ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(make([]byte, 4<<20))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// imageBomb says to have ten gigapixels.
func imageBomb() []byte {
	chunk := []byte("IHDR")
	chunk = binary.BigEndian.AppendUint32(chunk, 100_000)
	chunk = binary.BigEndian.AppendUint32(chunk, 100_000)
	chunk = append(chunk, 8, 6, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), chunk...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
}

// sendFile CONTENT MIME NAME lets somebody send a file; the name may hold
// escapes, and "xxxx…" stands for 4 KB of it.
func sendFile(ts *testscript.TestScript, _ bool, args []string) {
	s, _ := metas.Load(ts.Getenv("WORK"))
	name, err := strconv.Unquote(`"` + args[2] + `"`)
	ts.Check(err)
	name = strings.ReplaceAll(name, "xxxx…", strings.Repeat("x", 4096))
	who := fakewa.Person{Phone: "+4915550100001", Name: "Luca"}
	in := fakewa.Document(who, name, "", args[0])
	if args[0] == "voice" {
		in = fakewa.Voice(who, 3)
	}
	ts.Check(s.(*fakewa.Server).Deliver(context.Background(), in.WithFile(args[1], hostile[args[0]]())))
}

// waitMedia PORT TOKEN COUNT waits until the relay has told of that many files.
func waitMedia(ts *testscript.TestScript, _ bool, args []string) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for mediaTold(ctx, ts, args[0], args[1]) != args[2] {
		select {
		case <-tick.C:
		case <-ctx.Done():
			ts.Fatalf("the relay has told of %s files only", mediaTold(context.Background(), ts, args[0], args[1]))
		}
	}
}

func mediaTold(ctx context.Context, ts *testscript.TestScript, port, token string) string {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1:"+port+"/v1/events?after=0&limit=1000", nil)
	ts.Check(err)
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(req)
	ts.Check(err)
	body, err := io.ReadAll(resp.Body)
	ts.Check(errors.Join(err, resp.Body.Close()))
	var page struct {
		Events []struct {
			Kind string `json:"kind"`
		} `json:"events"`
	}
	ts.Check(json.Unmarshal(body, &page))
	n := 0
	for _, e := range page.Events {
		if e.Kind == "media" {
			n++
		}
	}
	return strconv.Itoa(n)
}

// relink DIR TARGET puts a link to something else in the place of each file.
func relink(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	list, err := os.ReadDir(dir)
	ts.Check(err)
	for _, e := range list {
		if e.Type().IsRegular() {
			path := filepath.Join(dir, e.Name())
			ts.Check(errors.Join(os.Remove(path), os.Symlink(ts.MkAbs(args[1]), path)))
		}
	}
}

// onlyIn DIR NAME... checks that a folder holds these files and no others, all
// of them for their owner alone.
func onlyIn(ts *testscript.TestScript, _ bool, args []string) {
	list, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range list {
		info, err := e.Info()
		ts.Check(err)
		if info.Mode().IsRegular() && info.Mode().Perm() != 0o600 {
			ts.Fatalf("%s has mode %v", e.Name(), info.Mode())
		}
		names = append(names, strconv.QuoteToASCII(e.Name()))
	}
	want := make([]string, len(args)-1)
	for i, name := range args[1:] {
		want[i] = strconv.QuoteToASCII(name)
	}
	if strings.Join(names, "\n") != strings.Join(want, "\n") {
		ts.Fatalf("in %s:\n%s\nwanted:\n%s", args[0], strings.Join(names, "\n"), strings.Join(want, "\n"))
	}
}

// opened COUNT checks how many files were handed to the opener, each as a copy of
// ours that can only be read.
func opened(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Fields(ts.ReadFile("bin/opened"))
	if strconv.Itoa(len(lines)) != args[0] {
		ts.Fatalf("opened: %q", lines)
	}
	for _, path := range lines {
		name := filepath.Base(path)
		if filepath.Dir(path) != ts.MkAbs("home/media/open") || strings.Trim(strings.Split(name, ".")[0], "0123456789abcdef") != "" {
			ts.Fatalf("opened %s", path)
		}
	}
}

// fileID NAME LIST FILENAME sets a name to the number of the newest message in a
// list that carries a file of that name.
func fileID(ts *testscript.TestScript, _ bool, args []string) {
	var list []jsonCarrier
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[1])), &list))
	for _, c := range list {
		if c.Name == args[2] {
			ts.Setenv(args[0], strconv.FormatInt(c.Message, 10))
			return
		}
	}
	ts.Fatalf("no file %q in %s", args[2], args[1])
}
