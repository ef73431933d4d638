import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sortedJson } from '../../../domain/artifact.js';
import { isFile } from '../hub/model-files.js';
import type { TransformersSpec } from '../spec.js';
import { fileDigests } from './file-digest.js';
import type { ModelFiles } from './model-files.js';
import type { Pooling } from './pooling.js';

/** What was decided when the model was opened, as far as it changes vectors. */
export interface Decided {
  readonly pooling: Pooling;
  readonly maxTokens: number;
  readonly dims: number;
}

/**
 * Id of an embedder: equal ids mean equal vectors, up to rounding. Made of the contents of weights and tokenizer and of how
 * they are used; not of the device, the threads or the path.
 */
export async function fingerprint(
  files: ModelFiles,
  { dtype, prefix }: Pick<TransformersSpec, 'dtype' | 'prefix'>,
  decided: Decided,
  signal: AbortSignal,
): Promise<string> {
  const tokenizer = ['tokenizer.json'];
  if (await isFile(join(files.folder, 'tokenizer_config.json'))) tokenizer.push('tokenizer_config.json');
  const digests = await fileDigests(files.folder, [...tokenizer, files.weights, ...files.data], signal);
  const content = sortedJson({ digests, dtype, prefix, ...decided });
  return `transformers-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}
