package export_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

func page(t testing.TB, p export.Paper, enclosed export.Enclosed) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.HTML(&b, p, enclosed); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPageIsOneOfOurs(t *testing.T) {
	t.Parallel()
	golden(t, "de.html.golden", []byte(page(t, whole(export.German()), nil)))
	got := page(t, paper(export.English(), "Luca", of(on(11, 9, 0), domain.KindImage, domain.Content{Media: &domain.Media{}})), func(*domain.Message) string { return "media/001.jpg" })
	for _, want := range []string{`<html lang="en">`, `<img src="media/001.jpg" alt="">`, `<a href="media/001.jpg">001.jpg</a>`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing:\n%s", want, got)
		}
	}
}

var ourTags = regexp.MustCompile(`^(html|head|meta|title|style|body|h1|h2|h3|dl|dt|dd|article|p|time|div|img|a|section|table|thead|tbody|tr|th|td|br|code)$`)

// structure reads a page strictly and returns its text, failing at any element
// or attribute that is none of ours.
func structure(t *testing.T, file string) (text string, articles int) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(file, "<!DOCTYPE html>\n")))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var b strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), articles
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, file)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if !ourTags.MatchString(e.Name.Local) {
				t.Errorf("an element <%s>", e.Name.Local)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || (a.Name.Local == "src" || a.Name.Local == "href") && strings.Contains(a.Value, ":") {
					t.Errorf("attribute %s=%q", a.Name.Local, a.Value)
				}
			}
			if e.Name.Local == "article" {
				articles++
			}
		case xml.CharData:
			b.Write(e)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, m := range received() {
		f.Add("Luca", m.Content.Text)
	}
	f.Add(`"><script>alert(1)</script>`, `</article><img src=x onerror=alert(1)> &lt;b&gt; ' "`)
	f.Add("<!--", "--> ]]> <![CDATA[ &#60;script>")
	f.Fuzz(func(t *testing.T, name, text string) {
		p := paper(export.German(), name, in(on(11, 9, 0), text),
			of(on(11, 9, 1), domain.KindDocument, domain.Content{Text: name, Media: &domain.Media{Filename: text, MIME: text}}))
		got := page(t, p, nil)
		said, n := structure(t, got)
		if n != 2 {
			t.Errorf("%d messages", n)
		}
		if want := letters(text); want != "" && !strings.Contains(letters(said), want) {
			t.Errorf("%q is not in the page", text)
		}
	})
}
