package domain

import "time"

// AccessMade is the folder that was written for a person who asked what is known
// of them.
type AccessMade struct {
	Path    string
	Black   int       // places about others that are blacked out
	Gaps    []string  // what is still to be filled in, or checked, in the letter
	Expires time.Time // when it removes itself; zero: never
}
