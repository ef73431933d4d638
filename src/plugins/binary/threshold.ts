import type { Objective } from '../../domain/objective.js';
import type { ThresholdCurve } from './curve.js';
import { upperHull } from './curve.js';
import type { ThresholdRule } from './hyperparameters.js';

/** A threshold with what it led to on held-out queries. */
export interface Threshold {
  /** Win rate from which the strong LLM is asked; above 1 it never is. */
  readonly value: number;
  readonly strongShare: number;
  readonly performance: number;
}

/** The threshold for a request: `costGap` is C of the strong LLM minus C of the weak one, in [−1, 1]. */
export type ThresholdAt = (objective: Objective, costGap: number) => Threshold;

/** Makes the rule ready to be asked for every request. */
export function thresholdAt({ threshold, thresholdTarget }: ThresholdRule, curve: ThresholdCurve): ThresholdAt {
  const target = thresholdTarget ?? 0;
  const point = (i: number, value = curve.thresholds[i] as number): Threshold => ({
    value,
    strongShare: curve.strongShare[i] as number,
    performance: curve.performance[i] as number,
  });
  if (threshold === 'objective') {
    const corners = Array.from(upperHull(curve), (i) => point(i));
    return (objective, costGap) => bestCorner(corners, objective, costGap);
  }
  const fixed =
    threshold === 'value'
      ? point(
          fewestCalls(curve, (i) => (curve.thresholds[i] as number) <= target),
          target,
        )
      : threshold === 'share'
        ? point(nearestShare(curve, target))
        : point(fewestCalls(curve, (i) => (curve.performance[i] as number) >= (1 - target) * alwaysStrong(curve)));
  return () => fixed;
}

/**
 * Maximises α·performance − β·(what the share of strong costs more than none). A hull has few corners, so that looking at all of
 * them takes a fraction of a microsecond and nothing needs to be remembered between requests. Of equal rewards the one with the better
 * performance wins.
 */
function bestCorner(corners: readonly Threshold[], { alpha, beta }: Objective, costGap: number): Threshold {
  let best = corners[0] as Threshold;
  let bestReward = Number.NEGATIVE_INFINITY;
  for (const corner of corners) {
    const reward = alpha * corner.performance - beta * corner.strongShare * costGap;
    if (reward > bestReward || (reward === bestReward && corner.performance > best.performance)) {
      best = corner;
      bestReward = reward;
    }
  }
  return best;
}

const alwaysStrong = ({ performance }: ThresholdCurve): number => performance[performance.length - 1] as number;

/** The first point that is good enough; the last one, always strong, where none before it is. */
function fewestCalls({ thresholds }: ThresholdCurve, enough: (point: number) => boolean): number {
  for (let i = 0; i < thresholds.length; i++) if (enough(i)) return i;
  return thresholds.length - 1;
}

function nearestShare({ strongShare }: ThresholdCurve, target: number): number {
  let best = 0;
  for (let i = 1; i < strongShare.length; i++) {
    if (Math.abs((strongShare[i] as number) - target) < Math.abs((strongShare[best] as number) - target)) best = i;
  }
  return best;
}
