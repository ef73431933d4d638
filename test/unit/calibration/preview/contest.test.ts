import { describe, expect, it } from 'vitest';
import type { PreviewWorld } from '../../../../src/calibration/preview/contest.js';
import { contestOf } from '../../../../src/calibration/preview/contest.js';
import { meansOf, outcomeOf } from '../../../../src/calibration/preview/outcome.js';
import { columnOf } from '../../../../src/calibration/preview/predict.js';
import { byAlpha as byAlphaRule, byQueryTarget, bySpend } from '../../../../src/calibration/preview/scoring.js';
import { relativeCost } from '../../../../src/domain/cost.js';
import { row } from '../../../../src/domain/matrix.js';
import { objective } from '../../../../src/domain/objective.js';
import { seededRng } from '../../../../src/domain/random.js';
import { rank } from '../../../../src/routing/ranking.js';
import { decideByTarget } from '../../../../src/routing/targets/target-rule.js';
import type { QueryTarget } from '../../../../src/routing/targets/types.js';
import { catalogue, llm } from '../../../fixtures/catalogue.js';
import { randomWorld } from '../../../fixtures/preview-world.js';

type World = PreviewWorld & { readonly prices: readonly number[] };
/** Columns chosen from, one row of P̂ and one of spend, in the order of the columns; the column chosen. */
type Decide = (columns: readonly number[], predicted: Float32Array, spend: Float32Array, world: World) => number;

const at = (values: Float32Array, columns: readonly number[]) => Float32Array.from(columns, (j) => values[j]!);
const llms = catalogue(
  [0, 1, 2, 3, 4, 5].map((j) => llm(`llm-${j}`)),
  {},
);

/** Every rule, by what a decision does with the same candidates. */
function decideWith(columns: readonly number[], choose: () => readonly string[], world: World): number {
  const [first] = choose();
  return columns.find((j) => world.llms[j] === first)!;
}
const byAlpha =
  (alpha: number): Decide =>
  (columns, predicted, _spend, world) => {
    const candidates = {
      llms: columns.map((j) => world.llms[j]!),
      cost: relativeCost(columns.map((j) => world.prices[j]!)),
    };
    return decideWith(
      columns,
      () => rank(at(predicted, columns), candidates, 'performance', objective(alpha)).llms,
      world,
    );
  };
const byTarget =
  (target: QueryTarget): Decide =>
  (columns, predicted, spend, world) => {
    const choice = {
      llms: columns.map((j) => world.llms[j]!),
      predicted: at(predicted, columns),
      spend: at(spend, columns),
    };
    const { scores } = decideByTarget(target, choice, llms);
    const scale = Math.max(...choice.spend);
    const candidates = { llms: choice.llms, cost: choice.spend.map((usd) => usd / scale) };
    const weights = objective(target.kind === 'MIN_PERFORMANCE' ? 0 : 1);
    return decideWith(columns, () => rank(choice.predicted, candidates, 'performance', weights, scores).llms, world);
  };
const byMean =
  (alpha: number, scale: number): Decide =>
  (columns, predicted, spend, world) => {
    const candidates = { llms: columns.map((j) => world.llms[j]!), cost: at(spend, columns).map((usd) => usd / scale) };
    return decideWith(
      columns,
      () => rank(at(predicted, columns), candidates, 'performance', objective(alpha)).llms,
      world,
    );
  };

const floor = { kind: 'MIN_PERFORMANCE', value: 0.5 } as const;
const ceiling = { kind: 'COST_PER_QUERY', value: 0.006 } as const;
const rules: readonly (readonly [string, Decide, (world: World) => World])[] = [
  ['α', byAlpha(0.7), (w) => w],
  [
    'a floor for each query',
    byTarget(floor),
    (w) => ({ ...w, with: byQueryTarget(floor, w.spend, -1), without: byQueryTarget(floor, w.spend, w.own) }),
  ],
  [
    'a ceiling for each query',
    byTarget(ceiling),
    (w) => ({ ...w, with: byQueryTarget(ceiling, w.spend, -1), without: byQueryTarget(ceiling, w.spend, w.own) }),
  ],
  [
    'weights over expected cost',
    byMean(0.6, 0.011),
    (w) => ({ ...w, with: bySpend(objective(0.6), w.spend, 0.011), without: bySpend(objective(0.6), w.spend, 0.011) }),
  ],
];

describe.each(rules)('by %s', (_name, decide, ruled) => {
  it.each([
    [1000, 4],
    [1000, 0],
    [3, 2],
    [2, 4],
  ])('chooses as decisions do, with %i levels and the LLM in column %i', (levels, own) => {
    const rng = seededRng(levels + own);
    let taken = 0;
    for (let trial = 0; trial < 30; trial++) {
      const world = ruled(randomWorld(rng, { own, levels }));
      const all = world.llms.map((_, j) => j);
      const contest = contestOf(world);
      const outcome = outcomeOf(contest, world, columnOf(world.predicted, own));
      for (let q = 0; q < world.predicted.rows; q++) {
        const [p, usd] = [row(world.predicted, q), row(world.spend, q)];
        expect(outcome.chosen[q]).toBe(decide(all, p, usd, world));
        expect(contest.without[q]).toBe(
          decide(
            all.filter((j) => j !== own),
            p,
            usd,
            world,
          ),
        );
        expect(outcome.taken[q] === 1).toBe(outcome.chosen[q] === own);
        taken += outcome.taken[q]!;
      }
    }
    expect(taken).toBeGreaterThan(0);
  });
});

describe('means', () => {
  it('are those of the choices, counted one by one', () => {
    const world = randomWorld(seededRng(5), { queries: 200 });
    const own = columnOf(world.predicted, world.own);
    const contest = contestOf(world);
    const outcome = outcomeOf(contest, world, own);
    const found = meansOf(outcome, contest, world, own);
    const c = relativeCost(world.prices);
    let [share, p, usd, reward] = [0, 0, 0, 0];
    for (let q = 0; q < 200; q++) {
      const [j, i] = [outcome.chosen[q]!, contest.without[q]!];
      const [x, y] = [q * 5 + j, q * 5 + i];
      share += j === 4 ? 1 / 200 : 0;
      p += (world.predicted.data[x]! - world.predicted.data[y]!) / 200;
      usd += (1000 * (world.spend.data[x]! - world.spend.data[y]!)) / 200;
      reward += (0.7 * (world.predicted.data[x]! - world.predicted.data[y]!) - 0.3 * (c[j]! - c[i]!)) / 2;
    }
    expect(found.share).toBeCloseTo(share, 12);
    expect(found.performance.with - found.performance.without).toBeCloseTo(p, 6);
    expect(found.costPerThousand.with - found.costPerThousand.without).toBeCloseTo(usd, 9);
    expect(found.reward.with - found.reward.without).toBeCloseTo(reward, 4);
    expect(share).toBeGreaterThan(0.02);
  });

  it('of a dominated LLM are those without it, and one that is best and cheapest takes all', () => {
    const priced = { ...randomWorld(seededRng(6)), ...rulesAt([4, 5, 7, 6, 3]) };
    const best = new Float32Array(40).fill(1);
    const cheap = contestOf(priced);
    expect(meansOf(outcomeOf(cheap, priced, best), cheap, priced, best).share).toBe(1);
    const dear = { ...priced, ...rulesAt([4, 5, 7, 6, 6.5]) };
    const worst = new Float32Array(40);
    const contest = contestOf(dear);
    const none = meansOf(outcomeOf(contest, dear, worst), contest, dear, worst);
    expect(none.share).toBe(0);
    expect([none.performance.with, none.reward.with]).toEqual([none.performance.without, none.reward.without]);
  });

  it('of a dominated LLM that is dearest by far differ, since it moves the scale of cost', () => {
    const world = {
      ...randomWorld(seededRng(6)),
      with: rulesAt([4, 5, 7, 6, 100]).with,
      without: rulesAt([4, 5, 7, 6, 0]).without,
    };
    const contest = contestOf(world);
    const moved = contest.other.filter((j, q) => j !== contest.without[q]).length;
    expect(moved).toBeGreaterThan(0);
    const worst = new Float32Array(40);
    const found = meansOf(outcomeOf(contest, world, worst), contest, world, worst);
    expect(found.share).toBe(0);
    expect(found.performance.with).toBeGreaterThan(found.performance.without);
  });
});

const rulesAt = (prices: readonly number[]) => {
  const rule = byAlphaRule(() => objective(0.7), relativeCost(prices));
  return { with: rule, without: rule };
};
