#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-ten-posts.py COUNTERSIGN CLI SHOTS

A leader clears ten posts by keyboard alone, each on its own sheet: from the Desk, with points to tick, one line by line, one in
somebody else's name, one returned, one taken back and signed again, and one that cannot be signed before all of it was on the screen.
When the key closes the password is asked for, once. Whatever the posts are is made from the terminal before; what was decided is
read there afterwards. Pictures stay in SHOTS. The mouse is never touched.

Every key goes where the focus is, so after each decision the focus must be on the next sheet: that is checked each time.
"""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import uidrive  # noqa: E402
from gi.repository import GLib  # noqa: E402

PROGRAM, CLI, SHOTS = sys.argv[1:4]
PASSWORD = 'between two meetings'
REASON = 'The hall is closed that day'
N_POSTS = 10
N_PARTS = 12  # of the long post: several screens

PLAIN = 'The market opens an hour earlier on Saturday.'
TICKED = 'From January the city answers every letter within ten working days.'
IMPORTANT = 'Boil tap water in the old town until Friday noon.\nThe water board tests every six hours.\nHot line: 311.'
FOR_MARIA = 'The bridge road is closed on Sunday for the run.'
RETURNED = 'The open day is in the town hall on the third.'
LONG = 'How the flood wall works: '
TAKEN_BACK = 'The pool in the north quarter opens again.'


class Office:
    """The office from the terminal."""

    def __init__(self, folder):
        self.folder = folder
        self.run('practice', 'make')
        self.account = self.call('admin', 'account', 'list')['accounts'][0]['id']
        self.people = {p['login']: p['id'] for p in self.call('admin', 'person', 'list')['people']}

    def run(self, *arguments):
        answer = subprocess.run([CLI, '--office', self.folder, '--json', *arguments], capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    def call(self, login, *arguments):
        return json.loads(self.run('--as', login, *map(str, arguments)) or '{}')

    def sheet(self, post):
        return self.call('clara', 'post', 'get', '--post', post)

    def submit(self, drafter, *texts, labels=None, hours=0):
        content = {'accounts': [self.account], 'segments': [{'text': t} for t in texts],
                   'sources': [{'title': 'Minutes', 'publisher': 'Town clerk', 'address': '', 'date': '2026-11-02'}]}
        release = ['--release', 'at-time', '--release_at', int(time.time() + hours * 3600) * 1000000, '--zone', 'UTC'] if hours else []
        post = self.call(drafter, 'post', 'create', '--content', json.dumps(content), *release)['id']
        if labels:
            self.call(drafter, 'post', 'set-labels', '--post', post, '--labels', labels)
        self.call(drafter, 'post', 'submit', '--post', post)
        return post

    def approve(self, login, post, n_ticks=0):
        sheet = self.sheet(post)
        arguments = ['--post', post, '--digest', sheet['digest'], '--verdict', 'approve']
        if n_ticks:
            arguments += ['--ticks', json.dumps(list(range(n_ticks)))]
        if sheet.get('n_lines'):
            arguments += ['--lines', sheet['n_lines']]
        self.call(login, 'post', 'decide', *arguments)

    def fill(self):
        """What waits for the leader, besides what waits in every practice office."""
        now = int(time.time() * 1000000)
        self.call('maria', 'delegation', 'add', '--delegate', self.people['helen'], '--from_at', now + 1000000,
                  '--until_at', now + 3600 * 1000000)
        self.posts = {}
        for text in (PLAIN, RETURNED, TAKEN_BACK):  # what goes out at once cannot be taken back
            self.posts[text] = self.submit('anna', text, hours=30 if text == TAKEN_BACK else 0)
            self.approve('peter', self.posts[text])
        self.posts[LONG] = self.submit('anna', *[f'{LONG}part {i + 1} of {N_PARTS}. ' + 'Step by step. ' * 12
                                                 for i in range(N_PARTS)])
        self.approve('peter', self.posts[LONG])
        self.posts[IMPORTANT] = self.submit('jane', IMPORTANT, labels='important')
        self.approve('ruth', self.posts[IMPORTANT])
        self.posts[TICKED] = self.submit('anna', TICKED, labels='policy')
        self.approve('peter', self.posts[TICKED], 2)
        self.approve('david', self.posts[TICKED], 4)
        self.posts[FOR_MARIA] = self.submit('leo', FOR_MARIA)
        uidrive.poll(lambda: self.count() == N_POSTS, f'{N_POSTS} posts waiting')
        self.call('helen', 'person', 'set-password', '--old_password', '', '--password', PASSWORD)

    def keep_keys_open(self, seconds):
        """For how long an opened key stays open. An office may not say less than a minute, which is longer than this test lasts: so
        it is said behind the office's back."""
        with sqlite3.connect(os.path.join(self.folder, 'office.db')) as database:
            database.execute('UPDATE office SET sign_again_after = ?', (seconds,))
        database.close()

    def count(self):
        return len(self.call('helen', 'desk', 'get')['waiting'])

    def confirmed(self, text):
        """Which points, as bits, and how many lines the leader confirmed."""
        with sqlite3.connect(os.path.join(self.folder, 'office.db')) as database:
            row = database.execute('SELECT ticks, lines FROM decisions WHERE post = ? AND person = ?',
                                   (self.posts[text], self.people['helen'])).fetchone()
        database.close()
        return row

    def decisions(self, text):
        """Of the leader, oldest first."""
        return [d for d in self.sheet(self.posts[text])['decisions'] if d['person'] == self.people['helen']]


class Journey:
    def __init__(self, app, office):
        self.app = app
        self.office = office
        self.page = None
        self.n_shots = 0
        self.n_asked = 0
        self.n_decided = 0

    def shot(self, name):
        self.n_shots += 1
        self.app.shot(os.path.join(SHOTS, f'{self.n_shots:02d}-{name}.png'))

    # where one is: every look at the whole window costs a second, so only the page with the sheets is looked at
    def panes(self):
        """What is shown of each sheet that the page holds now: the one that slides in is the last."""
        if self.page is None:
            pane = next(self.app.each('scroll pane', 'Sheet: ', prefix=True), None)
            if pane is None:
                return
            self.page = self.above(pane, 6)
        for view in self.below(self.page):
            box = view.get_child_at_index(0) if uidrive.name(view) == 'CsSheetView' else None
            stack = box.get_child_at_index(0) if box else None
            for pane in self.below(stack) if stack else ():
                if uidrive.name(pane).startswith('Sheet: '):
                    yield pane

    @staticmethod
    def above(a, n):
        for _i in range(n):
            a = a.get_parent()
        return a

    @staticmethod
    def below(stack):
        """What the pages of a stack hold, the newest first. What slid away goes while we look."""
        for i in reversed(range(stack.get_child_count())):
            page = stack.get_child_at_index(i)
            held = page.get_child_at_index(0) if page is not None and page.get_child_count() else None
            if held is not None:
                yield held

    def sheet(self):
        """The sheet that has the focus, with what it begins with: so the next key does what it says."""
        return next((pane for pane in self.panes() if self.has_focus(pane)), None)

    def on(self, text):
        """Waits until the sheet of that post has the focus."""
        return self.app.wait(lambda: (self.sheet() and self.begins(self.sheet(), text)), f'the focus on the sheet of {text!r}')

    def view(self):
        """All of the newest sheet, with its buttons."""
        return self.above(next(self.panes()), 4)

    def bar(self):
        box = self.view().get_child_at_index(0)
        return box.get_child_at_index(box.get_child_count() - 1)

    def find_here(self, role, name, within=None, **kw):
        return self.app.wait(lambda: next(self.app.each(role, name, within=(within or self.view)(), **kw), None), f'{role} {name!r}')

    @staticmethod
    def begins(sheet, text):
        return sheet if text is None or text.split('\n')[0][:20] in uidrive.name(sheet) else None

    def has_focus(self, a):
        return 'focused' in uidrive.states(a)

    def decide_button(self):
        """The one that decides, as it is called."""
        return self.app.wait(lambda: next((a for a in self.app.each('button', within=self.bar())
                                           if uidrive.name(a).startswith(('Sign', 'Approve'))), None), 'the button that decides')

    def read_on(self, button):
        """A shows what was not on the screen yet, and leads to the button in the end."""
        for _i in range(60):
            self.app.key('a')
            try:
                self.app.wait(lambda: self.has_focus(button), 'the focus on the button', 0.25)
                return
            except AssertionError:
                continue
        raise AssertionError(f'A never led to {uidrive.name(button)!r}')

    # getting there
    def find(self, text):
        """With J to the sheet of that post, which is further down."""
        for _i in range(N_POSTS):
            sheet = self.app.wait(self.sheet, 'the focus on a sheet')
            if self.begins(sheet, text):
                return
            before = uidrive.name(sheet)
            self.app.key('j')
            self.app.wait(lambda: self.sheet() and uidrive.name(self.sheet()) != before, 'the next sheet')
        raise AssertionError(f'{text!r} is not among those that wait')

    def first(self):
        """With K to the first that waits."""
        while True:
            before = uidrive.name(self.app.wait(self.sheet, 'the focus on a sheet'))
            self.app.key('k')
            try:
                self.app.wait(lambda: self.sheet() and uidrive.name(self.sheet()) != before, 'the sheet before', 0.5)
            except AssertionError:
                return

    def open_from_desk(self):
        group = self.app.find('list', 'Waiting for You')
        row = self.app.wait(lambda: next((a for a in uidrive.walk(group, 1) if uidrive.role(a) == 'list item'), None), 'a post')
        for _i in range(20):
            if self.has_focus(row):
                break
            self.app.key('Tab')
            try:
                self.app.wait(lambda: self.has_focus(row), 'the focus on the first post', 0.3)
            except AssertionError:
                continue
        assert self.has_focus(row), 'the keyboard does not reach the first post that waits'
        self.app.key('Return')
        self.app.wait(self.sheet, 'the focus on the first sheet')

    # deciding
    def give_password(self):
        main = self.app.xid
        self.app.window('Your Signing Key')
        entry = self.app.find('text', 'Password')
        self.shot('password')
        self.office.keep_keys_open(28800)
        self.app.type(PASSWORD)
        self.app.wait(lambda: len(uidrive.text(entry)) == len(PASSWORD), 'the password typed')
        self.app.key('Return')
        self.app.return_to(main)
        self.n_asked += 1

    def went_on(self, before, last=False):
        """After a decision: the next sheet slid in and has the focus, or nothing is left."""
        def there():
            sheet = self.sheet()
            return sheet and uidrive.name(sheet) != before

        if last:
            self.app.wait(lambda: any(self.has_focus(a) for a in self.app.each('button', 'Back to the Desk')), 'the end')
        else:
            self.app.wait(there, 'the focus on the next sheet')
        self.n_decided += 1

    def sign(self, password=False, last=False, button=None):
        before = uidrive.name(self.app.wait(self.sheet, 'the focus on a sheet'))
        button = button or self.decide_button()
        if not self.has_focus(button):
            self.read_on(button)
        self.app.key('Return')
        if password:
            self.give_password()
        self.went_on(before, last)

    # the ten
    def cannot_sign_unseen(self):
        """Neither by the button nor by Enter on the sheet; and reading only a part is not enough."""
        self.find(LONG)
        button = self.decide_button()
        self.find_here('label', 'You have not had all of it on the screen yet', self.bar, prefix=True)
        assert 'sensitive' not in uidrive.states(button), 'what was not seen can be signed'
        self.app.key('a')  # one screen further
        self.app.key('Return')
        self.shot('unseen')
        assert 'sensitive' not in uidrive.states(button), 'what was half seen can be signed'
        assert self.office.decisions(LONG) == []
        self.on(LONG)

    def sign_ticked(self):
        self.find(TICKED)
        before = uidrive.name(self.sheet())
        self.app.key('1', '2')
        for point in ('1. Policy line', '2. Timing'):
            self.app.wait(lambda p=point: any('checked' in uidrive.states(a) for a in self.app.each('check box', within=self.view())
                                              if uidrive.name(a).endswith(p[3:])), f'{point!r} ticked')
        self.shot('ticks')
        button = self.decide_button()
        self.read_on(button)
        self.app.key('Return')
        self.went_on(before)

    def sign_important(self):
        """A leads to the reading; each Space confirms one line."""
        self.find(IMPORTANT)
        before = uidrive.name(self.sheet())
        self.app.key('a')
        confirm = self.find_here('button', 'This Line Is Right')
        self.app.wait(lambda: self.has_focus(confirm), 'the focus on the first line')
        self.shot('line-by-line')
        n_lines = self.office.sheet(self.office.posts[IMPORTANT])['n_lines']
        for i in range(n_lines):
            self.find_here('label', f'Line {i + 1} of {n_lines}')
            self.app.key('space')
        self.find_here('label', f'All {n_lines} lines confirmed')
        button = self.decide_button()
        self.app.key('Return')  # back to the sheet, and to the button
        self.app.wait(lambda: self.has_focus(button), 'the focus on the button')
        self.app.key('Return')
        self.went_on(before)
        return n_lines

    def sign_for_maria(self):
        self.find(FOR_MARIA)
        self.find_here('label', 'You decide for Maria Santos', self.bar)
        button = self.decide_button()
        assert 'Maria Santos' in uidrive.name(button), uidrive.name(button)
        self.shot('in-another-name')
        self.sign(button=button)

    def send_back(self):
        self.find(RETURNED)
        before = uidrive.name(self.sheet())
        self.app.key('r')
        entry = self.find_here('text', 'Why is it returned?', self.bar)
        self.app.wait(lambda: self.has_focus(entry), 'the focus on the reason')
        self.app.type(REASON)
        self.app.wait(lambda: uidrive.text(entry) == REASON, 'the reason typed')
        self.shot('return')
        self.app.key('Return')
        self.went_on(before)

    def take_back(self):
        """Signs, takes it back with one key, and signs it again after all."""
        self.find(TAKEN_BACK)
        self.sign()
        self.app.wait(lambda: any('sensitive' in uidrive.states(a)
                                  for a in self.app.each('button', 'Take the last decision back')), 'that it can be undone')
        self.app.key('ctrl+z')
        self.on(TAKEN_BACK)
        self.n_decided -= 1
        self.shot('taken-back')
        self.sign()

    def run(self):
        self.open_from_desk()
        self.shot('first')
        nameless = self.app.unnamed()
        assert nameless == [], nameless
        self.sign()
        self.first()
        self.office.keep_keys_open(1)  # opened when she sat down: closed now
        self.find(PLAIN)
        self.sign(password=True)
        self.first()
        self.cannot_sign_unseen()
        self.first()
        self.sign_ticked()
        self.first()
        n_lines = self.sign_important()
        self.first()
        self.sign_for_maria()
        self.first()
        self.send_back()
        self.first()
        self.take_back()
        self.first()
        while self.n_decided < N_POSTS - 1:
            self.sign()
        self.sign(last=True)
        self.shot('nothing-waits')
        self.app.key('Return')
        self.app.find('label', 'Desk')
        return n_lines


def check(office, n_lines):
    def only(text):
        decisions = office.decisions(text)
        assert len(decisions) == 1, (text, decisions)
        return decisions[0]

    assert office.call('helen', 'desk', 'get')['waiting'] == []
    for text in (PLAIN, LONG):
        assert only(text)['verdict'] == 'approve'
    for text in (TICKED, IMPORTANT):
        assert only(text)['verdict'] == 'approve'
    assert office.confirmed(TICKED)[0] == 0b11, office.confirmed(TICKED)
    assert office.confirmed(IMPORTANT)[1] == n_lines, office.confirmed(IMPORTANT)
    assert only(FOR_MARIA)['acting_for'] == office.people['maria'], only(FOR_MARIA)
    assert only(RETURNED)['verdict'] == 'return' and only(RETURNED)['reason'] == REASON
    assert [d['verdict'] for d in office.decisions(TAKEN_BACK)] == ['approve', 'take-back', 'approve']
    office.call('clara', 'journal', 'verify')


def main():
    os.makedirs(SHOTS, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        office = Office(os.path.join(folder, 'office'))
        office.fill()
        with uidrive.App([PROGRAM, '--office', office.folder, '--seat', 'helen']) as app:
            journey = Journey(app, office)
            n_lines = journey.run()
            assert journey.n_asked == 1
            app.close()
        check(office, n_lines)


main()
