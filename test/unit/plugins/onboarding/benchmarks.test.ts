import { describe, expect, it } from 'vitest';
import type { LlmFacts, ReferenceSet, RouterDeps } from '../../../../src/plugins/contract.js';
import { benchmarkRows } from '../../../../src/plugins/onboarding/benchmarks.js';
import { learnAbilities } from '../../../../src/plugins/onboarding/learn-abilities.js';
// Made by test/fixtures/generators/onboarding-golden.py with numpy and scipy.
import golden from '../../../fixtures/golden/onboarding.json' with { type: 'json' };
import { bareDeps, evidenceOf, itemVectors, linearSpace, newcomer } from './linear-space.js';
import type { Item } from './linear-space.js';
import { predicted } from './population.js';

const { items } = golden.benchmarks;
const space = linearSpace([
  [0.5, 0],
  [-0.5, 0.4],
  [0, -0.4],
]);
const llm = newcomer(0);

function referenceOf(of: readonly Item[], task: (q: number) => string | null): ReferenceSet {
  const { responses } = bareDeps().reference;
  const queries = of.map((_, q) => ({ id: `query-${q}`, text: null, task: task(q) }));
  return { vectors: itemVectors(of), responses: { ...responses, queries, rowStart: new Uint32Array(of.length + 1) } };
}

const tasks = (q: number) => (q % 2 === 0 ? 'GSM-8K' : 'mmlu');
const depsOf = (benchmarks: readonly (readonly [string, number])[], given: Partial<RouterDeps> = {}): RouterDeps => {
  const facts: LlmFacts = { family: null, sizeBillions: NaN, outputPerMillion: NaN, benchmarks: new Map(benchmarks) };
  return bareDeps({
    reference: referenceOf(items, tasks),
    facts: (of) => (of === llm ? facts : null),
    catalogue: [llm],
    ...given,
  });
};
const posterior = async (benchmarks: readonly (readonly [string, number])[], given: Partial<RouterDeps> = {}) =>
  (await learnAbilities(space, depsOf(benchmarks, given))).posterior(llm)!;
const meanOn = (theta: ArrayLike<number>, task: string) => {
  const of = items.filter((_, q) => tasks(q) === task);
  return of.reduce((sum, item) => sum + predicted(item, theta) / of.length, 0);
};

describe('published scores in the prior of a newcomer', () => {
  it('draw the mean P̂ on the task towards the score, and narrow the prior', async () => {
    const [before, high, low] = [
      await posterior([]),
      await posterior([['gsm8k', 0.95]]),
      await posterior([['gsm8k', 0.05]]),
    ];
    const level = ({ mean }: typeof before) => meanOn(mean, 'GSM-8K');
    expect(level(low) < level(before) && level(before) < level(high)).toBe(true);
    expect(high.covariance[0]!).toBeLessThan(before.covariance[0]!);
    expect(high.responses).toBe(0);
  });

  it('are matched by letters and digits of the name, and say nothing where no task has it', async () => {
    const named = await posterior([['gsm 8k', 0.9]]);
    expect(await posterior([['GSM8K', 0.9]])).toEqual(named);
    expect(await posterior([['humaneval', 0.9]])).toEqual(await posterior([]));
    expect(await posterior([['—', 0.9]])).toEqual(await posterior([]));
  });

  it('do not depend on their order', async () => {
    const both = [
      ['mmlu', 0.3],
      ['gsm8k', 0.8],
    ] as const;
    expect(await posterior(both)).toEqual(await posterior([...both].reverse()));
  });

  it('give way to answers', async () => {
    const wrong = Array.from({ length: 200 }, (_, i) => ({ query: i % items.length, llm, y: 0 }));
    const after = await posterior([['gsm8k', 0.95]], { evidence: evidenceOf(items, wrong) });
    expect(meanOn(after.mean, 'GSM-8K')).toBeLessThan(0.2);
    expect(after.responses).toBe(200);
  });

  it.each([0, 1])('of %i leave everything finite', async (score) => {
    const { mean, covariance } = await posterior([
      ['gsm8k', score],
      ['mmlu', score],
    ]);
    for (const x of [...mean, ...covariance]) expect(Number.isFinite(x)).toBe(true);
    expect(covariance[0]! > 0 && covariance[3]! > 0).toBe(true);
  });

  it('are compared on at most 200 queries, evenly over the set', () => {
    const many = referenceOf(
      Array.from({ length: 1000 }, () => [1, 0]),
      (q) => (q < 900 ? 'mmlu' : null),
    );
    const rows = benchmarkRows(many, 'MMLU');
    expect(rows).toHaveLength(200);
    expect(new Set(rows).size).toBe(200);
    expect([rows[0], rows[199]]).toEqual([0, 895]);
    expect(benchmarkRows(many, '')).toEqual([]);
  });
});
