package desk

import (
	"context"
	"fmt"
	"io"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

func rowsOf(o domain.ExportOrder) string {
	if o.Rows == "" {
		return domain.RowsMessages
	}
	return o.Rows
}

// ExportTable writes all chats into one table, see MakeExport. Chats that hint at
// a person in distress are left out until they are released, and those of persons
// whose data are kept and not used; it says how many.
func (d *Desk) ExportTable(ctx context.Context, o domain.ExportOrder) (path string, leftOut domain.LeftOut, err error) {
	if o.Format != domain.ExportCSV {
		return "", leftOut, domain.Fail(domain.CodeUsage, string(o.Format), nil)
	}
	chats, leftOut, err := d.Exportable(ctx)
	if err != nil {
		return "", leftOut, err
	}
	o.Media = false
	path, err = d.post(ctx, parcel{
		order: o, name: "chats-" + rowsOf(o) + "-" + d.clock().In(d.zone()).Format(domain.DateForm) + ".csv",
		write: func(w io.Writer, _ export.Enclosed) error { return d.tableOf(ctx, w, o, chats) },
	})
	return path, leftOut, err
}

// Exportable lists all chats that may be written out, and counts the others.
func (d *Desk) Exportable(ctx context.Context) (ids []int64, leftOut domain.LeftOut, err error) {
	const window = 500
	for offset := 0; ; offset += window {
		q, err := d.Queue(ctx, domain.FilterAll, domain.Window{Offset: offset, Limit: window})
		if err != nil {
			return nil, leftOut, fmt.Errorf("listing the chats to export: %w", err)
		}
		for _, c := range q.Chats {
			rest, err := d.store.Restricted(ctx, c.ID)
			switch {
			case err != nil:
				return nil, leftOut, fmt.Errorf("asking whose data rest: %w", err)
			case rest.On:
				leftOut.Restricted++
			case unlocked(c) != nil:
				leftOut.Crisis++
			default:
				ids = append(ids, c.ID)
			}
		}
		if len(q.Chats) < window {
			return ids, leftOut, nil
		}
	}
}

// tableOf reads one chat after the other, so that no more than one is in memory.
func (d *Desk) tableOf(ctx context.Context, w io.Writer, o domain.ExportOrder, chats []int64) error {
	return d.rows(ctx, w, o, func(yield func(domain.Thread) error) error {
		for _, id := range chats {
			t, err := d.store.Thread(ctx, id, 0, 0)
			if err != nil {
				return fmt.Errorf("reading a chat to export: %w", err)
			}
			if unlocked(t.Chat) != nil {
				continue // what was said a moment ago counts, too
			}
			t.Messages = since(t.Messages, o.Since)
			if len(t.Messages) == 0 && !o.Since.IsZero() {
				continue
			}
			if err := yield(t); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *Desk) table(ctx context.Context, w io.Writer, o domain.ExportOrder, list []domain.Thread) error {
	return d.rows(ctx, w, o, func(yield func(domain.Thread) error) error {
		for _, t := range list {
			if err := yield(t); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *Desk) rows(ctx context.Context, w io.Writer, o domain.ExportOrder, chats func(yield func(domain.Thread) error) error) error {
	rows, columns := rowsOf(o), export.MessageColumns
	switch rows {
	case domain.RowsMessages:
	case domain.RowsChats:
		columns = export.ChatColumns
	default:
		return domain.Fail(domain.CodeUsage, o.Rows, nil)
	}
	var alias *export.Alias
	if o.Pseudonyms {
		alias = export.NewAlias()
	}
	table := export.NewTable(w)
	if err := table.Row(columns...); err != nil {
		return err
	}
	err := chats(func(t domain.Thread) error {
		sheet, err := d.store.Person(ctx, t.Chat.ID)
		if err != nil {
			return fmt.Errorf("reading a person to export: %w", err)
		}
		for _, known := range sheet.Aliases {
			if known.Kind == domain.AliasName || known.Kind == domain.AliasUsername {
				alias.Known(t.Chat.ID, known.Value)
			}
		}
		if rows == domain.RowsChats {
			return table.ChatRow(d.paperOf(t), sheet, alias)
		}
		return table.MessageRows(d.paperOf(t), alias)
	})
	if err != nil {
		return err
	}
	return table.End()
}
