import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MatrixBuilder } from '../../../../src/data/matrix-builder.js';
import { llmId, routerId } from '../../../../src/domain/ids.js';
import { objective } from '../../../../src/domain/objective.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { Estimate } from '../../../../src/evaluation/report.js';
import { outcomeOf } from '../../../../src/evaluation/outcome.js';
import { testSet } from '../../../../src/evaluation/test-set.js';
import { compareOutcomes } from '../../../../src/jobs/refit/compare-outcomes.js';
import { REFIT_RESAMPLES } from '../../../../src/jobs/refit/settings.js';

interface Golden {
  readonly alpha: number;
  readonly performance: readonly (readonly (number | null)[])[];
  readonly usd: readonly (readonly (number | null)[])[];
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly queries: number;
  readonly changed: number;
  readonly serving: { readonly reward: number; readonly performance: number; readonly cost: number };
  readonly candidate: Golden['serving'];
  readonly reward: Estimate;
  readonly performanceDifference: Estimate;
  readonly cost: Estimate;
}
const golden = JSON.parse(
  readFileSync(new URL('../../../fixtures/golden/refit.json', import.meta.url), 'utf8'),
) as Golden;

const LLMS = ['a', 'b', 'c'];
function world(withCosts = true) {
  const builder = new MatrixBuilder();
  golden.performance.forEach((row, q) =>
    row.forEach((performance, j) => {
      if (performance === null) return;
      const cost = withCosts ? (golden.usd[q]?.[j] ?? null) : null;
      const llm = llmId(LLMS[j] as string);
      builder.add({ text: `query ${q}`, task: null, llm, performance, cost, inputTokens: null, outputTokens: null });
    }),
  );
  return testSet(builder.build(), null);
}
const compare = (test = world(), after = golden.after, seed = 1) =>
  compareOutcomes(
    test,
    [{ router: routerId('r'), before: outcomeOf(test, golden.before), after: outcomeOf(test, after) }],
    objective(golden.alpha),
    REFIT_RESAMPLES,
    seededRng(seed),
  );

/** Ends move by chance: 2,000 replicates leave them within a tenth of the width of those of 40,000 with room to spare. */
function expectInterval(found: Estimate | null, wanted: Estimate) {
  const width = (wanted.high as number) - (wanted.low as number);
  expect(found?.value).toBeCloseTo(wanted.value, 5);
  expect(Math.abs((found?.low as number) - (wanted.low as number))).toBeLessThan(width / 10);
  expect(Math.abs((found?.high as number) - (wanted.high as number))).toBeLessThan(width / 10);
}

describe('the comparison of two versions', () => {
  it('has the figures and intervals of an independent computation', async () => {
    const [found] = await compare();
    expect(found).toMatchObject({ router: 'r', queries: golden.queries, verdict: 'better' });
    expect(found?.changed).toBeCloseTo(golden.changed, 12);
    for (const side of ['serving', 'candidate'] as const) {
      expect(found?.[side].reward).toBeCloseTo(golden[side].reward, 4);
      expect(found?.[side].performance).toBeCloseTo(golden[side].performance, 6);
      expect(found?.[side].cost).toBeCloseTo(golden[side].cost, 9);
    }
    expectInterval(found?.reward ?? null, golden.reward);
    expectInterval(found?.performance ?? null, golden.performanceDifference);
    expectInterval(found?.cost ?? null, golden.cost);
  });

  it('gives the same for the same seed, and other replicates for another', async () => {
    expect(await compare()).toEqual(await compare());
    const [one, other] = [await compare(), await compare(world(), golden.after, 2)];
    expect(one[0]?.reward.value).toBe(other[0]?.reward.value);
    expect(one[0]?.reward.low).not.toBe(other[0]?.reward.low);
  });

  it('finds no difference between equal choices, and no cost where none is known', async () => {
    const [same] = await compare(world(false), golden.before);
    expect(same).toMatchObject({ changed: 0, reward: { value: 0, low: 0, high: 0 }, cost: null });
    expect(same?.serving.cost).toBeNull();
    expect(same?.verdict).toBe('not distinguishable');
  });

  it('leaves out a router that never answers the same query in both versions', async () => {
    expect(
      await compare(
        world(),
        golden.before.map(() => -1),
      ),
    ).toEqual([]);
  });
});
