import type { Neighbours } from '../../index/neighbour-index.js';

/**
 * Similarity-weighted Bradley–Terry for two sides (Ong et al. 2024, section 4.2, eq. 6 and 7): with weights ω_i = γ^(1 + S_i / max S) the
 * coefficients that maximise Σ ω_i·[l_i·ln σ(ξ) + (1 − l_i)·ln σ(−ξ)] over ξ = ξ_strong − ξ_weak give σ(ξ) = Σ ω_i·l_i / Σ ω_i: nothing
 * needs to be fitted. `wins` holds l of each training query, 0.5 for a tie and NaN where the sides did not meet; row `q` of `near` is used,
 * without the training query `self`. 0.5 where no neighbour counts.
 */
export function similarityWinRate(
  near: Neighbours,
  q: number,
  wins: Float32Array,
  gamma: number,
  most: number,
  self = -1,
): number {
  let largest = 0;
  let sum = 0;
  let total = 0;
  let used = 0;
  for (let n = q * near.k; n < (q + 1) * near.k && used < most; n++) {
    const id = near.ids[n] as number;
    if (id < 0) break;
    const l = wins[id] as number;
    if (id === self || Number.isNaN(l)) continue;
    const similarity = near.similarity[n] as number;
    // Neighbours come best first. Where even the nearest points away, similarities say nothing and all count the same.
    if (used === 0) largest = Math.max(0, similarity);
    const weight = largest > 0 ? gamma ** (similarity / largest) : 1;
    sum += weight * l;
    total += weight;
    used++;
  }
  return total > 0 ? Math.min(1, sum / total) : 0.5;
}
