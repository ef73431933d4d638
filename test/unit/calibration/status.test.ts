import { describe, expect, it } from 'vitest';
import { statusOf } from '../../../src/calibration/status.js';

const settings = {
  poolLimit: 1,
  warmingWidth: 0.2,
  calibratedWidth: 0.1,
  fewestResponses: 10,
  stopUnsettled: 0,
  stopValue: 0,
};
const status = (halfWidth: number | null, responses: number, basis: 'EVIDENCE' | 'TRAINED' | 'NONE' = 'EVIDENCE') =>
  statusOf({ basis, performance: { mean: 0.5, halfWidth } }, responses, settings);

describe('statusOf', () => {
  it('goes by the width, from answers of its own on', () => {
    expect([status(0.3, 5), status(0.2, 5), status(0.1, 10)]).toEqual(['COLD', 'WARMING', 'CALIBRATED']);
    expect(status(0.05, 0)).toBe('COLD');
  });

  it('asks for some answers before an LLM is calibrated, however sure the prior is', () => {
    expect([status(0.01, 9), status(0.01, 10)]).toEqual(['WARMING', 'CALIBRATED']);
  });

  it('takes a trained one as calibrated, and one without an estimate as cold', () => {
    expect(status(null, 0, 'TRAINED')).toBe('CALIBRATED');
    expect(status(null, 50)).toBe('COLD');
    expect(statusOf({ basis: 'NONE', performance: null }, 50, settings)).toBe('COLD');
  });
});
