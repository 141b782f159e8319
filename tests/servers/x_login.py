# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in to X (contract x.md, section 3): PKCE, exact redirects, codes of 30 seconds, refresh tokens of one use."""

import base64
import hashlib
from urllib.parse import urlencode

from serving import N_OFFICES, Problem

LIFE = 7200
CODE_LIFE = 30
SCOPE = 'tweet.read tweet.write users.read media.write offline.access'


class Logins:
    """Mixed into the network."""

    def begin_logins(self):
        self.clients = {'client-1': {'redirects': ['http://127.0.0.1:18110/callback', 'http://127.0.0.1:18111/callback'], 'secret': None},
                        'client-2': {'redirects': ['http://127.0.0.1:18110/callback'], 'secret': 'client-secret-2'}}
        self.codes, self.access, self.refresh, self.used_refresh, self.ended = {}, {}, {}, set(), set()
        self.life = LIFE
        self.login_as = '11'
        self.denies = False
        self.users = {'11': {'id': '11', 'username': 'linden', 'name': 'City of Linden', 'verified': True, 'verified_type': 'government',
                             'subscription_type': 'None'}}
        self.give('11', 'good-token', 'good-refresh', 'family-1')
        for i in range(1, N_OFFICES + 1):
            user = str(100 + i)
            self.users[user] = {'id': user, 'username': f'office{i}', 'name': f'Office {i}', 'verified': True, 'verified_type': 'government',
                                'subscription_type': 'None'}
            self.give(user, f'token-{i}', f'refresh-{i}', f'family-of-{i}')

    def give(self, user, access, refresh, family):
        self.access[access] = (user, self.now() + self.life, family)
        self.refresh[refresh] = (user, family)

    def expire(self, token):
        if token in self.access:
            user, _, family = self.access[token]
            self.access[token] = (user, 0, family)

    def user_of(self, request):
        scheme, _, token = request.headers.get('authorization', '').partition(' ')
        user, until, family = self.access.get(token, (None, 0, None))
        if scheme != 'Bearer' or user is None or until < self.now() or family in self.ended:
            raise Problem(401, {'title': 'Unauthorized', 'type': 'about:blank', 'status': 401, 'detail': 'Unauthorized'})
        return user

    @staticmethod
    def oauth_problem(error, description, status=400):
        return Problem(status, {'error': error, 'error_description': description})

    def authorize(self, request):
        """The page in the browser: whoever opens it says yes, unless told otherwise."""
        client = self.clients.get(request.one('client_id'))
        redirect = request.one('redirect_uri')
        if client is None or redirect not in client['redirects']:
            raise self.oauth_problem('invalid_request', 'The redirect address is not a registered one.')
        state, challenge = request.one('state', ''), request.one('code_challenge', '')
        if (request.one('response_type') != 'code' or not 0 < len(state) <= 500 or len(challenge) != 43 or
                request.one('code_challenge_method') != 'S256' or not request.one('scope')):
            raise self.oauth_problem('invalid_request', 'Something went wrong.')
        if self.denies:
            return 302, None, [('Location', redirect + '?' + urlencode({'state': state, 'error': 'access_denied'}))]
        code = 'code-' + self.new_id()
        self.codes[code] = (self.login_as, challenge, redirect, self.now(), request.one('client_id'), request.one('scope'))
        return 302, None, [('Location', redirect + '?' + urlencode({'state': state, 'code': code}))]

    def check_client(self, request, form):
        basic = request.headers.get('authorization', '')
        if basic.startswith('Basic '):
            name, _, secret = base64.b64decode(basic[6:]).decode().partition(':')
            if 'client_id' in form or self.clients.get(name, {}).get('secret') != secret or not secret:
                raise self.oauth_problem('invalid_client', 'The client is not known.', 401)
            return name
        if form.get('client_id') not in self.clients or self.clients[form['client_id']]['secret']:
            raise self.oauth_problem('invalid_client', 'The client is not known.', 401)
        return form['client_id']

    def token(self, request):
        if request.kind != 'application/x-www-form-urlencoded':
            raise self.oauth_problem('invalid_request', 'The body is no form.')
        form = request.form()
        client = self.check_client(request, form)
        if form['grant_type'] == 'refresh_token':
            return self.renew(form['refresh_token'])
        if form['grant_type'] != 'authorization_code':
            raise self.oauth_problem('unsupported_grant_type', 'Use authorization_code or refresh_token.')
        user, challenge, redirect, made, owner, scope = self.codes.pop(form['code'], (None, '', '', 0, '', ''))
        hashed = base64.urlsafe_b64encode(hashlib.sha256(form['code_verifier'].encode()).digest()).rstrip(b'=').decode()
        if (user is None or redirect != form['redirect_uri'] or owner != client or hashed != challenge or
                not 43 <= len(form['code_verifier']) <= 128 or self.now() - made > CODE_LIFE):
            raise self.oauth_problem('invalid_grant', 'Value passed for the authorization code was invalid.')
        return self.new_pair(user, form['code'], scope)

    def renew(self, old):
        """A refresh token is used once: a second use ends the whole family."""
        user, family = self.refresh.get(old, (None, None))
        if user is None or family in self.ended:
            raise self.oauth_problem('invalid_request', 'Value passed for the token was invalid.')
        if old in self.used_refresh:
            self.ended.add(family)
            raise self.oauth_problem('invalid_request', 'Value passed for the token was invalid.')
        self.used_refresh.add(old)
        return self.new_pair(user, family, SCOPE)

    def new_pair(self, user, family, scope):
        access, refresh = 'access-' + self.new_id(), 'refresh-' + self.new_id()
        self.give(user, access, refresh, family)
        answer = {'token_type': 'bearer', 'expires_in': self.life, 'access_token': access, 'scope': scope}
        return {**answer, 'refresh_token': refresh} if 'offline.access' in scope.split() else answer

    def revoke(self, request):
        form = request.form()
        self.check_client(request, form)
        found = self.access.get(form['token'])
        family = found[2] if found else self.refresh.get(form['token'], (None, None))[1]
        self.ended.add(family)
        return {'revoked': True}

    def control_logins(self, name, order):
        if name == 'pair':
            access, refresh = 'access-' + self.new_id(), 'refresh-' + self.new_id()
            self.give(order['user'], access, refresh, 'family-' + access)
            self.access[access] = (order['user'], self.now() + order.get('seconds', LIFE), 'family-' + access)
            return {'access': access, 'refresh': refresh}
        if name == 'life':
            self.life = order['seconds']
        elif name == 'login':
            self.login_as, self.denies = order.get('as', self.login_as), order.get('denies', False)
        elif name == 'client':
            self.clients[order['id']] = {'redirects': order['redirects'], 'secret': order.get('secret')}
        else:
            return None
        return {}
