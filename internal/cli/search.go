package cli

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

const (
	searchLimit = 50
	// How much of a text is printed before the first hit, and in all, in bytes.
	wordsBefore, wordsAround = 40, 160
)

func (a *App) searchCommand() *cobra.Command {
	var asJSON bool
	var limit int
	t := &a.texts.Line.Search
	cmd := &cobra.Command{
		Use: "search WORDS…", Short: t.Cmd, Args: atLeastOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 {
				return &usageError{fmt.Errorf("--limit: %s", t.FlagLimit)}
			}
			return a.search(cmd.Context(), queryOf(args), limit, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.Flags().IntVar(&limit, "limit", searchLimit, t.FlagLimit)
	return cmd
}

// queryOf puts the words of a command line together as they would be typed: the
// shell has taken the quotes away around what has blanks in it.
func queryOf(args []string) string {
	parts := make([]string, len(args))
	for i, arg := range args {
		parts[i] = arg
		if key, value, found := strings.Cut(arg, ":"); found && strings.Contains(value, " ") && !strings.ContainsAny(key, ` "`) {
			parts[i] = key + `:"` + strings.Trim(value, `"`) + `"`
		} else if strings.Contains(arg, " ") && !strings.Contains(arg, `"`) {
			parts[i] = `"` + arg + `"`
		}
	}
	return strings.Join(parts, " ")
}

func (a *App) search(ctx context.Context, typed string, limit int, asJSON bool) error {
	return a.readHouse(ctx, func(h *house) error { return a.searchHouse(ctx, h, typed, limit, asJSON) })
}

func (a *App) searchHouse(ctx context.Context, h *house, typed string, limit int, asJSON bool) error {
	if !h.beside { // the desk that is open does it itself
		if err := a.completeIndex(ctx, h); err != nil {
			return err
		}
	}
	found, err := h.desk.Search(ctx, typed, limit)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, foundJSON(found, h, a))
	}
	t := &a.texts.Line.Search
	if list := found.Search.Unread; len(list) > 0 {
		fmt.Fprintln(a.Err, fmt.Sprintf(t.Unread, termtext.Line(strings.Join(list, ", "))))
	}
	for _, c := range found.People {
		fmt.Fprintln(a.Out, strings.Join([]string{fmt.Sprint(c.ID), t.Person, a.nameOf(c.Contact) + a.restMark(found.Resting[c.ID])}, " | "))
	}
	for _, hit := range found.Hits {
		fmt.Fprintln(a.Out, a.hitLine(hit, found.Resting[hit.Chat.ID], h))
	}
	switch {
	case len(found.People)+len(found.Hits) == 0:
		fmt.Fprintln(a.Out, t.Nothing)
	case found.More:
		fmt.Fprintf(a.Err, t.More+"\n", limit)
	}
	return nil
}

// completeIndex fills in what an older version of the program has left, so that
// nothing is missing from what is found.
func (a *App) completeIndex(ctx context.Context, h *house) error {
	told := false
	err := h.desk.FillIndex(ctx, func(left int) {
		if !told {
			fmt.Fprintf(a.Err, a.texts.Line.Search.Filling+"\n", left)
			told = true
		}
	})
	if err != nil {
		return fmt.Errorf("completing the index: %w", err)
	}
	return nil
}

// hitLine is one hit as one line: chat, moment, who wrote, words around the
// first hit.
func (a *App) hitLine(hit domain.Hit, rests bool, h *house) string {
	who := a.nameOf(domain.Contact{Name: hit.Chat.Contact.Name, NameSource: hit.Chat.Contact.NameSource}) + a.restMark(rests)
	if hit.Message.Direction == domain.Out {
		who = a.texts.Line.Me + " → " + who
	}
	return strings.Join([]string{fmt.Sprint(hit.Chat.ID), h.shortTime(hit.Message.At), who, cmp.Or(around(hit), a.kindWord(hit.Message.Kind))}, " | ")
}

// restMark stands behind the name of a person whose data are kept and not used:
// who looks for something in all chats shall not use theirs unawares.
func (a *App) restMark(rests bool) string {
	if !rests {
		return ""
	}
	return " (" + a.texts.Line.Search.Rests + ")"
}

// around are the words around the first hit, in whole words.
func around(hit domain.Hit) string {
	text, from := hit.Words, 0
	if len(hit.Marks) > 0 && hit.Marks[0][0] > wordsBefore {
		first := hit.Marks[0][0]
		if blank := strings.IndexAny(text[first-wordsBefore:first], " \n"); blank >= 0 {
			from = first - wordsBefore + blank + 1
		} else {
			from = first
		}
	}
	words := termtext.Line(text[from:]).Truncate(wordsAround).String()
	if from > 0 {
		words = "…" + words
	}
	return words
}

type jsonFound struct {
	People  []jsonChat `json:"people"`
	Hits    []jsonHit  `json:"hits"`
	More    bool       `json:"more"`
	Unread  []string   `json:"not_understood"`
	Since   *time.Time `json:"since"`
	Before  *time.Time `json:"before"`
	Missing int        `json:"missing"`
	Resting []int64    `json:"resting"`
}

type jsonHit struct {
	Chat    int64       `json:"chat"`
	Name    string      `json:"name"`
	Message jsonMessage `json:"message"`
	Words   string      `json:"words"`
	Matches []string    `json:"matches"`
}

func foundJSON(found domain.Found, h *house, a *App) jsonFound {
	out := jsonFound{
		People: make([]jsonChat, len(found.People)), Hits: make([]jsonHit, len(found.Hits)), More: found.More, Missing: found.Missing,
		Unread: append([]string{}, found.Search.Unread...), Since: moment(found.Search.Since), Before: moment(found.Search.Before),
	}
	today := h.desk.Agenda()
	for i, c := range found.People {
		out.People[i] = chatJSON(c, today)
	}
	for i, hit := range found.Hits {
		j := jsonHit{Chat: hit.Chat.ID, Name: hit.Chat.Contact.Name, Message: messageJSON(hit.Message, a.explain), Words: hit.Words, Matches: []string{}}
		for _, m := range hit.Marks {
			j.Matches = append(j.Matches, hit.Words[m[0]:m[1]])
		}
		out.Hits[i] = j
	}
	out.Resting = []int64{}
	for _, id := range slices.Sorted(maps.Keys(found.Resting)) {
		if slices.ContainsFunc(found.People, func(c domain.Chat) bool { return c.ID == id }) ||
			slices.ContainsFunc(found.Hits, func(hit domain.Hit) bool { return hit.Chat.ID == id }) {
			out.Resting = append(out.Resting, id)
		}
	}
	return out
}
