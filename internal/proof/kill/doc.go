// Package kill kills the program: kill -9 at moments of chance, and at the n-th
// thing that was acknowledged, thousands of times.
//
// It is promised that a webhook which got its 200 is kept and shown once, that
// Meta may deliver it as often as it likes, that a send which was handed over
// leaves at most once and never silently not at all, and that what somebody
// types into the composer is at most a second behind on the disk.
//
// Who counts: those who post the webhooks and hand over the sends (they insist,
// as Meta and the desk do, and know what was acknowledged), the pretend Meta,
// the one who typed, and the two database files read from outside. At the end
// the program is asked what it shows.
package kill
