package check

import (
	"strings"

	"sprechstunde/internal/words"
)

// DefaultOfficialese returns the words of offices that the coach knows from
// the start. An entry that ends in "*" stands for all words that begin so;
// any other one for itself and its endings. An entry may have several words.
func DefaultOfficialese() []string {
	return []string{
		"bezüglich", "hinsichtlich", "diesbezüglich", "betreffs", "anlässlich", "mittels", "seitens", "gemäß", "zwecks", "nebst",
		"obig", "etwaig", "jeweilig", "diesseits", "vorstehend", "nachstehend", "nachfolgend", "oben genannt", "o.g.",
		"vorbehaltlich", "unbeschadet", "ungeachtet", "infolge", "anhand", "zuzüglich", "abzüglich", "beziehungsweise",
		"Inanspruchnahme", "Kenntnisnahme", "Rücksprache", "Bezugnahme", "Beantragung", "Antragstellung", "Antragsteller*", "Bearbeitungszeit*",
		"Erfordernis*", "Voraussetzungsprüfung", "Zulassungsvoraussetzung*", "Zugangsvoraussetzung*", "Sachbearbeit*", "Sachverhalt", "Vorgang",
		"Bescheid*", "Widerspruch", "Verfügung stehen", "zur Verfügung stellen", "zur Kenntnis", "in Kenntnis setzen", "Sorge tragen", "in Augenschein", "unter Bezugnahme", "in Anspruch nehmen",
		"Durchführung", "Inbetriebnahme", "Bereitstellung", "Zurverfügungstellung", "Einreichung", "Übermittlung", "Vornahme", "Gewährung", "Bewilligung", "Verpflichtung",
		"erforderlich", "obliegt", "verbleibe", "verbleiben", "erfolgt", "beinhalten", "veranlassen", "einzureichen", "vorzulegen", "beizufügen", "mitzuteilen", "entnehmen",
		"gegebenenfalls", "ggf.", "i.d.R.", "umgehend", "unverzüglich", "fristgerecht", "schnellstmöglich", "zeitnah", "hiermit", "hierzu", "hierfür", "hierbei",
		"anbei erhalten", "als Anlage", "im Rahmen", "mit freundlichen Grüßen", "sehr geehrte", "sehr geehrter", "zu Ihrer Information", "vielen Dank für Ihr Verständnis",
		"pursuant", "herewith", "aforementioned", "hereby", "in accordance with", "please be advised", "with regard to", "at your earliest convenience",
	}
}

// entry is one of the list, taken apart.
type entry struct {
	words []string
	open  bool // stands for all words that begin so
}

// officialese returns the first word or phrase of the list in the text.
func officialese(toks []token, list []string) string {
	if len(list) == 0 {
		return ""
	}
	entries := map[string][]entry{} // by their first bytes, so that few are compared
	for _, e := range list {
		if w := strings.Fields(words.Fold(e)); len(w) > 0 {
			last := len(w) - 1
			stem, open := strings.CutSuffix(w[last], "*")
			w[last] = strings.TrimRight(stem, ".")
			if key := keyOf(w[0]); key != "" {
				entries[key] = append(entries[key], entry{w, open})
			}
		}
	}
	for i, t := range toks {
		if t.kind != wordTok && t.kind != handleTok && t.kind != linkTok {
			continue
		}
		for _, e := range entries[keyOf(foldOf(t))] {
			if end := e.match(toks, i); end > 0 {
				return textOf(toks[i:end])
			}
		}
	}
	return ""
}

func foldOf(t token) string {
	if t.kind == wordTok {
		return t.fold
	}
	return strings.ToLower(t.text)
}

func keyOf(w string) string { return w[:min(len(w), 2)] }

func textOf(toks []token) string {
	texts := make([]string, len(toks))
	for i, t := range toks {
		texts[i] = t.text
	}
	return strings.Join(texts, " ")
}

// match returns the index after the phrase at i, 0 if it is not there.
func (e entry) match(toks []token, i int) int {
	for k, w := range e.words {
		if i+k >= len(toks) {
			return 0
		}
		f := foldOf(toks[i+k])
		if f == w || k == len(e.words)-1 && (e.open && strings.HasPrefix(f, w) || inflected(f, w)) {
			continue
		}
		return 0
	}
	return i + len(e.words)
}

// inflected reports that f is w with an ending.
func inflected(f, w string) bool {
	rest, ok := strings.CutPrefix(f, w)
	if !ok || len(w) < 4 {
		return false
	}
	switch rest {
	case "e", "en", "er", "es", "em", "n", "s":
		return true
	}
	return false
}
