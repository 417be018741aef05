package auto

import "sprechstunde/internal/domain"

const (
	enIntro = `Automatic reply: your message has arrived. `
	enTap   = ` There is no need to write again. If a short message with a button comes first, tap it and the answer is there.`
)

var english = Texts{
	domain.AutoGreeting: `Hello, good to hear from you! This is the chat of {{ me.name | default: "our team" }}{% if me.team %} ({{ me.team }}){% endif %}. ` +
		`This greeting is automatic; a person will write your answer. There is no need to send certificates or other personal papers here.` +
		`{% if link %} How we treat your data: {{ link }}{% endif %}`,
	domain.AutoToday:   enIntro + `{{ me.name | default: "The team" }} will read it {{ slot.next }} and answer you then.`,
	domain.AutoEvening: enIntro + `{{ me.name | default: "The team" }} is back in the chat {{ slot.next }} and will answer you then.`,
	domain.AutoWeekend: enIntro + `The chat rests over the weekend; {{ me.name | default: "the team" }} will answer you {{ slot.next }}.` + enTap,
	domain.AutoHoliday: enIntro + `The chat rests over the days off; {{ me.name | default: "the team" }} will answer you {{ slot.next }}.` + enTap,
	domain.AutoAbsence: enIntro + `{{ me.name | default: "The team" }} is not on duty` +
		`{% if absence.back %} and will be back on {{ absence.back }}{% endif %}.{% if absence.deputy %} Until then {{ absence.deputy }} stands in.{% endif %}` + enTap,
	domain.AutoCall: `Automatic reply: nobody can take calls here, so that everybody gets their turn. ` +
		`Just write your question as a message, or speak it as a voice note.{% if slot.next %} {{ me.name | default: "The team" }} will read it {{ slot.next }}.{% endif %}`,
}
