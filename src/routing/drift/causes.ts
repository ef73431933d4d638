import { percent } from './finding.js';
import type { Row } from './read-window.js';
import { shares } from './shares.js';

const CONDITIONS: readonly (readonly [string, (row: Row) => string])[] = [
  ['version', (row) => row.version],
  ['router', (row) => row.router],
  ['pool', (row) => row.pool ?? 'a list of the request'],
  ['objective', (row) => row.objective],
];
/** Total variation distance from which a condition counts as changed: one decision in ten was made under others. */
const CHANGED_FROM = 0.1;

/**
 * Conditions of decisions, not of queries, that differ between the windows: each changes choices by itself, so with one of them a shift of
 * shares says nothing about the queries. Empty where a window is.
 */
export function changedConditions(recent: readonly Row[], reference: readonly Row[]): string[] {
  if (recent.length === 0 || reference.length === 0) return [];
  return CONDITIONS.flatMap(([name, of]) => {
    const moved = shares(recent, reference, of);
    const distance = moved.reduce((sum, m) => sum + Math.abs(m.recent - m.reference), 0) / 2;
    if (distance < CHANGED_FROM) return [];
    const shown = moved.slice(0, 2).map((m) => `${m.value} from ${percent(m.reference)} to ${percent(m.recent)}`);
    return [`The ${name} of the decisions changed: ${shown.join(', ')}.`];
  });
}
