package store

import (
	"encoding/json"
	"strings"

	"sprechstunde/internal/domain"
)

// marked puts what is known of the persons into the condition: labels, all of
// which they have, and stages, on one of which they are. A few persons are
// looked up in the index, for many the hits are sifted.
func (f *finder) marked(c *condition, parts []string) ([]string, bool, error) {
	for _, key := range f.what.Labels {
		chats, err := f.chatsLabelled(key)
		switch {
		case err != nil || len(chats) == 0:
			return nil, false, err
		case len(chats) <= manyChats:
			parts = append(parts, "("+anyOf(chats, domain.In)+" OR "+anyOf(chats, domain.Out)+")")
		default:
			c.sift, c.args = c.sift+` AND instr(k.labels, ?) > 0`, append(c.args, key)
		}
	}
	if len(f.what.Stages) > 0 {
		list, err := json.Marshal(f.what.Stages)
		if err != nil {
			return nil, false, err
		}
		c.sift, c.args = c.sift+` AND k.stage IN (SELECT value FROM json_each(?))`, append(c.args, string(list))
	}
	return parts, true, nil
}

// chatsLabelled lists the chats with a label, one more than manyChats at most.
func (f *finder) chatsLabelled(key string) ([]int64, error) {
	list, err := all(f.ctx, f.q, one[int64], `SELECT DISTINCT chat_id FROM person_fact INDEXED BY person_fact_value
		WHERE field = 'label' AND value_key = ? AND value_key <> '' LIMIT ?`, key, manyChats+1)
	return list, wrap("looking up a label", err)
}

// people finds the chats of those who are called so, or in whose notes it
// stands, and who have the labels and the stage; with only these, all who have
// them. Of a name that very many have, only the newest contacts are looked at.
func (f *finder) people(terms []term) ([]domain.Chat, error) {
	match := namesLike(terms)
	sift, args := "", []any{}
	for _, key := range f.what.Labels {
		sift, args = sift+` AND instr(k.labels, ?) > 0`, append(args, key)
	}
	if len(f.what.Stages) > 0 {
		list, err := json.Marshal(f.what.Stages)
		if err != nil {
			return nil, err
		}
		sift, args = sift+` AND k.stage IN (SELECT value FROM json_each(?))`, append(args, string(list))
	}
	ids, from := "", []any{}
	switch {
	case match != "":
		ids, from = `SELECT * FROM (SELECT rowid AS id FROM search_name WHERE search_name MATCH ? ORDER BY rowid DESC LIMIT ?)`, []any{match, manyPeople}
		notes, noted := notesLike(terms)
		ids, from = ids+` UNION `+notes, append(from, noted...)
	case len(f.what.Labels) > 0:
		ids, from = `SELECT DISTINCT chat_id AS id FROM person_fact WHERE field = 'label' AND value_key = ? AND value_key <> ''`, []any{f.what.Labels[0]}
	case len(f.what.Stages) > 0:
		ids = `SELECT id FROM chat`
	default:
		return nil, nil
	}
	list, err := peopleWhere(f.ctx, f.q, ids, sift, shownPeople, append(from, args...)...)
	return list, wrap("looking up people", err)
}

// notesLike asks for those in whose notes all these words stand. Notes are few
// beside messages, so they are gone through.
func notesLike(terms []term) (query string, args []any) {
	var b strings.Builder
	b.WriteString(`SELECT chat_id FROM person_fact INDEXED BY person_fact_value WHERE field = 'notes' AND value_key <> ''`)
	for _, t := range terms {
		b.WriteString(` AND instr(' ' || value_key || ' ', ?) > 0`)
		part := " " + strings.Join(t.words, " ")
		if !t.begin {
			part += " "
		}
		args = append(args, part)
	}
	return b.String(), args
}
