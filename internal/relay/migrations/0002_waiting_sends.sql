-- Sends that wait for more than their time, and what the relay has to know of
-- people to decide about them.

-- SQLite cannot widen a CHECK, so the table is made anew with its rows, and with
-- the numbers it has given.
CREATE TABLE outbox_v2 (
    pos        INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid       TEXT    NOT NULL UNIQUE,
    state      TEXT    NOT NULL CHECK (state IN
        ('held', 'parked', 'sending', 'accepted', 'failed', 'unknown', 'taken_back', 'returned')),
    lane       TEXT    NOT NULL, -- whose turn it shares; '' once finished
    body       BLOB,             -- the send as JSON; NULL once finished
    sha256     BLOB,             -- of the content as it was handed over; NULL: was never handed over
    created    INTEGER NOT NULL, -- UTC milliseconds, as all times here
    not_before INTEGER NOT NULL, -- end of the hold, or the chosen time
    next_try   INTEGER NOT NULL, -- end of the back-off
    attempts   INTEGER NOT NULL DEFAULT 0,
    pair_waits INTEGER NOT NULL DEFAULT 0, -- refusals in a row for too many messages to one person
    changed    INTEGER NOT NULL,
    wamid      TEXT    NOT NULL DEFAULT '',
    failure    TEXT,   -- JSON
    reason     TEXT    NOT NULL DEFAULT '', -- why it was returned
    not_after  INTEGER NOT NULL DEFAULT 0,  -- 0: whenever
    expires    INTEGER NOT NULL DEFAULT 0,  -- parked: until when it waits
    alone      INTEGER NOT NULL DEFAULT 0,  -- comes back if the person writes
    auto       INTEGER NOT NULL DEFAULT 0,  -- made by the relay itself
    announce   TEXT    NOT NULL DEFAULT '', -- parked: uuid of the template that announces it
    announces  TEXT    NOT NULL DEFAULT ''  -- uuid of the parked reply that this one announces
) STRICT;

INSERT INTO outbox_v2 (pos, uuid, state, lane, body, sha256, created, not_before, next_try, attempts, pair_waits, changed, wamid, failure)
    SELECT pos, uuid, state, lane, body, sha256, created, not_before, next_try, attempts, pair_waits, changed, wamid, failure FROM outbox;
UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'outbox') WHERE name = 'outbox_v2';
DROP TABLE outbox;
ALTER TABLE outbox_v2 RENAME TO outbox;

CREATE INDEX outbox_waiting ON outbox (pos) WHERE state IN ('held', 'parked', 'sending');
CREATE INDEX outbox_unknown ON outbox (pos) WHERE state = 'unknown';
CREATE INDEX outbox_wamid ON outbox (wamid) WHERE wamid <> '';

-- What must be known of a person to decide without the desk. A person has one
-- row and any number of aliases: phone numbers ("+49…") and user ids.
CREATE TABLE people (
    id       INTEGER PRIMARY KEY,
    last_in  INTEGER NOT NULL DEFAULT 0, -- newest message of theirs
    last_seq INTEGER NOT NULL DEFAULT 0, -- the event that brought the newest one that wants to be read
    last_out INTEGER NOT NULL DEFAULT 0, -- newest message of the adviser; automatic ones do not count
    crisis   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE aliases (
    alias  TEXT PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_person ON aliases (person);

-- Messages that were thought about. Meta may deliver each any number of times.
CREATE TABLE seen (
    wamid TEXT PRIMARY KEY,
    seq   INTEGER NOT NULL, -- the event that brought it first
    at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_at ON seen (at);

-- One row for each automatic text, under every alias of its person: the same
-- one is never decided twice.
CREATE TABLE autos (
    alias  TEXT    NOT NULL,
    period TEXT    NOT NULL, -- greeting, or the closed period
    at     INTEGER NOT NULL,
    PRIMARY KEY (alias, period)
) STRICT, WITHOUT ROWID;

-- How many messages of people came in each hour since 1970.
CREATE TABLE tally (
    hour INTEGER PRIMARY KEY,
    n    INTEGER NOT NULL
) STRICT;

-- What the desk had passed by now is known to the adviser: it teaches facts
-- about people, but does not make anybody a crisis in hindsight.
INSERT INTO meta (key, value) SELECT 'known', coalesce(max(seq), 0) FROM passed;
