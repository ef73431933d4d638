/**
 * Counts of durations in log-spaced bins, which add up over time and servers where percentiles do not: below 0.1 ms, then 62
 * bins each 1.2 times as wide as the one before, then from 8.1 s on.
 */
export const LATENCY_BINS = 64;
export const FIRST_EDGE_MS = 0.1;
export const BIN_RATIO = 1.2;

/** The bin of a duration, in [0, LATENCY_BINS). */
export function latencyBin(ms: number): number {
  if (!(ms >= FIRST_EDGE_MS)) return 0;
  return Math.min(LATENCY_BINS - 1, 1 + Math.floor(Math.log(ms / FIRST_EDGE_MS) / Math.log(BIN_RATIO)));
}

/**
 * The duration in ms that a share `p` in (0, 1] of the counted ones do not pass (nearest rank), as the geometric middle of its
 * bin: at most 9.6 % off between 0.1 ms and 8.1 s. Below and above it is that edge. Null where nothing was counted.
 */
export function binnedPercentile(counts: ArrayLike<number>, p: number): number | null {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i] as number;
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(p * total));
  let seen = 0;
  let bin = 0;
  while (bin < counts.length - 1 && (seen += counts[bin] as number) < rank) bin++;
  if (bin === 0) return FIRST_EDGE_MS;
  const lower = FIRST_EDGE_MS * BIN_RATIO ** (bin - 1);
  return bin === LATENCY_BINS - 1 ? lower : lower * Math.sqrt(BIN_RATIO);
}
