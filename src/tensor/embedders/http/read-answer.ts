/** What came instead of embeddings, as the rest of the sentence "it answered with …". */
export class UnusableAnswer extends Error {}

export interface Embeddings {
  /** In the order of the inputs, as the service gave them. */
  readonly vectors: readonly ArrayLike<number>[];
  /** What the service counted; null where it does not say. */
  readonly tokens: number | null;
}

/** Reads the answer of an OpenAI-compatible /embeddings to `count` inputs. Throws UnusableAnswer. */
export function readAnswer(body: unknown, count: number): Embeddings {
  const data = property(body, 'data');
  if (!Array.isArray(data)) throw new UnusableAnswer('JSON without a list "data"');
  if (data.length !== count) throw new UnusableAnswer(`${data.length} vectors for ${count} texts`);
  const vectors: ArrayLike<number>[] = [];
  data.forEach((entry: unknown, position) => {
    // Most services answer in order; the contract is the index.
    const index = property(entry, 'index') ?? position;
    if (!Number.isInteger(index) || (index as number) < 0 || (index as number) >= count) {
      throw new UnusableAnswer(`the index ${JSON.stringify(index)} for ${count} texts`);
    }
    if (vectors[index as number]) throw new UnusableAnswer(`two vectors of index ${index as number}`);
    vectors[index as number] = vectorOf(property(entry, 'embedding'));
  });
  const tokens = property(property(body, 'usage'), 'prompt_tokens');
  return { vectors, tokens: typeof tokens === 'number' && tokens >= 0 ? tokens : null };
}

function vectorOf(embedding: unknown): ArrayLike<number> {
  const vector = typeof embedding === 'string' ? fromBase64(embedding) : embedding;
  if (!Array.isArray(vector) && !(vector instanceof Float32Array)) {
    throw new UnusableAnswer('entries without a list "embedding"');
  }
  for (let i = 0; i < vector.length; i++) {
    const value: unknown = vector[i];
    if (typeof value !== 'number' || !Number.isFinite(Math.fround(value)))
      throw new UnusableAnswer(`${JSON.stringify(value)} at place ${i} of a vector`);
  }
  return vector as ArrayLike<number>;
}

/** Little-endian 32-bit floats: some services answer so whatever `encoding_format` says. */
function fromBase64(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  return Float32Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readFloatLE(4 * i));
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
