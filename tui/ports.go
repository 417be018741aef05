package tui

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
)

// Desk is what the screen needs of the desk. Every method but Link and Changes
// may take its time and is called from a command, never from Update or View.
type Desk interface {
	Queue(ctx context.Context, f domain.Filter, w domain.Window) (domain.Queue, error)
	// Thread returns the newest limit messages before the one with key before
	// (0: from the end).
	Thread(ctx context.Context, chatID, before int64, limit int) (domain.Thread, error)
	SaveDraft(ctx context.Context, d domain.Draft) error
	Send(ctx context.Context, r domain.Reply) (domain.Message, error)
	TakeBack(ctx context.Context, uuid string) (domain.TakeBack, domain.Draft, error)
	// Settle answers "sent?" of a message whose fate is unknown.
	Settle(ctx context.Context, uuid string, arrived bool) error
	// Resend sends a message again that surely did not arrive.
	Resend(ctx context.Context, uuid string) (domain.Message, error)
	SetDone(ctx context.Context, chatID int64, done bool) error
	SetSeen(ctx context.Context, chatID int64) error
	// Search finds messages and people by what is typed, the newest limit hits
	// first.
	Search(ctx context.Context, typed string, limit int) (domain.Found, error)
	// Link is cheap and does no input or output.
	Link() domain.Link
	// Changes is coalesced by the desk and closed when it ends.
	Changes() <-chan domain.Changes

	AnswerDesk
	SessionDesk
	HandOnDesk
	DataDesk
	TakeInDesk
	HoursDesk
	TemplateDesk
	CareDesk
	LinkDesk
	OwnPageDesk
	PersonDesk
	FilesDesk
	AttachDesk
	VoiceDesk
}

// LinkDesk is what the screen needs of the desk for the links of a chat.
type LinkDesk interface {
	// Links lists the addresses in the messages of a chat, the newest first.
	Links(ctx context.Context, chatID int64) ([]domain.ChatLink, error)
	// OpenLink shows the address of such a link, its URL, in the browser.
	OpenLink(ctx context.Context, address string) error
}

// OwnPageDesk is what the screen needs of the desk for our own number.
type OwnPageDesk interface {
	// OwnPage tells how our number and its profile stand, as last heard; fresh asks
	// WhatsApp first. With an error comes what was heard before.
	OwnPage(ctx context.Context, fresh bool) (domain.OwnPage, error)
}

// VoiceDesk is what the screen needs of the desk to record a voice note.
type VoiceDesk interface {
	// Record records until stop is closed and keeps the note in the media folder;
	// if ctx ends first, nothing is kept.
	Record(ctx context.Context, stop <-chan struct{}) (domain.Attachment, error)
	// PlayFile plays a file of the media folder like Play.
	PlayFile(ctx context.Context, stored string) error
}

// FilesDesk is what the screen needs of the desk for files that came or went.
// What shows or plays one is a program of this machine beside us.
type FilesDesk interface {
	// Files returns the messages of a chat that carry a file, newest first.
	Files(ctx context.Context, chatID int64) ([]domain.Message, error)
	// OpenFile opens the file of a message with the system's program. Types that
	// can do harm are answered with ask_first unless sure; what is not here, lost
	// or not what it is called has a code of its own.
	OpenFile(ctx context.Context, messageID int64, sure bool) error
	// SaveFile copies the file into the folder for exports, never over another one,
	// and returns where it is now.
	SaveFile(ctx context.Context, messageID int64) (path string, err error)
	// Play returns when playing has ended, or ctx has.
	Play(ctx context.Context, messageID int64) error
	// Picture is an image of at most rows × cols cells. Its bounds are checked
	// before it is decoded.
	Picture(ctx context.Context, messageID int64, cols, rows int) (domain.Picture, error)
}

// AnswerDesk is what the screen needs of the desk for prepared answers and for
// checking what is written.
type AnswerDesk interface {
	// Suggest returns the three answers that fit best what waits in a chat, the
	// best first; fewer if there are not so many.
	Suggest(ctx context.Context, chatID int64) ([]domain.Suggestion, error)
	// SearchAnswers finds answers by what is typed; "" returns all, those first
	// that fit the chat.
	SearchAnswers(ctx context.Context, chatID int64, typed string) ([]domain.Suggestion, error)
	// Fill puts answers together into one message for the chat, with greeting
	// and closing as they belong. Its values are those of this moment.
	Fill(ctx context.Context, chatID int64, keys ...string) (domain.Filled, error)
	// Insert fills a single answer without greeting and closing, for a text that
	// has begun already.
	Insert(ctx context.Context, chatID int64, key string) (domain.Filled, error)
	// Refill fills the answers of a reply in anew, as of now, with what she has
	// put into their fields.
	Refill(ctx context.Context, r domain.Reply) (domain.Filled, error)
	// Check says what all rules think of a reply.
	Check(ctx context.Context, r domain.Reply) (domain.Verdict, error)
	// AnswerFrom makes a new answer out of a text sent to a chat: greeting and
	// closing are taken off and the person's name becomes a placeholder.
	AnswerFrom(ctx context.Context, chatID int64, text string) (domain.Answer, error)
	// PutAnswer keeps an answer (new if it has no id). Mistakes come back as
	// domain.Mistakes in the chain, and nothing is changed then.
	PutAnswer(ctx context.Context, a domain.Answer) error
	RemoveAnswer(ctx context.Context, key string) error
	// WriteAnswer and ReadAnswer turn one answer into the text that is edited in
	// an editor, and back. They do no input or output.
	WriteAnswer(a domain.Answer) string
	ReadAnswer(text string) (domain.Answer, error)
}

// SessionDesk is what the screen needs of the desk for working through the
// waiting chats.
type SessionDesk interface {
	// SetLater puts a chat off until a moment; the zero time takes it back.
	SetLater(ctx context.Context, chatID int64, until time.Time) error
	// Moments are the times offered for it. It does no input or output.
	Moments() []domain.Moment
	// Sitting tells that a session runs, or has ended: nothing comes to its end
	// meanwhile. It does no input or output.
	Sitting(on bool)
	// Leavings lists the chats that are erased within two weeks, the first in front.
	Leavings(ctx context.Context) ([]domain.Leaving, error)
	// Notice is where the privacy notice stands, and its version; both empty if
	// there is none. It does no input or output.
	Notice() (url, version string)
	// SetName gives the person a name.
	SetName(ctx context.Context, chatID int64, name string, source domain.NameSource) error
}

// HoursDesk is what the screen needs of the desk to know what time it is for the
// adviser, and what waits for its time.
type HoursDesk interface {
	// Agenda is what the calendar says now. It does no input or output.
	Agenda() domain.Agenda
	// Waiting lists the sends that wait for their time or for the person, the one
	// that comes first in front. TakeBack takes one of them back.
	Waiting(ctx context.Context) ([]domain.WaitingSend, error)
	// SetCrisis says that a chat is about a person in distress, or is not.
	SetCrisis(ctx context.Context, chatID int64, on bool) error
	// FindPledge looks for a promise in a text of ours; it does no input or
	// output. Promise keeps one in mind; Keep ends all promises of a chat.
	FindPledge(text string) (domain.Pledge, bool)
	Promise(ctx context.Context, chatID int64, p domain.Pledge) (domain.Promise, error)
	Keep(ctx context.Context, chatID int64) error
	// Promises lists what is still to be kept in a chat, the next one first.
	Promises(ctx context.Context, chatID int64) ([]domain.Promise, error)
	// FollowUp is until when the follow-up of the last session runs, zero if none
	// does. SetFollowUp begins or, with the zero time, ends it.
	FollowUp(ctx context.Context) (time.Time, error)
	SetFollowUp(ctx context.Context, until time.Time) error
}

// TemplateDesk is what the screen needs of the desk where the reply window is
// shut.
type TemplateDesk interface {
	// Announcement says how a parked reply to the chat would be announced;
	// no_template if nothing can announce it.
	Announcement(ctx context.Context, chatID int64) (domain.Announcement, error)
	// Templates are those of the account as last seen; fresh asks Meta first.
	Templates(ctx context.Context, fresh bool) (domain.TemplateList, error)
	// FillTemplate fills in what is known of the person; the text of a value that
	// is not known is "".
	FillTemplate(ctx context.Context, chatID int64, t domain.TemplateInfo) (domain.Template, error)
	// Cost is what a message of a category costs. It does no input or output,
	// like Proposals.
	Cost(category string) domain.Cost
	// Proposals are templates that could be created; CreateTemplate hands one to
	// Meta for review.
	Proposals() []domain.TemplateInfo
	CreateTemplate(ctx context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error)
}

// PersonDesk is what the screen needs of the desk to know the person of a chat.
type PersonDesk interface {
	// Person is everything kept about the person of a chat.
	Person(ctx context.Context, chatID int64) (domain.PersonSheet, error)
	// SetFact keeps a field; "" removes it.
	SetFact(ctx context.Context, chatID int64, f domain.FactField, value string) error
	SetLabel(ctx context.Context, chatID int64, key string, on bool) error
	// AddLog keeps a call or a mail; RemoveLog takes an entry away.
	AddLog(ctx context.Context, chatID int64, e domain.LogEntry) (domain.LogEntry, error)
	RemoveLog(ctx context.Context, id int64) error
	SetMuted(ctx context.Context, chatID int64, on bool) error
	// SetBlocked tells WhatsApp, which may refuse.
	SetBlocked(ctx context.Context, chatID int64, on bool) error
	// Suspects are chats that may be of the same person; only ever suggested.
	Suspects(ctx context.Context, chatID int64) ([]domain.Suspect, error)
	// PreviewMerge says what Merge would do: put the chat from to the chat into.
	PreviewMerge(ctx context.Context, from, into int64) (domain.MergePreview, error)
	Merge(ctx context.Context, from, into int64) error
	// Split makes a chat of its own of what came and went by an address.
	Split(ctx context.Context, chatID int64, alias domain.Alias) (newChat int64, err error)
	// FindPeople finds people by letters of their name, their number or their
	// username, the best first.
	FindPeople(ctx context.Context, typed string, limit int) ([]domain.Chat, error)
	// Labels, Stages and Choices are those of the configuration. They do no
	// input or output. Choices are the values offered for a field, none if it
	// takes any.
	Labels() []domain.Label
	Stages() []domain.Stage
	Choices(f domain.FactField) []string
}

// Clipboard is the native tool of this machine. The screen sends OSC 52 on its
// own besides, because over SSH only that reaches the adviser's clipboard.
type Clipboard interface {
	Copy(ctx context.Context, text string) error
}

// CareDesk is what the screen needs of the desk for persons in distress, and
// where a chat gets too personal.
type CareDesk interface {
	// CrisisCard is the card as it would go out, and when it last did.
	CrisisCard(ctx context.Context, chatID int64) (domain.CrisisCard, error)
	// Nudge says whether another channel is to be offered, with sentences for it.
	Nudge(ctx context.Context, chatID int64) (domain.Nudge, error)
	SetNudgeOff(ctx context.Context, chatID int64, off bool) error
	// PleaseWrite is the text for somebody who has called.
	PleaseWrite(ctx context.Context, chatID int64) (domain.Filled, error)
	// KeepEmail keeps an address that the person has written.
	KeepEmail(ctx context.Context, chatID int64, address string) error
}
