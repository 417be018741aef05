package domain

import (
	"slices"
	"strings"
	"sync"
)

// Wish is what a person says about what they are sent unasked.
type Wish string

// The wishes.
const (
	WishNone  Wish = ""
	WishStop  Wish = "stop"  // no more automatic texts, announcements or news
	WishStart Wish = "start" // they are welcome again
)

// WishOf reports whether a message is a stop word or the word that takes it
// back, alone in the message or on a button: "Stopp!", "bitte abmelden". In the
// middle of a sentence such a word says something else, and with a question mark
// it asks.
func WishOf(m Message) Wish {
	if m.Direction == Out {
		return WishNone
	}
	text := m.Content.Text
	if m.Kind == KindButton && m.Content.Choice != nil && m.Content.Choice.Title != "" {
		text = m.Content.Choice.Title
	}
	if m.Kind != KindText && m.Kind != KindButton {
		return WishNone
	}
	return wishIn(text)
}

// WishInNotice is what WhatsApp tells of a person's own switch for news.
func WishInNotice(n Notice) Wish {
	switch {
	case n.Kind != NoticePreference:
		return WishNone
	case n.Event == "stop":
		return WishStop
	case n.Event == "resume", n.Event == "signup":
		return WishStart
	}
	return WishNone
}

// maxWish is more bytes than a stop word with all its politeness has.
const maxWish = 120

func wishIn(text string) Wish {
	if len(text) > maxWish || strings.ContainsAny(text, "?？❓❔") {
		return WishNone
	}
	said := slices.DeleteFunc(spoken(text), func(word string) bool { return strings.Contains(politeWords, " "+word+" ") })
	return wishWords()[strings.Join(slices.Compact(said), " ")]
}

const politeWords = " bitte please danke thanks lg hallo hi ok okay "

var wishWords = sync.OnceValue(func() map[string]Wish {
	known := map[string]Wish{}
	for line := range strings.Lines(stopWords) {
		known[strings.TrimSpace(line)] = WishStop
	}
	for word := range strings.FieldsSeq(startWords) {
		known[word] = WishStart
	}
	delete(known, "")
	return known
})

// The words that the trade has agreed on, in the languages of those who write
// here, and what stands on WhatsApp's own buttons. "Ende" and "cancel" are not
// among them: they are said about appointments.
const (
	stopWords = `stop
stopp
stoppen
stop all
stopall
stop promotions
stop messages
stop nachrichten
stopp nachrichten
abmelden
abmeldung
abbestellen
austragen
unsubscribe
unsub
opt out
optout
keine nachrichten
keine nachrichten mehr
keine automatischen nachrichten
keine automatischen nachrichten mehr
keine werbung
keine werbung mehr
no more messages
arrêt
arrêter
desabonner
désabonner
стоп
відписатися
отписаться
توقف
إيقاف`
	startWords = "start starten unstop resume"
)
