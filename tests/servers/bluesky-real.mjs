// SPDX-License-Identifier: GPL-3.0-or-later
// A real account server and its directory of DIDs, on loopback, in memory and a folder of its own: run by bluesky-real, in the folder with the packages.
// First line out: JSON with the address and two accounts. Ends with its standard input.
import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

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
process.stdin.on('end', leave).on('error', leave).resume();
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
const server = packages.PDS.fromEnv ? await packages.PDS.fromEnv(env) : await packages.PDS.create(packages.envToCfg(env), packages.envToSecrets(env));
await server.start();

const address = `http://127.0.0.1:${port}`;
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

const accounts = [await makeAccount('office'), await makeAccount('citizen')];
process.stdout.write(`${JSON.stringify({ address, directory: `http://127.0.0.1:${plcPort}`, accounts })}\n`);
