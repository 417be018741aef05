package cli

import (
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/hours"
	"sprechstunde/internal/prepared"
	"sprechstunde/internal/relay"
)

// automatic are the automatic texts of a configuration, nil if they are off;
// cal is its calendar.
func (a *App) automatic(cfg *config.Config, cal *hours.Calendar) relay.Auto {
	if !cfg.Auto.On && !cfg.Calls.Writes() {
		return nil
	}
	zone := cfg.Location()
	link, version := cfg.Notice()
	return auto.New(auto.Options{
		Agenda: func(now time.Time) domain.Agenda { return agendaOf(cal, now.In(zone)) },
		Facts: func(ag domain.Agenda) prepared.Facts {
			day := dayOf(a.texts, cal, ag.At)
			f := prepared.Facts{
				Me: cfg.Adviser.Name, Team: cfg.Adviser.Team, Link: link,
				OfficeToday: day.OfficeToday, Today: day.Today, Tomorrow: day.Tomorrow,
			}
			f.Deputy, f.Back = absenceWords(a.texts, cal, ag)
			if !ag.Next.IsZero() {
				f.NextSlot = momentWords(a.texts, &a.texts.Line.Answers.From, ag.Next.Begin.In(zone), ag.At)
			}
			return f
		},
		Texts: cfg.Auto.Texts(), Lang: a.texts.Lang, Quiet: cfg.Auto.Quiet, Notice: version,
		Calls: cfg.Calls.Writes(), CallsOnly: !cfg.Auto.On,
	})
}
