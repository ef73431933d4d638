import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { readConfig } from '../../../src/config.js';
import { keyedDigest } from '../../../src/domain/query-privacy.js';
import { textDigest } from '../../../src/domain/text-digest.js';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const KEY = 'a secret of sixteen';
const ROUTE = `query($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id } } }`;
const DECISION = `query($id: ID!) { decision(id: $id) { query queryHash tags feedback { score correctedLabel } } }`;

let folder: string;
let server: Server;
const start = (env: Record<string, string>) => startServer({ THETA_DATA: folder, THETA_SHADOW_ROUTER: 'knn', ...env });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-data-'));
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function route(...queries: { query: string; tags?: string[] }[]): Promise<string[]> {
  const { routeMany } = await server.graphql<{ routeMany: { id: string }[] }>(ROUTE, { inputs: queries });
  return routeMany.map(({ id }) => id);
}
/** Answers come before the log is written. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are looked into, as a client does
async function logged(id: string): Promise<any> {
  let found: unknown = null;
  await expect
    .poll(async () => (found = (await server.graphql<{ decision: unknown }>(DECISION, { id })).decision), {
      timeout: 20_000,
    })
    .not.toBeNull();
  return found;
}
async function theta(...args: string[]): Promise<string> {
  const out: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), note: (text: string) => void out.push(text) };
  const code = await runProgram([...args, '--server', server.url], () => readConfig({}), {
    ...terminal,
    interactive: false,
  });
  expect([code, out.join('\n')]).toEqual([0, expect.any(String)]);
  return out.join('\n');
}

describe('what a server keeps of queries', { timeout: 120_000 }, () => {
  it('is their text by default, until it is to be forgotten', async () => {
    server = await start({});
    const [one, two] = await route({ query: 'A question of mine', tags: ['user-1'] }, { query: 'Another' });
    expect(await logged(one as string)).toMatchObject({
      query: 'A question of mine',
      queryHash: textDigest('A question of mine'),
    });
    await server.graphql(
      `mutation($id: ID!) { a: recordFeedback(input: { decisionId: $id, score: 1 }) { id }
        b: recordFeedback(input: { decisionId: $id, correctedLabel: "mine" }) { id } }`,
      { id: one },
    );
    const forget = `mutation($input: ForgetQueriesInput!) { forgetQueries(input: $input) { decisions labels shadows isTrainingQuery versions } }`;
    const { forgetQueries } = await server.graphql<{ forgetQueries: object }>(forget, {
      input: { text: 'A question of mine' },
    });
    expect(forgetQueries).toEqual({ decisions: 1, labels: 1, shadows: 1, isTrainingQuery: false, versions: [] });
    expect(await logged(one as string)).toEqual({
      ...{ query: null, queryHash: null, tags: ['user-1'] },
      feedback: [{ score: 1, correctedLabel: null }],
    });
    expect(await theta('forget', '--text', 'A question of mine')).toMatch(
      /^0 decisions .* 0 corrected labels, 0 shadows/,
    );
    expect(await theta('forget', '--tag', 'user-1')).toMatch(/taken from 1 decisions and \d+ sums/);
    expect((await logged(one as string)).tags).toEqual([]);
    expect(await theta('forget', '--decisions', two as string, '--json')).toContain('"decisions": 1');
    await expect(server.graphql(forget, { input: {} })).rejects.toThrow('BAD_USER_INPUT');
    expect(await server.stop()).toBe(0);
  });

  it('is a digest under a key, or nothing, and old decisions leave', async () => {
    server = await start({
      THETA_STORE_QUERIES: 'hashed',
      THETA_HASH_KEY: KEY,
      THETA_DECISION_KEEP_DAYS: '30',
      THETA_TRAFFIC_KEEP_DAYS: '365',
    });
    const [one] = await route({ query: 'A question of mine' });
    expect(await logged(one as string)).toMatchObject({
      query: null,
      queryHash: keyedDigest(KEY, textDigest('A question of mine')),
    });
    expect(await theta('forget', '--text', 'A question of mine')).toMatch(/^1 decisions/);
    const { retention } = await server.graphql<{ retention: object }>(
      '{ retention { decisionDays sumDays everyMinutes running nextAt latest { decisions } error } }',
    );
    expect(retention).toMatchObject({
      decisionDays: 30,
      sumDays: 365,
      everyMinutes: 60,
      running: false,
      error: null,
      latest: null,
    });
    expect(await theta('retention')).toMatch(
      /^Decisions before \S+: 0 removed, .*\nSums of traffic before \S+: 0 removed\.$/,
    );
    const { runRetention } = await server.graphql<{ runRetention: object }>(
      'mutation { runRetention { decisions finished partitions decisionsBefore durationMs } }',
    );
    expect(runRetention).toMatchObject({ decisions: 0, finished: true, partitions: [] });
    await server.stop();
    server = await start({ THETA_STORE_QUERIES: 'none' });
    const [none] = await route({ query: 'A question of mine' });
    expect(await logged(none as string)).toMatchObject({ query: null, queryHash: null });
    expect(await theta('retention')).toBe('Everything is kept for ever: no setting says otherwise.');
  });
});
