import type { Rng } from '../domain/random.js';
import type { AnswerSheet } from './answers.js';
import { difference } from './bootstrap/interval.js';
import type { Resampled } from './bootstrap/resample.js';
import { resample } from './bootstrap/resample.js';
import type { MeasuredLine, MeasureOptions } from './measure.js';
import { strataOf } from './strata.js';
import { pairedStatistic } from './metrics/paired-statistic.js';
import { PREDICTION } from './metrics/prediction-statistic.js';
import type { Outcome } from './outcome.js';
import type { Comparison, Estimate } from './report.js';
import { RESULT_FIGURES } from './result-row.js';
import { comparisonSentence, verdictOf } from './words.js';

export interface Contenders {
  /** Every router is compared with it in all metrics; null, or a router that is not there, for none. */
  readonly baseline: string | null;
  /** The router that sends everything to the LLM that was best on the training data. */
  readonly bestSingle: string;
}

type Metric = Comparison['metric'];
const LOWER_IS_BETTER: ReadonlySet<Metric> = new Set<Metric>(['totalCost', 'rmse', 'ece']);
const CHOICE_METRICS = ['reward', 'performance', 'totalCost'] as const;
const PREDICTION_METRICS = ['auc', 'rmse', 'ece'] as const;

/**
 * Paired differences: in reward between all routers; in performance, total cost, AUC, RMSE, ECE and AIQ against the
 * baseline and against the best single LLM. A pair that does not answer the same queries is compared on those that both do.
 */
export async function compareRouters(
  sheet: AnswerSheet,
  lines: readonly MeasuredLine[],
  options: MeasureOptions,
  rng: Rng,
  signal?: AbortSignal,
): Promise<Comparison[]> {
  const routers = lines.filter((line) => line.answers !== null && !line.answers.bound);
  const anchors = [options.bestSingle, options.baseline].filter((name) => routers.some((r) => r.name === name));
  const out: Comparison[] = [];
  for (const [a, x] of routers.entries()) {
    for (const [b, y] of routers.entries()) {
      if (a === b) continue;
      const anchored = anchors.includes(y.name);
      // Each pair once, with an anchor always on the right.
      if (!anchored && (b < a || anchors.includes(x.name))) continue;
      if (anchored && anchors.includes(x.name) && anchors.indexOf(x.name) < anchors.indexOf(y.name)) continue;
      const say = (alpha: number | null, metric: Metric, estimate: Estimate | null) => {
        if (estimate) out.push(comparison(options, x.name, y.name, alpha, metric, estimate));
      };
      const own = await ownPairs(sheet, x, y, options, rng, signal);
      sheet.objectives.slice(0, sheet.asked).forEach(({ alpha }, i) => {
        for (const metric of anchored ? CHOICE_METRICS : CHOICE_METRICS.slice(0, 1)) {
          const k = CHOICE_METRICS.indexOf(metric);
          say(alpha, metric, own ? own(i, k) : choiceDifference(x, y, i, metric));
        }
      });
      if (!anchored) continue;
      if (x.predictions && y.predictions && samePairs(x, y)) {
        for (const metric of PREDICTION_METRICS) {
          say(null, metric, difference(x.predictions, PREDICTION[metric], y.predictions, PREDICTION[metric]));
        }
      }
      if (x.aiq && y.aiq && !own) say(null, 'aiq', difference(x.aiq, 0, y.aiq, 0));
    }
  }
  return out;
}

const choiceDifference = (x: MeasuredLine, y: MeasuredLine, i: number, metric: (typeof CHOICE_METRICS)[number]) =>
  difference(x.choices[i] as Resampled, RESULT_FIGURES[metric], y.choices[i] as Resampled, RESULT_FIGURES[metric]);

/** Differences on the queries that both answered, where those are not all that either answered; else null. */
async function ownPairs(
  sheet: AnswerSheet,
  x: MeasuredLine,
  y: MeasuredLine,
  options: MeasureOptions,
  rng: Rng,
  signal?: AbortSignal,
): Promise<((alpha: number, figure: number) => Estimate | null) | null> {
  const [p, q] = [x.outcomes[0] as Outcome, y.outcomes[0] as Outcome];
  if (p.asked.every((asked, i) => asked > 0 === (q.asked[i] as number) > 0)) return null;
  const statistics = sheet.objectives.slice(0, sheet.asked).flatMap((_, i) => {
    const side = (line: MeasuredLine) => ({
      outcome: line.outcomes[i] as Outcome,
      worth: line.worths[i] as Float64Array,
    });
    return [pairedStatistic(sheet.test, side(x), side(y)), pairedStatistic(sheet.test, side(y), side(x))];
  });
  const { resamples } = options;
  const strata = strataOf(sheet, options);
  const done = await resample(
    statistics,
    p.asked.length,
    { resamples, strata },
    rng.fork(`${x.name} ${y.name}`),
    signal,
  );
  return (alpha, figure) => difference(done[2 * alpha] as Resampled, figure, done[2 * alpha + 1] as Resampled, figure);
}

/** Whether both predicted the same query × LLM pairs: figures over different ones do not compare. */
function samePairs(x: MeasuredLine, y: MeasuredLine): boolean {
  const [p, q] = [x.answers?.predicted, y.answers?.predicted];
  return p !== undefined && q !== undefined && p.every((value, i) => Number.isNaN(value) === Number.isNaN(q[i]));
}

function comparison(
  { testSet, variant }: MeasureOptions,
  router: string,
  against: string,
  alpha: number | null,
  metric: Metric,
  estimate: Estimate,
): Comparison {
  const higherIsBetter = !LOWER_IS_BETTER.has(metric);
  const verdict = verdictOf(estimate, higherIsBetter);
  const row = { testSet, variant, alpha, metric, router, against, higherIsBetter, difference: estimate, verdict };
  return { ...row, sentence: comparisonSentence(row) };
}
