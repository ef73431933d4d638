import type { Rng } from '../domain/random.js';
import type { AnswerSheet, RouterAnswers } from './answers.js';
import { estimateOf } from './bootstrap/interval.js';
import type { Resampled } from './bootstrap/resample.js';
import { resample } from './bootstrap/resample.js';
import type { ChangedAnswers } from './metrics/stability-statistic.js';
import { CHANGE, CHANGE_FIGURES, stabilityStatistic } from './metrics/stability-statistic.js';
import type { Outcome } from './outcome.js';
import type { StabilityRow } from './report.js';
import { worths } from './reward.js';
import { strataOf } from './strata.js';

/** The answers of the same routers to texts that were changed in one way; queries that the way does not apply to are unanswered. */
export interface ChangedSheet {
  readonly kind: string;
  readonly sheet: AnswerSheet;
}

export interface StabilityOptions {
  readonly testSet: string;
  readonly resamples: number;
  readonly stratified: boolean;
}

/**
 * How often the routers of a sheet choose the same LLM for changed texts, and what it costs where they do not: for each router and
 * asked α a row per kind and one over all kinds. All of it comes from the same resamples of the queries. Throws CANCELLED.
 */
export async function stabilityRows(
  sheet: AnswerSheet,
  changed: readonly ChangedSheet[],
  options: StabilityOptions,
  rng: Rng,
  signal?: AbortSignal,
): Promise<StabilityRow[]> {
  const { resamples } = options;
  const strata = strataOf(sheet, options);
  const lines = [...sheet.routers.values()].flatMap((plain) =>
    sheet.objectives.slice(0, sheet.asked).map((_, i) => ({
      router: plain.router,
      alpha: sheet.objectives[i]?.alpha ?? 0,
      kinds: changed.map((c) => changedAnswers(sheet, plain, c.sheet.routers.get(plain.router), i)),
    })),
  );
  const queries = sheet.test.responses.queries.length;
  const statistics = lines.map(({ kinds }) => stabilityStatistic(kinds));
  const done = await resample(statistics, queries, { resamples, strata }, rng, signal);
  return lines.flatMap(({ router, alpha, kinds }, l): StabilityRow[] => {
    const figures = done[l] as Resampled;
    const names = { testSet: options.testSet, router, alpha };
    const of = (k: number, figure: number) => estimateOf(figures, k * CHANGE_FIGURES + figure);
    const rows = kinds.map((kind, k) => ({
      ...names,
      kind: (changed[k] as ChangedSheet).kind,
      queries: total(kind.applies),
      flips: total(kind.flipped),
      kept: of(k, CHANGE.kept),
      performance: of(k, CHANGE.performance),
      reward: of(k, CHANGE.reward),
      flippedPerformance: of(k, CHANGE.flippedPerformance),
      flippedReward: of(k, CHANGE.flippedReward),
      equallyGood: of(k, CHANGE.equallyGood),
      prediction: of(k, CHANGE.prediction),
    }));
    const any = Uint8Array.from({ length: queries }, (_, q) => (kinds.some((kind) => kind.applies[q] === 1) ? 1 : 0));
    return [
      ...rows,
      {
        ...names,
        kind: null,
        queries: total(any),
        flips: rows.reduce((sum, row) => sum + row.flips, 0),
        kept: estimateOf(figures, kinds.length * CHANGE_FIGURES),
        performance: null,
        reward: null,
        flippedPerformance: null,
        flippedReward: null,
        equallyGood: null,
        prediction: null,
      },
    ];
  });
}

const total = (marks: Uint8Array): number => marks.reduce((sum, x) => sum + x, 0);

/** Query by query what the i-th α changes; a router without answers to the changed texts was asked about none. */
function changedAnswers(
  { test, objectives }: AnswerSheet,
  plain: RouterAnswers,
  other: RouterAnswers | undefined,
  i: number,
): ChangedAnswers {
  const queries = test.responses.queries.length;
  const [from, to] = [plain.outcomes[i] as Outcome, other?.outcomes[i]];
  const objective = objectives[i] as AnswerSheet['objectives'][number];
  const out: ChangedAnswers = {
    applies: new Uint8Array(queries),
    flipped: new Uint8Array(queries),
    performance: new Float64Array(queries),
    reward: new Float64Array(queries),
    prediction: new Float64Array(queries),
  };
  if (!to || !other) return out;
  const [before, after] = [worths(test, objective, from), worths(test, objective, to)];
  for (let q = 0; q < queries; q++) {
    if ((from.choice[q] as number) < 0 || (to.choice[q] as number) < 0) continue;
    out.applies[q] = 1;
    out.flipped[q] = from.choice[q] === to.choice[q] ? 0 : 1;
    out.performance[q] = (to.performance[q] as number) - (from.performance[q] as number);
    out.reward[q] = (after[q] as number) - (before[q] as number);
    out.prediction[q] =
      plain.output === 'performance' ? distance(plain.predicted, other.predicted, q, queries) : Number.NaN;
  }
  return out;
}

/** Mean |difference| over the LLMs that both predict for a query. */
function distance(a: Float32Array, b: Float32Array, q: number, queries: number): number {
  const width = a.length / queries;
  let [sum, count] = [0, 0];
  for (let i = q * width; i < (q + 1) * width; i++) {
    const d = Math.abs((a[i] as number) - (b[i] as number));
    if (Number.isNaN(d)) continue;
    sum += d;
    count++;
  }
  return sum / count;
}
