import { inParallel } from '../../../domain/in-parallel.js';
import { matrix } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import type { PreparedText } from '../../embedder.js';
import type { HttpSpec } from '../spec.js';
import type { EmbeddingsClient } from './client.js';
import { unusable } from './failures.js';
import { UnusableAnswer } from './read-answer.js';

/** Requests at the same time: enough to hide the network, too few to be taken for an attack. */
export const PARALLEL = 4;

/** Consecutive texts as requests within the limits of a service; a text alone may exceed them. */
export function splitBatches(
  texts: readonly PreparedText[],
  { batchTexts, batchTokens }: Pick<HttpSpec, 'batchTexts' | 'batchTokens'>,
): readonly (readonly PreparedText[])[] {
  const batches: PreparedText[][] = [];
  let tokens = 0;
  for (const text of texts) {
    const last = batches.at(-1);
    if (last && last.length < batchTexts && tokens + text.tokens <= batchTokens) {
      last.push(text);
      tokens += text.tokens;
    } else {
      batches.push([text]);
      tokens = text.tokens;
    }
  }
  return batches;
}

/** [texts, dims] from as many requests as the service's limits take; null takes the length that it answers with. */
export async function embedInBatches(
  client: EmbeddingsClient,
  texts: readonly PreparedText[],
  dims: number | null,
  attempts: number,
  signal: AbortSignal,
): Promise<Matrix> {
  const batches = splitBatches(texts, client.spec);
  const parts = await inParallel(batches, PARALLEL, (batch) => client.embed(batch, attempts, signal));
  const length = dims ?? parts[0]?.cols ?? 0;
  const out = matrix(texts.length, length);
  let at = 0;
  for (const { cols, data } of parts) {
    if (cols !== length) throw unusable(client, new UnusableAnswer(`${cols} dimensions instead of ${length}`));
    out.data.set(data, at);
    at += data.length;
  }
  return out;
}
