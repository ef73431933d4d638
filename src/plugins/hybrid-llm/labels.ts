/** Ways to turn the scores of both LLMs into the label y that the weak LLM is good enough (Ding et al. 2024, section 3). */
export type LabelRule = 'det' | 'prob' | 'trans';

/** Steps in which the relaxation t is looked for, from 0 up to but not including 1. */
const RELAXATION_STEPS = 100;

export interface Labels {
  /** [queries] in [0, 1]; 1 says that the weak LLM is good enough. */
  readonly values: Float32Array;
  /** t of r_trans, 0 for the others. */
  readonly relaxation: number;
}

/**
 * Labels from y in [0, 1] of both LLMs, H = weak − strong; `tie` is what H = 0 counts for, 1 in the paper.
 * - det: 1[H ≥ 0].
 * - prob: Pr[H ≥ 0], a graded score being the chance that one answer is right, both answers independent.
 * - trans: 1[H ≥ −t] with the t that tells most pairs of queries apart, see relaxation().
 */
export function labelsOf(rule: LabelRule, strong: Float32Array, weak: Float32Array, tie: number): Labels {
  const t = rule === 'trans' ? relaxation(strong, weak) : 0;
  const one = (s: number, w: number): number => {
    if (rule === 'prob') return w * (1 - s) + tie * (w * s + (1 - w) * (1 - s));
    const gap = w - s;
    if (gap === 0) return tie;
    // 32-bit scores: 0.7 − 0.2 must reach 0.5.
    return gap >= -t - 1e-6 * Math.sign(t) ? 1 : 0;
  };
  return { values: strong.map((s, i) => one(s, weak[i] as number)), relaxation: t };
}

/**
 * t* = argmax over t of (1 / N²)·Σ_ij |y_i(t) − y_j(t)| (paper eq. 3). Of labels 0 and 1 that is 2·p·(1 − p) with p the share of ones, so
 * that t* is where the classes are most even; the smallest such t.
 */
export function relaxation(strong: Float32Array, weak: Float32Array): number {
  let best = 0;
  let bestSpread = -1;
  for (let step = 0; step < RELAXATION_STEPS; step++) {
    const t = step / RELAXATION_STEPS;
    let ones = 0;
    for (let i = 0; i < strong.length; i++) if ((weak[i] as number) - (strong[i] as number) >= -t - 1e-6) ones++;
    const p = ones / strong.length;
    const spread = 2 * p * (1 - p);
    if (spread > bestSpread + 1e-12) [best, bestSpread] = [t, spread];
  }
  return best;
}
