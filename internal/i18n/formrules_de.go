package i18n

import "sprechstunde/internal/domain"

var formRulesDE = map[domain.FormRule]string{
	domain.FormName:      "der Name darf nur Kleinbuchstaben ohne Umlaute, Ziffern und Unterstriche haben.",
	domain.FormLanguage:  "die Sprache fehlt.",
	domain.FormCategory:  "die Kategorie muss UTILITY oder MARKETING sein.",
	domain.FormBody:      "der Text ist leer oder hat mehr als 1024 Zeichen.",
	domain.FormHeader:    "die Kopfzeile darf höchstens 60 Zeichen, eine Zeile und einen Platzhalter haben.",
	domain.FormFooter:    "die Fußzeile darf höchstens 60 Zeichen, eine Zeile und keinen Platzhalter haben.",
	domain.FormButtons:   "höchstens zehn Knöpfe, und Antwortknöpfe stehen beieinander.",
	domain.FormButton:    "ein Knopf braucht eine Aufschrift mit höchstens 25 Zeichen, ein Link eine feste Adresse.",
	domain.FormPlaceEdge: "ein Platzhalter darf nicht ganz am Anfang oder Ende stehen (%s).",
	domain.FormPlaceNext: "zwei Platzhalter dürfen nicht direkt nebeneinanderstehen (%s).",
	domain.FormPlaceMany: "es sind zu viele Platzhalter für so wenig Text.",
	domain.FormPlaceName: "Platzhalter heißen entweder alle {{1}}, {{2}} … oder haben alle Namen aus Kleinbuchstaben (%s).",
	domain.FormExample:   "ein Platzhalter braucht ein Beispiel (%s).",
	domain.FormValues:    "die Angaben passen nicht zu den Platzhaltern. Rufe die Vorlagen neu ab.",
	domain.FormValue:     "eine Angabe ist leer oder hat einen Zeilenumbruch oder viele Leerzeichen (%s).",
	domain.FormLength:    "ausgefüllt ist der Text zu lang.",
	domain.FormFilling:   "sie verlangt mehr als Text (ein Bild, einen eigenen Link oder einen Code); das kann das Programm nicht ausfüllen.",
}
