-- Checksums (see sum.go), because SQLite does not notice flipped bits inside
-- a cell. NULL: written before there were any.
ALTER TABLE message ADD COLUMN sum INTEGER;       -- of what the message says
ALTER TABLE message ADD COLUMN decor_sum INTEGER; -- of reactions, edited and revoked_at
ALTER TABLE chat ADD COLUMN sum INTEGER;          -- of the words its row shows
ALTER TABLE handover ADD COLUMN sum INTEGER;      -- of the send
