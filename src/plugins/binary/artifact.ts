import type { Artifact, Json, Tensor } from '../../domain/artifact.js';
import { expectArtifact, tensorOf } from '../../domain/artifact.js';
import { llmId } from '../../domain/ids.js';
import type { ThresholdCurve } from './curve.js';
import type { ThresholdRule } from './hyperparameters.js';
import type { LlmPair } from './policy.js';

const FORMAT = 1;

/** What the artifact of every binary router holds. */
export interface BinaryModel {
  readonly pair: LlmPair;
  readonly rule: ThresholdRule;
  readonly curve: ThresholdCurve;
}

/** `meta` and `tensors` are the router's own. */
export function saveBinary(
  id: string,
  { pair, curve }: Pick<BinaryModel, 'pair' | 'curve'>,
  meta: { readonly [key: string]: Json },
  tensors: Readonly<Record<string, Tensor>>,
): Artifact {
  return {
    kind: `router/${id}`,
    formatVersion: FORMAT,
    meta: { ...meta, strong: pair.strong, weak: pair.weak },
    tensors: {
      ...tensors,
      curveThresholds: curve.thresholds,
      curveStrongShare: curve.strongShare,
      curvePerformance: curve.performance,
    },
  };
}

/** Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT for anything that saveBinary did not write under this id. */
export function readBinary(artifact: Artifact, id: string): BinaryModel {
  const meta = expectArtifact(artifact, `router/${id}`, FORMAT).meta as unknown as {
    strong: string;
    weak: string;
    hyperparameters: ThresholdRule;
  };
  const thresholds = tensorOf(artifact, 'curveThresholds', 'Float64Array');
  const column = (name: string) => tensorOf(artifact, name, 'Float64Array', thresholds.length);
  return {
    pair: { strong: llmId(meta.strong), weak: llmId(meta.weak) },
    rule: meta.hyperparameters,
    curve: { thresholds, strongShare: column('curveStrongShare'), performance: column('curvePerformance') },
  };
}
