import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../fixtures/run-theta.js';
import { runTheta } from '../../fixtures/run-theta.js';
import type { Server } from '../server/start-server.js';
import { startServer } from '../server/start-server.js';

const ADMIN_KEY = 'cli-test-admin-key-0123456789abcdef-xyz';

describe('theta keys', { timeout: 120_000 }, () => {
  let folder: string;
  let server: Server | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'theta-keys-'));
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('makes a key in the database, which a server then knows, lists it and revokes it over that server', async () => {
    const made = await runTheta(folder, ['keys', 'create', '--name', 'shop', '--role', 'viewer', '--json']);
    expect(made.code, made.notes).toBe(0);
    const { secret, key } = JSON.parse(made.out) as { secret: string; key: { id: string; prefix: string } };
    expect(secret).toMatch(/^theta_[\w-]{43}$/);

    const env = { THETA_AUTH: 'keys', THETA_ADMIN_KEY: ADMIN_KEY, THETA_DATA: `${folder}/data` };
    server = await startServer(env);
    const { url } = server;
    const theta = (command: string[], more: Record<string, string> = {}): Promise<Run> =>
      runTheta(folder, ['keys', ...command, '--server', url], more);
    expect((await theta(['list'])).notes).toContain('UNAUTHENTICATED');
    const asViewer = await theta(['list'], { THETA_KEY: secret });
    expect([asViewer.code, asViewer.notes]).toEqual([2, expect.stringContaining('FORBIDDEN')]);

    const admin = { THETA_KEY: ADMIN_KEY };
    const listed = await theta(['list'], admin);
    expect(listed.out).toContain('shop');
    expect(listed.out).not.toContain(secret);
    expect((await theta(['revoke', key.id], admin)).out).toContain('revoked');
    expect((await theta(['list'], { THETA_KEY: secret })).notes).toContain('UNAUTHENTICATED');
    for (const hidden of [ADMIN_KEY, secret]) expect(server.output()).not.toContain(hidden);
  });

  it('does not start a server for others without authentication, and says what to set', async () => {
    const env = { THETA_HOST: '0.0.0.0', THETA_DATA: `${folder}/other` };
    const { code, notes } = await runTheta(folder, ['serve'], env);
    expect([code, notes]).toEqual([2, expect.stringContaining('THETA_AUTH=keys')]);
  });

  it('does not show a secret that is too short', async () => {
    const { code, notes } = await runTheta(folder, ['serve'], { THETA_ADMIN_KEY: 'short-secret' });
    expect([code, notes]).toEqual([2, expect.stringContaining('THETA_ADMIN_KEY=(not shown)')]);
    expect(notes).not.toContain('short-secret');
  });
});
