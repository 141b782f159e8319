#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-whole-job.py COUNTERSIGN LOCALEDIR LANGUAGE SHOTS

The whole job in the real workstation, through what a screen reader sees and real keys, as three people at one practice
office: the drafter writes a post with a picture and a chart, the section head reviews it, the leader signs it, and it
is read back from the practice network over HTTP. A picture of each page stays in SHOTS. All words that are looked for
come from the translation LANGUAGE ("en" or "zh_CN") in LOCALEDIR, so that the same journey runs in every language.
"""
import html
import os
import sys
import tempfile
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import journey  # noqa: E402
import uidrive  # noqa: E402

PROGRAM, LOCALEDIR, LANGUAGE, SHOTS = sys.argv[1:5]
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


class WholeJob(journey.Journey):
    def __init__(self, app, folder):
        super().__init__(app, LOCALEDIR, LANGUAGE, SHOTS)
        self.folder = folder

    # writing
    def write(self):
        app = self.app
        picture = os.path.join(self.folder, 'bridge.png')
        journey.write_picture(picture)

        app.key('ctrl+n')
        self.choose_account('@office')
        app.click('text', self._('Text of the post'))
        app.type(TEXT)
        app.wait(lambda: app.text('text', self._('Text of the post')) == TEXT, 'the text typed')
        self.add_picture(picture)
        self.add_figures()
        app.wait_for('label', self._('Nothing is missing'))
        self.find_like('label', self._('Saved %s'))
        self.shot('composer')
        self.press(self._('Submit for Review'))
        app.gone('text', self._('Text of the post'))

    def add_picture(self, path):
        self.attach(self._('Picture…'))
        self.app.choose_file(self._('Add Pictures or a Film'), path)
        self.app.set_text('text', journey.fill(self._('Alt text for picture %u'), 1), ALT)

    def add_figures(self):
        self.add_chart(TABLE, {
            'Title: the finding in a sentence': FINDING, 'Unit, such as “%” or “million yuan”': UNIT,
            'Source of the figures': SOURCE, 'As of, such as October 2026': AS_OF})
        self.app.find('text', journey.fill(self._('Alt text for picture %u'), 2), timeout=30)

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
        link = self.find_like('button', self._('Show the post published on %s in the browser'), 30)
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
        for number, place, name in ((3, self._('Queue'), 'queue'), (4, self._('Journal'), 'journal'), (5, self._('Reports'), 'reports'),
                                    (6, self._('Accounts'), 'accounts'), (7, self._('Office'), 'office')):
            self.app.key(f'alt+{number}')
            self.app.wait(lambda: any('selected' in uidrive.states(a) and uidrive.name(a).startswith(place)
                                      for a in self.app.each('list item')), f'the page {place!r}')
            self.shot(name)


def main():
    with tempfile.TemporaryDirectory() as folder:
        with uidrive.App([PROGRAM, '--office', os.path.join(folder, 'office'), '--practice']) as app:
            job = WholeJob(app, folder)
            section = job.take_first_seat(job.role('Drafter'))
            job.write()
            job.change_seat(job.role('Reviewer'), section)
            job.decide(job._('Approve'), 'review', TEXT[:12])
            job.change_seat(job.role('Leader'))
            job.decide(job._('Sign — goes out at once'), 'sign-off', TEXT[:12])
            job.read_back()
            job.see_places()
            app.close()


main()
