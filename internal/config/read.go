package config

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// reader turns YAML nodes into plain values of the right type and remembers
// where each key stood, so that every later complaint can name its line.
type reader struct {
	env      string // variable being read; "" for the file
	places   map[string]place
	mistakes Mistakes
}

type place struct {
	line int
	env  string
}

func newReader() *reader { return &reader{places: map[string]place{}} }

// maxMistakes ends the list for a file that is something else altogether.
const maxMistakes = 50

func (r *reader) complain(m Mistake, n *yaml.Node) {
	if len(r.mistakes) >= maxMistakes {
		return
	}
	m.Env = r.env
	if r.env == "" && n != nil {
		m.Line = n.Line
	}
	r.mistakes = append(r.mistakes, m)
}

// place finds where a key was set: itself, or the nearest key above it that
// was, so that something missing points at the entry it is missing from.
func (r *reader) place(key string) place {
	for key != "" {
		if p, ok := r.places[key]; ok {
			return p
		}
		key = key[:max(strings.LastIndexAny(key, ".["), 0)]
	}
	return place{}
}

// file reads a whole configuration file into nested maps of known keys only.
func (r *reader) file(data []byte) map[string]any {
	root := r.parse(data)
	if root == nil {
		return nil
	}
	v, _ := r.value(root, configType, "").(map[string]any)
	return v
}

// parse returns the one document in data; nil if it is empty or not YAML.
func (r *reader) parse(data []byte) *yaml.Node {
	var doc, more yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	if err := decode(dec, &doc); err != nil {
		if !errors.Is(err, io.EOF) {
			r.complainSyntax(err)
		}
		return nil
	}
	if err := decode(dec, &more); !errors.Is(err, io.EOF) {
		r.complain(Mistake{Kind: KindSyntax}, &more)
	}
	if len(doc.Content) != 1 {
		return nil
	}
	return doc.Content[0]
}

var errParser = errors.New("the YAML parser gave up")

// decode reads one document. A parser that panics on strange bytes is a
// mistake in the file for us, not the end of the program.
func decode(dec *yaml.Decoder, into *yaml.Node) (err error) {
	defer func() {
		if recover() != nil {
			err = errParser
		}
	}()
	return dec.Decode(into)
}

var lineInError = regexp.MustCompile(`line (\d+)`)

// complainSyntax keeps only the line of the parser's message: the rest may
// quote what stands there, which may be half of a token.
func (r *reader) complainSyntax(err error) {
	n := &yaml.Node{}
	if m := lineInError.FindStringSubmatch(err.Error()); m != nil {
		n.Line, _ = strconv.Atoi(m[1])
	}
	r.complain(Mistake{Kind: KindSyntax}, n)
}

// value reads a node as type t. It returns nil for nothing, also after it has
// complained.
func (r *reader) value(n *yaml.Node, t reflect.Type, key string) any {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		r.complain(Mistake{Key: key, Kind: KindAlias}, n)
		return nil
	}
	r.places[key] = place{line: n.Line, env: r.env}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	switch {
	case isGroup(t):
		return r.group(n, t, key)
	case t.Kind() == reflect.Slice:
		return r.list(n, t, key)
	case n.Kind != yaml.ScalarNode:
		r.complain(Mistake{Key: key, Kind: KindWantText}, n)
		return nil
	default:
		return r.single(n, t, key)
	}
}

func (r *reader) group(n *yaml.Node, t reflect.Type, path string) any {
	if n.Kind != yaml.MappingNode {
		r.complain(Mistake{Key: path, Kind: KindWantGroup}, n)
		return nil
	}
	out, seen := map[string]any{}, map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, node := n.Content[i], n.Content[i+1]
		f, known := field(t, name.Value)
		if !known {
			r.unknown(name, path, t)
			continue
		}
		key := join(path, yamlName(f))
		if first, twice := seen[key]; twice {
			r.complain(Mistake{Key: key, Kind: KindTwice, Want: strconv.Itoa(first)}, name)
			continue
		}
		seen[key] = name.Line
		if v := r.value(node, f.Type, key); v != nil {
			out[yamlName(f)] = v
		}
	}
	return out
}

func (r *reader) unknown(name *yaml.Node, path string, t reflect.Type) {
	if len(r.mistakes) >= maxMistakes {
		return // looking for the nearest key takes time, and nobody reads on
	}
	word := clip(keyOnly(name.Value))
	r.complain(Mistake{Key: join(path, word), Kind: KindUnknownKey, Want: nearest(word, path, t)}, name)
}

// keyOnly is a key that is none, without what may be a secret: one that was pasted
// in its place, or the value behind a colon without a blank, which makes one key of
// both.
func keyOnly(s string) string {
	if name, _, both := strings.Cut(s, ":"); both {
		s = name + ":"
	}
	return looksSecret.ReplaceAllString(s, masked)
}

// clip keeps a key that is none from filling the screen.
func clip(s string) string {
	runes := []rune(strings.ToValidUTF8(s, "?"))
	return string(runes[:min(len(runes), 40)])
}

func (r *reader) list(n *yaml.Node, t reflect.Type, key string) any {
	if n.Kind != yaml.SequenceNode {
		r.complain(Mistake{Key: key, Kind: KindWantList}, n)
		return nil
	}
	out := []any{}
	for i, node := range n.Content {
		if v := r.value(node, t.Elem(), key+"["+strconv.Itoa(i)+"]"); v != nil {
			out = append(out, v)
		}
	}
	return out
}

// single reads one value. Text is taken letter for letter: an id that looks
// like a number, or a date, stays what was typed.
func (r *reader) single(n *yaml.Node, t reflect.Type, key string) any {
	text := strings.TrimSpace(n.Value)
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && (r != '\n' || !manyLines(key)) }) {
		r.complain(Mistake{Key: key, Kind: KindWantText}, n)
		return nil
	}
	switch {
	case t == durationType:
		return r.duration(text, n, key)
	case t.Kind() == reflect.Bool:
		b, err := strconv.ParseBool(strings.ToLower(text))
		if err != nil {
			r.complain(Mistake{Key: key, Kind: KindOneOf, Value: clip(text), Want: "true, false"}, n)
			return nil
		}
		return b
	case t.Kind() == reflect.Int:
		number, err := strconv.Atoi(text)
		if err != nil {
			r.complain(Mistake{Key: key, Kind: KindFormat, Value: clip(text), Want: "600"}, n)
			return nil
		}
		return number
	case t.Kind() == reflect.Float64:
		number, err := strconv.ParseFloat(text, 64)
		if err != nil {
			r.complain(Mistake{Key: key, Kind: KindFormat, Value: clip(text), Want: "0.055"}, n)
			return nil
		}
		return number
	default:
		return text
	}
}

// manyLines are the keys whose text may have several: what persons will read.
func manyLines(key string) bool {
	return strings.HasPrefix(key, "auto.") || key == "crisis.card" || strings.HasPrefix(key, "privacy.sentences")
}

func (r *reader) duration(text string, n *yaml.Node, key string) any {
	d, err := time.ParseDuration(text)
	if err != nil {
		r.complain(Mistake{Key: key, Kind: KindFormat, Value: clip(text), Want: "7s"}, n)
		return nil
	}
	return d
}
