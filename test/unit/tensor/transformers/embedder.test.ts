import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dot, row } from '../../../../src/domain/matrix.js';
import { embedTexts } from '../../../../src/tensor/embedder.js';
import type { TransformersEmbedder } from '../../../../src/tensor/embedders/transformers/embedder.js';
import { GOLDEN, goldenText, open, specOf, tinyModel } from './encoder.js';
import { hasOnnx } from '../../../fixtures/has-onnx.js';

/** Single precision through two layers, against double precision. */
const DIGITS = 6;
const texts = GOLDEN.map(({ text }) => text);

describe.skipIf(!hasOnnx)('a transformer encoder', () => {
  let folder: string;
  let embedder: TransformersEmbedder;
  beforeAll(async () => {
    folder = await tinyModel();
    embedder = await open(specOf(folder));
  });
  afterAll(() => embedder[Symbol.asyncDispose]());

  const vectorOf = async (text: string, by = embedder): Promise<number[]> =>
    Array.from((await embedTexts(by, [text])).data);
  const expectClose = (found: ArrayLike<number>, wanted: ArrayLike<number>): void => {
    expect(found.length).toBe(wanted.length);
    for (let i = 0; i < wanted.length; i++) expect(found[i]).toBeCloseTo(wanted[i] as number, DIGITS);
  };

  it.each(GOLDEN)('means its token vectors as NumPy does for $name', async ({ text, mean }) => {
    expectClose(await vectorOf(text), mean);
  });

  it('takes the vector of the first token where that is asked for', async () => {
    await using first = await open(specOf(folder, { pooling: 'cls' }));
    for (const { text, cls } of GOLDEN) expectClose(await vectorOf(text, first), cls);
  });

  it('gives a text the same vector alone, in a batch, and in any order', async () => {
    const together = await embedTexts(embedder, texts);
    const reversed = await embedTexts(embedder, texts.toReversed());
    for (let t = 0; t < texts.length; t++) {
      expectClose(row(together, t), await vectorOf(texts[t] as string));
      expectClose(row(together, t), row(reversed, texts.length - 1 - t));
    }
  });

  it('splits more texts than one call should hold, and keeps their order', async () => {
    const many = Array.from({ length: 100 }, (_, i) => texts[(7 * i) % texts.length] as string);
    const vectors = await embedTexts(embedder, many);
    expect(vectors.rows).toBe(100);
    for (let i = 0; i < 100; i++) expectClose(row(vectors, i), GOLDEN[(7 * i) % texts.length]?.mean ?? []);
  });

  it('gives vectors of length 1', async () => {
    const vectors = await embedTexts(embedder, texts);
    for (let t = 0; t < texts.length; t++) expect(dot(row(vectors, t), row(vectors, t))).toBeCloseTo(1, 6);
  });

  it('embeds no text, an empty one and one of 100,000 characters', async () => {
    expect((await embedTexts(embedder, [])).rows).toBe(0);
    expectClose(await vectorOf(''), goldenText('nothing').mean);
    const { text, mean } = goldenText('more than the model takes');
    expectClose(await vectorOf(text.repeat(200)), mean);
  });

  it('reads texts that another embedder prepared anew', async () => {
    const { text, mean } = goldenText('a question');
    expectClose((await embedder.embed([{ text, tokens: 1 }])).data, mean);
    await using other = await open(specOf(folder, { prefix: 'which square ' }));
    expectClose((await embedder.embed([other.prepare(text)])).data, mean);
  });

  it('counts tokens with the special ones and stops at the limit of the spec', async () => {
    expect(embedder.prepare('what is').tokens).toBe(4);
    expect(embedder.maxTokens).toBe(64);
    await using short = await open(specOf(folder, { maxTokens: 5 }));
    expect(short.maxTokens).toBe(5);
    expectClose(await vectorOf('what is the sum of two', short), await vectorOf('what is the'));
  });

  it('puts the prefix before every text', async () => {
    await using prefixed = await open(specOf(folder, { prefix: 'how many ' }));
    expectClose(await vectorOf('moons', prefixed), await vectorOf('how many moons'));
  });

  it('stops between calls when it is cancelled', async () => {
    const controller = new AbortController();
    const many = Array.from({ length: 400 }, (_, i) => embedder.prepare(texts[i % texts.length] as string));
    const running = embedder.embed(many, controller.signal);
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expectClose(await vectorOf(''), goldenText('nothing').mean);
  });

  it('finishes what runs when it is disposed of, and refuses more', async () => {
    const closing = await open(specOf(folder));
    const running = embedTexts(
      closing,
      Array.from({ length: 100 }, () => 'what is'),
    );
    const disposed = closing[Symbol.asyncDispose]();
    await expect(embedTexts(closing, ['late'])).rejects.toMatchObject({ code: 'EMBEDDER_UNAVAILABLE' });
    expect((await running).rows).toBe(100);
    await disposed;
    await closing[Symbol.asyncDispose]();
    expect(await closing.health()).toMatchObject({ healthy: false });
  });

  it('says where it runs', async () => {
    expect(await embedder.health()).toEqual({
      healthy: true,
      detail: `${embedder.name}, 32 dimensions, fp32, on cpu with 1 threads`,
    });
  });
});

describe.skipIf(!hasOnnx)('exports of other shapes', () => {
  const { text, mean } = goldenText('a question');
  const cosine = async (by: TransformersEmbedder): Promise<number> => dot((await embedTexts(by, [text])).data, mean);

  it('reads half-precision outputs', async () => {
    await using half = await open(specOf(await tinyModel({ dtypes: ['fp16'] }), { dtype: 'fp16' }));
    expect(await cosine(half)).toBeGreaterThan(0.999_99);
  });

  it('runs eight-bit weights, and gives a text the same vector in every batch', async () => {
    await using eight = await open(specOf(await tinyModel({ dtypes: ['q8'] }), { dtype: 'q8' }));
    expect(await cosine(eight)).toBeGreaterThan(0.999);
    const together = await embedTexts(eight, texts);
    for (let t = 0; t < texts.length; t++) {
      expect(row(together, t)).toEqual((await embedTexts(eight, [texts[t] as string])).data);
    }
  });

  it.each([{ externalData: true }, { layout: 'root' as const }, { output: 'sentence_embedding' as const }])(
    'gives the same vector for %o',
    async (changes) => {
      await using other = await open(specOf(await tinyModel(changes)));
      expect(await cosine(other)).toBeCloseTo(1, 7);
    },
  );

  it('runs models without token types', async () => {
    await using other = await open(specOf(await tinyModel({ tokenTypes: false })));
    const vectors = await embedTexts(other, [text, 'two']);
    expect(dot(row(vectors, 0), row(vectors, 0))).toBeCloseTo(1, 6);
  });

  it('pools as the files of sentence-transformers say, unless the spec says otherwise', async () => {
    const folder = await tinyModel({ pooling: 'cls' });
    await using own = await open(specOf(folder));
    await using asked = await open(specOf(folder, { pooling: 'mean' }));
    expect(await cosine(asked)).toBeCloseTo(1, 7);
    expect(dot((await embedTexts(own, [text])).data, goldenText('a question').cls)).toBeCloseTo(1, 7);
  });

  it('takes the smallest of the limits that the files name', async () => {
    await using own = await open(specOf(await tinyModel({ maxSequence: 12 }), { maxTokens: 50 }));
    expect(own.maxTokens).toBe(12);
  });
});
