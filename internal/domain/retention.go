package domain

import "time"

const (
	// ForetoldFor is how long a chat is told to go before it goes.
	ForetoldFor = 7 * 24 * time.Hour
	// ForeseenFor is how far the preview looks ahead. It is twice as long, so that
	// what she does not open the desk for a week is foretold in time all the same.
	ForeseenFor = 2 * ForetoldFor
)

// Periods say how many days after the last contact what is kept of a person is
// erased.
type Periods struct {
	Days   int            // 0: never
	Stages map[string]int // by stage, where it differs
}

// Of is the period of a stage in days, 0 for never.
func (p Periods) Of(stage string) int {
	if days, ok := p.Stages[stage]; ok {
		return days
	}
	return p.Days
}

// Quiet is the moment since which somebody had contact who does not go within
// ForeseenFor, whatever else is known of them: everything but the last contact
// only moves the day away.
func (p Periods) Quiet(now time.Time) time.Time {
	shortest := p.Days
	for _, days := range p.Stages {
		if days > 0 && (days < shortest || shortest <= 0) {
			shortest = days
		}
	}
	if shortest <= 0 {
		return time.Time{}
	}
	const slack = 2 // a day begins before the hour of the contact, and may have 25
	return now.Add(ForeseenFor).AddDate(0, 0, slack-shortest)
}

// KeepReason says why a chat is kept until when it is.
type KeepReason string

// The reasons. The last two hold without an end.
const (
	KeepPeriod    KeepReason = "period"
	KeepPostponed KeepReason = "postponed"
	KeepPool      KeepReason = "pool" // with the person's consent
	KeepHeld      KeepReason = "held"
	KeepForever   KeepReason = "never"
)

// Lasting is what decides how long a person's data are kept.
type Lasting struct {
	ChatID  int64
	Stage   string
	Contact time.Time // last: theirs, ours, on the phone; or what is still to come
	Staged  time.Time // when the stage was set, zero if it never was
	Later   time.Time // postponed until, zero if not
	Why     string    // … for this reason, untrusted when drawn
	Log     ConsentLog
	Pool    bool      // there is a consent to the pool in the log, live or not
	Held    bool      // nothing may go
	Told    time.Time // since when the preview tells of Due
	Due     time.Time // … of this day
}

// Keeping is until when what is known of a person is kept, and why.
type Keeping struct {
	Reason KeepReason
	Due    time.Time // the beginning of the day on which it goes; zero: there is none
	Days   int       // the period
	Why    string    // postponed: the reason given
}

// Keeping decides when a chat goes. A period begins with the last contact, or
// with the day on which the person's stage was set, if that was later: the end
// of an application is a stage. Days are those of the zone of the moment.
func (p Periods) Keeping(l Lasting, now time.Time) Keeping {
	k := Keeping{Reason: KeepPeriod, Days: p.Of(l.Stage)}
	if l.Held {
		return Keeping{Reason: KeepHeld, Days: k.Days}
	}
	if k.Days <= 0 {
		return Keeping{Reason: KeepForever}
	}
	from := l.Contact
	if l.Staged.After(from) {
		from = l.Staged
	}
	k.Due = dayAfter(from, k.Days, now.Location())
	if c, ok := l.Log.Live(PurposePool, now); ok {
		if c.Until.IsZero() {
			return Keeping{Reason: KeepPool, Days: k.Days}
		}
		if until := dayAfter(c.Until, 0, now.Location()); until.After(k.Due) {
			k.Reason, k.Due = KeepPool, until
		}
	}
	if later := dayAfter(l.Later, 0, now.Location()); !l.Later.IsZero() && later.After(k.Due) {
		k.Reason, k.Due, k.Why = KeepPostponed, later, l.Why
	}
	return k
}

func dayAfter(t time.Time, days int, zone *time.Location) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d+days, 0, 0, 0, 0, zone)
}

// Leaves is the day on which a chat goes that is due: that day, if it was foretold
// for a week by then, else a week after it is foretold.
func (l Lasting) Leaves(due, now time.Time) time.Time {
	told := now
	if !l.Told.IsZero() && l.Due.Equal(due) {
		told = l.Told
	}
	if first := dayAfter(told, int(ForetoldFor/(24*time.Hour)), now.Location()); !due.IsZero() && first.After(due) {
		return first
	}
	return due
}

// Leaving is a chat that goes soon.
type Leaving struct {
	Chat    Chat
	Keeping Keeping
	On      time.Time // the day on which it goes: what is overdue is foretold first
}

// Swept says what a run of the periods has done.
type Swept struct {
	Foretold int // that go within ForeseenFor
	Erased   int
}

// Terms are how long a person is kept, and what they have agreed to.
type Terms struct {
	Keeping Keeping
	On      time.Time // the day on which they go; zero: there is none
	Log     ConsentLog
}
