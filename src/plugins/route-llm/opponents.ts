import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Pair } from '../binary/comparisons.js';
import { win } from '../binary/comparisons.js';

/** LLMs with a response to at least one of `rows`, by column of `performance` ([queries, llms], NaN where not observed). */
export function llmsSeen({ cols, data }: Matrix, rows: Uint32Array): number[] {
  const seen = new Uint8Array(cols);
  for (const q of rows) for (let j = 0; j < cols; j++) if (!Number.isNaN(data[q * cols + j])) seen[j] = 1;
  return [...seen.keys()].filter((j) => seen[j] === 1);
}

/** All pairs of `llms`, as positions in it. */
export function allPairs(llms: readonly number[]): Pair[] {
  return llms.flatMap((_, i) => llms.slice(i + 1).map((_other, k) => ({ strong: i, weak: i + 1 + k })));
}

/**
 * Preferences on some queries, [rows, pairs]: 1 where the first LLM of the pair has the better score, 0 where the second has it, 0.5 for a tie,
 * NaN where one was not observed.
 */
export function preferences(
  { cols, data }: Matrix,
  rows: Uint32Array,
  llms: readonly number[],
  pairs: readonly Pair[],
): Matrix {
  const out = matrix(rows.length, pairs.length);
  rows.forEach((q, r) => {
    pairs.forEach(({ strong, weak }, p) => {
      const y = data[q * cols + (llms[strong] as number)] as number;
      const other = data[q * cols + (llms[weak] as number)] as number;
      out.data[r * pairs.length + p] = Number.isNaN(y) || Number.isNaN(other) ? Number.NaN : win(y, other);
    });
  });
  return out;
}
