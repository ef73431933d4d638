import { z } from 'zod';
import { ThetaError } from '../../domain/errors.js';
import type { TrainingVariant } from '../evaluation-routers.js';
import { DEFAULT_HELD_OUT_SHARE, FEWEST_HELD_OUT } from '../calibration/hold-out.js';
import type { ProtocolInput } from './protocol.js';

/** How much of the training data a protocol about held-out queries keeps aside. */
export const heldOutShare = z
  .number()
  .gt(0)
  .max(0.5)
  .default(DEFAULT_HELD_OUT_SHARE)
  .describe('Share of the training queries that are kept aside; test queries are never used.')
  .meta({ source: 'the default of `theta train`' });

/** A training that keeps queries aside, as `theta train` does. Throws CONFIG_INVALID for data, or a stored set, that have none to keep. */
export function heldOutTraining(input: ProtocolInput, share: number, protocol: string): TrainingVariant {
  const { storedSet, train, folds, hyperparameters, warmUpNeighbours } = input;
  if (storedSet && !storedSet.heldOut) {
    throw new ThetaError(
      'CONFIG_INVALID',
      `Protocol ${protocol} needs held-out queries; the set ${storedSet.manifest.version} kept none aside.`,
      { hint: 'Train it again with THETA_HELD_OUT_SHARE above 0, or give --train.' },
    );
  }
  const queries = (train?.queries.length ?? 0) * (folds === null ? 1 : (folds - 1) / folds);
  if (train && Math.floor(queries * share) < FEWEST_HELD_OUT) {
    throw new ThetaError(
      'CONFIG_INVALID',
      `Protocol ${protocol} needs ${FEWEST_HELD_OUT} held-out queries; a share of ${share} of ${Math.floor(queries)} training queries is ${Math.floor(queries * share)}.`,
      { hint: 'Give more training data, or a larger heldOutShare (up to 0.5).' },
    );
  }
  return { hyperparameters, fitEmbedder: null, calibration: { heldOutShare: share, warmUpNeighbours } };
}
