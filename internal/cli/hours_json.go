package cli

import (
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/hours"
)

type jsonHours struct {
	At            *time.Time   `json:"at"`
	Open          bool         `json:"open"`
	OpenUntil     *time.Time   `json:"open_until"`
	Closes        *time.Time   `json:"closes"`
	WorkingDay    bool         `json:"working_day"`
	Slot          *jsonSlot    `json:"slot"`
	NextSlot      *jsonSlot    `json:"next_slot"`
	FollowUpUntil *time.Time   `json:"follow_up_until"`
	Gap           bool         `json:"gap"`
	Holiday       *string      `json:"holiday"`
	Free          bool         `json:"free"`
	FreeNote      *string      `json:"free_note"`
	HalfDay       *time.Time   `json:"half_day"`
	Absence       *jsonAbsence `json:"absence"`
	Due           *time.Time   `json:"due"`
	OverdueBefore *time.Time   `json:"overdue_before"`
	Week          []jsonDay    `json:"week,omitempty"`
}

type jsonSlot struct {
	Name  string     `json:"name"`
	Topic *string    `json:"topic"`
	Begin *time.Time `json:"begin"`
	End   *time.Time `json:"end"`
}

type jsonSpan struct {
	Begin *time.Time `json:"begin"`
	End   *time.Time `json:"end"`
}

type jsonAbsence struct {
	Deputy *string `json:"deputy"`
	Back   string  `json:"back"`
}

type jsonDay struct {
	Date       string       `json:"date"`
	WorkingDay bool         `json:"working_day"`
	Office     []jsonSpan   `json:"office"`
	Slots      []jsonSlot   `json:"slots"`
	Holiday    *string      `json:"holiday"`
	Free       bool         `json:"free"`
	FreeNote   *string      `json:"free_note"`
	HalfDay    *time.Time   `json:"half_day"`
	Absence    *jsonAbsence `json:"absence"`
}

func (v *hoursView) json(week bool) jsonHours {
	ag, today := v.agenda, v.day(v.cal.Day(v.agenda.At))
	until, open := v.cal.Open(ag.At)
	due, _ := v.cal.Due(ag.At) // the zero time is null
	j := jsonHours{
		At: moment(ag.At), Open: open, OpenUntil: moment(until), Closes: moment(ag.OpenUntil), WorkingDay: today.WorkingDay,
		Slot: slotJSON(ag.Slot), NextSlot: slotJSON(ag.Next), FollowUpUntil: moment(v.followUntil()), Gap: ag.Gap,
		Holiday: today.Holiday, Free: today.Free, FreeNote: today.FreeNote, HalfDay: today.HalfDay, Absence: today.Absence,
		Due: moment(due), OverdueBefore: moment(ag.Overdue),
	}
	if week {
		for n := range 7 {
			j.Week = append(j.Week, v.day(v.cal.Day(ag.At).Add(n)))
		}
	}
	return j
}

func (v *hoursView) day(d hours.Day) jsonDay {
	j := jsonDay{Date: d.String(), WorkingDay: v.cal.WorkingDay(d), Office: []jsonSpan{}, Slots: []jsonSlot{}}
	for _, r := range v.cal.Office(d) {
		j.Office = append(j.Office, jsonSpan{Begin: moment(r.Begin), End: moment(r.End)})
	}
	for _, r := range v.cal.Slots(d) {
		j.Slots = append(j.Slots, *slotJSON(slotTime(r.Slot, r.Begin, r.End, true)))
	}
	holiday, _ := v.cal.Holiday(d)
	note, free := v.cal.Free(d)
	half, _ := v.cal.HalfDay(d)
	j.Holiday, j.Free, j.FreeNote, j.HalfDay = optional(holiday), free, optional(note), moment(half)
	if absence, back, ok := v.cal.Absent(d); ok {
		j.Absence = &jsonAbsence{Deputy: optional(absence.Deputy), Back: back.String()}
	}
	return j
}

func slotJSON(s domain.SlotTime) *jsonSlot {
	if s.IsZero() {
		return nil
	}
	return &jsonSlot{Name: s.Name, Topic: optional(s.Topic), Begin: moment(s.Begin), End: moment(s.End)}
}
