// Package desk holds the use cases of the half the adviser sees: take in what
// the relay has received, order the queue, write, send, take back, settle.
//
// It knows neither SQL nor HTTP nor Meta's wire format. What it needs of them
// stands in this file as small interfaces; package cli puts the real ones in.
package desk

import (
	"context"
	"io"
	"time"

	"sprechstunde/internal/domain"
)

// Decoder turns the raw body of a webhook into updates. It never fails: what
// it cannot read comes back as domain.Unreadable.
type Decoder func(body []byte) []domain.Update

// Intake is the part of the store that takes in events.
type Intake interface {
	// Cursor returns the relay database last pulled from and how far.
	Cursor(ctx context.Context) (domain.Cursor, error)
	// TakeIn applies a batch and moves the cursor, in one transaction. Taking
	// in the same events again, or in another order, ends in the same state.
	TakeIn(ctx context.Context, b domain.Batch) (domain.Changes, error)
	// CatchUp computes the rows of chats that batches with More have left.
	CatchUp(ctx context.Context) (domain.Changes, error)
}

// Shelf is the reading part of the store.
type Shelf interface {
	// Queue returns a window of a filter's chats; waiting ones whose reply window
	// shuts before the moment lapse stand in front.
	Queue(ctx context.Context, f domain.Filter, w domain.Window, lapse time.Time) (domain.Queue, error)
	Chat(ctx context.Context, id int64) (domain.Chat, error)
	// FindChat resolves what a person types: a chat id, a phone number, a user
	// id, a username, or an unambiguous beginning of a name.
	FindChat(ctx context.Context, ref string) (domain.Chat, error)
	// Thread returns the newest limit messages before the message with row key
	// before (0: from the end); limit 0 returns all of them.
	Thread(ctx context.Context, chatID, before int64, limit int) (domain.Thread, error)
	// Promises lists what is still to be kept, that of one chat or with chat 0 of
	// all, the next one first.
	Promises(ctx context.Context, chatID int64) ([]domain.Promise, error)
}

// Writing is the part of the store that keeps what the adviser does.
type Writing interface {
	SaveDraft(ctx context.Context, d domain.Draft) error
	// AddSend stores the message as queued, its handover and what it was made
	// from, and clears the draft, or makes it the rest of a text that was split,
	// in one transaction.
	AddSend(ctx context.Context, chatID int64, s domain.Send, with domain.SentWith) (domain.Message, error)
	// AddSends is AddSend for a reply of several messages: all of them, or none.
	// The message returned is the first.
	AddSends(ctx context.Context, chatID int64, list []domain.Send, with domain.SentWith) (domain.Message, error)
	// GroupOf lists the sends of the reply that a send belongs to, in their order.
	GroupOf(ctx context.Context, uuid string) ([]string, error)
	// InUse lists the names of the files that drafts and sends refer to.
	InUse(ctx context.Context) (map[string]bool, error)
	// SendByUUID returns a send and its message.
	SendByUUID(ctx context.Context, uuid string) (domain.Send, domain.Message, error)
	// WantBack notes that a send shall be withdrawn.
	WantBack(ctx context.Context, uuid string) error
	// Withdrawn removes the message and puts its text back as the draft of its
	// chat (put together with a newer draft if one is there);
	// only for sends that surely never left.
	Withdrawn(ctx context.Context, uuid string) (domain.Draft, error)
	// KeepSend notes that a send cannot be withdrawn any more.
	KeepSend(ctx context.Context, uuid string) error
	// Settle ends the status unknown by the adviser's word: arrived makes it
	// accepted; otherwise failed with code 0.
	Settle(ctx context.Context, uuid string, arrived bool) error
	SetDone(ctx context.Context, chatID int64, done bool) error
	SetSeen(ctx context.Context, chatID int64) error
	// SetLater puts a chat off until a moment, or until the person writes again;
	// the zero time takes it back.
	SetLater(ctx context.Context, chatID int64, until time.Time) error
	// WakeDue lets chats wait again whose moment has come.
	WakeDue(ctx context.Context) (domain.Changes, error)
	// SetName gives the person a name; "" goes back to what the profile says. A
	// profile never overwrites what was set here.
	SetName(ctx context.Context, chatID int64, name string, source domain.NameSource) error
}

// Patience is the part of the store that keeps what waits, came back, was
// promised or is told of persons in distress.
type Patience interface {
	// WaitingSends lists what waits for its time or for the person, the one that
	// comes first in front.
	WaitingSends(ctx context.Context) ([]domain.WaitingSend, error)
	// Refused notes that the relay will not take a send: it comes back.
	Refused(ctx context.Context, uuid string, why domain.ReturnReason) error
	// Refusals lists texts that WhatsApp has refused because the window is shut,
	// and about which nothing is decided; GiveBack makes one a draft again, and a
	// send that takes its place names it (domain.SentWith). Each happens once.
	Refusals(ctx context.Context) ([]domain.Message, error)
	GiveBack(ctx context.Context, uuid string) error
	AddPromise(ctx context.Context, p domain.Promise) (domain.Promise, error)
	KeepPromises(ctx context.Context, chatID int64) error
	SetCrisis(ctx context.Context, chatID int64, on bool) error
	// CrisisWords lists what the relay is still to be told.
	CrisisWords(ctx context.Context) ([]domain.CrisisWord, error)
	CrisisTold(ctx context.Context, w domain.CrisisWord) error
	Templates(ctx context.Context) (domain.TemplateList, error)
	SetTemplates(ctx context.Context, list domain.TemplateList) error
	FollowUp(ctx context.Context) (time.Time, error)
	SetFollowUp(ctx context.Context, until time.Time) error
}

// Handovers is the part of the store that knows what the relay still has to
// be told.
type Handovers interface {
	// RecallMoved marks what would go to somebody else by now to be taken back.
	RecallMoved(ctx context.Context) error
	Handovers(ctx context.Context, limit int) ([]domain.Handover, error)
	HandedOver(ctx context.Context, uuid string) error
	// Uploaded keeps Meta's id for the file of a send that is not handed over.
	Uploaded(ctx context.Context, uuid, id string) error
	// FailedHere notes that a send can never be handed over.
	FailedHere(ctx context.Context, uuid string, why domain.Failure) error
}

// Library is the part of the store that keeps prepared answers.
type Library interface {
	// Answers returns all answers with their use, by topic, audience and title.
	Answers(ctx context.Context) ([]domain.Answer, error)
	// PutAnswers writes and removes answers in one transaction. An answer with
	// an id changes that one, its key included; one without is new, or takes the
	// place of the one that has its key.
	PutAnswers(ctx context.Context, put []domain.Answer, remove []string) error
	// Seed stores the starter set if no answer was ever stored here.
	Seed(ctx context.Context, starter []domain.Answer) error
	// TakenFor returns what a send was made of.
	TakenFor(ctx context.Context, uuid string) (domain.Taken, error)
	// Uses returns the newest uses with the question each one answered.
	Uses(ctx context.Context, limit int) ([]domain.Use, error)
	// OtherNames tells which of these names belong to contacts other than the
	// chat's: as a whole, or as the first of several.
	OtherNames(ctx context.Context, chatID int64, names []string) (map[string]bool, error)
}

// Index is the part of the store that finds messages by their words.
type Index interface {
	// Search finds messages and people, the newest limit hits first.
	Search(ctx context.Context, what domain.Search, limit int) (domain.Found, error)
	// FillIndex takes a few more of the messages into the index that were there
	// before it, in some 10 ms, and reports how many are left; 0: it is complete.
	FillIndex(ctx context.Context) (left int, err error)
	// TidyIndex keeps the index quick to search, in steps of some 10 ms; see there.
	TidyIndex(ctx context.Context, going bool) (more bool, err error)
}

// Persons is the part of the store that keeps what the adviser knows about
// people, and who is who.
type Persons interface {
	Person(ctx context.Context, chatID int64) (domain.PersonSheet, error)
	// SetFact keeps a value in place of what was there; "" forgets it.
	SetFact(ctx context.Context, chatID int64, f domain.FactField, value string) error
	SetLabel(ctx context.Context, chatID int64, key string, on bool) error
	SetMuted(ctx context.Context, chatID int64, on bool) error
	SetBlocked(ctx context.Context, chatID int64, on bool) error
	AddLog(ctx context.Context, chatID int64, e domain.LogEntry) (domain.LogEntry, error)
	RemoveLog(ctx context.Context, id int64) (chatID int64, err error)
	// Merge says that two chats are of one person, Split that an alias is
	// somebody else's. Both hold whatever events come later.
	Merge(ctx context.Context, from, into int64) error
	Split(ctx context.Context, chatID int64, alias domain.Alias) (newChat int64, err error)
	PreviewMerge(ctx context.Context, from, into int64) (domain.MergePreview, error)
	Suspects(ctx context.Context, chatID int64) ([]domain.Suspect, error)
	AllSuspects(ctx context.Context, limit int) ([]domain.SuspectPair, error)
	FindPeople(ctx context.Context, typed string, limit int) ([]domain.Chat, error)
	// AllFacts returns what is kept about everybody, by chat.
	AllFacts(ctx context.Context) (map[int64]domain.Facts, error)
}

// Attic is the part of the store that knows about files. The bytes lie in the
// media folder.
type Attic interface {
	// FilesOf lists the messages of a chat that carry a file, the newest first.
	FilesOf(ctx context.Context, chatID int64) ([]domain.Message, error)
	Message(ctx context.Context, id int64) (domain.Message, error)
	// FilesWanted lists files that the relay has and the desk has not. Stored is
	// the name that ReserveFile has noted for each, if it has.
	FilesWanted(ctx context.Context, limit int) ([]domain.File, error)
	ReserveFile(ctx context.Context, key, name string) error
	FileHere(ctx context.Context, f domain.File) (domain.Changes, error)
	LoseFile(ctx context.Context, key string, why domain.LossReason) (domain.Changes, error)
	// FilesOwed lists files that the relay may forget and has not been told so.
	FilesOwed(ctx context.Context, limit int) ([]string, error)
	FileForgotten(ctx context.Context, key string) error
	// VoicesUnheard lists voice notes since a moment of which no transcript was
	// tried, the newest first.
	VoicesUnheard(ctx context.Context, since time.Time, limit int) ([]domain.Message, error)
	SetTranscript(ctx context.Context, key string, t domain.Transcript) (domain.Changes, error)
}

// Tools are the programs of this machine. They are given files by an absolute
// path, and never through a shell.
type Tools interface {
	// Open hands a file to the system's program for it.
	Open(ctx context.Context, path string) error
	// Play returns when playing has ended; it is stopped when ctx ends.
	Play(ctx context.Context, path string, video bool) error
	// Note records a voice note until ctx ends and lets use read it.
	Note(ctx context.Context, use func(io.ReadSeeker) error) error
	CanTranscribe() bool
	Transcribe(ctx context.Context, path string) (text string, err error)
}

// Store is everything the desk keeps.
type Store interface {
	Persons
	HandingOn
	Rights
	Incidents
	Attic
	Index
	Intake
	Shelf
	Writing
	Handovers
	Patience
	Library
	Cautious
	Erasing
	ExportLog
	Histories
	Terms
	OwnPageKeeper
	FileUse
}

// Pull is one answer of the relay's event log.
type Pull struct {
	Instance string
	Events   []domain.Event
	LastSeq  int64  // newest event the relay has
	Mark     string // of the last of the events, or of the cursor if there are none
}

// Relay is the always-on half, over its private API. Errors carry the codes
// relay_down, relay_slow, relay_nonsense or relay_token.
type Relay interface {
	Platform

	// Events returns what follows a cursor. A relay whose log is not the one that
	// the cursor comes from answers with another Instance.
	Events(ctx context.Context, after domain.Cursor, limit int, wait time.Duration) (Pull, error)
	PutSend(ctx context.Context, s domain.Send) error
	TakeBack(ctx context.Context, uuid string) (domain.TakeBack, error)
	Health(ctx context.Context) (domain.RelayHealth, error)
	// Forget erases people there. It may be repeated. Forgotten are the lines of all
	// who were erased; CodeNotFound: it is too old for either.
	Forget(ctx context.Context, f domain.Forget) (domain.Forgotten, error)
	Forgotten(ctx context.Context) ([]domain.Erased, error)
	// Templates are those of the account as the relay last saw them; fresh makes
	// it ask Meta first.
	Templates(ctx context.Context, fresh bool) (domain.TemplateList, error)
	// CreateTemplate hands a template to Meta for review.
	CreateTemplate(ctx context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error)
	// SetCrisis tells the relay whether a person is in distress, so that nothing
	// goes out to them by itself.
	SetCrisis(ctx context.Context, to domain.Address, on bool) error
	// SetResting tells it whose data are kept and not used: all of them, each time,
	// under all their names. CodeNotFound: it is too old to know of that.
	SetResting(ctx context.Context, people []domain.Address) error
	// Media opens a file that came with a message and that the relay has fetched.
	// The caller closes it, and holds its sum against the news of it. CodeNotHere:
	// it is still to come, or news of its loss is; CodeNotFound: the relay was told
	// to forget it, or never knew it.
	Media(ctx context.Context, id string) (io.ReadCloser, error)
	// ForgetMedia tells the relay that the desk has a file durably, or does not
	// want it: the relay lets go of its copy and never fetches it again. It may be
	// repeated.
	ForgetMedia(ctx context.Context, id string) error
	// Upload hands a file over to Meta and returns its id there, which lives 30
	// days. It may be repeated. CodeRefused: Meta does not take it; Detail is its
	// reason, untrusted. CodeTooLong, CodeEmpty, CodeUsage: nobody would.
	Upload(ctx context.Context, name, mime string, r io.Reader) (id string, err error)
}
