-- What arrived and what became of sends, in the order of its commits.
-- Numbers rise and are never used again, also after the last row was purged.
CREATE TABLE events (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    kind   TEXT    NOT NULL,
    at     INTEGER NOT NULL, -- UTC milliseconds
    body   BLOB    NOT NULL, -- webhooks: byte for byte as signed
    sha256 BLOB    NOT NULL  -- of body: SQLite does not notice flipped bits in a cell
) STRICT;

-- One row for every send that was ever handed over or taken back. The row of
-- a finished send loses its content and stays, so that the same uuid can never
-- be sent a second time.
CREATE TABLE outbox (
    pos        INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid       TEXT    NOT NULL UNIQUE,
    state      TEXT    NOT NULL CHECK (state IN ('held', 'sending', 'accepted', 'failed', 'unknown', 'taken_back')),
    lane       TEXT    NOT NULL, -- whose turn it shares; '' once finished
    body       BLOB,             -- the send as JSON; NULL once finished
    sha256     BLOB,             -- of the content as it was handed over; NULL: was never handed over
    created    INTEGER NOT NULL, -- UTC milliseconds, as all times here
    not_before INTEGER NOT NULL, -- end of the hold
    next_try   INTEGER NOT NULL, -- end of the back-off
    attempts   INTEGER NOT NULL DEFAULT 0,
    pair_waits INTEGER NOT NULL DEFAULT 0, -- refusals in a row for too many messages to one person
    changed    INTEGER NOT NULL,
    wamid      TEXT    NOT NULL DEFAULT '',
    failure    TEXT    -- JSON
) STRICT;

CREATE INDEX outbox_waiting ON outbox (pos) WHERE state IN ('held', 'sending');
CREATE INDEX outbox_unknown ON outbox (pos) WHERE state = 'unknown';

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the desk had come on each day. What it passed long enough ago may go.
CREATE TABLE passed (
    day INTEGER PRIMARY KEY, -- days since 1970 in UTC
    seq INTEGER NOT NULL
) STRICT;
