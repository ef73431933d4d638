import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { fitPosterior } from '../../../../src/plugins/hirt/fit.js';
import { hirtHyperparameters } from '../../../../src/plugins/hirt/hyperparameters.js';
import { layoutOf, priorPrecisions } from '../../../../src/plugins/hirt/parameters.js';
import type { Observations } from '../../../../src/plugins/hirt/posterior.js';
import { negativeLogPosterior } from '../../../../src/plugins/hirt/posterior.js';
import { trainingRun } from '../../../contract/router-harness.js';

const f = (...values: number[]) => Float32Array.from(values);
const query = (id: number) => ({ id: `q${id}`, text: null, task: null });

/** Five queries, two tasks, two LLMs, eight responses, some of them graded. */
const data: Observations = {
  vectors: matrix(5, 2, f(1, 0.5, -0.5, 1, 0.25, -1.5, -1, 0, 0.5, 0.75)),
  probabilities: matrix(5, 2, f(1, 0, 0.75, 0.25, 0, 1, 0.5, 0.5, 0.1, 0.9)),
  weights: f(1, 0.5, 2, 1, 1.5),
  responses: {
    queries: [1, 2, 3, 4, 5].map(query),
    llms: [llmId('x'), llmId('y')],
    rowStart: Uint32Array.of(0, 2, 3, 5, 6, 8),
    llmIndex: Uint16Array.of(0, 1, 0, 0, 1, 1, 0, 1),
    performance: f(1, 0, 0.5, 0, 1, 0.25, 1, 0.75),
    cost: null,
    inputTokens: null,
    outputTokens: null,
  },
};
const layout = layoutOf({ tasks: 2, embeddingSize: 2, llms: 2 });
const h = hirtHyperparameters.parse({
  taskPrecision: 10,
  difficultyPrecision: 4,
  taskDifficultyPrecision: 3,
  overallPrecision: 1,
  residualPrecision: 6,
});
const precision = priorPrecisions(layout, h, 5);
const objective = negativeLogPosterior(data, layout, precision);

describe('posterior of hirt', () => {
  // Golden values: a Newton solver over the written-out design matrix in Python 3.
  it('has the value that a written-out design matrix gives', () => {
    const gradient = new Float64Array(layout.size);
    expect(objective.size).toBe(19);
    expect(objective.evaluate(new Float64Array(19), gradient)).toBeCloseTo(7.278045395879426, 6);
    const probe = Float64Array.from({ length: 19 }, (_, i) => 0.1 * (((i * 7) % 5) - 2));
    expect(objective.evaluate(probe, gradient)).toBeCloseTo(8.141427172111463, 6);
  });

  it('has a gradient that agrees with differences of the value', () => {
    const x = Float64Array.from({ length: 19 }, (_, i) => 0.3 * Math.sin(i));
    const gradient = new Float64Array(19);
    objective.evaluate(x, gradient);
    const scratch = new Float64Array(19);
    for (let i = 0; i < 19; i++) {
      const moved = (by: number) => objective.evaluate(x.with(i, (x[i] as number) + by), scratch);
      expect(gradient[i]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 6);
    }
  });

  it('is maximised where Newton steps end', async () => {
    const { parameters, value, iterations } = await fitPosterior(data, layout, precision, 500, trainingRun(1));
    const golden = [
      0.32101, -0.034758, 0.034758, 0.104839, 0.089491, -0.001612, -0.036767, 0.141398, 0.156089, -0.034378, 0.034378,
      0.067475, -0.074351, -0.13699, 0.143866, 0.069656, 0.270833, 0.000237, -0.211172,
    ];
    expect(value).toBeCloseTo(6.290267469215939, 5);
    expect(iterations).toBeGreaterThan(1);
    golden.forEach((x, i) => expect(Math.abs((parameters[i] as number) - x)).toBeLessThan(5e-3));
  });

  it('stays finite at log-odds that overflow exp', () => {
    const gradient = new Float64Array(19);
    for (const size of [1e4, -1e4]) {
      expect(Number.isFinite(objective.evaluate(new Float64Array(19).fill(size), gradient))).toBe(true);
      for (const g of gradient) expect(Number.isFinite(g)).toBe(true);
    }
  });

  it('leaves a query without responses out', () => {
    const without = {
      ...data.responses,
      rowStart: Uint32Array.of(0, 0, 1, 3, 4, 6),
      llmIndex: data.responses.llmIndex.slice(2),
    };
    const partial = negativeLogPosterior(
      { ...data, responses: { ...without, performance: data.responses.performance.slice(2) } },
      layout,
      precision,
    );
    const gradient = new Float64Array(19);
    // Each response at even odds costs its weight times ln 2; the first query had two of weight 1.
    const all = objective.evaluate(new Float64Array(19), gradient);
    expect(partial.evaluate(new Float64Array(19), gradient)).toBeCloseTo(all - 2 * Math.LN2, 10);
  });
});
