import type { LlmId } from '../domain/ids.js';
import type { ResponseMatrix } from '../domain/responses.js';
import { meanPerformance } from '../domain/responses.js';

/** Counts of a response matrix, for reports; plain JSON. */
export interface MatrixSummary {
  readonly queries: number;
  readonly llms: number;
  readonly responses: number;
  /** Responses ÷ (queries × LLMs), in [0, 1]; 0 for an empty matrix. */
  readonly density: number;
  /** Queries of each task, alphabetical; `null` stands for queries without one. */
  readonly queriesPerTask: readonly { readonly task: string | null; readonly queries: number }[];
  /** Mean observed performance and responses of each LLM, in column order; null for an LLM without responses. */
  readonly perLlm: readonly {
    readonly llm: LlmId;
    readonly responses: number;
    readonly meanPerformance: number | null;
  }[];
  /** Share of the responses whose cost is known, in [0, 1]. */
  readonly knownCostShare: number;
}

export function summarise(m: ResponseMatrix): MatrixSummary {
  const responses = m.performance.length;
  const cells = m.queries.length * m.llms.length;
  const perTask = new Map<string | null, number>();
  for (const { task } of m.queries) perTask.set(task, (perTask.get(task) ?? 0) + 1);
  const perLlm = new Uint32Array(m.llms.length);
  for (const j of m.llmIndex) perLlm[j] = (perLlm[j] as number) + 1;
  const means = meanPerformance(m);
  const known = m.cost?.reduce((count, cost) => count + Number(!Number.isNaN(cost)), 0) ?? 0;
  return {
    queries: m.queries.length,
    llms: m.llms.length,
    responses,
    density: cells === 0 ? 0 : responses / cells,
    queriesPerTask: [...perTask]
      .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
      .map(([task, queries]) => ({ task, queries })),
    perLlm: m.llms.map((llm, j) => ({
      llm,
      responses: perLlm[j] as number,
      meanPerformance: Number.isNaN(means[j]) ? null : (means[j] as number),
    })),
    knownCostShare: responses === 0 ? 0 : known / responses,
  };
}
