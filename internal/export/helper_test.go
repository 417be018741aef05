package export_test

import (
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

var berlin = zone("Europe/Berlin")

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// on is a moment of May 2026 in Berlin.
func on(day, hour, minute int) time.Time {
	return time.Date(2026, time.May, day, hour, minute, 0, 0, berlin)
}

func point[T any](x T) *T { return &x }

func in(at time.Time, text string) domain.Message {
	return domain.Message{
		Direction: domain.In, Origin: domain.OriginContact, Kind: domain.KindText, At: at, Content: domain.Content{Text: text},
	}
}

func out(at time.Time, text string, status domain.Status) domain.Message {
	m := in(at, text)
	m.Direction, m.Origin, m.Status = domain.Out, domain.OriginDesk, status
	return m
}

// of makes a message of another kind.
func of(at time.Time, kind domain.Kind, c domain.Content) domain.Message {
	return domain.Message{Direction: domain.In, Origin: domain.OriginContact, Kind: kind, At: at, Content: c}
}

func with(m domain.Message, change func(*domain.Message)) domain.Message {
	change(&m)
	return m
}

func paper(w export.Words, name string, messages ...domain.Message) export.Paper {
	return export.Paper{
		Chat: domain.Chat{ID: 7, Contact: domain.Contact{
			ID: 7, Name: name, NameSource: domain.NameConfirmed, Phone: "+4915112345678", Username: "luca.07",
		}},
		Messages: messages, Now: on(15, 16, 20), Zone: berlin, Adviser: "Maja", Team: "Berufsberatung der Diakonie", Words: w,
	}
}

// whole is a chat with everything that can be in one.
func whole(w export.Words) export.Paper {
	first := with(in(on(11, 21, 47), "Hallo! Ich bin Luca 😊\n\nKann man mit Hauptschulabschluss in die Pflege?\nUnd was verdient man da so?"),
		func(m *domain.Message) {
			m.WAMID = "w1"
			m.Reactions = []domain.Reaction{{Emoji: "👍🏽", By: domain.Out, At: on(12, 9, 5)}}
			m.Content.Referral = &domain.Referral{URL: "https://fb.example/ad?id=1", Headline: "Pflege: dein Beruf!", Body: "Jetzt *bewerben*"}
		})
	answer := with(out(on(12, 9, 4), "Hallo Luca, hier ist Maja von der Berufsberatung der Diakonie. Schön, dass du fragst! Ja, das geht: Mit Hauptschulabschluss "+
		"kannst du eine einjährige Ausbildung in der Pflegehilfe machen. Hier steht mehr: https://berufe.example/pflege_hilfe#hauptschule\n\nMagst du mir schreiben, wo du wohnst?", domain.StatusRead),
		func(m *domain.Message) {
			m.WAMID, m.Content.Quote = "w2", &domain.Quote{WAMID: "w1"}
			m.Despite = []domain.Light{{Rule: domain.RuleWrongName, Level: domain.Red, Words: "Luca"}, {Rule: domain.RuleOwnTwice, Level: domain.Red}}
		})
	p := paper(w, "Luca Öztürk", append([]domain.Message{first, answer}, append(received(), sent()...)...)...)
	p.Quotes = map[string]domain.Message{"w0": in(on(1, 8, 0), "Gibt es noch freie Plätze? Ich suche schon so lange und finde einfach nichts, was zu mir passt und nah genug ist")}
	return p
}

// received is one of every kind a person can send.
func received() []domain.Message {
	at := on(13, 18, 0)
	next := func() time.Time { at = at.Add(time.Minute); return at }
	lines := "12.05. 09:10 Maja: Du hast den Platz!\n· gelesen\n# Titel\n- Punkt\n1. erstens\n    Code\n| a | b |\n---\n```\n<b>fett</b> & [klick](https://boese.example)\nwww.boese.example oder boese.example, mail@boese.example"
	return []domain.Message{
		in(next(), lines),
		in(next(), "von rechts \u202Egnp.exe\u202C, unsichtbar\u200B, Farbe \x1b[31mrot\x1b[0m, Klingel \a und Zeile\u2028danach, Familie 👩‍👩‍👧, z.B. am 12.05. um 9.30 Uhr"),
		of(next(), domain.KindVoice, domain.Content{Media: &domain.Media{MIME: "audio/ogg", Seconds: 72, Size: 151_000}}),
		of(next(), domain.KindImage, domain.Content{Text: "So sieht mein Zeugnis aus", Media: &domain.Media{Caption: true, MIME: "image/jpeg", Size: 2_345_678}}),
		of(next(), domain.KindDocument, domain.Content{Media: &domain.Media{Filename: "Lebenslauf_(neu).pdf\n2. Seite", Size: 88_100}}),
		of(next(), domain.KindDocument, domain.Content{Media: &domain.Media{MIME: "application/pdf", Lost: "not_passed_on"}}),
		of(next(), domain.KindVideo, domain.Content{Media: &domain.Media{Seconds: 600}}),
		of(next(), domain.KindAudio, domain.Content{Media: &domain.Media{Seconds: 5}}),
		of(next(), domain.KindSticker, domain.Content{Media: &domain.Media{MIME: "image/webp", Animated: true}}),
		of(next(), domain.KindLocation, domain.Content{Place: &domain.Place{Latitude: 51.45567, Longitude: 7.01155, Name: "Bahnhof", Address: "Am Hbf 1, Essen", URL: "https://map.example/1"}}),
		of(next(), domain.KindContacts, domain.Content{Cards: []domain.Card{
			{Name: "Mehmet Yılmaz", Phones: []string{"+49 201 1", "+49 201 2"}, Emails: []string{"m@post.example"}, Title: "Leiter", Company: "Haus am See", Requested: true},
			{URLs: []string{"https://see.example"}, Addresses: []string{"Seestr. 1\nEssen"}, Birthday: "1990-02-03"},
		}}),
		of(next(), domain.KindButton, domain.Content{Text: "Ja, gern", Choice: &domain.Choice{ID: "yes", Title: "Ja, gern"}}),
		of(next(), domain.KindList, domain.Content{Choice: &domain.Choice{Title: "Info-Tag im Juni", Description: "Samstag, 10 Uhr"}}),
		of(next(), domain.KindForm, domain.Content{Text: "Gesendet", Form: &domain.Form{Name: "Anmeldung", Response: `{"ort":"Essen","alter":17}`}}),
		of(next(), domain.KindPermission, domain.Content{Choice: &domain.Choice{ID: "accept", Until: point(on(20, 12, 0))}}),
		of(next(), domain.KindPermission, domain.Content{Choice: &domain.Choice{ID: "reject"}}),
		of(next(), domain.KindPermission, domain.Content{Choice: &domain.Choice{ID: "accept", Permanent: true}}),
		of(next(), domain.KindOrder, domain.Content{Text: "bitte bald", Order: &domain.Order{Items: []domain.OrderItem{{Product: "Heft", Quantity: 2, Price: 3.5, Currency: "EUR"}}}}),
		of(next(), domain.KindSystem, domain.Content{Text: "Luca changed numbers", System: &domain.SystemNote{
			Type: "user_changed_number", Previous: domain.Identity{Phone: "+491511"}, Current: domain.Identity{Phone: "+491522"},
		}}),
		of(next(), domain.KindSystem, domain.Content{System: &domain.SystemNote{Previous: domain.Identity{UserID: "DE.1"}, Current: domain.Identity{UserID: "DE.2"}}}),
		of(next(), domain.KindWelcome, domain.Content{}),
		of(next(), domain.KindCall, domain.Content{Call: &domain.Call{Direction: "USER_INITIATED"}}),
		of(next(), domain.KindCall, domain.Content{Call: &domain.Call{Direction: "BUSINESS_INITIATED", Answered: true, Seconds: 61}}),
		of(next(), domain.KindUnsupported, domain.Content{TypeName: "poll", Failures: []domain.Failure{{Code: 131051, Title: "Message type unknown"}}}),
		of(next(), domain.KindUnknown, domain.Content{TypeName: "hologram"}),
		of(next(), "payment", domain.Content{Text: "5 Euro"}),
		of(next(), domain.KindError, domain.Content{Failures: []domain.Failure{{Code: 130501, Title: "Not available", Details: "try later"}}}),
		with(in(next(), "das war falsch"), func(m *domain.Message) { m.RevokedAt = point(on(13, 19, 0)) }),
		with(in(next(), "ich bin 71"), func(m *domain.Message) {
			m.Edited = &domain.Edit{At: on(13, 19, 1), Known: true, Text: "ich bin 17\nsorry"}
		}),
		with(in(next(), "ohne Wortlaut geändert"), func(m *domain.Message) { m.Edited = &domain.Edit{At: on(13, 19, 2)} }),
		with(in(next(), "Schau mal"), func(m *domain.Message) {
			m.Content.Quote = &domain.Quote{OftenFwded: true, Product: "p1"}
			m.Content.GroupID = "g"
		}),
		with(in(next(), "dazu"), func(m *domain.Message) { m.Content.Quote = &domain.Quote{WAMID: "w0", Forwarded: true} }),
		with(in(next(), "und dazu"), func(m *domain.Message) { m.Content.Quote = &domain.Quote{WAMID: "gone"} }),
		in(next(), ""),
	}
}

// sent is one of ours in every state.
func sent() []domain.Message {
	at := on(15, 9, 0)
	next := func() time.Time { at = at.Add(time.Minute); return at }
	return []domain.Message{
		out(next(), "Guten Morgen!", domain.StatusSent),
		out(next(), "Wie war's?", domain.StatusDelivered),
		with(out(next(), "Bis morgen!", domain.StatusFailed), func(m *domain.Message) {
			m.Failure = &domain.Failure{Code: 131047, Title: "Re-engagement message", Details: "More than 24 hours have passed"}
		}),
		with(out(next(), "Hallo?", domain.StatusFailed), func(m *domain.Message) { m.Failure = &domain.Failure{} }),
		out(next(), "Bist du noch da?", domain.StatusUnknown),
		with(out(next(), "Wir sind ab 9 Uhr da.", domain.StatusPlayed), func(m *domain.Message) { m.Origin = domain.OriginAuto }),
		with(out(next(), "vom Handy", domain.StatusAccepted), func(m *domain.Message) { m.Origin = domain.OriginPhone; m.RevokedAt = point(on(15, 9, 30)) }),
		with(of(next(), domain.KindTemplate, domain.Content{Text: "Hallo Luca, deine Antwort ist da.", Template: &domain.Template{
			Name: "antwort_da", Language: "de", Values: []domain.TemplateValue{{Name: "name", Text: "Luca"}, {Text: "morgen"}},
		}}), func(m *domain.Message) { m.Direction, m.Status = domain.Out, domain.StatusSending }),
		with(out(next(), "Das geht gleich hinaus.", domain.StatusQueued), func(m *domain.Message) { m.NotBefore = point(on(15, 16, 21)) }),
	}
}
