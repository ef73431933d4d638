import { chmod, mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDatabase } from '../../../src/cli/doctor/database.js';
import { examine } from '../../../src/cli/doctor/examine.js';
import { checkDashboard, checkDataFolder, checkDisk, checkNode, checkPort } from '../../../src/cli/doctor/machine.js';
import { checkIndex, checkOptional, checkTensor } from '../../../src/cli/doctor/parts.js';
import type { Serving } from '../../../src/cli/doctor/serving.js';
import { checkServing } from '../../../src/cli/doctor/serving.js';
import { readConfig } from '../../../src/config.js';
import { ThetaError } from '../../../src/domain/errors.js';
import type { RouterSet } from '../../../src/routing/router-set.js';
import type { DatabaseFacts } from '../../../src/store/inspect-database.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-doctor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const verdictsOf = (findings: readonly { check: string; verdict: string }[]) =>
  Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]));
const damaged = new ThetaError('ARTIFACT_CORRUPT', 'x has changed.', { hint: 'Restore it.' });

describe('the machine', () => {
  it('needs a Node.js that is new enough', () => {
    for (const [version, verdict] of [
      ['20.18.9', 'failed'],
      ['20.19.0', 'ok'],
      ['20.20.1', 'ok'],
      ['18.99.0', 'failed'],
      ['22.0.0', 'ok'],
    ])
      expect(checkNode(version as string, '>=20.19').verdict, version).toBe(verdict);
  });

  it('needs a data folder that can be written to', async () => {
    expect(await checkDataFolder(join(folder, 'new', 'data'), true)).toMatchObject({ verdict: 'ok' });
    await writeFile(join(folder, 'file'), '');
    expect(await checkDataFolder(join(folder, 'file'), true)).toMatchObject({ verdict: 'failed' });
    expect(await checkDataFolder(join(folder, 'file'), false)).toMatchObject({ verdict: 'warning' });
  });

  it.skipIf(process.getuid?.() === 0)('needs rights to it', async () => {
    await mkdir(join(folder, 'closed'));
    await chmod(join(folder, 'closed'), 0o500);
    expect(await checkDataFolder(join(folder, 'closed', 'data'), true)).toMatchObject({ verdict: 'failed' });
  });

  it('needs room on its disk', async () => {
    for (const [bytes, verdict] of [
      [2 ** 20, 'failed'],
      [2 ** 30, 'warning'],
      [2 ** 40, 'ok'],
    ] as const)
      expect(await checkDisk(folder, () => Promise.resolve(bytes))).toMatchObject({ verdict });
    expect((await checkDisk(join(folder, 'new'))).detail).toMatch(/^\d+\.\d GiB are free/);
  });

  it('should have the pages', async () => {
    expect(await checkDashboard(folder)).toMatchObject({ verdict: 'warning' });
    await writeFile(join(folder, 'index.html'), '');
    expect(await checkDashboard(folder)).toMatchObject({ verdict: 'ok' });
  });

  it('needs a port that is free or our own', async () => {
    let status = 'ok';
    const server = createServer((_, response) => response.end(JSON.stringify({ status })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await checkPort('127.0.0.1', port)).toMatchObject({ finding: { verdict: 'ok' }, running: true });
    status = 'something else';
    expect(await checkPort('127.0.0.1', port)).toMatchObject({ finding: { verdict: 'failed' }, running: false });
    await new Promise((resolve) => server.close(resolve));
    expect(await checkPort('127.0.0.1', port)).toMatchObject({ finding: { verdict: 'ok' }, running: false });
    expect((await checkPort('127.0.0.1', 0)).finding.verdict).toBe('ok');
  });
});

describe('the database', () => {
  const facts = (more: Partial<DatabaseFacts> = {}, refits = { open: 0, silentMs: 0 }): DatabaseFacts => ({
    where: 'here',
    answerMs: 3,
    clockAheadMs: 1,
    migrations: { known: 3, applied: 3, newer: false },
    contents: { refits } as DatabaseFacts['contents'],
    ...more,
  });
  const of = (more: Partial<DatabaseFacts>, refits?: { open: number; silentMs: number }) =>
    verdictsOf(checkDatabase(facts(more, refits), false));

  it('is fine, or not there yet', () => {
    expect(of({})).toEqual({ database: 'ok', migrations: 'ok', clock: 'ok', backlog: 'ok' });
    expect(verdictsOf(checkDatabase(null, true))).toEqual({ database: 'ok' });
    expect(verdictsOf(checkDatabase(facts(), true))).not.toHaveProperty('clock');
  });

  it('is slow, behind, ahead, of another time, or has work that nobody does', () => {
    expect(of({ answerMs: 500 })).toMatchObject({ database: 'warning' });
    const migrations = (applied: number, newer = false) =>
      of({ migrations: { known: 3, applied, newer } })['migrations'];
    expect([migrations(0), migrations(2), migrations(3, true)]).toEqual(['ok', 'warning', 'failed']);
    const clock = (clockAheadMs: number, answerMs = 3) => of({ clockAheadMs, answerMs })['clock'];
    expect([clock(-3000), clock(600_000), clock(3000, 4000)]).toEqual(['warning', 'failed', 'ok']);
    expect(of({}, { open: 1, silentMs: 3_600_000 })).toMatchObject({ backlog: 'warning' });
    expect(of({}, { open: 11, silentMs: 0 })).toMatchObject({ backlog: 'warning' });
    expect(of({}, { open: 2, silentMs: 1000 })).toMatchObject({ backlog: 'ok' });
    expect(of({ contents: null })).toMatchObject({ backlog: 'skipped' });
  });
});

describe('the version that serves', () => {
  const health = { healthy: true, detail: 'it does' };
  const set = (answer = health) =>
    ({
      routers: new Map([['a', {}]]),
      embedder: { name: 'bert', health: () => Promise.resolve(answer) },
      dispose: () => Promise.resolve(),
    }) as unknown as RouterSet;
  const serving = (more: Partial<Serving> = {}): Serving => ({
    manifest: {
      version: 'v1',
      embedder: 'a',
      reference: 'b',
      heldOut: null,
      evidence: null,
      routers: [],
      summary: {},
    } as unknown as Serving['manifest'],
    shipped: false,
    blob: () => Promise.resolve(new Uint8Array()),
    load: () => Promise.resolve(set()),
    ...more,
  });
  const of = async (one: Serving | null) => verdictsOf(await checkServing(one));

  it('is whole, loads, and embeds, or says what does not', async () => {
    expect(await of(serving())).toEqual({ checksums: 'ok', 'serving version': 'ok', embedder: 'ok' });
    expect(await of(null)).toEqual({ 'serving version': 'failed' });
    expect(await of(serving({ blob: () => Promise.reject(damaged) }))).toEqual({
      ...{ checksums: 'failed', 'serving version': 'skipped' },
    });
    expect(await of(serving({ load: () => Promise.reject(damaged) }))).toEqual({
      ...{ checksums: 'ok', 'serving version': 'failed' },
    });
    const deaf = serving({ load: () => Promise.resolve(set({ healthy: false, detail: 'no answer' })) });
    expect(await of(deaf)).toMatchObject({ embedder: 'failed' });
  });
});

describe('parts', () => {
  const engines = (...able: string[]) =>
    (['faiss', 'usearch', 'exact', 'faiss-node'] as const).map((engine) => ({
      ...{ engine, why: able.includes(engine) ? null : 'no library', advice: `Get ${engine}.` },
    }));

  it('say why the first index engine is not used', () => {
    expect(checkIndex('auto', engines('faiss', 'exact'))).toMatchObject({ verdict: 'ok', detail: 'faiss' });
    expect(checkIndex('auto', engines('usearch', 'exact'))).toMatchObject({
      verdict: 'warning',
      detail: expect.stringContaining('faiss cannot start: no library') as string,
      advice: 'Get faiss.',
    });
    expect(checkIndex('faiss', engines('usearch'))).toMatchObject({ verdict: 'failed', advice: 'Get faiss.' });
    expect(checkIndex('exact', engines('exact'))).toMatchObject({ verdict: 'ok' });
  });

  it('fail where settings need what is not there', async () => {
    const part = { name: 'p', purpose: 'x', needed: true };
    const load = () => Promise.reject(new Error('Cannot find package'));
    expect(await checkOptional([part], load)).toMatchObject([{ verdict: 'failed', advice: 'npm install p' }]);
    expect(await checkOptional([{ ...part, needed: false }], load)).toMatchObject([{ verdict: 'ok' }]);
    expect(await checkOptional([part], () => Promise.resolve())).toMatchObject([{ verdict: 'ok' }]);
    expect(await checkTensor(() => Promise.reject(damaged))).toMatchObject({
      verdict: 'failed',
      advice: 'Restore it.',
    });
  });
});

describe('examine', { timeout: 120_000 }, () => {
  it('stops at settings that cannot be read', async () => {
    expect(verdictsOf(await examine(() => readConfig({ PORT: 'x' })))).toEqual({
      ...{ 'Node.js': 'ok', settings: 'failed', 'the rest': 'skipped' },
    });
  });

  it('looks at a new installation and one that is broken', async () => {
    const data = { THETA_DATA: join(folder, 'absent'), PORT: '0' };
    const found = await examine(() => readConfig(data));
    expect(found.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
    expect(verdictsOf(found)).toMatchObject({
      database: 'ok',
      checksums: 'ok',
      'serving version': 'ok',
      embedder: 'ok',
    });
    const broken = { ...data, DATABASE_URL: 'postgres://127.0.0.1:9/x', THETA_TENSOR: 'node-gpu' };
    expect(verdictsOf(await examine(() => readConfig(broken)))).toMatchObject({
      database: 'failed',
      training: 'failed',
    });
    const elsewhere = await examine(() => readConfig({ ...data, THETA_BOOTSTRAP: folder }));
    expect(verdictsOf(elsewhere)).toMatchObject({ 'shipped router set': 'failed' });
    await expect(import('node:fs/promises').then(({ stat }) => stat(data.THETA_DATA))).rejects.toThrow('ENOENT');
  });
});
