import type { Matrix } from '../../domain/matrix.js';

/** Queries that an LLM may be asked; row i of everything is query i. */
export interface AnchorItems {
  /** No id twice. */
  readonly ids: readonly string[];
  readonly tasks: readonly (string | null)[];
  /** [queries] higher is harder, NaN where not known; only its order counts. */
  readonly difficulty: ArrayLike<number>;
  /** [queries] not 0 where the LLM has answered: such a query is never chosen and counts in the spread. None has when absent. */
  readonly answered?: ArrayLike<number> | undefined;
}

/** What an answer to each query would tell about θ. */
export interface ItemInformation {
  /** [queries] P̂ of the LLM in [0, 1] */
  readonly predicted: ArrayLike<number>;
  /** ∂ log-odds / ∂θ, [queries, dims] */
  readonly sensitivity: Matrix;
  /** Posterior covariance of θ, [dims, dims] */
  readonly covariance: Float64Array;
}

/** A chosen query. */
export interface AnchorChoice {
  /** Row of the items */
  readonly row: number;
  /** Nats that its answer is expected to tell about θ, given the answers to those chosen before it; null where no information is given. */
  readonly information: number | null;
}

export const isAnswered = ({ answered }: AnchorItems, row: number): boolean => (answered?.[row] ?? 0) !== 0;

/** The items in groups by `key`; keys in the order in which they first come. */
export function groupRows<K>(items: AnchorItems, key: (row: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  items.ids.forEach((_, row) => {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  });
  return groups;
}
