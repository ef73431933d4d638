import type { LlmId } from '../../domain/ids.js';
import type { AlphaRange, Ranking } from '../types.js';

/** Two crossings nearer than this are one: costs and predictions are 32-bit numbers. */
const SAME = 1e-9;

/**
 * The values of α in which candidate 0 scores at least as well as every other one, and who is chosen just outside. S_0 ≥ S_k
 * is linear in α: α·(ΔP + ΔC) ≥ ΔC with ΔP = P_0 − P_k and ΔC = C_0 − C_k. Null for a ranking without P̂.
 */
export function alphaRange({ llms, predictedPerformance: p, cost }: Ranking): AlphaRange | null {
  if (!p) return null;
  let from = 0;
  let to = 1;
  let below: number | null = null;
  let above: number | null = null;
  const slope = (k: number) => at(p, k) + at(cost, k);
  for (let k = 1; k < p.length; k++) {
    const dc = at(cost, 0) - at(cost, k);
    const steeper = slope(0) - slope(k);
    if (steeper === 0) continue;
    const crossing = dc / steeper;
    // Where several cross at one α, the flattest wins below it and the steepest above; equal lines keep ranking order.
    if (steeper > 0 && crossing > 0) {
      const same: boolean = below !== null && Math.abs(crossing - from) < SAME;
      if (same ? slope(k) < slope(below as number) : crossing > from) below = k;
      from = Math.max(from, crossing);
    } else if (steeper < 0 && crossing < 1) {
      const same: boolean = above !== null && Math.abs(crossing - to) < SAME;
      if (same ? slope(k) > slope(above as number) : crossing < to) above = k;
      to = Math.min(to, crossing);
    }
  }
  const name = (k: number | null) => (k === null ? null : (llms[k] as LlmId));
  return { from: Math.min(1, from), to: Math.max(0, to), below: name(below), above: name(above) };
}

const at = (values: Float32Array, i: number): number => values[i] as number;
