-- SPDX-License-Identifier: GPL-3.0-or-later
-- REPLACE deletes the row in its way without asking a trigger that guards against DELETE: so a row that is there is in nobody's way.

CREATE TRIGGER revisions_no_replace BEFORE INSERT ON revisions
WHEN EXISTS (SELECT 1 FROM revisions WHERE id = new.id OR (post = new.post AND number = new.number))
BEGIN
  SELECT RAISE (ABORT, 'revisions are never changed or deleted');
END;

CREATE TRIGGER contributors_no_replace BEFORE INSERT ON contributors
WHEN EXISTS (SELECT 1 FROM contributors WHERE post = new.post AND person = new.person)
BEGIN
  SELECT RAISE (ABORT, 'contributors are never changed or deleted');
END;

CREATE TRIGGER decisions_no_replace BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE id = new.id)
BEGIN
  SELECT RAISE (ABORT, 'decisions are never changed or deleted');
END;

CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE sequence = new.sequence)
BEGIN
  SELECT RAISE (ABORT, 'the journal is never changed or deleted');
END;

CREATE TRIGGER routes_no_replace BEFORE INSERT ON routes
WHEN EXISTS (SELECT 1 FROM routes WHERE id = new.id OR (name = new.name AND version = new.version))
BEGIN
  SELECT RAISE (ABORT, 'routes are never changed or deleted');
END;

CREATE TRIGGER stages_no_replace BEFORE INSERT ON stages
WHEN EXISTS (SELECT 1 FROM stages WHERE route = new.route AND position = new.position)
BEGIN
  SELECT RAISE (ABORT, 'stages are never changed or deleted');
END;

CREATE TRIGGER media_no_replace BEFORE INSERT ON media
WHEN EXISTS (SELECT 1 FROM media WHERE digest = new.digest)
BEGIN
  SELECT RAISE (ABORT, 'media are never changed or deleted');
END;
