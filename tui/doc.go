// Package tui is everything the adviser sees while the desk is open: the
// queue, the chat, the composer, the person, and the lines around them.
//
// There is one tea.Model. Its areas are plain structs with setters and a
// method that returns lines of exactly the width they were given; Update only
// routes, and every answer of the desk is a message that applies itself. The
// package knows the desk through the small interfaces it declares itself, and
// no text of a stranger reaches a line without passing internal/termtext.
package tui
