package desk

import (
	"context"
	"errors"
	"fmt"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
	"sprechstunde/internal/safego"
)

// Picture draws an image in at most cols by rows cells. Only one is in memory at
// a time, none that says to be larger than files.Draw takes, and a decoder that
// panics is an error.
func (d *Desk) Picture(ctx context.Context, messageID int64, cols, rows int) (p domain.Picture, err error) {
	m, err := d.present(ctx, messageID)
	if err != nil {
		return p, err
	}
	if !files.Pictures(m.File.Type, m.File.Mismatch) {
		return p, domain.Fail(domain.CodeMismatch, string(m.File.Type), nil)
	}
	file, err := d.readFile(m)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	d.drawing.Lock()
	defer d.drawing.Unlock()
	if err := ctx.Err(); err != nil {
		return p, fmt.Errorf("waiting to draw a picture: %w", err)
	}
	var drawn error
	if err := safego.Run("drawing a picture", func() { p, drawn = files.Draw(file, cols, rows) }); err != nil {
		return domain.Picture{}, err
	}
	if errors.Is(drawn, files.ErrTooManyPixels) {
		return p, domain.Fail(domain.CodePicture, "", drawn)
	}
	return p, drawn
}
