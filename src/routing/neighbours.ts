import type { Matrix } from '../domain/matrix.js';
import type { Neighbours } from '../index/neighbour-index.js';
import type { ReferenceSet } from '../plugins/contract.js';
import type { LlmId } from '../domain/ids.js';
import type { Neighbour } from './types.js';
import type { QueryTextRepository } from './ports.js';

/** Row `q` of a search result as evidence: which training queries, how similar, how the LLMs did on them. */
export async function describeNeighbours(
  found: Neighbours,
  q: number,
  reference: ReferenceSet,
  texts: QueryTextRepository | null,
): Promise<readonly Neighbour[]> {
  const rows: { id: number; similarity: number }[] = [];
  for (let i = 0; i < found.k; i++) {
    const id = found.ids[q * found.k + i] as number;
    if (id >= 0) rows.push({ id, similarity: found.similarity[q * found.k + i] as number });
  }
  const { responses } = reference;
  const queries = rows.map(({ id }) => responses.queries[id] as { id: string; task: string | null });
  const known = (await texts?.texts(queries.map((query) => query.id))) ?? new Map<string, string>();
  return rows.map(({ id, similarity }, i) => {
    const query = queries[i] as { id: string; task: string | null };
    const performance = new Map<LlmId, number>();
    for (let e = responses.rowStart[id] as number; e < (responses.rowStart[id + 1] as number); e++) {
      performance.set(responses.llms[responses.llmIndex[e] as number] as LlmId, responses.performance[e] as number);
    }
    // Inner products of normalised vectors may leave [−1, 1] by a rounding error.
    const cosine = Math.max(-1, Math.min(1, similarity));
    return { queryId: query.id, text: known.get(query.id) ?? null, task: query.task, similarity: cosine, performance };
  });
}

/** One row of a matrix as a matrix, a view. */
export function rowMatrix(m: Matrix, r: number): Matrix {
  return { rows: 1, cols: m.cols, data: m.data.subarray(r * m.cols, (r + 1) * m.cols) };
}
