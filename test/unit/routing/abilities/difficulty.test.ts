import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { objective } from '../../../../src/domain/objective.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { ResponseMatrix } from '../../../../src/domain/responses.js';
import { difficultyBins } from '../../../../src/routing/abilities/difficulty-histogram.js';
import { analysePart, extremes } from '../../../../src/routing/abilities/routing-analysis.js';
import { rank } from '../../../../src/routing/ranking.js';

const f = (...values: number[]) => Float32Array.from(values);
const [small, large] = [llmId('small'), llmId('large')];

/** Query 0: both answered; 1: large only; 2: nobody; 3: small only. */
const responses: ResponseMatrix = {
  queries: [0, 1, 2, 3].map((q) => ({ id: `q${q}`, text: null, task: null })),
  llms: [large, small],
  rowStart: Uint32Array.of(0, 2, 3, 3, 4),
  llmIndex: Uint16Array.of(0, 1, 0, 1),
  performance: f(1, 0.5, 0.25, 0),
  cost: null,
  inputTokens: null,
  outputTokens: null,
};

describe('difficulty histogram', () => {
  it('counts queries and averages what was predicted and observed, bin by bin', () => {
    const bins = difficultyBins(f(0.1, 0.4, 0.45, 1), responses, 4);
    expect(bins.map((b) => [b.from, b.to, b.queries, b.responses])).toEqual([
      [0, 0.25, 1, 2],
      [0.25, 0.5, 2, 1],
      [0.5, 0.75, 0, 0],
      [0.75, 1, 1, 1],
    ]);
    expect(bins[0]?.observedPerformance).toBeCloseTo(0.75, 6);
    expect(bins[1]?.predictedPerformance).toBeCloseTo(0.575, 6);
    expect(bins[2]).toMatchObject({ predictedPerformance: null, observedPerformance: null });
    expect(bins[3]).toMatchObject({ predictedPerformance: 0, observedPerformance: 0 });
  });

  it('loses no query, at any number of bins', () => {
    const rng = seededRng(3);
    const many = Float32Array.from({ length: 500 }, () => rng.uniform());
    const none = { ...responses, rowStart: new Uint32Array(501) };
    for (const n of [1, 7, 100]) {
      expect(difficultyBins(many, none, n).reduce((sum, b) => sum + b.queries, 0)).toBe(500);
    }
  });
});

describe('routing analysis', () => {
  const difficulty = f(0.2, 0.8, 0.2, 0.9);
  const predicted = matrix(4, 2, f(0.7, 0.9, 0.2, 0.6, 0.8, 0.85, 0.1, 0.15));
  const candidates = { llms: [small, large], cost: f(0.1, 1) };
  const part = (alpha: number, rows: number[]) =>
    analysePart(
      { predicted, candidates, objective: objective(alpha), output: 'performance', policy: null, responses },
      difficulty,
      Uint32Array.from(rows),
    );

  it('takes a share from either end; equally hard ones by their place', () => {
    const { hardest, easiest } = extremes(f(0.5, 0.1, 0.5, 0.9, 0.1), 0.4);
    expect([[...hardest], [...easiest]]).toEqual([
      [2, 3],
      [1, 4],
    ]);
  });

  it('says who is chosen, what is expected of them and how they did where they were tested', () => {
    const hard = part(1, [1, 3]);
    expect(hard).toMatchObject({ queries: 2, shares: [{ llm: large, share: 1 }], observations: 1, cost: 1 });
    expect(hard.difficulty).toEqual({ from: Math.fround(0.8), to: Math.fround(0.9) });
    expect(hard.predictedPerformance).toBeCloseTo(0.375, 6);
    expect(hard.observedPerformance).toBeCloseTo(0.25, 6);
    const cheap = part(0.5, [0, 1, 2, 3]);
    expect(cheap.shares).toEqual([{ llm: small, share: 1 }]);
    expect(cheap.observedPerformance).toBeCloseTo(0.25, 6);
    expect(cheap.cost).toBeCloseTo(0.1, 6);
    expect(part(1, [])).toMatchObject({ queries: 0, difficulty: null, shares: [], cost: null });
    expect(part(1, [2]).observedPerformance).toBeNull();
  });

  it('chooses as the ranking of a decision does, ties included', () => {
    const rng = seededRng(8);
    const llms = ['a', 'b', 'c', 'd'].map(llmId);
    const pool = { llms, cost: f(0.5, 0.25, 0.25, 0) };
    // Eighths tie often.
    const p = matrix(
      200,
      4,
      Float32Array.from({ length: 800 }, () => rng.integer(9) / 8),
    );
    const none = { ...responses, rowStart: new Uint32Array(201) };
    for (const alpha of [0, 0.5, 0.8, 1]) {
      const weights = objective(alpha);
      for (let q = 0; q < 200; q++) {
        const { shares } = analysePart(
          { predicted: p, candidates: pool, objective: weights, output: 'performance', policy: null, responses: none },
          new Float32Array(200),
          Uint32Array.of(q),
        );
        expect(shares[0]?.llm).toBe(rank(p.data.subarray(q * 4, q * 4 + 4), pool, 'performance', weights).llms[0]);
      }
    }
  });
});
