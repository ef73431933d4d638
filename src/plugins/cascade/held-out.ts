import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';

/** Training queries that the scorer was not fitted to: what orders and stop rules are learned on. */
export interface HeldOut {
  readonly llms: readonly LlmId[];
  /** [queries, llms] P̂ by a scorer that has not seen these queries. */
  readonly predicted: Matrix;
  /** [queries, llms] y in [0, 1], NaN where not observed. */
  readonly performance: Matrix;
}

/** At most this share of the training queries is held out. */
const MOST = 0.2;

/** Rows to fit on and rows to hold out, both ascending; a single query is both. */
export function splitHeldOut(
  queries: number,
  wanted: number,
  shuffle: (rows: Uint32Array) => Uint32Array,
): { readonly fitted: Uint32Array; readonly heldOut: Uint32Array } {
  const rows = shuffle(Uint32Array.from({ length: queries }, (_, q) => q));
  const count = Math.max(1, Math.min(wanted, Math.floor(queries * MOST)));
  const heldOut = rows.slice(0, count).sort();
  return { fitted: count < queries ? rows.slice(count).sort() : heldOut, heldOut };
}

/**
 * The columns at `columns`; a response that was not observed becomes its P̂, the best guess there is (which holds nothing
 * about how the answers of two LLMs to one query go together).
 */
export function completed(h: HeldOut, columns: readonly number[]): { readonly p: Matrix; readonly y: Matrix } {
  const rows = h.predicted.rows;
  const p = matrix(rows, columns.length);
  const y = matrix(rows, columns.length);
  for (let q = 0; q < rows; q++) {
    columns.forEach((j, k) => {
      const known = h.performance.data[q * h.llms.length + j] as number;
      const guess = h.predicted.data[q * h.llms.length + j] as number;
      p.data[q * columns.length + k] = guess;
      y.data[q * columns.length + k] = Number.isNaN(known) ? guess : known;
    });
  }
  return { p, y };
}
