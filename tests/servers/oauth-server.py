#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sign-in of the AT Protocol (contract bluesky.md, section 3) on loopback, as strict as its documents: pushed requests, PKCE, DPoP with nonces, single-use codes and refresh tokens.

Prints its address, then serves until its standard input ends. Whoever opens the page in the browser says yes. POST /control/next {"iss": …, "sub": …} makes the next answer lie.
Proofs are verified by openssl, by another way than the one by which they were made."""

import base64
import hashlib
import json
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

# the head of a P-256 public key as DER (RFC 5480)
SPKI = bytes.fromhex('3059301306072a8648ce3d020106082a8648ce3d03010703420004')
SUBJECT = 'did:plc:abcdefghijklmnopqrstuvwx'


def decode(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


def der_number(data):
    data = data.lstrip(b'\0') or b'\0'
    data = b'\0' + data if data[0] & 0x80 else data
    return b'\x02' + bytes([len(data)]) + data


def is_signed(jwk, text, signature):
    both = der_number(signature[:32]) + der_number(signature[32:])
    with tempfile.TemporaryDirectory() as folder:
        key, proof = Path(folder) / 'key', Path(folder) / 'signature'
        key.write_bytes(SPKI + decode(jwk['x']) + decode(jwk['y']))
        proof.write_bytes(b'\x30' + bytes([len(both)]) + both)
        return subprocess.run(['openssl', 'dgst', '-sha256', '-verify', key, '-keyform', 'DER', '-signature', proof], input=text.encode(),
                              capture_output=True, check=False).returncode == 0


class Problem(Exception):
    def __init__(self, status, error):
        super().__init__(error)
        self.status, self.error = status, error


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    lock = threading.Lock()
    pushed, codes, refresh, seen, lies, log = {}, {}, {}, set(), {}, []
    counter = 0

    def log_message(self, *_args):
        pass

    @classmethod
    def name(cls, what):
        cls.counter += 1
        return f'{what}-{cls.counter}'

    def proof(self, method):
        """The key of a proof that holds, as a digest."""
        header, claims, signature = self.headers.get('DPoP', '..').split('.')
        if not header:
            raise Problem(400, 'invalid_dpop_proof')
        said, head = json.loads(decode(claims)), json.loads(decode(header))
        if 'nonce' not in said:
            raise Problem(400, 'use_dpop_nonce')
        if (head['typ'], head['alg']) != ('dpop+jwt', 'ES256') or 'd' in head['jwk'] or said['htm'] != method or said['jti'] in self.seen or \
                said['htu'] != self.address() + urlsplit(self.path).path or said['nonce'] != 'nonce-1' or \
                not is_signed(head['jwk'], header + '.' + claims, decode(signature)):
            raise Problem(400, 'invalid_dpop_proof')
        self.seen.add(said['jti'])
        return hashlib.sha256(json.dumps(head['jwk'], sort_keys=True).encode()).hexdigest()

    def address(self):
        return f'http://127.0.0.1:{self.server.server_address[1]}'

    def answer(self, status, body, headers=()):
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in [('Content-Type', 'application/json'), ('Content-Length', str(len(data))), ('DPoP-Nonce', 'nonce-1'), *headers]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        path, query = urlsplit(self.path).path, {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        here = self.address()
        if path == '/.well-known/oauth-protected-resource':
            return self.answer(200, {'resource': here, 'authorization_servers': [here]})
        if path == '/.well-known/oauth-authorization-server':
            return self.answer(200, {'issuer': here, 'pushed_authorization_request_endpoint': here + '/oauth/par', 'authorization_endpoint': here + '/oauth/authorize',
                                     'token_endpoint': here + '/oauth/token', 'revocation_endpoint': here + '/oauth/revoke', 'dpop_signing_alg_values_supported': ['ES256']})
        request = self.pushed.pop(query.get('request_uri'), None)
        if path != '/oauth/authorize' or request is None or request['client_id'] != query['client_id'] or set(query) != {'client_id', 'request_uri'}:
            return self.answer(400, {'error': 'invalid_request'})
        code = self.name('code')
        self.codes[code] = request
        back = urlencode({'iss': self.lies.pop('iss', here), 'state': request['state'], 'code': code})
        return self.answer(302, {}, [('Location', request['redirect_uri'] + '?' + back)])

    def do_POST(self):
        data = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        path = urlsplit(self.path).path
        try:
            with self.lock:
                if path == '/control/next':
                    self.lies.update(json.loads(data))
                    return self.answer(200, {})
                if path == '/control/log':
                    return self.answer(200, {'log': self.log})
                key = self.proof('POST')
                form = {k: v[0] for k, v in parse_qs(data.decode()).items()}
                self.log.append(path + ' ' + form.get('grant_type', ''))
                return self.answer(*{'/oauth/par': self.push, '/oauth/token': self.token, '/oauth/revoke': lambda *_: (200, {})}[path](form, key))
        except Problem as problem:
            return self.answer(problem.status, {'error': problem.error})
        except (KeyError, ValueError, TypeError):
            return self.answer(400, {'error': 'invalid_request'})

    def push(self, form, key):
        client = urlsplit(form['client_id'])
        registered = parse_qs(client.query)['redirect_uri'][0]
        redirect = urlsplit(form['redirect_uri'])
        if (client.scheme, client.netloc, client.path) != ('http', 'localhost', '') or f'http://{redirect.hostname}{redirect.path}' != registered or \
                form['response_type'] != 'code' or form['code_challenge_method'] != 'S256' or len(form['code_challenge']) != 43 or \
                'atproto' not in form['scope'].split() or not form['state']:
            raise Problem(400, 'invalid_request')
        name = 'urn:ietf:params:oauth:request_uri:' + self.name('req')
        self.pushed[name] = {**form, 'key': key}
        return 201, {'request_uri': name, 'expires_in': 299}

    def token(self, form, key):
        if form['grant_type'] == 'authorization_code':
            request = self.codes.pop(form['code'], None)
            if request is None or request['key'] != key or request['redirect_uri'] != form['redirect_uri'] or request['client_id'] != form['client_id'] or \
                    encode(hashlib.sha256(form['code_verifier'].encode()).digest()) != request['code_challenge']:
                raise Problem(400, 'invalid_grant')
        elif self.refresh.pop(form['refresh_token'], None) != (key, form['client_id']):
            raise Problem(400, 'invalid_grant')
        new = self.name('refresh')
        self.refresh[new] = (key, form['client_id'])
        return 200, {'access_token': self.name('access'), 'token_type': 'DPoP', 'refresh_token': new, 'scope': 'atproto transition:generic', 'expires_in': 3599,
                     'sub': self.lies.pop('sub', SUBJECT)}


def main():
    server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f'http://127.0.0.1:{server.server_address[1]}', flush=True)
    sys.stdin.read()
    server.shutdown()


main()
