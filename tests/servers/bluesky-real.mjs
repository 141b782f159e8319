// SPDX-License-Identifier: GPL-3.0-or-later
// A real account server and its directory of DIDs, on loopback, in memory and a folder of its own: run by bluesky-real, in the folder with the packages.
// First line out: JSON with the address and two accounts. Ends with its standard input; a line “consent ADDRESS HANDLE PASSWORD” on it is a person who signs in on that page in a browser and agrees.
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

const packages = await import('@atproto/pds');
const plc = (await import('@did-plc/server')).default ?? (await import('@did-plc/server'));

// Both would listen on every interface.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
};

const freePort = () => new Promise((resolve, reject) => {
  const server = net.createServer();
  server.on('error', reject);
  server.listen(0, () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-bluesky-'));
// At once: node's own way out stumbles over statements that are still open.
const leave = () => {
  fs.rmSync(folder, { recursive: true, force: true });
  process.kill(process.pid, 'SIGKILL');
};
const orders = readline.createInterface({ input: process.stdin }).on('close', leave);
process.on('SIGTERM', leave);

const jwtSecret = crypto.randomBytes(16).toString('hex');
const plcPort = await freePort();
await plc.PlcServer.create({ db: plc.Database.mock(), port: plcPort }).start();

const port = await freePort();
const env = {
  devMode: true, port, dataDirectory: folder, blobstoreDiskLocation: path.join(folder, 'blobs'),
  didPlcUrl: `http://127.0.0.1:${plcPort}`, adminPassword: 'admin', jwtSecret, serviceHandleDomains: ['.test'], inviteRequired: false,
  disableSsrfProtection: true, plcRotationKeyK256PrivateKeyHex: crypto.randomBytes(32).toString('hex'),
  recoveryDidKey: undefined, serviceName: 'Test server', logEnabled: false,
};
process.env.LOG_ENABLED = 'false';
const address = `http://127.0.0.1:${port}`;
const settings = packages.envToCfg(env);
// It would call itself localhost, which may lead elsewhere.
settings.service.publicUrl = address;
settings.oauth.issuer = address;
const server = await packages.PDS.create(settings, packages.envToSecrets(env));
await server.start();

const call = async (name, body, token) => {
  const answer = await fetch(`${address}/xrpc/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok)
    throw new Error(`${name}: ${JSON.stringify(json)}`);
  return json;
};

// A token that was good and is over: the same claims, two hours older.
const age = token => {
  const [header, claims] = token.split('.');
  const old = JSON.parse(Buffer.from(claims, 'base64url'));
  old.iat -= 2 * 3600 + 60;
  old.exp -= 2 * 3600 + 60;
  const signed = `${header}.${Buffer.from(JSON.stringify(old)).toString('base64url')}`;
  return `${signed}.${crypto.createHmac('sha256', jwtSecret).update(signed).digest('base64url')}`;
};

const makeAccount = async name => {
  const password = crypto.randomBytes(12).toString('hex');
  const session = await call('com.atproto.server.createAccount', { handle: `${name}.test`, email: `${name}@example.org`, password });
  const app = await call('com.atproto.server.createAppPassword', { name: 'countersign' }, session.accessJwt);
  return { did: session.did, handle: session.handle, password, app_password: app.password, expired: age(session.accessJwt) };
};

const ask = (method, url, headers, body) => new Promise((resolve, reject) => {
  http.request(url, { method, headers }, answer => {
    let text = '';
    answer.setEncoding('utf8').on('data', piece => { text += piece; }).on('end', () => resolve({ ...answer, headers: answer.headers, status: answer.statusCode, text }));
  }).on('error', reject).end(body);
});

// What a browser does on the sign-in page, with the headers that only browsers send.
const consent = async (page, username, password) => {
  const jar = new Map();
  const go = async (method, url, headers, body) => {
    const answer = await ask(method, url, { 'User-Agent': 'test', Cookie: [...jar].map(pair => pair.join('=')).join('; '), ...headers }, body);
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
      jar.set(name, value);
    }
    return answer;
  };
  const press = async (name, input, token) => {
    const answer = await go('POST', `${address}/@atproto/oauth-provider/~api/${name}`, {
      Origin: address, Referer: page, 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'same-origin', 'Sec-Fetch-Dest': 'empty',
      'Content-Type': 'application/json', 'X-Csrf-Token': jar.get('csrf-token'), ...(token ? { Authorization: `Bearer ${token}` } : {}),
    }, JSON.stringify(input));
    if (answer.status !== 200)
      throw new Error(`${name}: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  };
  const look = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
  await go('GET', page, { ...look, 'Sec-Fetch-Site': 'none' });
  const { account, ephemeralToken } = await press('sign-in', { locale: 'en', username, password });
  const { url } = await press('consent', account.did ? { did: account.did } : { sub: account.sub }, ephemeralToken);
  const back = await go('GET', url, { ...look, Referer: page, 'Sec-Fetch-Site': 'same-origin' });
  await ask('GET', back.headers.location, {});
};
orders.on('line', line => {
  const [order, ...rest] = line.split(' ');
  if (order === 'consent')
    consent(...rest).catch(problem => console.error(problem));
});

const accounts = [await makeAccount('office'), await makeAccount('citizen')];
process.stdout.write(`${JSON.stringify({ address, directory: `http://127.0.0.1:${plcPort}`, accounts })}\n`);
