package auto

// StopText confirms a stop word. It says what stops and what does not: who
// writes still gets an answer, from a person.
func StopText(lang string) string {
	if lang == "de" {
		return "Alles klar: Von hier kommen keine automatischen Nachrichten mehr. Wenn du schreibst, antwortet dir weiterhin ein Mensch. " +
			"Mit dem Wort START nimmst du das zurück. (Diese Bestätigung kommt automatisch.)"
	}
	return "All right: no more automatic messages will come from here. If you write, a person will still answer you. " +
		"With the word START you take this back. (This confirmation is automatic.)"
}

func noticeLine(lang string) string {
	if lang == "de" {
		return "So gehen wir mit deinen Daten um: "
	}
	return "How we treat your data: "
}
