package tui

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
)

// SetTimers lets a test take the place of tea.Tick.
func SetTimers(m *Model, after func(time.Duration, tea.Msg) tea.Cmd) { m.after = after }

// IsTrail reports a message that lets the chat, or its suggestions, follow the
// cursor.
func IsTrail(msg tea.Msg) bool {
	switch msg.(type) {
	case trailMsg, suggestTimerMsg:
		return true
	}
	return false
}

// News is the message that brings changes of the desk.
type News = changesMsg

// NewWelcome makes the model of the first page.
func NewWelcome(lang, theme string) tea.Model { return newWelcome(lang, theme) }

// Picked is the choice made on the first page.
func Picked(m tea.Model) Choice { return m.(*welcome).choice }

// DraftText is what stands in the composer.
func DraftText(m *Model) string { return m.comp.area.Value() }

// DrawAnew draws everything again, also what is kept from the frame before.
func DrawAnew(m *Model) string {
	m.memos, m.queue.cache, m.chat.cache, m.frame.dirty = memos{}, nil, nil, true
	return m.View().Content
}

// SameFrame reports that the last frame still holds.
func SameFrame(m *Model) bool { return !m.frame.dirty }

// SplitText cuts a text in two.
var SplitText = splitText

// ParseMarks is WhatsApp's marks as "b:text|:text".
func ParseMarks(s string) string {
	out := ""
	for i, sp := range parseMarks(s) {
		if i > 0 {
			out += "|"
		}
		for k, r := range []string{"b", "i", "s", "c"} {
			if sp.on&(1<<k) != 0 {
				out += r
			}
		}
		out += ":" + sp.text
	}
	return out
}

// WrapLines wraps plain text the way messages are.
func WrapLines(s string, w int) []string {
	var out []string
	for _, l := range wrapCells([]span{{s, 0}}, w) {
		line := ""
		for _, c := range l {
			line += c.text
		}
		out = append(out, line)
	}
	return out
}

// PhoneWords is the printed form of a number.
func PhoneWords(p string) string { return phoneWords(p) }

// Registry lists id, context and default keys of every action.
func Registry() map[string][]string {
	out := map[string][]string{}
	for _, a := range builtin() {
		out[a.id] = a.keys
	}
	return out
}

// ReadBack is what happens when the editor has ended.
func ReadBack(path string, chatID int64, before string) tea.Msg {
	return readBack(path, chatID, before, nil)
}

// Unmarked is a text without its marks.
func Unmarked(s string) string { return unmarked(s) }

// Fit makes a text exactly w cells wide.
func Fit(s string, w int) string { return fit(s, w) }

// ParseWhen is what is understood of a typed moment: "good", "empty",
// "unknown" or "past". A day without a time of day means nine o'clock.
func ParseWhen(typed string, now time.Time) (time.Time, string) {
	at, how := parseWhen(typed, now, clockTime{9, 0})
	return at, [...]string{"good", "empty", "unknown", "past"}[how]
}

// CutMiddle shortens a path.
func CutMiddle(s string, w int) string { return cutMiddle(s, w) }

// ParseFields is the fields of a text as "row:from-to label [choices]".
func ParseFields(s string) []string {
	var out []string
	for _, f := range parseFields(s) {
		text := fmt.Sprintf("%d:%d-%d %s", f.row, f.from, f.to, f.label)
		if f.choices != nil {
			text += fmt.Sprintf(" %v", f.choices)
		}
		out = append(out, text)
	}
	return out
}

// FieldTexts cuts the fields out of a text.
func FieldTexts(s string) []string {
	var out []string
	lines := strings.Split(s, "\n")
	for _, f := range parseFields(s) {
		out = append(out, string([]rune(lines[f.row])[f.from:f.to]))
	}
	return out
}

// MarkTyped puts what was found into brackets.
func MarkTyped(text, typed string) string {
	out, on := "", markKind(0)
	for _, c := range append(typedCells(text, typed), cell{}) {
		if c.on != on {
			out += map[bool]string{true: "[", false: "]"}[c.on != 0]
		}
		on = c.on
		out += c.text
	}
	return out
}

// PeopleKeys lists id and default keys of what can be done about people.
func PeopleKeys() map[string][]string {
	out := map[string][]string{}
	for _, a := range peopleActions() {
		out[a.id] = a.keys
	}
	return out
}

// SaveAll keeps what is left unsaved when the program ends.
func SaveAll(m *Model) error { return m.saveAll(context.Background()) }

// Selected is what the next character in the composer replaces.
func Selected(m *Model) string { return m.comp.area.SelectedText() }

// AnswerBack is what happens when the editor of an answer has ended.
func AnswerBack(m *Model, path, before string) tea.Msg {
	return readAnswerBack(path, m.form, before, nil)
}

// Beside runs something as a program beside the screen is run.
func Beside(m *Model, run func()) tea.Cmd {
	return m.beside(func() tea.Msg { run(); return nil })
}

// AwaitOutside is what the end waits for.
func AwaitOutside(m *Model) { m.awaitOutside() }

// ShownChat is the chat in the middle.
func ShownChat(m *Model) int64 { return m.chat.id }

// MaskPhone is a number with only its end.
func MaskPhone(p string) string { return maskPhone(phoneWords(p)) }

// IdleMsg is the timer of the curtain.
func IdleMsg() tea.Msg { return idleMsg{} }

// Holds lists the places of the model in which a word stands, the words of the
// desk and of the programs beside it left out.
func Holds(m *Model, word string) []string {
	w := &modelWalk{word: word, been: map[uintptr]bool{}}
	v := reflect.ValueOf(m).Elem()
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; name != "o" {
			w.walk(name, v.Field(i))
		}
	}
	return w.found
}

type modelWalk struct {
	word  string
	been  map[uintptr]bool
	found []string
}

func (w *modelWalk) walk(path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if strings.Contains(v.String(), w.word) {
			w.found = append(w.found, path)
		}
	case reflect.Pointer:
		if !v.IsNil() && !w.been[v.Pointer()] {
			w.been[v.Pointer()] = true
			w.walk(path, v.Elem())
		}
	case reflect.Interface:
		if !v.IsNil() {
			w.walk(path, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			w.walk(path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			w.walk(path+"[key]", it.Key())
			w.walk(path+"[]", it.Value())
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Int32 { // runes
			var b strings.Builder
			for i := range v.Len() {
				b.WriteRune(rune(v.Index(i).Int()))
			}
			w.walk(path, reflect.ValueOf(b.String()))
			return
		}
		for i := range v.Len() {
			w.walk(path+"[]", v.Index(i))
		}
	default:
	}
}

// Typable is a name without the pictures in it.
func Typable(name string) string { return typable(name) }
