import { describe, expect, it } from 'vitest';
import { isPriceList, readPrices } from '../../../src/data/prices.js';
import { tempFile } from './temp-files.js';

const read = (content: string, name = 'prices.json') => readPrices(tempFile(name, content));
const expected = new Map([
  ['a', { inputPerMillion: 0.2, outputPerMillion: 0.4 }],
  ['vendor/b', { inputPerMillion: 0, outputPerMillion: 10 }],
]);

describe('readPrices', () => {
  it.each([
    [
      'a JSON list',
      '[{"llm": "a", "size": "7B", "inputPricePerMillion": 0.2, "outputPricePerMillion": 0.4},' +
        ' {"llm": "vendor/b", "inputPerMillion": 0, "outputPerMillion": 10}]',
    ],
    [
      'a JSON object',
      '\uFEFF{"a": {"inputPerMillion": 0.2, "outputPerMillion": 0.4},' +
        ' "vendor/b": {"inputPricePerMillion": 0, "outputPricePerMillion": 10}}',
    ],
    [
      'CSV',
      '\uFEFFoutputPricePerMillion,size,llm,inputPricePerMillion\r\n0.4,"7B, dense",a,0.2\r\n10,,vendor/b,0\r\n\r\n',
    ],
  ])('reads %s', async (_what, content) => {
    expect(await read(content)).toEqual(expected);
    expect(isPriceList(content)).toBe(true);
  });

  it.each([
    [
      'JSON',
      '[{"llm": "a", "inputPerMillion": 2, "outputPerMillion": 4, "cachedInputPricePerMillion": 0.2},' +
        ' {"llm": "b", "inputPerMillion": 1, "outputPerMillion": 1, "cachedInputPerMillion": null}]',
    ],
    ['CSV', 'llm,inputPerMillion,outputPerMillion,cachedInputPerMillion\na,2,4,0.2\nb,1,1,\n'],
  ])('reads the price of cached input from %s; an LLM without one has none, not 0', async (_what, content) => {
    expect([...(await read(content))]).toStrictEqual([
      ['a', { inputPerMillion: 2, outputPerMillion: 4, cachedInputPerMillion: 0.2 }],
      ['b', { inputPerMillion: 1, outputPerMillion: 1 }],
    ]);
  });

  it.each([
    [
      'a cached price in words',
      '[{"llm": "a", "inputPerMillion": 1, "outputPerMillion": 1, "cachedInputPerMillion": "x"}]',
      /cached one/,
    ],
    ['a price below 0', '[{"llm": "a", "inputPerMillion": -1, "outputPerMillion": 1}]', /input.* price of a .* -1/],
    ['a missing price', '[{"llm": "a", "inputPerMillion": 1}]', /entry 1: a needs an input and an output price/],
    ['a price in words', '{"a": {"inputPerMillion": "free", "outputPerMillion": 1}}', /a needs an input/],
    ['an empty price', 'llm,inputPerMillion,outputPerMillion\na,,1\n', /entry 1: a needs an input/],
    ['an entry without LLM', '[{"llm": "a", "inputPerMillion": 1, "outputPerMillion": 1}, 7]', /entry 2: the LLM/],
    ['an LLM that stands twice', 'llm,inputPerMillion,outputPerMillion\na,1,1\na,2,2\n', /entry 2: a stands twice/],
  ])('refuses %s', async (_what, content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'PRICE_INVALID',
      message: expect.stringMatching(message) as string,
    });
  });

  it.each(['', '[]', '{}', '[1]', 'no prices', 'llm,performance\na,1\n', '[{"question": "q", "scores": {"a": 1}}]'])(
    'does not take %j for prices',
    async (content) => {
      expect(isPriceList(content)).toBe(false);
      await expect(read(content)).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN_FORMAT' });
    },
  );

  it('says which file cannot be read', async () => {
    await expect(readPrices('/nowhere/prices.json')).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: '/nowhere/prices.json cannot be read: it does not exist.',
    });
  });
});
