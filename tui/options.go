package tui

import (
	"context"
	"os/exec"
	"time"

	"sprechstunde/internal/domain"
)

// Options is what a screen is made of. Desk and Clock are needed; the zero
// value of everything else is a sensible default.
type Options struct {
	Desk    Desk
	Clock   domain.Clock
	Zone    *time.Location // the adviser's; nil: UTC
	Lang    string         // "de" or "en"
	Adviser string         // her name, on the status line
	Team    string
	Theme   string        // auto, light, dark, high-contrast, none
	Emoji   string        // auto, full, simple, text
	Hold    time.Duration // how long a reply can be taken back; for the words only, the desk decides
	// Explain says in words why a message failed and what to do. The words come
	// from our own table, not from Meta.
	Explain   func(domain.Failure) (reason, action string)
	Clipboard Clipboard // nil: OSC 52 only
	// EditorCommand builds the call of the adviser's editor for a file; nil: there is none.
	EditorCommand func(path string) (*exec.Cmd, error)
	StateDir      string // for the file the editor works on
	Demo          bool
	SendNow       bool                // also what is written outside slots and office hours leaves at once, not at the next slot
	Bell          Bell                // how new messages make themselves heard; the zero value: not at all
	FollowUp      time.Duration       // how long after a session those answered in it may ring; 0: not at all
	HostZone      func() string       // name of the zone this machine is set to, "" if unknown; nil: not looked at
	CurtainAfter  time.Duration       // without a key for so long, everything is hidden; 0: never
	Unlock        func(string) bool   // whether this is the passphrase of the curtain; nil: its key opens it
	Notice        string              // the sentence that gives the privacy notice; "": there is none
	NoticeFirst   bool                // it is put under the first answer to somebody by itself
	MaskNumbers   bool                // show only the end of telephone numbers
	Keys          map[string][]string // keys by action id, in place of the defaults
	Hints         []string            // what she should know when she begins, a sentence each: nothing about persons
}

// withDefaults fills what was left out.
func (o Options) withDefaults() Options {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Hold <= 0 {
		o.Hold = 7 * time.Second
	}
	if o.Explain == nil {
		o.Explain = func(f domain.Failure) (string, string) { return f.Title, "" }
	}
	if o.Theme == "" {
		o.Theme = themeAuto
	}
	if o.Bell.Way == "" {
		o.Bell.Way = "off"
	}
	if o.Emoji == "" {
		o.Emoji = emojiAuto
	}
	return o
}

// life is the context every command runs under; it ends with the program.
func (m *Model) life() context.Context { return m.ctx }
