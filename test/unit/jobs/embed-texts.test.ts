import { describe, expect, it } from 'vitest';
import { row } from '../../../src/domain/matrix.js';
import type { Progress } from '../../../src/domain/run.js';
import { embedAll, embedCounted } from '../../../src/jobs/embed-texts.js';
import { embedTexts } from '../../../src/tensor/embedder.js';
import { countingEmbedder } from '../../fixtures/counting-embedder.js';
import { MemoryVectors } from '../../fixtures/memory-vectors.js';

const watch = { signal: new AbortController().signal, onProgress: () => {} };
const many = Array.from({ length: 1100 }, (_, i) => `query ${i} ${'word '.repeat(i % 7)}`);

describe('embedding many texts', () => {
  it('gives every text the vector it has alone, equal ones too, and embeds each once', async () => {
    const embedder = countingEmbedder();
    const texts = ['b', 'a long one', 'b', 'c d'];
    const vectors = await embedAll(embedder, texts, { ...watch, store: null });
    expect(embedder.calls.flat().sort()).toEqual(['a long one', 'b', 'c d']);
    for (const [i, text] of texts.entries()) {
      expect(row(vectors, i)).toEqual((await embedTexts(countingEmbedder(), [text])).data);
    }
    expect(await embedAll(embedder, [], { ...watch, store: null })).toMatchObject({ rows: 0, cols: 8 });
  });

  it('goes on where a run was stopped, with the vectors of an undisturbed one', async () => {
    const store = new MemoryVectors();
    const cancel = new AbortController();
    const stopped = embedAll(countingEmbedder(), many, {
      store,
      signal: cancel.signal,
      onProgress: ({ done }) => done > 0 && cancel.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    // Two full calls of this embedder: one chunk.
    expect(store.stored.size).toBe(128);

    const embedder = countingEmbedder();
    const steps: Progress[] = [];
    const resumed = await embedCounted(embedder, many, { ...watch, store, onProgress: (step) => steps.push(step) });
    expect(resumed.counts).toEqual({ embedded: 972, fromStore: 128 });
    expect(embedder.calls.flat()).toHaveLength(972);
    expect(steps[0]).toMatchObject({ stage: 'embed texts', done: 128, total: 1100 });
    expect(steps.at(-1)).toMatchObject({ done: 1100, metrics: { embedded: 972, fromStore: 128 } });
    expect(resumed.vectors).toEqual(await embedAll(countingEmbedder(), many, { ...watch, store: null }));
  });

  it('asks for texts of similar length together', async () => {
    const embedder = countingEmbedder();
    await embedAll(embedder, many, { ...watch, store: null });
    const lengths = embedder.calls.map((call) => call.map((text) => text.split(' ').length));
    for (const call of lengths) expect(Math.max(...call) - Math.min(...call)).toBeLessThanOrEqual(1);
  });

  it('keeps vectors of two embedders apart', async () => {
    const store = new MemoryVectors();
    const first = await embedAll(countingEmbedder(8, 'one'), ['x'], { ...watch, store });
    const other = await embedCounted(countingEmbedder(4, 'two'), ['x'], { ...watch, store });
    expect([first.cols, other.vectors.cols, other.counts.fromStore]).toEqual([8, 4, 0]);
  });
});
