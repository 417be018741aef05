-- Chats whose row is older than their messages, because more was to come (see
-- stale.go).
CREATE TABLE chat_stale (chat_id INTEGER PRIMARY KEY) STRICT;
