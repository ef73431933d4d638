import type { VersionDiff } from '../version-diff/types.js';
import { largestShift } from '../version-diff/version-diff.js';
import type { ReporterFinding } from './outliers.js';

/** What an update may do to be approved without anybody looking at it. */
export interface UpdateLimits {
  /** Statements that it must have learned from, since the version before. */
  readonly leastStatements: number;
  /** Largest share of the probes whose choice may change, for any router, in [0, 1]. */
  readonly mostChanged: number;
  /** Largest |Δ mean P̂| of an LLM, for any router, in [0, 1]. */
  readonly mostShift: number;
}

export const DEFAULT_UPDATE_LIMITS: UpdateLimits = {
  // What the tests of drift need twice.
  leastStatements: 100,
  mostChanged: 0.1,
  // The size from which a bias of P̂ is an alert of drift.
  mostShift: 0.05,
};

export type LimitName = 'STATEMENTS' | 'CHANGED' | 'SHIFT' | 'OUTLIERS';

export interface LimitCheck {
  readonly name: LimitName;
  readonly value: number;
  readonly limit: number;
  readonly met: boolean;
  /** The figures in a sentence. */
  readonly text: string;
}

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;

/** Each limit, whether it is met or not. */
export function checkLimits(
  statements: number,
  { decisions }: VersionDiff,
  reporters: readonly ReporterFinding[],
  limits: UpdateLimits,
): LimitCheck[] {
  const all = decisions ?? [];
  const most = all.reduce((a, b) => (b.changed > (a?.changed ?? -1) ? b : a), all[0]);
  const shifts = all.flatMap((diff) => {
    const largest = largestShift(diff);
    return largest ? [{ ...largest, router: diff.router }] : [];
  });
  const shift = shifts.reduce((a, b) => (Math.abs(b.shift) > Math.abs(a?.shift ?? 0) ? b : a), shifts[0]);
  const outliers = reporters.filter(({ verdict }) => verdict === 'OUTLIER');
  const moved = Math.abs(shift?.shift ?? 0);
  const changed = most?.changed ?? 0;
  return [
    {
      name: 'STATEMENTS',
      value: statements,
      limit: limits.leastStatements,
      met: statements >= limits.leastStatements,
      text: `${statements} new statements count; at least ${limits.leastStatements} are wanted.`,
    },
    {
      name: 'CHANGED',
      value: changed,
      limit: limits.mostChanged,
      met: changed <= limits.mostChanged,
      text: `${percent(changed)} of the probes get another LLM${most ? ` from ${most.router}` : ''}; at most ${percent(limits.mostChanged)} may.`,
    },
    {
      name: 'SHIFT',
      value: moved,
      limit: limits.mostShift,
      met: moved <= limits.mostShift,
      text: shift
        ? `Mean P̂ of ${shift.llm} moves by ${shift.shift.toFixed(3)} (${shift.router}); at most ${limits.mostShift} is allowed.`
        : 'No router has a P̂ that could move.',
    },
    {
      name: 'OUTLIERS',
      value: outliers.length,
      limit: 0,
      met: outliers.length === 0,
      text:
        outliers.length === 0
          ? 'No reporter stands out.'
          : `Reporters that stand out: ${outliers.map(({ reporter }) => reporter).join(', ')}.`,
    },
  ];
}
