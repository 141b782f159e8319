# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journeys through the real workstation share: words in the language of the journey, people who sit down, posts that are decided on."""
import gettext
import os
import re
import struct
import subprocess
import zlib

import uidrive

ARGUMENT = re.compile(r'%(?:\d\$)?[su]')


def like(text):
    """Whether a name comes from this format, whatever stands in it, in whatever order the language has it."""
    return re.compile('.*'.join(map(re.escape, ARGUMENT.split(text)))).fullmatch


def fill(text, *values):
    """What printf would make of a format whose arguments keep their order."""
    values = iter(values)
    return ARGUMENT.sub(lambda m: str(next(values)), text)


def write_picture(path, width=900, height=500, colour=(40, 110, 190)):
    """A PNG with nothing but the standard library, lighter towards its bottom."""
    red, green, blue = colour
    rows = b''.join(b'\0' + bytes((red, min(255, green + y * 120 // height), blue)) * width for y in range(height))

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    with open(path, 'wb') as out:
        out.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)) +
                  chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


class Journey:
    """A journey in one language ("en" or "zh_CN"); all words that are looked for come from its translation."""

    def __init__(self, app, localedir, language, shots):
        self.app = app
        self.words = gettext.translation('countersign', localedir, [language], fallback=language == 'en')
        self.shots = shots
        self.n_shots = 0
        os.makedirs(shots, exist_ok=True)

    def _(self, word):
        return self.words.gettext(word)

    def role(self, word):
        return self.words.pgettext('role', word)

    def shot(self, name):
        self.n_shots += 1
        self.app.shot(os.path.join(self.shots, f'{self.n_shots:02d}-{name}.png'))

    def press(self, start):
        """The button whose name begins so. A menu button is two things of one name, of which one can be pressed."""
        def find():
            for a in self.app.each('button', start, prefix=True):
                if 'click' in uidrive.actions(a) and 'sensitive' in uidrive.states(a):
                    return a
            return None

        self.app.press(self.app.wait(find, f'button {start!r}'))

    def press_for(self, text, title):
        """The button whose name is the format text, filled in, until the window of that title is there: a row whose state
        changes is made anew, and then the button that was just found is no longer the one on the screen."""
        matches = like(text)

        def opened():
            button = next((a for a in self.app.each('button') if matches(uidrive.name(a)) and
                           'click' in uidrive.actions(a) and 'sensitive' in uidrive.states(a)), None)
            if button is None:
                return False
            self.app.press(button)
            try:
                self.app.window(title, 5)
            except AssertionError:
                return False
            return True

        self.app.wait(opened, f'window {title!r} for button like {text!r}')

    def find_like(self, role, text, timeout=None):
        matches = like(text)
        return self.app.wait(lambda: next((a for a in self.app.each(role) if matches(uidrive.name(a))), None),
                             f'{role} like {text!r}', timeout)

    # people
    def take_first_seat(self, role):
        """On the page with the seats; returns the person's section."""
        app = self.app

        def find():
            for row in app.each('list item'):
                said = [uidrive.name(x) for x in uidrive.walk(row, 2) if uidrive.role(x) == 'label']
                if role in said:
                    return row, said
            return None

        row, said = app.wait(find, f'a seat for: {role}', 60)
        self.shot('seats')
        uidrive.xdo('mousemove', *app.point(row), 'click', 1)  # the row is gone right after
        self.wait_for_seat(said[0])
        return next(words.partition(' · ')[2] for words in said if ' · ' in words)

    def change_seat(self, role, section=''):
        """By the button with one's own name: the first other person with that role (and section) sits down."""
        app = self.app
        self.press(self.me)
        words = fill(self._('%s · %s'), role, section) if section else role

        def find():
            for row in app.each('list item'):
                said = [uidrive.name(x) for x in uidrive.walk(row, 2) if uidrive.role(x) == 'label']
                if len(said) == 2 and uidrive.name(row) == fill(self._('%s, %s'), said[0], words):
                    return row
            return None

        app.wait(find, f'a seat for: {words}')
        self.shot('seat-chooser')
        self.focus_with('Down', find, f'the focus on the seat for: {words}')  # extents in popovers are wrong: by keyboard
        person = next(uidrive.name(x) for x in uidrive.walk(find(), 2) if uidrive.role(x) == 'label')
        app.key('Return')
        self.wait_for_seat(person)

    def focus_with(self, key, find, what):
        """Presses key until what find() gives has the focus, each time only once the focus has come to rest: a key that is
        still on its way would carry it past."""
        def focused():
            return next((a for a in self.app.each() if 'focused' in uidrive.states(a)), None)

        def is_there():
            there = find()
            return there is not None and 'focused' in uidrive.states(there)

        for _i in range(60):
            before = focused()
            if is_there():
                return
            self.app.key(key)
            try:
                self.app.wait(lambda: focused() not in (None, before), 'the focus moving', 2)
            except AssertionError:
                pass  # at the end of a list it stays
        raise AssertionError('never happened: ' + what)

    def wait_for_seat(self, person):
        self.me = person
        self.app.wait(lambda: any(uidrive.name(a).startswith(person) and 'click' in uidrive.actions(a)
                                  for a in self.app.each('button')), f'{person} sitting down', 60)
        self.app.wait_for('label', self._('Desk'))
        self.shot('desk')

    # writing
    def choose_account(self, handle):
        name = fill(self._('Publish on %s'), handle)
        self.press(name)
        self.app.wait(lambda: any({'pressed', 'checked'} & set(uidrive.states(a)) for a in self.app.each('button', name)), f'{handle} chosen')

    def attach(self, what):
        self.press(self._('Add a picture, a chart or a poll'))
        self.app.press('menu item', what)

    def add_chart(self, table, fields, name='chart', by_key=None):
        """Pastes a table as it is copied in a spreadsheet; fields are the entries by their names."""
        app = self.app
        main = app.xid
        if by_key:
            app.key(by_key)
        else:
            self.attach(self._('Chart…'))
        app.window(self._('Chart'))
        subprocess.run(['xclip', '-selection', 'clipboard', '-i'], input=table.replace(',', '\t').encode(), check=True)
        self.press(self._('Paste Table'))
        for entry, value in fields.items():
            app.set_text('text', self._(entry), value)
        self.shot(name)
        self.press(self._('Insert'))
        app.return_to(main)

    # deciding
    def is_on_sheet(self, start):
        matches = like(self._('Sheet: %s'))
        return any(start in uidrive.name(a) and matches(uidrive.name(a)) for a in self.app.each())

    def find_sheet(self, start):
        """From the Desk: opens the first that waits, then goes on with J until it is the one whose text has @start."""
        app = self.app
        waiting = app.find('list', self._('Waiting for You'))
        row = app.wait(lambda: next((x for x in uidrive.walk(waiting, 1) if uidrive.role(x) == 'list item'), None),
                       'a waiting post')
        app.click(row)
        for _i in range(20):
            self.find_like(None, self._('Sheet: %s'))
            try:
                app.wait(lambda: self.is_on_sheet(start), 'our sheet', 1)
                return
            except AssertionError:
                app.key('j')
        raise AssertionError('our post does not wait for a decision')

    def decide(self, label, name, start):
        app = self.app
        self.find_sheet(start)
        app.find('button', label)
        nameless = app.unnamed()
        assert nameless == [], nameless
        self.shot(name)
        app.key('p')
        self.shot(name + '-pictures')
        app.key('p')
        button = app.find('button', label)
        self.look_through(button)
        app.key('Return')
        app.wait(lambda: not self.is_on_sheet(start), 'the next post, or nothing more to decide')
        self.shot(name + '-decided')

    def look_through(self, button):
        """A goes on to what was not on the screen yet, and in the end to the button."""
        for _i in range(30):
            self.app.key('a')
            try:
                self.app.wait(lambda: 'focused' in uidrive.states(button), 'the focus', 1)
                return
            except AssertionError:
                pass
        raise AssertionError(f'the focus never came to {uidrive.name(button)!r}')
