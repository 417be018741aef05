package fakewa

import "net/http"

// LoopbackClient lets the tests try the client that calls webhooks.
func LoopbackClient() *http.Client { return loopbackClient(nil) }

// OggSum lets the tests hold the checksum to its published check value.
var OggSum = oggSum

// ReadOutgoing lets the fuzzer try the reader of sends: it returns the code of
// the refusal, 0 for none, and the summary of what was taken.
func ReadOutgoing(body []byte) (code int, summary string) {
	m, e := readOutgoing(body)
	if e == nil && m.Status == "" {
		e = m.check()
	}
	if e != nil {
		return e.code, ""
	}
	return 0, m.summary() + m.quoted()
}
