import type { StabilityRow } from './report.js';

/** What all kinds of change together are called. */
export const ALL_KINDS = 'all kinds';

export type BarVerdict = 'reached' | 'missed' | 'open';

/** Reached or missed only where the whole interval lies on one side of the bar. */
export function barVerdict({ kept }: Pick<StabilityRow, 'kept'>, bar: number): BarVerdict {
  if (!kept || kept.low === null || kept.high === null) return 'open';
  if (kept.low >= bar) return 'reached';
  return kept.high < bar ? 'missed' : 'open';
}

const WORDS: Readonly<Record<BarVerdict, (bar: string) => string>> = {
  reached: (bar) => `the choice survives at least ${bar} of the changes`,
  missed: (bar) => `the choice survives fewer than ${bar} of the changes`,
  open: (bar) => `it is not clear whether the choice survives ${bar} of the changes`,
};

/**
 * The rows in sentences: for each test set, α and verdict one with the routers that it is true of, the most stable first, each with the
 * kind that moves it most.
 */
export function stabilitySentences(rows: readonly StabilityRow[], bar: number): string[] {
  const groups = new Map<string, StabilityRow[]>();
  for (const row of rows.filter((r) => r.kind === null && r.kept !== null)) {
    const place = row.testSet === 'test' ? '' : `${row.testSet}: `;
    const start = `${place}At α = ${row.alpha} ${WORDS[barVerdict(row, bar)](percent(bar, 0))}: `;
    groups.set(start, [...(groups.get(start) ?? []), row]);
  }
  const sentences = [...groups].map(([start, members]) => {
    const sorted = [...members].sort((a, b) => (b.kept?.value ?? 0) - (a.kept?.value ?? 0));
    return `${start}${sorted.map((row) => `${row.router} ${share(row)}${least(row, rows)}`).join(', ')}.`;
  });
  return sentences.length > 0 ? sentences : ['No change of these kinds applies to any of the queries.'];
}

function least(all: StabilityRow, rows: readonly StabilityRow[]): string {
  const same = (r: StabilityRow) => r.testSet === all.testSet && r.router === all.router && r.alpha === all.alpha;
  const kinds = rows.filter((r) => r.kind !== null && r.kept !== null && same(r));
  const [worst] = kinds.sort((a, b) => (a.kept?.value ?? 0) - (b.kept?.value ?? 0));
  return worst?.kept && worst.kept.value < 1 && kinds.length > 1
    ? ` (least for ${worst.kind}: ${percent(worst.kept.value, 1)})`
    : '';
}

function share({ kept }: StabilityRow): string {
  if (!kept) return '';
  const { value, low, high } = kept;
  return low === null || high === null
    ? percent(value, 1)
    : `${percent(value, 1)} [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;
}

const percent = (x: number, digits: number): string => `${(100 * x).toFixed(digits)} %`;
