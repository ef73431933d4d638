import { describe, expect, it } from 'vitest';
import { llmId, routerId } from '../../../../src/domain/ids.js';
import type { Findings } from '../../../../src/jobs/refit/rule.js';
import { checkRule, reasonOf } from '../../../../src/jobs/refit/rule.js';
import type { RefitRule } from '../../../../src/jobs/refit/settings.js';
import { DEFAULT_REFIT_RULE } from '../../../../src/jobs/refit/settings.js';
import type { RefitData, RouterComparison } from '../../../../src/jobs/refit/types.js';

const DATA: RefitData = {
  queries: 2000,
  trained: 1800,
  heldOut: 200,
  newResponses: 900,
  noChoice: 10,
  seenByCandidate: 5,
  seenByServing: 35,
  compared: 150,
  favoursServing: false,
};
const FIGURES = { reward: 50, performance: 0.6, cost: 0.001 };
const router = (name: string, value: number, low: number, high: number, counts = true): RouterComparison => ({
  router: routerId(name),
  counts,
  queries: 150,
  changed: 0.2,
  serving: FIGURES,
  candidate: FIGURES,
  reward: { value, low, high },
  performance: { value: 0, low: 0, high: 0 },
  cost: null,
  verdict: 'not distinguishable',
});
const findings = (change: Partial<Findings> = {}): Findings => ({
  data: DATA,
  routers: [router('hirt', 0.5, -0.8, 1.9), router('knn', -9, -12, -6, false)],
  missing: [],
  lostLlms: [],
  defaultRouter: { serving: routerId('hirt'), candidate: routerId('hirt') },
  ...change,
});
const judge = (found: Findings, rule: Partial<RefitRule>) => {
  const checks = checkRule(found, { ...DEFAULT_REFIT_RULE, promote: 'not-worse', ...rule });
  const promoted = checks.every(({ met }) => met);
  return {
    promoted,
    unmet: checks.filter(({ met }) => !met).map(({ name }) => name),
    reason: reasonOf(checks, promoted),
  };
};

describe('the rule of a refit', () => {
  it('lets a candidate serve whose interval stays above the margin, and says so with figures', () => {
    expect(judge(findings(), { margin: 1 })).toEqual({
      promoted: true,
      unmet: [],
      reason:
        'Promoted. hirt: reward +0.50 (95 % interval −0.80 to +1.90) on 150 queries; the lower end must be −1.00 or above.',
    });
  });

  it.each([
    [0.8, true],
    [0.79, false],
    [0, false],
  ])('takes the margin %d at its word', (margin, promoted) => {
    expect(judge(findings(), { margin }).promoted).toBe(promoted);
  });

  it.each([
    [-0.1, false],
    [0, false],
    [0.01, true],
  ])('wants the lower end %d above 0 for "better", whatever the margin', (low, promoted) => {
    const found = findings({ routers: [router('hirt', 1, low, 2)] });
    expect(judge(found, { promote: 'better', margin: 50 }).promoted).toBe(promoted);
  });

  it('lets nothing serve under "never", however good', () => {
    const found = findings({ routers: [router('hirt', 9, 8, 10)] });
    expect(judge(found, { promote: 'never' })).toMatchObject({
      unmet: ['RULE'],
      reason: 'Not promoted. The rule lets no candidate serve by itself.',
    });
  });

  it('looks at all routers where all count', () => {
    const routers = findings().routers.map((one) => ({ ...one, counts: true }));
    const { unmet, reason } = judge(findings({ routers }), { routers: 'all' });
    expect(unmet).toEqual(['REWARD']);
    expect(reason).toMatch(/knn: reward −9\.00/);
  });

  it('needs enough queries that neither version has seen', () => {
    expect(judge(findings(), { minQueries: 151 }).unmet).toEqual(['QUERIES']);
    expect(judge(findings(), { minQueries: 150 }).unmet).toEqual([]);
    const biased = findings({ data: { ...DATA, compared: 185, seenByServing: 180, favoursServing: true } });
    const { unmet, reason } = judge(biased, { minQueries: 100 });
    expect(unmet).toEqual(['QUERIES']);
    expect(reason).toMatch(/5 held-out queries that neither version has seen; at least 100 are wanted/);
    expect(reason).toMatch(/has seen 180 of the 185 queries that it was compared on, which favours it/);
  });

  it('refuses a default router that is gone or another one, and none to compare', () => {
    const gone = { missing: [{ router: routerId('hirt'), reason: 'Too few responses.' }] };
    expect(judge(findings(gone), {})).toMatchObject({
      unmet: ['ROUTERS'],
      reason: expect.stringContaining('lacks hirt (Too few responses.)'),
    });
    const other = { missing: [{ router: routerId('knn'), reason: null }] };
    expect(judge(findings(other), {}).unmet).toEqual([]);
    expect(judge(findings(other), { routers: 'all' }).unmet).toEqual(['ROUTERS']);
    const moved = { defaultRouter: { serving: routerId('hirt'), candidate: routerId('knn') } };
    expect(judge(findings(moved), {}).reason).toMatch(/would get knn instead of hirt/);
    expect(judge(findings({ routers: [] }), {}).unmet).toEqual(['ROUTERS']);
  });

  it('refuses a candidate that loses an LLM, unless that is allowed', () => {
    const lost = findings({ lostLlms: [llmId('gpt-x')] });
    expect(judge(lost, {})).toMatchObject({ unmet: ['LLMS'], reason: expect.stringContaining('gpt-x') });
    expect(judge(lost, { allowLostLlms: true }).promoted).toBe(true);
  });

  it('takes an interval that could not be made for no proof', () => {
    const reward = { value: 5, low: null, high: null };
    const found = findings({ routers: [{ ...router('hirt', 5, 0, 0), reward }] });
    expect(judge(found, {}).unmet).toEqual(['REWARD']);
    expect(judge(found, { promote: 'better' }).unmet).toEqual(['REWARD']);
  });
});
