import { describe, expect, it } from 'vitest';
import { readChoice, writeChoice } from '../../../../web/src/pages/playground/choice.js';

const NOTHING = { query: '', pool: null, router: null, alpha: null };

describe('the choice in the URL', () => {
  it.each([
    NOTHING,
    { query: 'What is 2 + 2?', pool: null, router: null, alpha: null },
    { query: '塞翁失马 & a=b#c %41\n“x”', pool: 'routerbench', router: 'knn', alpha: 0.35 },
    { query: 'x'.repeat(40_000), pool: 'a b', router: 'm+n', alpha: 0 },
  ])('comes back as it was written', (choice) => {
    expect(readChoice(writeChoice(choice))).toEqual(choice);
  });

  it('is empty when everything is at its default', () => expect(writeChoice(NOTHING)).toBe(''));

  it.each(['nan', '', '-0.1', '1.01', '0.5x', 'Infinity'])('takes α = %j as absent', (alpha) => {
    expect(readChoice(`#q=a&alpha=${alpha}`)).toEqual({ ...NOTHING, query: 'a' });
  });
});
