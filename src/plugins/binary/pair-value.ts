import type { Matrix } from '../../domain/matrix.js';
import { objective, score } from '../../domain/objective.js';
import type { Comparisons, Pair } from './comparisons.js';
import { compare } from './comparisons.js';
import { thresholdCurve } from './curve.js';
import { thresholdAt } from './threshold.js';

/** The weights of performance over which a pair is judged. */
const ALPHAS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** An LLM counts as compared with a pair when it was observed on this share of the queries of the pair. */
const COMPARED = 0.9;

/**
 * What choosing between two LLMs query by query is worth: the reward of thresholds on the guessed difference of performance, minus the reward
 * of the best single LLM on the same queries, averaged over α. Against a single LLM, since rewards on the queries of different studies
 * cannot be compared. Thresholds are set on one half of the queries and judged on the other, both ways round: on the same ones, pairs of few
 * queries would look better than they are. `performance` and `guess` are [queries, llms]; `cost` is [llms].
 */
export function pairValue(performance: Matrix, guess: Matrix, cost: Float32Array, pair: Pair): number {
  const both = compare(performance, pair);
  const c = (j: number) => (Number.isNaN(cost[j]) ? 0 : (cost[j] as number));
  const rewards = thresholdRewards(both, guess, pair, c(pair.strong), c(pair.weak));
  const singles = singleLlms(performance, both);
  let sum = 0;
  ALPHAS.forEach((alpha, i) => {
    const o = objective(alpha);
    sum += (rewards[i] as number) - Math.max(...singles.map(({ column, mean }) => score(o, mean, c(column))));
  });
  return sum / ALPHAS.length;
}

/** Mean reward on the queries of the pair at each of ALPHAS. */
function thresholdRewards(both: Comparisons, guess: Matrix, pair: Pair, strong: number, weak: number): Float64Array {
  const out = new Float64Array(ALPHAS.length);
  const gains = Float32Array.from(both.rows, (q) => {
    const at = q * guess.cols;
    return (guess.data[at + pair.strong] as number) - (guess.data[at + pair.weak] as number);
  });
  const half = (values: Float32Array, parity: number) => values.filter((_, i) => i % 2 === parity);
  for (const parity of [0, 1]) {
    const curve = thresholdCurve(half(gains, parity), half(both.strong, parity), half(both.weak, parity));
    const at = thresholdAt({ threshold: 'objective', thresholdTarget: null }, curve);
    ALPHAS.forEach((alpha, a) => {
      const o = objective(alpha);
      const threshold = at(o, strong - weak);
      for (let i = 1 - parity; i < gains.length; i += 2) {
        // Gains may be negative: always and never go by the share, not by the ends of the scale of win rates.
        const dear =
          threshold.strongShare === 1 || (threshold.strongShare > 0 && (gains[i] as number) >= threshold.value);
        const reward = dear ? score(o, both.strong[i] as number, strong) : score(o, both.weak[i] as number, weak);
        out[a] = (out[a] as number) + reward / gains.length;
      }
    });
  }
  return out;
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
