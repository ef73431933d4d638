import { ThetaError } from '../../../domain/errors.js';

/** ONNX Runtime puts the failed check of its source, with path and signature, before what went wrong. */
const FAILED_CHECK = /^\S*onnxruntime\S*:\d+ .*? was (?:false|true)\. /;

/** The first line of what a library said, for people: the rest is its source and stack. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.split('\n', 1)[0] ?? '';
  return line
    .replace(FAILED_CHECK, '')
    .slice(0, 400)
    .replace(/[.\s]+$/, '');
}

export const unavailable = (message: string, hint: string, cause?: unknown): ThetaError =>
  new ThetaError('EMBEDDER_UNAVAILABLE', message, { hint, cause });
