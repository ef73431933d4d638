import type { Matrix } from '../../domain/matrix.js';
import type { Pair } from '../binary/comparisons.js';
import { win } from '../binary/comparisons.js';
import { tiersOf } from './tiers.js';

/** LLMs, by column, whose answers count for the strong and for the weak LLM of a pair; each holds its own LLM. */
export interface Sides {
  readonly strong: readonly number[];
  readonly weak: readonly number[];
}

/**
 * The tiers of both LLMs of the pair, or just these two where no tiers are wanted or both fall into one. LLMs are rated by the log-odds of their
 * mean win rate against the others of `llms` on `rows`.
 */
export function sidesOf(
  performance: Matrix,
  rows: Uint32Array,
  llms: readonly number[],
  { strong, weak }: Pair,
  tiers: number | null,
): Sides {
  const alone = { strong: [strong], weak: [weak] };
  if (tiers === null) return alone;
  const tier = tiersOf(ratings(performance, rows, llms), tiers);
  const tierOf = (llm: number) => tier[llms.indexOf(llm)] as number;
  if (tierOf(strong) === tierOf(weak)) return alone;
  const members = (of: number) => llms.filter((llm) => tierOf(llm) === tierOf(of));
  return { strong: members(strong), weak: members(weak) };
}

/** Mean win of the strong side over the weak side on each of `rows`, [rows] in [0, 1]; NaN where they did not meet. */
export function winsOf({ cols, data }: Matrix, rows: Uint32Array, { strong, weak }: Sides): Float32Array {
  return Float32Array.from(rows, (q) => {
    let sum = 0;
    let met = 0;
    for (const s of strong) {
      for (const w of weak) {
        const value = win(data[q * cols + s] as number, data[q * cols + w] as number);
        if (Number.isNaN(data[q * cols + s]) || Number.isNaN(data[q * cols + w])) continue;
        sum += value;
        met++;
      }
    }
    return met > 0 ? sum / met : Number.NaN;
  });
}

/** Log-odds of the mean win rate of each LLM against the others, [llms]; one win and one defeat more keep them finite. */
function ratings(performance: Matrix, rows: Uint32Array, llms: readonly number[]): Float64Array {
  return Float64Array.from(llms, (llm) => {
    const others = llms.filter((other) => other !== llm);
    let won = 1;
    let played = 2;
    for (const l of winsOf(performance, rows, { strong: [llm], weak: others })) {
      if (Number.isNaN(l)) continue;
      won += l;
      played++;
    }
    return Math.log(won / (played - won));
  });
}
