package desk

import (
	"context"
	"io"
	"io/fs"
	"time"

	"sprechstunde/internal/check"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

// Pen is what the desk needs for writing answers, beside what every desk
// needs. All of it may be left out; what depends on it is left out then, too.
type Pen struct {
	Me, Team   string         // the adviser, as applicants shall read it
	Zone       *time.Location // hers; nil: UTC
	Coach      check.Coach
	Day        func(lang string, now time.Time) Day // what texts of a language may say about the time
	Moments    func(now time.Time) []domain.Moment  // to which a chat can be put off
	Agenda     func(now time.Time) domain.Agenda    // what the calendar says
	Cost       func(category string) domain.Cost    // of a message, by the configured rates
	Announce   string                               // name of the template that announces parked replies
	ParkFor    time.Duration                        // how long these wait
	Starter    func() []domain.Answer               // put in when no answer was ever stored
	Care       Care                                 // of persons in distress, and of what is private
	ExportDir  string                               // where exported chats go
	ExportKeep int                                  // days after which they remove themselves; 0: never
	Lang       string                               // of exported chats: de or en
	People     domain.People                        // the adviser's lists
	FieldName  func(domain.FactField) string        // in words; nil: the field itself
	Links      []domain.CatalogueLink               // pages she sends often
	// Browse shows a page in the browser; nil: nobody can. It is only ever given
	// an address of links.Opens.
	Browse func(ctx context.Context, address string) error
	Files  *files.Folder                      // nil: files stay with the relay
	Tools  Tools                              // nil: none
	Source func(path string) (fs.File, error) // opens a file that the adviser names
	// AnswerFile opens a file of a prepared answer, by its path in their folder.
	AnswerFile func(name string) (fs.File, error)
	// Complete lists what a path that is being typed can become.
	Complete func(typed string) ([]domain.PathEntry, error)
	Places   []domain.Place // that can be sent by their names
	Cards    []domain.Card

	Periods                  domain.Periods // how long chats are kept; none: for ever
	NoticeURL, NoticeVersion string         // of the privacy notice

	Recipients []domain.Recipient // to whom persons are handed on
	Tell       string             // tells a person so; %s: to whom

	// Ledger is the file of those who were erased, beside the backups, and ForgetLog
	// takes lines with some words out of the log; both may be nil.
	Ledger    Ledger
	ForgetLog func(words []string) (lines int, err error)
	// SweepCopies removes copies of the database that a killed program has left. It
	// may fail for a while, because one is being made; nil: there are none.
	SweepCopies func() error
	// Access writes the folder that is owed to a person who asks; nil: nobody can.
	Access func(ctx context.Context, chatID int64) (domain.AccessMade, error)
	// History reads a file with a chat of WhatsApp; nil: nobody can.
	History func(ctx context.Context, ask domain.HistoryAsk) (domain.HistoryLook, error)
	// JSON writes a chat in the form of docs/json.md; nil: nobody can.
	JSON func(io.Writer, domain.Thread) error
	// Explain says in words why a message failed, for exported chats.
	Explain func(domain.Failure) (reason, action string)
}
