import type { Matrix } from '../domain/matrix.js';
import { matrix, row } from '../domain/matrix.js';
import type { PreparedText, SavedEmbedder } from '../tensor/embedder.js';

/**
 * The same embedder with a memory for every vector that it made: the folds of a cross-validation, and the routers of a sweep,
 * ask for the same texts again and again. Does not own `embedder`: disposing of it forgets nothing and closes nothing.
 */
export function rememberingEmbedder(embedder: SavedEmbedder): SavedEmbedder {
  const { id, kind, name, dims, pads, maxTokens, costPerMillionTokens, batch } = embedder;
  const known = new Map<string, Float32Array>();
  const embed = async (texts: readonly PreparedText[], signal?: AbortSignal): Promise<Matrix> => {
    const missing = [...new Map(texts.filter((t) => !known.has(t.text)).map((t) => [t.text, t])).values()];
    if (missing.length > 0) {
      const made = await embedder.embed(missing, signal);
      missing.forEach(({ text }, i) => known.set(text, row(made, i)));
    }
    const vectors = matrix(texts.length, dims);
    texts.forEach(({ text }, i) => row(vectors, i).set(known.get(text) as Float32Array));
    return vectors;
  };
  return {
    id,
    kind,
    name,
    dims,
    pads,
    maxTokens,
    costPerMillionTokens,
    batch,
    embed,
    prepare: (text) => embedder.prepare(text),
    health: () => embedder.health(),
    save: () => embedder.save(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
