import type { LlmId } from '../../domain/ids.js';
import type { ResponseMatrix } from '../../domain/responses.js';

/** Observed query–LLM edges over the LLMs of the graph; the edges of query i stand at start[i] … start[i + 1] − 1. */
export interface Edges {
  readonly llms: readonly LlmId[];
  /** [queries + 1] */
  readonly start: Uint32Array;
  /** [edges] column in `llms`. */
  readonly llm: Uint16Array;
  /** [edges] y − ȳ_j: performance above the mean of the LLM, in [−1, 1]. */
  readonly residual: Float32Array;
  /** [queries] number of the task node, −1 for a query whose task is not in the graph. */
  readonly task: Int32Array;
}

/** The edges of `responses` to `llms` with mean performance `means` ([llms]); others are left out. */
export function edgesOf(
  responses: ResponseMatrix,
  llms: readonly LlmId[],
  means: Float32Array,
  tasks: readonly (string | null)[],
): Edges {
  const columns = new Map(llms.map((llm, j) => [llm, j]));
  const to = responses.llms.map((llm) => columns.get(llm) ?? -1);
  const taskNumbers = new Map(tasks.map((task, t) => [task, t]));
  const start = new Uint32Array(responses.queries.length + 1);
  const llm = new Uint16Array(responses.performance.length);
  const residual = new Float32Array(responses.performance.length);
  let at = 0;
  for (let q = 0; q < responses.queries.length; q++) {
    for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
      const j = to[responses.llmIndex[e] as number] as number;
      if (j < 0) continue;
      llm[at] = j;
      residual[at] = (responses.performance[e] as number) - (means[j] as number);
      at++;
    }
    start[q + 1] = at;
  }
  const task = Int32Array.from(responses.queries, (query) => taskNumbers.get(query.task) ?? -1);
  return { llms, start, llm: llm.subarray(0, at), residual: residual.subarray(0, at), task };
}

/** Labels of the task nodes in the order in which they appear; null is the node of queries without a label. */
export const taskNodes = ({ queries }: ResponseMatrix): readonly (string | null)[] => [
  ...new Set(queries.map(({ task }) => task)),
];
