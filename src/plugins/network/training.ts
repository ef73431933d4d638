import type { Json } from '../../domain/artifact.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { meanPerformance } from '../../domain/responses.js';
import type { FitResult } from '../../tensor/training/types.js';

/** Columns with at least one response: a network has nothing to say about the others. */
export function answeredColumns(responses: ResponseMatrix): number[] {
  const means = meanPerformance(responses);
  return Array.from(means.keys()).filter((j) => !Number.isNaN(means[j]));
}

/** What an artifact tells of its training; `fits` are the networks in it, whose figures are averaged. */
export function trainingFigures<K extends string>(responses: ResponseMatrix, fits: readonly FitResult<K>[]): Json {
  const mean = (of: (fit: FitResult<K>) => number | undefined): number | null => {
    const value = fits.reduce((sum, fit) => sum + (of(fit) ?? Number.NaN), 0) / fits.length;
    return Number.isFinite(value) ? value : null;
  };
  return {
    queries: responses.queries.length,
    responses: responses.performance.length,
    epochs: mean((fit) => fit.bestEpoch),
    loss: mean((fit) => fit.history[fit.bestEpoch - 1]?.loss),
    validationLoss: mean((fit) => fit.history[fit.bestEpoch - 1]?.validationLoss),
  };
}
