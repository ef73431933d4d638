import type { RouterId } from '../../domain/ids.js';
import type { Objective } from '../../domain/objective.js';
import type { Rng } from '../../domain/random.js';
import { difference } from '../../evaluation/bootstrap/interval.js';
import type { Resampled } from '../../evaluation/bootstrap/resample.js';
import { resample } from '../../evaluation/bootstrap/resample.js';
import { pairedStatistic } from '../../evaluation/metrics/paired-statistic.js';
import type { Outcome } from '../../evaluation/outcome.js';
import type { Estimate } from '../../evaluation/report.js';
import { worths } from '../../evaluation/reward.js';
import type { TestSet } from '../../evaluation/test-set.js';
import { verdictOf } from '../../evaluation/words.js';
import type { RouterComparison, VersionFigures } from './types.js';

/** What one router of the two versions chose, query by query. */
export interface RouterPair {
  readonly router: RouterId;
  readonly before: Outcome;
  readonly after: Outcome;
}

/** Places in the output of a paired statistic. */
const [REWARD, PERFORMANCE, TOTAL_COST] = [0, 1, 2];

/**
 * Figures of both versions and their differences, on the queries that both answered; a router without such a query is left out. All routers
 * share the same resamples of the queries. Throws CANCELLED.
 */
export async function compareOutcomes(
  test: TestSet,
  pairs: readonly RouterPair[],
  objective: Objective,
  resamples: number,
  rng: Rng,
  signal?: AbortSignal,
): Promise<Omit<RouterComparison, 'counts'>[]> {
  const answered = pairs.filter(({ before, after }) => shared(before, after) > 0);
  const statistics = answered.flatMap(({ before, after }) => {
    const old = { outcome: before, worth: worths(test, objective, before) };
    const now = { outcome: after, worth: worths(test, objective, after) };
    return [pairedStatistic(test, now, old), pairedStatistic(test, old, now)];
  });
  const queries = test.responses.queries.length;
  const done = await resample(statistics, queries, { resamples, strata: null }, rng, signal);
  return answered.map(({ router, before, after }, i) => {
    const [now, old] = [done[2 * i] as Resampled, done[2 * i + 1] as Resampled];
    const reward = difference(now, REWARD, old, REWARD) as Estimate;
    return {
      router,
      queries: shared(before, after),
      changed: changedShare(before, after),
      serving: figures(old, queries),
      candidate: figures(now, queries),
      reward,
      performance: difference(now, PERFORMANCE, old, PERFORMANCE) as Estimate,
      cost: perQuery(difference(now, TOTAL_COST, old, TOTAL_COST), queries),
      verdict: verdictOf(reward, true),
    };
  });
}

const both = ({ asked }: Outcome, other: Outcome, q: number) => asked[q] !== 0 && other.asked[q] !== 0;

const shared = (before: Outcome, after: Outcome): number =>
  before.asked.reduce((sum, _, q) => sum + Number(both(before, after, q)), 0);

const changedShare = (before: Outcome, after: Outcome): number => {
  const changed = before.choice.reduce(
    (sum, llm, q) => sum + Number(both(before, after, q) && llm !== after.choice[q]),
    0,
  );
  return changed / shared(before, after);
};

const figures = ({ values }: Resampled, queries: number): VersionFigures => {
  const cost = (values[TOTAL_COST] as number) / queries;
  return {
    reward: values[REWARD] as number,
    performance: values[PERFORMANCE] as number,
    cost: Number.isFinite(cost) ? cost : null,
  };
};

const perQuery = (total: Estimate | null, queries: number): Estimate | null =>
  total && {
    value: total.value / queries,
    low: total.low === null ? null : total.low / queries,
    high: total.high === null ? null : total.high / queries,
  };
