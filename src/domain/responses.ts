import type { LlmId } from './ids.js';
import type { Matrix } from './matrix.js';
import { matrix } from './matrix.js';

/** A query (item) that LLMs were tested on. The text is null where it is not stored (the bootstrap ships no text). */
export interface TrainingQuery {
  readonly id: string;
  readonly text: string | null;
  /** Task or data set label, for example `gsm8k`; null where the source has none. */
  readonly task: string | null;
}

/**
 * Sparse response matrix in compressed rows: the entries of query i stand at rowStart[i] … rowStart[i + 1] − 1.
 * A pair without an entry was not observed; that is not a zero.
 */
export interface ResponseMatrix {
  readonly queries: readonly TrainingQuery[];
  readonly llms: readonly LlmId[];
  /** [queries + 1], non-decreasing, starts at 0. */
  readonly rowStart: Uint32Array;
  /** [entries] column of each entry, ascending within a row, no repeats. */
  readonly llmIndex: Uint16Array;
  /** [entries] y in [0, 1]. */
  readonly performance: Float32Array;
  /** [entries] USD for this answer, NaN where not known; null where no entry has one. */
  readonly cost: Float32Array | null;
  /** [entries] token counts, NaN where not known; null where no entry has one. */
  readonly inputTokens: Float32Array | null;
  readonly outputTokens: Float32Array | null;
}

/** Observed performance as a dense [queries, llms] matrix, NaN where not observed. */
export function densePerformance(m: ResponseMatrix): Matrix {
  return densify(m, m.performance);
}

/** Cost of each answer in USD as a dense [queries, llms] matrix, NaN where not known; null where none is. */
export function denseCost(m: ResponseMatrix): Matrix | null {
  return m.cost && densify(m, m.cost);
}

function densify(m: ResponseMatrix, values: Float32Array): Matrix {
  const out = matrix(m.queries.length, m.llms.length);
  out.data.fill(Number.NaN);
  for (let q = 0; q < m.queries.length; q++) {
    for (let e = m.rowStart[q] as number; e < (m.rowStart[q + 1] as number); e++) {
      out.data[q * m.llms.length + (m.llmIndex[e] as number)] = values[e] as number;
    }
  }
  return out;
}

/** The rows at `indices`, in that order; the LLM columns stay. */
export function takeQueries(m: ResponseMatrix, indices: ArrayLike<number>): ResponseMatrix {
  let entries = 0;
  for (let i = 0; i < indices.length; i++) entries += rowLength(m, indices[i] as number);
  const pick = (source: Float32Array | null) => source && new Float32Array(entries);
  const out = {
    queries: Array.from(indices, (i) => m.queries[i] as TrainingQuery),
    llms: m.llms,
    rowStart: new Uint32Array(indices.length + 1),
    llmIndex: new Uint16Array(entries),
    performance: new Float32Array(entries),
    cost: pick(m.cost),
    inputTokens: pick(m.inputTokens),
    outputTokens: pick(m.outputTokens),
  };
  let at = 0;
  for (let i = 0; i < indices.length; i++) {
    const from = m.rowStart[indices[i] as number] as number;
    const to = m.rowStart[(indices[i] as number) + 1] as number;
    out.llmIndex.set(m.llmIndex.subarray(from, to), at);
    out.performance.set(m.performance.subarray(from, to), at);
    if (m.cost) out.cost?.set(m.cost.subarray(from, to), at);
    if (m.inputTokens) out.inputTokens?.set(m.inputTokens.subarray(from, to), at);
    if (m.outputTokens) out.outputTokens?.set(m.outputTokens.subarray(from, to), at);
    at += to - from;
    out.rowStart[i + 1] = at;
  }
  return out;
}

const rowLength = (m: ResponseMatrix, q: number): number => (m.rowStart[q + 1] as number) - (m.rowStart[q] as number);

/** Columns of the LLMs with at least one response, ascending. */
export function answeredColumns(m: ResponseMatrix): number[] {
  const answered = new Uint8Array(m.llms.length);
  for (let e = 0; e < m.llmIndex.length; e++) answered[m.llmIndex[e] as number] = 1;
  return Array.from(answered.keys()).filter((j) => answered[j] === 1);
}

/** Mean observed performance of each LLM, [llms]; NaN for an LLM without responses. */
export function meanPerformance(m: ResponseMatrix): Float32Array {
  return meanByLlm(m, m.performance);
}

/** Mean of `values` ([entries], NaN skipped) for each LLM, [llms]; NaN for an LLM without a value. */
export function meanByLlm(m: ResponseMatrix, values: Float32Array): Float32Array {
  const sum = new Float64Array(m.llms.length);
  const count = new Float64Array(m.llms.length);
  for (let e = 0; e < values.length; e++) {
    const y = values[e] as number;
    if (Number.isNaN(y)) continue;
    const j = m.llmIndex[e] as number;
    sum[j] = (sum[j] as number) + y;
    count[j] = (count[j] as number) + 1;
  }
  return Float32Array.from(sum, (s, j) => ((count[j] as number) > 0 ? s / (count[j] as number) : Number.NaN));
}
