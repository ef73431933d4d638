import type { LlmId } from '../domain/ids.js';
import type { Objective } from '../domain/objective.js';
import type { RoutingMetrics } from './routing-metrics.js';
import { reward, routingMetrics } from './routing-metrics.js';
import type { TestSet } from './test-set.js';

/** Lines that every result is read against. All but `random` look at the test responses: they are bounds, not routers. */
export interface References {
  /** The one LLM with the best reward on this test set; `coverage` is the share of queries it was observed on. */
  readonly bestSingle: readonly ({
    readonly alpha: number;
    readonly llm: LlmId;
    readonly coverage: number;
  } & RoutingMetrics)[];
  /** Expectation of a uniform choice. */
  readonly random: readonly { readonly alpha: number; performance: number; totalCost: number | null; reward: number }[];
  /** The best LLM for each task. */
  readonly datasetOracle: readonly ({ readonly alpha: number } & RoutingMetrics)[];
  /** The best LLM for each query. */
  readonly oracle: readonly ({ readonly alpha: number } & RoutingMetrics)[];
}

/** LLMs observed on at least this share of what the best observed one has are compared as single policies. */
const COMPARABLE_COVERAGE = 0.9;

export function references(test: TestSet, objectives: readonly Objective[]): References {
  return {
    bestSingle: objectives.flatMap((o) => bestSingle(test, o) ?? []),
    random: objectives.map((o) => ({ alpha: o.alpha, ...random(test, o) })),
    datasetOracle: objectives.map((o) => ({ alpha: o.alpha, ...routingMetrics(test, datasetOracle(test, o), o) })),
    oracle: objectives.map((o) => ({ alpha: o.alpha, ...routingMetrics(test, oracleChoice(test, o), o) })),
  };
}

/** What choosing LLM j on query q adds to the reward, up to a constant factor; −Infinity where not observed. */
function worth(test: TestSet, o: Objective, q: number, j: number): number {
  const i = q * test.responses.llms.length + j;
  const y = test.performance[i] as number;
  if (Number.isNaN(y)) return Number.NEGATIVE_INFINITY;
  const n = test.responses.queries.length;
  const cost = test.dearestTotal > 0 ? ((test.spend[i] as number) * n) / test.dearestTotal : 0;
  return o.alpha * y - o.beta * cost;
}

/** The observed column with the largest value. */
function argmaxObserved(test: TestSet, q: number, value: (j: number) => number): number {
  let best = -1;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < test.responses.llms.length; j++) {
    if (Number.isNaN(test.performance[q * test.responses.llms.length + j])) continue;
    const v = value(j);
    if (best < 0 || v > bestValue) [best, bestValue] = [j, v];
  }
  return best;
}

function oracleChoice(test: TestSet, o: Objective): Int32Array {
  return Int32Array.from(test.responses.queries, (_, q) => argmaxObserved(test, q, (j) => worth(test, o, q, j)));
}

/**
 * The one LLM with the best reward, over the queries that it was observed on; its total cost is its mean spend for all
 * queries. Only LLMs with nearly the widest coverage are compared: means over different queries do not compare.
 */
function bestSingle(test: TestSet, o: Objective): References['bestSingle'][number] | null {
  const { llms, queries } = test.responses;
  const rows = llms.map((_, j) =>
    [...queries.keys()].filter((q) => !Number.isNaN(test.performance[q * llms.length + j])),
  );
  const widest = Math.max(...rows.map((r) => r.length));
  let best: References['bestSingle'][number] | null = null;
  rows.forEach((seen, j) => {
    if (seen.length < COMPARABLE_COVERAGE * widest) return;
    const metrics = singlePolicy(test, o, j, seen);
    if (!best || metrics.reward > best.reward) best = { alpha: o.alpha, llm: llms[j] as LlmId, ...metrics };
  });
  return best;
}

function singlePolicy(
  test: TestSet,
  o: Objective,
  j: number,
  rows: readonly number[],
): RoutingMetrics & { coverage: number } {
  const { llms, queries } = test.responses;
  const part: TestSet = {
    ...test,
    responses: { ...test.responses, queries: rows.map((q) => queries[q] as (typeof queries)[number]) },
    performance: Float32Array.from(rows, (q) => test.performance[q * llms.length + j] as number),
    spend: Float32Array.from(rows, (q) => test.spend[q * llms.length + j] as number),
  };
  const alone = { ...part, responses: { ...part.responses, llms: [llms[j] as LlmId] } };
  const metrics = routingMetrics(alone, new Int32Array(rows.length), o);
  const total = metrics.totalCost === null ? 0 : (metrics.totalCost / rows.length) * queries.length;
  return {
    ...metrics,
    totalCost: metrics.totalCost === null ? null : total,
    reward: reward(test, o, metrics.performance, total),
    coverage: rows.length / queries.length,
  };
}

function random(test: TestSet, o: Objective) {
  const { llms, queries } = test.responses;
  let performance = 0;
  let total = 0;
  for (let q = 0; q < queries.length; q++) {
    let y = 0;
    let usd = 0;
    let count = 0;
    for (let i = q * llms.length; i < (q + 1) * llms.length; i++) {
      if (Number.isNaN(test.performance[i])) continue;
      y += test.performance[i] as number;
      usd += test.spend[i] as number;
      count++;
    }
    performance += y / count / queries.length;
    total += usd / count;
  }
  const totalCost = test.costSource === 'none' ? null : total;
  return { performance, totalCost, reward: reward(test, o, performance, total) };
}

function datasetOracle(test: TestSet, o: Objective): Int32Array {
  const { llms, queries } = test.responses;
  const byTask = new Map<string, number[]>();
  queries.forEach(({ task }, q) => {
    const rows = byTask.get(task ?? '');
    if (rows) rows.push(q);
    else byTask.set(task ?? '', [q]);
  });
  const choice = new Int32Array(queries.length);
  for (const rows of byTask.values()) {
    const means = llms.map((_, j) => {
      const seen = rows.map((q) => worth(test, o, q, j)).filter(Number.isFinite);
      return seen.length > 0 ? seen.reduce((sum, w) => sum + w, 0) / seen.length : Number.NEGATIVE_INFINITY;
    });
    for (const q of rows) choice[q] = argmaxObserved(test, q, (j) => means[j] as number);
  }
  return choice;
}
