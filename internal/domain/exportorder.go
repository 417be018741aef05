package domain

import (
	"io"
	"time"
)

// ExportOrder says what an exported chat shall be like.
type ExportOrder struct {
	Format     ExportFormat
	Form       string    // of ExportWhatsApp: android-de, ios-de, android-en, ios-en; "": the first
	Rows       string    // of ExportCSV: RowsMessages or RowsChats; "": the first
	Pseudonyms bool      // of ExportCSV: nobody's name, number or address
	Since      time.Time // no message before it; zero: all
	Media      bool      // the files go along, in a zip
	Dir        string    // "": the usual folder
	Expires    time.Time // when the file removes itself; zero: never

	// Seal closes what is written for those it is meant for; nil: it stays open.
	Seal func(io.Writer) (io.WriteCloser, error)

	Dossier DossierOrder // of ExportDossier
}

// What a row of a table is.
const (
	RowsMessages = "messages"
	RowsChats    = "chats"
)

// LeftOut counts the chats that an export of all leaves out.
type LeftOut struct {
	Crisis     int // they hint at a person in distress
	Restricted int // what is known of the person is kept and not used
}
