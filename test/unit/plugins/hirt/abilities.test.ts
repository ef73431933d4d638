import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { abilityDeviations, abilityPrior, deviationsOf } from '../../../../src/plugins/hirt/ability-deviation.js';
import { priorAbility } from '../../../../src/plugins/hirt/prior-ability.js';
import { residualDimensions } from '../../../../src/plugins/hirt/residual-dimensions.js';

const f = (...values: number[]) => Float32Array.from(values);

describe('posterior deviation of θ', () => {
  it('is 1/√(prior + Σ w·a²·P̂(1 − P̂)) in one dimension, and the prior without responses', () => {
    const responses = {
      queries: [1, 2].map((q) => ({ id: `q${q}`, text: null, task: null })),
      llms: [llmId('x'), llmId('unseen')],
      rowStart: Uint32Array.of(0, 1, 2),
      llmIndex: Uint16Array.of(0, 0),
      performance: f(1, 0),
      cost: null,
      inputTokens: null,
      outputTokens: null,
    };
    const items = { discrimination: matrix(2, 1, f(1, 2)), difficulty: Float64Array.of(0, 1), weights: f(1, 3) };
    const [seen, unseen] = abilityDeviations(items, responses, f(0.5, 0.5), Float64Array.of(4));
    const p = 1 / (1 + Math.exp(-0.5));
    // The second query has log-odds 2·0.5 − 1 = 0, so P̂(1 − P̂) = ¼.
    expect(seen).toBeCloseTo(1 / Math.sqrt(4 + p * (1 - p) + 3 * 4 * 0.25), 6);
    expect(unseen).toBeCloseTo(0.5, 6);
  });

  it('has a prior under which the abilities of one LLM go together', () => {
    const prior = abilityPrior(3, 2, 5, Float64Array.of(16));
    // Variance of each task: 1/overall + 1/ability.
    const deviations = deviationsOf(prior.slice(), 4);
    for (const s of deviations.subarray(0, 3)) expect(s).toBeCloseTo(Math.sqrt(1 / 2 + 1 / 5), 10);
    expect(deviations[3]).toBeCloseTo(1 / 4, 10);
    // prior · covariance = identity, for the covariance written out.
    const covariance = (i: number, k: number) =>
      i === 3 || k === 3 ? (i === k ? 1 / 16 : 0) : 0.5 + (i === k ? 0.2 : 0);
    for (let i = 0; i < 4; i++) {
      for (let k = 0; k < 4; k++) {
        let sum = 0;
        for (let m = 0; m < 4; m++) sum += (prior[i * 4 + m] as number) * covariance(m, k);
        expect(sum).toBeCloseTo(i === k ? 1 : 0, 10);
      }
    }
  });
});

describe('residual dimensions', () => {
  const residual = Float64Array.of(3, 1, 0, -1, 2, 1, 1, 0, 5, 1, 1, -2);
  const scatter = Float64Array.of(8, 2, 0, 2, 4, 1, 0, 1, 2);
  const rebuilt = (dims: number) => {
    const r = residualDimensions(residual, 4, scatter, 2, dims);
    const rows = residual.map((_, i) => {
      const [j, c] = [Math.floor(i / 3), i % 3];
      let sum = r.mean[c] as number;
      for (let k = 0; k < r.dims; k++) {
        sum += (r.abilities[j * r.dims + k] as number) * (r.directions[k * 3 + c] as number);
      }
      return sum;
    });
    return { ...r, rows };
  };
  /** Σ over LLMs of error'·scatter·error */
  const lost = (rows: Float64Array) => {
    let sum = 0;
    for (let j = 0; j < 4; j++) {
      for (let a = 0; a < 3; a++) {
        for (let b = 0; b < 3; b++) {
          const error = (c: number) => (rows[j * 3 + c] as number) - (residual[j * 3 + c] as number);
          sum += error(a) * (scatter[a * 3 + b] as number) * error(b);
        }
      }
    }
    return sum;
  };

  it('give back the whole with enough of them, the mean with none, and lose less with each', () => {
    const all = rebuilt(9);
    expect(all.dims).toBe(3);
    all.rows.forEach((x, i) => expect(x).toBeCloseTo(residual[i] as number, 8));
    const losses = [0, 1, 2, 3].map((dims) => lost(rebuilt(dims).rows));
    for (let k = 1; k < 4; k++) expect(losses[k]).toBeLessThan(losses[k - 1] as number);
    // Golden: the eigenvalues of centred·scatter·centredᵀ by power iteration, in Python 3.
    expect(losses[0]).toBeCloseTo(108, 8);
    expect(losses[1]).toBeCloseTo(40.7779214830645, 6);
  });

  it('have a mean square of 1 over the queries and a sign that does not hang on rounding', () => {
    const { directions, abilities, dims } = rebuilt(3);
    for (let k = 0; k < dims; k++) {
      let square = 0;
      for (let a = 0; a < 3; a++) {
        for (let b = 0; b < 3; b++) {
          square +=
            (directions[k * 3 + a] as number) * (scatter[a * 3 + b] as number) * (directions[k * 3 + b] as number);
        }
      }
      expect(square / 2).toBeCloseTo(1, 8);
      const column = Array.from({ length: 4 }, (_, j) => abilities[j * dims + k] as number);
      const largest = column.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0);
      expect(largest).toBeGreaterThan(0);
    }
  });

  it('are none where the LLMs are equal or there is one', () => {
    expect(residualDimensions(Float64Array.of(1, 2, 1, 2), 2, Float64Array.of(1, 0, 0, 1), 1, 4).dims).toBe(0);
    expect(residualDimensions(Float64Array.of(1, 2), 1, Float64Array.of(1, 0, 0, 1), 1, 4).dims).toBe(0);
  });
});

describe('prior ability of an LLM without responses', () => {
  const known = {
    abilities: matrix(2, 1, f(1, 3)),
    deviations: f(0.5, 0.5),
    profiles: matrix(2, 2, f(1, 0, 0, 1)),
  };

  it('is the mean of the others, moved by a ridge over their profiles', () => {
    const prior = priorAbility(known, 1, Float64Array.of(4));
    expect([...prior.mean]).toEqual([2]);
    expect([...prior.profileMean]).toEqual([0.5, 0.5]);
    // Centred profiles ±(½, −½) have inner products ±½ and a mean diagonal of ½: (G + ½·I)⁻¹·(−1, 1) = (−⅔, ⅔).
    expect(prior.weights[0]).toBeCloseTo(-2 / 3, 6);
    expect(prior.weights[1]).toBeCloseTo(2 / 3, 6);
    // Spread: (1² + 1² + 2·0.5² + 4) / 3
    expect(prior.deviation[0]).toBeCloseTo(Math.sqrt(6.5 / 3), 6);
  });

  it('is the mean alone under heavy shrinkage, and where profiles do not differ', () => {
    for (const x of priorAbility(known, 1e9, Float64Array.of(4)).weights) expect(Math.abs(x)).toBeLessThan(1e-8);
    const alike = { ...known, profiles: matrix(2, 2, f(1, 1, 1, 1)) };
    expect([...priorAbility(alike, 1, Float64Array.of(4)).weights]).toEqual([0, 0]);
    const none = { ...known, profiles: matrix(2, 2) };
    expect([...priorAbility(none, 1, Float64Array.of(4)).weights]).toEqual([0, 0]);
  });
});
