# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in to a Mastodon server (contract mastodon.md, section 2): apps, exact redirects, PKCE, tokens that do not end."""

import base64
import hashlib
from urllib.parse import urlencode

from serving import N_OFFICES, Problem

SCOPES = {'read', 'write', 'follow', 'push', 'profile', 'read:accounts', 'read:statuses', 'read:notifications', 'write:statuses', 'write:media',
          'write:accounts', 'write:conversations', 'write:notifications'}


class Logins:
    """Mixed into the network."""

    def begin_logins(self):
        self.apps, self.codes, self.tokens, self.accounts = {}, {}, {}, {}
        self.login_as, self.denies, self.avatars = 'linden', False, {}
        self.add_account('linden', 'City of Linden', 'good-token')
        for i in range(1, N_OFFICES + 1):
            self.add_account(f'office{i}', f'Office {i}', f'token-{i}')

    def add_account(self, name, display, token):
        self.accounts[name] = {'id': self.new_id(), 'username': name, 'acct': name, 'display_name': display, 'note': '<p></p>',
                               'url': f'/@{name}', 'source': {'note': '', 'fields': [], 'privacy': 'unlisted', 'language': 'de'}}
        if token:
            self.tokens[token] = {'account': name, 'scope': 'read write', 'app': None}

    def set_avatar(self, user, data=None, size=0, url=None):
        path = f'/avatars/{len(self.avatars)}.png'
        self.avatars[path] = base64.b64decode(data) if data else b'x' * size
        self.accounts[user]['avatar'] = self.accounts[user]['avatar_static'] = self.address + path if url is None else url

    def expire(self, token):
        self.tokens.pop(token, None)

    def account_of(self, request, scope=None):
        kind, _, token = request.headers.get('authorization', '').partition(' ')
        found = self.tokens.get(token) if kind == 'Bearer' else None
        if found is None:
            status, body = self.face.refuse_token()
            raise Problem(status, body, self.rate(None))
        given = found['scope'].split()
        if scope and scope not in given and scope.partition(':')[0] not in given:
            raise Problem(403, {'error': 'This action is outside the authorized scopes'})
        return found['account']

    @staticmethod
    def oauth_problem(error, description, status=400):
        return Problem(status, {'error': error, 'error_description': description})

    def register(self, request):
        body = self.read(request)
        redirects = body['redirect_uris']
        redirects = redirects.split('\n') if isinstance(redirects, str) else redirects
        scopes = body.get('scopes', 'read')
        if not body['client_name'] or not all('://' in r or r.startswith('urn:') for r in redirects) or set(scopes.split()) - SCOPES:
            raise Problem(422, {'error': 'Validation failed: Redirect URI must be an absolute URI.'})
        app = {'client_id': f'client-{len(self.apps) + 1}', 'client_secret': 'secret-' + self.new_id(), 'redirects': redirects, 'scopes': scopes}
        self.apps[app['client_id']] = app
        answer = {'id': str(len(self.apps)), 'name': body['client_name'], 'website': body.get('website'), 'redirect_uri': '\n'.join(redirects),
                  'client_id': app['client_id'], 'client_secret': app['client_secret']}
        return {**answer, 'redirect_uris': redirects, 'scopes': scopes.split()} if self.face.has_metadata else answer

    def metadata(self):
        return {'issuer': self.address + '/', 'authorization_endpoint': self.address + '/oauth/authorize', 'token_endpoint': self.address + '/oauth/token',
                'revocation_endpoint': self.address + '/oauth/revoke', 'app_registration_endpoint': self.address + '/api/v1/apps',
                'scopes_supported': sorted(SCOPES), 'response_types_supported': ['code'], 'code_challenge_methods_supported': ['S256'],
                'grant_types_supported': ['authorization_code', 'client_credentials']}

    def authorize(self, request):
        """The page in the browser: whoever opens it says yes, unless told otherwise."""
        app = self.apps.get(request.one('client_id'))
        redirect, scope = request.one('redirect_uri'), request.one('scope', 'read')
        if app is None or redirect not in app['redirects']:
            raise self.oauth_problem('invalid_request', 'The redirect uri included is not valid.')
        more = {'state': request.one('state')} if request.one('state') else {}
        if request.one('response_type') != 'code' or set(scope.split()) - set(app['scopes'].split()):
            return 302, None, [('Location', redirect + '?' + urlencode({**more, 'error': 'invalid_scope'}))]
        if self.denies:
            return 302, None, [('Location', redirect + '?' + urlencode({**more, 'error': 'access_denied'}))]
        code = 'code-' + self.new_id()
        challenge = request.one('code_challenge') if self.face.has_metadata else None
        self.codes[code] = (self.login_as, redirect, app['client_id'], scope, challenge, self.now())
        return 302, None, [('Location', redirect + '?' + urlencode({**more, 'code': code}))]

    def grant(self, request):
        form = self.read(request)
        app = self.apps.get(form.get('client_id'))
        if app is None or app['client_secret'] != form.get('client_secret'):
            raise self.oauth_problem('invalid_client', 'Client authentication failed due to unknown client.', 401)
        if form['grant_type'] != 'authorization_code':
            raise self.oauth_problem('unsupported_grant_type', 'The authorization grant type is not supported.')
        name, redirect, client, scope, challenge, made = self.codes.pop(form['code'], (None, '', '', '', None, 0))
        verifier = form.get('code_verifier', '')
        hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b'=').decode()
        if (name is None or redirect != form['redirect_uri'] or client != app['client_id'] or challenge and hashed != challenge or
                self.now() - made > 600):
            raise self.oauth_problem('invalid_grant', 'The provided authorization grant is invalid, expired, revoked, or was issued to another client.')
        token = 'access-' + self.new_id()
        self.tokens[token] = {'account': name, 'scope': scope, 'app': client}
        return {'access_token': token, 'token_type': 'Bearer', 'scope': scope, 'created_at': int(self.now())}

    def revoke(self, request):
        if request.kind != 'application/x-www-form-urlencoded':
            raise self.oauth_problem('invalid_request', 'The body is no form.')
        form = request.form()
        app = self.apps.get(form.get('client_id'))
        if app is None or app['client_secret'] != form.get('client_secret'):
            raise self.oauth_problem('unauthorized_client', 'You are not authorized to revoke this token', 403)
        self.tokens.pop(form['token'], None)
        return {}

    def show_account(self, name):
        return {**self.accounts[name], 'url': f'{self.address}/@{name}'}

    def control_logins(self, name, order):
        if name != 'login':
            return None
        self.login_as, self.denies = order.get('as', self.login_as), order.get('denies', False)
        return {}
