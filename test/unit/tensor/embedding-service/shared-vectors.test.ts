import { describe, expect, it } from 'vitest';
import { textDigest } from '../../../../src/domain/text-digest.js';
import type { VectorStore } from '../../../../src/domain/vector-store.js';
import { createEmbeddingService } from '../../../../src/tensor/embedding-service.js';
import { countingEmbedder } from '../../../fixtures/counting-embedder.js';
import { ManualTiming } from '../../../fixtures/manual-timing.js';
import { MemoryVectors } from '../../../fixtures/memory-vectors.js';

function service(store: VectorStore) {
  const embedder = countingEmbedder();
  const timing = new ManualTiming();
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const embeddings = createEmbeddingService(embedder, { cacheBytes: 0, store, timing, log });
  const embed = async (...texts: string[]) => {
    const call = embeddings.embed(texts);
    await timing.turn();
    return call;
  };
  return { embedder, embeddings, embed, timing, lines };
}

const FAILED = /^The shared cache of vectors failed \(disk full\); texts are embedded without it for 30 s\.$/;

describe('vectors shared between servers', () => {
  it('are stored, and found by the next server, which embeds only what is new', async () => {
    const store = new MemoryVectors();
    const first = service(store);
    const vectors = await first.embed('a', 'b');
    expect(first.embeddings.counters()).toMatchObject({ storeHits: 0, embedded: 2 });
    const second = service(store);
    const again = await second.embed('a', 'b', 'c');
    expect(again.data.slice(0, 16)).toEqual(vectors.data);
    expect(second.embedder.calls).toEqual([['c']]);
    expect(second.embeddings.counters()).toMatchObject({ storeHits: 2, embedded: 1, batches: 1 });
  });

  it('of another embedder or another length are not taken', async () => {
    const store = new MemoryVectors();
    await store.put('another', new Map([[textDigest('a'), new Float32Array(8)]]));
    await store.put('counting-1', new Map([[textDigest('b'), new Float32Array(3)]]));
    const s = service(store);
    await s.embed('a', 'b');
    expect(s.embedder.calls).toEqual([['a', 'b']]);
  });

  it('are done without while the store fails, which the log hears once in a while', async () => {
    let asked = 0;
    const store = new MemoryVectors();
    const broken: VectorStore = {
      get: () => (asked++, Promise.reject(new Error('disk full'))),
      put: (...given) => store.put(...given),
    };
    const s = service(broken);
    for (const text of ['a', 'b', 'c']) expect((await s.embed(text)).rows).toBe(1);
    expect(asked).toBe(1);
    expect(s.lines).toEqual([expect.stringMatching(FAILED)]);
    expect(store.stored.size).toBe(0);
    await s.timing.pass(30_000);
    await s.embed('d');
    expect([asked, s.lines.length]).toEqual([2, 2]);
  });

  it('are done without when the store does not answer in time', async () => {
    const s = service({ get: () => new Promise(() => {}), put: () => Promise.resolve() });
    const call = s.embed('a');
    await s.timing.turn();
    expect(s.embedder.calls).toEqual([]);
    await s.timing.pass(250);
    expect((await call).rows).toBe(1);
    expect(s.lines[0]).toContain('no answer within 250 ms');
  });

  it('do not pile up in front of a store that writes slowly, nor fail a caller when writing fails', async () => {
    const writes: ((error: Error) => void)[] = [];
    const slow: VectorStore = {
      get: () => Promise.resolve(new Map()),
      put: () => new Promise((_, reject) => writes.push(reject)),
    };
    const s = service(slow);
    for (let i = 0; i < 10; i++) expect((await s.embed(`text ${i}`)).rows).toBe(1);
    expect(writes).toHaveLength(4);
    for (const fail of writes) fail(new Error('disk full'));
    await s.timing.turn();
    expect(s.lines).toEqual([expect.stringMatching(FAILED)]);
  });
});
