package fakewa

import "encoding/json"

type outAction struct {
	Button  string `json:"button"`
	Buttons []struct {
		Type  string `json:"type"`
		Reply struct {
			ID    string `json:"id"`
			Title string `json:"title"`
		} `json:"reply"`
	} `json:"buttons"`
	Sections []struct {
		Title string `json:"title"`
		Rows  []struct {
			ID          string `json:"id"`
			Title       string `json:"title"`
			Description string `json:"description"`
		} `json:"rows"`
	} `json:"sections"`
	Name       string          `json:"name"`
	Parameters json.RawMessage `json:"parameters"`
}

// check holds buttons and lists to the limits of Meta's page of each; the
// other interactive types need a body and the name of their action.
func (o *outInteractive) check() *graphError {
	if o.Body == nil {
		return fail(131008, "interactive.body is required")
	}
	var a outAction
	if err := json.Unmarshal(o.Action, &a); err != nil {
		return fail(131008, "interactive.action is required")
	}
	if o.Footer != nil {
		if e := length("footer", o.Footer.Text, 0, 60); e != nil {
			return e
		}
	}
	switch o.Type {
	case "button":
		if e := length("body", o.Body.Text, 1, 1024); e != nil {
			return e
		}
		return a.checkButtons()
	case "list":
		if e := length("body", o.Body.Text, 1, 4096); e != nil {
			return e
		}
		return a.checkList()
	case "cta_url", "location_request_message", "request_contact_info", "call_permission_request":
		return length("action.name", a.Name, 1, 512)
	}
	return failf(131009, "interactive type %q is unknown", o.Type)
}

func (a outAction) checkButtons() *graphError {
	if len(a.Buttons) < 1 || len(a.Buttons) > 3 {
		return fail(131009, "1 to 3 buttons are allowed")
	}
	for _, b := range a.Buttons {
		if b.Type != "reply" {
			return fail(131009, "button type must be reply")
		}
		if e := lengths(limit{"button.title", b.Reply.Title, 1, 20}, limit{"button.id", b.Reply.ID, 1, 256}); e != nil {
			return e
		}
	}
	return nil
}

func (a outAction) checkList() *graphError {
	if e := length("action.button", a.Button, 1, 20); e != nil {
		return e
	}
	rows := 0
	for _, section := range a.Sections {
		for _, r := range section.Rows {
			rows++
			if e := lengths(limit{"row.id", r.ID, 1, 200}, limit{"row.title", r.Title, 1, 24}, limit{"row.description", r.Description, 0, 72}); e != nil {
				return e
			}
		}
	}
	if rows < 1 || rows > 10 {
		return fail(131009, "1 to 10 rows are allowed")
	}
	return nil
}

type limit struct {
	name, text  string
	least, most int
}

func lengths(all ...limit) *graphError {
	for _, l := range all {
		if e := length(l.name, l.text, l.least, l.most); e != nil {
			return e
		}
	}
	return nil
}
