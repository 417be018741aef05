package cli

import (
	"time"

	"sprechstunde/internal/domain"
)

type jsonPerson struct {
	Chat     jsonChat          `json:"chat"`
	Facts    map[string]string `json:"facts"`
	Labels   []string          `json:"labels"`
	Muted    bool              `json:"muted"`
	Blocked  bool              `json:"blocked"`
	Aliases  []jsonAlias       `json:"aliases"`
	Log      []jsonLog         `json:"log"`
	Promises []jsonPromise     `json:"promises"`
	Files    int               `json:"file_count"`
	Hold     *string           `json:"hold"`
	Emails   []string          `json:"emails_offered"`
	Handed   []jsonHanded      `json:"handed_on"`
	jsonRights
	jsonTerms
}

type jsonAlias struct {
	Kind   string     `json:"alias_kind"`
	Value  string     `json:"value"`
	Source string     `json:"source"`
	First  *time.Time `json:"first_seen"`
	Last   *time.Time `json:"last_seen"`
}

type jsonLog struct {
	ID   int64      `json:"id"`
	Kind string     `json:"log_kind"`
	Text string     `json:"text"`
	At   *time.Time `json:"at"`
}

type jsonPromise struct {
	Words string     `json:"words"`
	Due   *time.Time `json:"due"`
}

type jsonSuspect struct {
	Chat   int64  `json:"chat"`
	Other  int64  `json:"other"`
	Reason string `json:"reason"`
}

func personJSON(p domain.PersonSheet, today domain.Agenda) jsonPerson {
	out := jsonPerson{
		Chat: chatJSON(p.Chat, today), Facts: map[string]string{}, Labels: append([]string{}, p.Labels...), Muted: p.Muted, Blocked: p.Blocked,
		Aliases: []jsonAlias{}, Log: []jsonLog{}, Promises: []jsonPromise{}, Files: p.Files, Emails: append([]string{}, p.Emails...),
	}
	if p.Hold != "" {
		out.Hold = &p.Hold
	}
	for f, value := range p.Facts {
		out.Facts[string(f)] = value
	}
	for _, x := range p.Aliases {
		out.Aliases = append(out.Aliases, jsonAlias{string(x.Kind), x.Value, string(x.Source), moment(x.First), moment(x.Last)})
	}
	for _, e := range p.Log {
		out.Log = append(out.Log, jsonLog{e.ID, string(e.Kind), e.Text, moment(e.At)})
	}
	out.Handed = handedJSON(p.Handed)
	for _, x := range p.Promises {
		out.Promises = append(out.Promises, jsonPromise{x.Words, moment(x.Due)})
	}
	return out
}

// labelKeys are the letters on a chat's row, one by one.
func labelKeys(labels string) []string {
	keys := []string{}
	for _, r := range labels {
		keys = append(keys, string(r))
	}
	return keys
}
