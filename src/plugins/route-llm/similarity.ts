import type { z } from 'zod';
import type { Artifact } from '../../domain/artifact.js';
import { tensorOf } from '../../domain/artifact.js';
import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import { takeRows } from '../../domain/matrix.js';
import { asIndex } from '../../index/engine.js';
import { exactEngine } from '../../index/exact-index.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import { readBinary, saveBinary } from '../binary/artifact.js';
import { loadBinaryRouter } from '../binary/router.js';
import type { BinaryTask } from '../binary/training.js';
import { binaryTask, describeTask } from '../binary/training.js';
import type { Facets, LoadedRouter, RouterDeps, TrainingRun, TrainingSet } from '../contract.js';
import { searchAmong } from '../search-among.js';
import type { similarityHyperparameters } from './hyperparameters.js';
import { llmsSeen } from './opponents.js';
import { sidesOf, winsOf } from './sides.js';
import { similarityWinRate } from './similarity-weights.js';

export const SIMILARITY = 'route-llm-sw';

type SimilarityHyperparameters = z.infer<typeof similarityHyperparameters>;

/** Queries searched between two looks at the signal. */
const SLICE = 64;

/** Throws TRAINING_DATA_INSUFFICIENT, HYPERPARAMETER_INVALID and CANCELLED. */
export async function trainSimilarity(
  data: TrainingSet,
  h: SimilarityHyperparameters,
  run: TrainingRun,
): Promise<Artifact> {
  const task = await binaryTask(SIMILARITY, data, h, run);
  const { rows } = task.comparisons;
  const sides = sidesOf(task.performance, rows, llmsSeen(task.performance, rows), task.pair, h.tiers);
  const wins = winsOf(task.performance, rows, sides);
  const { pair, curve, training } = describeTask(task, await leaveOneOut(task, wins, h, run));
  const names = (columns: readonly number[]) => columns.map((j) => data.responses.llms[j] as string);
  return saveBinary(
    SIMILARITY,
    { pair, curve },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: { ...h },
      strongSide: names(sides.strong),
      weakSide: names(sides.weak),
      training,
    },
    { rows, wins },
  );
}

export async function loadSimilarity(
  artifact: Artifact,
  deps: RouterDeps,
): Promise<LoadedRouter & Pick<Facets, 'policy'>> {
  const model = readBinary(artifact, SIMILARITY);
  const { gamma, neighbours } = artifact.meta['hyperparameters'] as unknown as SimilarityHyperparameters;
  const rows = tensorOf(artifact, 'rows', 'Uint32Array');
  const won = tensorOf(artifact, 'wins', 'Float32Array', rows.length);
  const wins = new Float32Array(deps.reference.vectors.rows).fill(Number.NaN);
  if ((rows.at(-1) ?? 0) >= wins.length) {
    throw new ThetaError(
      'ARTIFACT_FOREIGN',
      `${SIMILARITY} was trained on at least ${(rows.at(-1) as number) + 1} queries, the reference set has ${wins.length}.`,
      { hint: 'Load it with the router set that it was trained in, or train again.' },
    );
  }
  rows.forEach((q, i) => (wins[q] = won[i] as number));
  const compared = await searchAmong(rows, deps);
  return loadBinaryRouter(
    SIMILARITY,
    model,
    async (vectors, signal) => {
      const near = await compared.search(vectors, Math.min(neighbours, compared.size));
      throwIfAborted(signal);
      return Float32Array.from({ length: vectors.rows }, (_, q) => similarityWinRate(near, q, wins, gamma, neighbours));
    },
    () => compared.dispose(),
  );
}

/** Win rate of each compared query from the others, [comparisons]. The exact index keeps the artifact the same on every machine. */
async function leaveOneOut(
  { data, comparisons: { rows } }: BinaryTask,
  wins: Float32Array,
  { gamma, neighbours }: SimilarityHyperparameters,
  run: TrainingRun,
): Promise<Float32Array> {
  const vectors = takeRows(data.vectors, rows);
  using index = asIndex(vectors, exactEngine(vectors));
  const out = new Float32Array(rows.length);
  for (let from = 0; from < rows.length; from += SLICE) {
    await breathe(run.signal);
    const slice = Uint32Array.from({ length: Math.min(SLICE, rows.length - from) }, (_, i) => from + i);
    const near = await index.search(takeRows(vectors, slice), neighbours + 1);
    for (let i = 0; i < slice.length; i++) {
      out[from + i] = similarityWinRate(near, i, wins, gamma, neighbours, from + i);
    }
    run.onProgress({ stage: 'train', done: from + slice.length, total: rows.length, unit: 'queries' });
  }
  return out;
}
