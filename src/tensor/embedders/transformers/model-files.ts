import { basename, isAbsolute, join, posix, resolve } from 'node:path';
import type { EmbedderHost } from '../host.js';
import { externalDataFiles } from '../hub/external-data.js';
import { fetchModel } from '../hub/fetch-model.js';
import { isFile, localWeights, NEEDED_FILES, weightFiles } from '../hub/model-files.js';
import type { TransformersSpec } from '../spec.js';
import { unavailable } from './unavailable.js';

/** Where the parts of a model lie; all paths but the folder are relative to it. */
export interface ModelFiles {
  readonly folder: string;
  /** For people: owner/name, or the last part of a folder's path. */
  readonly name: string;
  readonly weights: string;
  /** Files beside the weights that hold what is too large for them. */
  readonly data: readonly string[];
}

const isFolder = (model: string): boolean => isAbsolute(model) || model.startsWith('.');

/**
 * The files of a model: in the folder that the spec names, or below `modelsFolder`, downloaded where they are missing.
 * Throws EMBEDDER_UNAVAILABLE naming the file that is missing and where, or CANCELLED.
 */
export async function findModel(spec: TransformersSpec, host: EmbedderHost, signal: AbortSignal): Promise<ModelFiles> {
  const local = isFolder(spec.model);
  const folder = local ? resolve(spec.model) : await fetchModel(spec, host, signal);
  for (const file of NEEDED_FILES) if (!(await isFile(join(folder, file)))) throw missing(file, folder);
  const weights = await localWeights(folder, spec.dtype);
  if (weights === null) throw missing(weightFiles(spec.dtype).join(' or '), folder);
  const data = externalDataFiles(join(folder, weights)).map((name) => posix.join(posix.dirname(weights), name));
  for (const file of data) if (!(await isFile(join(folder, file)))) throw missing(file, folder);
  return { folder, name: local ? basename(folder) : spec.model, weights, data };
}

const missing = (file: string, folder: string) =>
  unavailable(
    `The embedder needs ${file} in ${folder}, and it is not there.`,
    'Put the ONNX export of the model there, as its repository on the hub holds it, or name another dtype or model: docs/embedders.md.',
  );
