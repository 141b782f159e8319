-- SPDX-License-Identifier: GPL-3.0-or-later
-- The full-text index over post_texts. It can be dropped and made again from there; nothing else depends on it.
-- The tokenizer is the program's own (cs-tokenizer.c), so that only the program can use or write this table.

CREATE VIRTUAL TABLE post_search USING fts5 (
  text,
  content = 'post_texts',
  content_rowid = 'post',
  tokenize = 'countersign'
);

CREATE TRIGGER post_texts_inserted AFTER INSERT ON post_texts
BEGIN
  INSERT INTO post_search (rowid, text) VALUES (new.post, new.text);
END;

CREATE TRIGGER post_texts_deleted AFTER DELETE ON post_texts
BEGIN
  INSERT INTO post_search (post_search, rowid, text) VALUES ('delete', old.post, old.text);
END;

CREATE TRIGGER post_texts_updated AFTER UPDATE ON post_texts
BEGIN
  INSERT INTO post_search (post_search, rowid, text) VALUES ('delete', old.post, old.text);
  INSERT INTO post_search (rowid, text) VALUES (new.post, new.text);
END;

INSERT INTO post_search (post_search) VALUES ('rebuild');
