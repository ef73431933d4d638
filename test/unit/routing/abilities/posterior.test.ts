import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { sigmoid } from '../../../../src/domain/logistic.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { ResponseMatrix } from '../../../../src/domain/responses.js';
import { abilityDeviations } from '../../../../src/routing/abilities/posterior.js';
// Made by test/fixtures/generators/abilities-golden.py with numpy.
import golden from '../../../fixtures/golden/abilities.json' with { type: 'json' };

const { posterior } = golden;

/** Responses of every pair that `seen` marks, [queries][llms]; `performance` is of no account for deviations. */
function responsesOf(
  seen: readonly (readonly number[])[],
  y: (q: number, j: number) => number = () => 1,
): ResponseMatrix {
  const llmIndex: number[] = [];
  const performance: number[] = [];
  const rowStart = [0];
  seen.forEach((row, q) => {
    row.forEach((one, j) => {
      if (one === 0) return;
      llmIndex.push(j);
      performance.push(y(q, j));
    });
    rowStart.push(llmIndex.length);
  });
  return {
    queries: seen.map((_, q) => ({ id: `q${q}`, text: null, task: null })),
    llms: (seen[0] ?? []).map((_, j) => llmId(`llm-${j}`)),
    rowStart: Uint32Array.from(rowStart),
    llmIndex: Uint16Array.from(llmIndex),
    performance: Float32Array.from(performance),
    cost: null,
    inputTokens: null,
    outputTokens: null,
  };
}

describe('posterior deviation of θ against numpy', () => {
  const evidence = {
    slope: matrix(12, 3, Float32Array.from(posterior.slope)),
    predicted: matrix(12, 4, Float32Array.from(posterior.predicted)),
    responses: responsesOf(posterior.seen),
    weights: Float32Array.from(posterior.weights),
  };
  it.each(['identity', 'logit'] as const)('is the same on the scale %s', (scale) => {
    const theta = scale === 'logit' ? Float32Array.from(posterior.abilities) : null;
    const found = abilityDeviations(evidence, posterior.precision, theta);
    found.forEach((s, i) => expect(s).toBeCloseTo(posterior[scale][i] as number, 5));
  });

  it('leaves an LLM without responses what the prior says', () => {
    const found = abilityDeviations(evidence, posterior.precision, null);
    expect([...found.subarray(9)]).toEqual([1, 1, 1].map(() => Math.fround(posterior.precision ** -0.5)));
  });
});

describe('recovery in simulation', () => {
  type Linked = { readonly theta: number; readonly d: number };
  const DIMS = 3;
  const LLMS = 400;
  const QUERIES = 300;
  const rng = seededRng(5);

  /** MAP of η under N(0, 1) by Newton's method; the responses of one LLM. */
  function map(slope: Float32Array, b: Float64Array, y: Float64Array, link: (eta: number) => Linked) {
    const eta = new Float64Array(DIMS);
    // Plain gradient ascent: slow, and independent of the code under test.
    for (let step = 0; step < 250; step++) {
      const gradient = eta.map((x) => -x);
      const at = Array.from(eta, link);
      for (let q = 0; q < QUERIES; q++) {
        let x = -(b[q] as number);
        for (let k = 0; k < DIMS; k++) x += (slope[q * DIMS + k] as number) * (at[k] as Linked).theta;
        const error = (y[q] as number) - sigmoid(x);
        for (let k = 0; k < DIMS; k++) {
          gradient[k] = (gradient[k] as number) + error * (slope[q * DIMS + k] as number) * (at[k] as Linked).d;
        }
      }
      for (let k = 0; k < DIMS; k++) eta[k] = (eta[k] as number) + 0.02 * (gradient[k] as number);
    }
    return eta;
  }
  const identity = (eta: number) => ({ theta: eta, d: 1 });
  const logit = (eta: number) => ({ theta: sigmoid(eta), d: sigmoid(eta) * (1 - sigmoid(eta)) });

  it.each([
    { scale: 'identity', link: identity, steep: 1 },
    { scale: 'logit', link: logit, steep: 6 },
  ] as const)(
    '95 % intervals of abilities drawn from the prior cover the truth in about 95 of 100 cases ($scale)',
    ({ scale, link, steep }) => {
      let covered = 0;
      for (let block = 0; block < LLMS; block++) {
        const slope = Float32Array.from({ length: QUERIES * DIMS }, () => steep * rng.uniform() ** 2);
        const truth = Float64Array.from({ length: DIMS }, () => rng.normal());
        const b = Float64Array.from({ length: QUERIES }, (_, q) => {
          let middle = rng.normal();
          for (let k = 0; k < DIMS; k++) middle += (slope[q * DIMS + k] as number) * link(0).theta;
          return middle;
        });
        const logOdds = (eta: Float64Array, q: number) => {
          let x = -(b[q] as number);
          for (let k = 0; k < DIMS; k++) x += (slope[q * DIMS + k] as number) * link(eta[k] as number).theta;
          return x;
        };
        const y = Float64Array.from({ length: QUERIES }, (_, q) =>
          rng.uniform() < sigmoid(logOdds(truth, q)) ? 1 : 0,
        );
        const eta = map(slope, b, y, link);
        const theta = Float32Array.from(eta, (x) => link(x).theta);
        const deviation = abilityDeviations(
          {
            slope: matrix(QUERIES, DIMS, slope),
            predicted: matrix(
              QUERIES,
              1,
              Float32Array.from({ length: QUERIES }, (_, q) => sigmoid(logOdds(eta, q))),
            ),
            responses: responsesOf(Array.from({ length: QUERIES }, () => [1])),
            weights: new Float32Array(QUERIES).fill(1),
          },
          1,
          scale === 'logit' ? theta : null,
        );
        for (let k = 0; k < DIMS; k++) {
          const apart = Math.abs((theta[k] as number) - link(truth[k] as number).theta);
          if (apart <= 1.96 * (deviation[k] as number)) covered++;
          // The prior alone would be wider by far: responses have been heard.
          expect(deviation[k]).toBeLessThan(scale === 'logit' ? 0.25 : 0.6);
        }
      }
      const share = covered / (LLMS * DIMS);
      // 450 intervals: two standard errors are .02.
      expect(share).toBeGreaterThan(0.92);
      expect(share).toBeLessThan(0.98);
    },
  );
});
