package check_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/check"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// aboutSamira is a reply to Samira Yilmaz while others with these names write
// to us.
func aboutSamira(others ...string) check.About {
	folded := map[string]bool{}
	for _, o := range others {
		folded[words.Fold(o)] = true
	}
	return check.About{Name: "Samira Yilmaz", Me: "Maja Petersen", Team: "Berufsberatung der Diakonie", Others: folded}
}

func reds(text string, about check.About) []domain.Light { return check.Text(text, about).Reds() }

func has(lights []domain.Light, rule domain.Rule) bool {
	for _, l := range lights {
		if l.Rule == rule {
			return true
		}
	}
	return false
}

// TestOrdinaryRepliesPass has replies beside those in testdata, most of them
// with names that are only spoken about.
func TestOrdinaryRepliesPass(t *testing.T) {
	t.Parallel()
	about := aboutSamira("jana", "tom", "mehmet", "luca", "anna", "frank", "rose", "mark", "sommer", "yilmaz")
	for _, text := range []string{
		"Hallo Samira, schön, dass du dich meldest! Ja, das geht. Schau mal hier: https://x.de/a/b. Wenn du magst, melde dich gern. Liebe Grüße Maja",
		"Hi Samira! Danke für deine Nachricht. Alles klar?",
		"Liebe Samira,\n\nvielen Dank für dein Interesse. Deine Unterlagen sind angekommen.\n\nHerzliche Grüße\nMaja Petersen\nBerufsberatung der Diakonie",
		"Guten Morgen Samira, das FSJ dauert 12 Monate. Taschengeld gibt es auch (ca. 450 €).",
		"Samira, na klar! Du kannst auch im Mai anfangen.",
		"Hallo Samira, leider ist Herr Müller heute nicht da. Frau Sommer, Herr Ernst und Frank vom Empfang helfen dir.",
		"Hallo! Ja, Anna und Lea aus deiner Schule sind auch da.",
		"Klar, ein Praktikum geht immer. Melde dich bei Frau Schmidt, Tel. 0201 12345.",
		"Gerne! Dann sehen wir uns am Montag, 4. Mai, um 10 Uhr.",
		"Dann bis Mittwoch! Liebe Grüße aus Essen\nMaja",
		"Toll, Glückwunsch zur Zusage! 🎉",
		"Hallo Samira 😊\n\nDu brauchst:\n- Lebenslauf\n- Zeugnis\n- Foto\n\nLG Maja",
		"Hallo Samira, die Adresse ist:\nDiakonie Ruhr\nWestring 26\n44787 Bochum",
		"Die Adresse ist:\nHaus Elisabeth\nMarktplatz 1\nBochum",
		"Ansprechpartnerin für dich:\nSandra Lindner\n0234 5551234\nsandra@diakonie.de",
		"Deine Ansprechpartnerin in Dortmund ist\nSandra Lindner",
		"Ja genau. Deine Bewerbung kannst du hier hochladen.",
		"Deine Frage:\nWelcher Abschluss?\n\nDie Antwort:\nHauptschule reicht",
		"Es gibt drei Berufe:\nPflege\nErziehung\nVerwaltung",
		"Welche Stadt?\nBochum",
		"Danke\nIch melde mich",
		"Hallo Samira, herzlichen Glückwunsch! Viele Grüße auch an Luca und deine Mama",
		"Hallo Samira,\nich bin bis Freitag im Urlaub. Tom Lindner vertritt mich.\nLG Maja",
		"Hallo Samira, ich bin's, Maja. Hast du noch Fragen?",
		"Hallo Samira, ich bin ab Montag wieder da. Bis dann!",
		"Alles gut! Keine Sorge, das schaffst du.",
		"Bis Montag, Samira!",
		"Na dann viel Spaß heute Abend!",
		"Schönes Wochenende, Samira 🌞",
		"Schönes Wochenende!\nMaja",
		"Schönes Wochenende wünscht dir Maja",
		"Viel Erfolg und liebe Grüße, deine Maja",
		"Mit besten Grüßen\nIhre Maja Petersen",
		"Hallo Frau Yilmaz, Ihre Unterlagen sind da.",
		"Hey Samira, sorry, Tippfehler: Dienstag, nicht Montag.",
		"Hallo Samira, Tipp: Ruf beim Haus Maria an.",
		"Guten Tag Samira Yilmaz, wir haben Ihre Bewerbung erhalten.",
		"Ich bin Sozialpädagogin und arbeite seit 5 Jahren hier.",
		"hier ist alles erklärt: https://x.de/abc/def",
		"Hier ist die Telefonnummer von Tom: 0123 456789",
		"Hier ist Infomaterial von der Diakonie.",
		"Hier ist Frau Sommers Nummer: 0123",
		"Hallo Samira! Wie geht's? Willst du lieber Kita, Schule, Pflege oder Büro?",
		"Super! Mit Abitur, Fachabi oder Realschule geht das.",
		"Hallo Samira, du kannst (mit Hauptschule) gleich anfangen :)",
		"Hi Samira, das kostet nichts. Wirklich.",
		"Lieber später als nie! Bewirb dich ruhig auch im August.",
		"Liebe Leute, der Infotag fällt aus.",
		"Hey du! Alles gut bei dir?",
		"Hallo Samira und danke für deine Geduld!",
		"Guten Morgen und danke für die Bewerbung!",
		"Hallo Samira. Montag passt. Bis dann. Maja",
		"Bewerbungsfrist: 31.03.2027\nStart: 01.08.2027\nOrt: Bochum",
		"In der Kita St. Josef, Haus Anna, ist noch was frei.",
		"Das macht bei uns Jana, Tel. 123.",
		"Am besten fragst du Jana.",
		"Frag nach Jana!",
		"Am Infotag triffst du Jana, Tom und Mehmet.",
		"Am Infotag triffst du Jana, unsere Azubine.",
		"Dort arbeitet Jana, die hat auch mit Hauptschule angefangen.",
		"Ja!\n\nMaja",
		"👍",
		"",
		"   \n\n  ",
		"ok",
		"Hallo Samira, was für ein Zufall, Samira heißt meine Tochter auch.",
		"Hallo Samira, bring bitte Ausweis und Zeugnis mit.",
		"Hallo Samira,\nMaja hier. Hast du Zeit?",
		"Hey, hier ist nochmal Maja. Ich hab den Link vergessen: https://x.de/y/z",
		"Hey Samira, Maja hier von der Diakonie 😊",
		"Tschüss und bis bald\nMaja",
		"Ganz liebe Grüße und einen schönen Abend noch!",
		"Mach's gut, Samira!",
		"Danke Samira!",
		"Danke, liebe Samira!",
		"Oh wie schön, Samira, das freut mich!",
		"Hallo Samira, ab 16 Jahren, mit Führerschein Klasse B.",
		"Hallo Samira, FSJ, BFD, Praktikum: alles möglich.",
		"Hallo Samira, Fachkraft, Helferin oder Assistenz?",
		"Willkommen im Team!",
		"Hello Samira, thanks for your message. Best, Maja",
		"Hi Samira, here is the link: https://x.de/y/z\nBest regards\nMaja Petersen",
		"Good morning! You can apply until Friday.",
		"Hello Samira, I am happy to help. I'm on holiday until Monday.",
		"Merhaba Samira, Türkçe de yazabilirsin.",
		"Hallo Samira, Ramadan Mubarak!",
		"Hallo Samira, frohe Weihnachten und ein gutes neues Jahr!",
		"Frohe Ostern, Samira! 🐣",
		"Frohe Weihnachten! Maja",
		"Ach so, Samira. Dann nimm den Bus 345.",
		"Moin! Alles fit? Moin!",
		"Hallo Samira, du schreibst, du heißt Sam. Soll ich dich Sam nennen?",
		"Mittagspause, Lunch, Kaffee – alles inklusive.",
		"Ok, Deal!",
		"Nein, Abitur brauchst du nicht.",
		"Ja, Samira, das stimmt.",
		"Perfekt, Foto ist da.",
		"Perfekt! Anna-Seiler-Haus, Zimmer 3, 2. Stock.",
		"Treffpunkt: Eingang Klinik, Haus B.",
		"Grüße an die Familie!",
		"Grüße dich, Samira!",
		"LG und bis Montag",
		"LG aus dem Büro",
		"VG M.",
		"Liebe Grüße vom ganzen Team",
		"Liebe Grüße\n\nP.S.: Der Infotag ist am 3. Mai.",
		"Liebe Grüße, Maja\n\nPS: Der Infotag ist am 3. Mai.",
		"Hallo Samira!\nMaja von der Berufsberatung hier 👋",
		"Maja Petersen\nBerufsberatung\nTel. 0234 1234",
		"LG Maja Petersen\nTel. 0234 1234",
		"Hallo Samira, *Pflegefachfrau* oder _Erzieherin_?",
		"Guten Tag! Sommerferien sind für Praktika super.",
		"Hi! August ist voll, September geht.",
		"Hey! Rose, Nelke, Tulpe: so heißen unsere Wohngruppen.",
		"Schau dir Haus Sommer an, die sind super nett!",
		"Viel Glück morgen, du schaffst das, Samira!!",
		"Also, Samira: erst bewerben, dann hospitieren.",
		"Tut mir leid, Samira, das geht nicht.",
		"Hallo Samira, schick mir die Mail an bewerbung@diakonie.de oder max.muster@web.de",
	} {
		if r := reds(text, about); len(r) > 0 {
			t.Errorf("%q: %s", text, rules(r))
		}
	}
}

func TestWrongRepliesAreStopped(t *testing.T) {
	t.Parallel()
	about := aboutSamira("jana", "tom", "mehmet", "luca", "anna", "frank", "rose", "mark")
	for _, c := range []struct {
		text string
		rule domain.Rule
	}{
		{"Hallo Mehmet, danke!", domain.RuleOtherName},
		{"hallo mehmet danke für deine nachricht", domain.RuleOtherName},
		{"Hi mehmet", domain.RuleOtherName},
		{"Hey Mehmet du kannst dich bewerben", domain.RuleOtherName},
		{"Lieber Herr Kaya,\nok", domain.RuleWrongName},
		{"Hallo Herr Dr. Kaya, ok", domain.RuleWrongName},
		{"Guten Tag, Frau Kaya, ok", domain.RuleWrongName},
		{"Hallo Frau Anna Kaya,", domain.RuleOtherName},
		{"Guten Tag Frau Kaya", domain.RuleWrongName},
		{"Hallo, lieber Mehmet!", domain.RuleOtherName},
		{"Ja, Mehmet, das geht.", domain.RuleOtherName},
		{"Nein Mehmet, das geht nicht.", domain.RuleOtherName},
		{"Das klappt, Mehmet.", domain.RuleOtherName},
		{"Oh schön, Jana!", domain.RuleOtherName},
		{"Mehmet – das klappt", domain.RuleOtherName},
		{"Na klar Mehmet!", domain.RuleOtherName},
		{"Ach Mehmet, kein Problem", domain.RuleOtherName},
		{"Okay Mehmet, dann so", domain.RuleOtherName},
		{"Cool Jana 😊", domain.RuleOtherName},
		{"Freut mich, Jana", domain.RuleOtherName},
		{"Bis Montag, Jana!", domain.RuleOtherName},
		{"Schönes Wochenende, Jana!", domain.RuleOtherName},
		{"Schönes Wochenende Jana", domain.RuleOtherName},
		{"Ciao Jana!", domain.RuleOtherName},
		{"Tschüss Jana!", domain.RuleOtherName},
		{"Viel Spaß Jana 🎉", domain.RuleOtherName},
		{"Mach's gut, Jana!", domain.RuleOtherName},
		{"Alles Liebe, Jana!", domain.RuleOtherName},
		{"Frohe Ostern, Jana!", domain.RuleOtherName},
		{"Gute Besserung, Jana!", domain.RuleOtherName},
		{"Herzlichen Glückwunsch, Jana!", domain.RuleOtherName},
		{"Sorry Jana, Tippfehler", domain.RuleOtherName},
		{"Tut mir leid, Jana, das geht nicht.", domain.RuleOtherName},
		{"Wie geht's dir, Jana?", domain.RuleOtherName},
		{"Hast du noch Fragen, Jana?", domain.RuleOtherName},
		{"Und Jana, denk an das Zeugnis.", domain.RuleOtherName},
		{"Du, Jana, noch was:", domain.RuleOtherName},
		{"Also Jana, pass auf:", domain.RuleOtherName},
		{"Stimmt Jana!", domain.RuleOtherName},
		{"Hallo Samira & Jana,", domain.RuleOtherName},
		{"Hallo \"Jana\", ok", domain.RuleOtherName},
		{"Hallo (Jana), ok", domain.RuleOtherName},
		{"Hallo Samira Kaya, ok", domain.RuleWrongName},
		{"Hallo Samantha, ok", domain.RuleWrongName},
		{"Hallo Sam, ok", domain.RuleWrongName},
		{"Hallo Xhevahire, ok", domain.RuleWrongName},
		{"Hallo xhevahire, ok", domain.RuleWrongName},
		{"Hallo Wadidja danke dir", domain.RuleWrongName},
		{"Dear Mr Kaya, ok", domain.RuleWrongName},
		{"Dear Wadidja, ok", domain.RuleWrongName},
		{"Hi there Jana, ok", domain.RuleOtherName},
		{"Guten Morgen liebe Jana, ok", domain.RuleOtherName},
		{"Schönen guten Morgen liebe Jana", domain.RuleOtherName},
		{"Guten Tag und herzlich willkommen Jana!", domain.RuleOtherName},
		{"Herzlich willkommen, Jana!", domain.RuleOtherName},
		{"Hallo Mama,", domain.RuleNoName},
		{"Hallo user123,", domain.RuleNoName},
		{"Hallo noah.exe, ok", domain.RuleNoName},
		{"Hallo xX_noah_Xx!", domain.RuleNoName},
		{"Hallo @noah, ok", domain.RuleNoName},
		{"LG Tom", domain.RuleOtherName},
		{"Lg. Tom", domain.RuleOtherName},
		{"Liebe Grüße von Tom Lindner", domain.RuleOtherName},
		{"Beste Grüße!\nTom", domain.RuleOtherName},
		{"Bis bald\nTom", domain.RuleOtherName},
		{"Bis bald, dein Tom", domain.RuleOtherName},
		{"Schönes Wochenende\nTom", domain.RuleOtherName},
		{"Alles Gute\ndeine Sandra", domain.RuleOwnName},
		{"Viele Grüße Sandra Lindner, Diakonie", domain.RuleOwnName},
		{"Hallo Samira, hier Tom von der Diakonie.", domain.RuleOtherName},
		{"Hallo Samira, Tom hier.", domain.RuleOtherName},
		{"Hallo Samira, Tom von der Berufsberatung hier.", domain.RuleOtherName},
		{"Moin, Tom hier!", domain.RuleOtherName},
		{"ich bin der Tom von der Diakonie", domain.RuleOtherName},
		{"Ich bin Wadidja von der Diakonie.", domain.RuleOwnName},
		{"Ich bin Tom und arbeite hier", domain.RuleOtherName},
		{"Mein Name ist Tom", domain.RuleOtherName},
		{"hier ist wieder der Tom", domain.RuleOtherName},
		{"Es grüßt herzlich Tom", domain.RuleOtherName},
		{"Herzlichst, Tom", domain.RuleOtherName},
		{"Herzlichst\nIhr Tom Lindner", domain.RuleOtherName},
		{"Yours, Tom", domain.RuleOtherName},
		{"Cheers, Tom", domain.RuleOtherName},
		{"Best, Tom", domain.RuleOtherName},
		{"Thanks, Tom", domain.RuleOtherName},
		{"MfG\nT. Lindner", domain.RuleOwnName},
		{"Gez. Tom", domain.RuleOtherName},
		{"Maja Schmidt von der Diakonie\nLG Maja Schmidt", domain.RuleOwnName},
		{"Hallo Samira, hier ist Maja. LG Maja", domain.RuleOwnTwice},
		{"Maja hier. Alles klar. Liebe Grüße, Maja", domain.RuleOwnTwice},
		{"LG Maja 😊\nMaja Petersen", domain.RuleOwnTwice},
		{"Hallo Samira, ich bin Maja Petersen von der Diakonie.\n\nBis bald\nMaja", domain.RuleOwnTwice},
		{"Hier ist Maja. Bis bald, deine Maja 😊", domain.RuleOwnTwice},
		{"Hallo [Vorname], ok", domain.RulePlaceholder},
		{"Termin am __.__.", domain.RulePlaceholder},
		{"Termin am XX.XX. um XX Uhr", domain.RulePlaceholder},
		{"Der Kurs startet am TT.MM.JJJJ", domain.RulePlaceholder},
		{"um ... Uhr", domain.RulePlaceholder},
		{"Hallo <<Name>>", domain.RulePlaceholder},
		{"Hallo {{name}", domain.RulePlaceholder},
		{"Hallo {name", domain.RulePlaceholder},
		{"Hallo $VORNAME$", domain.RulePlaceholder},
		{"Hallo #NAME#", domain.RulePlaceholder},
		{"Hallo *|FNAME|*", domain.RulePlaceholder},
		{"Link: <hier Link einfügen>", domain.RulePlaceholder},
		{"(Link einfügen)", domain.RulePlaceholder},
		{"Wir treffen uns am  um  Uhr.", domain.RulePlaceholder},
		{"Hallo Herr ,", domain.RulePlaceholder},
		{"Sehr geehrte Frau ,", domain.RulePlaceholder},
		{"Hallo liebe ,", domain.RulePlaceholder},
		{"Liebe/r ,", domain.RulePlaceholder},
		{"Hallo Liebe(r) Name,", domain.RulePlaceholder},
		{"Hallo null, ok", domain.RulePlaceholder},
		{"Hallo undefined", domain.RulePlaceholder},
		{"Hallo Max Mustermann,", domain.RuleWrongName},
		{"Ruf an unter xxx", domain.RulePlaceholder},
		{"Ansprechpartner: N.N.", domain.RulePlaceholder},
		{"Hallo Vorname Nachname, ok", domain.RulePlaceholder},
		{"Dear [First Name],", domain.RulePlaceholder},
		{"Hi {{1}}, ok", domain.RulePlaceholder},
		{"Dein Termin: {{termin}}", domain.RulePlaceholder},
		{"TODO Link", domain.RulePlaceholder},
		{"Hier der Link: https://…", domain.RulePlaceholder},
		{"https://example.com/{{slug}}", domain.RulePlaceholder},
	} {
		if r := reds(c.text, about); !has(r, c.rule) {
			t.Errorf("%q: want %s, got [%s]", c.text, c.rule, rules(r))
		}
	}
}

func TestWordsOfTheLight(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Hallo Mehmet Kaya, klar!":       "Mehmet Kaya",
		"Hallo {{ vorname }}, klar!":     "{{ vorname }}",
		"Hallo , klar!":                  "Hallo ,",
		"Wir treffen uns am .":           "am .",
		"Klar!\nLG Tom":                  "Tom",
		"Hier ist Maja.\nLG Maja":        "Maja",
		"Ansprechpartnerin ist N.N.":     "N.N.",
		"Guten Tag Frau Petrović, klar.": "Petrović",
	} {
		if r := reds(text, aboutSamira()); len(r) != 1 || r[0].Words != want || r[0].Level != domain.Red {
			t.Errorf("%q: want %q, got %+v", text, want, r)
		}
	}
}

func TestLeftoverComesBeforeOther(t *testing.T) {
	t.Parallel()
	about := aboutSamira("Luca")
	about.Copied = []string{"Luca"}
	if r := reds("Hallo Luca, klar!", about); len(r) != 1 || r[0].Rule != domain.RuleLeftover {
		t.Errorf("got %+v", r)
	}
	about.Said = []string{"Luca"}
	if r := reds("Hallo Luca, klar!", about); len(r) != 0 {
		t.Errorf("she is called so herself: %+v", r)
	}
}

func TestWithoutTheAdvisersNameNobodySignsWrongly(t *testing.T) {
	t.Parallel()
	about := aboutSamira()
	about.Me = ""
	if r := reds("Hallo Samira, hier ist Tom.\nLG Maja", about); len(r) != 0 {
		t.Errorf("got %+v", r)
	}
}

func TestEachLightOnce(t *testing.T) {
	t.Parallel()
	if r := reds(strings.Repeat("Hallo Mehmet, {{a}} ", 50), aboutSamira()); len(r) != 2 {
		t.Errorf("got %s", rules(r))
	}
	many := ""
	for i := range 100 {
		many += "{{" + strings.Repeat("a", i+1) + "}}\n"
	}
	if r := reds(many, aboutSamira()); len(r) == 0 || len(r) > 20 {
		t.Errorf("got %d lights", len(r))
	}
}

func TestCandidates(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                              "",
		"Hallo Mehmet Kaya, klar":       "Mehmet Kaya|Mehmet|Kaya",
		"hallo mehmet danke dir":        "mehmet",
		"Klar, Jana!\nLG Tom":           "Tom|Jana",
		"Guten Tag Frau Kaya, klar":     "Kaya",
		"Hallo, frag Jana.":             "",
		"Hallo zusammen, danke!":        "",
		"Hallo 🌸, klar":                 "",
		"Hallo Anna und Luca, klar":     "Anna|Luca",
		"Danke!\nhttps://x.de/tom/jana": "",
	} {
		if got := strings.Join(check.Candidates(text), "|"); got != want {
			t.Errorf("%q: want %s, got %s", text, want, got)
		}
	}
}

func TestCandidatesAreNotCountless(t *testing.T) {
	t.Parallel()
	text := ""
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'h'; b++ {
			text += "Hallo X" + string(a) + string(b) + "o, das geht.\n"
		}
	}
	if got := check.Candidates(text); len(got) != 40 || got[0] != "Xaao" {
		t.Errorf("%d candidates: %q", len(got), got)
	}
}

// TestCandidatesAreReadable: what is looked up has no letters that only look right.
func TestCandidatesAreReadable(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Hallo Меhmеt, klar":       "Mehmet",
		"Hallo Meh\u00admet, klar": "Mehmet",
		"@Mehmet klar":             "Mehmet",
		"HalloMehmet, klar":        "Mehmet",
		"LG S.":                    "",
	} {
		if got := strings.Join(check.Candidates(text), "|"); got != want {
			t.Errorf("%q: want %q, got %q", text, want, got)
		}
	}
}

func TestBelongs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		candidate, name string
		want            bool
	}{
		{"Samira", "Samira Yilmaz", true},
		{"Yilmaz", "Samira Yılmaz", true},
		{"samira yilmaz", "Samira Yılmaz", true},
		{"Gulsum", "Gülsüm", true},
		{"Guelsuem", "Gülsüm", true},
		{"Anna", "Anna-Lena", true},
		{"Anna Lena", "Anna-Lena", true},
		{"Lena", "Anna-Lena", false},
		{"OConnor", "Siobhan O’Connor", true},
		{"Jan", "Jana", false},
		{"", "Jana", false},
		{"Jana", "", false},
	} {
		if got := check.Belongs(c.candidate, c.name); got != c.want {
			t.Errorf("%q to %q: %v", c.candidate, c.name, got)
		}
	}
}
