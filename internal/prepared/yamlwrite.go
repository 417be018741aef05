package prepared

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// header explains the file to whoever opens it. It is written anew each time.
const header = `# Antworten von Sprechstunde · Prepared answers of Sprechstunde
#
# Jeder Eintrag beginnt mit "- key:". Pflicht sind key, title und body. Eigene Kommentare bleiben beim nächsten Export nicht erhalten.
# Every entry begins with "- key:". Required are key, title and body. Comments of your own are not kept by the next export.
#
#   key           womit man sie aufruft: a-z, 0-9 und -        what calls it: a-z, 0-9 and -
#   title         Überschrift in der Auswahl                   headline in the picker
#   block         intro, hello oder closing; sonst weglassen   intro, hello or closing; otherwise leave out
#   topic         Thema, erste Ordnung                         first level of order
#   audience      für wen, zweite Ordnung                      for whom, second level of order
#   body          der Text                                     the text
#   link          https-Adresse der Seite dazu                 https address of its page
#   link_checked  wann die Seite zuletzt geprüft wurde         when the page was last looked at
#   next_step     was die Person jetzt tun kann                what the person can do now
#   valid_until   letzter Tag, z. B. "2026-12-24"              last day, e.g. "2026-12-24"
#   files         Dateien dazu (Liste)                         files that belong to it (list)
#   asked         wie Leute danach fragen (Liste)              how people ask for it (list)
#
# Platzhalter · placeholders (body, next_step):
#   {{ vorname }} {{ contact.first_name }}   {{ name }} {{ contact.name }}   {{ ich }} {{ me.name }}   {{ team }} {{ me.team }}
#   {{ nächstes_fenster }} {{ slot.next }}   {{ servicezeit_heute }} {{ office_hours.today }}   {{ link }}
#   {{ vertretung }} {{ absence.deputy }}   {{ zurück }} {{ absence.back }}
#   {{ heute }} {{ date.today }}   {{ morgen }} {{ date.tomorrow }}   {{ vorname | sonst: "du" }} {{ contact.first_name | default: "you" }}
#   {{ frage "E-Mail" }} {{ ask "e-mail" }}   {{ auswahl "Pflege|Erziehung" }} {{ choose "nursing|education" }}
#   {% wenn vorname %}…{% sonst %}…{% ende %}   {% if contact.first_name %}…{% else %}…{% endif %}
`

// WriteYAML writes answers as a file to read, change and read again. The same
// answers always give the same bytes, and ReadYAML gives back every field it
// writes, character by character, except for bytes that are no UTF-8. Empty
// fields are left out.
func WriteYAML(list []domain.Answer) []byte {
	var b strings.Builder
	b.WriteString(header)
	if len(list) == 0 {
		b.WriteString("\n[]\n")
	}
	for _, a := range list {
		b.WriteString("\n")
		lead := "- "
		for _, c := range columns {
			if !c.empty(a) || c.always {
				b.WriteString(lead + c.name + ":")
				c.write(&b, a)
				lead = "  "
			}
		}
	}
	return []byte(b.String())
}

// write writes the value of a field after its colon, line break included.
func (c column) write(b *strings.Builder, a domain.Answer) {
	if c.list == nil {
		b.WriteString(" " + scalar(*c.text(&a), c.prose) + "\n")
		return
	}
	for _, s := range *c.list(&a) {
		b.WriteString("\n    - " + scalar(s, false))
	}
	b.WriteString("\n")
}

// scalar writes a text the way it reads best: plain where YAML cannot take it
// for anything else, prose as a block, anything doubtful in quotation marks.
func scalar(s string, prose bool) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	switch {
	case prose && fitsBlock(s):
		return block(s)
	case fitsPlain(s):
		return s
	default:
		return inQuotes(s)
	}
}

// fitsBlock reports whether a text survives as a literal block and in any
// editor: no blanks at the ends of lines, nothing that cannot be seen.
func fitsBlock(s string) bool {
	if s == "" || strings.ContainsRune(" \t\n", rune(s[0])) || strings.HasSuffix(s, "\n\n") {
		return false
	}
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimRightFunc(line, unicode.IsSpace) != line || strings.HasPrefix(line, "\t") {
			return false
		}
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && r != '\t' && !isClear(r) })
}

// isClear reports whether a character can stand in a file as it is. The
// joiners keep emoji and some scripts in one piece.
func isClear(r rune) bool {
	return r != utf8.RuneError && (unicode.IsGraphic(r) || r == '\u200d' || r == '\ufe0f')
}

func block(s string) string {
	var b strings.Builder
	b.WriteString("|")
	text, ended := strings.CutSuffix(s, "\n")
	if !ended {
		b.WriteString("-")
	}
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString("\n")
		if line != "" {
			b.WriteString("    " + line)
		}
	}
	return b.String()
}

// plainForm is narrower than YAML on purpose: a letter first, then nothing
// that any reader could take for a sign of the language.
var plainForm = regexp.MustCompile(`^\p{L}[\p{L}\p{Nd} _,.;!?()/&%+=*'’„“”"…–—€-]*$`)

// noText are the words that some readers take for something else than text.
var noText = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}

func fitsPlain(s string) bool {
	if strings.HasPrefix(s, "https://") {
		return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) && !strings.HasSuffix(s, ":")
	}
	return plainForm.MatchString(s) && !strings.HasSuffix(s, " ") && !slices.Contains(noText, strings.ToLower(s))
}

// inQuotes writes a text in double quotation marks with escapes.
func inQuotes(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case isClear(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
