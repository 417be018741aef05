package store

import (
	"sprechstunde/internal/domain"
)

// takeAuto keeps an automatic text of the relay as a message of ours. It is no
// answer: whoever waited waits on.
func (w *work) takeAuto(a domain.AutoSent, p place) error {
	from := domain.Identity{Phone: a.To.Phone}
	if a.To.Phone == "" {
		from.UserID = a.To.UserID
	}
	err := w.takeEntry(entry{
		Message: domain.Message{
			UUID: a.UUID, Direction: domain.Out, Origin: domain.OriginAuto, Kind: domain.KindText, Rule: a.Rule,
			Content: domain.Content{Text: a.Text}, At: p.at, Pos: p.pos, Status: domain.StatusNone,
		},
		from: domain.Person{Identity: from},
	})
	if err != nil {
		return err
	}
	return w.noteNotice(a.UUID, a.Notice, a.Text)
}
