package relay

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sprechstunde/internal/sqlite"
)

const (
	hoursOfWeek = 7 * 24
	// pulseWeeks is how many weeks back tell what is usual.
	pulseWeeks = 4
	// A silence is suspicious only if the same hours of at least so many weeks
	// before, and of each that is known, had at least so many messages.
	silentWeeks = 3
	silentLeast = 4
	// silentUp is how long the relay must have been up: what came while it was
	// down is delivered again within hours, not at once.
	silentUp = 3 * time.Hour
)

// silences are the lengths of silence, in hours, that are looked at: a busy
// inbox is suspicious after a day, one with a message a day after a week.
var silences = []int64{24, 72, hoursOfWeek}

// pulse is how many messages come, and whether that is right.
type pulse struct {
	messages int
	usual    float64 // -1: not known
	silent   bool
}

// feel tells the pulse from the number of messages in each hour since 1970. A
// webhook that came, if only about a message of ours, ends every silence: it
// shows that the way is open and people are just quiet.
func feel(tally map[int64]int, now, lastWebhook, up time.Time) pulse {
	hour := hourOf(now)
	p := pulse{messages: within(tally, hour, 24), usual: median(earlier(tally, hour, 24))}
	for _, span := range silences {
		since := now.Add(-time.Duration(span) * time.Hour)
		if lastWebhook.After(since) || now.Sub(up) < silentUp || within(tally, hour, span) > 0 {
			continue
		}
		weeks := earlier(tally, hour, span)
		if len(weeks) >= silentWeeks && slices.Min(weeks) >= silentLeast {
			p.silent = true
		}
	}
	return p
}

// within counts the messages of the hours up to one.
func within(tally map[int64]int, hour, span int64) (n int) {
	for h := hour - span + 1; h <= hour; h++ {
		n += tally[h]
	}
	return n
}

// earlier counts the messages of the same hours in the weeks before, as far as
// anything was counted then.
func earlier(tally map[int64]int, hour, span int64) (counts []int) {
	first := hour
	for h := range tally {
		first = min(first, h)
	}
	for week := int64(1); week <= pulseWeeks; week++ {
		at := hour - week*hoursOfWeek
		if at-span+1 >= first {
			counts = append(counts, within(tally, at, span))
		}
	}
	return counts
}

// median is -1 of nothing.
func median(counts []int) float64 {
	if len(counts) == 0 {
		return -1
	}
	s := slices.Sorted(slices.Values(counts))
	return float64(s[(len(s)-1)/2]+s[len(s)/2]) / 2
}

func hourOf(t time.Time) int64 { return t.Unix() / int64(time.Hour/time.Second) }

// tally returns the number of messages of people in each hour since 1970, as
// far back as the pulse needs.
func (l *ledger) tally(ctx context.Context, now time.Time) (counts map[int64]int, err error) {
	rows, err := l.db.Read().QueryContext(ctx, `SELECT hour, n FROM tally WHERE hour > ?`,
		hourOf(now)-(pulseWeeks+1)*hoursOfWeek)
	if err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading how many messages came: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	counts = make(map[int64]int)
	for rows.Next() {
		var hour int64
		var n int
		if err := rows.Scan(&hour, &n); err != nil {
			return nil, sqlite.Translate(fmt.Errorf("reading how many messages came: %w", err))
		}
		counts[hour] = n
	}
	if err := rows.Err(); err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading how many messages came: %w", err))
	}
	return counts, nil
}
