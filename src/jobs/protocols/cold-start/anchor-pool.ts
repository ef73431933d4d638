import type { Evidence } from '../../../domain/evidence.js';
import type { LlmId } from '../../../domain/ids.js';
import type { ResponseMatrix } from '../../../domain/responses.js';
import { takeRows } from '../../../domain/matrix.js';
import { noEvidence } from '../../../domain/evidence.js';
import type { RouterSet } from '../../../routing/router-set.js';

/** Training queries that the newcomer could be asked, with what it would answer. */
export interface AnchorPool {
  readonly llm: LlmId;
  /** [queries] rows of the reference set of the routers that do not know it */
  readonly rows: Int32Array;
  /** [queries] y of the newcomer */
  readonly performance: Float32Array;
}

/** Queries of `train` that the newcomer answered and that the set without it was trained on. */
export function anchorPool(train: ResponseMatrix, { reference }: RouterSet, llm: LlmId): AnchorPool {
  const rowOf = new Map(reference.responses.queries.map((q, row) => [q.id, row]));
  const column = train.llms.indexOf(llm);
  const rows: number[] = [];
  const performance: number[] = [];
  train.queries.forEach(({ id }, q) => {
    const at = rowOf.get(id);
    if (at === undefined) return;
    for (let e = train.rowStart[q] as number; e < (train.rowStart[q + 1] as number); e++) {
      if (train.llmIndex[e] !== column) continue;
      rows.push(at);
      performance.push(train.performance[e] as number);
    }
  });
  return { llm, rows: Int32Array.from(rows), performance: Float32Array.from(performance) };
}

/** What the newcomer's answers to the queries at `chosen`, places in the pool, are evidence of. */
export function evidenceOf(
  { llm, rows, performance }: AnchorPool,
  { reference }: RouterSet,
  chosen: readonly number[],
): Evidence {
  const none = noEvidence(reference.vectors.cols);
  if (chosen.length === 0) return none;
  const at = chosen.map((i) => rows[i] as number);
  return {
    ...none,
    vectors: takeRows(reference.vectors, at),
    queries: at.map((row) => {
      const { id, task } = reference.responses.queries[row] as (typeof reference.responses.queries)[number];
      return { id, task };
    }),
    llms: [llm],
    scores: {
      query: Uint32Array.from(at.keys()),
      llm: new Uint16Array(at.length),
      performance: Float32Array.from(chosen, (i) => performance[i] as number),
      weight: new Float32Array(at.length).fill(1),
    },
  };
}
