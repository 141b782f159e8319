#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bad_line.py SERVER-ADDRESS SEED: a bad line to a server. Prints its own address and serves until its standard input ends.

It hands requests on and answers back, and loses, delays, cuts and falsifies both at random. What it does before the request is handed on must leave nothing behind; what it does afterwards happens to
a request that the server has acted on; and some requests arrive only after the client has given up.
  POST /line/rates {"act": 0.3, "token": 0.1, "other": 0.05}   how often, for requests that publish, that renew a login, and others
  POST /line/state {}                                          {"done": {kind: n}, "waiting": n}; waiting: given up by the client, still to arrive"""

import asyncio
import json
import random
import socket
import struct
import sys
import time
from urllib.parse import urlsplit

ACTS = ('POST /2/tweets', 'POST /api/v1/statuses', 'POST /xrpc/com.atproto.repo.')
TOKENS = ('POST /2/oauth2/token', 'POST /oauth/token', 'POST /xrpc/com.atproto.server.')

# Kinds and how often each is among the others.
BEFORE = {'lost-before': 5, 'reset-before': 4, 'unread': 3, '429': 6, '503-before': 5, '401': 1, '403': 1, 'garbage-before': 3, 'garbage-status-before': 2,
          '307': 2, 'silent': 1, 'late': 6}
AFTER = {'lost-after': 10, 'reset-after': 6, '500-after': 4, '503-after': 4, 'short': 4, 'cut': 4, 'cut-chunk': 3, 'garbage-after': 4, 'garbage-status-after': 2,
         '302': 2, 'empty': 3, 'no-id': 2, 'drip': 2, 'delay': 6}
KINDS, WEIGHTS = zip(*{**BEFORE, **AFTER}.items())

PAGE = b'<html>Please sign in to the guest network</html>'


def make_answer(status, body, *more):
    lines = [f'HTTP/1.1 {status} Answer', f'Content-Length: {len(body)}', 'Connection: close', *more]
    return '\r\n'.join(lines).encode() + b'\r\n\r\n' + body


def make_refusal(status):
    now = time.time()
    when = time.strftime('%Y-%m-%dT%H:%M:%S.000Z', time.gmtime(now + 2))
    names = ('x-rate-limit', 'ratelimit')
    limits = [f'{name}-{what}' for name in names for what in ('limit: 300', 'remaining: 0', f'reset: {int(now) + 2}')] if status == 429 else []
    limits += ['Retry-After: 2', f'X-RateLimit-Limit: 300', 'X-RateLimit-Remaining: 0', f'X-RateLimit-Reset: {when}'] if status == 429 else []
    words = {401: 'Unauthorized', 403: 'Forbidden', 429: 'Too Many Requests', 500: 'Internal error', 503: 'Service Unavailable'}[status]
    body = json.dumps({'title': words, 'detail': words, 'status': status, 'error': words.replace(' ', ''), 'message': words}).encode()
    return make_answer(status, body, 'Content-Type: application/json', f'Date: {time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(now))}', *limits)


class Line:
    def __init__(self, server, seed):
        self.host, self.port = urlsplit(server).hostname, urlsplit(server).port
        self.server, self.address = server.encode(), b''
        self.random = random.Random(seed)
        self.rates = {'act': 0, 'token': 0, 'other': 0}
        self.done, self.waiting, self.late = {}, 0, set()

    def choose(self, line):
        kind = 'act' if line.startswith(ACTS) else 'token' if line.startswith(TOKENS) else 'other'
        if self.random.random() >= self.rates[kind]:
            return None
        fault = self.random.choices(KINDS, WEIGHTS)[0]
        self.done[fault] = self.done.get(fault, 0) + 1
        return fault

    async def ask(self, request):
        """The server's whole answer, as it came."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(request)
            await writer.drain()
            return await reader.read()
        finally:
            writer.close()

    async def ask_late(self, request):
        self.waiting += 1
        try:
            await asyncio.sleep(self.random.uniform(0.1, 2.5))
            await self.ask(request)
        except OSError:
            pass
        finally:
            self.waiting -= 1

    def change_address(self, answer):
        """What the server says of its own address leads over this line too."""
        head, gap, body = answer.partition(b'\r\n\r\n')
        if self.server not in body:
            return answer
        changed = body.replace(self.server, self.address)
        lines = [line for line in head.split(b'\r\n') if not line.lower().startswith(b'content-length:')]
        return b'\r\n'.join([*lines, b'Content-Length: %d' % len(changed)]) + gap + changed

    @staticmethod
    async def read_request(reader):
        head = await reader.readuntil(b'\r\n\r\n')
        length = 0
        kept = []
        for line in head[:-4].split(b'\r\n'):
            name, _, value = line.partition(b':')
            if name.lower() == b'content-length':
                length = int(value)
            if name.lower() not in (b'connection', b'expect', b'host'):
                kept.append(line)
        return kept, length

    async def serve(self, reader, writer):
        try:
            await self.serve_one(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # a killed client, or the end
        finally:
            writer.close()

    async def serve_one(self, reader, writer):
        head, length = await self.read_request(reader)
        method, path, _ = head[0].decode().split(' ', 2)
        if path.startswith('/line/'):
            writer.write(make_answer(200, self.control(path, await reader.readexactly(length))))
            return await writer.drain()
        fault = self.choose(method + ' ' + path)
        if fault == 'unread':
            return self.reset(writer)
        body = await reader.readexactly(length)
        request = b'\r\n'.join([*head, b'Host: ' + self.server[7:], b'Connection: close']) + b'\r\n\r\n' + body
        if fault == 'late':
            task = asyncio.ensure_future(self.ask_late(request))
            self.late.add(task)
            task.add_done_callback(self.late.discard)
        elif fault in BEFORE:
            await self.spoil(fault.removesuffix('-before'), b'', reader, writer)
        else:
            answer = self.change_address(await self.ask(request))
            await self.spoil((fault or 'none').removesuffix('-after'), answer, reader, writer)

    @staticmethod
    def reset(writer):
        writer.get_extra_info('socket').setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))

    async def spoil(self, how, answer, reader, writer):
        head, _, body = answer.partition(b'\r\n\r\n')
        status = head[9:12].decode() or '200'
        half = body[:len(body) // 2]
        if how == 'reset':
            return self.reset(writer)
        if how == 'silent':
            await asyncio.wait_for(reader.read(), 60)
        elif how == 'drip':
            for i in range(0, len(answer), 1 + len(answer) // 40):
                writer.write(answer[i:i + 1 + len(answer) // 40])
                await writer.drain()
                await asyncio.sleep(0.05)
        elif how == 'delay':
            await asyncio.sleep(self.random.uniform(0.1, 2.5))
            writer.write(answer)
        else:
            writer.write({
                'none': answer, 'lost': b'', 'short': head + b'\r\n\r\n' + half, 'empty': make_answer(200, b''),
                'cut': f'HTTP/1.1 {status} OK\r\nTransfer-Encoding: chunked\r\n\r\n{len(half):x}\r\n'.encode() + half + b'\r\n',
                'cut-chunk': f'HTTP/1.1 {status} OK\r\nTransfer-Encoding: chunked\r\n\r\n{len(body):x}\r\n'.encode() + half,
                'garbage': make_answer(200, PAGE, 'Content-Type: text/html'), 'garbage-status': b'\x15\x03\x01 this is no HTTP\r\n\r\n',
                'no-id': make_answer(200, b'{"errors":[{"title":"Partial"}]}', 'Content-Type: application/json'),
                '302': make_answer(302, b'', 'Location: /elsewhere'), '307': make_answer(307, b'', 'Location: /elsewhere'),
            }[how] if not how.isdigit() or how[0] == '3' else make_refusal(int(how)))
        await writer.drain()

    def control(self, path, body):
        if path == '/line/rates':
            self.rates.update(json.loads(body))
        return json.dumps({'done': self.done, 'waiting': self.waiting}).encode()


async def run(line):
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(line.serve, '127.0.0.1', 0, limit=1 << 24)
    line.address = b'http://127.0.0.1:%d' % server.sockets[0].getsockname()[1]
    print(line.address.decode(), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == '__main__':
    asyncio.run(run(Line(sys.argv[1].rstrip('/'), int(sys.argv[2]))))
