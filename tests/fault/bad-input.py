# SPDX-License-Identifier: GPL-3.0-or-later
"""bad-input.py PROGRAM: bad input and bad days, each answered with a clear sentence and with nothing lost or half done."""

import base64
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import http.client

from terminal import (OfficeTest, PASSWORD, SENTENCES, Office, check_refusal, main, make_noise, make_png, wait_until)

JPEG = base64.b64decode(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/'
    'wAALCABAAEABAREA/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAFRABAQAAAAAAAAAAAAAAAAAAABP/2gAIAQEAAD8A1tSpUqVKlSqKpUqVKlSpVFUqVKlS'
    'pUqiqVKlSpUqVRVKlSpUqVKoqlSpUqVKlUVSpUqVKlSqKpUqVKlSpV//2Q==')

FULL_CHART = {'kind': 'bar', 'title': 'Growth slows', 'unit': '%', 'source': 'Statistics office', 'as_of': '2026-10'}


class Pictures(OfficeTest):
    def refuse_file(self, nick, path, sentence=None, **more):
        self.office.refuse(nick, 'media', 'add', login='drafter', path=str(path), sentence=sentence, **more)
        self.office.check_whole()

    def test_good_ones_are_taken(self):
        """The control: what the bad ones are made from is good."""
        for name, data in (('a.jpg', JPEG), ('a.png', make_png(40, 30))):
            self.office.ask('media', 'add', login='drafter', path=str(self.put(name, data)))
        self.office.check_whole()

    def test_not_pictures(self):
        for name, data in (('text.png', b'Minutes of the meeting.\n'), ('empty.png', b''), ('empty.jpg', b''),
                           ('page.png', b'<svg xmlns="http://www.w3.org/2000/svg"/>'), ('program.jpg', b'\x7fELF' + bytes(500)),
                           ('head.png', make_png(40, 30)[:33]), ('half.png', make_noise(200)[:20000]),
                           ('half.jpg', JPEG[:170]), ('quarter.jpg', JPEG[:100]), ('start.jpg', JPEG[:2])):
            with self.subTest(name):
                self.refuse_file('not-a-picture', self.put(name, data))

    def test_huge_header(self):
        """100 megapixels in a header, with nothing behind it."""
        self.refuse_file('too-large', self.put('huge.png', make_png(10000, 10000, b'')))
        jpeg = bytearray(JPEG)
        at = jpeg.index(b'\xff\xc0')
        jpeg[at + 5:at + 9] = (10000).to_bytes(2, 'big') * 2
        self.refuse_file('too-large', self.put('huge.jpg', bytes(jpeg)))

    def test_huge_picture(self):
        """100 real megapixels in 100 kB: refused before a pixel of it is in memory."""
        path = self.put('bomb.png', make_png(10000, 10000))
        self.assertLess(path.stat().st_size, 500_000)
        self.refuse_file('too-large', path)
        process = self.office.start('media', 'add', f'--path={path}', login='drafter')
        process.stdout.read()
        process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(process.returncode, 1)
        self.assertLess(usage.ru_maxrss, 80_000, 'kB of memory')

    def test_long_side(self):
        self.refuse_file('too-large', self.put('long.png', make_png(20000, 1)))

    def test_long_file(self):
        path = self.put('long.png', b'')
        with open(path, 'wb') as file:
            file.truncate(200 * 1024 * 1024)
        self.refuse_file('too-large', path)

    def test_not_files(self):
        self.refuse_file('invalid', self.place, sentence='This is a folder. Choose a file.')
        self.refuse_file('not-found', self.place / 'nothing.png', sentence='This file or folder does not exist.')
        self.refuse_file('not-a-picture', '/dev/zero')
        self.refuse_file('not-a-picture', '/dev/null')
        pipe = self.place / 'pipe.png'
        os.mkfifo(pipe)
        self.refuse_file('not-a-picture', pipe)
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(str(self.place / 'socket.png'))
            self.refuse_file('not-a-picture', self.place / 'socket.png')
        loop = self.place / 'loop.png'
        loop.symlink_to(loop)
        answer = self.office.run('media', 'add', f'--path={loop}', login='drafter')
        self.assertEqual(answer.code, 1)


class Charts(OfficeTest):
    def refuse_table(self, nick, table, detail=''):
        path = self.put('chart.json', json.dumps({**FULL_CHART, 'table': table}).encode())
        before = self.office.fingerprint()
        answer = self.office.run('chart', 'render', '--chart', f'@{path}', login='drafter')
        check_refusal(answer, nick, detail)
        self.assertEqual(self.office.fingerprint(), before)
        self.office.check_whole()

    def test_good_one_is_drawn(self):
        reply = self.office.ask('chart', 'render', login='drafter', chart={**FULL_CHART, 'table': [['', 'GDP'], ['2025', '3.2'], ['2026', '2.9']]})
        self.assertIn('Growth slows', reply['media']['alt_text'])

    def test_ragged(self):
        self.refuse_table('ragged-table', [['', 'GDP'], ['2025', '3.2'], ['2026']], 'table[2]')

    def test_many_rows(self):
        self.refuse_table('too-large', [['', 'GDP']] + [[str(n), '1'] for n in range(200_000)])

    def test_many_columns(self):
        self.refuse_table('too-large', [[str(n) for n in range(5000)]] * 2)

    def test_no_numbers(self):
        self.refuse_table('invalid', [['', 'GDP'], ['2025', 'three']])

    def test_nothing(self):
        self.refuse_table('incomplete', [])

    def test_wrong_encoding(self):
        """Latin-1 where UTF-8 belongs: said before anything is asked of the office."""
        text = json.dumps({**FULL_CHART, 'title': 'Dépenses', 'table': [['', 'é'], ['a', '1']]}, ensure_ascii=False)
        before = self.office.fingerprint()
        answer = self.office.run('chart', 'render', '--chart', f'@{self.put("latin.json", text.encode("latin-1"))}', login='drafter')
        self.assertIn(answer.code, (1, 2))
        self.assertIn('UTF-8', answer.err)
        self.assertEqual(self.office.fingerprint(), before)


class Words(OfficeTest):
    def refuse_submission(self, nick, post, detail=''):
        self.office.refuse(nick, 'post', 'submit', login='drafter', post=post, detail=detail)
        self.assertEqual(self.office.sheet(post)['post']['state'], 'draft')
        self.office.check_whole()

    def test_alt_text(self):
        item = self.office.ask('media', 'add', login='drafter', path=str(self.put('a.png', make_png(40, 30))))['media']
        self.refuse_submission('incomplete', self.office.write(accounts=[1], media=[item]), 'Alt text for picture 1')
        item['alt_text'] = ' \t\n'
        self.refuse_submission('incomplete', self.office.write(accounts=[1], media=[item]), 'Alt text for picture 1')
        item['decorative'] = True
        self.office.ask('post', 'submit', login='drafter', post=self.office.write(accounts=[1], media=[item]))

    def test_long_text(self):
        self.refuse_submission('incomplete', self.office.write('字' * 501, accounts=[1]), '1 character too long')
        self.office.ask('post', 'submit', login='drafter', post=self.office.write('字' * 500, accounts=[1]))

    def test_nothing_to_say(self):
        self.refuse_submission('incomplete', self.office.write('', accounts=[1]))
        self.refuse_submission('incomplete', self.office.write('Nowhere to go.'))

    def test_monstrous_text(self):
        path = self.put('monster.json', json.dumps({'segments': [{'text': 'x' * 200_000}]}).encode())
        before = self.office.fingerprint()
        check_refusal(self.office.run('post', 'create', '--content', f'@{path}', login='drafter'), 'too-large')
        self.assertEqual(self.office.fingerprint(), before)

    def test_release_past(self):
        past = self.office.write(accounts=[1], release='at-time', release_at=int((time.time() - 60) * 1e6))
        self.refuse_submission('release-past', past)

    def test_release_passed_before_signing(self):
        """The time passes while the leader reads: he cannot sign, and nothing goes out."""
        at = int((time.time() + 2) * 1e6)
        post = self.office.submit_and_review(release='at-time', release_at=at)
        wait_until(lambda: time.time() * 1e6 > at, 'the release time')
        self.office.refuse('release-past', 'post', 'decide', login='leader', post=post, digest=self.office.digest(post), verdict='approve')
        self.assertEqual(self.office.query('SELECT count(*) FROM publications')[0][0], 0)
        self.office.check_whole()


class Arguments(OfficeTest):
    def test_misuse(self):
        """What the command line itself can tell is wrong is said at once, exit 2."""
        for words, says in ((['post', 'get', '--post', 'twelve'], 'twelve'), (['post', 'get', '--post', '9' * 40], 'out of bounds'),
                            (['post', 'get'], '--post'), (['post', 'get', '--post', '1', '--colour', 'red'], '--colour'),
                            (['post', 'get', '--post', '1', '--post', '2'], 'twice'), (['post', 'vanish'], 'post.vanish'),
                            (['post', 'create', '--content', '{'], 'JSON'), (['office', 'create', '--practice', 'perhaps'], 'perhaps'),
                            (['post', 'create', '--content', '@/nowhere/x'], 'nowhere')):
            with self.subTest(words):
                before = self.office.fingerprint()
                answer = self.office.run(*words, login='drafter')
                self.assertEqual(answer.code, 2, answer)
                self.assertIn(says, answer.err)
                self.assertEqual(self.office.fingerprint(), before)

    def test_refused(self):
        for nick, operation, arguments in (
                ('invalid', 'post create', {'content': {'segments': 7}}), ('invalid', 'post create', {'content': {'secret': 1}}),
                ('invalid', 'post create', {'content': []}), ('invalid', 'post create', {'zone': 'Nowhere/Land'}),
                ('invalid', 'post create', {'release': 'never'}), ('invalid', 'post create', {'content': {'accounts': [99]}}),
                ('too-large', 'post list', {'search': 'x' * 100_000}), ('invalid', 'post list', {'state': 'lost'}),
                ('not-found', 'post get', {'post': 99}), ('not-found', 'post get', {'post': -1}),
                ('invalid', 'media path', {'digest': 'xyz'}), ('not-found', 'media path', {'digest': '0' * 64}),
                ('forbidden', 'section add', {'name': 'New'})):
            with self.subTest(operation=operation, arguments=str(arguments)[:60]):
                self.office.refuse(nick, *operation.split(), login='drafter', **arguments)
        self.office.check_whole()

    def test_deep_json(self):
        before = self.office.fingerprint()
        path = self.put('deep.json', b'[' * 500_000)
        answer = self.office.run('post', 'create', '--content', f'@{path}', login='drafter')
        self.assertEqual(answer.code, 2, answer)
        self.assertIn('in one another', answer.err)
        self.assertEqual(self.office.fingerprint(), before)


class SignIn(OfficeTest):
    def test_ten_wrong_passwords(self):
        """A real office: ten wrong ones close the login, for the right one too; nobody else's, and the journal says so."""
        office = Office(self.program, self.place / 'real')
        office.ask('office', 'create', name='Real', language='en', zone='UTC', sections=['Press'],
                   administrator={'login': 'chief', 'name': 'Ada', 'password': PASSWORD},
                   people=[{'login': 'reader', 'name': 'Rea', 'roles': 'auditor', 'section': '', 'password': PASSWORD}])
        right, wrong = self.put('right', PASSWORD.encode()), self.put('wrong', b'not the password')
        self.assertEqual(office.run('desk', 'get', login='chief', password_file=right).code, 0)
        check_refusal(office.run('desk', 'get', login='nobody', password_file=right), 'wrong-password')
        for n in range(10):
            check_refusal(office.run('desk', 'get', login='chief', password_file=wrong), 'wrong-password')
        check_refusal(office.run('desk', 'get', login='chief', password_file=right), 'locked')
        check_refusal(office.run('desk', 'get', login='chief', password_file=wrong), 'locked')
        verified = office.run('journal', 'verify', login='reader', password_file=right)
        self.assertEqual(verified.code, 0, verified)
        self.assertEqual(office.query("SELECT count(*) FROM journal WHERE kind = 'sign-in-locked'")[0][0], 1)
        for path in office.folder.rglob('*'):
            if path.is_file():
                self.assertNotIn(PASSWORD.encode(), path.read_bytes(), path)


class Databases(OfficeTest):
    def refuse_open(self, nick, folder, detail=''):
        database = folder / 'office.db'
        before = database.read_bytes()
        for words in (('office', 'info'), ('journal', 'verify'), ('publish', 'run', '--once'), ('practice', 'make')):
            check_refusal(Office(self.program, folder).run(*words), nick, detail)
        self.assertEqual(database.read_bytes(), before, 'what cannot be opened must not be changed')

    def make_folder(self, name, data=None):
        folder = self.place / name
        folder.mkdir()
        if data is not None:
            (folder / 'office.db').write_bytes(data)
        return folder

    def test_newer(self):
        version, = self.office.query('PRAGMA user_version')[0]
        self.office.patch('PRAGMA user_version = 9999')
        db = sqlite3.connect(self.office.folder / 'office.db')
        db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
        db.close()
        self.refuse_open('newer-schema', self.office.folder)
        self.office.patch(f'PRAGMA user_version = {version}')
        self.office.check_whole()

    def test_no_database(self):
        self.refuse_open('corrupt', self.make_folder('text', b'This is a letter, not a database.\n' * 400))

    def test_other_programs(self):
        folder = self.make_folder('other')
        db = sqlite3.connect(folder / 'office.db')
        db.executescript('PRAGMA application_id = 77; PRAGMA user_version = 3; CREATE TABLE recipes (title TEXT); INSERT INTO recipes VALUES (1);')
        db.close()
        self.refuse_open('not-an-office', folder, 'not an office')

    def test_torn(self):
        db = sqlite3.connect(self.office.folder / 'office.db')
        db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
        db.close()
        data = bytearray((self.office.folder / 'office.db').read_bytes())
        data[4096:len(data) // 2] = bytes(len(data) // 2 - 4096)
        folder = self.make_folder('torn', bytes(data))
        answer = Office(self.program, folder).run('journal', 'verify', login='chief')
        self.assertEqual(answer.code, 1)
        self.assertTrue(SENTENCES['corrupt'] in answer.err or 'does not hold' in answer.out, answer)

    def test_folder_is_a_file(self):
        path = self.put('file', b'')
        answer = Office(self.program, path).run('office', 'info')
        self.assertEqual(answer.code, 1, answer)
        self.assertNotIn(SENTENCES['failed'], answer.err)


class Disk(OfficeTest):
    """Full and read-only disks: in a mount namespace of the test's own, which is gone with its last process."""

    def test_read_only(self):
        folder = self.office.folder
        self.enter(f'mount --bind {folder} {folder}; mount -o remount,bind,ro {folder}')
        picture = self.put('a.png', make_png(40, 30))
        for words in (('post', 'create', '--content={"segments":[{"text":"x"}]}'), ('media', 'add', f'--path={picture}'),
                      ('section', 'add', '--name=New')):
            with self.subTest(words):
                answer = self.office.run(*words, login='chief' if words[0] == 'section' else 'drafter')
                check_refusal(answer, 'read-only')
        self.office.prefix, self.office.seen = [], folder
        self.office.write()
        self.office.check_whole()

    def run_full(self, words, login):
        """Refused for want of space; the office, its files and its names are as before."""
        before = self.office.fingerprint()
        answer = self.office.run(*words, login=login)
        check_refusal(answer, 'no-space')
        self.assertEqual(self.office.fingerprint(), before)

    def test_full(self):
        folder = self.office.folder
        aside = self.place / 'aside'
        self.enter(f'cp -a {folder} {aside}; mount -t tmpfs -o size=3m none {folder}; cp -a {aside}/. {folder}')
        picture = self.put('noise.png', make_noise(900))
        room = os.statvfs(self.office.seen)
        with open(self.office.seen / 'ballast', 'wb') as ballast:
            ballast.write(bytes(room.f_bavail * room.f_frsize - 300_000))
        self.run_full(('media', 'add', f'--path={picture}'), 'drafter')
        self.assertEqual([p.name for p in (self.office.seen / 'media').rglob('*') if p.is_file()], [], 'half a picture')
        self.run_full(('post', 'create', '--content', f'@{self.put("long.json", self.make_long_content())}'), 'drafter')
        self.office.check_whole()

        (self.office.seen / 'ballast').unlink()
        self.office.ask('media', 'add', login='drafter', path=str(picture))
        self.office.write()
        self.office.check_whole()

    @staticmethod
    def make_long_content():
        return json.dumps({'segments': [{'text': 'A long report. ' * 6000}] * 10}).encode()


class Network(OfficeTest):
    def setUp(self):
        super().setUp()
        self.office.serve()

    def go_wrong(self, what, **post):
        number = self.office.sign(**post)
        self.office.misbehave(what)
        self.office.publish()
        return number

    def check_state(self, post, state, publication, error, detail=''):
        found = self.office.publication(post)
        self.assertEqual((self.office.sheet(post)['post']['state'], found['state'], found['error']), (state, publication, error), found)
        self.assertIn(detail, found['error_detail'])
        journal = self.office.run('post', 'journal', '--post', post, login='chief')
        self.assertEqual(journal.code, 0)
        if error:
            said = 'It is not sent again until that is clear.' if error == 'unknown-outcome' else SENTENCES[error]
            self.assertIn(said, journal.out)
        self.office.check_whole()
        return found

    def recover(self, post):
        """The network behaves again: the post goes out, once."""
        self.office.misbehave('')

        def is_out():
            self.office.publish()
            return self.office.publication(post)['state'] == 'sent'

        wait_until(is_out, 'the post to go out')
        self.assertEqual(self.office.list_network(), ['The bridge is closed on Monday.'])
        self.check_state(post, 'published', 'sent', '')

    def test_well(self):
        post = self.office.sign()
        self.office.publish()
        self.recover(post)

    def test_down(self):
        post = self.office.sign()
        try:
            self.office.misbehave('down')
        except (urllib.error.URLError, http.client.HTTPException, ConnectionError):
            pass
        self.office.publish()
        self.assertNotEqual(self.office.publication(post)['state'], 'sent')
        self.assertIn(self.office.publication(post)['error'], ('offline', 'unknown-outcome'))
        self.assertNotEqual(self.office.publication(post)['next_try_at'], 0)
        self.office.stop_serving()
        self.office.serve()
        self.recover(post)

    def test_error(self):
        post = self.go_wrong('error:100')
        self.check_state(post, 'unknown', 'unknown', 'unknown-outcome', 'HTTP 500')
        self.recover(post)

    def test_garbage(self):
        """The network took it and answered nonsense: found there, not sent again."""
        post = self.go_wrong('garbage:100')
        self.check_state(post, 'unknown', 'unknown', 'unknown-outcome', '200')
        self.assertEqual(len(self.office.list_network()), 1)
        self.recover(post)

    def test_dropped_before(self):
        post = self.go_wrong('drop-before:100')
        self.check_state(post, 'unknown', 'unknown', 'unknown-outcome')
        self.recover(post)

    def test_dropped_after(self):
        post = self.go_wrong('drop-after:100x1')
        self.check_state(post, 'unknown', 'unknown', 'unknown-outcome')
        self.recover(post)

    def test_rate(self):
        """The first answer says that nothing is left for longer than the second post may be late: it is not even tried, and people are told why."""
        posts = [self.office.sign() for n in range(2)]
        self.office.misbehave('rate:1')
        self.office.publish()
        states = {self.office.publication(post)['state']: post for post in posts}
        self.assertEqual(set(states), {'sent', 'queued'})
        self.office.publish()
        post = states['queued']
        self.assertEqual(self.office.publication(post)['attempts'], 0)
        self.assertEqual(len(self.office.list_network()), 1)
        left, until = self.office.query("SELECT remaining, resets_at FROM rate_limits WHERE bucket = 'publish'")[0]
        self.assertEqual(left, 0)
        self.assertGreater(until, time.time() * 1e6)

    def test_wrong_token(self):
        post = self.office.sign()
        path = self.office.folder / 'practice/tokens'
        good = path.read_text()
        path.write_text(json.dumps(dict.fromkeys(json.loads(good), 'wrong')))
        self.office.publish()
        self.check_state(post, 'failed', 'not-sent', 'login-rejected', 'HTTP 401')
        accounts = self.office.ask('account', 'list', login='chief')['accounts']
        self.assertEqual(accounts[0]['health'], 'login-rejected')
        path.write_text(good)
        number, = self.office.query('SELECT id FROM publications')[0]
        self.office.ask('publication', 'retry', login='duty', publication=number)
        self.recover(post)

    def test_refused(self):
        """The network's limit is lower than it said: it refuses, and says why."""
        self.office.patch("UPDATE accounts SET limits = replace(limits, '500', '5000')")
        post = self.office.sign(text='long words ' * 70)
        self.office.publish()
        self.check_state(post, 'failed', 'not-sent', 'refused', 'HTTP 422')
        self.assertEqual(self.office.list_network(), [])

    def test_connecting(self):
        """An account that cannot be asked is not connected; no practice office meets a real network."""
        for nick, arguments in (('practice-only', {'network': 'mastodon', 'address': 'https://mastodon.example'}),
                                ('practice-only', {'network': 'practice', 'address': 'http://10.0.0.1:80'}),
                                ('offline', {'network': 'practice', 'address': 'http://127.0.0.1:9'}),
                                ('login-rejected', {'network': 'practice', 'address': self.office.address})):
            with self.subTest(arguments):
                self.office.refuse(nick, 'account', 'add', login='admin', token='wrong', colour='#3584e4', **arguments)


class AtOnce(OfficeTest):
    ROUNDS = 25

    def test_two_decide(self):
        """Two reviewers in two programs, at the same moment: one decides, the other is told that he comes late."""
        winners = set()
        for n in range(self.ROUNDS):
            post = self.office.write(f'Round {n}', accounts=[1])
            self.office.ask('post', 'submit', login='drafter', post=post)
            words = ('post', 'decide', *self.office.options({'post': post, 'digest': self.office.digest(post), 'stage': 0}))
            programs = [self.office.start(*words, '--verdict=approve', login='reviewer'),
                        self.office.start(*words, '--verdict=return', '--reason=No.', login='other')]
            answers = [self.office.finish(program) for program in programs]
            self.assertEqual(sorted(answer.code for answer in answers), [0, 1], [str(answer) for answer in answers])
            late = next(answer for answer in answers if answer.code == 1)
            check_refusal(late, 'conflict', 'Somebody else decided')
            verdicts = self.office.query('SELECT verdict FROM decisions WHERE post = ?', post)
            self.assertEqual(len(verdicts), 1)
            winner = 'return' if answers[1].code == 0 else 'approve'
            winners.add(winner)
            self.assertEqual(verdicts[0][0], winner)
            self.assertEqual(self.office.sheet(post)['post']['state'], 'returned' if winner == 'return' else 'in-review')
        self.office.check_whole()

    def test_two_save(self):
        """Two windows save the same draft: the second is told, and the first one's words stay."""
        post = self.office.write(login='drafter')
        sheet = self.office.sheet(post, 'drafter')
        words = ('post', 'save', *self.office.options({'post': post, 'version': sheet['version']}))
        programs = [self.office.start(*words, f'--content={{"segments":[{{"text":"{text}"}}]}}', login='drafter') for text in ('one', 'two')]
        answers = [self.office.finish(program) for program in programs]
        self.assertEqual(sorted(answer.code for answer in answers), [0, 1], [str(answer) for answer in answers])
        check_refusal(next(answer for answer in answers if answer.code == 1), 'conflict')
        winner = 'one' if answers[0].code == 0 else 'two'
        self.assertEqual(self.office.sheet(post, 'drafter')['content']['segments'][0]['text'], winner)


if __name__ == '__main__':
    main(sys.argv[1])
