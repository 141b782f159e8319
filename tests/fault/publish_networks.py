# SPDX-License-Identifier: GPL-3.0-or-later
"""The networks of a fault run: each a strict server of ours behind a bad line."""

import base64
import hashlib
import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from publish_judge import Remote
from publish_office import SECOND, Helper, post_json

HERE = Path(__file__).resolve().parent
SERVERS = HERE.parent / 'servers'
REDIRECT = 'http://127.0.0.1:18110/callback'


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def authorize(server, path, client):
    """What the browser does: (the code that comes back, the verifier that belongs to it)."""
    verifier = base64.urlsafe_b64encode(os.urandom(48)).decode()
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b'=').decode()
    query = urlencode({'response_type': 'code', 'client_id': client['id'], 'redirect_uri': REDIRECT, 'scope': client['scope'], 'state': 'here',
                       'code_challenge': challenge, 'code_challenge_method': 'S256'})
    try:
        urllib.request.build_opener(StayHere).open(f'{server}{path}?{query}', timeout=30)
    except urllib.error.HTTPError as answer:
        return parse_qs(urlsplit(answer.headers['Location']).query)['code'][0], verifier
    raise SystemExit('the server did not send the browser back')


def post_form(address, **form):
    with urllib.request.urlopen(urllib.request.Request(address, data=urlencode(form).encode()), timeout=30) as reply:
        return json.load(reply)


class Network:
    """@account: the office's number of it"""

    kind, program, windows = None, None, {}

    def __init__(self, seed):
        self.server = Helper(sys.executable, '-B', SERVERS / self.program)
        self.line = Helper(sys.executable, '-B', HERE / 'bad_line.py', self.server.address, seed)
        self.account, self.sign_ins, self.ended, self.posts, self.n_read = None, 0, 0, [], 0
        self.control('windows', self.windows)

    def control(self, what, body=None):
        return post_json(f'{self.server.address}/control/{what}', body)

    def connect(self, office):
        """As a person does who signs in for the first time, or again."""
        reply = office.call('admin', 'account.add', network=self.kind, address=self.line.address, token=self.sign_in(office.clock.now()), colour='#3584e4')
        assert self.account in (None, reply['id']), 'signing in again made another account'
        self.account = reply['id']
        self.sign_ins += 1

    def end_login(self, office):
        """Before its time, as networks do."""
        tokens = json.loads((office.folder / 'practice/tokens').read_text())
        secret = next(v for k, v in tokens.items() if k.endswith(f'/{self.account}'))
        self.control('expire', {'token': json.loads(secret)['access'] if secret.startswith('{') else secret})
        self.ended += 1

    def set_rates(self, act, token, other):
        post_json(f'{self.line.address}/line/rates', {'act': act, 'token': token, 'other': other})

    def state_of_line(self):
        return post_json(f'{self.line.address}/line/state')

    def read(self):
        """Everything that is there, in the order of its arrival; nothing is ever removed in this run."""
        state = self.control('state', {'since': self.n_read})
        self.posts += [self.read_post(post) for post in state['posts']]
        self.n_read = state['n_posts']
        assert not state['removed'], 'something was removed'
        return list(self.posts)

    @staticmethod
    def read_media(post):
        return tuple((m['sha256'], m['alt']) for m in post['media'])

    def stop(self):
        self.line.stop()
        self.server.stop()


class X(Network):
    kind, program = 'x', 'x-server.py'
    windows = {'POST /2/tweets': (60, 10), 'me': (1000, 10), 'media/upload': (1000, 10), 'media': (1000, 10), 'one': (1000, 10), 'timeline': (1000, 10)}

    def sign_in(self, now):
        client = {'id': 'client-1', 'scope': 'tweet.read tweet.write users.read media.write offline.access'}
        code, verifier = authorize(self.server.address, '/i/oauth2/authorize', client)
        pair = post_form(f'{self.server.address}/2/oauth2/token', grant_type='authorization_code', code=code, code_verifier=verifier, redirect_uri=REDIRECT,
                         client_id=client['id'])
        return json.dumps({'access': pair['access_token'], 'refresh': pair['refresh_token'], 'client': client['id'],
                           'expires_at': now + pair['expires_in'] * SECOND})

    def read_post(self, post):
        return Remote(post['id'], f'https://x.com/i/web/status/{post["id"]}', post['text'], self.read_media(post), post['parent'] or '')


class Mastodon(Network):
    kind, program = 'mastodon', 'mastodon-server.py'
    windows = {'all': (2000, 10), 'media': (1000, 10), 'post': (60, 10)}

    def sign_in(self, _now):
        server = self.server.address
        app = post_form(f'{server}/api/v1/apps', client_name='Countersign', redirect_uris=REDIRECT, scopes='read write')
        code, verifier = authorize(server, '/oauth/authorize', {'id': app['client_id'], 'scope': 'read write'})
        return post_form(f'{server}/oauth/token', grant_type='authorization_code', code=code, code_verifier=verifier, redirect_uri=REDIRECT,
                         client_id=app['client_id'], client_secret=app['client_secret'])['access_token']

    def read_post(self, post):
        return Remote(post['id'], post['url'].replace(self.server.address, self.line.address), post['text'], self.read_media(post), post['parent'] or '')


class Bluesky(Network):
    kind, program = 'bluesky', 'bluesky-server.py'
    windows = {'all': (3000, 10), 'createSession': (100, 10), 'points': (300, 10), 'blobs': (1000, 10)}

    def sign_in(self, now):
        session = post_json(f'{self.server.address}/xrpc/com.atproto.server.createSession', {'identifier': 'linden.test', 'password': 'pass-pass-pass-pass'})
        return json.dumps({'access': session['accessJwt'], 'refresh': session['refreshJwt'], 'subject': session['did'], 'expires_at': now + 7200 * SECOND})

    def read_post(self, post):
        did, collection, key = post['id'].removeprefix('at://').split('/')
        address = f'{self.line.address}/xrpc/com.atproto.repo.getRecord?repo={did}&collection={collection}&rkey={key}'
        return Remote(post['id'], address, post['text'], self.read_media(post), post['parent'] or '')


def start_all(seed):
    return [network(seed * 10 + i) for i, network in enumerate((X, Mastodon, Bluesky))]
