// Package store keeps what the desk knows in desk.db: persons, chats,
// messages, drafts, sends, and the prepared answers and their use.
//
// What the relay tells is first kept as evidence (a message, a report, a
// reaction, two identities named together), and what the screen shows is
// computed from all evidence about it. The order in which evidence comes
// therefore does not matter, and taking it in twice changes nothing.
//
// Each exported method owns its transaction; helpers take what they need of
// it. SQL stands nowhere else in the desk.
package store
