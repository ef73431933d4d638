import { ThetaError } from '../domain/errors.js';
import type { RouterSetManifest } from '../routing/ports.js';
import { table } from './output.js';

/** How the routers of a version were calibrated. Throws UNKNOWN_VERSION for one that is not among `sets`. */
export function calibrationOf(sets: readonly RouterSetManifest[], version: string) {
  const set = sets.find((s) => s.version === version);
  if (set) return set.routers.map(({ id, calibration = null }) => ({ router: id, calibration }));
  throw new ThetaError('UNKNOWN_VERSION', `No router set of version ${version} is stored.`, {
    hint: `Stored: ${sets.map((s) => s.version).join(', ')}.`,
  });
}

/** ECE and Brier score before and after, and what intervals held, a row per router. */
export function calibrationTable(rows: ReturnType<typeof calibrationOf>): string {
  const figure = (x: number | null | undefined) => (x === null || x === undefined ? '' : x.toFixed(4));
  const percent = (x: number | null | undefined) => (x === null || x === undefined ? '' : `${(100 * x).toFixed(1)} %`);
  const held = rows.find((r) => r.calibration)?.calibration;
  return [
    held ? `on ${held.queries} held-out queries:` : 'This version kept no queries aside; P̂ is as its routers give it.',
    table(
      ['router', 'ECE before', 'after', 'Brier before', 'after', 'means in interval', 'answers in interval'],
      rows.map(({ router, calibration: c }) => [
        router,
        c ? figure(c.before.ece) : 'not calibrated',
        figure(c?.after.ece),
        figure(c?.before.brier),
        figure(c?.after.brier),
        percent(c?.intervals.expectedCoverage),
        percent(c?.intervals.outcomeCoverage),
      ]),
    ),
  ].join('\n');
}
