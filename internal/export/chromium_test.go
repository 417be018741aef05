package export_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

// browser is a real one, with a proxy in place of the network that notes what it
// is asked for.
type browser struct {
	t     *testing.T
	path  string
	proxy *httptest.Server
	mu    sync.Mutex
	asked []string
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	b := &browser{t: t}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			b.path = path
			break
		}
	}
	if b.path == "" {
		t.Skip("there is no Chromium here to open the pages with (Debian: apt install chromium)")
	}
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	b.proxy = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		b.asked = append(b.asked, r.Host)
		b.mu.Unlock()
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(b.proxy.Close)
	return b
}

// run shows a page without a screen and returns what the browser prints.
func (b *browser) run(page string, args ...string) string {
	b.t.Helper()
	dir, err := os.MkdirTemp("", "page")
	if err != nil {
		b.t.Fatal(err)
	}
	defer os.RemoveAll(dir) // what is left of a browser's folder harms nobody
	file := filepath.Join(dir, "page.html")
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		b.t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(b.t.Context(), 2*time.Minute)
	defer stop()
	all := append([]string{
		"--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir=" + filepath.Join(dir, "profile"), "--proxy-server=" + b.proxy.Listener.Addr().String(), "--proxy-bypass-list=<-loopback>",
	}, args...)
	if os.Geteuid() == 0 {
		all = append(all, "--no-sandbox") // it cannot run as root with it
	}
	out, err := exec.CommandContext(ctx, b.path, append(all, "file://"+file)...).Output()
	if err != nil {
		b.t.Fatalf("the browser failed: %v", err)
	}
	return string(out)
}

// asksFor lists what pages of ours could have made it ask for: the browser itself
// asks its maker for this and that.
func (b *browser) asksFor(host string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.ContainsFunc(b.asked, func(asked string) bool { return strings.Contains(asked, host) })
}

// print returns the PDF of a page.
func (b *browser) print(page string) string {
	b.t.Helper()
	pdf := filepath.Join(b.t.TempDir(), "page.pdf")
	b.run(page, "--no-pdf-header-footer", "--print-to-pdf="+pdf)
	return pdf
}

// difficult is a chat that is hard to print and full of traps.
func difficult() []domain.Message {
	at := on(11, 9, 0)
	texts := []string{
		`<script>document.title="gekapert"</script><img src="http://canary.example/a.png" onerror="document.title='gekapert'">`,
		`</p></article><link rel="stylesheet" href="http://canary.example/b.css"><style>@import "http://canary.example/c.css";</style><iframe src="http://canary.example/d"></iframe>`,
		`"><svg onload="document.title='gekapert'"><a href="javascript:alert(1)">x</a><meta http-equiv="refresh" content="0;url=http://canary.example/e">`,
		"https://canary.example/" + strings.Repeat("unteilbar", 60),
		strings.Repeat("W", 700),
		"מה שלומך? أهلاً وسهلاً " + strings.Repeat("مرحبا ", 90),
		strings.Repeat("Ein langer Absatz, der über mehrere Seiten geht und nirgends abgeschnitten werden darf. ", 120),
		strings.Repeat("Zeile für Zeile\n", 150) + "Schlusszeile",
	}
	var list []domain.Message
	for i, text := range texts {
		m := in(at.Add(time.Duration(i)*time.Minute), text)
		if i%3 == 2 {
			m = out(m.At, text, domain.StatusRead)
		}
		list = append(list, m)
	}
	return append(list, of(at.Add(time.Hour), domain.KindDocument, domain.Content{Text: texts[0], Media: &domain.Media{Filename: texts[1] + ".pdf", SHA256: strings.Repeat("a", 64)}}))
}

func pages() map[string]func(*testing.T) string {
	return map[string]func(*testing.T) string{
		"html": func(t *testing.T) string {
			t.Helper()
			p := paper(export.German(), `<b>Luca</b>"><img src=http://canary.example/f>`, difficult()...)
			return page(t, p, nil)
		},
		"dossier": func(t *testing.T) string {
			t.Helper()
			d := handed(export.German(), export.GermanDossier())
			d.Messages = difficult()
			d.Wants, d.Next = d.Messages[0].Content.Text, d.Messages[1].Content.Text
			d.Files = d.Messages[len(d.Messages)-1:]
			return dossierPage(t, d)
		},
	}
}

// TestABrowserAsksNobody for anything, and runs nothing that a person wrote.
func TestABrowserAsksNobody(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	trap := b.run(`<!DOCTYPE html><title>ehrlich</title><img src="http://canary.example/x.png"><script>document.title="gekapert"</script>`, "--dump-dom")
	if !b.asksFor("canary.example") || !strings.Contains(trap, "<title>gekapert</title>") {
		t.Fatal("the trap does not work: a page that asks and runs is not noticed")
	}
	b.asked = nil
	for name, make := range pages() {
		dom := b.run(make(t), "--dump-dom")
		if b.asksFor("canary.example") {
			t.Errorf("%s: the browser was led to somebody", name)
		}
		if strings.Contains(dom, "<title>gekapert") || !strings.Contains(dom, "document.title=") || strings.Contains(dom, "<script") {
			t.Errorf("%s: a text is no text any more", name)
		}
	}
}

var (
	mediaBox = regexp.MustCompile(`/MediaBox \[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]`)
	bboxPage = regexp.MustCompile(`<page width="([0-9.]+)" height="([0-9.]+)"`)
	bboxWord = regexp.MustCompile(`<word xMin="([0-9.-]+)" yMin="([0-9.-]+)" xMax="([0-9.-]+)" yMax="([0-9.-]+)">(.*)</word>`)
)

// TestPagesPrintOnA4 with every word inside the margins.
func TestPagesPrintOnA4(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	for name, make := range pages() {
		pdf := b.print(make(t))
		raw, err := os.ReadFile(pdf)
		if err != nil {
			t.Fatal(err)
		}
		boxes := mediaBox.FindAllStringSubmatch(string(raw), -1)
		if len(boxes) < 5 {
			t.Errorf("%s: %d pages", name, len(boxes))
		}
		for _, box := range boxes {
			if w, h := float(t, box[1]), float(t, box[2]); w < 594 || w > 596 || h < 841 || h > 843 {
				t.Errorf("%s: a page of %v × %v points", name, w, h)
			}
		}
		nothingIsCut(t, name, pdf)
	}
}

// nothingIsCut looks where every word was printed.
func nothingIsCut(t *testing.T, name, pdf string) {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Log("there is no pdftotext here: where the words stand is not looked at (Debian: apt install poppler-utils)")
		return
	}
	boxes, err := exec.CommandContext(t.Context(), tool, "-bbox", pdf, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	const millimetre = 72 / 25.4
	size := bboxPage.FindStringSubmatch(string(boxes))
	words := bboxWord.FindAllStringSubmatch(string(boxes), -1)
	right, bottom := float(t, size[1])-15.5*millimetre, float(t, size[2])-15*millimetre
	for _, w := range words {
		if float(t, w[2]) > bottom && strings.Trim(w[5], "0123456789/") == "" {
			continue // the number of the page
		}
		if float(t, w[1]) < 15.5*millimetre || float(t, w[2]) < 14*millimetre || float(t, w[3]) > right || float(t, w[4]) > bottom {
			t.Errorf("%s: a word is outside the margins: %v", name, w[0])
		}
	}
	text, err := exec.CommandContext(t.Context(), tool, "-enc", "UTF-8", pdf, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	said := letters(string(text))
	for want, n := range map[string]int{"Zeile für Zeile": 150, "nirgends abgeschnitten werden darf": 120, "Schlusszeile": 1, "unteilbar": 60, "W": 700} {
		if got := strings.Count(said, letters(want)); got < n {
			t.Errorf("%s: %q is printed %d times, want %d", name, want, got, n)
		}
	}
}

func float(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
