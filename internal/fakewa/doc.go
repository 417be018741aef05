// Package fakewa is a pretend WhatsApp Cloud API for the demo and for tests.
//
// It answers like Meta's Graph API (messages, media, templates, profile,
// number, subscription), calls our webhook with truly signed, ASCII-escaped
// bodies, reports statuses in the odd orders that occur in practice, and can
// be told to misbehave in every way a network can. It writes down what it was
// asked to do, so that tests can look at the program from outside.
//
// Nothing outside the machine is ever contacted: it listens on a loopback
// address only and its HTTP client refuses to dial any other.
package fakewa
