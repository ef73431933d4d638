import type { Matrix } from '../../domain/matrix.js';
import type { Objective } from '../../domain/objective.js';
import type { ScoreEvents } from './score-events.js';
import { scoreEvents } from './score-events.js';
import { bestStopRule, reachAfter, worthOf } from './stop-rule.js';
import type { Verdicts } from './verdicts.js';

/** Columns to ask in turn, with the score that keeps an answer; the last keeps any. */
export interface Order {
  readonly columns: readonly number[];
  readonly acceptAt: readonly number[];
  /** Mean over held-out queries of α·performance − β·Σ C of the asked. */
  readonly worth: number;
}

export interface SearchProblem {
  /** [queries, llms] P̂ and y of held-out queries. */
  readonly p: Matrix;
  readonly y: Matrix;
  /** [llms] C */
  readonly cost: Float32Array;
  readonly objective: Objective;
  readonly verdicts: Verdicts;
  readonly askAnyway: boolean;
  readonly maxLength: number;
}

/** A cascade with its worth on each held-out query. */
interface Tail {
  readonly columns: readonly number[];
  readonly acceptAt: readonly number[];
  readonly worth: Float64Array;
  readonly total: number;
}

/** Cascades kept at each length to be extended; with ten LLMs all pairs are, with 27 keeping more finds the same. */
const BEAM = 100;
/** Rounds of fitting each threshold to the queries that really reach it. */
const ROUNDS = 3;
const REFINED = 8;

/**
 * The order of at most `maxLength` LLMs with its thresholds that is worth most on the held-out queries (Chen et al. 2023, eq. 1,
 * with the budget as a price of cost). Every LLM is tried in front of every kept shorter cascade with its best threshold; the best
 * few are then refined, each threshold in turn. A longer cascade must be worth more than every shorter one.
 */
export function searchOrder(problem: SearchProblem): Order {
  const { p, y, cost, objective, verdicts } = problem;
  const llms = Array.from(cost.keys());
  const events = llms.map((j) => scoreEvents(p, y, j, verdicts));
  const everyone = new Float64Array(p.rows).fill(1);
  let tails: Tail[] = llms.map((j) => {
    const worth = Float64Array.from(everyone, (_, q) => {
      return objective.alpha * (y.data[q * y.cols + j] as number) - objective.beta * (cost[j] as number);
    });
    return { columns: [j], acceptAt: [0], worth, total: sum(worth) };
  });
  let best = tails.reduce((a, b) => (b.total > a.total ? b : a));
  for (let length = 2; length <= Math.min(problem.maxLength, llms.length); length++) {
    const longer = extend(tails, events, everyone, problem);
    for (const tail of longer.slice(0, REFINED)) {
      const refined = refine(tail, events, everyone, problem);
      if (refined.total > best.total) best = refined;
    }
    tails = longer;
  }
  return { columns: best.columns, acceptAt: best.acceptAt, worth: best.total / p.rows };
}

/** Every LLM in front of every tail that lacks it, best first, at most BEAM. */
function extend(
  tails: readonly Tail[],
  events: readonly ScoreEvents[],
  everyone: Float64Array,
  { cost, objective, askAnyway }: SearchProblem,
): Tail[] {
  const found: { readonly j: number; readonly tail: Tail; readonly acceptAt: number; readonly total: number }[] = [];
  for (const tail of tails) {
    for (let j = 0; j < events.length; j++) {
      if (tail.columns.includes(j)) continue;
      const at = { objective, cost: cost[j] as number, askAnyway, reach: everyone, rest: tail.worth };
      const rule = bestStopRule(events[j] as ScoreEvents, at);
      // A threshold of 0 keeps everything: that is the LLM alone.
      if (rule.acceptAt > 0 && Number.isFinite(rule.acceptAt)) found.push({ j, tail, ...rule });
    }
  }
  found.sort((a, b) => b.total - a.total);
  return found.slice(0, BEAM).map(({ j, tail, acceptAt, total }) => ({
    columns: [j, ...tail.columns],
    acceptAt: [acceptAt, ...tail.acceptAt],
    worth: worthOf(events[j] as ScoreEvents, acceptAt, {
      objective,
      cost: cost[j] as number,
      askAnyway,
      rest: tail.worth,
    }),
    total,
  }));
}

/** Thresholds behind the first were found for all queries; here each is fitted to those that come that far. */
function refine(tail: Tail, events: readonly ScoreEvents[], everyone: Float64Array, problem: SearchProblem): Tail {
  const { cost, objective, askAnyway, y } = problem;
  const { columns } = tail;
  const acceptAt = [...tail.acceptAt];
  const last = columns.length - 1;
  const lastColumn = columns[last] as number;
  let worth = tail.worth;
  for (let round = 0; round < ROUNDS; round++) {
    const reaches: Float64Array[] = [everyone];
    for (let i = 0; i < last; i++) {
      reaches.push(
        reachAfter(events[columns[i] as number] as ScoreEvents, acceptAt[i] as number, reaches[i] as Float64Array),
      );
    }
    worth = everyone.map(
      (_, q) =>
        objective.alpha * (y.data[q * y.cols + lastColumn] as number) - objective.beta * (cost[lastColumn] as number),
    );
    for (let i = last - 1; i >= 0; i--) {
      const j = columns[i] as number;
      const at = { objective, cost: cost[j] as number, askAnyway, reach: reaches[i] as Float64Array, rest: worth };
      acceptAt[i] = bestStopRule(events[j] as ScoreEvents, at).acceptAt;
      worth = worthOf(events[j] as ScoreEvents, acceptAt[i] as number, at);
    }
  }
  return dropUnused({ columns, acceptAt, worth, total: sum(worth) });
}

/** An LLM whose threshold cannot be reached is never kept; one that keeps everything ends the cascade. */
function dropUnused(tail: Tail): Tail {
  const columns: number[] = [];
  const acceptAt: number[] = [];
  for (let i = 0; i < tail.columns.length; i++) {
    const threshold = tail.acceptAt[i] as number;
    if (!Number.isFinite(threshold)) continue;
    columns.push(tail.columns[i] as number);
    acceptAt.push(threshold);
    if (threshold <= 0) break;
  }
  return { ...tail, columns, acceptAt };
}

const sum = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);
