import type { Matrix } from '../../domain/matrix.js';
import type { Objective } from '../../domain/objective.js';
import { afterVerdicts, needThreshold, noNeed, priorBelief } from './need.js';
import type { Verdicts } from './verdicts.js';
import { likelihood } from './verdicts.js';

/** A small LLM and the large one behind it; `large` is null where one LLM alone is worth most. */
export interface Pair {
  readonly small: number;
  readonly large: number | null;
  /** Score that keeps the small LLM's answer. */
  readonly acceptAt: number;
  /** Mean over held-out queries of α·performance − β·Σ C of the asked. */
  readonly worth: number;
}

export interface PairProblem {
  /** [queries, llms] P̂ and y of held-out queries; columns from the cheapest to the dearest. */
  readonly p: Matrix;
  readonly y: Matrix;
  /** [llms] C */
  readonly cost: Float32Array;
  readonly objective: Objective;
  readonly verdicts: Verdicts;
  readonly rule: 'threshold' | 'pomdp';
  /** Residual correlation of two columns. */
  readonly correlation: (i: number, j: number) => number;
}

/** The pair that is worth most on the held-out queries, or the best LLM alone where no pair is worth more. */
export function searchPair(problem: PairProblem): Pair {
  const { cost, y, objective } = problem;
  let best: Pair | null = null;
  for (let j = 0; j < cost.length; j++) {
    const worth = objective.alpha * columnMean(y, j) - objective.beta * (cost[j] as number);
    if (!best || worth > best.worth) best = { small: j, large: null, acceptAt: 0, worth };
  }
  for (let small = 0; small < cost.length; small++) {
    for (let large = small + 1; large < cost.length; large++) {
      const pair =
        problem.rule === 'threshold' ? bestThreshold(problem, small, large) : pomdpPair(problem, small, large);
      if (best && pair.worth > best.worth) best = pair;
    }
  }
  return best as Pair;
}

/** Keep where the share of positive verdicts reaches t; worth needs only means of y and of products of y. */
function bestThreshold({ y, cost, objective, verdicts }: PairProblem, small: number, large: number): Pair {
  const { alpha, beta } = objective;
  let right = 0;
  let squared = 0;
  let together = 0;
  let largeRight = 0;
  for (let q = 0; q < y.rows; q++) {
    const s = y.data[q * y.cols + small] as number;
    const l = y.data[q * y.cols + large] as number;
    right += s / y.rows;
    squared += (s * s) / y.rows;
    together += (s * l) / y.rows;
    largeRight += l / y.rows;
  }
  const { samples } = verdicts;
  // From keeping everything, one count after the other is sent on to the large LLM.
  let worth = alpha * right - beta * (cost[small] as number);
  let best: Pair = { small, large, acceptAt: 0, worth };
  for (let c = 0; c < samples; c++) {
    const r = verdicts.right[c] as number;
    const w = verdicts.wrong[c] as number;
    const share = right * r + (1 - right) * w;
    const kept = squared * r + (right - squared) * w;
    const sent = together * r + (largeRight - together) * w;
    worth += alpha * (sent - kept) - beta * (cost[large] as number) * share;
    if (worth > best.worth) best = { small, large, acceptAt: (c + 1) / samples, worth };
  }
  return best;
}

/** The belief decides query by query; held-out responses say what that was worth. */
function pomdpPair(problem: PairProblem, small: number, large: number): Pair {
  const { p, y, cost, objective, verdicts } = problem;
  const { alpha, beta } = objective;
  const correlation = problem.correlation(small, large);
  const acceptAt = needThreshold(objective, cost[large] as number);
  let worth = 0;
  for (let q = 0; q < y.rows; q++) {
    const at = q * y.cols;
    const belief = priorBelief(p.data[at + small] as number, p.data[at + large] as number, correlation);
    const s = y.data[at + small] as number;
    const l = y.data[at + large] as number;
    worth -= beta * (cost[small] as number);
    for (let c = 0; c <= verdicts.samples; c++) {
      const keep = noNeed(afterVerdicts(belief, verdicts, c)) >= acceptAt;
      worth += likelihood(verdicts, c, s) * (keep ? alpha * s : alpha * l - beta * (cost[large] as number));
    }
  }
  return { small, large, acceptAt, worth: worth / y.rows };
}

function columnMean(m: Matrix, j: number): number {
  let sum = 0;
  for (let q = 0; q < m.rows; q++) sum += m.data[q * m.cols + j] as number;
  return sum / m.rows;
}
