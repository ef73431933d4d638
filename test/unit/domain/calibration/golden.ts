import golden from '../../../fixtures/golden/calibration.json' with { type: 'json' };
import type { CalibrationPairs } from '../../../../src/domain/calibration/pairs.js';

export { golden };

export type Case = (typeof golden.calibration)[number];

export const pairsOf = ({ query, llm, predicted, observed }: Case): CalibrationPairs => ({
  query: Int32Array.from(query),
  llm: Int32Array.from(llm),
  predicted: Float32Array.from(predicted),
  observed: Float32Array.from(observed),
});
