import type { Artifact, Json } from '../../domain/artifact.js';
import { expectArtifact, tensorOf } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';

const KIND = 'router/graph-router';
const FORMAT = 1;

/** What the graph network has learned, over vectors as the embedder gives them, with the messages of LLM and task nodes. */
export interface GraphWeights {
  readonly dims: number;
  readonly embeddingSize: number;
  readonly neighbours: number;
  readonly edgeShrinkage: number;
  /** LLMs with responses in the training data. */
  readonly llms: readonly LlmId[];
  /** Labels of the task nodes; null is the node of queries without a label. */
  readonly tasks: readonly (string | null)[];
  /** [llms] mean training performance. */
  readonly means: Float32Array;
  /** [tasks, llms + 1] */
  readonly taskMessages: Float32Array;
  /** [dims, embeddingSize] */
  readonly queryWeights: Float32Array;
  /** [dims, embeddingSize] */
  readonly neighbourWeights: Float32Array;
  /** [dims, llms] */
  readonly queryMessageWeights: Float32Array;
  /** [dims, llms] */
  readonly taskMessageWeights: Float32Array;
  /** [dims] */
  readonly hiddenBias: Float32Array;
  /** [embeddingSize] */
  readonly difficultyWeights: Float32Array;
  /** [1] */
  readonly difficultyBias: Float32Array;
  /** [dims + 1, embeddingSize] */
  readonly profileWeights: Float32Array;
  /** [llms, dims + 1] final state of each LLM node and its level. */
  readonly llmNodes: Float32Array;
  /** [1] level of an LLM without responses. */
  readonly level: Float32Array;
  /** [2] */
  readonly trust: Float32Array;
}

export function saveGraph(weights: GraphWeights, more: { readonly [key: string]: Json }): Artifact {
  const { dims, embeddingSize, neighbours, edgeShrinkage, llms, tasks, ...tensors } = weights;
  const meta = { ...more, dims, embeddingSize, neighbours, edgeShrinkage, llms, tasks };
  return { kind: KIND, formatVersion: FORMAT, meta, tensors };
}

/** Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT for anything that saveGraph did not write. */
export function readGraph(artifact: Artifact): GraphWeights {
  const meta = expectArtifact(artifact, KIND, FORMAT).meta as unknown as Omit<GraphWeights, 'llms'> & {
    llms: readonly string[];
  };
  const { dims, embeddingSize, neighbours, edgeShrinkage, tasks } = meta;
  const m = meta.llms.length;
  const tensor = (name: string, length: number) => tensorOf(artifact, name, 'Float32Array', length);
  return {
    dims,
    embeddingSize,
    neighbours,
    edgeShrinkage,
    tasks,
    llms: meta.llms.map(llmId),
    means: tensor('means', m),
    taskMessages: tensor('taskMessages', tasks.length * (m + 1)),
    queryWeights: tensor('queryWeights', dims * embeddingSize),
    neighbourWeights: tensor('neighbourWeights', dims * embeddingSize),
    queryMessageWeights: tensor('queryMessageWeights', dims * m),
    taskMessageWeights: tensor('taskMessageWeights', dims * m),
    hiddenBias: tensor('hiddenBias', dims),
    difficultyWeights: tensor('difficultyWeights', embeddingSize),
    difficultyBias: tensor('difficultyBias', 1),
    profileWeights: tensor('profileWeights', (dims + 1) * embeddingSize),
    llmNodes: tensor('llmNodes', m * (dims + 1)),
    level: tensor('level', 1),
    trust: tensor('trust', 2),
  };
}
