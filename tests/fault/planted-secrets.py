#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""planted-secrets.py CLI

Accounts on X, Mastodon and Bluesky are connected to a practice office by the real program, published with, checked, made to fail, exported, backed up; a publisher is crashed. Then every
byte that was left is searched for every token, password and key that was given: database, journal, logs, exports, backup, command lines, cores. They may stand in the secret store alone.
The last line says how much was searched; exit 1 names what was found where."""

import base64
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

CLI = sys.argv[1]
SERVERS = Path(__file__).resolve().parent.parent / 'servers'
PASSWORD = 'pass-pass-pass-pass'
STORE = 'practice/tokens'


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


BROWSER = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)


def fetch(url, body=None):
    request = urllib.request.Request(url, json.dumps(body).encode() if body is not None else None, {'Content-Type': 'application/json'})
    try:
        with BROWSER.open(request, timeout=20) as answer:
            return answer.headers.get('Location'), answer.read()
    except urllib.error.HTTPError as answer:
        return answer.headers.get('Location'), answer.read()


class Server:
    def __init__(self, name):
        self.process = subprocess.Popen([sys.executable, str(SERVERS / name)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.address = self.process.stdout.readline().decode().strip()

    def control(self, what, body):
        return fetch(self.address + '/control/' + what, body)

    def stop(self):
        self.process.stdin.close()
        self.process.wait(20)


class CommandLines(threading.Thread):
    """Everybody on the computer can read them: looked at all the time."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen, self.over = set(), threading.Event()

    def run(self):
        while not self.over.wait(0.01):
            for path in Path('/proc').glob('[0-9]*/cmdline'):
                try:
                    said = path.read_bytes()
                except OSError:
                    continue
                if CLI.encode() in said:
                    self.seen.add(said)


class Office:
    def __init__(self, folder):
        self.folder, self.top = folder / 'office', folder
        self.log = folder / 'all.log'
        self.environment = {**os.environ, 'XDG_DATA_HOME': str(folder / 'data'), 'GSETTINGS_BACKEND': 'memory', 'LC_ALL': 'C.UTF-8', 'G_MESSAGES_DEBUG': 'all',
                            'HOME': str(folder / 'home')}
        self.environment.pop('COUNTERSIGN_SECRETS_FILE', None)

    def start(self, *words, **kw):
        return subprocess.Popen([CLI, '--office', str(self.folder), '--json', *map(str, words)], env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.top, **kw)

    def end(self, process, may_fail=False):
        out, err = process.communicate(timeout=120)
        with open(self.log, 'ab') as log:
            log.write(out + err)
        if process.returncode != 0 and not may_fail:
            raise SystemExit(f'{process.args}: {out.decode()} {err.decode()[-2000:]}')
        return out.decode()

    def call(self, login, *words, may_fail=False):
        said = self.end(self.start('--as', login, *words), may_fail)
        return json.loads(said[said.index('{'):]) if '{' in said else {}

    def connect(self, *words):
        """The test is the browser: it opens the address that the program prints."""
        process = self.start('--as', 'admin', 'account', 'connect', *words)
        while True:
            line = process.stdout.readline().decode()
            if not line:
                self.end(process)
                raise SystemExit('no address to open')
            if line.startswith('http'):
                break
        location, _body = fetch(line.strip())
        fetch(location)
        self.end(process)

    def secrets(self):
        """All that is kept of the accounts, but for those on the practice network, whose server is the office itself."""
        practice = {str(a['id']) for a in self.call('admin', 'account', 'list')['accounts'] if a['network'] == 'practice'}
        found = {'app password': PASSWORD}
        for name, kept in json.loads((self.folder / STORE).read_text()).items():
            if name.split('/')[-1] in practice:
                continue
            login = json.loads(kept) if kept.startswith('{') else {'access': kept}
            for member in ('access', 'refresh', 'client_secret', 'key'):
                if login.get(member):
                    found[f'{member} of {name}'] = login[member]
        return found

    def publish(self, text, accounts):
        post = self.call('anna', 'post', 'create', '--content', json.dumps({'accounts': accounts, 'segments': [{'text': text}]}))['id']
        self.call('anna', 'post', 'submit', '--post', post)
        for login in ('peter', 'helen'):
            sheet = self.call('clara', 'post', 'get', '--post', post)
            self.call(login, 'post', 'decide', '--post', post, '--digest', sheet['digest'], '--verdict', 'approve')
        self.end(self.start('publish', 'run', '--once'), True)
        return post


def spellings(secret):
    data = secret.encode()
    for text in (secret, urllib.parse.quote(secret, safe=''), json.dumps(secret)[1:-1]):
        yield text.encode()
    yield data.hex().encode()
    for start in range(3):  # within something that was encoded as a whole
        yield base64.b64encode(b'\0' * start + data)[4 if start else 0:-4]


def crash(office):
    """A publisher at work dies of a fault, with as large a core as the system gives."""
    process = office.start('publish', 'run', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))
    limits, until = '', time.monotonic() + 60
    while time.monotonic() < until:
        limits = Path(f'/proc/{process.pid}/limits').read_text()
        line = next(x for x in limits.splitlines() if x.startswith('Max core file size'))
        if line.split()[4:6] == ['0', '0']:
            break
        time.sleep(0.05)
    else:
        raise SystemExit('a crash would leave a picture of memory: ' + line)
    process.send_signal(signal.SIGSEGV)
    office.end(process, True)


def search(office, secrets, seen):
    needles = [(name, spelled) for name, secret in secrets.items() for spelled in spellings(secret) if len(spelled) >= 8]
    places = [(str(p.relative_to(office.top)), p.read_bytes()) for p in sorted(office.top.rglob('*')) if p.is_file()]
    places += [('a command line', said) for said in seen]
    found = [(name, where) for where, data in places for name, spelled in needles if spelled in data and where not in ('office/' + STORE, 'app-password')]
    n_bytes = sum(len(data) for _where, data in places)
    return found, len(places), n_bytes


def run(office, servers):
    x, mastodon, bluesky = servers
    office.end(office.start('practice', 'make'))
    x.control('client', {'id': 'client-1', 'redirects': [f'http://127.0.0.1:{port}/callback' for port in range(18110, 18114)]})
    office.connect('--network', 'x', '--address', x.address, '--client', 'client-1', '--access', 'enterprise')
    office.connect('--network', 'mastodon', '--address', mastodon.address)
    (office.top / 'app-password').write_text(PASSWORD + '\n')
    office.call('admin', 'account', 'connect-password', '--network', 'bluesky', '--address', bluesky.address, '--handle', 'linden.test',
                '--app-password-file', office.top / 'app-password')
    accounts = [a for a in office.call('admin', 'account', 'list')['accounts'] if a['network'] != 'practice']
    if {a['network'] for a in accounts} != {'x', 'mastodon', 'bluesky'}:
        raise SystemExit(f'not all accounts are connected: {accounts}')
    secrets = office.secrets()

    ids = [a['id'] for a in accounts]
    post = office.publish('Road A12 is closed until 18:00.', ids)
    for server, path in ((x, 'POST /2/tweets'), (mastodon, 'POST /api/v1/statuses'), (bluesky, 'POST /xrpc/com.atproto.repo.putRecord')):
        server.control('misbehave', {'what': '401', 'path': path, 'times': 2})
    office.publish('Road A12 is open again.', ids)
    for account in ids:
        office.call('admin', 'account', 'refresh', '--account', account, may_fail=True)
    secrets.update(('later ' + name, secret) for name, secret in office.secrets().items())
    office.call('clara', 'dossier', 'export', '--post', post, '--to', office.top / 'dossier')
    office.call('clara', 'journal', 'list')
    office.call('admin', 'backup', 'create', '--to', office.top / 'backup')
    crash(office)
    return secrets


def main():
    with tempfile.TemporaryDirectory() as name:
        office, lines = Office(Path(name)), CommandLines()
        servers = [Server(n) for n in ('x-server.py', 'mastodon-server.py', 'bluesky-server.py')]
        lines.start()
        try:
            secrets = run(office, servers)
        finally:
            lines.over.set()
            lines.join()
            for server in servers:
                server.stop()
        if len(secrets) < 8 or not lines.seen:
            raise SystemExit(f'too little was planted: {sorted(secrets)}')
        # so that the search is known to find what is there
        assert office_secret(office) in (office.folder / STORE).read_bytes()
        found, n_places, n_bytes = search(office, secrets, lines.seen)
        for what, where in found:
            print(f'{what}: found in {where}')
        print(f'secrets {len(secrets)} places {n_places} bytes {n_bytes} found {len(found)}')
        sys.exit(1 if found else 0)


def office_secret(office):
    return next(secret for name, secret in office.secrets().items() if name.startswith('access')).encode()


main()
