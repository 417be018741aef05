package fakewa

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"time"
)

// Demo is the morning one can try the program with: invented people who have
// written over the last days, mostly in the evening. The times are counted
// from now, in now's zone. No name, number or address belongs to anybody.
func Demo(now time.Time) Scenario {
	st := &stage{now: now.Truncate(time.Second)}
	st.answeredBefore()
	st.overdue()
	st.lastNight()
	st.files()
	st.elsewhere()
	slices.SortStableFunc(st.history, func(a, b Inbound) int { return a.Time.Compare(b.Time) })
	return Scenario{History: st.history, Later: laterOpenings(), Done: []Person{finn, mira}}
}

// stage collects what has happened.
type stage struct {
	now     time.Time
	history []Inbound
}

// recent is the last time the clock showed hour:minute, so at most a day ago.
func (st *stage) recent(hour, minute int) time.Time {
	t := st.daysAgo(0, hour, minute)
	if t.After(st.now) {
		return st.daysAgo(1, hour, minute)
	}
	return t
}

// daysAgo is hour:minute so many calendar days before today.
func (st *stage) daysAgo(days, hour, minute int) time.Time {
	y, m, d := st.now.Date()
	return time.Date(y, m, d-days, hour, minute, 17, 0, st.now.Location())
}

// lastFriday is the evening of the latest Friday whose reply window has shut.
func (st *stage) lastFriday(hour, minute int) time.Time {
	for days := 1; ; days++ {
		t := st.daysAgo(days, hour, minute)
		if t.Weekday() == time.Friday && st.now.Sub(t) > windowLife+time.Hour {
			return t
		}
	}
}

// writes puts one message on the stage and returns its id.
func (st *stage) writes(at time.Time, in Inbound) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d", in.From.Phone+in.From.UserID, len(st.history), st.now.Unix()))
	in.ID = "wamid." + base64.StdEncoding.EncodeToString(sum[:21])
	if in.Field == fieldCalls {
		in.ID = "wacid." + base64.RawURLEncoding.EncodeToString(sum[:18])
	}
	in.Time = at
	st.history = append(st.history, in)
	return in.ID
}

// bubbles puts messages that follow each other quickly; the last is at end.
func (st *stage) bubbles(end time.Time, gap time.Duration, ins ...Inbound) {
	for i, in := range ins {
		st.writes(end.Add(-gap*time.Duration(len(ins)-1-i)), in)
	}
}

// answeredBefore are chats in which the adviser had the last word, typed on
// her phone; one of them got a reaction since, two she had put away.
func (st *stage) answeredBefore() {
	st.writes(st.daysAgo(4, 19, 12), Text(sofia, "Hallo, ich ziehe im Sommer nach Stuttgart. Gibt es euch da auch? 😊"))
	st.writes(st.daysAgo(3, 9, 21), PhoneEcho(sofia, "Hallo Sofia, ja! In Stuttgart berät dich die Kollegin vor Ort: https://beratung.example/stuttgart. Magst du mir noch sagen, welcher Beruf dich interessiert?"))

	st.writes(st.daysAgo(5, 20, 40), Text(oskar, "Moin, wann ist Bewerbungsschluss für die Pflegefachkraft-Ausbildung im Herbst?"))
	answer := st.writes(st.daysAgo(4, 9, 14), PhoneEcho(oskar, "Hallo Oskar, es gibt keinen festen Schluss, aber bis Ende März sind die Chancen am besten. Nächster Schritt: Lebenslauf und letztes Zeugnis hochladen unter https://bewerben.example/pflege."))
	st.writes(st.daysAgo(4, 18, 3), React(oskar, answer, "👍"))

	st.writes(st.daysAgo(9, 18, 26), Text(finn, "Kann ich bei euch ein Schülerpraktikum machen? 9. Klasse, 2 Wochen im Mai"))
	st.writes(st.daysAgo(8, 9, 33), PhoneEcho(finn, "Hallo Finn, sehr gern! Such dir hier eine Einrichtung in deiner Nähe aus: https://praktikum.example. Ruf dort an und sag, dass du von uns kommst."))

	st.writes(st.daysAgo(7, 21, 48), Text(mira, "Verdient man in der Ausbildung zur Erzieherin eigentlich schon was?"))
	st.writes(st.daysAgo(6, 9, 8), PhoneEcho(mira, "Hallo Mira, ja, in der praxisintegrierten Ausbildung (PIA) vom ersten Tag an. Alles dazu: https://ausbildung.example/pia"))
	st.writes(st.daysAgo(6, 13, 2), Text(mira, "oh cool, das wusste ich nicht 😍"))
	st.writes(st.daysAgo(5, 9, 17), PhoneEcho(mira, "Freut mich! Melde dich, wenn du beim Bewerben Hilfe brauchst. Viel Erfolg 🍀"))
}

// overdue are people who have waited longer than their reply window.
func (st *stage) overdue() {
	st.bubbles(st.lastFriday(21, 0), 40*time.Second,
		Text(nele, "Hallöchen 👋 ich bin Nele, 17"),
		Text(nele, "Ich überlege nach dem Abi Soziale Arbeit zu studieren oder erstmal ne Ausbildung zu machen. Könnt ihr mir da weiterhelfen?"))
	tomAt := st.daysAgo(2, 22, 2)
	st.writes(tomAt, Text(tom, "Guten Abend, wann ist denn der nächste Infotag und muss man sich da anmelden? Gruß Tom"))
	st.writes(tomAt.Add(3*time.Minute), EditedUnseen(tom))
}

// lastNight are the people who wrote while nobody was there.
func (st *stage) lastNight() {
	st.writes(st.now.Add(-23*time.Hour-20*time.Minute), Text(samira, "hallo ich bin samira, kann ich mit hauptschulabschluss in die altenpflege? meine lehrerin sagt das geht nicht 😕"))

	st.writes(st.recent(19, 5), Text(luca, "hallo ich bin Luca 👋 komme von der messe, hab euren stand gesehen. was kann man bei euch so alles machen?").
		FromPost("Jobmesse: Triff uns an Stand 14", "Soziale Berufe zum Anfassen", "https://messe.example/"))

	st.bubbles(st.recent(23, 10), 70*time.Second,
		Text(flower, "hallo"),
		Text(flower, "ich weiß nicht ob ich hier richtig bin"),
		Text(flower, "ich bin im 1. lehrjahr und werde von den anderen jeden tag fertig gemacht. ich trau mich kaum noch hin und kann gerade echt nicht mehr"),
		Text(flower, "bitte nicht anrufen, nur schreiben"))

	st.bubbles(st.recent(22, 47), 45*time.Second,
		Text(aylin, "Heyy"),
		Text(aylin, "ich hab mal ne Frage"),
		Text(aylin, "kann man die Ausbildung zur Heilerziehungspflegerin auch in Teilzeit machen?"),
		Text(aylin, "hab nämlich ne kleine Tochter (2) 👶"),
		Text(aylin, "und Kita ist nur bis 14 Uhr"))

	st.writes(st.recent(8, 10).Add(-4*time.Minute), MissedCall(kevin))
	st.writes(st.recent(8, 10), Text(kevin, "bitte Rückruf"))

	st.writes(st.daysAgo(3, 18, 31), Text(jana, "Hallo, ich finde den Link zum Bewerbungsportal nicht mehr 🙈 LG Jana"))
	st.writes(st.daysAgo(2, 9, 26), PhoneEcho(jana, "Hallo Jana, kein Problem, hier ist er: https://bewerben.example. Nimm am besten den Browser am PC, dann klappt das Hochladen leichter."))
	st.writes(st.recent(20, 40), Text(jana, "Danke!!"))
}

// files are the people who sent something other than words.
func (st *stage) files() {
	st.writes(st.recent(21, 15), Voice(mehmet, 38*time.Second))

	st.writes(st.recent(21, 50), Document(lea, "Lebenslauf_Lea.pdf", "Hier mein Lebenslauf, könnt ihr mal drüber gucken? 🙏",
		"Lebenslauf", "", "Lea Beispiel", "Musterweg 1, 00000 Musterstadt", "",
		"seit 2021  Realschule Musterstadt", "2025  Praktikum in der Kita Sonnenblume (2 Wochen)", "Hobbys: Fußball, Backen, Babysitten"))

	st.bubbles(st.recent(19, 48), 2*time.Minute,
		Image(zeynep, "ist das zeugnis so lesbar oder muss ich es nochmal einscannen?"),
		Sticker(zeynep, false))

	st.bubbles(st.recent(20, 31), time.Minute,
		Location(fatou, 50.0001, 8.0001, "Kita Regenbogen", "Beispielstraße 12, 00000 Musterstadt"),
		Text(fatou, "Die Kita ist bei mir um die Ecke. Gehört die zu euch und kann ich da Praktikum machen?"))

	st.bubbles(st.recent(18, 54), time.Minute,
		Text(paul, "Hallo, meine Mama möchte auch gerne mit jemandem sprechen, sie ist am besten nachmittags erreichbar"),
		ContactCard(paul, "Mama", "+49 15550 100099"))
}

// elsewhere are the people whose way here was a less usual one.
func (st *stage) elsewhere() {
	st.bubbles(st.recent(18, 22), 90*time.Second,
		Text(ivana, "Guten Tag, ich heiße Ivana und komme aus Serbien. Ich bin dort Krankenschwester (4 Jahre Schule)."),
		Text(ivana, "Wie kann ich mein Zeugnis in Deutschland anerkennen lassen? Deutsch habe ich B1, lerne für B2."))

	st.writes(st.recent(22, 15), Text(grace, "Hello! My German is still A2, sorry 🙈 I would like to start an apprenticeship as a nurse. Do I need a visa first, or the contract first?"))

	st.writes(st.daysAgo(2, 20, 12), Text(hannah, "Hallo, kann man hier Fragen stellen? 🙂"))
	asked := st.writes(st.daysAgo(1, 9, 30), PhoneEcho(hannah, "Hallo Hannah, schön, dass du schreibst! Worum geht es dir: Ausbildung, FSJ oder Praktikum?"))
	end := st.recent(21, 33)
	st.bubbles(end, time.Minute,
		PickRow(hannah, "thema_fsj", "FSJ / BFD", "Freiwilligendienst nach der Schule").Quoting(asked),
		Text(hannah, "Ich werde im August 18. Kann ich das FSJ auch schon mit 17 anfangen und was verdient man da?"))
}
