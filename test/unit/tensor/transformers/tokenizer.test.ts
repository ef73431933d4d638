import { describe, expect, it } from 'vitest';
import { readModelSettings } from '../../../../src/tensor/embedders/transformers/model-settings.js';
import { TextTokenizer } from '../../../../src/tensor/embedders/transformers/tokenizer.js';
import { GOLDEN, goldenText, tinyModel } from './encoder.js';

const settings = await readModelSettings(await tinyModel());
const tokenizer = new TextTokenizer(settings, settings.maxTokens, '');
const idsOf = (text: string, by = tokenizer): number[] => Array.from(by.tokenise(text).ids);
const [CLS, SEP, UNK] = [2, 3, 1];

describe('token ids of a transformer encoder', () => {
  it.each(GOLDEN)('are those of the Python tokenizer for $name', ({ text, ids }) => {
    expect(idsOf(text)).toEqual(ids);
  });

  it('are the special ones alone for an empty text', () => {
    expect(idsOf('')).toEqual([CLS, SEP]);
  });

  it('name a word of more than 100 letters unknown', () => {
    expect(idsOf('a'.repeat(101))).toEqual([CLS, UNK, SEP]);
  });

  it.each([3, 7, 10, 63])('end with the closing token when they are cut at %i', (most) => {
    const { text } = goldenText('more than the model takes');
    const whole = idsOf(text, new TextTokenizer(settings, 10_000, ''));
    expect(idsOf(text, new TextTokenizer(settings, most, ''))).toEqual([...whole.slice(0, most - 1), SEP]);
  });

  it('hold the prefix before the text', () => {
    expect(idsOf('many moons', new TextTokenizer(settings, 64, 'how '))).toEqual(idsOf('how many moons'));
  });

  it.each([
    ['words', 'how many moons does a list have '],
    ['Chinese', '世界'],
    ['marks', 'a.b-c!'],
    ['white space and a word now and then', `${' '.repeat(900)}two`],
    ['words too long to be known', `${'x'.repeat(700)} is `],
  ])('of 100,000 characters of %s are those of the whole text, cut', (_, piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const whole = idsOf(text, new TextTokenizer(settings, 200_000, ''));
    const cut = idsOf(text);
    expect(cut).toEqual([...whole.slice(0, 63), SEP]);
    expect(tokenizer.tokenise(text).tokens).toBe(64);
  });
});
