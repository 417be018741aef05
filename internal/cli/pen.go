package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	guard "sprechstunde/internal/check"
	"sprechstunde/internal/config"
	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/hours"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/prepared"
	"sprechstunde/internal/tools"
)

// pen is what the desk needs for writing answers, out of the configuration.
func (h *house) pen() desk.Pen {
	texts := h.app.texts
	cal := h.cal
	dir := h.cfg.Export.Dir
	if dir == "" {
		dir = filepath.Join(h.home.Data, "exports")
	}
	notice, version := h.cfg.Notice()
	return desk.Pen{
		Periods: h.cfg.Privacy.Periods(), NoticeURL: notice, NoticeVersion: version,
		Me: h.cfg.Adviser.Name, Team: h.cfg.Adviser.Team, Zone: h.zone, Coach: coachOf(h.cfg.Coach),
		Day:      func(lang string, now time.Time) desk.Day { return dayOf(i18n.For(lang), cal, now.In(h.zone)) },
		Agenda:   func(now time.Time) domain.Agenda { return agendaOf(cal, now.In(h.zone)) },
		Moments:  func(now time.Time) []domain.Moment { return momentsOf(cal, now.In(h.zone)) },
		Cost:     func(category string) domain.Cost { return costOf(h.cfg.Rates, category) },
		Announce: h.cfg.Parking.Template, ParkFor: h.cfg.Parking.Expires,
		Starter:   func() []domain.Answer { return prepared.Starter(texts.Lang) },
		Care:      careOf(h.cfg, texts.Lang),
		ExportDir: dir, ExportKeep: h.cfg.Export.KeepDays, JSON: h.writeThread, Lang: texts.Lang, Explain: h.app.explain,
		People: h.cfg.People.Lists(), FieldName: func(f domain.FactField) string { return texts.Line.Person.Field[string(f)] },
		Links: h.cfg.Catalogue(), Browse: h.tools().Browse, Files: h.files, Tools: h.tools(),
		Source: h.app.source, AnswerFile: h.answerFile, Complete: h.app.complete,
		Places: placesOf(h.cfg.Places), Cards: cardsOf(h.cfg.Cards), Recipients: h.cfg.RecipientList(), Tell: tellOf(h.cfg, texts.Lang),
		Access: func(ctx context.Context, chatID int64) (domain.AccessMade, error) {
			return h.app.makeAccess(ctx, h, chatID, h.desk.ExportDir(), accessDays)
		},
		History: h.lookHistory,
		Ledger:  ledgerFile{filepath.Join(h.app.backupDir(h.cfg, h.home, ""), "erased.jsonl")}, ForgetLog: h.logFile.Forget, SweepCopies: h.sweepCopies,
	}
}

// tools are the programs of this machine that files are given to.
func (h *house) tools() *tools.Tools {
	return tools.New(tools.Options{
		Open: h.cfg.Files.Open, Play: h.cfg.Files.Play, Record: h.cfg.Voice.Record, Transcribe: h.cfg.Voice.Transcribe,
		Env: h.app.Env,
	})
}

// costOf is what a message costs by the configured rates; a rate of 0 is not
// known.
func costOf(r config.Rates, category string) domain.Cost {
	amount := map[string]float64{"UTILITY": r.Utility, "MARKETING": r.Marketing, "SERVICE": r.Service}[strings.ToUpper(category)]
	return domain.Cost{Known: amount > 0, Amount: amount, Currency: r.Currency}
}

// today is the date in the adviser's zone.
func (h *house) today() string { return h.app.Clock().In(h.zone).Format(domain.DateForm) }

func coachOf(c config.Coach) guard.Coach {
	coach := guard.Coach{Address: c.Address, Limit: c.Length, Off: map[domain.Rule]bool{}, Officialese: guard.DefaultOfficialese()}
	if c.Address == "off" {
		coach.Address = ""
	}
	for _, rule := range c.Off {
		coach.Off[domain.Rule(rule)] = true
	}
	for _, word := range c.Officialese {
		if out, ok := strings.CutPrefix(word, "-"); ok {
			coach.Officialese = slices.DeleteFunc(coach.Officialese, func(w string) bool { return strings.EqualFold(w, out) })
			continue
		}
		coach.Officialese = append(coach.Officialese, word)
	}
	return coach
}

// dayOf says in words what answers may tell about the time; now is in the
// adviser's zone.
func dayOf(texts *i18n.Texts, cal *hours.Calendar, now time.Time) desk.Day {
	t := &texts.Line.Answers
	d := desk.Day{Today: dateWords(texts, now), Tomorrow: dateWords(texts, now.AddDate(0, 0, 1)), OfficeToday: t.ClosedNow}
	if _, begin, _, ok := cal.NextSlot(now); ok {
		d.NextSlot = slotWords(texts, begin.In(now.Location()), now)
	}
	d.Deputy, d.Back = absenceWords(texts, cal, agendaOf(cal, now))
	if from, to, ok := cal.Today(now); ok && from.After(now) {
		d.OfficeToday = fmt.Sprintf(t.FromToday, clockWords(texts, from), clockWords(texts, to))
	} else if ok {
		d.OfficeToday = fmt.Sprintf(t.UntilToday, clockWords(texts, to))
	}
	return d
}

func dateWords(texts *i18n.Texts, day time.Time) string {
	s := &texts.Screen
	return fmt.Sprintf(texts.Line.Answers.DateForm, s.DaysLong[day.Weekday()], day.Day(), s.Months[day.Month()-1])
}

// absenceWords are who stands in while the adviser is absent, and on which day
// she is back: that of her next slot, for no day without one helps anybody, and
// where there are no slots the next working day.
func absenceWords(texts *i18n.Texts, cal *hours.Calendar, a domain.Agenda) (deputy, back string) {
	if !a.Absent {
		return "", ""
	}
	on := a.BackOn
	if a.Next.IsZero() && !cal.WorkingDay(cal.Day(on)) {
		if day, ok := cal.NextWorkingDay(on); ok {
			on = cal.Start(day)
		}
	}
	if !a.Next.IsZero() && a.Next.Begin.After(on) {
		on = a.Next.Begin
	}
	return a.Deputy, dateWords(texts, on.In(a.At.Location()))
}

// slotWords is a coming moment the way one says it: by the day of the week
// within the next six days, later with its date.
func slotWords(texts *i18n.Texts, at, now time.Time) string {
	return momentWords(texts, &texts.Line.Answers.At, at, now)
}

func momentWords(texts *i18n.Texts, t *i18n.SlotForms, at, now time.Time) string {
	clock := clockWords(texts, at)
	weekday := texts.Screen.DaysLong[at.Weekday()]
	switch days := daysBetween(now, at); {
	case days == 0:
		return fmt.Sprintf(t.Today, clock)
	case days == 1:
		return fmt.Sprintf(t.Tomorrow, clock)
	case days < 7:
		return fmt.Sprintf(t.OnDay, weekday, clock)
	default:
		return fmt.Sprintf(t.OnDate, weekday, shortDate(texts, at), clock)
	}
}

// shortDate is a date for a person, who may live where the month is written
// first: in English it has its name.
func shortDate(texts *i18n.Texts, at time.Time) string {
	if texts.Lang == i18n.German {
		return fmt.Sprintf(texts.Screen.DateShortF, at.Day(), int(at.Month()))
	}
	return fmt.Sprintf("%d %s", at.Day(), texts.Screen.Months[at.Month()-1])
}

// daysBetween counts midnights, whatever the clock does in between.
func daysBetween(from, to time.Time) int {
	a := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, time.UTC)
	b := time.Date(to.Year(), to.Month(), to.Day(), 0, 0, 0, 0, time.UTC)
	return int(b.Sub(a).Hours() / 24)
}

// clockWords leaves out the minutes of a full hour in German, as one speaks.
func clockWords(texts *i18n.Texts, t time.Time) string {
	if texts.Lang == i18n.German && t.Minute() == 0 {
		return fmt.Sprint(t.Hour())
	}
	return t.Format("15:04")
}
