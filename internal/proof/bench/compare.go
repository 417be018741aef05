package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // reads the desk's database without any of our code
)

// truth is a message of the corpus.
type truth struct {
	ID, Chat, Dir, Type, Text string
	seen                      bool
}

// compare reads desk.db from outside: every message of the corpus must be there
// exactly once, in the chat of its person, with its text.
func compare(ctx context.Context, s *size) error {
	want, chats, err := readTruth(filepath.Join(s.corpus, "messages.jsonl"))
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(s.home, "desk.db")+"?mode=ro")
	if err != nil {
		return fmt.Errorf("opening the desk's database: %w", err)
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, `SELECT m.wamid, c.phone, m.direction, m.text FROM message m JOIN contact c ON c.id = m.chat_id`)
	if err != nil {
		return fmt.Errorf("reading the desk's messages: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, phone, dir, text string
		if err := rows.Scan(&id, &phone, &dir, &text); err != nil {
			return fmt.Errorf("reading a message of the desk: %w", err)
		}
		if err := want[id].check(phone, dir, text); err != nil {
			return fmt.Errorf("message %s: %w", id, err)
		}
		s.messages++
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("reading the desk's messages: %w", err)
	}
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM chat`).Scan(&s.chats); err != nil {
		return fmt.Errorf("counting the desk's chats: %w", err)
	}
	if s.messages != len(want) || s.chats != chats {
		return fmt.Errorf("%d messages in %d chats, not %d in %d", s.messages, s.chats, len(want), chats)
	}
	return nil
}

func (t *truth) check(phone, dir, text string) error {
	switch {
	case t == nil:
		return errors.New("nobody has sent it")
	case t.seen:
		return errors.New("there twice")
	case phone != t.Chat && phone != "+"+t.Chat:
		return errors.New("in the chat of somebody else")
	case dir != t.Dir:
		return errors.New("in the wrong direction")
	case t.Type == "text" && text != t.Text:
		return errors.New("with another text")
	}
	t.seen = true
	return nil
}

func readTruth(file string) (want map[string]*truth, chats int, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, 0, fmt.Errorf("opening the corpus: %w", err)
	}
	defer f.Close()
	want = map[string]*truth{}
	people := map[string]bool{}
	in := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	for in.More() {
		t := &truth{}
		if err := in.Decode(t); err != nil {
			return nil, 0, fmt.Errorf("reading the corpus: %w", err)
		}
		want[t.ID] = t
		people[t.Chat] = true
	}
	return want, len(people), nil
}
