import type { Statistic } from '../bootstrap/resample.js';
import type { Outcome } from '../outcome.js';
import type { TestSet } from '../test-set.js';

interface Side {
  readonly outcome: Outcome;
  readonly worth: Float64Array;
}

/** Reward, performance and total cost of `own` on the queries that `other` answered too; places 0, 1, 2. */
export function pairedStatistic(test: TestSet, own: Side, other: Side): Statistic {
  const queries = test.responses.queries.length;
  return {
    size: 3,
    evaluate({ weight, rows, count }, out) {
      let [n, r, y, usd] = [0, 0, 0, 0];
      for (let i = 0; i < count; i++) {
        const q = rows[i] as number;
        if (own.outcome.asked[q] === 0 || other.outcome.asked[q] === 0) continue;
        const w = weight[q] as number;
        n += w;
        r += w * (own.worth[q] as number);
        y += w * (own.outcome.performance[q] as number);
        usd += w * (own.outcome.spend[q] as number);
      }
      out[0] = r / n;
      out[1] = y / n;
      out[2] = test.costSource === 'none' ? Number.NaN : (usd / n) * queries;
    },
  };
}
