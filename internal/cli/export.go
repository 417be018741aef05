package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"sprechstunde/internal/termtext"
)

const (
	formatMD  = "md"
	formatTXT = "txt"
)

func (a *App) exportCommand() *cobra.Command {
	var format, dir string
	t := &a.texts.Line.Answers
	cmd := a.command("export CHAT", t.CmdChat, 1, func(ctx context.Context, args []string) error {
		if format != formatMD && format != formatTXT {
			return &usageError{fmt.Errorf("--format: %s, %s", formatMD, formatTXT)}
		}
		return a.withHouse(ctx, func(h *house) error { return a.export(ctx, h, args[0], format, dir) })
	})
	cmd.Flags().StringVar(&format, "format", formatMD, formatMD+", "+formatTXT)
	cmd.Flags().StringVar(&dir, "out", "", t.FlagOut)
	return cmd
}

// export writes a chat into a new file and prints its path.
func (a *App) export(ctx context.Context, h *house, ref, format, dir string) error {
	chat, err := h.desk.FindChat(ctx, ref)
	if err != nil {
		return fmt.Errorf("finding a chat: %w", err)
	}
	if dir == "" {
		dir = h.desk.ExportDir()
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	path, err := h.desk.ExportTo(ctx, chat.ID, format, dir)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.Out, termtext.Line(path))
	return nil
}
