package desk

import "sprechstunde/internal/domain"

// Proposals are templates that could be created, each once for people she says
// du to and once for those she calls Sie. All of them refer to something that
// the person has asked for or has running, which is what makes Meta count them
// as UTILITY; a general "we would like to hear from you" is MARKETING and dearer.
func (d *Desk) Proposals() []domain.TemplateInfo {
	return []domain.TemplateInfo{
		// The announcements of parked replies want nothing that is not known of
		// everybody.
		propose("antwort_liegt_vor", "Hallo, zu deiner Frage vom {{datum}} liegt eine Antwort für dich bereit. Tippe auf den Knopf, dann schicke ich sie dir.",
			"Antwort lesen"),
		propose("antwort_liegt_vor_sie", "Guten Tag, zu Ihrer Frage vom {{datum}} liegt eine Antwort für Sie bereit. Tippen Sie auf den Knopf, dann schicke ich sie Ihnen.",
			"Antwort lesen"),
		propose("termin_bestaetigung", "Hallo {{vorname}}, dein Beratungstermin ist am {{datum}} um {{uhrzeit}} Uhr. Passt das noch für dich?",
			"Ja, passt", "Lieber anders"),
		propose("termin_bestaetigung_sie", "Guten Tag {{vorname}}, Ihr Beratungstermin ist am {{datum}} um {{uhrzeit}} Uhr. Passt das noch für Sie?",
			"Ja, passt", "Lieber anders"),
		propose("unterlage_fehlt", "Hallo {{vorname}}, für deine Bewerbung fehlt noch etwas: {{unterlage}}. Du kannst es hier im Chat schicken.",
			"Schicke ich", "Ich habe eine Frage"),
		propose("unterlage_fehlt_sie", "Guten Tag {{vorname}}, für Ihre Bewerbung fehlt noch etwas: {{unterlage}}. Sie können es hier im Chat schicken.",
			"Schicke ich", "Ich habe eine Frage"),
	}
}

// exampleOf shows the reviewer what goes into a place.
var exampleOf = map[string]string{
	"vorname": "Mia", "datum": "20. November", "uhrzeit": "14:30", "unterlage": "der Lebenslauf",
}

func propose(name, body string, buttons ...string) domain.TemplateInfo {
	t := domain.TemplateInfo{Name: name, Language: "de", Category: "UTILITY", Named: true, Body: body}
	for _, label := range buttons {
		t.Buttons = append(t.Buttons, domain.TemplateButton{Type: domain.ButtonQuickReply, Text: label})
	}
	t.Examples = t.Blank()
	for i, e := range t.Examples {
		t.Examples[i].Text = exampleOf[e.Name]
	}
	return t
}
