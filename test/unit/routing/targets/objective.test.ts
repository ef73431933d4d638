import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { tradeOff } from '../../../../src/domain/targets/trade-off.js';
import { objectiveOf } from '../../../../src/routing/targets/check-target.js';
import { solveTarget } from '../../../../src/routing/targets/solve-target.js';
import { decideByTarget } from '../../../../src/routing/targets/target-rule.js';
import { targetSentence } from '../../../../src/routing/targets/target-sentence.js';
import type { MeanTarget } from '../../../../src/routing/targets/types.js';
import { catalogue, llm } from '../../../fixtures/catalogue.js';

const f = Float32Array;
const thrown = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error as { code: string; message: string; hint: string };
  }
  throw new Error('expected an error');
};

describe('what a request is decided for', () => {
  it('is α, one target, or the default', () => {
    expect(objectiveOf(undefined, undefined)).toEqual({ alpha: undefined, target: null });
    expect(objectiveOf(0.3, undefined)).toEqual({ alpha: 0.3, target: null });
    expect(objectiveOf(undefined, { alpha: 0.3 })).toEqual({ alpha: 0.3, target: null });
    expect(objectiveOf(undefined, { shareOfBest: 0.95, balance: undefined })).toEqual({
      alpha: undefined,
      target: { kind: 'SHARE_OF_BEST', value: 0.95 },
    });
  });

  it.each([
    [0.5, { balance: 0.5 }, /Expected one objective, got 2: α, objective\.balance/],
    [undefined, { alpha: 0.5, costPerQuery: 1 }, /got 2: objective\.alpha, objective\.costPerQuery/],
    [undefined, {}, /The objective is empty/],
    [undefined, { shareOfBest: 0 }, /objective\.shareOfBest must be a number above 0.*got 0/],
    [undefined, { costPerThousand: -1 }, /must be 0 or more USD per thousand queries, got -1/],
    [undefined, { balance: 1.1 }, /from 0 \(always the cheapest LLM\) to 1/],
    [undefined, { minPerformance: Number.NaN }, /must be a number from 0 to 1, got NaN/],
    [undefined, { costPerQuery: Number.POSITIVE_INFINITY }, /got Infinity/],
  ])('α %s beside %j is refused, saying what was expected', (alpha, objective, message) => {
    const error = thrown(() => objectiveOf(alpha, objective));
    expect(error).toMatchObject({
      code: 'TARGET_INVALID',
      hint: expect.stringContaining('Give one of alpha') as string,
    });
    expect(error.message).toMatch(message);
  });
});

describe('a target that holds on average', () => {
  const llms = ['cheap', 'dear'].map(llmId);
  // Ten queries; the dear LLM, at ten times the price, is better by .1, .2, … 1.
  const predicted = matrix(
    10,
    2,
    f.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0 : ((i + 1) / 2) * 0.1)),
  );
  const spend = matrix(
    10,
    2,
    f.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0.001 : 0.01)),
  );
  const curve = tradeOff(predicted, spend, predicted);
  const found = { curve, single: { performance: Float64Array.of(0, 0.55), spend: Float64Array.of(0.001, 0.01) } };
  const solve = (target: MeanTarget) => solveTarget(target, llms, found);
  const takesDear = (target: MeanTarget) => {
    const { objective, costScale } = solve(target);
    return [...Array(10).keys()].filter((q) => {
      const score = (j: number) =>
        objective.alpha * (predicted.data[2 * q + j] as number) -
        (objective.beta * (spend.data[2 * q + j] as number)) / costScale;
      return score(1) > score(0);
    }).length;
  };

  it('becomes weights under which the queries that gain most take the dear LLM', () => {
    // .55 · .8 = .44 needs the eight best, .3 + … + 1 = 5.2 of 10; the seven best give 4.9, still enough; six give 4.5; five 4.0.
    expect(takesDear({ kind: 'SHARE_OF_BEST', value: 0.8 })).toBe(6);
    expect(takesDear({ kind: 'SHARE_OF_BEST', value: 1 })).toBe(10);
    // Five dear ones: 5 · .01 + 5 · .001 = .055 for ten, 5.5 per thousand.
    expect(takesDear({ kind: 'COST_PER_THOUSAND', value: 5.5 })).toBe(5);
    expect(takesDear({ kind: 'COST_PER_THOUSAND', value: 5.49 })).toBe(4);
    expect(takesDear({ kind: 'BALANCE', value: 0 })).toBe(0);
    expect(takesDear({ kind: 'BALANCE', value: 1 })).toBe(10);
  });

  it('says what it gave on the held-out queries, with the best single LLM beside it', () => {
    const solved = solve({ kind: 'SHARE_OF_BEST', value: 0.8 });
    expect(solved.heldOut).toMatchObject({
      queries: 10,
      bestLlm: 'dear',
      bestLlmPerformance: 0.55,
      bestLlmCostPerThousand: 10,
    });
    expect(solved.heldOut?.performance.mean).toBeCloseTo(0.45, 6);
    expect(solved.heldOut?.costPerThousand.mean).toBeCloseTo(6.4, 4);
    expect(solved.heldOut?.performance.low).toBeLessThan(0.45);
    const text = targetSentence(solved, (id) => id.toUpperCase());
    expect(text).toContain('at least 80 % of the best single LLM');
    expect(text).toMatch(/on 10 held-out queries it gives a mean performance of 0\.45 \[0\.\d+, 0\.\d+\] for \$6\.4/);
    expect(text).toContain('always asking DEAR');
  });

  it('that cannot be met says what can', () => {
    expect(thrown(() => solve({ kind: 'SHARE_OF_BEST', value: 1.5 }))).toMatchObject({
      code: 'TARGET_UNREACHABLE',
      message: expect.stringContaining('the most is 0.55') as string,
      hint: expect.stringContaining('at most 1') as string,
    });
    expect(thrown(() => solve({ kind: 'COST_PER_THOUSAND', value: 0.5 }))).toMatchObject({
      code: 'TARGET_UNREACHABLE',
      message: expect.stringContaining('costs 1 USD per thousand') as string,
    });
  });
});

describe('a target that holds for each query', () => {
  const llms = ['a', 'b', 'c'].map(llmId);
  const data = catalogue([llm('a', { name: 'A' }), llm('b', { name: 'B' }), llm('c', { name: 'C' })], {});
  const choice = { llms, predicted: f.of(0.5, 0.7, 0.9), spend: f.of(0.001, 0.002, 0.01) };
  const order = (scores: Float32Array) =>
    [0, 1, 2].sort((x, y) => (scores[y] as number) - (scores[x] as number)).map((j) => llms[j]);
  const sum = (terms: readonly { value: number }[]) => terms.reduce((total, t) => total + t.value, 0);

  it('takes the cheapest LLM that reaches a floor, and its terms sum to the score', () => {
    const found = decideByTarget({ kind: 'MIN_PERFORMANCE', value: 0.6 }, choice, data);
    expect(found.met).toBe(true);
    expect(order(found.scores)).toEqual(['b', 'c', 'a']);
    expect(sum(found.terms)).toBeCloseTo(found.scores[1] as number, 6);
    expect(found.reason).toContain('the cheapest of 2 of 3 LLMs that are expected to perform at 0.6 or better');
  });

  it('takes the nearest where none reaches it, and says so', () => {
    const found = decideByTarget({ kind: 'MIN_PERFORMANCE', value: 0.95 }, choice, data);
    expect(found.met).toBe(false);
    expect(order(found.scores)).toEqual(['c', 'b', 'a']);
    expect(found.reason).toContain('no LLM is expected to perform at 0.95; C comes nearest');
    expect(sum(found.terms)).toBeCloseTo(found.scores[2] as number, 6);
  });

  it('takes the better of two at one price', () => {
    const equal = { ...choice, spend: f.of(0.001, 0.001, 0.001) };
    expect(order(decideByTarget({ kind: 'MIN_PERFORMANCE', value: 0.4 }, equal, data).scores)).toEqual(['c', 'b', 'a']);
  });

  it('takes the best LLM under a ceiling', () => {
    const found = decideByTarget({ kind: 'COST_PER_QUERY', value: 0.005 }, choice, data);
    expect(found.met).toBe(true);
    expect(order(found.scores)).toEqual(['b', 'a', 'c']);
    expect(found.reason).toContain('of 2 of 3 LLMs whose answer is expected to cost $0.005 or less ($0.002)');
    expect(sum(found.terms)).toBeCloseTo(found.scores[1] as number, 6);
  });

  it('counts free LLMs as within any ceiling', () => {
    const free = { ...choice, spend: f.of(0, 0, 0.01) };
    expect(order(decideByTarget({ kind: 'COST_PER_QUERY', value: 0 }, free, data).scores)[0]).toBe('b');
    expect(decideByTarget({ kind: 'MIN_PERFORMANCE', value: 0 }, { ...choice, spend: f.of(0, 0, 0) }, data).met).toBe(
      true,
    );
  });
});
