import type { Objective } from '../domain/objective.js';
import type { TestSet } from './test-set.js';

/** What a sequence of choices is worth on a test set. */
export interface RoutingMetrics {
  /** Mean observed performance of the chosen LLMs, in [0, 1]. */
  readonly performance: number;
  /** USD over all test queries (paper eq. 11); null where the data and the caller give no cost. */
  readonly totalCost: number | null;
  /** 100 · (α·performance − β·total cost / total cost of the dearest LLM) (paper eq. 12). */
  readonly reward: number;
  /** Share of queries sent to each LLM; they sum to 1. */
  readonly shares: Readonly<Record<string, number>>;
  /** Mean performance by task. */
  readonly perTask: Readonly<Record<string, number>>;
}

export const REWARD_SCALE = 100;

/** Reward from a mean performance and a total in USD. */
export function reward(test: TestSet, objective: Objective, performance: number, total: number): number {
  const relative = test.dearestTotal > 0 ? total / test.dearestTotal : 0;
  return REWARD_SCALE * (objective.alpha * performance - objective.beta * relative);
}

/** `choice` is [queries]: the column of the chosen LLM, which must have been observed on that query. */
export function routingMetrics(test: TestSet, choice: Int32Array, objective: Objective): RoutingMetrics {
  const { llms, queries } = test.responses;
  const counts = new Float64Array(llms.length);
  const tasks = new Map<string, { sum: number; count: number }>();
  let sum = 0;
  let total = 0;
  for (let q = 0; q < queries.length; q++) {
    const j = choice[q] as number;
    const y = test.performance[q * llms.length + j] as number;
    if (!(y >= 0)) throw new RangeError(`query ${q} was given to LLM ${llms[j] ?? j}, which was not observed on it`);
    counts[j] = (counts[j] as number) + 1;
    sum += y;
    total += test.spend[q * llms.length + j] as number;
    const name = queries[q]?.task ?? 'none';
    const task = tasks.get(name) ?? { sum: 0, count: 0 };
    tasks.set(name, { sum: task.sum + y, count: task.count + 1 });
  }
  const n = Math.max(1, queries.length);
  return {
    performance: sum / n,
    totalCost: test.costSource === 'none' ? null : total,
    reward: reward(test, objective, sum / n, total),
    shares: Object.fromEntries(
      llms.flatMap((llm, j) => ((counts[j] as number) > 0 ? [[llm, (counts[j] as number) / n]] : [])),
    ),
    perTask: Object.fromEntries(
      [...tasks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, t]) => [name, t.sum / t.count]),
    ),
  };
}
