// Package screen proves that strangers cannot draw on the adviser's screen.
//
// The promise: the program sends the terminal only sequences from a short list,
// whatever people, Meta, prepared answers, templates or the configuration say;
// what stands between the sequences is on the allow-list of visible characters;
// the title of the window names nobody; and no foreign text reaches the cells of
// the frame, the status line or the bar of keys.
//
// The real program runs in a pseudo-terminal, on a relay that got thousands of
// hostile messages as signed webhooks, with a Graph API whose templates and
// errors are hostile, too. Every byte it writes is read by a parser of our own,
// and after every piece of output the cells of the frame are looked at. Each
// hostile text begins and ends with a letter that the program itself never
// writes, so that it can be told wherever it turns up.
package screen
