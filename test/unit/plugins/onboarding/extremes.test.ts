import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import type { AbilityPosterior } from '../../../../src/plugins/contract.js';
import { learnAbilities } from '../../../../src/plugins/onboarding/learn-abilities.js';
import { choleskyUpper } from '../../../../src/tensor/linear-algebra/cholesky.js';
import type { Score } from './linear-space.js';
import { bareDeps, evidenceOf, linearSpace, newcomer } from './linear-space.js';
import { predicted, randomItems } from './population.js';

const DIMS = 3;
const rng = seededRng(2);
const space = linearSpace([
  [0.4, -0.1, 0],
  [-0.3, 0.5, 1],
  [0, 1, -1],
  [1, 0.2, 0.1],
]);
const items = randomItems(rng, 500, DIMS);
const llm = newcomer(0);
const answers = (count: number, y: (i: number) => number, weight = 1): Score[] =>
  Array.from({ length: count }, (_, i) => ({ query: i % items.length, llm, y: y(i), weight }));
const learn = async (scores: readonly Score[]): Promise<AbilityPosterior> =>
  (await learnAbilities(space, bareDeps({ evidence: evidenceOf(items, scores) }))).posterior(llm) as AbilityPosterior;
const prior = async () => (await learnAbilities(space, bareDeps())).posterior(llm) as AbilityPosterior;
const level = ({ mean }: AbilityPosterior) =>
  items.reduce((sum, item) => sum + predicted(item, mean) / items.length, 0);

describe('answers at the extremes', () => {
  it.each<readonly [string, readonly Score[]]>([
    ['one wrong answer', answers(1, () => 0)],
    ['one right answer', answers(1, () => 1)],
    ['500 wrong answers', answers(500, () => 0)],
    ['500 right answers', answers(500, () => 1)],
    ['10,000 right answers', answers(10_000, () => 1)],
    ['10,000 answers at random', answers(10_000, () => rng.integer(2))],
    ['right and wrong on the same query', [0, 1].flatMap((y) => answers(20, () => y))],
    ['half a point on everything', answers(500, () => 0.5)],
    ['a weight of 1e-30', answers(30, () => 1, 1e-30)],
    ['a weight of a million', answers(30, (i) => i % 2, 1e6)],
    ['a million right answers on one query', answers(1, () => 1, 1e6)],
  ])('%s: finite, bounded, symmetric, positive definite', async (_, scores) => {
    const { mean, covariance, responses } = await learn(scores);
    expect(responses).toBe(scores.length);
    for (const x of [...mean, ...covariance]) expect(Number.isFinite(x)).toBe(true);
    // No data set of these sizes puts an LLM further off than this under the prior.
    for (const x of mean) expect(Math.abs(x)).toBeLessThan(50);
    for (let i = 0; i < DIMS; i++) {
      for (let k = 0; k < i; k++) expect(covariance[i * DIMS + k]).toBe(covariance[k * DIMS + i]);
    }
    const factor = choleskyUpper(Float64Array.from(covariance), DIMS);
    for (let k = 0; k < DIMS; k++) expect(factor[k * (DIMS + 1)]).toBeGreaterThan(0);
  });

  it('order LLMs as they should: all wrong, contradicting, all right', async () => {
    const [wrong, both, right] = [
      await learn(answers(200, () => 0)),
      await learn([0, 1].flatMap((y) => answers(200, () => y))),
      await learn(answers(200, () => 1)),
    ];
    expect(level(wrong)).toBeLessThan(0.05);
    expect(level(right)).toBeGreaterThan(0.95);
    expect(Math.abs(level(both) - 0.5)).toBeLessThan(0.1);
  });

  it('answers that contradict each other are half a point twice', async () => {
    const both = await learn([0, 1].flatMap((y) => answers(50, () => y)));
    const half = await learn(answers(50, () => 0.5, 2));
    both.mean.forEach((x, k) => expect(x).toBeCloseTo(half.mean[k] as number, 9));
    both.covariance.forEach((x, k) => expect(x).toBeCloseTo(half.covariance[k] as number, 9));
  });

  it.each([0, 1e-30])('answers of weight %s leave the prior', async (weight) => {
    const [before, after] = [await prior(), await learn(answers(20, () => 1, weight))];
    before.mean.forEach((x, k) => expect(after.mean[k]).toBeCloseTo(x, 9));
    before.covariance.forEach((x, k) => expect(after.covariance[k]).toBeCloseTo(x, 9));
  });
});

describe('evidence that cannot be', () => {
  it.each<readonly [string, Partial<Score>, RegExp]>([
    ['performance that is no number', { y: NaN }, /performance.*from 0 to 1.*NaN/],
    ['performance above 1', { y: 1.5 }, /performance.*from 0 to 1.*1\.5/],
    ['performance below 0', { y: -0.25 }, /performance.*from 0 to 1.*-0\.25/],
    ['a negative weight', { weight: -1 }, /weight.*0 or more.*-1/],
    ['an infinite weight', { weight: Infinity }, /weight.*0 or more.*Infinity/],
    ['a query that is not there', { query: 500 }, /query.*500 queries.*500/],
  ])('is refused: %s', async (_, bad, message) => {
    const scores = [...answers(3, () => 1), { query: 0, llm, y: 1, ...bad }];
    await expect(learn(scores)).rejects.toMatchObject({
      code: 'ARTIFACT_CORRUPT',
      message: expect.stringMatching(message),
    });
  });

  it('is refused: an LLM that was preferred to itself', async () => {
    const evidence = evidenceOf(items, [], [{ query: 0, winner: llm, loser: llm }]);
    await expect(learnAbilities(space, bareDeps({ evidence }))).rejects.toMatchObject({ code: 'ARTIFACT_CORRUPT' });
  });
});
