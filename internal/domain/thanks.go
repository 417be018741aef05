package domain

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Thanks reports whether a text is a short thank-you with nothing asked or
// told. It wants no answer: it wakes no chat that was put off, and no automatic
// text replies to it. Names are those of the adviser, "danke Maja".
//
// Every word has to be known. "Ja, danke" is no thank-you but may answer a
// question, and so may "ok" alone.
func Thanks(text string, names ...string) bool {
	if len(text) > maxThanks || strings.ContainsAny(text, "?？❓❔") {
		return false
	}
	known, thanked := thanksWords(), false
	for _, word := range spoken(text) {
		around, ok := known[once(word)]
		if !ok && !sayName(word, names) {
			return false
		}
		thanked = thanked || ok && !around
	}
	return thanked
}

// maxThanks is more bytes than a thank-you has.
const maxThanks = 160

func spoken(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\u0308'
	})
}

func sayName(word string, names []string) bool {
	for _, name := range names {
		for _, part := range spoken(name) {
			if part == word {
				return true
			}
		}
	}
	return false
}

// once writes doubled letters once ("dankeee") and umlauts in one way.
func once(word string) string {
	word = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "a\u0308", "ae", "o\u0308", "oe", "u\u0308", "ue").Replace(word)
	return string(slices.Compact([]rune(word)))
}

// thanksWords are the words that may stand in a thank-you. False are those
// that say it, true those that may stand around them and tell nothing.
var thanksWords = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for _, word := range strings.Fields(sayingThanks) {
		known[once(word)] = false
	}
	for _, word := range strings.Fields(aroundThanks) {
		known[once(word)] = true
	}
	return known
})

const (
	sayingThanks = "danke dank dankeschön dankschön dankesehr danki dankö tausenddank thx thanks thank thanx thankyou ty tysm tnx merci mercy grazie gracias teşekkürler"
	aroundThanks = "vielen viele lieben liebe liebsten herzlichen herzlich besten schönen schön lieb nett sehr echt wirklich ganz super tausend 1000 mal nochmal nochmals schonmal " +
		"dir ihnen euch dich du bist seid sie sind ist für die das den deine ihre eure schnelle schnellen schnell antwort antworten rückmeldung nachricht hilfe info infos auskunft link mühe tipp tipps " +
		"ok okay oki okey okidoki alles klar gut passt perfekt toll prima top klasse cool supi mega hammer na dann und auch aber voll so oh ach ah wow hey hallo hi " +
		"you u very much many lot a for the your help quick fast reply answer great perfect nice cool alright all right got it " +
		"lg vg gruß grüße tag abend noch wochenende schönes bis bald tschüss tschau ciao bye gute nacht"
)
