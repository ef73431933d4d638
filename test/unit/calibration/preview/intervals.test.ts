import { describe, expect, it } from 'vitest';
import { contestOf } from '../../../../src/calibration/preview/contest.js';
import { totalsOf } from '../../../../src/calibration/preview/figures.js';
import { meansOf, outcomeOf } from '../../../../src/calibration/preview/outcome.js';
import type { OwnEstimate } from '../../../../src/calibration/preview/own-estimate.js';
import { columnOf } from '../../../../src/calibration/preview/predict.js';
import { DRAWS, ranged, replicate } from '../../../../src/calibration/preview/replicates.js';
import { posteriorDraws } from '../../../../src/calibration/knowledge/posterior-draws.js';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { matrix } from '../../../../src/domain/matrix.js';
import type { Rng } from '../../../../src/domain/random.js';
import { seededRng } from '../../../../src/domain/random.js';
import { sigmoid } from '../../../../src/domain/logistic.js';
import type { AbilityPosterior } from '../../../../src/plugins/contract.js';
import { randomWorld } from '../../../fixtures/preview-world.js';

const DIMS = 3;
const POSTERIOR: AbilityPosterior = {
  mean: Float64Array.of(0.4, -0.2, 0.3),
  covariance: Float64Array.of(0.5, 0.2, 0, 0.2, 0.4, 0.1, 0, 0.1, 0.3),
  responses: 12,
};
/** Lower factor of the covariance, by hand. */
const draw = (rng: Rng): number[] => {
  const [z1, z2, z3] = [rng.normal(), rng.normal(), rng.normal()];
  const a = Math.sqrt(0.5);
  const b = 0.2 / a;
  const c = Math.sqrt(0.4 - b * b);
  const d = 0.1 / c;
  const e = Math.sqrt(0.3 - d * d);
  return [0.4 + a * z1, -0.2 + b * z1 + c * z2, 0.3 + d * z2 + e * z3];
};

/** A population of queries: a and b of a MIRT item each, and the other LLMs' P̂. */
function population(rng: Rng, queries: number) {
  const items = Array.from({ length: queries }, () => ({
    a: Array.from({ length: DIMS }, () => Math.abs(rng.normal())),
    b: rng.normal(),
  }));
  const world = randomWorld(rng, { queries, llms: 4, alpha: 0.9 });
  const at = (theta: ArrayLike<number>) =>
    Float32Array.from(items, ({ a, b }) => sigmoid(a.reduce((sum, x, k) => sum + x * theta[k]!, -b)));
  for (let q = 0; q < queries; q++) for (let j = 0; j < 3; j++) world.predicted.data[q * 4 + j]! *= 0.8;
  at(POSTERIOR.mean).forEach((p, q) => (world.predicted.data[q * 4 + 3] = p));
  return { items, world, at };
}

const rowsOf = ({ cols, data }: Matrix, rows: readonly number[]): Matrix =>
  matrix(rows.length, cols, Float32Array.from(rows.flatMap((r) => [...data.subarray(r * cols, (r + 1) * cols)])));

const known = (predicted: Float32Array): OwnEstimate => ({
  predicted,
  halfWidth: new Float32Array(predicted.length),
  draw: (draws) => matrix(draws, predicted.length, repeated(predicted, draws)),
});
const repeated = (values: Float32Array, times: number) => {
  const out = new Float32Array(values.length * times);
  for (let d = 0; d < times; d++) out.set(values, d * values.length);
  return out;
};

describe('the 90 % interval', () => {
  it('holds the share that newcomers from the posterior get, and what today’s choices are worth, in 85 to 95 % of simulations', async () => {
    const SIMULATIONS = 400;
    const all = population(seededRng(3), 6000);
    const allContest = contestOf(all.world);
    const today = outcomeOf(allContest, all.world, all.at(POSTERIOR.mean));
    const rng = seededRng(4);
    const hits = { share: 0, performance: 0, cost: 0 };
    for (let s = 0; s < SIMULATIONS; s++) {
      const truth = all.at(draw(rng));
      const settled = meansOf(outcomeOf(allContest, all.world, truth), allContest, all.world, truth);
      const now = meansOf(today, allContest, all.world, truth);
      const rows = Array.from({ length: 120 }, () => rng.integer(6000));
      const world = {
        ...all.world,
        predicted: rowsOf(all.world.predicted, rows),
        spend: rowsOf(all.world.spend, rows),
      };
      const contest = contestOf(world);
      const predicted = columnOf(world.predicted, 3);
      const sensitivity = matrix(rows.length, DIMS, Float32Array.from(rows.flatMap((r) => all.items[r]!.a)));
      const view = { predicted, sensitivity, posterior: POSTERIOR };
      const estimate = { predicted, halfWidth: null, draw: (n: number, r: Rng) => posteriorDraws(view, n, r) };
      const outcome = outcomeOf(contest, world, predicted);
      const draws = await replicate(
        estimate,
        contest,
        world,
        outcome,
        rows.map(() => []),
        rng.fork(`${s}`),
        undefined,
      );
      const found = totalsOf(estimate, outcome, contest, world, draws, true);
      const holds = ({ low, high }: { low: number; high: number }, x: number) => (low <= x && x <= high ? 1 : 0);
      hits.share += holds(found.share, settled.share);
      hits.cost += holds(found.costPerThousand.change, settled.costPerThousand.with - settled.costPerThousand.without);
      hits.performance += holds(found.performance.change, now.performance.with - now.performance.without);
    }
    for (const [figure, count] of Object.entries(hits)) {
      expect(count / SIMULATIONS, figure).toBeGreaterThan(0.85);
      expect(count / SIMULATIONS, figure).toBeLessThan(0.95);
    }
  }, 60_000);

  it('of an LLM that is known has the width of the sampling of queries alone', async () => {
    const { world } = population(seededRng(5), 400);
    const contest = contestOf(world);
    const estimate = known(columnOf(world.predicted, 3));
    const outcome = outcomeOf(contest, world, estimate.predicted);
    const draws = await replicate(
      estimate,
      contest,
      world,
      outcome,
      Array.from({ length: 400 }, () => []),
      seededRng(1),
      undefined,
    );
    const { share, cautious, performance } = totalsOf(estimate, outcome, contest, world, draws, true);
    const standardError = Math.sqrt((share.value * (1 - share.value)) / 400);
    expect(share.value).toBeGreaterThan(0.1);
    expect((share.high - share.low) / (2 * 1.645 * standardError)).toBeGreaterThan(0.85);
    expect((share.high - share.low) / (2 * 1.645 * standardError)).toBeLessThan(1.15);
    expect(cautious?.share).toBe(share.value);
    expect(cautious?.performanceChange).toBeCloseTo(performance.change.value, 12);
  });

  it('is a point for one that takes nothing, or everything, whatever is drawn', async () => {
    const { world } = population(seededRng(6), 60);
    for (const [p, share] of [
      [0, 0],
      [1, 1],
    ] as const) {
      const priced = {
        ...world,
        with: { ...world.with, cost: (q: number, j: number) => (j === 3 ? 0 : world.with.cost(q, j)) },
      };
      const dominated = {
        ...world,
        with: { ...world.with, cost: (q: number, j: number) => (j === 3 ? 1 : world.with.cost(q, j) / 2) },
      };
      const used = p === 1 ? priced : dominated;
      const contest = contestOf(used);
      const estimate = known(new Float32Array(60).fill(p));
      const outcome = outcomeOf(contest, used, estimate.predicted);
      const draws = await replicate(
        estimate,
        contest,
        used,
        outcome,
        Array.from({ length: 60 }, () => []),
        seededRng(1),
        undefined,
      );
      expect(ranged(share, draws.share)).toEqual({ value: share, low: share, high: share });
    }
  });

  it('is wider the less is known, and at the lower ends of P̂ less is taken', async () => {
    const { world, items } = population(seededRng(8), 300);
    const contest = contestOf(world);
    const predicted = columnOf(world.predicted, 3);
    const sensitivity = matrix(300, DIMS, Float32Array.from(items.flatMap(({ a }) => a)));
    const widths: number[] = [];
    for (const scale of [0.01, 0.3, 1]) {
      const posterior = { ...POSTERIOR, covariance: POSTERIOR.covariance.map((x) => x * scale) };
      const halfWidth = new Float32Array(300).fill(0.2 * scale);
      const estimate: OwnEstimate = {
        predicted,
        halfWidth,
        draw: (n, r) => posteriorDraws({ predicted, sensitivity, posterior }, n, r),
      };
      const outcome = outcomeOf(contest, world, predicted);
      const draws = await replicate(
        estimate,
        contest,
        world,
        outcome,
        Array.from({ length: 300 }, () => []),
        seededRng(1),
        undefined,
      );
      const found = totalsOf(estimate, outcome, contest, world, draws, true);
      widths.push(found.share.high - found.share.low);
      const low = predicted.map((p) => Math.max(0, p - 0.2 * scale));
      const taken = low.reduce((sum, p, q) => sum + (contest.takes(q, p) ? 1 : 0), 0);
      expect(found.cautious?.share).toBeCloseTo(taken / 300, 9);
      expect(found.cautious!.share).toBeLessThanOrEqual(found.share.value);
      expect(found.cautious!.rewardChange!).toBeLessThanOrEqual(found.reward!.change.value);
    }
    expect(widths[0]).toBeLessThan(widths[1]!);
    expect(widths[1]).toBeLessThan(widths[2]!);
  });

  it('is the same for the same seed, and another for another', async () => {
    const { world } = population(seededRng(9), 100);
    const contest = contestOf(world);
    const predicted = columnOf(world.predicted, 3);
    const estimate: OwnEstimate = {
      predicted,
      halfWidth: null,
      draw: (n, r) =>
        matrix(
          n,
          100,
          Float32Array.from({ length: n * 100 }, (_, i) => (i % 100 === 0 ? r.uniform() : predicted[i % 100]!)),
        ),
    };
    const run = (seed: number) =>
      replicate(
        estimate,
        contest,
        world,
        outcomeOf(contest, world, predicted),
        Array.from({ length: 100 }, (_, q) => [q % 3]),
        seededRng(seed),
        undefined,
      );
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect((await run(2)).share).not.toEqual(first.share);
    expect(first.parts.length).toBe(3 * DRAWS);
    const gone = AbortSignal.abort();
    await expect(
      replicate(
        estimate,
        contest,
        world,
        outcomeOf(contest, world, predicted),
        Array.from({ length: 100 }, () => []),
        seededRng(1),
        gone,
      ),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
