package fakewa

import (
	"bytes"
	"encoding/json"
	"fmt"
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

	// Of files ("file"):
	NotFound    Trouble = "gone"    // 404, as for an address that is too old
	WrongBytes  Trouble = "wrong"   // another file of the same length
	EndlessBody Trouble = "endless" // the file again and again, without an end
	NoBytes     Trouble = "none"    // 200 with 0 bytes
	SlowBody    Trouble = "slow"    // in pieces, with Fault.Delay between them instead of before
	Redirect    Trouble = "away"    // 302 to Fault.URL
	// Of what is told about a file ("number"):
	ForeignURL Trouble = "foreign" // the address is Fault.URL
	SizeInText Trouble = "text"    // file_size is a string, as in Meta's own example
	NoSize     Trouble = "nosize"  // neither length nor sum is told
	HugeSize   Trouble = "huge"    // a length beyond anything
)

// Fault says what happens to one request.
type Fault struct {
	Trouble Trouble
	// Before strikes before the body is read; nothing is carried out.
	Before bool
	// URL is where Redirect and ForeignURL lead.
	URL string
	// Code is the Graph error code for GraphError; its HTTP status follows.
	Code int
	// Delay passes (through Options.Wait) before the request is looked at, and
	// DelayAnswer between carrying it out and answering.
	Delay, DelayAnswer time.Duration
	// StatusFirst delivers the first status of an accepted message before the
	// answer to the send, which Meta is known to do.
	StatusFirst bool
}

// pieces is how many parts a slow file comes in.
const pieces = 8

// slowly answers with pauses between the parts.
func (s *Server) slowly(w http.ResponseWriter, r *http.Request, f Fault, a answer) {
	a.write(w, 0)
	for i := range pieces {
		if s.pause(r, f.Delay) != nil {
			panic(http.ErrAbortHandler)
		}
		if _, err := w.Write(a.body[len(a.body)*i/pieces : len(a.body)*(i+1)/pieces]); err != nil {
			return // the caller has gone
		}
		_ = http.NewResponseController(w).Flush()
	}
}

// endlessly answers without an end and without a length.
func endlessly(w http.ResponseWriter, r *http.Request, a answer) {
	w.Header().Set("Content-Type", a.kind)
	chunk := bytes.Repeat(append(a.body, 0), 1+(64<<10)/(len(a.body)+1))
	for r.Context().Err() == nil {
		if _, err := w.Write(chunk); err != nil {
			return // the caller has gone
		}
	}
}

// told changes what is told about a file.
func told(f Fault, a answer) answer {
	var info map[string]any
	if err := json.Unmarshal(a.body, &info); err != nil || info["url"] == nil {
		return a // it was not about a file
	}
	switch f.Trouble {
	case ForeignURL:
		info["url"] = f.URL
	case SizeInText:
		info["file_size"] = fmt.Sprint(info["file_size"])
	case HugeSize:
		info["file_size"] = int64(1) << 40
	default:
		delete(info, "file_size")
		delete(info, "sha256")
	}
	return ok(info)
}

// changed is another file of the same length.
func changed(a answer) answer {
	a.body = bytes.Clone(a.body)
	for i := range a.body {
		a.body[i] ^= 0x55
	}
	return a
}

// strike answers with trouble; a is the answer there would have been.
func (s *Server) strike(w http.ResponseWriter, r *http.Request, f Fault, a answer) {
	switch f.Trouble {
	case SlowBody:
		s.slowly(w, r, f, a)
	case EndlessBody:
		endlessly(w, r, a)
	case ForeignURL, SizeInText, NoSize, HugeSize:
		a = told(f, a)
		a.write(w, len(a.body))
	case WrongBytes:
		a = changed(a)
		a.write(w, len(a.body))
	case NoBytes:
		a.body = nil
		a.write(w, 0)
	case NotFound:
		answer{status: http.StatusNotFound, kind: "text/plain"}.write(w, 0)
	case Redirect:
		http.Redirect(w, r, f.URL, http.StatusFound)
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
