// Package order proves that the order in which news arrives does not matter.
// Meta delivers statuses, edits and reactions in any order and more than once;
// the relay's log can be read again from its beginning. What the desk shows
// afterwards depends on what was said and on nothing else.
//
// Every order of up to seven events of one message is played, for each kind of
// message, through the real database; then orders with repetitions; then whole
// histories in random orders, cut into random batches, against a replay of the
// relay's log from its first entry. Two states are equal if the whole logical
// export of the desk's database is.
package order
