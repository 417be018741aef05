package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/hours"
	"sprechstunde/internal/i18n"
)

// profileEdit is what the flags of "profile edit" ask for.
type profileEdit struct {
	values   map[domain.ProfileField]*string
	websites []string
	hours    string
	yes      bool

	given func(flag string) bool
}

// profileEditCommand changes several fields at once, after they were shown.
func (a *App) profileEditCommand() *cobra.Command {
	t := &a.texts.OwnPage
	e := &profileEdit{values: map[domain.ProfileField]*string{}}
	cmd := a.command("edit", t.CmdEdit, 0, func(ctx context.Context, _ []string) error { return a.editProfile(ctx, e) })
	for field, help := range map[domain.ProfileField]string{
		domain.ProfileAbout: t.FlagAbout, domain.ProfileAddress: t.FlagAddress, domain.ProfileDescription: t.FlagDescription, domain.ProfileEmail: t.FlagEmail,
	} {
		e.values[field] = cmd.Flags().String(string(field), "", help)
	}
	cmd.Flags().StringArrayVar(&e.websites, "website", nil, t.FlagWebsite)
	cmd.Flags().StringVar(&e.hours, "hours", "", t.FlagHours)
	cmd.Flags().Lookup("hours").NoOptDefVal = string(domain.ProfileDescription)
	cmd.Flags().BoolVar(&e.yes, "yes", false, t.FlagYes)
	e.given = cmd.Flags().Changed
	return cmd
}

// editProfile reads the profile, lays the wishes over it, says everything that
// WhatsApp would refuse, shows what changes, and changes it after a yes.
func (a *App) editProfile(ctx context.Context, e *profileEdit) error {
	cfg, _, err := a.settle()
	if err != nil {
		return err
	}
	line := a.hoursLine(hours.Week(planOf(cfg.Hours, cfg.Location())))
	if err := a.badEdit(e, line); err != nil {
		return &usageError{err}
	}
	return a.withHouse(ctx, func(h *house) error {
		was, err := h.desk.Profile(ctx)
		if err != nil {
			return err
		}
		is := e.apply(was, line, a.texts)
		fields := changedFields(was, is)
		if err := a.troubles(is, fields); err != nil {
			return &usageError{err}
		}
		a.preview(was, is, fields)
		switch {
		case len(fields) == 0:
			return nil
		case !e.yes:
			fmt.Fprintln(a.Out, a.texts.OwnPage.Repeat)
			return nil
		}
		if err := h.desk.SetProfile(ctx, is, fields...); err != nil {
			return err
		}
		fmt.Fprintln(a.Out, a.texts.OwnPage.Done)
		return nil
	})
}

// badEdit says what is wrong with the flags themselves.
func (a *App) badEdit(e *profileEdit, line string) error {
	t := &a.texts.OwnPage
	asked := e.given("hours") || e.given("website")
	for f := range e.values {
		asked = asked || e.given(string(f))
	}
	switch {
	case !asked:
		return errors.New(t.Nothing)
	case !e.given("hours"):
		return nil
	case e.hours != string(domain.ProfileDescription) && e.hours != string(domain.ProfileAbout):
		return errors.New(t.BadHours)
	case line == "":
		return errors.New(t.NoHours)
	}
	return nil
}

// apply lays the wishes over a profile. The hours are one line of the
// description, in the place of the one that was made before, or all of about.
func (e *profileEdit) apply(p domain.Profile, line string, texts *i18n.Texts) domain.Profile {
	for f, value := range e.values {
		if e.given(string(f)) {
			p.Set(f, *value)
		}
	}
	if e.given("website") {
		p.Set(domain.ProfileWebsites, strings.Join(e.websites, " "))
	}
	switch {
	case !e.given("hours"):
	case e.hours == string(domain.ProfileAbout):
		p.Set(domain.ProfileAbout, line)
	default:
		p.Set(domain.ProfileDescription, withHours(p.Description, line, texts.OwnPage.HoursLead))
	}
	return p
}

// withHours puts a line with the hours into a text: where one stood, or at its end.
func withHours(text, line, lead string) string {
	var out []string
	done := false
	for l := range strings.Lines(text) {
		l = strings.TrimRight(l, "\r\n")
		if strings.HasPrefix(l, lead) {
			if done {
				continue
			}
			l, done = line, true
		}
		out = append(out, l)
	}
	if !done {
		out = append(out, line)
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

func changedFields(was, is domain.Profile) []domain.ProfileField {
	var fields []domain.ProfileField
	for _, f := range domain.ProfileFields() {
		if was.Get(f) != is.Get(f) {
			fields = append(fields, f)
		}
	}
	return fields
}

// troubles says all that WhatsApp would refuse, each with its field.
func (a *App) troubles(p domain.Profile, fields []domain.ProfileField) error {
	t := &a.texts.Line.Platform
	var all []string
	for _, f := range fields {
		trouble := p.Check(f)
		switch {
		case trouble == domain.ProfileFine:
		case trouble == domain.ProfileTooLong && f != domain.ProfileWebsites:
			all = append(all, t.Field[f]+": "+fmt.Sprintf(a.texts.OwnPage.TooLongF, utf8.RuneCountInString(p.Get(f)), f.Limit()))
		case trouble == domain.ProfileTooLong:
			all = append(all, t.Field[f]+": "+fmt.Sprintf(t.Trouble[trouble], f.Limit()))
		default:
			all = append(all, t.Field[f]+": "+t.Trouble[trouble])
		}
	}
	if len(all) == 0 {
		return nil
	}
	return errors.New(strings.Join(all, "\n"))
}

// preview shows each field that changes, as it is and as it would be.
func (a *App) preview(was, is domain.Profile, fields []domain.ProfileField) {
	t := &a.texts.OwnPage
	if len(fields) == 0 {
		fmt.Fprintln(a.Out, t.Same)
		return
	}
	show := func(form, value string) {
		if value == "" {
			value = a.texts.Line.Platform.Empty
		}
		for i, l := range strings.Split(value, "\n") {
			first := fmt.Sprintf(form, "")
			if i > 0 {
				first = strings.Repeat(" ", utf8.RuneCountInString(first))
			}
			fmt.Fprintln(a.Out, first+plainLine(l))
		}
	}
	for _, f := range fields {
		fmt.Fprintln(a.Out, a.texts.Line.Platform.Field[f])
		show(t.NowF, was.Get(f))
		show(t.ThenF, is.Get(f))
	}
}

// hoursLine are the hours of a usual week in one line, "" if there are none.
func (a *App) hoursLine(week []hours.WeekPart) string {
	t, days := &a.texts.OwnPage, a.texts.Screen.DaysLong
	var parts []string
	for _, p := range week {
		on := days[p.From]
		switch (p.To - p.From + 7) % 7 {
		case 0:
		case 1:
			on = fmt.Sprintf(t.TwoDaysF, on, days[p.To])
		default:
			on = fmt.Sprintf(t.DaysF, on, days[p.To])
		}
		var spans []string
		for _, s := range p.Spans {
			spans = append(spans, fmt.Sprintf(t.SpanF, clockOf(t, s.From), clockOf(t, s.To)))
		}
		parts = append(parts, fmt.Sprintf(t.PartF, on, strings.Join(spans, t.And)))
	}
	if len(parts) == 0 {
		return ""
	}
	return t.HoursLead + strings.Join(parts, ", ")
}

// clockOf is a time of day in minutes, without its minutes where there are none.
func clockOf(t *i18n.OwnPageTexts, minutes int) string {
	d := time.Duration(minutes) * time.Minute
	hour, minute := int(d.Hours()), minutes%60
	if minute == 0 {
		return fmt.Sprintf(t.FullHour, hour)
	}
	return fmt.Sprintf(t.Clock, hour, minute)
}
