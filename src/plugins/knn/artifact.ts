import type { Artifact, Json } from '../../domain/artifact.js';
import { expectArtifact, tensorOf } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';
import { answeredColumns, meanPerformance } from '../../domain/responses.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { requireResponses } from '../training-checks.js';
import type { KnnHyperparameters } from './hyperparameters.js';

const KIND = 'router/knn';
const FORMAT = 1;

export interface KnnModel {
  readonly hyperparameters: KnnHyperparameters;
  /** LLMs with responses in the training data. */
  readonly llms: readonly LlmId[];
  /** [llms] mean training performance. */
  readonly means: Float32Array;
}

/** The neighbours themselves live in the reference set of the router set, so that it is stored once. */
export async function trainKnn(data: TrainingSet, h: KnnHyperparameters, run: TrainingRun): Promise<Artifact> {
  throwIfAborted(run.signal);
  requireResponses('knn', data);
  const all = meanPerformance(data.responses);
  const seen = answeredColumns(data.responses);
  const meta: { [key: string]: Json } = {
    embedderId: data.embedderId,
    hyperparameters: { ...h },
    llms: seen.map((j) => data.responses.llms[j] as LlmId),
  };
  return {
    kind: KIND,
    formatVersion: FORMAT,
    meta,
    tensors: { means: Float32Array.from(seen, (j) => all[j] as number) },
  };
}

export function readKnn(artifact: Artifact): KnnModel {
  const meta = expectArtifact(artifact, KIND, FORMAT).meta as unknown as {
    hyperparameters: KnnHyperparameters;
    llms: readonly string[];
  };
  return {
    hyperparameters: meta.hyperparameters,
    llms: meta.llms.map(llmId),
    means: tensorOf(artifact, 'means', 'Float32Array', meta.llms.length),
  };
}
