package domain

import "errors"

// Code names a condition the adviser can do something about. The sentence she
// reads is looked up by code in the language of the screen.
type Code string

// The codes.
const (
	CodeInternal       Code = "internal"
	CodeNotFound       Code = "not_found"        // no such chat, message or send
	CodeRelayDown      Code = "relay_down"       // nobody answers at the relay's address
	CodeRelaySlow      Code = "relay_slow"       // answered too late
	CodeRelayNonsense  Code = "relay_nonsense"   // something else answers there
	CodeRelayToken     Code = "relay_token"      // the relay refuses our bearer token
	CodeRelayOther     Code = "relay_other"      // its database is not the one we know; cursor starts anew
	CodeMetaDown       Code = "meta_down"        // Meta does not answer, or not in its own way
	CodeWindowClosed   Code = "window_closed"    // the 24 hours are over
	CodeNoTemplate     Code = "no_template"      // no approved template can announce a parked reply; Detail is its name
	CodeTemplateForm   Code = "template_form"    // a template or its values break a rule of form; Detail is a FormRule and maybe a place
	CodeRefused        Code = "refused"          // Meta refuses what we asked for; Detail is its reason in its own words, untrusted
	CodeParked         Code = "parked"           // a parked reply waits for this person already
	CodeCrisis         Code = "crisis"           // not in a chat that hints at a person in distress
	CodeStopped        Code = "stopped"          // the person wants nothing unasked any more
	CodeLocked         Code = "locked"           // not in the chat of a person in distress until it is released
	CodeWindowOpen     Code = "window_open"      // nothing to park: the text can be sent
	CodeDayOver        Code = "day_over"         // a day that the text names will be over before it leaves
	CodeNoAddress      Code = "no_address"       // neither number nor id known
	CodeTooLong        Code = "too_long"         // more than WhatsApp takes
	CodeEmpty          Code = "empty"            // nothing to send
	CodeChatMoved      Code = "chat_moved"       // the recipient changed since composing began
	CodeTooLate        Code = "too_late"         // cannot be taken back any more
	CodeRedLight       Code = "red_light"        // a check stops it; the chain holds a Stopped
	CodeStale          Code = "stale"            // a prepared answer reads differently by now
	CodeAnswer         Code = "answer"           // mistakes in prepared answers; the chain holds Mistakes
	CodeNoAnswer       Code = "no_answer"        // no prepared answer of that key
	CodeOpenField      Code = "open_field"       // fields of the answer are still to be filled in
	CodeSamePerson     Code = "same_person"      // both chats are of one person already
	CodeCannotSplit    Code = "cannot_split"     // nothing would go, or nothing would stay
	CodeBadFact        Code = "bad_fact"         // not a value of that field; Detail is the field, or the label
	CodeLongFact       Code = "long_fact"        // more than a field of a person takes
	CodeNoWords        Code = "no_words"         // a note on a call or a mail without words
	CodeNotWeb         Code = "not_web"          // no address of a web page
	CodeNoBrowser      Code = "no_browser"       // nothing on this machine shows a web page
	CodeNotBlocked     Code = "not_blocked"      // WhatsApp does not block, or unblock, this person; Detail is its reason, untrusted
	CodeNoNumber       Code = "no_number"        // our own number is not known
	CodeExists         Code = "exists"           // a file is in the way and is not overwritten
	CodeInUse          Code = "in_use"           // another process holds the database
	CodeNewer          Code = "newer"            // database of a newer version
	CodeDamaged        Code = "damaged"          // database is damaged
	CodeEmptyFile      Code = "empty_file"       // database file has no content but had
	CodeReadOnly       Code = "read_only"        // folder or file cannot be written
	CodeDiskFull       Code = "disk_full"        // no space left
	CodeDiskError      Code = "disk_error"       // the disk answers with an error, or a quota is used up
	CodeBusy           Code = "busy"             // database locked by somebody who has no business there
	CodeConfig         Code = "config"           // a mistake in the configuration
	CodeNoConfig       Code = "no_config"        // nothing is set up yet
	CodeMissingSecret  Code = "missing_secret"   // a token or secret is not set
	CodeOpenPermission Code = "open_permissions" // a secret file others can read
	CodePortTaken      Code = "port_taken"       // the listen address is in use
	CodeNoTerminal     Code = "no_terminal"      // the desk needs a terminal
	CodeUsage          Code = "usage"            // wrong call of a command
	CodeNoTool         Code = "no_tool"          // no program of this machine does it; Detail is the key of the configuration for one
	CodeNoSound        Code = "no_sound"         // a file in which nothing can be heard
	CodeTool           Code = "tool"             // a program of this machine did not do it; Detail is its name
	CodeNotHere        Code = "not_here"         // a file that is still being fetched
	CodeFileLost       Code = "file_lost"        // a file that cannot be had any more; Detail is a LossReason
	CodeMismatch       Code = "mismatch"         // a file is not what it is called, so it is not opened
	CodeAskFirst       Code = "ask_first"        // a file that is opened only after a question; Detail is its FileType
	CodePicture        Code = "picture"          // a picture with too many dots to be drawn
	CodeFile           Code = "file"             // WhatsApp does not take this file; Detail is an AttachReason and maybe a size or a name
	CodeHeld           Code = "held"             // somebody is not to be erased now
	CodeNoWait         Code = "no_wait"          // only a text can be parked, and a file waits no longer than Meta keeps it
	CodeNoRecipient    Code = "no_recipient"     // nobody of that name, or several, among the recipients of the configuration; Detail is what was typed
	CodeRestricted     Code = "restricted"       // the person's data are kept and not used; nobody takes them over meanwhile
	CodeSealFor        Code = "seal_for"         // not a key that something can be sealed for
	CodeSealWeak       Code = "seal_weak"        // a passphrase that is too short
	CodeSealKey        Code = "seal_key"         // the passphrase or the key does not open it
	CodeSealBroken     Code = "seal_broken"      // a sealed file that is damaged, cut short or none
	CodeBackup         Code = "backup"           // a backup whose content is not what it says; Detail is the entry
	CodeNotEmpty       Code = "not_empty"        // a home that holds something already; Detail is what
	CodeReader         Code = "reader"           // another desk writes; Detail is its name
)

// Error is a condition with a code. Detail holds what the sentence needs (a
// path, a pid, a key of the configuration), never personal data and never a
// secret; Err is the chain for the log.
type Error struct {
	Code   Code
	Detail string
	Err    error
}

// Error implements error for logs; users read the sentence of the code.
func (e *Error) Error() string {
	s := string(e.Code)
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the chain below.
func (e *Error) Unwrap() error { return e.Err }

// Fail makes an Error.
func Fail(code Code, detail string, err error) *Error {
	return &Error{Code: code, Detail: detail, Err: err}
}

// CodeOf returns the code of the first Error in err's chain, CodeInternal if
// there is none, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}
