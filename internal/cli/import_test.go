package cli

import (
	"archive/zip"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

// zipFiles OUT FILE... puts files into a zip.
func zipFiles(ts *testscript.TestScript, _ bool, names []string) {
	out, err := os.Create(ts.MkAbs(names[0]))
	ts.Check(err)
	w := zip.NewWriter(out)
	for _, name := range names[1:] {
		f, err := w.Create(name)
		ts.Check(err)
		_, err = f.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(out.Close())
}

// reimport DIR NAME FLAG... takes the one file of a folder in as somebody new.
func reimport(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*"))
	ts.Check(err)
	if len(files) != 1 {
		ts.Fatalf("%d files in %s", len(files), args[0])
	}
	ts.Check(ts.Exec("sprechstunde", append([]string{"import", files[0], "--new", args[1]}, args[2:]...)...))
}

// cutFile FILE OUT writes all but the end of a file.
func cutFile(ts *testscript.TestScript, _ bool, args []string) {
	raw, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), raw[:len(raw)-30], 0o600))
}
