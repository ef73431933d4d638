import type { Rng } from '../domain/random.js';
import type { AnswerSheet } from './answers.js';
import { difference } from './bootstrap/interval.js';
import { resample } from './bootstrap/resample.js';
import type { Resampled } from './bootstrap/resample.js';
import { pairedStatistic } from './metrics/paired-statistic.js';
import type { Outcome } from './outcome.js';
import type { Comparison } from './report.js';
import { worths } from './reward.js';
import { strataOf } from './strata.js';
import { comparisonSentence, verdictOf } from './words.js';

/** Two fillings of the same test set, for example with another λ. */
export interface VariantSheet {
  readonly variant: string;
  readonly sheet: AnswerSheet;
}

/**
 * Paired differences in reward of every router with itself: each variant against the first one, on the queries that both
 * answered. Throws CANCELLED.
 */
export async function compareVariants(
  testSet: string,
  [first, ...others]: readonly VariantSheet[],
  options: { readonly resamples: number; readonly stratified: boolean },
  rng: Rng,
  signal?: AbortSignal,
): Promise<Comparison[]> {
  if (!first) return [];
  const { test, objectives, asked } = first.sheet;
  const out: Comparison[] = [];
  for (const [router, { outcomes }] of first.sheet.routers) {
    for (const other of others) {
      const changed = other.sheet.routers.get(router)?.outcomes;
      if (!changed) continue;
      const statistics = objectives.slice(0, asked).flatMap((objective, i) => {
        const side = (outcome: Outcome) => ({ outcome, worth: worths(test, objective, outcome) });
        const [x, y] = [side(changed[i] as Outcome), side(outcomes[i] as Outcome)];
        return [pairedStatistic(test, x, y), pairedStatistic(test, y, x)];
      });
      const strata = strataOf(first.sheet, options);
      const { resamples } = options;
      // The same stream for every pair: all are judged on the same resamples.
      const draws = rng.fork('variants');
      const done = await resample(statistics, test.responses.queries.length, { resamples, strata }, draws, signal);
      objectives.slice(0, asked).forEach(({ alpha }, i) => {
        const estimate = difference(done[2 * i] as Resampled, 0, done[2 * i + 1] as Resampled, 0);
        if (!estimate) return;
        const names = { router: `${router} (${other.variant})`, against: `${router} (${first.variant})` };
        const verdict = verdictOf(estimate, true);
        const row = { testSet, variant: '', alpha, metric: 'reward' as const, ...names, higherIsBetter: true };
        const whole = { ...row, difference: estimate, verdict };
        out.push({ ...whole, sentence: comparisonSentence(whole) });
      });
    }
  }
  return out;
}
