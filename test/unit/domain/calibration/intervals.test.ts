import { describe, expect, it } from 'vitest';
import {
  conformalQuantile,
  expectedInterval,
  NORMAL_QUANTILE,
  outcomeInterval,
  outcomeRadii,
} from '../../../../src/domain/calibration/intervals.js';
import { cellsOf, localError, standardised } from '../../../../src/domain/calibration/local-error.js';
import type { CalibrationPairs } from '../../../../src/domain/calibration/pairs.js';
import { sigmoid } from '../../../../src/domain/logistic.js';
import { seededRng } from '../../../../src/domain/random.js';
import { golden, pairsOf } from './golden.js';

/** Kinds of queries on which an LLM is better or worse than P̂ by a normal error of the given spread, in log-odds. */
function simulate(seed: number, kinds: number, perKind: number, spread: number) {
  const rng = seededRng(seed);
  const n = kinds * perKind;
  const kind = Int32Array.from({ length: n }, (_, i) => Math.floor(i / perKind));
  const error = Float64Array.from({ length: kinds }, () => spread * rng.normal());
  const logit = Float64Array.from({ length: n }, () => rng.normal());
  const pairs: CalibrationPairs = {
    query: Int32Array.from(kind.keys()),
    llm: new Int32Array(n),
    predicted: Float32Array.from(logit, sigmoid),
    observed: Float32Array.from(logit, (x, i) =>
      rng.uniform() < sigmoid(x + (error[kind[i] as number] as number)) ? 1 : 0,
    ),
  };
  return { pairs, kind };
}

describe('intervals of predictions', () => {
  it.each(golden.calibration.map((c, i) => [i, c] as const))(
    'golden case %i: conformal radii and local error',
    (_, c) => {
      expect([...outcomeRadii(pairsOf(c), c.llms)]).toEqual(c.radii.map((r) => expect.closeTo(r, 6) as number));
      const cells = cellsOf({ ...pairsOf(c), predicted: Float32Array.from(c.noisy) }, c.kind);
      expect(cells.length).toBe(c.cells);
      // The chi-square quantile is Wilson and Hilferty's: right to about one part in a thousand.
      expect(Math.abs(localError(cells) / c.localError - 1)).toBeLessThan(2e-3);
    },
  );

  it('is an upper limit of the local error in nine of ten simulated worlds, and near it where there are many kinds', () => {
    let above = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { pairs, kind } = simulate(seed, 60, 20, 0.4);
      if (localError(cellsOf(pairs, kind)) >= 0.4) above++;
    }
    expect(above / 200).toBeGreaterThan(0.84);
    expect(above / 200).toBeLessThan(0.96);
    for (const spread of [0.3, 0.8]) {
      const { pairs, kind } = simulate(3, 2000, 40, spread);
      expect(Math.abs(localError(cellsOf(pairs, kind)) - spread)).toBeLessThan(0.08);
    }
    const { pairs, kind } = simulate(4, 2000, 40, 0);
    expect(localError(cellsOf(pairs, kind))).toBeLessThan(0.15);
    // Noise alone could explain these errors; how large they may be is still not nothing.
    const few = simulate(4, 60, 10, 0);
    expect(localError(cellsOf(few.pairs, few.kind))).toBeGreaterThan(0);
  });

  it('holds nine in ten kinds that it has not seen, each standardised by local error and noise', () => {
    const seen = simulate(5, 500, 30, 0.5);
    const cells = cellsOf(seen.pairs, seen.kind);
    const sd = localError(cells);
    const quantile = conformalQuantile(
      cells.map((c) => standardised(c, sd)),
      NORMAL_QUANTILE,
    );
    const fresh = simulate(6, 500, 30, 0.5);
    const inside = cellsOf(fresh.pairs, fresh.kind).filter((c) => standardised(c, sd) <= quantile).length;
    expect(inside / 500).toBeGreaterThan(0.87);
    expect(inside / 500).toBeLessThan(0.93);
  });

  it('holds nine in ten observations that it has not seen, whatever the router', () => {
    const { pairs } = simulate(7, 200, 20, 1);
    const [radius] = outcomeRadii(pairs, 1) as unknown as [number];
    const fresh = simulate(8, 200, 20, 1).pairs;
    const inside = fresh.predicted.filter((p, i) => Math.abs((fresh.observed[i] as number) - p) <= radius).length;
    expect(inside / fresh.predicted.length).toBeGreaterThan(0.88);
    expect(inside / fresh.predicted.length).toBeLessThan(0.92);
  });

  it('gives the whole range where too few pairs were held out, and the shared radius to an LLM with few', () => {
    const few: CalibrationPairs = {
      query: Int32Array.of(0, 1),
      llm: Int32Array.of(0, 0),
      predicted: Float32Array.of(0.5, 0.5),
      observed: Float32Array.of(1, 0),
    };
    expect([...outcomeRadii(few, 2)]).toEqual([1, 1]);
    expect(outcomeInterval(0.3, 1)).toEqual({ low: 0, high: 1 });
    expect(cellsOf(few, [0, 0])).toEqual([]);
    expect(localError([])).toBe(0);
  });

  it('stays within [0, 1], holds P̂, and grows with the local error', () => {
    for (const p of [0, 1e-4, 0.3, 0.5, 0.97, 1]) {
      let width = -1;
      for (const half of [0, 0.2, 1, 5]) {
        const { low, high } = expectedInterval(p, half);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(p).toBeGreaterThanOrEqual(low - 1e-5);
        expect(p).toBeLessThanOrEqual(high + 1e-5);
        expect(high - low).toBeGreaterThan(width);
        width = high - low;
      }
    }
  });
});
