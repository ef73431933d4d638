import { expect, it } from 'vitest';
import { spreadFactor } from '../../../../src/plugins/onboarding/spread-factor.js';

// scipy.stats: (t.ppf(.95, n - 1) / norm.ppf(.95)) ** 2
it.each([
  [2, 14.733992953881238],
  [3, 3.151424449149871],
  [4, 2.047026614146158],
  [5, 1.679799566143279],
  [6, 1.5007779456381518],
  [9, 1.2780866256835457],
  [20, 1.105101555605749],
  [27, 1.0752488502080277],
  [101, 1.0187890397175765],
])('for %i LLMs is that of scipy', (n, expected) => {
  expect(spreadFactor(n)).toBeCloseTo(expected, 9);
});

it('is 1 for a single LLM and comes to 1 for many', () => {
  expect(spreadFactor(1)).toBe(1);
  expect(spreadFactor(20_001)).toBeCloseTo(1, 3);
});
