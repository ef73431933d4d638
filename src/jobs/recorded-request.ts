import type { Json } from '../domain/artifact.js';
import type { TrainingRequest } from './types.js';

/** What of a request is written into the set that it made, so that the training can be repeated. */
export type RecordedRequest = Pick<TrainingRequest, 'routers' | 'sources' | 'seed' | 'hyperparameters'>;

export const recordOf = ({ routers, sources, seed, hyperparameters }: TrainingRequest): { [key: string]: Json } => ({
  routers,
  sources,
  seed,
  hyperparameters,
});
