import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poolId } from '../../../src/domain/ids.js';
import { seededRng } from '../../../src/domain/random.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import type { TrafficOptions } from '../../fixtures/logged-traffic.js';
import { HOUR_MS, loggedTraffic } from '../../fixtures/logged-traffic.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const now = Date.now();
  const rng = seededRng(21);
  const log = (tag: string, change: Partial<TrafficOptions>) => {
    const span = { n: 400, from: now - 20 * HOUR_MS, to: now - HOUR_MS };
    const more = { tags: [tag], ...change.more };
    const made = loggedTraffic({ ...span, ...change, more }, rng);
    server.decisions.written.push(...made.records);
    server.feedback.stored.push(...made.feedback);
  };
  const before = { n: 800, from: now - 150 * HOUR_MS, to: now - 30 * HOUR_MS };
  for (const tag of ['steady', 'far', 'worse', 'shifted', 'narrowed', 'new'])
    log(tag, tag === 'new' ? { n: 20 } : before);
  log('steady', {});
  log('far', { further: -0.2 });
  log('worse', { worse: -0.35, worseLlm: 'llm-0' });
  log('shifted', { shares: [0.1, 0.2, 0.2, 0.5] });
  log('narrowed', { shares: [0.5, 0, 0, 0.5], more: { pool: poolId('pair') } });
});
afterAll(() => server.close());

const CHECK = `kind llm recent reference statistic pValue correctedPValue effect threshold interval { low high } verdict text
  figures { name reference recent } examples { id createdAt query llm value } causes`;
const WINDOW = 'from to matching examined';
const REPORT = `createdAt recent { ${WINDOW} } reference { ${WINDOW} } router version checks { ${CHECK} } alerts { ${CHECK} } text notes`;
const ask = async (input: object | null) =>
  server.graphql(`query ($input: DriftInput) { drift(input: $input) { ${REPORT} } }`, { input });
const drift = async (input: object) => {
  const { body } = await ask(input);
  expect(body.errors).toBeUndefined();
  return body.data.drift;
};

describe('drift', () => {
  it('raises no alert without drift', async () => {
    const found = await drift({ tag: 'steady' });
    expect(found.alerts).toEqual([]);
    expect(found).toMatchObject({ router: 'mirt', version: 'v1', notes: [] });
    expect([found.recent.examined, found.reference.examined]).toEqual([400, 800]);
    expect(Date.parse(found.recent.to) - Date.parse(found.recent.from)).toBe(24 * HOUR_MS);
    expect(found.reference.to).toBe(found.recent.from);
    expect(found.text).toMatch(/^No drift in \d checks/);
    for (const { pValue, correctedPValue, verdict } of found.checks) {
      expect(['STEADY', 'TOO_FEW']).toContain(verdict);
      if (pValue !== null) expect(correctedPValue).toBeGreaterThanOrEqual(pValue);
    }
  });

  it('names the furthest queries, which can be looked up', async () => {
    const found = await drift({ tag: 'far' });
    expect(found.alerts.map(({ kind }: { kind: string }) => kind)).toEqual(['DISTANCE']);
    const [alert] = found.alerts;
    expect(alert).toMatchObject({ recent: 400, reference: 800, threshold: 0.2, verdict: 'ALERT', interval: null });
    expect(alert.examples).toHaveLength(5);
    expect(found.text).toContain(alert.text);
    const { id, value, createdAt, query } = alert.examples[0];
    const logged = await server.graphql(`{ decision(id: "${id}") { nearestSimilarity createdAt query } }`);
    expect(logged.body.data.decision).toEqual({ nearestSimilarity: value, createdAt, query });
  });

  it('names the LLM whose answers are worth less than predicted, and the worst misses', async () => {
    const { alerts } = await drift({ tag: 'worse', examples: 2 });
    const mine = alerts.find(({ llm }: { llm: string }) => llm === 'llm-0');
    expect(alerts.every(({ kind }: { kind: string }) => kind === 'PREDICTION')).toBe(true);
    expect(mine.effect).toBeLessThan(-0.25);
    expect(mine.interval.low).toBeLessThan(mine.effect);
    expect(mine.examples.map((e: { llm: string; value: number }) => [e.llm, e.value < -0.7])).toEqual([
      ['llm-0', true],
      ['llm-0', true],
    ]);
  });

  it('names the LLM whose share moved, and what else changed', async () => {
    const shifted = (await drift({ tag: 'shifted' })).alerts;
    expect(shifted).toMatchObject([
      { kind: 'LLM_SHARES', causes: [], text: expect.stringMatching(/share of llm-3 goes from/) },
    ]);
    expect(shifted[0].examples.every(({ llm }: { llm: string }) => llm === 'llm-3')).toBe(true);
    const narrowed = (await drift({ tag: 'narrowed' })).alerts;
    expect(narrowed[0].causes).toEqual([
      'The pool of the decisions changed: default from 100.0 % to 0.0 %, pair from 0.0 % to 100.0 %.',
    ]);
    expect(await drift({ tag: 'narrowed', pool: 'pair' })).toMatchObject({ alerts: [], reference: { examined: 0 } });
  });

  it('says that there are too few, and never alerts on them', async () => {
    const found = await drift({ tag: 'new' });
    expect(found.alerts).toEqual([]);
    expect(found.checks.every(({ verdict }: { verdict: string }) => verdict === 'TOO_FEW')).toBe(true);
    expect(found.text).toMatch(/^Too few to say: 20 recent decisions/);
  });

  it('takes windows, thresholds and the training queries as reference', async () => {
    const hour = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();
    const windows = { from: hour(90), to: hour(30), referenceFrom: hour(160), referenceTo: hour(90) };
    const past = await drift({ tag: 'far', ...windows });
    expect(past.alerts).toEqual([]);
    expect(past.recent.examined + past.reference.examined).toBe(800);
    expect((await drift({ tag: 'far', thresholds: { distance: 1 } })).checks[0].verdict).toBe('SMALL');
    expect((await drift({ tag: 'far', thresholds: { decisions: 401 } })).alerts).toEqual([]);
    const training = await drift({ tag: 'steady', distanceReference: 'TRAINING' });
    expect(training.checks[0].text).toContain('training queries among themselves');
    expect((await ask(null)).body.data.drift.recent.examined).toBe(2020);
  });

  it.each([
    [{ limit: 0 }, 'PAGE_INVALID'],
    [{ examples: 51 }, 'PAGE_INVALID'],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'BAD_USER_INPUT'],
    [{ referenceTo: '2999-01-01T00:00:00Z' }, 'BAD_USER_INPUT'],
    [{ thresholds: { level: 1 } }, 'BAD_USER_INPUT'],
    [{ thresholds: { bias: -0.1 } }, 'BAD_USER_INPUT'],
  ])('refuses %j', async (input, code) => {
    expect((await ask(input)).body.errors[0].extensions.code).toBe(code);
  });

  it('counts as the decisions that it may look at', async () => {
    const both = '{ a: drift(input: { limit: 100000 }) { text } b: drift(input: { limit: 100000 }) { text } }';
    expect((await server.graphql(both)).body.errors[0].extensions.code).toBe('OPERATION_TOO_LARGE');
  });
});

describe('driftStatus', () => {
  const STATUS = `{ driftStatus { everyMinutes running runs failed nextAt error latest { ${REPORT} } } }`;
  const status = async () => (await server.graphql(STATUS)).body.data.driftStatus;

  it('keeps the latest report of the monitor', async () => {
    expect(await status()).toMatchObject({ everyMinutes: 60, runs: 0, nextAt: null, latest: null });
    server.drift.monitor.start();
    expect(Date.parse((await status()).nextAt) - Date.now()).toBeGreaterThan(59 * 60_000);
    server.drift.look();
    await expect.poll(async () => (await status()).runs).toBe(1);
    const { latest, failed, error } = await status();
    expect([failed, error]).toEqual([0, null]);
    expect(latest.recent.examined).toBe(2020);
    expect(latest.alerts.length).toBeGreaterThan(0);
  });

  it('is null where it is off', async () => {
    const off = await startTestServer({ driftMonitor: null });
    expect((await off.graphql('{ driftStatus { runs } }')).body.data.driftStatus).toBeNull();
    await off.close();
  });
});
