package tui_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// TestDefaultKeysExistOnAGermanKeyboard keeps the defaults to letters, digits,
// arrows, function keys and Ctrl+letter, and away from what a terminal or a
// German layout cannot send.
func TestDefaultKeysExistOnAGermanKeyboard(t *testing.T) {
	t.Parallel()
	named := map[string]bool{}
	for _, k := range []string{"enter", "shift+enter", "esc", "tab", "shift+tab", "up", "down", "left", "right", "pgup", "pgdown", "home", "end", "backspace", "f1", "f2", "f3", "f5", ":", "?", "!", "/"} {
		named[k] = true
	}
	for id, keys := range tui.Registry() {
		if len(keys) == 0 {
			t.Errorf("%s has no key", id)
		}
		for _, k := range keys {
			switch {
			case named[k]:
			case len(k) == 1 && (k >= "a" && k <= "z" || k >= "A" && k <= "Z" || k >= "0" && k <= "9"):
			case k == "ctrl+z" && id == "suspend":
			case k == "ctrl+s" && (id == "form_save" || id == "note_save") && len(keys) > 1: // terminals that stop at it have the other key
			case strings.HasPrefix(k, "ctrl+") && len(k) == 6 && k[5] >= 'a' && k[5] <= 'z' && !strings.ContainsAny(k[5:], "imhjsqz"):
			default:
				t.Errorf("%s is bound to %q", id, k)
			}
		}
	}
}

func TestSlashSearches(t *testing.T) {
	t.Parallel()
	for id, keys := range tui.Registry() {
		for _, k := range keys {
			if k == "/" && id != "search" || k == "ctrl+v" {
				t.Errorf("%s takes %q", id, k)
			}
		}
	}
}

func TestCheckKeys(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		keys map[string][]string
		want string // part of the error, "" for none
	}{
		"defaults":              {nil, ""},
		"another key":           {map[string][]string{"done": {"o"}}, ""},
		"swapped":               {map[string][]string{"done": {"i"}, "write": {"d"}}, ""},
		"unknown action":        {map[string][]string{"dance": {"x"}}, `there is no action "dance"`},
		"no key":                {map[string][]string{"done": {}}, "has no key"},
		"empty key":             {map[string][]string{"done": {""}}, "has no key"},
		"taken":                 {map[string][]string{"done": {"i"}}, `key "i" belongs to`},
		"taken in the chat":     {map[string][]string{"quote": {"d"}}, `key "d" belongs to`},
		"taken everywhere":      {map[string][]string{"review": {"ctrl+z"}}, `key "ctrl+z" belongs to`},
		"other place is fine":   {map[string][]string{"open": {"r"}}, ""},
		"the question may hide": {map[string][]string{"arrived": {"r"}}, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := tui.CheckKeys(c.keys)
			switch {
			case c.want == "" && err != nil:
				t.Fatal(err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Fatalf("got %v, want %q", err, c.want)
			case err != nil && domain.CodeOf(err) != domain.CodeConfig:
				t.Fatalf("code is %s", domain.CodeOf(err))
			}
		})
	}
}

func TestConfiguredKeysWork(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning, func(o *tui.Options) { o.Keys = map[string][]string{"done": {"o"}} })
	r.press("d")
	r.lacks("ist erledigt")
	r.press("o")
	r.wants("Samira ist erledigt")
	broken := newRig(t, 80, 24, morning, func(o *tui.Options) { o.Keys = map[string][]string{"done": {"i"}} })
	broken.press("d")
	broken.wants("Samira ist erledigt")
}

func TestKeyTableHasEveryAction(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"de", "en"} {
		table := tui.KeyTable(lang)
		for _, id := range tui.ActionIDs() {
			if strings.Count(table, "`"+id+"`") != 1 {
				t.Errorf("%s: %s is in the table %d times", lang, id, strings.Count(table, "`"+id+"`"))
			}
		}
	}
	if !strings.Contains(tui.KeyTable("de"), "| `Strg+O`, `Umschalt+Enter` | neue Zeile | `newline` |") {
		t.Errorf("the table reads\n%s", tui.KeyTable("de"))
	}
}

// TestHelpShowsEveryKey scrolls through the help and collects what it shows.
func TestHelpShowsEveryKey(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("?")
	seen := ""
	for range 12 {
		seen += r.screen()
		r.press("pgdown")
	}
	for _, want := range []string{"Antwort schreiben", "Chat öffnen", "Nachricht kopieren", "Antwort senden", "schließen"} {
		if !strings.Contains(seen, want) {
			t.Errorf("help lacks %q", want)
		}
	}
	r.press("esc")
	r.lacks("Hilfe: alle Tasten")
}

// TestPaletteStartsHarmless keeps what puts the program away out of reach of
// somebody who opens the palette and only tries Enter.
func TestPaletteStartsHarmless(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press(":")
	r.wants("Antwort schreiben")
	r.lacks("mit fg")
}

// TestAKeyThatCountsElsewhereSaysSo: what only does something in a chat, or on a
// file, says in the list or beside a text what is needed for it.
func TestAKeyThatCountsElsewhereSaysSo(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"t", "R", "I", "o", "r", "y", "L"} {
		r := newRig(t, 80, 24, morning)
		r.press(key)
		r.wants("Das geht erst im offenen Chat: Enter öffnet ihn.")
	}
	for _, key := range []string{"o", "I"} {
		r := newRig(t, 80, 24, morning)
		r.press("enter", key)
		r.wants("Diese Nachricht hat keine Datei")
	}
	own := newRig(t, 80, 24, morning, func(o *tui.Options) { o.Keys = map[string][]string{"open": {"#"}} })
	own.press("r")
	own.wants("Chat: # öffnet ihn.")
	quiet := newRig(t, 80, 24, morning)
	for _, key := range []string{"left", "#"} {
		before := quiet.screen()
		quiet.press(key)
		if quiet.screen() != before {
			t.Errorf("%s says something:\n%s", key, quiet.screen())
		}
	}
}

// TestSentencesNameTheKeysThatAreSet: whoever has other keys is not told to press
// those of the defaults, least of all where something leaves.
func TestSentencesNameTheKeysThatAreSet(t *testing.T) {
	t.Parallel()
	set := func(o *tui.Options) {
		o.Keys = map[string][]string{
			"send": {"f9"}, "change": {"f8"}, "done": {"#"}, "later": {"+"}, "previous": {"-"}, "next_area": {"f7"},
			"template_fresh": {"f4"}, "template_wizard": {"w"}, "template_send": {"f9"}, "template_values": {"a"}, "template_give_up": {"f8"},
		}
	}
	for name, c := range map[string]struct {
		fill  func(*fakeDesk)
		keys  []string
		wants string
	}{
		"review":       {prepared, []string{"1"}, "F9 sendet · F8 zurück zum Text"},
		"announcement": {weekend, []string{"j", "j", "j", "1"}, "F9 zeigt die Ankündigung"},
		"parking":      {weekend, []string{"j", "j", "j", "1", "f9"}, "F9 parkt"},
		"nothing held": {morning, []string{"u"}, "Nach # oder + geht - zurück; dann # oder + noch einmal."},
		"no file":      {withLuca(nil), []string{"j", "enter", "k", "k", "s"}, "von der Liste aus (F7)"},
		"no templates": {morning, []string{"V"}, "w schlägt welche"},
		"a template":   {weekend, []string{"j", "j", "j", "V", "enter"}, "F9 sendet die Vorlage · a ändert die Werte · F8 zurück"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 120, 40, c.fill, set)
			r.press(c.keys...)
			r.wants(c.wants)
		})
	}
}
