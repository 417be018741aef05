package cli

import (
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

// onlyFolder DIR NAME gives the one folder in a folder another name beside it. Only
// its owner may have been able to read what is in there.
func onlyFolder(ts *testscript.TestScript, _ bool, args []string) {
	list, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(list) != 1 || !list[0].IsDir() {
		ts.Fatalf("in %s: %v", args[0], list)
	}
	ts.Check(os.Rename(filepath.Join(ts.MkAbs(args[0]), list[0].Name()), ts.MkAbs(args[1])))
	ts.Check(filepath.Walk(ts.MkAbs(args[1]), func(path string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			ts.Fatalf("%s has mode %v", path, info.Mode())
		}
		return err
	}))
}
