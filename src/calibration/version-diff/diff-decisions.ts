import type { LlmId, RouterId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { row } from '../../domain/matrix.js';
import type { Objective } from '../../domain/objective.js';
import { bestIndex, score } from '../../domain/objective.js';
import type { Candidates, Facets, RouterOutput } from '../../plugins/contract.js';
import type { ChoiceMove, DecisionDiff, PerformanceChange } from './types.js';

/** One router of one version on the probes. */
export interface Side {
  /** [probes, candidates] */
  readonly predicted: Matrix;
  readonly candidates: Candidates;
  readonly policy: Facets['policy'] | null;
}

/** What a router decides in both versions; `probes` rows each, at least one candidate each. */
export function diffDecisions(
  router: RouterId,
  output: RouterOutput,
  before: Side,
  after: Side,
  objective: Objective,
): DecisionDiff {
  const probes = before.predicted.rows;
  const [old, now] = [before, after].map((side) => choices(side, output, objective)) as [Int32Array, Int32Array];
  const nameOf = ({ candidates }: Side, j: number) => candidates.llms[j] as LlmId;
  const moves = new Map<string, ChoiceMove>();
  for (let q = 0; q < probes; q++) {
    const [from, to] = [nameOf(before, old[q] as number), nameOf(after, now[q] as number)];
    if (from === to) continue;
    const key = JSON.stringify([from, to]);
    moves.set(key, { from, to, probes: (moves.get(key)?.probes ?? 0) + 1 });
  }
  const all = [...moves.values()].sort((a, b) => b.probes - a.probes);
  const performing = output === 'performance';
  return {
    router,
    probes,
    changed: all.reduce((sum, move) => sum + move.probes, 0) / probes,
    moves: all,
    added: after.candidates.llms.filter((llm) => !before.candidates.llms.includes(llm)),
    removed: before.candidates.llms.filter((llm) => !after.candidates.llms.includes(llm)),
    performance: performing ? performanceChanges(before, after) : [],
    predictedPerformance: performing ? { before: chosenMean(before, old), after: chosenMean(after, now) } : null,
    cost: { before: costMean(before, old), after: costMean(after, now) },
    gain: performing ? gain(before, old, after, now, objective) : null,
  };
}

/** [probes] who is chosen; scores in 32 bits and ties as in a decision. */
function choices({ predicted, candidates, policy }: Side, output: RouterOutput, objective: Objective): Int32Array {
  const scores = new Float32Array(candidates.llms.length);
  return Int32Array.from({ length: predicted.rows }, (_, q) => {
    const p = row(predicted, q);
    if (policy) return bestIndex(policy.decide(p, candidates, objective).scores, candidates.cost);
    for (let j = 0; j < scores.length; j++) {
      const own = p[j] as number;
      scores[j] = output === 'performance' ? score(objective, own, candidates.cost[j] as number) : own;
    }
    return bestIndex(scores, candidates.cost);
  });
}

const chosenMean = ({ predicted }: Side, chosen: Int32Array): number =>
  mean(chosen, (j, q) => predicted.data[q * predicted.cols + j] as number);
const costMean = ({ candidates }: Side, chosen: Int32Array): number =>
  mean(chosen, (j) => candidates.cost[j] as number);

function mean(chosen: Int32Array, of: (j: number, q: number) => number): number {
  let sum = 0;
  chosen.forEach((j, q) => (sum += of(j, q)));
  return sum / chosen.length;
}

/** Old choices that the second version cannot make are left out. */
function gain(before: Side, old: Int32Array, after: Side, now: Int32Array, objective: Objective): number {
  const { predicted, candidates } = after;
  const place = before.candidates.llms.map((llm) => candidates.llms.indexOf(llm));
  const worth = (q: number, j: number) =>
    score(objective, predicted.data[q * predicted.cols + j] as number, candidates.cost[j] as number);
  let sum = 0;
  old.forEach((j, q) => {
    const same = place[j] as number;
    if (same >= 0) sum += worth(q, now[q] as number) - worth(q, same);
  });
  return sum / old.length;
}

function performanceChanges(before: Side, after: Side): PerformanceChange[] {
  const meanOf = ({ predicted }: Side, j: number) => {
    let sum = 0;
    for (let q = 0; q < predicted.rows; q++) sum += predicted.data[q * predicted.cols + j] as number;
    return sum / predicted.rows;
  };
  return before.candidates.llms
    .flatMap((llm, j) => {
      const k = after.candidates.llms.indexOf(llm);
      return k < 0 ? [] : [{ llm, before: meanOf(before, j), after: meanOf(after, k) }];
    })
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}
