import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import { objective } from '../../../src/domain/objective.js';
import { seededRng } from '../../../src/domain/random.js';
import { entropy } from '../../../src/evaluation/metrics/choice-statistic.js';
import { countSolvable, onFewSolvers, solvers } from '../../../src/evaluation/metrics/few-solvers.js';
import { areaUnderHull } from '../../../src/evaluation/metrics/hull.js';
import { trueRanks } from '../../../src/evaluation/metrics/ranks.js';
import { neverChosen, perTask, shares } from '../../../src/evaluation/metrics/shares.js';
import { outcomeOf } from '../../../src/evaluation/outcome.js';
import type { Outcome } from '../../../src/evaluation/outcome.js';
import { referenceOutcome } from '../../../src/evaluation/references.js';
import { worths } from '../../../src/evaluation/reward.js';
import type { TestSet } from '../../../src/evaluation/test-set.js';
import { testSet } from '../../../src/evaluation/test-set.js';
import { joinWorlds, world } from './world.js';

const mean = (values: ArrayLike<number>) => {
  const seen = Array.from(values).filter((v) => !Number.isNaN(v));
  return seen.reduce((sum, v) => sum + v, 0) / seen.length;
};
const rewardOf = (test: TestSet, alpha: number, outcome: Outcome) => mean(worths(test, objective(alpha), outcome));

describe('test set', () => {
  it('takes the dearest policy as the scale of cost', () => {
    const test = testSet(world([1, 0.1, 0.1]), null);
    expect(test.dearestTotal).toBeCloseTo(4, 6);
    expect(test.cheapestTotal).toBeCloseTo(0.4, 6);
    expect(test.costSource).toBe('observed');
  });

  it('uses prices where the data have no cost: characters / 4 + 300 tokens', () => {
    const prices = new Map(
      ['dear', 'cheap', 'odd'].map((id, j) => [llmId(id), { inputPerMillion: j + 1, outputPerMillion: j + 1 }]),
    );
    const priced = testSet(world(null), prices);
    expect(priced.costSource).toBe('prices');
    expect(priced.spend[2]).toBeCloseTo((3 * (1000 + 300)) / 1e6, 9);
    expect(() => testSet(world(null), new Map([...prices].slice(1)))).toThrow('No price is given for dear.');
    expect(testSet(world(null), null).costSource).toBe('none');
  });
});

describe('references', () => {
  const test = testSet(world([1, 0.1, 0.1]), null);

  it('give best single, dataset oracle, oracle and random choice as worked by hand', () => {
    const dear = referenceOutcome(test, 'bestSingle', objective(1));
    expect([...dear.choice]).toEqual([0, 0, 0, 0]);
    expect(rewardOf(test, 1, dear)).toBeCloseTo(100, 5);
    const cheap = referenceOutcome(test, 'bestSingle', objective(0.2));
    expect([...cheap.choice]).toEqual([1, 1, 1, 1]);
    expect(rewardOf(test, 0.2, cheap)).toBeCloseTo(100 * (0.2 * 0.5 - (0.8 * 0.4) / 4), 4);
    const tasks = referenceOutcome(test, 'datasetOracle', objective(0.2));
    expect(shares(test, tasks)).toEqual({ cheap: 0.5, odd: 0.5 });
    expect(perTask(test, tasks)).toEqual({ a: 1, b: 1 });
    const oracle = referenceOutcome(test, 'oracle', objective(0.2));
    expect(rewardOf(test, 0.2, oracle)).toBeCloseTo(100 * (0.2 - (0.8 * 0.4) / 4), 4);
    const random = referenceOutcome(test, 'random', objective(1));
    expect(mean(random.performance)).toBeCloseTo(8 / 12, 6);
    expect(mean(random.spend) * 4).toBeCloseTo(4 * 0.4, 6);
    expect(shares(test, random)).toEqual({});
  });

  it('never use an LLM where it was not observed', () => {
    const sparse = testSet(world([1, 0.1, 0.1], 1), null);
    expect([...referenceOutcome(sparse, 'bestSingle', objective(0.2)).choice]).toEqual([2, 2, 2, 2]);
    expect(mean(referenceOutcome(sparse, 'oracle', objective(1)).performance)).toBe(1);
    expect(() => outcomeOf(sparse, [1, 1, 1, 1])).toThrow(
      'query 0 was given to LLM cheap, which was not observed on it',
    );
  });

  it('measure a single LLM over the queries it has', () => {
    const nearly = Array.from({ length: 5 }, () => world([1, 0.1, 0.1])).concat(world([1, 0.1, 0.1], 7));
    const joined = testSet(joinWorlds(nearly), null);
    const best = referenceOutcome(joined, 'bestSingle', objective(0.5));
    expect(Object.keys(shares(joined, best))).toEqual(['cheap']);
    expect(best.asked.reduce((sum, n) => sum + n, 0)).toBe(23);
    expect(mean(best.performance)).toBeCloseTo(12 / 23, 6);
  });
});

describe('true ranks', () => {
  it('put the cheaper of equals first, and count equals in the tied form', () => {
    const test = testSet(world([1, 0.1, 0.1]), null);
    const cost = Float32Array.from({ length: 12 }, (_, i) => [1, 0.1, 0.1][i % 3] as number);
    // Query 0: dear 1, cheap 1, odd 0. True scores at .5: 0, .45, −.05.
    const own = trueRanks(test, cost, Int32Array.from([0, 1, 2, 0]), objective(0.5));
    expect([...own.strict]).toEqual([2, 1, 1, 2]);
    expect([...own.tied]).toEqual([2, 1, 1, 2]);
    // Without cost dear and the one that can are equal; the earlier one stands first.
    const free = new Float32Array(12);
    const tied = trueRanks(test, free, Int32Array.from([1, 0, 1, -1]), objective(0.5));
    expect([...tied.strict]).toEqual([2, 1, 3, 0]);
    expect([...tied.tied]).toEqual([1, 1, 3, 0]);
  });
});

describe('AIQ', () => {
  it('is the area under hulls drawn by hand', () => {
    // One policy of cost 1 and performance .8 over the range 0 … 2: a triangle, then flat.
    expect(areaUnderHull({ cost: [1], performance: [0.8] }, 0, 2)).toBeCloseTo((0.4 + 0.8) / 2, 12);
    // The dearer and worse point, and the one below the line, change nothing.
    const some = { cost: [2, 1, 0.5], performance: [0.6, 0.8, 0.3] };
    expect(areaUnderHull(some, 0, 2)).toBeCloseTo(0.6, 12);
    // From 1 on: between (1, .8) and (2, 1) the hull is a line.
    expect(areaUnderHull({ cost: [1, 2], performance: [0.8, 1] }, 1, 2)).toBeCloseTo(0.9, 12);
    // A free LLM lifts the start.
    expect(areaUnderHull({ cost: [0, 2], performance: [0.5, 1] }, 0, 2)).toBeCloseTo(0.75, 12);
  });

  it('equals a fine numerical integral of the upper hull', () => {
    const rng = seededRng(8);
    const cost = Array.from({ length: 9 }, () => rng.uniform());
    const performance = Array.from({ length: 9 }, () => rng.uniform());
    const steps = 4000;
    let sum = 0;
    for (let s = 0; s < steps; s++) {
      const x = 0.1 + (0.9 * (s + 0.5)) / steps;
      // The best mixture of any two points, or of one and nothing, at exactly or under this cost.
      const points = [[0, 0], ...cost.map((c, i) => [c, performance[i] as number])] as [number, number][];
      let best = 0;
      for (const [a, p] of points) {
        if (a <= x) best = Math.max(best, p);
        for (const [b, q] of points) if (a < x && b > x) best = Math.max(best, p + ((q - p) * (x - a)) / (b - a));
      }
      sum += best / steps;
    }
    expect(areaUnderHull({ cost, performance }, 0.1, 1)).toBeCloseTo(sum, 4);
  });

  it('has no value without a range or points', () => {
    expect(areaUnderHull({ cost: [1], performance: [1] }, 1, 1)).toBeNaN();
    expect(areaUnderHull({ cost: [], performance: [] }, 0, 1)).toBeNaN();
  });
});

describe('routing collapse', () => {
  it('is 0 when one LLM answers everything and 1 when all answer equally often', () => {
    expect(entropy(Float64Array.of(5, 0, 0))).toBe(0);
    expect(entropy(Float64Array.of(2, 2, 2))).toBeCloseTo(1, 12);
    expect(entropy(Float64Array.of(3, 1))).toBeCloseTo((0.75 * Math.log(4 / 3) + 0.25 * Math.log(4)) / Math.log(2), 12);
    expect(entropy(Float64Array.of(7))).toBe(0);
    expect(entropy(Float64Array.of(0, 0))).toBeNaN();
  });

  it('names the LLMs that were observed and never chosen', () => {
    const test = testSet(world(null), null);
    expect(neverChosen(test, outcomeOf(test, [0, 0, 2, 2]))).toEqual(['cheap']);
  });
});

describe('queries that few LLMs solve', () => {
  it('counts solvers where another one fails', () => {
    const test = testSet(world(null, 9), null);
    // Queries 0 to 2 have two solvers and one who fails; of query 3 dear was not observed, so one is left.
    const counts = solvers(test);
    expect([...counts]).toEqual([2, 2, 2, 1]);
    expect([countSolvable(counts, 1), countSolvable(counts, 2)]).toEqual([1, 3]);
    expect(onFewSolvers(counts, outcomeOf(test, [0, 0, 1, 1]), 1)).toEqual({ queries: 1, performance: 0 });
    expect(onFewSolvers(counts, outcomeOf(test, [0, 0, 1, -1]), 1)).toEqual({ queries: 0, performance: null });
    expect(onFewSolvers(counts, outcomeOf(test, [0, 0, 1, 1]), 2).performance).toBeCloseTo(2 / 3, 12);
  });
});
