-- SPDX-License-Identifier: GPL-3.0-or-later
-- Out once, on time, exactly as signed: what networks tell of accounts, and what is kept of publications beyond being sent.

ALTER TABLE accounts ADD COLUMN remote_id TEXT NOT NULL DEFAULT '';           -- the network's own id, which outlives the handle: a DID, a number
ALTER TABLE accounts ADD COLUMN login_ends_at INTEGER NOT NULL DEFAULT 0;     -- when a person has to sign in again; 0 = never, or not known
ALTER TABLE accounts ADD COLUMN access TEXT NOT NULL DEFAULT '';              -- level agreed with the network: 'self-serve', 'enterprise', '' = none to choose
ALTER TABLE accounts ADD COLUMN login_warn_at INTEGER NOT NULL DEFAULT 0;      -- when administrators are told that it ends; 0 = they were, or never
ALTER TABLE accounts ADD COLUMN avatar BLOB;                                  -- digest of its picture, as last read

ALTER TABLE publications ADD COLUMN prepared TEXT NOT NULL DEFAULT '';        -- frozen before the first try, by networks that need it: CsNetwork.prepare
ALTER TABLE publications ADD COLUMN remote_ref TEXT NOT NULL DEFAULT '';      -- the network's digest of what it keeps
ALTER TABLE publications ADD COLUMN check_at INTEGER NOT NULL DEFAULT 0;      -- when it is read back next; 0 = no more
ALTER TABLE publications ADD COLUMN alarmed_at INTEGER NOT NULL DEFAULT 0;    -- when people were told that its slot was missed
ALTER TABLE publications ADD COLUMN alarm TEXT NOT NULL DEFAULT '';           -- and why, as it was known then: CsMissReason
CREATE INDEX publications_by_check ON publications (check_at, id) WHERE check_at > 0;
CREATE INDEX publications_by_try ON publications (state, next_try_at, id) WHERE next_try_at > 0;
CREATE INDEX publications_by_account ON publications (account, id) WHERE remote_id <> '';

-- Each look at what was published; publications.read_back is the latest.
CREATE TABLE read_backs (
  publication INTEGER NOT NULL REFERENCES publications (id),
  at          INTEGER NOT NULL,
  result      TEXT NOT NULL,                -- 'same', 'text', 'alt', 'media', 'visibility', 'gone'
  detail      TEXT NOT NULL DEFAULT '',     -- what is there instead, shortened
  PRIMARY KEY (publication, at)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER read_backs_no_update BEFORE UPDATE ON read_backs
BEGIN
  SELECT RAISE (ABORT, 'read-backs are never changed or deleted');
END;

CREATE TRIGGER read_backs_no_delete BEFORE DELETE ON read_backs
BEGIN
  SELECT RAISE (ABORT, 'read-backs are never changed or deleted');
END;

CREATE TRIGGER read_backs_no_replace BEFORE INSERT ON read_backs
WHEN EXISTS (SELECT 1 FROM read_backs WHERE publication = new.publication AND at = new.at)
BEGIN
  SELECT RAISE (ABORT, 'read-backs are never changed or deleted');
END;

-- What a network last said is left, shared by everything that is done for the account.
CREATE TABLE rate_limits (
  account   INTEGER NOT NULL REFERENCES accounts (id),
  bucket    TEXT NOT NULL,                  -- 'publish', 'media', 'read', …
  capacity  INTEGER NOT NULL DEFAULT 0,     -- 0 = not known
  remaining INTEGER NOT NULL,
  resets_at INTEGER NOT NULL,               -- UTC, microseconds, by our clock
  read_at   INTEGER NOT NULL,
  PRIMARY KEY (account, bucket)
) STRICT, WITHOUT ROWID;

-- Posts that correct or withdraw an earlier one; the signed content says the same (CsContent).
CREATE TABLE amendments (
  post   INTEGER PRIMARY KEY REFERENCES posts (id),
  amends INTEGER NOT NULL REFERENCES posts (id),
  kind   TEXT NOT NULL,                     -- 'correction', 'withdrawal'
  class  TEXT NOT NULL,                     -- 'fact', 'figure', 'wording', 'picture', 'legal', 'privacy', 'account', 'other'
  due_at  INTEGER NOT NULL DEFAULT 0,       -- of a withdrawal that is signed: when it takes down; 0 = not signed
  done_at INTEGER NOT NULL DEFAULT 0        -- when nothing was left to take down; 0 = not yet
) STRICT;
CREATE INDEX amendments_by_amended ON amendments (amends);
CREATE INDEX amendments_open ON amendments (due_at) WHERE due_at > 0 AND done_at = 0;

-- What a withdrawal takes down, piece by piece. To take down twice does no harm, so that what was armed is just done again.
CREATE TABLE removals (
  publication  INTEGER PRIMARY KEY REFERENCES publications (id),
  post         INTEGER NOT NULL REFERENCES posts (id),  -- the withdrawal that is the reason
  state        TEXT NOT NULL,               -- 'removing' (armed, or to be tried again), 'gone', 'kept' (the network did not do it)
  attempts     INTEGER NOT NULL DEFAULT 0,
  armed_at     INTEGER NOT NULL DEFAULT 0,
  next_try_at  INTEGER NOT NULL DEFAULT 0,
  settled_at   INTEGER NOT NULL DEFAULT 0,
  error        TEXT NOT NULL DEFAULT '',
  error_detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX removals_by_post ON removals (post);
