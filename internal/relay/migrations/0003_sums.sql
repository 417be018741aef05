-- CRC-32C of body, because SQLite does not notice flipped bits in a cell and
-- nobody shall get a text that was not written. NULL: from before.
ALTER TABLE outbox ADD COLUMN sum INTEGER;
