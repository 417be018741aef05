package papers_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/law"
	"sprechstunde/internal/papers"
)

func TestRecord(t *testing.T) {
	t.Parallel()
	bare := papers.Setup{House: house(law.DSGVO), APIHost: "graph.facebook.com", APIVersion: "v26.0", Fields: []string{"Region"}}
	golden(t, "record.bare.md.golden", papers.Record(bare).Markdown())
	full := papers.Setup{
		House: house(law.DSGEKD), APIHost: "graph.facebook.com", APIVersion: "v26.0", Number: "+49 155 50100000", RelayAt: "relay.example.org",
		Auto: true, Parking: true, Transcribed: true, Nudge: true, Masked: true, Curtain: "5 Minuten", Stages: []string{"Erstkontakt", "in Beratung"},
		Fields: []string{"Region", "Alter"}, Evaluation: []string{"Alter"}, Labels: []string{"Pflege"}, Recipients: []string{"Tom Weber, Ulm"}, Sources: 2,
	}
	full.Controller, full.Officer, full.Keeps = []string{"Diakonie Musterstadt", "Weg 1"}, []string{"Sam Weber"}, []string{"Gespräche: 90 Tage nach dem letzten Kontakt."}
	p := papers.Record(full)
	golden(t, "record.full.md.golden", p.Markdown())
	golden(t, "record.full.html.golden", p.HTML())
	golden(t, "record.kdg.md.golden", papers.Record(papers.Setup{House: house(law.KDG), APIHost: "graph.facebook.com", APIVersion: "v26.0"}).Markdown())
}

func breach() papers.Breach {
	return papers.Breach{House: house(law.KDG), Incident: domain.Incident{
		ID: 3, What: "Laptop im Zug vergessen", Noticed: at(21, 8), Gone: 1,
		Notes: []domain.IncidentNote{{At: at(21, 10), Text: "Fundbüro angerufen | nichts"}},
	}, Concerned: []papers.Concerned{
		{Chat: 1, Name: "Samira <b>", Reach: "+49155", Messages: 4, Files: 1}, {Chat: 7, Name: "Luca", Reach: "@luca", Messages: 2, Distress: true},
	}}
}

func TestReportOnABreach(t *testing.T) {
	t.Parallel()
	golden(t, "breach.md.golden", papers.Report(breach()).Markdown())
	golden(t, "breach.html.golden", papers.Report(breach()).HTML())
}

// TestTheClockOfABreachIsSaid in every state it can be in.
func TestTheClockOfABreachIsSaid(t *testing.T) {
	t.Parallel()
	noticed := at(21, 8)
	for name, c := range map[string]struct {
		change func(*papers.Breach)
		want   string
	}{
		"runs":         {func(*papers.Breach) {}, "bis 24.11.2026 09:00 zu benachrichtigen (§ 33 KDG [bitte prüfen]): noch 47 Stunden."},
		"over":         {func(b *papers.Breach) { b.Now = noticed.Add(law.BreachTime) }, "ist seit 24.11.2026 09:00 vorbei"},
		"told in time": {func(b *papers.Breach) { b.Office = noticed.Add(law.BreachTime) }, "benachrichtigt, innerhalb der 72 Stunden"},
		"told late":    {func(b *papers.Breach) { b.Office = noticed.Add(law.BreachTime + time.Second) }, "nach Ablauf der 72 Stunden"},
		"harmless":     {func(b *papers.Breach) { b.NoOffice = "verschlüsselt" }, "kein Risiko besteht: verschlüsselt"},
		"people told":  {func(b *papers.Breach) { b.People = at(22, 8) }, "Die Betroffenen wurden am 22.11.2026 09:00 benachrichtigt"},
		"closed":       {func(b *papers.Breach) { b.Closed = at(22, 8) }, "Abgeschlossen am 22.11.2026 09:00."},
	} {
		b := breach()
		c.change(&b)
		if page := string(papers.Report(b).HTML()); !strings.Contains(page, c.want) {
			t.Errorf("%s: no %q in\n%s", name, c.want, page)
		}
	}
}
