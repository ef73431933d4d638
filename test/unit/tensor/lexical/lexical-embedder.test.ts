import { beforeAll, describe, expect, it } from 'vitest';
import { decodeArtifact, encodeArtifact } from '../../../../src/domain/artifact.js';
import { dot, row } from '../../../../src/domain/matrix.js';
import { loadLexicalEmbedder } from '../../../../src/tensor/embedders/lexical/index.js';
import type { LexicalFit } from '../../../../src/tensor/embedders/lexical/index.js';
import { corpus, fit } from './corpus.js';
import { embedTexts } from '../../../../src/tensor/embedder.js';

let fitted: LexicalFit;
beforeAll(async () => {
  fitted = await fit();
});

const texts = [
  'A farmer sells 12 apples and then 3 more. How many apples are there?',
  'Write a python function that returns a list',
  '关于电场，下列说法中正确的是',
  'Wholly unrelated words: zygote quokka fjord',
];
const vectorOf = async (text: string) => (await embedTexts(fitted.embedder, [text])).data;
const cosine = async (a: string, b: string) => dot(await vectorOf(a), await vectorOf(b));

describe('lexical embedder', () => {
  it('gives a text the same vector alone and in a batch', async () => {
    const batch = await embedTexts(fitted.embedder, texts);
    for (const [i, text] of texts.entries()) expect(row(batch, i)).toEqual(await vectorOf(text));
    expect((await embedTexts(fitted.embedder, [])).rows).toBe(0);
  });

  it('gives a text the same vector whatever was embedded before', async () => {
    const before = await vectorOf(texts[0] as string);
    await embedTexts(fitted.embedder, ['x'.repeat(5000), '电'.repeat(3000), texts[1] as string]);
    expect(await vectorOf(texts[0] as string)).toEqual(before);
  });

  it('saves and loads to the same bytes, id and vectors', async () => {
    const bytes = encodeArtifact(fitted.embedder.save());
    const loaded = loadLexicalEmbedder(decodeArtifact(bytes, 'lexical'));
    expect(encodeArtifact(loaded.save())).toEqual(bytes);
    expect(loaded.id).toBe(fitted.embedder.id);
    expect(loaded.id).toMatch(/^lexical-[0-9a-f]{16}$/);
    expect(loaded.dims).toBe(fitted.embedder.dims);
    expect(await embedTexts(loaded, texts)).toEqual(await embedTexts(fitted.embedder, texts));
  });

  it('gives vectors of length 1', async () => {
    const { data, cols, rows } = await embedTexts(fitted.embedder, texts);
    for (let r = 0; r < rows; r++) {
      const v = data.subarray(r * cols, (r + 1) * cols);
      expect(dot(v, v)).toBeCloseTo(1, 5);
    }
  });

  it('does not see capitals, full-width forms or the amount of white space', async () => {
    const text = 'A farmer sells 12 apples. How many apples are there?';
    const plain = await vectorOf(text);
    expect(await vectorOf(text.toUpperCase())).toEqual(plain);
    expect(await vectorOf(`  ${text.replaceAll(' ', '   ')}\n\n`)).toEqual(plain);
    expect(await vectorOf(text.replace('12', '１２'))).toEqual(plain);
    expect(await vectorOf('关于电场?')).toEqual(await vectorOf('关于电场？'));
  });

  it('keeps a text with typos nearer than another text of the same task, and that nearer than one of another task', async () => {
    const text = 'A farmer sells 12 apples and then 3 more. How many apples are there?';
    const typos = await cosine(text, 'A famrer sells 12 aples and thn 3 more. How mny apples are there?');
    const task = await cosine(text, 'A river shares 40 stones and then 8 more. How many lamps are there?');
    const other = await cosine(text, 'Write a python function f(x) that returns a tree;\nassert f([3]) == 2');
    expect(typos).toBeGreaterThan(0.9);
    expect(typos).toBeGreaterThan(task);
    expect(task).toBeGreaterThan(other + 0.3);
  });

  it.each([
    ['one character', 'a'],
    ['one mark', '?'],
    ['one ideograph', '电'],
    ['emoji, joined and with skin tones', '👩‍👩‍👧‍👦👍🏽🎉'],
    ['only ideographs, unseen ones too', '龘靐齉爩麤灪'],
    ['an unseen script', 'ሰላም ለዓለም გამარჯობა'],
    ['an ideograph beyond 16 bits', '𠮷野家'],
    ['white space alone', ' \n\t '],
    ['digits alone', '0123456789'.repeat(20)],
    ['half of a surrogate pair', 'abc\ud83d'],
    ['a word of 32,768 letters', 'x'.repeat(32_768)],
    ['32,768 line feeds and a word', `${'\n'.repeat(32_768)}word`],
    ['100,000 characters', 'All work and no play. '.repeat(4546)],
  ])('gives a finite vector of length 1 for %s', async (_name, text) => {
    const v = await vectorOf(text);
    expect(v.every(Number.isFinite)).toBe(true);
    expect(dot(v, v)).toBeCloseTo(1, 5);
  });

  it('reads both ends of a text beyond its limit and skips the middle', async () => {
    const filler = (word: string) => `${word} `.repeat(20_000).slice(0, 80_000);
    const start = `Write a python function ${'and then '.repeat(3700)}`.slice(0, 32_768);
    const end = `${'more apples '.repeat(2730)} How many are there?`.slice(-32_768);
    const one = await vectorOf(start + filler('python') + end);
    expect(await vectorOf(start + filler('farmer') + end)).toEqual(one);
    expect(await vectorOf(start + filler('python') + end.slice(0, -1))).not.toEqual(one);
  });

  it('stops between texts when asked', async () => {
    const many = corpus(200).map((q) => q.text.repeat(50));
    const stop = new AbortController();
    const embedding = embedTexts(fitted.embedder, many, stop.signal);
    stop.abort();
    await expect(embedding).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(embedTexts(fitted.embedder, ['a'], AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('refuses an artifact of another kind or with a part missing', () => {
    const artifact = fitted.embedder.save();
    expect(() => loadLexicalEmbedder({ ...artifact, kind: 'router/mirt' })).toThrow(
      /ARTIFACT_FOREIGN|Expected an artifact/,
    );
    const { idf: _, ...rest } = artifact.tensors;
    expect(() => loadLexicalEmbedder({ ...artifact, tensors: rest })).toThrow(/tensor idf/);
  });
});
