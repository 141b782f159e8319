#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-publishing.py COUNTERSIGN LOCALEDIR LANGUAGE SHOTS

A bad day of publishing in the real workstation, by keyboard and through what a screen reader sees, against the practice
network, which misbehaves on command: a post of unknown outcome is looked for by a person, who says that it is not out
and lets it go out again; then it is corrected by a post of its own, which goes the whole route. All words that are looked for come from the translation
LANGUAGE ("en" or "zh_CN") in LOCALEDIR. A picture of each page stays in SHOTS.
"""
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import journey  # noqa: E402
import practice_day  # noqa: E402
import uidrive  # noqa: E402

PROGRAM, LOCALEDIR, LANGUAGE, SHOTS = sys.argv[1:5]
TEXT = {'en': 'The ferry stops at noon on Sunday.', 'zh_CN': '渡轮周日中午停航。'}[LANGUAGE]
BETTER = {'en': 'The ferry stops at noon on Monday.', 'zh_CN': '渡轮周一中午停航。'}[LANGUAGE]
WORDS = {'en': 'It is Monday', 'zh_CN': '是周一'}[LANGUAGE]


class Publishing(practice_day.PracticeDay):
    def find_retry(self):
        """In the row of our post: other posts may wait to be tried again too."""
        matches = journey.like(self._('Try to publish on %s again now'))
        for row in self.app.each('list item', rows=50):
            if TEXT[:8] in uidrive.name(row):
                for a in uidrive.walk(row, 50):
                    if matches(uidrive.name(a)) and 'click' in uidrive.actions(a):
                        return a
        return None

    def resolve(self):
        """Nothing arrived, and the network cannot tell: a person looks, says so, and lets it go out again."""
        app = self.app
        main = app.xid
        self.open_queue()
        self.press_for(self._('It is not out on %s'), self._('It Is Not Out'))
        self.shot('it-is-not-out')
        assert app.unnamed() == [], app.unnamed()
        self.press(self._('It Is Not Out'))
        app.return_to(main)
        retry = app.wait(self.find_retry, 'our post, which can be tried again')
        self.misbehave('')  # not before: the program looks by itself too, and would find that it can go out
        app.press(retry)
        app.wait(lambda: self.find_posts(TEXT), 'the post on the network', 30)
        self.shot('queue-well')

    def correct(self):
        app = self.app
        main = app.xid
        app.key('alt+2')

        def find():
            for row in app.each('list item', rows=1):
                if TEXT[:8] in uidrive.name(row) and 'click' not in uidrive.actions(row):
                    return row
            return None

        app.click(app.wait(find, 'our post in the list of posts'))
        app.key('Return')
        self.press(self._('Correct this published post'))
        app.window(self._('Correct the Post'))
        self.shot('correct')
        app.key('space')
        app.key('Down')
        app.key('Return')
        app.set_text('text', self._('What Was Wrong (for the Record)'), WORDS)
        self.press(self._('Begin'))
        app.return_to(main)
        app.wait(lambda: app.text('text', self._('Text of the post')) == TEXT, 'the text that is out, to be bettered', 20)
        app.set_text('text', self._('Text of the post'), BETTER)
        self.shot('correction')
        self.find_like('label', self._('Saved %s'))
        self.press(self._('Submit for Review'))
        app.gone('text', self._('Text of the post'))

    def see_corrected(self):
        app = self.app
        there = app.wait(lambda: self.find_posts(BETTER), 'the correction on the network', 30)
        assert there[0]['in_reply_to_id'] == self.find_posts(TEXT)[0]['id'], there
        app.key('alt+2')
        app.wait(lambda: next((r for r in app.each('list item', rows=1) if TEXT[:8] in uidrive.name(r)), None), 'our post')
        self.shot('corrected')


def main():
    with tempfile.TemporaryDirectory() as folder:
        with uidrive.App([PROGRAM, '--office', os.path.join(folder, 'office'), '--practice']) as app:
            day = Publishing(app, LOCALEDIR, LANGUAGE, SHOTS, folder)
            section = day.take_first_seat(day.role('Drafter'))
            day.find_network()
            day.write(TEXT, '@office')
            day.change_seat(day.role('Reviewer'), section)
            day.decide(day._('Approve'), 'review', TEXT[:8])
            day.change_seat(day.role('Leader'))
            day.misbehave('drop-before:100')
            day.decide(day._('Sign — goes out at once'), 'sign-off', TEXT[:8])
            day.resolve()
            day.change_seat(day.role('Drafter'), section)
            day.correct()
            day.change_seat(day.role('Reviewer'), section)
            day.decide(day._('Approve'), 'review-correction', BETTER[:8])
            day.change_seat(day.role('Leader'))
            day.decide(day._('Sign — goes out at once'), 'sign-correction', BETTER[:8])
            day.see_corrected()
            app.close()


main()
