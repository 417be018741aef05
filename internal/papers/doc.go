// Package papers writes what is owed on paper: the letter to a person who asks
// what is known of them, the record of what is done with data, and the report on
// a breach. They are in German, because those who read them are.
//
// A paper is a list of blocks, written as a page that prints on A4 or as
// Markdown. Texts of strangers stand in it as text, whatever is in them.
package papers
