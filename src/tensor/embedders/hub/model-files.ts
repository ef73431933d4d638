import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ThetaError } from '../../../domain/errors.js';
import type { Dtype, TransformersSpec } from '../spec.js';

/** A model on the hub, with the weights to use. */
export type HubModel = Pick<TransformersSpec, 'model' | 'revision' | 'dtype'>;

/** Without these a model cannot run. */
export const NEEDED_FILES = ['config.json', 'tokenizer.json'] as const;

/** Read where a repository holds them: special tokens, and what sentence-transformers says of pooling and length. */
export const OPTIONAL_FILES = [
  'tokenizer_config.json',
  'special_tokens_map.json',
  'modules.json',
  'sentence_bert_config.json',
  '1_Pooling/config.json',
] as const;

const WEIGHTS: Readonly<Record<Dtype, string>> = {
  fp32: 'model.onnx',
  fp16: 'model_fp16.onnx',
  q8: 'model_quantized.onnx',
};

/** Where the weights of a dtype may lie in a model's folder, the usual place first. */
export const weightFiles = (dtype: Dtype): readonly string[] => [`onnx/${WEIGHTS[dtype]}`, WEIGHTS[dtype]];

/** The weights of a dtype in a local folder, relative to it; null where it holds none. */
export async function localWeights(folder: string, dtype: Dtype): Promise<string | null> {
  for (const file of weightFiles(dtype)) if (await isFile(join(folder, file))) return file;
  return null;
}

export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

const NAME = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;
const REVISION = /^[A-Za-z0-9][\w./-]*$/;

/** Both become parts of paths and addresses. Throws EMBEDDER_UNAVAILABLE for what could lead elsewhere. */
export function checkHubModel({ model, revision }: HubModel): void {
  if (NAME.test(model) && REVISION.test(revision) && !model.includes('..') && !revision.includes('..')) return;
  throw new ThetaError(
    'EMBEDDER_UNAVAILABLE',
    `Expected owner/name of a model on the hub and a branch, tag or commit, got ${model} at ${revision}.`,
    { hint: 'Names hold letters, digits, dots, hyphens and underscores; a folder here starts with ./ or /.' },
  );
}

/** A revision other than main has a folder of its own; no name on the hub holds an @. */
export function modelFolder(modelsFolder: string, { model, revision }: HubModel): string {
  return join(modelsFolder, revision === 'main' ? model : `${model}@${encodeURIComponent(revision)}`);
}
