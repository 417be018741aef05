package storetest

import (
	"fmt"
	"math/rand/v2"

	"sprechstunde/internal/domain"
)

var (
	topics    = []string{"Ausbildung", "FSJ und BFD", "Bewerbung", "Anerkennung", "Gehalt", "Wohnen", "Termine", "Öffnungszeiten"}
	audiences = []string{"", "Hauptschulabschluss", "Quereinstieg", "Eltern", "Übergang", "Ausland"}
	subjects  = []string{
		"Pflegeausbildung", "Erzieherin werden", "Bundesfreiwilligendienst", "Unterlagen", "Vorstellungsgespräch", "Infotag",
		"freie Plätze", "Wohnheim", "Ausbildungsvergütung", "Zeugnisse aus dem Ausland", "Praktikum", "Ärztliches Attest",
	}
	advice = []string{
		"die Ausbildung dauert drei Jahre und beginnt im April und im Oktober.",
		"mit Hauptschulabschluss fängst du in der einjährigen Assistenz an und kannst danach weitermachen.",
		"für die Bewerbung reichen Lebenslauf und letztes Zeugnis; den Rest klären wir im Gespräch.",
		"freie Plätze stehen immer auf der Seite, die du unten findest.",
		"dein Abschluss wird von der Bezirksregierung geprüft; das dauert etwa drei Monate.",
	}
	nextSteps = []string{
		"Magst du mir deinen Lebenslauf schicken?", "Soll ich dir einen Termin am {{ slot.next }} freihalten?",
		"Schreib mir einfach, wenn du noch etwas wissen willst.", "",
	}
)

// Answers returns n invented prepared answers, the first two of them blocks.
// The same seed gives the same answers; keys are never given twice.
func Answers(n int, seed uint64) []domain.Answer {
	rng := rand.New(rand.NewPCG(seed, 0x414e))
	one := func(list []string) string { return list[rng.IntN(len(list))] }
	out := make([]domain.Answer, n)
	for i := range out {
		subject := one(subjects)
		out[i] = domain.Answer{
			Key: fmt.Sprintf("antwort-%d", i), Title: fmt.Sprintf("%s %d", subject, i), Topic: one(topics), Audience: one(audiences),
			Body:     fmt.Sprintf("{{ vorname }}, %s %s", one(advice), one(advice)),
			Link:     fmt.Sprintf("https://karriere.example.org/%d", i),
			NextStep: one(nextSteps), LinkChecked: "2026-10-01",
			Asked: []string{one(wishes), one(wishes) + ", " + subject},
		}
		if rng.IntN(10) == 0 {
			out[i].ValidUntil = "2027-03-31"
		}
	}
	for i, b := range []domain.Block{domain.BlockIntro, domain.BlockClosing} {
		if i < n {
			out[i].Block, out[i].Topic, out[i].Audience, out[i].Link, out[i].Asked = b, "", "", "", nil
		}
	}
	return out
}
