-- SPDX-License-Identifier: GPL-3.0-or-later
-- The composer and the media desk: what is known of a picture beside its bytes, source cards, waived checks, house style, snippets.

-- Facts of a picture or film that never change, like its bytes.
ALTER TABLE media ADD COLUMN duration_ms INTEGER NOT NULL DEFAULT 0;  -- of a film
ALTER TABLE media ADD COLUMN made_from BLOB;                          -- digest of what this one was cut, turned, fitted or drawn from
ALTER TABLE media ADD COLUMN look INTEGER NOT NULL DEFAULT 0;         -- 64 bits of perceptual hash, 0 = none

-- What people know of it; may change.
CREATE TABLE media_notes (
  digest        BLOB PRIMARY KEY REFERENCES media (digest),
  title         TEXT NOT NULL DEFAULT '',  -- by which people find it: the name of the file at first
  author        TEXT NOT NULL DEFAULT '',
  licence       TEXT NOT NULL DEFAULT '',
  licence_until TEXT NOT NULL DEFAULT '',  -- ISO date, '' = without end
  consent       TEXT NOT NULL DEFAULT '',  -- of the people shown: where it is filed
  ai_made       INTEGER NOT NULL DEFAULT 0 CHECK (ai_made IN (0, 1)),
  map_number    TEXT NOT NULL DEFAULT '',  -- of the map review
  changed_by    INTEGER NOT NULL REFERENCES people (id),
  changed_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which posts use a picture; kept with the working copy and with each revision.
CREATE TABLE media_uses (
  digest   BLOB NOT NULL,
  post     INTEGER NOT NULL REFERENCES posts (id),
  alt_text TEXT NOT NULL DEFAULT '',       -- as it stands there
  chart    INTEGER NOT NULL DEFAULT 0 CHECK (chart IN (0, 1)), -- drawn from a table there
  PRIMARY KEY (digest, post)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_uses_by_post ON media_uses (post);
CREATE INDEX media_by_time ON media (added_at, digest);

-- Source cards: what stands behind a figure, used again and again.
CREATE TABLE source_cards (
  id         INTEGER PRIMARY KEY,
  publisher  TEXT NOT NULL,
  title      TEXT NOT NULL,
  number     TEXT NOT NULL DEFAULT '',    -- of the document
  date       TEXT NOT NULL DEFAULT '',
  page       TEXT NOT NULL DEFAULT '',
  address    TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT '',
  holds_until TEXT NOT NULL DEFAULT '',   -- ISO date, '' = without end
  snapshot   BLOB,                        -- digest of the stored copy
  added_by   INTEGER NOT NULL REFERENCES people (id),
  changed_at INTEGER NOT NULL,
  retired_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Checks: which packs and lists the office uses, and what was waived.
CREATE TABLE check_packs (
  pack     TEXT PRIMARY KEY                -- switched on
) STRICT, WITHOUT ROWID;

INSERT INTO check_packs (pack) VALUES ('general');

CREATE TABLE word_lists (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,                  -- 'banned', 'sensitive' or 'titles'
  level    TEXT NOT NULL,                  -- 'block' or 'warn'
  content  TEXT NOT NULL,                  -- one entry a line
  changed_by INTEGER NOT NULL REFERENCES people (id),
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE waivers (                     -- never changed, never deleted
  id       INTEGER PRIMARY KEY,
  post     INTEGER NOT NULL REFERENCES posts (id),
  rule     TEXT NOT NULL,                  -- "general/unsourced-figure"
  subject  TEXT NOT NULL,                  -- the words or the picture's digest that it stands for
  reason   TEXT NOT NULL,
  person   INTEGER NOT NULL REFERENCES people (id),
  at       INTEGER NOT NULL
) STRICT;
CREATE INDEX waivers_by_post ON waivers (post);

-- One look across the office's pictures: JSON as core/cs-house-style.h reads it.
ALTER TABLE office ADD COLUMN house_style TEXT NOT NULL DEFAULT '{}';

-- Pieces of text and whole posts to begin from.
CREATE TABLE templates (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,                -- 'snippet' or 'post'
  name       TEXT NOT NULL,
  language   TEXT NOT NULL,
  content    TEXT NOT NULL,                -- a snippet's text; a post's canonical content; {fields} in both
  changed_by INTEGER NOT NULL REFERENCES people (id),
  changed_at INTEGER NOT NULL,
  retired_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Who has a draft open, so that two people at one text know of each other. Ends by itself.
CREATE TABLE draft_holds (
  post     INTEGER NOT NULL REFERENCES posts (id),
  person   INTEGER NOT NULL REFERENCES people (id),
  since    INTEGER NOT NULL,               -- UTC, microseconds
  until_at INTEGER NOT NULL,               -- renewed while the draft is open
  PRIMARY KEY (post, person)
) STRICT, WITHOUT ROWID;

-- The office's own words, which its spell check takes as right.
CREATE TABLE spelling_words (
  language  TEXT NOT NULL,                  -- ISO 639-1
  word      TEXT NOT NULL,
  added_by  INTEGER NOT NULL REFERENCES people (id),
  added_at  INTEGER NOT NULL,
  PRIMARY KEY (language, word)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER waivers_no_update BEFORE UPDATE ON waivers
BEGIN
  SELECT RAISE (ABORT, 'waivers are never changed or deleted');
END;

CREATE TRIGGER waivers_no_delete BEFORE DELETE ON waivers
BEGIN
  SELECT RAISE (ABORT, 'waivers are never changed or deleted');
END;

CREATE TRIGGER waivers_no_replace BEFORE INSERT ON waivers
WHEN EXISTS (SELECT 1 FROM waivers WHERE id = new.id)
BEGIN
  SELECT RAISE (ABORT, 'waivers are never changed or deleted');
END;
