import { describe, expect, it } from 'vitest';
import { fitFigures, trainingFigures } from '../../../src/plugins/training-figures.js';
import { mirtWorld } from '../../fixtures/mirt-world.js';

const { responses } = mirtWorld().data;
const fit = (bestEpoch: number, losses: readonly (readonly [number, number])[]) => ({
  bestEpoch,
  history: losses.map(([loss, validationLoss]) => ({ loss, validationLoss })),
});

describe('figures of a training', () => {
  it('are those of the epoch that was kept', () => {
    const one = fit(2, [
      [0.7, 0.8],
      [0.5, 0.6],
      [0.4, 0.9],
    ]);
    expect(trainingFigures(responses, [one])).toEqual({
      queries: responses.queries.length,
      responses: responses.performance.length,
      epochs: 2,
      loss: 0.5,
      validationLoss: 0.6,
    });
  });

  it('are means over several fits', () => {
    expect(fitFigures([fit(1, [[0.25, 0.5]]), fit(1, [[0.75, 1]])])).toEqual({
      epochs: 1,
      loss: 0.5,
      validationLoss: 0.75,
    });
  });

  it('are null where nothing was measured: no validation split, no epoch', () => {
    expect(fitFigures([fit(1, [[0.5, Number.NaN]])])).toEqual({ epochs: 1, loss: 0.5, validationLoss: null });
    expect(fitFigures([fit(0, [])])).toEqual({ epochs: 0, loss: null, validationLoss: null });
  });
});
