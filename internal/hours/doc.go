// Package hours is the calendar of one adviser: when she has office hours, in
// which slots she works through the chats, and which days are none of both
// (public holidays of the sixteen Länder, free days, absences, half days).
//
// It imports nothing of ours and knows neither configuration nor clock: the
// caller gives plain values and the moment in question. All answers are meant
// in the zone of the plan and hold over changes of the clock, see [Span].
package hours
