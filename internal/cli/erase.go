package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
	"sprechstunde/internal/termtext"
)

func (a *App) personEraseCommand() *cobra.Command {
	var yes, reason string
	var asJSON bool
	t := &a.texts.Erase
	cmd := a.command("erase CHAT", t.Cmd, 1, func(ctx context.Context, args []string) error {
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			e, err := a.erasureFor(reason)
			if err != nil {
				return err
			}
			if err := a.sureToErase(ctx, chat, yes); err != nil {
				return err
			}
			r, err := h.desk.Erase(ctx, chat.ID, e)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.Out, r)
			}
			a.printReceipt(h, r)
			fmt.Fprintln(a.Out, a.texts.Erase.Elsewhere)
			return nil
		})
	})
	cmd.Flags().StringVar(&yes, "yes", "", t.FlagYes)
	cmd.Flags().StringVar(&reason, "reason", string(domain.ErasureAsked), t.FlagReason)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func (a *App) erasureFor(reason string) (domain.Erasure, error) {
	var all []string
	for _, r := range domain.ErasureReasons() {
		if string(r) == reason {
			return domain.Erasure{Reason: r}, nil
		}
		all = append(all, string(r))
	}
	return domain.Erasure{}, &usageError{fmt.Errorf(a.texts.Erase.WrongWhy, reason, strings.Join(all, ", "))}
}

// sureToErase wants the name of the person, typed or in the call.
func (a *App) sureToErase(ctx context.Context, chat domain.Chat, yes string) error {
	t := &a.texts.Erase
	if yes == "" {
		fmt.Fprintf(a.Err, t.AskF+"\n%s\n", a.nameOf(chat.Contact), t.WhatGoes)
		typed, err := newAsker(a.In, a.Err).ask(ctx, question{label: t.TypeName})
		if err != nil {
			return err
		}
		yes = typed
	}
	for _, name := range []string{chat.Contact.Name, a.nameOf(chat.Contact), chat.Contact.Phone, chat.Contact.Username, chat.Contact.UserID} {
		if same := strings.Fields(termtext.Line(name).String()); len(same) > 0 && strings.Join(same, " ") == strings.Join(strings.Fields(yes), " ") {
			return nil
		}
	}
	return &usageError{errors.New(t.NotSame)}
}

func (a *App) personHoldCommand() *cobra.Command {
	var reason string
	var off bool
	t := &a.texts.Erase
	cmd := a.command("hold CHAT", t.CmdHold, 1, func(ctx context.Context, args []string) error {
		reason = strings.TrimSpace(termtext.Outgoing(reason))
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			if off == (reason != "") {
				return &usageError{errors.New(a.texts.Erase.NoReason)}
			}
			if err := h.desk.SetHold(ctx, chat.ID, reason); err != nil {
				return err
			}
			words := a.texts.Erase.Held
			if off {
				words = a.texts.Erase.Free
			}
			fmt.Fprintln(a.Out, words)
			return nil
		})
	})
	cmd.Flags().StringVar(&reason, "reason", "", t.FlagWhy)
	cmd.Flags().BoolVar(&off, "off", false, t.FlagOff)
	return cmd
}

func (a *App) personErasedCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.Erase
	cmd := a.command("erased [NUMBER]", t.CmdErased, 0, func(ctx context.Context, args []string) error {
		var id int64
		if len(args) > 0 {
			n, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil || n < 1 {
				return domain.Fail(domain.CodeNotFound, args[0], nil)
			}
			id = n
		}
		return a.withHouse(ctx, func(h *house) error {
			list, err := h.desk.Receipts(ctx, id)
			if err != nil {
				return err
			}
			if id != 0 && len(list) == 0 {
				return domain.Fail(domain.CodeNotFound, args[0], nil)
			}
			if asJSON {
				return writeJSON(a.Out, append([]domain.Receipt{}, list...))
			}
			if len(list) == 0 {
				fmt.Fprintln(a.Out, a.texts.Erase.None)
			}
			for _, r := range list {
				a.printReceipt(h, r)
			}
			return nil
		})
	})
	cmd.Args = cobra.MaximumNArgs(1)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func (a *App) printReceipt(h *house, r domain.Receipt) {
	t := &a.texts.Erase
	lines := []string{
		fmt.Sprintf(t.RowF, r.ID, h.longTime(r.At), t.Reasons[r.Reason]),
		fmt.Sprintf(t.CountsF, r.Messages, r.Notes, r.Drafts, r.Files, r.Exports),
	}
	if r.Relay {
		lines = append(lines, fmt.Sprintf(t.RelayF, r.Events, r.Sends))
	} else {
		lines = append(lines, t.Relay)
	}
	if !r.Here {
		lines = append(lines, t.Here)
	}
	if r.Again {
		lines = append(lines, t.Again)
	}
	fmt.Fprintln(a.Out, strings.Join(lines, "\n"))
}

// ledgerFile is the ledger of those who were erased as a file beside the backups:
// whoever brings one of them back has it at hand. It says nothing of anybody
// without the key, which is in the backups only.
type ledgerFile struct{ path string }

// Read returns its lines; there are none before somebody was erased. A line that
// cannot be read is passed over: the others count.
func (l ledgerFile) Read() ([]domain.Erased, error) {
	text, err := os.ReadFile(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	var out []domain.Erased
	for line := range bytes.Lines(text) { // however long: what a disk has spoiled has no line ends
		var e domain.Erased
		if json.Unmarshal(line, &e) == nil && e.Hash != "" {
			out = append(out, e)
		}
	}
	return out, nil
}

// Write replaces the file, in one piece.
func (l ledgerFile) Write(list []domain.Erased) error {
	if err := sqlite.MakeFolder(filepath.Dir(l.path)); err != nil {
		return err
	}
	var text bytes.Buffer
	for _, e := range list {
		if err := json.NewEncoder(&text).Encode(e); err != nil {
			return fmt.Errorf("encoding the ledger: %w", err)
		}
	}
	temp := l.path + ".new"
	file, err := os.OpenFile(temp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("writing the ledger: %w", err)
	}
	_, err = file.Write(text.Bytes())
	if err := errors.Join(err, file.Chmod(0o600), file.Sync(), file.Close()); err != nil {
		return errors.Join(fmt.Errorf("writing the ledger: %w", err), os.Remove(temp))
	}
	return os.Rename(temp, l.path)
}
