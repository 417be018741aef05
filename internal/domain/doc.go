// Package domain holds the words of Sprechstunde as plain Go types, and the
// rules that need nothing but those words: which status wins, who a message
// belongs to, when a chat waits, until when a free reply is allowed.
//
// It imports nothing of ours and does no input or output. Every other package
// may import it; it imports none of them.
package domain
