package tui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// TestTemplateIsSent: what is known is filled in, the rest is asked for, the
// whole text is shown, and only then it leaves.
func TestTemplateIsSent(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, weekend))
	r.press("V")
	r.wants("Vorlage für ~Nele", "Stand 09:12", "antwort_bereit · de", "freigegeben", "infotag · de", "abgelehnt", "Service · de", "Qualität gut", "kostet 0,0456 €")
	r.press("j", "enter")
	r.wants("Wert 2 von 3: {{2}}", "Hier fehlt noch etwas")
	r.press("enter")
	r.wants("Wert 2 von 3")
	r.write("24. November")
	r.wants("deinen Termin am 24. November um {{3}}.")
	r.press("enter")
	r.wants("Wert 3 von 3: {{3}}")
	r.write("15 Uhr")
	r.press("enter")
	r.wants("Vorlage geht so an ~Nele · +49 160 4455 6677", "Hallo Nele, denk bitte an deinen Termin am 24. November um 15 Uhr.", "Enter sendet die Vorlage")
	if len(r.d.sent) != 0 {
		t.Fatal("sent before it was looked at")
	}
	r.press("enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Template == nil || r.d.sent[0].Template.Values[1].Text != "24. November" || r.d.sent[0].To.Phone == "" {
		t.Fatalf("%+v", r.d.sent)
	}
	r.wants("Die Vorlage geht an ~Nele hinaus.", "u zurückholen (7 s)")
}

// TestTemplateValuesCanBeChanged goes through all of them again.
func TestTemplateValuesCanBeChanged(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, weekend))
	r.press("V", "enter")
	r.wants("Hallo Nele, die Antwort auf deine Frage", "[ Antwort lesen ]")
	r.press("e")
	r.wants("Wert 1 von 1: {{1}}")
	for range 4 {
		r.press("backspace")
	}
	r.write("Neli")
	r.press("enter", "enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Template.Values[0].Text != "Neli" {
		t.Fatalf("%+v", r.d.sent)
	}
}

// TestTemplateValuesAreNotCut: who looks at a long value and goes on leaves it as
// it was.
func TestTemplateValuesAreNotCut(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, weekend))
	long := "Dienstag, 24. November, im großen Saal der Diakonie, Eingang vom Hof her, zweiter Stock"
	r.press("V", "j", "enter")
	r.write(long)
	r.press("enter")
	r.write("15 Uhr")
	r.press("enter", "e", "enter", "enter", "enter")
	r.wants("Vorlage geht so an ~Nele")
	r.press("enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Template.Values[1].Text != long {
		t.Fatalf("%+v", r.d.sent)
	}
}

// TestTemplateGivenUp sends nothing at any step.
func TestTemplateGivenUp(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, weekend))
	r.press("V", "j", "enter", "esc", "enter")
	r.wants("✗ Die Vorlage hält eine Formregel", "leer")
	r.press("esc")
	r.wants("Vorlage für ~Nele")
	r.press("j", "enter")
	r.wants("Diese Vorlage lässt sich nicht senden: abgelehnt.")
	r.press("esc")
	r.wants("Wartend")
	if len(r.d.sent) != 0 {
		t.Fatalf("%+v", r.d.sent)
	}
}

// TestTemplateKeepsWhatIsWritten as the draft.
func TestTemplateKeepsWhatIsWritten(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, weekend))
	r.press("i")
	r.write("Hallo Nele, ein FSJ")
	r.press("ctrl+t")
	r.wants("Vorlage für ~Nele")
	if r.d.drafts[nele].Text != "Hallo Nele, ein FSJ" {
		t.Fatalf("drafts %+v", r.d.drafts)
	}
	r.press("esc")
	r.wants("Entwurf: Hallo Nele, ein FSJ")
	r.press("i", "enter", "V")
	r.wants("Vorlage für ~Nele")
}

// TestTemplatePausedBeforeSending: 132015 in the list means a plain sentence.
func TestTemplatePausedBeforeSending(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, weekend))
	r.press("V", "enter")
	r.d.fail["send"] = domain.Fail(domain.CodeNoTemplate, "antwort_bereit", nil)
	r.press("enter")
	r.wants("Es gibt keine freigegebene Vorlage", "Vorlage geht so an ~Nele")
	r.press("esc", "f5")
	if r.d.tpl.fresh != 1 {
		t.Fatal("Meta was not asked")
	}
}

// TestTemplateWizard shows the full text, asks before it hands anything to Meta,
// and shows how it stands afterwards.
func TestTemplateWizard(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 100, 30, weekend))
	r.press("V", "n")
	r.wants("Vorschläge für neue Vorlagen", "antwort_wartet · de", "deine Frage an die Berufsberatung ist", "[ Antwort lesen ]", "Enter legt sie Meta zur Prüfung vor.")
	r.press("enter")
	r.wants("„antwort_wartet“ wird Meta zur Prüfung vorgelegt. Einverstanden?")
	r.press("enter")
	if len(r.d.tpl.created) != 0 {
		t.Fatal("created although the answer was no")
	}
	r.press("enter", "down", "enter")
	if len(r.d.tpl.created) != 1 || r.d.tpl.created[0].Name != "antwort_wartet" {
		t.Fatalf("%+v", r.d.tpl.created)
	}
	r.wants("„antwort_wartet“ liegt bei Meta: wird geprüft.", "Vorlage für ~Nele", "antwort_wartet · de")
	r.press("n")
	r.lacks("antwort_wartet · de")
	r.d.fail["create template"] = domain.Fail(domain.CodeRelayDown, "", nil)
	r.press("enter", "down", "enter")
	r.wants("✗ Das Relay antwortet nicht.")
	r.press("esc", "esc")
	r.lacks("Vorschläge für neue Vorlagen")
}

func TestTemplatesWithoutAChatOrList(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, nil)
	r.press("V")
	r.wants("Vorlagen bei Meta", "Es gibt noch keine Vorlage. n schlägt welche vor")
	r.press("enter", "n")
	r.wants("Vorschläge für neue Vorlagen")
	off := newRig(t, 80, 24, func(d *fakeDesk) { weekend(d); d.fail["templates"] = domain.Fail(domain.CodeRelayDown, "", nil) })
	off.press("V")
	off.wants("✗ Das Relay antwortet nicht.")
}

// TestTemplatesAreHarmless: what Meta or a stranger has put into names and
// reasons cannot reach the terminal raw, and pastes and bursts send nothing.
func TestTemplatesAreHarmless(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, func(d *fakeDesk) {
		weekend(d)
		d.tpl.list[2].Rejected, d.tpl.list[2].Name = "\x1b]0;x\x07\x1b[2J bad", "info\x1b[31mtag"
		d.tpl.list[0].Buttons[0].Text = "Antwort \x1b[5mlesen"
	}))
	r.press("V", "j", "j")
	r.checkFrame(80, 24)
	for _, raw := range []string{"\x1b[2J", "\x1b]0", "\x1b[5m", "\x07"} {
		if strings.Contains(r.m.View().Content, raw) {
			t.Errorf("%q is on the screen", raw)
		}
	}
	burst := toNele(newRig(t, 80, 24, weekend))
	burst.now = burst.now.Add(time.Second)
	for _, k := range []string{"V", "enter", "enter", "enter"} {
		burst.send(keyPress(k))
		burst.now = burst.now.Add(time.Millisecond)
	}
	burst.send(tea.PasteMsg{Content: "\r\r"})
	if len(burst.d.sent) != 0 {
		t.Fatal("a burst sent a template")
	}
}

// TestTemplateInASession marks the stop.
func TestTemplateInASession(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, weekend, func(o *tui.Options) { o.Lang = "en" })
	r.press("s", "V", "enter", "enter")
	r.wants("1/12", "The template goes out to Samira.")
}
