package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"

	"github.com/google/go-cmp/cmp"
)

func table(t testing.TB, rows ...[]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := export.NewTable(&b)
	for _, row := range rows {
		if err := w.Row(row...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.End(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read reads a table with a reader that is not ours.
func read(t testing.TB, raw []byte) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%v in %q", err, raw)
	}
	return uncelled(t, rows)
}

func uncelled(t testing.TB, rows [][]string) [][]string {
	t.Helper()
	for _, row := range rows {
		for i, cell := range row {
			if strings.ContainsAny(strings.TrimLeft(cell, " \t\n\u200b\u202e")+"x", "=+@-") && strings.IndexAny(strings.TrimLeft(cell, " \t\n\u200b\u202e"), "=+@-") == 0 {
				t.Errorf("a formula: %q", cell)
			}
			row[i] = export.Uncell(cell)
		}
	}
	return rows
}

func hostileCells() []string {
	return []string{
		"Hallo", "", " ", `"`, `""`, `a"b;c,d`, "zwei\nZeilen", "\nvorn", "=1+1", "+49 151", "-5", "@SUM(A1)", "\t=1", " =1", "\u200b=1", "\u202e=1", "'", "'=1", "''+1", "'Hallo",
		"＝1", "=cmd|' /C calc'!A0", `=HYPERLINK("https://b.example";"x")`, "|x", "%0A", ";", "😀", "مرحبا", "\ufeffx",
	}
}

func TestTableComesBack(t *testing.T) {
	t.Parallel()
	want := [][]string{{"a", "b"}}
	for _, c := range hostileCells() {
		want = append(want, []string{"x", c})
	}
	if diff := cmp.Diff(want, read(t, table(t, want...))); diff != "" {
		t.Error(diff)
	}
}

const pythonReader = `import csv, json, sys
text = sys.stdin.buffer.read().decode("utf-8-sig")
import io
print(json.dumps(list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))))`

// TestPythonReadsTheTable: a reader written by others.
func TestPythonReadsTheTable(t *testing.T) {
	t.Parallel()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 here to read the table with")
	}
	want := [][]string{{"a", "b"}}
	for _, c := range hostileCells() {
		want = append(want, []string{"x", c})
	}
	cmd := exec.CommandContext(t.Context(), python, "-c", pythonReader)
	cmd.Stdin = bytes.NewReader(table(t, want...))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	if err := json.Unmarshal(out, &rows); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, uncelled(t, rows)); diff != "" {
		t.Error(diff)
	}
}

func FuzzTable(f *testing.F) {
	for _, c := range hostileCells() {
		f.Add(c, "b")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if strings.ContainsAny(a+b, "\r\v\f\x00\u0085\u2028\u2029") || !utf8.ValidString(a) || !utf8.ValidString(b) {
			t.Skip("the table writes line ends in one way, and marks what is no text")
		}
		if diff := cmp.Diff([][]string{{"h", a, b}}, read(t, table(t, []string{"h", a, b}))); diff != "" {
			t.Error(diff)
		}
	})
}

func messageTable(t *testing.T, p export.Paper, alias *export.Alias) [][]string {
	t.Helper()
	var b bytes.Buffer
	w := export.NewTable(&b)
	if err := w.Row(export.MessageColumns...); err != nil {
		t.Fatal(err)
	}
	if err := w.MessageRows(p, alias); err != nil {
		t.Fatal(err)
	}
	if err := w.End(); err != nil {
		t.Fatal(err)
	}
	return read(t, b.Bytes())
}

func TestMessagesAsRows(t *testing.T) {
	t.Parallel()
	p := whole(export.German())
	for i := range p.Messages {
		p.Messages[i].ID = int64(i + 1)
	}
	rows := messageTable(t, p, nil)
	if len(rows) != len(p.Messages)+1 {
		t.Fatalf("%d rows for %d messages", len(rows), len(p.Messages))
	}
	col := func(name string) int { return slices.Index(rows[0], name) }
	for i, m := range p.Messages {
		row := rows[i+1]
		if len(row) != len(export.MessageColumns) {
			t.Fatalf("row %d has %d cells", i, len(row))
		}
		said := m.Content.Text
		switch {
		case m.RevokedAt != nil:
			said = ""
		case m.Edited != nil && m.Edited.Known:
			said = m.Edited.Text
		case said == "" && m.Content.Choice != nil:
			said = m.Content.Choice.Title
		}
		if got := row[col("text")]; got != export.Uncell(export.Cell(said)) || row[col("kind")] != string(m.Kind) || row[col("person")] != "Luca Öztürk" {
			t.Errorf("%d: %q", i, row)
		}
	}
	if rows[2][col("reply_to")] != "1" || rows[2][col("at")] != "2026-05-12T09:04:00+02:00" || rows[1][col("reactions")] != "👍🏽" {
		t.Errorf("%q", rows[1:3])
	}
}

func TestUnderAPseudonymNobodyIsNamed(t *testing.T) {
	t.Parallel()
	alias := export.NewAlias()
	alias.Known(7, "Lucky Luc")
	p := paper(export.German(), "Luca Öztürk",
		in(on(11, 9, 0), "Ich bin Luca, Luca Öztürk. Lucas Nummer: +49 (151) 123-45 678, 0201/1234567, luca@post.example oder https://x.example/luca und @luca.07, am 12.05.2026 um 9.30 Uhr"),
		out(on(11, 9, 5), "Hallo Luca Luca! LUCKY!", domain.StatusRead),
		of(on(11, 9, 6), domain.KindDocument, domain.Content{Media: &domain.Media{Filename: "Lebenslauf Luca.pdf", SHA256: "abcd", Size: 5}}))
	for i := range p.Messages {
		p.Messages[i].ID, p.Messages[i].WAMID = int64(1000+i), "wamid.secret"
	}
	rows := messageTable(t, p, alias)
	flat := ""
	for _, row := range rows {
		flat += strings.Join(row, "\x00") + "\n"
	}
	for _, never := range []string{"Luca", "luca", "Öztürk", "LUCKY", "151", "1234567", "x.example", "wamid", "1000", "abcd"} {
		if strings.Contains(flat, never) {
			t.Errorf("%q stands there:\n%s", never, flat)
		}
	}
	for _, still := range []string{"12.05.2026 um 9.30 Uhr", "Ich bin [P1], [P1]. [P1] Nummer: [Nr.], [Nr.], [E-Mail] oder [Link] und [Name]", "Hallo [P1] [P1]! [P1]!"} {
		if !strings.Contains(flat, still) {
			t.Errorf("%q is missing:\n%s", still, flat)
		}
	}
	p.Chat.ID = 8
	if next := messageTable(t, p, alias); next[1][1] != "P2" || next[1][0] != "2" {
		t.Errorf("%q", next[1])
	}
}

// TestUnderAPseudonymNumbersAndNamesInAnyDress: as telephones write numbers, and with
// letters that are put together in another way.
func TestUnderAPseudonymNumbersAndNamesInAnyDress(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"\u202a+33\u00a06\u00a012\u00a034\u00a056\u00a078\u202c": "\u202a[Nr.]\u202c",
		"+90\u202f532\u202f123\u202f45\u202f67 ist neu":          "[Nr.] ist neu",
		"+1\u00a0(555)\u00a0123\u20114567":                       "[Nr.]",
		"0151\u2060234\u206056":                                  "[Nr.]",
		"am 12.\u00a05.\u00a02026":                               "am 12.\u00a05.\u00a02026",
		"12.–14.05.2026, 9:00–12:00":                             "12.–14.05.2026, 9:00–12:00",
		"hier ist Jo\u0308rg":                                    "hier ist [P1]",
		"hier ist J\u00f6rg":                                     "hier ist [P1]",
	} {
		for _, name := range []string{"J\u00f6rg", "Jo\u0308rg"} {
			rows := messageTable(t, paper(export.German(), name, in(on(11, 9, 0), text)), export.NewAlias())
			if got := rows[1][slices.Index(rows[0], "text")]; got != want {
				t.Errorf("%q: %q, want %q", text, got, want)
			}
		}
	}
}

func TestChatsAsRows(t *testing.T) {
	t.Parallel()
	p := whole(export.German())
	p.Chat.State, p.Chat.Stage = domain.ChatOpen, "beratung"
	sheet := domain.PersonSheet{Labels: []string{"a", "b"}, Facts: domain.Facts{domain.FactRegion: "=Essen", domain.FactNotes: "geheim"}}
	for _, alias := range []*export.Alias{nil, export.NewAlias()} {
		var b bytes.Buffer
		w := export.NewTable(&b)
		if err := w.ChatRow(p, sheet, alias); err != nil {
			t.Fatal(err)
		}
		if err := w.End(); err != nil {
			t.Fatal(err)
		}
		row := read(t, b.Bytes())[0]
		want := []string{"7", "Luca Öztürk", "+4915112345678", "", "luca.07"}
		if alias != nil {
			want = []string{"1", "P1", "", "", ""}
		}
		want = append(want, "open", "beratung", "a b", "", "=Essen", "", "", "", "", "2026-05-11T21:47:00+02:00", "2026-05-15T09:09:00+02:00", "35", "9", "1", "7", "677", "")
		if diff := cmp.Diff(want, row); diff != "" {
			t.Error(diff)
		}
	}
}

// BenchmarkAliases is one message of a table without names. The names of a chat are put
// together once, not for every message.
func BenchmarkAliases(b *testing.B) {
	p := paper(export.German(), "Luca Öztürk", in(on(11, 9, 0), "Hallo, ich bin Luca und das ist eine Nachricht mit etwas Text und https://x.example/abc"))
	alias := export.NewAlias()
	table := export.NewTable(io.Discard)
	for b.Loop() {
		if err := table.MessageRows(p, alias); err != nil {
			b.Fatal(err)
		}
	}
}
