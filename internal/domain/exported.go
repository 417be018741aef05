package domain

import "time"

// Exported is one entry of the log of exports: a file that was made here to be
// handed on. It says nothing of what stands in it but its form.
type Exported struct {
	ID      int64
	Chat    int64 // 0: a file about several persons
	At      time.Time
	By      string       // who made it, as the configuration calls her
	Format  ExportFormat // also "file": one that came with a message, saved as it is
	Path    string       // absolute; a name may be in it
	What    string       // how it was made, in the words of the flags: "media since=2026-05-01"
	Expires time.Time    // when it removes itself; zero: never
	Removed time.Time    // when it was found to be gone, or was removed; zero: it should be there
}

// Due reports whether a file is to be removed.
func (e Exported) Due(now time.Time) bool {
	return e.Removed.IsZero() && !e.Expires.IsZero() && !e.Expires.After(now)
}

// ExportFormat is the form of an exported chat.
type ExportFormat string

// The forms. ExportSaved is a file of a chat that was saved as it is.
const (
	ExportDossier  ExportFormat = "dossier"
	ExportWhatsApp ExportFormat = "txt"
	ExportHTML     ExportFormat = "html"
	ExportMarkdown ExportFormat = "md"
	ExportText     ExportFormat = "text" // plain, to be read by people only
	ExportJSON     ExportFormat = "json"
	ExportCSV      ExportFormat = "csv"
	ExportSaved    ExportFormat = "file"
	ExportAccess   ExportFormat = "access" // a folder: what is owed to a person who asks
)
