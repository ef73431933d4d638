import type { PoolingChoice } from '../spec.js';
import type { ModelSettings } from './model-settings.js';
import { unavailable } from './unavailable.js';

/** `graph`: the model gives one vector of a text itself. */
export type Pooling = 'mean' | 'cls' | 'graph';

/** Which output of the model to read, and how it becomes one vector. */
export interface Reading {
  readonly output: string;
  readonly pooling: Pooling;
}

/** What exports of sentence-transformers call the finished vector. */
const SENTENCE_OUTPUT = 'sentence_embedding';
const TOKEN_OUTPUTS = ['last_hidden_state', 'token_embeddings'];

/** How to read a model of these outputs. Throws EMBEDDER_UNAVAILABLE where its files ask for what is not computed here. */
export function chooseReading(choice: PoolingChoice, settings: ModelSettings, outputs: readonly string[]): Reading {
  if (choice === 'auto' && outputs.includes(SENTENCE_OUTPUT)) return { output: SENTENCE_OUTPUT, pooling: 'graph' };
  const output = TOKEN_OUTPUTS.find((name) => outputs.includes(name)) ?? outputs[0] ?? '';
  const pooling = choice === 'auto' ? (settings.pooling ?? 'mean') : choice;
  if (pooling === 'mean' || pooling === 'cls') return { output, pooling };
  throw unavailable(
    `The model asks for the pooling ${pooling}; expected mean or cls.`,
    'Name a model that pools so, or choose one with THETA_EMBEDDER_POOLING=mean or cls.',
  );
}

/**
 * One vector per text. `values` are those of the output: [texts, longest, dims], or [texts, dims] for `graph`.
 * `lengths[t]` tokens of text t count, the rest is padding. [texts, dims]
 */
export function pool(
  values: Float32Array,
  shape: readonly number[],
  lengths: Int32Array,
  pooling: Pooling,
): Float32Array<ArrayBuffer> {
  const wanted = pooling === 'graph' ? 2 : 3;
  if (shape.length !== wanted || shape[0] !== lengths.length) {
    throw new Error(
      `expected an output of ${wanted} dimensions for ${lengths.length} texts, got [${shape.join(', ')}]`,
    );
  }
  // The output may be a view of the runtime's own memory.
  if (pooling === 'graph') return values.slice();
  const [texts, longest, dims] = shape as [number, number, number];
  const out = new Float32Array(texts * dims);
  for (let t = 0; t < texts; t++) {
    const first = t * longest * dims;
    if (pooling === 'cls') out.set(values.subarray(first, first + dims), t * dims);
    else writeMean(values, first, lengths[t] as number, out.subarray(t * dims, (t + 1) * dims));
  }
  return out;
}

/** Sums in double precision: hundreds of tokens would lose digits that batch = single is held to. */
function writeMean(values: Float32Array, first: number, tokens: number, out: Float32Array): void {
  const sum = new Float64Array(out.length);
  for (let token = 0; token < tokens; token++) {
    const at = first + token * out.length;
    for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + (values[at + d] as number);
  }
  for (let d = 0; d < sum.length; d++) out[d] = (sum[d] as number) / tokens;
}
