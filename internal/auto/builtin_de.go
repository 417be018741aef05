package auto

import "sprechstunde/internal/domain"

// BuiltIn are the texts for whoever has written none. They speak of the adviser
// in the third person: a machine must not pretend to be her. They apologise for
// nothing, and they read well with every value but the next slot missing.
func BuiltIn(lang string) Texts {
	if lang == "de" {
		return german
	}
	return english
}

const (
	deIntro = `Automatische Antwort: Deine Nachricht ist da. `
	deTap   = ` Du musst nicht noch einmal schreiben. Kommt dann zuerst eine kurze Nachricht mit einem Knopf, tippe darauf, und die Antwort ist da.`
)

var german = Texts{
	domain.AutoGreeting: `Hallo, schön, dass du schreibst! Das ist der Chat von {{ ich | sonst: "unserem Team" }}{% wenn team %} ({{ team }}){% ende %}. ` +
		`Diese Begrüßung kommt automatisch, deine Antwort schreibt dir ein Mensch. Zeugnisse oder andere persönliche Unterlagen brauchst du hier nicht zu schicken.` +
		`{% wenn link %} So gehen wir mit deinen Daten um: {{ link }}{% ende %}`,
	domain.AutoToday:   deIntro + `{{ ich | sonst: "Das Team" }} liest sie {{ naechstes_fenster }} und antwortet dir dann.`,
	domain.AutoEvening: deIntro + `{{ ich | sonst: "Das Team" }} ist {{ naechstes_fenster }} wieder im Chat und antwortet dir dann.`,
	domain.AutoWeekend: deIntro + `Am Wochenende ruht der Chat; {{ ich | sonst: "das Team" }} antwortet dir {{ naechstes_fenster }}.` + deTap,
	domain.AutoHoliday: deIntro + `Über die freien Tage ruht der Chat; {{ ich | sonst: "das Team" }} antwortet dir {{ naechstes_fenster }}.` + deTap,
	domain.AutoAbsence: deIntro + `{{ ich | sonst: "Das Team" }} ist gerade nicht im Dienst` +
		`{% wenn zurueck %} und ab {{ zurueck }} wieder für dich da{% ende %}.{% wenn vertretung %} Die Vertretung bis dahin hat {{ vertretung }}.{% ende %}` + deTap,
	domain.AutoCall: `Automatische Antwort: Anrufe kann hier niemand annehmen, damit alle gleich an die Reihe kommen. ` +
		`Schreib deine Frage einfach, oder schick eine Sprachnachricht.{% wenn naechstes_fenster %} {{ ich | sonst: "Das Team" }} liest sie {{ naechstes_fenster }}.{% ende %}`,
}
