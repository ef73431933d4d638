import type { Matrix } from '../../domain/matrix.js';
import type { Verdicts } from './verdicts.js';
import { likelihood, posterior } from './verdicts.js';

/**
 * What can happen when one LLM answers the held-out queries: per query one event for each outcome of the verifier, best score
 * first. All arrays are [queries × outcomes].
 */
export interface ScoreEvents {
  readonly query: Int32Array;
  /** g in [0, 1], descending. */
  readonly score: Float64Array;
  /** Probability of the outcome, given y. */
  readonly weight: Float64Array;
  /** weight · y */
  readonly gained: Float64Array;
  /** 1 at the best score that a query can get: without it the LLM’s answer to that query is never kept. */
  readonly first: Uint8Array;
}

/** Events of column j of P̂ `p` and y `y`, both [queries, llms]. */
export function scoreEvents(p: Matrix, y: Matrix, j: number, verdicts: Verdicts): ScoreEvents {
  const outcomes = verdicts.samples + 1;
  const n = p.rows * outcomes;
  const raw = new Float64Array(n);
  for (let q = 0; q < p.rows; q++) {
    for (let c = 0; c < outcomes; c++) {
      raw[q * outcomes + c] = posterior(verdicts, c, p.data[q * p.cols + j] as number);
    }
  }
  const order = Int32Array.from(raw, (_, i) => i).sort((a, b) => (raw[b] as number) - (raw[a] as number) || a - b);
  const events = {
    query: new Int32Array(n),
    score: new Float64Array(n),
    weight: new Float64Array(n),
    gained: new Float64Array(n),
    first: new Uint8Array(n),
  };
  const seen = new Uint8Array(p.rows);
  order.forEach((from, i) => {
    const q = Math.floor(from / outcomes);
    const performance = y.data[q * y.cols + j] as number;
    const weight = likelihood(verdicts, from % outcomes, performance);
    events.query[i] = q;
    events.score[i] = raw[from] as number;
    events.weight[i] = weight;
    events.gained[i] = weight * performance;
    events.first[i] = seen[q] === 1 ? 0 : 1;
    seen[q] = 1;
  });
  return events;
}
