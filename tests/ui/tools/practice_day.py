# SPDX-License-Identifier: GPL-3.0-or-later
"""A journey that also looks behind the window: at the practice network of its office, which misbehaves on command."""
import json
import os
import urllib.parse
import urllib.request

import journey
import uidrive


class PracticeDay(journey.Journey):
    def __init__(self, app, localedir, language, shots, folder):
        super().__init__(app, localedir, language, shots)
        self.folder = folder
        self.network = None

    def find_network(self):
        """Where the practice network of this office listens."""
        place = os.path.join(self.folder, 'office', 'practice', 'lock')

        def look():
            if not os.path.exists(place):
                return None
            with open(place) as file:
                port = file.read().strip()
            return f'http://127.0.0.1:{port}' if port.isdigit() else None

        self.network = self.app.wait(look, 'the port of the practice network')

    def ask(self, path, **form):
        data = urllib.parse.urlencode(form).encode() if form else None
        with urllib.request.urlopen(self.network + path, data, timeout=10) as answer:
            return answer.read().decode()

    def misbehave(self, what):
        self.ask('/practice/misbehave', what=what)

    def find_posts(self, text):
        """What is out there with these words, on all accounts."""
        return [post for post in json.loads(self.ask('/practice/posts')) if post['text'] == text]

    def write(self, text, *handles):
        """A post on these accounts, up to its submission."""
        app = self.app
        app.key('ctrl+n')
        for handle in handles:
            self.choose_account(handle)
        app.click('text', self._('Text of the post'))
        app.type(text)
        app.wait(lambda: app.text('text', self._('Text of the post')) == text, 'the text typed')
        app.wait_for('label', self._('Nothing is missing'))
        self.press(self._('Submit for Review'))
        app.gone('text', self._('Text of the post'))

    def open_queue(self):
        self.app.key('alt+3')
        self.app.wait(lambda: any('selected' in uidrive.states(a) and uidrive.name(a).startswith(self._('Queue'))
                                  for a in self.app.each('list item')), 'the page of the queue')
