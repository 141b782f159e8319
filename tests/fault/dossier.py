# SPDX-License-Identifier: GPL-3.0-or-later
"""dossier.py PROGRAM: a dossier convinces who has nothing but Python or openssl, and no bit of it can be changed unnoticed."""

import ast
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
import unittest.mock
from pathlib import Path

from terminal import OfficeTest, check_refusal, main, make_noise, wait_until

INTERNAL = 'Between us: the mayor hates bridges.'
TEXT = '桥梁周一关闭。The bridge is closed on Monday. الجسر مغلق يوم الاثنين.'
ROUTE = {'name': 'Two stages', 'stages': [
    {'title': 'First reading', 'kind': 'review', 'quorum': 'any', 'ticks': ['Wording is plain', 'Facts are sourced'],
     'parties': [{'kind': 'role-in-own-section', 'role': 'reviewer'}]},
    {'title': 'Sign-off', 'kind': 'sign-off', 'quorum': 'any', 'parties': [{'kind': 'role-anywhere', 'role': 'leader'}]}]}

RFC_8032 = [
    ('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '',
     'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'),
    ('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '72',
     '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'),
    ('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82',
     '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a')]


class Verdict:
    """What verify.py said."""

    def __init__(self, folder, *words, program=None, language='C'):
        env = {'PATH': os.environ['PATH'], 'LC_ALL': language, 'HOME': '/nonexistent'}
        answer = subprocess.run([sys.executable, '-I', '-B', str(program or folder / 'verify.py'), *words], env=env, cwd='/',
                                stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        self.code = answer.returncode
        self.out = answer.stdout.decode() + answer.stderr.decode()

    def names(self, path):
        return f'\n  {path}: ' in self.out or (path == 'verify.py' and 'verify.py' in self.out)

    def __str__(self):
        return f'exit {self.code}\n{self.out}'


def list_files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob('*') if path.is_file())


def list_again(folder):
    """What a forger does who knows the form of the lists, but has no key of the office."""
    rows = []
    for path in list_files(folder):
        if not path.startswith('manifest.'):
            data = (folder / path).read_bytes()
            rows.append(f'\n  {{"path": "{path}", "sha256": "{hashlib.sha256(data).hexdigest()}", "size": {len(data)}}}')
    (folder / 'manifest.json').write_text('{"files": [' + ','.join(rows) + '\n], "form": "countersign.manifest.1"}\n')
    sums = [f'{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n' for path in list_files(folder) if path != 'manifest.sha256']
    (folder / 'manifest.sha256').write_text(''.join(sums))


class Dossier(OfficeTest):
    made = None

    def setUp(self):
        super().setUp()
        if not Dossier.made:
            made = Path(self.scratch.name) / 'made'
            made.mkdir(exist_ok=True)
            post = self.take_the_whole_way()
            self.office.ask('dossier', 'export', login='leader', post=post, to=str(made / 'dossier'))
            shutil.copytree(self.office.folder, made / 'office')
            Dossier.made = made
        self.folder = self.place / 'dossier'
        shutil.copytree(Dossier.made / 'dossier', self.folder)
        shutil.rmtree(self.office.folder)
        shutil.copytree(Dossier.made / 'office', self.office.folder)
        self.post = 1

    def decide(self, post, login, **more):
        return self.office.ask('post', 'decide', login=login, post=post, digest=self.office.digest(post), verdict='approve', **more)

    def take_the_whole_way(self):
        """Two versions, an edit in review, a take-back, a comment, somebody signing for somebody, a publication."""
        self.office.ask('route', 'set', login='admin', route=ROUTE)
        self.office.ask('route', 'choose', login='admin', default=ROUTE['name'])
        pictures = [self.office.ask('media', 'add', login='drafter', path=str(self.put(f'{n}.png', make_noise(40))))['media'] for n in range(2)]
        for picture in pictures:
            picture['alt_text'] = 'A bridge, closed · 桥'
        post = self.office.write(text=TEXT, accounts=[1], media=pictures[:1])
        self.office.ask('post', 'submit', login='drafter', post=post)
        self.decide(post, 'reviewer', ticks=[0, 1])
        self.office.ask('comment', 'add', login='reviewer', post=post, kind='comment', text=INTERNAL)
        sheet = self.office.sheet(post, 'colleague')
        content = sheet['content']
        content['segments'][0]['media'] = pictures
        content['sources'] = [{'publisher': 'Roads', 'title': 'Closures', 'date': '2026', 'address': 'https://roads.example/' + 'a' * 300}]
        self.office.ask('post', 'save', login='colleague', post=post, version=sheet['version'], content=content)
        self.office.ask('post', 'submit', login='colleague', post=post)
        self.decide(post, 'reviewer', ticks=[0, 1])
        decision = self.office.query('SELECT max(id) FROM decisions')[0][0]
        self.office.ask('post', 'take-back', login='reviewer', post=post, decision=decision, reason='I read it again.')
        self.decide(post, 'reviewer', ticks=[0, 1], reason='Better now.')
        begins = int(time.time() * 1e6) + 1_000_000
        person = dict(self.office.query('SELECT login, id FROM people'))
        self.office.ask('delegation', 'add', login='leader', delegate=person['other'], from_at=begins, until_at=begins + 3_600_000_000)
        wait_until(lambda: time.time() * 1e6 > begins, 'the absence begins')
        self.decide(post, 'other', acting_for=person['leader'])
        self.office.serve()
        self.office.publish()
        self.office.stop_serving()
        self.assertEqual(self.office.publication(post)['state'], 'sent')
        return post

    def load(self, name):
        return json.loads((self.folder / name).read_text())

    def store(self, name, value):
        (self.folder / name).write_text(json.dumps(value, ensure_ascii=False))

    def check_found(self, *places, words=()):
        verdict = Verdict(self.folder)
        self.assertEqual(verdict.code, 1, f'nothing was found: {verdict}')
        self.assertNotIn('Traceback', verdict.out)
        for path in places:
            self.assertTrue(verdict.names(path), f'{path} should be named: {verdict}')
        for text in words:
            self.assertIn(text, verdict.out)
        return verdict

    # --- as it comes ---

    def test_holds(self):
        verdict = Verdict(self.folder)
        self.assertEqual(verdict.code, 0, str(verdict))
        self.assertIn('All holds.', verdict.out)
        self.assertIn('versions: 2, decisions: 5', verdict.out)
        self.assertIn('全部相符', Verdict(self.folder, language='zh_CN.UTF-8').out)
        self.assertEqual(Verdict(self.folder, '--openssl').code, 0)
        self.assertEqual(Verdict(self.folder, str(self.folder), program=Dossier.made / 'dossier/verify.py').code, 0)
        self.assertEqual(list_files(self.folder), list_files(Dossier.made / 'dossier'), 'checking leaves nothing behind')
        sums = subprocess.run(['sha256sum', '--quiet', '-c', 'manifest.sha256'], cwd=self.folder, capture_output=True)
        self.assertEqual(sums.returncode, 0, sums)

    def test_contents(self):
        decisions = self.load('decisions.json')
        self.assertEqual([row['verdict'] for row in decisions], ['approve', 'approve', 'take-back', 'approve', 'approve'])
        self.assertNotEqual(decisions[4]['acting_for'], 0)
        self.assertEqual(decisions[0]['ticked'], ['Wording is plain', 'Facts are sourced'])
        self.assertEqual(len(list((self.folder / 'media').iterdir())), 2)
        self.assertEqual(self.load('publications.json')[0]['read_back'], 'same')
        self.assertTrue((self.folder / 'dossier.pdf').read_bytes().startswith(b'%PDF-'))
        self.assertIn('核验', (self.folder / 'README.txt').read_text())

    def test_stock_python(self):
        """No module that does not come with Python."""
        for node in ast.walk(ast.parse((self.folder / 'verify.py').read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                self.assertIn(name.split('.')[0], sys.stdlib_module_names)

    def test_ed25519(self):
        """The verifier's own Ed25519 against RFC 8032, section 7.1, and against what must not pass."""
        spec = importlib.util.spec_from_file_location('verify', self.folder / 'verify.py')
        verify = importlib.util.module_from_spec(spec)
        with unittest.mock.patch.object(sys, 'argv', ['verify.py']), unittest.mock.patch.object(sys, 'dont_write_bytecode', True):
            spec.loader.exec_module(verify)
        for key, message, signature in RFC_8032:
            key, message, signature = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
            self.assertTrue(verify.signature_holds(key, message, signature))
            self.assertFalse(verify.signature_holds(key, message + b'.', signature))
            again = (int.from_bytes(signature[32:], 'little') + verify.ORDER).to_bytes(32, 'little')
            self.assertFalse(verify.signature_holds(key, message, signature[:32] + again), 'a second form of the same signature')
        small = (1).to_bytes(32, 'little')
        self.assertFalse(verify.signature_holds(small, b'any', small + bytes(32)), 'a key that fits every message')

    def ask_openssl(self, signature, statement):
        key = signature.name.split('.')[1]
        return subprocess.run(['openssl', 'pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', str(self.folder / f'signatures/{key}.pem'),
                               '-sigfile', str(signature), '-in', str(statement)], capture_output=True).returncode == 0

    def test_openssl(self):
        """Each signature as the README says it; and not over other words."""
        signatures = sorted((self.folder / 'signatures').glob('*.sig'))
        self.assertEqual(len(signatures), 5)
        for signature in signatures:
            statement = signature.with_name(signature.name.split('.')[0] + '.statement')
            self.assertTrue(self.ask_openssl(signature, statement), signature)
            other = self.put('other', statement.read_bytes().replace(b'"time":1', b'"time":2'))
            self.assertFalse(self.ask_openssl(signature, other), signature)

    # --- one bit ---

    def test_one_bit(self):
        """In the first, a middle and the last byte of every file in turn."""
        for path in list_files(self.folder):
            file = self.folder / path
            data = file.read_bytes()
            for place, bit in {(0, 1), (len(data) // 2, 2), (len(data) - 1, 4)}:
                with self.subTest(path=path, place=place, bit=bit):
                    file.write_bytes(data[:place] + bytes([data[place] ^ bit]) + data[place + 1:])
                    verdict = Verdict(self.folder)
                    self.assertEqual(verdict.code, 1, str(verdict))
                    self.assertTrue(verdict.names(path), str(verdict))
            file.write_bytes(data)
        self.assertEqual(Verdict(self.folder).code, 0)

    def test_one_bit_of_the_verifier(self):
        """It finds a change in itself, or dies of it and says where, at places all over it."""
        file = self.folder / 'verify.py'
        data = file.read_bytes()
        for place in range(7, len(data), len(data) // 60):
            with self.subTest(place=place, line=data[:place].count(b'\n') + 1):
                file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1:])
                verdict = Verdict(self.folder)
                self.assertEqual(verdict.code, 1, str(verdict))
                self.assertTrue(verdict.names('verify.py'), str(verdict))

    def test_one_bit_of_the_lists(self):
        """Which of the lists was changed is told from the files and the signature."""
        for path in ('manifest.json', 'manifest.note', 'manifest.sha256'):
            data = (self.folder / path).read_bytes()
            for place in range(0, len(data), max(1, len(data) // 25)):
                with self.subTest(path=path, place=place):
                    (self.folder / path).write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1:])
                    self.check_found(path)
            (self.folder / path).write_bytes(data)

    def test_missing_and_added(self):
        for path in list_files(self.folder):
            with self.subTest(path=path):
                file = self.folder / path
                file.rename(self.place / 'away')
                verdict = Verdict(self.folder, str(self.folder), program=Dossier.made / 'dossier/verify.py')
                self.assertEqual(verdict.code, 1)
                self.assertTrue(verdict.names(path), str(verdict))
                (self.place / 'away').rename(file)
        (self.folder / 'media/extra.png').write_bytes(b'x')
        self.check_found('media/extra.png')

    def test_file_manager(self):
        """Who only looked at the folder has not spoilt the evidence."""
        for name in ('.DS_Store', 'media/Thumbs.db'):
            (self.folder / name).write_bytes(b'x')
        verdict = Verdict(self.folder)
        self.assertEqual(verdict.code, 0, str(verdict))
        self.assertIn('left media/Thumbs.db here', verdict.out)

    # --- forged with care: the lists are made again ---

    def check_forged(self, *places, words=()):
        list_again(self.folder)
        self.check_found('manifest.json', *places, words=(*words, 'files were exchanged together with their list'))

    def test_nothing_but_listed_again(self):
        list_again(self.folder)
        self.assertEqual(Verdict(self.folder).code, 0, 'a list made again of the same files is the same')

    def test_signature(self):
        rows = self.load('decisions.json')
        rows[1]['signature'] = rows[0]['signature']
        path = next((self.folder / 'signatures').glob(f'decision-{rows[1]["id"]}.*.sig'))
        path.write_bytes(bytes.fromhex(rows[0]['signature']))
        self.store('decisions.json', rows)
        self.check_forged('decisions.json', words=[f'the signature of decision {rows[1]["id"]} does not hold'])

    def test_verdict(self):
        rows = self.load('decisions.json')
        rows[0]['person'] = rows[4]['person']
        self.store('decisions.json', rows)
        self.check_forged('decisions.json', words=[f'decision {rows[0]["id"]} is not what was signed', 'the key of somebody else'])

    def test_decision_left_out(self):
        rows = self.load('decisions.json')
        gone = rows.pop(2)
        self.store('decisions.json', rows)
        self.check_forged('decisions.json', words=[f'decision {gone["id"]} is missing'])

    def test_version_left_out(self):
        rows = self.load('revisions.json')
        del rows[0]
        (self.folder / 'revisions/1.json').unlink()
        self.store('revisions.json', rows)
        self.check_forged('revisions.json', 'decisions.json', words=['version 1 is missing', 'about a version that is not here'])

    def test_words(self):
        path = self.folder / 'revisions/2.json'
        path.write_bytes(path.read_bytes().replace(b'Monday', b'Sunday'))
        self.check_forged('revisions/2.json', words=['is not the version that was signed'])

    def test_words_and_digest(self):
        """The digest changed everywhere but where it was signed."""
        path = self.folder / 'revisions/2.json'
        path.write_bytes(path.read_bytes().replace(b'Monday', b'Sunday'))
        rows = self.load('revisions.json')
        rows[1]['digest'] = hashlib.sha256(path.read_bytes()).hexdigest()
        self.store('revisions.json', rows)
        self.check_forged('revisions.json', 'decisions.json', 'publications.json')

    def test_journal(self):
        rows = self.load('journal.json')
        entry = next(row for row in rows if row['kind'] == 'decided')
        entry['at'] += 1
        self.store('journal.json', rows)
        self.check_forged('journal.json', 'decisions.json', words=[f'entry {entry["sequence"]} was changed'])

    def test_journal_hashed_again(self):
        """Its hash made again too: the next entry does not follow from it."""
        rows = self.load('journal.json')
        place = next(n for n, row in enumerate(rows) if n + 1 < len(rows) and row['kind'] == 'submitted' and rows[n + 1]['sequence'] == row['sequence'] + 1)
        rows[place]['at'] += 1
        rows[place]['hash'] = self.hash_entry(rows[place])
        self.store('journal.json', rows)
        self.check_forged('journal.json', words=[f'does not follow from entry {rows[place]["sequence"]}'])

    @staticmethod
    def hash_entry(row):
        data = b'CSJ1' + bytes.fromhex(row['previous']) + b''.join(row[name].to_bytes(8, 'big', signed=True) for name in ('sequence', 'at', 'actor', 'post'))
        for name in ('kind', 'details'):
            data += len(row[name].encode()).to_bytes(4, 'big') + row[name].encode()
        return hashlib.sha256(data).hexdigest()

    def test_contributor(self):
        """Who wrote is left out, so that his approval would count."""
        post = self.load('post.json')
        del post['contributors'][0]
        self.store('post.json', post)
        self.check_forged('post.json', words=['wrote, as journal entry'])

    def test_key(self):
        rows = self.load('keys.json')
        rows[0]['public'], rows[1]['public'] = rows[1]['public'], rows[0]['public']
        self.store('keys.json', rows)
        list_again(self.folder)
        self.check_found('keys.json', 'decisions.json')

    def test_picture(self):
        path = next((self.folder / 'media').iterdir())
        path.write_bytes(make_noise(10))
        self.check_forged(f'media/{path.name}', words=['is not the file that was signed'])

    def test_another_dossier_s_note(self):
        """The lists of another export of the same post do not cover this one."""
        again = self.place / 'again'
        self.office.ask('dossier', 'export', login='chief', post=self.post, to=str(again))
        self.assertEqual(Verdict(again).code, 0)
        for name in ('manifest.json', 'manifest.note', 'manifest.sha256'):
            shutil.copy(again / name, self.folder / name)
        self.check_found('office.json')

    # --- what does not leave ---

    def test_no_secret(self):
        secrets = [blob for table, column in (('keys', 'sealed'), ('people', 'password')) for blob, in self.office.query(f'SELECT {column} FROM {table}') if blob]
        self.assertTrue(secrets)
        forms = [INTERNAL.encode()]
        for secret in secrets:
            raw = secret if isinstance(secret, bytes) else secret.encode()
            forms += [raw, raw.hex().encode()]
        for path in list_files(self.folder):
            data = (self.folder / path).read_bytes()
            for form in forms:
                self.assertNotIn(form, data, path)

    def test_comments(self):
        """Internal comments come along where they are asked for, and only then."""
        to = self.place / 'with'
        self.office.ask('dossier', 'export', login='leader', post=self.post, to=str(to), comments=True)
        self.assertIn(INTERNAL, (to / 'comments.json').read_text())
        self.assertEqual(Verdict(to).code, 0, str(Verdict(to)))
        self.assertFalse((self.folder / 'comments.json').exists())

    # --- the export itself ---

    def test_on_record(self):
        details, = self.office.query("SELECT details FROM journal WHERE kind = 'dossier-exported'")[0]
        self.assertEqual(json.loads(details)['manifest'], hashlib.sha256((self.folder / 'manifest.json').read_bytes()).hexdigest())
        self.office.check_whole()

    def test_in_the_journal(self):
        """The office finds the head of its journal that the signed list names."""
        line = (self.folder / 'manifest.note').read_text().split('\n')[3].split(' ')
        self.assertTrue(self.office.ask('seal', 'check', login='leader', sequence=int(line[1]), hash=line[2])['contained'])
        self.assertFalse(self.office.ask('seal', 'check', login='leader', sequence=int(line[1]), hash='0' * 64)['contained'])

    def test_refusals(self):
        export = {'post': self.post, 'to': str(self.place / 'new')}
        self.office.refuse('forbidden', 'dossier', 'export', login='drafter', **export)
        self.office.refuse('forbidden', 'dossier', 'export', login='reviewer', **export)
        self.office.refuse('not-found', 'dossier', 'export', login='leader', **{**export, 'post': 99})
        self.office.refuse('invalid', 'dossier', 'export', login='leader', detail='there already', **{**export, 'to': str(self.folder)})
        self.office.refuse('invalid', 'dossier', 'export', login='leader', detail='not a folder', **{**export, 'to': str(self.place / 'none/new')})
        file = self.put('file', b'x')
        self.office.refuse('invalid', 'dossier', 'export', login='leader', **{**export, 'to': str(file)})
        self.assertEqual(file.read_bytes(), b'x')
        self.assertEqual([path.name for path in self.place.iterdir() if 'partial' in path.name], [])

    def test_media_gone(self):
        """Evidence that would not be whole is not made; nothing of it stays."""
        next(path for path in (self.office.folder / 'media').rglob('*') if path.is_file()).unlink()
        answer = self.office.run('dossier', 'export', *self.office.options({'post': self.post, 'to': str(self.place / 'new')}), login='leader')
        check_refusal(answer, 'not-found')
        self.assertEqual([path.name for path in self.place.iterdir() if path.name.startswith('new')], [])

    def test_empty_folder(self):
        to = self.place / 'empty'
        to.mkdir()
        self.office.ask('dossier', 'export', login='leader', post=self.post, to=str(to))
        self.assertEqual(Verdict(to).code, 0)


if __name__ == '__main__':
    main(sys.argv[1])
