package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sprechstunde/store"
)

// unguarded are the methods that write and may do so on a desk that only reads,
// with the reason.
var unguarded = map[string]string{
	"CatchUp":         "computes what is there anew",
	"CrisisTold":      "what the relay has taken",
	"Doubt":           "a copy that is no desk's database yet",
	"ErasedHere":      "ends what was begun here",
	"FailedHere":      "a send of this desk that can never leave",
	"FileForgotten":   "what the relay has taken",
	"FileHere":        "files of messages, as they come",
	"FillIndex":       "the index of what is here",
	"Foretell":        "what the preview has shown here",
	"ForgetExport":    "the file was made on this machine, or was not",
	"AddExport":       "the file is made on this machine",
	"NameExport":      "the file is made on this machine",
	"ExportPlaced":    "the file is made on this machine",
	"ExportRemoved":   "the file lay on this machine",
	"GiveBack":        "follows from what the relay tells",
	"HandedOver":      "what the relay has taken",
	"KeepSend":        "what the relay has said",
	"LoseFile":        "files of messages, as they come",
	"MarkForgetAgain": "a relay that does not know whom to erase",
	"MarkNoticesSeen": "what was looked at here",
	"Owe":             "who was erased stays erased in every copy",
	"RecallMoved":     "follows from what the relay tells",
	"Refused":         "what the relay has said",
	"RelayForgot":     "what the relay has done",
	"Replay":          "who was erased stays erased in every copy",
	"ReserveFile":     "files of messages, as they come",
	"SaveDraft":       "no word of hers is lost; it waits here",
	"Scrub":           "who was erased stays erased in every copy",
	"Seed":            "a new home has answers to look at",
	"SetFollowUp":     "until when a session here goes on",
	"SetOwnPage":      "what WhatsApp tells",
	"SetSeen":         "what was looked at here",
	"SetTemplates":    "what the relay tells",
	"SetTranscript":   "a recording is written down on this machine",
	"TakeIn":          "what the relay tells",
	"TidyIndex":       "the index of what is here",
	"Uploaded":        "a send of this desk is under way",
	"WakeDue":         "follows from the time",
	"WantBack":        "a send of this desk is called back, if it is not too late",
	"Withdrawn":       "what the relay has said",
}

// writer is a method of the store: what it writes under which words. Words that it
// is given stand as the number of the parameter.
type writer struct {
	name   string
	params []string
	node   *ast.FuncDecl
}

// TestEveryWriteIsGuardedOrNamed derives from the source what the adviser does to
// the desk's data: each exported method that writes asks the guard, or stands above
// with a reason. A method that joins cannot be forgotten.
func TestEveryWriteIsGuardedOrNamed(t *testing.T) {
	t.Parallel()
	methods := methodsOfStore(t)
	var said []string
	for _, name := range slices.Sorted(maps.Keys(methods)) {
		if !ast.IsExported(name) {
			continue
		}
		doings, writes := doingsOf(methods, name, nil, map[string]bool{})
		if !writes {
			continue
		}
		said = append(said, doings...)
		guarded := len(doings) > 0
		for _, d := range doings {
			guarded = guarded && store.Guarded(d)
		}
		reason, named := unguarded[name]
		switch {
		case !guarded && !named:
			t.Errorf("%s writes (%q), is not guarded in guard.go and is no exception here", name, doings)
		case guarded && named:
			t.Errorf("%s is guarded, and named as an exception: %s", name, reason)
		}
		delete(methods, name)
	}
	for name := range unguarded {
		if _, left := methods[name]; left {
			t.Errorf("%s is an exception, and writes nothing", name)
		} else if !exists(t, name) {
			t.Errorf("there is no %s", name)
		}
	}
	for _, words := range store.Hers() {
		if !slices.ContainsFunc(said, func(d string) bool { return strings.HasPrefix(d, words) }) {
			t.Errorf("%q stands in guard.go, and nothing is written under these words", words)
		}
	}
	if len(said) < 60 {
		t.Errorf("only %d writes were found", len(said))
	}
}

func exists(t *testing.T, name string) bool {
	t.Helper()
	_, ok := methodsOfStore(t)[name]
	return ok
}

func methodsOfStore(t *testing.T) map[string]writer {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]writer{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || fn.Body == nil {
				continue
			}
			if star, ok := fn.Recv.List[0].Type.(*ast.StarExpr); !ok || !isIdent(star.X, "Store") {
				continue
			}
			w := writer{name: fn.Name.Name, node: fn}
			for _, field := range fn.Type.Params.List {
				for _, name := range field.Names {
					w.params = append(w.params, name.Name)
				}
			}
			out[w.name] = w
		}
	}
	return out
}

func isIdent(x ast.Expr, name string) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == name
}

// doingsOf follows a method into the ones of the store that it calls, and returns
// under which words it writes; given are the words of its parameters.
func doingsOf(methods map[string]writer, name string, given map[string]string, busy map[string]bool) (doings []string, writes bool) {
	w, ok := methods[name]
	if !ok || busy[name] {
		return nil, false
	}
	busy[name] = true
	defer delete(busy, name)
	ast.Inspect(w.node.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if sel.Sel.Name == "WithTx" && name != "write" {
			writes = true // past the guard
			doings = append(doings, "")
			return true
		}
		if !isIdent(sel.X, w.node.Recv.List[0].Names[0].Name) {
			return true
		}
		if sel.Sel.Name == "write" {
			writes = true
			doings = append(doings, wordsOf(call.Args[1], given))
			return true
		}
		callee, ok := methods[sel.Sel.Name]
		if !ok {
			return true
		}
		handed := map[string]string{}
		for i, arg := range call.Args {
			if i < len(callee.params) {
				handed[callee.params[i]] = wordsOf(arg, given)
			}
		}
		more, also := doingsOf(methods, sel.Sel.Name, handed, busy)
		doings, writes = append(doings, more...), writes || also
		return true
	})
	return doings, writes
}

// wordsOf is what is known of a text: all of it, or how it begins.
func wordsOf(x ast.Expr, given map[string]string) string {
	switch x := x.(type) {
	case *ast.BasicLit:
		if s, err := strconv.Unquote(x.Value); err == nil {
			return s
		}
	case *ast.Ident:
		return given[x.Name]
	case *ast.BinaryExpr:
		return wordsOf(x.X, given) + wordsOf(x.Y, given)
	}
	return ""
}
