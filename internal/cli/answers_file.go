package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
	"sprechstunde/internal/termtext"
)

// maxAnswersFile bounds what is read of a file of answers.
const maxAnswersFile = 4 << 20

type importFlags struct {
	format         string
	replace, check bool
}

func (a *App) answersImportCommand() *cobra.Command {
	var f importFlags
	t := &a.texts.Line.Answers
	cmd := a.command("import FILE", t.CmdImport, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error { return a.importAnswers(ctx, h, args[0], f) })
	})
	cmd.Flags().StringVar(&f.format, "format", "", t.FlagFormat)
	cmd.Flags().BoolVar(&f.replace, "replace", false, t.FlagReplace)
	cmd.Flags().BoolVar(&f.check, "dry-run", false, t.FlagCheck)
	return cmd
}

// importAnswers takes over all answers of a file or none.
func (a *App) importAnswers(ctx context.Context, h *house, path string, f importFlags) error {
	format, err := formatOf(f.format, path)
	if err != nil {
		return err
	}
	raw, err := a.readFile(path)
	if err != nil {
		return err
	}
	read := prepared.ReadYAML
	if format == formatCSV {
		read = prepared.ReadCSV
	}
	list, wrong := read(raw)
	if len(wrong) > 0 {
		return domain.Fail(domain.CodeAnswer, "", domain.Mistakes(wrong))
	}
	have, err := h.desk.Answers(ctx)
	if err != nil {
		return err
	}
	fresh, missing := compare(have, list)
	if !f.replace {
		missing = nil
	}
	if len(list) == 0 {
		return &saidError{a.texts.Line.Answers.NoneInFile} // a program that fails in a pipe must not delete everything
	}
	words, take := a.texts.Line.Answers.Imported, h.desk.PutAnswers
	if f.check {
		words, take = a.texts.Line.Answers.WouldTake, h.desk.CheckAnswers
	}
	if err := take(ctx, list, missing); err != nil {
		return err
	}
	fmt.Fprintf(a.Out, words+"\n", len(list), fresh)
	if len(missing) > 0 {
		fmt.Fprintf(a.Out, a.texts.Line.Answers.Dropped+"\n", len(missing), strings.Join(missing, ", "))
	}
	return nil
}

// compare counts the answers that are new and lists the keys of those that are
// not in the file.
func compare(have, file []domain.Answer) (fresh int, missing []string) {
	known := map[string]bool{}
	for _, x := range have {
		known[x.Key] = true
	}
	for _, x := range file {
		if !known[x.Key] {
			fresh++
		}
		delete(known, x.Key)
	}
	for _, x := range have {
		if known[x.Key] {
			missing = append(missing, x.Key)
		}
	}
	return fresh, missing
}

func (a *App) answersExportCommand() *cobra.Command {
	var format string
	t := &a.texts.Line.Answers
	cmd := &cobra.Command{
		Use: "export [FILE]", Short: t.CmdExport, Args: atMostOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			path := ""
			if len(args) > 0 {
				path = args[0]
			}
			return a.withHouse(cmd.Context(), func(h *house) error { return a.exportAnswers(cmd.Context(), h, path, format) })
		},
	}
	cmd.Flags().StringVar(&format, "format", "", t.FlagFormat)
	return cmd
}

func (a *App) exportAnswers(ctx context.Context, h *house, path, format string) error {
	format, err := formatOf(format, path)
	if err != nil {
		return err
	}
	list, err := h.desk.Answers(ctx)
	if err != nil {
		return err
	}
	data := prepared.WriteYAML(list)
	if format == formatCSV {
		data = prepared.WriteCSV(list)
	}
	if path == "" || path == "-" {
		_, err := a.Out.Write(data)
		return err
	}
	return a.writeNew(path, data)
}

const (
	formatYAML = "yaml"
	formatCSV  = "csv"
)

// formatOf is the format asked for, else the one the file's ending names.
func formatOf(format, path string) (string, error) {
	switch {
	case format == formatYAML, format == formatCSV:
		return format, nil
	case format != "":
		return "", &usageError{fmt.Errorf("--format: %s, %s", formatYAML, formatCSV)}
	case strings.EqualFold(filepath.Ext(path), ".csv"):
		return formatCSV, nil
	}
	return formatYAML, nil
}

// readFile reads a file, or standard input for "-".
func (a *App) readFile(path string) ([]byte, error) {
	in := a.In
	if path != "-" {
		f, err := os.Open(path)
		if os.IsNotExist(err) {
			return nil, &saidError{fmt.Sprintf(a.texts.Line.Answers.NoFile, termtext.Line(path))}
		}
		if err != nil {
			return nil, domain.Fail(domain.CodeReadOnly, path, err)
		}
		defer func() { _ = f.Close() }() // read only: nothing can get lost
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, maxAnswersFile+1))
	if err != nil {
		return nil, domain.Fail(domain.CodeReadOnly, path, err)
	}
	return raw, nil
}

// writeNew makes a file that is not there yet.
func (a *App) writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if os.IsExist(err) {
		return domain.Fail(domain.CodeExists, path, err)
	}
	if err != nil {
		return domain.Fail(domain.CodeReadOnly, path, err)
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return domain.Fail(domain.CodeDiskFull, path, errors.Join(err, os.Remove(path))) // half a file would be in the way
	}
	fmt.Fprintf(a.Err, a.texts.Line.Answers.Wrote+"\n", termtext.Line(path))
	return nil
}
