import { estimateOf, shiftedEstimateOf } from './bootstrap/interval.js';
import type { Resampled } from './bootstrap/resample.js';
import { curveOrder } from './lines.js';
import type { MeasuredLine } from './measure.js';
import { PREDICTION } from './metrics/prediction-statistic.js';
import { reliability } from './metrics/reliability.js';
import type { Outcome } from './outcome.js';
import type { RouterMetrics, RouterRow } from './report.js';
import type { RowContext } from './result-row.js';

/** What does not depend on α. */
export function routerRow({ sheet, testSet, variant }: RowContext, line: MeasuredLine): RouterRow {
  const { answers, aiq } = line;
  const { llms, queries } = sheet.test.responses;
  const supported = answers?.supported ?? llms;
  const { performance } = line.outcomes[0] as Outcome;
  return {
    testSet,
    variant,
    router: line.name,
    reference: answers?.bound ?? true,
    title: answers?.title ?? line.name,
    output: answers?.output ?? 'none',
    rule: answers?.rule ?? 'reference',
    llms: supported,
    missing: llms.filter((llm) => !supported.includes(llm)),
    coverage: performance.reduce((sum, y) => sum + (Number.isNaN(y) ? 0 : 1), 0) / Math.max(1, queries.length),
    metrics: { ...predictionMetrics(line.predictions), aiq: aiq && estimateOf(aiq, 0) },
    reliability: line.pairs ? reliability(line.pairs) : [],
    frontier: aiq
      ? curveOrder(sheet).map((i, k) => ({
          alpha: sheet.objectives[i]?.alpha ?? 0,
          totalCost: aiq.values[1 + 2 * k] as number,
          performance: aiq.values[2 + 2 * k] as number,
        }))
      : [],
  };
}

/** How well P̂ predicts y; all null without predictions. */
export function predictionMetrics(figures: Resampled | null): Omit<RouterMetrics, 'aiq'> {
  const of = (name: keyof typeof PREDICTION) => figures && estimateOf(figures, PREDICTION[name]);
  return {
    auc: of('auc'),
    aucAtHalf: of('aucAtHalf'),
    accuracy: of('accuracy'),
    rmse: of('rmse'),
    mae: of('mae'),
    brier: of('brier'),
    ece: figures && shiftedEstimateOf(figures, PREDICTION.ece),
  };
}
