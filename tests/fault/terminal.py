# SPDX-License-Identifier: GPL-3.0-or-later
"""An office as the terminal program sees it, for tests from outside. Standard library only."""

import hashlib
import json
import os
import re
import select
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import urllib.request
import zlib
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
PASSWORD = 'quite long enough 7'

PEOPLE = [
    {'login': 'drafter', 'name': 'Dora Drafter', 'roles': 'drafter', 'section': 'Press'},
    {'login': 'colleague', 'name': 'Cleo Colleague', 'roles': 'drafter,reviewer', 'section': 'Press'},
    {'login': 'reviewer', 'name': 'Rita Reviewer', 'roles': 'reviewer', 'section': 'Press'},
    {'login': 'other', 'name': 'Otto Other', 'roles': 'reviewer', 'section': 'Press'},
    {'login': 'leader', 'name': 'Leo Leader', 'roles': 'leader', 'section': ''},
    {'login': 'chief', 'name': 'Chen Chief', 'roles': 'administrator,leader', 'section': ''},
    {'login': 'duty', 'name': 'Dan Duty', 'roles': 'duty', 'section': ''},
]


def read_sentences():
    """What a person is told for each error, from the one place that has the sentences."""
    text = (SOURCE / 'src/core/cs-error.c').read_text()
    pairs = re.findall(r'\[CS_ERROR_[A-Z_]+\] = \{\s*"([a-z-]+)",\s*N_\("((?:[^"\\]|\\.)*)"\)', text)
    assert len(pairs) > 25, 'the sentences are no longer written as this test reads them'
    return dict(pairs)


SENTENCES = read_sentences()


def make_environment(home):
    """A workstation of its own: what it remembers of an office is not to meet a copy of that office."""
    env = {**os.environ, 'G_DEBUG': 'fatal-criticals', 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC'}
    env.pop('G_MESSAGES_DEBUG', None)
    for name in ('CACHE', 'CONFIG', 'DATA', 'STATE'):
        env[f'XDG_{name}_HOME'] = str(home / name.lower())
    return env


def wait_until(condition, what, seconds=20):
    """Nothing here sleeps for a fixed time: it waits for what it needs, within a bound."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError(f'waited {seconds} s in vain: {what}')


def make_png(width, height, rows=None, depth=8):
    """A grey PNG; @rows: packed pixels with their filter bytes, black if absent."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    # Row by row: the kernel counts this program's own memory as its children's.
    packer = zlib.compressobj(6)
    blank = bytes(1 + (width * depth + 7) // 8)
    parts = [packer.compress(blank) for _ in range(height)] if rows is None else [packer.compress(rows)]
    packed = b''.join(parts) + packer.flush()
    header = struct.pack('>IIBBBBB', width, height, depth, 0, 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', packed) + chunk(b'IEND', b'')


def make_noise(side):
    """A picture that no compression makes smaller than its pixels."""
    return make_png(side, side, b''.join(b'\0' + os.urandom(side) for _ in range(side)))


class Answer:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __str__(self):
        return f'exit {self.code}\n{self.out}\n{self.err}'


class Office:
    """One office in a folder of its own, worked through the program."""

    def __init__(self, program, folder):
        self.program, self.folder = program, Path(folder)
        self.prefix = []             # what runs the program: nsenter into a namespace
        self.seen = self.folder      # where this process sees the folder
        self.home = self.folder.parent / 'home'
        self.server = None
        self.address = None

    def start(self, *words, login=None, password_file=None):
        command = [*self.prefix, self.program, '--office', str(self.folder)]
        if login:
            command += ['--as', login]
        if password_file:
            command += ['--password-file', str(password_file)]
        return subprocess.Popen([*command, *map(str, words)], env=make_environment(self.home), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8', errors='replace')

    def finish(self, process, timeout=60):
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise AssertionError(f'no answer in {timeout} s: {process.args}') from None
        answer = Answer(process.returncode, out, err)
        for mark in ('CRITICAL', 'WARNING', 'Traceback', 'AddressSanitizer', 'runtime error'):
            assert mark not in err, f'{process.args}: {answer}'
        assert answer.code in (0, 1, 2), f'{process.args} did not end by itself: {answer}'
        return answer

    def run(self, *words, login=None, password_file=None, timeout=60):
        return self.finish(self.start(*words, login=login, password_file=password_file), timeout)

    def ask(self, subject, verb, login=None, password_file=None, **arguments):
        """Calls an operation that must succeed; returns its reply."""
        answer = self.run('--json', subject, verb, *self.options(arguments), login=login, password_file=password_file)
        assert answer.code == 0, f'{subject} {verb}: {answer}'
        return json.loads(answer.out)

    @staticmethod
    def options(arguments):
        words = []
        for name, value in arguments.items():
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            words.append(f'--{name.replace("_", "-")}={text}')
        return words

    def refuse(self, nick, subject, verb, login=None, detail='', sentence=None, **arguments):
        """Calls an operation that must be refused with the sentence of @nick, and must leave the office as it was."""
        before = self.fingerprint()
        answer = self.run(subject, verb, *self.options(arguments), login=login)
        check_refusal(answer, nick, detail, sentence)
        assert self.fingerprint() == before, f'{subject} {verb} was refused and changed the office: {answer}'
        return answer

    # --- what is stored ---

    def open_database(self):
        if self.seen == self.folder:
            return self.open_file(self.seen)
        # SQLite resolves the way into a namespace, and would open what lies outside at the same place: it gets a copy.
        with tempfile.TemporaryDirectory() as copy:
            for path in self.seen.glob('office.db*'):
                if not path.name.endswith('-shm'):
                    shutil.copyfile(path, Path(copy) / path.name)
            here, memory = self.open_file(Path(copy)), sqlite3.connect(':memory:')
            here.backup(memory)
            here.close()
        return memory

    @staticmethod
    def open_file(folder):
        return sqlite3.connect(f'file:{urllib.parse.quote(str(folder / "office.db"))}?mode=ro', uri=True)

    def query(self, sql, *values):
        db = self.open_database()
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.close()

    def fingerprint(self):
        """Digest of every row of every table and of every media file."""
        digest = hashlib.sha256()
        db = self.open_database()
        tables = [name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                  if not name.startswith('post_search')]
        for table in tables:
            digest.update(table.encode())
            for row in db.execute(f'SELECT * FROM "{table}"'):
                digest.update(repr(row).encode())
        db.close()
        for path in sorted((self.seen / 'media').rglob('*')):
            digest.update(str(path.relative_to(self.seen)).encode())
            if path.is_file():
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def check_whole(self):
        answer = self.run('journal', 'verify', login='chief')
        assert answer.code == 0 and 'All holds' in answer.out, f'the office does not hold: {answer}'

    def patch(self, sql, *values):
        """Writes past the program, for what cannot be brought about through it."""
        db = sqlite3.connect(self.seen / 'office.db')
        with db:
            db.execute(sql, values)
        db.close()

    # --- posts ---

    def write(self, text='The bridge is closed on Monday.', login='drafter', media=None, accounts=(), **arguments):
        content = {'segments': [{'text': text, 'media': media or []}], 'accounts': list(accounts)}
        return self.ask('post', 'create', login=login, content=content, **arguments)['id']

    def sheet(self, post, login='chief'):
        return self.ask('post', 'get', login=login, post=post)

    def digest(self, post):
        blob, = self.query('SELECT r.digest FROM posts p JOIN revisions r ON r.id = p.revision WHERE p.id = ?', post)[0]
        return blob.hex()

    def approve(self, post, login):
        return self.ask('post', 'decide', login=login, post=post, digest=self.digest(post), verdict='approve')

    def submit_and_review(self, accounts=(1,), **arguments):
        post = self.write(accounts=accounts, **arguments)
        self.ask('post', 'submit', login='drafter', post=post)
        self.approve(post, 'reviewer')
        return post

    def sign(self, **arguments):
        post = self.submit_and_review(**arguments)
        self.approve(post, 'leader')
        return post

    # --- the practice network ---

    def serve(self, misbehave=None):
        options = ['--misbehave', misbehave] if misbehave else []
        self.server = self.start('practice', 'serve', *options)
        self.address = self.server.stdout.readline().strip()
        assert self.address.startswith('http://127.0.0.1:'), f'the practice network does not start: {self.address}'

    def stop_serving(self):
        if self.server:
            self.server.terminate()
            self.finish(self.server)
            self.server = None

    def misbehave(self, what):
        request = urllib.request.Request(f'{self.address}/practice/misbehave',
                                         data=urllib.parse.urlencode({'what': what}).encode())
        with urllib.request.urlopen(request, timeout=10) as reply:
            reply.read()

    def list_network(self):
        with urllib.request.urlopen(f'{self.address}/practice/posts', timeout=10) as reply:
            return [status['text'] for status in json.load(reply)]

    def publish(self):
        answer = self.run('publish', 'run', '--once')
        assert answer.code == 0, f'publish run: {answer}'

    def publication(self, post):
        names = ('state', 'error', 'error_detail', 'remote_url', 'next_try_at', 'attempts')
        rows = self.query(f'SELECT {", ".join(names)} FROM publications WHERE post = ?', post)
        assert len(rows) == 1, f'post {post} has {len(rows)} publications'
        return dict(zip(names, rows[0]))


def check_refusal(answer, nick, detail='', sentence=None):
    wanted = sentence or SENTENCES[nick]
    assert answer.code == 1, f'should be refused as {nick}: {answer}'
    assert wanted in answer.err, f'should say “{wanted}”: {answer}'
    assert detail in answer.err, f'should name “{detail}”: {answer}'


class OfficeTest(unittest.TestCase):
    """Each test has its own copy of an office with an account on the practice network."""

    program = None
    template = None
    scratch = None

    @classmethod
    def make(cls, program):
        OfficeTest.program = str(Path(program).resolve())
        OfficeTest.scratch = tempfile.TemporaryDirectory(prefix='countersign-fault-')
        OfficeTest.template = Path(cls.scratch.name) / 'template'
        office = Office(cls.program, cls.template)
        office.ask('office', 'create', name='Office', language='en', zone='UTC', practice=True, sections=['Press'],
                   administrator={'login': 'admin', 'name': 'Ada Admin', 'password': ''},
                   people=[{**person, 'password': ''} for person in PEOPLE])
        office.serve()
        try:
            office.ask('account', 'add', login='admin', network='practice', address=office.address, token='',
                       colour='#3584e4')
        finally:
            office.stop_serving()
        # Whoever signs in for the first time is made a key: that is not what a refused act did.
        for login in ['admin', *(person['login'] for person in PEOPLE)]:
            office.ask('desk', 'get', login=login)

    def setUp(self):
        folder = Path(tempfile.mkdtemp(dir=self.scratch.name)) / 'office'
        shutil.copytree(self.template, folder)
        self.office = Office(self.program, folder)
        self.place = folder.parent
        self.addCleanup(shutil.rmtree, self.place, ignore_errors=True)
        self.addCleanup(self.office.stop_serving)

    def enter(self, script):
        """Runs @script as root of a new namespace and lets all that the office does happen in there."""
        unshare = ['unshare', '--mount'] if os.geteuid() == 0 else ['unshare', '--map-root-user', '--mount']
        keeper = subprocess.Popen([*unshare, 'sh', '-ec', f'{script}\necho ready\nexec cat'], encoding='utf-8',
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        ready = select.select([keeper.stdout], [], [], 20)[0] and keeper.stdout.readline().strip() == 'ready'
        if not ready:
            keeper.kill()
            self.skipTest(f'no mount namespace here: {keeper.communicate()[1].strip()}')
        self.addCleanup(keeper.communicate)
        user = [] if os.geteuid() == 0 else ['--user', '--preserve-credentials']
        self.office.prefix = ['nsenter', *user, '--mount', '--target', str(keeper.pid)]
        self.office.seen = type(self.office.folder)(f'/proc/{keeper.pid}/root{self.office.folder}')

    def put(self, name, data):
        path = self.place / name
        path.write_bytes(data)
        return path


def main(program):
    OfficeTest.make(program)
    try:
        unittest.main(module='__main__', argv=['fault'], verbosity=2)
    finally:
        OfficeTest.scratch.cleanup()
