package fakewa

import (
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maxBody is a little over the largest document Meta takes (100 MB).
const maxBody = 101 << 20

var versionShape = regexp.MustCompile(`^v\d+\.\d+$`)

// call is one request with its body and the fault it was dealt.
type call struct {
	*http.Request
	body  []byte
	fault Fault
}

// answer is what goes back.
type answer struct {
	status int
	kind   string
	body   []byte
}

// write sends the first n bytes of the answer, but promises all of them.
func (a answer) write(w http.ResponseWriter, n int) {
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	if _, err := w.Write(a.body[:n]); err != nil {
		return // the caller has gone; there is nobody left to tell
	}
	_ = http.NewResponseController(w).Flush()
}

// ok answers 200 with v as JSON.
func ok(v any) answer {
	b, err := json.Marshal(v)
	if err != nil {
		return fail(131000, "encoding the answer").answer()
	}
	return answer{status: http.StatusOK, kind: "application/json; charset=UTF-8", body: b}
}

func success() answer { return ok(map[string]bool{"success": true}) }

// graphError is a refusal in Meta's shape.
type graphError struct {
	code    int
	details string
}

func fail(code int, details string) *graphError { return &graphError{code: code, details: details} }

func failf(code int, format string, args ...any) *graphError {
	return fail(code, fmt.Sprintf(format, args...))
}

// Error lets a graphError travel as an error inside this package.
func (e *graphError) Error() string { return fmt.Sprintf("(#%d) %s", e.code, e.details) }

func (e *graphError) answer() answer {
	known := refusalFor(e.code)
	body := map[string]any{
		"message":    fmt.Sprintf("(#%d) %s", e.code, known.title),
		"type":       "OAuthException",
		"code":       e.code,
		"error_data": map[string]any{"messaging_product": "whatsapp", "details": e.details},
		"fbtrace_id": "ApretendTrace",
	}
	if e.code >= 2388000 && e.code < 2389000 { // of templates, with a sentence for people
		body["error_user_msg"] = e.details
	}
	a := ok(map[string]any{"error": body})
	a.status = known.status
	return a
}

// refusal is the HTTP status and title of an error code.
type refusal struct {
	status int
	title  string
}

// refusals follows Meta's page of error codes; everything else is a 400.
var refusals = map[int]refusal{
	0:      {401, "AuthException"},
	2:      {503, "API Service"},
	3:      {500, "API Method"},
	10:     {403, "Permission Denied"},
	33:     {400, "Parameter value is not valid"},
	100:    {400, "Invalid parameter"},
	190:    {401, "Access token has expired"},
	200:    {403, "API Permission"},
	368:    {403, "Temporarily blocked for policies violations"},
	130429: {400, "Rate limit hit"},
	130497: {403, "Business account is restricted from messaging users in this country"},
	131000: {500, "Something went wrong"},
	131005: {403, "Access denied"},
	131008: {400, "Required parameter is missing"},
	131009: {400, "Parameter value is not valid"},
	131016: {500, "Service unavailable"},
	131026: {400, "Message undeliverable"},
	131031: {403, "Account has been locked"},
	131045: {500, "Incorrect certificate"},
	131047: {400, "Re-engagement message"},
	131052: {400, "Media download error"},
	131053: {400, "Media upload error"},
	131056: {400, "(Business Account, Consumer Account) pair rate limit hit"},
	131057: {500, "Account in maintenance mode"},
	132000: {400, "Template Param Count Mismatch"},
	132001: {404, "Template does not exist"},
	132015: {400, "Template is Paused"},
	132016: {400, "Template is Disabled"},
	133004: {503, "Server Temporarily Unavailable"},
}

func refusalFor(code int) refusal {
	if r, known := refusals[code]; known {
		return r
	}
	return refusal{http.StatusBadRequest, "Request refused"}
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	on := func(pattern, endpoint string, h func(call) answer) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, endpoint, h) })
	}
	on("POST /{version}/{node}/messages", "messages", s.ofNumber(s.postMessage))
	on("POST /{version}/{node}/media", "media", s.ofNumber(s.postMedia))
	on("GET /{version}/{node}/message_history", "history", s.ofNumber(s.getHistory))
	on("GET /{version}/{node}/whatsapp_business_profile", "profile", s.ofNumber(s.getProfile))
	on("POST /{version}/{node}/whatsapp_business_profile", "profile", s.ofNumber(s.postProfile))
	on("GET /{version}/{node}/settings", "settings", s.ofNumber(s.getSettings))
	on("POST /{version}/{node}/settings", "settings", s.ofNumber(s.postSettings))
	on("POST /{version}/{node}/calls", "calls", s.ofNumber(s.postCall))
	on("POST /{version}/{node}/conversational_automation", "openers", s.ofNumber(s.postOpeners))
	on("POST /{version}/{node}/block_users", "block", s.ofNumber(s.block(true)))
	on("DELETE /{version}/{node}/block_users", "block", s.ofNumber(s.block(false)))
	on("GET /{version}/{node}/message_templates", "templates", s.ofAccount(s.getTemplates))
	on("POST /{version}/{node}/message_templates", "templates", s.ofAccount(s.postTemplate))
	on("GET /{version}/{node}/phone_numbers", "numbers", s.ofAccount(s.getNumbers))
	on("GET /{version}/{node}/subscribed_apps", "subscription", s.ofAccount(s.getSubscribed))
	on("POST /{version}/{node}/subscribed_apps", "subscription", s.ofAccount(s.subscribe(true)))
	on("DELETE /{version}/{node}/subscribed_apps", "subscription", s.ofAccount(s.subscribe(false)))
	on("GET /{version}/{node}", "number", s.getNode)
	on("DELETE /{version}/{node}", "media", s.deleteMedia)
	on("GET /files/{node}", "file", s.getFile)
	on("/", "unknown", func(call) answer { return fail(2500, "Unknown path components").answer() })
	return mux
}

// serve is the frame around every request: faults, token, body, answer.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, endpoint string, h func(call) answer) {
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
	f := s.opt.Faults(s.request(endpoint, r))
	if f.Trouble != SlowBody && s.pause(r, f.Delay) != nil {
		panic(http.ErrAbortHandler)
	}
	if f.Before && f.Trouble != NoTrouble {
		s.strike(w, r, f, answer{})
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		panic(http.ErrAbortHandler) // the caller broke off in the middle
	}
	a := s.authorised(call{Request: r, body: body, fault: f}, h)
	if s.pause(r, f.DelayAnswer) != nil {
		panic(http.ErrAbortHandler)
	}
	if f.Trouble != NoTrouble {
		s.strike(w, r, f, a)
		return
	}
	a.write(w, len(a.body))
}

// pause lets d pass, unless the caller goes away first.
func (s *Server) pause(r *http.Request, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	return s.opt.Wait(r.Context(), d)
}

func (s *Server) request(endpoint string, r *http.Request) Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked[endpoint]++
	return Request{Endpoint: endpoint, Method: r.Method, Path: r.URL.Path, N: s.asked[endpoint]}
}

func (s *Server) authorised(c call, h func(call) answer) answer {
	if v := c.PathValue("version"); v != "" && !versionShape.MatchString(v) {
		return fail(2500, "Unknown path components").answer()
	}
	token, isBearer := strings.CutPrefix(c.Header.Get("Authorization"), "Bearer ")
	if !isBearer || subtle.ConstantTimeCompare([]byte(token), []byte(s.opt.Token)) != 1 {
		return fail(190, "Error validating access token").answer()
	}
	return h(c)
}

func (s *Server) ofNumber(h func(call) answer) func(call) answer {
	return s.of(&s.opt.PhoneNumberID, h)
}

func (s *Server) ofAccount(h func(call) answer) func(call) answer {
	return s.of(&s.opt.BusinessAccountID, h)
}

func (s *Server) of(id *string, h func(call) answer) func(call) answer {
	return func(c call) answer {
		if c.PathValue("node") != *id {
			return fail(33, "Object does not exist or cannot be loaded due to missing permissions").answer()
		}
		return h(c)
	}
}
