// Package suggest finds the prepared answers that may fit: by itself for what a
// person has written, and for what the adviser types into the picker. It works
// on this machine only, from the words of the question and of the answers, from
// what was used before, and it always says why. It sends nothing and keeps
// nothing.
//
// A Shelf is built once from answers and their uses. For Best, every word
// becomes a few features: its stem, the parts of a compound, what it means (see
// the table of meanings), and for words nobody knows the known ones that are
// near. Answers are weighed by the features they share with the question,
// fields by what they tell about the wish behind it (BM25F), by the one phrase
// that is most like the question, and by the questions they answered before.
package suggest
