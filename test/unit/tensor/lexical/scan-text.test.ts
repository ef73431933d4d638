import { describe, expect, it } from 'vitest';
import { COUNT, FeatureBuffer } from '../../../../src/tensor/embedders/lexical/feature-buffer.js';
import type { HashList } from '../../../../src/tensor/embedders/lexical/feature-buffer.js';
import { foldText } from '../../../../src/tensor/embedders/lexical/fold-text.js';
import { boilerplateLines, lineHash } from '../../../../src/tensor/embedders/lexical/lines.js';
import { scanText } from '../../../../src/tensor/embedders/lexical/scan-text.js';
import { SURFACE_FEATURES, surfaceFeatures } from '../../../../src/tensor/embedders/lexical/surface-features.js';

const NONE: ReadonlySet<number> = new Set();
const list = (hashes: HashList) => [...hashes.values.subarray(0, hashes.length)];

function scan(text: string, boilerplate = NONE) {
  const out = new FeatureBuffer();
  scanText(foldText(text), boilerplate, out);
  return { words: list(out.words), grams: list(out.characterGrams), counts: out.counts, buffer: out };
}
const shared = (a: number[], b: number[]) => a.filter((h) => b.includes(h)).length;

describe('tokens', () => {
  it.each([
    ['letter runs, digit runs and marks', 'abc123-x2!', 6],
    ['each ideograph alone', '电场abc理', 4],
    ['each kana alone, but Hangul by words', 'かなカナ 한국어', 5],
    ['accents as part of their word', 'naïve café', 2],
    ['an emoji as one mark', 'a🎉b', 3],
    ['an ideograph beyond 16 bits as one token', '𠮷野', 2],
    ['nothing in white space and format characters', ' \u00a0\u200b\u3000\t', 0],
  ])('are %s', (_name, text, tokens) => {
    const { words, counts } = scan(text);
    expect(counts[COUNT.tokens]).toBe(tokens);
    expect(words).toHaveLength(2 * tokens);
  });

  it('give a word the same unigram wherever it stands, and a bigram its order', () => {
    const [a, b] = [scan('red apple').words, scan('apple red').words];
    expect(shared(a, b)).toBe(2);
    expect(scan('red\napple').words).toEqual(a);
  });
});

describe('character n-grams', () => {
  it('are the 3–5-grams of a word with its edges', () => {
    // ·cat·: 3 of length 3, 2 of length 4, 1 of length 5; ·a·: 1.
    expect(scan('cat').grams).toHaveLength(6);
    expect(scan('a').grams).toHaveLength(1);
    expect(new Set(scan('cat').grams).size).toBe(6);
    // "ca" and "at" are in both, with one edge each: ·ca, ·cat / at·, cat·, but not the whole word.
    expect(shared(scan('cats').grams, scan('cat').grams)).toBe(3);
  });

  it('are the 1–3-grams of a run of ideographs, once for the run', () => {
    expect(scan('电场理论').grams).toHaveLength(4 + 3 + 2);
    expect(scan('电场a理论').grams).toHaveLength(2 * 3 + 1);
    expect(scan('电场\n理论').grams).toHaveLength(2 * 3);
  });

  it('grow with the text, not with its square', () => {
    expect(scan('x'.repeat(20_000)).grams).toHaveLength(3 * 20_002 - 2 - 3 - 4);
    expect(scan('电'.repeat(20_000)).grams).toHaveLength(3 * 20_000 - 1 - 2);
  });
});

describe('boilerplate lines', () => {
  const texts = Array.from({ length: 20 }, (_, i) => `Solve this:\n\n  question ${i}\nAnswer:`).map(foldText);

  it('are those in more than the share of the texts; blank lines are none', () => {
    expect(boilerplateLines(texts, 0.5)).toHaveLength(2);
    expect(boilerplateLines([...texts, ...texts.map((_, i) => `other ${i}`)], 0.6)).toHaveLength(0);
  });

  it('are none in a handful of texts', () => {
    expect(boilerplateLines(texts.slice(0, 5), 0.02)).toHaveLength(0);
  });

  it('count as one token each, whatever their white space', () => {
    const lines = new Set(boilerplateLines(texts, 0.5));
    const { words, counts } = scan('  SOLVE   this:\nquestion 7\nAnswer:', lines);
    expect(counts[COUNT.boilerplateLines]).toBe(2);
    expect(counts[COUNT.tokens]).toBe(2);
    expect(words).toHaveLength(2 + 4);
    expect(lineHash('solve this:', 0, 11)).toBe(lineHash('solve  this: ', 0, 13));
  });
});

describe('surface features', () => {
  const surface = (text: string) => {
    const out = new Float32Array(SURFACE_FEATURES.length + 2).fill(-1);
    surfaceFeatures(scan(text).counts, out, 1);
    expect([out[0], out.at(-1)]).toEqual([-1, -1]);
    return (name: (typeof SURFACE_FEATURES)[number]) => out[1 + SURFACE_FEATURES.indexOf(name)];
  };

  it('count what they are named for', () => {
    const of = surface('Is 12 + 345 = 357 (or {x}), $y$?\nA. yes: "no"\nB) `no`; ok!\n(c) 电');
    expect(of('lines')).toBeCloseTo(Math.log1p(4));
    expect(of('boilerplateLines')).toBe(0);
    expect(of('digitRuns')).toBeCloseTo(Math.log1p(3));
    expect(of('longestDigitRun')).toBeCloseTo(Math.log1p(3));
    expect(of('operators')).toBeCloseTo(Math.log1p(2));
    expect(of('brackets')).toBeCloseTo(Math.log1p(2));
    expect(of('parentheses')).toBeCloseTo(Math.log1p(5));
    expect(of('latex')).toBeCloseTo(Math.log1p(2));
    expect(of('quotes')).toBeCloseTo(Math.log1p(2));
    expect(of('code')).toBeCloseTo(Math.log1p(3));
    expect(of('commas')).toBeCloseTo(Math.log1p(1));
    expect(of('colons')).toBeCloseTo(Math.log1p(1));
    expect(of('sentences')).toBeCloseTo(Math.log1p(2));
    expect(of('questions')).toBeCloseTo(Math.log1p(1));
    expect(of('options')).toBe(3);
    expect(of('endsWithQuestion')).toBe(0);
    expect(surface('Why?  \n')('endsWithQuestion')).toBe(1);
  });

  it('give shares of the characters that are not white space', () => {
    const of = surface('ab 12 电, é');
    expect(of('characters')).toBeCloseTo(Math.log1p(7));
    expect(of('digitShare')).toBeCloseTo(2 / 7);
    expect(of('markShare')).toBeCloseTo(1 / 7);
    expect(of('ideographShare')).toBeCloseTo(1 / 7);
    expect(of('nonAsciiShare')).toBeCloseTo(2 / 7);
    expect(of('letterRunLength')).toBeCloseTo(1.5);
  });

  it('take an empty text', () => {
    for (const name of SURFACE_FEATURES) expect(surface('')(name)).toBe(0);
  });
});
