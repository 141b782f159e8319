# SPDX-License-Identifier: GPL-3.0-or-later
"""What our strict servers share: HTTP/1.1 on loopback with connections that stay, their faults (faults.py), and their controls.

Each prints its address, serves until its standard input ends, and then prints how many requests it read ("requests N"). Controls, all POST with JSON:
  /control/misbehave, /control/chaos   see faults.py
  /control/state {"since": n}          what was received, from the post number n on (0 = all): see Network.state()
  /control/requests                    the last requests, oldest first
  /control/clock {"ahead": seconds}    sets the server's clock
  /control/expire {"token": t}         ends a token before its time
and what a server has besides."""

import collections
import hashlib
import json
import re
import socket
import socketserver
import ssl
import sys
import threading
import time
from email.utils import formatdate
from urllib.parse import parse_qs, urlsplit

import faults

N_OFFICES = 20
KEPT_REQUESTS = 4000
KEPT_BODY = 20000


class Problem(Exception):
    """What the network refuses."""

    def __init__(self, status, body, headers=()):
        super().__init__(str(body))
        self.status, self.body, self.headers = status, body, headers


class Request:
    def __init__(self, method, target, headers, data):
        self.method, self.target, self.headers, self.data = method, target, headers, data
        url = urlsplit(target)
        self.path, self.query = url.path, parse_qs(url.query, keep_blank_values=True)
        self.fault = None

    @property
    def token(self):
        return self.headers.get('authorization', '').partition(' ')[2]

    @property
    def kind(self):
        return self.headers.get('content-type', '').partition(';')[0].strip().lower()

    def one(self, name, otherwise=None):
        return self.query.get(name, [otherwise])[0]

    def json(self):
        return json.loads(self.data)

    def form(self):
        """{name: value} of a urlencoded form"""
        return {k: v[0] for k, v in parse_qs(self.data.decode(), keep_blank_values=True).items()}

    def parts(self):
        """{name: (bytes, MIME type)} of a multipart form"""
        boundary = re.search(r'boundary="?([^";]+)"?', self.headers.get('content-type', ''))
        if self.kind != 'multipart/form-data' or not boundary:
            raise ValueError('no form')
        found = {}
        for part in (b'\r\n' + self.data).split(b'\r\n--' + boundary[1].encode())[1:]:
            if part.startswith(b'--'):
                return found
            head, _, value = part.removeprefix(b'\r\n').partition(b'\r\n\r\n')
            name = re.search(rb'[; ]name="([^"]*)"', head)
            kind = re.search(rb'(?i)^content-type:\s*([^\s;]+)', head, re.MULTILINE)
            found[name[1].decode()] = (value, kind[1].decode() if kind else 'text/plain')
        raise ValueError('the form has no end')


class Network:
    """One network's memory. Subclasses act."""

    # (limit, seconds of its window) of what is counted; see count()
    windows = {}

    def __init__(self):
        self.lock = threading.RLock()
        self.faults = faults.Faults()
        self.requests = collections.deque(maxlen=KEPT_REQUESTS)
        self.ahead = 0.0
        self.n_requests = 0
        self.used = {}
        self.address = ''
        self.posts = {}
        self.media = {}

    def now(self):
        return time.time() + self.ahead

    def count(self, user, what):
        """Uses one of a window up: (limit, left, end). 429 if there is none left."""
        limit, seconds = self.windows[what]
        begun, used = self.used.get((user, what), (self.now(), 0))
        if self.now() >= begun + seconds:
            begun, used = self.now(), 0
        if used >= limit:
            raise self.limited(limit, begun + seconds)
        self.used[user, what] = (begun, used + 1)
        return limit, limit - used - 1, begun + seconds

    def limited(self, limit, end):
        body, headers = self.refusal(429)
        return Problem(429, body, headers)

    def act(self, request):
        """(status, body, headers)"""
        raise NotImplementedError

    def refusal(self, status):
        """(body, headers) of a refusal as this network says it"""
        raise NotImplementedError

    def state(self, since):
        """{"posts": […], "media": {…}}: posts in their order, each with "order", "account", "text", "media" (sha256, alt text, type), "made", "deleted"."""
        raise NotImplementedError

    def control(self, name, order):
        """Controls of this network's own; None if there is none such"""
        return None

    def expire(self, token):
        raise NotImplementedError

    def handle_control(self, name, order):
        if name == 'misbehave':
            self.faults.command(order)
        elif name == 'chaos':
            self.faults.begin_chaos(order)
        elif name == 'clock':
            self.ahead = float(order['ahead'])
        elif name == 'expire':
            self.expire(order['token'])
        elif name == 'requests':
            return {'requests': list(self.requests)}
        elif name == 'faults':
            return {'done': self.faults.done}
        elif name == 'windows':
            self.windows.update({k: tuple(v) for k, v in order.items()})
        elif name == 'state':
            answer = self.state(int(order.get('since', 0)))
            return answer if 'since' in order else {**answer, 'requests': list(self.requests)}
        else:
            return self.control(name, order)
        return {}


def digest(data):
    return hashlib.sha256(data).hexdigest()


class Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    timeout = 600
    network = None

    def handle(self):
        try:
            while self.one():
                pass
        except (OSError, ValueError):
            pass

    def read_head(self):
        line = self.rfile.readline(65537).decode('latin-1').split()
        if len(line) != 3:
            return None
        headers = {}
        while True:
            field = self.rfile.readline(65537)
            if field in (b'\r\n', b'\n', b''):
                return line[0], line[1], headers
            name, _, value = field.decode('latin-1').partition(':')
            headers[name.strip().lower()] = value.strip()

    def read_body(self, headers):
        if headers.get('expect', '').lower() == '100-continue':
            self.wfile.write(b'HTTP/1.1 100 Continue\r\n\r\n')
        if headers.get('transfer-encoding', '').lower() != 'chunked':
            return self.rfile.read(int(headers.get('content-length', 0)))
        data = b''
        while True:
            size = int(self.rfile.readline().split(b';')[0], 16)
            data += self.rfile.read(size)
            self.rfile.readline()
            if size == 0:
                return data

    def answer(self, status, body, headers=(), close=False):
        data = body if isinstance(body, bytes) else b'' if body is None else json.dumps(body).encode()
        names = {n.lower() for n, _ in headers}
        lines = [f'HTTP/1.1 {status} Answer', f'Date: {formatdate(self.network.now(), usegmt=True)}', f'Content-Length: {len(data)}']
        if 'content-type' not in names:
            lines.append('Content-Type: application/json; charset=utf-8')
        if close:
            lines.append('Connection: close')
        lines += [f'{n}: {v}' for n, v in headers]
        self.wfile.write('\r\n'.join(lines).encode() + b'\r\n\r\n' + data)

    def one(self):
        """One request. Whether there may be another on this connection."""
        head = self.read_head()
        if head is None:
            return False
        method, target, headers = head
        network = self.network
        path = urlsplit(target).path
        if path.startswith('/control/'):
            with network.lock:
                reply = network.handle_control(path[9:], json.loads(self.read_body(headers) or b'{}'))
            self.answer(404 if reply is None else 200, reply)
            return headers.get('connection', '').lower() != 'close'
        token = headers.get('authorization', '').partition(' ')[2]
        with network.lock:
            fault, ms = network.faults.take(method + ' ' + path, token)
        misconduct = faults.Misconduct(self.connection, network)
        if fault and fault.startswith('unread'):
            self.remember(Request(method, target, headers, b''), fault)
            misconduct.carry_out(fault, 200, b'')
            return False
        request = Request(method, target, headers, self.read_body(headers))
        request.fault = fault
        self.remember(request, fault)
        return self.reply(request, fault, ms, misconduct)

    def remember(self, request, fault):
        with self.network.lock:
            self.network.n_requests += 1
            self.network.requests.append({'method': request.method, 'path': request.target, 'fault': fault, 'at': self.network.now(),
                                          'token': request.token, 'key': request.headers.get('idempotency-key', ''),
                                          'body': request.data.decode('utf-8', 'replace') if len(request.data) < KEPT_BODY else ''})

    def perform(self, request):
        try:
            with self.network.lock:
                return self.network.act(request)
        except Problem as problem:
            return problem.status, problem.body, problem.headers
        except (KeyError, ValueError, TypeError, IndexError, AttributeError):
            body, headers = self.network.refusal(400)
            return 400, body, headers

    def reply(self, request, fault, ms, misconduct):
        known = faults.resolve(fault) if fault else None
        name, moment = known or (None, 'after')
        if name == 'expire':
            with self.network.lock:
                self.network.expire(request.token)
        if name and name != 'expire' and moment == 'before':
            misconduct.carry_out(name, 200, b'{"data":{"id":"17"},"id":"17","uri":"at://')
            return False
        if name == 'straggle':
            self.connection.shutdown(socket.SHUT_RDWR)
            time.sleep(ms / 1000)
        status, body, headers = self.perform(request)
        if name == 'straggle':
            return False
        if name == 'delay':
            time.sleep(ms / 1000)
        elif name and name != 'expire':
            data = body if isinstance(body, bytes) else b'' if body is None else json.dumps(body).encode()
            misconduct.carry_out(name, status, data)
            return False
        close = request.headers.get('connection', '').lower() == 'close'
        self.answer(status, body, headers, close)
        return not close


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 512
    context = None

    def get_request(self):
        connection, address = super().get_request()
        if self.context is not None:
            # the handshake is made by the connection's own thread
            connection = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request, client_address):
        pass


def serve(network, certificate=None, key=None, port=0):
    """Serves until standard input ends. With @certificate and @key by TLS."""
    Handler.network = network
    server = Server(('127.0.0.1', port), Handler)
    if certificate:
        Server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        Server.context.load_cert_chain(certificate, key)
    network.address = f'http{"s" if certificate else ""}://127.0.0.1:{server.server_address[1]}'
    threading.Thread(target=server.serve_forever, kwargs={'poll_interval': 0.05}, daemon=True).start()
    print(network.address, flush=True)
    sys.stdin.read()
    try:
        print('requests', network.n_requests, flush=True)
    except BrokenPipeError:
        sys.stderr.close()  # whoever started it is gone


def add_arguments(parser):
    parser.add_argument('--certificate', help='serve by TLS with this PEM file')
    parser.add_argument('--key', help='its private key')
    parser.add_argument('--port', type=int, default=0, help='0: any that is free')
