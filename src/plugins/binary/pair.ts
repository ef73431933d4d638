import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import type { RunContext } from '../../domain/run.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import type { TrainingSet } from '../contract.js';
import type { Pair } from './comparisons.js';
import { compare } from './comparisons.js';
import type { BinaryHyperparameters } from './hyperparameters.js';
import { pairValue } from './pair-value.js';
import { heldOutPerformance } from './probe.js';

type PairRequest = Pick<BinaryHyperparameters, 'strong' | 'weak' | 'minimumQueries'>;

/**
 * The pair that was asked for, completed where only one LLM or none was named by the best pair according to pairValue: the strong one of a
 * chosen pair is the dearer, at equal cost the better one. LLMs without a price are not chosen, since no pool takes them, unless fewer than two
 * have one. `performance` is [queries, llms], NaN where not observed.
 * Throws HYPERPARAMETER_INVALID for an id without responses or named twice, TRAINING_DATA_INSUFFICIENT where no pair was compared often enough.
 */
export async function choosePair(
  id: string,
  data: TrainingSet,
  performance: Matrix,
  h: PairRequest,
  run: RunContext,
): Promise<Pair> {
  const strong = columnOf(id, 'strong', h.strong, data, performance);
  const weak = columnOf(id, 'weak', h.weak, data, performance);
  if (strong !== null && strong === weak) throw sameTwice(id, h);
  const cost = usableCost(data);
  const pairs = candidatePairs(performance, cost, strong, weak).filter(
    (pair) => compare(performance, pair).rows.length >= h.minimumQueries,
  );
  if (pairs.length === 0) throw tooFew(id, h);
  if (pairs.length === 1) return pairs[0] as Pair;
  const guess = await heldOutPerformance(data.vectors, performance, run);
  let best = pairs[0] as Pair;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const [done, pair] of pairs.entries()) {
    await breathe(run.signal);
    const value = pairValue(performance, guess, cost, pair);
    if (value > bestValue) [best, bestValue] = [pair, value];
    run.onProgress({ stage: 'pair', done: done + 1, total: pairs.length, unit: 'pairs' });
  }
  return best;
}

/** C of each LLM, [llms], NaN for those not to be chosen; where nothing has a price only performance counts, and C is 0. */
function usableCost({ cost }: TrainingSet): Float32Array {
  const priced = cost.filter((c) => !Number.isNaN(c)).length;
  return priced >= 2 ? cost : new Float32Array(cost.length);
}

/** All pairs in the way round that is asked for: as named, else the dearer LLM first, the better one where they cost the same. */
function candidatePairs(performance: Matrix, cost: Float32Array, strong: number | null, weak: number | null): Pair[] {
  if (strong !== null && weak !== null) return [{ strong, weak }];
  const pairs: Pair[] = [];
  for (let i = 0; i < performance.cols; i++) {
    for (let j = i + 1; j < performance.cols; j++) {
      const named = [strong, weak].find((k) => k !== null);
      if (named !== undefined && named !== i && named !== j) continue;
      const priced = (k: number) => k === named || !Number.isNaN(cost[k]);
      if (!priced(i) || !priced(j)) continue;
      if (strong !== null) pairs.push({ strong, weak: i === strong ? j : i });
      else if (weak !== null) pairs.push({ strong: i === weak ? j : i, weak });
      else pairs.push(isStronger(performance, cost, i, j) ? { strong: i, weak: j } : { strong: j, weak: i });
    }
  }
  return pairs;
}

function isStronger(performance: Matrix, cost: Float32Array, i: number, j: number): boolean {
  const gap = (cost[i] as number) - (cost[j] as number);
  if (gap !== 0) return gap > 0;
  const both = compare(performance, { strong: i, weak: j });
  const lead = both.strong.reduce((sum, y, k) => sum + y - (both.weak[k] as number), 0);
  return lead >= 0;
}

function columnOf(
  id: string,
  role: 'strong' | 'weak',
  llm: string | null,
  { responses }: TrainingSet,
  performance: Matrix,
): number | null {
  if (llm === null) return null;
  const column = responses.llms.indexOf(llm as LlmId);
  for (let q = 0; column >= 0 && q < performance.rows; q++) {
    if (!Number.isNaN(performance.data[q * performance.cols + column])) return column;
  }
  throw new ThetaError('HYPERPARAMETER_INVALID', `Router ${id}: ${role} got "${llm}", which has no responses.`, {
    hint: `LLMs of the training data: ${responses.llms.join(', ')}.`,
  });
}

function sameTwice(id: string, { strong }: PairRequest): ThetaError {
  return new ThetaError('HYPERPARAMETER_INVALID', `Router ${id}: strong and weak are both "${strong}".`, {
    hint: 'Name two different LLMs, or leave one of them out.',
  });
}

function tooFew(id: string, { strong, weak, minimumQueries }: PairRequest): ThetaError {
  const who = strong ?? weak;
  const which =
    strong !== null && weak !== null ? `${strong} and ${weak}` : who === null ? 'two LLMs' : `${who} and another LLM`;
  return new ThetaError(
    'TRAINING_DATA_INSUFFICIENT',
    `Router ${id} needs ${minimumQueries} training queries with responses of both ${which}, and there are fewer.`,
    { hint: 'Import responses of two LLMs to the same queries, or lower minimumQueries.' },
  );
}
