-- The files that came with messages, one row each, by Meta's id. The bytes lie
-- in the folder relay-media beside this file, under names of our own.
CREATE TABLE media (
    id       TEXT    PRIMARY KEY,
    state    TEXT    NOT NULL CHECK (state IN ('expected', 'fetched', 'lost', 'gone')), -- gone: the desk has it, or does not want it
    seq      INTEGER NOT NULL, -- the event that named it first
    at       INTEGER NOT NULL, -- when that came in; UTC milliseconds, as all times here. The id lives 7 days from then
    want     TEXT    NOT NULL DEFAULT '', -- its sum as the message says; hex
    url      TEXT    NOT NULL DEFAULT '', -- the address in the message, which lives 5 minutes; '' once it was tried
    mime     TEXT    NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    wrong    INTEGER NOT NULL DEFAULT 0,  -- … that brought something that it cannot be
    next_try INTEGER NOT NULL DEFAULT 0,
    reason   TEXT    NOT NULL DEFAULT '', -- lost: why
    name     TEXT    NOT NULL DEFAULT '', -- fetched: of the file in the folder
    sha256   TEXT    NOT NULL DEFAULT '', -- … of its bytes; hex
    size     INTEGER NOT NULL DEFAULT 0,
    told     INTEGER NOT NULL DEFAULT 0   -- the newest event about it
) STRICT, WITHOUT ROWID;

CREATE INDEX media_expected ON media (next_try) WHERE state = 'expected';
CREATE INDEX media_lost ON media (id) WHERE state = 'lost';
CREATE INDEX media_fetched ON media (name) WHERE state = 'fetched';
