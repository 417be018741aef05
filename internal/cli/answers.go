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

func (a *App) answersCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "answers", Short: a.texts.Line.Answers.CmdAnswers, Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return &usageError{fmt.Errorf("%s", cmd.UsageString())}
		},
	}
	cmd.AddCommand(
		a.answersListCommand(), a.answersShowCommand(), a.answersAddCommand(), a.answersEditCommand(),
		a.answersRemoveCommand(), a.answersImportCommand(), a.answersExportCommand(),
	)
	return cmd
}

func (a *App) answersListCommand() *cobra.Command {
	var topic, audience string
	var asJSON bool
	t := &a.texts.Line
	cmd := a.command("list", t.Answers.CmdList, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error {
			list, err := h.desk.Answers(ctx)
			if err != nil {
				return err
			}
			return a.listAnswers(h, chosen(list, topic, audience), asJSON)
		})
	})
	cmd.Flags().StringVar(&topic, "topic", "", t.Answers.FlagTopic)
	cmd.Flags().StringVar(&audience, "audience", "", t.Answers.FlagAudience)
	cmd.Flags().BoolVar(&asJSON, "json", false, t.FlagJSON)
	return cmd
}

func chosen(list []domain.Answer, topic, audience string) []domain.Answer {
	var out []domain.Answer
	for _, a := range list {
		if (topic == "" || strings.EqualFold(a.Topic, topic)) && (audience == "" || strings.EqualFold(a.Audience, audience)) {
			out = append(out, a)
		}
	}
	return out
}

func (a *App) listAnswers(h *house, list []domain.Answer, asJSON bool) error {
	if asJSON {
		out := make([]jsonAnswer, len(list))
		for i, x := range list {
			out[i] = answerJSON(x, h.today())
		}
		return writeJSON(a.Out, out)
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Out, a.texts.Line.Answers.None)
	}
	for _, x := range list {
		fmt.Fprintln(a.Out, a.answerLine(h, x))
	}
	return nil
}

// answerLine is one answer as one line: key, place in the order, title, what
// matters about it. The parts are separated by " | ".
func (a *App) answerLine(h *house, x domain.Answer) string {
	t := &a.texts.Line.Answers
	place := t.Block[string(x.Block)]
	if x.Block == domain.BlockAnswer {
		place = x.Topic + ", " + t.ForAll
		if x.Audience != "" {
			place = x.Topic + ", " + x.Audience
		}
	}
	parts := []string{x.Key, place, x.Title}
	switch {
	case x.Expired(h.today()):
		parts = append(parts, fmt.Sprintf(t.Gone, x.ValidUntil))
	case x.ValidUntil != "":
		parts = append(parts, fmt.Sprintf(t.Until, x.ValidUntil))
	}
	if x.Uses > 0 {
		parts = append(parts, fmt.Sprintf(t.Used, x.Uses))
	}
	for i := range parts {
		parts[i] = termtext.Line(parts[i]).String()
	}
	return strings.Join(parts, " | ")
}

func (a *App) answersShowCommand() *cobra.Command {
	var asJSON bool
	cmd := a.command("show KEY", a.texts.Line.Answers.CmdShow, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error {
			x, err := h.desk.Answer(ctx, args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.Out, answerJSON(x, h.today()))
			}
			a.showAnswer(h, x)
			return nil
		})
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func (a *App) showAnswer(h *house, x domain.Answer) {
	t := &a.texts.Line.Answers
	fmt.Fprintln(a.Out, a.answerLine(h, x))
	fmt.Fprintln(a.Out, indent(termtext.Clean(x.Body)))
	say := func(format, value string) {
		if value != "" {
			fmt.Fprintf(a.Out, format+"\n", termtext.Line(value))
		}
	}
	if x.LinkChecked == "" {
		say(t.Link, x.Link)
	} else {
		fmt.Fprintf(a.Out, t.LinkDated+"\n", termtext.Line(x.Link), x.LinkChecked)
	}
	say(t.Next, x.NextStep)
	say(t.Files, strings.Join(x.Files, ", "))
	say(t.Asked, strings.Join(x.Asked, "; "))
	if x.Uses > 0 {
		fmt.Fprintf(a.Out, t.UsedAsked+"\n", x.Uses, x.Followed)
	}
}

func (a *App) answersAddCommand() *cobra.Command {
	var file string
	t := &a.texts.Line.Answers
	cmd := a.command("add", t.CmdAdd, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error {
			if file == "" {
				return a.editAnswer(ctx, h, domain.Answer{})
			}
			raw, err := a.readFile(file)
			if err != nil {
				return err
			}
			return a.keepAnswer(ctx, h, string(raw), 0)
		})
	})
	cmd.Flags().StringVar(&file, "file", "", t.FlagFile)
	return cmd
}

func (a *App) answersEditCommand() *cobra.Command {
	return a.command("edit KEY", a.texts.Line.Answers.CmdEdit, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error {
			x, err := h.desk.Answer(ctx, args[0])
			if err != nil {
				return err
			}
			return a.editAnswer(ctx, h, x)
		})
	})
}

// editAnswer lets the adviser's editor work on an answer. What it leaves stays
// on the disk only if it could not be kept, and then the sentence says where.
func (a *App) editAnswer(ctx context.Context, h *house, x domain.Answer) error {
	if !a.Terminal() {
		return domain.Fail(domain.CodeNoTerminal, "", nil)
	}
	before := h.desk.WriteAnswer(x)
	path, err := tempFile(h.home.State, before)
	if err != nil {
		return err
	}
	after, err := a.runEditor(path)
	if err != nil {
		fmt.Fprintf(a.Err, a.texts.Line.Answers.Wrote+"\n", path)
		return err
	}
	if after == before {
		fmt.Fprintln(a.Out, a.texts.Line.Answers.Unchanged)
		return os.Remove(path)
	}
	if err := a.keepAnswer(ctx, h, after, x.ID); err != nil {
		fmt.Fprintf(a.Err, a.texts.Line.Answers.Wrote+"\n", path)
		return err
	}
	return os.Remove(path)
}

// runEditor opens the adviser's editor and returns what it left in the file.
func (a *App) runEditor(path string) (string, error) {
	cmd, err := a.editor(path)
	if err != nil {
		return "", err
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = a.In, a.Out, a.Err
	if err := cmd.Run(); err != nil {
		return "", &saidError{a.texts.Line.Answers.EditorBroke}
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("reading what the editor left: %w", err)
	}
	return string(raw), nil
}

// tempFile makes a file only we can read; os.CreateTemp gives it mode 0600.
func tempFile(dir, text string) (string, error) {
	f, err := os.CreateTemp(dir, "answer-*.yaml")
	if err != nil {
		return "", domain.Fail(domain.CodeReadOnly, dir, err)
	}
	if _, err := f.WriteString(text); err != nil {
		return "", domain.Fail(domain.CodeDiskFull, dir, err)
	}
	return f.Name(), f.Close()
}

func (a *App) keepAnswer(ctx context.Context, h *house, text string, id int64) error {
	x, err := h.desk.ReadAnswer(text)
	if err != nil {
		return err
	}
	x.ID = id
	if err := h.desk.PutAnswer(ctx, x); err != nil {
		return err
	}
	fmt.Fprintf(a.Out, a.texts.Line.Answers.Kept+"\n", x.Key)
	return nil
}

func (a *App) answersRemoveCommand() *cobra.Command {
	return a.command("remove KEY", a.texts.Line.Answers.CmdRemove, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error {
			if err := h.desk.RemoveAnswer(ctx, args[0]); err != nil {
				return err
			}
			fmt.Fprintf(a.Out, a.texts.Line.Answers.Removed+"\n", termtext.Line(args[0]))
			return nil
		})
	})
}

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
	words := a.texts.Line.Answers.Imported
	if f.check {
		words = a.texts.Line.Answers.WouldTake
	} else if err := h.desk.PutAnswers(ctx, list, missing); err != nil {
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
