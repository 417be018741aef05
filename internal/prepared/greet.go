package prepared

import (
	"regexp"
	"strings"
)

// greeting matches the words that begin a message to a person, in the two
// languages answers are written in.
var greeting = regexp.MustCompile(`(?i)^(?:hallo|hallöchen|hi|hey|moin(?: moin)?|servus|grüß (?:dich|gott|sie)|` +
	`guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|hello|dear|good (?:morning|afternoon|evening))(?:[\s,!.:]|$)`)

// greets reports whether a text begins with a greeting of its own.
func greets(text string) bool { return greeting.MatchString(strings.TrimSpace(text)) }
