import type { Artifact } from '../../domain/artifact.js';
import { tensorOf } from '../../domain/artifact.js';
import { takeRows } from '../../domain/matrix.js';
import type { BinaryModel } from '../binary/artifact.js';
import { readBinary, saveBinary } from '../binary/artifact.js';
import type { WinRates } from '../binary/router.js';
import { eachRow } from '../binary/router.js';
import { binaryTask, trainBinary } from '../binary/training.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import type { Head } from './head.js';
import { fitHead, headWinRate } from './head.js';
import type { HybridLlmHyperparameters } from './hyperparameters.js';
import { labelsOf } from './labels.js';

export const ID = 'hybrid-llm';

/** Throws TRAINING_DATA_INSUFFICIENT, HYPERPARAMETER_INVALID and CANCELLED. */
export async function trainHybridLlm(
  data: TrainingSet,
  h: HybridLlmHyperparameters,
  run: TrainingRun,
): Promise<Artifact> {
  const task = await binaryTask(ID, data, h, run);
  const { rows, strong, weak } = task.comparisons;
  const labels = labelsOf(h.labels, strong, weak, h.tie);
  const winRates = labels.values.map((y) => 1 - y);
  const { model, pair, curve, training } = await trainBinary(
    task,
    h,
    run,
    async (_, kept, part) =>
      fitHead(
        takeRows(
          data.vectors,
          Uint32Array.from(kept, (i) => rows[i] as number),
        ),
        Float32Array.from(kept, (i) => winRates[i] as number),
        h,
        part,
      ),
    headWinRate,
  );
  return saveBinary(
    ID,
    { pair, curve },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: { ...h },
      hidden: h.hidden,
      embeddingSize: data.vectors.cols,
      training: { ...training, relaxation: labels.relaxation },
    },
    { ...model },
  );
}

export function readHybridLlm(artifact: Artifact): { readonly model: BinaryModel; readonly winRates: WinRates } {
  const model = readBinary(artifact, ID);
  const { hidden, embeddingSize } = artifact.meta as { hidden: number; embeddingSize: number };
  const tensor = (name: keyof Head, length: number) => tensorOf(artifact, name, 'Float32Array', length);
  const head: Head = {
    hiddenWeights: tensor('hiddenWeights', hidden * embeddingSize),
    hiddenBias: tensor('hiddenBias', hidden),
    outputWeights: tensor('outputWeights', hidden || embeddingSize),
    outputBias: tensor('outputBias', 1),
  };
  return { model, winRates: eachRow((vectors, q) => headWinRate(head, vectors, q)) };
}
