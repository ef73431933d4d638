import { describe, expect, it } from 'vitest';
import { matrix, row } from '../../../../src/domain/matrix.js';
import { hash32, seededRng } from '../../../../src/domain/random.js';
import type { Embedder } from '../../../../src/tensor/embedder.js';
import type { EmbeddingServiceOptions } from '../../../../src/tensor/embedding-service.js';
import { createEmbeddingService } from '../../../../src/tensor/embedding-service.js';

const DIMS = 5;

function vectorOf(text: string): number[] {
  const rng = seededRng(hash32(text));
  return Array.from({ length: DIMS }, () => Math.fround(rng.normal()));
}

/** An embedder that keeps what it was asked; `gate` holds its answers back, a text with `fail` makes it throw. */
function recordingEmbedder(gate?: Promise<void>) {
  const asked: (readonly string[])[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const embedder: Embedder = {
    id: 'test',
    kind: 'test',
    name: 'test',
    dims: DIMS,
    pads: false,
    maxTokens: null,
    costPerMillionTokens: 0,
    batch: { texts: 64, tokens: Number.POSITIVE_INFINITY, parallel: 1 },
    prepare: (text) => ({ text, tokens: text.length }),
    async embed(prepared, signal) {
      const texts = prepared.map(({ text }) => text);
      asked.push(texts);
      signals.push(signal);
      await gate;
      signal?.throwIfAborted();
      if (texts.some((text) => text.includes('fail'))) throw new Error('the embedder is out of order');
      const out = matrix(texts.length, DIMS);
      texts.forEach((text, i) => out.data.set(vectorOf(text), i * DIMS));
      return out;
    },
    health: async () => ({ healthy: true, detail: '' }),
    [Symbol.asyncDispose]: async () => undefined,
  };
  return { embedder, asked, signals };
}

function service(options: Partial<EmbeddingServiceOptions> = {}, gate?: Promise<void>) {
  const recording = recordingEmbedder(gate);
  return { ...recording, service: createEmbeddingService(recording.embedder, { cacheBytes: 1 << 20, ...options }) };
}

describe('embedding service', () => {
  it('gives every text its vector, in order', async () => {
    const s = service();
    const vectors = await s.service.embed(['a', 'b', 'c']);
    ['a', 'b', 'c'].forEach((text, r) => expect([...row(vectors, r)]).toEqual(vectorOf(text)));
    expect((await s.service.embed([])).rows).toBe(0);
  });

  it('puts requests of one turn into one batch, equal texts once', async () => {
    const s = service();
    const [first, second] = await Promise.all([s.service.embed(['a', 'b', 'a']), s.service.embed(['b', 'c'])]);
    expect(s.asked).toEqual([['a', 'b', 'c']]);
    expect([...row(first, 2)]).toEqual(vectorOf('a'));
    expect([...row(second, 0)]).toEqual(vectorOf('b'));
    expect(s.service.counters()).toMatchObject({ texts: 5, embedded: 3, shared: 2, cacheHits: 0, batches: 1 });
  });

  it('joins a text that is being embedded', async () => {
    let open = (): void => undefined;
    const s = service({}, new Promise((resolve) => (open = resolve)));
    const first = s.service.embed(['a']);
    await new Promise((resolve) => setImmediate(resolve));
    const second = s.service.embed(['a']);
    open();
    expect(await first).toEqual(await second);
    expect(s.asked).toEqual([['a']]);
  });

  it('answers from the cache, with copies that callers may spoil', async () => {
    const s = service();
    const first = await s.service.embed(['a']);
    first.data.fill(9);
    const second = await s.service.embed(['a']);
    second.data.fill(8);
    expect([...(await s.service.embed(['a'])).data]).toEqual(vectorOf('a'));
    expect(s.service.counters()).toMatchObject({ texts: 3, embedded: 1, cacheHits: 2, batches: 1 });
  });

  it('tells long texts apart that begin alike', async () => {
    const s = service();
    const long = 'x'.repeat(32_000);
    const vectors = await s.service.embed([`${long}a`, `${long}b`]);
    expect([...row(vectors, 1)]).toEqual(vectorOf(`${long}b`));
    expect([...(await s.service.embed([`${long}a`])).data]).toEqual(vectorOf(`${long}a`));
    expect(s.service.counters()).toMatchObject({ cacheHits: 1, embedded: 2 });
    expect(s.service.counters().cacheBytes).toBeLessThan(1_000);
  });

  it('keeps within its bytes, the last used longest', async () => {
    const s = service({ cacheBytes: 3_000 });
    await s.service.embed(['keep']);
    for (let i = 0; i < 40; i++) {
      await s.service.embed([`other ${i}`]);
      await s.service.embed(['keep']);
      expect(s.service.counters().cacheBytes).toBeLessThanOrEqual(3_000);
    }
    expect(s.asked.flat().filter((text) => text === 'keep')).toHaveLength(1);
    await s.service.embed(['other 0']);
    expect(s.asked.flat().filter((text) => text === 'other 0')).toHaveLength(2);
  });

  it('keeps nothing with no bytes', async () => {
    const s = service({ cacheBytes: 0 });
    await s.service.embed(['a']);
    await s.service.embed(['a']);
    expect(s.asked).toHaveLength(2);
  });

  it('splits a large call and joins the rows again', async () => {
    const s = service({ batchTexts: 7 });
    const texts = Array.from({ length: 20 }, (_, i) => `text ${i}`);
    const vectors = await s.service.embed(texts);
    expect(s.asked.map((batch) => batch.length)).toEqual([7, 7, 6]);
    texts.forEach((text, r) => expect([...row(vectors, r)]).toEqual(vectorOf(text)));
  });

  it('remembers no failure, and lets the texts of other batches pass', async () => {
    const s = service({ batchTexts: 1 });
    const [bad, good] = await Promise.allSettled([s.service.embed(['fail']), s.service.embed(['a'])]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'INTERNAL', message: /out of order/ } });
    expect(good.status).toBe('fulfilled');
    await expect(s.service.embed(['fail'])).rejects.toThrow(/out of order/);
    expect(s.asked.flat().filter((text) => text === 'fail')).toHaveLength(2);
  });

  it('does not embed what its caller gave up before the batch', async () => {
    const s = service();
    const stop = new AbortController();
    const gone = s.service.embed(['a', 'b'], { signal: stop.signal });
    const stays = s.service.embed(['b']);
    stop.abort();
    await expect(gone).rejects.toMatchObject({ code: 'CANCELLED' });
    expect([...(await stays).data]).toEqual(vectorOf('b'));
    expect(s.asked).toEqual([['b']]);
    await expect(s.service.embed(['a'], { signal: stop.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('stops a running batch when its last caller has gone, and embeds anew for the next', async () => {
    let open = (): void => undefined;
    const s = service({}, new Promise((resolve) => (open = resolve)));
    const stop = new AbortController();
    const gone = s.service.embed(['a'], { signal: stop.signal });
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await expect(gone).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(s.signals[0]?.aborted).toBe(true);
    const next = s.service.embed(['a']);
    open();
    expect([...(await next).data]).toEqual(vectorOf('a'));
    expect(s.asked).toEqual([['a'], ['a']]);
  });

  it('leaves a running batch alone while anybody waits for it', async () => {
    let open = (): void => undefined;
    const s = service({}, new Promise((resolve) => (open = resolve)));
    const stop = new AbortController();
    const [gone, stays] = [s.service.embed(['a'], { signal: stop.signal }), s.service.embed(['a'])];
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await expect(gone).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(s.signals[0]?.aborted).not.toBe(true);
    open();
    expect([...(await stays).data]).toEqual(vectorOf('a'));
  });

  it('refuses an embedder that answers with another shape or NaN, and keeps nothing of it', async () => {
    for (const wrong of [matrix(1, DIMS + 1), matrix(2, DIMS), matrix(1, DIMS, new Float32Array(DIMS).fill(NaN))]) {
      const { embedder } = recordingEmbedder();
      const broken = createEmbeddingService({ ...embedder, embed: async () => wrong }, { cacheBytes: 1 << 20 });
      await expect(broken.embed(['a'])).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(broken.counters().cacheBytes).toBe(0);
    }
  });

  it('ends waiting calls on disposal and refuses later ones', async () => {
    const s = service();
    const waiting = s.service.embed(['a']);
    s.service.dispose();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(s.service.embed(['a'])).rejects.toThrow(/disposed/);
    await new Promise((resolve) => setImmediate(resolve));
    expect(s.asked).toEqual([]);
  });
});
