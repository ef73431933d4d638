import type { Matrix } from '../matrix.js';

/**
 * The choices of each query that an optimal assignment can make: of two LLMs, the dearer one only where it is predicted to do
 * better. Compressed rows: the choices of query q stand at start[q] … start[q + 1] − 1, from the cheapest to the dearest.
 */
export interface Frontiers {
  /** [queries + 1] */
  readonly start: Int32Array;
  /** [choices] column of the LLM. */
  readonly column: Int32Array;
  /** [choices] USD, strictly rising within a query. */
  readonly spend: Float64Array;
  /** [choices] P̂, strictly rising within a query. */
  readonly performance: Float64Array;
  /** [choices] 1 on the upper concave hull of the query, where each further dollar buys less than the one before. */
  readonly onHull: Uint8Array;
}

/**
 * `predicted` and `spend` are [queries, llms]; a NaN spend marks an LLM that cannot be chosen for that query. Throws RangeError for
 * matrices of different shapes, a negative or infinite number, or a query without a choice.
 */
export function frontiers(predicted: Matrix, spend: Matrix): Frontiers {
  const { rows, cols } = predicted;
  if (spend.rows !== rows || spend.cols !== cols) {
    throw new RangeError(`P̂ is ${rows} × ${cols}, the spend ${spend.rows} × ${spend.cols}; they must be alike`);
  }
  const start = new Int32Array(rows + 1);
  const column = new Int32Array(rows * cols);
  const paid = new Float64Array(rows * cols);
  const performance = new Float64Array(rows * cols);
  let end = 0;
  const order = new Int32Array(cols);
  for (let q = 0; q < rows; q++) {
    const price = (j: number) => spend.data[q * cols + j] as number;
    const value = (j: number) => predicted.data[q * cols + j] as number;
    let available = 0;
    for (let j = 0; j < cols; j++) if (!Number.isNaN(price(j))) order[available++] = check(j, price(j), value(j), q);
    if (available === 0) throw new RangeError(`query ${q} has no LLM to choose`);
    const sorted = order.subarray(0, available).sort((a, b) => price(a) - price(b) || value(b) - value(a) || a - b);
    for (const j of sorted) {
      if (end > (start[q] as number) && value(j) <= (performance[end - 1] as number)) continue;
      column[end] = j;
      paid[end] = price(j);
      performance[end++] = value(j);
    }
    start[q + 1] = end;
  }
  const kept = {
    start,
    column: column.slice(0, end),
    spend: paid.slice(0, end),
    performance: performance.slice(0, end),
  };
  return { ...kept, onHull: hulls(kept) };
}

function check(j: number, price: number, value: number, q: number): number {
  if (price >= 0 && price < Number.POSITIVE_INFINITY && Number.isFinite(value)) return j;
  throw new RangeError(`query ${q}, LLM ${j}: P̂ must be finite and the spend 0 or more, got ${value} and ${price}`);
}

function hulls({ start, spend, performance }: Omit<Frontiers, 'onHull'>): Uint8Array {
  const onHull = new Uint8Array(spend.length);
  const stack: number[] = [];
  const slope = (a: number, b: number) =>
    ((performance[b] as number) - (performance[a] as number)) / ((spend[b] as number) - (spend[a] as number));
  for (let q = 0; q + 1 < start.length; q++) {
    stack.length = 0;
    for (let i = start[q] as number; i < (start[q + 1] as number); i++) {
      while (
        stack.length > 1 &&
        slope(stack.at(-2) as number, stack.at(-1) as number) <= slope(stack.at(-1) as number, i)
      ) {
        stack.pop();
      }
      stack.push(i);
    }
    for (const i of stack) onHull[i] = 1;
  }
  return onHull;
}

/** Lowest total that answers everything, and the total at which every query gets its best LLM; more buys nothing. */
export function budgetRange({ start, spend }: Frontiers): { readonly least: number; readonly most: number } {
  let least = 0;
  let most = 0;
  for (let q = 0; q + 1 < start.length; q++) {
    least += spend[start[q] as number] as number;
    most += spend[(start[q + 1] as number) - 1] as number;
  }
  return { least, most };
}
