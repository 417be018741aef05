package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
	"sprechstunde/internal/law"
	"sprechstunde/internal/papers"
	"sprechstunde/internal/termtext"
)

type jsonIncident struct {
	ID        int64              `json:"id"`
	What      string             `json:"what"`
	Noticed   *time.Time         `json:"noticed_at"`
	Until     *time.Time         `json:"office_until"`
	Office    *time.Time         `json:"office_told_at"`
	People    *time.Time         `json:"people_told_at"`
	Closed    *time.Time         `json:"closed_at"`
	NoOffice  *string            `json:"office_not_needed"`
	Open      bool               `json:"clock_runs"`
	Concerned []int64            `json:"concerned"`
	Gone      int                `json:"concerned_erased"`
	Notes     []jsonIncidentNote `json:"notes"`
}

type jsonIncidentNote struct {
	At   *time.Time `json:"at"`
	Text string     `json:"text"`
}

func incidentJSON(i domain.Incident) jsonIncident {
	out := jsonIncident{
		ID: i.ID, What: i.What, Noticed: moment(i.Noticed), Until: moment(i.Noticed.Add(law.BreachTime)), Office: moment(i.Office),
		People: moment(i.People), Closed: moment(i.Closed), NoOffice: optional(i.NoOffice), Open: i.Open(),
		Concerned: append([]int64{}, i.Chats...), Gone: i.Gone, Notes: []jsonIncidentNote{},
	}
	for _, n := range i.Notes {
		out.Notes = append(out.Notes, jsonIncidentNote{moment(n.At), n.Text})
	}
	return out
}

func (a *App) incidentCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.Rights.Line
	cmd := a.command("incident", t.CmdIncident, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error { return a.listIncidents(ctx, h, asJSON) })
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.AddCommand(
		a.incidentStartCommand(), a.incidentShowCommand(), a.incidentPeopleCommand(),
		a.incidentStepCommand("note ID TEXT", t.CmdIncNote, 2, desk.IncidentNoted),
		a.incidentStepCommand("office ID", t.CmdOffice, 1, desk.IncidentOffice),
		a.incidentStepCommand("told ID", t.CmdPeople, 1, desk.IncidentPeople),
		a.incidentStepCommand("harmless ID REASON", t.CmdHarmless, 2, desk.IncidentHarmless),
		a.incidentStepCommand("close ID", t.CmdClose, 1, desk.IncidentClose),
	)
	return cmd
}

func (a *App) listIncidents(ctx context.Context, h *house, asJSON bool) error {
	list, err := h.desk.Incidents(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, each(list, incidentJSON))
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Out, a.texts.Rights.Line.NoIncident)
	}
	for _, i := range list {
		fmt.Fprintln(a.Out, strings.Join([]string{
			strconv.FormatInt(i.ID, 10), h.longTime(i.Noticed), a.clockWords(h, i), a.concernedWords(i), termtext.Line(i.What).String(),
		}, " | "))
	}
	return nil
}

// clockWords say how much of the 72 hours is left.
func (a *App) clockWords(h *house, i domain.Incident) string {
	t, until := &a.texts.Rights.Line, i.Noticed.Add(law.BreachTime)
	switch {
	case !i.Open():
		return t.ClockStopped
	case a.Clock().Before(until):
		return fmt.Sprintf(t.ClockF, h.longTime(until), papers.HoursLeft(i, a.Clock()))
	}
	return fmt.Sprintf(t.ClockOverF, h.longTime(until))
}

func (a *App) concernedWords(i domain.Incident) string {
	t := &a.texts.Rights.Line
	words := fmt.Sprintf(t.ConcernedF, len(i.Chats))
	if i.Gone > 0 {
		words += ", " + fmt.Sprintf(t.GoneF, i.Gone)
	}
	return words
}

func (a *App) incidentStartCommand() *cobra.Command {
	var what, noticed string
	t := &a.texts.Rights.Line
	cmd := &cobra.Command{Use: "start", Short: t.CmdStart, Args: exactly(0), RunE: func(cmd *cobra.Command, _ []string) error {
		if strings.TrimSpace(what) == "" {
			return wrongFlag(cmd, errors.New(t.NoWhat))
		}
		ctx := cmd.Context()
		return a.withHouse(ctx, func(h *house) error {
			at, err := a.pastMoment(h, noticed)
			if err != nil {
				return err
			}
			id, err := h.desk.StartIncident(ctx, termtext.Outgoing(what), at)
			if err != nil {
				return err
			}
			i, err := h.desk.Incident(ctx, id)
			if err != nil {
				return err
			}
			t := &a.texts.Rights.Line
			fmt.Fprintf(a.Out, t.IncidentF+"\n", id, h.longTime(i.Noticed.Add(law.BreachTime)))
			fmt.Fprintf(a.Out, t.Steps+"\n", id, id)
			return nil
		})
	}}
	cmd.Flags().StringVar(&what, "what", "", t.FlagWhat)
	cmd.Flags().StringVar(&noticed, "noticed", "", t.FlagNoticed)
	return cmd
}

// incidentStepCommand notes a step; its second argument, if it has one, are words.
func (a *App) incidentStepCommand(use, short string, args int, step desk.IncidentStep) *cobra.Command {
	return a.command(use, short, args, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error {
			id, err := rowNumber(args[0])
			if err != nil {
				return err
			}
			if err := h.desk.StepIncident(ctx, id, step, termtext.Outgoing(strings.Join(args[1:], " "))); err != nil {
				return err
			}
			fmt.Fprintln(a.Out, a.texts.Rights.Line.Kept)
			return nil
		})
	})
}

func (a *App) incidentPeopleCommand() *cobra.Command {
	var refs []string
	var since string
	var everybody bool
	t := &a.texts.Rights.Line
	cmd := &cobra.Command{Use: "people ID", Short: t.CmdConcern, Args: exactly(1), RunE: func(cmd *cobra.Command, args []string) error {
		if len(refs) == 0 && since == "" && !everybody {
			return wrongFlag(cmd, errors.New(t.OneOf))
		}
		return a.withHouse(cmd.Context(), func(h *house) error { return a.concern(cmd.Context(), h, args[0], refs, since) })
	}}
	cmd.Flags().StringArrayVar(&refs, "chat", nil, t.FlagChats)
	cmd.Flags().StringVar(&since, "since", "", t.FlagSince)
	cmd.Flags().BoolVar(&everybody, "all", false, t.FlagEverybody)
	cmd.MarkFlagsMutuallyExclusive("chat", "since", "all")
	return cmd
}

func (a *App) concern(ctx context.Context, h *house, typed string, refs []string, since string) error {
	id, err := rowNumber(typed)
	if err != nil {
		return err
	}
	from, err := a.pastMoment(h, since)
	if err != nil {
		return err
	}
	var chats []int64
	for _, ref := range refs {
		chat, err := h.desk.FindChat(ctx, ref)
		if err != nil {
			return fmt.Errorf("finding a chat: %w", err)
		}
		chats = append(chats, chat.ID)
	}
	if err := h.desk.Concern(ctx, id, chats, from); err != nil {
		return err
	}
	i, err := h.desk.Incident(ctx, id)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.Out, a.texts.Rights.Line.Concern1+" "+a.concernedWords(i))
	return nil
}

func (a *App) incidentShowCommand() *cobra.Command {
	var dir string
	var asJSON bool
	t := &a.texts.Rights.Line
	cmd := a.command("show ID", t.CmdIncident1, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error {
			id, err := rowNumber(args[0])
			if err != nil {
				return err
			}
			i, err := h.desk.Incident(ctx, id)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.Out, incidentJSON(i))
			}
			b, err := a.breachOf(ctx, h, i)
			if err != nil {
				return err
			}
			return a.giveReport(ctx, h, papers.Report(b), dir, "datenpanne-"+strconv.FormatInt(id, 10))
		})
	})
	cmd.Flags().StringVar(&dir, "out", "", t.FlagPaper)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

// giveReport is givePaper for a paper in which persons are named: the desk knows of
// the file, so that it goes when one of them is erased.
func (a *App) giveReport(ctx context.Context, h *house, p *papers.Paper, dir, name string) error {
	if dir == "" {
		return a.givePaper(p, dir, name)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	path, err := h.desk.LogNew(ctx, domain.Exported{Format: domain.ExportHTML, What: "incident"}, func(noted func(string) error) (string, error) {
		return export.Target{Dir: dir, Name: name + ".html", Note: noted}.Write(func(w io.Writer) error {
			_, err := w.Write(p.HTML())
			return err
		})
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(a.Out, termtext.Line(path))
	return nil
}

// breachOf gathers who is concerned and how they are reached.
func (a *App) breachOf(ctx context.Context, h *house, i domain.Incident) (papers.Breach, error) {
	b := papers.Breach{House: a.paperHouse(h.cfg, h.zone), Incident: i}
	for _, id := range i.Chats {
		p, err := h.desk.Person(ctx, id)
		if domain.CodeOf(err) == domain.CodeNotFound { // nothing of theirs is here but who they are
			c, err := h.desk.Contact(ctx, id)
			if err != nil {
				return b, err
			}
			b.Concerned = append(b.Concerned, papers.Concerned{Chat: id, Name: c.Name, Reach: cmp.Or(c.Phone, joinedIf("@", c.Username), "WhatsApp")})
			continue
		}
		if err != nil {
			return b, err
		}
		thread, err := h.desk.Thread(ctx, id, 0, 0)
		if err != nil {
			return b, err
		}
		c := p.Chat.Contact
		var ways []string
		for _, way := range []string{c.Phone, p.Facts[domain.FactEmail], joinedIf("@", c.Username)} {
			if way != "" {
				ways = append(ways, way)
			}
		}
		b.Concerned = append(b.Concerned, papers.Concerned{
			Chat: p.Chat.ID, Name: c.Name, Reach: cmp.Or(strings.Join(ways, ", "), "WhatsApp"),
			Messages: len(thread.Messages), Files: p.Files, Distress: p.Chat.Crisis,
		})
	}
	return b, nil
}
