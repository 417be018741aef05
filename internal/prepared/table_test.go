package prepared_test

import (
	"slices"
	"testing"

	"sprechstunde/internal/prepared"
)

func TestTableComesBackAsItWas(t *testing.T) {
	t.Parallel()
	rows := [][]string{
		{"name", "phone", "notes"},
		{"=HYPERLINK(\"http://x\")", "+4915111", "zwei\nZeilen; und \"mehr\""},
		{"'=schon", "", "-1"},
		{"@SUM(A1)", "\tx", "ä"},
	}
	raw := prepared.WriteTable(rows)
	got, wrong := prepared.ReadTable(raw)
	if wrong != nil || len(got) != len(rows) {
		t.Fatalf("%d lines, %v", len(got), wrong)
	}
	for i, r := range got {
		if !slices.Equal(r.Cells, rows[i]) {
			t.Errorf("line %d: %q, want %q", i, r.Cells, rows[i])
		}
	}
	if got[2].Line != 4 { // the one before it takes two lines
		t.Errorf("line %d", got[2].Line)
	}
}

func TestTableThatIsNone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a;b\n\"x", "a;b\nx\"y;z"} {
		if _, wrong := prepared.ReadTable([]byte(text)); wrong == nil {
			t.Errorf("%q was read", text)
		}
	}
	if rows, wrong := prepared.ReadTable(nil); len(rows) != 0 || wrong != nil {
		t.Errorf("nothing gave %v, %v", rows, wrong)
	}
}
