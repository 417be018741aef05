-- ---------------------------------------------------------------- answers

-- Prepared answers. A block other than '' stands at most once: a message has
-- one greeting and one closing.
CREATE TABLE answer (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  key          TEXT NOT NULL UNIQUE,
  title        TEXT NOT NULL,
  block        TEXT NOT NULL,
  topic        TEXT NOT NULL,
  audience     TEXT NOT NULL,
  body         TEXT NOT NULL,
  link         TEXT NOT NULL,
  link_checked TEXT NOT NULL,
  next_step    TEXT NOT NULL,
  valid_until  TEXT NOT NULL,
  files        TEXT NOT NULL, -- JSON list of paths
  asked        TEXT NOT NULL  -- JSON list of questions
) STRICT;
CREATE UNIQUE INDEX answer_block ON answer (block) WHERE block <> '';

-- Which answer went out with which send. The key is kept, not the row, so that
-- what was used stays countable when the answer is gone.
CREATE TABLE answer_use (
  uuid     TEXT NOT NULL,
  key      TEXT NOT NULL,
  chat_id  INTEGER NOT NULL REFERENCES contact (id),
  at       INTEGER NOT NULL,
  edited   INTEGER NOT NULL, -- another text left than the one filled in
  followed INTEGER NOT NULL, -- computed: the person asked again
  PRIMARY KEY (uuid, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_use_key ON answer_use (key, at, followed);
CREATE INDEX answer_use_chat ON answer_use (chat_id);
CREATE INDEX answer_use_at ON answer_use (at DESC);

-- Things that have happened once and for all.
CREATE TABLE fact (
  name TEXT PRIMARY KEY,
  at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE draft ADD COLUMN taken TEXT NOT NULL DEFAULT '';       -- JSON of domain.Taken
ALTER TABLE handover ADD COLUMN taken TEXT NOT NULL DEFAULT '';    -- likewise
ALTER TABLE message ADD COLUMN despite TEXT NOT NULL DEFAULT '';   -- JSON of red lights
ALTER TABLE message ADD COLUMN question INTEGER NOT NULL DEFAULT 0; -- reads like a question

-- ---------------------------------------------------------------- names

-- What the writer of a message is called, by their own word or the adviser's.
-- It hangs on a message because messages find their person again whenever it
-- turns out that two are one, or one is two.
CREATE TABLE naming (
  message_id INTEGER PRIMARY KEY REFERENCES message (id),
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  name       TEXT NOT NULL,
  source     TEXT NOT NULL, -- said, confirmed
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX naming_chat ON naming (chat_id);

-- ---------------------------------------------------------------- later

-- Which messages are put off until when, one row for each that waited, or one
-- for the newest if nothing did and the adviser wants to be reminded. It holds
-- as long as no answer of ours has come behind the place noted here, as of
-- event upto.
CREATE TABLE later (
  message_id INTEGER PRIMARY KEY REFERENCES message (id),
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  until      INTEGER NOT NULL,
  woken      INTEGER NOT NULL, -- the moment has come
  sec        INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  idx        INTEGER NOT NULL,
  upto       INTEGER NOT NULL
) STRICT;
CREATE INDEX later_chat ON later (chat_id);

ALTER TABLE chat ADD COLUMN later INTEGER; -- set in the state 'later' only
CREATE INDEX chat_later ON chat (later, id) WHERE state = 'later';
INSERT INTO tally (state, n) VALUES ('later', 0);

-- What hangs on a message goes with it.
CREATE TRIGGER message_moved AFTER UPDATE OF chat_id ON message WHEN new.chat_id <> old.chat_id BEGIN
  UPDATE naming SET chat_id = new.chat_id WHERE message_id = new.id;
  UPDATE later SET chat_id = new.chat_id WHERE message_id = new.id;
  UPDATE answer_use SET chat_id = new.chat_id WHERE uuid = new.uuid;
END;
