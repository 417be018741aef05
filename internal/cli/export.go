package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
	"sprechstunde/internal/termtext"
)

// exportFormats are those of --format.
var exportFormats = []domain.ExportFormat{
	domain.ExportDossier, domain.ExportWhatsApp, domain.ExportHTML, domain.ExportMarkdown, domain.ExportText, domain.ExportJSON, domain.ExportCSV,
}

// exportFlags are the flags of the command, as they were typed.
type exportFlags struct {
	order  domain.ExportOrder
	format string
	since  string
	all    bool
	keep   int
	seal   sealing
	hand   dossierFlags
}

func (a *App) exportCommand() *cobra.Command {
	var f exportFlags
	t := &a.texts.Line.Export
	cmd := &cobra.Command{Use: "export [CHAT]", Short: t.Cmd, Args: atMostOne, RunE: func(cmd *cobra.Command, args []string) error {
		if (len(args) == 1) == f.all {
			return wrongFlag(cmd, errors.New(t.OneOf))
		}
		if err := a.checkExport(cmd, &f); err != nil {
			return wrongFlag(cmd, err)
		}
		return a.withHouse(cmd.Context(), func(h *house) error {
			if err := a.settleExport(cmd, h, &f); err != nil {
				return err
			}
			if f.all {
				return a.exportAll(cmd.Context(), h, f.order)
			}
			if f.order.Format == domain.ExportDossier {
				return a.handOn(cmd.Context(), h, args[0], &f)
			}
			return a.export(cmd.Context(), h, args[0], f.order)
		})
	}}
	a.exportFlags(cmd, &f)
	return cmd
}

func (a *App) exportFlags(cmd *cobra.Command, f *exportFlags) {
	t := &a.texts.Line.Export
	flags := cmd.Flags()
	flags.BoolVar(&f.all, "all", false, t.FlagAll)
	flags.StringVar(&f.format, "format", string(domain.ExportMarkdown), t.FlagFormat)
	flags.StringVar(&f.order.Form, "form", "", t.FlagForm)
	flags.StringVar(&f.order.Rows, "rows", "", t.FlagRows)
	flags.BoolVar(&f.order.Pseudonyms, "pseudonyms", false, t.FlagAlias)
	flags.StringVar(&f.since, "since", "", t.FlagSince)
	flags.BoolVar(&f.order.Media, "media", false, t.FlagMedia)
	flags.StringVar(&f.order.Dir, "out", "", t.FlagOut)
	flags.IntVar(&f.keep, "keep-days", 0, t.FlagKeep)
	a.sealFlags(cmd, &f.seal)
	a.handOnFlags(cmd, &f.hand)
}

// checkExport says what does not fit together before anything is opened.
func (a *App) checkExport(cmd *cobra.Command, f *exportFlags) error {
	t := &a.texts.Line.Export
	f.order.Format = domain.ExportFormat(f.format)
	if !slices.Contains(exportFormats, f.order.Format) {
		return fmt.Errorf("--format: %s", t.FlagFormat)
	}
	for flag, format := range map[string]domain.ExportFormat{"form": domain.ExportWhatsApp, "rows": domain.ExportCSV, "pseudonyms": domain.ExportCSV} {
		if cmd.Flags().Changed(flag) && f.order.Format != format {
			return fmt.Errorf(t.OnlyFor, "--"+flag, format)
		}
	}
	if err := a.checkHandOn(cmd, f); err != nil {
		return err
	}
	switch {
	case f.order.Form != "" && !export.IsForm(export.Form(f.order.Form)):
		return fmt.Errorf("--form: %s", t.FlagForm)
	case f.order.Rows != "" && f.order.Rows != domain.RowsMessages && f.order.Rows != domain.RowsChats:
		return fmt.Errorf("--rows: %s", t.FlagRows)
	case f.keep < 0:
		return fmt.Errorf("--keep-days: %s", t.FlagKeep)
	}
	return nil
}

// settleExport fills in what depends on the configuration.
func (a *App) settleExport(cmd *cobra.Command, h *house, f *exportFlags) error {
	var err error
	if f.since != "" {
		if f.order.Since, err = dayTyped(f.since, h.zone); err != nil {
			return &saidError{fmt.Sprintf(a.texts.Line.Export.BadSince, termtext.Line(f.since))}
		}
	}
	if !cmd.Flags().Changed("keep-days") {
		f.keep = h.cfg.Export.KeepDays
	}
	if f.keep > 0 {
		f.order.Expires = a.Clock().AddDate(0, 0, f.keep)
	}
	if f.order.Dir == "" {
		f.order.Dir = h.desk.ExportDir()
	}
	if f.order.Dir, err = filepath.Abs(f.order.Dir); err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	lock, err := a.lock(cmd.Context(), f.seal)
	if err == nil && !lock.IsZero() {
		f.order.Seal = lock.Seal
	}
	return err
}

// dayTyped is the beginning of a day in a zone.
func dayTyped(typed string, zone *time.Location) (time.Time, error) {
	day, err := time.ParseInLocation(domain.DateForm, strings.TrimSpace(typed), zone)
	if err != nil {
		day, err = time.ParseInLocation("2.1.2006", strings.TrimSpace(typed), zone)
	}
	return day, err
}

// export writes a chat into a new file and prints its path.
func (a *App) export(ctx context.Context, h *house, ref string, o domain.ExportOrder) error {
	chat, err := h.desk.FindChat(ctx, ref)
	if err != nil {
		return fmt.Errorf("finding a chat: %w", err)
	}
	path, err := h.desk.MakeExport(ctx, chat.ID, o)
	if err != nil {
		return err
	}
	a.exported(path, o)
	return nil
}

func (a *App) exported(path string, o domain.ExportOrder) {
	fmt.Fprintln(a.Out, termtext.Line(path))
	if o.Pseudonyms {
		fmt.Fprintln(a.Err, a.texts.Line.Export.Alias)
	}
}

// exportAll writes every chat: into one table, or into a file each.
func (a *App) exportAll(ctx context.Context, h *house, o domain.ExportOrder) error {
	if o.Format == domain.ExportCSV {
		path, leftOut, err := h.desk.ExportTable(ctx, o)
		if err != nil {
			return err
		}
		a.exported(path, o)
		a.leftOut(leftOut)
		return nil
	}
	ids, leftOut, err := h.desk.Exportable(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		path, err := h.desk.MakeExport(ctx, id, o)
		if err != nil {
			return err
		}
		a.exported(path, o)
	}
	a.leftOut(leftOut)
	return nil
}

func (a *App) leftOut(n domain.LeftOut) {
	t := &a.texts.Line.Export
	if n.Crisis > 0 {
		fmt.Fprintf(a.Err, t.LeftOut+"\n", n.Crisis)
	}
	if n.Restricted > 0 {
		fmt.Fprintf(a.Err, t.Resting+"\n", n.Restricted)
	}
}
