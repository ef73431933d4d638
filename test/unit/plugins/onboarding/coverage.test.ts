import { describe, expect, it } from 'vitest';
import type { Rng } from '../../../../src/domain/random.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { Item } from './linear-space.js';
import { linearSpace } from './linear-space.js';
import type { Newcomer, StandardErrors } from './population.js';
import { spreadFactor } from '../../../../src/plugins/onboarding/spread-factor.js';
import { covered, posteriorsOf, randomItems, standardErrors } from './population.js';

const MEAN = [0.3, -0.2, 0];
const NEWCOMERS = 500;
const ITEMS = 150;
/** Four known LLMs whose empirical covariance is diagonal, with variances v, v and v / 4 exactly. */
const SIGNS = [
  [1, 1, 1],
  [1, -1, -1],
  [-1, 1, -1],
  [-1, -1, 1],
];
const spreadOf = (v: number) => [v, v, v / 4];
const fourKnown = (v: number) =>
  linearSpace(
    SIGNS.map((signs) => MEAN.map((m, k) => m + (signs[k] as number) * Math.sqrt((spreadOf(v)[k] as number) * 0.75))),
  );
/** Of a stranger among four: the widened covariance, and what is not known of the mean (llm-prior.test.ts has it by hand). */
const STATED = spreadFactor(4) * (1 + 100 / 401);

const drawn = (rng: Rng, v: number, factor: number): Newcomer[] =>
  Array.from({ length: NEWCOMERS }, () => ({
    theta: MEAN.map((m, k) => m + Math.sqrt(factor * (spreadOf(v)[k] as number)) * rng.normal()),
  }));

async function errorsAfter(answers: number, v: number, factor: number, misfit = 0): Promise<StandardErrors> {
  const rng = seededRng(20 + answers);
  const items = randomItems(rng, ITEMS, 3);
  const newcomers = drawn(rng, v, factor).map((one) => (misfit > 0 ? misfitting(one, rng, misfit) : one));
  return standardErrors(items, newcomers, await posteriorsOf(fourKnown(v), items, newcomers, answers, rng));
}

/** Has log-odds of its own on every item, with this deviation around a·θ − b. */
function misfitting({ theta }: Newcomer, rng: Rng, deviation: number): Newcomer {
  const own = Array.from({ length: ITEMS }, () => deviation * rng.normal());
  const p = (item: Item, q: number) => {
    const x = item.slice(0, -1).reduce((sum, a, k) => sum + a * (theta[k] as number), -(item.at(-1) as number));
    return 1 / (1 + Math.exp(-x - (own[q] as number)));
  };
  return { theta, p };
}

const inBand = (share: number) => {
  expect(share).toBeGreaterThan(0.85);
  expect(share).toBeLessThan(0.95);
};

describe('90 % intervals of newcomers from the population that the prior states', () => {
  it.each([0, 20, 50, 100])('hold θ and mean P̂ in 85 to 95 of 100 cases after %i answers', async (answers) => {
    const { ability, performance } = await errorsAfter(answers, 0.09, STATED);
    inBand(covered(ability));
    inBand(covered(performance));
    // The measure tells: half of the covariance would be below the band, twice of it above.
    for (const errors of [ability, performance]) {
      expect(covered(errors, 0.5)).toBeLessThan(0.85);
      expect(covered(errors, 2)).toBeGreaterThan(0.95);
    }
  });

  it('are too wide for mean P̂ where the prior spans most of the scale and nothing is answered, and in the band after 20 answers', async () => {
    // To first order P̂ goes on in a straight line where σ bends: ±1.6 deviations of log-odds 2 wide reach past 0 and 1.
    const before = await errorsAfter(0, 1, STATED);
    inBand(covered(before.ability));
    expect(covered(before.performance)).toBeGreaterThan(0.95);
    const after = await errorsAfter(20, 1, STATED);
    inBand(covered(after.ability));
    inBand(covered(after.performance));
  });
});

describe('90 % intervals of newcomers that are drawn like the known LLMs', () => {
  /** Known LLMs are drawn anew for every five newcomers: their covariance is an estimate, with all its chance. */
  async function exchangeable(known: number, answers: number): Promise<StandardErrors> {
    const rng = seededRng(7 * known + answers);
    const all: { ability: number[]; performance: number[] } = { ability: [], performance: [] };
    const llm = () => MEAN.map((m, k) => m + Math.sqrt(spreadOf(0.09)[k] as number) * rng.normal());
    for (let world = 0; world < 120; world++) {
      const items = randomItems(rng, ITEMS, 3);
      const newcomers = Array.from({ length: 5 }, () => ({ theta: llm() }));
      const space = linearSpace(Array.from({ length: known }, llm), { leastVariance: [1e-4, 1e-4, 1e-4] });
      const found = standardErrors(items, newcomers, await posteriorsOf(space, items, newcomers, answers, rng));
      all.ability.push(...found.ability);
      all.performance.push(...found.performance);
    }
    return all;
  }

  it.each([
    [5, 0],
    [5, 20],
    [5, 100],
    [9, 0],
    [9, 20],
    [20, 0],
    [20, 50],
  ])(
    'hold 85 to 95 of 100 where %i are known, after %i answers: what is widened makes up for the little that few tell',
    async (known, answers) => {
      const { ability, performance } = await exchangeable(known, answers);
      inBand(covered(ability));
      inBand(covered(performance));
    },
  );
});

describe('90 % intervals where the model is wrong, not promised to be in the band', () => {
  it('hold too few newcomers with twice the variance that the prior states; answers mend mean P̂', async () => {
    const before = await errorsAfter(0, 0.09, 2 * STATED);
    const after = await errorsAfter(100, 0.09, 2 * STATED);
    expect(covered(before.performance)).toBeLessThan(0.85);
    expect(covered(after.performance)).toBeGreaterThan(0.85);
    expect(covered(after.ability)).toBeGreaterThan(covered(before.ability));
  });

  it('are none the worse for queries that surprise on their own, by a standard deviation of 1 in log-odds: surprises average out', async () => {
    inBand(covered((await errorsAfter(100, 0.09, STATED, 1)).performance));
  });
});
