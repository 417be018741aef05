package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
)

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
