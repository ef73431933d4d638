import { describe, expect, it } from 'vitest';
import { noEvidence } from '../../../../src/domain/evidence.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { AbilityPosterior } from '../../../../src/plugins/contract.js';
import { learnAbilities } from '../../../../src/plugins/onboarding/learn-abilities.js';
import type { Normal } from '../../../../src/plugins/onboarding/normal.js';
import { quadraticForm } from '../../../../src/plugins/onboarding/normal.js';
import type { Comparison, Score } from './linear-space.js';
import { bareDeps, evidenceOf, linearSpace, newcomer } from './linear-space.js';
import { randomItems } from './population.js';

const rng = seededRng(11);
const space = linearSpace([
  [0.4, -0.1],
  [-0.3, 0.5],
  [0, 1],
  [1, 0.2],
]);
const items = randomItems(rng, 40, 2);
const scores: Score[] = Array.from({ length: 90 }, () => ({
  query: rng.integer(40),
  llm: newcomer(rng.integer(3)),
  y: Math.fround(rng.uniform()),
  weight: 0.25 + rng.integer(4),
}));
const comparisons: Comparison[] = Array.from({ length: 12 }, (_, i) => ({
  query: rng.integer(40),
  winner: newcomer(i % 3),
  loser: newcomer((i + 1 + rng.integer(2)) % 3),
}));
const learned = (some: readonly Score[], compared: readonly Comparison[] = []) =>
  learnAbilities(space, bareDeps({ evidence: evidenceOf(items, some, compared) }));
const NEWCOMERS = [0, 1, 2].map(newcomer);

function expectClose(found: Normal, expected: Normal): void {
  expected.mean.forEach((x, k) => expect(Math.abs((found.mean[k] as number) - x)).toBeLessThan(1e-9));
  expected.covariance.forEach((x, k) => expect(Math.abs((found.covariance[k] as number) - x)).toBeLessThan(1e-9));
}

describe('what evidence teaches', () => {
  it('is the same whether an answer weighs 2 or stands twice', async () => {
    const once = await learned(
      scores.map((one) => ({ ...one, weight: 2 })),
      comparisons.map((one) => ({ ...one, weight: 2 })),
    );
    const single = (one: Score): Score => ({ ...one, weight: 1 });
    const twice = await learned([...scores, ...scores].map(single), [...comparisons, ...comparisons]);
    for (const llm of NEWCOMERS) expectClose(twice.posterior(llm)!, once.posterior(llm)!);
  });

  it('does not depend on the order of answers and comparisons', async () => {
    const inOrder = await learned(scores, comparisons);
    const shuffled = await learned(seededRng(3).shuffle([...scores]), seededRng(4).shuffle([...comparisons]));
    for (const llm of NEWCOMERS) expectClose(shuffled.posterior(llm)!, inOrder.posterior(llm)!);
  });

  it('is the same to the last bit for one LLM alone and among others', async () => {
    const together = await learned(scores);
    for (const llm of NEWCOMERS) {
      const alone = await learned(scores.filter((one) => one.llm === llm));
      expect(alone.posterior(llm)).toEqual(together.posterior(llm));
    }
  });

  it('is nothing without evidence: a trained LLM is as trained, a newcomer as the prior has it', async () => {
    for (const evidence of [undefined, noEvidence(3)]) {
      const none = await learnAbilities(space, bareDeps({ evidence }));
      expect(space.llms.map((llm) => none.posterior(llm))).toEqual(space.llms.map(() => null));
      expect([...space.llms, ...NEWCOMERS].some((llm) => none.hasEvidence(llm))).toBe(false);
      expect(none.posterior(newcomer(0))).toMatchObject({ responses: 0 });
    }
    const others = await learned(scores.filter((one) => one.llm !== newcomer(0)));
    const none = await learnAbilities(space, bareDeps());
    expect(others.posterior(newcomer(0))).toEqual(none.posterior(newcomer(0)));
  });

  it('is never less sure than the prior, in any direction', async () => {
    const before = (await learnAbilities(space, bareDeps())).posterior(newcomer(0)) as AbilityPosterior;
    const after = await learned(scores, comparisons);
    for (const llm of NEWCOMERS) {
      for (let i = 0; i < 100; i++) {
        const direction = [rng.normal(), rng.normal()];
        const share =
          quadraticForm(after.posterior(llm)!.covariance, direction) / quadraticForm(before.covariance, direction);
        expect(share > 0 && share < 1).toBe(true);
      }
    }
  });

  it('is what training said, to the power of what still counts of it, where an LLM has changed', async () => {
    // One dimension by hand: precision 25 of training, 5 of 50 answers still count, prior variance 1: 25·0.1 + 0.9.
    const llm = '0known';
    const one = linearSpace([[0.2]], {
      trained: async () => ({ mean: Float64Array.of(0.2), covariance: Float64Array.of(1 / 25) }),
      llms: [llm as never],
    });
    const answered = Array.from({ length: 50 }, (_, q) => q);
    const base = bareDeps();
    const responses = {
      ...base.reference.responses,
      queries: answered.map((q) => ({ id: `query-${q}`, text: null, task: null })),
      llms: one.llms,
      rowStart: Uint32Array.from([0, ...answered], (q, i) => (i === 0 ? 0 : q + 1)),
      llmIndex: new Uint16Array(50),
      performance: new Float32Array(50),
    };
    const evidence = {
      ...evidenceOf([[1, 0]], [{ query: 0, llm, y: 0.5, weight: 1e-12 }]),
      changed: new Map([[one.llms[0]!, 5]]),
    };
    const found = await learnAbilities(one, { ...base, reference: { ...base.reference, responses }, evidence });
    expect(found.posterior(one.llms[0]!)!.covariance[0]).toBeCloseTo(1 / (25 * 0.1 + 0.9), 9);
    expect(found.posterior(one.llms[0]!)!.mean[0]).toBeCloseTo(0.2, 9);
  });
});
