package export

import "sprechstunde/internal/domain"

// DossierWords is every text of ours that only a dossier has. Fields that end in
// F are for fmt, as in Words.
type DossierWords struct {
	Stem         string // begins the name of the file, at most as long as "chat" and a word
	TitleF       string // name of the person
	SecretF      string // recipient
	Handing      string // heads of the sections
	Person       string
	Wants        string
	Asked        string // in place of Wants: the person's own first words
	Next         string
	Promises     string
	Files        string
	Notes        string
	Talk         string
	NoWants      string // where there is nothing
	NoNext       string
	NoPromises   string
	NoFiles      string
	NoNotes      string
	NoTalk       string
	To           string // facts
	From         string
	On           string
	Basis        string
	NoBasis      string
	ConsentF     string // when, on which way
	Channels     map[domain.ConsentChannel]string
	NoChannel    string
	Purposes     map[domain.ConsentPurpose]string
	Agreed       string
	SinceF       string // to what, since when
	Child        string
	ChildWords   string
	Stopped      string
	StoppedWords string
	Contains     string
	Depths       map[domain.Depth]string
	OlderF       string // number
	HeldF        string // number
	WithoutNotes string
	Stage        string
	Labels       string
	Audience     string
	Region       string
	Source       string
	LastIn       string
	UntilF       string // day of a promise
	Logs         map[domain.LogKind]string
	File         string // columns of the files
	Came         string
	Size         string
	Sum          string
	NoSum        string
	Beside       string // where an enclosed file lies
	End          string
}

// GermanDossier is DossierWords in German.
func GermanDossier() DossierWords {
	return DossierWords{
		Stem: "uebergabe", TitleF: "Übergabe: %s", SecretF: "Vertraulich. Nur für %s.",
		Handing: "Übergabe", Person: "Person", Wants: "Anliegen", Asked: "Anliegen (erste eigene Worte)", Next: "Nächster Schritt",
		Promises: "Offene Zusagen", Files: "Dateien", Notes: "Interne Notizen", Talk: "Gespräch",
		NoWants: "Nicht notiert.", NoNext: "Noch nicht verabredet.", NoPromises: "Keine.", NoFiles: "Keine.", NoNotes: "Keine.",
		NoTalk: "Das Gespräch ist nicht enthalten.",
		To:     "An", From: "Von", On: "Am", Basis: "Grundlage",
		NoBasis:  "keine Einwilligung vermerkt – vor der Weitergabe klären",
		ConsentF: "Einwilligung vom %s (%s)", NoChannel: "Weg nicht vermerkt",
		Channels: map[domain.ConsentChannel]string{
			domain.ChannelWhatsApp: "WhatsApp", domain.ChannelSwitch: "Einstellung in WhatsApp", domain.ChannelEmail: "E-Mail", domain.ChannelPhone: "Telefon",
			domain.ChannelPaper: "Papier",
		},
		Agreed: "Einverstanden", SinceF: "%s, seit %s",
		Purposes: map[domain.ConsentPurpose]string{domain.PurposePool: "vorgemerkt zu bleiben", domain.PurposeNews: "Neuigkeiten zu bekommen"},
		Child:    "Alter", ChildWords: "als unter 14 vermerkt – einwilligen können nur die Sorgeberechtigten",
		Stopped: "Abgemeldet", StoppedWords: "möchte nichts ungefragt bekommen",
		Contains: "Enthalten",
		Depths: map[domain.Depth]string{
			domain.DepthNone: "nur dieses Blatt", domain.DepthRecent: "die letzten Nachrichten", domain.DepthAll: "das ganze Gespräch",
		},
		OlderF: "ältere Nachrichten fehlen (%d)", HeldF: "einzelne Nachrichten werden nicht weitergegeben (%d)", WithoutNotes: "ohne interne Notizen",
		Stage: "Stufe", Labels: "Labels", Audience: "Zielgruppe", Region: "Region", Source: "Kam über", LastIn: "Schrieb zuletzt",
		UntilF: "bis %s",
		Logs:   map[domain.LogKind]string{domain.LogCall: "Anruf", domain.LogEmail: "E-Mail", domain.LogOther: "Gespräch"},
		File:   "Datei", Came: "Von wem", Size: "Größe", Sum: "Prüfsumme (SHA-256)", NoSum: "nicht bekannt", Beside: "liegt bei",
		End: "Ende der Übergabe. Bitte bewahre dieses Blatt nur so lange auf, wie du es für die Beratung brauchst.",
	}
}

// EnglishDossier is DossierWords in English.
func EnglishDossier() DossierWords {
	return DossierWords{
		Stem: "handover", TitleF: "Handing over: %s", SecretF: "Confidential. Only for %s.",
		Handing: "Handing over", Person: "Person", Wants: "What it is about", Asked: "What it is about (first own words)", Next: "Next step",
		Promises: "Open promises", Files: "Files", Notes: "Internal notes", Talk: "Conversation",
		NoWants: "Not noted.", NoNext: "Nothing agreed yet.", NoPromises: "None.", NoFiles: "None.", NoNotes: "None.",
		NoTalk: "The conversation is not included.",
		To:     "To", From: "From", On: "On", Basis: "Basis",
		NoBasis:  "no consent on record – to be settled before handing on",
		ConsentF: "consent of %s (%s)", NoChannel: "way not noted",
		Channels: map[domain.ConsentChannel]string{
			domain.ChannelWhatsApp: "WhatsApp", domain.ChannelSwitch: "setting in WhatsApp", domain.ChannelEmail: "e-mail", domain.ChannelPhone: "phone",
			domain.ChannelPaper: "paper",
		},
		Agreed: "Has agreed", SinceF: "%s, since %s",
		Purposes: map[domain.ConsentPurpose]string{domain.PurposePool: "to be kept in mind", domain.PurposeNews: "to get news"},
		Child:    "Age", ChildWords: "noted as under 14 – only the parents can agree",
		Stopped: "Opted out", StoppedWords: "wants nothing unasked",
		Contains: "Included",
		Depths: map[domain.Depth]string{
			domain.DepthNone: "this sheet only", domain.DepthRecent: "the latest messages", domain.DepthAll: "the whole conversation",
		},
		OlderF: "older messages are missing (%d)", HeldF: "single messages are not handed on (%d)", WithoutNotes: "without internal notes",
		Stage: "Stage", Labels: "Labels", Audience: "Target group", Region: "Region", Source: "Came through", LastIn: "Last wrote",
		UntilF: "by %s",
		Logs:   map[domain.LogKind]string{domain.LogCall: "Call", domain.LogEmail: "E-mail", domain.LogOther: "Talk"},
		File:   "File", Came: "From", Size: "Size", Sum: "Checksum (SHA-256)", NoSum: "not known", Beside: "enclosed",
		End: "End of the dossier. Please keep this sheet only as long as you need it for advising.",
	}
}
