import type { Matrix } from '../../domain/matrix.js';

/** Two columns of a response matrix. */
export interface Pair {
  readonly strong: number;
  readonly weak: number;
}

/** The queries on which both LLMs of a pair were observed, and how both did. */
export interface Comparisons {
  /** Rows of the response matrix, ascending. */
  readonly rows: Uint32Array;
  /** [rows] y in [0, 1] of the strong and of the weak LLM. */
  readonly strong: Float32Array;
  readonly weak: Float32Array;
}

/** `performance` is [queries, llms], NaN where not observed. */
export function compare(performance: Matrix, { strong, weak }: Pair): Comparisons {
  const { rows, cols, data } = performance;
  const both: number[] = [];
  for (let q = 0; q < rows; q++) {
    if (!Number.isNaN(data[q * cols + strong]) && !Number.isNaN(data[q * cols + weak])) both.push(q);
  }
  const column = (j: number) => Float32Array.from(both, (q) => data[q * cols + j] as number);
  return { rows: Uint32Array.from(both), strong: column(strong), weak: column(weak) };
}

/** What one LLM wins against another on one query: 1, or 0 when it loses, and half a win for a tie. */
export function win(y: number, other: number): number {
  return y > other ? 1 : y < other ? 0 : 0.5;
}
