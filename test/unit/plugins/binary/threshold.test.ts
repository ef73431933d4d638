import { describe, expect, it } from 'vitest';
import { objective } from '../../../../src/domain/objective.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { ThresholdCurve } from '../../../../src/plugins/binary/curve.js';
import { NEVER, averageGapRecovered, thresholdCurve, upperHull } from '../../../../src/plugins/binary/curve.js';
import type { ThresholdRule } from '../../../../src/plugins/binary/hyperparameters.js';
import { thresholdAt } from '../../../../src/plugins/binary/threshold.js';
// Made by test/fixtures/generators/binary-golden.py with numpy.
import golden from '../../../fixtures/golden/binary.json' with { type: 'json' };

const byReward: ThresholdRule = { threshold: 'objective', thresholdTarget: null };
const fixed = (curve: ThresholdCurve, threshold: ThresholdRule['threshold'], thresholdTarget: number) =>
  thresholdAt({ threshold, thresholdTarget }, curve)(objective(0.5), 0.5);

/** Queries on which the strong LLM gains the more, the higher the win rate is, from −1 to 1. */
function simulated(n: number) {
  const rng = seededRng(3);
  const rates = Float32Array.from({ length: n }, rng.uniform);
  const strong = rates.map((w) => (rng.uniform() < w ? 1 : 0));
  const weak = rates.map((w) => (rng.uniform() < 1 - w ? 1 : 0));
  return { rates, strong, weak, curve: thresholdCurve(rates, strong, weak) };
}

describe('threshold curve', () => {
  it.each(golden.thresholds)('finds the best of all cuts, as numpy does', ({ rates, strong, weak, cases, drops }) => {
    const curve = thresholdCurve(Float32Array.from(rates), strong, weak);
    const at = thresholdAt(byReward, curve);
    for (const { alpha, gap, reward } of cases) {
      const found = at(objective(alpha), gap);
      expect(alpha * found.performance - (1 - alpha) * found.strongShare * gap).toBeCloseTo(reward, 6);
      const above = rates.map((w) => w >= found.value);
      expect(above.filter(Boolean).length / rates.length).toBeCloseTo(found.strongShare, 9);
      const performance = above.reduce((sum, yes, i) => sum + ((yes ? strong : weak)[i] as number), 0) / rates.length;
      expect(performance).toBeCloseTo(found.performance, 6);
    }
    for (const { drop, share } of drops) expect(fixed(curve, 'quality-drop', drop).strongShare).toBeCloseTo(share, 9);
  });

  it('rises from the weak LLM alone to the strong one alone, in share as in falling threshold', () => {
    const { curve, strong, weak } = simulated(5000);
    const mean = (y: Float32Array) => y.reduce((sum, v) => sum + v, 0) / y.length;
    const last = curve.thresholds.length - 1;
    expect([curve.thresholds[0], curve.strongShare[0]]).toEqual([NEVER, 0]);
    expect([curve.thresholds[last], curve.strongShare[last]]).toEqual([0, 1]);
    expect(curve.performance[0]).toBeCloseTo(mean(weak), 6);
    expect(curve.performance[last]).toBeCloseTo(mean(strong), 6);
    expect(last).toBeLessThanOrEqual(201);
    for (let i = 1; i <= last; i++) {
      expect(curve.strongShare[i]).toBeGreaterThan(curve.strongShare[i - 1] as number);
      expect(curve.thresholds[i]).toBeLessThan(curve.thresholds[i - 1] as number);
    }
  });

  it('bends downwards along its hull', () => {
    const { curve } = simulated(2000);
    const hull = upperHull(curve);
    let before = Number.POSITIVE_INFINITY;
    for (let i = 1; i < hull.length; i++) {
      const [a, b] = [hull[i - 1] as number, hull[i] as number];
      const slope =
        ((curve.performance[b] as number) - (curve.performance[a] as number)) /
        ((curve.strongShare[b] as number) - (curve.strongShare[a] as number));
      expect(slope).toBeLessThan(before);
      before = slope;
    }
  });

  it('asks the strong LLM the more, the more performance counts', () => {
    const at = thresholdAt(byReward, simulated(2000).curve);
    let share = -1;
    for (let alpha = 0; alpha <= 1; alpha += 0.01) {
      const found = at(objective(Math.min(1, alpha)), 0.4);
      expect(found.strongShare).toBeGreaterThanOrEqual(share);
      share = found.strongShare;
    }
    expect(share).toBeGreaterThan(0.3);
  });

  it('looks at performance only for α = 1 and asks the cheaper LLM only for α = 0', () => {
    const { curve } = simulated(2000);
    const at = thresholdAt(byReward, curve);
    expect(at(objective(1), 0.9).performance).toBe(Math.max(...curve.performance));
    expect(at(objective(0), 0.9).value).toBe(NEVER);
    expect(at(objective(0), -0.1).value).toBe(0);
  });

  it('recovers the cut that is best in truth: where the gain pays for the call', () => {
    const at = thresholdAt(byReward, simulated(50_000).curve);
    // The gain is 2w − 1; at α = 0.5 and a gap of 0.4 it pays from w = 0.7 on.
    expect(at(objective(0.5), 0.4).value).toBeCloseTo(0.7, 1);
    expect(at(objective(1), 0.4).value).toBeCloseTo(0.5, 1);
  });

  it('meets a share, a value and a drop that are asked for', () => {
    const { curve, rates } = simulated(4000);
    for (const share of [0, 0.1, 0.33, 1]) {
      expect(fixed(curve, 'share', share).strongShare).toBeCloseTo(share, 2);
      const value = fixed(curve, 'share', share).value;
      expect(rates.filter((w) => w >= value).length / 4000).toBeCloseTo(share, 2);
    }
    for (const value of [0, 0.25, 0.5, 1]) {
      expect(fixed(curve, 'value', value).value).toBe(value);
      expect(fixed(curve, 'value', value).strongShare).toBeCloseTo(1 - value, 1);
    }
    const strong = curve.performance.at(-1) as number;
    expect(fixed(curve, 'quality-drop', 0.05).performance).toBeGreaterThanOrEqual(0.95 * strong);
    expect(fixed(curve, 'quality-drop', 1).strongShare).toBe(0);
  });

  it('stays well-formed where win rates tell nothing apart', () => {
    for (const rates of [[0.5], new Float32Array(100).fill(0.5)]) {
      const ys = Array.from(rates, (_, i) => i % 2);
      const curve = thresholdCurve(rates, ys, ys);
      expect([...curve.thresholds]).toEqual([NEVER, 0]);
      expect([...upperHull(curve)]).toEqual([0, 1]);
      expect(thresholdAt(byReward, curve)(objective(0.8), 0.5).value).toBe(NEVER);
      expect(averageGapRecovered(curve)).toBeNull();
    }
  });

  it('recovers half the gap at random and more than half where win rates tell', () => {
    const rng = seededRng(8);
    const n = 20_000;
    const rates = Float32Array.from({ length: n }, rng.uniform);
    const strong = rates.map(() => (rng.uniform() < 0.8 ? 1 : 0));
    const weak = rates.map(() => (rng.uniform() < 0.4 ? 1 : 0));
    expect(averageGapRecovered(thresholdCurve(rates, strong, weak))).toBeCloseTo(0.5, 1);
    // First the 48 % that gain, then the ties, then the 8 % that lose: an area of 0.904 of the gap.
    const knowing = rates.map((_, i) => 0.5 + ((strong[i] as number) - (weak[i] as number)) / 2);
    expect(averageGapRecovered(thresholdCurve(knowing, strong, weak))).toBeCloseTo(0.9, 1);
  });
});
