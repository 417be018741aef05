package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"

	"golang.org/x/text/unicode/norm"
)

// SetName gives the person of a chat a name that they said or that the adviser
// knows, in place of any given before. No profile overwrites it, and when two
// contacts turn out to be one person, confirmed outdoes said and the newer the
// older. "" forgets it: the name is then what the profile says. Any other
// source is refused.
func (s *Store) SetName(ctx context.Context, chatID int64, name string, source domain.NameSource) error {
	name = strings.TrimSpace(name)
	if name != "" && source != domain.NameSaid && source != domain.NameConfirmed {
		return fmt.Errorf("setting a name: nobody sets a name from source %q", source)
	}
	_, err := s.write(ctx, "setting a name", func(w *work) error {
		id, err := w.follow(chatID)
		if err != nil {
			return err
		}
		w.touch(id)
		w.renamed[id] = true
		if _, err := w.exec(`DELETE FROM naming WHERE chat_id = ?`, id); err != nil || name == "" {
			return wrap("forgetting a name", err)
		}
		hook, err := w.hook(id, 0)
		if err != nil {
			return err
		}
		_, err = w.exec(`INSERT INTO naming (message_id, chat_id, name, source, at) VALUES (?, ?, ?, ?, ?)`,
			hook, id, name, string(source), toMS(w.tx.Now))
		return wrap("keeping a name", err)
	})
	return err
}

// newestName returns what a contact is called: what was set counts more than
// what the profile says.
func (w *work) newestName(contact int64) (name string, source domain.NameSource, err error) {
	ok, err := w.get(`SELECT name, source FROM naming WHERE chat_id = ? ORDER BY source = 'confirmed' DESC, at DESC, name LIMIT 1`,
		[]any{contact}, &name, &source)
	if err != nil || ok {
		return name, source, wrap("reading the name that was set", err)
	}
	if name, err = w.profileName(contact); err != nil || name == "" {
		return "", domain.NameUnknown, err
	}
	return name, domain.NameProfile, nil
}

// profileName returns what the newest profile says. Of persons whom the adviser
// made one it is a profile of the one who stayed: she has chosen that one, and
// would not find them under another name.
func (w *work) profileName(contact int64) (string, error) {
	newest, err := w.newestSaid(contact, "name")
	if err != nil || newest == "" {
		return "", err
	}
	came, err := w.joinedTo(contact)
	if err != nil || len(came) == 0 {
		return newest, err
	}
	list, err := all(w.ctx, w.tx, scanNamed, `SELECT phone, user_id, parent_id, username, ifnull(who_at, at), name FROM message
		WHERE chat_id = ? AND name <> '' ORDER BY sec DESC, seq DESC, idx DESC`, contact)
	if err != nil {
		return "", fmt.Errorf("reading the profiles of a person: %w", err)
	}
	for _, m := range list {
		_, node, err := w.findContact(m.Identity, m.At)
		if err != nil {
			return "", err
		}
		if !came[node] {
			return m.name, nil
		}
	}
	return newest, nil // who stayed has told no name
}

// named is who wrote a message, and what the profile said.
type named struct {
	domain.End
	name string
}

func scanNamed(rows *sql.Rows, m *named) error {
	var at int64
	err := rows.Scan(&m.Phone, &m.UserID, &m.ParentID, &m.Username, &at, &m.name)
	m.At = fromMS(at)
	return err
}

// joinedTo returns the names of a contact that came to it when the adviser made
// two persons one. Most never do, which is asked first.
func (w *work) joinedTo(contact int64) (map[domain.Node]bool, error) {
	if said, err := w.anyWord(); err != nil || !said {
		return nil, err
	}
	ends, err := w.heldEnds(contact)
	if err != nil {
		return nil, err
	}
	around := newReach(nil)
	for _, e := range ends {
		around.addEnd(e)
	}
	c, err := w.readCircle(around)
	if err != nil || len(c.Words) == 0 {
		return nil, wrap("reading connected identities", err)
	}
	return domain.Joined(c.Evidence), nil
}

// firstWordEnds are the ranges of what may follow a first name within a
// contact's name: blanks, digits and punctuation other than hyphen and
// apostrophe, and emoji, which many people put there without a blank.
var firstWordEnds = [][2]string{
	{" ", "'"}, {"(", "-"}, {".", "A"}, {"[", "a"}, {"{", "\x7f"}, {"\u2190", "\u2c00"}, {"\U0001f000", "\U0001fb00"},
}

// otherNameQuery asks for a contact other than ?1 whose whole name, or whose
// name up to the end of a word, is ?2. Every part is answered by the index on
// names; the further parameters are the bounds of firstWordEnds behind ?2.
var otherNameQuery = func() string {
	query := `SELECT EXISTS (SELECT 1 FROM contact INDEXED BY contact_name WHERE name_key = ?2 AND name_key <> '' AND id <> ?1)`
	for i := range firstWordEnds {
		query += fmt.Sprintf(` OR EXISTS (SELECT 1 FROM contact INDEXED BY contact_name
			WHERE name_key >= ?%d AND name_key < ?%d AND name_key <> '' AND id <> ?1)`, 3+2*i, 4+2*i)
	}
	return query
}()

// OtherNames tells which of these names belong to contacts other than the
// chat's: as a whole, or as the first of several. Case, accents and the ways to
// write an umlaut make no difference. A chat that is not there owns no name.
func (s *Store) OtherNames(ctx context.Context, chatID int64, names []string) (map[string]bool, error) {
	out := map[string]bool{}
	var own int64
	q := s.db.Read()
	if _, err := found(q.QueryRowContext(ctx, `SELECT coalesce(`+leadsTo+`, 0)`, chatID).Scan(&own)); err != nil {
		return nil, fmt.Errorf("looking up chat %d: %w", chatID, err)
	}
	for _, name := range names {
		key := foldName(name)
		if key == "" {
			continue
		}
		args := []any{own, key}
		for _, end := range firstWordEnds {
			args = append(args, key+end[0], key+end[1])
		}
		var taken bool
		if _, err := found(q.QueryRowContext(ctx, otherNameQuery, args...).Scan(&taken)); err != nil {
			return nil, fmt.Errorf("looking for contacts of a name: %w", err)
		}
		if taken {
			out[name] = true
		}
	}
	return out, nil
}

// foldName is how a name is compared when it is searched: without case and
// accents, and with the German ways to write an umlaut made one.
func foldName(name string) string { return oneUmlaut.Replace(foldCase(name)) }

var oneUmlaut = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")

// foldCase takes away case and accents, and writes ß as ss.
func foldCase(s string) string {
	if !isASCII(s) {
		s = norm.NFC.String(strings.Map(dropMark, norm.NFKD.String(s)))
	}
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "ß", "ss")
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// dropMark drops accents that stand apart from their letters.
func dropMark(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}
