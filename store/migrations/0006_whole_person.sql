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
CREATE INDEX file_unsaid ON file (key) WHERE state = 'here' AND said_at IS NULL;
