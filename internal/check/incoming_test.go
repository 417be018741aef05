package check_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/check"
	"sprechstunde/internal/domain"
)

// TestIncoming is the table by which the precision of the hint is known: every
// line that must stay silent and every one that must not.
func TestIncoming(t *testing.T) {
	t.Parallel()
	cv := "Ich heiße Lea Kurz, geboren am 12.4.2008 in Köln, ledig. Grundschule 2014-2018, danach Realschule bis 2024 mit mittlerem Abschluss. " +
		"Praktikum im Altenheim 2023. Führerschein Klasse B, Hobbys: Lesen und Fußball."
	wrong, right := 0, 0
	for text, want := range map[string]domain.NudgeReason{
		"meine IBAN ist DE89 3704 0044 0532 0130 00":                  domain.NudgeNumber,
		"DE89370400440532013000":                                      domain.NudgeNumber,
		"DE89370400440532013001":                                      domain.NudgeNone, // the check digits say no
		"meine steuer id 86095742719":                                 domain.NudgeNumber,
		"86 095 742 719":                                              domain.NudgeNumber,
		"65929970489":                                                 domain.NudgeNumber,
		"86095742718":                                                 domain.NudgeNone,
		"sv nummer: 15070649C103":                                     domain.NudgeNumber,
		"15 070649 C 103":                                             domain.NudgeNumber,
		"15 070649 C 104":                                             domain.NudgeNone,
		"ruf mich an 0171 2345678":                                    domain.NudgeNone,
		"+49 171 23456789":                                            domain.NudgeNone,
		"0221 12345678":                                               domain.NudgeNone,
		"ich wohne in 50667 köln":                                     domain.NudgeNone,
		"bin am 12.4.2008 geboren":                                    domain.NudgeNone,
		"Mein Ausweis hat die Nummer L01X00T471":                      domain.NudgeNumber, // with its check digit
		"ich hab diabetes ist das ein problem":                        domain.NudgeHealth,
		"Ich habe eine Depression und war in Therapie":                domain.NudgeHealth,
		"wegen meiner epilepsie darf ich nicht autofahren":            domain.NudgeHealth,
		"ich bin schwanger geht das trotzdem":                         domain.NudgeHealth,
		"meine Therapie geht bis Mai":                                 domain.NudgeHealth,
		"ich hab adhs":                                                domain.NudgeHealth,
		"ich nehme medikamente":                                       domain.NudgeHealth,
		"I have diabetes, can I still apply?":                         domain.NudgeHealth,
		"ich will mit menschen mit behinderung arbeiten":              domain.NudgeNone,
		"ich habe ein praktikum in der ergotherapie gemacht":          domain.NudgeNone,
		"ich hab ein referat über depressionen gehalten":              domain.NudgeNone,
		"Lernt man in der Pflege auch was über Diabetes?":             domain.NudgeNone,
		"ich hab keine allergien":                                     domain.NudgeNone,
		"meine Oma hat Diabetes, deshalb will ich das machen":         domain.NudgeNone,
		"Ich interessiere mich für Krankheiten und wie man sie heilt": domain.NudgeNone,
		"Gibt es bei euch Therapie als Ausbildung?":                   domain.NudgeNone,
		"muss ich einen lebenslauf schicken":                          domain.NudgeNone,
		"Wie soll mein Lebenslauf aussehen? Reicht ein Zeugnis und muss ich mein Praktikum und den Schulabschluss angeben, " +
			"oder macht man das heute nicht mehr so und lässt es weg?": domain.NudgeNone,
		cv:                   domain.NudgeCV,
		"Hallo, ich bin Lea": domain.NudgeNone,
		"ok danke 👍":         domain.NudgeNone,
		"":                   domain.NudgeNone,
	} {
		got := check.Incoming(domain.Message{Kind: domain.KindText, Content: domain.Content{Text: text}})
		if got.Reason != want {
			t.Errorf("%q: %q (%q), want %q", text, got.Reason, got.Words, want)
		}
		if got.Reason != domain.NudgeNone && !strings.Contains(text, got.Words) {
			t.Errorf("%q: words %q", text, got.Words)
		}
		if got.Reason != domain.NudgeNone {
			right++
			if want == domain.NudgeNone {
				wrong++
			}
		}
	}
	t.Logf("%d of %d hints wrong", wrong, right)
}

func TestIncomingFiles(t *testing.T) {
	t.Parallel()
	file := func(k domain.Kind, name, caption string) domain.Message {
		return domain.Message{Kind: k, Content: domain.Content{Text: caption, Media: &domain.Media{Filename: name}}}
	}
	for _, c := range []struct {
		m    domain.Message
		want domain.Nudge
	}{
		{file(domain.KindDocument, "Lebenslauf.pdf", ""), domain.Nudge{Reason: domain.NudgeDocument, Words: "Lebenslauf.pdf"}},
		{file(domain.KindDocument, "", "hier"), domain.Nudge{Reason: domain.NudgeDocument}},
		{file(domain.KindDocument, "x.pdf", "ich hab asthma"), domain.Nudge{Reason: domain.NudgeHealth, Words: "asthma"}},
		{file(domain.KindImage, "", "unser garten"), domain.Nudge{}},
		{domain.Message{Kind: domain.KindVoice}, domain.Nudge{}},
		{domain.Message{Kind: domain.KindDocument}, domain.Nudge{Reason: domain.NudgeDocument}},
		{
			domain.Message{Kind: domain.KindText, Content: domain.Content{Text: "hi"}, Edited: &domain.Edit{Known: true, Text: "ich hab asthma"}},
			domain.Nudge{Reason: domain.NudgeHealth, Words: "asthma"},
		},
	} {
		if got := check.Incoming(c.m); got.Reason != c.want.Reason || got.Words != c.want.Words {
			t.Errorf("%+v: %+v, want %+v", c.m.Content, got, c.want)
		}
	}
}

func TestEmail(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"meine mail ist lea.kurz@web.de.":     "lea.kurz@web.de",
		"schreib an <lea_k+bew@mail.uni.eu>!": "lea_k+bew@mail.uni.eu",
		"Lea@GMX.DE":                          "Lea@GMX.DE",
		"@lea und lea@ und @web.de":           "",
		"lea@localhost":                       "",
		"lea@web..de":                         "",
		"lea@web.1":                           "",
		"ich bin @lea, mail: lea@web.de":      "lea@web.de",
		"":                                    "",
	} {
		if got := check.Email(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzIncoming(f *testing.F) {
	for _, s := range []string{"15 070649 C 103", "86 095 742 719", "a@b.de", "ich hab adhs", "@@@@..--", "\xff@\xff.de"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := check.Incoming(domain.Message{Kind: domain.KindText, Content: domain.Content{Text: text}})
		if !strings.Contains(text, n.Words) {
			t.Errorf("%q is not in %q", n.Words, text)
		}
		if mail := check.Email(text); mail != "" && strings.Count(mail, "@") != 1 {
			t.Errorf("%q in %q", mail, text)
		}
	})
}
