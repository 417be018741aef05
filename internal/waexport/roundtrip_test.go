package waexport_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
	"sprechstunde/internal/waexport"

	"github.com/google/go-cmp/cmp"
)

// varied makes chats in which everything occurs.
type varied struct {
	*rand.Rand
	zone *time.Location
}

var personNames = []string{
	"Luca", "Anna: die Erste", "a: b: c", "11.05.26, 10:00 - x: y", "[11.05.26, 10:00:00] z: w", "", "Maja", "~ Luca", "מיכל: א", "محمد", "Dr. Meier - Praxis", "😊 Emma", "Name:ohne", "x:", "(Datei angehängt)",
}

var variedTexts = []string{
	"Hallo", "eins\nzwei\n\ndrei", "\nvorn leer", "hinten leer\n\n", " vorn", "hinten ", "😀👩‍👩‍👧", "مرحبا \u200fكيف: حالك", "שלום: עולם", "Luca: hallo", "Maja: nein: doch",
	"11.05.26, 21:47 - Maja: Du hast den Platz!", "ja\n11.05.26, 21:47 - Maja: Du hast den Platz!\nnoch was", "ja\n[11.05.26, 21:47:00] Maja: nein",
	"ja\n\u200e[11/05/2026, 21:47:00] Maja: nein", "x\n5/11/26, 9:47 PM - Maja: no", "y\n2026-05-11, 21:47 - z: a", "<Medien ausgeschlossen>", "<Media omitted>",
	"Bild weggelassen", "\u200eBild weggelassen", "schau\n\u200eBild weggelassen", "image omitted", "CV.pdf • \u200e3 Seiten \u200eDokument weggelassen", "Diese Nachricht wurde gelöscht.",
	"You deleted this message", "null", "Standort: https://maps.google.com/?q=1,2", "Verpasster Sprachanruf", "Sprachanruf", "Missed voice call, Tap to call back",
	"x.pdf (Datei angehängt)", "x.pdf (file attached)\nund mehr", "<Anhang: x.pdf>", "\u200e<attached: x.pdf>", "gut <Diese Nachricht wurde bearbeitet.>", "good <This message was edited>",
	"\u2060schon davor", "\u2060\u206011.05.26, 21:47 - b: c", "danach\u2060", "a\n\u2060", "Live-Standort wird geteilt.", "\u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.", "12.05. um 9:30", "- Punkt\n- Punkt", "tab\there",
}

func (v varied) text() string { return variedTexts[v.IntN(len(variedTexts))] }

// caption is at times none.
func (v varied) caption() string {
	if v.IntN(2) == 0 {
		return ""
	}
	return v.text()
}

func (v varied) media(kind domain.Kind, name string) (domain.Kind, domain.Content) {
	c := domain.Content{Text: v.caption(), Media: &domain.Media{ID: fmt.Sprint(v.Uint64()), Filename: name}}
	c.Media.Caption = c.Text != ""
	return kind, c
}

func (v varied) content() (domain.Kind, domain.Content) {
	switch v.IntN(16) {
	case 0:
		return v.media(domain.KindImage, "")
	case 1:
		return v.media(domain.KindVideo, "")
	case 2:
		return v.media(domain.KindVoice, "")
	case 3:
		return v.media(domain.KindDocument, "Mein Lebenslauf (neu).pdf")
	case 4:
		return v.media(domain.KindSticker, "")
	case 5:
		return domain.KindLocation, domain.Content{Place: &domain.Place{Latitude: v.Float64()*180 - 90, Longitude: v.Float64()*360 - 180}}
	case 6:
		return domain.KindCall, domain.Content{Call: &domain.Call{Answered: v.IntN(2) == 0}}
	case 7:
		return domain.KindButton, domain.Content{Choice: &domain.Choice{Title: v.text()}}
	case 8:
		return domain.KindContacts, domain.Content{Cards: []domain.Card{{Name: "Mehmet: Yılmaz", Phones: []string{"+49 201 1"}}}}
	case 9:
		return domain.KindSystem, domain.Content{System: &domain.SystemNote{Type: "user_changed_number", Previous: domain.Identity{Phone: "+491"}, Current: domain.Identity{Phone: "+492"}}}
	default:
		return domain.KindText, domain.Content{Text: v.text()}
	}
}

func (v varied) chat(n int) export.Paper {
	p := export.Paper{Zone: v.zone, Adviser: "Maja", Words: export.German(), Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	p.Chat.Contact = domain.Contact{Name: personNames[n%len(personNames)], Phone: "+4915112345678"}
	at := time.Date(2025, 1, 1, 7, 0, 0, 0, v.zone).AddDate(0, 0, v.IntN(200))
	for range 5 + v.IntN(60) {
		at = at.Add(time.Duration(v.Int64N(int64([]time.Duration{time.Second, time.Minute, 40 * time.Hour}[v.IntN(3)]))))
		m := domain.Message{Direction: domain.In, At: at.Truncate(time.Second)}
		if v.IntN(2) == 0 {
			m.Direction, m.Status = domain.Out, domain.StatusRead
			if v.IntN(20) == 0 {
				m.Status = domain.StatusFailed
			}
		}
		m.Kind, m.Content = v.content()
		switch v.IntN(20) {
		case 0:
			if m.Kind != domain.KindSystem {
				m.RevokedAt = &m.At
			}
		case 1:
			if m.Kind == domain.KindText {
				m.Edited = &domain.Edit{Known: true, Text: v.text()}
			}
		}
		p.Messages = append(p.Messages, m)
	}
	return p
}

// held is what a form can hold of a message, as one line. What it cannot is said
// here and in docs/exports.md.
func held(m *domain.Message, f export.Form, enclosed bool, zone *time.Location) string {
	ios := f == export.IOSDE || f == export.IOSEN
	layout := "2006-01-02 15:04" // Android writes no seconds
	if ios {
		layout += ":05"
	}
	kind, text := m.Kind, m.Content.Text
	if m.Edited != nil {
		text = m.Edited.Text
	}
	edited, file := m.Edited != nil, ""
	switch {
	case m.RevokedAt != nil:
		return m.At.In(zone).Format(layout) + "|deleted"
	case m.Kind == domain.KindSystem:
		return m.At.In(zone).Format(layout) + "|system" // the words are ours
	case m.Content.Media != nil:
		file = "left"
		switch {
		case enclosed:
			file = "file"
		case !ios:
			kind = domain.KindDocument // one mark for all
		}
	case m.Kind == domain.KindButton:
		kind, text = domain.KindText, m.Content.Choice.Title
	case m.Kind == domain.KindContacts:
		text = "" // what stands in a card is a text below the mark
		if !ios {
			kind = domain.KindDocument
		}
		if !enclosed {
			file = "left"
		}
	}
	place := ""
	if p := m.Content.Place; p != nil {
		place = fmt.Sprint(p.Latitude, ",", p.Longitude)
	}
	answered := m.Content.Call != nil && m.Content.Call.Answered
	return fmt.Sprintf("%s|%s|%q|%s|%s|%v|%v", m.At.In(zone).Format(layout), kind, text, file, place, answered, edited)
}

// got is the same line of a message that was read.
func got(m waexport.Message, f export.Form, cards bool, zone *time.Location) string {
	d := domain.Message{At: m.At, Kind: m.Kind, Content: m.Content}
	if m.Deleted {
		d.RevokedAt = &m.At
	}
	if m.Edited {
		d.Edited = &domain.Edit{Text: m.Content.Text}
	}
	line := held(&d, f, m.File != "", zone)
	if cards { // its text is ours
		line = held(&domain.Message{At: m.At, Kind: domain.KindContacts, Content: domain.Content{Cards: []domain.Card{{}}}}, f, false, zone)
		if m.Kind != domain.KindContacts && m.Kind != domain.KindDocument {
			line = "no card: " + string(m.Kind)
		}
	}
	return line
}

func beside(m *domain.Message) string {
	begin := map[domain.Kind]string{domain.KindImage: "IMG-1.jpg", domain.KindVideo: "VID-1.mp4", domain.KindVoice: "PTT-1.opus", domain.KindSticker: "STK-1.webp", domain.KindDocument: "Mein Lebenslauf (neu).pdf"}
	return begin[m.Kind]
}

// said is a message as another reader has to find it; Text is nil where a mark of
// the form stands.
type said struct {
	Author *string `json:"author"`
	Text   *string `json:"text"`
}

// TestWriteChats writes the chats of the round trip for scripts/foreign-reader,
// with what another reader has to find in them.
func TestWriteChats(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("SPRECHSTUNDE_CHATS")
	if dir == "" {
		t.Skip("scripts/foreign-reader says where to")
	}
	for n := range roundTrips {
		p := varied{rand.New(rand.NewPCG(7, uint64(n))), berlin(t)}.chat(n)
		for _, f := range export.Forms() {
			var b bytes.Buffer
			if err := export.WhatsApp(&b, p, f, nil); err != nil {
				t.Fatal(err)
			}
			want, err := json.Marshal(expected(p))
			if err != nil {
				t.Fatal(err)
			}
			for end, data := range map[string][]byte{".txt": b.Bytes(), ".json": want} {
				if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d-%s%s", n, f, end)), data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func expected(p export.Paper) []said {
	list := []said{}
	person := personIn(p)
	for _, m := range p.Messages {
		if !export.InWhatsApp(&m) {
			continue
		}
		who, text := person, m.Content.Text
		if m.Direction == domain.Out {
			who = "Maja"
		}
		one := said{Author: &who}
		switch {
		case m.Kind == domain.KindSystem:
			one.Author = nil
		case m.RevokedAt != nil || m.Edited != nil:
		case m.Kind == domain.KindText:
			one.Text = &text
		case m.Kind == domain.KindButton:
			one.Text = &m.Content.Choice.Title
		}
		list = append(list, one)
	}
	return list
}

// personIn is what the person of a chat is called in its file.
func personIn(p export.Paper) string {
	switch name := p.Chat.Contact.Name; name {
	case "":
		return "+4915112345678"
	case "Maja":
		return "Maja (Person)"
	default:
		return name
	}
}

const roundTrips = 200

// TestRoundTrip writes 200 chats in four forms, with and without files, and reads
// them again.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	zone := berlin(t)
	messages := 0
	for n := range roundTrips {
		p := varied{rand.New(rand.NewPCG(7, uint64(n))), zone}.chat(n)
		person := personIn(p)
		for _, f := range export.Forms() {
			for _, enclosed := range []export.Enclosed{nil, beside} {
				messages += roundTrip(t, p, f, enclosed, person, zone)
				if t.Failed() {
					t.Fatalf("chat %d, %s", n, f)
				}
			}
		}
	}
	t.Logf("%d chats, %d messages written and read", roundTrips, messages)
	if messages < roundTrips*8*20 {
		t.Error("that is not much")
	}
}

func roundTrip(t *testing.T, p export.Paper, f export.Form, enclosed export.Enclosed, person string, zone *time.Location) int {
	t.Helper()
	var b bytes.Buffer
	if err := export.WhatsApp(&b, p, f, enclosed); err != nil {
		t.Fatal(err)
	}
	chat, ok := waexport.Read(b.Bytes(), waexport.Options{Zone: zone, Dates: waexport.DatesDMY})
	var wrote []domain.Message
	for _, m := range p.Messages {
		if export.InWhatsApp(&m) {
			wrote = append(wrote, m)
		}
	}
	if ok != (len(wrote) > 0) || len(chat.Messages) != len(wrote) || chat.Odd != 0 {
		t.Errorf("%d messages, want %d; %d odd\n%s", len(chat.Messages), len(wrote), chat.Odd, b.String())
		return 0
	}
	for i, m := range chat.Messages {
		w := &wrote[i]
		author := map[domain.Direction]string{domain.In: person, domain.Out: "Maja"}[w.Direction]
		if w.Kind == domain.KindSystem && w.RevokedAt == nil {
			author = ""
		}
		cards := w.Kind == domain.KindContacts && w.RevokedAt == nil
		want, have := held(w, f, enclosed != nil && beside(w) != "", zone), got(m, f, cards, zone)
		if diff := cmp.Diff(want+"|"+strings.TrimSpace(author), have+"|"+m.Author); diff != "" {
			t.Errorf("message %d: %s\n%s", i, diff, b.String())
			return 0
		}
	}
	return len(wrote)
}
