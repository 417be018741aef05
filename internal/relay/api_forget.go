package relay

import (
	"encoding/json"
	"net/http"
	"time"

	"sprechstunde/internal/domain"
)

// maxForget is room for thousands of people with all their messages in one call:
// each call goes through everything that is stored.
const maxForget = 8 << 20

// forget erases people: whatever of theirs is stored here, by hashes of their names
// and by the ids the desk knows.
func (a *api) forget(w http.ResponseWriter, r *http.Request) {
	body, status, err := readJSONUpTo(w, r, maxForget)
	if err != nil {
		refuse(w, status, err)
		return
	}
	var f domain.Forget
	if err := json.Unmarshal(body, &f); err != nil {
		refuse(w, http.StatusBadRequest, domain.Fail(domain.CodeUsage, "body", err))
		return
	}
	if len(f.Key) == 0 {
		refuse(w, http.StatusBadRequest, domain.Fail(domain.CodeUsage, "key", nil))
		return
	}
	// On a slow disk it may take minutes (forgetWait); without an answer the desk would
	// ask again for ever. A writer without deadlines has none that could pass.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Time{})
	// What is still to be thought about would be put down again afterwards.
	if err := a.relay.caughtUp(r.Context()); err != nil {
		a.fail(w, r, err)
		return
	}
	done, err := a.relay.forget(r.Context(), f)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, done)
}

func (a *api) forgotten(w http.ResponseWriter, r *http.Request) {
	lines, err := a.relay.ledger.forgotten(r.Context())
	if err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, wireForgotten{Lines: lines})
}
