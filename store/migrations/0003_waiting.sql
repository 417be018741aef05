-- ---------------------------------------------------------------- messages

ALTER TABLE message ADD COLUMN wait TEXT NOT NULL DEFAULT '';     -- ours: scheduled, parked
ALTER TABLE message ADD COLUMN expires INTEGER;                   -- parked: until when
ALTER TABLE message ADD COLUMN announce TEXT NOT NULL DEFAULT ''; -- parked: uuid of the message that announces it
ALTER TABLE message ADD COLUMN left_at INTEGER;                   -- scheduled and parked: when it left
ALTER TABLE message ADD COLUMN look TEXT NOT NULL DEFAULT '';     -- ours: why it came back
ALTER TABLE message ADD COLUMN look_at INTEGER;
ALTER TABLE message ADD COLUMN look_by TEXT NOT NULL DEFAULT '';  -- how she dealt with that: done, later, uuid of her answer
ALTER TABLE message ADD COLUMN rule TEXT NOT NULL DEFAULT '';     -- automatic texts: which
ALTER TABLE message ADD COLUMN crisis INTEGER NOT NULL DEFAULT 0; -- theirs: hints at a person in distress
ALTER TABLE message ADD COLUMN distress INTEGER;                  -- the adviser's word on that
ALTER TABLE message ADD COLUMN thanks INTEGER NOT NULL DEFAULT 0; -- theirs: a short thanks
ALTER TABLE message ADD COLUMN tap TEXT NOT NULL DEFAULT '';      -- theirs: uuid of the parked reply it asks for
CREATE INDEX message_waits ON message (chat_id, wait, not_before) WHERE wait <> '' AND status IN ('queued', 'parked');
CREATE INDEX message_left ON message (chat_id, left_at) WHERE left_at IS NOT NULL;
CREATE INDEX message_look ON message (chat_id) WHERE look <> '';
CREATE INDEX message_crisis ON message (chat_id) WHERE crisis = 1 OR distress = 1;
CREATE INDEX message_announce ON message (announce) WHERE announce <> '';
CREATE INDEX message_tap ON message (tap) WHERE tap <> '';

ALTER TABLE send_result ADD COLUMN reason TEXT NOT NULL DEFAULT ''; -- returned only

ALTER TABLE handover ADD COLUMN returned INTEGER NOT NULL DEFAULT 0; -- its text is, or was, a draft again
ALTER TABLE handover ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;  -- 1: WhatsApp says the window is shut; 2: dealt with
CREATE INDEX handover_refused ON handover (uuid) WHERE refused = 1;

-- ---------------------------------------------------------------- chats

ALTER TABLE chat ADD COLUMN crisis INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN look TEXT NOT NULL DEFAULT '';
ALTER TABLE chat ADD COLUMN shut INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN answered_at INTEGER;
ALTER TABLE chat ADD COLUMN wait TEXT NOT NULL DEFAULT '';
ALTER TABLE chat ADD COLUMN wait_until INTEGER;
ALTER TABLE chat ADD COLUMN promise INTEGER;
UPDATE chat SET answered_at = nullif(max(
  ifnull((SELECT at FROM message INDEXED BY message_sent WHERE chat_id = chat.id AND answers = 1 AND uuid IS NOT NULL
    AND status NOT IN ('failed', 'unknown') ORDER BY sec DESC, seq DESC, idx DESC LIMIT 1), 0),
  ifnull((SELECT at FROM message INDEXED BY message_typed WHERE chat_id = chat.id AND answers = 1 AND uuid IS NULL
    AND status NOT IN ('failed', 'unknown') ORDER BY sec DESC, seq DESC, idx DESC LIMIT 1), 0)), 0);

-- The runs of the waiting list, see queue.go.
DROP INDEX chat_waiting;
DROP INDEX chat_answerable;
CREATE INDEX chat_crisis ON chat (waiting_since, id) WHERE state = 'waiting' AND crisis = 1;
CREATE INDEX chat_look ON chat (waiting_since, id) WHERE state = 'waiting' AND crisis = 0 AND look <> '';
CREATE INDEX chat_lapses ON chat (last_in_at, id) WHERE state = 'waiting' AND crisis = 0 AND look = '' AND shut = 0;
CREATE INDEX chat_waiting ON chat (waiting_since, id, last_in_at, shut) WHERE state = 'waiting' AND crisis = 0 AND look = '';

-- What the adviser has said about persons in distress, for the relay.
CREATE TABLE crisis_word (
  chat_id INTEGER PRIMARY KEY REFERENCES contact (id),
  says    INTEGER NOT NULL, -- that the person is
  told    INTEGER NOT NULL  -- the relay knows
) STRICT;

-- What she has promised. It hangs on a message like a name; a promise that has
-- come due is kept by an answer of ours behind the place noted when it did.
CREATE TABLE promise (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES message (id),
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  words      TEXT NOT NULL,
  due        INTEGER NOT NULL,
  made       INTEGER NOT NULL,
  woken      INTEGER NOT NULL DEFAULT 0,
  sec        INTEGER NOT NULL DEFAULT 0,
  seq        INTEGER NOT NULL DEFAULT 0,
  idx        INTEGER NOT NULL DEFAULT 0,
  upto       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX promise_chat ON promise (chat_id);
CREATE INDEX promise_message ON promise (message_id);
CREATE INDEX promise_due ON promise (due) WHERE woken = 0;

CREATE TRIGGER promise_moved AFTER UPDATE OF chat_id ON message WHEN new.chat_id <> old.chat_id BEGIN
  UPDATE promise SET chat_id = new.chat_id WHERE message_id = new.id;
END;

-- ---------------------------------------------------------------- the rest

-- The account's templates as the relay last told them.
CREATE TABLE template_list (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  body TEXT NOT NULL -- JSON of domain.TemplateList
) STRICT;
