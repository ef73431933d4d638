import type { AnswerSheet } from './answers.js';
import { estimateOf } from './bootstrap/interval.js';
import type { Resampled } from './bootstrap/resample.js';
import type { MeasuredLine } from './measure.js';
import { CHOICE } from './metrics/choice-statistic.js';
import { onFewSolvers } from './metrics/few-solvers.js';
import { neverChosen, perTask, shares } from './metrics/shares.js';
import type { Outcome } from './outcome.js';
import { REFERENCES } from './references.js';
import type { ResultMetrics, ResultRow } from './report.js';

export interface RowContext {
  readonly sheet: AnswerSheet;
  /** [queries] */
  readonly bySolvers: Uint16Array;
  readonly testSet: string;
  readonly variant: string;
}

/** The row of a line at the i-th asked α. */
export function resultRow(
  { sheet, bySolvers, testSet, variant }: RowContext,
  line: MeasuredLine,
  i: number,
): ResultRow {
  const outcome = line.outcomes[i] as Outcome;
  const one = line.name !== REFERENCES.random;
  return {
    testSet,
    variant,
    router: line.name,
    reference: line.answers?.bound ?? true,
    alpha: sheet.objectives[i]?.alpha ?? 0,
    metrics: resultMetrics(line.choices[i] as Resampled),
    shares: shares(sheet.test, outcome),
    perTask: perTask(sheet.test, outcome),
    neverChosen: one ? neverChosen(sheet.test, outcome) : [],
    fewSolvers: { one: onFewSolvers(bySolvers, outcome, 1), two: onFewSolvers(bySolvers, outcome, 2) },
  };
}

/** Where each metric stands in the output of a choice statistic. */
export const RESULT_FIGURES: Readonly<Record<keyof ResultMetrics, number>> = {
  performance: CHOICE.performance,
  taskMean: CHOICE.taskMean,
  totalCost: CHOICE.totalCost,
  embeddingCost: CHOICE.embeddingCost,
  reward: CHOICE.reward,
  regret: CHOICE.regret,
  top1: CHOICE.strict,
  top2: CHOICE.strict + 1,
  top3: CHOICE.strict + 2,
  top4: CHOICE.strict + 3,
  top5: CHOICE.strict + 4,
  top1Tied: CHOICE.tied,
  top2Tied: CHOICE.tied + 1,
  top3Tied: CHOICE.tied + 2,
  top4Tied: CHOICE.tied + 3,
  top5Tied: CHOICE.tied + 4,
  shareEntropy: CHOICE.shareEntropy,
  llmsAsked: CHOICE.llmsAsked,
  coverage: CHOICE.coverage,
};

export const resultMetrics = (r: Resampled): ResultMetrics =>
  Object.fromEntries(
    Object.entries(RESULT_FIGURES).map(([name, at]) => [name, estimateOf(r, at)]),
  ) as unknown as ResultMetrics;
