import { beforeAll, describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import type { AbilityPosterior } from '../../../../src/plugins/contract.js';
import { pearson } from '../../../contract/onboarding-harness.js';
import { linearSpace } from './linear-space.js';
import type { Newcomer } from './population.js';
import { posteriorsOf, predicted, randomItems } from './population.js';

const DIMS = 3;
const COUNTS = [0, 10, 30, 100, 500] as const;
const rng = seededRng(8);
const llm = () => Array.from({ length: DIMS }, () => 0.8 * rng.normal());
const space = linearSpace(Array.from({ length: 12 }, llm));
const items = randomItems(rng, 600, DIMS);
const newcomers: readonly Newcomer[] = Array.from({ length: 150 }, () => ({ theta: llm() }));
const level = (theta: ArrayLike<number>) => items.reduce((sum, item) => sum + predicted(item, theta) / items.length, 0);

/** By number of answers: root mean squared errors of θ and of P̂ on single items, mean error of the level, correlation of levels. */
interface Fit {
  readonly ability: number;
  readonly items: number;
  readonly level: number;
  readonly correlation: number;
  readonly deviation: number;
}

const rms = (errors: readonly number[]) => Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);

function fitOf(posteriors: readonly AbilityPosterior[]): Fit {
  const pairs = newcomers.map(({ theta }, i) => [theta, (posteriors[i] as AbilityPosterior).mean] as const);
  const levels = pairs.map((pair) => pair.map(level) as [number, number]);
  return {
    ability: rms(pairs.flatMap(([theta, mean]) => theta.map((t, k) => t - (mean[k] as number)))),
    items: rms(
      pairs.flatMap(([theta, mean]) =>
        items.slice(0, 100).map((item) => predicted(item, theta) - predicted(item, mean)),
      ),
    ),
    level: levels.reduce((sum, [a, b]) => sum + Math.abs(a - b) / levels.length, 0),
    correlation: pearson(
      levels.map(([a]) => a),
      levels.map(([, b]) => b),
    ),
    deviation: rms(
      posteriors.flatMap(({ covariance }) =>
        Array.from({ length: DIMS }, (_, k) => Math.sqrt(covariance[k * (DIMS + 1)] as number)),
      ),
    ),
  };
}

describe('newcomers of known ability are found again', () => {
  const fits = new Map<number, Fit>();
  const fit = (answers: number) => fits.get(answers) as Fit;
  beforeAll(async () => {
    for (const answers of COUNTS)
      fits.set(answers, fitOf(await posteriorsOf(space, items, newcomers, answers, seededRng(answers))));
  });

  it.each([
    [0, 10],
    [10, 30],
    [30, 100],
    [100, 500],
  ])('%i answers err more than %i', (few, many) => {
    for (const measure of ['ability', 'items', 'level', 'deviation'] as const) {
      expect(fit(many)[measure]).toBeLessThan(fit(few)[measure]);
    }
  });

  it('500 answers place an LLM to within 2 points of its mean performance', () => {
    expect(fit(500).level).toBeLessThan(0.02);
    expect(fit(500).items).toBeLessThan(0.06);
    expect(fit(500).correlation).toBeGreaterThan(0.99);
  });

  it('30 answers order LLMs by and large', () => {
    expect(fit(30).correlation).toBeGreaterThan(0.9);
    expect(fit(30).level).toBeLessThan(0.06);
  });

  it('the stated deviation is the size of the error, for this population within a quarter, once there are answers', () => {
    for (const answers of [30, 100, 500]) {
      expect(fit(answers).ability / fit(answers).deviation).toBeGreaterThan(0.75);
      expect(fit(answers).ability / fit(answers).deviation).toBeLessThan(1.1);
    }
  });
});
