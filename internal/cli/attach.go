package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/termtext"
	"sprechstunde/whatsapp"
)

// attachFlags say what a send carries besides, or in place of, a text.
type attachFlags struct {
	files                  []string
	voice, as, place, card string
}

func (f *attachFlags) bind(cmd *cobra.Command, t *i18n.AttachLineTexts) {
	cmd.Flags().StringArrayVar(&f.files, "file", nil, t.FlagFile)
	cmd.Flags().StringVar(&f.voice, "voice", "", t.FlagVoice)
	cmd.Flags().StringVar(&f.as, "as", "", t.FlagAs)
	cmd.Flags().StringVar(&f.place, "place", "", t.FlagPlace)
	cmd.Flags().StringVar(&f.card, "card", "", t.FlagCard)
}

func (f *attachFlags) hasFiles() bool { return len(f.files) > 0 || f.voice != "" }

func (f *attachFlags) any() bool { return f.hasFiles() || f.place != "" || f.card != "" }

// check refuses what does not go together.
func (f *attachFlags) check(s sendFlags, t *i18n.AttachLineTexts) error {
	alone := 0
	for _, on := range []bool{f.place != "", f.card != "", s.template != "" && f.any(), (f.place != "" || f.card != "") && (s.text != "" || f.hasFiles() || s.park)} {
		if on {
			alone++
		}
	}
	switch {
	case alone > 1, s.template != "" && f.any():
		return &usageError{errors.New(t.OneKind)}
	case f.as != "" && (f.as != string(domain.AttachDocument) || len(f.files) == 0):
		return &usageError{errors.New(t.WrongAs)}
	}
	return nil
}

// attach adds to a reply what the flags name.
func (a *App) attach(ctx context.Context, h *house, r *domain.Reply, f attachFlags) error {
	t := &a.texts.Line.Attach
	if f.place != "" {
		for _, p := range h.desk.Places() {
			if strings.EqualFold(p.Name, f.place) {
				r.Place = &p
				return nil
			}
		}
		return &usageError{fmt.Errorf(t.NoSuchPlace, clean(f.place), names(h.desk.Places(), t.None, func(p domain.Place) string { return p.Name }))}
	}
	if f.card != "" {
		for _, c := range h.desk.Cards() {
			if strings.EqualFold(c.Name, f.card) {
				r.Cards = []domain.Card{c}
				return nil
			}
		}
		return &usageError{fmt.Errorf(t.NoSuchCard, clean(f.card), names(h.desk.Cards(), t.None, func(c domain.Card) string { return c.Name }))}
	}
	for _, path := range f.files {
		if err := a.attachOne(ctx, h, r, path, domain.AttachAs(f.as)); err != nil {
			return err
		}
	}
	if f.voice != "" {
		return a.attachOne(ctx, h, r, f.voice, domain.AttachVoice)
	}
	return nil
}

func (a *App) attachOne(ctx context.Context, h *house, r *domain.Reply, path string, as domain.AttachAs) error {
	file, err := h.desk.Attach(ctx, path, as)
	if err != nil {
		return errors.Join(err, h.desk.DropFiles(ctx, r.Files))
	}
	r.Files = append(r.Files, file)
	return nil
}

func clean(s string) string { return termtext.Line(s).String() }

// names lists what there is, for somebody who has mistyped a name.
func names[T any](list []T, none string, name func(T) string) string {
	var all []string
	for _, x := range list {
		all = append(all, clean(name(x)))
	}
	if len(all) == 0 {
		return none
	}
	return strings.Join(all, ", ")
}

// payloads are the bodies that would be posted. A file has no id of Meta's
// before it is uploaded, which a dry run does not do.
func payloads(all []domain.Send) ([]rawJSON, error) {
	var out []rawJSON
	for _, s := range all {
		if s.Uploads() {
			file := *s.Media
			file.ID, s.Media = "?", &file
		}
		body, err := whatsapp.Build(s)
		if err != nil {
			return nil, fmt.Errorf("building the message: %w", err)
		}
		out = append(out, body)
	}
	return out, nil
}

// showParts prints what would leave, message by message.
func (a *App) showParts(all []domain.Send) {
	t := &a.texts.Line
	for _, s := range all {
		switch {
		case s.Media != nil:
			line := fmt.Sprintf(t.Attach.FileF, t.Kind[string(s.Media.Kind)], clean(s.Media.Filename), sizeWords(s.Media.Size, a.texts.Lang))
			fmt.Fprintln(a.Out, indent(termtext.Clean(line)))
		case s.Place != nil:
			fmt.Fprintln(a.Out, indent(termtext.Clean(t.Kind["location"]+": "+placeWords(*s.Place))))
		case len(s.Cards) > 0:
			fmt.Fprintln(a.Out, indent(termtext.Clean(t.Kind["contacts"]+": "+s.Cards[0].Name)))
		}
		if s.Text != "" {
			fmt.Fprintln(a.Out, indent(termtext.Clean(s.Text)))
		}
	}
}

func placeWords(p domain.Place) string {
	return strings.Trim(fmt.Sprintf("%s, %s (%.5f, %.5f)", p.Name, p.Address, p.Latitude, p.Longitude), ", ")
}

// sentJSON is a message of ours with those that left with it.
func (a *App) sentJSON(list []domain.Message) any {
	first := messageJSON(list[0], a.explain)
	if len(list) == 1 {
		return first
	}
	out := jsonReply{jsonMessage: first}
	for _, m := range list[1:] {
		out.More = append(out.More, messageJSON(m, a.explain))
	}
	return out
}

type jsonReply struct {
	jsonMessage
	More []jsonMessage `json:"more"`
}

func placesOf(list []config.Place) []domain.Place {
	out := make([]domain.Place, len(list))
	for i, p := range list {
		out[i] = domain.Place{Name: p.Name, Latitude: p.Latitude, Longitude: p.Longitude, Address: p.Address}
	}
	return out
}

func cardsOf(list []config.Card) []domain.Card {
	out := make([]domain.Card, len(list))
	for i, c := range list {
		out[i] = domain.Card{Name: c.Name, Company: c.Org, Title: c.Title}
		if c.Phone != "" {
			out[i].Phones = []string{domain.NormalizePhone(c.Phone)}
		}
		if c.Email != "" {
			out[i].Emails = []string{c.Email}
		}
	}
	return out
}

// sizeWords is a size people read: "812 B", "24 kB", "1.3 MB".
func sizeWords(n int64, lang string) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	words := fmt.Sprintf("%.1f MB", float64(n)/1e6)
	if lang == i18n.German {
		words = strings.Replace(words, ".", ",", 1)
	}
	return words
}
