package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// oldest is the first SQLite without a known way to corrupt a write-ahead log
// that two connections reset at the same moment.
var oldest = [3]int{3, 51, 3}

// writerParams are set on every connection before it is used. The journal mode
// is not among them: it is stored in the file, and a file that is not ours
// must not be changed by looking at it.
func writerParams() url.Values {
	return url.Values{
		"mode":    {"rw"},
		"_txlock": {"immediate"},
		"_dqs":    {"0"},
		"_pragma": {
			"busy_timeout(3000)",
			"synchronous(FULL)",
			"foreign_keys(ON)",
			"secure_delete(ON)",
			"temp_store(MEMORY)",
			"mmap_size(0)",
			"cache_size(-2000)",
			"trusted_schema(OFF)",
			"journal_size_limit(4194304)",
		},
	}
}

func readerParams() url.Values {
	return url.Values{
		"mode": {"ro"},
		"_dqs": {"0"},
		"_pragma": {
			"busy_timeout(3000)",
			"query_only(ON)",
			"temp_store(MEMORY)",
			"mmap_size(0)",
			"cache_size(-400)",
			"trusted_schema(OFF)",
		},
	}
}

// checkEngine refuses an SQLite that is older than we can trust.
func checkEngine(ctx context.Context, w *sql.DB) error {
	var v string
	if err := w.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&v); err != nil {
		return fmt.Errorf("asking for the SQLite version: %w", err)
	}
	if !newEnough(v) {
		return fmt.Errorf("SQLite %s is older than %v", v, oldest)
	}
	return nil
}

func newEnough(version string) bool {
	parts := strings.Split(version, ".")
	for i, want := range oldest {
		if i >= len(parts) {
			return false
		}
		have, err := strconv.Atoi(parts[i])
		if err != nil || have < want {
			return false
		}
		if have > want {
			return true
		}
	}
	return true
}

func switchToWAL(ctx context.Context, w *sql.DB) error {
	var mode string
	if err := w.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return fmt.Errorf("switching to a write-ahead log: %w", err)
	}
	if mode != "wal" {
		// SQLite answers with the old mode when the file cannot be written.
		return domain.Fail(domain.CodeReadOnly, "", fmt.Errorf("journal mode is %s", mode))
	}
	return nil
}

// checkPragmas proves that the settings on which the promises rest are in
// force, and that the file can be written. A misspelt pragma is silently
// ignored by SQLite, so setting it is not enough.
func checkPragmas(ctx context.Context, w *sql.DB) error {
	for _, p := range []struct{ name, want string }{
		{"journal_mode", "wal"},
		{"synchronous", "2"},
		{"foreign_keys", "1"},
		{"secure_delete", "1"},
		{"temp_store", "2"},
	} {
		var have string
		if err := w.QueryRowContext(ctx, "PRAGMA "+p.name).Scan(&have); err != nil {
			return fmt.Errorf("checking pragma %s: %w", p.name, err)
		}
		if have != p.want {
			return fmt.Errorf("pragma %s is %s, not %s", p.name, have, p.want)
		}
	}
	return tryWriting(ctx, w)
}

// tryWriting makes a change and takes it back. Beginning alone proves nothing:
// on a file without write permission SQLite begins a reading transaction.
func tryWriting(ctx context.Context, w *sql.DB) error {
	tx, err := w.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("trying to write: %w", err)
	}
	_, err = tx.ExecContext(ctx, "PRAGMA user_version = 0")
	if err := errors.Join(err, tx.Rollback()); err != nil {
		return fmt.Errorf("trying to write: %w", err)
	}
	return nil
}
