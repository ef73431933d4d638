import { keyedDigest } from '../domain/query-privacy.js';
import type { VectorStore } from '../domain/vector-store.js';

/** Names vectors by the HMAC of the digest that a text has elsewhere, so that what is stored does not tell which texts were asked. */
export function keyedVectors(store: VectorStore, key: string): VectorStore {
  return {
    async get(embedderId, digests) {
      const plain = new Map(digests.map((digest) => [keyedDigest(key, digest), digest]));
      const found = await store.get(embedderId, [...plain.keys()]);
      return new Map([...found].map(([keyed, vector]) => [plain.get(keyed) as string, vector]));
    },
    put: (embedderId, vectors) =>
      store.put(embedderId, new Map([...vectors].map(([digest, vector]) => [keyedDigest(key, digest), vector]))),
  };
}
