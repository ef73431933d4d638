import { describe, expect, it } from 'vitest';
import { assignmentProblem } from '../../../../src/domain/assignment/assign.js';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { matrix } from '../../../../src/domain/matrix.js';
import type { Rng } from '../../../../src/domain/random.js';
import { seededRng } from '../../../../src/domain/random.js';

interface Batch {
  readonly predicted: Matrix;
  readonly spend: Matrix;
}

const drawn = (queries: number, llms: number, p: () => number, usd: () => number): Batch => {
  const numbers = (draw: () => number) => Float32Array.from({ length: queries * llms }, draw);
  return { predicted: matrix(queries, llms, numbers(p)), spend: matrix(queries, llms, numbers(usd)) };
};

/** Small batches, half of them with few different numbers, so that there are ties. */
function smallBatch(rng: Rng): Batch {
  const queries = 1 + rng.integer(6);
  const llms = 1 + rng.integer(4);
  if (rng.uniform() < 0.5)
    return drawn(
      queries,
      llms,
      () => rng.integer(4) / 4,
      () => rng.integer(5),
    );
  return drawn(queries, llms, rng.uniform, rng.uniform);
}

/** The largest Σ P̂ within the budget, by trying everything. */
function exhaustive({ predicted, spend }: Batch, budget: number): number {
  const { rows, cols } = predicted;
  const best = (q: number, left: number): number => {
    if (q === rows) return 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = q * cols; i < (q + 1) * cols; i++) {
      const usd = spend.data[i] as number;
      if (usd <= left) most = Math.max(most, (predicted.data[i] as number) + best(q + 1, left - usd));
    }
    return most;
  };
  return best(0, budget + 1e-9);
}

const totals = ({ predicted, spend }: Batch, choice: Int32Array) => {
  const at = (m: Matrix) => choice.reduce((sum, j, q) => sum + (m.data[q * m.cols + j] as number), 0);
  return { performance: at(predicted), spend: at(spend) };
};

describe('batch assignment', () => {
  it('finds what trying everything finds, and proves it', () => {
    const rng = seededRng(1);
    let behind = 0;
    for (let round = 0; round < 600; round++) {
      const batch = smallBatch(rng);
      const problem = assignmentProblem(batch.predicted, batch.spend);
      const budget = problem.least + 1.1 * rng.uniform() * (problem.most - problem.least);
      const found = problem.assign(budget);
      const best = exhaustive(batch, budget);
      expect(found.performance).toBeCloseTo(best, 8);
      expect(found).toMatchObject({ proved: true, bound: found.performance });
      expect(found.spend).toBeLessThanOrEqual(budget + 1e-9);
      expect(totals(batch, found.choice).performance).toBeCloseTo(found.performance, 9);
      expect(totals(batch, found.choice).spend).toBeCloseTo(found.spend, 9);
      const greedy = problem.assign(budget, 'greedy');
      expect(greedy.spend).toBeLessThanOrEqual(budget + 1e-9);
      expect(greedy.performance).toBeLessThanOrEqual(best + 1e-9);
      expect(greedy.bound).toBeGreaterThanOrEqual(best - 1e-9);
      if (greedy.performance < best - 1e-9) behind++;
    }
    expect(behind).toBeGreaterThan(10);
  });

  it('gives everyone the cheapest LLM for the least budget, and the best one for the most', () => {
    const rng = seededRng(2);
    const batch = drawn(40, 5, rng.uniform, rng.uniform);
    const problem = assignmentProblem(batch.predicted, batch.spend);
    const rowOf = (m: Matrix, q: number) => m.data.subarray(q * 5, q * 5 + 5);
    const tight = problem.assign(problem.least);
    tight.choice.forEach((j, q) => expect(j).toBe(rowOf(batch.spend, q).indexOf(Math.min(...rowOf(batch.spend, q)))));
    for (const budget of [problem.most, 1e9]) {
      const all = problem.assign(budget);
      all.choice.forEach((j, q) =>
        expect(j).toBe(rowOf(batch.predicted, q).indexOf(Math.max(...rowOf(batch.predicted, q)))),
      );
      expect(all).toMatchObject({ proved: true, multiplier: 0 });
    }
  });

  it('refuses a budget below the least total and numbers that are none', () => {
    const batch = drawn(
      2,
      2,
      () => 0.5,
      () => 3,
    );
    const problem = assignmentProblem(batch.predicted, batch.spend);
    expect(problem.least).toBe(6);
    expect(() => problem.assign(5.99)).toThrow(/6 USD/);
    expect(() => problem.assign(Number.NaN)).toThrow(RangeError);
    expect(() => assignmentProblem(batch.predicted, matrix(2, 1))).toThrow(/2 × 2.*2 × 1/);
    const negative = matrix(1, 1, Float32Array.of(-1));
    expect(() => assignmentProblem(matrix(1, 1), negative)).toThrow(RangeError);
    expect(() => assignmentProblem(matrix(1, 1), matrix(1, 1, Float32Array.of(Number.NaN)))).toThrow(/query 0/);
  });

  it('takes free LLMs, and answers for no query', () => {
    const free = assignmentProblem(matrix(2, 2, Float32Array.of(0.1, 0.9, 0.8, 0.2)), matrix(2, 2));
    expect([...free.assign(0).choice]).toEqual([1, 0]);
    expect(assignmentProblem(matrix(0, 3), matrix(0, 3)).assign(0)).toMatchObject({ performance: 0, spend: 0 });
  });

  it('never chooses an LLM that cannot be chosen', () => {
    const spend = matrix(1, 2, Float32Array.of(1, Number.NaN));
    expect([...assignmentProblem(matrix(1, 2, Float32Array.of(0.1, 0.9)), spend).assign(9).choice]).toEqual([0]);
  });

  it('finds the one upgrade that fits where greed takes another', () => {
    // Greed buys 0.5 for 1 of the first query first; then the second query's 0.9 for 2 no longer fits.
    const predicted = matrix(2, 2, Float32Array.of(0, 0.5, 0, 0.9));
    const problem = assignmentProblem(predicted, matrix(2, 2, Float32Array.of(0, 1, 0, 2)));
    expect(problem.assign(2, 'greedy')).toMatchObject({ performance: 0.5, proved: false });
    expect([...problem.assign(2).choice]).toEqual([0, 1]);
  });

  it('says how far from the best it may be when it has to stop', () => {
    const rng = seededRng(3);
    const skill = Array.from({ length: 12 }, () => rng.uniform());
    const batch = drawn(300, 12, rng.uniform, rng.uniform);
    // Equal P̂ for every query makes every upgrade as efficient as many others: the hardest case.
    batch.predicted.data.forEach((_, i) => (batch.predicted.data[i] = skill[i % 12] as number));
    batch.spend.data.forEach((_, i) => (batch.spend.data[i] = ((i % 12) + 1) * (1 + (batch.spend.data[i] as number))));
    const hurried = assignmentProblem(batch.predicted, batch.spend, 2);
    const patient = assignmentProblem(batch.predicted, batch.spend);
    const budget = hurried.least + 0.3 * (hurried.most - hurried.least);
    const stopped = hurried.assign(budget);
    const best = patient.assign(budget);
    expect([stopped.proved, best.proved]).toEqual([false, true]);
    expect(stopped.performance).toBeLessThanOrEqual(best.performance);
    expect(stopped.bound).toBeGreaterThanOrEqual(best.performance);
    expect(stopped.bound - stopped.performance).toBeGreaterThan(0);
  });

  it('ends soon, with a small gap, on a batch where P̂ is a linear function of spend', () => {
    const rng = seededRng(9);
    const batch = drawn(
      1000,
      20,
      () => 0,
      () => 1 + rng.integer(1000),
    );
    batch.spend.data.forEach((usd, i) => (batch.predicted.data[i] = (usd + 100) / 1200));
    const problem = assignmentProblem(batch.predicted, batch.spend);
    const found = problem.assign(problem.least + 0.4 * (problem.most - problem.least));
    expect(found.proved).toBe(false);
    expect(found.bound - found.performance).toBeGreaterThan(0);
    expect(found.bound - found.performance).toBeLessThan(0.01);
  }, 20_000);

  it('buys more with more money, and no point of the Pareto set can be beaten', () => {
    const rng = seededRng(4);
    const batch = drawn(100, 8, rng.uniform, rng.uniform);
    const problem = assignmentProblem(batch.predicted, batch.spend);
    const points = problem.pareto(12);
    expect(points.length).toBeLessThanOrEqual(12);
    expect(points.length).toBeGreaterThan(6);
    expect(points[0]?.spend).toBeCloseTo(problem.least, 9);
    expect(points.at(-1)?.spend).toBeCloseTo(problem.most, 9);
    points.forEach(({ spend, performance }, i) => {
      expect(problem.assign(spend).performance).toBeCloseTo(performance, 8);
      if (i > 0) expect(performance).toBeGreaterThan(points[i - 1]?.performance ?? 0);
    });
  });

  it('assigns 1,000 queries to 20 LLMs in much less than a second for any budget', () => {
    const rng = seededRng(6);
    const price = Array.from({ length: 20 }, () => Math.exp(1.5 * rng.normal()));
    const batch = drawn(1000, 20, rng.uniform, rng.uniform);
    batch.spend.data.forEach((x, i) => (batch.spend.data[i] = (price[i % 20] as number) * (0.5 + x)));
    const problem = assignmentProblem(batch.predicted, batch.spend);
    for (const share of [0.05, 0.25, 0.5, 0.9]) {
      const budget = problem.least + share * (problem.most - problem.least);
      const found = problem.assign(budget);
      expect(found.proved).toBe(true);
      expect(found.performance).toBeGreaterThanOrEqual(problem.assign(budget, 'greedy').performance);
    }
  }, 5000);
});
