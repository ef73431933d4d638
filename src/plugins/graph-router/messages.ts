import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Edges } from './edges.js';

/** Messages of one kind about every LLM, and about LLMs in general at the end: [llms + 1]. */
type PerLlm = Float32Array | Float64Array;

/**
 * Turns sums of residuals and of weights ([llms] each) into messages: the general one is Σ / (weight + s), the one about an
 * LLM is its own mean with the general one as s more edges. So an LLM that nobody near was tested on gets what is known
 * of the others. Writes [llms + 1] numbers at `offset` of `out`.
 */
export function shrinkMessages(
  sums: Float64Array,
  weights: Float64Array,
  s: number,
  out: PerLlm,
  offset: number,
): void {
  const m = sums.length;
  let sum = 0;
  let weight = 0;
  for (let j = 0; j < m; j++) {
    sum += sums[j] as number;
    weight += weights[j] as number;
  }
  const general = weight + s > 0 ? sum / (weight + s) : 0;
  for (let j = 0; j < m; j++) {
    const n = (weights[j] as number) + s;
    out[offset + j] = n > 0 ? ((sums[j] as number) + s * general) / n : general;
  }
  out[offset + m] = general;
}

/** Message of each task node, [tasks, llms + 1], from the edges of the queries that `counts` says yes to. */
export function taskMessages(edges: Edges, tasks: number, s: number, counts: (query: number) => boolean): Matrix {
  const m = edges.llms.length;
  const sums = new Float64Array(tasks * m);
  const weights = new Float64Array(tasks * m);
  for (let q = 0; q < edges.task.length; q++) {
    const task = edges.task[q] as number;
    if (task < 0 || !counts(q)) continue;
    for (let e = edges.start[q] as number; e < (edges.start[q + 1] as number); e++) {
      const at = task * m + (edges.llm[e] as number);
      sums[at] = (sums[at] as number) + (edges.residual[e] as number);
      weights[at] = (weights[at] as number) + 1;
    }
  }
  const out = matrix(tasks, m + 1);
  for (let t = 0; t < tasks; t++) {
    const from = t * m;
    const to = from + m;
    shrinkMessages(sums.subarray(from, to), weights.subarray(from, to), s, out.data, t * (m + 1));
  }
  return out;
}

/** Numbers that a query node receives: mean neighbour vector, query messages, task messages. */
export const messageSize = (embeddingSize: number, llms: number): number => embeddingSize + 2 * (llms + 1);

/** What messages are gathered from. */
export interface MessageGraph {
  readonly edges: Edges;
  /** [queries, embeddingSize] */
  readonly vectors: Matrix;
  /** [tasks, llms + 1] */
  readonly tasks: Matrix;
  readonly edgeShrinkage: number;
}

/**
 * Gathers what one query node receives over its edges to the training queries `ids` (−1 ends the list) of inner product
 * `similarity`, and over theirs to LLMs and tasks, into `out` ([messageSize]). An edge weighs its similarity where that is
 * positive; without such an edge all messages are 0.
 */
export function gatherMessages(
  { edges, vectors, tasks, edgeShrinkage }: MessageGraph,
  ids: Int32Array,
  similarity: Float32Array,
  out: Float32Array,
): void {
  const d = vectors.cols;
  const m = edges.llms.length;
  const sums = new Float64Array(m);
  const weights = new Float64Array(m);
  const mean = new Float64Array(d);
  const share = new Float64Array(tasks.rows);
  let total = 0;
  let labelled = 0;
  for (let n = 0; n < ids.length; n++) {
    const q = ids[n] as number;
    if (q < 0) break;
    const w = Math.max(0, similarity[n] as number);
    if (w === 0) continue;
    total += w;
    for (let c = 0, at = q * d; c < d; c++, at++) mean[c] = (mean[c] as number) + w * (vectors.data[at] as number);
    const task = edges.task[q] as number;
    if (task >= 0) {
      share[task] = (share[task] as number) + w;
      labelled += w;
    }
    for (let e = edges.start[q] as number; e < (edges.start[q + 1] as number); e++) {
      const j = edges.llm[e] as number;
      sums[j] = (sums[j] as number) + w * (edges.residual[e] as number);
      weights[j] = (weights[j] as number) + w;
    }
  }
  for (let c = 0; c < d; c++) out[c] = total > 0 ? (mean[c] as number) / total : 0;
  shrinkMessages(sums, weights, edgeShrinkage, out, d);
  for (let k = 0; k <= m; k++) {
    let sum = 0;
    for (let t = 0; t < tasks.rows; t++) sum += (share[t] as number) * (tasks.data[t * (m + 1) + k] as number);
    out[d + m + 1 + k] = labelled > 0 ? sum / labelled : 0;
  }
}
