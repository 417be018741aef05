package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

func (a *App) exportsCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.Line.Export
	list := func(cmd *cobra.Command, args []string) error {
		return a.readHouse(cmd.Context(), func(h *house) error { return a.listExports(cmd.Context(), h, strings.Join(args, ""), asJSON) })
	}
	cmd := &cobra.Command{Use: "exports", Short: t.CmdLog, Args: noCommand, RunE: list}
	below := &cobra.Command{Use: "list [CHAT]", Short: t.CmdLog, Args: atMostOne, RunE: list}
	cmd.PersistentFlags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.AddCommand(below,
		a.command("remove NUMBER", t.CmdRemove, 1, func(ctx context.Context, args []string) error {
			return a.withHouse(ctx, func(h *house) error { return a.removeExport(ctx, h, args[0]) })
		}),
		a.command("tidy", t.CmdTidy, 0, func(ctx context.Context, _ []string) error {
			return a.withHouse(ctx, func(h *house) error {
				n, err := h.desk.TidyExports(ctx)
				if err == nil {
					fmt.Fprintf(a.Out, t.Tidied+"\n", n)
				}
				return err
			})
		}))
	return cmd
}

type jsonExport struct {
	ID      int64      `json:"id"`
	Chat    *int64     `json:"chat"`
	At      *time.Time `json:"at"`
	By      string     `json:"by"`
	Format  string     `json:"format"`
	What    string     `json:"what"`
	Path    string     `json:"path"`
	Expires *time.Time `json:"expires"`
	Removed *time.Time `json:"removed"`
	There   bool       `json:"there"`
}

func exportJSON(e domain.Exported) jsonExport {
	j := jsonExport{
		ID: e.ID, At: moment(e.At), By: e.By, Format: string(e.Format), What: e.What, Path: e.Path,
		Expires: moment(e.Expires), Removed: moment(e.Removed), There: isThere(e),
	}
	if e.Chat != 0 {
		j.Chat = &e.Chat
	}
	return j
}

// isThere looks whether the file lies where it was put.
func isThere(e domain.Exported) bool {
	_, err := os.Lstat(e.Path)
	return e.Removed.IsZero() && err == nil
}

func (a *App) listExports(ctx context.Context, h *house, ref string, asJSON bool) error {
	var chat int64
	if ref != "" {
		c, err := h.desk.FindChat(ctx, ref)
		if err != nil {
			return fmt.Errorf("finding a chat: %w", err)
		}
		chat = c.ID
	}
	list, err := h.desk.Exports(ctx, chat)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, each(list, exportJSON))
	}
	for _, e := range list {
		fmt.Fprintln(a.Out, a.exportLine(e, h))
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Out, a.texts.Line.Export.Nothing)
	}
	return nil
}

// exportLine is one file as one line: number, moment, who made it, of which chat,
// how, where, and whether it is still there.
func (a *App) exportLine(e domain.Exported, h *house) string {
	t := &a.texts.Line.Export
	chat := t.Several
	if e.Chat != 0 {
		chat = strconv.FormatInt(e.Chat, 10)
	}
	parts := []string{fmt.Sprint(e.ID), h.shortTime(e.At), termtext.Line(e.By).String(), chat, strings.TrimSpace(string(e.Format) + " " + e.What), termtext.Line(e.Path).String()}
	switch {
	case !e.Removed.IsZero():
		parts = append(parts, fmt.Sprintf(t.Gone, h.shortTime(e.Removed)))
	case !isThere(e):
		parts = append(parts, t.Missing)
	case !e.Expires.IsZero():
		parts = append(parts, fmt.Sprintf(t.Until, h.shortTime(e.Expires)))
	}
	return strings.Join(parts, " | ")
}

func (a *App) removeExport(ctx context.Context, h *house, typed string) error {
	id, err := strconv.ParseInt(typed, 10, 64)
	if err != nil {
		return domain.Fail(domain.CodeNotFound, typed, nil)
	}
	e, err := h.desk.FindExport(ctx, id)
	if err != nil {
		return err
	}
	_, missing := os.Lstat(e.Path)
	if err := h.desk.RemoveExport(ctx, e); err != nil {
		return err
	}
	words := a.texts.Line.Export.Removed
	if errors.Is(missing, fs.ErrNotExist) {
		words = a.texts.Line.Export.WasGone
	}
	fmt.Fprintf(a.Out, words+"\n", termtext.Line(e.Path))
	return nil
}
