import type { Objective } from '../../domain/objective.js';
import type { ScoreEvents } from './score-events.js';

/** What asking one LLM first, and going on with a known rest, is worth. */
export interface StopRule {
  /** Keep the answer when its score reaches this; Infinity when it is best never asked. */
  readonly acceptAt: number;
  /** Σ over held-out queries of reach · (α·performance − β·Σ C of the asked). */
  readonly total: number;
}

/** What a rule is sought for. */
export interface Position {
  readonly objective: Objective;
  /** C of the LLM. */
  readonly cost: number;
  /** Whether it is asked even where no score could keep its answer. */
  readonly askAnyway: boolean;
  /** [queries] probability that it is asked. */
  readonly reach: Float64Array;
  /** [queries] worth of what is done after a rejection. */
  readonly rest: Float64Array;
}

/**
 * The threshold that is worth most, found exactly: events are walked through from the best score down, the worth of keeping
 * each is added, and the best point between two different scores is taken.
 */
export function bestStopRule(events: ScoreEvents, at: Position): StopRule {
  const { alpha, beta } = at.objective;
  const { query, score, weight, gained, first } = events;
  const { reach, rest } = at;
  const price = beta * at.cost;
  let total = 0;
  for (let q = 0; q < rest.length; q++)
    total += (reach[q] as number) * ((rest[q] as number) - (at.askAnyway ? price : 0));
  const onFirst = at.askAnyway ? 0 : price;
  let best = total;
  let cut = -1;
  for (let i = 0; i < query.length; i++) {
    const q = query[i] as number;
    const gain = alpha * (gained[i] as number) - (weight[i] as number) * (rest[q] as number);
    total += (reach[q] as number) * (first[i] === 1 ? gain - onFirst : gain);
    if (total > best && score[i] !== score[i + 1]) [best, cut] = [total, i];
  }
  if (cut < 0) return { acceptAt: Number.POSITIVE_INFINITY, total: best };
  const lowest = score[cut] as number;
  return { acceptAt: cut + 1 < score.length ? (lowest + (score[cut + 1] as number)) / 2 : 0, total: best };
}

/** [queries] worth of asking this LLM with that threshold, and going on with the rest. */
export function worthOf(events: ScoreEvents, acceptAt: number, at: Omit<Position, 'reach'>): Float64Array {
  const { alpha, beta } = at.objective;
  const out = Float64Array.from(at.rest, (r) => (at.askAnyway ? r - beta * at.cost : r));
  for (let i = 0; i < events.query.length && (events.score[i] as number) >= acceptAt; i++) {
    const q = events.query[i] as number;
    const gain = alpha * (events.gained[i] as number) - (events.weight[i] as number) * (at.rest[q] as number);
    out[q] = (out[q] as number) + gain - (events.first[i] === 1 && !at.askAnyway ? beta * at.cost : 0);
  }
  return out;
}

/** [queries] probability that the answer is rejected, times `reach`. */
export function reachAfter(events: ScoreEvents, acceptAt: number, reach: Float64Array): Float64Array {
  const out = reach.slice();
  for (let i = 0; i < events.query.length && (events.score[i] as number) >= acceptAt; i++) {
    const q = events.query[i] as number;
    out[q] = (out[q] as number) - (reach[q] as number) * (events.weight[i] as number);
  }
  return out.map((x) => Math.max(0, x));
}
