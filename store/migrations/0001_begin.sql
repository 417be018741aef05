-- Times are Unix milliseconds UTC. Empty text means "none"; NULL is used where
-- a UNIQUE column may be missing or a moment has not come.

-- What has been pulled. Each relay database counts its events from one; base
-- lifts the numbers of a later one above those of the earlier ones.
CREATE TABLE relay (
  instance TEXT PRIMARY KEY,
  base     INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  current  INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------- persons

CREATE TABLE contact (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  phone       TEXT NOT NULL DEFAULT '',
  user_id     TEXT NOT NULL DEFAULT '',
  parent_id   TEXT NOT NULL DEFAULT '',
  username    TEXT NOT NULL DEFAULT '',
  name        TEXT NOT NULL DEFAULT '',
  name_source TEXT NOT NULL DEFAULT '',
  name_key    TEXT NOT NULL DEFAULT ''  -- the name as it is searched
) STRICT;
CREATE INDEX contact_name ON contact (name_key) WHERE name_key <> '';
CREATE INDEX contact_phone ON contact (phone) WHERE phone <> '';
CREATE INDEX contact_username ON contact (username) WHERE username <> '';

-- Which contact a node (see domain.Node) belongs to; exactly one of user_id,
-- phone and other is set.
CREATE TABLE holder (
  user_id    TEXT NOT NULL DEFAULT '',
  phone      TEXT NOT NULL DEFAULT '',
  since      INTEGER NOT NULL DEFAULT 0,
  other      TEXT NOT NULL DEFAULT '',
  contact_id INTEGER NOT NULL REFERENCES contact (id),
  PRIMARY KEY (user_id, phone, since, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX holder_contact ON holder (contact_id);
CREATE INDEX holder_phone ON holder (phone) WHERE phone <> '';

-- Evidence, never changed but for first_at, which sinks.
CREATE TABLE together (
  phone    TEXT NOT NULL,
  user_id  TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  PRIMARY KEY (phone, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX together_user ON together (user_id);

CREATE TABLE move (
  prev_phone TEXT NOT NULL,
  prev_user  TEXT NOT NULL,
  cur_phone  TEXT NOT NULL,
  cur_user   TEXT NOT NULL,
  at         INTEGER NOT NULL,
  UNIQUE (prev_phone, prev_user, cur_phone, cur_user, at)
) STRICT;
CREATE INDEX move_prev_user ON move (prev_user) WHERE prev_user <> '';
CREATE INDEX move_cur_phone ON move (cur_phone) WHERE cur_phone <> '';
CREATE INDEX move_cur_user ON move (cur_user) WHERE cur_user <> '';

-- ---------------------------------------------------------------- chats

-- One row for one contact, written anew from its messages in the transaction
-- that changes them. The queue reads nothing else.
CREATE TABLE chat (
  id            INTEGER PRIMARY KEY REFERENCES contact (id),
  state         TEXT NOT NULL,
  waiting_since INTEGER,
  last_text     TEXT NOT NULL,
  last_kind     TEXT NOT NULL,
  last_from     TEXT NOT NULL,
  last_status   TEXT NOT NULL,
  last_at       INTEGER NOT NULL,
  last_in_at    INTEGER,
  unread        INTEGER NOT NULL,
  first_contact INTEGER NOT NULL,
  failed        INTEGER NOT NULL,
  draft         INTEGER NOT NULL
) STRICT;
CREATE INDEX chat_waiting ON chat (waiting_since, id, last_in_at) WHERE state = 'waiting';
CREATE INDEX chat_answerable ON chat (last_in_at, waiting_since, id) WHERE state = 'waiting';
CREATE INDEX chat_state ON chat (state, last_at DESC, id DESC);
CREATE INDEX chat_last ON chat (last_at DESC, id DESC);

-- How many chats are in each state, kept by the triggers below, because
-- counting 50,000 rows for every drawn queue would be felt.
CREATE TABLE tally (state TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO tally (state, n) VALUES ('waiting', 0), ('open', 0), ('done', 0);
CREATE TRIGGER chat_added AFTER INSERT ON chat BEGIN
  UPDATE tally SET n = n + 1 WHERE state = new.state;
END;
CREATE TRIGGER chat_removed AFTER DELETE ON chat BEGIN
  UPDATE tally SET n = n - 1 WHERE state = old.state;
END;
CREATE TRIGGER chat_changed AFTER UPDATE OF state ON chat WHEN new.state <> old.state BEGIN
  UPDATE tally SET n = n - 1 WHERE state = old.state;
  UPDATE tally SET n = n + 1 WHERE state = new.state;
END;

-- Where a chat has gone that was found to belong to another one's person.
CREATE TABLE chat_redirect (
  old_id INTEGER PRIMARY KEY,
  new_id INTEGER NOT NULL
) STRICT;
CREATE INDEX chat_redirect_new ON chat_redirect (new_id);

-- How far the adviser has seen a chat, or put it away: the place of the newest
-- message then, and the newest event taken in by then.
CREATE TABLE mark (
  chat_id INTEGER NOT NULL REFERENCES contact (id),
  what    TEXT NOT NULL, -- seen, done
  sec     INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  idx     INTEGER NOT NULL,
  upto    INTEGER NOT NULL,
  PRIMARY KEY (chat_id, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  chat_id  INTEGER PRIMARY KEY REFERENCES contact (id),
  text     TEXT NOT NULL,
  reply_to TEXT NOT NULL,
  revision INTEGER NOT NULL,
  at       INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------- messages

CREATE TABLE message (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  wamid      TEXT UNIQUE,
  uuid       TEXT UNIQUE,
  direction  TEXT NOT NULL,
  origin     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  text       TEXT NOT NULL,
  content    TEXT NOT NULL,      -- JSON of everything but the text; '' if that is all
  at         INTEGER NOT NULL,
  sec        INTEGER NOT NULL,   -- place: second, then event, then index in there
  seq        INTEGER NOT NULL,
  idx        INTEGER NOT NULL,
  phone      TEXT NOT NULL,      -- the other side as this payload names it
  user_id    TEXT NOT NULL,
  parent_id  TEXT NOT NULL,
  username   TEXT NOT NULL,
  name       TEXT NOT NULL,
  asks       INTEGER NOT NULL,   -- wants an answer
  opens      INTEGER NOT NULL,   -- opens the reply window
  answers    INTEGER NOT NULL,   -- is an answer, unless it failed or is unknown
  status     TEXT NOT NULL,
  failure    TEXT NOT NULL,      -- JSON
  reactions  TEXT NOT NULL,      -- JSON of those shown
  edited     TEXT NOT NULL,      -- JSON of the newest edit
  revoked_at INTEGER,
  not_before INTEGER,
  word       TEXT NOT NULL       -- the adviser's word on an unknown send: accepted, failed
) STRICT;
CREATE INDEX message_place ON message (chat_id, sec, seq, idx, id);
CREATE INDEX message_asks ON message (chat_id, sec, seq, idx, at) WHERE asks = 1;
CREATE INDEX message_sent ON message (chat_id, sec, seq, idx) WHERE answers = 1 AND uuid IS NOT NULL;
CREATE INDEX message_typed ON message (chat_id, sec, seq, idx) WHERE answers = 1 AND uuid IS NULL;
CREATE INDEX message_trouble ON message (chat_id, sec, seq, idx) WHERE status IN ('failed', 'unknown');

-- The payload's own object, apart because it is as long as all the rest and
-- only later decoders read it.
CREATE TABLE message_raw (
  message_id INTEGER PRIMARY KEY REFERENCES message (id),
  raw        BLOB NOT NULL
) STRICT;

-- Reports, reactions and changes stay when nothing is known yet of the message
-- they are about, and are joined when it comes.
CREATE TABLE report (
  wamid     TEXT NOT NULL,
  uuid      TEXT NOT NULL,
  status    TEXT NOT NULL,
  recipient TEXT NOT NULL,
  at        INTEGER NOT NULL,
  failure   TEXT NOT NULL, -- JSON
  extra     TEXT NOT NULL, -- JSON of price, origin and end of the conversation
  raw       BLOB NOT NULL,
  PRIMARY KEY (wamid, uuid, status, recipient)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_uuid ON report (uuid) WHERE uuid <> '';

CREATE TABLE reaction (
  target TEXT NOT NULL,
  side   TEXT NOT NULL,
  at     INTEGER NOT NULL,
  wamid  TEXT NOT NULL,
  emoji  TEXT NOT NULL,
  raw    BLOB NOT NULL,
  PRIMARY KEY (target, side, at, wamid, emoji)
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  target  TEXT NOT NULL,
  at      INTEGER NOT NULL,
  wamid   TEXT NOT NULL,
  revoked INTEGER NOT NULL,
  edit    TEXT NOT NULL, -- JSON
  raw     BLOB NOT NULL,
  PRIMARY KEY (target, at, wamid, revoked, edit)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- sends

CREATE TABLE handover (
  uuid      TEXT PRIMARY KEY,
  chat_id   INTEGER NOT NULL REFERENCES contact (id),
  send      TEXT NOT NULL, -- JSON of domain.Send
  at        INTEGER NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0,
  take_back INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX handover_open ON handover (at) WHERE withdrawn = 0 AND (confirmed = 0 OR take_back = 1);
CREATE INDEX handover_chat ON handover (chat_id);

CREATE TABLE send_result (
  uuid    TEXT NOT NULL,
  state   TEXT NOT NULL,
  wamid   TEXT NOT NULL,
  at      INTEGER NOT NULL,
  failure TEXT NOT NULL, -- JSON
  PRIMARY KEY (uuid, state, wamid)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- the rest

CREATE TABLE notice (
  hash TEXT PRIMARY KEY,
  seq  INTEGER NOT NULL,
  idx  INTEGER NOT NULL,
  at   INTEGER NOT NULL,
  body TEXT NOT NULL, -- JSON of domain.Notice
  seen INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX notice_at ON notice (at DESC);

CREATE TABLE oddity (
  hash   TEXT PRIMARY KEY,
  seq    INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  field  TEXT NOT NULL,
  reason TEXT NOT NULL,
  raw    BLOB NOT NULL
) STRICT;

-- Events of kinds that nothing uses yet.
CREATE TABLE other_event (
  seq  INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  at   INTEGER NOT NULL,
  raw  BLOB NOT NULL
) STRICT;
