import { expect } from 'vitest';
import type { Normal } from '../../../../src/plugins/onboarding/normal.js';

interface GoldenNormal {
  readonly mean: readonly number[];
  readonly covariance: readonly number[];
}

export const normalOf = ({ mean, covariance }: GoldenNormal): Normal => ({
  mean: Float64Array.from(mean),
  covariance: Float64Array.from(covariance),
});

/** Mean and covariance agree to `digits` decimals. Newton's method ends where a step would gain under 10⁻¹² nats, which is some 10⁻⁶ deviations of θ. */
export function expectNormal(found: Normal, expected: GoldenNormal, digits = 5): void {
  expect(found.mean).toHaveLength(expected.mean.length);
  expect(found.covariance).toHaveLength(expected.covariance.length);
  expected.mean.forEach((x, k) => expect(found.mean[k]).toBeCloseTo(x, digits));
  expected.covariance.forEach((x, k) => expect(found.covariance[k]).toBeCloseTo(x, digits));
}
