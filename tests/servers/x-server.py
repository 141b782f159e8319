#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""X's API v2 as far as Countersign uses it, on loopback, as strict as X's documents are (contract x.md). See serving.py for what all servers do.

Faults of its own: late (the timeline shows a new post only after three readings), posts-dialect (the other field names, once), duplicate (403 as if
an equal post existed). Controls of its own: /control/dialect {"dialect": "posts"}, /control/level {"level": "self-serve"}, /control/credit
{"left": n}, /control/chunk {"bytes": n}, /control/life, /control/login, /control/client (see x_login.py), /control/post {"user", "text", "mentions"} (somebody else's post).
Accounts: 11 (good-token, good-refresh) and 101 to 120 (token-N, refresh-N)."""

import argparse
import hashlib
import html
import re
import sys
import time
import unicodedata

sys.dont_write_bytecode = True

from serving import Network, Problem, add_arguments, serve  # noqa: E402
from x_login import Logins  # noqa: E402
from x_media import Media, invalid  # noqa: E402

LINK = re.compile(r'https?://[^\s<>"]+[^\s<>".,;:!?)]')
CASHTAG = re.compile(r'(?<!\S)\$[A-Za-z]{1,6}\b')
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
POST_MEMBERS = {'text', 'media', 'reply', 'poll', 'quote_tweet_id', 'reply_settings', 'edit_options', 'made_with_ai'}


def weigh(text):
    """Length as X counts it, but for emoji sequences, which the tests of this server leave alone."""
    text = unicodedata.normalize('NFC', text)
    links = LINK.findall(text)
    rest = LINK.sub('', text)
    return 23 * len(links) + sum(1 if any(a <= ord(c) <= b for a, b in LIGHT) else 2 for c in rest)


def forbidden(detail):
    return Problem(403, {'title': 'Forbidden', 'detail': detail, 'type': 'about:blank', 'status': 403})


class X(Network, Logins, Media):
    windows = {'POST /2/tweets': (100, 900), 'DELETE /2/tweets': (50, 900), 'retweets': (50, 900), 'one': (900, 900), 'me': (75, 900),
               'timeline': (900, 900), 'media/upload': (500, 900), 'media': (1875, 900)}

    def __init__(self):
        super().__init__()
        self.next_id = 1990000000000000000
        self.begin_logins()
        self.own, self.said, self.reposts, self.unseen = {}, {}, {}, {}
        self.level, self.credit, self.dialect_asked = 'enterprise', None, 'tweets'

    def new_id(self):
        self.next_id += 1
        return str(self.next_id)

    def refusal(self, status):
        end = [('x-rate-limit-limit', '100'), ('x-rate-limit-remaining', '0'), ('x-rate-limit-reset', str(int(self.now()) + 90))]
        bodies = {400: {'title': 'Invalid Request', 'status': 400, 'detail': 'One or more parameters to your request was invalid.'},
                  401: {'title': 'Unauthorized', 'status': 401, 'detail': 'Unauthorized', 'type': 'about:blank'},
                  402: {'title': 'CreditsDepleted', 'status': 402, 'detail': 'Your account does not have any credits.'},
                  403: {'title': 'Forbidden', 'status': 403, 'detail': 'You are not permitted to perform this action.', 'type': 'about:blank'},
                  404: {'title': 'Not Found', 'status': 404, 'detail': 'Not Found', 'type': 'about:blank'},
                  429: {'errors': [{'code': 88, 'message': 'Rate limit exceeded'}]},
                  500: {'code': 500, 'message': 'Internal error'}}
        return bodies.get(status, {'title': 'Service Unavailable', 'status': status}), end if status == 429 else []

    def expire(self, token):
        Logins.expire(self, token)

    def limited(self, limit, end):
        return Problem(429, self.refusal(429)[0], self.headers(limit, 0, end))

    @staticmethod
    def headers(limit, left, end):
        return [('x-rate-limit-limit', str(limit)), ('x-rate-limit-remaining', str(left)), ('x-rate-limit-reset', str(int(end)))]

    # what is asked
    def act(self, request):
        method, path = request.method, request.path
        if (method, path) == ('GET', '/i/oauth2/authorize'):
            return self.authorize(request)
        if (method, path) == ('POST', '/2/oauth2/token'):
            return 200, self.token(request), []
        if (method, path) == ('POST', '/2/oauth2/revoke'):
            return 200, self.revoke(request), []
        user = self.user_of(request)
        if self.credit is not None and self.credit <= 0:
            raise Problem(402, self.refusal(402)[0])
        window, status, answer = self.answer(user, request)
        return status, answer, self.headers(*window)

    def answer(self, user, request):
        method, path = request.method, request.path
        if (method, path) == ('GET', '/2/users/me'):
            return self.count(user, 'me'), 200, {'data': self.users[user]}
        if (method, path) == ('POST', '/2/tweets'):
            window = self.count(user, 'POST /2/tweets')
            return window, 201, self.post(user, request)
        if path.startswith(f'/2/users/{user}/retweets'):
            return self.count(user, 'retweets'), 200, self.repost(user, request)
        if method == 'GET' and re.fullmatch(r'/2/users/\d+/tweets', path):
            return self.count(user, 'timeline'), 200, self.timeline(path.split('/')[3], user, request)
        if method == 'PUT' and re.fullmatch(r'/2/tweets/\d+/hidden', path):
            return self.count(user, 'DELETE /2/tweets'), 200, {'data': {'hidden': request.json()['hidden']}}
        if path.startswith('/2/tweets/'):
            window = self.count(user, 'DELETE /2/tweets' if method == 'DELETE' else 'one')
            return window, 200, self.one(method, path.split('/')[3], user, request)
        if path.startswith('/2/media/'):
            return self.count(user, 'media'), 200, self.media_act(user, request)
        raise Problem(404, self.refusal(404)[0])

    # posts
    def post(self, user, request):
        if request.headers.get('content-type') != 'application/json':
            raise invalid('The body is no JSON.')
        body = request.json()
        if request.fault == 'duplicate':
            raise forbidden('You are not allowed to create a Tweet with duplicate content.')
        post = self.create(user, body)
        if request.fault == 'late':
            self.unseen[post['id']] = 3
        if self.credit is not None:
            self.credit -= 200 if LINK.search(post['text']) else 15
        return {'data': {'id': post['id'], 'text': self.shown_text(post)[0], 'edit_history_tweet_ids': [post['id']]}}

    def create(self, user, body):
        if not isinstance(body, dict) or set(body) - POST_MEMBERS or any(v is None for v in body.values()):
            raise invalid()
        text = body.get('text', '')
        media = body.get('media', {}).get('media_ids', [])
        parent = body.get('reply', {}).get('in_reply_to_tweet_id')
        self.check_words(user, text, media)
        self.check_extras(body, media)
        for m in media:
            one = self.media.get(m) if isinstance(m, str) else None
            if one is None or one['user'] != user or one['expires'] < self.now() or 'sha256' not in one:
                raise invalid('Your media IDs are invalid.')
            if one['waits']:
                raise invalid('Your media is still being processed.')
        self.check_references(user, parent, body.get('quote_tweet_id'))
        return self.keep(user, body, text, media, parent)

    def check_words(self, user, text, media):
        if not isinstance(text, str) or not text and not media or any(c in text for c in '\ufffe\ufeff\uffff'):
            raise invalid('The post has no text.')
        if weigh(text) > 280:
            raise forbidden('Your post is too long.')
        if self.level == 'self-serve' and len(CASHTAG.findall(text)) > 1:
            raise forbidden('At most one cashtag.')
        if not media and any(not self.posts[p]['deleted'] for p in self.said.get((user, text), [])):
            raise forbidden('You are not allowed to create a Tweet with duplicate content.')

    @staticmethod
    def check_extras(body, media):
        if len({'media', 'poll', 'quote_tweet_id'} & set(body)) > 1 or len(media) > 4 or 'media' in body and not media:
            raise invalid('media, poll and quote exclude each other.')
        poll = body.get('poll')
        if poll is not None and not (set(poll) == {'options', 'duration_minutes'} and 2 <= len(poll['options']) <= 4 and
                                     all(1 <= len(o) <= 25 for o in poll['options']) and 5 <= poll['duration_minutes'] <= 10080):
            raise invalid('The poll is invalid.')
        if body.get('reply_settings', 'following') not in ('following', 'mentionedUsers', 'subscribers', 'verified'):
            raise invalid('reply_settings is invalid.')
        if not isinstance(body.get('made_with_ai', True), bool):
            raise invalid()

    def check_references(self, user, parent, quote):
        for other in (parent, quote):
            if other is not None and (other not in self.posts or self.posts[other]['deleted']):
                raise forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.')
        if self.level != 'self-serve':
            return
        if quote is not None:
            raise forbidden('Quoting posts is not available at your access level.')
        if parent is not None and self.posts[parent]['user'] != user and self.users[user]['username'] not in self.posts[parent].get('mentions', []):
            raise forbidden('You can reply only where the author has mentioned you.')

    def keep(self, user, body, text, media, parent):
        post = {'order': len(self.posts), 'id': self.new_id(), 'account': user, 'user': user, 'text': text, 'media': media, 'parent': parent,
                'quote': body.get('quote_tweet_id'), 'poll': body.get('poll'), 'reply_settings': body.get('reply_settings'),
                'made_with_ai': body.get('made_with_ai', False), 'made': self.now(), 'deleted': False}
        self.posts[post['id']] = post
        self.own.setdefault(user, []).append(post)
        self.said.setdefault((user, text), []).append(post['id'])
        return post

    def repost(self, user, request):
        if request.method == 'DELETE':
            self.reposts.pop((user, request.path.split('/')[5]), None)
            return {'data': {'retweeted': False}}
        if set(request.json()) != {'tweet_id'}:
            raise invalid()
        original = request.json()['tweet_id']
        if original not in self.posts or self.posts[original]['deleted']:
            raise forbidden('The post to repost is not there.')
        if (user, original) in self.reposts:
            raise forbidden('You have already retweeted this Tweet.')
        self.reposts[user, original] = {'account': user, 'id': self.new_id(), 'post': original, 'made': self.now()}
        return {'data': {'retweeted': True, 'rest_id': self.reposts[user, original]['id']}}

    # as X shows them
    def shown_text(self, post):
        """Escaped, links shortened, the link to its own pictures behind."""
        links = []

        def shorten(match):
            short = 'https://t.co/' + hashlib.sha256((post['id'] + str(len(links))).encode()).hexdigest()[:10]
            links.append({'url': short, 'expanded_url': match.group(0)})
            return short

        text = html.escape(LINK.sub(shorten, post['text']), quote=False)
        if post['media']:
            short = 'https://t.co/' + hashlib.sha256(post['id'].encode()).hexdigest()[:10]
            links.append({'url': short, 'expanded_url': f'https://x.com/linden/status/{post["id"]}/photo/1',
                          'media_key': self.media[post['media'][0]]['key']})
            text = (text + ' ' + short).strip()
        return text, links

    def show(self, post, posts_dialect):
        text, links = self.shown_text(post)
        shown = {'id': post['id'], 'text': text, 'edit_history_post_ids' if posts_dialect else 'edit_history_tweet_ids': [post['id']],
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
        media = [self.media[m] for p in posts for m in p['media']]
        kinds = {'tweet_image': 'photo', 'tweet_gif': 'animated_gif', 'tweet_video': 'video'}
        found = {}
        if media:
            found['media'] = [{'media_key': m['key'], 'type': kinds[m['category']], **({'alt_text': m['alt']} if m['alt'] else {})} for m in media]
        polls = [{'id': '9' + p['id'], 'duration_minutes': p['poll']['duration_minutes'],
                  'options': [{'position': i + 1, 'label': o, 'votes': 0} for i, o in enumerate(p['poll']['options'])]} for p in posts if p['poll']]
        if polls:
            found['polls'] = polls
        return {'includes': found} if found else {}

    def dialect(self, request):
        asked = 'post.fields' in request.query
        if asked != (request.fault == 'posts-dialect' or self.dialect_asked == 'posts'):
            wrong = 'post.fields' if asked else 'tweet.fields'
            raise invalid(errors=[{'message': f'The query parameter [{wrong}] is not one of the allowed ones.',
                                   'parameters': {wrong: request.query.get(wrong, [])}}])
        return asked

    def timeline(self, owner, user, request):
        dialect = self.dialect(request)
        most = int(request.one('max_results', '10'))
        if owner != user or not 5 <= most <= 100:
            raise invalid()
        since = request.one('start_time')
        since = time.mktime(time.strptime(since, '%Y-%m-%dT%H:%M:%SZ')) - time.timezone if since else 0
        found = []
        for post in reversed(self.own.get(user, [])):
            if len(found) > 3200 or post['made'] < since:
                break
            if post['deleted']:
                continue
            if self.unseen.get(post['id'], 0) > 0:
                self.unseen[post['id']] -= 1
                continue
            found.append(post)
        begin = int(request.one('pagination_token', '0'))
        page = found[begin:begin + most]
        more = {'next_token': str(begin + most)} if len(found) > begin + most else {}
        if not page:
            return {'meta': {'result_count': 0}}
        return {'data': [self.show(p, dialect) for p in page], 'meta': {'result_count': len(page), **more}, **self.includes(page)}

    def one(self, method, post_id, user, request):
        post = self.posts.get(post_id)
        if method == 'DELETE':
            if post is None or post['user'] != user or post['deleted']:
                raise Problem(404, self.refusal(404)[0])
            post['deleted'] = True
            return {'data': {'deleted': True}}
        dialect = self.dialect(request)
        if post is None or post['deleted']:
            return {'errors': [{'detail': f'Could not find tweet with id: [{post_id}].', 'title': 'Not Found Error',
                                'type': 'https://api.twitter.com/2/problems/resource-not-found'}]}
        return {'data': self.show(post, dialect), **self.includes([post])}

    # for the tests
    def state(self, since):
        def tell(post):
            media = [{'sha256': self.media[m]['sha256'], 'alt': self.media[m]['alt'], 'type': self.media[m]['type']} for m in post['media']]
            return {**post, 'media': media}

        posts = [tell(p) for p in list(self.posts.values())[since:]]
        answer = {'posts': [p for p in posts if not p['deleted']], 'removed': [p for p in posts if p['deleted']],
                  'reposts': list(self.reposts.values()), 'n_posts': len(self.posts)}
        if since == 0:
            answer['media'] = {m: {k: v for k, v in media.items() if k not in ('hash', 'early', 'begin', 'pieces')}
                               for m, media in self.media.items()}
        return answer

    def control(self, name, order):
        if name == 'dialect':
            self.dialect_asked = order['dialect']
        elif name == 'level':
            self.level = order['level']
        elif name == 'chunk':
            self.most_chunk = order['bytes']
        elif name == 'credit':
            self.credit = order['left']
        elif name == 'post':
            post = self.keep(order['user'], {}, order['text'], [], order.get('parent'))
            post['mentions'] = order.get('mentions', [])
            return {'id': post['id']}
        else:
            return self.control_logins(name, order)
        return {}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    add_arguments(parser)
    arguments = parser.parse_args()
    serve(X(), arguments.certificate, arguments.key, arguments.port)


main()
