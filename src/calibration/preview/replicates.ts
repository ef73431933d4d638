import type { Rng } from '../../domain/random.js';
import { quantile } from '../../evaluation/bootstrap/interval.js';
import { breathe } from '../../evaluation/breathe.js';
import type { Contest, PreviewWorld } from './contest.js';
import type { Outcome } from './outcome.js';
import type { OwnEstimate } from './own-estimate.js';
import type { Ranged } from './types.js';

/** Draws behind an interval: the Monte Carlo error of its ends is about a tenth of its width. */
export const DRAWS = 400;
/** Between two turns of the event loop. */
const BLOCK = 20;
/** Share of draws outside either end. */
const TAIL = 0.05;

/** Figures in every draw; arrays of [draws], or [draws × items]. */
export interface Replicates {
  readonly share: Float64Array;
  readonly costPerThousand: Float64Array;
  /** In per cent of the cost without the LLM; NaN where that is 0. */
  readonly costPercent: Float64Array;
  readonly performance: Float64Array;
  readonly reward: Float64Array;
  /** Share of queries that each LLM gives to the one in question, [draws × llms]. */
  readonly lost: Float64Array;
  /** Share taken of each part, [draws × parts]; NaN where a draw holds no query of it. */
  readonly parts: Float64Array;
}

/**
 * Each draw takes what the LLM may be, shared by all queries, and a bootstrap resample of the queries. Share and cost are those that would
 * result if the router knew the LLM to be so; performance and reward those of the choices of today, if the LLM is so: what is chosen
 * for being overestimated is paid for there. `partsOf` has for every query the parts that it belongs to. Throws CANCELLED.
 */
export async function replicate(
  estimate: OwnEstimate,
  contest: Contest,
  world: PreviewWorld,
  now: Outcome,
  partsOf: readonly (readonly number[])[],
  rng: Rng,
  signal: AbortSignal | undefined,
): Promise<Replicates> {
  const parts = 1 + Math.max(-1, ...partsOf.flat());
  const out = emptyReplicates(world.llms.length, parts);
  const [theta, queries] = [rng.fork('theta'), rng.fork('queries')];
  const tally = tallyOf(contest, world, now, partsOf, parts);
  for (let from = 0; from < DRAWS; from += BLOCK) {
    const block = estimate.draw(Math.min(BLOCK, DRAWS - from), theta);
    for (let i = 0; i < block.rows; i++) {
      const own = block.data.subarray(i * block.cols, (i + 1) * block.cols);
      tally(own, resampled(block.cols, queries), out, from + i);
    }
    await breathe(signal);
  }
  return out;
}

/** The figure with the ends of its 90 % interval; item `i` of `items`. */
export function ranged(value: number, draws: Float64Array, i = 0, items = 1): Ranged {
  const own = Float64Array.from({ length: draws.length / items }, (_, d) => draws[d * items + i] as number);
  const sorted = own.filter(Number.isFinite).sort();
  if (sorted.length === 0) return { value, low: value, high: value };
  return { value, low: quantile(sorted, TAIL), high: quantile(sorted, 1 - TAIL) };
}

const emptyReplicates = (llms: number, parts: number): Replicates => ({
  share: new Float64Array(DRAWS),
  costPerThousand: new Float64Array(DRAWS),
  costPercent: new Float64Array(DRAWS),
  performance: new Float64Array(DRAWS),
  reward: new Float64Array(DRAWS),
  lost: new Float64Array(DRAWS * llms),
  parts: new Float64Array(DRAWS * parts),
});

/** How often each of n queries was drawn. */
function resampled(n: number, rng: Rng): Uint16Array {
  const weight = new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    const q = rng.integer(n);
    weight[q] = (weight[q] as number) + 1;
  }
  return weight;
}

function tallyOf(
  contest: Contest,
  world: PreviewWorld,
  now: Outcome,
  partsOf: readonly (readonly number[])[],
  parts: number,
) {
  const { cols, data } = world.predicted;
  const { spend, own: me, with: rule } = world;
  const n = world.predicted.rows;
  const usd = (q: number, j: number) => spend.data[q * cols + j] as number;
  // Only the LLM's own P̂ differs between draws, so that all else is looked up once.
  const column = (of: (q: number) => number) => Float64Array.from({ length: n }, (_, q) => of(q));
  const before = column((q) => usd(q, contest.without[q] as number));
  const movedElsewhere = column((q) => usd(q, contest.other[q] as number) - (before[q] as number));
  const movedHere = column((q) => usd(q, me) - (before[q] as number));
  const oldPerformance = column((q) => data[q * cols + (contest.without[q] as number)] as number);
  const newPerformance = column((q) => data[q * cols + (now.chosen[q] as number)] as number);
  const scoreOf = (q: number, j: number, p: number) => rule.score(q, p, rule.cost(q, j));
  const oldReward = column((q) => scoreOf(q, contest.without[q] as number, oldPerformance[q] as number));
  const newReward = column((q) => scoreOf(q, now.chosen[q] as number, newPerformance[q] as number));
  const part = new Float64Array(parts);
  const partTaken = new Float64Array(parts);
  return (own: Float32Array, weight: Uint16Array, out: Replicates, d: number): void => {
    let [taken, spent, added, performance, reward] = [0, 0, 0, 0, 0];
    part.fill(0);
    partTaken.fill(0);
    for (let q = 0; q < n; q++) {
      const w = weight[q] as number;
      if (w === 0) continue;
      const p = own[q] as number;
      const takes = contest.takes(q, p);
      spent += w * (before[q] as number);
      added += w * ((takes ? movedHere[q] : movedElsewhere[q]) as number);
      if (takes) {
        taken += w;
        const at = d * cols + (contest.without[q] as number);
        out.lost[at] = (out.lost[at] as number) + w / n;
      }
      const isMine = now.taken[q] === 1;
      performance += w * ((isMine ? p : (newPerformance[q] as number)) - (oldPerformance[q] as number));
      reward += w * ((isMine ? scoreOf(q, me, p) : (newReward[q] as number)) - (oldReward[q] as number));
      for (const k of partsOf[q] as readonly number[]) {
        part[k] = (part[k] as number) + w;
        if (takes) partTaken[k] = (partTaken[k] as number) + w;
      }
    }
    out.share[d] = taken / n;
    out.costPerThousand[d] = (1000 * added) / n;
    out.costPercent[d] = spent > 0 ? (100 * added) / spent : Number.NaN;
    out.performance[d] = performance / n;
    out.reward[d] = (100 * reward) / n;
    for (let k = 0; k < parts; k++) out.parts[d * parts + k] = (partTaken[k] as number) / (part[k] as number);
  };
}
