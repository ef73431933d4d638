import { LEAST_EXPECTED, shareShift } from '../../domain/drift/share-shift.js';
import type { Finding } from './finding.js';
import { percent, tooFew } from './finding.js';
import type { Row } from './read-window.js';
import type { DriftThresholds } from './types.js';

/** How often each value occurs in both windows. */
export interface Moved {
  readonly value: string;
  /** Shares in [0, 1]. */
  readonly reference: number;
  readonly recent: number;
}

const COLUMNS = {
  LLM_SHARES: { of: (row: Row): string => row.own, name: 'Choices of the routers' },
  TAG_SHARES: { of: (row: Row): string => row.tags, name: 'Labels of the decisions' },
} as const;

/** Shares to show, the ones that moved most. */
const SHOWN = 10;

/** Whether traffic goes to other LLMs, or comes with other labels. */
export function checkShares(
  kind: keyof typeof COLUMNS,
  recent: readonly Row[],
  reference: readonly Row[],
  thresholds: DriftThresholds,
): Finding {
  const { of, name } = COLUMNS[kind];
  const base = { kind, llm: null, recent: recent.length, reference: reference.length, threshold: thresholds.shares };
  const counts = tally(recent, reference, of);
  const shift = shareShift(
    counts.map(([, n]) => n.reference),
    counts.map(([, n]) => n.recent),
  );
  if (Math.min(recent.length, reference.length) < thresholds.decisions || !shift) {
    return tooFew(
      base,
      `${name}: ${recent.length} recent decisions and ${reference.length} of the reference; ${thresholds.decisions} of each are needed.`,
    );
  }
  const { statistic, pValue, stability, pooled } = shift;
  const moved = shares(recent, reference, of);
  const [most] = moved as [Moved];
  // The one that is shown is one that is there now.
  const gained = moved.find((m) => m.recent > 0 && m.recent >= m.reference) ?? most;
  return {
    ...base,
    interval: null,
    test: { statistic, pValue, effect: stability },
    text:
      `${name}: the share of ${named(most.value)} goes from ${percent(most.reference)} to ${percent(most.recent)}, further than any other` +
      `${gained === most ? '' : `; that of ${named(gained.value)} from ${percent(gained.reference)} to ${percent(gained.recent)}`}.` +
      (pooled > 0
        ? ` ${pooled} with fewer than ${LEAST_EXPECTED} expected decisions in a window are counted together.`
        : ''),
    figures: moved.slice(0, SHOWN).map((m) => ({ name: named(m.value), reference: m.reference, recent: m.recent })),
    examples: (count) =>
      recent
        .filter((row) => of(row) === gained.value)
        .slice(0, count)
        .map(({ id }) => ({ id, value: null })),
  };
}

/** Shares of the values of a column, the one that moved most first. */
export function shares(recent: readonly Row[], reference: readonly Row[], of: (row: Row) => string): Moved[] {
  const found = tally(recent, reference, of).map(([value, n]) => ({
    value,
    reference: reference.length > 0 ? n.reference / reference.length : 0,
    recent: recent.length > 0 ? n.recent / recent.length : 0,
  }));
  const by = ({ recent: r, reference: q }: Moved) => Math.abs(r - q);
  return found.sort((a, b) => by(b) - by(a) || (a.value < b.value ? -1 : 1));
}

function tally(recent: readonly Row[], reference: readonly Row[], of: (row: Row) => string) {
  const counts = new Map<string, { recent: number; reference: number }>();
  for (const [window, rows] of Object.entries({ recent, reference }) as ['recent' | 'reference', readonly Row[]][]) {
    for (const row of rows) {
      let known = counts.get(of(row));
      if (!known) counts.set(of(row), (known = { recent: 0, reference: 0 }));
      known[window]++;
    }
  }
  return [...counts];
}

const named = (value: string): string => (value === '' ? 'no label' : value);
