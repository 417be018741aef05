package arch_test

import (
	"go/ast"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	maxFileLines     = 600
	maxFunctionLines = 80
)

func TestFilesAndFunctionsStayShort(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if n := strings.Count(s.text, "\n"); n > maxFileLines {
			t.Errorf("%s has %d lines, more than %d", s.name, n, maxFileLines)
		}
		if s.isTest() {
			continue // a table of cases is long and flat
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if f, ok := n.(*ast.FuncDecl); ok {
				if lines := files.Position(f.End()).Line - s.line(f) + 1; lines > maxFunctionLines {
					t.Errorf("%s:%d: %s has %d lines, more than %d", s.name, s.line(f), f.Name.Name, lines, maxFunctionLines)
				}
			}
			return true
		})
	}
}

// TestGoroutinesStartInOnePlace: a panic in a goroutine started elsewhere would
// leave the terminal raw and might print a message text.
func TestGoroutinesStartInOnePlace(t *testing.T) {
	t.Parallel()
	found := false
	for _, s := range sources(t) {
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if _, ok := n.(*ast.GoStmt); ok {
				if s.room() == "internal/safego" {
					found = true
				} else {
					t.Errorf("%s:%d: start goroutines with safego.Go", s.name, s.line(n))
				}
			}
			return true
		})
	}
	if !found {
		t.Error("not even safego starts one; does this test still see anything?")
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	t.Parallel()
	documented := map[string]bool{}
	for _, s := range sources(t) {
		if !s.isTest() {
			documented[s.room()] = documented[s.room()] || strings.TrimSpace(s.tree.Doc.Text()) != ""
		}
	}
	for room, ok := range documented {
		if !ok {
			t.Errorf("%s has no package comment", room)
		}
	}
}

func TestEveryExportedNameIsExplained(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.isTest() {
			continue
		}
		for _, decl := range s.tree.Decls {
			for _, name := range unexplained(decl) {
				t.Errorf("%s:%d: %s has no comment", s.name, s.line(decl), name)
			}
		}
	}
}

func unexplained(decl ast.Decl) []string {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
			return []string{d.Name.Name}
		}
	case *ast.GenDecl:
		return unexplainedSpecs(d)
	}
	return nil
}

// exportedReceiver reports that others can call it: methods of hidden types
// serve an interface that is explained where it stands.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if generic, ok := typ.(*ast.IndexExpr); ok {
		typ = generic.X
	}
	name, ok := typ.(*ast.Ident)
	return ok && name.IsExported()
}

// unexplainedSpecs accepts one comment above a group of constants or variables,
// but wants each type to have its own.
func unexplainedSpecs(d *ast.GenDecl) []string {
	var missing []string
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && s.Doc == nil && (d.Doc == nil || d.Lparen.IsValid()) {
				missing = append(missing, s.Name.Name)
			}
		case *ast.ValueSpec:
			for _, name := range s.Names {
				if name.IsExported() && s.Doc == nil && s.Comment == nil && d.Doc == nil {
					missing = append(missing, name.Name)
				}
			}
		}
	}
	return missing
}

// TestNoTextNamesAMachine keeps paths of the machines it was written on out of
// what others read.
func TestNoTextNamesAMachine(t *testing.T) {
	t.Parallel()
	machines := []string{"/" + "work/", "/tmp/" + "bash", "/" + "root/"}
	texts := 0
	err := walk(func(name string) error {
		switch filepath.Ext(name) {
		case ".md", ".yaml", ".yml", ".go", ".sql", ".json", ".service", ".plist", ".mod", "":
		default:
			return nil
		}
		texts++
		content, err := os.ReadFile(filepath.Join(root, name))
		for _, machine := range machines {
			if strings.Contains(string(content), machine) {
				t.Errorf("%s names %s", name, machine)
			}
		}
		return err
	})
	if err != nil || texts < 30 {
		t.Errorf("looked at %d files: %v", texts, err)
	}
}

// TestDebtHasNoMarks: what is not done is an issue, not a mark in the code.
func TestDebtHasNoMarks(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		for _, group := range s.tree.Comments {
			for _, mark := range []string{"TO" + "DO", "FIX" + "ME", "XX" + "X"} {
				if strings.Contains(group.Text(), mark) {
					t.Errorf("%s:%d: %s", s.name, s.line(group), mark)
				}
			}
		}
	}
}
