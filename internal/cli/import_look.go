package cli

import (
	"context"
	"errors"
	"strconv"

	"sprechstunde/internal/domain"
)

// lookHistory is "import" for the screen: it says what line mode would, and what
// line mode asks for it gives back to be asked there.
func (h *house) lookHistory(ctx context.Context, ask domain.HistoryAsk) (domain.HistoryLook, error) {
	i := &importing{app: h.app, house: h, flags: historyFlags{to: strconv.FormatInt(ask.ChatID, 10), me: ask.Me, dates: ask.Dates}}
	done, err := i.open(ctx, ask.Path)
	look := domain.HistoryLook{Dates: i.days, Names: i.names}
	var said *saidError
	if errors.As(err, &said) {
		look.Said = said.sentence
		return look, nil
	}
	if err != nil {
		return look, err
	}
	defer done()
	c, err := h.desk.CompareHistory(ctx, i.history)
	if err != nil {
		return look, err
	}
	o := &i.out
	look.Messages, look.Ours, look.Theirs, look.New, look.Known = o.Messages, o.Ours, o.Theirs, len(c.Fresh), c.Known
	look.Files, look.FilesLeftOut, look.TooLarge, look.FilesMiss = o.Files, o.FilesLeftOut, o.TooLarge, c.Files
	look.Odd, look.Says, look.First, look.Last = o.Odd, o.System, o.First, o.Last
	if !ask.Take || look.New == 0 {
		return look, nil
	}
	taken, _, err := h.desk.TakeHistory(ctx, i.history, i.source.Open)
	look.Import = taken.ID
	return look, err
}
