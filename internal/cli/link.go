package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/qrcode"
)

// maxPrefilled is how long a text may be whose QR code is still read from a
// poster.
const maxPrefilled = 700

// linkOrder is what "sprechstunde link" is asked for.
type linkOrder struct {
	text, code, qr, out, number string
	list, json                  bool
}

func (a *App) linkCommand() *cobra.Command {
	var o linkOrder
	t := &a.texts.Line.Links
	cmd := a.command("link", t.CmdLink, 0, func(ctx context.Context, _ []string) error {
		if err := a.checkLinkOrder(&o); err != nil {
			return &usageError{err}
		}
		return a.withHouse(ctx, func(h *house) error {
			if o.list {
				return a.listSources(ctx, h, o)
			}
			return a.makeLink(ctx, h, o)
		})
	})
	f := cmd.Flags()
	f.StringVar(&o.text, "text", "", t.FlagText)
	f.StringVar(&o.code, "code", "", t.FlagCode)
	f.StringVar(&o.qr, "qr", "", t.FlagQR)
	f.StringVar(&o.out, "out", "", t.FlagOut)
	f.StringVar(&o.number, "number", "", t.FlagNumber)
	f.BoolVar(&o.list, "list", false, t.FlagList)
	f.BoolVar(&o.json, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func (a *App) checkLinkOrder(o *linkOrder) error {
	t := &a.texts.Line.Links
	o.text, o.code = strings.TrimSpace(o.text), strings.TrimSpace(o.code)
	file := o.qr == "png" || o.qr == "svg"
	n := utf8.RuneCountInString(o.text)
	switch {
	case o.list:
		return nil
	case o.text == "" && o.code == "":
		return errors.New(t.NoText)
	case o.code != "" && !domain.IsCode(o.code):
		return errors.New("--code: " + t.BadCode)
	case n > maxPrefilled:
		return fmt.Errorf("--text: "+t.TooMuch, n)
	case o.qr != "" && o.qr != "terminal" && !file:
		return errors.New(t.QRWays)
	case file != (o.out != ""):
		return errors.New(t.OutNeeds)
	}
	return nil
}

// ourDigits is our own number as links want it: as it was given, as the
// configuration has it, or as WhatsApp says it.
func (a *App) ourDigits(ctx context.Context, h *house, given string) (string, error) {
	for _, number := range []string{given, h.cfg.WhatsApp.Number} {
		if digits := domain.NumberDigits(number); digits != "" {
			return digits, nil
		}
	}
	n, err := h.desk.Number(ctx)
	if err != nil {
		return "", err
	}
	if digits := domain.NumberDigits(n.Phone); digits != "" {
		return digits, nil
	}
	return "", domain.Fail(domain.CodeNoNumber, "", nil)
}

// prefilled is the text with its code behind it.
func prefilled(text, code string) string {
	switch {
	case code == "":
		return text
	case text == "":
		return code
	}
	return text + " · " + code
}

// waLink is the link that opens a chat with us, with a text in the input line.
func waLink(digits, text string) string {
	return "https://wa.me/" + digits + "?text=" + strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}

func (a *App) makeLink(ctx context.Context, h *house, o linkOrder) error {
	digits, err := a.ourDigits(ctx, h, o.number)
	if err != nil {
		return err
	}
	text := prefilled(o.text, o.code)
	link := waLink(digits, text)
	known := o.code == ""
	for _, s := range h.cfg.Sources {
		known = known || strings.EqualFold(s.Code, o.code)
	}
	t := &a.texts.Line.Links
	if !known {
		fmt.Fprintf(a.Err, t.Unlisted+"\n", o.code)
	}
	if err := a.writeQR(link, o); err != nil {
		return err
	}
	if o.json {
		return writeJSON(a.Out, jsonSourceLink{Code: o.code, Text: text, URL: link})
	}
	fmt.Fprintln(a.Out, link)
	return nil
}

// writeQR draws the QR code where it is wanted.
func (a *App) writeQR(link string, o linkOrder) error {
	if o.qr == "" {
		return nil
	}
	code, err := qrcode.Encode(link)
	if err != nil {
		return err
	}
	data := code.SVG()
	switch o.qr {
	case "terminal":
		if !o.json {
			fmt.Fprint(a.Out, code.Terminal())
		}
		return nil
	case "png":
		if data, err = code.PNG(); err != nil {
			return err
		}
	}
	if err := newFile(o.out, data); err != nil {
		return err
	}
	fmt.Fprintf(a.Err, a.texts.Line.Links.Written+"\n", o.out)
	return nil
}

// newFile writes a file that must not be there yet. One that cannot be written
// whole does not stay.
func newFile(path string, data []byte) error {
	f, err := os.OpenFile(filepath.Clean(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return domain.Fail(domain.CodeExists, path, err)
	}
	if err != nil {
		return domain.Fail(domain.CodeReadOnly, path, err)
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("writing %s: %w", path, err), os.Remove(path))
	}
	return nil
}

// listSources shows the codes of the configuration with their links.
func (a *App) listSources(ctx context.Context, h *house, o linkOrder) error {
	t := &a.texts.Line.Links
	list := h.cfg.Sources
	if len(list) == 0 && !o.json {
		fmt.Fprintln(a.Out, t.NoSources)
		return nil
	}
	digits, err := a.ourDigits(ctx, h, o.number)
	if err != nil {
		return err
	}
	out := make([]jsonSourceLink, len(list))
	for i, s := range list {
		text := prefilled(o.text, s.Code)
		out[i] = jsonSourceLink{Code: s.Code, Name: s.Name, Label: s.Label, Audience: s.Audience, Text: text, URL: waLink(digits, text)}
	}
	if o.json {
		return writeJSON(a.Out, out)
	}
	for _, l := range out {
		parts := []string{l.Code, l.Name, "", "", l.URL}
		if l.Label != "" {
			parts[2] = t.Label + " " + l.Label
		}
		if l.Audience != "" {
			parts[3] = t.Audience + " " + l.Audience
		}
		fmt.Fprintln(a.Out, barred(parts))
	}
	return nil
}

type jsonSourceLink struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Label    string `json:"label"`
	Audience string `json:"audience"`
	Text     string `json:"text"`
	URL      string `json:"url"`
}
