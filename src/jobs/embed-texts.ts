import type { Matrix } from '../domain/matrix.js';
import { matrix, row } from '../domain/matrix.js';
import { textDigest } from '../domain/text-digest.js';
import type { VectorStore } from '../domain/vector-store.js';
import type { Embedder } from '../tensor/embedder.js';
import { createEmbeddingService } from '../tensor/embedding-service.js';
import type { Watch } from './worker-messages.js';

export interface EmbedAllOptions extends Watch {
  /** Where finished vectors are kept, so that a second run goes on where the first was stopped; null keeps none. */
  readonly store: VectorStore | null;
  /** What is counted, for people; `texts` by default. */
  readonly unit?: string | undefined;
}

/** Of the different texts of a call: those that were embedded, and those that were there already. */
export interface EmbedCounts {
  readonly embedded: number;
  readonly fromStore: number;
}

/**
 * Texts embedded between two writes to the store, which is what a kill costs at most: enough to keep the embedder busy, few
 * enough that a slow one does not work for an hour in vain.
 */
const chunkTexts = ({ batch }: Embedder): number =>
  Math.min(LARGEST_CHUNK, Math.max(SMALLEST_CHUNK, 2 * batch.texts * batch.parallel));
const SMALLEST_CHUNK = 64;
const LARGEST_CHUNK = 512;

/**
 * [texts, dims]: row i belongs to text i. Each different text is embedded once, in chunks of texts of similar length; a chunk
 * is stored before the next one starts. Throws what the embedder and the store throw, and CANCELLED.
 */
export async function embedAll(
  embedder: Embedder,
  texts: readonly string[],
  options: EmbedAllOptions,
): Promise<Matrix> {
  return (await embedCounted(embedder, texts, options)).vectors;
}

/** embedAll, and what of it was work. */
export async function embedCounted(
  embedder: Embedder,
  texts: readonly string[],
  { store, signal, onProgress, unit = 'texts' }: EmbedAllOptions,
): Promise<{ readonly vectors: Matrix; readonly counts: EmbedCounts }> {
  const digests = texts.map(textDigest);
  const textOf = new Map(digests.map((digest, i) => [digest, texts[i] as string]));
  const stored = await store?.get(embedder.id, [...textOf.keys()]);
  const found = new Map(stored);
  const fromStore = found.size;
  const show = () =>
    onProgress({
      stage: `embed ${unit}`,
      done: found.size,
      total: textOf.size,
      unit,
      metrics: { embedded: found.size - fromStore, fromStore },
    });
  show();
  const missing = byLength(
    embedder,
    [...textOf].filter(([digest]) => !found.has(digest)),
  );
  const service = createEmbeddingService(embedder, { cacheBytes: 0 });
  try {
    const size = chunkTexts(embedder);
    for (let at = 0; at < missing.length; at += size) {
      const chunk = missing.slice(at, at + size);
      const vectors = await service.embed(
        chunk.map(([, text]) => text),
        { signal, background: true },
      );
      const made = new Map(chunk.map(([digest], i) => [digest, row(vectors, i)]));
      await store?.put(embedder.id, made);
      for (const [digest, vector] of made) found.set(digest, vector);
      show();
    }
  } finally {
    service.dispose();
  }
  const vectors = matrix(texts.length, embedder.dims);
  digests.forEach((digest, i) => row(vectors, i).set(found.get(digest) as Float32Array));
  return { vectors, counts: { embedded: found.size - fromStore, fromStore } };
}

/** Longest first: what does not fit into memory fails at once, and the last chunks are quick. */
function byLength<T extends readonly [digest: string, text: string]>(embedder: Embedder, texts: readonly T[]): T[] {
  const tokens = new Map(texts.map((entry) => [entry, embedder.prepare(entry[1]).tokens]));
  return [...texts].sort((a, b) => (tokens.get(b) as number) - (tokens.get(a) as number));
}
