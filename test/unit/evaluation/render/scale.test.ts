import { describe, expect, it } from 'vitest';
import { extent, linearScale, logScale, roundStep } from '../../../../src/evaluation/render/charts/scale.js';

const frame = { from: 0, to: 100, ticks: 5 };
const labels = (scale: { ticks: readonly { label: string }[] }) => scale.ticks.map((tick) => tick.label);

describe('scales', () => {
  it.each([
    [1, 5, 0.2],
    [7, 5, 2],
    [100, 4, 50],
    [0.03, 3, 0.01],
  ])('divides %d into about %d steps of %d', (span, count, step) => {
    expect(roundStep(span, count)).toBeCloseTo(step, 12);
  });

  it('writes round numbers with as many digits as the step has', () => {
    expect(labels(linearScale([0, 1], frame))).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(labels(linearScale([-12, 31], frame))).toEqual(['−10', '0', '10', '20', '30']);
    expect(labels(linearScale([0.7012, 0.7049], { ...frame, nice: true }))).toEqual([
      '0.701',
      '0.702',
      '0.703',
      '0.704',
      '0.705',
    ]);
  });

  it('puts the ends of the domain where they belong', () => {
    const scale = linearScale([10, 20], { from: 200, to: 100, ticks: 5 });
    expect([scale.at(10), scale.at(15), scale.at(20)]).toEqual([200, 150, 100]);
    const log = logScale([0.01, 100], frame);
    expect([log.at(0.01), log.at(1), log.at(100)]).toEqual([0, 50, 100]);
    expect(labels(log)).toEqual(['0.01', '0.1', '1', '10', '100']);
    expect(labels(logScale([0.4, 30], { ...frame, ticks: 6 }))).toEqual(['0.5', '1', '2', '5', '10', '20']);
  });

  it('puts a domain without width in the middle', () => {
    for (const value of [0, 5, -3, 1e-9]) expect(linearScale([value, value], frame).at(value)).toBeCloseTo(50, 9);
  });

  it('leaves out what is no number, and has a domain for nothing', () => {
    expect(extent([3, null, Number.NaN, -1, undefined, Number.POSITIVE_INFINITY])).toEqual([-1, 3]);
    expect(extent([])).toEqual([0, 1]);
  });
});
