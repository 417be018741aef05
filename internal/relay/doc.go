// Package relay is the always-on half of Sprechstunde. It receives webhooks,
// keeps them, hands them to the desk in order, and sends what the desk has put
// into its outbox.
//
// Three promises shape the code. A webhook that was answered with 200 is on
// disk: the answer is written after the commit, and webhooks that arrive while
// the disk is busy share the next commit. A message is never sent twice and
// never silently dropped: every step of a send is its own transaction, and a
// send whose outcome is not known is left to a human. And nothing about a
// person is looked at on the way in: bodies are checked by signature, stored
// byte for byte, and understood by the desk.
//
// The relay has two listeners. The webhook listener answers /webhook and
// nothing else, because it is the one that a tunnel exposes. The private API
// under /v1 wants a bearer token and stays on the loopback interface or a Unix
// socket. Client is the desk's side of that API.
package relay
