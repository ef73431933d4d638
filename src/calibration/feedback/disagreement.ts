import { holm } from '../../domain/drift/holm.js';
import type { PredictionBias } from '../../domain/drift/prediction-bias.js';
import { predictionBias } from '../../domain/drift/prediction-bias.js';
import type { LlmId } from '../../domain/ids.js';
import { groupBy } from './outliers.js';
import type { Residual } from './residuals.js';

/** Where feedback and predictions differ: scores and thumbs on answers of one LLM to queries of one task. */
export interface Disagreement extends Pick<PredictionBias, 'predicted' | 'observed' | 'bias' | 'low' | 'high'> {
  readonly llm: LlmId;
  /** By the nearest training queries; null where they have none. */
  readonly task: string | null;
  readonly statements: number;
  readonly reporters: number;
  /** By Holm over all cells that could be tested. */
  readonly correctedPValue: number;
}

/** Corrected p up to which, and size of the bias from which, a cell is told. */
const LEVEL = 0.01;
const EFFECT = 0.1;
/** Least Σ p(1 − p) for the normal distribution to hold. */
const LEAST_VARIANCE = 5;

/** Cells where feedback disagrees with P̂, significantly and by an amount that matters; the surest first. */
export function disagreements(
  residuals: readonly Residual[],
  taskOf: (query: string) => string | null,
): Disagreement[] {
  const answers = residuals.filter(({ isPreference }) => !isPreference);
  const cells = groupBy(answers, ({ llm, query }) => JSON.stringify([llm, taskOf(query)]));
  const tested = [...cells.values()].flatMap((said) => {
    const bias = predictionBias(
      said.map(({ predicted }) => predicted),
      said.map(({ predicted, residual }) => predicted + residual),
    );
    return bias.variance >= LEAST_VARIANCE ? [{ said, bias }] : [];
  });
  const corrected = holm(tested.map(({ bias }) => bias.pValue));
  return tested
    .map(({ said, bias: { predicted, observed, bias, low, high } }, i): Disagreement => {
      const { llm, query } = said[0] as Residual;
      return {
        llm,
        task: taskOf(query),
        statements: said.length,
        reporters: new Set(said.map(({ reporter }) => reporter)).size,
        predicted,
        observed,
        bias,
        low,
        high,
        correctedPValue: corrected[i] as number,
      };
    })
    .filter(({ correctedPValue, bias }) => correctedPValue <= LEVEL && Math.abs(bias) >= EFFECT)
    .sort((a, b) => a.correctedPValue - b.correctedPValue || Math.abs(b.bias) - Math.abs(a.bias));
}
