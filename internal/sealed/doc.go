// Package sealed closes a stream of bytes so that only those it is meant for
// can open it: people with an age key, or whoever knows a passphrase.
//
// The form is that of age (age-encryption.org/v1), so that a file can still be
// opened with the program age when nobody has Sprechstunde any more. Cutting a
// sealed file short or changing a bit of it is noticed; what is read before the
// damage is genuine, but nothing may be used before the end was reached.
package sealed
