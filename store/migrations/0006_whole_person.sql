-- Chats whose row is older than their messages, because more was to come (see
-- stale.go).
CREATE TABLE chat_stale (chat_id INTEGER PRIMARY KEY) STRICT;

-- ---------------------------------------------------------------- files

-- Which file a message carries: Meta's id, or the message's own where there is
-- none. '' for messages without.
ALTER TABLE message ADD COLUMN file TEXT NOT NULL DEFAULT '';
UPDATE message SET file = ifnull(nullif(json_extract(content, '$.media.id'), ''), 'none:' || ifnull(wamid, uuid))
  WHERE content GLOB '*"media":*' AND json_type(content, '$.media') = 'object';
CREATE INDEX message_file ON message (file) WHERE file <> '';
CREATE INDEX message_files ON message (chat_id, sec, seq, idx, id) WHERE file <> '';
CREATE INDEX message_voice ON message (sec, id) WHERE direction = 'in' AND kind IN ('voice', 'audio') AND file <> '';

-- What the relay tells of a file, which may come before its message, and what
-- has become of it here.
CREATE TABLE file (
  key       TEXT PRIMARY KEY,
  seq       INTEGER NOT NULL DEFAULT 0,   -- of the newest event about it; 0: none
  told      TEXT NOT NULL DEFAULT '',     -- fetched, lost
  told_why  TEXT NOT NULL DEFAULT '',     -- reason of lost
  mime      TEXT NOT NULL DEFAULT '',
  told_sum  TEXT NOT NULL DEFAULT '',
  told_size INTEGER NOT NULL DEFAULT 0,
  told_at   INTEGER NOT NULL DEFAULT 0,
  state     TEXT NOT NULL DEFAULT '',     -- here, lost: our own word, which counts more; '': none
  why       TEXT NOT NULL DEFAULT '',
  stored    TEXT NOT NULL DEFAULT '',     -- name in the media folder; while it is being fetched, its beginning
  type      TEXT NOT NULL DEFAULT '',
  size      INTEGER NOT NULL DEFAULT 0,
  sum       TEXT NOT NULL DEFAULT '',
  owed      INTEGER NOT NULL DEFAULT 0,   -- the relay is still to be told that it may forget its copy
  said      TEXT NOT NULL DEFAULT '',     -- transcript
  said_bad  INTEGER NOT NULL DEFAULT 0,   -- making one failed
  said_at   INTEGER                       -- NULL: not tried
) STRICT;
CREATE INDEX file_wanted ON file (seq) WHERE told = 'fetched' AND state = '';
CREATE INDEX file_owed ON file (key) WHERE owed = 1;

-- ---------------------------------------------------------------- persons

-- What the adviser keeps about a person: facts, labels (one row each), and that
-- somebody is muted or blocked. It hangs on a message like a name; if two
-- contacts become one both values stay, and the later one counts.
CREATE TABLE person_fact (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES message (id),
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  field      TEXT NOT NULL, -- a domain.FactField, or label, muted, blocked
  value      TEXT NOT NULL,
  value_key  TEXT NOT NULL, -- as it is searched and compared; '': it is not
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX person_fact_chat ON person_fact (chat_id, field);
CREATE INDEX person_fact_message ON person_fact (message_id);
CREATE INDEX person_fact_value ON person_fact (field, value_key, chat_id) WHERE value_key <> '';

-- Calls and mails beside WhatsApp, and the trace of merges and splits.
CREATE TABLE person_log (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES message (id),
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  kind       TEXT NOT NULL, -- domain.LogKind
  text       TEXT NOT NULL,
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX person_log_chat ON person_log (chat_id, at);
CREATE INDEX person_log_message ON person_log (message_id);

CREATE TRIGGER person_moved AFTER UPDATE OF chat_id ON message WHEN new.chat_id <> old.chat_id BEGIN
  UPDATE person_fact SET chat_id = new.chat_id WHERE message_id = new.id;
  UPDATE person_log SET chat_id = new.chat_id WHERE message_id = new.id;
END;

-- The adviser's word that two who wrote are one person, or are not: evidence
-- beside together and move. Of user, phone and other (see domain.Node) exactly
-- one is set; whose a phone number was depends on the moment.
CREATE TABLE who_word (
  a_user  TEXT NOT NULL,
  a_phone TEXT NOT NULL,
  a_other TEXT NOT NULL,
  a_at    INTEGER NOT NULL,
  b_user  TEXT NOT NULL,
  b_phone TEXT NOT NULL,
  b_other TEXT NOT NULL,
  b_at    INTEGER NOT NULL,
  same    INTEGER NOT NULL,
  at      INTEGER NOT NULL
) STRICT;
CREATE INDEX who_word_a_user ON who_word (a_user) WHERE a_user <> '';
CREATE INDEX who_word_a_phone ON who_word (a_phone) WHERE a_phone <> '';
CREATE INDEX who_word_a_other ON who_word (a_other) WHERE a_other <> '';
CREATE INDEX who_word_b_user ON who_word (b_user) WHERE b_user <> '';
CREATE INDEX who_word_b_phone ON who_word (b_phone) WHERE b_phone <> '';
CREATE INDEX who_word_b_other ON who_word (b_other) WHERE b_other <> '';

-- Muted persons wait behind all others, unless one seems to be in distress.
ALTER TABLE chat ADD COLUMN labels TEXT NOT NULL DEFAULT '';
ALTER TABLE chat ADD COLUMN stage TEXT NOT NULL DEFAULT '';
ALTER TABLE chat ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
DROP INDEX chat_look;
DROP INDEX chat_lapses;
DROP INDEX chat_waiting;
CREATE INDEX chat_look ON chat (waiting_since, id) WHERE state = 'waiting' AND crisis = 0 AND muted = 0 AND look <> '';
CREATE INDEX chat_lapses ON chat (last_in_at, id) WHERE state = 'waiting' AND crisis = 0 AND muted = 0 AND look = '' AND shut = 0;
CREATE INDEX chat_waiting ON chat (waiting_since, id, last_in_at, shut) WHERE state = 'waiting' AND crisis = 0 AND muted = 0 AND look = '';
CREATE INDEX chat_muted ON chat (waiting_since, id) WHERE state = 'waiting' AND crisis = 0 AND muted = 1;
-- ------------------------------------- distress, and what is private

-- That the crisis card was given, and when: nothing of what was said.
CREATE TABLE crisis_card (
  uuid TEXT PRIMARY KEY, -- of the send that was the card
  at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Chats in which no change of channel is offered any more.
CREATE TABLE nudge_off (
  chat_id INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL
) STRICT;

-- What is counted of answers leaves out the chats of persons in distress.
CREATE INDEX chat_distress ON chat (id) WHERE crisis = 1;

-- ------------------------------------------- where a person came from

-- Messages of people that carry the code of a source, as the configuration had
-- it when they came. The first message of a person counts; what it says stands
-- in person_fact with at = -1, so that everything set by hand comes before it.
CREATE TABLE source_said (
  message_id INTEGER PRIMARY KEY REFERENCES message (id),
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  code       TEXT NOT NULL,
  label      TEXT NOT NULL, -- key, '' for none
  audience   TEXT NOT NULL,
  off        TEXT NOT NULL DEFAULT '' -- fields the adviser has taken away, each with a blank behind it
) STRICT;
CREATE INDEX source_said_chat ON source_said (chat_id);

CREATE TRIGGER source_moved AFTER UPDATE OF chat_id ON message WHEN new.chat_id <> old.chat_id BEGIN
  UPDATE source_said SET chat_id = new.chat_id WHERE message_id = new.id;
END;
-- ---------------------------------------------------------------- files that go out

ALTER TABLE draft ADD COLUMN files TEXT NOT NULL DEFAULT ''; -- JSON list of domain.Attachment
