package cli

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/papers"
	"sprechstunde/internal/termtext"
)

func (a *App) reportCommand() *cobra.Command {
	t := &a.texts.Rights.Line
	cmd := &cobra.Command{
		Use: "report", Short: t.CmdReport, Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return &usageError{fmt.Errorf("%s", cmd.UsageString())} },
	}
	var dir string
	record := a.command("privacy", t.CmdRecord, 0, func(context.Context, []string) error {
		cfg, _, err := a.settle()
		if err != nil {
			return err
		}
		return a.givePaper(papers.Record(a.setupOf(cfg)), dir, "verarbeitungsverzeichnis")
	})
	record.Flags().StringVar(&dir, "out", "", t.FlagPaper)
	cmd.AddCommand(record)
	return cmd
}

// givePaper prints a paper as Markdown, or writes it as a page into a folder.
func (a *App) givePaper(p *papers.Paper, dir, name string) error {
	if dir == "" {
		fmt.Fprintln(a.Out, termtext.Clean(string(p.Markdown())))
		return nil
	}
	path, err := export.Write(dir, name+".html", p.HTML())
	if err != nil {
		return err
	}
	fmt.Fprintln(a.Out, path)
	return nil
}

// setupOf is how the program is set up, for the record of processing.
func (a *App) setupOf(cfg *config.Config) papers.Setup {
	t := i18n.For(i18n.German)
	s := papers.Setup{
		House: a.paperHouse(cfg, cfg.Location()), APIHost: machineOf(cfg.WhatsApp.APIURL), APIVersion: cfg.WhatsApp.APIVersion,
		Number: cfg.WhatsApp.Number, Auto: cfg.Auto.On, Parking: cfg.Parking.Template != "", Transcribed: len(cfg.Voice.Transcribe) > 0,
		Nudge: cfg.Privacy.On, Masked: cfg.Privacy.MaskNumbers, Sources: len(cfg.Sources),
	}
	if cfg.Relay.URL != "" {
		s.RelayAt = machineOf(cfg.Relay.URL)
	}
	if after := cfg.Privacy.CurtainAfter; after > 0 {
		s.Curtain = spanWords(after)
	}
	for _, f := range domain.FactFields() {
		switch word := t.Line.Person.Field[string(f)]; f {
		case domain.FactAge, domain.FactGender, domain.FactBackground:
			s.Evaluation = append(s.Evaluation, word)
		default:
			s.Fields = append(s.Fields, word)
		}
	}
	s.Fields = append(s.Fields, s.Evaluation...)
	for _, l := range cfg.People.Labels {
		s.Labels = append(s.Labels, l.Name)
	}
	for _, l := range cfg.People.Stages {
		s.Stages = append(s.Stages, l.Name)
	}
	for _, r := range cfg.Recipients {
		s.Recipients = append(s.Recipients, r.Name+joinedIf(", ", r.Place)+joinedIf(", ", r.Region))
	}
	return s
}

func joinedIf(between, text string) string {
	if text == "" {
		return ""
	}
	return between + text
}

// machineOf is the machine an address names; a socket is on this one.
func machineOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return address
	}
	return u.Hostname()
}

// spanWords is a span in German words, as a paper says it.
func spanWords(d time.Duration) string {
	for _, unit := range []struct {
		of   time.Duration
		one  string
		many string
	}{{time.Hour, "einer Stunde", "Stunden"}, {time.Minute, "einer Minute", "Minuten"}, {time.Second, "einer Sekunde", "Sekunden"}} {
		if n := int(d / unit.of); n == 1 && d%unit.of == 0 {
			return unit.one
		} else if n >= 1 && d%unit.of == 0 {
			return fmt.Sprintf("%d %s", n, unit.many)
		}
	}
	return d.String()
}
