# SPDX-License-Identifier: GPL-3.0-or-later
"""four-eyes.py PROGRAM: who wrote does not decide, what is on record stays, and a changed byte is found; all from outside, through the terminal program and sqlite3."""

import os
import subprocess
import sys
import time

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


class InWhoseName(OfficeTest):
    """Who decides for somebody who is away; each refusal in its own plain sentence, and with nothing changed."""

    DAY = 24 * 3600 * 1000000

    def person(self, login):
        return self.office.query('SELECT id FROM people WHERE login = ?', login)[0][0]

    def away(self, principal, delegate, **arguments):
        now = int(time.time() * 1000000)
        return self.office.ask('delegation', 'add', login=principal, delegate=self.person(delegate), from_at=now,
                               until_at=now + self.DAY, **arguments)['id']

    def submit(self, **arguments):
        post = self.office.write(accounts=[1], **arguments)
        self.office.ask('post', 'submit', login='drafter', post=post)
        return post

    def edit(self, post, login, text):
        sheet = self.office.sheet(post, login)
        content = sheet['content']
        content['segments'][0]['text'] = text
        self.office.ask('post', 'save', login=login, post=post, version=sheet['version'], content=content)
        self.office.ask('post', 'submit', login=login, post=post)

    def refuse(self, nick, post, login, principal, verdict='approve', **arguments):
        self.office.refuse(nick, 'post', 'decide', login=login, post=post, digest=self.office.digest(post), verdict=verdict,
                           acting_for=self.person(principal), reason='Because.', **arguments)

    def decide_for(self, post, login, principal):
        self.office.ask('post', 'decide', login=login, post=post, digest=self.office.digest(post), verdict='approve',
                        acting_for=self.person(principal))

    def test_well(self):
        """In somebody's name: recorded as such, and neither of the two signs a second time."""
        post = self.submit()
        self.away('leader', 'duty')
        self.away('reviewer', 'other')
        self.decide_for(post, 'other', 'reviewer')
        decision = self.office.sheet(post)['decisions'][0]
        self.assertEqual((decision['person_name'], decision['acting_for_name']), ('Otto Other', 'Rita Reviewer'))
        self.decide_for(post, 'duty', 'leader')
        self.assertEqual(self.office.sheet(post)['post']['state'], 'queued')
        self.office.check_whole()

    def test_nobody_asked(self):
        """Without a delegation; with one that is the other way round; and of somebody who is not there."""
        post = self.submit()
        for verdict in ('approve', 'return', 'reject'):
            self.refuse('delegation', post, 'other', 'reviewer', verdict)
        self.away('other', 'reviewer')
        self.refuse('delegation', post, 'other', 'reviewer')
        self.office.refuse('delegation', 'post', 'decide', login='other', post=post, digest=self.office.digest(post),
                           verdict='approve', acting_for=4711)
        self.office.check_whole()

    def test_over(self):
        post = self.submit()
        delegation = self.away('reviewer', 'other')
        self.office.ask('delegation', 'end', login='reviewer', delegation=delegation)
        self.refuse('delegation-over', post, 'other', 'reviewer')

    def test_not_begun(self):
        post = self.submit()
        soon = int(time.time() * 1000000) + self.DAY
        self.office.ask('delegation', 'add', login='reviewer', delegate=self.person('other'), from_at=soon, until_at=soon + self.DAY)
        self.refuse('delegation-over', post, 'other', 'reviewer')

    def test_scope(self):
        post = self.submit()
        self.away('reviewer', 'other', labels='statistics')
        self.refuse('delegation-scope', post, 'other', 'reviewer')

    def test_delegate_wrote_before(self):
        """Who wrote part of it decides on it for nobody, though he was asked before he wrote, or after."""
        post = self.office.write(accounts=[1])
        self.edit(post, 'colleague', 'The bridge is closed on Tuesday.')
        self.away('reviewer', 'colleague')
        self.refuse(CONTRIBUTOR, post, 'colleague', 'reviewer')

    def test_delegate_wrote_after(self):
        """What he approved in another's name ends with his first word."""
        self.away('reviewer', 'other')
        post = self.submit()
        self.decide_for(post, 'other', 'reviewer')
        self.assertEqual(self.office.sheet(post)['post']['stage'], 1)
        self.edit(post, 'other', 'The bridge is closed on Tuesday.')
        sheet = self.office.sheet(post)
        self.assertEqual((sheet['post']['stage'], sheet['decisions'][0]['counts']), (0, False))
        for verdict in ('approve', 'return', 'reject'):
            self.refuse(CONTRIBUTOR, post, 'other', 'reviewer', verdict)
        self.office.check_whole()

    def test_principal_wrote(self):
        """Nobody decides in the name of one who wrote part of it, before he went away or after."""
        self.away('reviewer', 'other')
        post = self.submit()
        self.decide_for(post, 'other', 'reviewer')
        self.edit(post, 'reviewer', 'The bridge is closed on Tuesday.')
        self.assertFalse(self.office.sheet(post)['decisions'][0]['counts'])
        self.refuse('principal-contributor', post, 'other', 'reviewer')
        self.office.approve(post, 'other')
        self.office.check_whole()

    def test_chain(self):
        """One hop: what was handed on is not handed on again, neither on paper nor at the sheet."""
        post = self.submit()
        self.away('reviewer', 'other')
        now = int(time.time() * 1000000)
        self.office.refuse('delegate-away', 'delegation', 'add', login='colleague', delegate=self.person('reviewer'), from_at=now,
                           until_at=now + self.DAY)
        self.away('other', 'colleague')
        self.refuse('delegation', post, 'colleague', 'reviewer')
        self.decide_for(post, 'colleague', 'other')
        self.office.check_whole()

    def test_principal_could_not(self):
        """In a leader's name where reviewers decide; and who may sign in two names signs once."""
        post = self.submit()
        self.away('leader', 'duty')
        self.refuse('principal', post, 'duty', 'leader')
        self.office.approve(post, 'reviewer')
        self.away('reviewer', 'other')
        self.refuse('principal', post, 'other', 'reviewer')

    def test_wrong_delegates(self):
        now = int(time.time() * 1000000)
        for nick, login, arguments in (
                ('delegate-self', 'reviewer', {'delegate': self.person('reviewer')}),
                ('delegate-role', 'reviewer', {'delegate': self.person('admin')}),
                ('delegate-role', 'reviewer', {'delegate': self.person('chief')}),
                ('nothing-to-delegate', 'admin', {'delegate': self.person('reviewer')}),
                ('forbidden', 'drafter', {'delegate': self.person('other'), 'principal': self.person('reviewer')}),
                ('order-required', 'duty', {'delegate': self.person('other'), 'principal': self.person('reviewer')}),
                ('delegation-times', 'reviewer', {'delegate': self.person('other'), 'until_at': now - self.DAY})):
            with self.subTest(nick):
                self.office.refuse(nick, 'delegation', 'add', login=login, **{'from_at': now, 'until_at': now + self.DAY, **arguments})
        self.away('reviewer', 'other')
        self.office.refuse('delegation-overlaps', 'delegation', 'add', login='reviewer', delegate=self.person('colleague'), from_at=now,
                           until_at=now + self.DAY)


class AlongRoute(OfficeTest):
    """A route with a stage that only comments, a list to tick and a post that is confirmed line by line."""

    ROUTE = {'name': 'Long way', 'stages': [
        {'title': 'Experts', 'kind': 'comment', 'parties': [{'kind': 'role-anywhere', 'role': 'duty'}]},
        {'title': 'Words', 'kind': 'review', 'parties': [{'kind': 'role-in-own-section', 'role': 'reviewer'}],
         'ticks': ['Wording checked', 'Sources checked']},
        {'title': 'Facts', 'kind': 'fact-check', 'parties': [{'kind': 'role-in-own-section', 'role': 'reviewer'}]},
        {'title': 'Signature', 'kind': 'sign-off', 'parties': [{'kind': 'role-anywhere', 'role': 'leader'}]}]}

    def setUp(self):
        super().setUp()
        self.office.ask('route', 'set', login='admin', route=self.ROUTE)
        self.office.ask('route', 'choose', login='admin', default='Long way')
        self.post = self.office.write('One line.\nAnother line.', accounts=[1])
        self.office.ask('post', 'set-labels', login='drafter', post=self.post, labels='important')
        self.office.ask('post', 'submit', login='drafter', post=self.post)

    def words(self, verdict, arguments):
        return {'post': self.post, 'digest': self.office.digest(self.post), 'verdict': verdict, **arguments}

    def refuse(self, nick, login, verdict='approve', detail='', **arguments):
        self.office.refuse(nick, 'post', 'decide', login=login, detail=detail, **self.words(verdict, arguments))

    def decide(self, login, verdict='approve', **arguments):
        return self.office.ask('post', 'decide', login=login, **self.words(verdict, arguments))

    def pass_words(self):
        self.decide('reviewer', ticks=[0, 1], lines=2)

    def test_comment_only(self):
        """Who is asked for a comment decides nothing: not now, and not at his own stage."""
        self.assertEqual(self.office.sheet(self.post)['post']['stage'], 1)
        for verdict in ('approve', 'return', 'reject'):
            self.refuse('not-in-stage', 'duty', verdict, reason='Because.', ticks=[0, 1], lines=2)
        for stage in (0, 1, 2, 77):
            self.refuse('not-in-stage', 'duty', ticks=[0, 1], lines=2, stage=stage)
        self.office.ask('comment', 'add', login='duty', post=self.post, kind='comment', text='The number is old.')

    def test_ticks(self):
        for ticks in ([], [0], [1]):
            self.refuse('tick-missing', 'reviewer', ticks=ticks, lines=2)
        for ticks in ([0, 1, 2], [-1], [0, 'one'], [31], [1 << 40]):
            self.refuse('invalid', 'reviewer', ticks=ticks, lines=2)
        self.decide('reviewer', 'return', reason='The date is wrong.')

    def test_lines(self):
        for lines in (0, 1, 3, -1, 1 << 40):
            self.refuse('lines-missing', 'reviewer', ticks=[0, 1], lines=lines)
        self.refuse('lines-missing', 'reviewer', ticks=[0, 1])
        self.pass_words()
        self.assertEqual(self.office.sheet(self.post)['decisions'][0]['n_lines'], 2)
        self.office.check_whole()

    def test_return_to(self):
        """Back to an earlier stage where somebody decides, and to no other."""
        self.pass_words()
        for stage in (0, 2, 3, 4, 77, -2, 1 << 40):
            self.refuse('invalid', 'other', 'return', reason='Look again.', to_stage=stage)
        for verdict in ('approve', 'reject'):
            self.refuse('invalid', 'other', verdict, reason='Look again.', to_stage=1, lines=2)
        self.refuse('reason-required', 'other', 'return', to_stage=1)
        self.decide('other', 'return', reason='Look again.', to_stage=1)
        sheet = self.office.sheet(self.post)
        self.assertEqual((sheet['post']['state'], sheet['post']['stage']), ('in-review', 1))
        self.assertFalse(sheet['decisions'][0]['counts'])
        self.office.check_whole()

    def test_take_back(self):
        """Only one's own; with a reason once others acted; not twice; not what is none."""
        self.pass_words()
        decision = self.office.sheet(self.post)['decisions'][0]['id']
        for login in ('other', 'leader', 'drafter', 'admin'):
            self.office.refuse('not-own-decision', 'post', 'take-back', login=login, post=self.post, decision=decision, reason='No.')
        self.office.refuse('not-found', 'post', 'take-back', login='reviewer', post=self.post, decision=decision + 1)
        self.decide('other', lines=2)
        self.office.refuse('reason-required', 'post', 'take-back', login='reviewer', post=self.post, decision=decision)
        self.office.ask('post', 'take-back', login='reviewer', post=self.post, decision=decision, reason='The date is wrong.')
        self.office.refuse('overtaken', 'post', 'take-back', login='reviewer', post=self.post, decision=decision, reason='Again.')
        self.assertEqual(self.office.sheet(self.post)['post']['stage'], 1)
        self.office.check_whole()

    def test_key(self):
        """A key that is ended, or lost, signs nothing; the decision is not made without it."""
        self.office.run('session', 'me', login='other')  # his first sign-in makes his key
        for login, change, nick in (('reviewer', 'ended_at = 1', 'key-ended'), ('other', 'ended_at = 1, lost = 1', 'key-lost')):
            self.office.patch(f'UPDATE keys SET {change} WHERE person = (SELECT id FROM people WHERE login = ?)', login)
            self.refuse(nick, login, ticks=[0, 1], lines=2)


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
