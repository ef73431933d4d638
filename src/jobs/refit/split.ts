import { hash32 } from '../../domain/random.js';
import type { ResponseMatrix } from '../../domain/responses.js';

/** Of the rule that holds queries out: one for all, so that each refit holds out the same ones. */
export const SPLIT_SEED = 0;

/**
 * Place of a query in [0, 1) by its id alone: it depends neither on which other queries are stored nor on when. A larger share therefore holds
 * out what a smaller one does, and more.
 */
export const placeOf = (query: string, seed: number): number => hash32(`refit ${query}`, seed) / 2 ** 32;

/** Rows that candidates are trained on, and rows kept away from every candidate; both ascending. Throws RangeError for a share outside (0, 0.5]. */
export function refitSplit(
  { queries }: ResponseMatrix,
  share: number,
  seed = SPLIT_SEED,
): { readonly train: readonly number[]; readonly heldOut: readonly number[] } {
  if (!(share > 0 && share <= 0.5))
    throw new RangeError(`a held-out share must be above 0 and up to 0.5, got ${share}`);
  const train: number[] = [];
  const heldOut: number[] = [];
  queries.forEach(({ id }, q) => (placeOf(id, seed) < share ? heldOut : train).push(q));
  return { train, heldOut };
}
