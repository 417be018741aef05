// Package ics reads the free days of a calendar file (RFC 5545), as every
// calendar program exports it.
//
// An entry counts if it lasts whole days (from 00:00 to 23:59 is one), was not
// cancelled and does not say that one is available meanwhile
// (TRANSP:TRANSPARENT, as of birthdays).
// Entries that come again are written out until 2099. What cannot be understood
// is an error with its line: a free day must not be lost in silence.
package ics
