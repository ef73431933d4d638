import type { LengthTable } from './cells.js';
import type { HeldOut } from './hold-out.js';

/** Answers of its group that a cell's own answers weigh against. */
const PRIOR_ANSWERS = 10;
/** Lengths are counted in whole tokens, and all answers may be one token long. */
const LEAST_SCALE = 0.05;
/** Held-out answers of a cell or a task from which its level is its own. */
const OWN_LEVEL_FROM = 100;

export interface Spread {
  /** Both [(llms + 1) × tasks]. */
  readonly scale: Float32Array;
  readonly smearing: Float32Array;
}

/**
 * How far held-out lengths lie from their predictions: the root mean square in logarithms, and the mean of the ratio, which turns a
 * mean of logarithms into a mean of tokens (Duan 1983). Cells lean on their task, tasks on all. An LLM without data adds the variance
 * between LLMs.
 */
export function spreadOf(
  table: LengthTable,
  heldOut: readonly HeldOut[],
  queryWeight: number,
  betweenLlms: number,
): Spread {
  const { llms, tasks } = table;
  const cell = tallies(llms * tasks);
  const task = tallies(tasks);
  const all = tallies(1);
  for (const { entry, location, nearEffect } of heldOut) {
    const residual = (table.log[entry] as number) - location - queryWeight * nearEffect;
    const t = table.task[entry] as number;
    add(cell, (table.llm[entry] as number) * tasks + t, residual);
    add(task, t, residual);
    add(all, 0, residual);
  }
  const overall = figures(all, 0, { variance: 1, ratio: 1 });
  const ofTask = Array.from({ length: tasks }, (_, t) => figures(task, t, overall));
  const scale = new Float32Array((llms + 1) * tasks);
  const smearing = new Float32Array((llms + 1) * tasks);
  for (let c = 0; c < scale.length; c++) {
    const lean = ofTask[c % tasks] as Figures;
    const unseen = c >= llms * tasks;
    const own = unseen ? lean : figures(cell, c, lean);
    scale[c] = Math.max(LEAST_SCALE, Math.sqrt(own.variance + (unseen ? betweenLlms : 0)));
    smearing[c] = own.ratio * (unseen ? Math.exp(betweenLlms / 2) : 1);
  }
  return { scale, smearing };
}

/**
 * [(llms + 1) × tasks] the quantile of the predicted distribution that holds `coverage` of the held-out answers: split conformal on the
 * shares, the ⌈(n + 1)·coverage⌉-th smallest (Vovk et al. 2005), so that coverage does not depend on the shape. By cell, since answers
 * of one token each are easy to hold and would pay for those of open questions. A cell of fewer than 100 takes that of its task, and
 * such a task that of all, at least `coverage`.
 */
export function upperLevels(
  table: LengthTable,
  heldOut: readonly HeldOut[],
  shares: readonly number[],
  coverage: number,
): Float32Array {
  const { llms, tasks } = table;
  const byCell = Array.from({ length: llms * tasks }, (): number[] => []);
  const byTask = Array.from({ length: tasks }, (): number[] => []);
  heldOut.forEach(({ entry }, i) => {
    const t = table.task[entry] as number;
    byCell[(table.llm[entry] as number) * tasks + t]?.push(shares[i] as number);
    byTask[t]?.push(shares[i] as number);
  });
  const pooled = Math.max(coverage, levelOf(shares, coverage));
  const ofTask = byTask.map((own) => (own.length >= OWN_LEVEL_FROM ? levelOf(own, coverage) : pooled));
  return Float32Array.from({ length: (llms + 1) * tasks }, (_, cell) => {
    const own = byCell[cell] ?? [];
    return own.length >= OWN_LEVEL_FROM ? levelOf(own, coverage) : (ofTask[cell % tasks] as number);
  });
}

function levelOf(shares: readonly number[], coverage: number): number {
  const sorted = Float64Array.from(shares).sort();
  const at = Math.min(sorted.length, Math.ceil((sorted.length + 1) * coverage)) - 1;
  return Math.max(0.5, Math.min(0.9999, sorted[at] ?? coverage));
}

interface Figures {
  readonly variance: number;
  readonly ratio: number;
}
interface Tallies {
  readonly count: Float64Array;
  readonly squares: Float64Array;
  readonly ratios: Float64Array;
}

const tallies = (n: number): Tallies => ({
  count: new Float64Array(n),
  squares: new Float64Array(n),
  ratios: new Float64Array(n),
});

function add({ count, squares, ratios }: Tallies, i: number, residual: number): void {
  count[i] = (count[i] as number) + 1;
  squares[i] = (squares[i] as number) + residual * residual;
  ratios[i] = (ratios[i] as number) + Math.exp(residual);
}

function figures({ count, squares, ratios }: Tallies, i: number, lean: Figures): Figures {
  const n = (count[i] as number) + PRIOR_ANSWERS;
  return {
    variance: ((squares[i] as number) + PRIOR_ANSWERS * lean.variance) / n,
    ratio: ((ratios[i] as number) + PRIOR_ANSWERS * lean.ratio) / n,
  };
}
