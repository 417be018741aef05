package suggest_test

import (
	"fmt"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/suggest"
)

const today = "2026-11-20"

// shelfOf builds a shelf without any earlier use.
func shelfOf(answers ...domain.Answer) *suggest.Shelf { return suggest.New(answers, nil, today) }

func asks(texts ...string) suggest.Question { return suggest.Question{Texts: texts} }

func small() []domain.Answer {
	return []domain.Answer{
		{Key: "gehalt", Title: "Was du verdienst", Topic: "Gut zu wissen", Body: "Im ersten Jahr rund 1.300 Euro.", Asked: []string{"wie viel geld kriegt man", "lohn"}},
		{Key: "pflege", Title: "Pflegeausbildung", Topic: "Pflege", Body: "Drei Jahre im Krankenhaus {{ me.team }} und Altenheim.", Asked: []string{"ausbildung krankenschwester"}},
		{Key: "pflege-hauptschule", Title: "Pflege mit Hauptschulabschluss", Topic: "Pflege", Audience: "Hauptschulabschluss", Body: "Das geht!", Asked: []string{"reicht hauptschule für pflege"}},
		{Key: "fsj", Title: "Freiwilliges Soziales Jahr", Topic: "Freiwilligendienst", Body: "Zwölf Monate.", Link: "https://freiwillig.example/fsj", Asked: []string{"fsj machen"}},
		{Key: "hallo", Title: "Begrüßung ohne Frage", Topic: "Überblick", Body: "Schön, dass du schreibst.", Asked: []string{"hallo", "kann ich was fragen"}},
		{Key: "danke", Title: "Gern geschehen", Topic: "Überblick", Body: "Sehr gern!", Asked: []string{"danke"}},
		{Key: "anruf", Title: "Anruf abgelehnt", Topic: "Unser Kanal", Body: "Hier kann ich nicht telefonieren.", Asked: []string{"[Anruf]", "bitte rückruf"}},
		{Key: "stimme", Title: "Sprachnachricht", Topic: "Unser Kanal", Body: "Ich höre sie später.", Asked: []string{"[voice] was gesprochen"}},
		{Key: "vorstellung", Title: "Vorstellung Pflege", Block: domain.BlockIntro, Topic: "Pflege", Body: "Hallo", Asked: []string{"pflege"}},
		{Key: "messe", Title: "Pflegemesse", Topic: "Pflege", Body: "Komm vorbei.", ValidUntil: "2026-11-19", Asked: []string{"pflegemesse"}},
	}
}

// generated makes answers and uses as a busy service may have them after some
// years, the same ones each time.
func generated(answers, uses int) ([]domain.Answer, []domain.Use) {
	fields := []string{"Pflege", "Altenpflege", "Kita", "Verwaltung", "Küche", "Jugendhilfe", "Krankenhaus", "Heilerziehung", "Hauswirtschaft", "Sozialarbeit"}
	kinds := []string{"Ausbildung", "Praktikum", "Freiwilligendienst", "Umschulung", "Studium", "Teilzeitausbildung", "Nebenjob", "Hospitation"}
	wishes := []string{"Gehalt", "Bewerbungsfrist", "Voraussetzungen", "Unterlagen", "Wohnheim", "Arbeitszeiten", "Führerschein", "Anerkennung", "Vorstellungsgespräch", "Urlaubstage", "Schichtdienst", "Probezeit"}
	places := []string{"Bielefeld", "Kassel", "Rostock", "Ulm", "Dresden", "Trier", "Celle"}
	words := []string{"wohnortnah", "begleitet", "gemeinsam", "jederzeit", "monatlich", "unterstützt", "einsatzstelle", "berufsschule", "praxisanleitung", "kollegium", "entwickelst", "verantwortung", "menschen", "begegnungen", "einrichtungen", "fortbildung", "tarifvertrag", "zuschläge"}
	var list []domain.Answer
	for i := range answers {
		f, k, w, p := fields[i%len(fields)], kinds[i/3%len(kinds)], wishes[i/7%len(wishes)], places[i%len(places)]
		body := fmt.Sprintf("Für %s in der %s gilt bei uns in %s: %s regeln wir früh. ", k, f, p, w)
		for n := range 24 {
			body += words[(i*7+n*n)%len(words)] + words[(i+n)%len(words)] + " und "
		}
		list = append(list, domain.Answer{
			Key: fmt.Sprintf("antwort-%d", i), Title: fmt.Sprintf("%s: %s in der %s %s", w, k, f, p), Topic: f, Audience: k, Body: body,
			Link: fmt.Sprintf("https://ausbildung.example/%d", i), NextStep: "Schreib mir, wann du anfangen möchtest.", Uses: i % 40,
			Asked: []string{
				fmt.Sprintf("wie ist das mit %s bei %s in %s", w, k, f), fmt.Sprintf("%s %s %s?", f, k, w),
				fmt.Sprintf("hab ne frage zu %s als %s", w, words[i%len(words)]), fmt.Sprintf("gibts %s in %s", k, p),
			},
		})
	}
	var used []domain.Use
	for i := range uses {
		a := list[i*i%len(list)]
		used = append(used, domain.Use{
			Key: a.Key, Followed: i%5 == 0,
			Question: fmt.Sprintf("hallo ich bin person%d aus %s und wollte wissen wie das mit %s ist wenn man %s macht", i%700, places[i%len(places)], a.Title, words[i%len(words)]),
		})
	}
	return list, used
}

// novel is a long question in several bubbles.
var novel = asks(
	"Hallo, ich bin Lena und gehe grad in die 10. klasse einer realschule 😊",
	"Meine Tante arbeitet in der Altenpflege und hat mir erzählt dass ihr auch ein Praktikum anbietet, das würde mich mega interessieren",
	"ich hab aber noch kein führerschein und wohne aufm dorf, wie ist das mit den arbeitzeiten und dem schichtdinst?",
	"und was verdint man in der ausbildung so im monat, gibts da auch ein wonheim oder so. und bis wann muss ich mich bewerbn??",
)

func BenchmarkNew(b *testing.B) {
	answers, uses := generated(500, 2000)
	for b.Loop() {
		suggest.New(answers, uses, today)
	}
}

func BenchmarkBest(b *testing.B) {
	answers, uses := generated(500, 2000)
	shelf := suggest.New(answers, uses, today)
	b.ReportAllocs()
	for b.Loop() {
		if len(shelf.Best(novel, 3)) != 3 {
			b.Fatal("no suggestions")
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	answers, uses := generated(500, 2000)
	shelf := suggest.New(answers, uses, today)
	for name, typed := range map[string]string{
		"nothing": "", "letter": "p", "word": "gehalt", "words": "gehalt pflege bielef", "mistyped": "gehlat bielfeld praktkum", "scattered": "ghltpflg",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				shelf.Search(novel, typed, 20)
			}
		})
	}
}
