package tui_test

import (
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// monday is the fixed moment of all tests: a Monday morning in Berlin.
var monday = time.Date(2026, 11, 23, 8, 12, 0, 0, time.UTC)

func berlin() *time.Location {
	// A fixed offset keeps the golden screens independent of the machine's zone files.
	return time.FixedZone("Europe/Berlin", 3600)
}

// person starts a chat and returns its place.
func (d *fakeDesk) person(name string, src domain.NameSource, phone string) int64 {
	id := int64(len(d.chats) + 1)
	d.chats = append(d.chats, domain.Chat{ID: id, Contact: domain.Contact{ID: id, Name: name, NameSource: src, Phone: phone}, State: domain.ChatWaiting, FirstContact: true})
	return id
}

// wrote adds a message of the person.
func (d *fakeDesk) wrote(id int64, ago time.Duration, kind domain.Kind, c domain.Content) *domain.Message {
	d.nextID++
	at := monday.Add(-ago)
	d.threads[id] = append(d.threads[id], domain.Message{
		ID: d.nextID, ChatID: id, WAMID: fmt.Sprintf("wamid.%d", d.nextID), Direction: domain.In, Origin: domain.OriginContact, Kind: kind, Content: c, At: at,
	})
	ch := d.chat(id)
	if ch.State != domain.ChatWaiting || ch.WaitingSince.IsZero() {
		ch.WaitingSince = at
	}
	ch.State, ch.LastText, ch.LastKind, ch.LastFrom, ch.LastAt, ch.LastInAt = domain.ChatWaiting, c.Text, kind, domain.In, at, at
	ch.Unread++
	return &d.threads[id][len(d.threads[id])-1]
}

// answered adds a message of ours.
func (d *fakeDesk) answered(id int64, ago time.Duration, text string, st domain.Status) *domain.Message {
	d.nextID++
	at := monday.Add(-ago)
	d.threads[id] = append(d.threads[id], domain.Message{
		ID: d.nextID, ChatID: id, WAMID: fmt.Sprintf("wamid.%d", d.nextID), UUID: fmt.Sprintf("uuid-%d", d.nextID), Direction: domain.Out,
		Origin: domain.OriginDesk, Kind: domain.KindText, Content: domain.Content{Text: text}, At: at, Status: st,
	})
	ch := d.chat(id)
	ch.State, ch.LastText, ch.LastKind, ch.LastFrom, ch.LastAt, ch.LastStatus, ch.Unread, ch.FirstContact = domain.ChatOpen, text, domain.KindText, domain.Out, at, st, 0, false
	return &d.threads[id][len(d.threads[id])-1]
}

func text(s string) domain.Content { return domain.Content{Text: s} }

// morning fills the desk with the people of an ordinary Monday.
func (d *fakeDesk) morning() {
	const h = time.Hour
	samira := d.person("Samira", domain.NameSaid, "+4915123454711")
	d.wrote(samira, 23*h+50*time.Minute, domain.KindText, text("hallo ich bin samira, kann ich mit hauptschulabschluss in die altenpflege?"))
	d.wrote(samira, 23*h+49*time.Minute, domain.KindText, text("und muss ich dafür *schon 18* sein? 🌸"))

	luca := d.person("Luca 👨‍👩‍👧", domain.NameProfile, "+4917012345678")
	d.wrote(luca, 14*h, domain.KindText, text("Guten Abend! Wir haben uns auf der Messe in Köln gesehen, Sie meinten ich soll mich mal melden :)"))
	d.wrote(luca, 14*h-time.Minute, domain.KindVoice, domain.Content{Media: &domain.Media{MIME: "audio/ogg", Seconds: 47, Size: 96_400}})
	d.wrote(luca, 14*h-2*time.Minute, domain.KindDocument, domain.Content{Text: "mein lebenslauf", Media: &domain.Media{Filename: "Lebenslauf_Luca_Müller-Lüdenscheidt.pdf", Size: 1_318_000, Caption: true}})

	aylin := d.person("Aylin Yıldız", domain.NameConfirmed, "+4915799887766")
	d.wrote(aylin, 70*h, domain.KindText, text("Hallo, ich suche eine Ausbildung als Erzieherin ab Sommer."))
	d.answered(aylin, 69*h, "Hallo Aylin, hier ist Maja von der Berufsberatung. Schön, dass du schreibst! Schau mal hier: https://example.org/erzieherin – was hast du bisher für einen Abschluss?", domain.StatusRead)
	w := d.wrote(aylin, 11*h, domain.KindText, text("Realschule, Note 2,4"))
	w.Content.Quote = &domain.Quote{WAMID: fmt.Sprintf("wamid.%d", d.nextID-1)}
	w.Reactions = []domain.Reaction{{Emoji: "❤️", By: domain.Out, At: monday}}
	d.wrote(aylin, 11*h-30*time.Second, domain.KindLocation, domain.Content{Place: &domain.Place{Latitude: 51.2277, Longitude: 6.7735, Name: "Düsseldorf Hbf", Address: "Konrad-Adenauer-Platz 14, 40210 Düsseldorf"}})

	nele := d.person("Nele", domain.NameProfile, "+4916044556677")
	d.wrote(nele, 60*h, domain.KindText, text("Kann man bei euch auch ein FSJ machen? Ich weiß gerade nicht weiter und meine Eltern machen so viel Druck …"))

	tom := d.person("", domain.NameUnknown, "")
	d.chat(tom).Contact.UserID, d.chat(tom).Contact.Username = "DE.1349abc", "tom.k"
	d.wrote(tom, 9*h, domain.KindImage, domain.Content{Text: "ist das zeugnis so ok?", Media: &domain.Media{MIME: "image/jpeg", Size: 384_000, Caption: true}})
	d.wrote(tom, 9*h-time.Minute, domain.KindContacts, domain.Content{Cards: []domain.Card{{Name: "Frau Öztürk", Company: "Altenheim St. Anna", Phones: []string{"+49 211 987654"}}}})

	mia := d.person("Mia", domain.NameProfile, "+4915111122233")
	d.wrote(mia, 5*h, domain.KindButton, domain.Content{Text: "Ja, gerne", Choice: &domain.Choice{Title: "Ja, gerne"}})
	d.wrote(mia, 5*h-time.Minute, domain.KindUnsupported, domain.Content{TypeName: "poll"})
	r := d.wrote(mia, 5*h-2*time.Minute, domain.KindText, text("gelöscht"))
	at := monday.Add(-4 * h)
	r.RevokedAt = &at

	jonas := d.person("Jonas", domain.NameConfirmed, "+4915255566677")
	d.wrote(jonas, 30*h, domain.KindText, text("Wann kann ich mich bewerben?"))
	f := d.answered(jonas, 3*h, "Hallo Jonas, du kannst dich ab sofort bewerben.", domain.StatusFailed)
	f.Failure = &domain.Failure{Code: 131047, Title: "Re-engagement message"}
	d.chat(jonas).Failed, d.chat(jonas).State, d.chat(jonas).WaitingSince = true, domain.ChatWaiting, monday.Add(-30*h)

	emre := d.person("Emre", domain.NameSaid, "+4915733344455")
	d.wrote(emre, 20*h, domain.KindText, text("Danke für die Infos!!"))
	d.answered(emre, 2*h, "Gern, Emre. Melde dich, wenn du den Vertrag hast.", domain.StatusUnknown)
	d.chat(emre).Failed = true

	for i, n := range []string{"Lina", "Paul", "Zoé", "Mehmet", "Anna-Lena von der Ostsee und den sieben Bergen"} {
		id := d.person(n, domain.NameProfile, fmt.Sprintf("+49176000%05d", i))
		d.wrote(id, time.Duration(30+i)*time.Minute, domain.KindText, text("Hallo, ich hätte eine Frage zur Ausbildung."))
	}
	for i, n := range []string{"Sofia", "Finn"} {
		id := d.person(n, domain.NameConfirmed, fmt.Sprintf("+49177000%05d", i))
		d.wrote(id, 50*h, domain.KindText, text("Frage"))
		d.answered(id, time.Duration(26+i)*h, "Antwort mit einem Link: https://example.org", domain.StatusDelivered)
	}
	done := d.person("Ole", domain.NameConfirmed, "+4917799999999")
	d.wrote(done, 90*h, domain.KindText, text("Danke, ich habe die Stelle!"))
	d.chat(done).State, d.chat(done).Unread = domain.ChatDone, 0
}
