import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ThetaError } from '../../../src/domain/errors.js';
import { createServer } from '../../../src/server/create-server.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { apiWorld } from '../../fixtures/api/world.js';
import { statusForHost } from '../../fixtures/api/status-for-host.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ webFolder: builtPages() });
});
afterAll(() => server.close());

function builtPages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>home</title>');
  writeFileSync(join(folder, 'graphiql.html'), '<!doctype html><title>graphiql</title>');
  writeFileSync(join(folder, 'assets/app-abc.js'), 'export {};');
  return folder;
}

const withHost = (host: string) => statusForHost(server.url, host);

describe('health', () => {
  it('is alive and ready', async () => {
    expect((await server.request('/healthz')).body).toEqual({ status: 'ok' });
    expect((await server.request('/readyz')).body).toEqual({ status: 'ready', version: 'v1' });
  });

  it('is alive and not ready without a router set', async () => {
    const world = await apiWorld();
    const routing = {
      ...world.services.routing,
      current: () => {
        throw new ThetaError('NO_ROUTER_SET', 'No trained router set is loaded.');
      },
    };
    const own = await startTestServer({ routing });
    const [alive, ready] = [await own.request('/healthz'), await own.request('/readyz')];
    await own.close();
    expect([alive.status, ready.status, ready.body.errors[0].extensions.code]).toEqual([200, 503, 'NO_ROUTER_SET']);
  });
});

describe('pages', () => {
  it('serves the dashboard, GraphiQL and their files under a content security policy', async () => {
    const home = await server.request('/');
    expect([home.status, home.body]).toEqual([200, expect.stringContaining('home')]);
    expect((await server.request('/graphiql')).body).toContain('graphiql');
    const csp = home.headers.get('content-security-policy');
    expect(csp).toContain("script-src 'self';");
    expect(csp).toContain("frame-ancestors 'none'");
    const asset = await server.request('/assets/app-abc.js');
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
    expect(home.headers.get('cache-control')).toBe('no-cache');
  });

  it('does not leave its folder', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json']) {
      expect([400, 403, 404]).toContain((await server.request(path)).status);
    }
  });

  it('leads a browser from /graphql to GraphiQL', async () => {
    const { status, headers } = await server.request('/graphql', { headers: { accept: 'text/html,*/*' } });
    expect([status, headers.get('location')]).toEqual([302, '/graphiql']);
  });

  it('are missing, and the API is not, where they were not built', async () => {
    const own = await startTestServer({ webFolder: join(tmpdir(), 'no-such-folder') });
    const [home, api] = [await own.request('/'), await own.graphql('{ pools { id } }')];
    await own.close();
    expect([home.status, api.status]).toEqual([404, 200]);
  });
});

describe('where it listens', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.org'])('refuses %s', async (host) => {
    const { services } = await apiWorld();
    const settings = { host, port: 0, maxRequestBytes: 1024 };
    const wanted = createServer({ ...services, settings, logger: pino({ level: 'silent' }) });
    await expect(wanted).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('without authentication'),
      hint: expect.stringContaining('THETA_AUTH=keys'),
    });
  });

  it('names the port that is in use', async () => {
    const port = Number(new URL(server.url).port);
    const { services } = await apiWorld();
    const settings = { host: '127.0.0.1', port, maxRequestBytes: 1024 };
    const second = await createServer({ ...services, settings, logger: pino({ level: 'silent' }) });
    await expect(second.listen()).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(`${port}`),
    });
    expect(second.address()).toBeNull();
    await second.close();
  });

  it('refuses a Host header of another site (DNS rebinding)', async () => {
    const { port } = new URL(server.url);
    expect(await withHost('evil.example')).toBe(421);
    expect(await withHost(`localhost.evil.example:${port}`)).toBe(421);
    expect(await withHost(`localhost:${port}`)).toBe(200);
    expect(await withHost(`[::1]:${port}`)).toBe(200);
  });
});

describe('close', () => {
  it('lets a running request end and refuses new connections', async () => {
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const started = new Promise<void>((resolve) => {
      void startTestServer({ responses: { sources: () => (resolve(), held.then(() => [])) } }).then(
        (own) => (slow = own),
      );
    });
    let slow: TestServer | undefined;
    await expect.poll(() => slow).toBeDefined();
    const own = slow as unknown as TestServer;
    const answer = own.graphql('{ trainingSources { source } }');
    await started;
    const closed = own.close();
    release?.();
    expect((await answer).body.data).toEqual({ trainingSources: [] });
    await closed;
    await expect(own.request('/healthz')).rejects.toThrow();
  });
});
