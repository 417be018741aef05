package cli

import (
	"bytes"
	"time"
)

// jsonAccess is daten.json: everything that is kept about one person.
type jsonAccess struct {
	MadeAt    *time.Time       `json:"made_at"`
	Law       string           `json:"law"`
	Person    jsonPerson       `json:"person"`
	Messages  []jsonMessage    `json:"messages"`
	Draft     *string          `json:"draft"`
	Left      []jsonLeft       `json:"given_to_meta"`
	Handed    []jsonHandedTo   `json:"given_to_others"`
	Consents  []jsonAgreed     `json:"consents"`
	Files     []jsonEnclosed   `json:"files"`
	Decisions []map[string]any `json:"automatic_decisions"` // always empty
	Black     int              `json:"blackened"`
}

type jsonLeft struct {
	Kind  string     `json:"kind"`
	Count int        `json:"count"`
	First *time.Time `json:"first_at"`
	Last  *time.Time `json:"last_at"`
}

type jsonHandedTo struct {
	To    string     `json:"to"`
	At    *time.Time `json:"at"`
	Depth string     `json:"depth"`
	Basis string     `json:"basis"`
}

type jsonAgreed struct {
	Kind    string     `json:"consent_kind"`
	Purpose string     `json:"purpose"`
	Wording string     `json:"wording"`
	Version string     `json:"version"`
	Channel string     `json:"channel"`
	Proof   *string    `json:"proof"`
	At      *time.Time `json:"at"`
	Until   *time.Time `json:"until"`
}

type jsonEnclosed struct {
	Name   string  `json:"name"`
	As     *string `json:"file_path"`
	Size   int64   `json:"size"`
	SHA256 string  `json:"checksum"`
}

func (j *accessJob) json() jsonAccess {
	d := &j.paper.Data
	out := jsonAccess{
		MadeAt: moment(j.paper.Now), Law: string(j.paper.Law.Name), Person: personJSON(d.Sheet, j.h.desk.Agenda()),
		Messages: []jsonMessage{}, Draft: optional(d.Thread.Draft.Text), Left: []jsonLeft{}, Handed: []jsonHandedTo{}, Consents: []jsonAgreed{},
		Files: []jsonEnclosed{}, Decisions: []map[string]any{}, Black: j.paper.Black,
	}
	out.Person.jsonRights = owed{d.Restriction, d.Requests}.json(j.h)
	for _, m := range d.Thread.Messages {
		out.Messages = append(out.Messages, messageJSON(m, j.app.explain))
	}
	for _, l := range d.Left {
		out.Left = append(out.Left, jsonLeft{string(l.Kind), l.Count, moment(l.First), moment(l.Last)})
	}
	for _, h := range j.paper.Handed {
		out.Handed = append(out.Handed, jsonHandedTo{h.To.Name, moment(h.At), string(h.Depth), h.Basis})
	}
	for _, c := range j.log {
		out.Consents = append(out.Consents, jsonAgreed{
			string(c.Kind), string(c.Purpose), c.Wording, c.Version, string(c.Channel), optional(c.Proof), moment(c.At), moment(c.Until),
		})
	}
	for _, f := range j.paper.Files {
		e := jsonEnclosed{Name: f.Called, Size: f.Size, SHA256: f.SHA256}
		if f.As != "" {
			e.As = optional(accessFiles + "/" + f.As)
		}
		out.Files = append(out.Files, e)
	}
	return out
}

// documentJSON is a value as it stands in a file.
func documentJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	err := writeJSON(&b, v)
	return b.Bytes(), err
}
