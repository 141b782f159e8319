#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-whole-job.py COUNTERSIGN LOCALEDIR LANGUAGE SHOTS

The whole job in the real workstation, through what a screen reader sees and real keys, as three people at one practice
office: the drafter writes a post with a picture and a chart, the section head reviews it, the leader signs it, and it
is read back from the practice network over HTTP. A picture of each page stays in SHOTS. All words that are looked for
come from the translation LANGUAGE ("en" or "zh_CN") in LOCALEDIR, so that the same journey runs in every language.
"""
import gettext
import html
import os
import re
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import uidrive  # noqa: E402

PROGRAM, LOCALEDIR, LANGUAGE, SHOTS = sys.argv[1:5]
WORDS = gettext.translation('countersign', LOCALEDIR, [LANGUAGE], fallback=LANGUAGE == 'en')
_ = WORDS.gettext


def ROLE(word):
    return WORDS.pgettext('role', word)


TEXT = {
    'en': 'The new bridge over the Lin opens on Saturday at 9:00. #bridge',
    'zh_CN': '林江新桥周六上午九时通车。#通车',
}[LANGUAGE]
ALT = {'en': 'The new bridge seen from the south bank', 'zh_CN': '从南岸看到的新桥'}[LANGUAGE]
TABLE = {
    'en': 'Year,Crossings\n2023,120\n2024,180\n2025,240\n',
    'zh_CN': '年份,通行量\n2023,120\n2024,180\n2025,240\n',
}[LANGUAGE]
FINDING = {'en': 'Twice as many crossings in two years', 'zh_CN': '两年间通行量翻倍'}[LANGUAGE]
UNIT = {'en': 'thousand', 'zh_CN': '千次'}[LANGUAGE]
SOURCE = {'en': 'Road office', 'zh_CN': '公路局'}[LANGUAGE]
AS_OF = {'en': 'October 2026', 'zh_CN': '2026年10月'}[LANGUAGE]


ARGUMENT = re.compile(r'%(?:\d\$)?[su]')


def like(text):
    """Whether a name comes from this format, whatever stands in it, in whatever order the language has it."""
    return re.compile('.*'.join(map(re.escape, ARGUMENT.split(text)))).fullmatch


def fill(text, *values):
    """What printf would make of a format whose arguments keep their order."""
    values = iter(values)
    return ARGUMENT.sub(lambda m: str(next(values)), text)


def write_picture(path, width=900, height=500):
    """A PNG with nothing but the standard library."""
    rows = b''.join(b'\0' + bytes((40, 110 + y * 120 // height, 190)) * width for y in range(height))

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    with open(path, 'wb') as out:
        out.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)) +
                  chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


class Journey:
    def __init__(self, app, folder):
        self.app = app
        self.folder = folder
        self.n_shots = 0

    def shot(self, name):
        self.n_shots += 1
        self.app.shot(os.path.join(SHOTS, f'{self.n_shots:02d}-{name}.png'))

    def press(self, start):
        """The button whose name begins so. A menu button is two things of one name, of which one can be pressed."""
        def find():
            for a in self.app.each('button', start, prefix=True):
                if 'click' in uidrive.actions(a) and 'sensitive' in uidrive.states(a):
                    return a
            return None

        self.app.press(self.app.wait(find, f'button {start!r}'))

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
        words = fill(_('%s · %s'), role, section) if section else role

        def find():
            for row in app.each('list item'):
                said = [uidrive.name(x) for x in uidrive.walk(row, 2) if uidrive.role(x) == 'label']
                if len(said) == 2 and uidrive.name(row) == fill(_('%s, %s'), said[0], words):
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
        self.app.wait_for('label', _('Desk'))
        self.shot('desk')

    # writing
    def write(self):
        app = self.app
        picture = os.path.join(self.folder, 'bridge.png')
        write_picture(picture)

        app.key('ctrl+n')
        app.click('text', _('Text of the post'))
        app.type(TEXT)
        app.wait(lambda: app.text('text', _('Text of the post')) == TEXT, 'the text typed')
        self.add_picture(picture)
        self.add_chart()
        app.wait_for('label', _('Nothing is missing'))
        self.find_like('label', _('Saved %s'))
        self.shot('composer')
        self.press(_('Submit for Review'))
        app.gone('text', _('Text of the post'))

    def attach(self, what):
        self.press(_('Add a picture or a chart'))
        self.app.press('menu item', what)

    def add_picture(self, path):
        self.attach(_('Picture…'))
        self.app.choose_file(_('Add Pictures'), path)
        self.app.set_text('text', fill(_('Alt text for picture %u'), 1), ALT)

    def add_chart(self):
        app = self.app
        main = app.xid
        self.attach(_('Chart…'))
        app.window(_('Chart'))
        # as copied in a spreadsheet
        subprocess.run(['xclip', '-selection', 'clipboard', '-i'], input=TABLE.replace(',', '\t').encode(), check=True)
        self.press(_('Paste Table'))
        app.set_text('text', _('Title: the finding in a sentence'), FINDING)
        app.set_text('text', _('Unit, such as “%” or “million yuan”'), UNIT)
        app.set_text('text', _('Source of the figures'), SOURCE)
        app.set_text('text', _('As of, such as October 2026'), AS_OF)
        self.shot('chart')
        self.press(_('Insert'))
        app.return_to(main)
        app.find('text', fill(_('Alt text for picture %u'), 2), timeout=30)

    # deciding
    def is_on_sheet(self):
        matches = like(_('Sheet: %s'))
        return any(TEXT[:12] in uidrive.name(a) and matches(uidrive.name(a)) for a in self.app.each())

    def find_sheet(self):
        """From the Desk: opens the first that waits, then goes on with J until it is ours."""
        app = self.app
        waiting = app.find('list', _('Waiting for You'))
        row = app.wait(lambda: next((x for x in uidrive.walk(waiting, 1) if uidrive.role(x) == 'list item'), None),
                       'a waiting post')
        app.click(row)
        for _i in range(20):
            self.find_like(None, _('Sheet: %s'))
            try:
                app.wait(self.is_on_sheet, 'our sheet', 1)
                return
            except AssertionError:
                app.key('j')
        raise AssertionError('our post does not wait for a decision')

    def decide(self, label, name):
        app = self.app
        self.find_sheet()
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
        app.wait(lambda: not self.is_on_sheet(), 'the next post, or nothing more to decide')
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

    # what became of it
    def read_back(self):
        app = self.app
        app.key('alt+2')

        def find():
            for row in app.each('list item', rows=1):
                if TEXT[:12] in uidrive.name(row) and 'click' not in uidrive.actions(row):
                    return row
            return None

        app.click(app.wait(find, 'our post in the list of posts'))
        app.key('Return')
        link = self.find_like('button', _('Show the post published on %s in the browser'), 30)
        self.shot('published')
        address = link.get_description()
        assert address.startswith('http://127.0.0.1:'), address
        with urllib.request.urlopen(address, timeout=10) as answer:
            page = html.unescape(answer.read().decode())
        for words in (TEXT.split('#')[0].strip(), ALT):
            assert words in page, f'{words!r} is not on the published page'
        print('published at', address)

    def see_places(self):
        """Every other page once: by its key, and for the record."""
        for number, place, name in ((3, _('Queue'), 'queue'), (4, _('Journal'), 'journal'), (5, _('Reports'), 'reports'),
                                    (6, _('Accounts'), 'accounts'), (7, _('Office'), 'office')):
            self.app.key(f'alt+{number}')
            self.app.wait(lambda: any('selected' in uidrive.states(a) and uidrive.name(a).startswith(place)
                                      for a in self.app.each('list item')), f'the page {place!r}')
            self.shot(name)


def main():
    os.makedirs(SHOTS, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        with uidrive.App([PROGRAM, '--office', os.path.join(folder, 'office'), '--practice']) as app:
            journey = Journey(app, folder)
            section = journey.take_first_seat(ROLE('Drafter'))
            journey.write()
            journey.change_seat(ROLE('Reviewer'), section)
            journey.decide(_('Approve'), 'review')
            journey.change_seat(ROLE('Leader'))
            journey.decide(_('Sign — goes out at once'), 'sign-off')
            journey.read_back()
            journey.see_places()
            app.close()


main()
