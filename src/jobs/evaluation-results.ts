import type { Comparison, Estimate, EvaluationReport } from '../evaluation/report.js';

/** A figure with its name; the ends of the interval are null where none was made. */
export interface NamedEstimate extends Estimate {
  readonly metric: string;
}

/** What was measured of one router, or of a reference, under one α. */
export interface NamedResult {
  readonly testSet: string;
  readonly variant: string;
  readonly router: string;
  /** Null for figures that do not depend on α. */
  readonly alpha: number | null;
  readonly metrics: readonly NamedEstimate[];
}

/** All figures of a report in one form, the ones by α first; figures without meaning are left out. */
export const reportResults = ({ results, routers }: EvaluationReport): NamedResult[] => [
  ...results.map((row) => named(row, row.alpha)),
  ...routers.map((row) => named(row, null)).filter((row) => row.metrics.length > 0),
];

function named(
  {
    testSet,
    variant,
    router,
    metrics,
  }: Pick<NamedResult, 'testSet' | 'variant' | 'router'> & { readonly metrics: object },
  alpha: number | null,
): NamedResult {
  const known = Object.entries(metrics as Readonly<Record<string, Estimate | null>>).flatMap(([metric, estimate]) =>
    estimate === null ? [] : [{ metric, ...estimate }],
  );
  return { testSet, variant, router, alpha, metrics: known };
}

export interface NamedDifference {
  readonly testSet: string;
  readonly variant: string;
  readonly router: string;
  readonly against: string;
  readonly alpha: number | null;
  readonly difference: NamedEstimate;
  readonly verdict: Comparison['verdict'];
  readonly sentence: string;
}

/** The paired differences of a report. */
export const reportDifferences = ({ comparisons }: EvaluationReport): NamedDifference[] =>
  comparisons.map(({ metric, difference, ...row }) => ({
    testSet: row.testSet,
    variant: row.variant,
    router: row.router,
    against: row.against,
    alpha: row.alpha,
    difference: { metric, ...difference },
    verdict: row.verdict,
    sentence: row.sentence,
  }));
