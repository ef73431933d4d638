import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/domain/run.js';
import type { Curve } from '../../../src/jobs/curves.js';
import { MOST_CURVES, MOST_POINTS, withPoint } from '../../../src/jobs/curves.js';

const step = (done: number, metrics?: Record<string, number>, stage = 'train mirt: train'): Progress => ({
  ...{ stage, done, total: 9, unit: 'epochs' },
  ...(metrics && { metrics }),
});
const follow = (steps: readonly Progress[]): readonly Curve[] => steps.reduce<readonly Curve[]>(withPoint, []);

describe('withPoint', () => {
  it('keeps each figure as a column, null where a step did not report it or it was not finite', () => {
    const steps = [
      step(1, { loss: 3, validationLoss: NaN }),
      step(2, { loss: 2, validationLoss: 4 }),
      step(3, { x: 1 }),
    ];
    expect(follow(steps)).toEqual([
      {
        ...{ stage: 'train mirt: train', run: 1, unit: 'epochs', steps: [1, 2, 3] },
        series: [
          { name: 'loss', values: [3, 2, null] },
          { name: 'validationLoss', values: [null, 4, null] },
          { name: 'x', values: [null, null, 1] },
        ],
      },
    ]);
  });

  it('leaves the curves as they are for a step without figures', () => {
    const curves = follow([step(1, { loss: 3 })]);
    expect(withPoint(curves, step(2))).toBe(curves);
    expect(withPoint(curves, step(2, { loss: Infinity }))).toBe(curves);
  });

  it('begins another run where a stage starts again, and changes no curve in place', () => {
    const first = follow([step(1, { loss: 3 }), step(2, { loss: 2 })]);
    const copy = structuredClone(first);
    const next = withPoint(withPoint(first, step(1, { loss: 9 })), step(2, { loss: 8 }));
    expect(first).toEqual(copy);
    expect(next.map(({ run, steps }) => [run, steps])).toEqual([
      [1, [1, 2]],
      [2, [1, 2]],
    ]);
  });

  it('stays bounded, with the first and the latest step of a long curve in their order', () => {
    const steps = Array.from({ length: 5000 }, (_, i) => step(i + 1, { loss: i + 1 }));
    const [curve] = follow(steps) as [Curve];
    expect(curve.steps.length).toBeLessThanOrEqual(MOST_POINTS);
    expect([curve.steps[0], curve.steps.at(-1)]).toEqual([1, 5000]);
    expect(curve.series).toEqual([{ name: 'loss', values: curve.steps }]);
    expect(curve.steps).toEqual([...curve.steps].sort((a, b) => a - b));
    const many = follow(Array.from({ length: 200 }, (_, i) => step(1, { loss: 1 }, `stage ${i}`)));
    expect(many).toHaveLength(MOST_CURVES);
    expect(many.at(-1)?.stage).toBe('stage 199');
  });
});
