/** What the choice of one candidate rests on. */
export interface Scored {
  /** P̂ in [0, 1]. */
  readonly performance: number;
  /** C in [0, 1]. */
  readonly cost: number;
}

/** A range of α in which one candidate stays the best. */
export interface AlphaSegment {
  readonly from: number;
  readonly to: number;
  /** Index of the candidate. */
  readonly best: number;
}

/** S = α·P̂ − (1 − α)·C (paper eq. 1), as the server scores. */
export const scoreAt = ({ performance, cost }: Scored, alpha: number): number =>
  alpha * performance - (1 - alpha) * cost;

/** Indices of the candidates, best first; ties go to the cheaper one, then to the order given. */
export function rankAt(candidates: readonly Scored[], alpha: number): number[] {
  const score = candidates.map((one) => scoreAt(one, alpha));
  const at = (values: readonly number[], i: number): number => values[i] ?? 0;
  return candidates
    .map((_, i) => i)
    .sort((a, b) => at(score, b) - at(score, a) || (candidates[a]?.cost ?? 0) - (candidates[b]?.cost ?? 0) || a - b);
}

/**
 * Who is chosen for which α in [0, 1], from 0 upwards. Each score is a line over α with slope P̂ + C, so the choices are the
 * upper envelope of these lines: at most one range per candidate, and a step of the walk per range. Empty for no candidates.
 */
export function alphaSegments(candidates: readonly Scored[]): AlphaSegment[] {
  const segments: AlphaSegment[] = [];
  let from = 0;
  let best = rankAt(candidates, 0)[0];
  while (best !== undefined) {
    const current = candidates[best] as Scored;
    let to = 1;
    let next: number | undefined;
    for (const [i, one] of candidates.entries()) {
      const steeper = one.performance + one.cost - (current.performance + current.cost);
      if (steeper <= 0) continue;
      const crossing = Math.max(from, (one.cost - current.cost) / steeper);
      // Of those that cross at one place the steepest goes on.
      const wins =
        crossing < to || (crossing === to && next !== undefined && steeper > slopeOver(candidates[next], current));
      if (crossing < 1 && wins) [to, next] = [crossing, i];
    }
    if (to > from || next === undefined) segments.push({ from, to: next === undefined ? 1 : to, best });
    from = to;
    best = next;
  }
  return segments;
}

const slopeOver = (one: Scored | undefined, other: Scored): number =>
  one ? one.performance + one.cost - (other.performance + other.cost) : 0;
