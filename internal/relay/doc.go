// Package relay is the always-on half of Sprechstunde. It receives webhooks,
// keeps them, hands them to the desk in order, and sends what the desk has put
// into its outbox.
//
// Three promises shape the code. A webhook that was answered with 200 is on
// disk: the answer is written after the commit, and webhooks that arrive while
// the disk is busy share the next commit. A message is never sent twice and
// never silently dropped: every step of a send is its own transaction, and a
// send whose outcome is not known is left to a human. And nothing about a
// person is looked at on the way in: bodies are checked by signature and stored
// byte for byte.
//
// Only then the relay thinks, because some things cannot wait for the desk. The
// thinker reads the stored webhooks by a cursor of its own and understands what
// it must: who wrote, that they asked for a parked reply or wrote something else,
// that they may be in distress, that an announcement never arrived, and whether
// an automatic text is due. What follows from a webhook, the news of it and the
// cursor are one transaction, so it follows exactly once however often Meta
// delivers and whenever the process is killed. A parked reply is released once
// or comes back to the adviser, never both: both begin with the row being parked.
//
// The relay has two listeners. The webhook listener answers /webhook and
// nothing else, because it is the one that a tunnel exposes. The private API
// under /v1 wants a bearer token and stays on the loopback interface or a Unix
// socket. Client is the desk's side of that API.
package relay
