import { describe, expect, it } from 'vitest';
import { posteriorDraws } from '../../../../src/calibration/knowledge/posterior-draws.js';
import { openQuestion } from '../../../../src/calibration/knowledge/stopping.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { objective } from '../../../../src/domain/objective.js';
import { seededRng } from '../../../../src/domain/random.js';

const performanceOnly = objective(1);

describe('openQuestion', () => {
  it('is that of a hand-worked case', () => {
    // Query 0: draws 0.9 and 0.3 against 0.5; query 1: 0.2 and 0.4 against 0.6.
    const contest = {
      draws: matrix(2, 2, Float32Array.from([0.9, 0.2, 0.3, 0.4])),
      cost: 0,
      predicted: Float32Array.from([0.6, 0.3]),
      others: Float64Array.from([0.5, 0.6]),
    };
    const { unsettled, valueOfInformation } = openQuestion(contest, performanceOnly);
    // Now it is chosen for query 0 only; one draw of four says otherwise.
    expect(unsettled).toBe(0.25);
    // Query 0: mean of max = (0.9 + 0.5)/2 = 0.7, against max(0.6, 0.5): 0.1. Query 1: 0.
    expect(valueOfInformation).toBeCloseTo(100 * (0.1 / 2), 5);
  });

  it('weighs performance against cost as a decision does', () => {
    const contest = {
      draws: matrix(1, 1, Float32Array.from([0.8])),
      cost: 1,
      predicted: Float32Array.from([0.8]),
      others: Float64Array.from([0.3]),
    };
    // 0.5·0.8 − 0.5·1 = −0.1 in both: not chosen, and settled.
    expect(openQuestion(contest, objective(0.5))).toEqual({ unsettled: 0, valueOfInformation: 0 });
  });

  it('is settled where there is nobody else to choose, and where there are no queries', () => {
    const alone = { draws: matrix(2, 1), cost: 0, predicted: new Float32Array(1), others: Float64Array.of(-Infinity) };
    expect(openQuestion(alone, performanceOnly)).toEqual({ unsettled: 0, valueOfInformation: 0 });
    const empty = { draws: matrix(2, 0), cost: 0, predicted: new Float32Array(0), others: new Float64Array(0) };
    expect(openQuestion(empty, performanceOnly)).toEqual({ unsettled: 0, valueOfInformation: 0 });
  });
});

/** Answers until an LLM of log-odds `ability` on every query is settled against one of log-odds 0: its posterior is that of a Rasch item. */
function answersUntilStop(ability: number, seed: number): number {
  const rng = seededRng(seed);
  const truth = 1 / (1 + Math.exp(-ability));
  const queries = 50;
  let right = 0;
  for (let n = 1; n <= 400; n++) {
    if (rng.uniform() < truth) right++;
    // Normal prior of variance 2 on the log-odds; mode by Newton's method.
    let theta = 0;
    for (let step = 0; step < 30; step++) {
      const p = 1 / (1 + Math.exp(-theta));
      theta -= (theta / 2 + n * p - right) / (1 / 2 + n * p * (1 - p));
    }
    const p = 1 / (1 + Math.exp(-theta));
    const view = {
      predicted: new Float32Array(queries).fill(p),
      sensitivity: matrix(queries, 1, new Float32Array(queries).fill(1)),
      posterior: {
        mean: Float64Array.of(theta),
        covariance: Float64Array.of(1 / (1 / 2 + n * p * (1 - p))),
        responses: n,
      },
    };
    const draws = posteriorDraws(view, 64, seededRng(1));
    const others = new Float64Array(queries).fill(0.5);
    const { unsettled } = openQuestion({ draws, cost: 0, predicted: view.predicted, others }, performanceOnly);
    if (n >= 10 && unsettled <= 0.02) return n;
  }
  return 400;
}

describe('stopping by open choices', () => {
  const seeds = [...Array(20).keys()];
  const average = (ability: number) =>
    seeds.reduce((sum, seed) => sum + answersUntilStop(ability, seed), 0) / seeds.length;

  it('comes later for an LLM near the boundary than for one that is clearly better or worse', () => {
    const [worse, near, better] = [average(-2), average(0.2), average(2)];
    expect(worse).toBeLessThan(30);
    expect(better).toBeLessThan(30);
    expect(near).toBeGreaterThan(3 * Math.max(worse, better));
  });
});
