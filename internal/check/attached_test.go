package check_test

import (
	"testing"

	"sprechstunde/internal/domain"
)

// TestForgottenAttachment: who says that a file comes along gets a hint if none
// does. What she asks for, what the person has sent, what somebody else wrote
// and what is said not to be there say nothing of the kind.
func TestForgottenAttachment(t *testing.T) {
	t.Parallel()
	wantWords(t, domain.RuleAttachment, coached(), map[string]string{
		"Im Anhang findest du das Formular.":                              "Im Anhang",
		"Das Formular ist im Anhang.":                                     "im Anhang",
		"Ich schicke es dir als Anhang.":                                  "als Anhang",
		"In der Anlage findest du die Anfahrt.":                           "der Anlage",
		"Anbei der Flyer.":                                                "Anbei",
		"Ich habe dir die Skizze angehängt.":                              "angehängt",
		"Die beigefügte Datei füllst du aus.":                             "beigefügte",
		"Die Datei ist beigefügt 🙂":                                       "beigefügt",
		"Ich hänge dir das Formular an.":                                  "hänge dir das Formular an",
		"Ich füge den Plan bei.":                                          "füge den Plan bei",
		"Ich schicke dir den Flyer mit.":                                  "schicke dir den Flyer mit",
		"Schicke dir das Formular gleich mit!":                            "Schicke dir das Formular gleich mit",
		"Ich sende euch die Anfahrtsskizze mit, dann findet ihr es.":      "sende euch die Anfahrtsskizze mit",
		"Hier ist das Formular.":                                          "Hier ist das Formular",
		"Hier kommt die PDF":                                              "Hier kommt die PDF",
		"I have attached the form.":                                       "attached",
		"Please find attached the map.":                                   "attached",
		"The form is in the attachment.":                                  "the attachment",
		"Enclosed is the map.":                                            "Enclosed",
		"Im Anhang deiner Mail war nichts.":                               "",
		"Kannst du mir das als Anhang schicken?":                          "",
		"Schick mir das bitte als Anhang.":                                "",
		"Häng bitte deinen Lebenslauf an.":                                "",
		"Hast du das Zeugnis angehängt?":                                  "",
		"Danke für das Zeugnis, das du angehängt hast.":                   "",
		"Dein Anhang lässt sich nicht öffnen.":                            "",
		"Leider ist nichts im Anhang.":                                    "",
		"Das schicke ich ohne Anhang.":                                    "",
		"Ich habe vergessen, es anzuhängen, es ist noch nicht beigefügt.": "",
		"Ich schicke dir das Formular morgen mit.":                        "",
		"Wenn du magst, schicke ich dir den Flyer mit.":                   "",
		"Du schriebst: „Im Anhang ist mein Zeugnis, schau mal“ – danke!":  "",
		"Ich nehme dich mit.":                                             "",
		"Komm mit!":                                                       "",
		"Schick deinen Lebenslauf mit.":                                   "",
		"Bring deinen Ausweis mit.":                                       "",
		"In der Anlage arbeiten 30 Menschen.":                             "",
		"Hier ist das Formular: https://ausbildung.example/formular/a":    "",
		"You will get attached to the kids.":                              "",
		"Have you attached your CV?":                                      "",
		"Please send me your CV as an attachment.":                        "",
		"No strings attached.":                                            "",
		"Ich hänge sehr an dieser Stadt.":                                 "",
		"Hallo Samira, schau mal hier.":                                   "",
	})
	with := coached()
	with.Files = true
	wantWords(t, domain.RuleAttachment, with, map[string]string{"Im Anhang findest du das Formular.": ""})
	off := coached()
	off.Coach.Off = map[domain.Rule]bool{domain.RuleAttachment: true}
	wantWords(t, domain.RuleAttachment, off, map[string]string{"Anbei der Flyer.": ""})
}
