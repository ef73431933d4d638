import { describe, expect, it } from 'vitest';
import { matrix, row } from '../../../../src/domain/matrix.js';
import type { Embedder } from '../../../../src/tensor/embedder.js';
import type { EmbeddingServiceOptions } from '../../../../src/tensor/embedding-service.js';
import { createEmbeddingService } from '../../../../src/tensor/embedding-service.js';

/** Turns of the event loop until work that needs some of them is done. */
async function turns(count = 5): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** A service whose embedder answers one batch at a time, when `answer` is called. A vector holds the length of its text. */
function service(options: Partial<EmbeddingServiceOptions>) {
  const asked: string[][] = [];
  const answers: (() => void)[] = [];
  const embedder: Embedder = {
    id: 'slow',
    kind: 'slow',
    name: 'slow',
    dims: 1,
    pads: true,
    maxTokens: null,
    costPerMillionTokens: 0,
    batch: { texts: 4, tokens: 1000, parallel: 1 },
    prepare: (text) => ({ text, tokens: text.length }),
    async embed(prepared) {
      asked.push(prepared.map(({ text }) => text));
      await new Promise<void>((resolve) => answers.push(resolve));
      return matrix(
        prepared.length,
        1,
        Float32Array.from(prepared, ({ text }) => text.length),
      );
    },
    health: async () => ({ healthy: true, detail: '' }),
    [Symbol.asyncDispose]: async () => undefined,
  };
  const embeddings = createEmbeddingService(embedder, { cacheBytes: 0, ...options });
  return {
    embeddings,
    asked,
    async answer() {
      answers.shift()?.();
      await turns();
    },
    /** Answers all there is. */
    async drain() {
      while (answers.length > 0) await this.answer();
    },
  };
}

const texts = (count: number, prefix: string): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

describe('embedding service under more load than it can serve', () => {
  it('refuses at once what would make too many wait, with a coded error, and queues none of it', async () => {
    const s = service({ queueTexts: 5 });
    const running = s.embeddings.embed(texts(1, 'running '));
    await turns();
    const waiting = s.embeddings.embed(texts(4, 'waiting '));
    await expect(s.embeddings.embed(['one', 'two'])).rejects.toMatchObject({
      code: 'OVERLOADED',
      message: '4 texts wait for the embedder; with 2 more they would be over the limit of 5.',
      hint: expect.stringContaining('THETA_EMBEDDING_QUEUE_TEXTS'),
    });
    expect(s.embeddings.counters()).toMatchObject({ texts: 7, refused: 2, waiting: 4, running: 1 });
    const fits = s.embeddings.embed(['fits']);
    await s.answer();
    await s.drain();
    await Promise.all([running, waiting, fits]);
    expect(s.asked.flat()).not.toContain('one');
    expect(s.embeddings.counters()).toMatchObject({ waiting: 0, running: 0, embedded: 6 });
  });

  it('lets in what is in flight already, and any call that finds nothing waiting', async () => {
    const s = service({ queueTexts: 2 });
    const first = s.embeddings.embed(texts(10, 'large '));
    await turns();
    const again = s.embeddings.embed(texts(10, 'large '));
    await s.drain();
    expect((await first).rows).toBe(10);
    expect(await again).toEqual(await first);
    expect(s.embeddings.counters()).toMatchObject({ embedded: 10, shared: 10, refused: 0 });
  });

  it('counts callers that have gone as gone', async () => {
    const s = service({ queueTexts: 3 });
    const running = s.embeddings.embed(['running']);
    await turns();
    const stop = new AbortController();
    const gone = s.embeddings.embed(texts(3, 'gone '), { signal: stop.signal });
    await expect(s.embeddings.embed(['late'])).rejects.toMatchObject({ code: 'OVERLOADED' });
    stop.abort();
    await expect(gone).rejects.toMatchObject({ code: 'CANCELLED' });
    const late = s.embeddings.embed(['late']);
    await s.drain();
    await Promise.all([running, late]);
    expect(s.asked).toEqual([['running'], ['late']]);
  });

  it('counts a call of thousands of texts that is still entering', async () => {
    const s = service({ queueTexts: 10 });
    const large = s.embeddings.embed(texts(500, 'many '));
    expect(s.embeddings.counters().waiting).toBe(500);
    await expect(s.embeddings.embed(['late'])).rejects.toMatchObject({ code: 'OVERLOADED' });
    await turns(20);
    await s.drain();
    const vectors = await large;
    expect([...row(vectors, 499)]).toEqual(['many 499'.length]);
    expect(s.embeddings.counters()).toMatchObject({ waiting: 0, embedded: 500 });
  });

  it('stops entering when its caller goes half-way', async () => {
    const s = service({});
    const stop = new AbortController();
    const large = s.embeddings.embed(texts(500, 'many '), { signal: stop.signal });
    await turns(2);
    stop.abort();
    await expect(large).rejects.toMatchObject({ code: 'CANCELLED' });
    await turns(20);
    await s.drain();
    expect(s.embeddings.counters().waiting).toBe(0);
    expect(s.asked.flat().length).toBeLessThanOrEqual(4);
  });
});

describe('background texts', () => {
  it('are never refused, and let interactive ones go first', async () => {
    const s = service({ queueTexts: 2 });
    const job = s.embeddings.embed(texts(12, 'job '), { background: true });
    await turns();
    const person = s.embeddings.embed(['person']);
    await s.drain();
    await Promise.all([job, person]);
    expect(s.asked[1]).toEqual(['person']);
    expect(s.asked.map(({ length }) => length)).toEqual([4, 1, 4, 4]);
  });

  it('become interactive when somebody waits for them, and are embedded once', async () => {
    const s = service({});
    const job = s.embeddings.embed(texts(12, 'job '), { background: true });
    await turns();
    const person = s.embeddings.embed(['job 11']);
    await s.drain();
    await Promise.all([job, person]);
    expect(s.asked[1]).toEqual(['job 11']);
    expect(s.asked.flat()).toHaveLength(12);
    expect(s.embeddings.counters()).toMatchObject({ shared: 1, embedded: 12 });
  });
});

describe('counters', () => {
  it('add up, and tell what padding costs', async () => {
    const s = service({});
    const call = s.embeddings.embed(['four', 'a', 'four']);
    await turns();
    await s.drain();
    await call;
    const { texts: asked, cacheHits, shared, storeHits, embedded, refused, waiting } = s.embeddings.counters();
    expect(asked).toBe(cacheHits + shared + storeHits + embedded + refused + waiting);
    expect(s.embeddings.counters()).toMatchObject({ batches: 1, batchTokens: 5, paddedTokens: 8 });
  });
});
