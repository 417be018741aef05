package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

// Files lists the messages of a chat that carry a file, the newest first.
func (d *Desk) Files(ctx context.Context, chatID int64) ([]domain.Message, error) {
	list, err := d.store.FilesOf(ctx, chatID)
	d.judge(list)
	return list, err
}

// FileMessage returns a message that carries a file.
func (d *Desk) FileMessage(ctx context.Context, messageID int64) (domain.Message, error) {
	m, err := d.store.Message(ctx, messageID)
	if err != nil {
		return m, err
	}
	if m.File == nil || m.RevokedAt != nil {
		return m, domain.Fail(domain.CodeNotFound, fmt.Sprint(messageID), nil)
	}
	list := []domain.Message{m}
	d.judge(list)
	return list[0], nil
}

// judge says of files whether they are what they are called and said to be. Our
// own are: they were looked at before they left.
func (d *Desk) judge(list []domain.Message) {
	for i := range list {
		m := &list[i]
		if m.File == nil || m.File.State != domain.FileHere || m.UUID != "" || m.Content.Media == nil {
			continue
		}
		what := files.Nature{Type: m.File.Type, Ending: endingOf(m.File.Stored)}
		m.File.Mismatch = files.Mismatch(what, m.Content.Media.MIME, m.Content.Media.Filename)
	}
}

func endingOf(stored string) string { return strings.TrimPrefix(filepath.Ext(stored), ".") }

// present returns a message whose file is here, or says why it is not.
func (d *Desk) present(ctx context.Context, messageID int64) (domain.Message, error) {
	m, err := d.FileMessage(ctx, messageID)
	if err != nil {
		return m, err
	}
	switch {
	case m.File.State == domain.FileLost:
		return m, domain.Fail(domain.CodeFileLost, string(m.File.Reason), nil)
	case m.File.State != domain.FileHere || d.pen.Files == nil:
		return m, domain.Fail(domain.CodeNotHere, "", nil)
	}
	return m, nil
}

// intact returns where a file lies after having read it: what the disk has
// changed, or somebody has put in its place, is handed to nobody.
func (d *Desk) intact(m domain.Message) (path string, err error) {
	path, err = d.pen.Files.Path(m.File.Stored)
	if err == nil {
		err = d.pen.Files.Check(m.File.Stored, m.File.SHA256)
	}
	return path, damaged(err)
}

// damaged gives a file that is gone or changed the code for it.
func damaged(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, files.ErrChanged) || errors.Is(err, files.ErrNotPlain) {
		return domain.Fail(domain.CodeFileLost, string(domain.LossDamaged), err)
	}
	return err
}

// OpenFile opens a file with the system's program for it: a copy that cannot be
// written to. What is not what it is called, or is a program, is never opened
// (mismatch); what may run something or ask the Internet only when the adviser
// is sure (ask_first).
func (d *Desk) OpenFile(ctx context.Context, messageID int64, sure bool) error {
	m, err := d.present(ctx, messageID)
	if err != nil {
		return err
	}
	switch t := m.File.Type; {
	case !files.Opens(t, m.File.Mismatch):
		return domain.Fail(domain.CodeMismatch, string(t), nil)
	case files.Asks(t) && !sure:
		return domain.Fail(domain.CodeAskFirst, string(t), nil)
	case d.pen.Tools == nil:
		return domain.Fail(domain.CodeNoTool, "files.open", nil)
	}
	if _, err := d.intact(m); err != nil {
		return err
	}
	path, err := d.pen.Files.Lend(m.File.Stored)
	if err != nil {
		return fmt.Errorf("copying a file to be read: %w", err)
	}
	if err := d.pen.Tools.Open(ctx, path); err != nil {
		return fmt.Errorf("opening a file: %w", err)
	}
	return nil
}

// SaveFile copies a file into the folder of exports and returns its path. No
// file is ever replaced.
func (d *Desk) SaveFile(ctx context.Context, messageID int64) (string, error) {
	return d.SaveFileTo(ctx, messageID, d.pen.ExportDir)
}

// SaveFileTo is SaveFile into a folder of the adviser's choice. The name is what
// is harmless of the sender's, with the ending of the content.
func (d *Desk) SaveFileTo(ctx context.Context, messageID int64, dir string) (path string, err error) {
	m, err := d.present(ctx, messageID)
	if err != nil {
		return "", err
	}
	if _, err := d.intact(m); err != nil {
		return "", err
	}
	file, err := d.pen.Files.Open(m.File.Stored)
	if err != nil {
		return "", damaged(err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return d.note(ctx, domain.Exported{Chat: m.ChatID, By: d.pen.Me, Format: domain.ExportSaved, Expires: d.keptUntil()},
		func(noted func(string) error) (string, error) {
			return files.SaveNoted(dir, d.nameFor(m), file, noted)
		})
}

// nameFor is what a saved file is called: without a name of its sender's, when
// it came.
func (d *Desk) nameFor(m domain.Message) string {
	name := ""
	if m.Content.Media != nil {
		name = m.Content.Media.Filename
	}
	if strings.TrimSpace(name) == "" {
		name = m.At.In(d.zone()).Format("2006-01-02-150405")
	}
	return files.SafeName(name, files.Ending(*m.File))
}

// Play plays a recording or a film, and returns when it has ended or ctx has.
func (d *Desk) Play(ctx context.Context, messageID int64) error {
	m, err := d.present(ctx, messageID)
	switch {
	case err != nil:
		return err
	case !playable(m):
		return domain.Fail(domain.CodeMismatch, string(m.File.Type), nil)
	case d.pen.Tools == nil:
		return domain.Fail(domain.CodeNoTool, "files.play", nil)
	}
	path, err := d.intact(m)
	if err != nil {
		return err
	}
	video := m.File.Type == domain.FileMP4 || m.File.Type == domain.File3GP
	if err := d.pen.Tools.Play(ctx, path, video && m.Kind != domain.KindVoice && m.Kind != domain.KindAudio); err != nil {
		return fmt.Errorf("playing a file: %w", err)
	}
	return nil
}

func playable(m domain.Message) bool { return files.Plays(m.File.Type, m.File.Mismatch) }

// readFile opens the bytes of a file that is whole.
func (d *Desk) readFile(m domain.Message) (io.ReadSeekCloser, error) {
	if _, err := d.intact(m); err != nil {
		return nil, err
	}
	file, err := d.pen.Files.Open(m.File.Stored)
	return file, damaged(err)
}
