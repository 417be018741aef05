package arch_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const (
	module = "sprechstunde"
	root   = "../.."
)

// source is one Go file of the repository.
type source struct {
	name string // path from the root, with slashes
	text string
	tree *ast.File
}

func (s source) isTest() bool { return strings.HasSuffix(s.name, "_test.go") }

// room is the folder of the file from the root, "." for the root.
func (s source) room() string { return path.Dir(s.name) }

func (s source) line(n ast.Node) int { return files.Position(n.Pos()).Line }

var (
	files    = token.NewFileSet()
	readOnce = sync.OnceValues(readSources)
)

// sources returns every Go file of the repository, parsed once for all tests.
func sources(t *testing.T) []source {
	t.Helper()
	all, err := readOnce()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 30 {
		t.Fatalf("only %d files found; is the root right?", len(all))
	}
	return all
}

func readSources() ([]source, error) {
	var all []source
	err := walk(func(name string) error {
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(files, name, text, parser.ParseComments)
		all = append(all, source{name: name, text: string(text), tree: tree})
		return err
	})
	return all, err
}

// walk visits every file that belongs to the repository's own text.
func walk(visit func(name string) error) error {
	return filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == ".cache" || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !d.Type().IsRegular() {
			return nil
		}
		name, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		return visit(filepath.ToSlash(name))
	})
}
