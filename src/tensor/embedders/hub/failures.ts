import { ThetaError } from '../../../domain/errors.js';
import type { EmbedderHost } from '../host.js';
import { modelFolder, NEEDED_FILES, weightFiles } from './model-files.js';
import type { HubModel } from './model-files.js';

const failure = (message: string, hint: string, cause?: unknown): ThetaError =>
  new ThetaError('EMBEDDER_UNAVAILABLE', message, { hint, cause });

/** What went wrong with the files of one model, in words that say what to do. */
export function hubFailures(model: HubModel, host: Pick<EmbedderHost, 'hub' | 'modelsFolder'>) {
  const named = model.revision === 'main' ? model.model : `${model.model} at ${model.revision}`;
  const folder = modelFolder(host.modelsFolder, model);
  const byHand = `put ${[...NEEDED_FILES, weightFiles(model.dtype)[0]].join(', ')} into ${folder} by hand`;
  return {
    missing: (file: string) =>
      failure(
        `${host.hub.url} has no ${file} of ${named}.`,
        'Is the name misspelled? Repositories of Xenova/ and onnx-community/ hold tokenizer.json and ONNX weights.',
      ),
    withoutWeights: () =>
      failure(
        `${named} on ${host.hub.url} has no ONNX weights for ${model.dtype}: expected ${weightFiles(model.dtype).join(' or ')}.`,
        'Take a repository with an ONNX export (Xenova/, onnx-community/), another THETA_EMBEDDER_DTYPE, or export it with Optimum.',
      ),
    outside: (file: string, data: string) =>
      failure(
        `${file} of ${named} keeps weights in ${JSON.stringify(data)}, outside of its folder.`,
        'Take another repository.',
      ),
    refused: (file: string, status: number) =>
      failure(
        `${host.hub.url} answered with status ${status} to ${file} of ${named}: it does not exist, is private, or asks for consent.`,
        `Check the name${host.hub.token === null ? ', or set THETA_HUB_TOKEN' : ' and what THETA_HUB_TOKEN may read'}.`,
      ),
    unexpected: (file: string, status: number) =>
      failure(
        `${host.hub.url} answered with status ${status} to ${file} of ${named}.`,
        `Check THETA_HUB_URL, or ${byHand}.`,
      ),
    unreachable: (file: string, cause: Error) =>
      failure(
        `${file} of ${named} could not be downloaded from ${host.hub.url}: ${cause.message}.`,
        `Try again: what has come is kept. Without internet, ${byHand}, or set THETA_HUB_URL to a mirror.`,
        cause,
      ),
    unwritable: (file: string, cause: NodeJS.ErrnoException) =>
      failure(
        cause.code === 'ENOSPC'
          ? `No space is left for ${file} of ${named} in ${folder}.`
          : `${file} of ${named} cannot be written to ${folder}: ${cause.message}.`,
        'Free the space or the rights it needs, or set THETA_MODELS to another folder.',
        cause,
      ),
  };
}

export type HubFailures = ReturnType<typeof hubFailures>;
