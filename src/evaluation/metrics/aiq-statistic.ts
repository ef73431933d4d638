import type { Statistic } from '../bootstrap/resample.js';
import type { Outcome } from '../outcome.js';
import type { TestSet } from '../test-set.js';
import { areaUnderHull } from './hull.js';

/**
 * AIQ of one router over its outcomes at several α, and the points behind it: places 0 the area, then total cost and
 * performance of each outcome. The cost range is that of single LLMs, from the cheapest's total cost to the dearest's; it
 * stays fixed over resamples, as the scale of reward does. An outcome equal to the one before it is not summed twice.
 */
export function aiqStatistic(test: TestSet, outcomes: readonly Outcome[]): Statistic {
  const queries = test.responses.queries.length;
  const source = outcomes.map((o, i) => (i > 0 && same(o, outcomes[i - 1] as Outcome) ? i - 1 : i));
  const cost = new Float64Array(outcomes.length);
  const performance = new Float64Array(outcomes.length);
  return {
    size: 1 + 2 * outcomes.length,
    evaluate({ weight, rows, count }, out) {
      outcomes.forEach((o, k) => {
        const copied = source[k] as number;
        if (copied < k) {
          cost[k] = cost[copied] as number;
          performance[k] = performance[copied] as number;
          return;
        }
        let [n, y, usd] = [0, 0, 0];
        for (let i = 0; i < count; i++) {
          const q = rows[i] as number;
          const p = o.performance[q] as number;
          if (p !== p) continue;
          const w = weight[q] as number;
          n += w;
          y += w * p;
          usd += w * (o.spend[q] as number);
        }
        performance[k] = y / n;
        cost[k] = (usd / n) * queries;
      });
      out[0] = areaUnderHull({ cost, performance }, test.cheapestTotal, test.dearestTotal);
      outcomes.forEach((_, k) => {
        out[1 + 2 * k] = cost[k] as number;
        out[2 + 2 * k] = performance[k] as number;
      });
    },
  };
}

const same = (x: Outcome, y: Outcome): boolean =>
  x.performance.every((p, q) => Object.is(p, y.performance[q])) && x.spend.every((s, q) => Object.is(s, y.spend[q]));
