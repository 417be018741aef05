package relay

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// templates returns the list that was fetched last. One that cannot be read is
// as good as none: it will be fetched again.
func (l *ledger) templates(ctx context.Context) (domain.TemplateList, error) {
	var list domain.TemplateList
	var text string
	err := l.db.Read().QueryRowContext(ctx, `SELECT value FROM meta WHERE key = 'templates'`).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return list, nil
	}
	if err != nil {
		return list, sqlite.Translate(fmt.Errorf("reading templates: %w", err))
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return domain.TemplateList{}, nil //nolint:nilerr // see above
	}
	return list, nil
}

func (l *ledger) saveTemplates(ctx context.Context, list domain.TemplateList) error {
	text, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("encoding templates: %w", err)
	}
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ('templates', ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value`, string(text))
		return err
	})
	if err != nil {
		return fmt.Errorf("storing templates: %w", err)
	}
	return nil
}
