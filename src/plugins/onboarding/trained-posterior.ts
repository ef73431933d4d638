import type { LlmId } from '../../domain/ids.js';
import { sigmoid } from '../../domain/logistic.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { addOuter } from '../../tensor/linear-algebra/outer.js';
import type { AbilityPrior, QueryBatch, ReferenceSet } from '../contract.js';
import { taskWeights } from '../task-weights.js';
import type { Normal } from './normal.js';
import { inverse } from './normal.js';
import { referenceQueries } from './reference-queries.js';
import type { LogOdds } from './terms.js';

/** Training queries that the curvature is estimated on; all of them would take seconds where items are looked up by neighbours. */
const SAMPLE = 500;
/** With fewer answers of an LLM among these, its own queries are taken. */
const FEWEST = 50;

/**
 * What training left open of θ of an LLM: the inverse of the curvature of its log posterior, by Laplace's approximation with the item parameters
 * taken as known. The curvature is estimated on training queries spread evenly over the set.
 */
export function trainedPosteriors(
  reference: ReferenceSet,
  prior: AbilityPrior,
  logOdds: (queries: QueryBatch) => Promise<LogOdds>,
): (llm: LlmId, theta: Float64Array) => Promise<Normal> {
  const { responses } = reference;
  let shared: { readonly rows: readonly number[]; readonly logOdds: Promise<LogOdds> } | null = null;
  let weights: Float32Array | null = null;
  const sampled = () => {
    const rows = evenly(Array.from(responses.queries.keys()));
    return (shared ??= { rows, logOdds: logOdds(referenceQueries(reference, rows)) });
  };
  return async (llm, theta) => {
    const answered = answeredBy(responses, llm);
    const dims = theta.length;
    const curvature = new Float64Array(dims * dims);
    for (let k = 0; k < dims; k++) curvature[k * (dims + 1)] = prior.precision;
    if (answered.size > 0) {
      let { rows, logOdds: items } = sampled();
      if (rows.filter((q) => answered.has(q)).length < Math.min(FEWEST, answered.size)) {
        rows = evenly([...answered]);
        items = logOdds(referenceQueries(reference, rows));
      }
      const among = rows.flatMap((q, i) => (answered.has(q) ? [[q, i] as const] : []));
      const more = answered.size / among.length;
      weights ??= taskWeights(responses, prior.taskWeightExponent);
      const slope = new Float64Array(dims);
      const at = await items;
      for (const [q, i] of among) {
        const p = sigmoid(at.at(i, theta, slope));
        addOuter(curvature, slope, more * (weights[q] as number) * p * (1 - p));
      }
    }
    return { mean: theta, covariance: inverse(curvature, dims) };
  };
}

function evenly(rows: readonly number[]): number[] {
  const step = Math.max(1, rows.length / SAMPLE);
  return Array.from({ length: Math.min(rows.length, SAMPLE) }, (_, i) => rows[Math.floor(i * step)] as number);
}

/** Rows of the training queries that an LLM answered. */
function answeredBy({ llms, rowStart, llmIndex, queries }: ResponseMatrix, llm: LlmId): ReadonlySet<number> {
  const column = llms.indexOf(llm);
  const rows = new Set<number>();
  for (let q = 0; q < queries.length; q++) {
    for (let e = rowStart[q] as number; e < (rowStart[q + 1] as number); e++) if (llmIndex[e] === column) rows.add(q);
  }
  return rows;
}
