import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CryptoKey, JWTHeaderParameters, JWTPayload } from 'jose';
import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenService, TokenSettings } from '../../../src/access/tokens.js';
import { createTokenService } from '../../../src/access/tokens.js';
import type { Clock } from '../../../src/domain/clock.js';

const ISSUER = 'https://id.example';
const AUDIENCE = 'theta';
const NOW = Date.UTC(2026, 0, 31);
const SECOND = 1000;

interface Pair {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

/** An identity provider of this test: it publishes what `published` holds. */
const published: Record<string, Pair> = {};
let fetches = 0;
let down = false;
let provider: Server;
let jwksUrl: string;
let clock: Clock & { time: number };

beforeAll(async () => {
  published['one'] = await generateKeyPair('RS256');
  provider = createServer((_request, response) => {
    fetches++;
    if (down) return void response.writeHead(500).end();
    const keys = Object.entries(published).map(async ([kid, { publicKey }]) => ({
      ...(await exportJWK(publicKey)),
      kid,
      alg: 'RS256',
    }));
    void Promise.all(keys).then((all) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: all })),
    );
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  jwksUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`;
});
afterAll(() => void provider.close());

function service(change: Partial<TokenSettings> = {}): TokenService {
  clock = { time: NOW, now: () => clock.time, monotonic: () => clock.time };
  const settings = { issuer: ISSUER, audience: AUDIENCE, jwksUrl, roleClaim: 'roles', roles: new Map() };
  return createTokenService({ ...settings, clockToleranceSeconds: 30, cooldownMs: 0, ...change }, clock, 10);
}

const claims = (more: JWTPayload = {}): JWTPayload => ({
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'anna',
  exp: NOW / SECOND + 300,
  roles: ['viewer'],
  ...more,
});
const token = (
  more: JWTPayload = {},
  header: Partial<JWTHeaderParameters> = {},
  key: Pair = published['one'] as Pair,
) => new SignJWT(claims(more)).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key.privateKey);

describe('a token of an identity provider', () => {
  it('is somebody with the role of its claim', async () => {
    expect(await service().authenticate(await token({ name: 'Anna' }))).toEqual({
      id: 'jwt:anna',
      name: 'Anna',
      role: 'viewer',
      pools: null,
    });
  });

  it('is checked once in a while only', async () => {
    const tokens = service();
    const text = await token();
    await tokens.authenticate(text);
    expect(tokens.authenticate(text)).toMatchObject({ role: 'viewer' });
    clock.time += 301 * SECOND + 30 * SECOND;
    expect(await tokens.authenticate(text)).toBeNull();
  });

  it('may be as late as clocks may differ, and no later', async () => {
    const tokens = service();
    expect(await tokens.authenticate(await token({ exp: NOW / SECOND - 20 }))).toMatchObject({ id: 'jwt:anna' });
    expect(await tokens.authenticate(await token({ exp: NOW / SECOND - 40 }))).toBeNull();
    expect(await tokens.authenticate(await token({ nbf: NOW / SECOND + 40 }))).toBeNull();
  });

  it.each([
    ['another audience', () => token({ aud: 'other' })],
    ['another issuer', () => token({ iss: 'https://evil.example' })],
    ['no subject', () => token({ sub: undefined as never })],
    ['no end', () => token({ exp: undefined as never })],
    ['an unknown key', () => token({}, { kid: 'nobody' })],
    ['a signature of another key', async () => token({}, {}, await generateKeyPair('RS256'))],
    ['no signature', async () => new UnsecuredJWT(claims()).encode()],
    [
      'a shared secret',
      () => new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(new Uint8Array(32)),
    ],
    ['no form', async () => 'a.b.c'],
  ])('with %s is nobody', async (_what, made) => {
    expect(await service().authenticate(await made())).toBeNull();
  });

  it('whose payload was changed is nobody', async () => {
    const [head, , signature] = (await token()).split('.');
    const forged = Buffer.from(JSON.stringify(claims({ roles: ['admin'] }))).toString('base64url');
    expect(await service().authenticate(`${head}.${forged}.${signature}`)).toBeNull();
  });

  it('of a key that has been put in place of the old one is somebody', async () => {
    const tokens = service();
    const old = await token();
    expect(await tokens.authenticate(old)).not.toBeNull();
    const before = fetches;
    published['two'] = await generateKeyPair('RS256');
    expect(await tokens.authenticate(await token({}, { kid: 'two' }, published['two']))).toMatchObject({
      id: 'jwt:anna',
    });
    expect(fetches - before).toBe(1);
    const gone = published['one'] as Pair;
    delete published['one'];
    expect(await service().authenticate(await token({}, {}, gone))).toBeNull();
    published['one'] = gone;
  });

  it('says that the provider is away, and not that the token is wrong', async () => {
    down = true;
    await expect(service().authenticate(await token())).rejects.toMatchObject({ code: 'IDENTITY_UNAVAILABLE' });
    down = false;
    await expect(service({ jwksUrl: 'http://127.0.0.1:1/jwks' }).authenticate(await token())).rejects.toMatchObject({
      code: 'IDENTITY_UNAVAILABLE',
    });
  });

  it('has the role that may most, by names of the provider, from a claim within claims', async () => {
    const roles = new Map([
      ['devs', 'viewer'],
      ['platform', 'operator'],
    ] as const);
    const tokens = service({ roleClaim: 'realm_access.roles', roles });
    const good = await token({ realm_access: { roles: ['devs', 'platform', 'admin'] } });
    expect(await tokens.authenticate(good)).toMatchObject({ role: 'operator' });
    // Names of ours count only where none are mapped.
    for (const realm_access of [{ roles: ['admin'] }, { roles: [] }, null]) {
      await expect(tokens.authenticate(await token({ realm_access }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await service({ roleClaim: 'scope' }).authenticate(await token({ scope: 'openid operator' }))).toMatchObject(
      { role: 'operator' },
    );
  });
});
