import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { balanced, bestWithin, cheapestReaching } from '../../../../src/domain/targets/solve.js';
import type { TradeOff } from '../../../../src/domain/targets/trade-off.js';
import { tradeOff } from '../../../../src/domain/targets/trade-off.js';
import golden from '../../../fixtures/golden/calibration.json' with { type: 'json' };

const of = (rows: number, cols: number, values: readonly (number | null)[]) =>
  matrix(
    rows,
    cols,
    Float32Array.from(values, (x) => x ?? Number.NaN),
  );

function randomCurve(seed: number, rows = 40, cols = 5) {
  const rng = seededRng(seed);
  const predicted = matrix(rows, cols, Float32Array.from({ length: rows * cols }, rng.uniform));
  const price = Float32Array.from({ length: cols }, () => 0.01 + rng.uniform());
  const spend = matrix(
    rows,
    cols,
    predicted.data.map((_, i) => (price[i % cols] as number) * (0.5 + rng.uniform())),
  );
  const observed = matrix(
    rows,
    cols,
    predicted.data.map((p) => (rng.uniform() < 0.3 ? Number.NaN : rng.uniform() < p ? 1 : 0)),
  );
  return { predicted, spend, observed, curve: tradeOff(predicted, spend, observed) };
}

const isMonotone = (values: Float64Array): boolean => values.every((x, i) => i === 0 || x >= (values[i - 1] as number));

describe('trade-off between performance and cost', () => {
  it.each(golden.tradeOff.map((c, i) => [i, c] as const))(
    'golden case %i: every policy that a multiplier gives',
    (_, c) => {
      const args = [c.predicted, c.spend, c.observed].map((values) => of(c.rows, c.cols, values));
      const curve = tradeOff(...(args as [ReturnType<typeof of>, ReturnType<typeof of>, ReturnType<typeof of>]));
      const near = (values: readonly number[]) => values.map((x) => expect.closeTo(x, 6) as number);
      expect([...curve.spend]).toEqual(near(c.states.spend));
      expect([...curve.predicted]).toEqual(near(c.states.predicted));
      expect([...curve.performance]).toEqual(near(c.performance));
    },
  );

  it('rises from the cheapest policy to the best, one query at a time, in all random cases', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { curve, spend, predicted } = randomCurve(seed);
      expect(isMonotone(curve.spend)).toBe(true);
      expect(isMonotone(curve.predicted)).toBe(true);
      expect(isMonotone(curve.performance)).toBe(true);
      const rows = Array.from({ length: spend.rows }, (_, q) => q * spend.cols);
      const mean = (of: (from: number) => number) => rows.reduce((sum, q) => sum + of(q), 0) / rows.length;
      const slice = (m: typeof spend, from: number) => m.data.subarray(from, from + m.cols);
      expect(curve.spend[0]).toBeCloseTo(
        mean((q) => Math.min(...slice(spend, q))),
        6,
      );
      expect(curve.predicted.at(-1)).toBeCloseTo(
        mean((q) => Math.max(...slice(predicted, q))),
        6,
      );
      for (let s = 1; s < curve.predicted.length; s++) {
        expect((curve.predicted[s] as number) - (curve.predicted[s - 1] as number)).toBeLessThanOrEqual(
          1 / spend.rows + 1e-9,
        );
      }
    }
  });

  it('is what each multiplier chooses when the queries choose for themselves', () => {
    const { curve, predicted, spend } = randomCurve(1);
    for (const [s, κ] of curve.multiplier.entries()) {
      let [paid, p] = [0, 0];
      for (let q = 0; q < predicted.rows; q++) {
        const at = (j: number) => q * predicted.cols + j;
        const score = (j: number) => (predicted.data[at(j)] as number) - κ * (spend.data[at(j)] as number);
        const best = [0, 1, 2, 3, 4].reduce((b, j) => (score(j) > score(b) ? j : b), 0);
        paid += (spend.data[at(best)] as number) / predicted.rows;
        p += (predicted.data[at(best)] as number) / predicted.rows;
      }
      expect(paid).toBeCloseTo(curve.spend[s] as number, 6);
      expect(p).toBeCloseTo(curve.predicted[s] as number, 6);
    }
  });

  it('takes the mean of what was observed where all was, and of P̂ where nothing was', () => {
    const predicted = of(2, 2, [0.2, 0.9, 0.3, 0.8]);
    const spend = of(2, 2, [1, 2, 1, 2]);
    const all = tradeOff(predicted, spend, of(2, 2, [0, 1, 1, 1]));
    expect(all.performance[0]).toBeCloseTo(0.5, 6);
    expect(all.performance.at(-1)).toBeCloseTo(1, 6);
    const nothing = tradeOff(predicted, spend, of(2, 2, [null, null, null, null]));
    expect([...nothing.performance]).toEqual([...nothing.predicted].map((x) => expect.closeTo(x, 9) as number));
    const { performance } = all.outcome(all.performance.length - 1);
    expect(performance).toEqual({ mean: expect.closeTo(1, 6) as number, halfWidth: expect.closeTo(0, 6) as number });
  });

  it('has one state where nothing is to be gained: one LLM, one query, or all of them free', () => {
    for (const [rows, cols, p, usd] of [
      [3, 1, [0.1, 0.5, 0.9], [1, 2, 3]],
      [2, 2, [0.1, 0.5, 0.9, 0.2], [0, 0, 0, 0]],
    ] as const) {
      const curve = tradeOff(of(rows, cols, p), of(rows, cols, usd), of(rows, cols, p));
      expect(curve.spend.length).toBe(1);
      expect([...curve.multiplier]).toEqual([0]);
    }
  });
});

describe('targets', () => {
  const curves = Array.from({ length: 20 }, (_, seed) => randomCurve(seed + 100).curve);
  const grid = Array.from({ length: 41 }, (_, i) => i / 40);

  it('are met by the cheapest or best state that can, and by no other', () => {
    for (const curve of curves) {
      for (const x of grid) {
        const floor = x * 1.1;
        const reached = cheapestReaching(curve, floor);
        const able = [...curve.performance.keys()].filter((s) => (curve.performance[s] as number) >= floor);
        expect(reached).toBe(able[0] ?? null);
        const usd = x * (curve.spend.at(-1) as number);
        const within = [...curve.spend.keys()].filter((s) => (curve.spend[s] as number) <= usd * (1 + 1e-12));
        expect(bestWithin(curve, usd)).toBe(within.at(-1) ?? null);
      }
    }
  });

  it('are monotone: a higher floor, ceiling or balance never takes a cheaper state', () => {
    const last = (curve: TradeOff) => curve.spend.length;
    for (const curve of curves) {
      let [floor, ceiling, balance] = [0, -1, 0];
      for (const x of grid) {
        const states = [
          cheapestReaching(curve, x) ?? last(curve),
          bestWithin(curve, x * (curve.spend.at(-1) as number)) ?? -1,
          balanced(curve, x),
        ] as const;
        expect(states[0]).toBeGreaterThanOrEqual(floor);
        expect(states[1]).toBeGreaterThanOrEqual(ceiling);
        expect(states[2]).toBeGreaterThanOrEqual(balance);
        [floor, ceiling, balance] = states;
      }
      expect(balanced(curve, 0)).toBe(0);
      expect(balanced(curve, 1)).toBe(last(curve) - 1);
    }
  });
});
