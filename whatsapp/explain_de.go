package whatsapp

var adviceDE = map[topic]Advice{
	topicToken: {
		Reason: "WhatsApp lässt uns nicht mehr hinein: Der Zugangsschlüssel ist abgelaufen oder ungültig.",
		Action: "Trag einen neuen Zugangsschlüssel in die Einstellungen ein. Bis dahin bleibt alles in der Warteschlange, nichts geht verloren.",
	},
	topicPermission: {
		Reason: "Dem Zugangsschlüssel fehlt das Recht, Nachrichten zu senden.",
		Action: "Gib dem Systemnutzer bei Meta die Rechte für WhatsApp-Nachrichten und das WhatsApp-Konto. Bis dahin wartet alles, was du sendest.",
	},
	topicService: {
		Reason: "WhatsApp hat gerade eine Störung oder wird gewartet.",
		Action: "Du musst nichts tun: Die Nachricht ist nicht hinausgegangen und wird später von selbst gesendet.",
	},
	topicThroughput: {
		Reason: "Wir haben in kurzer Zeit zu viel auf einmal an WhatsApp geschickt.",
		Action: "Du musst nichts tun: Nach einer kurzen Pause geht es von selbst weiter.",
	},
	topicNumberGone: {
		Reason: "WhatsApp kennt die eingetragene Kennung unserer Telefonnummer nicht.",
		Action: "Prüf in den Einstellungen, ob die Kennung der Nummer stimmt und ob der Zugangsschlüssel zu diesem Konto gehört.",
	},
	topicUnregistered: {
		Reason: "Unsere Nummer ist bei WhatsApp nicht oder nicht mehr angemeldet.",
		Action: "Melde die Nummer im WhatsApp-Manager von Meta neu an. Bis dahin wartet alles, was du sendest.",
	},
	topicDisplayName: {
		Reason: "Der Anzeigename unserer Nummer ist noch nicht freigegeben.",
		Action: "Schau im WhatsApp-Manager von Meta nach dem Stand der Freigabe. Bis dahin wartet alles, was du sendest.",
	},
	topicLocked: {
		Reason: "Meta hat unser Konto gesperrt oder eingeschränkt.",
		Action: "Öffne den WhatsApp-Manager von Meta: Dort steht der Grund, und dort kannst du eine Überprüfung verlangen. Dringende Antworten gib bis dahin am Telefon oder per E-Mail.",
	},
	topicCountry: {
		Reason: "WhatsApp erlaubt uns nicht, in das Land dieser Person zu schreiben.",
		Action: "Melde dich auf einem anderen Weg, am Telefon oder per E-Mail. Das Senden ist angehalten, bis du es geprüft hast.",
	},
	topicSpam: {
		Reason: "WhatsApp bremst uns, weil Menschen unsere Nachrichten gemeldet oder uns blockiert haben.",
		Action: "Sende einige Stunden nichts und schau im WhatsApp-Manager von Meta nach der Bewertung unserer Nummer.",
	},
	topicPayment: {
		Reason: "Bei Meta fehlt eine gültige Zahlungsart, oder eine Zahlung hat nicht geklappt.",
		Action: "Hinterlege im WhatsApp-Manager von Meta eine Zahlungsart. Bis dahin wartet alles, was du sendest.",
	},
	topicParameter: {
		Reason: "WhatsApp konnte mit der Nachricht so nichts anfangen; vielleicht ist sie zu lang, oder das Ziel gibt es nicht mehr.",
		Action: "Kürze oder ändere die Nachricht und sende sie noch einmal. Hilft das nicht, gib die Einzelheiten an die Technik weiter.",
	},
	topicPair: {
		Reason: "Du hast dieser Person sehr schnell hintereinander geschrieben.",
		Action: "Du musst nichts tun: Die Nachricht geht nach kurzem Warten von selbst hinaus.",
	},
	topicWindow: {
		Reason: "Die 24 Stunden seit der letzten Nachricht dieser Person sind vorbei.",
		Action: "Dein Text ist aufgehoben. Sende eine Vorlage; sobald die Person darauf antwortet, kannst du wieder frei schreiben.",
	},
	topicSelf: {
		Reason: "Das ist unsere eigene Nummer.",
		Action: "Wähle eine andere Person; an sich selbst kann die Nummer nicht schreiben.",
	},
	topicUndeliverable: {
		Reason: "Die Nachricht kann nicht zugestellt werden. Die Person nutzt WhatsApp vielleicht nicht mehr, hat eine sehr alte Version oder hat uns blockiert.",
		Action: "Melde dich auf einem anderen Weg, wenn du einen kennst: am Telefon oder per E-Mail.",
	},
	topicAllowList: {
		Reason: "Das ist eine Testnummer, und diese Person steht nicht auf der Liste der erlaubten Empfänger.",
		Action: "Trag die Nummer der Person bei Meta als Testempfänger ein oder nimm eine richtige Nummer in Betrieb.",
	},
	topicHealthy: {
		Reason: "WhatsApp hält diese Nachricht zurück, weil die Person zurzeit zu viele Nachrichten von Unternehmen bekommt.",
		Action: "Versuch es frühestens morgen wieder, oder warte, bis die Person selbst schreibt.",
	},
	topicOptOut: {
		Reason: "Diese Person möchte von uns keine werbenden Nachrichten bekommen.",
		Action: "Sende ihr keine solchen Vorlagen mehr. Auf ihre eigenen Fragen darfst du weiter antworten.",
	},
	topicExperiment: {
		Reason: "WhatsApp stellt dieser Person zurzeit probeweise keine solchen Nachrichten zu.",
		Action: "Warte, bis sie selbst schreibt, oder melde dich auf einem anderen Weg.",
	},
	topicType: {
		Reason: "WhatsApp kann diese Art von Nachricht nicht weitergeben.",
		Action: "Bitte die Person, es als Text oder als einfache Datei zu schicken.",
	},
	topicDownload: {
		Reason: "WhatsApp konnte die Datei nicht holen; oft ist sie zu groß.",
		Action: "Bitte die Person, die Datei kleiner oder auf einem anderen Weg zu schicken.",
	},
	topicUpload: {
		Reason: "WhatsApp hat die Datei nicht angenommen: falsche Art oder zu groß.",
		Action: "Speichere die Datei als PDF, JPG oder MP4, mach sie kleiner und sende sie noch einmal.",
	},
	topicFileGone: {
		Reason: "Die angehängte Datei ist nicht mehr da oder hat sich verändert.",
		Action: "Hänge sie neu an und sende sie noch einmal.",
	},
	topicNeedsPhone: {
		Reason: "Für diese Art von Nachricht braucht WhatsApp eine Telefonnummer, und wir kennen von dieser Person keine.",
		Action: "Frag die Person nach ihrer Nummer oder sende einen gewöhnlichen Text.",
	},
	topicMarketing: {
		Reason: "Werbende Vorlagen sind für unser Konto zurzeit abgeschaltet oder eingeschränkt.",
		Action: "Nimm eine Vorlage, die sich auf ein Anliegen der Person bezieht, und schau im WhatsApp-Manager von Meta nach dem Grund.",
	},
	topicTemplateValues: {
		Reason: "Die ausgefüllten Stellen passen nicht zu dieser Vorlage.",
		Action: "Lade die Liste der Vorlagen neu und fülle jede Stelle noch einmal aus.",
	},
	topicTemplateMissing: {
		Reason: "Diese Vorlage gibt es in dieser Sprache nicht, oder sie ist nicht freigegeben.",
		Action: "Lade die Liste der Vorlagen neu und nimm eine freigegebene.",
	},
	topicTemplateLong: {
		Reason: "Mit dem, was du eingesetzt hast, wird die Vorlage zu lang.",
		Action: "Setze kürzere Texte ein und sende noch einmal.",
	},
	topicTemplatePolicy: {
		Reason: "Der Inhalt dieser Vorlage verstößt nach Ansicht von WhatsApp gegen die Regeln.",
		Action: "Nimm eine andere Vorlage und lass den Text der bisherigen überarbeiten.",
	},
	topicTemplatePaused: {
		Reason: "Diese Vorlage ist angehalten, weil sie schlecht bewertet wurde.",
		Action: "Nimm einstweilen eine andere; nach einigen Stunden wird sie meist von selbst wieder frei.",
	},
	topicTemplateDisabled: {
		Reason: "Diese Vorlage ist auf Dauer abgeschaltet, weil sie mehrmals schlecht bewertet wurde.",
		Action: "Nimm eine andere Vorlage oder lass eine neue anlegen.",
	},
	topicTemplateMaking: {
		Reason: "WhatsApp hat die Vorlage so nicht angenommen.",
		Action: "Ändere Text, Platzhalter oder Knöpfe der Vorlage und reiche sie noch einmal ein.",
	},
	topicIdentity: {
		Reason: "Diese Person hat vermutlich ein neues Gerät oder eine neue Nummer; ihre Identität ist noch nicht bestätigt.",
		Action: "Vergewissere dich, dass noch dieselbe Person schreibt, und sende dann noch einmal.",
	},
	topicBlocking: {
		Reason: "Das Blockieren oder Freigeben dieser Person hat nicht geklappt.",
		Action: "Blockieren geht nur bei Menschen, die in den letzten 24 Stunden geschrieben haben. Versuch es sonst noch einmal.",
	},
	topicCalling: {
		Reason: "Mit dem Anruf hat etwas nicht geklappt.",
		Action: "Anrufe über WhatsApp gehen hier nicht. Ruf die Person mit deinem Telefon an oder schreib ihr.",
	},
	topicUsername: {
		Reason: "WhatsApp hat den gewünschten Nutzernamen unserer Nummer nicht angenommen.",
		Action: "Wähle im WhatsApp-Manager von Meta einen anderen Nutzernamen.",
	},
	topicOdd: {
		Reason: "Bei WhatsApp ist etwas schiefgegangen, ohne dass ein Grund genannt wird.",
		Action: "Warte einen Augenblick und sende die Nachricht noch einmal. Hilft das nicht, gib die Einzelheiten an die Technik weiter.",
	},
	topicNoAnswer: {
		Reason: "Auf das Senden kam keine Antwort, die sich lesen lässt.",
		Action: "Schau im Chat nach, ob die Nachricht angekommen ist, und sende sie nur dann noch einmal, wenn nicht.",
	},
	topicUnknown: {
		Reason: "WhatsApp hat die Nachricht aus einem Grund abgelehnt, den wir noch nicht kennen.",
		Action: "Sieh dir die Einzelheiten an, ändere die Nachricht oder melde dich auf einem anderen Weg.",
	},
}
