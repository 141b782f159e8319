// SPDX-License-Identifier: GPL-3.0-or-later
// Two OAuth servers by oidc-provider on loopback, in memory: one under X's paths, one as the AT Protocol asks for it (pushed requests, DPoP with nonces). Run by oidc-real, in the folder
// with the packages. First line out: JSON with their addresses. Ends with its standard input.
// Whoever opens the page that asks for consent says yes by opening “allow” below it, no by “deny”.
import crypto from 'node:crypto';
import http from 'node:http';

// Its remarks that it runs for a test would come before the first line.
console.info = () => {};
console.warn = () => {};
const { Provider } = await import('oidc-provider');

process.stdin.on('end', () => process.exit(0)).resume();

const DAY = 24 * 3600;

const common = {
  cookies: { keys: [crypto.randomBytes(16).toString('hex')] },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  ttl: { AccessToken: 60, AuthorizationCode: 30, Grant: 14 * DAY, Interaction: 600, RefreshToken: 14 * DAY, Session: 600 },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
};
const publicClient = { grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], token_endpoint_auth_method: 'none' };

// The page that asks a person, who is @account whatever she types.
const askForConsent = (provider, account) => async (ctx, next) => {
  const [, uid, said] = ctx.path.match(/^\/interaction\/([\w-]+)(?:\/(allow|deny))?$/) ?? [];
  if (!uid)
    return next();
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  if (!said) {
    ctx.body = 'allow or deny?';
    return;
  }
  let result = { error: 'access_denied', error_description: 'No, thanks' };
  if (said === 'allow') {
    const grant = new provider.Grant({ accountId: account, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    result = { login: { accountId: account }, consent: { grantId: await grant.save() } };
  }
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
};

const serve = async make => {
  const server = http.createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  server.on('request', make(address).callback());
  return address;
};

// Ports are part of what X has registered.
const x = await serve(address => {
  const provider = new Provider(address, {
    ...common,
    clients: [{
      ...publicClient, client_id: 'client-1', application_type: 'web',
      redirect_uris: [18110, 18111, 18112, 18113].map(port => `http://127.0.0.1:${port}/callback`),
    }],
    scopes: ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'],
    issueRefreshToken: (_ctx, _client, code) => code.scopes.has('offline.access'),
    features: { revocation: { enabled: true } },
    routes: { authorization: '/i/oauth2/authorize', token: '/2/oauth2/token', revocation: '/2/oauth2/revoke' },
  });
  provider.use(askForConsent(provider, '11'));
  provider.use(async (ctx, next) => {
    if (ctx.path !== '/2/users/me')
      return next();
    const [, value] = ctx.get('Authorization').match(/^Bearer (\S+)$/) ?? [];
    const token = value && await provider.AccessToken.find(value);
    if (token && token.scopes.has('users.read')) {
      ctx.body = { data: { id: token.accountId, name: 'Town of Linden', username: 'linden' } };
    } else {
      ctx.status = 401;
      ctx.body = { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' };
    }
  });
  return provider;
});

// Ports are free; the client is known by what its name says.
const SCOPES = 'atproto transition:generic';
const REDIRECT = 'http://127.0.0.1/callback';
const bluesky = await serve(address => {
  const provider = new Provider(address, {
    ...common,
    clients: [{
      ...publicClient, client_id: `http://localhost?redirect_uri=${encodeURIComponent(REDIRECT)}&scope=${encodeURIComponent(SCOPES)}`,
      application_type: 'native', redirect_uris: [REDIRECT], dpop_bound_access_tokens: true, require_pushed_authorization_requests: true,
    }],
    scopes: SCOPES.split(' '),
    issueRefreshToken: () => true,
    features: {
      revocation: { enabled: true },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      dPoP: { enabled: true, nonceSecret: crypto.randomBytes(32), requireNonce: () => true },
    },
  });
  provider.use(askForConsent(provider, 'did:plc:abcdefghijklmnopqrstuvwx'));
  provider.use(async (ctx, next) => {
    if (ctx.path === '/.well-known/oauth-protected-resource') {
      ctx.body = { resource: address, authorization_servers: [address] };
      return;
    }
    // the same document by its other name
    if (ctx.path === '/.well-known/oauth-authorization-server')
      ctx.path = '/.well-known/openid-configuration';
    await next();
    // the profile wants to be told whose tokens they are
    if (ctx.oidc?.route === 'token' && ctx.body?.access_token)
      ctx.body = { ...ctx.body, sub: ctx.oidc.entities.Account.accountId };
  });
  return provider;
});

process.stdout.write(`${JSON.stringify({ x, bluesky })}\n`);
