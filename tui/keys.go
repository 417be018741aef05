package tui

import (
	"fmt"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// keymap finds the action of a key.
type keymap struct {
	list []action
	by   [ctxCount]map[string]*action
}

// newKeymap puts the configured keys in the place of the defaults. What
// CheckKeys would refuse is left out here, so that a mistake in the
// configuration never takes the keys away.
func newKeymap(overrides map[string][]string) *keymap {
	k := &keymap{list: builtin()}
	if CheckKeys(overrides) == nil {
		override(k.list, overrides)
	}
	for i := range k.by {
		k.by[i] = map[string]*action{}
	}
	for i := range k.list {
		a := &k.list[i]
		for _, name := range a.keys {
			k.by[a.ctx][name] = a
		}
	}
	return k
}

func override(list []action, overrides map[string][]string) {
	for i := range list {
		if keys, ok := overrides[list[i].id]; ok {
			list[i].keys = slices.Clone(keys)
		}
	}
}

// find looks a key up in the given contexts, the first that knows it wins.
func (k *keymap) find(contexts []keyContext, name string) *action {
	for _, c := range contexts {
		if a := k.by[c][name]; a != nil {
			return a
		}
	}
	return nil
}

// action returns the action of that id.
func (k *keymap) action(id string) *action {
	for i := range k.list {
		if k.list[i].id == id {
			return &k.list[i]
		}
	}
	return nil
}

// key is the first key of an action the way it is printed.
func (m *Model) key(id string) string {
	if a := m.keys.action(id); a != nil && len(a.keys) > 0 {
		return keyWord(&m.t.KeyNames, a.keys[0])
	}
	return ""
}

// withKeys puts the keys of this configuration into words of ours that name the
// defaults of the review: forth is what Enter does there, back what Esc does.
func (m *Model) withKeys(words, forth, back string) string {
	return strings.NewReplacer("Enter", m.key(forth), "Esc", m.key(back)).Replace(words)
}

// ActionIDs lists the names a configuration may use, in the order of the help.
func ActionIDs() []string {
	var ids []string
	for _, a := range builtin() {
		ids = append(ids, a.id)
	}
	return ids
}

// CheckKeys reports the first mistake in configured keys: an action that does
// not exist, an action without a key, or a key that two actions share where
// both count. The error is a domain.Error with code config.
func CheckKeys(overrides map[string][]string) error {
	list := builtin()
	ids := ActionIDs()
	for _, id := range sortedKeys(overrides) {
		if !slices.Contains(ids, id) {
			return domain.Fail(domain.CodeConfig, "keys."+id, fmt.Errorf("there is no action %q", id))
		}
		if len(overrides[id]) == 0 || slices.Contains(overrides[id], "") {
			return domain.Fail(domain.CodeConfig, "keys."+id, fmt.Errorf("action %q has no key", id))
		}
	}
	override(list, overrides)
	for i := range list {
		for j := range list[:i] {
			if key := shared(&list[i], &list[j]); key != "" {
				return domain.Fail(domain.CodeConfig, "keys."+list[i].id,
					fmt.Errorf("key %q belongs to %q and to %q", key, list[j].id, list[i].id))
			}
		}
	}
	return nil
}

// shared returns a key that both actions want at the same time. ctxAsk covers
// the chat's keys on purpose: its question wants an answer first. So do those of a
// file, which are the nearest to whoever stands on one.
func shared(a, b *action) string {
	if !together(a.ctx, b.ctx) {
		return ""
	}
	for _, k := range a.keys {
		if slices.Contains(b.keys, k) {
			return k
		}
	}
	return ""
}

func together(a, b keyContext) bool {
	if a == b || a == ctxAlways || b == ctxAlways {
		return true
	}
	if onFile(a) && onFile(b) {
		return true
	}
	if onFile(a) || onFile(b) { // a picture has the keys of a sheet and of its file
		return (a == ctxSheet || b == ctxSheet) && a != ctxFiles && b != ctxFiles
	}
	reads := func(c keyContext) bool { return c == ctxQueue || c == ctxChat }
	return a == ctxReading && reads(b) || b == ctxReading && reads(a)
}

func onFile(c keyContext) bool { return c == ctxFile || c == ctxSound || c == ctxFiles }

func sortedKeys(m map[string][]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// KeyTable is the table of all actions for the documents, in Markdown.
func KeyTable(lang string) string {
	t := &i18n.For(lang).Screen
	var b strings.Builder
	last := ctxCount
	for _, a := range sortedByContext(builtin()) {
		if a.ctx != last {
			last = a.ctx
			fmt.Fprintf(&b, "\n### %s\n\n| %s | %s | %s |\n| --- | --- | --- |\n", a.ctx.title(&t.Contexts), t.Help.TableKey, t.Help.TableWhat, t.Help.TableID)
		}
		fmt.Fprintf(&b, "| %s | %s | `%s` |\n", markdownKeys(&t.KeyNames, a.keys), a.text(&t.Actions).Long, a.id)
	}
	return strings.TrimPrefix(b.String(), "\n")
}

func sortedByContext(list []action) []action {
	slices.SortStableFunc(list, func(a, b action) int { return int(a.ctx) - int(b.ctx) })
	return list
}

func markdownKeys(n *i18n.KeyNames, keys []string) string {
	words := make([]string, len(keys))
	for i, k := range keys {
		words[i] = "`" + keyWord(n, k) + "`"
	}
	return strings.Join(words, ", ")
}

// keyWord prints a key the way a keyboard of the country does.
func keyWord(n *i18n.KeyNames, k string) string {
	named := map[string]string{
		"enter": "Enter", "esc": "Esc", "tab": "Tab", "up": "↑", "down": "↓", "left": "←", "right": "→",
		"pgup": n.PageUp, "pgdown": n.PageDown, "home": n.Home, "end": n.End, "backspace": n.Backspace, "space": n.Space,
	}
	if w, ok := named[k]; ok {
		return w
	}
	if rest, ok := strings.CutPrefix(k, "shift+"); ok {
		return n.Shift + "+" + keyWord(n, rest)
	}
	if rest, ok := strings.CutPrefix(k, "ctrl+"); ok {
		return n.Ctrl + "+" + strings.ToUpper(rest)
	}
	if len(k) > 1 && k[0] == 'f' {
		return strings.ToUpper(k)
	}
	return k
}
