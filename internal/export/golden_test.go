package export_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"sprechstunde/internal/export"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGoldenFiles(t *testing.T) {
	t.Parallel()
	for name, got := range map[string][]byte{
		"de.txt.golden": export.Text(whole(export.German())),
		"en.txt.golden": export.Text(whole(export.English())),
		"de.md.golden":  export.Markdown(whole(export.German())),
		"en.md.golden":  export.Markdown(whole(export.English())),
	} {
		golden(t, name, got)
	}
}

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
		t.Errorf("%s:\n%s", name, diff)
	}
}
