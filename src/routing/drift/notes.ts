import { percent } from './finding.js';
import type { WindowRows } from './read-window.js';
import type { DriftReport } from './types.js';

/** Share of distinct texts below which repeats are worth a note. */
const DISTINCT_FROM = 0.5;

export interface Left {
  /** Decisions by another router or version than the one whose figures are compared. */
  readonly recent: number;
  readonly reference: number;
}

/** What to know when reading the figures. */
export function driftNotes(
  recent: WindowRows,
  reference: WindowRows,
  left: Left,
  changed: readonly string[],
): string[] {
  const windows = Object.entries({ recent, reference });
  return [
    ...windows
      .filter(([, { matching, examined }]) => examined < matching)
      .map(([name, w]) => `Of ${w.matching} ${name} decisions the newest ${w.examined} were looked at.`),
    ...(left.recent + left.reference > 0
      ? [
          `Distances and predictions are compared within one router and version only: ${left.recent} recent decisions and ${left.reference} of the ` +
            'reference are by others and left out there.',
        ]
      : []),
    ...changed,
    ...windows.flatMap(([name, { rows }]) => {
      const hashes = rows.flatMap(({ queryHash }) => queryHash ?? []);
      const distinct = new Set(hashes).size / hashes.length;
      return distinct < DISTINCT_FROM
        ? [
            `Only ${percent(distinct)} of the ${name} decisions have a text of their own. Repeats are no independent evidence: p-values are smaller than they should be.`,
          ]
        : [];
    }),
  ];
}

/** One paragraph. */
export function driftText({ recent, reference, checks, alerts }: Omit<DriftReport, 'text'>): string {
  const compared = `${recent.examined} recent decisions against ${reference.examined} of the reference`;
  const tested = checks.filter(({ verdict }) => verdict !== 'TOO_FEW').length;
  if (tested === 0) return `Too few to say: ${compared}. ${checks.map(({ text }) => text).join(' ')}`;
  const silent = checks.length - tested;
  const rest = silent > 0 ? ` ${silent} checks have too few decisions to say anything.` : '';
  if (alerts.length === 0) return `No drift in ${tested} checks: ${compared}.${rest}`;
  const all = alerts.map(({ text, causes }) => [text, ...causes].join(' ')).join(' ');
  return `${alerts.length} of ${tested} checks ${alerts.length === 1 ? 'alerts' : 'alert'}: ${compared}. ${all}${rest}`;
}
