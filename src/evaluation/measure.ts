import type { Rng } from '../domain/random.js';
import type { AnswerSheet } from './answers.js';
import { resample } from './bootstrap/resample.js';
import type { Resampled } from './bootstrap/resample.js';
import type { Contenders } from './compare.js';
import { compareRouters } from './compare.js';
import type { Line } from './lines.js';
import { linesOf, statisticsOf } from './lines.js';
import { strataOf } from './strata.js';
import { solvers } from './metrics/few-solvers.js';
import type { Comparison, ResultRow, RouterRow } from './report.js';
import { resultRow } from './result-row.js';
import { routerRow } from './router-row.js';

export interface MeasureOptions extends Contenders {
  readonly testSet: string;
  readonly variant: string;
  readonly resamples: number;
  readonly stratified: boolean;
}

export interface Measured {
  readonly results: readonly ResultRow[];
  readonly routers: readonly RouterRow[];
  readonly comparisons: readonly Comparison[];
}

/** A line with its resampled figures. */
export interface MeasuredLine extends Line {
  /** By asked α. */
  readonly choices: readonly Resampled[];
  readonly predictions: Resampled | null;
  readonly aiq: Resampled | null;
}

/**
 * Every figure of a filled sheet, with intervals, and the paired differences between routers. All of it comes from the same
 * resamples of the test queries. Throws CANCELLED.
 */
export async function measure(
  sheet: AnswerSheet,
  options: MeasureOptions,
  rng: Rng,
  signal?: AbortSignal,
): Promise<Measured> {
  const lines = await measureLines(sheet, options, rng, signal);
  const bySolvers = solvers(sheet.test);
  const context = { sheet, bySolvers, testSet: options.testSet, variant: options.variant };
  return {
    results: sheet.objectives.slice(0, sheet.asked).flatMap((_, i) => lines.map((line) => resultRow(context, line, i))),
    routers: lines.map((line) => routerRow(context, line)),
    comparisons: await compareRouters(sheet, lines, options, rng.fork('pairs'), signal),
  };
}

async function measureLines(
  sheet: AnswerSheet,
  options: MeasureOptions,
  rng: Rng,
  signal?: AbortSignal,
): Promise<MeasuredLine[]> {
  const lines = linesOf(sheet);
  const statistics = statisticsOf(sheet, lines);
  const flat = statistics.flatMap((s) => [
    ...s.choices,
    ...(s.predictions ? [s.predictions] : []),
    ...(s.aiq ? [s.aiq] : []),
  ]);
  const queries = sheet.test.responses.queries.length;
  const done = await resample(
    flat,
    queries,
    { resamples: options.resamples, strata: strataOf(sheet, options) },
    rng,
    signal,
  );
  let at = 0;
  const next = () => done[at++] as Resampled;
  return lines.map((line, i) => {
    const { choices, predictions, aiq } = statistics[i] as (typeof statistics)[number];
    return { ...line, choices: choices.map(next), predictions: predictions && next(), aiq: aiq && next() };
  });
}
