import type { Rng } from '../domain/random.js';
import { difference } from './bootstrap/interval.js';
import type { Resampled } from './bootstrap/resample.js';
import { resample } from './bootstrap/resample.js';
import { meanStatistic } from './metrics/mean-statistic.js';
import type { Pairs } from './metrics/prediction-statistic.js';
import { PREDICTION, predictionStatistic } from './metrics/prediction-statistic.js';
import { reliability } from './metrics/reliability.js';
import { pairsOfLlm } from './pairs-of-llm.js';
import type { Comparison, RouterRow } from './report.js';
import { predictionMetrics } from './router-row.js';
import type { TestSet } from './test-set.js';
import { comparisonSentence, verdictOf } from './words.js';

/** Predictions of LLMs that were left out of training, by one router or one reference. */
export interface UnseenLine {
  readonly name: string;
  readonly reference: boolean;
  /** By LLM: [queries], NaN where not predicted. */
  readonly predicted: ReadonlyMap<string, Float32Array>;
}

/** Rows per line for the mean over LLMs (variant `''`) and for each LLM, and paired differences between the means. */
export async function measureUnseen(
  test: TestSet,
  lines: readonly UnseenLine[],
  options: { readonly resamples: number; readonly strata: Int32Array | null },
  rng: Rng,
  signal?: AbortSignal,
): Promise<{ readonly routers: RouterRow[]; readonly comparisons: Comparison[] }> {
  const queries = test.responses.queries.length;
  const measured = lines.map((line) => {
    const pairs = new Map([...line.predicted].map(([llm, p]) => [llm, pairsOfLlm(test, llm, p)] as const));
    for (const [llm, { query }] of pairs) if (query.length === 0) pairs.delete(llm);
    return { line, pairs, statistics: [...pairs.values()].map((p) => predictionStatistic(p, queries)) };
  });
  const usable = measured.filter((m) => m.pairs.size > 0);
  const all = usable.flatMap((m) => [meanStatistic(m.statistics), ...m.statistics]);
  const done = await resample(all, queries, options, rng, signal);
  let at = 0;
  const figures = usable.map((m) => ({
    ...m,
    mean: done[at++] as Resampled,
    each: m.statistics.map(() => done[at++] as Resampled),
  }));
  const routers = figures.flatMap(({ line, pairs, mean, each }) => [
    rowOf(test, line, '', mean, [...pairs.values()], [...pairs.keys()]),
    ...[...pairs].map(([llm, p], i) => rowOf(test, line, `without ${llm}`, each[i] as Resampled, [p], [llm])),
  ]);
  const comparisons = figures.flatMap((x, a) =>
    figures.slice(a + 1).flatMap((y) => compared(x.line.name, x.mean, y.line.name, y.mean)),
  );
  return { routers, comparisons };
}

function rowOf(
  test: TestSet,
  line: UnseenLine,
  variant: string,
  figures: Resampled,
  pairs: readonly Pairs[],
  llms: readonly string[],
): RouterRow {
  const all = variant === '' ? [...line.predicted.keys()] : llms;
  const seen = new Set(pairs.flatMap((p) => [...p.query]));
  return {
    testSet: 'test',
    variant,
    router: line.name,
    reference: line.reference,
    title: line.name,
    output: 'performance',
    rule: line.reference ? 'reference' : 'score',
    llms,
    missing: all.filter((llm) => !llms.includes(llm)),
    coverage: seen.size / Math.max(1, test.responses.queries.length),
    metrics: { ...predictionMetrics(figures), aiq: null },
    reliability: pairs.length === 1 ? reliability(pairs[0] as Pairs) : [],
    frontier: [],
  };
}

const COMPARED = [
  { metric: 'auc', higherIsBetter: true },
  { metric: 'accuracy', higherIsBetter: true },
  { metric: 'rmse', higherIsBetter: false },
  { metric: 'mae', higherIsBetter: false },
] as const;

function compared(router: string, x: Resampled, against: string, y: Resampled): Comparison[] {
  return COMPARED.flatMap(({ metric, higherIsBetter }) => {
    const estimate = difference(x, PREDICTION[metric], y, PREDICTION[metric]);
    if (!estimate) return [];
    const verdict = verdictOf(estimate, higherIsBetter);
    const names = { testSet: 'test', variant: '', alpha: null, metric, router, against, higherIsBetter };
    const whole = { ...names, difference: estimate, verdict };
    return [{ ...whole, sentence: comparisonSentence(whole) }];
  });
}
