package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

type jsonHanded struct {
	ID     int64      `json:"id"`
	At     *time.Time `json:"at"`
	Key    string     `json:"recipient"`
	Name   string     `json:"name"`
	Place  string     `json:"place"`
	Region string     `json:"region"`
	Mail   string     `json:"mail"`
	Basis  string     `json:"basis"`
	Depth  string     `json:"depth"`
	Notes  bool       `json:"with_notes"`
	Crisis bool       `json:"with_crisis"`
	Files  int        `json:"files_along"`
}

type jsonRecipient struct {
	Key    string `json:"recipient"`
	Name   string `json:"name"`
	Place  string `json:"place"`
	Region string `json:"region"`
	Mail   string `json:"mail"`
	Note   string `json:"note"`
}

func handedJSON(list []domain.HandedOn) []jsonHanded {
	out := []jsonHanded{}
	for _, h := range list {
		out = append(out, jsonHanded{
			h.ID, moment(h.At), h.To.Key, h.To.Name, h.To.Place, h.To.Region, h.To.Mail, h.Basis, string(h.Depth), h.Notes, h.Crisis, h.Files,
		})
	}
	return out
}

func (a *App) recipientsCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.HandOn
	cmd := a.command("recipients", t.CmdRecipients, 0, func(context.Context, []string) error {
		cfg, _, err := a.settle()
		if err != nil {
			return err
		}
		list := cfg.RecipientList()
		if asJSON {
			out := []jsonRecipient{}
			for _, r := range list {
				out = append(out, jsonRecipient(r))
			}
			return writeJSON(a.Out, out)
		}
		for _, r := range list {
			fmt.Fprintln(a.Out, words(" | ", r.Key, r.Name, r.Place, r.Region, r.Mail, r.Note))
		}
		if len(list) == 0 {
			fmt.Fprintln(a.Err, a.texts.HandOn.NoRecipients)
		}
		return nil
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

// words are the parts that are not empty, in one line.
func words(between string, parts ...string) string {
	var keep []string
	for _, p := range parts {
		if p = termtext.Line(p).String(); p != "" {
			keep = append(keep, p)
		}
	}
	return strings.Join(keep, between)
}

// handedLine says to whom somebody was handed on, and when.
func (a *App) handedLine(h *house, x *domain.HandedOn) string {
	return fmt.Sprintf(a.texts.HandOn.RowF, words(", ", x.To.Name, x.To.Place), h.shortTime(x.At))
}

func (a *App) personHandedCommand() *cobra.Command {
	var asJSON bool
	var remove int64
	t := &a.texts.HandOn
	cmd := a.command("handed CHAT", t.CmdHanded, 1, func(ctx context.Context, args []string) error {
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			list, err := h.desk.HandedOn(ctx, chat.ID)
			switch {
			case err != nil:
				return err
			case remove != 0:
				return a.unhand(ctx, h, list, remove)
			case asJSON:
				return writeJSON(a.Out, handedJSON(list))
			}
			a.printHanded(h, list)
			return nil
		})
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.Flags().Int64Var(&remove, "remove", 0, t.FlagRemove)
	return cmd
}

func (a *App) printHanded(h *house, list []domain.HandedOn) {
	for i := range list {
		fmt.Fprintf(a.Out, "%d | %s\n", list[i].ID, words(" | ", a.handedLine(h, &list[i]), list[i].Basis))
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Err, a.texts.HandOn.None)
	}
}

// unhand takes a note back, of this person only.
func (a *App) unhand(ctx context.Context, h *house, list []domain.HandedOn, id int64) error {
	if !slices.ContainsFunc(list, func(x domain.HandedOn) bool { return x.ID == id }) {
		return domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
	}
	if err := h.desk.RemoveHandedOn(ctx, id); err != nil {
		return err
	}
	fmt.Fprintln(a.Err, a.texts.HandOn.Removed)
	return nil
}

// dossierFlags are the flags of a dossier, as they were typed.
type dossierFlags struct {
	order domain.DossierOrder
	depth string
	tell  bool
}

// onlyDossier are the flags that only a dossier has.
var onlyDossier = []string{"to", "depth", "notes", "crisis", "wants", "next", "basis", "markdown", "tell"}

func (a *App) handOnFlags(cmd *cobra.Command, f *dossierFlags) {
	t, flags := &a.texts.HandOn, cmd.Flags()
	flags.StringVar(&f.order.To, "to", "", t.FlagTo)
	flags.StringVar(&f.depth, "depth", string(domain.DepthRecent), t.FlagDepth)
	flags.BoolVar(&f.order.Notes, "notes", false, t.FlagNotes)
	flags.BoolVar(&f.order.Crisis, "crisis", false, t.FlagCrisis)
	flags.StringVar(&f.order.Wants, "wants", "", t.FlagWants)
	flags.StringVar(&f.order.Next, "next", "", t.FlagNext)
	flags.StringVar(&f.order.Basis, "basis", "", t.FlagBasis)
	flags.BoolVar(&f.order.Markdown, "markdown", false, t.FlagMarkdown)
	flags.BoolVar(&f.tell, "tell", false, t.FlagTell)
}

// checkHandOn says what does not fit together. Nobody takes everybody over, so a
// dossier is of one person.
func (a *App) checkHandOn(cmd *cobra.Command, f *exportFlags) error {
	f.hand.order.Depth = domain.Depth(f.hand.depth)
	switch {
	case f.order.Format != domain.ExportDossier:
		for _, flag := range onlyDossier {
			if cmd.Flags().Changed(flag) {
				return fmt.Errorf(a.texts.Line.Export.OnlyFor, "--"+flag, domain.ExportDossier)
			}
		}
	case f.all:
		return errors.New(a.texts.HandOn.OneOnly)
	case !slices.Contains(domain.Depths(), f.hand.order.Depth):
		return errors.New(a.texts.HandOn.BadDepth)
	}
	f.order.Dossier = f.hand.order
	return nil
}

// handOn writes a dossier, prints its path and says what was noted.
func (a *App) handOn(ctx context.Context, h *house, ref string, f *exportFlags) error {
	chat, err := h.desk.FindChat(ctx, ref)
	if err != nil {
		return fmt.Errorf("finding a chat: %w", err)
	}
	note, path, err := h.desk.HandOn(ctx, chat.ID, f.order)
	if err != nil {
		return err
	}
	a.exported(path, f.order)
	return a.handedOn(ctx, h, note, f.hand.tell)
}

// handedOn says what was noted, and puts the message to the person into her chat
// if that was asked for.
func (a *App) handedOn(ctx context.Context, h *house, x domain.HandedOn, tell bool) error {
	t := &a.texts.HandOn
	fmt.Fprintf(a.Err, t.Noted+"\n", words(", ", x.To.Name, x.To.Place))
	if strings.TrimSpace(x.Basis) == "" {
		fmt.Fprintln(a.Err, t.NoConsent)
	}
	if !tell {
		return nil
	}
	text, drafted, err := h.desk.TellHandedOn(ctx, x)
	if err != nil {
		return err
	}
	if drafted {
		fmt.Fprintln(a.Err, t.Drafted)
		return nil
	}
	fmt.Fprintln(a.Err, t.NotDrafted)
	fmt.Fprintln(a.Err, termtext.Clean(text))
	return nil
}
