#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-film.py COUNTERSIGN LOCALEDIR LANGUAGE HELPER SHOTS

A drafter attaches a film that HELPER makes, describes it, plays it in its window, chooses its cover and adds subtitles of which one has to be mended first. A picture of
each page stays in SHOTS.
"""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import journey  # noqa: E402
import uidrive  # noqa: E402

PROGRAM, LOCALEDIR, LANGUAGE, HELPER, SHOTS = sys.argv[1:6]
TEXT = {'en': 'How to leave the house when the river rises. #flood', 'zh_CN': '河水上涨时如何撤离。#防汛'}[LANGUAGE]
ALT = {'en': 'A family carries what it needs up the stairs', 'zh_CN': '一家人把必需品搬到楼上'}[LANGUAGE]
SRT = '1\n00:00:00,200 --> 00:00:02,000\nSwitch off the current.\n\n2\n00:00:01,500 --> 00:00:03,500\nGo up the stairs.\n'


def make_film(path):
    """FALSE where this machine cannot encode one."""
    with open(path, 'w+b') as out, open(os.devnull) as none:
        read, write = os.pipe()
        done = subprocess.run(['bash', '-c', f'exec 3>&{write}; exec "$0" pattern ball 4 640 360 25 24 1', HELPER],
                              stdin=none, stdout=out, pass_fds=[write], check=False)
        os.close(write)
        os.close(read)
    return done.returncode == 0


class Film(journey.Journey):
    def __init__(self, app, folder):
        super().__init__(app, LOCALEDIR, LANGUAGE, SHOTS)
        self.folder = folder

    def write(self, film):
        app = self.app
        app.key('ctrl+n')
        self.choose_account('@office')
        app.click('text', self._('Text of the post'))
        app.type(TEXT)
        self.press(self._('Add a picture, a chart or a poll'))
        app.press('menu item', self._('Picture…'))
        app.choose_file(self._('Add Pictures or a Film'), film)
        app.find('text', journey.fill(self._('Alt text for film %u'), 1), timeout=60)
        app.set_text('text', journey.fill(self._('Alt text for film %u'), 1), ALT)
        self.shot('tile')

    def look(self):
        app = self.app
        main = app.xid
        self.press(journey.fill(self._('Film %u: play it, choose its cover, add subtitles'), 1))
        app.window(self._('Film'))
        app.wait_for('label', self._('Takes the film as it is.'))
        self.shot('film')
        window = app.xid
        self.subtitles()
        app.return_to(window)
        app.find('button', journey.fill(self._('Remove the subtitles: %s'), {'en': 'English', 'zh_CN': '中文'}[LANGUAGE]))
        self.shot('film-with-subtitles')
        app.key('Escape')
        app.return_to(main)

    def subtitles(self):
        app = self.app
        path = os.path.join(self.folder, 'film.srt')
        with open(path, 'w', encoding='utf-8') as out:
            out.write(SRT)
        self.press(self._('Add subtitles'))
        app.choose_file(self._('Add Subtitles'), path)
        app.window(self._('Subtitles'))
        app.wait_for('label', 'Line 6: ' + self._('It begins before the one above has ended.'))
        self.shot('subtitles')
        app.set_text('text', journey.fill(self._('Subtitle %u begins'), 2), '0:02.0')
        app.wait_for('label', self.words.ngettext('%u subtitle; nothing to remark', '%u subtitles; nothing to remark', 2).replace('%u', '2'))
        self.press(self._('Keep'))


def main():
    with tempfile.TemporaryDirectory() as folder:
        film = os.path.join(folder, 'film.mp4')
        if not make_film(film):
            print('This machine cannot make a film: left out')
            sys.exit(77)
        with uidrive.App([PROGRAM, '--practice', '--office', os.path.join(folder, 'office')]) as app:
            person = Film(app, folder)
            person.take_first_seat(person.role('Drafter'))
            person.write(film)
            person.look()
            app.wait_for('label', person._('Nothing is missing'))
            person.shot('composer')
            app.close('ctrl+q')


main()
