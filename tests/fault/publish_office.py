# SPDX-License-Identifier: GPL-3.0-or-later
"""The office of a fault run: its people, what they write and sign, and its publishers, which die at any moment."""

import glob
import hashlib
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

from terminal import PEOPLE, make_environment, make_noise

SECOND = 1_000_000
WORDS = ('bridge', 'closed', 'Monday', 'library', 'opens', 'water', 'Linden', 'council', '桥梁', '周一', '关闭', 'الجسر', 'मार्ग', 'café', '&', '<b>', '“quoted”', '🚒', '👩🏽‍🚒', '#linden',
         'https://www.example.org/a?b=1&c=2')


class Refused(Exception):
    def __init__(self, nick, message):
        super().__init__(f'{nick}: {message}')
        self.nick = nick


def post_json(address, body=None, timeout=30):
    request = urllib.request.Request(address, data=json.dumps(body or {}).encode(), headers={'Content-Type': 'application/json'})
    with urllib.request.urlopen(request, timeout=timeout) as reply:
        return json.load(reply)


class Clock:
    """The computer's clock as the program sees it: libfaketime reads the file at each look. Time that only runs (monotonic) is left alone."""

    def __init__(self, folder):
        found = glob.glob('/usr/lib/*/faketime/libfaketimeMT.so.1')
        if not found:
            raise SystemExit('libfaketime is missing (Debian: faketime)')
        self.library, self.file, self.ahead = found[0], Path(folder) / 'clock', 0.0
        self.set(0.0)

    def set(self, ahead):
        self.ahead = ahead
        beside = self.file.with_suffix('.new')
        beside.write_text(f'{ahead:+.3f}\n')
        beside.rename(self.file)

    def now(self):
        return int((time.time() + self.ahead) * SECOND)

    def environment(self, home):
        return {**make_environment(home), 'LD_PRELOAD': self.library, 'FAKETIME_TIMESTAMP_FILE': str(self.file), 'FAKETIME_NO_CACHE': '1',
                'FAKETIME_DONT_FAKE_MONOTONIC': '1', 'NO_FAKE_STAT': '1', 'G_DEBUG': '', 'GSETTINGS_BACKEND': 'memory',
                # in a build with sanitizers
                'ASAN_OPTIONS': 'detect_leaks=0:verify_asan_link_order=0'}


class Helper:
    """A program that prints its address and ends with its standard input."""

    def __init__(self, *words):
        self.process = subprocess.Popen([str(w) for w in words], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.address = self.process.stdout.readline().decode().strip()
        if not self.address.startswith('http://127.0.0.1:'):
            raise SystemExit(f'{words} does not start: {self.address}')

    def stop(self):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


class Office:
    def __init__(self, cli, people, folder):
        self.cli, self.folder, self.home = str(cli), Path(folder) / 'office', Path(folder) / 'home'
        self.log = open(Path(folder) / 'publisher.log', 'ab')  # pylint: disable=consider-using-with
        self.clock = Clock(folder)
        self.environment = self.clock.environment(self.home)
        self.people = subprocess.Popen([str(people), str(self.folder)], env=self.environment, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=self.log, encoding='utf-8')
        self.lock = threading.Lock()
        self.call('', 'office.create', name='Office', language='en', zone='UTC', practice=True, sections=['Press'],
                  administrator={'login': 'admin', 'name': 'Ada Admin', 'password': ''},
                  people=[{**person, 'password': ''} for person in PEOPLE])

    def call(self, login, operation, **arguments):
        with self.lock:
            self.people.stdin.write(json.dumps([login, operation, arguments]) + '\n')
            self.people.stdin.flush()
            line = self.people.stdout.readline()
        if not line:
            raise SystemExit(f'{operation}: the people of the office have ended')
        reply = json.loads(line)
        if 'refused' in reply:
            raise Refused(reply['refused'], f'{operation}: {reply["message"]}')
        return reply

    def query(self, sql, *values):
        db = sqlite3.connect(f'file:{urllib.parse.quote(str(self.folder / "office.db"))}?mode=ro', uri=True, timeout=20)
        try:
            db.row_factory = sqlite3.Row
            return [dict(row) for row in db.execute(sql, values)]
        finally:
            db.close()

    def patch(self, *statements):
        """Past the program, and past the triggers that keep what was decided: what only somebody with the file in his hands can do."""
        db = sqlite3.connect(self.folder / 'office.db', timeout=20)
        with db:
            triggers = [row for row in db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%_no_%'")]
            for name, _ in triggers:
                db.execute(f'DROP TRIGGER {name}')
            for sql, values in statements:
                db.execute(sql, values)
            for _, sql in triggers:
                db.execute(sql)
        db.close()

    def publications(self):
        return self.query('SELECT p.*, q.network FROM publications p JOIN accounts q ON q.id = p.account ORDER BY p.post, p.account, p.segment')

    # the publishers
    def start_publisher(self):
        return subprocess.Popen([self.cli, '--office', str(self.folder), 'publish', 'run'], env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=self.log, stderr=self.log)

    def stop(self):
        self.people.stdin.close()
        self.people.wait(30)
        self.log.close()


class Writer:
    """Writes posts and lets them be signed, all by a seed."""

    def __init__(self, office, accounts, seed, scratch, share=0.35):
        self.share = share           # of the segments that have pictures
        self.office, self.accounts, self.random = office, accounts, random.Random(seed)
        self.signed, self.twins, self.refused = [], [], 0
        self.scratch = Path(scratch)
        self.pictures = [self.take_picture(n, 12 + n) for n in range(8)]

    def take_picture(self, name, side):
        path = self.scratch / f'picture-{name}.png'
        path.write_bytes(make_noise(side))
        return self.office.call('drafter', 'media.add', path=str(path))['media']

    def make_segment(self, mark):
        words = self.random.choices(WORDS, k=self.random.randint(2, 9))
        media = [{**self.random.choice(self.pictures), 'alt_text': f'A bridge, closed · 桥 <{mark}.{n}>'}
                 for n in range(self.random.randint(1, 4) if self.random.random() < self.share else 0)]
        return {'text': f'{mark}: ' + ' '.join(words) + self.random.choice(('', '\nSecond line.', '\n\n— Linden')), 'media': media}

    def make_content(self, number):
        accounts = sorted(self.random.sample(self.accounts, self.random.randint(1, len(self.accounts))))
        if self.twins and self.random.random() < 0.04:
            return {'segments': self.random.choice(self.twins), 'accounts': accounts}  # the same words and pictures once more
        n = self.random.choice((1, 1, 2, 3, 4, 5))
        segments = [self.make_segment(f'Notice {number}/{i + 1}') for i in range(n)]
        if n == 1 and segments[0]['media']:
            self.twins.append(segments)
        return {'segments': segments, 'accounts': accounts}

    def write(self, number):
        """One post, signed or perhaps not: the office may refuse what has become late."""
        content = self.make_content(number)
        later = {'release': 'at-time', 'release_at': self.office.clock.now() + self.random.randint(1, 12) * SECOND, 'zone': 'UTC'}
        try:
            post = self.office.call('drafter', 'post.create', content=content, **(later if self.random.random() < 0.25 else {}))['id']
            self.office.call('drafter', 'post.submit', post=post)
            self.decide(post, 'reviewer')
            self.decide(post, 'leader')
        except Refused as refusal:
            return self.note(refusal)
        self.signed.append(post)
        return post

    def note(self, refusal):
        if refusal.nick not in ('wrong-state', 'release-past', 'clock-back', 'conflict'):
            raise refusal
        self.refused += 1
        self.last_refusal = str(refusal)

    def decide(self, post, login):
        digest = self.office.query('SELECT r.digest FROM posts p JOIN revisions r ON r.id = p.revision WHERE p.id = ?', post)[0]['digest'].hex()
        self.office.call(login, 'post.decide', post=post, digest=digest, verdict='approve')


class Forger:
    """Somebody with the office's files in his hands, who wants something to go out that nobody signed so."""

    def __init__(self, writer):
        self.writer, self.office, self.posts = writer, writer.office, []

    def sign(self, name, media=()):
        """A post that is due tomorrow, so that there is time to change it."""
        content = {'segments': [{'text': f'Forgery {name}', 'media': list(media)}], 'accounts': self.writer.accounts}
        post = self.office.call('drafter', 'post.create', content=content, release='at-time', release_at=self.office.clock.now() + 86400 * SECOND, zone='UTC')['id']
        self.office.call('drafter', 'post.submit', post=post)
        self.writer.decide(post, 'reviewer')
        return post

    def patch(self, post, *statements):
        """What is changed, and that it is due now."""
        self.office.patch(*statements, ("UPDATE publications SET due_at = ? WHERE post = ? AND state = 'queued'", (self.office.clock.now(), post)))

    def get_content(self, post):
        row, = self.office.query('SELECT r.id, r.digest, r.content FROM posts p JOIN revisions r ON r.id = p.revision WHERE p.id = ?', post)
        return row, row['content'].replace('Forgery', 'Forged')

    def change_words(self):
        post = self.sign('of the words')
        self.writer.decide(post, 'leader')
        row, content = self.get_content(post)
        self.patch(post, ('UPDATE revisions SET content = ? WHERE id = ?', (content, row['id'])))
        self.posts.append(post)

    def change_words_and_digests(self):
        post = self.sign('of words and digests')
        self.writer.decide(post, 'leader')
        row, content = self.get_content(post)
        digest = hashlib.sha256(content.encode()).digest()
        self.patch(post, ('UPDATE revisions SET content = ?, digest = ? WHERE id = ?', (content, digest, row['id'])),
                   ('UPDATE publications SET digest = ? WHERE post = ?', (digest, post)))
        self.posts.append(post)

    def leave_out_leader(self):
        post = self.sign('without the leader')
        row, _ = self.get_content(post)
        queue = [('INSERT INTO publications (post, revision, digest, account, segment, state, due_at, key) VALUES (?, ?, ?, ?, 0, ?, ?, ?)',
                  (post, row['id'], row['digest'], account, 'queued', self.office.clock.now(), f'forged {post} {account}')) for account in self.writer.accounts]
        self.patch(post, *queue, ("UPDATE posts SET state = 'queued' WHERE id = ?", (post,)))
        self.posts.append(post)

    def swap_picture(self):
        picture = {**self.writer.take_picture('forged', 99), 'alt_text': 'A bridge'}
        post = self.sign('of a picture', [picture])
        path = next(p for p in (self.office.folder / 'media').rglob('*') if picture['digest'] in p.name)
        path.chmod(0o600)
        path.write_bytes(make_noise(13))
        self.posts.append(post)
        self.writer.decide(post, 'leader')
        self.patch(post)

    def check(self, report):
        """Nothing forged may have gone out, and the proof of the office names every forgery, and nothing else. What does not hold, as sentences"""
        marks = ', '.join('?' * len(self.posts))
        wrong = [f'forged publication {row}' for row in self.office.query(f'SELECT id, post, state FROM publications WHERE post IN ({marks})', *self.posts)
                 if row['state'] not in ('not-sent', 'expired', 'queued')]
        revisions = {r['id']: r['post'] for r in self.office.query('SELECT id, post FROM revisions')}
        named = set()
        for line in report.splitlines()[:-1]:
            found = re.search(r'\b(post|revision) (\d+)', line)
            post = None if found is None else int(found[2]) if found[1] == 'post' else revisions.get(int(found[2]))
            named.add(post)
            if post not in self.posts:
                wrong.append(f'the journal does not hold: {line}')
        return wrong + [f'the proof does not find the forgery of post {post}' for post in self.posts if post not in named]

    def forge(self, number):
        try:
            (self.change_words, self.change_words_and_digests, self.leave_out_leader, self.swap_picture)[number % 4]()
        except Refused as refusal:
            self.writer.note(refusal)


class Publishers:
    """One publisher or two at a time, and their ends."""

    def __init__(self, office, seed):
        self.office, self.random = office, random.Random(seed)
        self.running, self.kills, self.stops, self.suspensions, self.jumps, self.latest, self.failures = [], 0, 0, 0, 0, 0.0, []

    def start(self):
        self.running.append(self.office.start_publisher())

    def end(self, process, number):
        if process.poll() is not None:
            self.failures.append(process.returncode)
        else:
            process.send_signal(number)
            process.wait(60)
            if number == signal.SIGTERM and process.returncode not in (0, -signal.SIGTERM):
                self.failures.append(process.returncode)
        self.running.remove(process)

    def end_all(self, number=signal.SIGTERM):
        for process in list(self.running):
            self.end(process, number)

    def jump(self, seconds):
        self.jumps += 1
        self.office.clock.set(self.office.clock.ahead + seconds)
        if self.office.clock.ahead < 100 * 86400:
            self.latest = max(self.latest, self.office.clock.ahead)

    def suspend(self):
        """The lid is closed: nothing runs, and then it is later."""
        self.suspensions += 1
        process = self.running[0]
        if process.poll() is None:
            process.send_signal(signal.SIGSTOP)
            time.sleep(self.random.uniform(0.02, 0.3))
            self.jump(self.random.choice((30, 240, 1200, 30000)))
            process.send_signal(signal.SIGCONT)

    def disturb_clock(self):
        chance = self.random.random()
        if chance < 0.6:
            self.jump(self.random.uniform(2, 60))
        elif chance < 0.75:
            self.jump(-self.random.uniform(1, 60))
        elif chance < 0.85:
            self.suspend()
        elif chance < 0.92:
            self.jump(self.random.uniform(600, 8000))
        elif chance < 0.97:
            self.jump(-self.random.uniform(600, 4000))
        else:
            years = self.random.choice((-1, 1)) * 365 * 86400
            self.jump(years)
            time.sleep(self.random.uniform(0.05, 0.5))
            self.jump(-years)

    def trouble(self):
        """One stretch of work, and how it ends."""
        if not self.running:
            self.start()
        if len(self.running) < 2 and self.random.random() < 0.1:
            self.start()
        time.sleep(self.random.choice((self.random.uniform(0.02, 0.2), self.random.uniform(0.2, 2.0))))
        if self.random.random() < 0.35:
            self.disturb_clock()
        if self.random.random() < 0.85:
            gentle = self.random.random() < 0.08
            self.stops += gentle
            self.kills += not gentle
            self.end(self.random.choice(self.running), signal.SIGTERM if gentle else signal.SIGKILL)
