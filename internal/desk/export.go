package desk

import (
	"context"
	"fmt"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

// The formats of an exported chat.
const (
	formatMarkdown = "md"
	formatText     = "txt"
)

// ExportDir is where exported chats go when nothing else is said.
func (d *Desk) ExportDir() string { return d.pen.ExportDir }

// Export writes a chat into a new file in the usual folder, see ExportTo.
func (d *Desk) Export(ctx context.Context, chatID int64, format string) (string, error) {
	return d.ExportTo(ctx, chatID, format, d.pen.ExportDir)
}

// ExportTo writes every message of a chat into a new file ("md" or "txt") that
// only the adviser can read, and returns its path. No file is ever replaced.
func (d *Desk) ExportTo(ctx context.Context, chatID int64, format, dir string) (string, error) {
	t, err := d.store.Thread(ctx, chatID, 0, 0)
	if err != nil {
		return "", fmt.Errorf("reading the chat to export: %w", err)
	}
	if err := unlocked(t.Chat); err != nil {
		return "", err
	}
	p := export.Paper{
		Chat: t.Chat, Messages: t.Messages, Quotes: t.Quotes, Now: d.clock(), Zone: d.zone(),
		Adviser: d.pen.Me, Team: d.pen.Team, Words: export.English(),
	}
	if d.pen.Lang == "de" {
		p.Words = export.German()
	}
	if why := d.pen.Explain; why != nil {
		p.Explain = func(f domain.Failure) string { reason, _ := why(f); return reason }
	}
	var data []byte
	switch format {
	case formatMarkdown:
		data = export.Markdown(p)
	case formatText:
		data = export.Text(p)
	default:
		return "", domain.Fail(domain.CodeUsage, format, nil)
	}
	path, err := export.Write(dir, export.Name(p, format), data)
	if err != nil {
		return "", fmt.Errorf("writing an exported chat: %w", err)
	}
	return path, nil
}
