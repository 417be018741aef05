package i18n

import "sprechstunde/internal/domain"

var dataActionsDE = DataActions{Sheet: ActionText{"Daten & Rechte", "Daten und Rechte: Frist, Sperre, Einwilligung, Auskunft, Löschen"}, Notice: ActionText{"Datenschutz", "den Datenschutzhinweis darunter setzen"}, TakeIn: ActionText{"Verlauf", "einen exportierten WhatsApp-Chat hineinholen"}}

var dataDE = DataTexts{
	TakeIn: takeInDE,
	TitleF: "Daten & Rechte: %s",
	Rows: DataRowTexts{
		Kept: "Löschfrist", Hold: "Sperre", Rest: "Einschränkung", Child: "Unter 14", Stop: "Stopp", Consent: "Einwilligung", Notice: "Datenschutz",
		Request: "Anfrage", Ask: "Neue Anfrage", Access: "Auskunft", Erase: "Löschen",
	},
	Says: DataSayTexts{
		OnF: "%s, am %s", Unknown: "noch nicht berechnet", NoHold: "keine", HoldF: "darf nicht gelöscht werden: %s",
		NoRest: "keine", RestF: "ruht seit %s: aufbewahrt, nicht benutzt", RestWhyF: "ruht seit %s: %s",
		NotChild: "nein", Child: "ja: keine Einwilligung gilt ohne die Eltern",
		AgreedF: "%s: seit %s", UntilF: "bis %s", VersionF: "Fassung %s", Proven: "mit Beleg", NotF: "%s: nicht eingewilligt",
		NoticeF: "Hinweis, Fassung %s, gegeben %s", NoNotice: "Hinweis noch nicht gegeben",
		DueF: "%s, zu beantworten bis %s", LateF: "! %s: überfällig, Frist war %s",
		Ask: "festhalten, was die Person verlangt", Access: "Ordner mit Brief, Verlauf, Daten und Dateien", Erase: "die Person mit allem, was über sie da ist",
		Postpone: "aufschieben", Lift: "aufheben", Set: "setzen", Use: "wieder benutzen", Change: "ändern", Note: "festhalten", Withdraw: "Widerruf festhalten", Answer: "beantwortet?",
	},
	Later: DataLaterTexts{
		TitleF: "%s später löschen", DaysF: "um %d Tage, bis %s", Other: "ein anderer Tag …",
		Never: "Diese Person hat keine Löschfrist.", Held: "Mit der Sperre wird die Person ohnehin nicht gelöscht.",
		DayF: "%s behalten bis", Hint: "Ein Tag, höchstens ein Jahr voraus, etwa: 24.3. oder in 3 Monaten.", Wrong: "Das verstehe ich nicht. Etwa: 24.3. oder in 3 Monaten.", Past: "Der Tag muss in der Zukunft liegen.",
		WhyF: "Warum bis %s?", WhyHint: "Enter schiebt auf.", Need: "Das Gesetz will einen Grund, etwa: Bewerbung läuft noch.", DoneF: "Aufgeschoben bis %s.",
	},
	Hold: DataHoldTexts{
		WhyF: "Warum darf %s nicht gelöscht werden?", Hint: "Enter sperrt das Löschen.", Need: "Ein Grund gehört dazu, etwa: Streit über eine Absage.",
		Done:  "Gesperrt: Die Person wird nicht gelöscht, bis du die Sperre aufhebst.",
		LiftF: "Sperre von %s aufheben?", Keep: "gesperrt lassen", Lift: "aufheben: die Löschfrist gilt wieder", Free: "Die Sperre ist aufgehoben.",
	},
	Rest: DataHoldTexts{
		WhyF: "Warum sollen die Daten von %s ruhen?", Hint: "Enter: aufbewahren und nicht mehr benutzen. Senden geht dann nur noch mit einer Taste, die genau das will.", Need: "Etwa: Die Person bestreitet, dass die Angaben stimmen. Enter geht auch ohne Grund.",
		Done:  "Eingeschränkt: Die Daten werden aufbewahrt und nicht benutzt.",
		LiftF: "Daten von %s wieder benutzen?", Keep: "sie ruhen weiter", Lift: "wieder benutzen", Free: "Wieder frei.",
	},
	Child: DataChildTexts{
		AskF: "Ist %s unter 14?", No: "nein, oder unbekannt", Yes: "ja: keine Einwilligung gilt ohne die Eltern", BackF: "%s ist als unter 14 vermerkt", Keep: "so lassen", Grown: "nicht, oder nicht mehr unter 14", Done: "Festgehalten.",
	},
	Agree: DataAgreeTexts{
		HowF: "„%s“: auf welchem Weg zugestimmt?", EndF: "„%s“: bis wann?", Open: "bis zum Widerruf", OneYearF: "ein Jahr, bis %s", YearsF: "%d Jahre, bis %s",
		WordsF: "„%s“: in welchen Worten wurde gefragt?", WordsHint: "Enter nimmt die Worte. Leer geht auch, belegt aber wenig.",
		VersionF: "„%s“: Fassung der Worte", VersHint: "Etwa 2026-1; leer, wenn es keine gibt. Enter hält die Einwilligung fest.",
		WithdrawF: "„%s“ widerrufen: auf welchem Weg?", Done: "Einwilligung festgehalten.", DoneTaken: "Widerruf festgehalten.",
		ChildHint: "Vermerkt als unter 14: Sie gilt erst, wenn das nicht mehr so ist.", NotRevoked: "nein, die Einwilligung gilt weiter",
		Proof: "In welcher Nachricht steht es?", NoProof: "in keiner davon", ProofRowF: "%s  „%s“",
	},
	Ask: DataAskTexts{
		KindF: "Was verlangt %s?", DayF: "%s: wann kam die Anfrage?", Hint: "Leer: heute. Sonst etwa 20.11. oder gestern.", UntilF: "Gekommen am %s. Enter notiert sie.",
		Wrong: "Das ist kein Tag, oder er liegt in der Zukunft.", DoneF: "Notiert; zu beantworten bis %s.",
		EndF: "%s, zu beantworten bis %s", Open: "noch offen", Ended: "beantwortet", Extend: "um zwei Monate verlängern, die Person weiß davon",
		WhyF: "%s: warum später?", WhyHint: "Enter verlängert. Dieselben Worte muss auch die Person bekommen haben.", Need: "Ein Grund gehört dazu.", DoneEnd: "Beantwortet.", DoneExt: "Verlängert.",
	},
	Access: DataAccessTexts{
		Making: "Die Auskunft wird geschrieben …", DoneF: "Die Auskunft liegt in %s. Lies den Brief, bevor er hinausgeht: Ist es wirklich die Person, die fragt?",
		BlackF: "Stellen über andere, unkenntlich gemacht: %d.", GapsF: "Im Brief fehlt noch: %s.", ExpiresF: "Der Ordner löscht sich am %s selbst.",
	},
	Erase: DataEraseTexts{
		AskF: "%s löschen?", No: "nein, nichts löschen",
		Because: map[domain.ErasureReason]string{
			domain.ErasureAsked: "löschen: die Person will es …", domain.ErasureExpired: "löschen: die Frist ist um …", domain.ErasureOther: "löschen: aus einem anderen Grund …",
		},
		TypeF: "%s löschen: den Namen eintippen", HintF: "Tippe „%s“ und Enter. Das lässt sich nicht zurücknehmen. Esc: nichts wird gelöscht.", OrPhone: "Die Nummer gilt auch.",
		Held: "Die Person ist gesperrt. Heb erst die Sperre auf.", Busy: "Wird gelöscht …", DoneF: "Gelöscht %s. Der Beleg:", Close: "fertig",
	},
	Notice: DataNoticeTexts{
		TextF: "So gehen wir mit deinen Daten um: %s", TextToF: "So gehen wir mit Ihren Daten um: %s",
		OfferF: "Datenschutzhinweis noch nicht gegeben · %s setzt ihn darunter", ShortF: "Datenschutzhinweis fehlt · %s",
		Put: "Der Datenschutzhinweis steht jetzt darunter.", Given: "Diese Person hat den Hinweis schon, oder er steht im Text.", None: "In den Einstellungen steht kein Datenschutzhinweis (privacy.notice_url).",
		NotCrisis: "Nicht in einer Krise.", NoRoom: "Für den Datenschutzhinweis ist kein Platz mehr im Text.",
	},
}
