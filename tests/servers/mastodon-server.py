#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mastodon's client API as far as Countersign uses it, on loopback, as strict as its servers are (contract mastodon.md), with the face of one of
them: mastodon-server.py [mastodon|gotosocial|snac|pleroma]. See serving.py for what all servers do.

Faults of its own: late (the new post is not among the account's posts for three readings), thumbnail (500 for this file, for ever), hidden
(published, but unlisted), no-picture (published without its media), quotable (published so that everybody may quote it). Controls of its own: /control/slow-media {"times": n} (each upload is ready
after n questions), /control/avatar {"user", "data" (base64) or "size" (of nonsense) or "url"}, /control/post {"text", "policy"} (somebody else's post, with its address), /control/login.
Accounts: linden (good-token) and office1 to office20 (token-1 …)."""

import argparse
import html
import re
import sys
from urllib.parse import parse_qs

sys.dont_write_bytecode = True

from mastodon_faces import FACES, iso  # noqa: E402
from mastodon_login import Logins  # noqa: E402
from serving import Network, Problem, add_arguments, digest, serve  # noqa: E402
from words import graphemes  # noqa: E402

LINK = re.compile(r'https?://[^\s<>"]+[^\s<>".,;:!?)]')
MENTION = re.compile(r'(?<![\w/])@(\w+)@[\w.-]+\w')
VISIBILITIES = ('public', 'unlisted', 'private', 'direct')
MOVING = ('video/mp4', 'video/quicktime', 'image/gif')


def shorten_link(match):
    """A link as Mastodon shows it: the scheme and the end of a long one hidden."""
    address = match[0]
    scheme, rest = re.match(r'(https?://(?:www\.)?)(.*)', address).groups()
    kind = 'ellipsis' if len(rest) > 30 else ''
    return (f'<a href="{address}" target="_blank" rel="nofollow noopener"><span class="invisible">{scheme}</span>'
            f'<span class="{kind}">{rest[:30]}</span><span class="invisible">{rest[30:]}</span></a>')


def to_html(text):
    """As servers show it."""
    escaped = LINK.sub(shorten_link, html.escape(text, quote=False))
    return ''.join('<p>' + p.replace('\n', '<br />') + '</p>' for p in re.split(r'\n{2,}', escaped)) if text else ''


class Mastodon(Network, Logins):
    windows = {'all': (300, 300), 'media': (30, 1800), 'DELETE': (30, 1800), 'post': (300, 10800)}

    def __init__(self, face):
        super().__init__()
        self.face = FACES[face]()
        self.next_id, self.keys, self.own, self.unseen, self.slow = 0, {}, {}, {}, 0
        self.begin_logins()

    def expire(self, token):
        Logins.expire(self, token)

    def new_id(self):
        self.next_id += 1
        return self.face.make_id(self.next_id, self.now())

    # refusals
    def rate(self, window):
        if not self.face.rate_headers:
            return []
        limit, left, end = window or (300, 299, self.now() + 300)
        return [('X-RateLimit-Limit', str(limit)), ('X-RateLimit-Remaining', str(left)), ('X-RateLimit-Reset', iso(end))]

    def refusal(self, status):
        words = {401: self.face.refuse_token()[1], 403: {'error': 'This action is not allowed'}, 404: {'error': 'Record not found'},
                 429: {'error': 'Too many requests'}, 500: b'<html>Something went wrong</html>'}
        return words.get(status, {'error': 'Remote data could not be fetched'}), self.rate((300, 0, self.now() + 90)) if status == 429 else []

    def limited(self, limit, end):
        return Problem(429, self.refusal(429)[0], self.rate((limit, 0, end)))

    def invalid(self, text):
        return Problem(self.face.invalid, self.face.say_invalid(text), self.rate(None))

    @staticmethod
    def gone():
        return Problem(404, {'error': 'Record not found'})

    # what is asked
    @staticmethod
    def read(request):
        """A body as JSON or as either kind of form, in JSON's shape."""
        if request.kind == 'application/json':
            return request.json()
        values = {}
        if request.kind == 'multipart/form-data':
            values = {k: [v[0].decode()] for k, v in request.parts().items()}
        elif request.kind == 'application/x-www-form-urlencoded':
            values = parse_qs(request.data.decode(), keep_blank_values=True)
        body = {}
        for name, found in values.items():
            path = [p.rstrip(']') for p in name.split('[')]
            is_list = path[-1] == '' and len(path) > 1
            path, place = path[:-1] if is_list else path, body
            for step in path[:-1]:
                place = place.setdefault(step, {})
            place[path[-1]] = found if is_list else found[0]
        return body

    def act(self, request):
        method, path = request.method, request.path
        if (method, path) in (('GET', '/api/v2/instance'), ('GET', '/api/v1/instance')):
            if path == '/api/v2/instance' and not self.face.has_v2:
                raise self.gone()
            return 200, self.face.instance(self.address.partition('://')[2], path == '/api/v2/instance'), self.rate(None)
        if (method, path) == ('GET', '/.well-known/oauth-authorization-server'):
            if not self.face.has_metadata:
                raise self.gone()
            return 200, self.metadata(), []
        if method == 'GET' and path.startswith('/avatars/'):
            return 200, self.avatars[path], [('Content-Type', 'image/png')]
        if (method, path) == ('GET', '/oauth/authorize'):
            return self.authorize(request)
        open_doors = {'/api/v1/apps': self.register, '/oauth/token': self.grant, '/oauth/revoke': self.revoke}
        if method == 'POST' and path in open_doors:
            return 200, open_doors[path](request), []
        user = self.account_of(request)
        window = self.count(user, 'all')
        status, answer = self.answer(user, request)
        return status, answer, self.rate(window)

    def answer(self, user, request):
        method, path = request.method, request.path
        if (method, path) == ('GET', '/api/v1/accounts/verify_credentials'):
            return 200, self.show_account(user)
        if (method, path) in (('POST', '/api/v2/media'), ('POST', '/api/v1/media')):
            return self.take_media(user, request)
        if path.startswith('/api/v1/media/'):
            return self.one_media(user, request)
        if (method, path) == ('POST', '/api/v1/statuses'):
            return 200, self.publish(user, request)
        if (method, path) == ('GET', '/api/v2/search'):
            found = [s for s in self.posts.values() if not s['deleted'] and request.one('q') in (s['url'], s['uri'])]
            return 200, {'accounts': [], 'hashtags': [], 'statuses': [self.show(s) for s in found[:1]]}
        if method == 'GET' and re.fullmatch(r'/api/v1/accounts/[^/]+/statuses', path):
            return 200, self.list_posts(path.split('/')[4], request)
        if path.startswith('/api/v1/statuses/'):
            return 200, self.one(user, request, path.split('/')[4], '/'.join(path.split('/')[5:]))
        raise self.gone()

    # media
    def take_media(self, user, request):
        self.count(user, 'media')
        parts = request.parts()
        data, kind = parts['file']
        alt = parts.get('description', (b'', ''))[0].decode()
        n = self.face.limits
        if kind not in self.face.configuration()['media_attachments']['supported_mime_types'] or not data:
            raise self.invalid('File content type is invalid, File is invalid')
        if len(data) > n['film' if kind in MOVING else 'picture'] or len(alt) > n['max_alt']:
            raise self.invalid('File file size must be less than the limit')
        if request.fault == 'thumbnail':
            raise Problem(500, {'error': 'Error processing thumbnail for uploaded media'})
        waits = self.slow or (2 if self.face.moving_takes_time and kind in MOVING else 0)
        media = {'id': self.new_id(), 'user': user, 'alt': alt, 'type': kind, 'sha256': digest(data), 'size': len(data), 'waits': waits,
                 'status': None, 'thumbnail': digest(parts['thumbnail'][0]) if 'thumbnail' in parts else None}
        self.media[media['id']] = media
        return (202 if waits else 200), self.show_media(media)

    def one_media(self, user, request):
        media = self.media.get(request.path.split('/')[4])
        if media is None or media['user'] != user or not self.face.asks_for_media:
            raise self.gone()
        if request.method == 'PUT':
            if media['status']:
                raise self.gone()
            media['alt'] = self.read(request).get('description', media['alt'])
        elif media['waits']:
            media['waits'] -= 1
        return (206 if media['waits'] else 200), self.show_media(media)

    def show_media(self, media):
        kind = 'video' if media['type'].startswith('video') else 'gifv' if media['type'] == 'image/gif' else 'image'
        return {'id': media['id'], 'type': kind, 'url': None if media['waits'] else f'{self.address}/media/{media["id"]}',
                'preview_url': None, 'description': media['alt'] or None, 'meta': {}}

    # posts
    def publish(self, user, request):
        key = request.headers.get('idempotency-key')
        if self.face.keeps_keys and key:
            kept = self.keys.get((user, key))
            if kept and self.now() - kept[1] < self.face.keeps_keys:
                return self.show(self.posts[kept[0]])
        self.count(user, 'post')
        body = self.read(request)
        if body.get('scheduled_at') and self.face.scheduling != 200:
            raise Problem(self.face.scheduling, {'error': 'Not Implemented'})
        if request.kind == 'application/json' and not self.face.json_polls:
            body.pop('poll', None)
        if not self.face.quotes:
            body.pop('quoted_status_id', None)
            body.pop('quote_approval_policy', None)
        post = self.create(user, body, request.fault)
        if key:
            self.keys[user, key] = (post['id'], self.now())
        if request.fault == 'late':
            self.unseen[post['id']] = 3
        return self.show(post)

    def length(self, text):
        per_url = self.face.limits['per_url']
        n_links = len(LINK.findall(text)) if per_url else 0
        rest = LINK.sub('', text) if per_url else text
        return n_links * per_url + graphemes(MENTION.sub(r'@\1', rest))

    def create(self, user, body, fault):
        text, warning = body.get('status') or '', body.get('spoiler_text') or ''
        media, poll, quote = body.get('media_ids') or [], body.get('poll'), body.get('quoted_status_id')
        if not text and not media and not poll:
            raise self.invalid("Text can't be blank")
        if self.length(text) + self.length(warning) > self.face.limits['max_characters']:
            raise self.invalid('Text character limit exceeded')
        if body.get('visibility', 'unlisted') not in VISIBILITIES:
            raise self.invalid('Visibility is invalid')
        self.check_media(user, media)
        if poll is not None:
            poll = self.check_poll(poll, media)
        if quote is not None:
            self.check_quote(user, quote, media, poll)
        policy = body.get('quote_approval_policy', 'public')
        if policy not in ('public', 'followers', 'nobody'):
            raise self.invalid('Quote approval policy is invalid')
        parent = body.get('in_reply_to_id') or None
        if parent is not None and (parent not in self.posts or self.posts[parent]['deleted']):
            raise self.gone()
        post = self.keep(user, text, body)
        post['approves'] = 'public' if fault == 'quotable' else policy
        post['policy'] = 'denied' if post['approves'] == 'nobody' else post['policy']
        post.update(spoiler_text=warning, media=[] if fault == 'no-picture' else media, poll=poll, quote=quote, parent=parent,
                    visibility='unlisted' if fault == 'hidden' else body.get('visibility', 'unlisted'),
                    sensitive=body.get('sensitive') in (True, 'true', '1') or bool(warning))
        for m in media:
            self.media[m]['status'] = post['id']
        return post

    def check_media(self, user, media):
        if len(media) > self.face.limits['max_media'] or len(set(media)) != len(media):
            raise self.invalid('Too many files')
        for m in media:
            one = self.media.get(m)
            if one is None or one['user'] != user:
                raise self.invalid(f'Media {m} not found')
            if one['status']:
                raise self.invalid(self.face.say_attached(m, one['status']))
            if one['waits']:
                raise self.invalid('Cannot attach files that have not finished processing. Try again in a moment!')
        kinds = [self.media[m]['type'].startswith('video') for m in media]
        if any(kinds) and len(kinds) > 1:
            raise self.invalid('Cannot attach a video to a post that already contains images')

    def check_poll(self, poll, media):
        n = self.face.limits
        options = [str(o) for o in poll['options']]
        if (media or not 2 <= len(options) <= n['options'] or len(set(options)) != len(options) or
                any(not 0 < graphemes(o) <= n['option'] for o in options) or not 300 <= int(poll['expires_in']) <= 2629746):
            raise self.invalid('Poll is invalid')
        return {'id': self.new_id(), 'options': options, 'multiple': poll.get('multiple') in (True, 'true', '1'), 'expires_in': int(poll['expires_in'])}

    def check_quote(self, user, quote, media, poll):
        if media or poll:
            raise self.invalid('Quoted status is incompatible with media and polls')
        target = self.posts.get(quote)
        if target is None or target['deleted']:
            raise self.gone()
        if target['policy'] == 'denied' and target['user'] != user:
            raise Problem(403, {'error': 'This action is not allowed'})

    def keep(self, user, text, body):
        post = {'order': len(self.posts), 'id': self.new_id(), 'account': user, 'user': user, 'text': text, 'spoiler_text': '', 'media': [], 'poll': None,
                'quote': None, 'parent': None, 'visibility': 'public', 'sensitive': False, 'made': self.now(), 'edited': None, 'deleted': False,
                'language': body.get('language') if self.face.keeps_language else None, 'policy': 'automatic', 'approves': 'public', 'original': None, 'versions': []}
        post['url'], post['uri'] = f'{self.address}/@{user}/{post["id"]}', f'{self.address}/users/{user}/statuses/{post["id"]}'
        self.posts[post['id']] = post
        self.own.setdefault(user, []).append(post)
        return post

    def one(self, user, request, status_id, step):
        post, method = self.posts.get(status_id), request.method
        if post is None or post['deleted']:
            if method == 'DELETE' and self.face.deletes_again:
                return {}
            raise self.gone()
        if (method, step) == ('GET', ''):
            return self.show(post)
        if (method, step) == ('GET', 'source') and self.face.has_source and post['user'] == user:
            return {'id': post['id'], 'text': post['text'], 'spoiler_text': post['spoiler_text']}
        if (method, step) == ('GET', 'history'):
            return [{'content': to_html(v)} for v in [*post['versions'], post['text']]]
        if (method, step) == ('POST', 'reblog'):
            return self.repost(user, post)
        if (method, step) == ('POST', 'unreblog'):
            for other in self.own.get(user, []):
                other['deleted'] = other['deleted'] or other['original'] == post['id']
            return self.show(post)
        if post['user'] != user or step:
            raise self.gone()
        if method == 'PUT':
            return self.edit(user, post, self.read(request))
        if method == 'DELETE':
            self.count(user, 'DELETE')
            post['deleted'] = True
            post['deleted_media'] = request.one('delete_media') == 'true'
            return {**self.show(post), 'text': post['text']}
        raise self.gone()

    def edit(self, user, post, body):
        text, warning = body.get('status') or '', body.get('spoiler_text') or ''
        media = body.get('media_ids') or []
        if not text and not media or self.length(text) + self.length(warning) > self.face.limits['max_characters']:
            raise self.invalid("Text can't be blank")
        self.check_media(user, [m for m in media if m not in post['media']])
        for attributes in body.get('media_attributes') or []:
            if attributes['id'] not in media:
                raise self.invalid('Media is not attached')
            self.media[attributes['id']]['alt'] = attributes.get('description', self.media[attributes['id']]['alt'])
        post['versions'].append(post['text'])
        post.update(text=text, spoiler_text=warning, media=media, edited=self.now(), language=body.get('language', post['language']),
                    sensitive=body.get('sensitive') in (True, 'true', '1'))
        return self.show(post)

    def repost(self, user, original):
        if original['visibility'] not in ('public', 'unlisted') and original['user'] != user or original['visibility'] == 'direct':
            raise self.gone()
        for other in self.own.get(user, []):
            if other['original'] == original['id'] and not other['deleted']:
                return self.show(other)
        post = self.keep(user, '', {})
        post.update(original=original['id'], visibility=original['visibility'])
        return self.show(post)

    def list_posts(self, account, request):
        found = []
        name = next((n for n, a in self.accounts.items() if a['id'] == account), None)
        for post in reversed(self.own.get(name, [])):
            if len(found) == min(int(request.one('limit', '20')), 40):
                break
            if post['deleted'] or post['original'] and request.one('exclude_reblogs') == 'true':
                continue
            if self.unseen.get(post['id'], 0) > 0:
                self.unseen[post['id']] -= 1
                continue
            found.append(self.show(post))
        return found

    # as servers show them
    def show(self, post):
        original = self.posts.get(post['original']) if post['original'] else None
        shown = {'id': post['id'], 'uri': post['uri'], 'url': post['url'], 'created_at': iso(post['made']), 'edited_at': post['edited'] and iso(post['edited']),
                 'in_reply_to_id': post['parent'], 'sensitive': post['sensitive'], 'spoiler_text': post['spoiler_text'], 'visibility': post['visibility'],
                 'language': post['language'], 'content': to_html(post['text']), 'account': self.show_account(post['user']),
                 'reblog': self.show(original) if original else None, 'media_attachments': [self.show_media(self.media[m]) for m in post['media']],
                 'poll': self.show_poll(post['poll']) if post['poll'] else None, 'mentions': [], 'tags': [], 'replies_count': 0, 'reblogs_count': 0,
                 'favourites_count': 0}
        if self.face.quotes:
            shown['quote'] = self.show_quote(post) if post['quote'] else None
            shown['quote_approval'] = {'automatic': [post['approves']] if post['approves'] != 'nobody' else [], 'manual': [],
                                       'current_user': post['policy']}
        return shown

    @staticmethod
    def show_poll(poll):
        return {'id': poll['id'], 'multiple': poll['multiple'], 'expired': False, 'options': [{'title': o, 'votes_count': 0} for o in poll['options']]}

    def show_quote(self, post):
        target = self.posts[post['quote']]
        if target['policy'] == 'manual' and target['user'] != post['user']:
            return {'state': post.get('quote_state', 'pending'), 'quoted_status': None}
        if target['deleted']:
            return {'state': 'deleted', 'quoted_status': None}
        return {'state': 'accepted', 'quoted_status': {**self.show(target), 'quote': None}}

    # for the tests
    def state(self, since):
        def tell(post):
            media = [{'sha256': self.media[m]['sha256'], 'alt': self.media[m]['alt'], 'type': self.media[m]['type']} for m in post['media']]
            return {**post, 'media': media}

        posts = [tell(p) for p in list(self.posts.values())[since:] if p['user'] != 'citizen']
        answer = {'posts': [p for p in posts if not p['deleted'] and not p['original']], 'removed': [p for p in posts if p['deleted']],
                  'reposts': [p for p in posts if p['original'] and not p['deleted']], 'n_posts': len(self.posts)}
        return {**answer, 'media': self.media} if since == 0 else answer

    def control(self, name, order):
        if name == 'slow-media':
            self.slow = order['times']
        elif name == 'post':
            if 'citizen' not in self.accounts:
                self.add_account('citizen', 'A citizen', None)
            post = self.keep('citizen', order['text'], {})
            post['policy'] = order.get('policy', 'automatic')
            post['url'] = post['uri'] = f'https://elsewhere.example/@citizen/{len(self.posts)}'
            return {'id': post['id'], 'url': post['url']}
        elif name == 'avatar':
            self.set_avatar(**order)
        elif name == 'quote':
            self.posts[order['id']]['quote_state'] = order['state']
        else:
            return self.control_logins(name, order)
        return {}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('face', nargs='?', choices=sorted(FACES), default='mastodon')
    add_arguments(parser)
    arguments = parser.parse_args()
    serve(Mastodon(arguments.face), arguments.certificate, arguments.key, arguments.port)


main()
