package fakewa

import (
	"net/http"
	"time"
)

// Request describes a request to Options.Faults before it is handled.
type Request struct {
	Endpoint string // "messages", "media", "templates", "profile", "number", "file", …
	Method   string
	Path     string
	N        int // the how many-th request to this endpoint, from 1
}

// Trouble is a way for a request to go wrong.
type Trouble string

// The troubles. Unless Fault.Before is set they strike after the request has
// been carried out: a message is accepted and its statuses come, only the
// answer suffers.
const (
	NoTrouble  Trouble = ""
	CutOff     Trouble = "cut"   // the connection closes without an answer
	HalfAnswer Trouble = "half"  // the answer breaks off in the middle
	HTMLAnswer Trouble = "html"  // 200 with a web page, as a proxy would give
	EmptyError Trouble = "empty" // 500 without a body
	GraphError Trouble = "graph" // a Graph error with Fault.Code
)

// Fault says what happens to one request.
type Fault struct {
	Trouble Trouble
	// Before strikes before the body is read; nothing is carried out.
	Before bool
	// Code is the Graph error code for GraphError; its HTTP status follows.
	Code int
	// Delay passes (through Options.Wait) before the request is looked at, and
	// DelayAnswer between carrying it out and answering.
	Delay, DelayAnswer time.Duration
	// StatusFirst delivers the first status of an accepted message before the
	// answer to the send, which Meta is known to do.
	StatusFirst bool
}

// strike answers with trouble; a is the answer there would have been.
func strike(w http.ResponseWriter, f Fault, a answer) {
	switch f.Trouble {
	case HalfAnswer:
		a.write(w, len(a.body)/2)
		panic(http.ErrAbortHandler)
	case HTMLAnswer:
		page := answer{status: http.StatusOK, kind: "text/html; charset=utf-8", body: []byte("<!DOCTYPE html><html><body>Bitte anmelden</body></html>")}
		page.write(w, len(page.body))
	case EmptyError:
		answer{status: http.StatusInternalServerError, kind: "text/plain"}.write(w, 0)
	case GraphError:
		e := fail(f.Code, "injected").answer()
		e.write(w, len(e.body))
	default:
		panic(http.ErrAbortHandler) // the documented way to drop a connection
	}
}
