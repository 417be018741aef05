-- What is owed to people and to colleagues: see the headlines. Version 5 of
-- the relay's database.

-- ---------------------------------------------------------------- stop words

-- When a person last asked for nothing unasked any more, and when they took it
-- back; the later one counts, of two in one second the stop.
ALTER TABLE people ADD COLUMN stop_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE people ADD COLUMN start_at INTEGER NOT NULL DEFAULT 0;

-- ---------------------------------------------------------------- restriction

-- Whether a person's data are kept and not used, by the desk's word.
ALTER TABLE people ADD COLUMN resting INTEGER NOT NULL DEFAULT 0;

-- ---------------------------------------------------------------- erasing

-- Who the desk has erased: hashes that mean nothing here, kept for a desk that
-- was brought back from an older copy (domain.Erased).
CREATE TABLE forgotten (
    hash   TEXT    NOT NULL,
    "from" INTEGER NOT NULL,
    until  INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    reason TEXT    NOT NULL,
    PRIMARY KEY (hash, at)
) STRICT, WITHOUT ROWID;

-- Hashes, with a key of our own, of the ids of what was erased: WhatsApp may
-- deliver it again.
CREATE TABLE tombstones (
    hash TEXT PRIMARY KEY,
    at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstones_at ON tombstones (at);
INSERT INTO meta (key, value) VALUES ('tombstones', hex(randomblob(32)));

-- ---------------------------------------------------------------- runs

-- Behind which event each run of the relay began, under a mark drawn by lot. An
-- older copy of this database gives numbers a second time, but in another run;
-- so a number and the mark of its run say which event is meant.
CREATE TABLE runs (
    after INTEGER PRIMARY KEY,
    mark  TEXT NOT NULL
) STRICT;
INSERT INTO runs (after, mark) VALUES (0, lower(hex(randomblob(16))));
