package check_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/check"
)

func TestFirstName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"aylin ✨":              "Aylin",
		"MEHMET K.":            "Mehmet",
		"Anna-Lena":            "Anna-Lena",
		"anna-lena":            "Anna-Lena",
		"Ivana Petrović":       "Ivana",
		"Lea 🌻":                "Lea",
		"~ Lea":                "Lea",
		"Lea :)":               "Lea",
		"@lea":                 "Lea",
		"Herr Ali Kaya":        "Ali",
		"Prof. Dr. Anna Berg":  "Anna",
		"Petersen, Anna":       "Anna",
		"Samira | Bochum":      "Samira",
		"Lisa (Mama von Ben)":  "Lisa",
		"𝓛𝓮𝓪":                  "Lea",
		"محمد":                 "محمد",
		"ИВАН":                 "Иван",
		"Abdul Rahman Khan":    "Abdul Rahman",
		"d'angelo":             "D'Angelo",
		"o'neill":              "O'Neill",
		"McKay":                "McKay",
		"Lea Lange":            "Lea",
		"Lea Neuhaus":          "Lea",
		"Luca Handy":           "Luca",
		"Su":                   "Su",
		"Rose":                 "Rose",
		"fatou d.":             "Fatou",
		"Dr. med. Luca":        "Luca",
		"Dr. Luca Brandt":      "Luca",
		"DJ Ali":               "Ali",
		"dj ali":               "Ali",
		"Real Luca":            "Luca",
		"Imam Ali":             "Ali",
		"Hodscha Ali":          "Ali",
		"The real Luca":        "Luca",
		"Mc Ali":               "Ali",
		"Pfarrerin Anna Berg":  "Anna",
		"Lu\u200bca":           "Luca",
		"Lu\u00adca":           "Luca",
		"\u202aLuca\u202c":     "Luca",
		"\u2066Mehmet\u2069 K": "Mehmet",
		"Luсa":                 "Luca",
		"Меhmеt Kaya":          "Mehmet",
		// An I is no small i with its dot taken away, where Turkish is written.
		"irem":          "Irem",
		"İREM":          "İrem",
		"IŞIL":          "Işıl",
		"ismail yıldız": "İsmail",
		"IBRAHIM":       "Ibrahim",
	} {
		if got := check.FirstName(name); got != want || !check.Usable(name) {
			t.Errorf("%q: want %q, got %q", name, want, got)
		}
	}
}

// TestLastNamesAreNoFirstNames: these can be shown, but nobody is greeted by them.
func TestLastNamesAreNoFirstNames(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Frau Sommer", "Dr. Weber", "M. Kaya", "Pfarrer Klein", "van der Berg", "Van der Berg", "Imam Öztürk"} {
		if got := check.FirstName(name); got != "" || !check.Usable(name) {
			t.Errorf("%q: %q", name, got)
		}
	}
}

func TestNotUsable(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"", " ", "~", ".", "...", "🌻", "✨👑✨", "4915155501234", "+49 151 555", "007", "L", "j.", "ß", "<3",
		"noah.exe", "xX_l", "xX_Noah_Xx", "Lea2005", "lea_maria", "Ben10", "Autohaus Schmidt", "Pflegedienst Sonnenschein", "Müller GmbH",
		"TSV Bochum e.V.", "Familie Kaya e.K.", "Pizzeria Roma", "Familie Yılmaz", "Mama", "Mama Handy", "Privat", "Handy", "user", "no name",
		"Kein Name", "Life is good", "Gott ist groß", "be yourself", "Lea & Tom", "Hallo", "Dein Schatz",
		"iPhone von Luca", "Luca's iPhone", "Luca’s Handy", "Luca iPhone", "Samsung Galaxy", "Pizza Toni", "Döner Ali", "Taxi Mehmet", "FCK NZS", "BVB", "FC Schalke", "S04", "Free Palestine",
		"Free Luca", "Türkiye", "Kurdistan", "Deutschland", "Nur Telegram", "Nur WhatsApp", "Telegram", "Signal", "Dad", "Bro", "Mom", "Daddy", "Brudi", "Digga", "Bruder", "ACAB", "RIP Oma", "Allah", "Allahu Akbar",
		"Inshallah", "Alhamdulillah", "Jesus loves you", "Palestine", "Syria", "Ukraine", "Slava Ukraini", "Bochum", "Ruhrpott", "Galatasaray", "Fenerbahçe", "Borussia", "iPhone", "iPad von Aylin", "Festnetz",
		"Keine Anrufe", "Bitte nicht anrufen", "Offline", "Online", "LОVЕ", "DJ Klein", "Real Madrid", "The Boss", "Лuж", strings.Repeat("Lea ", 100),
	} {
		if check.Usable(name) || check.FirstName(name) != "" {
			t.Errorf("%q is used as %q", name, check.FirstName(name))
		}
	}
}

func TestSaid(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ich bin Luca": "Luca",
		"hallo ich bin samira, kann ich mich bewerben?": "Samira",
		"LG Mehmet":         "Mehmet",
		"Gruß Tom":          "Tom",
		"Vg Max M.":         "Max M.",
		"Viele Grüße\nJana": "Jana",
		"Mit freundlichen Grüßen\n\nIvana Petrović": "Ivana Petrović",
		"Mein Name ist Samira Yilmaz":               "Samira Yilmaz",
		"mein name ist samira yilmaz.":              "Samira Yilmaz",
		"mein name: ali":                            "Ali",
		"hier schreibt Tom":                         "Tom",
		"hier ist Tom":                              "Tom",
		"hier nochmal samira":                       "Samira",
		"Samira hier, ich hab eine Frage":           "Samira",
		"ich heiße Aylin":                           "Aylin",
		"ich bin die Nele, 17":                      "Nele",
		"ich bin es, tom":                           "Tom",
		"hey bin der luca":                          "Luca",
		"hi ich bin dilnoza und suche":              "Dilnoza",
		"Ich bin Oumou, komme aus Guinea":           "Oumou",
		"HALLO ICH BIN KEVIN UND 16":                "Kevin",
		"my name is Grace":                          "Grace",
		"i'm Grace":                                 "Grace",
		"I'm Grace from Ghana":                      "Grace",
		"ich bin Rose.":                             "Rose",
		"LG Jana, nein: mein Name ist Janina":       "Janina|Jana",
	} {
		if got := strings.Join(check.Said([]string{text}), "|"); got != want {
			t.Errorf("%q: want %q, got %q", text, want, got)
		}
	}
}

func TestNotSaid(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "ich bin", "ich bin müde", "ich bin 17", "ich bin Krankenschwester", "ich bin im 1. lehrjahr", "ich bin Schülerin", "ich bin neu hier",
		"ich bin auch da", "ich bin aus Serbien", "ich bin der Neue", "Ich bin Mutter von 2 Kindern", "ich bin Deutsche", "ich bin traurig",
		"ich bin vegan, geht das?", "Ich bin Abiturient", "ich bin Altenpflegehelferin und", "ich bin will", "ich bin nur müde", "Ich bin ab Mai frei",
		"ich bin raus", "ich bin ja auch 17", "Ich bin Christ", "ich bin Verkäuferin bei Rewe", "ich bin BFDler", "ich bin Azubi.", "ich bin Ukrainerin, 30",
		"ich bin Single", "ich bin schwanger", "ich bin hochmotiviert", "ich bin die mutter von samira", "ich bin Frau Petersen", "ich bin interessiert an der Ausbildung",
		"hi ich bin lost", "LG", "Liebe Grüße", "Liebe Grüße und danke", "danke lg", "LG aus Bochum", "mfg S. Kaya", "Liebe Grüße\nmama von luca",
		"Hier ist mein Lebenslauf", "Hier ist Bewerbung", "Meine Mama heißt Ayşe", "Mein Sohn Luca", "I am 17 years old", "I am from Ghana", "I'm looking for a job",
		"sie sagte: \"ich bin Samira und wohne hier\"",
	} {
		if got := check.Said([]string{text}); len(got) > 0 {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestNewestNameFirst(t *testing.T) {
	t.Parallel()
	got := check.Said([]string{"ich bin Alexandra", "LG alexandra", "eigentlich sagen alle zu mir Alex", "ich heiße Alex"})
	if diff := cmp.Diff([]string{"Alex", "Alexandra"}, got); diff != "" {
		t.Error(diff)
	}
}
