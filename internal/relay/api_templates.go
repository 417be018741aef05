package relay

import (
	"errors"
	"net/http"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

var errNoAccount = errors.New("this relay knows no account")

func (a *api) getTemplates(w http.ResponseWriter, r *http.Request) {
	acc := a.relay.account
	fresh := r.URL.Query().Get("fresh") == "1" || acc.known().At.IsZero() // a relay may live for one command only
	if fresh && a.relay.o.Account != nil {
		// What goes wrong stands in the list that is answered all the same.
		_ = acc.look(r.Context())
	}
	list := acc.known()
	if list.Templates == nil {
		list.Templates = []domain.TemplateInfo{}
	}
	answer(w, http.StatusOK, list)
}

func (a *api) createTemplate(w http.ResponseWriter, r *http.Request) {
	var t domain.TemplateInfo
	if !understood(w, r, maxSend, &t) {
		return
	}
	if a.relay.o.Account == nil {
		a.fail(w, r, errNoAccount)
		return
	}
	made, err := a.relay.account.create(r.Context(), t)
	switch reason := reasonOf(err); {
	case err == nil:
		answer(w, http.StatusOK, made)
	case reason == domain.CodeTemplateForm:
		refuse(w, http.StatusUnprocessableEntity, err)
	case reason == domain.CodeRefused:
		refuse(w, http.StatusUnprocessableEntity, domain.Fail(reason, metaSays(err), nil))
	default:
		a.fail(w, r, domain.Fail(reason, "", err))
	}
}

// metaSays is Meta's reason in the words that say most.
func metaSays(err error) string {
	e, ok := errors.AsType[*whatsapp.APIError](err)
	if !ok {
		return ""
	}
	for _, s := range []string{e.Says, e.Failure.Details, e.Failure.Title} {
		if s != "" {
			return s
		}
	}
	return ""
}
