package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/links"
	"sprechstunde/internal/termtext"
)

func (a *App) linksCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.Line.Links
	cmd := &cobra.Command{
		Use: "links [CHAT]", Short: t.CmdLinks, Args: atMostOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.catalogue(asJSON)
			}
			return a.readHouse(cmd.Context(), func(h *house) error { return a.chatLinks(cmd.Context(), h, args[0], asJSON) })
		},
	}
	cmd.PersistentFlags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.AddCommand(a.command("check", t.CmdCheck, 0, func(ctx context.Context, _ []string) error { return a.checkLinks(ctx, asJSON) }))
	return cmd
}

// chatLinks lists the links of a chat, the newest first.
func (a *App) chatLinks(ctx context.Context, h *house, ref string, asJSON bool) error {
	c, err := h.desk.FindChat(ctx, ref)
	if err != nil {
		return err
	}
	list, err := h.desk.Links(ctx, c.ID)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, each(list, chatLinkJSON))
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Out, a.texts.Line.Links.None)
	}
	for _, l := range list {
		who := a.nameOf(c.Contact)
		if l.From == domain.Out {
			who = a.texts.Line.Me
		}
		where := l.URL
		if where == "" {
			where = termtext.Line(l.Written).String()
		}
		fmt.Fprintln(a.Out, strings.Join([]string{h.shortTime(l.At), who, where}, " | "))
		for _, w := range l.Warnings {
			fmt.Fprintf(a.Out, "    ! %s\n", a.texts.Screen.Links.Warnings[w])
		}
	}
	return nil
}

// catalogue lists the adviser's own links.
func (a *App) catalogue(asJSON bool) error {
	cfg, _, err := a.settle()
	if err != nil {
		return err
	}
	today := a.Clock().In(cfg.Location()).Format(domain.DateForm)
	list := cfg.Catalogue()
	if asJSON {
		return writeJSON(a.Out, each(list, func(l domain.CatalogueLink) jsonLink { return linkJSON(l, today) }))
	}
	t := &a.texts.Line.Links
	if len(list) == 0 {
		fmt.Fprintln(a.Out, t.Empty)
	}
	for _, l := range list {
		parts := []string{l.Alias, l.URL, l.Title, l.Kind}
		switch {
		case l.Expired(today):
			parts = append(parts, t.Expired)
		case l.Until != "":
			parts = append(parts, fmt.Sprintf(t.Until, l.Until))
		}
		fmt.Fprintln(a.Out, barred(parts))
	}
	return nil
}

// barred joins what is there, one line, with bars.
func barred(parts []string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, termtext.Line(p).String())
		}
	}
	return strings.Join(kept, " | ")
}

// checkLinks asks for each page of the catalogue once, one after the other.
func (a *App) checkLinks(ctx context.Context, asJSON bool) error {
	cfg, _, err := a.settle()
	if err != nil {
		return err
	}
	v := links.Visitor{Clock: a.Clock, Today: a.Clock().In(cfg.Location()).Format(domain.DateForm)}
	list := cfg.Catalogue()
	visits, bad := make([]jsonVisit, 0, len(list)), 0
	for _, l := range list {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		got := v.Visit(ctx, l)
		if got.Trouble != domain.LinkFine || got.Redirect || got.Expired {
			bad++
		}
		visits = append(visits, visitJSON(got, v.Today))
		if !asJSON {
			fmt.Fprintln(a.Out, barred([]string{l.Alias, a.visitWords(got), l.URL}))
		}
	}
	t := &a.texts.Line.Links
	switch {
	case asJSON:
		return writeJSON(a.Out, visits)
	case len(list) == 0:
		fmt.Fprintln(a.Out, t.Empty)
	case bad > 0:
		fmt.Fprintf(a.Out, t.Bad+"\n", bad, len(list))
	}
	return nil
}

// visitWords say what became of asking for a page.
func (a *App) visitWords(v domain.LinkVisit) string {
	t := &a.texts.Line.Links
	var parts []string
	switch v.Trouble {
	case domain.LinkFine:
		words := fmt.Sprintf(t.Answers, v.Status, (v.Bytes+1023)/1024)
		if v.Cut {
			words = strings.Replace(words, ", ", ", "+t.More+" ", 1)
		}
		parts = append(parts, words)
	case domain.LinkStatus:
		parts = append(parts, t.Troubles[v.Trouble], fmt.Sprintf(t.Status, v.Status))
	default:
		parts = append(parts, t.Troubles[v.Trouble])
	}
	if n := len(v.Chain); n > 0 {
		parts = append(parts, fmt.Sprintf(t.Hops, n, v.Chain[n-1]))
	}
	if v.Redirect {
		parts = append(parts, t.ForGood)
	}
	if v.Expired {
		parts = append(parts, t.Expired)
	}
	return strings.Join(parts, "; ")
}

type jsonLink struct {
	Alias   string  `json:"alias"`
	URL     string  `json:"url"`
	Title   string  `json:"title"`
	Kind    string  `json:"kind"`
	Until   *string `json:"until"`
	Expired bool    `json:"expired"`
}

func linkJSON(l domain.CatalogueLink, today string) jsonLink {
	return jsonLink{Alias: l.Alias, URL: l.URL, Title: l.Title, Kind: l.Kind, Until: optional(l.Until), Expired: l.Expired(today)}
}

type jsonVisit struct {
	jsonLink
	Status    int      `json:"status"`
	Trouble   *string  `json:"trouble"`
	Redirects []string `json:"redirects"`
	ForGood   bool     `json:"for_good"`
	Bytes     int64    `json:"bytes"`
	Cut       bool     `json:"cut"`
	Millis    int64    `json:"milliseconds"`
}

func visitJSON(v domain.LinkVisit, today string) jsonVisit {
	return jsonVisit{
		jsonLink: linkJSON(v.Link, today), Status: v.Status, Trouble: optional(string(v.Trouble)), Redirects: notNull(v.Chain),
		ForGood: v.Redirect, Bytes: v.Bytes, Cut: v.Cut, Millis: v.Took.Milliseconds(),
	}
}

type jsonChatLink struct {
	Written   string     `json:"written"`
	URL       *string    `json:"url"`
	Host      *string    `json:"host"`
	Warnings  []string   `json:"warnings"`
	Message   int64      `json:"message"`
	Direction string     `json:"direction"`
	At        *time.Time `json:"at"`
}

func chatLinkJSON(l domain.ChatLink) jsonChatLink {
	j := jsonChatLink{
		Written: l.Written, URL: optional(l.URL), Host: optional(l.Host), Warnings: []string{}, Message: l.MessageID,
		Direction: string(l.From), At: moment(l.At),
	}
	for _, w := range l.Warnings {
		j.Warnings = append(j.Warnings, string(w))
	}
	return j
}
