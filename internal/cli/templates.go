package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

func (a *App) templatesCommand() *cobra.Command {
	t := &a.texts.Line.Templates
	var fresh, propose, asJSON bool
	var create string
	cmd := a.command("templates", t.Cmd, 0, func(ctx context.Context, _ []string) error {
		if propose && create != "" {
			return &usageError{errors.New(t.Conflict)}
		}
		return a.withHouse(ctx, func(h *house) error {
			switch {
			case create != "":
				return a.createTemplate(ctx, h, create, asJSON)
			case propose:
				return a.proposeTemplates(ctx, h, fresh, asJSON)
			}
			return a.listTemplates(ctx, h, fresh, asJSON)
		})
	})
	cmd.Flags().BoolVar(&fresh, "fresh", false, t.FlagFresh)
	cmd.Flags().BoolVar(&propose, "propose", false, t.FlagPropose)
	cmd.Flags().StringVar(&create, "create", "", t.FlagCreate)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func (a *App) listTemplates(ctx context.Context, h *house, fresh, asJSON bool) error {
	list, err := h.desk.Templates(ctx, fresh)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, jsonTemplates{
			At: moment(list.At), Failed: optional(string(list.Failed)), Templates: each(list.Templates, h.templateJSON),
		})
	}
	texts := &a.texts.Line.Templates
	switch {
	case list.At.IsZero():
		fmt.Fprintln(a.Out, texts.Never)
	case len(list.Templates) == 0:
		fmt.Fprintln(a.Out, texts.None)
	default:
		fmt.Fprintf(a.Out, texts.AsOf+"\n", h.shortTime(list.At))
	}
	if list.Failed != "" {
		fmt.Fprintf(a.Out, texts.Failed+"\n", a.texts.Errors.Sentence(list.Failed, ""))
	}
	for _, t := range list.Templates {
		a.printTemplate(t, h.announces(t))
	}
	return nil
}

// announces reports whether a template is the one that announces parked
// replies, and can.
func (h *house) announces(t domain.TemplateInfo) bool {
	return t.Name == h.cfg.Parking.Template && t.Announces()
}

// printTemplate is a template as a line and its texts below. Names, states and
// texts are Meta's or somebody's in its console; they pass the gate.
func (a *App) printTemplate(t domain.TemplateInfo, announces bool) {
	texts := &a.texts.Line.Templates
	plain := func(s string) string { return termtext.Line(s).String() }
	parts := []string{plain(t.Name) + " (" + plain(t.Language) + ")", wordOr(texts.State, t.Status), wordOr(texts.Category, t.Category), texts.Quality[t.Quality]}
	if announces {
		parts = append(parts, texts.Announces)
	}
	if !t.Fillable() {
		parts = append(parts, texts.Unfit)
	}
	if t.Rejected != "" {
		parts = append(parts, fmt.Sprintf(texts.Rejected, plain(t.Rejected)))
	}
	fmt.Fprintln(a.Out, strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " | "))
	for text := range strings.SplitSeq(termtext.Clean(t.Render(nil)).String(), "\n") {
		fmt.Fprintf(a.Out, "    %s\n", text)
	}
	var labels []string
	for _, b := range t.Buttons {
		labels = append(labels, "["+plain(b.Text)+"]")
	}
	if len(labels) > 0 {
		fmt.Fprintf(a.Out, "    "+texts.Buttons+"\n", strings.Join(labels, " "))
	}
}

// wordOr is our word for one of Meta's, or Meta's own where we have none.
func wordOr(words map[string]string, s string) string {
	if w := words[s]; w != "" {
		return w
	}
	return termtext.Line(s).String()
}

// proposeTemplates shows what could be created, and what is there of it.
func (a *App) proposeTemplates(ctx context.Context, h *house, fresh, asJSON bool) error {
	proposals := h.desk.Proposals()
	if asJSON {
		return writeJSON(a.Out, each(proposals, h.templateJSON))
	}
	have, err := h.desk.Templates(ctx, fresh)
	if err != nil {
		return err
	}
	texts := &a.texts.Line.Templates
	fmt.Fprintln(a.Out, texts.Propose)
	for _, p := range proposals {
		if _, there := have.Find(p.Name, p.Language); there {
			fmt.Fprintf(a.Out, texts.There+"\n", p.Name)
			continue
		}
		a.printTemplate(p, false)
	}
	fmt.Fprintln(a.Out, texts.HowTo)
	return nil
}

func (a *App) createTemplate(ctx context.Context, h *house, name string, asJSON bool) error {
	texts := &a.texts.Line.Templates
	var names []string
	for _, p := range h.desk.Proposals() {
		if p.Name != name {
			names = append(names, p.Name)
			continue
		}
		made, err := h.desk.CreateTemplate(ctx, p)
		if err != nil {
			return err
		}
		if asJSON {
			return writeJSON(a.Out, h.templateJSON(made))
		}
		fmt.Fprintf(a.Out, texts.Created+"\n", made.Name, texts.State[made.Status])
		if made.Category != p.Category {
			fmt.Fprintf(a.Out, texts.Recosted+"\n", termtext.Line(made.Category))
		}
		return nil
	}
	return &usageError{fmt.Errorf("--create: "+texts.Unknown, strings.Join(names, ", "))}
}
