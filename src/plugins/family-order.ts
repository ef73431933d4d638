import type { ResponseMatrix } from '../domain/responses.js';
import type { TrainingSet } from './contract.js';

/** Two LLMs of one family, as columns of the responses; the larger should not be the less able. */
export interface OrderedPair {
  readonly smaller: number;
  readonly larger: number;
}

/**
 * Least ratio of the sizes of a pair. Our choice: LLMs that are closer (Gemma of 8.5 and 9.2 billion, Nemotron of 49 and 51) are
 * versions of each other rather than sizes.
 */
const LEAST_RATIO = 1.5;

/** Pairs of LLMs with responses, of one family and of known sizes; empty where families or sizes are not known. */
export function familyPairs({
  responses,
  families,
  sizeBillions,
}: Pick<TrainingSet, 'responses' | 'families' | 'sizeBillions'>): OrderedPair[] {
  if (!families || !sizeBillions) return [];
  const seen = answered(responses);
  const size = (j: number) => sizeBillions[j] as number;
  const ordered = (smaller: number, larger: number) =>
    families[smaller] !== null &&
    families[smaller] === families[larger] &&
    seen.has(smaller) &&
    seen.has(larger) &&
    // Written so that an unknown size, NaN, orders nothing.
    size(larger) >= LEAST_RATIO * size(smaller);
  const all = responses.llms.map((_, j) => j);
  return all.flatMap((smaller) =>
    all.filter((larger) => ordered(smaller, larger)).map((larger) => ({ smaller, larger })),
  );
}

const answered = ({ llmIndex }: ResponseMatrix): ReadonlySet<number> => new Set(llmIndex);

/** Hyper-parameters as an artifact keeps them: one that is off leaves no trace, so that artifacts from before it stay as they are. */
export function withoutIdleOrder<H extends { readonly orderingPrecision: number }>(
  h: H,
): H | Omit<H, 'orderingPrecision'> {
  if (h.orderingPrecision > 0) return { ...h };
  const { orderingPrecision: _off, ...rest } = h;
  return rest;
}
