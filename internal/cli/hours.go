package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/hours"
	"sprechstunde/internal/termtext"
)

func (a *App) hoursCommand() *cobra.Command {
	t := &a.texts.Line.Hours
	var at string
	var week, asJSON bool
	cmd := a.command("hours", t.Cmd, 0, func(context.Context, []string) error {
		return a.hours(at, week, asJSON)
	})
	cmd.Flags().StringVar(&at, "at", "", t.FlagAt)
	cmd.Flags().BoolVar(&week, "week", false, t.FlagWeek)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

// hours says what the calendar says about a moment. It needs no database and
// no relay.
func (a *App) hours(at string, week, asJSON bool) error {
	cfg, _, err := a.settle()
	if err != nil {
		return err
	}
	cal, err := calendarOf(cfg)
	if err != nil {
		return err
	}
	now := a.Clock().In(cfg.Location())
	if at != "" {
		var ok bool
		if now, ok = momentOf(cal, at, now); !ok {
			return &usageError{fmt.Errorf("--at: "+a.texts.Line.Hours.BadTime, at)}
		}
	}
	v := hoursView{app: a, cal: cal, agenda: agendaOf(cal, now), followUp: cfg.Hours.FollowUp}
	if asJSON {
		return writeJSON(a.Out, v.json(week))
	}
	v.print()
	if week {
		fmt.Fprintln(a.Out)
		for n := range 7 {
			v.printDay(cal.Day(now).Add(n))
		}
	}
	return nil
}

// momentOf reads what was given for a moment. Without a zone it is the
// adviser's, and in an hour that comes twice its first coming.
func momentOf(cal *hours.Calendar, text string, now time.Time) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at.In(now.Location()), true
	}
	for _, form := range []string{"2006-01-02 15:04", "2006-01-02T15:04", domain.DateForm} {
		if at, err := time.Parse(form, text); err == nil {
			return cal.At(hours.DayOf(at), at.Hour()*60+at.Minute()), true
		}
	}
	if at, err := time.Parse("15:04", text); err == nil {
		return cal.At(cal.Day(now), at.Hour()*60+at.Minute()), true
	}
	return time.Time{}, false
}

// hoursView shows one moment of the calendar.
type hoursView struct {
	app      *App
	cal      *hours.Calendar
	agenda   domain.Agenda
	followUp time.Duration
}

// followUntil is until when the follow-up of the slot that runs, or was the
// last to end, lasts; zero if it is over.
func (v *hoursView) followUntil() time.Time {
	end := v.agenda.Slot.End
	if v.agenda.Slot.IsZero() {
		_, _, end, _ = v.cal.LastSlot(v.agenda.At)
	}
	if until := end.Add(v.followUp); !end.IsZero() && v.followUp > 0 && until.After(v.agenda.At) {
		return until
	}
	return time.Time{}
}

// print writes one fact a line; what is not the case has no line, but whether
// it is open and which slot comes is always said.
func (v *hoursView) print() {
	t, ag := &v.app.texts.Line.Hours, v.agenda
	v.say("%s %d, %s", dateWords(v.app.texts, ag.At), ag.At.Year(), ag.At.Format("15:04 MST"))
	if until, open := v.cal.Open(ag.At); open {
		v.say(t.OpenUntil, clock24(until))
	} else {
		v.say("%s", t.Closed)
	}
	for _, reason := range v.reasons(v.cal.Day(ag.At)) {
		v.say("%s", reason)
	}
	v.printSlots()
	if due, ok := v.cal.Due(ag.At); ok {
		v.say(t.Due, fmt.Sprintf(t.When, dateWords(v.app.texts, due), clock24(due)))
	}
	if !ag.Overdue.IsZero() {
		v.say(t.Overdue, dateWords(v.app.texts, ag.Overdue))
	}
}

func (v *hoursView) printSlots() {
	t, ag := &v.app.texts.Line.Hours, v.agenda
	switch {
	case ag.Slot.Topic != "":
		v.say(t.Round, termtext.Line(ag.Slot.Topic), clock24(ag.Slot.End))
	case !ag.Slot.IsZero():
		v.say(t.Slot, termtext.Line(ag.Slot.Name), clock24(ag.Slot.End))
	}
	if until := v.followUntil(); !until.IsZero() {
		v.say(t.FollowUp, clock24(until))
	}
	if ag.Next.IsZero() {
		v.say("%s", t.NoSlot)
		return
	}
	v.say(t.NextSlot, termtext.Line(ag.Next.Name), slotWords(v.app.texts, ag.Next.Begin, ag.At))
	if ag.Gap {
		v.say("%s", t.Gap)
	}
}

// reasons says why a day is no ordinary one.
func (v *hoursView) reasons(d hours.Day) (list []string) {
	t := &v.app.texts.Line.Hours
	if name, ok := v.cal.Holiday(d); ok {
		list = append(list, fmt.Sprintf(t.Holiday, name))
	}
	if note, ok := v.cal.Free(d); ok && note != "" {
		list = append(list, fmt.Sprintf(t.FreeWhy, termtext.Line(note)))
	} else if ok {
		list = append(list, t.Free)
	}
	if absence, back, ok := v.cal.Absent(d); ok {
		list = append(list, fmt.Sprintf(t.Absent, dateWords(v.app.texts, v.cal.Start(back))))
		if absence.Deputy != "" {
			list = append(list, fmt.Sprintf(t.Deputy, termtext.Line(absence.Deputy)))
		}
	}
	if end, ok := v.cal.HalfDay(d); ok {
		list = append(list, fmt.Sprintf(t.HalfDay, clock24(end)))
	}
	return list
}

// printDay writes a day of the week as one line.
func (v *hoursView) printDay(d hours.Day) {
	parts := []string{dateWords(v.app.texts, v.cal.Start(d))}
	if spans := spans(v.cal.Office(d)); spans != "" {
		parts = append(parts, spans)
	}
	for _, r := range v.cal.Slots(d) {
		parts = append(parts, termtext.Line(r.Slot.Name).String()+" "+spans([]hours.Run{r}))
	}
	if parts = append(parts, v.reasons(d)...); len(parts) == 1 {
		parts = append(parts, v.app.texts.Line.Hours.Nobody)
	}
	v.say("%s", strings.Join(parts, " | "))
}

func (v *hoursView) say(format string, values ...any) {
	fmt.Fprintf(v.app.Out, format+"\n", values...)
}

func spans(runs []hours.Run) string {
	list := make([]string, len(runs))
	for i, r := range runs {
		list[i] = clock24(r.Begin) + "–" + clock24(r.End)
	}
	return strings.Join(list, ", ")
}

func clock24(t time.Time) string { return t.Format("15:04") }
