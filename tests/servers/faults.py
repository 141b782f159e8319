# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test server does wrong on command, or at random by a seed.

POST /control/misbehave {"what": FAULT, "path": "POST /2/tweets", "times": 1, "after": 0, "ms": 0, "for": token}
does it to the next requests whose "METHOD /path" begins with "path" ("times": -1 = for ever; "after": so many of them are spared first;
"for": only those with this token). POST /control/misbehave {"what": "nothing"} forgets what is still due.

POST /control/chaos {"seed": 7, "rate": {FAULT: probability, …}, "path": "POST /", "ms": 200} does each of them with its probability; an empty
rate ends it. The same seed gives the same row of decisions.

A fault is a name of FAULTS with "-before" (nothing is done) or "-after" (it is done, then the answer goes wrong) behind it, or the bare name,
which means the one that FAULTS tells."""

import json
import os
import random
import re
import select
import socket
import struct
import time

# name: what the bare name means
FAULTS = {
    'unread': 'before',         # closed before the body is read
    'unread-reset': 'before',   # the same with a reset
    'lost': 'before',           # read, then closed
    'reset': 'before',          # read, then reset
    'silent': 'before',         # read, no answer
    'drip': 'after',            # the answer, a byte a second
    'slow-header': 'after',     # the head, a byte a second
    'short': 'after',           # less than its length says
    'cut': 'after',             # chunked, ends between two chunks
    'cut-chunk': 'after',       # chunked, ends within one
    'cut-eof': 'after',         # no length, ends within the JSON
    '302': 'before',
    '307': 'before',
    '302-away': 'before',       # to another host
    'garbage-status': 'before',
    'garbage': 'before',        # 200 with the sign-in page of a guest network
    '429': 'before',            # with this network's headers
    '500': 'before',
    '503': 'before',
    '401': 'before',
    '402': 'before',
    '403': 'before',
    '404': 'before',
    'endless': 'after',         # a thousand million bytes with their length
    'endless-chunked': 'after',
    'deep': 'after',            # JSON nested 10,000 deep
    'strings': 'after',         # the answer with each number as a string
    'numbers': 'after',         # the answer with each id as a number
    'type': 'after',            # the answer as text/html
    'no-id': 'after',           # JSON, but not what was asked for
    'empty': 'after',           # success without a body
    'delay': 'after',           # the whole answer, late by "ms"
    'straggle': 'after',        # closed at once, done only "ms" later: a proxy held the request
    'expire': 'before',         # the token ends at once, before its time
}
ALIASES = {'redirect': '307'}
BYTES_OF_ENDLESS = 1000 * 1000 * 1000


def resolve(what):
    """(name, 'before' or 'after'), or None for what is no fault of this list but one of the server's own."""
    what = ALIASES.get(what, what)
    if what in FAULTS:
        return what, FAULTS[what]
    name, _, moment = what.rpartition('-')
    return (name, moment) if name in FAULTS and moment in ('before', 'after') else None


class Faults:
    """What is due. The server's lock is held by whoever calls."""

    def __init__(self):
        self.orders, self.chaos, self.done = [], None, {}

    def command(self, order):
        if order['what'] == 'nothing':
            self.orders, self.chaos = [], None
        else:
            self.orders.append({'what': order['what'], 'path': order.get('path', ''), 'times': order.get('times', 1),
                                'after': order.get('after', 0), 'ms': order.get('ms', 200), 'for': order.get('for')})

    def begin_chaos(self, order):
        unknown = [what for what in order.get('rate', {}) if not resolve(what)]
        if unknown:
            raise ValueError('no such fault: ' + ', '.join(unknown))
        self.chaos = {'random': random.Random(order.get('seed', 0)), 'rate': sorted(order.get('rate', {}).items()),
                      'path': order.get('path', ''), 'ms': order.get('ms', 200)} if order.get('rate') else None

    def take(self, line, token):
        """The fault for the request @line, as (what, ms), or (None, 0)."""
        for order in self.orders:
            if not line.startswith(order['path']) or order['times'] == 0 or order['for'] not in (None, token):
                continue
            if order['after'] > 0:
                order['after'] -= 1
                continue
            order['times'] -= 1
            self.orders = [o for o in self.orders if o['times'] != 0]
            return self.count(order['what'], order['ms'])
        if self.chaos and line.startswith(self.chaos['path']):
            left = self.chaos['random'].random()
            for what, rate in self.chaos['rate']:
                if left < rate:
                    return self.count(what, self.chaos['ms'])
                left -= rate
        return None, 0

    def count(self, what, ms):
        self.done[what] = self.done.get(what, 0) + 1
        return what, ms


def numbers_as_strings(value):
    if isinstance(value, dict):
        return {k: numbers_as_strings(v) for k, v in value.items()}
    if isinstance(value, list):
        return [numbers_as_strings(v) for v in value]
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def ids_as_numbers(value, name=''):
    if isinstance(value, dict):
        return {k: ids_as_numbers(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [ids_as_numbers(v) for v in value]
    if name in ('id', 'uri', 'cid') and isinstance(value, str):
        return int(re.sub(r'\D', '', value) or '7')
    return value


def nested(depth=10000):
    return b'{"id":' + b'[' * depth + b']' * depth + b'}'


class Misconduct:
    """Carries a fault out on one connection."""

    def __init__(self, connection, network):
        self.socket, self.network = connection, network

    def send(self, data):
        self.socket.sendall(data)

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        os.close(self.socket.detach())

    def is_gone(self, seconds):
        """Waits so long, or until the other side has closed."""
        until = time.monotonic() + seconds
        while True:
            ready, _, _ = select.select([self.socket], [], [], max(0, until - time.monotonic()))
            if not ready:
                return False
            try:
                if not self.socket.recv(65536):
                    return True
            except OSError:
                return True

    def wait_for_end(self):
        while not self.is_gone(60):
            pass

    def drip(self, data):
        for i in range(len(data)):
            self.send(data[i:i + 1])
            if self.is_gone(1):
                return

    def endless(self, chunked):
        piece = b'[' + b' ' * 65535
        self.send(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n' +
                  (b'Transfer-Encoding: chunked\r\n\r\n' if chunked else b'Content-Length: %d\r\n\r\n' % BYTES_OF_ENDLESS))
        for _ in range(BYTES_OF_ENDLESS // len(piece)):
            self.send(b'%x\r\n%s\r\n' % (len(piece), piece) if chunked else piece)

    @staticmethod
    def head(status, reason, size, more=''):
        return f'HTTP/1.1 {status} {reason}\r\nContent-Type: application/json\r\nContent-Length: {size}\r\nConnection: close\r\n{more}\r\n'.encode()

    def refuse(self, status):
        body, headers = self.network.refusal(status)
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send(self.head(status, 'Refused', len(data), ''.join(f'{n}: {v}\r\n' for n, v in headers)) + data)

    def redirect(self, status, away):
        place = 'http://127.0.0.2:9/elsewhere' if away else '/elsewhere'
        self.send(self.head(status, 'Elsewhere', 0, f'Location: {place}\r\n'))

    def cut(self, name, status, data):
        half = data[:max(1, len(data) // 2)]
        if name == 'short':
            self.send(self.head(status, 'OK', len(data)) + half)
        elif name == 'cut-eof':
            self.send(f'HTTP/1.1 {status} OK\r\nConnection: close\r\n\r\n'.encode() + half)
        else:
            size = len(half) if name == 'cut' else len(data)
            end = b'\r\n' if name == 'cut' else b''
            self.send(f'HTTP/1.1 {status} OK\r\nTransfer-Encoding: chunked\r\n\r\n{size:x}\r\n'.encode() + half + end)

    def change(self, name, status, data):
        """A whole answer, but another one."""
        kind = 'text/html' if name == 'type' else 'application/json'
        if name in ('strings', 'numbers') and data:
            value = json.loads(data)
            data = json.dumps(numbers_as_strings(value) if name == 'strings' else ids_as_numbers(value)).encode()
        elif name == 'deep':
            data = nested()
        elif name == 'no-id':
            data = b'{"errors":[{"title":"Partial","detail":"Something is missing."}]}'
        elif name == 'empty':
            data = b''
        self.send(f'HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\nConnection: close\r\n\r\n'.encode() + data)

    def carry_out(self, name, status, data):
        """@status and @data: the right answer, or what would be one. The connection is closed afterwards."""
        try:
            if name in ('reset', 'unread-reset'):
                self.reset()
            elif name == 'silent':
                self.wait_for_end()
            elif name == 'drip':
                self.send(self.head(status, 'OK', len(data)))
                self.drip(data)
            elif name == 'slow-header':
                self.drip(self.head(status, 'OK', len(data)) + data)
            elif name in ('short', 'cut', 'cut-chunk', 'cut-eof'):
                self.cut(name, status, data)
            elif name in ('302', '307', '302-away'):
                self.redirect(name[:3], name.endswith('away'))
            elif name == 'garbage-status':
                self.send(b'\x15\x03\x01\x00\x02\x02\x28 this is no HTTP\r\n\r\n')
            elif name == 'garbage':
                page = b'<html>Please sign in to the guest network</html>'
                self.send(b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n' % len(page) + page)
            elif name in ('429', '500', '503', '401', '402', '403', '404'):
                self.refuse(int(name))
            elif name in ('endless', 'endless-chunked'):
                self.endless(name == 'endless-chunked')
            elif name in ('deep', 'strings', 'numbers', 'type', 'no-id', 'empty'):
                self.change(name, status, data)
        except OSError:
            pass  # the other side had enough
