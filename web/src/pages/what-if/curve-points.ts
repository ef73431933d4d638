import type { WhatIfCurveQuery } from '../../gql/graphql.js';

type Point = WhatIfCurveQuery['whatIfCurve']['points'][number];

/** Where one α, or the log, stands. */
export interface Place {
  /** USD per 1,000 decisions, or mean C. */
  readonly cost: number;
  readonly performance: number;
}

export interface CurvePoint extends Place {
  readonly alpha: number;
  readonly changed: number;
}

export interface Curve {
  readonly unit: 'USD' | 'C';
  readonly points: readonly CurvePoint[];
  readonly logged: Place | null;
  /** Over how many the performance is known. */
  readonly decisions: number;
}

/**
 * USD where it is known of every decision whose performance is, as both axes must be about the same decisions; else C. Points of
 * which cost or performance is not known are left out.
 */
export function curvePoints(points: readonly Point[]): Curve {
  const [first] = points;
  const decisions = first?.performance?.decisions ?? 0;
  const unit = first?.expectedSpendUsd && first.expectedSpendUsd.decisions >= decisions ? 'USD' : 'C';
  const costOf = ({ expectedSpendUsd: usd, relativeCost }: Point, of: 'kept' | 'after'): number | null =>
    unit === 'USD'
      ? usd && (1000 * usd[of]) / usd.decisions
      : (relativeCost?.[of === 'kept' ? 'before' : 'after'] ?? null);
  const placed = points.flatMap((point): CurvePoint[] => {
    const cost = costOf(point, 'after');
    const { alpha, changed, performance } = point;
    return cost === null || !performance ? [] : [{ alpha, changed, cost, performance: performance.after }];
  });
  const loggedCost = first ? costOf(first, 'kept') : null;
  const logged =
    first?.performance && loggedCost !== null ? { cost: loggedCost, performance: first.performance.before } : null;
  return { unit, points: placed, logged, decisions };
}
