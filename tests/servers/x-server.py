#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""X's API v2 as far as Countersign uses it, on loopback, as strict as X's documents are.

Prints its address, then serves until its standard input ends. It misbehaves on command:
  POST /control/misbehave {"what": FAULT, "path": prefix, "times": n}
FAULT: lost-before, lost-after (the connection closes before or after the act), 500-before, 500-after, 401, 402, 429, garbage, redirect,
no-id, cut, late (the timeline shows a new post only after three readings), posts-dialect (the other field names).
GET /control/state tells everything that was received."""

import email.parser
import email.policy
import hashlib
import html
import json
import re
import sys
import threading
import time
import unicodedata
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

LINK = re.compile(r'https?://[^\s<>"]+[^\s<>".,;:!?)]')
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
POST_MEMBERS = {'text', 'media', 'reply', 'poll', 'quote_tweet_id', 'reply_settings', 'edit_options', 'made_with_ai'}


def weigh(text):
    """Length as X counts it, but for emoji sequences, which the tests of this server leave alone."""
    text = unicodedata.normalize('NFC', text)
    links = LINK.findall(text)
    rest = LINK.sub('', text)
    return 23 * len(links) + sum(1 if any(a <= ord(c) <= b for a, b in LIGHT) else 2 for c in rest)


class Problem(Exception):
    def __init__(self, status, detail, kind='about:blank', **more):
        super().__init__(detail)
        self.status = status
        self.body = {'title': detail.split('.')[0], 'detail': detail, 'type': kind, 'status': status, **more}


class Network:
    def __init__(self):
        self.lock = threading.Lock()
        self.clients = {'client-1': ['http://127.0.0.1:18110/callback', 'http://127.0.0.1:18111/callback']}
        self.codes, self.access, self.refresh, self.ended = {}, {}, {}, set()
        self.users = {'11': {'id': '11', 'username': 'linden', 'name': 'City of Linden', 'verified_type': 'government',
                             'subscription_type': 'None'}}
        self.access['good-token'] = ('11', time.time() + 7200)
        self.refresh['good-refresh'] = ('11', 'family-1')
        self.posts, self.media, self.next_id, self.faults, self.requests = {}, {}, 1990000000000000000, [], []
        self.unseen = {}
        self.window = {}

    def new_id(self):
        self.next_id += 1
        return str(self.next_id)

    def take_fault(self, path):
        for fault in self.faults:
            if path.startswith(fault['path']) and fault['times'] > 0:
                fault['times'] -= 1
                return fault['what']
        return None

    # the acts
    def create(self, user, body):
        if not isinstance(body, dict) or set(body) - POST_MEMBERS or any(v is None for v in body.values()):
            raise Problem(400, 'One or more parameters to your request was invalid.', 'https://api.x.com/2/problems/invalid-request')
        text = body.get('text', '')
        media = body.get('media', {}).get('media_ids', [])
        parent = body.get('reply', {}).get('in_reply_to_tweet_id')
        if not text and not media:
            raise Problem(400, 'The post has no text.', 'https://api.x.com/2/problems/invalid-request')
        if weigh(text) > 280:
            raise Problem(403, 'Your post is too long.')
        if len({'media', 'poll', 'quote_tweet_id'} & set(body)) > 1 or len(media) > 4:
            raise Problem(400, 'media, poll and quote exclude each other.', 'https://api.x.com/2/problems/invalid-request')
        for m in media:
            if not isinstance(m, str) or m not in self.media or self.media[m]['user'] != user or self.media[m]['expires'] < time.time():
                raise Problem(400, 'Your media IDs are invalid.', 'https://api.x.com/2/problems/invalid-request')
        poll = body.get('poll')
        if poll is not None and not (set(poll) == {'options', 'duration_minutes'} and 2 <= len(poll['options']) <= 4 and
                                     all(1 <= len(o) <= 25 for o in poll['options']) and 5 <= poll['duration_minutes'] <= 10080):
            raise Problem(400, 'The poll is invalid.', 'https://api.x.com/2/problems/invalid-request')
        if body.get('reply_settings', 'following') not in ('following', 'mentionedUsers', 'subscribers', 'verified'):
            raise Problem(400, 'reply_settings is invalid.', 'https://api.x.com/2/problems/invalid-request')
        quote = body.get('quote_tweet_id')
        if quote is not None and (quote not in self.posts or self.posts[quote]['deleted']):
            raise Problem(403, 'The post to quote is not there.')
        if parent is not None and (parent not in self.posts or self.posts[parent]['deleted']):
            raise Problem(403, 'You attempted to reply to a Tweet that is deleted or not visible to you.')
        same = [p for p in self.posts.values() if p['user'] == user and not p['deleted'] and p['written'] == text]
        if same and not media:
            raise Problem(403, 'You are not allowed to create a Tweet with duplicate content.')
        post = {'id': self.new_id(), 'user': user, 'written': text, 'media': media, 'parent': parent, 'deleted': False, 'poll': poll, 'quote': quote,
                'made': time.time(), 'links': []}
        self.posts[post['id']] = post
        return post

    def shown_text(self, post):
        """As X shows it: escaped, links shortened, the link to its own pictures behind."""
        links = []

        def shorten(match):
            short = 'https://t.co/' + hashlib.sha256((post['id'] + str(len(links))).encode()).hexdigest()[:10]
            links.append({'url': short, 'expanded_url': match.group(0)})
            return short

        parts = LINK.sub(shorten, post['written'])
        text = html.escape(parts, quote=False)
        if post['media']:
            short = 'https://t.co/' + hashlib.sha256(post['id'].encode()).hexdigest()[:10]
            links.append({'url': short, 'expanded_url': f'https://x.com/linden/status/{post["id"]}/photo/1',
                          'media_key': self.media[post['media'][0]]['key']})
            text = (text + ' ' + short).strip()
        return text, links

    def show(self, post, posts_dialect):
        text, links = self.shown_text(post)
        shown = {'id': post['id'], 'text': text,
                 'created_at': time.strftime('%Y-%m-%dT%H:%M:%S.000Z', time.gmtime(post['made']))}
        if links:
            shown['entities'] = {'urls': links}
        if post['media']:
            shown['attachments'] = {'media_keys': [self.media[m]['key'] for m in post['media']]}
        if post['poll']:
            shown.setdefault('attachments', {})['poll_ids'] = ['9' + post['id']]
        references = [{'type': kind, 'id': post[name]} for kind, name in (('replied_to', 'parent'), ('quoted', 'quote')) if post[name]]
        if references:
            shown['referenced_posts' if posts_dialect else 'referenced_tweets'] = references
        return shown

    def includes(self, posts):
        media = [m for p in posts for m in p['media']]
        polls = [{'id': '9' + p['id'], 'duration_minutes': p['poll']['duration_minutes'],
                  'options': [{'position': i + 1, 'label': o, 'votes': 0} for i, o in enumerate(p['poll']['options'])]}
                 for p in posts if p['poll']]
        if polls:
            return {'includes': {'polls': polls}}
        if not media:
            return {}
        return {'includes': {'media': [{'media_key': self.media[m]['key'], 'type': 'photo',
                                        **({'alt_text': self.media[m]['alt']} if self.media[m]['alt'] else {})} for m in media]}}


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    network = None

    def log_message(self, *_args):
        pass

    def answer(self, status, body, headers=()):
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b''
        self.send_response(status)
        self.send_header('Content-Type', 'application/json; charset=utf-8')
        self.send_header('Content-Length', str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def user(self):
        token = self.headers.get('Authorization', '').removeprefix('Bearer ')
        user, until = self.network.access.get(token, (None, 0))
        if user is None or until < time.time():
            raise Problem(401, 'Unauthorized')
        return user

    def form(self, data):
        """The parts of a multipart body, by name."""
        head = f'Content-Type: {self.headers["Content-Type"]}\r\n\r\n'.encode()
        message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + data)
        if not message.is_multipart():
            raise Problem(400, 'This is no form.', 'https://api.x.com/2/problems/invalid-request')
        return {part.get_param('name', header='content-disposition'): part.get_payload(decode=True) for part in message.iter_parts()}

    def handle_one(self, method):
        length = int(self.headers.get('Content-Length', 0))
        data = self.rfile.read(length)
        url = urlsplit(self.path)
        if url.path.startswith('/control/'):
            return self.control(url.path, data)
        with self.network.lock:
            fault = self.network.take_fault(method + ' ' + url.path)
            self.network.requests.append({'method': method, 'path': self.path, 'fault': fault,
                                          'body': data.decode('utf-8', 'replace') if length < 20000 else ''})
        if fault == 'lost-before':
            return self.drop()
        if fault == '500-before':
            return self.answer(500, {'code': 500, 'message': 'Internal error'})
        if fault == '401':
            return self.answer(401, {'title': 'Unauthorized', 'status': 401, 'detail': 'Unauthorized'})
        if fault == '402':
            return self.answer(402, {'title': 'CreditsDepleted', 'status': 402, 'detail': 'Your account does not have any credits.'})
        if fault == '429':
            return self.answer(429, {'errors': [{'code': 88, 'message': 'Rate limit exceeded'}]},
                               [('x-rate-limit-limit', '100'), ('x-rate-limit-remaining', '0'),
                                ('x-rate-limit-reset', str(int(time.time()) + 90))])
        if fault == 'redirect':
            return self.answer(307, None, [('Location', '/elsewhere')])
        if fault == 'garbage':
            return self.answer(200, b'<html>Please sign in to the guest network</html>')
        try:
            with self.network.lock:
                status, body = self.act(method, url, data, fault)
        except Problem as problem:
            return self.answer(problem.status, problem.body)
        except (KeyError, ValueError, TypeError):
            return self.answer(400, {'title': 'Invalid Request', 'status': 400, 'detail': 'One or more parameters to your request was invalid.'})
        if fault == 'lost-after':
            return self.drop()
        if fault == '500-after':
            return self.answer(503, {'title': 'Service Unavailable', 'status': 503})
        if fault == 'no-id':
            return self.answer(200, {'errors': [{'title': 'Partial', 'detail': 'Something is missing.'}]})
        if fault == 'cut':
            self.wfile.write(b'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{"data":\r\n')
            return self.drop()
        return self.answer(status, body, [('x-rate-limit-limit', '100'), ('x-rate-limit-remaining', '99'),
                                          ('x-rate-limit-reset', str(int(time.time()) + 900))])

    def drop(self):
        self.close_connection = True
        self.connection.close()

    def act(self, method, url, data, fault):
        n = self.network
        path, query = url.path, parse_qs(url.query)
        if (method, path) == ('POST', '/2/oauth2/token'):
            return 200, self.token(parse_qs(data.decode()))
        user = self.user()
        if (method, path) == ('GET', '/2/users/me'):
            return 200, {'data': n.users[user]}
        if (method, path) == ('POST', '/2/tweets'):
            if self.headers.get('Content-Type') != 'application/json':
                raise Problem(400, 'The body is no JSON.', 'https://api.x.com/2/problems/invalid-request')
            post = n.create(user, json.loads(data))
            if fault == 'late':
                n.unseen[post['id']] = 3
            return 201, {'data': {'id': post['id'], 'text': n.shown_text(post)[0]}}
        if path == f'/2/users/{user}/retweets' and method == 'POST':
            original = json.loads(data)['tweet_id']
            if original not in n.posts or n.posts[original]['deleted']:
                raise Problem(403, 'The post to repost is not there.')
            return 200, {'data': {'retweeted': True, 'rest_id': original}}
        if path.startswith('/2/users/') and path.endswith('/tweets') and method == 'GET':
            return 200, self.timeline(path.split('/')[3], user, query, fault)
        if path.startswith('/2/tweets/'):
            return 200, self.one(method, path.split('/')[3], user, query, fault)
        if path.startswith('/2/media/'):
            return self.media(method, path, user, query, data)
        raise Problem(404, 'Not Found')

    def dialect(self, query, fault):
        asked = 'post.fields' in query
        if asked != (fault == 'posts-dialect' or self.network.users['11'].get('dialect') == 'posts'):
            wrong = 'post.fields' if asked else 'tweet.fields'
            raise Problem(400, 'One or more parameters to your request was invalid.', 'https://api.x.com/2/problems/invalid-request',
                          errors=[{'message': f'The query parameter [{wrong}] is not one of the allowed ones.', 'parameters': {wrong: query[wrong]}}])
        return asked

    def timeline(self, owner, user, query, fault):
        n = self.network
        dialect = self.dialect(query, fault)
        if owner != user or not 5 <= int(query['max_results'][0]) <= 100:
            raise Problem(400, 'One or more parameters to your request was invalid.', 'https://api.x.com/2/problems/invalid-request')
        since = time.mktime(time.strptime(query['start_time'][0], '%Y-%m-%dT%H:%M:%SZ')) - time.timezone if 'start_time' in query else 0
        found = []
        for post in sorted(n.posts.values(), key=lambda p: p['id'], reverse=True):
            if post['user'] != user or post['deleted'] or post['made'] < since:
                continue
            if n.unseen.get(post['id'], 0) > 0:
                n.unseen[post['id']] -= 1
                continue
            found.append(post)
        found = found[:int(query['max_results'][0])]
        if not found:
            return {'meta': {'result_count': 0}}
        return {'data': [n.show(p, dialect) for p in found], 'meta': {'result_count': len(found)}, **n.includes(found)}

    def one(self, method, post_id, user, query, fault):
        n = self.network
        post = n.posts.get(post_id)
        if method == 'DELETE':
            if post is None or post['user'] != user or post['deleted']:
                raise Problem(404, 'Not Found')
            post['deleted'] = True
            return {'data': {'deleted': True}}
        dialect = self.dialect(query, fault)
        if post is None or post['deleted']:
            return {'errors': [{'detail': f'Could not find tweet with id: [{post_id}].', 'title': 'Not Found Error',
                                'type': 'https://api.twitter.com/2/problems/resource-not-found'}]}
        return {'data': n.show(post, dialect), **n.includes([post])}

    def media(self, method, path, user, query, data):
        n = self.network
        if (method, path) == ('POST', '/2/media/upload'):
            form = self.form(data)
            if form['media_category'].decode() not in ('tweet_image', 'tweet_gif') or len(form['media']) > 5 * 1024 * 1024:
                raise Problem(400, 'The media is not acceptable.', 'https://api.x.com/2/problems/invalid-request')
            media_id = n.new_id()
            n.media[media_id] = {'user': user, 'key': '3_' + media_id, 'alt': '', 'expires': time.time() + 86400,
                                 'sha256': hashlib.sha256(form['media']).hexdigest(),
                                 'waits': 2 if form['media_category'] == b'tweet_gif' else 0}
            return 200, {'data': {'id': media_id, 'media_key': '3_' + media_id, 'size': len(form['media']), 'expires_after_secs': 86400,
                                  **self.processing(n.media[media_id])}}
        if (method, path) == ('POST', '/2/media/upload/initialize'):
            return 200, self.begin_film(user, json.loads(data))
        if method == 'POST' and path.startswith('/2/media/upload/') and path.split('/')[-1] in ('append', 'finalize'):
            return 200, self.go_on_with_film(path.split('/')[4], path.split('/')[-1], user, data)
        if (method, path) == ('POST', '/2/media/subtitles'):
            body = json.loads(data)
            text = n.media[body['subtitles']['id']]
            if body['media_category'] != 'TweetVideo' or text['category'] != 'subtitles' or len(body['subtitles']['language_code']) != 2:
                raise Problem(400, 'The subtitles are not acceptable.', 'https://api.x.com/2/problems/invalid-request')
            n.media[body['id']].setdefault('subtitles', {})[body['subtitles']['language_code']] = text['sha256']
            return 200, {'data': {'id': body['id']}}
        if (method, path) == ('GET', '/2/media/upload'):
            media = n.media[query['media_id'][0]]
            media['waits'] = max(0, media['waits'] - 1)
            return 200, {'data': {'id': query['media_id'][0], **self.processing(media)}}
        if (method, path) == ('POST', '/2/media/metadata'):
            body = json.loads(data)
            media, alt = n.media[body['id']], body['metadata']['alt_text']['text']
            if media['user'] != user or not 0 < len(alt) <= 1000:
                raise Problem(400, 'The alt text is not acceptable.', 'https://api.x.com/2/problems/invalid-request')
            media['alt'] = alt
            return 200, {'data': {'id': body['id']}}
        raise Problem(404, 'Not Found')

    def begin_film(self, user, body):
        n = self.network
        kinds = {'tweet_video': ('video/mp4', 512 * 1000 * 1000), 'subtitles': ('text/vtt', 512 * 1024)}
        kind = kinds.get(body['media_category'])
        if set(body) != {'media_type', 'total_bytes', 'media_category'} or kind is None or body['media_type'] != kind[0] or not 0 < body['total_bytes'] <= kind[1]:
            raise Problem(400, 'The media is not acceptable.', 'https://api.x.com/2/problems/invalid-request')
        media_id = n.new_id()
        n.media[media_id] = {'user': user, 'key': '13_' + media_id, 'alt': '', 'expires': 0, 'category': body['media_category'], 'total': body['total_bytes'],
                             'pieces': {}, 'waits': 2 if body['media_category'] == 'tweet_video' else 0}
        return {'data': {'id': media_id, 'media_key': '13_' + media_id, 'expires_after_secs': 86399}}

    def go_on_with_film(self, media_id, step, user, data):
        n = self.network
        media = n.media.get(media_id)
        if media is None or media['user'] != user or 'pieces' not in media:
            raise Problem(400, 'Your media IDs are invalid.', 'https://api.x.com/2/problems/invalid-request')
        if step == 'append':
            form = self.form(data)
            index = int(form['segment_index'])
            if not 0 <= index <= 999 or not form['media'] or set(form) != {'segment_index', 'media'}:
                raise Problem(400, 'The chunk is not acceptable.', 'https://api.x.com/2/problems/invalid-request')
            if len(form['media']) > 1024 * 1024:
                raise Problem(413, '')
            # what was sent of it is what counts, not kept here: the digest is made of the pieces in their order
            media['pieces'][index] = form['media']
            return {'data': {'expires_at': int(time.time()) + 86400}}
        whole = b''.join(media['pieces'][i] for i in sorted(media['pieces']))
        if sorted(media['pieces']) != list(range(len(media['pieces']))) or len(whole) != media['total'] or data:
            raise Problem(400, 'The upload is not complete.', 'https://api.x.com/2/problems/invalid-request')
        if (whole[4:8] != b'ftyp') if media['category'] == 'tweet_video' else not whole.startswith(b'WEBVTT'):
            raise Problem(400, 'The media is not acceptable.', 'https://api.x.com/2/problems/invalid-request')
        media.update(sha256=hashlib.sha256(whole).hexdigest(), expires=time.time() + 86400, n_pieces=len(media.pop('pieces')))
        return {'data': {'id': media_id, 'media_key': media['key'], 'size': len(whole), 'expires_after_secs': 86400, **self.processing(media)}}

    @staticmethod
    def processing(media):
        return {'processing_info': {'state': 'in_progress', 'check_after_secs': 1}} if media['waits'] else {}

    def token(self, form):
        """Refresh tokens are used once: a second use ends the whole family."""
        n = self.network
        one = {k: v[0] for k, v in form.items()}
        if one.get('client_id') not in n.clients:
            raise Problem(401, 'invalid_client')
        if one['grant_type'] == 'refresh_token':
            old = one['refresh_token']
            user, family = n.refresh.get(old, (None, None))
            if user is None or family in n.ended:
                raise Problem(400, 'Value passed for the token was invalid.')
            if old in n.codes:
                n.ended.add(family)
                n.access = {t: v for t, v in n.access.items() if v[0] != user}
                raise Problem(400, 'Value passed for the token was invalid.')
            n.codes[old] = True
        elif one['grant_type'] == 'authorization_code':
            user, challenge, redirect, made = n.codes.pop(one['code'])
            family = one['code']
            import base64
            digest = base64.urlsafe_b64encode(hashlib.sha256(one['code_verifier'].encode()).digest()).rstrip(b'=').decode()
            if redirect != one['redirect_uri'] or redirect not in n.clients[one['client_id']] or digest != challenge or time.time() - made > 30:
                raise Problem(400, 'invalid_grant')
        else:
            raise Problem(400, 'invalid_request')
        access, refresh = 'access-' + n.new_id(), 'refresh-' + n.new_id()
        n.access[access] = (user, time.time() + 7200)
        n.refresh[refresh] = (user, family)
        return {'token_type': 'bearer', 'expires_in': 7200, 'access_token': access, 'refresh_token': refresh,
                'scope': 'tweet.read tweet.write users.read media.write offline.access'}

    def control(self, path, data):
        n = self.network
        with n.lock:
            if path == '/control/misbehave':
                one = json.loads(data)
                n.faults.append({'what': one['what'], 'path': one.get('path', ''), 'times': one.get('times', 1)})
                return self.answer(200, {})
            if path == '/control/state':
                return self.answer(200, {'posts': [p for p in n.posts.values() if not p['deleted']], 'media': n.media,
                                         'requests': n.requests, 'shown': {p: n.shown_text(n.posts[p])[0] for p in n.posts}})
            if path == '/control/dialect':
                n.users['11']['dialect'] = json.loads(data)['dialect']
                return self.answer(200, {})
        return self.answer(404, {})

    def do_GET(self):
        self.handle_one('GET')

    def do_POST(self):
        self.handle_one('POST')

    def do_DELETE(self):
        self.handle_one('DELETE')


def main():
    Handler.network = Network()
    server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f'http://127.0.0.1:{server.server_address[1]}', flush=True)
    sys.stdin.read()


main()
