package sqlite

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"sprechstunde/internal/domain"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Translate turns errors of the driver and of the file system into conditions
// of package domain, by code and never by text. What is no condition, or is
// one already, comes back unchanged. The detail is the file, if err names one.
func Translate(err error) error {
	var known *domain.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if code := conditionOf(err); code != "" {
		return domain.Fail(code, fileIn(err), err)
	}
	return err
}

func fileIn(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Path
	}
	return ""
}

func conditionOf(err error) domain.Code {
	var se *sqlite.Error
	if errors.As(err, &se) {
		return driverCondition(se.Code())
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return domain.CodeDiskFull
	case errors.Is(err, syscall.EIO), errors.Is(err, syscall.EDQUOT):
		return domain.CodeDiskError
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return domain.CodeReadOnly
	case strings.Contains(err.Error(), unfit):
		return domain.CodeDamaged
	default:
		return ""
	}
}

// unfit is how database/sql, which has no type for it, says that a value does not
// fit what it is read into. The tables are STRICT and what is read into is made
// for them, so that is the disk's doing.
const unfit = "sql: Scan error on column"

func driverCondition(code int) domain.Code {
	// On a full disk the shared memory of the log cannot be made, which is
	// reported as an input/output error of its own kind.
	if code == lib.SQLITE_IOERR_SHMSIZE {
		return domain.CodeDiskFull
	}
	switch code & 0xff {
	case lib.SQLITE_FULL:
		return domain.CodeDiskFull
	case lib.SQLITE_IOERR: // also a quota that is used up
		return domain.CodeDiskError
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM:
		return domain.CodeReadOnly
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return domain.CodeBusy
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return domain.CodeDamaged
	case lib.SQLITE_ERROR, lib.SQLITE_MISMATCH, lib.SQLITE_TOOBIG:
		// A statement that every test runs is not understood here: a table or a
		// column bears another name on this disk, or JSON is none any more.
		return domain.CodeDamaged
	default:
		return ""
	}
}

// IsUnique reports whether err says that a row with this key exists already.
func IsUnique(err error) bool {
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return false
	}
	return se.Code() == lib.SQLITE_CONSTRAINT_UNIQUE || se.Code() == lib.SQLITE_CONSTRAINT_PRIMARYKEY
}
