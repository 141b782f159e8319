#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-thread.py COUNTERSIGN LOCALEDIR LANGUAGE SHOTS

A thread of five parts in the real workstation: two pictures, a chart pasted from a spreadsheet, a source, and for a second account the same
in another language with a poll. It is reviewed and signed, and then what the practice network has is held against what was written and what
the preview showed: the words of every part of both accounts with their numbers, alt texts, poll, and the pictures themselves.
Shots stay in SHOTS. LANGUAGE ("en" or "zh_CN") is the interface's and the main text's; the other is the second account's.
"""
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import journey  # noqa: E402
import uidrive  # noqa: E402
from gi.repository import Atspi  # noqa: E402

PROGRAM, LOCALEDIR, LANGUAGE, SHOTS = sys.argv[1:5]
PARTS = {
    'en': ['The new tram line along the river opens on Monday. What changes for you, in five parts.',
           'From 5:30 to 23:30 a tram runs every six minutes, from the station to the harbour.',
           'In the test weeks more and more people came along, as the figures show.',
           'All eleven stops can be reached without a step.',
           'Tell us how you travel. Questions are answered at the town hall.'],
    'zh_CN': ['沿江有轨电车新线将于周一开通。五段话说明有哪些变化。',
              '每天5:30至23:30，每六分钟一班，从火车站开往港口。',
              '试运行几周里，乘客越来越多，数字可以说明。',
              '全线十一座车站均可无障碍到达。',
              '请告诉我们您怎样出行。市政厅解答疑问。'],
}
ALTS = {'en': ['The first tram on the bridge', 'A stop with a ramp'], 'zh_CN': ['第一列电车驶过大桥', '设有坡道的车站']}
POLL = {'en': ['By tram', 'By bus', 'By bicycle'], 'zh_CN': ['乘电车', '乘公交', '骑自行车']}
TABLE = {'en': 'Week,Passengers\nFirst,310\nSecond,420\nThird,560\n', 'zh_CN': '周次,乘客\n第一周,310\n第二周,420\n第三周,560\n'}[LANGUAGE]
CHART = {
    'Title: the finding in a sentence': {'en': 'More passengers week by week', 'zh_CN': '乘客逐周增加'}[LANGUAGE],
    'Unit, such as “%” or “million yuan”': {'en': 'passengers a day', 'zh_CN': '人次/日'}[LANGUAGE],
    'Source of the figures': {'en': 'City tramways', 'zh_CN': '市有轨电车公司'}[LANGUAGE],
    'As of, such as October 2026': {'en': 'November 2026', 'zh_CN': '2026年11月'}[LANGUAGE],
}
OTHER = 'zh_CN' if LANGUAGE == 'en' else 'en'
ACCOUNTS = {'en': ('@office', '@riverton_zh'), 'zh_CN': ('@office', '@qinghe_en')}[LANGUAGE]
SOURCE = {'en': ('City tramways', 'Timetable', '2026-11-02'), 'zh_CN': ('市有轨电车公司', '时刻表', '2026-11-02')}[LANGUAGE]
LANGUAGE_NAMES = {'en': ('English', 'English (en)', '英语', '英文'), 'zh_CN': ('Chinese', '中文', '汉语')}
N_PARTS = 5
COLOURS = ((200, 60, 40), (40, 110, 190))
LARGEST_DIFFERENCE = 0.06  # of the whole range, on average over a picture: scaled by two programs, they differ a little


def fetch(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read()


def plain(status):
    """The text of a status without its mark-up."""
    text = status['content'].replace('<br>', '\n').replace('<br />', '\n').replace('</p><p>', '\n\n')
    return html.unescape(re.sub('<[^>]*>', '', text))


def compare(one, other):
    """The mean difference of two pictures, 0 to 1."""
    answer = subprocess.run(['compare', '-metric', 'RMSE', one, other, 'null:'], capture_output=True, text=True, check=False)
    return float(answer.stderr.split('(')[1].rstrip(') \n'))


class Thread(journey.Journey):
    def __init__(self, app, folder):
        super().__init__(app, LOCALEDIR, LANGUAGE, SHOTS)
        self.folder = folder

    # finding
    def texts(self):
        """The text fields of all parts, from top to bottom: those of the main text first, then those for the other account."""
        formats = [journey.like(self._(f)) for f in ('Text of part %u', 'Text of the post')]
        return [a for a in self.app.each('text') if any(f(uidrive.name(a)) for f in formats)]

    def alts(self):
        """The alt texts of all pictures, in the same order."""
        matches = journey.like(self._('Alt text for picture %u'))
        return [a for a in self.app.each('text') if matches(uidrive.name(a))]

    def wait_for_focus(self, number):
        def there():
            texts = self.texts()
            return len(texts) > number and 'focused' in uidrive.states(texts[number])

        self.app.wait(there, f'the focus in part {number + 1}')

    def set(self, find, value):
        """Another text, in a field that is found afresh as often as it takes."""
        def done():
            a = find()
            if uidrive.text(a) != value:
                Atspi.EditableText.set_text_contents(a, value)
            return uidrive.text(a) == value

        self.app.wait(done, f'a field holding {value!r}')

    # writing
    def write(self):
        app = self.app
        app.key('ctrl+n')
        for account in ACCOUNTS:
            self.choose_account(account)
        app.click('text', self._('Text of the post'))
        for number, text in enumerate(PARTS[LANGUAGE]):
            if number > 0:
                app.key('ctrl+shift+Return')
            self.wait_for_focus(number)
            app.type(text)
            app.wait(lambda: uidrive.text(self.texts()[number]) == text, f'part {number + 1} typed')
        self.go_to_part(2)
        self.add_chart(TABLE, CHART, by_key='ctrl+shift+d')
        app.wait(lambda: len(self.alts()) == 1, 'the chart in its part')
        for number in (1, 0):
            self.add_picture(number)
        number = self._('Number the parts (1/5)')
        self.go_to_part(4)
        self.focus_with('Tab', lambda: next(app.each('check box', number), None), 'the focus on the numbers')
        app.key('space')
        app.wait(lambda: 'checked' in uidrive.states(app.find('check box', number)), 'the numbers switched on')
        self.shot('five-parts')

    def go_to_part(self, number):
        """By its keys, from wherever in a part the focus is."""
        def get_now():
            return next((i for i, a in enumerate(self.texts()) if 'focused' in uidrive.states(a)), -1)

        for _step in range(2 * len(PARTS[LANGUAGE])):
            now = get_now()
            if now == number:
                return
            self.app.key('alt+Page_Up' if now < 0 or now > number else 'alt+Page_Down')
            self.app.wait(lambda: get_now() not in (-1, now), 'the focus in another part')
        raise AssertionError(f'the focus never came to part {number + 1}')

    def add_picture(self, number):
        path = os.path.join(self.folder, f'picture-{number}.png')
        journey.write_picture(path, colour=COLOURS[number])
        n = len(self.alts())
        self.go_to_part(number)
        self.app.key('ctrl+shift+p')
        self.app.choose_file(self._('Add Pictures or a Film'), path)
        self.app.wait(lambda: len(self.alts()) == n + 1, 'the picture in its part')
        self.set(lambda: self.alts()[0], ALTS[LANGUAGE][number])

    def add_source(self):
        app = self.app
        app.press('page tab', self._('Sources'))
        self.press(self._('Add Source'))
        for name, value in ((self._('Publisher'), SOURCE[0]), (self.of_a_source('Title'), SOURCE[1]), (self.of_a_source('Date'), SOURCE[2])):
            app.set_text('text', name, value)
        app.press('page tab', self._('Preview'))

    def of_a_source(self, word):
        return self.words.pgettext('of a source', word)

    # other words
    def write_other_words(self):
        """By keyboard alone: the second account gets the other language, with a poll at its end."""
        app = self.app
        self.focus_with('shift+Tab', lambda: self.find_in('button', self._('Other Words for…')), 'the focus on Other Words')
        app.key('space')
        self.focus_with('Tab', lambda: self.find_in('check box', ACCOUNTS[1]), 'the focus on the account')
        app.key('space')
        self.focus_with('Tab', lambda: self.find_in('button', self._('Language of these words')), 'the focus on the language')
        app.key('space')
        self.choose_language()
        self.focus_with('Tab', lambda: self.find_in('button', self._('Write Other Words')), 'the focus on Write Other Words')
        app.key('space')
        app.wait(lambda: len(self.texts()) == 2 * N_PARTS, 'the parts for the second account')
        for number, text in enumerate(PARTS[OTHER]):
            self.set(lambda: self.texts()[N_PARTS + number], text)
        for number, text in enumerate(ALTS[OTHER]):
            self.set(lambda: self.alts()[3 + number], text)
        self.add_poll()
        self.shot('other-words')

    def find_in(self, role, name):
        return next((a for a in self.app.each(role) if uidrive.name(a) == name and 'focusable' in uidrive.states(a)), None)

    def choose_language(self):
        wanted = LANGUAGE_NAMES[OTHER]

        def find():
            for a in self.app.each('list item'):
                if 'focused' in uidrive.states(a) and any(uidrive.name(x) in wanted for x in uidrive.walk(a, 2)):
                    return a
            return None

        for _i in range(40):
            if find():
                break
            self.app.key('Down')
            time.sleep(0.15)  # the list scrolls with each key, and tells of it late
        assert find(), wanted
        self.app.key('Return')

    def add_poll(self):
        app = self.app
        self.go_to_part(2 * N_PARTS - 1)
        app.key('ctrl+shift+o')
        for number, answer in enumerate(POLL[OTHER], 1):
            name = journey.fill(self._('Answer %u'), number)
            if number > 2:
                self.focus_with('Tab', lambda: self.find_in('button', self._('Add Answer')), 'the focus on Add Answer')
                app.key('space')
            app.find('text', name)
            self.set(lambda: app.find('text', name), answer)

    # the preview
    def check_preview(self):
        """The words that the preview shows, part by part, and its first picture as it stands on the screen: it followed to the words written last."""
        preview = self.app.find('panel', self._('Preview of the post'))
        words = [f'{text} {number + 1}/{N_PARTS}' for number, text in enumerate(PARTS[OTHER])]
        self.app.wait(lambda: set(words) <= {uidrive.name(a) for a in uidrive.walk(preview) if uidrive.role(a) == 'label'},
                      'the words of the second account in the preview')
        picture = self.app.wait(lambda: next((a for a in uidrive.walk(preview) if uidrive.role(a) in ('image', 'img', 'icon') and
                                              uidrive.name(a) == ALTS[OTHER][0]), None), 'the first picture in the preview')
        self.shot('preview')
        where = Atspi.Component.get_extents(picture, Atspi.CoordType.WINDOW)
        self.cut = os.path.join(self.folder, 'preview.png')
        shot = os.path.join(self.shots, f'{self.n_shots:02d}-preview.png')
        # the middle: corners are round, and a mark says that there is an alt text
        subprocess.run(['convert', shot, '-crop', f'{where.width * 3 // 5}x{where.height * 3 // 5}+{where.x + where.width // 5}+'
                        f'{where.y + where.height // 5}', '+repage', self.cut], check=True)
        self.cut_from = (where.width, where.height)

    def compare_with_preview(self, there):
        """What the network has, scaled and cropped as the preview does it, against what was on the screen."""
        width, height = self.cut_from
        same = os.path.join(self.folder, 'same.png')
        subprocess.run(['convert', there, '-resize', f'{width}x{height}^', '-gravity', 'center', '-extent', f'{width}x{height}', '-crop',
                        f'{width * 3 // 5}x{height * 3 // 5}+0+0', '+repage', same], check=True)
        difference = compare(same, self.cut)
        assert difference < LARGEST_DIFFERENCE, difference
        print(f'the preview differs from what is published by {difference:.4f}')

    # what became of it
    def read_back(self):
        """The addresses of both threads, from the sheet of the published post."""
        app = self.app
        app.key('alt+2')

        def find():
            start = PARTS[LANGUAGE][0][:12]
            for row in app.each('list item', rows=1):
                if start in uidrive.name(row) and 'click' not in uidrive.actions(row):
                    return row
            return None

        app.click(app.wait(find, 'our post in the list of posts'))
        app.key('Return')
        matches = journey.like(self._('Show the post published on %s in the browser'))

        def find_links():
            links = [a.get_description() for a in app.each('button') if matches(uidrive.name(a))]
            return links if len(links) >= 2 * N_PARTS else None

        links = app.wait(find_links, 'a link to each published part', 60)
        self.shot('published')
        return links

    def check_published(self, links):
        threads = {}
        for link in links:
            base, _, rest = link.partition('/@')
            handle, _, number = rest.partition('/')
            threads.setdefault('@' + handle, []).append(json.loads(fetch(f'{base}/api/v1/statuses/{number}')))
        assert sorted(threads) == sorted(ACCOUNTS), sorted(threads)
        for account, language in zip(ACCOUNTS, (LANGUAGE, OTHER)):
            statuses = sorted(threads[account], key=lambda status: int(status['id']))
            assert len(statuses) == N_PARTS, (account, len(statuses))
            for number, (status, text) in enumerate(zip(statuses, PARTS[language])):
                assert plain(status) == f'{text} {number + 1}/{N_PARTS}', (plain(status), text)
                assert status['in_reply_to_id'] == (statuses[number - 1]['id'] if number else None), number
                assert status['language'] == language[:2], status['language']
            self.check_media(statuses, language)
        poll = statuses[-1]['poll']
        assert [option['title'] for option in poll['options']] == POLL[OTHER], poll

    def check_media(self, statuses, language):
        """What was attached is there with its alt text, and looks as it was drawn."""
        for number in range(2):
            [media] = statuses[number]['media_attachments']
            assert media['description'] == ALTS[language][number], media
            there = os.path.join(self.folder, f'there-{language}-{number}.png')
            with open(there, 'wb') as out:
                out.write(fetch(media['url']))
            difference = compare(there, os.path.join(self.folder, f'picture-{number}.png'))
            assert difference < LARGEST_DIFFERENCE, (number, difference)
            print(f'picture {number + 1} of {language}: differs by {difference:.4f}')
            if number == 0 and language == OTHER:
                self.compare_with_preview(there)
        [chart] = statuses[2]['media_attachments']
        assert CHART['Title: the finding in a sentence'] in chart['description'], chart


def main():
    with tempfile.TemporaryDirectory() as folder:
        with uidrive.App([PROGRAM, '--office', os.path.join(folder, 'office'), '--practice']) as app:
            job = Thread(app, folder)
            start = PARTS[LANGUAGE][0][:12]
            try:
                section = job.take_first_seat(job.role('Drafter'))
                job.write()
                job.write_other_words()
                job.add_source()
                app.wait_for('label', job._('Nothing is missing'))
                job.check_preview()
                job.press(job._('Submit for Review'))
                app.wait(lambda: not job.texts(), 'the post handed in')
                job.change_seat(job.role('Reviewer'), section)
                job.decide(job._('Approve'), 'review', start)
                job.change_seat(job.role('Leader'))
                job.decide(job._('Sign — goes out at once'), 'sign-off', start)
                job.check_published(job.read_back())
            except BaseException:
                job.shot('failed')
                raise
            app.close()


main()
