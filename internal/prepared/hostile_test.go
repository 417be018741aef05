package prepared_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

// upTo repeats a text as often as it fits into size bytes.
func upTo(size int, s string) string { return strings.Repeat(s, size/len(s)) }

// hostileYAML are files of some size that once took minutes or gigabytes, or
// would if something were read again and again.
func hostileYAML(size int) map[string]string {
	const head = "- key: ab\n  title: T\n  body: "
	flow := "- a: [\n" + strings.Repeat("[x],[x],[x],[x],[x],[x],[x],[x],[x],[x],[x],[x],[x],[x],[x],[x],\n", 190)
	return map[string]string{
		"gaps in a body":         head + upTo(size, "a {{name}} b "),
		"gaps in many bodies":    upTo(size, head+"\""+upTo(16_000, "a {{name}} b ")+"\"\n"),
		"names in many bodies":   upTo(size, head+"\""+upTo(16_000, "{{name}}")+"\"\n"),
		"marks in many bodies":   upTo(size, head+"'"+upTo(16_000, "„\"")+"'\n"),
		"quotes in a value":      upTo(size, head+"'{{ name "+strings.Repeat("„\"", 8000)+" }}'\n"),
		"stray brackets":         upTo(size, head+"'"+upTo(16_000, "}}")+"'\n"),
		"links":                  upTo(size, head+"'"+upTo(16_000, ".")+"x'\n  link: .\n"),
		"conditions":             upTo(size, head+"'"+upTo(16_000, "{% if name %}")+"'\n"),
		"braces":                 head + "'" + upTo(size, "{") + "'",
		"broken lists":           upTo(size, flow),
		"broken lists, few":      strings.Repeat(flow, 60),
		"broken small answers":   upTo(size, "- a: [\n"),
		"broken at the end":      upTo(size, "- key: ab\n  title: T\n  body: x\n") + "\t",
		"one broken long answer": head + "|\n" + upTo(size, "    x\n") + "\t",
		"nothing":                upTo(size, "-\n"),
		"nothing, broken":        upTo(size, "-\n") + "\t",
		"line breaks":            upTo(size, "\n") + "\t",
		"small answers":          upTo(size, "- {}\n"),
		"one line of answers":    "[" + upTo(size, "{body: '{{x}}'},") + "]",
		"lists":                  "[" + upTo(size, "[],") + "]",
		"many fields":            "- a: b\n" + upTo(size, "  a: b\n"),
		"many files":             head + "x\n  files:\n" + upTo(size, "  - ../a\n"),
		"comments":               upTo(size, " #\n-\n"),
		"aliases":                "- &a [x]\n" + upTo(size, "- *a\n"),
		"deep":                   upTo(size, "["),
		"a long key":             "- key: '" + upTo(size/2, "Ä") + "'\n" + upTo(size/3, "  x: y\n"),
		"invisible":              head + "\"" + upTo(size, "\\u0001") + "\"",
	}
}

// hostileCSV are tables of that kind.
func hostileCSV(size int) map[string]string {
	const head = "key,title,body\n"
	return map[string]string{
		"gaps in a body":  head + "ab,T," + upTo(size, "a {{name}} b "),
		"a wide header":   upTo(size, ","),
		"unknown columns": upTo(size, "x,"),
		"a wide line":     head + upTo(size, "a,"),
		"small rows":      head + upTo(size, "a\n"),
		"empty rows":      head + upTo(size, ",,\n"),
		"short answers":   head + upTo(size, "a,,\n"),
		"broken lines":    head + upTo(size, "\"\n\","),
		"quotation marks": head + "ab,T,\"" + upTo(size, "\"\""),
		"line breaks":     head + "ab,T,\"" + upTo(size, "\n") + "\"",
		"wrong bytes":     head + upTo(size, "\x80,\x80,\x80\n"),
		"marks":           head + upTo(size, "ab,T,"+upTo(16_000, "{{x}} ")+"\n"),
		"links":           "key,title,body,link\n" + upTo(size, "ab,T,"+upTo(16_000, ".")+"x,.\n"),
	}
}

// TestReadingHostileFilesEnds: a quarter of the largest file takes a fraction
// of a second each, and took a minute where something was quadratic.
func TestReadingHostileFilesEnds(t *testing.T) {
	t.Parallel()
	const size, limit = 1 << 20, 30 * time.Second
	check := func(t *testing.T, read func([]byte) ([]domain.Answer, []domain.Mistake), file string) {
		t.Helper()
		within(t, limit, func() {
			list, mistakes := read([]byte(file))
			if len(list) > 10_000 || len(mistakes) > 200 {
				t.Errorf("%d answers, %d mistakes", len(list), len(mistakes))
			}
			for _, m := range mistakes {
				if len(m.Key)+len(m.Field)+len(m.Detail) > 3000 {
					t.Fatalf("a mistake of %d bytes", len(m.Key)+len(m.Field)+len(m.Detail))
				}
			}
		})
	}
	for name, file := range hostileYAML(size) {
		t.Run("yaml/"+name, func(t *testing.T) {
			t.Parallel()
			check(t, prepared.ReadYAML, file)
		})
	}
	for name, file := range hostileCSV(size) {
		t.Run("csv/"+name, func(t *testing.T) {
			t.Parallel()
			check(t, prepared.ReadCSV, file)
		})
	}
}

func TestReadingStopsWhereItIsTooMuch(t *testing.T) {
	t.Parallel()
	type at = domain.Mistake
	body := upTo(4<<20-100, "a {{name}} b ")
	answer := "- {key: ab, title: T, body: x}\n"
	for _, c := range []struct {
		name, file string
		want       at // the only mistake, or the last
		count      int
	}{
		{"a long body", "- key: ab\n  title: T\n  body: " + body, at{
			Key: "ab", Field: "body", Line: 3, Column: 9, Kind: domain.MistakeTooLong, Detail: strconv.Itoa(len(body) - 1),
		}, 1},
		{"entries together", "- key: ab\n  title: T\n  body: x\n  asked:\n" + strings.Repeat("    - "+strings.Repeat("ä", 99)+"\n", 164), at{
			Key: "ab", Field: "asked", Line: 5, Column: 5, Kind: domain.MistakeTooLong, Detail: "16400",
		}, 1},
		{"many broken answers", strings.Repeat("- key: ab\n  title: a: b\n", 300), at{Line: 400, Column: 1, Kind: domain.MistakeSyntax}, 200},
		{"many mistakes", strings.Repeat("- key: ab\n", 300), at{Key: "ab", Field: "key", Line: 67, Column: 8, Kind: domain.MistakeTwice, Detail: "ab"}, 200},
		{"many entries", strings.Repeat("-\n", 500_001), at{Line: 500_001, Column: 1, Kind: domain.MistakeSyntax, Detail: "too many entries"}, 1},
		{"a long name of a field", "- {key: ab, title: T, body: x}\n- key: cd\n  title: T\n  body: x\n  ? " + strings.Repeat("ä", 500) + "\n  : x\n", at{
			Key: "cd", Field: strings.Repeat("ä", 200) + "…", Line: 5, Column: 5, Kind: domain.MistakeField, Detail: strings.Repeat("ä", 200) + "…",
		}, 1},
		{"far below in a long answer", answer + "- key: cd\n  title: T\n  body: |\n" + strings.Repeat("    x\n", 500) + "  link: a: b\n" + strings.Repeat("    y\n", 100), at{
			Line: 505, Column: 1, Kind: domain.MistakeSyntax,
		}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, got := prepared.ReadYAML([]byte(c.file))
			if len(got) != c.count {
				t.Fatalf("%d mistakes: %.500v", len(got), got)
			}
			last := got[len(got)-1]
			if c.want.Detail == "" {
				last.Detail = ""
			}
			if diff := cmp.Diff(c.want, last); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadingStopsAfterTenThousandAnswers(t *testing.T) {
	t.Parallel()
	var file, table strings.Builder
	table.WriteString("key,title,body\n")
	for i := range 10_001 {
		fmt.Fprintf(&file, "- {key: k%d, title: T, body: x}\n", i)
		fmt.Fprintf(&table, "k%d,T,x\n", i)
	}
	for name, c := range map[string]struct {
		read func([]byte) ([]domain.Answer, []domain.Mistake)
		text string
		want domain.Mistake
	}{
		"yaml":         {prepared.ReadYAML, file.String(), domain.Mistake{Line: 10_001, Column: 3}},
		"broken below": {prepared.ReadYAML, file.String() + "- a: b: c\n", domain.Mistake{Line: 10_001, Column: 3}},
		"csv":          {prepared.ReadCSV, table.String(), domain.Mistake{Line: 10_002, Column: 1}},
	} {
		c.want.Kind, c.want.Detail = domain.MistakeSyntax, "more than 10000 answers"
		list, got := c.read([]byte(c.text))
		if diff := cmp.Diff([]domain.Mistake{c.want}, got); diff != "" || len(list) != 10_000 {
			t.Error(name, len(list), diff)
		}
	}
}

// BenchmarkReadHostileFiles reads them as large as they may be.
func BenchmarkReadHostileFiles(b *testing.B) {
	const most = 4<<20 - 100
	for name, file := range hostileYAML(most) {
		b.Run("yaml/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				prepared.ReadYAML([]byte(file[:min(len(file), 4<<20)]))
			}
		})
	}
	for name, file := range hostileCSV(most) {
		b.Run("csv/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				prepared.ReadCSV([]byte(file[:min(len(file), 4<<20)]))
			}
		})
	}
}
