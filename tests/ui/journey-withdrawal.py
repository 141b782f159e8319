#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-withdrawal.py COUNTERSIGN LOCALEDIR LANGUAGE SHOTS

What is out, and should not be, in the real workstation, by keyboard and through what a screen reader sees: somebody changes a
published post over there, and the sheet shows what was signed beside it; the post is withdrawn by one of its own, which goes the
whole route; the network refuses to take it down, until it is tried again; on the other account a person deletes it by hand, and says so.
All words that are looked for come from the translation LANGUAGE ("en" or "zh_CN") in LOCALEDIR. A picture of each page stays in SHOTS.
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
CHANGED = {'en': 'The ferry stops at midnight on Sunday.', 'zh_CN': '渡轮周日午夜停航。'}[LANGUAGE]
SECOND = {'en': '@riverton_zh', 'zh_CN': '@qinghe_en'}[LANGUAGE]
NOTE = {'en': 'A post was taken down: it named the wrong day.', 'zh_CN': '一则帖文已撤下，日期有误。'}[LANGUAGE]
WORDS = {'en': 'Another day', 'zh_CN': '是另一天'}[LANGUAGE]


class Withdrawing(practice_day.PracticeDay):
    def open_sheet(self, text):
        """From the list of posts: the one that begins so, and is no withdrawal."""
        app = self.app
        app.key('alt+2')

        def find():
            """The last one: the Desk, which stands before it, may name it too."""
            rows = [row for row in app.each('list item', rows=1) if text[:8] in uidrive.name(row) and 'click' not in uidrive.actions(row)]
            return rows[-1] if rows else None

        for _i in range(3):  # the list may be made anew between the two
            app.click(app.wait(find, 'our post in the list of posts'))
            app.key('Return')
            try:
                app.wait(lambda: self.is_on_sheet(text[:8]), 'our sheet', 5)
                return
            except AssertionError:
                self.shot('no-sheet')
                app.key('alt+2')
        raise AssertionError('our post does not open')

    def see(self, words):
        self.app.wait(lambda: next((a for a in self.app.each(rows=50) if words in uidrive.name(a)), None), f'the words {words!r}')

    def check_names(self):
        """The underscore that is no mnemonic belongs to the account."""
        nameless = [what for what in self.app.unnamed() if SECOND not in what]
        assert nameless == [], nameless

    def sees(self, words):
        matches = journey.like(words)
        return any(matches(uidrive.name(a)) for a in self.app.each(rows=50))

    def drift(self):
        """Somebody changes it over there, on one account; then it is as signed again."""
        app = self.app
        other = self._('The text there is not what was signed.')
        post = self.find_posts(TEXT)[0]
        self.ask('/practice/change', id=post['id'], text=CHANGED)
        self.open_sheet(TEXT)
        self.compare()
        self.see(other)
        self.see(self._('Text: signed, and there now'))
        self.check_names()
        self.shot('drift')
        self.open_queue()
        self.see(other)
        self.shot('drift-queue')
        self.ask('/practice/change', id=post['id'], text=TEXT)
        self.open_sheet(TEXT)
        self.compare()
        app.wait(lambda: not any(other in uidrive.name(a) for a in app.each(rows=50)), 'the difference gone')
        self.shot('drift-mended')

    def compare(self):
        """On each account."""
        for account in ('@office', SECOND):
            self.press(journey.fill(self._('Read back now what is published on %s'), account))

    def withdraw(self):
        app = self.app
        main = app.xid
        self.open_sheet(TEXT)
        self.press(self._('Withdraw this published post'))
        app.window(self._('Withdraw the Post'))
        self.shot('withdraw')
        app.key('space')
        app.key('Down')
        app.key('Return')
        app.set_text('text', self._('What Was Wrong (for the Record)'), WORDS)
        app.set_text('text', self._('What Is Said in Public (Optional)'), NOTE)
        self.press(self._('Begin'))
        app.return_to(main)
        self.find_like('label', self._('Saved %s'))
        self.shot('withdrawal')
        self.press(self._('Submit for Review'))
        app.gone('text', self._('Text of the post'))

    def sign(self, start, name):
        """As reviewer and leader."""
        self.change_seat(self.role('Reviewer'), self.section)
        self.decide(self._('Approve'), name + '-review', start)
        self.change_seat(self.role('Leader'))

    def refused(self):
        """The network says no on both accounts, and the queue says so; on one it is tried again and then is gone."""
        app = self.app
        self.open_queue()
        self.see(self._('Still there: it was not taken down'))
        self.check_names()
        self.shot('kept-queue')
        assert len(self.find_posts(TEXT)) == 2, 'it was not to be gone'
        self.misbehave('')
        self.press(journey.fill(self._('Try once more to take it down on %s'), '@office'))
        app.wait(lambda: len(self.find_posts(TEXT)) == 1, 'the post gone over there on one account', 30)
        app.wait(lambda: self.sees(self._('Taken down %s')), 'the queue saying so')
        self.shot('gone-queue')

    def by_hand(self):
        """On the other one somebody deletes it himself."""
        app = self.app
        main = app.xid
        self.ask('/practice/change', id=self.find_posts(TEXT)[0]['id'])
        self.open_sheet(TEXT)
        self.shot('kept-sheet')
        app.wait_for('button', self._('I deleted this part by hand: it is gone'))
        again = list(app.each('button', self._('Withdraw this published post')))
        assert again == [], 'what is kept is tried again, not withdrawn again'
        self.press(self._('I deleted this part by hand: it is gone'))
        app.window(self._('It Is Gone'))
        self.shot('by-hand')
        self.check_names()
        self.press(self._('It Is Gone'))
        app.return_to(main)
        app.wait_for('label', self.words.pgettext('post state', 'Withdrawn'))
        self.shot('gone-sheet')
        self.open_queue()
        app.wait(lambda: not self.sees(self._('Still there: it was not taken down')), 'nothing left that is still there')
        self.shot('by-hand-queue')


def main():
    with tempfile.TemporaryDirectory() as folder:
        with uidrive.App([PROGRAM, '--office', os.path.join(folder, 'office'), '--practice']) as app:
            day = Withdrawing(app, LOCALEDIR, LANGUAGE, SHOTS, folder)
            day.section = day.take_first_seat(day.role('Drafter'))
            day.find_network()
            day.write(TEXT, '@office', SECOND)
            day.sign(TEXT[:8], 'post')
            day.decide(day._('Sign — goes out at once'), 'sign', TEXT[:8])
            app.wait(lambda: len(day.find_posts(TEXT)) == 2, 'the post on the network, on both accounts', 30)
            day.drift()
            day.misbehave('keep:100')
            day.change_seat(day.role('Drafter'), day.section)
            day.withdraw()
            day.sign(NOTE[:8], 'withdrawal')
            day.decide(day._('Sign — goes out at once'), 'sign-withdrawal', NOTE[:8])
            day.refused()
            day.by_hand()
            app.close()


main()
