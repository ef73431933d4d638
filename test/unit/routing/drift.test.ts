import { beforeAll, describe, expect, it } from 'vitest';
import { poolId, routerId, versionId } from '../../../src/domain/ids.js';
import { seededRng } from '../../../src/domain/random.js';
import { createDriftService } from '../../../src/routing/drift/drift.js';
import type { DriftKind, DriftReport, DriftRequest } from '../../../src/routing/drift/types.js';
import { ownSimilarities } from '../../../src/routing/explain/support.js';
import type { RouterSet } from '../../../src/routing/router-set.js';
import { MemoryDecisions, MemoryFeedback } from '../../fixtures/api/memory-store.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import type { TrafficOptions } from '../../fixtures/logged-traffic.js';
import { HOUR_MS, loggedTraffic } from '../../fixtures/logged-traffic.js';

const NOW = 1_800_000_000_000;
const DAY = 24 * HOUR_MS;
type Change = Partial<TrafficOptions>;

let set: RouterSet;
beforeAll(async () => {
  set = await testRouterSet();
});

function service(traffic: readonly Change[], seed = 1) {
  const decisions = new MemoryDecisions();
  const feedback = new MemoryFeedback();
  const rng = seededRng(seed);
  for (const change of traffic) {
    const made = loggedTraffic({ n: 300, from: NOW - DAY, to: NOW, ...change }, rng);
    decisions.written.push(...made.records);
    feedback.stored.push(...made.feedback);
  }
  const drift = createDriftService({
    decisions,
    feedback,
    log: decisions,
    serving: () => set,
    clock: { now: () => NOW },
  });
  return { drift, decisions, feedback };
}
const BEFORE: Change = { n: 600, from: NOW - 8 * DAY, to: NOW - DAY };

/** The report over a steady week and a day that is as `recent` says. */
const report = (recent: Change = {}, request: DriftRequest = {}, before: Change = BEFORE) =>
  service([before, recent]).drift.drift(request);
const of = ({ checks }: DriftReport, kind: DriftKind, llm: string | null = null) =>
  checks.find((check) => check.kind === kind && check.llm === llm);

describe('drift', () => {
  it('says nothing about traffic as before', async () => {
    const found = await report();
    expect(found.alerts).toEqual([]);
    expect(found.recent).toEqual({ from: NOW - DAY, to: NOW, matching: 300, examined: 300 });
    expect(found.reference).toEqual({ from: NOW - 8 * DAY, to: NOW - DAY, matching: 600, examined: 600 });
    expect(found.text).toMatch(/^No drift in \d checks: 300 recent decisions against 600 of the reference\./);
    expect(found.checks.filter(({ llm }) => llm === null).map(({ verdict }) => verdict)).toEqual(
      new Array(4).fill('STEADY'),
    );
    expect(found).toMatchObject({ router: 'mirt', version: 'v1', notes: [] });
  });

  it('rarely cries wolf: over 60 steady weeks hardly a report alerts at 0.01', async () => {
    let alerting = 0;
    for (let seed = 0; seed < 60; seed++) {
      if ((await service([BEFORE, {}], seed).drift.drift({})).alerts.length > 0) alerting++;
    }
    // Binomial with 60 and 0.01: more than 3 come once in 300 such tests.
    expect(alerting).toBeLessThanOrEqual(3);
  });

  it('names the furthest queries where queries moved away', async () => {
    const { drift, decisions } = service([BEFORE, { further: -0.2 }]);
    const found = await drift.drift({ examples: 3 });
    const [alert] = found.alerts;
    expect(alert).toMatchObject({ kind: 'DISTANCE', recent: 300, reference: 600, threshold: 0.2 });
    expect(alert?.text).toMatch(
      /^Recent queries are further from .* 0\.\d+ instead of 0\.\d+.* This is an alert \(D 0\.\d+/,
    );
    const furthest = decisions.written.slice(600).map((r) => r.nearestSimilarity as number);
    expect(alert?.examples.map(({ value }) => value)).toEqual(furthest.sort((a, b) => a - b).slice(0, 3));
    expect(alert?.figures[0]).toMatchObject({ reference: expect.closeTo(0.6, 1), recent: expect.closeTo(0.4, 1) });
    const nearer = await report({ further: 0.2 });
    expect(nearer.alerts[0]?.text).toContain('nearer to');
    expect(nearer.alerts[0]?.examples[0]?.value).toBeGreaterThan(0.9);
  });

  it('names the worst misses and the LLM whose answers became worse', async () => {
    const found = await report({ n: 1500, worse: -0.3, worseLlm: 'llm-1' });
    expect(found.alerts.map(({ kind, llm }) => [kind, llm])).toEqual([
      ['PREDICTION', 'llm-1'],
      ['PREDICTION', null],
    ]);
    const [alert] = found.alerts;
    expect(alert?.effect).toBeCloseTo(-0.3, 1);
    expect(alert?.interval?.high).toBeLessThan(-0.2);
    expect(alert?.text).toMatch(
      /^Answers of llm-1 score below what was predicted: .*it was [−+]0\.0\d\d over \d+ scored/,
    );
    expect(alert?.examples).toHaveLength(5);
    expect(alert?.examples.every(({ llm, value }) => llm === 'llm-1' && (value as number) < -0.8)).toBe(true);
    expect(of(found, 'PREDICTION', 'llm-0')?.verdict).toBe('STEADY');
  });

  it('says which share moved, and what else changed with it', async () => {
    const shares = [0.1, 0.2, 0.2, 0.5];
    const plain = (await report({ shares })).alerts;
    expect(plain.map(({ kind, causes }) => [kind, causes])).toEqual([['LLM_SHARES', []]]);
    expect(plain[0]?.text).toMatch(/the share of llm-3 goes from \d+\.\d % to \d+\.\d %/);
    expect(plain[0]?.examples.every(({ llm }) => llm === 'llm-3')).toBe(true);
    const [alert] = (await report({ shares, more: { alpha: 0.3, pool: poolId('pair') } })).alerts;
    expect(alert?.causes).toEqual([
      'The pool of the decisions changed: default from 100.0 % to 0.0 %, pair from 0.0 % to 100.0 %.',
      'The objective of the decisions changed: α = 0.3 from 0.0 % to 100.0 %, α = 0.8 from 100.0 % to 0.0 %.',
    ]);
  });

  it('counts the choice of the router, not what exploration drew', async () => {
    const { drift, decisions } = service([BEFORE, {}]);
    decisions.written.splice(
      600,
      300,
      ...decisions.written.slice(600).map((r) => ({ ...r, llm: r.ranking.llms[3] as typeof r.llm, propensity: 0.1 })),
    );
    expect(of(await drift.drift({}), 'LLM_SHARES')?.verdict).toBe('STEADY');
  });

  it('sees other labels', async () => {
    const found = await report({ more: { tags: ['billing', 'api'] } });
    expect(found.alerts[0]).toMatchObject({ kind: 'TAG_SHARES', causes: [] });
    expect(found.alerts[0]?.figures[0]).toEqual({ name: 'api, billing', reference: 0, recent: 1 });
  });

  it('needs a size, not only a small p', async () => {
    const found = await report({ n: 4000, further: -0.03, scored: 0 }, {}, { ...BEFORE, n: 4000, scored: 0 });
    expect(of(found, 'DISTANCE')).toMatchObject({ verdict: 'SMALL', examples: [] });
    expect(found.alerts).toEqual([]);
    const strict = await report(
      { n: 4000, further: -0.03, scored: 0 },
      { thresholds: { distance: 0.1 } },
      { ...BEFORE, n: 4000, scored: 0 },
    );
    expect(strict.alerts[0]?.kind).toBe('DISTANCE');
  });

  it('never alerts on too few', async () => {
    const found = await report({ n: 49, further: -0.5, worse: -0.9, shares: [0, 0, 0, 1] });
    expect(found.alerts).toEqual([]);
    expect(found.checks.every(({ verdict, pValue }) => verdict === 'TOO_FEW' && pValue === null)).toBe(true);
    expect(found.text).toMatch(/^Too few to say: 49 recent decisions .*50 of each are needed/);
    const nothing = await service([]).drift.drift({});
    expect(nothing).toMatchObject({ router: null, version: null, alerts: [], recent: { examined: 0 } });
    const noWarmUp = await report({ more: { nearestSimilarity: null } });
    expect(of(noWarmUp, 'DISTANCE')?.text).toContain('They were decided with λ = 0');
  });

  it('does not mix versions and routers', async () => {
    const { drift } = service([
      BEFORE,
      { n: 200 },
      { n: 100, further: -0.5, worse: -0.9, more: { version: versionId('v0') } },
      { n: 50, further: -0.5, more: { router: routerId('knn') } },
    ]);
    const found = await drift.drift({});
    expect(found).toMatchObject({ router: 'mirt', version: 'v1', alerts: [] });
    expect(of(found, 'DISTANCE')).toMatchObject({ recent: 200, verdict: 'STEADY' });
    expect(found.notes[0]).toContain('150 recent decisions and 0 of the reference are by others and left out there');
    const other = await report({ further: -0.5, more: { version: versionId('v2') } });
    expect(of(other, 'DISTANCE')).toMatchObject({ verdict: 'TOO_FEW', recent: 300, reference: 0 });
    expect(other.notes).toContain(
      'The version of the decisions changed: v1 from 100.0 % to 0.0 %, v2 from 0.0 % to 100.0 %.',
    );
  });

  it('compares distances with the training queries of the version that serves', async () => {
    const own = await ownSimilarities(set);
    const request: DriftRequest = { distanceReference: 'TRAINING' };
    const found = of(await report({ further: -0.6 }, request), 'DISTANCE');
    expect(found).toMatchObject({ verdict: 'ALERT', reference: own.length });
    expect(found?.text).toContain('than training queries among themselves');
    const gone = of(await report({ more: { version: versionId('v0') } }, request), 'DISTANCE');
    expect(gone?.text).toContain('0 training queries (their version does not serve)');
  });

  it('says what it did not read, and that repeats are no evidence', async () => {
    const found = await report({ more: { queryHash: 'same' } }, { limit: 250 });
    expect(found.recent).toMatchObject({ matching: 300, examined: 250 });
    expect(found.notes[0]).toBe('Of 300 recent decisions the newest 250 were looked at.');
    expect(found.notes.at(-1)).toMatch(/^Only 0\.4 % of the recent decisions have a text of their own/);
    const silent = await report({ more: { query: null, queryHash: null } });
    expect(silent.notes.filter((note) => note.includes('text of their own'))).toEqual([]);
  });

  it('does not depend on the order in which decisions are read', async () => {
    const { drift, decisions } = service([BEFORE, { further: -0.2, worse: -0.2 }]);
    const once = await drift.drift({});
    decisions.written.reverse();
    const again = await drift.drift({});
    for (const [i, check] of once.checks.entries()) {
      expect(again.checks[i]).toMatchObject({ kind: check.kind, llm: check.llm, verdict: check.verdict });
      expect(again.checks[i]?.statistic).toBeCloseTo(check.statistic as number, 9);
    }
  });

  it.each([
    [{ recent: { from: NOW, to: NOW - 1 } }, 'BAD_USER_INPUT', /recent window ends .* before it begins/],
    [{ reference: { to: NOW } }, 'BAD_USER_INPUT', /reference window ends .* after the recent one begins/],
    [{ thresholds: { level: 0 } }, 'BAD_USER_INPUT', /level: expected a number between 0 and 1, got 0/],
    [{ thresholds: { distance: 2 } }, 'BAD_USER_INPUT', /distance: expected/],
    [{ thresholds: { shares: NaN } }, 'BAD_USER_INPUT', /shares: expected/],
    [{ thresholds: { decisions: 0.5 } }, 'BAD_USER_INPUT', /decisions: expected a whole number/],
    [{ limit: 0 }, 'PAGE_INVALID', /limit must be from 1 to 100000, got 0/],
  ] as const)('refuses %j', async (request, code, message) => {
    await expect(report({}, request)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('stops when nobody waits', async () => {
    await expect(service([BEFORE, {}]).drift.drift({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});
