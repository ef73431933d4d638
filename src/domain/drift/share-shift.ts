import { chiSquareTail } from './tails.js';

/** How often each category occurs in two windows, [categories] each. */
export interface ShareShift {
  /**
   * Population stability index Σ (r − q) ln(r / q) over the shares q of the reference and r of the recent window: the sum of both Kullback–Leibler
   * divergences (Jeffreys 1946), in nats, 0 or more. Half an observation is added to each count (Haldane 1956), so that a
   * category that came or went has a finite share in it.
   */
  readonly stability: number;
  /** Pearson's χ² of homogeneity, its degrees of freedom, and P(χ² ≥ statistic); p is 1 where only one category remains. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** Categories that were counted together, because less than `LEAST_EXPECTED` of each would be expected in a window. */
  readonly pooled: number;
}

/** Least expected count in a cell for the χ² distribution to hold (Cochran 1954). */
export const LEAST_EXPECTED = 5;

/** Compares the counts of the same categories; null where a window is empty. Order of the categories does not matter. */
export function shareShift(reference: ArrayLike<number>, recent: ArrayLike<number>): ShareShift | null {
  const totals = [sum(reference), sum(recent)] as const;
  if (totals[0] === 0 || totals[1] === 0) return null;
  const smaller = Math.min(...totals) / (totals[0] + totals[1]);
  const cells: [number, number][] = [];
  const rest: [number, number] = [0, 0];
  let pooled = 0;
  for (let c = 0; c < reference.length; c++) {
    const pair: [number, number] = [reference[c] as number, recent[c] as number];
    if ((pair[0] + pair[1]) * smaller >= LEAST_EXPECTED) cells.push(pair);
    else if (pair[0] + pair[1] > 0) {
      pooled++;
      rest[0] += pair[0];
      rest[1] += pair[1];
    }
  }
  // What is rare even together is left out: conditionally on the others, their counts still follow the same law.
  if ((rest[0] + rest[1]) * smaller >= LEAST_EXPECTED) cells.push(rest);
  return { ...homogeneity(cells), stability: stabilityIndex(cells), pooled };
}

function homogeneity(cells: readonly (readonly [number, number])[]) {
  const degreesOfFreedom = Math.max(0, cells.length - 1);
  const [m, n] = [sum(cells.map(([a]) => a)), sum(cells.map(([, b]) => b))];
  if (degreesOfFreedom === 0 || m === 0 || n === 0) return { statistic: 0, degreesOfFreedom, pValue: 1 };
  let statistic = 0;
  for (const [a, b] of cells) {
    const share = (a + b) / (m + n);
    statistic += (a - m * share) ** 2 / (m * share) + (b - n * share) ** 2 / (n * share);
  }
  return { statistic, degreesOfFreedom, pValue: chiSquareTail(statistic, degreesOfFreedom) };
}

function stabilityIndex(cells: readonly (readonly [number, number])[]): number {
  const m = sum(cells.map(([a]) => a + 0.5));
  const n = sum(cells.map(([, b]) => b + 0.5));
  return sum(
    cells.map(([a, b]) => {
      const [q, r] = [(a + 0.5) / m, (b + 0.5) / n];
      return (r - q) * Math.log(r / q);
    }),
  );
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
