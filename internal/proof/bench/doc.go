// Command bench fills a home through the real relay with a corpus of webhooks,
// lets the real desk take everything in, compares the result with the corpus,
// and has a pseudo-terminal harness measure the program beside an empty Bubble
// Tea program and the mail programs of this machine. scripts/bench builds what
// it needs and starts it. Nothing here is believed that the program says about
// itself: times, memory and counts are taken from outside.
package main
