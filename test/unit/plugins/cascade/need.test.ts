import { describe, expect, it } from 'vitest';
import { afterVerdicts, needThreshold, noNeed, priorBelief } from '../../../../src/plugins/cascade/need.js';
import { afterLearning } from '../../../../src/plugins/cascade/co-occurrence.js';
import { verdictsOf } from '../../../../src/plugins/cascade/verdicts.js';

const SHARES = [0, 0.001, 0.2, 0.5, 0.8, 1];
const verdicts = verdictsOf({ sensitivity: 0.8, specificity: 0.7, samples: 4, agreement: 0.3 });

describe('the belief over who is right', () => {
  it('is a table of probabilities with the given margins, whatever the correlation', () => {
    for (const small of SHARES) {
      for (const large of SHARES) {
        for (const correlation of [0, 0.3, 0.95]) {
          for (let c = -1; c <= 4; c++) {
            const prior = priorBelief(small, large, correlation);
            const b = c < 0 ? prior : afterVerdicts(prior, verdicts, c);
            const parts = [b.both, b.onlySmall, b.onlyLarge, b.none];
            expect(parts.reduce((x, y) => x + y)).toBeCloseTo(1, 10);
            for (const part of parts) expect(part >= -1e-12 && part <= 1 + 1e-12).toBe(true);
            if (c < 0) expect([b.both + b.onlySmall, b.both + b.onlyLarge]).toEqual([small, large].map(near));
          }
        }
      }
    }
  });

  it('keeps an answer exactly where keeping is worth more than asking the large LLM', () => {
    let kept = 0;
    let sent = 0;
    for (const alpha of [0.2, 0.5, 0.8, 0.95]) {
      for (const cost of [0.05, 0.4, 1]) {
        for (const small of SHARES) {
          for (const large of SHARES) {
            for (let c = 0; c <= 4; c++) {
              const b = afterVerdicts(priorBelief(small, large, 0.3), verdicts, c);
              const keeping = alpha * (b.both + b.onlySmall);
              const asking = alpha * (b.both + b.onlyLarge) - (1 - alpha) * cost;
              if (Math.abs(keeping - asking) < 1e-9) continue;
              const keep = noNeed(b) >= needThreshold({ alpha, beta: 1 - alpha }, cost);
              // Where even certainty would not pay for the large LLM, the threshold is 0 and keeps anything.
              expect(keep).toBe(keeping > asking);
              if (keep) kept++;
              else sent++;
            }
          }
        }
      }
    }
    expect(Math.min(kept, sent)).toBeGreaterThan(100);
  });

  it('keeps answers that are probably wrong where the large LLM would be wrong as well', () => {
    const hopeless = afterVerdicts(priorBelief(0.1, 0.12, 0.5), verdicts, 0);
    expect(noNeed(hopeless)).toBeGreaterThan(0.9);
  });
});

describe('what one answer says of another', () => {
  it('lowers what is expected of the next LLM after a wrong answer, and never leaves [0, 1]', () => {
    expect(afterLearning(0.5, 0, 0.6, 0.4)).toBeLessThan(0.6);
    expect(afterLearning(0.5, 1, 0.6, 0.4)).toBeGreaterThan(0.6);
    expect(afterLearning(0.5, 0, 0.6, 0)).toBe(0.6);
    for (const pi of SHARES) {
      for (const pj of SHARES) {
        for (const now of SHARES) {
          const after = afterLearning(pi, now, pj, 0.95);
          expect(after >= 0 && after <= 1).toBe(true);
        }
      }
    }
  });
});

const near = (x: number): unknown => expect.closeTo(x, 10);
