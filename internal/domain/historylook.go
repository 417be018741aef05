package domain

import "time"

// HistoryAsk is a file with a chat of WhatsApp that is looked at for a chat, or
// taken into it.
type HistoryAsk struct {
	ChatID int64
	Path   string
	Me     string // what the adviser is called in it; "": find out
	Dates  string // dmy or mdy; "": find out
	Take   bool   // take in what is new
}

// HistoryLook says what is in such a file, or what has to be known first.
type HistoryLook struct {
	Said  string    // why it cannot be taken in, in the words of line mode
	Names []string  // who stands in it, where it cannot be told who of them she is
	Dates [2]string // the first day, read with the day first and with the month first, where both can be

	Messages, Ours, Theirs         int
	New, Known                     int
	Files, FilesLeftOut            int // with a file beside them, and without
	TooLarge, FilesMiss, Odd, Says int // Says: lines of WhatsApp itself
	First, Last                    time.Time
	Import                         int64 // that took it in; 0: nothing was
}
