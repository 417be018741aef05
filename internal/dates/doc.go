// Package dates finds the days a text names, in German and English: to know
// until when a text that waits still reads right, and whether it promises
// something for a day. It errs on the side of finding nothing where a number
// may mean something else: a price, a version, a time, a telephone number.
//
// Everything is reckoned in the zone of the moment that is given, which is the
// adviser's. Nothing here reads a clock.
package dates
