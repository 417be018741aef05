-- ---------------------------------------------------------------- search

-- What can be found by its words. Both hold no text, only folded words and
-- where they stand (see index.go); rowids sort messages by time. Erased words
-- go at once, not with some later merge.
CREATE VIRTUAL TABLE search USING fts5(words, content='', prefix='3', tokenize="ascii tokenchars '''#'");
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE search_name USING fts5(words, content='', prefix='2 3', tokenize="ascii tokenchars '''#'");
INSERT INTO search_name (search_name, rank) VALUES ('secure-delete', 1);

-- The words there are, so that a beginning can be looked up.
CREATE VIRTUAL TABLE search_word USING fts5vocab(search, 'instance');

-- What was there before stands in the index from these row keys on; the rest is
-- filled in by and by, downwards.
CREATE TABLE search_state (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  folding  INTEGER NOT NULL, -- the way in which words were folded
  messages INTEGER NOT NULL,
  contacts INTEGER NOT NULL
) STRICT;
INSERT INTO search_state (id, folding, messages, contacts)
SELECT 1, 1, ifnull((SELECT max(id) FROM message), 0) + 1, ifnull((SELECT max(id) FROM contact), 0) + 1;
