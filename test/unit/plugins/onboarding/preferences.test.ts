import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { learnAbilities } from '../../../../src/plugins/onboarding/learn-abilities.js';
import type { Normal } from '../../../../src/plugins/onboarding/normal.js';
// Made by test/fixtures/generators/onboarding-golden.py with numpy and scipy.
import golden from '../../../fixtures/golden/onboarding.json' with { type: 'json' };
import { expectNormal, normalOf } from './golden.js';
import { bareDeps, evidenceOf, linearSpace } from './linear-space.js';

const { items, scores, compared, priors, posteriors } = golden.preferences;
const NAMES = ['a', 'b', 'c'] as const;

/** The three LLMs as trained ones, what training left open being the prior of the fixture. */
const space = linearSpace(
  [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  {
    llms: NAMES.map(llmId),
    trained: async (row): Promise<Normal> => normalOf(priors[NAMES[row] as 'a']),
  },
);
const scored = scores.map(
  ([query, llm, y, weight]) => ({ query, llm, y, weight }) as { query: number; llm: string; y: number; weight: number },
);
const comparisons = compared.map(
  ([query, winner, loser, weight]) =>
    ({ query, winner, loser, weight }) as { query: number; winner: string; loser: string; weight: number },
);

describe('θ by answers and comparisons of three LLMs', () => {
  it.each(NAMES)('is that of scipy: %s', async (name) => {
    const learned = await learnAbilities(space, bareDeps({ evidence: evidenceOf(items, scored, comparisons) }));
    const found = learned.posterior(llmId(name))!;
    expectNormal(found, posteriors[name]);
    const count = (of: readonly object[]) => of.filter((one) => Object.values(one).includes(name)).length;
    expect(found.responses).toBe(count(scored) + count(comparisons));
  });

  it('is moved by comparisons of the LLM alone', async () => {
    const some = comparisons.filter(({ winner, loser }) => winner !== 'b' && loser !== 'b');
    const without = await learnAbilities(space, bareDeps({ evidence: evidenceOf(items, scored) }));
    const withThem = await learnAbilities(space, bareDeps({ evidence: evidenceOf(items, scored, some) }));
    expect(withThem.posterior(llmId('b'))).toEqual(without.posterior(llmId('b')));
    expect(withThem.posterior(llmId('a'))).not.toEqual(without.posterior(llmId('a')));
  });

  it('is moved less by a comparison with an LLM that is little known', async () => {
    const moved = async (deviation: number) => {
      const others = linearSpace(
        [
          [0, 0],
          [0, 0],
        ],
        {
          llms: ['known', 'other'].map(llmId),
          trained: async (row): Promise<Normal> => ({
            mean: new Float64Array(2),
            covariance: Float64Array.from([1, 0, 0, 1], (v) => v * (row === 0 ? 1 : deviation ** 2)),
          }),
        },
      );
      const evidence = evidenceOf(items, [], [{ query: 0, winner: 'known', loser: 'other' }]);
      return (await learnAbilities(others, bareDeps({ evidence }))).posterior(llmId('known'))!;
    };
    const [sure, vague] = [await moved(0.01), await moved(3)];
    expect(Math.hypot(...vague.mean)).toBeLessThan(Math.hypot(...sure.mean));
    expect(vague.covariance[0]!).toBeGreaterThan(sure.covariance[0]!);
  });
});
