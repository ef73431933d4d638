import { describe, expect, it } from 'vitest';
import { boundedLogit, calibrate, calibrationShift, offsetOf } from '../../../../src/domain/calibration/calibration.js';
import { designEffect, fitCalibrationMap } from '../../../../src/domain/calibration/fit-map.js';
import type { CalibrationPairs } from '../../../../src/domain/calibration/pairs.js';
import { llmId } from '../../../../src/domain/ids.js';
import { sigmoid } from '../../../../src/domain/logistic.js';
import { seededRng } from '../../../../src/domain/random.js';
import { golden, pairsOf } from './golden.js';

const names = (count: number) => Array.from({ length: count }, (_, j) => llmId(`llm-${j}`));

/** Responses whose true log-odds are slope·raw + intercept + offset, plus what all LLMs share on a query. */
function simulate(
  seed: number,
  queries: number,
  {
    slope = 1,
    intercept = 0,
    offsets = [0],
    shared = 0,
  }: Partial<Record<'slope' | 'intercept' | 'shared', number>> & {
    offsets?: readonly number[];
  },
): CalibrationPairs {
  const rng = seededRng(seed);
  const pairs: { q: number; j: number; p: number; y: number }[] = [];
  for (let q = 0; q < queries; q++) {
    const item = rng.normal();
    const surprise = shared * rng.normal();
    offsets.forEach((offset, j) => {
      const raw = item + 0.6 * rng.normal();
      const y = rng.uniform() < sigmoid(slope * raw + intercept + offset + surprise) ? 1 : 0;
      pairs.push({ q, j, p: sigmoid(raw), y });
    });
  }
  return {
    query: Int32Array.from(pairs, (x) => x.q),
    llm: Int32Array.from(pairs, (x) => x.j),
    predicted: Float32Array.from(pairs, (x) => x.p),
    observed: Float32Array.from(pairs, (x) => x.y),
  };
}

describe('calibration map', () => {
  it.each(golden.calibration.map((c, i) => [i, c] as const))(
    'golden case %i: a general optimiser finds the same map',
    (_, c) => {
      const pairs = pairsOf(c);
      expect(designEffect(pairs)).toBeCloseTo(c.designEffect, 6);
      const map = fitCalibrationMap(pairs, names(c.llms));
      expect(map.slope).toBeCloseTo(c.map.slope, 4);
      expect(map.intercept).toBeCloseTo(c.map.intercept, 4);
      c.map.offsets.forEach((offset, j) => expect(map.offsets[`llm-${j}`]).toBeCloseTo(offset, 3));
    },
  );

  it('recovers slope, intercept and offsets from many simulated responses', () => {
    const offsets = [0.3, -0.3, 0.1, -0.1];
    const map = fitCalibrationMap(simulate(5, 20_000, { slope: 0.75, intercept: 0.25, offsets }), names(4));
    expect(map.slope).toBeCloseTo(0.75, 1);
    // Intercept and offsets share a constant, so their sums are what is determined.
    offsets.forEach((offset, j) => {
      expect(Math.abs(map.intercept + (map.offsets[`llm-${j}`] as number) - 0.25 - offset)).toBeLessThan(0.05);
    });
  });

  it('stays near the identity where few queries err together, and is exactly it without any', () => {
    const few = fitCalibrationMap(simulate(6, 15, { slope: 1, offsets: Array(20).fill(0), shared: 2 }), names(20));
    expect(Math.abs(few.slope - 1)).toBeLessThan(0.15);
    expect(Math.abs(few.intercept)).toBeLessThan(0.15);
    const none = fitCalibrationMap(simulate(6, 0, {}), names(2));
    expect(none).toEqual({ slope: 1, intercept: 0, offsets: { 'llm-0': 0, 'llm-1': 0 } });
  });

  it('tempers by how much responses to one query err together', () => {
    const alone = simulate(7, 500, { offsets: Array(10).fill(0) });
    const together = simulate(7, 500, { offsets: Array(10).fill(0), shared: 3 });
    expect(designEffect(alone)).toBeLessThan(1.4);
    expect(designEffect(together)).toBeGreaterThan(3);
  });

  it('leaves an LLM with few responses near what all share', () => {
    const many = simulate(8, 3000, { offsets: [0.5, -0.5] });
    const rare = simulate(9, 3, { offsets: [0, 0, 3] });
    const places = [...rare.llm.keys()].filter((i) => rare.llm[i] === 2);
    const joined: CalibrationPairs = {
      query: Int32Array.from([...many.query, ...places.map((i) => 3000 + (rare.query[i] as number))]),
      llm: Int32Array.from([...many.llm, ...places.map(() => 2)]),
      predicted: Float32Array.from([...many.predicted, ...places.map((i) => rare.predicted[i] as number)]),
      observed: Float32Array.from([...many.observed, ...places.map(() => 1)]),
    };
    const { offsets } = fitCalibrationMap(joined, names(3));
    expect(offsets['llm-2']).toBeGreaterThan(0);
    expect(offsets['llm-2']).toBeLessThan(offsets['llm-0'] as number);
  });

  it('survives predictions of exactly 0 and 1 and responses that are all alike', () => {
    const p = Float32Array.of(0, 1, 0, 1, 0.5, 0.5);
    const ids = { query: Int32Array.of(0, 1, 2, 3, 4, 5), llm: new Int32Array(6) };
    for (const y of [0, 1]) {
      const map = fitCalibrationMap({ ...ids, predicted: p, observed: new Float32Array(6).fill(y) }, names(1));
      expect(Number.isFinite(map.slope) && map.slope > 0 && Number.isFinite(map.intercept)).toBe(true);
    }
  });

  it('keeps the order of queries for every LLM, and its parts sum to the calibrated log-odds', () => {
    const map = { slope: 0.8, intercept: 0.2, offsets: { 'llm-0': -0.1 } };
    const offset = offsetOf(map, llmId('llm-0'));
    let before = 0;
    for (let p = 0.001; p < 1; p += 0.001) {
      const calibrated = calibrate(map, offset, p);
      expect(calibrated).toBeGreaterThan(before);
      expect(boundedLogit(p) + calibrationShift(map, offset, boundedLogit(p))).toBeCloseTo(boundedLogit(calibrated), 9);
      before = calibrated;
    }
    expect(offsetOf(map, llmId('unknown'))).toBe(0);
  });
});
