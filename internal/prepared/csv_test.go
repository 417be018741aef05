package prepared_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

// asTable is what a table can keep of answers.
func asTable(list []domain.Answer) []domain.Answer {
	line := func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n") }
	entries := func(list []string) (kept []string) {
		for _, s := range list {
			if s = strings.TrimSpace(line(s)); s != "" {
				kept = append(kept, s)
			}
		}
		return kept
	}
	var kept []domain.Answer
	for _, a := range list {
		for _, s := range []*string{
			&a.Key, &a.Title, (*string)(&a.Block), &a.Topic, &a.Audience, &a.Body, &a.Link, &a.LinkChecked, &a.NextStep, &a.ValidUntil,
		} {
			*s = line(*s)
		}
		a.Files, a.Asked = entries(a.Files), entries(a.Asked)
		if !cmp.Equal(a, domain.Answer{}) {
			kept = append(kept, a)
		}
	}
	return kept
}

func TestCSVGivesBackWhatATableCanKeep(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		list := answers().Draw(t, "answers")
		file := prepared.WriteCSV(list)
		got, mistakes := prepared.ReadCSV(file)
		onlyAboutContent(t, mistakes)
		if diff := cmp.Diff(asTable(list), got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s\n%s", diff, file)
		}
		if again := prepared.WriteCSV(got); !bytes.Equal(file, again) {
			t.Fatalf("not the same bytes:\n%q\n%q", file, again)
		}
	})
}

// TestCSVHoldsNoFormula reads the table with another program's eyes.
func TestCSVHoldsNoFormula(t *testing.T) {
	t.Parallel()
	var list []domain.Answer
	for _, s := range nasty {
		list = append(list, domain.Answer{Key: "k", Title: s, Body: s, Asked: []string{s}})
	}
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(prepared.WriteCSV(list), []byte("\ufeff"))))
	in.Comma = ';'
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != len(nasty)+1 {
		t.Fatalf("%d records", len(records))
	}
	for _, record := range records {
		for _, cell := range record {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("%q is a formula", cell)
			}
		}
	}
}

func TestReadCSVTakesWhatASpreadsheetSaves(t *testing.T) {
	t.Parallel()
	want := []domain.Answer{
		{Key: "ab", Title: "Größe; „gut“ – 5 €", Body: "eins\nzwei", Asked: []string{"a", "b|c"}},
		{Key: "cd", Title: "U", Body: "x"},
	}
	const table = "Key;TITLE ;asked;body\r\nab;\"Größe; „gut“ – 5 €\";a|b\\|c;\"eins\r\nzwei\"\r\n;;;\r\ncd;U;;x"
	for name, file := range map[string]string{
		"utf-8": table, "with mark": "\ufeff" + table, "windows": toWindows(table),
		"tabs": strings.ReplaceAll(strings.ReplaceAll(table, "Größe;", "Größe,"), ";", "\t"),
	} {
		got, mistakes := prepared.ReadCSV([]byte(strings.ReplaceAll(file, "Größe,", "Größe;")))
		if diff := cmp.Diff(want, got); diff != "" || mistakes != nil {
			t.Error(name, diff, mistakes)
		}
	}
	for _, empty := range []string{"", "\ufeff", "\n\n", "key,title,body\n", "key;title;body\r\n;;\r\n"} {
		if got, mistakes := prepared.ReadCSV([]byte(empty)); got != nil || mistakes != nil {
			t.Errorf("%q: %v %v", empty, got, mistakes)
		}
	}
}

// toWindows writes the few characters of the table above as a spreadsheet
// saves them in the Windows character set.
func toWindows(s string) string {
	var b strings.Builder
	special := map[rune]byte{'„': 0x84, '“': 0x93, '–': 0x96, '€': 0x80}
	for _, r := range s {
		if c, ok := special[r]; ok {
			b.WriteByte(c)
		} else {
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}

func TestReadCSVNamesEveryMistakeWithItsLine(t *testing.T) {
	t.Parallel()
	type at = domain.Mistake
	for _, c := range []struct {
		name, file string
		want       []at
	}{
		{"some other table", "name,phone\nx,y\n", []at{
			{Field: "name", Line: 1, Column: 1, Kind: domain.MistakeField, Detail: "name"},
			{Field: "key", Line: 1, Column: 1, Kind: domain.MistakeRequired, Detail: "key"},
			{Field: "title", Line: 1, Column: 1, Kind: domain.MistakeRequired, Detail: "title"},
			{Field: "body", Line: 1, Column: 1, Kind: domain.MistakeRequired, Detail: "body"},
			{Field: "phone", Line: 1, Column: 6, Kind: domain.MistakeField, Detail: "phone"},
		}},
		{"a column twice", "key,title,body,title\nab,T,x,U\n", []at{
			{Field: "title", Line: 1, Column: 16, Kind: domain.MistakeTwice, Detail: "title"},
		}},
		{"columns", "key,title,body\nab,T\ncd,T,x,\nef,T,x\n", []at{
			{Line: 2, Column: 1, Kind: domain.MistakeColumns, Detail: "2"},
			{Line: 3, Column: 1, Kind: domain.MistakeColumns, Detail: "4"},
		}},
		{"quotation marks", "key,title,body\nA,T,x\nab,\"T\" U,x\ncd,,\n", []at{
			{Key: "A", Field: "key", Line: 2, Column: 1, Kind: domain.MistakeKey, Detail: "A"},
			{Line: 3, Column: 1, Kind: domain.MistakeQuote, Detail: "3"},
		}},
		{"values", "key,title,body,link,files\nab,Ä,\"eins\nzwei {{ nix }}\",http://x,a | ../b\nab,,ü {{ du }},,\n", []at{
			{Key: "ab", Field: "body", Line: 3, Column: 9, Kind: domain.MistakeUnknown, Detail: "nix"},
			{Key: "ab", Field: "link", Line: 3, Column: 17, Kind: domain.MistakeLink, Detail: "http://x"},
			{Key: "ab", Field: "files", Line: 3, Column: 26, Kind: domain.MistakeFile, Detail: "../b"},
			{Key: "ab", Field: "key", Line: 4, Column: 1, Kind: domain.MistakeTwice, Detail: "ab"},
			{Key: "ab", Field: "title", Line: 4, Column: 4, Kind: domain.MistakeRequired, Detail: "title"},
			{Key: "ab", Field: "body", Line: 4, Column: 10, Kind: domain.MistakeUnknown, Detail: "du"},
		}},
		{"a cell that was changed", "key,title,body\nab,T,\"\"\"a\"\"\n\"\"b\"\" {{ nix }}\"\n", []at{
			{Key: "ab", Field: "body", Line: 3, Column: 1, Kind: domain.MistakeUnknown, Detail: "nix"},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, got := prepared.ReadCSV([]byte(c.file))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	if _, got := prepared.ReadCSV(bytes.Repeat([]byte(","), 4<<20+1)); len(got) != 1 || got[0].Kind != domain.MistakeTooLong {
		t.Errorf("too long: %v", got)
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{"", "key,title,body\nab,T,x\n", "key;title;body;asked\n\"a\";'=x;{{ y }};a|\\|b", "\xff\xfe", "key,key\n\"", "body,title,key\r\"\r\n"} {
		f.Add([]byte(s))
	}
	f.Add(prepared.WriteCSV([]domain.Answer{{Key: "ab", Title: "=T", Body: "b\nc", Asked: []string{"x", "😀|"}}}))
	f.Fuzz(func(t *testing.T, file []byte) {
		list, mistakes := prepared.ReadCSV(file)
		for _, m := range mistakes {
			if m.Line < 1 || m.Line > bytes.Count(file, []byte("\n"))+1 || m.Column < 1 {
				t.Fatalf("%+v lies outside", m)
			}
		}
		for _, a := range list {
			if !utf8.ValidString(a.Body) {
				t.Fatalf("broken text %q", a.Body)
			}
		}
		if len(mistakes) > 0 {
			return
		}
		again, mistakes := prepared.ReadCSV(prepared.WriteCSV(list))
		if diff := cmp.Diff(list, again, cmpopts.EquateEmpty()); diff != "" || mistakes != nil {
			t.Fatal(diff, mistakes)
		}
	})
}
