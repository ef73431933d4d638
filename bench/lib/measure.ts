/** The value below which the share `p` of them lies (nearest rank); NaN of none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN;
}

export interface Spent {
  /** Milliseconds on the clock. */
  readonly wallMs: number;
  /** Milliseconds of processor, all threads of the process; what a busy machine distorts least. */
  readonly cpuMs: number;
}

/** Runs the work and says what it took. */
export async function spent<T>(work: () => T | Promise<T>): Promise<Spent & { readonly result: T }> {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const result = await work();
  const used = process.cpuUsage(cpu);
  return { result, wallMs: performance.now() - wall, cpuMs: (used.user + used.system) / 1000 };
}

/** The cheapest of `rounds` runs: other processes only ever add. */
export async function cheapest(rounds: number, work: () => unknown): Promise<Spent> {
  let best: Spent = { wallMs: Number.POSITIVE_INFINITY, cpuMs: Number.POSITIVE_INFINITY };
  for (let r = 0; r < rounds; r++) {
    const { wallMs, cpuMs } = await spent(work);
    if (cpuMs < best.cpuMs) best = { wallMs, cpuMs };
  }
  return best;
}
