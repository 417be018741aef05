package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
	"sprechstunde/internal/waexport"
)

type historyFlags struct {
	to, fresh, phone string
	me, with, dates  string
	dry, asJSON, yes bool
	undo             int64
}

func (a *App) importCommand() *cobra.Command {
	var f historyFlags
	t := &a.texts.Line.Import
	cmd := &cobra.Command{
		Use: "import FILE", Short: t.Cmd, Args: atMostOne,
		RunE: func(cmd *cobra.Command, args []string) error { return a.runImport(cmd.Context(), args, f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.to, "to", "", t.FlagTo)
	flags.StringVar(&f.fresh, "new", "", t.FlagNew)
	flags.StringVar(&f.phone, "phone", "", t.FlagPhone)
	flags.StringVar(&f.me, "me", "", t.FlagMe)
	flags.StringVar(&f.with, "with", "", t.FlagWith)
	flags.StringVar(&f.dates, "dates", "", t.FlagDates)
	flags.BoolVar(&f.dry, "dry-run", false, t.FlagDry)
	flags.Int64Var(&f.undo, "undo", 0, t.FlagUndo)
	flags.BoolVar(&f.yes, "yes", false, t.FlagYes)
	flags.BoolVar(&f.asJSON, "json", false, a.texts.Line.FlagJSON)
	var listJSON bool
	list := a.command("list", t.CmdList, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error { return a.listImports(ctx, h, listJSON) })
	})
	list.Flags().BoolVar(&listJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.AddCommand(list)
	return cmd
}

func (a *App) runImport(ctx context.Context, args []string, f historyFlags) error {
	t := &a.texts.Line.Import
	switch {
	case f.undo != 0 && len(args) == 0:
		return a.withHouse(ctx, func(h *house) error { return a.undoImport(ctx, h, f) })
	case len(args) == 0 || f.undo != 0:
		return exactly(1)(nil, args)
	case (f.to == "") == (strings.TrimSpace(f.fresh) == ""):
		return &usageError{errors.New(t.OneOf)}
	case f.dates != "" && f.dates != string(waexport.DatesDMY) && f.dates != string(waexport.DatesMDY):
		return &usageError{errors.New(t.BadDate)}
	case f.phone != "" && f.fresh == "":
		return &usageError{errors.New(t.OneOf)}
	}
	return a.withHouse(ctx, func(h *house) error { return a.importFile(ctx, h, args[0], f) })
}

// importFile says what is in a file and what of it would be new, and takes it in
// unless only that was asked.
func (a *App) importFile(ctx context.Context, h *house, path string, f historyFlags) error {
	i := &importing{app: a, house: h, flags: f}
	done, err := i.open(ctx, path)
	if err != nil {
		return err
	}
	defer done()
	return i.finish(ctx)
}

// open reads a file and finds out whose it is; done closes it.
func (i *importing) open(ctx context.Context, path string) (done func(), err error) {
	a := i.app
	file, err := a.source(path)
	if err != nil {
		return nil, &saidError{fmt.Sprintf(a.texts.Line.Import.NoFile, termtext.Line(path))}
	}
	done = func() { _ = file.Close() } // it was only read
	if err := i.digest(ctx, file, path); err != nil {
		done()
		return nil, err
	}
	return done, nil
}

func (i *importing) digest(ctx context.Context, file fs.File, path string) error {
	info, err := file.Stat()
	raw, ok := file.(io.ReaderAt)
	if err != nil || !ok {
		return domain.Fail(domain.CodeReadOnly, path, err)
	}
	if i.source, err = waexport.Open(raw, info.Size(), filepath.Base(path)); err != nil {
		return i.app.importError(err)
	}
	if err := i.target(ctx); err != nil {
		return err
	}
	if err := i.read(path); err != nil {
		return err
	}
	if err := i.sides(); err != nil {
		return err
	}
	i.gather()
	return nil
}

func (a *App) importError(err error) error {
	t := &a.texts.Line.Import
	for kind, words := range map[error]string{waexport.ErrNoChat: t.NoChat, waexport.ErrTooLarge: t.TooLong, waexport.ErrDamaged: t.Broken} {
		if errors.Is(err, kind) {
			return &saidError{words}
		}
	}
	return fmt.Errorf("reading a file: %w", err)
}

// finish compares, tells, and takes in.
func (i *importing) finish(ctx context.Context) error {
	c, err := i.house.desk.CompareHistory(ctx, i.history)
	if err != nil {
		return err
	}
	i.out.Known, i.out.New, i.out.FilesMissing = c.Known, len(c.Fresh), c.Files
	if !i.flags.asJSON {
		i.tell()
	}
	if !i.flags.dry && len(c.Fresh) > 0 {
		done, _, err := i.house.desk.TakeHistory(ctx, i.history, i.source.Open)
		if err != nil {
			return err
		}
		i.out.Import, i.out.Chat = &done.ID, &done.Chats[0]
	}
	if i.flags.asJSON {
		return writeJSON(i.app.Out, i.out)
	}
	i.tellEnd()
	return nil
}

// tell says what is in the file.
func (i *importing) tell() {
	t, out := &i.app.texts.Line.Import, i.app.Out
	day := func(j int) string { return i.house.longTime(i.history.Messages[j].At)[:len("2006-01-02")] }
	say := func(n int, words string, args ...any) {
		if n > 0 {
			fmt.Fprintf(out, words+"\n", args...)
		}
	}
	n := len(i.history.Messages)
	if n > 0 {
		say(n, t.HeadF, n, day(0), day(n-1))
	}
	say(n, t.SidesF, i.out.Theirs, termtext.Line(i.out.With), i.out.Ours, termtext.Line(i.out.Me))
	say(i.out.Files+i.out.FilesLeftOut, t.FilesF, i.out.Files, i.out.FilesLeftOut)
	say(i.out.System, t.SystemF, i.out.System)
	say(i.out.Odd, t.OddF, i.out.Odd)
	say(i.out.TooLarge, t.OverF, i.out.TooLarge)
	say(i.out.Known, t.KnownF, i.out.Known)
	say(i.out.FilesMissing, t.MissF, i.out.FilesMissing)
	say(i.out.New, t.NewF, i.out.New)
}

func (i *importing) tellEnd() {
	t, out := &i.app.texts.Line.Import, i.app.Out
	switch {
	case i.out.Import != nil:
		fmt.Fprintf(out, t.DoneF+"\n", i.out.New, *i.out.Chat, *i.out.Import)
	case i.out.New == 0:
		fmt.Fprintln(out, t.Nothing)
	default:
		fmt.Fprintln(out, t.Dry)
	}
}

func (a *App) listImports(ctx context.Context, h *house, asJSON bool) error {
	t := &a.texts.Line.Import
	list, err := h.desk.Imports(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, each(list, importJSON))
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Out, t.None)
	}
	for _, x := range list {
		chats := strings.Trim(strings.ReplaceAll(fmt.Sprint(x.Chats), " ", ", "), "[]")
		fmt.Fprintf(a.Out, t.EntryF+"\n", x.ID, h.shortTime(x.At), x.Messages, x.Files, chats, h.shortTime(x.From), h.shortTime(x.To))
	}
	return nil
}

func (a *App) undoImport(ctx context.Context, h *house, f historyFlags) error {
	t := &a.texts.Line.Import
	list, err := h.desk.Imports(ctx)
	if err != nil {
		return err
	}
	for _, x := range list {
		if x.ID != f.undo {
			continue
		}
		if x.Alone > 0 && !f.yes {
			return &saidError{fmt.Sprintf(t.AloneF, x.Alone, x.ID)}
		}
		if err := h.desk.UndoImport(ctx, x.ID); err != nil {
			return err
		}
		if f.asJSON {
			return writeJSON(a.Out, importJSON(x))
		}
		fmt.Fprintf(a.Out, t.UndoneF+"\n", x.Messages, x.ID)
		return nil
	}
	return domain.Fail(domain.CodeNotFound, fmt.Sprint(f.undo), nil)
}
