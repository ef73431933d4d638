import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import { objective } from '../../../src/domain/objective.js';
import { seededRng } from '../../../src/domain/random.js';
import type { ResponseMatrix } from '../../../src/domain/responses.js';
import { evaluateRouter } from '../../../src/evaluation/evaluate-router.js';
import { auc, expectedCalibrationError, predictionMetrics } from '../../../src/evaluation/prediction-metrics.js';
import { mergeFolds } from '../../../src/evaluation/merge-reports.js';
import { references } from '../../../src/evaluation/references.js';
import { testSet } from '../../../src/evaluation/test-set.js';

const f = (...values: number[]) => Float32Array.from(values);

describe('AUC', () => {
  // Pairs (positive, negative): .8>.1, .8>.4, .35>.1, .35<.4 → 3 of 4 right.
  it('counts the pairs that are in order', () => {
    expect(auc(f(0.1, 0.4, 0.35, 0.8), f(0, 0, 1, 1))).toBe(0.75);
  });

  it('counts a tie as half', () => {
    expect(auc(f(0.5, 0.5, 0.5, 0.5), f(0, 1, 0, 1))).toBe(0.5);
    expect(auc(f(0.2, 0.7, 0.7), f(0, 0, 1))).toBe(0.75);
  });

  it('is null when only one class occurs', () => {
    expect(auc(f(0.1, 0.9), f(1, 1))).toBeNull();
    expect(auc(f(), f())).toBeNull();
  });

  it('equals the count over all pairs on random scores with ties', () => {
    const rng = seededRng(5);
    const p = Float32Array.from({ length: 300 }, () => rng.integer(20) / 20);
    const y = Float32Array.from({ length: 300 }, () => rng.integer(3) / 2);
    let right = 0;
    let pairs = 0;
    for (let i = 0; i < 300; i++) {
      for (let j = 0; j < 300; j++) {
        if (!((y[i] as number) >= 0.5 && (y[j] as number) < 0.5)) continue;
        pairs++;
        right += (p[i] as number) > (p[j] as number) ? 1 : p[i] === p[j] ? 0.5 : 0;
      }
    }
    expect(auc(p, y)).toBeCloseTo(right / pairs, 12);
  });
});

describe('prediction metrics', () => {
  it('agrees with figures worked by hand', () => {
    // errors −.1, .6, −.2, 0 → squares .01 .36 .04 0
    const m = predictionMetrics(f(0.9, 0.6, 0.3, 0.5), f(1, 0, 0.5, 0.5));
    expect(m?.brier).toBeCloseTo(0.41 / 4, 6);
    expect(m?.rmse).toBeCloseTo(Math.sqrt(0.41 / 4), 6);
    expect(m?.mae).toBeCloseTo(0.9 / 4, 6);
    expect(m?.accuracy).toBe(0.5);
  });

  it('has ECE 0 for a calibrated and 0.4 for a constant over-confident forecast', () => {
    expect(expectedCalibrationError(f(0.5, 0.5, 0.05, 0.05), f(1, 0, 0.1, 0))).toBeCloseTo(0, 6);
    expect(expectedCalibrationError(f(0.9, 0.9), f(1, 0))).toBeCloseTo(0.4, 6);
    expect(expectedCalibrationError(f(1), f(1))).toBe(0);
  });

  it('refuses arrays that do not fit and has no figure for nothing', () => {
    expect(() => predictionMetrics(f(0.1), f(0, 1))).toThrow('1 predictions do not fit 2 observations');
    expect(predictionMetrics(f(), f())).toBeNull();
  });
});

/** Two tasks, three LLMs; "dear" is always right, "cheap" only on task a, "odd" only on task b. */
function world(costs: readonly number[] | null, missing: number | null = null): ResponseMatrix {
  const tasks = ['a', 'a', 'b', 'b'];
  const y = [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1];
  const keep = y.map((_, i) => i !== missing);
  const entries = [...y.keys()].filter((i) => keep[i]);
  return {
    queries: tasks.map((task, i) => ({ id: `q${i}`, text: 'x'.repeat(4000), task })),
    llms: ['dear', 'cheap', 'odd'].map(llmId),
    rowStart: Uint32Array.from([0, 3, 6, 9, 12], (end) => entries.filter((i) => i < end).length),
    llmIndex: Uint16Array.from(entries, (i) => i % 3),
    performance: Float32Array.from(entries, (i) => y[i] as number),
    cost: costs && Float32Array.from(entries, (i) => costs[i % 3] as number),
    inputTokens: null,
    outputTokens: null,
  };
}

/** Several worlds below each other, with ids of their own. */
function joinWorlds(worlds: readonly ResponseMatrix[]): ResponseMatrix {
  const flat = <T>(pick: (w: ResponseMatrix) => ArrayLike<T>) => worlds.flatMap((w) => Array.from(pick(w)));
  const starts = [0];
  for (const w of worlds)
    for (let q = 0; q < w.queries.length; q++)
      starts.push((starts.at(-1) as number) + (w.rowStart[q + 1] as number) - (w.rowStart[q] as number));
  return {
    ...(worlds[0] as ResponseMatrix),
    queries: flat((w) => w.queries).map((q, i) => ({ ...q, id: `j${i}` })),
    rowStart: Uint32Array.from(starts),
    llmIndex: Uint16Array.from(flat((w) => w.llmIndex)),
    performance: Float32Array.from(flat((w) => w.performance)),
    cost: Float32Array.from(flat((w) => w.cost as Float32Array)),
  };
}

describe('references', () => {
  const test = testSet(world([1, 0.1, 0.1]), null);
  const [performanceFirst, costFirst] = [objective(1), objective(0.2)];

  it('takes the dearest policy as the scale of cost', () => {
    expect(test.dearestTotal).toBeCloseTo(4, 6);
    expect(test.costSource).toBe('observed');
  });

  it('gives best single, dataset oracle and oracle as worked by hand', () => {
    const r = references(test, [performanceFirst, costFirst]);
    expect(r.bestSingle[0]).toMatchObject({ llm: 'dear', performance: 1, totalCost: 4, reward: 100 });
    expect(r.bestSingle[1]?.llm).toBe('cheap');
    expect(r.bestSingle[1]?.reward).toBeCloseTo(100 * (0.2 * 0.5 - (0.8 * 0.4) / 4), 4);
    expect(r.datasetOracle[1]).toMatchObject({
      performance: 1,
      shares: { cheap: 0.5, odd: 0.5 },
      perTask: { a: 1, b: 1 },
    });
    expect(r.oracle[1]?.reward).toBeCloseTo(100 * (0.2 - (0.8 * 0.4) / 4), 4);
    expect(r.random[0]?.performance).toBeCloseTo(8 / 12, 6);
    expect(r.random[0]?.totalCost).toBeCloseTo(4 * 0.4, 6);
  });

  it('never uses an LLM where it was not observed', () => {
    const sparse = testSet(world([1, 0.1, 0.1], 1), null);
    const r = references(sparse, [performanceFirst]);
    expect(r.bestSingle.map((b) => b.llm)).not.toContain('cheap');
    expect(r.oracle[0]?.performance).toBe(1);
  });

  it('measures a single LLM over the queries it has, and its cost as if it had them all', () => {
    const sparse = testSet(world([1, 0.1, 0.1], 1), null);
    // "cheap" lacks one of four queries, too many to be compared; "dear" and "odd" have all four.
    expect(references(sparse, [costFirst]).bestSingle[0]).toMatchObject({ llm: 'odd', coverage: 1, performance: 0.5 });
    const nearly = Array.from({ length: 5 }, () => world([1, 0.1, 0.1])).concat(world([1, 0.1, 0.1], 7));
    const joined = joinWorlds(nearly);
    const best = references(testSet(joined, null), [objective(0.5)]).bestSingle[0];
    expect(best?.llm).toBe('cheap');
    expect(best?.coverage).toBeCloseTo(23 / 24, 12);
    expect(best?.performance).toBeCloseTo(12 / 23, 6);
    expect(best?.totalCost).toBeCloseTo(2.4, 5);
  });

  it('uses prices where the data have no cost: characters / 4 + 300 tokens', () => {
    const prices = new Map(
      ['dear', 'cheap', 'odd'].map((id, j) => [llmId(id), { inputPerMillion: j + 1, outputPerMillion: j + 1 }]),
    );
    const priced = testSet(world(null), prices);
    expect(priced.costSource).toBe('prices');
    expect(priced.spend[2]).toBeCloseTo((3 * (1000 + 300)) / 1e6, 9);
    expect(() => testSet(world(null), new Map([...prices].slice(1)))).toThrow('No price is given for dear.');
    const free = testSet(world(null), null);
    expect(free.costSource).toBe('none');
    expect(references(free, [performanceFirst]).bestSingle[0]?.totalCost).toBeNull();
  });
});

describe('router evaluation', () => {
  const test = testSet(world([1, 0.1, 0.1], 1), null);
  const predicted = { rows: 4, cols: 3, data: f(0.9, 0.95, 0.1, 0.9, 0.8, 0.1, 0.9, 0.1, 0.8, 0.5, 0.1, 0.5) };
  const predictions = {
    router: 'r',
    output: 'performance' as const,
    predicted,
    llms: test.responses.llms,
    cost: f(1, 0.1, 0.1),
  };

  it('chooses by α·P̂ − β·C among observed LLMs, ties to the cheaper', () => {
    const [first, second] = evaluateRouter(test, predictions, [objective(1), objective(0.5)], 4);
    expect(first).toMatchObject({ router: 'r', alpha: 1, seed: 4, performance: 1, shares: { dear: 0.75, odd: 0.25 } });
    expect(first?.auc).not.toBeNull();
    expect(second?.shares).toEqual({ cheap: 0.25, odd: 0.75 });
  });

  it('follows a preference as it is and claims no prediction quality for it', () => {
    const [only] = evaluateRouter(test, { ...predictions, output: 'preference' }, [objective(0)], 4);
    expect(only).toMatchObject({ auc: null, ece: null, rmse: null, shares: { dear: 0.75, odd: 0.25 } });
  });
});

describe('merged folds', () => {
  const fold = (testQueries: number, performance: number, auc: number | null, llm: string) => {
    const figures = {
      performance,
      totalCost: performance,
      reward: 10 * performance,
      shares: { [llm]: 1 },
      perTask: { [llm]: performance },
    };
    const errors = { accuracy: 0.5, rmse: 0.5, mae: 0.5, brier: 0.25, ece: 0.1 };
    return {
      testQueries,
      results: [{ router: 'r', alpha: 0.8, seed: 7, ...figures, ...errors, auc }],
      references: {
        bestSingle: [{ alpha: 0.8, llm: llmId(llm), coverage: 1, ...figures }],
        random: [],
        datasetOracle: [],
        oracle: [],
      },
    };
  };

  it('weighs figures by test queries, adds up costs and keeps what names the row', () => {
    const { results, references: merged } = mergeFolds([fold(30, 0.5, 0.8, 'a'), fold(10, 0.9, 0.4, 'b')]);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      router: 'r',
      alpha: 0.8,
      seed: 7,
      shares: { a: 0.75, b: 0.25 },
      perTask: { a: 0.5, b: 0.9 },
    });
    expect(results[0]?.performance).toBeCloseTo(0.6, 12);
    expect(results[0]?.totalCost).toBeCloseTo(1.4, 12);
    expect(results[0]?.auc).toBeCloseTo(0.7, 12);
    expect(merged.bestSingle[0]?.llm).toBe('a | b');
  });

  it('has no figure where a fold has none', () => {
    expect(mergeFolds([fold(30, 0.5, null, 'a'), fold(10, 0.9, 0.4, 'a')]).results[0]?.auc).toBeNull();
  });
});
