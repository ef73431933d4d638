import { describe, expect, it } from 'vitest';
import { DEFAULT_UPDATE_LIMITS, checkLimits } from '../../../../src/calibration/feedback/limits.js';
import type { ReporterFinding } from '../../../../src/calibration/feedback/outliers.js';
import type { DecisionDiff, VersionDiff } from '../../../../src/calibration/version-diff/types.js';
import { llmId, routerId, versionId } from '../../../../src/domain/ids.js';

const decisions = (router: string, changed: number, shift: number): DecisionDiff => ({
  router: routerId(router),
  probes: 400,
  changed,
  moves: [],
  added: [],
  removed: [],
  performance: [{ llm: llmId('a'), before: 0.5, after: 0.5 + shift }],
  predictedPerformance: null,
  cost: { before: 0, after: 0 },
  gain: 0,
});
const diff = (...all: DecisionDiff[]): VersionDiff => ({
  from: versionId('v1'),
  to: versionId('v2'),
  alpha: 0.8,
  pool: null,
  abilities: [],
  decisions: all,
  reason: null,
});
const reporter = (verdict: ReporterFinding['verdict']) => ({ reporter: verdict, verdict }) as ReporterFinding;
const unmet = (statements: number, of: VersionDiff, reporters: ReporterFinding[] = []) =>
  checkLimits(statements, of, reporters, DEFAULT_UPDATE_LIMITS)
    .filter(({ met }) => !met)
    .map(({ name }) => name);

describe('checkLimits', () => {
  it('meets each limit at its value, and not beyond', () => {
    expect(unmet(100, diff(decisions('mirt', 0.1, 0.04)))).toEqual([]);
    expect(unmet(99, diff(decisions('mirt', 0.11, -0.06)), [reporter('OUTLIER')])).toEqual([
      'STATEMENTS',
      'CHANGED',
      'SHIFT',
      'OUTLIERS',
    ]);
    expect(unmet(100, diff(), [reporter('STEADY'), reporter('TOO_FEW')])).toEqual([]);
  });

  it('looks at the router that changes most, and names it', () => {
    const found = checkLimits(
      500,
      diff(decisions('mirt', 0.05, 0.01), decisions('knn', 0.2, -0.09)),
      [],
      DEFAULT_UPDATE_LIMITS,
    );
    expect(found.map(({ value }) => Number(value.toFixed(6)))).toEqual([500, 0.2, 0.09, 0]);
    expect(found[1]?.text).toBe('20.0 % of the probes get another LLM from knn; at most 10.0 % may.');
    expect(found[2]?.text).toBe('Mean P̂ of a moves by -0.090 (knn); at most 0.05 is allowed.');
  });
});
