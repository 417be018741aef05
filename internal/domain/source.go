package domain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Source is a fair, a poster or a page whose link carries a code: whoever
// writes it in the first message came from there.
type Source struct {
	Code     string
	Name     string
	Label    string // key of a label the person gets, "" for none
	Audience string // "" if the place says nothing about it
}

// maxCode is the length of the longest code.
const maxCode = 12

// IsCode reports whether a word can be the code of a source: letters a–z of
// either size, digits and hyphens, and a digit among them, so that no word
// anybody writes is taken for one.
func IsCode(word string) bool {
	letter, digit := false, false
	for _, r := range word {
		switch {
		case r >= '0' && r <= '9':
			digit = true
		case r|0x20 >= 'a' && r|0x20 <= 'z':
			letter = true
		case r != '-':
			return false
		}
	}
	return letter && digit && len(word) >= 2 && len(word) <= maxCode && word[0] != '-' && word[len(word)-1] != '-'
}

// SourceIn finds the source whose code stands in a text as a word of its own:
// "… von der Messe · K26", "(K26)". A text with the codes of two sources names
// neither. Large and small letters are the same.
func SourceIn(text string, sources []Source) (Source, bool) {
	var found Source
	if len(sources) == 0 {
		return found, false
	}
	for start := 0; start < len(text); {
		word := codeWord(text[start:])
		if word == "" {
			_, n := utf8.DecodeRuneInString(text[start:])
			start += n
			continue
		}
		start += len(word)
		for _, s := range sources {
			if strings.EqualFold(s.Code, strings.Trim(word, "-_./@:")) {
				if found.Code != "" && found.Code != s.Code {
					return Source{}, false
				}
				found = s
			}
		}
	}
	return found, found.Code != ""
}

// codeWord is the word a text begins with, "" if it begins with something else.
// What is written together with a code, as in an address, belongs to the word.
func codeWord(text string) string {
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("-_./@:", r) {
			return text[:i]
		}
	}
	return text
}
