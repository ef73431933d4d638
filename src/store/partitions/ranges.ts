/** Milliseconds since 1970; `to` is exclusive, and `from` of the oldest partition may be −∞. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** How long a partition is. UTC. */
export type PartitionUnit = 'day' | 'month';

const DAY_MS = 86_400_000;
/** 48 bits: what a UUIDv7 holds. */
const LAST_MS = 2 ** 48 - 1;

/** The least UUID whose first 48 bits are that millisecond; every UUIDv7 of it, or of a later one, is larger. */
export function uuidAt(ms: number): string {
  const hex = Math.floor(Math.min(LAST_MS, Math.max(0, ms)))
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** The millisecond that the first 48 bits of a UUID stand for. */
export const millisecondOf = (uuid: string): number => Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);

export function startOf(unit: PartitionUnit, ms: number): number {
  const at = new Date(ms);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), unit === 'day' ? at.getUTCDate() : 1);
}

/** The first edge after `ms`. */
export function edgeAfter(unit: PartitionUnit, ms: number): number {
  if (unit === 'day') return startOf('day', ms) + DAY_MS;
  const at = new Date(ms);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
}

/** What is missing of `wanted`, cut at the edges of the unit; the last one may go beyond. `existing` do not overlap, in any order. */
export function missingRanges(existing: readonly TimeRange[], wanted: TimeRange, unit: PartitionUnit): TimeRange[] {
  const known = [...existing].sort((a, b) => a.from - b.from);
  const missing: TimeRange[] = [];
  let at = startOf(unit, wanted.from);
  while (at < wanted.to) {
    const from = at;
    const covering = known.find((range) => range.from <= from && from < range.to);
    if (covering) {
      at = covering.to;
      continue;
    }
    const next = known.find((range) => range.from > from);
    at = Math.min(edgeAfter(unit, from), next?.from ?? Number.POSITIVE_INFINITY);
    missing.push({ from, to: at });
  }
  return missing;
}
