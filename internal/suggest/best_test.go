package suggest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/internal/suggest"
)

func TestBestFindsTheAnswer(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	for question, want := range map[string]string{
		"was verdient man da so":                       "gehalt",
		"WIEVIEL KOHLE GIBTS":                          "gehalt",
		"kann ich pflege mit hsa machen":               "pflege-hauptschule",
		"hauptschüler, pflegeausbildung möglich?":      "pflege-hauptschule",
		"ausbildung als krankenschwster":               "pflege", // mistyped
		"ich würd gern n freiwilliges soziales jahr":   "fsj",
		"bufdi oder fsj?":                              "fsj",
		"hallo kann man hier fragen stellen":           "hallo",
		"hiii":                                         "hallo",
		"ok vielen dank!!":                             "danke",
		"können sie mich zurückrufen":                  "anruf",
		"Hallo, kurze Frage: wie viel verdiene ich 😅?": "gehalt",
	} {
		got := keys(shelf.Best(asks(question), 3))
		if len(got) == 0 || got[0] != want {
			t.Errorf("%q: %v, want %s first", question, got, want)
		}
	}
}

func TestBestReadsBubblesAsOneQuestion(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	got := keys(shelf.Best(asks("hey", "hab nur hauptschule", "geht trotzdem pflege?"), 3))
	if len(got) == 0 || got[0] != "pflege-hauptschule" {
		t.Errorf("got %v", got)
	}
}

func TestBestNeverOffersBlocksAndExpiredAnswers(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	for _, question := range []string{"pflegemesse", "pflege vorstellung", "wann ist die pflegemesse"} {
		for _, key := range keys(shelf.Best(asks(question), 10)) {
			if key == "messe" || key == "vorstellung" {
				t.Errorf("%q: %s is offered", question, key)
			}
		}
	}
	lastDay := suggest.New(small(), nil, "2026-11-19")
	if got := keys(lastDay.Best(asks("pflegemesse"), 1)); !slices.Equal(got, []string{"messe"}) {
		t.Errorf("on its last day: %v", got)
	}
}

func TestBestHasNothingForNothing(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	for _, q := range []suggest.Question{{}, asks(""), asks("👍🏽"), asks("xyzzy quux"), {Kinds: []domain.Kind{domain.KindLocation}}} {
		if got := shelf.Best(q, 3); len(got) != 0 {
			t.Errorf("%v: %v", q, keys(got))
		}
	}
	if got := shelf.Best(asks("pflege"), 0); len(got) != 0 {
		t.Errorf("asked for none, got %v", keys(got))
	}
	if got := shelfOf().Best(asks("pflege"), 3); len(got) != 0 {
		t.Errorf("an empty shelf gives %v", keys(got))
	}
}

func TestBestTakesAnEmptyFirstMessageForAGreeting(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	for _, text := range []string{"👋", "xyzzy", "hier Luca"} {
		got := shelf.Best(suggest.Question{Texts: []string{text}, First: true}, 3)
		if len(got) != 1 || got[0].Answer.Key != "hallo" {
			t.Errorf("%q: %v", text, keys(got))
		} else if diff := cmp.Diff([]domain.Because{{Kind: domain.BecauseFirst}}, got[0].Because); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
	if got := shelf.Best(suggest.Question{Kinds: []domain.Kind{domain.KindLocation}, First: true}, 3); len(got) != 0 {
		t.Errorf("a place without words: %v", keys(got))
	}
}

func TestBestSaysWhy(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	for _, c := range []struct {
		question suggest.Question
		want     []domain.Because
	}{
		{asks("Geht PFLEGE auch mit Hauptschule?"), []domain.Because{
			{Kind: domain.BecauseWords, Words: []string{"Hauptschule", "PFLEGE"}}, {Kind: domain.BecauseTopic},
		}},
		{asks("huhu"), []domain.Because{{Kind: domain.BecauseFirst}}},
		{suggest.Question{Kinds: []domain.Kind{domain.KindText, domain.KindCall}}, []domain.Because{{Kind: domain.BecauseKindOf}}},
	} {
		got := shelf.Best(c.question, 1)
		if len(got) != 1 {
			t.Errorf("%v: nothing", c.question)
		} else if diff := cmp.Diff(c.want, got[0].Because); diff != "" {
			t.Errorf("%v: %s: %s", c.question, got[0].Answer.Key, diff)
		}
	}
}

func TestBestNamesAtMostThreeWords(t *testing.T) {
	t.Parallel()
	shelf := shelfOf(domain.Answer{Key: "a", Title: "Wohnheim Miete Kaution Möbel Parkplatz"})
	got := shelf.Best(asks("miete kaution möbel parkplatz wohnheim, miete"), 1)[0].Because[0].Words
	if len(got) != 3 || len(slices.Compact(slices.Sorted(slices.Values(got)))) != 3 {
		t.Errorf("got %q", got)
	}
}

func TestBestListensToKinds(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	for kind, want := range map[domain.Kind]string{domain.KindCall: "anruf", domain.KindVoice: "stimme", domain.KindAudio: "stimme"} {
		if got := keys(shelf.Best(suggest.Question{Kinds: []domain.Kind{kind}}, 3)); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %v", kind, got)
		}
	}
	withWords := suggest.Question{Texts: []string{"was verdient man in der pflegeausbildung als geld lohn"}, Kinds: []domain.Kind{domain.KindVoice}}
	if got := keys(shelf.Best(withWords, 3)); got[0] == "stimme" || !slices.Contains(got, "stimme") {
		t.Errorf("words beside a voice note: %v", got)
	}
}

func TestEveryMarkerIsUnderstood(t *testing.T) {
	t.Parallel()
	for asked, kind := range map[string]domain.Kind{
		"[Anruf]": domain.KindCall, "[anruf] verpasst": domain.KindCall, "[call]": domain.KindCall, " [Sprachnachricht]": domain.KindVoice, "[voice]": domain.KindVoice,
		"[Datei]": domain.KindDocument, "[file]": domain.KindDocument, "[Bild]": domain.KindImage, "[Bilder]": domain.KindImage, "[image]": domain.KindImage,
		"[Sticker]": domain.KindSticker, "[Standort]": domain.KindLocation, "[location]": domain.KindLocation, "[Video]": domain.KindVideo,
		"[Kontakt]": domain.KindContacts,
	} {
		shelf := shelfOf(domain.Answer{Key: "a", Title: "Titel", Asked: []string{asked}})
		if got := shelf.Best(suggest.Question{Kinds: []domain.Kind{kind}}, 1); len(got) != 1 {
			t.Errorf("%s says nothing about %s", asked, kind)
		}
	}
	shelf := shelfOf(domain.Answer{Key: "a", Title: "Titel", Asked: []string{"[Zeugnis] anerkennen"}})
	if got := shelf.Best(asks("zeugnis"), 1); len(got) != 1 {
		t.Error("a word in brackets that is no kind is lost")
	}
}

func TestBestLearns(t *testing.T) {
	t.Parallel()
	var uses []domain.Use
	for range 5 {
		uses = append(uses, domain.Use{Key: "fsj", Question: "kann ich im tierheim helfen"}, domain.Use{Key: "deleted", Question: "tierheim"})
	}
	if got := suggest.New(small(), nil, today).Best(asks("Tierheim?"), 3); len(got) != 0 {
		t.Fatalf("known without learning: %v", keys(got))
	}
	got := suggest.New(small(), uses, today).Best(asks("Tierheim?"), 3)
	if len(got) != 1 || got[0].Answer.Key != "fsj" {
		t.Fatalf("got %v", keys(got))
	}
	if diff := cmp.Diff([]domain.Because{{Kind: domain.BecauseLearned, Words: []string{"Tierheim"}}}, got[0].Because); diff != "" {
		t.Error(diff)
	}
}

func TestBestBelievesLessWhereTheyAskedAgain(t *testing.T) {
	t.Parallel()
	var uses []domain.Use
	for range 4 {
		uses = append(uses, domain.Use{Key: "gehalt", Question: "tierheim", Followed: true}, domain.Use{Key: "fsj", Question: "tierheim"})
	}
	if got := keys(suggest.New(small(), uses, today).Best(asks("tierheim"), 3)); !slices.Equal(got, []string{"fsj", "gehalt"}) {
		t.Errorf("got %v", got)
	}
}

func TestBestTellsEqualsApartByUse(t *testing.T) {
	t.Parallel()
	shelf := shelfOf(
		domain.Answer{Key: "a", Title: "Praktikum", Uses: 2},
		domain.Answer{Key: "b", Title: "Praktikum", Uses: 9},
	)
	got := shelf.Best(asks("praktikum"), 2)
	if diff := cmp.Diff([]string{"b", "a"}, keys(got)); diff != "" {
		t.Fatal(diff)
	}
	used := domain.Because{Kind: domain.BecauseUsed, Count: 9}
	if diff := cmp.Diff(used, got[0].Because[len(got[0].Because)-1]); diff != "" {
		t.Error(diff)
	}
	for _, because := range got[1].Because {
		if because.Kind == domain.BecauseUsed {
			t.Error("twice is called often")
		}
	}
}

func TestBestPutsBackWhatWasSentBefore(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	q := asks("pflege mit hauptschule")
	if got := keys(shelf.Best(q, 2)); got[0] != "pflege-hauptschule" {
		t.Fatalf("got %v", got)
	}
	q.Used = []string{"pflege-hauptschule", "deleted"}
	if got := keys(shelf.Best(q, 2)); got[0] != "pflege" {
		t.Errorf("sent before and still first: %v", got)
	}
}

func TestBestIsSafeForSeveralAtOnce(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	want := fmt.Sprint(shelf.Best(novel, 3))
	done := make(chan string, 4)
	for range 4 {
		safego.Go("asking", nil, func() { done <- fmt.Sprint(shelf.Best(novel, 3)) })
	}
	for range 4 {
		if got := <-done; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestBestReadsTheNewestPartOfANovel(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	got := keys(shelf.Best(asks(strings.Repeat("fsj und noch was. ", 2000), "was verdient man in der ausbildung an lohn"), 1))
	if !slices.Equal(got, []string{"gehalt"}) {
		t.Errorf("got %v", got)
	}
}

func FuzzBest(f *testing.F) {
	shelf := suggest.New(small(), []domain.Use{{Key: "fsj", Question: "tierheim"}}, today)
	for _, s := range []string{"", "pflege 17 uhr", "\xff.\n", "aaaaaaaaa", "17", "hallo.hallo", "freiwilliges soziales"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for i, s := range shelf.Best(asks(text, text), 3) {
			if s.Score <= 0 || len(s.Because) == 0 || i == 3 {
				t.Errorf("%q: %s %v %v", text, s.Answer.Key, s.Score, s.Because)
			}
			for _, because := range s.Because {
				for _, word := range because.Words {
					if !strings.Contains(text, word) {
						t.Errorf("%q: the person never wrote %q", text, word)
					}
				}
			}
		}
	})
}

// A question in everyday words is found by its wording, and the reason names
// them.
func TestEverydayWords(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(starter(t), nil, "2026-01-01")
	for text, want := range map[string]string{
		"hallo ich bin Luca 👋 komme von der messe, hab euren stand gesehen. was kann man bei euch so alles machen?": "berufe",
		"war auf der messe! was kann man denn bei euch alles so machen":                                             "berufe",
	} {
		got := shelf.Best(suggest.Question{Texts: []string{text}, First: true}, 3)
		if len(got) == 0 || got[0].Answer.Key != want || len(got[0].Because) == 0 {
			t.Errorf("%q: want %s, got %s", text, want, explain(got))
		}
	}
}
