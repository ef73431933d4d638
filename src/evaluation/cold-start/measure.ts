import type { Objective } from '../../domain/objective.js';
import type { Rng } from '../../domain/random.js';
import type { Resampled, Statistic } from '../bootstrap/resample.js';
import { resample } from '../bootstrap/resample.js';
import { choiceStatistic } from '../metrics/choice-statistic.js';
import type { Pairs } from '../metrics/prediction-statistic.js';
import { predictionStatistic } from '../metrics/prediction-statistic.js';
import type { Outcome } from '../outcome.js';
import { pairsOfLlm } from '../pairs-of-llm.js';
import { referenceOutcome } from '../references.js';
import { worths } from '../reward.js';
import type { TestSet } from '../test-set.js';
import type { ColdStartAnswers, NewcomerAnswers, PoolWithout } from './answers.js';

/** Figures of one newcomer under one router; the last three by α. */
export interface MeasuredNewcomer {
  readonly answers: NewcomerAnswers;
  readonly pairs: Pairs;
  readonly prediction: Resampled;
  readonly mean: readonly Resampled[];
  readonly cautious: readonly Resampled[];
}

export interface MeasuredWithout {
  readonly pool: PoolWithout;
  /** By α */
  readonly choices: readonly Resampled[];
}

export interface MeasuredColdStart {
  readonly newcomers: readonly MeasuredNewcomer[];
  readonly without: readonly MeasuredWithout[];
}

/** All figures on the same resamples of the test queries, so that any two of them compare. Throws CANCELLED. */
export async function measureColdStart(
  test: TestSet,
  objectives: readonly Objective[],
  answers: ColdStartAnswers,
  options: { readonly resamples: number; readonly strata: Int32Array | null },
  rng: Rng,
  signal?: AbortSignal,
): Promise<MeasuredColdStart> {
  const choices = choiceStatistics(test, objectives);
  const known = answers.newcomers
    .map((own) => ({ own, pairs: pairsOfLlm(test, own.llm, own.predicted) }))
    .filter(({ pairs }) => pairs.query.length > 0);
  const queries = test.responses.queries.length;
  const statistics = [
    ...known.flatMap(({ own, pairs }) => [
      predictionStatistic(pairs, queries),
      ...choices(own.mean),
      ...choices(own.cautious),
    ]),
    ...answers.without.flatMap((pool) => choices(pool.outcomes)),
  ];
  const done = await resample(statistics, queries, options, rng, signal);
  let at = 0;
  const take = (n: number) => done.slice(at, (at += n));
  const alphas = objectives.length;
  const newcomers = known.map(({ own, pairs }) => ({
    answers: own,
    pairs,
    prediction: take(1)[0] as Resampled,
    mean: take(alphas),
    cautious: take(alphas),
  }));
  return { newcomers, without: answers.without.map((pool) => ({ pool, choices: take(alphas) })) };
}

function choiceStatistics(
  test: TestSet,
  objectives: readonly Objective[],
): (outcomes: readonly Outcome[]) => Statistic[] {
  const names = [...new Set(test.responses.queries.map((q) => q.task))];
  const task = Int32Array.from(test.responses.queries, (q) => names.indexOf(q.task));
  const best = objectives.map((o) => worths(test, o, referenceOutcome(test, 'oracle', o)));
  return (outcomes) =>
    objectives.map((o, i) => {
      const outcome = outcomes[i] as Outcome;
      const bestWorth = best[i] as Float64Array;
      return choiceStatistic(test, {
        outcome,
        worth: worths(test, o, outcome),
        bestWorth,
        ranks: null,
        task,
        tasks: names.length,
      });
    });
}

/** Figure by figure the mean over newcomers; one without a value is left out of it. All of one size and number of resamples. */
export function meanOf(all: readonly Resampled[]): Resampled {
  const average = (pick: (r: Resampled) => Float64Array) => {
    const arrays = all.map(pick);
    return Float64Array.from(arrays[0] ?? [], (_, i) => {
      const values = arrays.map((a) => a[i] as number).filter((x) => Number.isFinite(x));
      return values.reduce((sum, x) => sum + x, 0) / values.length;
    });
  };
  return {
    values: average((r) => r.values),
    replicates: average((r) => r.replicates),
    resamples: all[0]?.resamples ?? 0,
  };
}
