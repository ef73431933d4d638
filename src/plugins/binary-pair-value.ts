import type { Matrix } from '../domain/matrix.js';
import { objective, score } from '../domain/objective.js';
import type { Comparisons, Pair } from './binary-comparisons.js';
import { compare } from './binary-comparisons.js';
import { thresholdCurve } from './binary-curve.js';
import { thresholdAt } from './binary-threshold.js';

/** The weights of performance over which a pair is judged. */
const ALPHAS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** An LLM counts as compared with a pair when it was observed on this share of the queries of the pair. */
const COMPARED = 0.9;

/**
 * What choosing between two LLMs query by query is worth: the best reward within reach of a threshold on the guessed difference of performance,
 * minus the reward of the best single LLM on the same queries, averaged over α. Against a single LLM, since rewards on the
 * queries of different studies cannot be compared. `performance` and `guess` are [queries, llms]; `cost` is [llms].
 */
export function pairValue(performance: Matrix, guess: Matrix, cost: Float32Array, pair: Pair): number {
  const both = compare(performance, pair);
  const c = (j: number) => (Number.isNaN(cost[j]) ? 0 : (cost[j] as number));
  const gain = Float32Array.from(both.rows, (q) => {
    const at = q * guess.cols;
    return (guess.data[at + pair.strong] as number) - (guess.data[at + pair.weak] as number);
  });
  const at = thresholdAt(
    { threshold: 'objective', thresholdTarget: null },
    thresholdCurve(gain, both.strong, both.weak),
  );
  const singles = singleLlms(performance, both);
  let sum = 0;
  for (const alpha of ALPHAS) {
    const o = objective(alpha);
    const reached = at(o, c(pair.strong) - c(pair.weak));
    const spent = c(pair.weak) + reached.strongShare * (c(pair.strong) - c(pair.weak));
    const single = Math.max(...singles.map(({ column, mean }) => score(o, mean, c(column))));
    sum += score(o, reached.performance, spent) - single;
  }
  return sum / ALPHAS.length;
}

/** Mean performance of the LLMs that were observed on nearly all queries of the pair; the pair is among them. */
function singleLlms({ data, cols }: Matrix, { rows }: Comparisons): { column: number; mean: number }[] {
  const out: { column: number; mean: number }[] = [];
  for (let column = 0; column < cols; column++) {
    let sum = 0;
    let count = 0;
    for (const q of rows) {
      const y = data[q * cols + column] as number;
      if (Number.isNaN(y)) continue;
      sum += y;
      count++;
    }
    if (count >= COMPARED * rows.length) out.push({ column, mean: sum / count });
  }
  return out;
}
