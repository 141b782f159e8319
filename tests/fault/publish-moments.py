# SPDX-License-Identifier: GPL-3.0-or-later
"""publish-moments.py PROGRAM: the moments of publishing that chance seldom finds: a disk that is full when the answer comes, two publishers, an end between renewing a login and keeping it."""

import json
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from publish_networks import X
from terminal import OfficeTest, main, wait_until


class Publishing(OfficeTest):
    def begin_publishing(self):
        process = self.office.start('publish', 'run')
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def state(self, post):
        return self.office.publication(post)['state']


class Practice(Publishing):
    """On the practice network"""

    def fill(self):
        """Takes all that is left of the disk."""
        with open(self.office.seen / 'ballast', 'wb', buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(1 << 16))
            except OSError:
                pass

    def test_full_while_settling(self):
        folder, aside = self.office.folder, self.place / 'aside'
        post = self.office.sign(text='The disk is full when the answer comes.')
        self.enter(f'cp -a {folder} {aside}; mount -t tmpfs -o size=6m none {folder}; cp -a {aside}/. {folder}')
        self.office.serve()
        self.office.misbehave('slow:1500')
        publisher = self.begin_publishing()
        wait_until(lambda: self.state(post) == 'sending', 'it is armed')
        self.fill()
        wait_until(lambda: self.office.list_network(), 'the network has it')
        self.office.misbehave('')
        self.assertEqual(self.state(post), 'sending', 'there was no room to say otherwise')
        (self.office.seen / 'ballast').unlink()
        wait_until(lambda: self.state(post) == 'sent', 'it is settled once there is room, without a new start', 60)
        self.assertEqual(len(self.office.list_network()), 1)
        self.assertIsNone(publisher.poll(), 'the publisher goes on')
        self.office.check_whole()

    def test_two_publishers(self):
        self.office.serve()
        posts = [self.office.sign(text=f'Two want to send number {n}.') for n in range(4)]
        first, second = self.begin_publishing(), self.begin_publishing()
        wait_until(lambda: all(self.state(post) == 'sent' for post in posts), 'all are out', 60)
        self.assertEqual(len(self.office.list_network()), len(posts))
        for process, text in ((first, 'One is killed.'), (second, 'And nobody is left.')):
            post = self.office.sign(text=text)
            wait_until(lambda p=post: self.state(p) == 'sent', 'whoever is left publishes', 60)
            process.send_signal(signal.SIGKILL)
            process.wait(20)
        self.assertEqual(len(self.office.list_network()), len(posts) + 2)


class Withholding(BaseHTTPRequestHandler):
    """Hands a renewal of a login on and keeps the answer for itself; everything else goes both ways."""

    upstream = withholds = withheld = release = None

    def log_message(self, *_args):
        pass

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        request = urllib.request.Request(self.upstream + self.path, data=body if self.command == 'POST' else None, method=self.command,
                                         headers={k: v for k, v in self.headers.items() if k.lower() not in ('host', 'connection', 'content-length')})
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                status, answer = reply.status, reply.read()
        except urllib.error.HTTPError as error:
            status, answer = error.code, error.read()
        if self.path.endswith('/oauth2/token') and self.withholds.is_set():
            self.withheld.set()
            self.release.wait(60)
            return
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = pass_on


class Renewing(Publishing):
    """On X, whose refresh tokens are good for one use"""

    def setUp(self):
        super().setUp()
        self.x = X(1)
        self.addCleanup(self.x.stop)
        Withholding.upstream = self.x.server.address
        Withholding.withholds, Withholding.withheld, Withholding.release = threading.Event(), threading.Event(), threading.Event()
        server = ThreadingHTTPServer(('127.0.0.1', 0), Withholding)
        threading.Thread(target=server.serve_forever, kwargs={'poll_interval': 0.05}, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.addCleanup(Withholding.release.set)
        self.address = f'http://127.0.0.1:{server.server_address[1]}'

    def sign_in(self, **changes):
        secret = {**json.loads(self.x.sign_in(int(time.time() * 1e6))), **changes}
        return self.office.ask('account', 'add', login='admin', network='x', address=self.address, token=json.dumps(secret))['id']

    def test_killed_between_renewing_and_keeping(self):
        account = self.sign_in(expires_at=1)
        post = self.office.sign(text='The pair was lost.', accounts=[account])
        Withholding.withholds.set()
        publisher = self.begin_publishing()
        self.assertTrue(Withholding.withheld.wait(20), 'the login is renewed')
        publisher.send_signal(signal.SIGKILL)
        publisher.wait(20)
        Withholding.withholds.clear()
        Withholding.release.set()

        self.begin_publishing()
        wait_until(lambda: self.state(post) == 'not-sent', 'people are told')
        self.assertEqual(self.office.publication(post)['error'], 'login-rejected')
        self.assertEqual(self.office.query('SELECT health FROM accounts WHERE id = ?', account), [('login-rejected',)])
        self.assertEqual(self.sign_in(), account)
        number, = self.office.query('SELECT id FROM publications WHERE post = ?', post)[0]
        self.office.ask('publication', 'retry', login='duty', publication=number)
        wait_until(lambda: self.state(post) == 'sent', 'it goes out')
        self.assertEqual([p.text for p in self.x.read()], ['The pair was lost.'])


if __name__ == '__main__':
    main(sys.argv[1])
