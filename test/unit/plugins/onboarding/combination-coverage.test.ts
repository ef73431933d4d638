import { describe, expect, it } from 'vitest';
import { boundedLogit } from '../../../../src/domain/calibration/calibration.js';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { LoadedRouter, QueryBatch } from '../../../../src/plugins/contract.js';
import { combinationSpace } from '../../../../src/plugins/onboarding/combination-space.js';
import { spreadFactor } from '../../../../src/plugins/onboarding/spread-factor.js';
import { choleskyUpper } from '../../../../src/tensor/linear-algebra/cholesky.js';
import type { Item } from './linear-space.js';
import { bareDeps, itemLogOdds } from './linear-space.js';
import type { Newcomer } from './population.js';
import { covered, posteriorsOf, standardErrors } from './population.js';

const KNOWN = ['a', 'b', 'c'].map(llmId);
const QUERIES = 150;
const NEWCOMERS = 500;
const rng = seededRng(31);

/** P̂ of the known LLMs, and the same as an item: [ℓ − mean ℓ, 1, −mean ℓ] for θ = [w, c]. */
function itemOf(p: readonly number[]): Item {
  const l = p.map(boundedLogit);
  const mean = l.reduce((sum, x) => sum + x / l.length, 0);
  return [...l.map((x) => x - mean), 1, -mean];
}
const items = Array.from({ length: QUERIES }, () => {
  const level = 1.5 * rng.normal();
  return itemOf(KNOWN.map((_, k) => 1 / (1 + Math.exp(-level - 0.5 * (k - 1) - 0.7 * rng.normal()))));
});

const router: LoadedRouter = {
  llms: KNOWN,
  supports: (llm) => KNOWN.includes(llm),
  predict: async ({ vectors }) => matrix(vectors.rows, KNOWN.length),
  async [Symbol.asyncDispose]() {},
};
/** The prior is the one of the product; log-odds are read off the items. */
const read = async ({ vectors }: QueryBatch) => itemLogOdds(vectors);
const space = { ...combinationSpace(router, bareDeps()), logOdds: read, evidenceLogOdds: read };

/**
 * By hand: unit vectors of three LLMs have variance 1/3 and covariance −1/6 of which .7 are left, the level has .05; widened for three, and what
 * is not known of the mean.
 */
function drawn(): Newcomer[] {
  const stated = spreadFactor(3) * (1 + 100 / 301);
  const covariance = Float64Array.from({ length: 16 }, (_, i) => {
    const [row, col] = [Math.floor(i / 4), i % 4];
    if (row === 3 || col === 3) return row === col ? 0.05 * stated : 0;
    return stated * (row === col ? 1 / 3 : -0.7 / 6);
  });
  const root = choleskyUpper(covariance, 4);
  return Array.from({ length: NEWCOMERS }, () => {
    const z = Array.from({ length: 4 }, () => rng.normal());
    const theta = [1 / 3, 1 / 3, 1 / 3, 0].map((mean, k) =>
      z.reduce((sum, x, i) => sum + (i <= k ? x * (root[i * 4 + k] as number) : 0), mean),
    );
    return { theta };
  });
}

describe('90 % intervals of newcomers that are combinations as the prior states', () => {
  it.each([0, 20, 50, 100])(
    'hold weights, level and, once there are answers, mean P̂ in 85 to 95 of 100 cases: %i answers',
    async (answers) => {
      const newcomers = drawn();
      const { ability, performance } = standardErrors(
        items,
        newcomers,
        await posteriorsOf(space, items, newcomers, answers, rng),
      );
      for (const errors of [ability, performance]) {
        expect(covered(errors)).toBeGreaterThan(0.85);
        // As in coverage.test.ts: before any answer the prior is wide enough for P̂ to bend.
        if (errors === performance && answers === 0) continue;
        expect(covered(errors)).toBeLessThan(0.95);
        expect(covered(errors, 0.5)).toBeLessThan(0.85);
        expect(covered(errors, 2)).toBeGreaterThan(0.95);
      }
    },
  );
});
