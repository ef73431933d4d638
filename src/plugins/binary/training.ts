import type { Json } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { densePerformance } from '../../domain/responses.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { requireResponses } from '../training-checks.js';
import type { BinaryModel } from './artifact.js';
import type { Comparisons, Pair } from './comparisons.js';
import { compare } from './comparisons.js';
import type { ThresholdCurve } from './curve.js';
import { averageGapRecovered, thresholdCurve } from './curve.js';
import { foldOf } from './folds.js';
import type { BinaryHyperparameters } from './hyperparameters.js';
import { choosePair } from './pair.js';

/** What a binary router is trained on. */
export interface BinaryTask {
  readonly data: TrainingSet;
  /** [queries, llms], NaN where not observed. */
  readonly performance: Matrix;
  readonly pair: Pair;
  readonly comparisons: Comparisons;
}

/** Learns the win rate from the comparisons at `kept` (positions in `comparisons.rows`), of which there is at least one. */
export type FitWinRate<M> = (task: BinaryTask, kept: Uint32Array, run: TrainingRun) => Promise<M>;
/** Win rate of the strong LLM for row `query` of `vectors`, in [0, 1]. */
export type WinRateOf<M> = (model: M, vectors: Matrix, query: number) => number;

export interface TrainedBinary<M> extends Pick<BinaryModel, 'pair' | 'curve'> {
  readonly model: M;
  /** Figures for meta.training. */
  readonly training: { readonly [key: string]: Json };
}

/** Checks the data and settles which two LLMs are compared, and on which queries. */
export async function binaryTask(
  id: string,
  data: TrainingSet,
  h: BinaryHyperparameters,
  run: TrainingRun,
): Promise<BinaryTask> {
  throwIfAborted(run.signal);
  requireResponses(id, data);
  const performance = densePerformance(data.responses);
  const pair = await choosePair(id, data, performance, h, run);
  return { data, performance, pair, comparisons: compare(performance, pair) };
}

/**
 * Cross-fits and fits: every comparison gets the win rate that a model trained on the other folds gives it, which makes the threshold
 * curve; the model that is kept is trained on all of them.
 */
export async function trainBinary<M>(
  task: BinaryTask,
  h: BinaryHyperparameters,
  run: TrainingRun,
  fit: FitWinRate<M>,
  winRateOf: WinRateOf<M>,
): Promise<TrainedBinary<M>> {
  const { rows } = task.comparisons;
  const fold = foldOf(rows.length, h.folds, run.rng.fork('binary/folds'));
  const winRates = new Float32Array(rows.length);
  for (let held = 0; held < h.folds; held++) {
    await breathe(run.signal);
    const model = await fit(
      task,
      positions(rows.length, (i) => fold[i] !== held),
      partOf(run, held, h.folds + 1),
    );
    for (const i of positions(rows.length, (k) => fold[k] === held)) {
      winRates[i] = winRateOf(model, task.data.vectors, rows[i] as number);
    }
  }
  const model = await fit(
    task,
    positions(rows.length, () => true),
    partOf(run, h.folds, h.folds + 1),
  );
  return { model, ...describeTask(task, winRates) };
}

/** The pair by id, the threshold curve and the figures of held-out win rates, [comparisons]. */
export function describeTask(
  { data, pair, comparisons }: BinaryTask,
  winRates: Float32Array,
): Omit<TrainedBinary<never>, 'model'> {
  const idOf = (column: number) => data.responses.llms[column] as LlmId;
  const curve = thresholdCurve(winRates, comparisons.strong, comparisons.weak);
  return {
    pair: { strong: idOf(pair.strong), weak: idOf(pair.weak) },
    curve,
    training: { queries: data.responses.queries.length, comparisons: comparisons.rows.length, ...figures(curve) },
  };
}

function figures(curve: ThresholdCurve): { readonly [key: string]: Json } {
  const { performance } = curve;
  return {
    weakPerformance: performance[0] as number,
    strongPerformance: performance[performance.length - 1] as number,
    bestPerformance: performance.reduce((best, p) => Math.max(best, p), 0),
    averageGapRecovered: averageGapRecovered(curve),
  };
}

function positions(n: number, wanted: (i: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: n }, (_, i) => i).filter(wanted);
}

/** The run of one of several equal parts of the work: its own randomness, and progress counted over all parts. */
function partOf(run: TrainingRun, part: number, parts: number): TrainingRun {
  return {
    ...run,
    rng: run.rng.fork(`binary/part ${part}`),
    onProgress: (step) =>
      run.onProgress(
        step.total === null ? step : { ...step, done: part * step.total + step.done, total: parts * step.total },
      ),
  };
}
