import type { Json } from '../domain/artifact.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { FitResult } from '../tensor/training/types.js';

type Fit = Pick<FitResult<string>, 'history' | 'bestEpoch'>;

/** How gradient descent went; with several fits, their mean. null for what was not measured. */
export function fitFigures(
  fits: readonly Fit[],
): Readonly<Record<'epochs' | 'loss' | 'validationLoss', number | null>> {
  const mean = (of: (fit: Fit) => number | undefined): number | null => {
    const value = fits.reduce((sum, fit) => sum + (of(fit) ?? Number.NaN), 0) / fits.length;
    return Number.isFinite(value) ? value : null;
  };
  return {
    epochs: mean((fit) => fit.bestEpoch),
    loss: mean((fit) => fit.history[fit.bestEpoch - 1]?.loss),
    validationLoss: mean((fit) => fit.history[fit.bestEpoch - 1]?.validationLoss),
  };
}

/** `meta.training` of a router that was fitted to all responses by gradient descent. */
export function trainingFigures(responses: ResponseMatrix, fits: readonly Fit[]): Json {
  return { queries: responses.queries.length, responses: responses.performance.length, ...fitFigures(fits) };
}
