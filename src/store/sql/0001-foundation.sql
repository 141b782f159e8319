-- SPDX-License-Identifier: GPL-3.0-or-later
-- All times: UTC, microseconds since 1970, 0 = not set. Digests: SHA-256, 32 bytes. Nicks: src/core/cs-enums.c.

CREATE TABLE office (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  uid       TEXT NOT NULL,                 -- random, names this office in keys of the secret store
  name      TEXT NOT NULL,
  language  TEXT NOT NULL,                 -- default language of posts, ISO 639-1
  zone      TEXT NOT NULL,                 -- IANA name
  practice  INTEGER NOT NULL CHECK (practice IN (0, 1)),
  route     INTEGER NOT NULL DEFAULT 0,    -- id of the route version given to new posts
  made_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE sections (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  retired_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE people (
  id           INTEGER PRIMARY KEY,
  login        TEXT NOT NULL UNIQUE,       -- lower case
  name         TEXT NOT NULL,
  roles        INTEGER NOT NULL,           -- CsRoles
  section      INTEGER REFERENCES sections (id), -- NULL = the whole office
  password     TEXT NOT NULL DEFAULT '',   -- Argon2id, libsodium's text form; '' = cannot sign in by password
  failures     INTEGER NOT NULL DEFAULT 0, -- wrong passwords in a row
  locked_until INTEGER NOT NULL DEFAULT 0,
  retired_at   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE routes (                      -- each row is one version, never changed
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  version INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  UNIQUE (name, version)
) STRICT;

CREATE TABLE stages (
  route    INTEGER NOT NULL REFERENCES routes (id),
  position INTEGER NOT NULL,               -- from 0
  title    TEXT NOT NULL,
  kind     TEXT NOT NULL,                  -- CsStageKind
  role     INTEGER NOT NULL,               -- CsRoles, exactly one
  scope    TEXT NOT NULL,                  -- CsScope
  quorum   TEXT NOT NULL,                  -- CsQuorum
  count    INTEGER NOT NULL DEFAULT 0,     -- for quorum "count"
  PRIMARY KEY (route, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
  id         INTEGER PRIMARY KEY,
  network    TEXT NOT NULL,                -- CsNetworkKind
  address    TEXT NOT NULL,                -- base URL of the server
  handle     TEXT NOT NULL,                -- "@office@host"
  name       TEXT NOT NULL,                -- display name
  colour     TEXT NOT NULL,                -- "#rrggbb", the account's band
  limits     TEXT NOT NULL DEFAULT '{}',   -- JSON: the server's own numbers, as last read
  limits_at  INTEGER NOT NULL DEFAULT 0,
  health     TEXT NOT NULL DEFAULT '',     -- CsError nick of the last failure, '' = well
  retired_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE media (                       -- the file <digest in hex> beside the database
  digest  BLOB PRIMARY KEY CHECK (length (digest) = 32),
  mime    TEXT NOT NULL,
  bytes   INTEGER NOT NULL,
  width   INTEGER NOT NULL,                -- pixels
  height  INTEGER NOT NULL,                -- pixels
  added_by INTEGER NOT NULL REFERENCES people (id),
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE posts (
  id         INTEGER PRIMARY KEY,
  state      TEXT NOT NULL,                -- CsPostState
  stage      INTEGER NOT NULL DEFAULT 0,   -- the open one while in review
  author     INTEGER NOT NULL REFERENCES people (id),
  section    INTEGER REFERENCES sections (id),
  route      INTEGER NOT NULL REFERENCES routes (id),
  revision   INTEGER NOT NULL DEFAULT 0,   -- the current one, 0 = never submitted
  round      INTEGER NOT NULL DEFAULT 0,   -- decisions with a greater id count; set at every return, rejection and recall
  release    TEXT NOT NULL,                -- CsRelease
  release_at INTEGER NOT NULL DEFAULT 0,
  zone       TEXT NOT NULL,                -- in which the release time was chosen
  excerpt    TEXT NOT NULL DEFAULT '',     -- of the working copy, for lists
  thumbnails TEXT NOT NULL DEFAULT '',     -- first three media digests in hex, separated by spaces
  accounts   TEXT NOT NULL DEFAULT '',     -- account ids, separated by spaces
  made_at    INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX posts_by_state ON posts (state, id);
CREATE INDEX posts_by_section ON posts (section, id);
CREATE INDEX posts_by_author ON posts (author, id);
CREATE INDEX posts_by_release ON posts (state, release_at, id);

CREATE TABLE working_copies (              -- what is being written; autosave goes here
  post     INTEGER PRIMARY KEY REFERENCES posts (id),
  content  TEXT NOT NULL,                  -- canonical JSON
  saved_by INTEGER NOT NULL REFERENCES people (id),
  saved_at INTEGER NOT NULL,
  version  INTEGER NOT NULL                -- rises with each save: a save names the one it saw
) STRICT;

CREATE TABLE revisions (                   -- immutable
  id      INTEGER PRIMARY KEY,
  post    INTEGER NOT NULL REFERENCES posts (id),
  number  INTEGER NOT NULL,                -- from 1 in each post
  digest  BLOB NOT NULL CHECK (length (digest) = 32),
  content TEXT NOT NULL,                   -- canonical JSON; its SHA-256 is the digest
  author  INTEGER NOT NULL REFERENCES people (id),
  made_at INTEGER NOT NULL,
  UNIQUE (post, number)
) STRICT;

CREATE TABLE contributors (                -- immutable; whoever wrote or changed anything
  post   INTEGER NOT NULL REFERENCES posts (id),
  person INTEGER NOT NULL REFERENCES people (id),
  since  INTEGER NOT NULL,
  PRIMARY KEY (post, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions (                   -- immutable
  id       INTEGER PRIMARY KEY,
  post     INTEGER NOT NULL REFERENCES posts (id),
  revision INTEGER NOT NULL REFERENCES revisions (id),
  digest   BLOB NOT NULL CHECK (length (digest) = 32),
  stage    INTEGER NOT NULL,
  person   INTEGER NOT NULL REFERENCES people (id),
  verdict  TEXT NOT NULL,                  -- CsVerdict
  reason   TEXT NOT NULL,
  made_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_by_post ON decisions (post, id);
CREATE INDEX decisions_by_person ON decisions (person, id);

CREATE TABLE publications (
  id            INTEGER PRIMARY KEY,
  post          INTEGER NOT NULL REFERENCES posts (id),
  revision      INTEGER NOT NULL REFERENCES revisions (id),
  digest        BLOB NOT NULL CHECK (length (digest) = 32),
  account       INTEGER NOT NULL REFERENCES accounts (id),
  segment       INTEGER NOT NULL,          -- from 0
  state         TEXT NOT NULL,             -- CsPublicationState
  due_at        INTEGER NOT NULL,
  key           TEXT NOT NULL UNIQUE,      -- Idempotency-Key, chosen when the row is made
  attempts      INTEGER NOT NULL DEFAULT 0,
  armed_at      INTEGER NOT NULL DEFAULT 0,-- before the first byte of the latest attempt
  first_armed_at INTEGER NOT NULL DEFAULT 0,
  next_try_at   INTEGER NOT NULL DEFAULT 0,-- 0 = not by itself
  settled_at    INTEGER NOT NULL DEFAULT 0,
  remote_id     TEXT NOT NULL DEFAULT '',
  remote_url    TEXT NOT NULL DEFAULT '',
  error         TEXT NOT NULL DEFAULT '',  -- CsError nick
  error_detail  TEXT NOT NULL DEFAULT '',  -- what the network said, shortened, without secrets
  read_back     TEXT NOT NULL DEFAULT '',  -- '' not yet, 'same', or what differs: 'text', 'alt', 'media', 'visibility', 'gone'
  UNIQUE (post, revision, account, segment)
) STRICT;
CREATE INDEX publications_by_state ON publications (state, due_at, id);
CREATE INDEX publications_by_post ON publications (post, id);

CREATE TABLE publication_media (           -- uploaded ahead of the release time
  publication INTEGER NOT NULL REFERENCES publications (id),
  position    INTEGER NOT NULL,
  remote_id   TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  ready       INTEGER NOT NULL CHECK (ready IN (0, 1)),
  PRIMARY KEY (publication, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (                     -- immutable, hash-chained
  sequence INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  actor    INTEGER NOT NULL,               -- people.id, 0 = the program
  post     INTEGER NOT NULL,               -- posts.id, 0 = none
  kind     TEXT NOT NULL,                  -- CsJournalKind
  details  TEXT NOT NULL,                  -- canonical JSON object
  previous BLOB NOT NULL CHECK (length (previous) = 32),
  hash     BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;
CREATE INDEX journal_by_post ON journal (post, sequence);
CREATE INDEX journal_by_actor ON journal (actor, sequence);

CREATE TABLE leases (                      -- exactly one holder of a duty, such as publishing
  name       TEXT PRIMARY KEY,
  holder     TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE post_texts (                  -- what search looks through; can be dropped and made again
  post INTEGER PRIMARY KEY REFERENCES posts (id),
  text TEXT NOT NULL
) STRICT;

CREATE TRIGGER revisions_no_update BEFORE UPDATE ON revisions
BEGIN
  SELECT RAISE (ABORT, 'revisions are never changed or deleted');
END;

CREATE TRIGGER revisions_no_delete BEFORE DELETE ON revisions
BEGIN
  SELECT RAISE (ABORT, 'revisions are never changed or deleted');
END;

CREATE TRIGGER contributors_no_update BEFORE UPDATE ON contributors
BEGIN
  SELECT RAISE (ABORT, 'contributors are never changed or deleted');
END;

CREATE TRIGGER contributors_no_delete BEFORE DELETE ON contributors
BEGIN
  SELECT RAISE (ABORT, 'contributors are never changed or deleted');
END;

CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions
BEGIN
  SELECT RAISE (ABORT, 'decisions are never changed or deleted');
END;

CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions
BEGIN
  SELECT RAISE (ABORT, 'decisions are never changed or deleted');
END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE (ABORT, 'the journal is never changed or deleted');
END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
  SELECT RAISE (ABORT, 'the journal is never changed or deleted');
END;

CREATE TRIGGER routes_no_update BEFORE UPDATE ON routes
BEGIN
  SELECT RAISE (ABORT, 'routes are never changed or deleted');
END;

CREATE TRIGGER routes_no_delete BEFORE DELETE ON routes
BEGIN
  SELECT RAISE (ABORT, 'routes are never changed or deleted');
END;

CREATE TRIGGER stages_no_update BEFORE UPDATE ON stages
BEGIN
  SELECT RAISE (ABORT, 'stages are never changed or deleted');
END;

CREATE TRIGGER stages_no_delete BEFORE DELETE ON stages
BEGIN
  SELECT RAISE (ABORT, 'stages are never changed or deleted');
END;

CREATE TRIGGER media_no_update BEFORE UPDATE ON media
BEGIN
  SELECT RAISE (ABORT, 'media are never changed or deleted');
END;

CREATE TRIGGER media_no_delete BEFORE DELETE ON media
BEGIN
  SELECT RAISE (ABORT, 'media are never changed or deleted');
END;
