#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-connect.py COUNTERSIGN LOCALEDIR LANGUAGE SHOTS

An administrator connects an account on the practice network by keyboard alone; this script is the browser. The sign-in is cancelled once, refused once, and connecting the account
again is tried as another account before it is done as the right one. Shots stay in SHOTS. LANGUAGE is "en" or "zh_CN".
"""
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import journey  # noqa: E402
import uidrive  # noqa: E402

PROGRAM, LOCALEDIR, LANGUAGE, SHOTS = sys.argv[1:5]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


BROWSER = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)


class Connect(journey.Journey):
    def focused(self):
        return next((a for a in self.app.each() if 'focused' in uidrive.states(a)), None)

    def tab_to(self, role, name, prefix=True):
        self.focus_with('Tab', lambda: next((a for a in self.app.each(role, name, prefix=prefix) if 'focused' in uidrive.states(a)), None),
                        f'the focus on {name!r}')

    def window(self, title):
        self.app.window(title)

    def begin_new(self):
        self.tab_to('button', self._('Connect…'))
        self.app.key('Return')
        self.window(self._('Connect an Account'))
        self.app.wait_for('label', self._('Which Network?'))
        self.focus_with('Tab', lambda: next((a for a in self.app.each('list item') if 'focused' in uidrive.states(a)), None), 'the focus on a network')
        self.app.key('Return')
        self.go_to_browser()

    def go_to_browser(self):
        """From what was filled in to the browser; the address is what the person copies from the window."""
        self.app.wait(lambda: self.sensitive('button', self._('Continue in the Browser')), 'a browser to go to')
        self.tab_to('button', self._('Continue in the Browser'))
        self.app.key('Return')
        self.app.wait_for('button', self._('Copy the Address'))
        return self.copy_address()

    def sensitive(self, role, name):
        return next((a for a in self.app.each(role, name, prefix=True) if 'sensitive' in uidrive.states(a)), None)

    def copy_address(self):
        self.tab_to('button', self._('Copy the Address'))
        self.app.key('Return')

        def copied():
            answer = subprocess.run(['xclip', '-selection', 'clipboard', '-o'], capture_output=True, text=True, check=False, timeout=10)
            return answer.stdout if '/oauth/authorize?' in answer.stdout else None

        self.address = self.app.wait(copied, 'the copied address')
        self.app.wait(lambda: self.address in self.opened(), 'the browser opened with the same address')
        return self.address

    @staticmethod
    def opened():
        """What the browser of this desktop was given."""
        path = os.path.join(os.environ['UI_RUN_DIR'], 'opened')
        if not os.path.exists(path):
            return []
        with open(path, encoding='utf-8') as lines:
            return lines.read().splitlines()

    # the browser
    def fetch(self, url, data=None):
        try:
            with BROWSER.open(url, data.encode() if data else None, timeout=10) as answer:
                return answer.status, answer.headers.get('Location'), answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers.get('Location'), answer.read().decode()

    def allow_as(self, login):
        url, query = self.address.split('?')
        status, location, _page = self.fetch(url, query + '&login=' + login)
        assert status == 302 and location.startswith('http://127.0.0.1:1811'), (status, location)
        status, _location, page = self.fetch(location)
        assert status == 200 and self._('Done Here') in page, page

    def refuse(self):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.address).query)
        back = query['redirect_uri'][0] + '?' + urllib.parse.urlencode({'error': 'access_denied', 'state': query['state'][0]})
        status, _location, page = self.fetch(back)
        assert status == 200 and self._('Not Allowed') in page, page

    def add_account(self, login):
        """Another account on the practice network, as its own page would make it."""
        parts = urllib.parse.urlsplit(self.address)
        request = urllib.request.Request(f'{parts.scheme}://{parts.netloc}/practice/accounts', json.dumps({'login': login, 'display_name': login.title()}).encode(),
                                         {'Content-Type': 'application/json'})
        with BROWSER.open(request, timeout=10) as answer:
            assert answer.status == 200

    # the journey
    def run(self):
        app = self.app
        app.wait(lambda: list(app.each('label', self._('Desk'))), 'the Desk', 90)
        self.main = app.xid
        app.key('alt+6')
        app.wait_for('button', self._('Connect…'))
        self.shot('accounts')
        # a handle may hold the mark by which names with a mnemonic are known
        nameless = [said for said in app.unnamed() if '@' not in said]
        assert nameless == [], nameless

        self.begin_new()
        self.shot('waiting')
        self.add_account('harbour')
        app.key('Escape')  # given up: nothing has changed
        app.wait(lambda: not list(app.each('button', self._('Copy the Address'))), 'the window closed')
        app.return_to(self.main)

        self.begin_new()
        self.refuse()
        self.find_like(None, self._('The network did not allow the sign-in. Nothing has changed; try again.'))
        self.shot('refused')
        self.go_to_browser()
        self.allow_as('harbour')
        app.wait_for('label', journey.fill(self._('%s is connected.'), '@harbour'), prefix=True)
        app.wait(lambda: [a for a in app.each('label') if uidrive.name(a) == 'Harbour'], 'the card of the new account')
        self.shot('connected')

        self.add_account('wrong')
        app.return_to(self.main)
        self.reconnect()
        self.allow_as('wrong')
        self.find_like(None, self._('You signed in as %1$s, but %2$s is to be connected again. Nothing has changed. Sign out in the browser, then try again.'))
        self.shot('wrong-account')
        self.go_to_browser()
        self.allow_as('harbour')
        app.wait_for('label', journey.fill(self._('%s is connected again.'), '@harbour'), prefix=True)
        self.shot('connected-again')
        app.return_to(self.main)
        self.send_test()

    def send_test(self):
        """A test to oneself: the third in the menu."""
        self.tab_to('button', journey.fill(self._('More for %s'), '@harbour'))
        self.app.key('Return')
        self.app.wait(lambda: list(self.app.each('menu item', self._('Send a Test to Yourself…'))), 'the menu')
        self.app.key('Down', 'Down', 'Return')
        self.app.wait_for('label', self._('Send a Test to Yourself?'))
        self.shot('test')
        self.tab_to('button', self._('Send the Test'))
        self.app.key('Return')
        self.find_like(None, self._('The test arrived on %s, came back as it was sent, and is removed.'))
        self.shot('tested')

    def reconnect(self):
        name = journey.fill(self._('More for %s'), '@harbour')
        self.tab_to('button', name)
        self.app.key('Return')
        self.app.wait(lambda: list(self.app.each('menu item', self._('Connect Again…'))), 'the menu')
        self.app.key('Down', 'Return')
        self.window(journey.fill(self._('Connect %s Again'), '@harbour'))
        self.go_to_browser()


def main():
    with tempfile.TemporaryDirectory() as folder:
        with uidrive.App([PROGRAM, '--office', os.path.join(folder, 'office'), '--practice', '--seat', 'admin']) as app:
            job = Connect(app, LOCALEDIR, LANGUAGE, SHOTS)
            try:
                job.run()
            except BaseException:
                job.shot('failed')
                raise
            app.close()


main()
