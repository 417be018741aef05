package check_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/check"
	"sprechstunde/internal/domain"
)

// light returns what one rule says about a text.
func light(t *testing.T, text string, about check.About, rule domain.Rule) domain.Light {
	t.Helper()
	for _, l := range check.Text(text, about).Lights {
		if l.Rule == rule {
			return l
		}
	}
	if rule == domain.RuleAttachment {
		return domain.Light{} // only shown where it is amber
	}
	t.Fatalf("no light %s for %q", rule, text)
	return domain.Light{}
}

// wantWords checks a rule over texts with the words it should stumble over, ""
// for none.
func wantWords(t *testing.T, rule domain.Rule, about check.About, texts map[string]string) {
	t.Helper()
	for text, want := range texts {
		l := light(t, text, about, rule)
		if l.Words != want || (l.Level == domain.Amber) != (want != "") {
			t.Errorf("%s of %q: want %q, got %+v", rule, text, want, l)
		}
	}
}

func wantAmber(t *testing.T, rule domain.Rule, about check.About, texts map[string]bool) {
	t.Helper()
	for text, want := range texts {
		if l := light(t, text, about, rule); (l.Level == domain.Amber) != want {
			t.Errorf("%s of %q: got %+v", rule, text, l)
		}
	}
}

func coached() check.About {
	return check.About{Name: "Samira", Me: "Maja", Coach: check.Coach{Address: "du", Officialese: check.DefaultOfficialese()}}
}

func TestLightsStandInOrder(t *testing.T) {
	t.Parallel()
	about := coached()
	about.Coach.Off = map[domain.Rule]bool{domain.RuleSmileys: true}
	var got, want []domain.Rule
	for _, l := range check.Text("Hallo Tom, {{x}}", about).Lights {
		got = append(got, l.Rule)
	}
	want = append(want, domain.RuleWrongName, domain.RulePlaceholder)
	for _, r := range domain.CoachRules() {
		if r != domain.RuleSmileys && r != domain.RuleAttachment { // the last only shows where it is amber
			want = append(want, r)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	about.Coach.Address = ""
	if n := len(check.Text("ok", about).Lights); n != len(domain.CoachRules())-3 {
		t.Errorf("%d lights without a form of address", n)
	}
}

func TestAGoodAnswerIsGreen(t *testing.T) {
	t.Parallel()
	for _, l := range check.Text(ordinary, someone()).Lights {
		if l.Level != domain.Green {
			t.Errorf("%+v", l)
		}
	}
}

func TestNextStep(t *testing.T) {
	t.Parallel()
	wantAmber(t, domain.RuleNextStep, coached(), map[string]bool{
		"Schau mal auf die Seite.":               false,
		"Schreib mir gern.":                      false,
		"Bewirb dich online.":                    false,
		"Melde dich, wenn was ist.":              false,
		"Welche Stadt?":                          false,
		"Dein nächster Schritt: der Lebenslauf":  false,
		"Du kannst dich online bewerben.":        false,
		"Schauen Sie auf die Seite.":             false,
		"You can apply online.":                  false,
		"Have a look at the page.":               false,
		"Let me know how it goes.":               false,
		"Die Ausbildung dauert drei Jahre.":      true,
		"Ich schreibe dir morgen.":               true,
		"Das komme darauf an.":                   true,
		"Man kann das auch in Teilzeit machen.":  true,
		"":                                       true,
		"Wir melden uns.":                        true,
		"The training takes three years.":        true,
		"Lies das bitte, dann weißt du mehr":     false,
		"Komm zum Infotag am Samstag":            false,
		"Deine Frage ist gut":                    true,
		"Ja, das geht. Ruf einfach dort an":      false,
		"Füll das Formular aus":                  false,
		"Gib mir doch deine Mailadresse":         false,
		"Am besten fragst du dort. Frag Frau X.": false,
	})
}

func TestDeepLink(t *testing.T) {
	t.Parallel()
	wantAmber(t, domain.RuleLink, coached(), map[string]bool{
		"https://x.example/pflege/hauptschule":         false,
		"Hier: https://x.example/pflege.":              false,
		"(https://x.example/#freie-stellen)":           false,
		"https://x.example/?ort=essen":                 false,
		"HTTPS://X.example/Pflege":                     false,
		"https://x.example":                            true,
		"https://x.example/":                           true,
		"https://x.example/de/":                        true,
		"https://x.example/index.html":                 true,
		"https://x.example/startseite":                 true,
		"x.example/pflege":                             true,
		"":                                             true,
		"https://x.example und https://x.example/ab/c": false,
		"http://x.example/pflege":                      true,
	})
	if l := light(t, "https://x.example/", coached(), domain.RuleLink); l.Words != "https://x.example/" {
		t.Errorf("%+v", l)
	}
}

func TestLength(t *testing.T) {
	t.Parallel()
	about := coached()
	if l := light(t, "  Grüße 😊\n", about, domain.RuleLength); l.Count != 7 || l.Level != domain.Green {
		t.Errorf("%+v", l)
	}
	if l := light(t, strings.Repeat("ä", 601), about, domain.RuleLength); l.Count != 601 || l.Level != domain.Amber {
		t.Errorf("%+v", l)
	}
	about.Coach.Limit = 1000
	if l := light(t, strings.Repeat("ä", 601), about, domain.RuleLength); l.Level != domain.Green {
		t.Errorf("%+v", l)
	}
}

func TestIntroducedOnce(t *testing.T) {
	t.Parallel()
	first := coached()
	first.First = true
	wantAmber(t, domain.RuleIntro, first, map[string]bool{
		"Hallo Samira, hier ist Maja von der Diakonie.": false,
		"Klar geht das.\nLG Maja":                       false,
		"Klar geht das.":                                true,
		"Hier ist Maja. Klar geht das.\nLG Maja":        true,
		"Klar geht das.\nDein Team":                     true,
	})
	wantAmber(t, domain.RuleIntro, coached(), map[string]bool{
		"Klar geht das.":                         false,
		"Klar geht das.\nLG Maja":                false,
		"Hier ist Maja. Klar geht das.\nLG Maja": true,
	})
	first.Dialogue = true
	wantAmber(t, domain.RuleIntro, first, map[string]bool{"Klar geht das.": false})
}

func TestAddress(t *testing.T) {
	t.Parallel()
	wantWords(t, domain.RuleAddress, coached(), map[string]string{
		"Wenn Sie mögen, rufen Sie an.":                                               "Sie",
		"Ich schicke Ihnen den Link.":                                                 "Ihnen",
		"Danke für Ihre Nachricht.":                                                   "Ihre",
		"Sie können sich online bewerben.":                                            "Sie",
		"Ihre Bewerbung ist da.":                                                      "Ihre",
		"Das ist Frau Sommer. Sie ist nett.":                                          "",
		"Frag die Lehrer. Sie können dir helfen.":                                     "",
		"Ruf sie an und gib ihnen deine Nummer.":                                      "",
		"Wenn ihr mögt, kommt vorbei. Ihr könnt auch zu dritt":                        "",
		"Kommt, wenn Ihr Zeit habt!":                                                  "",
		"Im Anschreiben reicht „Sehr geehrte Damen, ich schreibe Ihnen“, das genügt.": "",
		"Klar geht das.":                                                              "",
	})
	formal := coached()
	formal.Coach.Address = "sie"
	wantWords(t, domain.RuleAddress, formal, map[string]string{
		"Schick mir deine Unterlagen.":  "deine",
		"Du kannst dich bewerben.":      "Du",
		"Sie können sich bewerben.":     "",
		"Ich schicke Ihnen die Zahlen.": "",
	})
}

func TestOfficialese(t *testing.T) {
	t.Parallel()
	wantWords(t, domain.RuleOfficialese, coached(), map[string]string{
		"Bezüglich deiner Frage: ja.":                 "Bezüglich",
		"Zur Kenntnisnahme.":                          "Kenntnisnahme",
		"Die Zugangsvoraussetzungen stehen hier.":     "Zugangsvoraussetzungen",
		"Ich nehme das zur Kenntnis.":                 "zur Kenntnis",
		"Das Zeugnis ist unverzueglich einzureichen.": "unverzueglich",
		"Mit freundlichen Grüßen":                     "Mit freundlichen Grüßen",
		"Die Durchführung obliegt uns.":               "Durchführung",
		"Bescheid":                                    "Bescheid",
		"Schau mal auf die Seite.":                    "",
		"Das ist anderswo.":                           "",
		"In accordance with the rules":                "In accordance with",
	})
	about := coached()
	about.Coach.Officialese = []string{"Maßnahme*", " ", "*", "nach Maßgabe der"}
	wantWords(t, domain.RuleOfficialese, about, map[string]string{
		"Das ist eine Massnahmenplanung.": "Massnahmenplanung",
		"Nach Maßgabe der Regeln.":        "Nach Maßgabe der",
		"Bezüglich deiner Frage: ja.":     "",
	})
	about.Coach.Officialese = nil
	wantWords(t, domain.RuleOfficialese, about, map[string]string{"Bezüglich deiner Frage: ja.": ""})
}

func TestApology(t *testing.T) {
	t.Parallel()
	wantWords(t, domain.RuleApology, coached(), map[string]string{
		"Sorry für die späte Antwort!":                             "Sorry für die späte",
		"Entschuldige die Wartezeit.":                              "Entschuldige die Wartezeit",
		"Tut mir leid, dass ich erst jetzt schreibe.":              "leid, dass ich erst",
		"Entschuldige, dass du so lange warten musstest":           "Entschuldige, dass du so lange",
		"Sorry, dass ich mich nicht früher gemeldet habe":          "Sorry, dass ich mich nicht früher",
		"Bitte entschuldige die Verzögerung":                       "entschuldige die Verzögerung",
		"Sorry for the late reply":                                 "Sorry for the late",
		"Apologies for the delay":                                  "Apologies for the delay",
		"Tut mir leid, dass es mit dem Platz nicht geklappt hat.":  "",
		"Sorry, für dieses Jahr ist es zu spät.":                   "",
		"Danke für deine Geduld!":                                  "",
		"Das tut mir leid. Die Wartezeit beim Amt ist lange.":      "",
		"Du musst dich nicht entschuldigen. Es dauert noch etwas.": "",
	})
}

func TestSmileys(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"":                   0,
		"Klar 😊":             1,
		"Klar :-)":           1,
		"Klar :-)) super ;)": 2,
		"👩🏽‍⚕️":              1,
		"👨‍👩‍👧‍👦 🇩🇪":         2,
		"1️⃣ 2️⃣":            2,
		"😊😊😊":                3,
		"❤️ <3":              2,
		"☎️ 0800 1110111":    1,
		"→ siehe §5 ✓ ©":     0,
		"um 17:30 (Ort: D)":  0,
		"https://x.de/:)":    1,
		"Beruf:Pflege":       0,
		"100 % :D":           1,
	} {
		l := light(t, text, coached(), domain.RuleSmileys)
		if l.Count != want || (l.Level == domain.Amber) != (want > 1) {
			t.Errorf("%q: want %d, got %+v", text, want, l)
		}
	}
}

func TestPrivate(t *testing.T) {
	t.Parallel()
	wantWords(t, domain.RulePrivate, coached(), map[string]string{
		"Überweise es auf DE89 3704 0044 0532 0130 00, danke":              "DE89 3704 0044 0532 0130 00",
		"Deine Steuer-ID ist 86 095 742 719.":                              "86 095 742 719",
		"Deine Nummer ist 15 070649 C 103.":                                "15 070649 C 103",
		"Ruf mich an: 0221 86095742719":                                    "",
		"iban de89370400440532013000":                                      "de89370400440532013000",
		"GB82 WEST 1234 5698 7654 32":                                      "GB82 WEST 1234 5698 7654 32",
		"DE88 3704 0044 0532 0130 00":                                      "",
		"Meine Karte ist 4111 1111 1111 1111":                              "4111 1111 1111 1111",
		"Rentenversicherung 65180578K001":                                  "65180578K001",
		"Ausweisnummer 123456789":                                          "123456789",
		"Schick mir bitte deinen Ausweis.":                                 "Ausweis",
		"Kannst du mir ein Foto von deinem Personalausweis schicken?":      "Personalausweis",
		"Wie ist deine IBAN?":                                              "IBAN",
		"Ich brauche noch deine Bankverbindung":                            "Bankverbindung",
		"Send me your passport":                                            "passport",
		"Schick mir deinen Impfpass":                                       "Impfpass",
		"Bist du schwanger?":                                               "schwanger",
		"Hast du eine Behinderung?":                                        "Behinderung",
		"Wegen deiner Depression: ruf dort an":                             "Depression",
		"Welche Medikamente nimmst du?":                                    "Medikamente",
		"Schick hier bitte keine Ausweise und keine IBAN.":                 "",
		"Schick bitte deinen Ausweis nicht hier.":                          "",
		"Bring deinen Ausweis mit.":                                        "",
		"Magst du mit Menschen mit Behinderung arbeiten?":                  "",
		"Gesundheits- und Krankenpflege ist eine Ausbildung.":              "",
		"Pass it on to your parents, they can write to me.":                "",
		"Schick mir deinen Pass":                                           "Pass",
		"Du brauchst ein Führungszeugnis.":                                 "",
		"Ruf an: +49 234 5551234567":                                       "",
		"Telefonseelsorge: 0800 111 0 111 oder 0800 111 0 222":             "",
		"https://x.example/iban/DE89370400440532013000":                    "",
		"Schick mir deinen Lebenslauf.":                                    "",
		"Das FSJ geht vom 01.08.2026 bis 31.07.2027, 39 Stunden, 450 Euro": "",
	})
}

func TestGreetedByProfile(t *testing.T) {
	t.Parallel()
	about := coached()
	about.Source = domain.NameProfile
	wantWords(t, domain.RuleProfileName, about, map[string]string{
		"Hallo Samira, klar.": "Samira",
		"Klar, Samira!":       "Samira",
		"Hallo, klar.":        "",
		"Klar.\nLG Maja":      "",
	})
	about.Said = []string{"samira"}
	wantWords(t, domain.RuleProfileName, about, map[string]string{"Hallo Samira, klar.": ""})
	about.Said, about.Source = nil, domain.NameConfirmed
	wantWords(t, domain.RuleProfileName, about, map[string]string{"Hallo Samira, klar.": ""})
}
