-- What is owed to people and to colleagues: see the headlines. Version 7 of
-- the desk's database.

-- ---------------------------------------------------------------- exports

-- Files that were made here to be handed on, noted before they get their name.
-- Of a file about one person the row hangs on a message, like what is kept about
-- them; chat_id 0 is a file about several.
CREATE TABLE export_log (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER REFERENCES message (id), -- NULL: of several, or of somebody without messages
  chat_id    INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  made_by    TEXT NOT NULL,
  format     TEXT NOT NULL,
  path       TEXT NOT NULL,
  what       TEXT NOT NULL,
  expires    INTEGER, -- NULL: never
  removed    INTEGER  -- NULL: it should be there
) STRICT;
CREATE INDEX export_log_chat ON export_log (chat_id, at);
CREATE INDEX export_log_message ON export_log (message_id);
CREATE INDEX export_log_there ON export_log (expires) WHERE removed IS NULL;

CREATE TRIGGER export_moved AFTER UPDATE OF chat_id ON message WHEN new.chat_id <> old.chat_id BEGIN
  UPDATE export_log SET chat_id = new.chat_id WHERE message_id = new.id;
END;

-- ---------------------------------------------------------------- handed on

-- To whom a person was handed on with a dossier. What the recipient was called
-- stays, whatever becomes of the configuration.
CREATE TABLE handed_over (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES message (id),
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  recipient  TEXT NOT NULL, -- key in the configuration of that day
  name       TEXT NOT NULL,
  place      TEXT NOT NULL,
  region     TEXT NOT NULL,
  mail       TEXT NOT NULL,
  basis      TEXT NOT NULL,
  depth      TEXT NOT NULL, -- domain.Depth
  notes      INTEGER NOT NULL,
  crisis     INTEGER NOT NULL,
  files      INTEGER NOT NULL,
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX handed_over_chat ON handed_over (chat_id, at);
CREATE INDEX handed_over_message ON handed_over (message_id);

CREATE TRIGGER handed_over_moved AFTER UPDATE OF chat_id ON message WHEN new.chat_id <> old.chat_id BEGIN
  UPDATE handed_over SET chat_id = new.chat_id WHERE message_id = new.id;
END;

-- ---------------------------------------------------------------- imports

-- Histories that were taken in from files. One is gone when it was taken back,
-- or the last of its messages is.
CREATE TABLE import (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL, -- domain.HistoryKind
  at   INTEGER NOT NULL
) STRICT;

CREATE TABLE import_message (
  message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  import_id  INTEGER NOT NULL REFERENCES import (id),
  key        TEXT NOT NULL -- by which it is known if it comes again
) STRICT;
CREATE INDEX import_message_chat ON import_message (chat_id);
CREATE INDEX import_message_import ON import_message (import_id);

CREATE TRIGGER import_moved AFTER UPDATE OF chat_id ON message WHEN new.chat_id <> old.chat_id BEGIN
  UPDATE import_message SET chat_id = new.chat_id WHERE message_id = new.id;
END;
CREATE TRIGGER import_emptied AFTER DELETE ON import_message BEGIN
  DELETE FROM import WHERE id = old.import_id AND NOT EXISTS (SELECT 1 FROM import_message WHERE import_id = old.import_id);
END;

-- When the names of its row were a person's, where that is not the moment of the
-- message: an imported one may be older than its person's number.
ALTER TABLE message ADD COLUMN who_at INTEGER;

-- ------------------------------------------------- the rights of people

-- What persons have asked for about their data. It hangs on a message like a
-- fact; when the person is erased, message_id and chat_id are NULL and the note
-- is '': that something was asked for and answered in time stays.
CREATE TABLE privacy_request (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER REFERENCES message (id),
  chat_id    INTEGER REFERENCES contact (id),
  kind       TEXT NOT NULL, -- domain.RequestKind
  at         INTEGER NOT NULL,
  due        INTEGER NOT NULL,
  extended   INTEGER NOT NULL DEFAULT 0,
  note       TEXT NOT NULL,
  done       INTEGER
) STRICT;
CREATE INDEX privacy_request_chat ON privacy_request (chat_id) WHERE chat_id IS NOT NULL;
CREATE INDEX privacy_request_message ON privacy_request (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX privacy_request_open ON privacy_request (due) WHERE done IS NULL;

-- That a person's data are kept and not used is a row of person_fact, field
-- 'restricted'; its value is the reason.
CREATE INDEX person_fact_restricted ON person_fact (chat_id) WHERE field = 'restricted';

-- What happened to people's data, what was done, and who is concerned.
CREATE TABLE incident (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  what      TEXT NOT NULL,
  noticed   INTEGER NOT NULL,
  office    INTEGER,
  people    INTEGER,
  closed    INTEGER,
  no_office TEXT NOT NULL DEFAULT '', -- why the office need not be told
  gone      INTEGER NOT NULL DEFAULT 0 -- persons concerned that were erased since
) STRICT;
CREATE TABLE incident_note (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  incident_id INTEGER NOT NULL REFERENCES incident (id),
  at          INTEGER NOT NULL,
  text        TEXT NOT NULL
) STRICT;
CREATE INDEX incident_note_of ON incident_note (incident_id);
CREATE TABLE incident_person (
  id          INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL REFERENCES incident (id),
  message_id  INTEGER REFERENCES message (id), -- NULL: of somebody without messages
  chat_id     INTEGER NOT NULL REFERENCES contact (id)
) STRICT;
CREATE UNIQUE INDEX incident_person_once ON incident_person (incident_id, message_id);
CREATE INDEX incident_person_chat ON incident_person (chat_id);
CREATE INDEX incident_person_message ON incident_person (message_id) WHERE message_id IS NOT NULL;

CREATE TRIGGER rights_moved AFTER UPDATE OF chat_id ON message WHEN new.chat_id <> old.chat_id BEGIN
  UPDATE privacy_request SET chat_id = new.chat_id WHERE message_id = new.id;
  UPDATE incident_person SET chat_id = new.chat_id WHERE message_id = new.id;
END;

-- ------------------------------------------- consent, stop words, periods

-- What a person has agreed to, taken back, asked to stop, and which version of
-- the privacy notice they were given. It is added to and never changed, so that
-- it proves something; it hangs on a message like a fact.
CREATE TABLE consent_log (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES message (id),
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  kind       TEXT NOT NULL, -- domain.ConsentKind
  purpose    TEXT NOT NULL,
  wording    TEXT NOT NULL,
  version    TEXT NOT NULL,
  channel    TEXT NOT NULL,
  proof      TEXT NOT NULL, -- wamid or uuid of a message, '' for none
  at         INTEGER NOT NULL,
  until      INTEGER        -- given: NULL: until it is withdrawn
) STRICT;
CREATE INDEX consent_log_chat ON consent_log (chat_id);
CREATE INDEX consent_log_message ON consent_log (message_id);
CREATE INDEX consent_log_proof ON consent_log (proof) WHERE kind = 'notice';
CREATE TRIGGER consent_log_stays BEFORE UPDATE OF kind, purpose, wording, version, channel, proof, at, until ON consent_log BEGIN
  SELECT RAISE(ABORT, 'the consent log is only added to');
END;

-- What persons have set in WhatsApp about news.
CREATE TABLE wish_switch (
  hash    TEXT PRIMARY KEY, -- of the rest
  phone   TEXT NOT NULL,
  user_id TEXT NOT NULL,
  wish    TEXT NOT NULL, -- domain.Wish
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX wish_switch_phone ON wish_switch (phone) WHERE phone <> '';
CREATE INDEX wish_switch_user ON wish_switch (user_id) WHERE user_id <> '';

-- That a person's data are kept longer than their period, and why; the newest
-- one counts.
CREATE TABLE retention_later (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES message (id),
  chat_id    INTEGER NOT NULL REFERENCES contact (id),
  until      INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX retention_later_chat ON retention_later (chat_id);
CREATE INDEX retention_later_message ON retention_later (message_id);

-- Since when the preview tells that a chat goes on a day. Nothing goes that was
-- not foretold.
CREATE TABLE retention_told (
  chat_id INTEGER PRIMARY KEY,
  due     INTEGER NOT NULL,
  told    INTEGER NOT NULL
) STRICT;

CREATE TRIGGER consent_moved AFTER UPDATE OF chat_id ON message WHEN new.chat_id <> old.chat_id BEGIN
  UPDATE consent_log SET chat_id = new.chat_id WHERE message_id = new.id;
  UPDATE retention_later SET chat_id = new.chat_id WHERE message_id = new.id;
END;

-- ---------------------------------------------------------------- erasing

-- The key of the ledger is made once and travels with every copy, so that what
-- was written down later means the same there.
CREATE TABLE erased_key (
  id  INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL
) STRICT;
INSERT INTO erased_key (id, key) VALUES (1, randomblob(32));

-- The ledger: who was erased, by hashes of their names (domain.Erased).
CREATE TABLE erased (
  hash   TEXT NOT NULL,
  "from" INTEGER NOT NULL,
  until  INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  reason TEXT NOT NULL,
  told   INTEGER NOT NULL DEFAULT 0, -- the relay has erased them as well
  PRIMARY KEY (hash, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX erased_owed ON erased (at) WHERE told = 0;

-- Hashes of the ids of what was erased: none of it comes back.
CREATE TABLE tombstone (
  hash TEXT PRIMARY KEY,
  at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstone_at ON tombstone (at);

-- Erasures and their receipts. What is still to be removed outside of this
-- database stands in leftover until it is gone, and is personal.
CREATE TABLE erasure (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  at       INTEGER NOT NULL,
  receipt  TEXT NOT NULL,            -- JSON of domain.Receipt
  leftover TEXT NOT NULL DEFAULT '', -- JSON
  ids      TEXT NOT NULL DEFAULT '', -- JSON list: what the relay is to be told
  owed     INTEGER NOT NULL DEFAULT 1 -- something is left to do
) STRICT;
CREATE INDEX erasure_owed ON erasure (id) WHERE owed = 1;

-- Reports of messages that are not known here, by the person they name.
CREATE INDEX report_recipient ON report (recipient);


-- ---------------------------------------------------------------- the relay

-- What the relay told together with the event up to which it was read
-- (domain.Cursor); '' where an older one told nothing.
ALTER TABLE relay ADD COLUMN mark TEXT NOT NULL DEFAULT '';

-- ---------------------------------------------------------------- own number

-- Our number and profile as WhatsApp last told them. Of nobody else.
CREATE TABLE own_page (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  body TEXT NOT NULL -- JSON of domain.OwnPage
) STRICT;
