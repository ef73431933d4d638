import { NORMAL_QUANTILE } from '../../../../src/domain/calibration/intervals.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { sigmoid } from '../../../../src/domain/logistic.js';
import type { Rng } from '../../../../src/domain/random.js';
import { meanDeviation } from '../../../../src/calibration/knowledge/posterior-draws.js';
import type { AbilityPosterior } from '../../../../src/plugins/contract.js';
import type { AbilitySpace } from '../../../../src/plugins/onboarding/ability-space.js';
import { learnAbilities } from '../../../../src/plugins/onboarding/learn-abilities.js';
import type { Item, Score } from './linear-space.js';
import { bareDeps, evidenceOf, newcomer } from './linear-space.js';

const BLOCK = 50;

/** One newcomer: θ as it is, and P̂ on an item, which is that of θ unless the world is another one than the router takes it for. */
export interface Newcomer {
  readonly theta: readonly number[];
  readonly p?: (item: Item, q: number) => number;
}

export const predicted = (item: Item, theta: ArrayLike<number>): number =>
  sigmoid(item.slice(0, -1).reduce((sum, a, k) => sum + a * (theta[k] as number), -(item.at(-1) as number)));

/** Items with every a in [0.3, 1.5] and difficulties with this spread. */
export const randomItems = (rng: Rng, count: number, dims: number, spread = 1.2): Item[] =>
  Array.from({ length: count }, () => [
    ...Array.from({ length: dims }, () => 0.3 + 1.2 * rng.uniform()),
    spread * rng.normal(),
  ]);

/** Posteriors of the newcomers after `answers` right or wrong answers of each, to items drawn for it alone. */
export async function posteriorsOf(
  space: AbilitySpace,
  items: readonly Item[],
  newcomers: readonly Newcomer[],
  answers: number,
  rng: Rng,
): Promise<AbilityPosterior[]> {
  const out: AbilityPosterior[] = [];
  // Evidence of few LLMs at a time: it is searched for each of them.
  for (let from = 0; from < newcomers.length; from += BLOCK) {
    const some = newcomers.slice(from, from + BLOCK);
    const scores = some.flatMap(({ theta, p }, i) => {
      const asked = rng.shuffle(Array.from(items.keys())).slice(0, answers);
      return asked.map((query): Score => {
        const item = items[query] as Item;
        return { query, llm: newcomer(i), y: rng.uniform() < (p?.(item, query) ?? predicted(item, theta)) ? 1 : 0 };
      });
    });
    const learned = await learnAbilities(space, bareDeps({ evidence: evidenceOf(items, scores) }));
    out.push(...some.map((_, i) => learned.posterior(newcomer(i)) as AbilityPosterior));
  }
  return out;
}

/** Errors of estimates in posterior standard deviations. */
export interface StandardErrors {
  /** Of θ, one for each newcomer and dimension */
  readonly ability: readonly number[];
  /** Of the mean P̂ over all items, one for each newcomer */
  readonly performance: readonly number[];
}

export function standardErrors(
  items: readonly Item[],
  newcomers: readonly Newcomer[],
  posteriors: readonly AbilityPosterior[],
): StandardErrors {
  const sensitivity = matrix(
    items.length,
    (items[0] as Item).length - 1,
    Float32Array.from(items.flatMap((item) => item.slice(0, -1))),
  );
  const ability: number[] = [];
  const performance: number[] = [];
  newcomers.forEach(({ theta, p }, i) => {
    const posterior = posteriors[i] as AbilityPosterior;
    const { mean, covariance } = posterior;
    theta.forEach((truth, k) =>
      ability.push((truth - (mean[k] as number)) / Math.sqrt(covariance[k * (mean.length + 1)] as number)),
    );
    const at = Float32Array.from(items, (item) => predicted(item, mean));
    const error =
      items.reduce((sum, item, q) => sum + (p?.(item, q) ?? predicted(item, theta)) - (at[q] as number), 0) /
      items.length;
    performance.push(error / meanDeviation({ predicted: at, sensitivity, posterior }));
  });
  return { ability, performance };
}

/** Share of 90 % intervals that hold the truth, where every covariance is multiplied by `scale`. */
export const covered = (errors: readonly number[], scale = 1): number =>
  errors.filter((z) => Math.abs(z) <= NORMAL_QUANTILE * Math.sqrt(scale)).length / errors.length;
