package check_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/check"
	"sprechstunde/internal/domain"
)

const ordinary = `Hallo Samira, hier ist Maja von der Berufsberatung der Diakonie.

Ja, mit Hauptschulabschluss kommst du in die Pflege! Du startest zum Beispiel mit der Ausbildung zur Pflegehelferin und kannst danach weitermachen.
https://ausbildung.example/pflege/hauptschule

Schreib mir, in welcher Stadt du anfangen möchtest 😊`

func someone() check.About {
	return check.About{
		Name: "Samira Haddad", Source: domain.NameSaid, Said: []string{"Samira"}, Copied: []string{"Luca Sommer"}, First: true,
		Me: "Maja Petersen", Team: "Berufsberatung der Diakonie",
		Coach: check.Coach{Address: "du", Officialese: check.DefaultOfficialese()},
	}
}

func BenchmarkText(b *testing.B) {
	hostile := map[string]string{
		"ordinary":   ordinary,
		"longest":    upTo(ordinary + "\n\n"),
		"greetings":  upTo("Hallo Luca, "),
		"names":      upTo("Anna Lena "),
		"holes":      upTo("{{a} "),
		"open":       upTo("{ [ < ( % "),
		"dots":       upTo("a.a@"),
		"iban":       upTo("DE89 3704 0044 0532 0130 0"),
		"ask":        upTo("schick mir deinen ausweis nicht "),
		"closings":   upTo("LG und bis bald "),
		"apologies":  upTo("sorry "),
		"hyphens":    upTo("a-"),
		"one_word":   upTo("ä"),
		"quotes":     upTo("\"a b c d\" "),
		"new_lines":  upTo("a\n"),
		"sonderwort": upTo("hier ich bin mein Name ist "),
	}
	about := someone()
	for name, text := range hostile {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				check.Text(text, about)
			}
		})
	}
}

// upTo repeats a piece up to the length WhatsApp allows.
func upTo(piece string) string {
	const longest = 4096
	n := longest / len([]rune(piece))
	return strings.Repeat(piece, n)
}

func BenchmarkSaid(b *testing.B) {
	texts := []string{"hallo ich bin samira, kann ich mich auch mit hauptschulabschluss bewerben?", "oder geht das nicht", "lg samira"}
	for b.Loop() {
		check.Said(texts)
	}
}
