import { stratifiedFolds } from '../../data/splits.js';
import type { Rng } from '../../domain/random.js';
import type { ResponseMatrix } from '../../domain/responses.js';

/** Share of the queries that a training keeps aside to calibrate with. docs/results has what it costs in reward. */
export const DEFAULT_HELD_OUT_SHARE = 0.1;

/** Fewer held-out queries say too little: a calibration error of .02 is then within the noise of one bin. */
export const FEWEST_HELD_OUT = 50;

export interface HoldOut {
  /** Rows to train on and rows kept aside, both ascending. */
  readonly train: readonly number[];
  readonly heldOut: readonly number[];
}

/**
 * Divides queries so that every task keeps the same share aside. All are trained on, and none is kept aside, for a share of 0 and where fewer
 * than 50 queries would be kept. Throws RangeError for a share outside [0, 0.5].
 */
export function holdOut(responses: ResponseMatrix, share: number, rng: Rng): HoldOut {
  if (!(share >= 0 && share <= 0.5)) throw new RangeError(`a held-out share must be from 0 to 0.5, got ${share}`);
  const rows = [...responses.queries.keys()];
  if (Math.floor(share * rows.length) < FEWEST_HELD_OUT) return { train: rows, heldOut: [] };
  const fold = stratifiedFolds(responses, Math.round(1 / share), rng);
  return { train: rows.filter((q) => fold[q] !== 0), heldOut: rows.filter((q) => fold[q] === 0) };
}
