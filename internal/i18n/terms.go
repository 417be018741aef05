package i18n

import (
	"fmt"

	"sprechstunde/internal/domain"
)

// TermsTexts are about how long persons are kept, and what they agreed to.
type TermsTexts struct {
	Label    string // of the line on the page of a person
	Today    string
	Tomorrow string
	DaysF    string // how many
	Forever  string
	Held     string
	Pool     string // until it is withdrawn
	InPool   string // until it ends by itself
	LaterF   string // why
	SoonOne  string // are erased within a week
	SoonF    string // how many
	Stopped  string
	Child    string
	NoNotice string
	NoticeF  string // version, day
	ConsentF string // to what, since when
	UntilF   string // a consent that ends: to what, until when

	Kinds    map[domain.ConsentKind]string
	Purposes map[domain.ConsentPurpose]string
	Channels map[domain.ConsentChannel]string
	Line     TermsLineTexts
}

// TermsLineTexts are the words of line mode.
type TermsLineTexts struct {
	CmdRetention string
	CmdPostpone  string
	CmdConsent   string
	FlagUntil    string
	FlagReason   string
	FlagGiven    string
	FlagTaken    string
	FlagChild    string
	FlagGrown    string
	FlagWording  string
	FlagVersion  string
	FlagChannel  string
	FlagProof    string
	FlagEnds     string
	Nobody       string
	Postponed    string
	Noted        string
	NoLog        string
	OneOf        string
	NoneOfF      string // what was typed, what there is
	Future       string
	NoReason     string
}

// Keeping says until when a person is kept: on is the day, today counts as 0.
func (t *TermsTexts) Keeping(k domain.Keeping, days int) string {
	switch {
	case k.Reason == domain.KeepHeld:
		return t.Held
	case k.Reason == domain.KeepForever:
		return t.Forever
	case k.Due.IsZero():
		return t.Pool
	}
	words := fmt.Sprintf(t.DaysF, days)
	switch {
	case days <= 0:
		words = t.Today
	case days == 1:
		words = t.Tomorrow
	}
	if k.Reason == domain.KeepPool {
		words += t.InPool
	}
	return words
}

// Soon says how many are erased within a week.
func (t *TermsTexts) Soon(n int) string {
	if n == 1 {
		return t.SoonOne
	}
	return fmt.Sprintf(t.SoonF, n)
}

var termsDE = TermsTexts{
	Label: "Frist", Today: "löscht heute", Tomorrow: "löscht morgen", DaysF: "löscht in %d Tagen", Forever: "ohne Löschfrist",
	Held: "gesperrt, wird nicht gelöscht", Pool: "bleibt mit Einwilligung, bis sie endet", InPool: " (Einwilligung)", LaterF: "aufgeschoben: %s",
	SoonOne:  "In den nächsten 7 Tagen wird ein Chat gelöscht: sprechstunde retention",
	SoonF:    "In den nächsten 7 Tagen werden %d Chats gelöscht: sprechstunde retention",
	Stopped:  "hat Stopp geschrieben: nichts geht ungefragt hinaus",
	Child:    "unter 14: keine Einwilligung gilt ohne die Eltern",
	NoNotice: "Datenschutzhinweis noch nicht gegeben", NoticeF: "Datenschutzhinweis %s am %s gegeben",
	ConsentF: "eingewilligt: %s, seit %s", UntilF: "eingewilligt: %s, bis %s",
	Kinds: map[domain.ConsentKind]string{
		domain.ConsentGiven: "eingewilligt", domain.ConsentWithdrawn: "widerrufen", domain.ConsentNotice: "Datenschutzhinweis gegeben",
		domain.ConsentStop: "Stopp", domain.ConsentStart: "Stopp zurückgenommen",
		domain.ConsentChild: "unter 14", domain.ConsentGrown: "nicht unter 14",
	},
	Purposes: map[domain.ConsentPurpose]string{domain.PurposePool: "vorgemerkt bleiben", domain.PurposeNews: "Neuigkeiten bekommen", domain.PurposeHandOn: "weitergegeben werden"},
	Channels: map[domain.ConsentChannel]string{
		domain.ChannelWhatsApp: "WhatsApp", domain.ChannelSwitch: "Schalter in WhatsApp", domain.ChannelEmail: "E-Mail",
		domain.ChannelPhone: "Telefon", domain.ChannelPaper: "Papier",
	},
	Line: TermsLineTexts{
		CmdRetention: "Zeigt, welche Chats in den nächsten zwei Wochen gelöscht werden", CmdPostpone: "Behält eine Person länger, mit Grund",
		CmdConsent: "Zeigt, wozu jemand eingewilligt hat, oder hält es fest",
		FlagUntil:  "bis zu welchem Tag, JJJJ-MM-TT", FlagReason: "warum", FlagGiven: "eingewilligt wozu: pool, news, handover", FlagTaken: "widerrufen wozu: pool, news, handover",
		FlagChild: "die Person ist unter 14", FlagGrown: "sie ist es nicht, oder nicht mehr",
		FlagWording: "in welchen Worten gefragt wurde", FlagVersion: "Fassung der Worte", FlagChannel: "auf welchem Weg: whatsapp, email, phone, paper",
		FlagProof: "Kennung der Nachricht, die es belegt", FlagEnds: "wann sie endet, JJJJ-MM-TT; ohne: wenn sie widerrufen wird",
		Nobody: "In den nächsten zwei Wochen wird niemand gelöscht.", Postponed: "Aufgeschoben.", Noted: "Festgehalten.", NoLog: "Nichts festgehalten.",
		OneOf:   "Eines von --given, --withdrawn, --child und --grown.",
		NoneOfF: "%q gibt es nicht. Es gibt: %s", Future: "Der Tag muss in der Zukunft liegen, als JJJJ-MM-TT.", NoReason: "Dazu gehört ein Grund: --reason \"…\".",
	},
}

var termsEN = TermsTexts{
	Label: "kept", Today: "erased today", Tomorrow: "erased tomorrow", DaysF: "erased in %d days", Forever: "kept without an end",
	Held: "held, is not erased", Pool: "kept with consent until that ends", InPool: " (consent)", LaterF: "postponed: %s",
	SoonOne:  "Within 7 days one chat is erased: sprechstunde retention",
	SoonF:    "Within 7 days %d chats are erased: sprechstunde retention",
	Stopped:  "wrote stop: nothing is sent unasked",
	Child:    "under 14: no consent holds without the parents",
	NoNotice: "privacy notice not given yet", NoticeF: "privacy notice %s given on %s",
	ConsentF: "has agreed: %s, since %s", UntilF: "has agreed: %s, until %s",
	Kinds: map[domain.ConsentKind]string{
		domain.ConsentGiven: "agreed", domain.ConsentWithdrawn: "withdrawn", domain.ConsentNotice: "privacy notice given",
		domain.ConsentStop: "stop", domain.ConsentStart: "stop taken back",
		domain.ConsentChild: "under 14", domain.ConsentGrown: "not under 14",
	},
	Purposes: map[domain.ConsentPurpose]string{domain.PurposePool: "to be kept in mind", domain.PurposeNews: "to get news", domain.PurposeHandOn: "to be handed on"},
	Channels: map[domain.ConsentChannel]string{
		domain.ChannelWhatsApp: "WhatsApp", domain.ChannelSwitch: "switch in WhatsApp", domain.ChannelEmail: "e-mail",
		domain.ChannelPhone: "phone", domain.ChannelPaper: "paper",
	},
	Line: TermsLineTexts{
		CmdRetention: "Show which chats are erased within two weeks", CmdPostpone: "Keep a person longer, for a reason",
		CmdConsent: "Show what somebody has agreed to, or note it",
		FlagUntil:  "until which day, YYYY-MM-DD", FlagReason: "why", FlagGiven: "agreed to what: pool, news, handover", FlagTaken: "withdrew what: pool, news, handover",
		FlagChild: "the person is under 14", FlagGrown: "they are not, or not any more",
		FlagWording: "in which words it was asked", FlagVersion: "version of the words", FlagChannel: "on which way: whatsapp, email, phone, paper",
		FlagProof: "id of the message that proves it", FlagEnds: "when it ends, YYYY-MM-DD; without: when it is withdrawn",
		Nobody: "Nobody is erased within two weeks.", Postponed: "Postponed.", Noted: "Noted.", NoLog: "Nothing noted.",
		OneOf:   "One of --given, --withdrawn, --child and --grown.",
		NoneOfF: "there is no %q. There are: %s", Future: "The day has to be in the future, as YYYY-MM-DD.", NoReason: "This wants a reason: --reason \"…\".",
	},
}
