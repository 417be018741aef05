package domain

// Rule is one thing a reply is checked for.
type Rule string

// The rules of the guard. They are about who is addressed and are red.
const (
	RuleWrongName   Rule = "wrong_name"  // greets somebody by a name that is not theirs
	RuleOtherName   Rule = "other_name"  // … that is another contact's
	RuleLeftover    Rule = "leftover"    // … that came with a copied text
	RuleNoName      Rule = "no_name"     // greets an emoji, a number or a company by "name"
	RulePlaceholder Rule = "placeholder" // an open or empty placeholder
	RuleOwnName     Rule = "own_name"    // signs or introduces with a name that is not the adviser's
	RuleOwnTwice    Rule = "own_twice"   // the adviser names herself twice
	RuleExpired     Rule = "expired"     // the answer's last day is over
	RuleRestricted  Rule = "restricted"  // the person's data are kept and not used
)

// The rules of the coach. They are about how an answer reads and only inform.
const (
	RuleNextStep    Rule = "next_step"   // says what to do now
	RuleLink        Rule = "link"        // has a link that leads deeper than a home page
	RuleLength      Rule = "length"      // short enough
	RuleIntro       Rule = "intro"       // introduced exactly once at first contact
	RuleAddress     Rule = "address"     // du or Sie as configured
	RuleOfficialese Rule = "officialese" // words of offices
	RuleApology     Rule = "apology"     // apologises for the delay
	RuleSmileys     Rule = "smileys"     // more than one
	RulePrivate     Rule = "private"     // confidential things asked for or sent
	RuleProfileName Rule = "profile"     // greets by a name that only the profile tells
	RuleAttachment  Rule = "attachment"  // says that a file comes with it, and none does
)

// CoachRules lists the rules that can be switched off, in the order of the
// lights.
func CoachRules() []Rule {
	return []Rule{
		RuleNextStep, RuleLink, RuleLength, RuleIntro, RuleAddress, RuleOfficialese, RuleApology, RuleSmileys,
		RulePrivate, RuleProfileName, RuleAttachment,
	}
}

// Level is the colour of a light.
type Level uint8

// The levels. Only red stops a reply.
const (
	Green Level = iota
	Amber
	Red
)

// Light is the outcome of one rule.
type Light struct {
	Rule  Rule   `json:"rule"`
	Level Level  `json:"level"`
	Words string `json:"words,omitempty"` // what it is about, out of the text; untrusted
	Count int    `json:"count,omitempty"` // characters for length, smileys for smileys
}

// Verdict is what all rules say about a reply: the red lights first, then the
// coach's in their fixed order, green ones included (but for RuleAttachment,
// which says something only where it is not green).
type Verdict struct {
	Lights []Light
}

// Reds returns the lights that stop the reply.
func (v Verdict) Reds() []Light {
	var reds []Light
	for _, l := range v.Lights {
		if l.Level == Red {
			reds = append(reds, l)
		}
	}
	return reds
}

// Stopped is the error of a reply that a red light has stopped. The same reply
// passes when its Despite names every one of Reds.
type Stopped struct {
	Reds []Light
}

// Error names the rules, not the words.
func (s *Stopped) Error() string {
	text := "stopped by a red light:"
	for _, l := range s.Reds {
		text += " " + string(l.Rule)
	}
	return text
}

// Covers reports whether somebody who saw these lights has seen all of reds.
func Covers(seen, reds []Light) bool {
	for _, r := range reds {
		found := false
		for _, s := range seen {
			found = found || s.Rule == r.Rule && s.Words == r.Words
		}
		if !found {
			return false
		}
	}
	return true
}

// SentWith is what is kept beside a message about how it came to be.
type SentWith struct {
	Taken      Taken   // prepared answers it was made from
	Despite    []Light // red lights it was sent past, on purpose
	Seen       int64   // Position.Seq of the newest message it answers; 0: all that are there
	Rest       string  // what is left of a text that was split: the draft from now on
	FieldsOnly bool    // nothing but its open fields was changed
	Reads      string  // a template, or the one that announces a parked reply, as the person reads it
	Card       bool    // it is the crisis card: that it was given is noted, and nothing else
	Notice     string  // version of the privacy notice that it gives, "" if it gives none
	Group      string  // uuid of the first message of the reply, for those that follow it
	Instead    string  // uuid of a text that WhatsApp has refused and that goes out again as this one
	Again      bool    // it repeats a failed message: it was not made from the draft, which stays
}
