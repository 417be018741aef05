package tui_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// parkedLife puts a reply that waited into Nele's chat: parked on Saturday, and
// what else has become of it since.
func (d *fakeDesk) parkedLife(st domain.Status, ann domain.Status, steps ...domain.Step) {
	at := monday.Add(-40 * time.Hour)
	a := d.answered(nele, 40*time.Hour, "Hallo Nele, die Antwort auf deine Frage ist fertig.", ann)
	a.Kind, a.Content.Template = domain.KindTemplate, &domain.Template{Name: ready.Name, Language: "de"}
	uuid := a.UUID
	m := d.answered(nele, 40*time.Hour, "Hallo Nele, ein FSJ geht bei uns überall.", st)
	m.Wait, m.Announce, m.Steps = domain.WaitParked, uuid, append([]domain.Step{{State: domain.SendParked, At: at}}, steps...)
	d.chat(nele).State = domain.ChatWaiting
}

// life joins what stands in the chat into one line.
func (r *rig) life() string {
	_, words, _ := strings.Cut(r.screen(), "──┼──")
	var out []string
	for l := range strings.SplitSeq(words, "\n") {
		if _, right, ok := strings.Cut(l, "│"); ok {
			out = append(out, strings.Fields(strings.ReplaceAll(right, "│", " "))...)
		}
	}
	return strings.Join(out, " ")
}

// TestParkedLife: every step of a parked reply stands in the chat in words.
func TestParkedLife(t *testing.T) {
	t.Parallel()
	at := func(h int) time.Time { return monday.Add(-time.Duration(h) * time.Hour) }
	for name, c := range map[string]struct {
		st, ann domain.Status
		steps   []domain.Step
		want    string
	}{
		"waits":    {domain.StatusParked, domain.StatusDelivered, nil, "geparkt Sa 17:12 · Ankündigung zugestellt"},
		"fetched":  {domain.StatusDelivered, domain.StatusRead, []domain.Step{{State: domain.SendHeld, At: at(14)}, {State: domain.SendReleased, At: at(14)}}, "geparkt Sa 17:12 · Ankündigung gelesen · von ~Nele abgerufen So 19:12 · ✓✓ zugestellt"},
		"wrote":    {domain.StatusReturned, domain.StatusRead, []domain.Step{{State: domain.SendReturned, At: at(13), Reason: domain.ReturnWrote}}, "Ankündigung gelesen · ↶ kam zurück So 20:12: ~Nele hat etwas anderes geschrieben"},
		"expired":  {domain.StatusReturned, domain.StatusDelivered, []domain.Step{{State: domain.SendReturned, At: at(13), Reason: domain.ReturnExpired}}, "kam zurück So 20:12: ~Nele hat sie nie abgerufen"},
		"date":     {domain.StatusReturned, domain.StatusDelivered, []domain.Step{{State: domain.SendReturned, At: at(13), Reason: domain.ReturnDate}}, "ein Tag im Text ist vorbei"},
		"crisis":   {domain.StatusReturned, domain.StatusDelivered, []domain.Step{{State: domain.SendReturned, At: at(13), Reason: domain.ReturnCrisis}}, "Hinweis auf eine Notlage"},
		"announce": {domain.StatusReturned, domain.StatusFailed, []domain.Step{{State: domain.SendReturned, At: at(13), Reason: domain.ReturnAnnounce}}, "Ankündigung nicht gesendet · ↶ kam zurück So 20:12: die Ankündigung konnte nicht hinaus"},
		"unheard":  {domain.StatusReturned, "", []domain.Step{{State: domain.SendReturned, At: at(13), Reason: "moon"}}, "geparkt Sa 17:12 · ↶ kam zurück, nicht gesendet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := toNele(newRig(t, 100, 40, func(d *fakeDesk) { weekend(d); d.parkedLife(c.st, c.ann, c.steps...) }))
			if got := r.life(); !strings.Contains(got, c.want) {
				t.Fatalf("the chat lacks %q:\n%s", c.want, r.screen())
			}
			r.checkFrame(100, 40)
		})
	}
}

// TestAnnouncementMovesOn: the line of the parked reply follows the message that
// announces it.
func TestAnnouncementMovesOn(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 100, 40, func(d *fakeDesk) { weekend(d); d.parkedLife(domain.StatusParked, domain.StatusSent) }))
	r.wants("Ankündigung gesendet")
	list := r.d.threads[nele]
	list[len(list)-2].Status = domain.StatusRead
	r.told(nele)
	r.wants("Ankündigung gelesen")
}

// TestCameBack says on top of the draft why a reply came back.
func TestCameBack(t *testing.T) {
	t.Parallel()
	for reason, want := range map[domain.ReturnReason]string{
		domain.ReturnWrote: "weil die Person inzwischen geschrieben hat", domain.ReturnExpired: "ist abgelaufen", domain.ReturnDate: "ist vorbei",
		domain.ReturnCrisis: "in Not", domain.ReturnAnnounce: "Die Ankündigung konnte nicht hinaus", domain.ReturnShut: "weil die Frist schon zu war",
		domain.ReturnParked: "wartet schon eine", domain.ReturnStop: "hat Stopp geschrieben",
	} {
		r := toNele(newRig(t, 100, 40, func(d *fakeDesk) {
			weekend(d)
			d.chat(nele).Look = reason
			d.drafts[nele] = domain.Draft{ChatID: nele, Text: "Hallo Nele, ein FSJ geht.", Revision: 1}
		}))
		if got := r.life(); !strings.Contains(got, want) || !strings.Contains(got, "Entwurf: Hallo Nele") {
			t.Errorf("%s: the chat lacks %q:\n%s", reason, want, r.screen())
		}
	}
}

// TestImportedMessagesAreMarked of both sides, and say nothing of how far they came.
func TestImportedMessagesAreMarked(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 120, 40, func(d *fakeDesk) {
		weekend(d)
		m := d.answered(nele, 59*time.Hour, "Das war früher.", domain.StatusNone)
		m.Origin = domain.OriginImported
		d.chat(nele).State = domain.ChatWaiting
	}))
	if got := r.life(); !strings.Contains(got, "· übernommen") || strings.Contains(got, "zugestellt") {
		t.Errorf("%s", r.screen())
	}
}

// TestAutomaticTextsAreMarked with the rule they followed.
func TestAutomaticTextsAreMarked(t *testing.T) {
	t.Parallel()
	for rule, want := range map[domain.AutoRule]string{
		domain.AutoGreeting: "automatisch: Begrüßung", domain.AutoWeekend: "automatisch: Abwesenheit (Wochenende)", domain.AutoHoliday: "(Feiertag)",
		domain.AutoToday: "(bis zum nächsten Fenster)", domain.AutoEvening: "(Feierabend)", domain.AutoAbsence: "(nicht im Dienst)", domain.AutoCall: "nach einem Anruf", "": "automatisch",
	} {
		r := toNele(newRig(t, 120, 40, func(d *fakeDesk) {
			weekend(d)
			m := d.answered(nele, 59*time.Hour, "Danke für deine Nachricht! Ich bin am Montag ab 9 Uhr wieder da.", domain.StatusDelivered)
			m.Origin, m.Rule = domain.OriginAuto, rule
			d.chat(nele).State = domain.ChatWaiting
		}))
		if got := r.life(); !strings.Contains(got, want) {
			t.Errorf("%q: the chat lacks %q:\n%s", rule, want, r.screen())
		}
	}
}
