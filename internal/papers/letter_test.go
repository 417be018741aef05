package papers_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/law"
	"sprechstunde/internal/papers"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got, -update writes it):\n%s", name, diff)
	}
}

func at(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC) }

func house(name law.Name) papers.House {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return papers.House{Law: law.Of(name), Zone: berlin, Now: at(22, 9), Team: "Berufsberatung der Diakonie", Adviser: "Maja"}
}

func letter(name law.Name) papers.Access {
	a := papers.Access{
		House: house(name), Labels: []string{"Pflege"}, Stage: "in Beratung", Black: 2, Transcribed: true, Hints: true,
		Field: func(f domain.FactField) string { return "Feld " + string(f) }, Kind: func(k domain.Kind) string { return string(k) },
		LogKind: func(k domain.LogKind) string { return string(k) }, Request: func(k domain.RequestKind) string { return string(k) },
		Handed: []domain.HandedOn{{To: domain.Recipient{Name: "Tom Weber", Place: "Ulm", Mail: "tom@example.org"}, At: at(20, 9), Depth: domain.DepthRecent, Notes: true, Files: 2, Basis: "Einwilligung vom 19.11."}},
		Files: []papers.Enclosure{
			{At: at(19, 9), Called: "Lebenslauf <b>neu</b>.pdf", As: "2026-11-19-3.pdf", Size: 1200, SHA256: "ab12"},
			{At: at(19, 9), Called: "weg.jpg"},
		},
	}
	a.Data = known()
	a.Data.Sheet.Facts = domain.Facts{domain.FactRegion: "Köln", domain.FactNotes: "erste Zeile\n# zweite | Zeile", domain.FactSource: "K26"}
	a.Data.Sheet.Chat.Contact.Name = "Samira <script>alert(1)</script>\x1b[31m"
	a.Data.Sheet.Aliases = []domain.Alias{{Kind: domain.AliasPhone, Value: "+4915550100001", First: at(1, 9), Last: at(21, 9)}}
	a.Data.Sheet.Log = []domain.LogEntry{{Kind: domain.LogCall, Text: "ruft wieder an", At: at(18, 9)}}
	a.Data.Sheet.Promises = []domain.Promise{{Words: "Adresse", Due: at(25, 9)}}
	a.Data.Sheet.Muted, a.Data.Sheet.Blocked, a.Data.Sheet.Chat.Crisis = true, true, true
	a.Data.Sheet.Terms.Log = domain.ConsentLog{{Kind: domain.ConsentChild, At: at(17, 9)}}
	a.Data.Restriction = domain.Restriction{On: true, Since: at(20, 9), Reason: "bestreitet"}
	a.Data.Requests = []domain.Request{{Kind: domain.RequestAccess, At: at(16, 9), Note: "per Mail"}}
	a.Data.Thread.Messages = []domain.Message{{Direction: domain.In}, {Direction: domain.Out}, {Direction: domain.In}}
	a.Data.Thread.Draft.Text = "noch nicht"
	a.Data.Left = []domain.Left{{Kind: domain.KindText, Count: 3, First: at(2, 9), Last: at(20, 23)}}
	a.Controller = []string{"Diakonie Musterstadt", "Weg 1"}
	return a
}

func TestLetter(t *testing.T) {
	t.Parallel()
	for _, name := range law.Names() {
		p := papers.Letter(letter(name))
		golden(t, "auskunft."+string(name)+".html.golden", p.HTML())
		golden(t, "auskunft."+string(name)+".md.golden", p.Markdown())
	}
}

func TestALetterSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	a := letter(law.KDG)
	p := papers.Letter(a)
	for _, gap := range []string{"Datenschutzbeauftragte mit Anschrift", "Speicherdauer", law.Of(law.KDG).Office} {
		if !strings.Contains(strings.Join(p.Gaps(), "\n"), gap) || !bytes.Contains(p.HTML(), []byte("[bitte ergänzen: "+gap)) {
			t.Errorf("nothing says that %q is missing: %q", gap, p.Gaps())
		}
	}
	a.Officer, a.Authority, a.Keeps = []string{"Sam"}, []string{"Aufsicht"}, []string{"90 Tage"}
	if got := papers.Letter(a).HTML(); bytes.Contains(got, []byte("bitte ergänzen")) {
		t.Error("something is missing though all is there")
	}
}

// escaped is a sign that means nothing in Markdown.
var escaped = regexp.MustCompile(`\\[^\n]`)

func TestAHostileNameIsText(t *testing.T) {
	t.Parallel()
	a := letter(law.DSGVO)
	for _, evil := range []string{"</p><img src=http://x>", "](http://x)", "| a | b", "`x`", "<!--", "a\nb\r# c", "\u202eabc", "1. x", "- x", "&amp;"} {
		a.Data.Sheet.Facts[domain.FactRegion] = evil
		a.Files[0].Called = evil
		p := papers.Letter(a)
		page, mark := string(p.HTML()), escaped.ReplaceAllString(string(p.Markdown()), "")
		if strings.Contains(page, "<img") || strings.Contains(page, "<!--") || strings.Contains(page, "&amp;</td") && evil != "&amp;" || strings.Contains(page+mark, "\u202e") {
			t.Errorf("%q is no text in the page", evil)
		}
		if strings.Contains(mark, "](") || strings.Contains(mark, "\n# c") || strings.Contains(mark, "<img") || strings.Contains(mark, " | a | b") {
			t.Errorf("%q is no text in Markdown", evil)
		}
	}
}
