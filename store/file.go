package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// noFile begins the key of a file that came without an id: there is nothing to
// fetch, and the message says so.
const noFile = "none:"

// fileKey is under which key the file of a message is known, "" if it has none.
// A file that was sent from here has the message's own id.
func fileKey(m *domain.Message) string {
	switch media := m.Content.Media; {
	case media == nil:
		return ""
	case m.UUID != "":
		return m.UUID
	case media.ID != "":
		return media.ID
	default:
		return noFile + wamidOr(m.WAMID, m.Raw)
	}
}

// fileColumn is the row of a message's file in one value, NULL if there is none.
const fileColumn = `CASE WHEN m.file = '' THEN NULL ELSE (SELECT json_array(f.told, f.told_why, f.told_sum, f.told_size,
	f.state, f.why, f.stored, f.type, f.size, f.sum, f.said, f.said_bad, f.said_at) FROM file f WHERE f.key = m.file) END`

// fileRow is what is kept of a file.
type fileRow struct {
	told, state    domain.FileState
	toldWhy, why   domain.LossReason
	toldSum, sum   string
	toldSize, size int64
	stored         string
	typ            domain.FileType
	said           string
	saidBad        int
	saidAt         *int64
}

// UnmarshalJSON reads what fileColumn gives.
func (r *fileRow) UnmarshalJSON(b []byte) error {
	list := []any{
		&r.told, &r.toldWhy, &r.toldSum, &r.toldSize, &r.state, &r.why, &r.stored, &r.typ, &r.size, &r.sum, &r.said, &r.saidBad, &r.saidAt,
	}
	return json.Unmarshal(b, &list)
}

// file says how it stands with a file. Our own word counts more than that of
// the relay, which has forgotten its copy by then.
func (r *fileRow) file(key string) domain.File {
	f := domain.File{Key: key, State: r.told, Reason: r.toldWhy, Size: r.toldSize, SHA256: r.toldSum}
	if r.state != "" {
		f.State, f.Reason = r.state, r.why
	}
	if r.state == domain.FileHere {
		f.Type, f.Stored, f.Size, f.SHA256 = r.typ, r.stored, r.size, r.sum
	}
	if r.saidAt != nil {
		f.Transcript = &domain.Transcript{Text: r.said, Failed: r.saidBad != 0, At: fromMS(*r.saidAt)}
	}
	return f
}

// fileOf reads the file of a message from what stands in its row.
func fileOf(key string, row *string) (*domain.File, error) {
	if key == "" {
		return nil, nil //nolint:nilnil // a message without a file is no mistake
	}
	var r fileRow
	if row != nil {
		if err := fromJSON(*row, &r); err != nil {
			return nil, err
		}
	}
	f := r.file(key)
	if strings.HasPrefix(key, noFile) {
		f.State, f.Reason = domain.FileLost, domain.LossNoID
	}
	return &f, nil
}

// takeMedia keeps what the relay tells of a file. The newest event counts,
// whichever comes first; what is here stays here.
func (w *work) takeMedia(n domain.MediaNews, p place) error {
	if n.ID == "" || n.State != domain.FileFetched && n.State != domain.FileLost {
		return nil
	}
	changed, err := w.exec(`INSERT INTO file (key, seq, told, told_why, mime, told_sum, told_size, told_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET seq = excluded.seq, told = excluded.told, told_why = excluded.told_why, mime = excluded.mime,
			told_sum = excluded.told_sum, told_size = excluded.told_size, told_at = excluded.told_at,
			owed = owed OR state = 'here' AND excluded.told = 'fetched',
			why = CASE state WHEN 'lost' THEN '' ELSE why END, state = CASE state WHEN 'lost' THEN '' ELSE state END
		WHERE excluded.seq > seq`,
		n.ID, p.pos.Seq, string(n.State), string(n.Reason), n.MIME, n.SHA256, n.Size, toMS(p.or(n.At)))
	if err != nil {
		return fmt.Errorf("keeping news of a file: %w", err)
	}
	if changed == 0 {
		return nil
	}
	return w.fileChanged(n.ID)
}

// fileChanged tells the chats whose messages carry a file.
func (w *work) fileChanged(key string) error {
	chats, err := all(w.ctx, w.tx, one[int64], `SELECT DISTINCT chat_id FROM message WHERE file = ? AND file <> '' ORDER BY 1`, key)
	if err != nil {
		return fmt.Errorf("looking for the chats of a file: %w", err)
	}
	w.changes.Merge(domain.Changes{Chats: chats})
	return nil
}

// FilesOf lists the messages of a chat that carry a file, the newest first.
func (s *Store) FilesOf(ctx context.Context, chatID int64) ([]domain.Message, error) {
	list, err := all(ctx, s.db.Read(), scanMessage, `SELECT `+messageColumns+` FROM message m INDEXED BY message_files
		WHERE m.chat_id = ? AND m.file <> '' ORDER BY m.sec DESC, m.seq DESC, m.idx DESC, m.id DESC`, chatID)
	if err != nil {
		return nil, fmt.Errorf("listing the files of a chat: %w", err)
	}
	return slices.DeleteFunc(list, func(m domain.Message) bool { return m.RevokedAt != nil }), nil
}

// Message returns one message; the code is not_found if there is none.
func (s *Store) Message(ctx context.Context, id int64) (domain.Message, error) {
	list, err := all(ctx, s.db.Read(), scanMessage, `SELECT `+messageColumns+` FROM message m WHERE m.id = ?`, id)
	if err != nil {
		return domain.Message{}, fmt.Errorf("reading message %d: %w", id, err)
	}
	if len(list) == 0 {
		return domain.Message{}, domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
	}
	return list[0], nil
}

// FilesWanted lists files that the relay has and we have not, the oldest first.
// Stored is the name that was noted for each, if one was.
func (s *Store) FilesWanted(ctx context.Context, limit int) ([]domain.File, error) {
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, f *domain.File) error {
		f.State = domain.FileFetched
		return rows.Scan(&f.Key, &f.Size, &f.SHA256, &f.Stored)
	}, `SELECT key, told_size, told_sum, stored FROM file INDEXED BY file_wanted WHERE told = 'fetched' AND state = '' ORDER BY seq LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("listing files to take over: %w", err)
	}
	return list, nil
}

// ReserveFile notes under which name a file is about to be kept, so that after
// a crash it is known which one belongs to nobody.
func (s *Store) ReserveFile(ctx context.Context, key, name string) error {
	return s.setFile(ctx, "noting the name of a file", key, `UPDATE file SET stored = ? WHERE key = ? AND state <> 'here'`, name, key)
}

// FileHere notes that a file lies in the media folder. The relay is to be told
// that it may forget its own.
func (s *Store) FileHere(ctx context.Context, f domain.File) (domain.Changes, error) {
	return s.write(ctx, "noting a file as here", func(w *work) error {
		_, err := w.exec(`INSERT INTO file (key, state, stored, type, size, sum, owed) VALUES (?1, 'here', ?2, ?3, ?4, ?5, 0)
			ON CONFLICT DO UPDATE SET state = 'here', why = '', stored = ?2, type = ?3, size = ?4, sum = ?5, owed = seq > 0`,
			f.Key, f.Stored, string(f.Type), f.Size, f.SHA256)
		if err != nil {
			return err
		}
		return w.fileChanged(f.Key)
	})
}

// LoseFile notes that a file cannot be had, until the relay tells otherwise.
func (s *Store) LoseFile(ctx context.Context, key string, why domain.LossReason) (domain.Changes, error) {
	return s.write(ctx, "noting a file as lost", func(w *work) error {
		if _, err := w.exec(`UPDATE file SET state = 'lost', why = ? WHERE key = ?`, string(why), key); err != nil {
			return err
		}
		return w.fileChanged(key)
	})
}

// FilesOwed lists files that the relay may forget, and does not know it.
func (s *Store) FilesOwed(ctx context.Context, limit int) ([]string, error) {
	list, err := all(ctx, s.db.Read(), one[string], `SELECT key FROM file INDEXED BY file_owed WHERE owed = 1 ORDER BY key LIMIT ?`, limit)
	return list, wrap("listing files the relay may forget", err)
}

// FileForgotten notes that the relay knows that it may forget a file.
func (s *Store) FileForgotten(ctx context.Context, key string) error {
	return s.setFile(ctx, "noting a file as forgotten", key, `UPDATE file SET owed = 0 WHERE key = ?`, key)
}

func (s *Store) setFile(ctx context.Context, doing, key, query string, args ...any) error {
	_, err := s.write(ctx, doing, func(w *work) error {
		if _, err := w.exec(query, args...); err != nil {
			return err
		}
		return w.fileChanged(key)
	})
	return err
}

const voicesUnheard = `SELECT ` + messageColumns + ` FROM message m INDEXED BY message_voice
	CROSS JOIN file x ON x.key = m.file
	WHERE m.direction = 'in' AND m.kind IN ('voice', 'audio') AND m.file <> '' AND m.revoked_at IS NULL
		AND x.state = 'here' AND x.said_at IS NULL AND m.sec >= ? ORDER BY m.sec DESC, m.id DESC LIMIT ?`

// VoicesUnheard lists voice notes of people since a moment of which no
// transcript was tried, the newest first.
func (s *Store) VoicesUnheard(ctx context.Context, since time.Time, limit int) ([]domain.Message, error) {
	list, err := all(ctx, s.db.Read(), scanMessage, voicesUnheard, since.Unix(), limit)
	return list, wrap("listing voice notes without a transcript", err)
}

// SetTranscript keeps what a program took a recording to say, or that it failed.
// The words can be searched from then on.
func (s *Store) SetTranscript(ctx context.Context, key string, t domain.Transcript) (domain.Changes, error) {
	return s.write(ctx, "keeping a transcript", func(w *work) error {
		ids, err := all(w.ctx, w.tx, one[int64], `SELECT id FROM message WHERE file = ? AND file <> ''`, key)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := w.changing(id); err != nil {
				return err
			}
		}
		if _, err := w.exec(`UPDATE file SET said = ?, said_bad = ?, said_at = ? WHERE key = ?`, t.Text, t.Failed, toMS(t.At), key); err != nil {
			return err
		}
		return w.fileChanged(key)
	})
}

// FileCount says how it stands with files altogether.
type FileCount struct {
	Here, Wanted, Lost int
}

// CountFiles counts them, for whoever looks after the house.
func (s *Store) CountFiles(ctx context.Context) (n FileCount, err error) {
	err = s.db.Read().QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE state = 'here'), count(*) FILTER (WHERE state = '' AND told = 'fetched'),
		count(*) FILTER (WHERE state = 'lost' OR state = '' AND told = 'lost') FROM file`).Scan(&n.Here, &n.Wanted, &n.Lost)
	return n, wrap("counting files", err)
}
