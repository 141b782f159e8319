#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the test servers are as strict as they say: a test against a lenient server shows nothing.

Exact redirects, proofs of whose a code is, codes and refresh tokens of one use, keys, windows, records that exist, faults by seed."""

import base64
import hashlib
import http.client
import json
import pathlib
import subprocess
import sys
from urllib.parse import parse_qs, urlencode, urlsplit

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).parent
FORM = 'application/x-www-form-urlencoded'
BACK = 'http://127.0.0.1:18110/callback'
n_failures = 0


def expect(what, found, wanted):
    global n_failures
    if found != wanted:
        n_failures += 1
        print(f'not ok: {what}: {found!r}, not {wanted!r}')


class Server:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([sys.executable, str(HERE / arguments[0]), *arguments[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        self.connection = http.client.HTTPConnection(self.address.removeprefix('http://'), timeout=20)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def call(self, method, path, body=None, token='good-token', kind='application/json', **headers):
        data = urlencode(body) if kind == FORM else json.dumps(body) if body is not None else None
        try:
            self.connection.request(method, path, data, {'Content-Type': kind, **({'Authorization': f'Bearer {token}'} if token else {}), **headers})
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return 0, None, {}
        try:
            return answer.status, json.loads(text) if text else None, dict(answer.headers)
        except ValueError:
            return answer.status, text, dict(answer.headers)

    def get_code(self, path, **query):
        location = self.call('GET', path + '?' + urlencode(query), token=None)[2].get('Location', '')
        return {k: v[0] for k, v in parse_qs(urlsplit(location).query).items()}


def make_proof(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b'=').decode()


def check_x_login(server):
    verifier = 'v' * 50
    asked = {'response_type': 'code', 'client_id': 'client-1', 'redirect_uri': BACK, 'scope': 'tweet.read offline.access', 'state': 's',
             'code_challenge': make_proof(verifier), 'code_challenge_method': 'S256'}
    expect('another port', server.get_code('/i/oauth2/authorize', **{**asked, 'redirect_uri': 'http://127.0.0.1:18199/callback'}), {})
    expect('a plain challenge', server.get_code('/i/oauth2/authorize', **{**asked, 'code_challenge_method': 'plain'}), {})

    def grant(code, **changed):
        return server.call('POST', '/2/oauth2/token', {'grant_type': 'authorization_code', 'code': code, 'redirect_uri': BACK, 'client_id': 'client-1',
                                                       'code_verifier': verifier, **changed}, token=None, kind=FORM)

    code = server.get_code('/i/oauth2/authorize', **asked)
    expect('state', code.get('state'), 's')
    expect('another verifier', grant(code['code'], code_verifier='w' * 50)[0], 400)
    expect('a code that was tried', grant(code['code'])[0], 400)
    status, pair, _ = grant(server.get_code('/i/oauth2/authorize', **asked)['code'])
    expect('sign-in', status, 200)
    late = server.get_code('/i/oauth2/authorize', **asked)['code']
    server.call('POST', '/control/clock', {'ahead': 31})
    expect('a code after 30 s', grant(late)[0], 400)

    def renew(token):
        return server.call('POST', '/2/oauth2/token', {'grant_type': 'refresh_token', 'refresh_token': token, 'client_id': 'client-1'}, token=None, kind=FORM)

    status, second, _ = renew(pair['refresh_token'])
    expect('renewal', status, 200)
    expect('the new token', server.call('GET', '/2/users/me', token=second['access_token'])[0], 200)
    expect('a refresh token twice', renew(pair['refresh_token'])[0], 400)
    expect('the whole family', server.call('GET', '/2/users/me', token=second['access_token'])[0], 401)
    expect('another account', server.call('GET', '/2/users/me')[0], 200)


def check_x_posts(server):
    expect('a post', server.call('POST', '/2/tweets', {'text': 'One'})[0], 201)
    expect('the same post', server.call('POST', '/2/tweets', {'text': 'One'})[0], 403)
    expect('somebody else', server.call('POST', '/2/tweets', {'text': 'One'}, token='token-1')[0], 201)
    expect('281 characters', server.call('POST', '/2/tweets', {'text': 'a' * 281})[0], 403)
    expect('140 wide ones', server.call('POST', '/2/tweets', {'text': '汛' * 140})[0], 201)
    expect('141 wide ones', server.call('POST', '/2/tweets', {'text': '汛' * 141})[0], 403)
    expect('an unknown member', server.call('POST', '/2/tweets', {'text': 'Two', 'visibility': 'public'})[0], 400)
    expect('a null', server.call('POST', '/2/tweets', {'text': 'Two', 'reply_settings': None})[0], 400)
    server.call('POST', '/control/windows', {'POST /2/tweets': [5, 900]})
    status, _, headers = server.call('POST', '/2/tweets', {'text': 'Too many'})
    while status == 201:
        status, _, headers = server.call('POST', '/2/tweets', {'text': f'Too many {headers["x-rate-limit-remaining"]}'})
    expect('a window', (status, headers.get('x-rate-limit-remaining')), (429, '0'))
    server.call('POST', '/control/clock', {'ahead': 1000})
    expect('the next window', server.call('POST', '/2/tweets', {'text': 'Later'})[0], 201)


def check_mastodon(face):
    with Server('mastodon-server.py', face) as server:
        _, app, _ = server.call('POST', '/api/v1/apps', {'client_name': 'C', 'redirect_uris': BACK, 'scopes': 'read write:statuses'}, token=None)
        asked = {'response_type': 'code', 'client_id': app['client_id'], 'redirect_uri': BACK, 'scope': 'write:statuses', 'state': 's'}
        expect('another path', server.get_code('/oauth/authorize', **{**asked, 'redirect_uri': BACK + '/x'}), {})
        expect('a scope the app has not', server.get_code('/oauth/authorize', **{**asked, 'scope': 'write:media'}).get('error'), 'invalid_scope')
        code = server.get_code('/oauth/authorize', **asked)['code']
        form = {'grant_type': 'authorization_code', 'code': code, 'client_id': app['client_id'], 'client_secret': app['client_secret'], 'redirect_uri': BACK}
        expect('another secret', server.call('POST', '/oauth/token', {**form, 'client_secret': 'x'}, token=None, kind=FORM)[0], 401)
        status, token, _ = server.call('POST', '/oauth/token', form, token=None, kind=FORM)
        expect('sign-in', (status, token.get('scope')), (200, 'write:statuses'))
        expect('revoking by JSON', server.call('POST', '/oauth/revoke', form, token=None)[0], 400)
        ids = {server.call('POST', '/api/v1/statuses', {'status': 'One'}, **{'Idempotency-Key': 'k'})[1]['id'] for _ in range(2)}
        expect('posts of one key', len(ids), 1 if face == 'mastodon' else 2)
        server.call('POST', '/control/clock', {'ahead': 3700})
        ids.add(server.call('POST', '/api/v1/statuses', {'status': 'One'}, **{'Idempotency-Key': 'k'})[1]['id'])
        expect('a key after an hour', len(ids), 2 if face == 'mastodon' else 3)
        expect('visibility that nobody asked for', server.call('GET', f'/api/v1/statuses/{ids.pop()}')[1]['visibility'], 'unlisted')


def check_bluesky(server):
    did = server.call('GET', '/xrpc/com.atproto.server.getSession')[1]['did']

    def put(text, key='3m6sampleaa2a', **more):
        record = {'$type': 'app.bsky.feed.post', 'text': text, 'createdAt': '2026-11-23T04:00:00.000Z'}
        return server.call('POST', '/xrpc/com.atproto.repo.putRecord', {'repo': did, 'collection': 'app.bsky.feed.post', 'rkey': key, 'record': record, **more})

    first, again = put('One', swapRecord=None), put('One', swapRecord=None)
    expect('a record twice', (first[0], again[0], first[1]['cid'] == again[1]['cid'], 'commit' in again[1]), (200, 200, True, False))
    expect('another record, the same key', put('Two', swapRecord=None)[1].get('error'), 'InvalidSwap')
    expect('without a guard', put('Two')[0], 200)
    expect('no TID', put('Three', 'not-a-tid', swapRecord=None)[0], 400)
    expect('301 graphemes', put('a' * 301, '3m6sampleaa2b', swapRecord=None)[0], 400)
    expect('300 of several code points', put('👩\u200d🚒' * 250 + 'a' * 50, '3m6sampleaa2c', swapRecord=None)[0], 200)
    expect('the old refresh token', [server.call('POST', '/xrpc/com.atproto.server.refreshSession', token='good-refresh')[0] for _ in range(2)], [200, 200])
    server.call('POST', '/control/clock', {'ahead': 7300})
    expect('an expired token', server.call('GET', '/xrpc/com.atproto.server.getSession')[1].get('error'), 'ExpiredToken')


def check_chaos(server):
    rows = []
    for _ in range(2):
        server.call('POST', '/control/chaos', {'seed': 7, 'rate': {'500': 0.2, '404-after': 0.2}, 'path': 'GET /2'})
        rows.append([server.call('GET', '/2/users/me')[0] for _ in range(40)])
    expect('faults of one seed', rows[0], rows[1])
    expect('their kinds', set(rows[0]), {200, 404, 500})
    server.call('POST', '/control/misbehave', {'what': 'nothing'})
    expect('no fault left', server.call('GET', '/2/users/me')[0], 200)


def main():
    with Server('x-server.py') as server:
        check_x_login(server)
    with Server('x-server.py') as server:
        check_x_posts(server)
        check_chaos(server)
    for face in ('mastodon', 'gotosocial', 'snac', 'pleroma'):
        check_mastodon(face)
    with Server('bluesky-server.py') as server:
        check_bluesky(server)
    print('the servers are strict' if n_failures == 0 else f'{n_failures} too lenient')
    return 1 if n_failures else 0


sys.exit(main())
