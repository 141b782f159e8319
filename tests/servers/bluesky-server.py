#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account server of the AT protocol (PDS) as far as Countersign uses one, on loopback, as strict as those that were measured (contract
bluesky.md). It is for tests of faults; what the adapter must do is tested against real servers too. See serving.py for what all servers do.

Its DID documents are at /DID as a PLC directory has them; sessions carry them too. Faults of its own: late (the record is written, but getRecord
does not find it for three readings), unchecked (the record is written as one of a kind that the server does not know). Controls of its own: /control/life {"seconds"} (of access tokens), /control/old {"picture": bytes}
(an older server's limit), /control/post {"text"} (somebody else's post), /control/handle {"handle", "to"} (leads to another account, or without "to" to none).
Accounts: linden.test and office1.test to office20.test, each with the app password pass-pass-pass-pass; tokens good-token, token-N
(refresh: good-refresh, refresh-N) are theirs as well."""

import argparse
import base64
import hashlib
import json
import sys

sys.dont_write_bytecode = True

import bluesky_records as records  # noqa: E402
from bluesky_video import Video  # noqa: E402
from serving import N_OFFICES, Network, Problem, add_arguments, digest, serve  # noqa: E402

ALPHABET = '234567abcdefghijklmnopqrstuvwxyz'
LIFE, REFRESH_LIFE, GRACE = 7200, 90 * 86400, 7200
MAX_BLOB = 50 * 1000 * 1000


def wrong(error, message, status=400):
    return Problem(status, {'error': error, 'message': message})


class Pds(Network, Video):
    windows = {'all': (3000, 300), 'createSession': (30, 300), 'points': (5000, 3600), 'blobs': (1000, 86400)}

    def __init__(self):
        Network.__init__(self)
        Video.__init__(self)
        self.accounts, self.handles, self.tokens, self.blobs = {}, {}, {}, {}
        self.repos, self.unseen, self.next_id, self.life, self.most_picture = {}, {}, 0, LIFE, 2000000
        self.add_account('linden.test', 'good-token', 'good-refresh')
        for i in range(1, N_OFFICES + 1):
            self.add_account(f'office{i}.test', f'token-{i}', f'refresh-{i}')

    # accounts and sessions
    def add_account(self, handle, access=None, refresh=None):
        did = 'did:plc:' + base64.b32encode(hashlib.sha256(handle.encode()).digest()).decode().lower()[:24]
        self.accounts[did], self.handles[handle], self.repos[did] = {'handle': handle, 'active': True}, did, {}
        if access:
            self.give(did, access, refresh)
        return did

    def give(self, did, access, refresh):
        self.tokens[access] = {'did': did, 'kind': 'access', 'until': self.now() + self.life}
        self.tokens[refresh] = {'did': did, 'kind': 'refresh', 'until': self.now() + REFRESH_LIFE, 'access': access}

    def make_token(self, did, kind):
        self.next_id += 1

        def part(value):
            return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip('=')

        claims = {'scope': 'com.atproto.appPass' if kind == 'access' else 'com.atproto.refresh', 'sub': did, 'iat': int(self.now()), 'jti': str(self.next_id),
                  'exp': int(self.now() + (self.life if kind == 'access' else REFRESH_LIFE)), 'aud': 'did:web:127.0.0.1'}
        return part({'typ': 'at+jwt' if kind == 'access' else 'refresh+jwt', 'alg': 'HS256'}) + '.' + part(claims) + '.' + part(f'signature {self.next_id}')

    def expire(self, token):
        if token in self.tokens:
            self.tokens[token]['until'] = 0

    def document(self, did):
        return {'@context': ['https://www.w3.org/ns/did/v1'], 'id': did, 'alsoKnownAs': ['at://' + self.accounts[did]['handle']], 'verificationMethod': [],
                'service': [{'id': '#atproto_pds', 'type': 'AtprotoPersonalDataServer', 'serviceEndpoint': self.address}]}

    def session(self, did):
        access, refresh = self.make_token(did, 'access'), self.make_token(did, 'refresh')
        self.give(did, access, refresh)
        return {'did': did, 'handle': self.accounts[did]['handle'], 'accessJwt': access, 'refreshJwt': refresh, 'email': 'press@example.org',
                'emailConfirmed': True, 'active': self.accounts[did]['active'], 'didDoc': self.document(did)}

    def who(self, request, kind='access'):
        scheme, _, token = request.headers.get('authorization', '').partition(' ')
        if not token:
            raise wrong('AuthMissing', 'Authentication Required', 401)
        found = self.tokens.get(token)
        if scheme != 'Bearer' or found is None or found['kind'] != kind:
            raise wrong('InvalidToken', 'Token could not be verified')
        if found.get('revoked'):
            raise wrong('ExpiredToken', 'Token has been revoked')
        if found['until'] < self.now():
            raise wrong('ExpiredToken', 'Token has expired')
        return found['did']

    def create_session(self, request):
        body = request.json()
        did = self.handles.get(body['identifier'], body['identifier'])
        self.count(did, 'createSession')
        if did not in self.accounts or body['password'] != 'pass-pass-pass-pass':
            raise wrong('AuthenticationRequired', 'Invalid identifier or password', 401)
        return self.session(did)

    def refresh_session(self, request):
        if request.data:
            raise wrong('InvalidRequest', 'A request body was provided when none was expected')
        did = self.who(request, 'refresh')
        # A lost answer can be had again: the old one lasts two hours more.
        old = self.tokens[request.token]
        old['until'] = min(old['until'], self.now() + GRACE)
        return self.session(did)

    def delete_session(self, request):
        self.who(request, 'refresh')
        self.tokens[request.token]['revoked'] = True
        return None

    # refusals
    def refusal(self, status):
        words = {400: ('InvalidRequest', 'Invalid request'), 401: ('AuthMissing', 'Authentication Required'), 404: ('XRPCNotSupported', 'XRPCNotSupported'),
                 429: ('RateLimitExceeded', 'Rate Limit Exceeded'), 500: ('InternalServerError', 'Internal Server Error')}
        error, message = words.get(status, ('UpstreamFailure', 'Upstream Failure'))
        return {'error': error, 'message': message}, self.headers((3000, 0, self.now() + 90)) if status == 429 else []

    @staticmethod
    def headers(window):
        limit, left, end = window
        return [('RateLimit-Limit', str(limit)), ('RateLimit-Remaining', str(left)), ('RateLimit-Reset', str(int(end))), ('RateLimit-Policy', f'{limit};w=300')]

    def limited(self, limit, end):
        return Problem(429, self.refusal(429)[0], self.headers((limit, 0, end)))

    def spend(self, did, points):
        for _ in range(points):
            window = self.count(did, 'points')
        return window

    # what is asked
    def act(self, request):
        method, path = request.method, request.path
        if method == 'GET' and path.startswith('/did:'):
            return 200, self.document(path[1:]), []
        if (method, path) == ('GET', '/.well-known/atproto-did'):
            return 404, b'', []
        if not path.startswith('/xrpc/'):
            raise wrong('NotFound', 'Not Found', 404)
        name = path[6:]
        queries = {'com.atproto.server.describeServer': self.describe, 'com.atproto.identity.resolveHandle': self.resolve,
                   'com.atproto.repo.getRecord': self.get_record, 'com.atproto.repo.listRecords': self.list_records,
                   'com.atproto.server.getSession': self.get_session, 'com.atproto.sync.getBlob': self.get_blob,
                   'app.bsky.feed.getPosts': self.get_posts, 'app.bsky.actor.getProfile': self.get_profile}
        procedures = {'com.atproto.server.createSession': self.create_session, 'com.atproto.server.refreshSession': self.refresh_session,
                      'com.atproto.server.deleteSession': self.delete_session, 'com.atproto.repo.uploadBlob': self.upload_blob,
                      'com.atproto.repo.putRecord': self.put_record, 'com.atproto.repo.createRecord': self.create_record,
                      'com.atproto.repo.deleteRecord': self.delete_record, 'com.atproto.repo.applyWrites': self.apply_writes}
        for known, more in zip((queries, procedures), self.video_calls()):
            known.update(more)
        if name not in (queries if method == 'GET' else procedures):
            raise wrong('XRPCNotSupported', 'XRPCNotSupported', 404)
        window = self.count('address', 'all')
        if method == 'POST' and name not in ('com.atproto.repo.uploadBlob', 'app.bsky.video.uploadVideo') and request.data and request.kind != 'application/json':
            raise wrong('InvalidRequest', f'Wrong request encoding (Content-Type): {request.kind}')
        answer = (queries if method == 'GET' else procedures)[name](request)
        return 200, answer if isinstance(answer, bytes) or answer is not None else b'', self.headers(window)

    def describe(self, _request):
        return {'did': 'did:web:127.0.0.1', 'availableUserDomains': ['.test'], 'inviteCodeRequired': False}

    def resolve(self, request):
        if request.one('handle') not in self.handles:
            raise wrong('InvalidRequest', 'Unable to resolve handle')
        return {'did': self.handles[request.one('handle')]}

    def get_session(self, request):
        did = self.who(request)
        return {'did': did, 'handle': self.accounts[did]['handle'], 'active': self.accounts[did]['active'], 'didDoc': self.document(did),
                'email': 'press@example.org', 'emailConfirmed': True}

    def get_profile(self, request):
        self.who(request)
        did = self.handles.get(request.one('actor'), request.one('actor'))
        if did not in self.accounts:
            raise wrong('InvalidRequest', 'Profile not found')
        return {'did': did, 'handle': self.accounts[did]['handle'], 'displayName': self.accounts[did]['handle'].partition('.')[0], 'labels': []}

    # blobs
    def upload_blob(self, request):
        did = self.who(request)
        self.count(did, 'blobs')
        kind = request.kind or 'application/octet-stream'
        if len(request.data) > MAX_BLOB:
            raise wrong('PayloadTooLarge', 'request entity too large', 413)
        blob = {'$type': 'blob', 'ref': {'$link': records.blob_cid(request.data)}, 'mimeType': kind, 'size': len(request.data)}
        self.blobs[did, blob['ref']['$link']] = {**blob, 'sha256': digest(request.data), 'used': False,
                                                 'data': request.data if len(request.data) < 200000 else b''}
        return {'blob': blob}

    def get_blob(self, request):
        blob = self.blobs.get((request.one('did'), request.one('cid')))
        if blob is None or not blob['used']:
            raise wrong('BlobNotFound', 'Blob not found')
        return blob['data']

    # records
    def own_repo(self, request, body):
        did = self.who(request)
        if self.handles.get(body['repo'], body['repo']) != did:
            raise wrong('InvalidRequest', 'Could not find repo')
        if not self.accounts[did]['active']:
            raise wrong('AccountTakedown', 'Account has been taken down', 401)
        return did

    def write(self, did, collection, key, record, fault=None):
        try:
            status = records.check(collection, key, record, self.most_picture)
        except records.Invalid as problem:
            raise wrong('InvalidRequest', f'Invalid {collection} record: {problem}') from problem
        for blob in records.blobs_of(record):
            kept = self.blobs.get((did, blob['ref']['$link']))
            if kept is None:
                raise wrong('BlobNotFound', f'Could not find blob: {blob["ref"]["$link"]}')
            if (kept['mimeType'], kept['size']) != (blob['mimeType'], blob['size']):
                raise wrong('InvalidMimeType', f'Referenced Mimetype does not match stored blob: {blob["ref"]["$link"]}')
            kept['used'] = True
        cid, uri = records.record_cid(record), f'at://{did}/{collection}/{key}'
        self.repos[did][collection, key] = {'uri': uri, 'cid': cid, 'value': record}
        if collection == records.POST and (uri not in self.posts or self.posts[uri]['deleted']):
            self.posts[uri] = {'order': len(self.posts), 'id': uri, 'cid': cid, 'account': self.accounts[did]['handle'], 'did': did, 'record': record,
                               'made': self.now(), 'deleted': False}
        elif collection == records.POST:
            self.posts[uri].update(record=record, cid=cid, replaced=True)
        if fault == 'late':
            self.unseen[uri] = 3
        if fault == 'unchecked':
            status = 'unknown'
        return {'uri': uri, 'cid': cid, 'commit': self.commit(), 'validationStatus': status}

    def commit(self):
        self.next_id += 1
        return {'cid': records.cid(str(self.next_id).encode(), 0x71), 'rev': self.tid()}

    def tid(self):
        self.next_id += 1
        value = (int(self.now() * 1000000) << 10) + self.next_id % 1024
        return ''.join(ALPHABET[(value >> shift) & 31] for shift in range(60, -1, -5))

    def put_record(self, request):
        body = request.json()
        did = self.own_repo(request, body)
        collection, key, record = body['collection'], body['rkey'], body['record']
        old = self.repos[did].get((collection, key))
        # null means: only if there is none; left out it means: whatever is there
        if 'swapRecord' in body and body['swapRecord'] != (old['cid'] if old else None):
            if not (old and old['cid'] == records.record_cid(record)):
                raise wrong('InvalidSwap', f'Record was at {old["cid"] if old else "null"}')
        if old and old['cid'] == records.record_cid(record):
            return {'uri': old['uri'], 'cid': old['cid'], 'validationStatus': 'valid'}
        self.spend(did, 2)
        return self.write(did, collection, key, record, request.fault)

    def create_record(self, request):
        body = request.json()
        did = self.own_repo(request, body)
        collection, record = body['collection'], body['record']
        key = body.get('rkey') or self.tid()
        if (collection, key) in self.repos[did]:
            raise Problem(500, self.refusal(500)[0])
        self.spend(did, 3)
        if collection == records.REPOST:
            for place, other in list(self.repos[did].items()):
                if place[0] == collection and other['value']['subject']['uri'] == record['subject']['uri']:
                    del self.repos[did][place]
        return self.write(did, collection, key, record, request.fault)

    def delete_record(self, request):
        body = request.json()
        did = self.own_repo(request, body)
        old = self.repos[did].get((body['collection'], body['rkey']))
        if 'swapRecord' in body and old and body['swapRecord'] != old['cid']:
            raise wrong('InvalidSwap', f'Record was at {old["cid"]}')
        if old is None:
            return {}
        self.spend(did, 1)
        del self.repos[did][body['collection'], body['rkey']]
        if old['uri'] in self.posts:
            self.posts[old['uri']]['deleted'] = True
        return {'commit': self.commit()}

    def apply_writes(self, request):
        body = request.json()
        did = self.own_repo(request, body)
        if len(body['writes']) > 200:
            raise wrong('InvalidRequest', 'Too many writes. Max: 200')
        before, posts, results = dict(self.repos[did]), dict(self.posts), []
        try:
            for write in body['writes']:
                kind, place = write['$type'].partition('#')[2], (write['collection'], write.get('rkey') or self.tid())
                if (kind == 'create') == (place in self.repos[did]):
                    raise Problem(500, self.refusal(500)[0])
                if kind == 'delete':
                    uri = self.repos[did].pop(place)['uri']
                    self.posts.get(uri, {})['deleted'] = True
                    results.append({'$type': 'com.atproto.repo.applyWrites#deleteResult'})
                    continue
                done = self.write(did, *place, write['value'])
                results.append({'$type': f'com.atproto.repo.applyWrites#{kind}Result', **{k: done[k] for k in ('uri', 'cid', 'validationStatus')}})
        except (Problem, KeyError):
            self.repos[did], self.posts = before, posts
            raise
        self.spend(did, 3 * len(results))
        return {'commit': self.commit(), 'results': results}

    def get_record(self, request):
        did = self.handles.get(request.one('repo'), request.one('repo'))
        found = self.repos.get(did, {}).get((request.one('collection'), request.one('rkey')))
        uri = f'at://{did}/{request.one("collection")}/{request.one("rkey")}'
        if self.unseen.get(uri, 0) > 0:
            self.unseen[uri] -= 1
            found = None
        if found is None or request.one('cid', found['cid']) != found['cid']:
            raise wrong('RecordNotFound', f'Could not locate record: {uri}')
        return found

    def list_records(self, request):
        did = self.handles.get(request.one('repo'), request.one('repo'))
        most, cursor = int(request.one('limit', '50')), request.one('cursor')
        if did not in self.repos or not 1 <= most <= 100:
            raise wrong('InvalidRequest', f'Could not find repo: {did}')
        keys = sorted((k for c, k in self.repos[did] if c == request.one('collection')), reverse=True)
        keys = [k for k in keys if cursor is None or k < cursor]
        found = [self.repos[did][request.one('collection'), k] for k in keys[:most]]
        return {'records': found, **({'cursor': keys[most - 1]} if len(keys) >= most else {})}

    def get_posts(self, request):
        self.who(request)
        found = [self.posts[u] for u in request.query.get('uris', []) if u in self.posts and not self.posts[u]['deleted']]
        return {'posts': [{'uri': p['id'], 'cid': p['cid'], 'author': {'did': p['did'], 'handle': p['account']}, 'record': p['record'], 'replyCount': 0,
                           'repostCount': 0, 'likeCount': 0, 'quoteCount': 0, 'labels': []} for p in found]}

    # for the tests
    def tell(self, post):
        record = post['record']
        embed = record.get('embed', {})
        images = embed.get('media', embed).get('images', [])
        media = [{'sha256': self.blobs[post['did'], i['image']['ref']['$link']]['sha256'], 'alt': i['alt'], 'type': i['image']['mimeType']} for i in images]
        return {**post, 'text': record['text'], 'media': media, 'parent': record.get('reply', {}).get('parent', {}).get('uri')}

    def state(self, since):
        posts = [self.tell(p) for p in list(self.posts.values())[since:] if p['account'] != 'citizen.test']
        reposts = [r for repo in self.repos.values() for (c, _), r in repo.items() if c == records.REPOST]
        answer = {'posts': [p for p in posts if not p['deleted']], 'removed': [p for p in posts if p['deleted']], 'reposts': reposts,
                  'n_posts': len(self.posts)}
        if since == 0:
            answer['media'] = {c: {k: v for k, v in b.items() if k != 'data'} for (_, c), b in self.blobs.items()}
            answer['gates'] = [r for repo in self.repos.values() for (c, _), r in repo.items() if c in (records.THREADGATE, records.POSTGATE)]
        return answer

    def control(self, name, order):
        if name == 'life':
            self.life = order['seconds']
        elif name == 'old':
            self.most_picture = order['picture']
        elif name == 'post':
            did = self.handles.get('citizen.test') or self.add_account('citizen.test')
            record = {'$type': records.POST, 'text': order['text'], 'createdAt': '2026-11-23T04:00:00.000Z'}
            return self.write(did, records.POST, self.tid(), record)
        elif name == 'pair':
            did = self.handles[order['user']]
            access, refresh = self.make_token(did, 'access'), self.make_token(did, 'refresh')
            self.give(did, access, refresh)
            self.tokens[access]['until'] = self.now() + order.get('seconds', LIFE)
            return {'access': access, 'refresh': refresh, 'did': did}
        elif name == 'handle':
            self.handles.pop(order['handle'], None)
            if 'to' in order:
                self.handles[order['handle']] = next(did for did, a in self.accounts.items() if a['handle'] == order['to'])
        elif name == 'video':
            self.video.update(order)
        elif name == 'accounts':
            return {'accounts': {a['handle']: did for did, a in self.accounts.items()}}
        else:
            return None
        return {}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    add_arguments(parser)
    arguments = parser.parse_args()
    serve(Pds(), arguments.certificate, arguments.key, arguments.port)


main()
