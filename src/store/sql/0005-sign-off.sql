-- SPDX-License-Identifier: GPL-3.0-or-later
-- Sign-off as offices really work: richer routes, rules that choose them, delegations, clocks, emergencies, comments, keys and signatures.

-- Who decides at a stage: any number of parties, side by side.
CREATE TABLE stage_parties (               -- immutable, like stages
  route    INTEGER NOT NULL,
  position INTEGER NOT NULL,               -- of the stage
  ordinal  INTEGER NOT NULL,               -- from 0
  kind     TEXT NOT NULL,                  -- CsPartyKind
  role     INTEGER NOT NULL DEFAULT 0,     -- CsRoles, exactly one, where the kind is a role's
  target   INTEGER NOT NULL DEFAULT 0,     -- the person, section or position of the kind
  PRIMARY KEY (route, position, ordinal),
  FOREIGN KEY (route, position) REFERENCES stages (route, position)
) STRICT, WITHOUT ROWID;

INSERT INTO stage_parties (route, position, ordinal, kind, role)
SELECT route, position, 0, CASE scope WHEN 'section' THEN 'role-in-own-section' ELSE 'role-anywhere' END, role FROM stages;

ALTER TABLE stages DROP COLUMN role;
ALTER TABLE stages DROP COLUMN scope;
ALTER TABLE stages ADD COLUMN minutes INTEGER NOT NULL DEFAULT 0;    -- working time allowed, 0 = no clock of its own
ALTER TABLE stages ADD COLUMN escalates_kind TEXT NOT NULL DEFAULT '';-- CsPartyKind, person or position; '' = to nobody
ALTER TABLE stages ADD COLUMN escalates_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stages ADD COLUMN ticks TEXT NOT NULL DEFAULT '[]';      -- JSON array of texts, at most 20: each is ticked before approving

CREATE TABLE positions (                   -- an office that somebody holds: "Director on duty"
  id         INTEGER PRIMARY KEY,
  title      TEXT NOT NULL,
  holder     INTEGER REFERENCES people (id), -- NULL = vacant
  retired_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE route_rules (                 -- the first that fits names the route; none fits: office.route
  ordinal  INTEGER PRIMARY KEY,            -- from 0
  route    TEXT NOT NULL,                  -- by name: always its newest version
  section  INTEGER REFERENCES sections (id), -- each condition: NULL or '' = whatever
  account  INTEGER REFERENCES accounts (id),
  label    TEXT NOT NULL DEFAULT '',       -- CsLabels, one nick
  has      TEXT NOT NULL DEFAULT ''        -- '', 'media' or 'figures'
) STRICT;

ALTER TABLE office ADD COLUMN emergency_route INTEGER NOT NULL DEFAULT 0; -- id of the route version of the emergency lane, 0 = made at its first use
ALTER TABLE office ADD COLUMN sign_again_after INTEGER NOT NULL DEFAULT 900; -- seconds for which an opened key stays open
ALTER TABLE office ADD COLUMN unsigned_until INTEGER NOT NULL DEFAULT 0;  -- decisions up to this id were made before there were signatures
UPDATE office SET unsigned_until = (SELECT coalesce (max (id), 0) FROM decisions);

ALTER TABLE posts ADD COLUMN labels INTEGER NOT NULL DEFAULT 0;          -- CsLabels
ALTER TABLE posts ADD COLUMN emergency INTEGER NOT NULL DEFAULT 0 CHECK (emergency IN (0, 1));
ALTER TABLE posts ADD COLUMN stage_opened_at INTEGER NOT NULL DEFAULT 0; -- of the open stage
ALTER TABLE posts ADD COLUMN stage_due_at INTEGER NOT NULL DEFAULT 0;    -- "sign by", 0 = no clock
ALTER TABLE posts ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0 CHECK (escalated IN (0, 1)); -- the open stage
ALTER TABLE posts ADD COLUMN clock_at INTEGER NOT NULL DEFAULT 0;        -- when the clock pass looks at the open stage next: its next mark; 0 = not any more
-- What is in review already has been so since the journal says; the clock pass looks at it at once and works out the rest over the calendar.
UPDATE posts SET clock_at = 1, stage_opened_at = coalesce (
  (SELECT max (at) FROM journal WHERE post = posts.id AND kind = 'state-changed' AND details LIKE '%"to":"in-review"%'), changed_at)
WHERE state = 'in-review';
CREATE INDEX posts_by_due ON posts (state, stage_due_at, id);
CREATE INDEX posts_by_clock ON posts (state, clock_at, id) WHERE clock_at > 0;

ALTER TABLE decisions ADD COLUMN acting_for INTEGER NOT NULL DEFAULT 0;  -- the person in whose name, 0 = one's own
CREATE INDEX decisions_by_principal ON decisions (acting_for, id) WHERE acting_for <> 0;
ALTER TABLE decisions ADD COLUMN to_stage INTEGER NOT NULL DEFAULT -1;   -- of a return: an earlier stage, -1 = the drafter
ALTER TABLE decisions ADD COLUMN takes_back INTEGER NOT NULL DEFAULT 0;  -- verdict "take-back": the decision that no longer counts
ALTER TABLE decisions ADD COLUMN ticks INTEGER NOT NULL DEFAULT 0;       -- bits, in the order of the stage's list
ALTER TABLE decisions ADD COLUMN lines INTEGER NOT NULL DEFAULT 0;       -- confirmed one by one, of an important post
ALTER TABLE decisions ADD COLUMN parties INTEGER NOT NULL DEFAULT 1;     -- bits: the parties of the stage in which it was made; before this version each stage had one

CREATE TABLE keys (                        -- immutable but for the sealing and the end
  id         INTEGER PRIMARY KEY,
  person     INTEGER NOT NULL REFERENCES people (id),
  public     BLOB NOT NULL CHECK (length (public) = 32),  -- Ed25519
  sealed     BLOB NOT NULL,                -- the seed, by the person's password: cs-sealed-key.h
  made_at    INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL DEFAULT 0,   -- no new signature from then on; the old ones stay valid
  lost       INTEGER NOT NULL DEFAULT 0 CHECK (lost IN (0, 1)) -- cannot be opened any more: two administrators must allow a new one
) STRICT;
CREATE INDEX keys_by_person ON keys (person, id);

CREATE TABLE key_renewals (                -- a new key after a lost one: two administrators
  id           INTEGER PRIMARY KEY,
  person       INTEGER NOT NULL REFERENCES people (id),
  asked_by     INTEGER NOT NULL REFERENCES people (id),
  asked_at     INTEGER NOT NULL,
  confirmed_by INTEGER REFERENCES people (id),
  confirmed_at INTEGER NOT NULL DEFAULT 0,
  used_at      INTEGER NOT NULL DEFAULT 0,
  reminded_at  INTEGER NOT NULL            -- when those who can confirm it were last told that it waits
) STRICT;

CREATE TABLE signatures (                  -- immutable
  decision  INTEGER PRIMARY KEY REFERENCES decisions (id),
  key       INTEGER NOT NULL REFERENCES keys (id),
  statement TEXT NOT NULL,                 -- canonical JSON: the bytes that were signed
  signature BLOB NOT NULL CHECK (length (signature) = 64)
) STRICT;

ALTER TABLE people ADD COLUMN second_factor BLOB NOT NULL DEFAULT x'';   -- TOTP secret, sealed as the key is; empty = none
ALTER TABLE people ADD COLUMN last_code INTEGER NOT NULL DEFAULT 0;      -- time step of the last code that was taken: none is taken twice

CREATE TABLE checkpoints (                 -- immutable; copies live outside the database
  sequence INTEGER PRIMARY KEY,            -- of the journal entry at its head
  note     TEXT NOT NULL,                  -- C2SP signed note
  made_by  INTEGER NOT NULL REFERENCES people (id),
  made_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE delegations (
  id         INTEGER PRIMARY KEY,
  principal  INTEGER NOT NULL REFERENCES people (id),  -- who is away
  delegate   INTEGER NOT NULL REFERENCES people (id),  -- who signs for him
  from_at    INTEGER NOT NULL,
  until_at   INTEGER NOT NULL,
  accounts   TEXT NOT NULL DEFAULT '',     -- ids separated by spaces, '' = all
  labels     INTEGER NOT NULL DEFAULT 0,   -- CsLabels, 0 = all
  reference  TEXT NOT NULL DEFAULT '',     -- the written order, where somebody else entered it
  entered_by INTEGER NOT NULL REFERENCES people (id),
  entered_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL DEFAULT 0,   -- before its time
  seen_at    INTEGER NOT NULL DEFAULT 0,   -- the principal looked at what was signed in his name
  CHECK (principal <> delegate), CHECK (from_at < until_at)
) STRICT;
CREATE INDEX delegations_by_end ON delegations (until_at);
CREATE INDEX delegations_by_delegate ON delegations (delegate, until_at);
CREATE INDEX delegations_by_principal ON delegations (principal, until_at);

CREATE TABLE claims (                      -- "I am on it"
  post     INTEGER PRIMARY KEY REFERENCES posts (id),
  person   INTEGER NOT NULL REFERENCES people (id),
  until_at INTEGER NOT NULL
) STRICT;

CREATE TABLE comments (                    -- internal only
  id          INTEGER PRIMARY KEY,
  post        INTEGER NOT NULL REFERENCES posts (id),
  parent      INTEGER REFERENCES comments (id),  -- an answer
  kind        TEXT NOT NULL,               -- CsCommentKind
  anchor      TEXT NOT NULL,               -- canonical JSON: cs-comment.h
  text        TEXT NOT NULL,
  replacement TEXT NOT NULL DEFAULT '',    -- of a suggestion
  author      INTEGER NOT NULL REFERENCES people (id),
  revision    INTEGER NOT NULL DEFAULT 0,  -- the one that was read, 0 = the working copy
  made_at     INTEGER NOT NULL,
  resolved_by INTEGER REFERENCES people (id),
  resolved_at INTEGER NOT NULL DEFAULT 0,
  accepted    INTEGER NOT NULL DEFAULT 0 CHECK (accepted IN (0, 1))
) STRICT;
CREATE INDEX comments_by_post ON comments (post, id);
CREATE INDEX comments_by_question ON comments (post, id) WHERE kind = 'question' AND resolved_at = 0;

CREATE TABLE briefings (                   -- what the leader's sheet says beside the content
  post      INTEGER PRIMARY KEY REFERENCES posts (id),
  why_now   TEXT NOT NULL DEFAULT '',
  risks     TEXT NOT NULL DEFAULT '',
  questions TEXT NOT NULL DEFAULT '[]',    -- JSON: [{"answer","question"}]
  saved_by  INTEGER NOT NULL REFERENCES people (id),
  saved_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE office_hours (                -- the ordinary week; several rows a day = split shifts
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 = Monday
  opens   INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 1439),-- minutes since midnight, in the office's zone
  closes  INTEGER NOT NULL CHECK (closes BETWEEN 1 AND 1440),
  PRIMARY KEY (weekday, opens),
  CHECK (opens < closes)
) STRICT, WITHOUT ROWID;

CREATE TABLE special_days (                -- public holidays, and working days moved to a week-end
  day    TEXT PRIMARY KEY,                 -- "2026-10-01"
  name   TEXT NOT NULL,
  works  INTEGER NOT NULL CHECK (works IN (0, 1)) -- 1: the hours of the nearest ordinary working day's weekday, Monday if none
) STRICT, WITHOUT ROWID;

CREATE TABLE reminders (                   -- each is given once
  post   INTEGER NOT NULL REFERENCES posts (id),
  opened INTEGER NOT NULL,                 -- stage_opened_at: a stage opened anew is reminded anew
  mark   INTEGER NOT NULL,                 -- 50, 80, 100 percent; 101 = escalated
  at     INTEGER NOT NULL,
  PRIMARY KEY (post, opened, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (                     -- to one person; on the Desk and as a desktop notice
  id      INTEGER PRIMARY KEY,
  person  INTEGER NOT NULL REFERENCES people (id),
  post    INTEGER REFERENCES posts (id),
  kind    TEXT NOT NULL,                   -- CsNoticeKind
  details TEXT NOT NULL,                   -- canonical JSON
  at      INTEGER NOT NULL,
  seen_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX notices_by_person ON notices (person, seen_at, id);
CREATE INDEX notices_by_time ON notices (person, id);

CREATE TABLE emergencies (                 -- one for each post that went by the emergency lane
  post       INTEGER PRIMARY KEY REFERENCES posts (id),
  reason     TEXT NOT NULL,
  started_by INTEGER NOT NULL REFERENCES people (id),
  started_at INTEGER NOT NULL,
  due_at     INTEGER NOT NULL DEFAULT 0,   -- of the full review, 24 hours after sign-off; 0 = not signed yet
  cleared_by INTEGER REFERENCES people (id),
  cleared_at INTEGER NOT NULL DEFAULT 0,
  finding    TEXT NOT NULL DEFAULT '',
  reminded_at INTEGER NOT NULL DEFAULT 0   -- when those who can make the review were last told that it is overdue
) STRICT;
CREATE INDEX emergencies_open ON emergencies (started_at, post) WHERE cleared_at = 0;

CREATE TABLE freezes (                     -- while one is open only emergency posts go out
  id       INTEGER PRIMARY KEY,
  reason   TEXT NOT NULL,
  post     INTEGER REFERENCES posts (id),  -- the emergency, or NULL: everything is held
  made_by  INTEGER NOT NULL REFERENCES people (id),
  made_at  INTEGER NOT NULL,
  ended_by INTEGER REFERENCES people (id),
  ended_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX freezes_open ON freezes (ended_at) WHERE ended_at = 0;

CREATE TRIGGER stage_parties_no_update BEFORE UPDATE ON stage_parties
BEGIN
  SELECT RAISE (ABORT, 'stages are never changed or deleted');
END;

CREATE TRIGGER stage_parties_no_delete BEFORE DELETE ON stage_parties
BEGIN
  SELECT RAISE (ABORT, 'stages are never changed or deleted');
END;

CREATE TRIGGER stage_parties_no_replace BEFORE INSERT ON stage_parties
WHEN EXISTS (SELECT 1 FROM stage_parties WHERE route = new.route AND position = new.position AND ordinal = new.ordinal)
BEGIN
  SELECT RAISE (ABORT, 'stages are never changed or deleted');
END;

CREATE TRIGGER signatures_no_update BEFORE UPDATE ON signatures
BEGIN
  SELECT RAISE (ABORT, 'signatures are never changed or deleted');
END;

CREATE TRIGGER signatures_no_delete BEFORE DELETE ON signatures
BEGIN
  SELECT RAISE (ABORT, 'signatures are never changed or deleted');
END;

CREATE TRIGGER signatures_no_replace BEFORE INSERT ON signatures
WHEN EXISTS (SELECT 1 FROM signatures WHERE decision = new.decision)
BEGIN
  SELECT RAISE (ABORT, 'signatures are never changed or deleted');
END;

CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints
BEGIN
  SELECT RAISE (ABORT, 'checkpoints are never changed or deleted');
END;

CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints
BEGIN
  SELECT RAISE (ABORT, 'checkpoints are never changed or deleted');
END;

CREATE TRIGGER checkpoints_no_replace BEFORE INSERT ON checkpoints
WHEN EXISTS (SELECT 1 FROM checkpoints WHERE sequence = new.sequence)
BEGIN
  SELECT RAISE (ABORT, 'checkpoints are never changed or deleted');
END;

CREATE TRIGGER keys_no_change BEFORE UPDATE OF id, person, public, made_at ON keys
BEGIN
  SELECT RAISE (ABORT, 'keys are never changed or deleted');
END;

CREATE TRIGGER keys_no_delete BEFORE DELETE ON keys
BEGIN
  SELECT RAISE (ABORT, 'keys are never changed or deleted');
END;

CREATE TRIGGER keys_no_replace BEFORE INSERT ON keys
WHEN EXISTS (SELECT 1 FROM keys WHERE id = new.id)
BEGIN
  SELECT RAISE (ABORT, 'keys are never changed or deleted');
END;

-- A key that ended stays ended, at that time. That nobody can open it any more may be found out with the end only.
CREATE TRIGGER keys_no_revival BEFORE UPDATE OF ended_at, lost ON keys
WHEN (old.ended_at <> 0 AND (new.ended_at <> old.ended_at OR new.lost <> old.lost)) OR (new.lost = 1 AND new.ended_at = 0)
BEGIN
  SELECT RAISE (ABORT, 'a key that ended stays ended');
END;

CREATE TRIGGER signatures_own_key BEFORE INSERT ON signatures
WHEN NOT EXISTS (SELECT 1 FROM decisions d JOIN keys k ON k.person = d.person WHERE d.id = new.decision AND k.id = new.key AND k.ended_at = 0)
BEGIN
  SELECT RAISE (ABORT, 'a decision is signed with a key of its person that is still good');
END;
