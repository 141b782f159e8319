# SPDX-License-Identifier: GPL-3.0-or-later
"""four-eyes.py PROGRAM: who wrote does not decide, what is on record stays, and a changed byte is found; all from outside, through the terminal program and sqlite3."""

import os
import subprocess
import sys

from terminal import OfficeTest, check_refusal, main, make_png

CONTRIBUTOR = 'contributor'


class WhoDecides(OfficeTest):
    def submit(self):
        post = self.office.write(accounts=[1])
        self.office.ask('post', 'submit', login='drafter', post=post)
        return post

    def refuse_decision(self, post, login, nick, detail):
        for verdict in ('approve', 'return', 'reject'):
            self.office.refuse(nick, 'post', 'decide', login=login, detail=detail, post=post,
                               digest=self.office.digest(post), verdict=verdict, reason='Because.')

    def save(self, post, login, text):
        sheet = self.office.sheet(post, login)
        content = sheet['content']
        content['segments'][0]['text'] = text
        self.office.ask('post', 'save', login=login, post=post, version=sheet['version'], content=content)

    def test_author(self):
        """The author is refused, though he has the role."""
        post = self.office.write(login='colleague', accounts=[1])
        self.office.ask('post', 'submit', login='colleague', post=post)
        self.refuse_decision(post, 'colleague', CONTRIBUTOR, 'contributor')
        self.assertEqual(self.office.sheet(post, 'colleague')['may_decide'], 'contributor')
        self.office.approve(post, 'reviewer')
        self.office.check_whole()

    def test_co_editor(self):
        """Who changed a word of somebody else's post is refused, and somebody who did not is not."""
        post = self.office.write(accounts=[1])
        self.save(post, 'colleague', 'The bridge is closed on Tuesday.')
        self.office.ask('post', 'submit', login='drafter', post=post)
        self.refuse_decision(post, 'colleague', CONTRIBUTOR, 'contributor')
        self.office.approve(post, 'reviewer')
        self.office.check_whole()

    def test_editor_in_review(self):
        """A reviewer who edits during review has lost his decision, and what he approved before no longer counts."""
        post = self.submit()
        self.office.approve(post, 'other')
        self.save(post, 'other', 'The bridge is closed on Wednesday.')
        self.office.ask('post', 'submit', login='other', post=post)
        self.assertEqual(self.office.sheet(post)['post']['stage'], 0)
        self.refuse_decision(post, 'other', CONTRIBUTOR, 'contributor')
        self.office.refuse('not-in-stage', 'post', 'decide', login='leader', post=post,
                           digest=self.office.digest(post), verdict='approve')
        self.office.approve(post, 'reviewer')
        self.office.approve(post, 'leader')
        self.office.check_whole()

    def test_administrator(self):
        """An administrator never signs; one who edited and is leader besides neither."""
        post = self.submit()
        self.save(post, 'chief', 'The bridge is closed on Thursday.')
        self.office.ask('post', 'submit', login='chief', post=post)
        self.refuse_decision(post, 'admin', 'forbidden', 'administrator')
        self.save(post, 'admin', 'The bridge is closed on Friday.')
        self.office.ask('post', 'submit', login='admin', post=post)
        self.refuse_decision(post, 'admin', CONTRIBUTOR, 'contributor')
        self.office.approve(post, 'reviewer')
        answer = self.office.run('post', 'decide', *self.office.options(
            {'post': post, 'digest': self.office.digest(post), 'verdict': 'approve'}), login='chief')
        check_refusal(answer, CONTRIBUTOR, 'chief may not decide')
        self.refuse_decision(post, 'chief', CONTRIBUTOR, 'contributor')
        self.office.approve(post, 'leader')
        self.office.check_whole()

    def test_old_digest(self):
        """A decision is for the words that were read, not for those that came after."""
        post = self.submit()
        read = self.office.digest(post)
        self.save(post, 'drafter', 'The bridge is closed for ever.')
        self.office.ask('post', 'submit', login='drafter', post=post)
        self.office.refuse('stale', 'post', 'decide', login='reviewer', post=post, digest=read, verdict='approve')
        self.assertEqual(self.office.query('SELECT count(*) FROM decisions')[0][0], 0)


class OnRecord(OfficeTest):
    """The database itself refuses to change what is on record; where its guards are taken away, the proof finds it."""

    def setUp(self):
        super().setUp()
        picture = self.office.ask('media', 'add', login='drafter', path=str(self.put('a.png', make_png(40, 30))))['media']
        picture['alt_text'] = 'A black rectangle'
        self.picture = picture['digest']
        self.post = self.office.sign(media=[picture])
        self.office.check_whole()

    def shell(self, sql):
        return subprocess.run(['sqlite3', str(self.office.folder / 'office.db'), sql], capture_output=True, encoding='utf-8')

    def test_shell(self):
        before = self.office.fingerprint()
        for table, column in (('revisions', 'content'), ('revisions', 'digest'), ('decisions', 'verdict'), ('decisions', 'digest'),
                              ('decisions', 'person'), ('journal', 'details'), ('journal', 'hash'), ('journal', 'actor')):
            for sql in (f'UPDATE {table} SET {column} = {column};', f'DELETE FROM {table};',
                        f'INSERT OR REPLACE INTO {table} SELECT * FROM {table};',
                        f'UPDATE OR REPLACE {table} SET {column} = {column};'):
                with self.subTest(sql):
                    answer = self.shell(sql)
                    self.assertNotEqual(answer.returncode, 0)
                    self.assertIn('never changed or deleted', answer.stderr)
        self.assertEqual(self.office.fingerprint(), before)
        self.office.check_whole()

    def find(self, *place):
        """journal verify must say no and name the place."""
        answer = self.office.run('journal', 'verify', login='chief')
        self.assertEqual(answer.code, 1, f'nothing was found: {answer}')
        self.assertIn('does not hold', answer.out)
        for word in place:
            self.assertIn(word, answer.out)

    def change_row(self, table, column, old, new, row):
        """One byte of one stored value, past the guard."""
        guard = self.office.query("SELECT sql FROM sqlite_schema WHERE name = ?", f'{table}_no_update')[0][0]
        key = 'sequence' if table == 'journal' else 'id'
        answer = self.shell(f"DROP TRIGGER {table}_no_update; UPDATE {table} SET {column} = {new} WHERE {key} = {row} AND {column} != {new}; "
                            f"SELECT changes(); {guard};")
        self.assertEqual((answer.returncode, answer.stdout.strip()), (0, '1'), f'{old}: {answer.stderr}')

    def last(self, table):
        return self.office.query(f'SELECT max({"sequence" if table == "journal" else "id"}) FROM {table}')[0][0]

    def test_revision(self):
        row = self.last('revisions')
        self.change_row('revisions', 'content', 'Monday', "replace(content, 'Monday', 'Nonday')", row)
        self.find(f'revision {row}')

    def test_revision_and_digest(self):
        row = self.last('revisions')
        self.change_row('revisions', 'digest', 'a digest', "CAST(x'00' || substr(digest, 2) AS BLOB)", row)
        self.find(f'revision {row}')

    def test_decision(self):
        row = self.last('decisions')
        self.change_row('decisions', 'verdict', 'approve', "'return'", row)
        self.find(f'decision {row}')

    def test_decision_person(self):
        row = self.last('decisions')
        self.change_row('decisions', 'person', 'leader', "person + 1", row)
        self.find(f'decision {row}')

    def test_journal(self):
        row = self.office.query("SELECT min(sequence) FROM journal WHERE kind = 'decided'")[0][0]
        self.change_row('journal', 'details', 'approve', "replace(details, 'approve', 'aqprove')", row)
        self.find(f'journal entry {row}')

    def test_journal_time(self):
        self.change_row('journal', 'at', 'a microsecond', 'at + 1', 3)
        self.find('journal entry 3')

    def test_journal_end(self):
        """The last entry taken away: the decision that it recorded has none."""
        self.shell("DROP TRIGGER journal_no_delete; DELETE FROM journal WHERE kind = 'decided' AND sequence = "
                   "(SELECT max(sequence) FROM journal WHERE kind = 'decided');")
        self.find('journal entry')

    def test_byte_in_file(self):
        """A byte of the database file itself, without SQLite: in the text of a revision."""
        row = self.last('revisions')
        subprocess.run(['sqlite3', str(self.office.folder / 'office.db'), 'PRAGMA wal_checkpoint(TRUNCATE);'],
                       capture_output=True, check=True)
        path = self.office.folder / 'office.db'
        data = bytearray(path.read_bytes())
        content = self.office.query('SELECT content FROM revisions WHERE id = ?', row)[0][0].encode()
        places = [at for at in range(len(data)) if data.startswith(content, at)]
        self.assertTrue(places, 'the text is in the file')
        for at in places:
            data[at + content.index(b'Monday')] ^= 1
        path.write_bytes(data)
        self.find(f'revision {row}')

    def test_media(self):
        path = next(p for p in (self.office.folder / 'media').rglob('*') if p.is_file() and self.picture in p.name)
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        os.chmod(path, 0o600)
        path.write_bytes(data)
        self.find(self.picture)

    def test_media_gone(self):
        next(p for p in (self.office.folder / 'media').rglob('*') if p.is_file() and self.picture in p.name).unlink()
        self.find(self.picture)


if __name__ == '__main__':
    main(sys.argv[1])
