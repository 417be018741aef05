package check_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/check"
)

func TestCalls(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		texts         []string
		profile, want string
	}{
		{[]string{"hallo ich bin samira, kann ich mich bewerben?"}, "", "Samira"},
		{[]string{"hallo ich bin samira", "ich bin Samira Yilmaz"}, "", "Samira Yilmaz"},
		{[]string{"ich bin Samira Yilmaz", "lg samira"}, "", "Samira Yilmaz"},
		{[]string{"Mein Name ist Xhemilja"}, "", "Xhemilja"},
		{[]string{"ich heiße Xhemilja Krasniqi"}, "", "Xhemilja Krasniqi"},
		{[]string{"Ich heisse Xhemilja und bin 17"}, "", "Xhemilja"},
		{[]string{"my name is Xhemilja"}, "", "Xhemilja"},
		{[]string{"Kann ich mich bewerben?\nLG Xhemilja"}, "", "Xhemilja"},
		{[]string{"Kann ich mich bewerben?\n\nViele Grüße\nXhemilja"}, "", "Xhemilja"},
		{[]string{"Kann ich mich bewerben?\nViele Grüße Xhemilja 😊"}, "", "Xhemilja"},
		{[]string{"hi ich bin xhemilja, 17"}, "Xhemilja K.", "Xhemilja"},
		{[]string{"hi ich bin Xhemilja, 17"}, "xhemilja ✨", "Xhemilja"},
		{[]string{"LG Mehmet"}, "✨", "Mehmet"},
		{[]string{"Hier ist Tom"}, "Autohaus Müller", "Tom"},
		{[]string{"ich bin Luca", "danke!", "lg Luca"}, "noah.exe", "Luca"},
		{[]string{"ich bin Anna", "LG Anna-Lena"}, "", "Anna-Lena"},
		{[]string{"ich heiße Rose Adjei"}, "", "Rose Adjei"},
		{[]string{"ich bin Maja"}, "Maja K.", ""},
		// Two names that do not belong together.
		{[]string{"ich bin Luca", "LG Mehmet"}, "", ""},
		{[]string{"ich bin Samira", "mein Name ist Jana"}, "Samira", ""},
		{[]string{"ich heiße Katharina", "lg Kathi"}, "", ""},
		// Not sure at all.
		{[]string{"hi ich bin Xhemilja, 17"}, "", ""},
		{[]string{"hi ich bin xhemilja"}, "Mama", ""},
		{[]string{"ich bin Rose."}, "", ""},
		{[]string{"mein name ist xhemilja"}, "", ""},
		{[]string{"Danke, LG Xhemilja wann geht es los?"}, "", ""},
		{[]string{"LG Samstag"}, "", ""},
		{[]string{"LG Maja"}, "", ""},
		{[]string{"Hallo Maja, danke! LG Luca"}, "", "Luca"},
		{[]string{"LG Maja\nLG Luca"}, "", ""},
		{nil, "Luca", ""},
		{[]string{"hallo", "kann ich mich bewerben?"}, "Luca", ""},
		{[]string{"ich bin dran"}, "", ""},
		{[]string{"meine chefin schrieb: ich bin Sabine"}, "", ""},
	} {
		if got := check.Calls(c.texts, c.profile, "Maja Petersen"); got != c.want {
			t.Errorf("%q (%s): want %q, got %q", c.texts, c.profile, c.want, got)
		}
	}
}

func TestCallsWithoutAnAdviser(t *testing.T) {
	t.Parallel()
	if got := check.Calls([]string{"LG Maja"}, "", ""); got != "Maja" {
		t.Errorf("got %q", got)
	}
}

const formal = `Sehr geehrte Frau Kaya,

vielen Dank für Ihre Bewerbung um einen Ausbildungsplatz als Pflegefachfrau in unserem Haus. Leider müssen wir Ihnen mitteilen, dass wir uns für eine andere Bewerberin entschieden haben. Für Ihren weiteren Weg wünschen wir Ihnen alles Gute.

Mit freundlichen Grüßen

Thomas Weber
Personalabteilung`

// TestWordsOfOthers: what others have written, or what only looks like a name,
// is nobody's name.
func TestWordsOfOthers(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"du hast geschrieben: hier ist Maja von der Berufsberatung", "Sie schrieben: \"Hier ist Maja\"", "meine chefin schrieb: ich bin Sabine",
		"meine chefin meinte ich bin Sabine und das geht nicht", "da steht hier ist Tom von der Diakonie", "sie sagte: mein Name ist Sandra", "er sagte mein Name ist Tom",
		"„ich bin Sabine“", "sie: \"ich bin Sabine\"", "'ich bin Sabine' hat sie gesagt", "Da stand: LG Sandra", "> Hallo, hier ist Maja\nok danke", "Maja schrieb:\nHallo, hier ist Sandra",
		"mein name ist egal", "mein name ist nicht wichtig", "mein Name ist unwichtig", "mein name ist lang", "mein name ist da falsch", "mein name ist geheim", "mein Name ist Programm",
		"ich bin dran", "ich bin Dran", "hier ist Stau", "hier ist Stress", "hier ist Chaos", "hier ist Winter", "hier ist Regen", "hier ist Schnee", "Hier ist Screenshot", "hier ist Notfall", "hier ist Feiertag",
		"ich bin raus", "ich bin da", "ich bin soweit", "ich bin gespannt", "ich bin online", "ich bin krank", "ich bin unterwegs", "ich bin interessiert", "ich bin Interessiert.", "ich bin Unterwegs", "ich bin Krank.",
		"ich bin Spät dran", "ich bin dabei!", "ich bin weg", "ich bin zuhause", "ich bin durch", "ich bin dafür", "ich bin busy", "ich bin ready", "ich bin down", "ich bin safe", "ich bin Safe!", "ich bin Team Pflege", "ich bin Ende 20",
		"ich bin Mitte 30", "ich bin Anfang 20", "ich bin Papa von zwei Kindern", "ich bin Mama", "ich bin Jesidin", "ich bin Yezidin", "ich bin Ausländer", "ich bin Hauptschüler", "ich bin Realschüler", "ich bin Gymnasiast",
		"ich bin ADHSler", "ich bin Autist", "ich bin Autistin.", "ich bin Diabetiker", "ich bin Epileptiker", "ich bin Linkshänder", "ich bin Raucher", "ich bin Steinbock", "ich bin Widder", "ich bin Optimist", "ich bin Allrounder",
		"ich bin Aleviten", "ich bin Alevit", "ich bin Hindu", "ich bin Jude", "ich bin Atheist", "ich bin Witwe", "ich bin Waise", "ich bin Student", "ich bin Legastheniker", "ich bin Kellner", "ich bin Optiker",
		formal, strings.Replace(formal, "Frau Kaya", "Damen und Herren", 1), "Guck mal was die geschrieben haben:\n" + formal,
		"-------- Weitergeleitete Nachricht\nVon: Sandra\n\nhier ist Sandra", "Fwd: ich bin Sabine",
		"hier ist der Text:\nHallo, ich bin Sabine", "ich bin nicht Sabine", "ich bin Sabines Tochter", "ich bin Sabine ihre Tochter", "Ich bin Frau Kaya ihr Sohn",
	} {
		if got := check.Said([]string{text}); len(got) > 0 {
			t.Errorf("%q: %q", text, got)
		}
		if got := check.Calls([]string{text}, "", "Maja"); got != "" {
			t.Errorf("%q: called %q", text, got)
		}
	}
}

// TestOwnWordsStay: beside words of others people still say who they are.
func TestOwnWordsStay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Kurz zu mir: ich bin Samira":                            "Samira",
		"Zu meiner Person: Ich heiße Samira":                     "Samira",
		"Hallo: ich bin Samira":                                  "Samira",
		"Frage: geht das? LG Tom":                                "Tom",
		"ich wollte sagen, ich bin Samira":                       "Samira",
		"Vorname: Samira":                                        "Samira",
		"Name: Samira Yilmaz":                                    "Samira Yilmaz",
		"ich habe eine Frage: wann geht es los? Ich bin Samira.": "Samira",
		"meine chefin schrieb: komm montag. LG Tom":              "Tom",
		"sie sagte: komm vorbei\nLG Tom":                         "Tom",
		"Sehr geehrte Damen und Herren,\n\nich möchte mich bewerben.\n\nMit freundlichen Grüßen\nThomas Weber": "Thomas Weber",
		"Hallo Maja,\nhier ist nochmal Samira":                "Samira",
		"Sehr geehrte Frau Petersen, mein Name ist Lea Lange": "Lea Lange",
	} {
		if got := strings.Join(check.Said([]string{text}), "|"); got != want {
			t.Errorf("%q: want %q, got %q", text, want, got)
		}
	}
}
