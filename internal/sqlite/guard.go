package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"sprechstunde/internal/domain"
)

// inspectFile says whether a new database may be made at path. A file without
// content, or a log whose database is gone, means that something was lost;
// SQLite would quietly begin anew there and the adviser would see an empty
// inbox. It would also read zeros for what is missing of the last page.
func inspectFile(path string) (fresh bool, err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, orphanedLog(path)
	}
	if err != nil {
		return false, fmt.Errorf("looking for the database: %w", err)
	}
	if !info.Mode().IsRegular() {
		return false, domain.Fail(domain.CodeDamaged, "", errors.New("not a regular file"))
	}
	if info.Size() == 0 {
		return false, domain.Fail(domain.CodeEmptyFile, "", errors.New("file has no content"))
	}
	if info.Size()%pageSize == 0 {
		return false, nil
	}
	has, err := hasLog(path)
	if err == nil && !has {
		err = domain.Fail(domain.CodeDamaged, "", fmt.Errorf("the last page is cut: %d bytes", info.Size()))
	}
	return false, err
}

// pageSize is that of every database here, which is SQLite's own choice.
const pageSize = 4096

func orphanedLog(path string) error {
	has, err := hasLog(path)
	if err == nil && has {
		err = domain.Fail(domain.CodeEmptyFile, "", errors.New("only the log of the database is left"))
	}
	return err
}

// hasLog reports whether there is a log beside a database, which makes up for a
// page that was cut off while it was being written.
func hasLog(path string) (bool, error) {
	info, err := os.Stat(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking for the database's log: %w", err)
	}
	return info.Size() > 0, nil
}

// inspectContent reads whose file this is and which version it has. It only
// reads.
func inspectContent(ctx context.Context, w *sql.DB, appID int32, known int) (version int, err error) {
	var id int64
	if err := w.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return 0, fmt.Errorf("reading the mark of the file: %w", err)
	}
	if id != int64(appID) {
		return 0, domain.Fail(domain.CodeDamaged, "", fmt.Errorf("database of another program (mark %d)", id))
	}
	if err := w.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, fmt.Errorf("reading the version of the file: %w", err)
	}
	if version > known {
		return 0, domain.Fail(domain.CodeNewer, "", fmt.Errorf("version %d, known up to %d", version, known))
	}
	if version < 1 {
		return 0, domain.Fail(domain.CodeDamaged, "", fmt.Errorf("impossible version %d", version))
	}
	return version, nil
}

// withPath names the file in the condition the adviser reads, unless it names
// something already.
func withPath(err error, path string) error {
	err = Translate(err)
	var e *domain.Error
	if errors.As(err, &e) && e.Detail == "" {
		return domain.Fail(e.Code, path, err)
	}
	return err
}
