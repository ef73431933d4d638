import { ThetaError } from '../domain/errors.js';
import type { TrainingSet } from './contract.js';

/** Throws TRAINING_DATA_INSUFFICIENT without at least one response. */
export function requireResponses(router: string, data: TrainingSet): void {
  if (data.responses.performance.length > 0) return;
  throw new ThetaError('TRAINING_DATA_INSUFFICIENT', `Router ${router} needs responses to train on, got none.`, {
    hint: 'Import a data set first: `theta import FILE`.',
  });
}
