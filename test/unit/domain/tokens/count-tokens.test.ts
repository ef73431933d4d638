import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENCODINGS, countTokens } from '../../../../src/domain/tokens/count-tokens.js';

type Golden = { readonly text: string; readonly o200k_base: number; readonly cl100k_base: number };
const golden = JSON.parse(
  readFileSync(new URL('../../../fixtures/golden/tokens.json', import.meta.url), 'utf8'),
) as readonly Golden[];

describe('token counts', () => {
  it.each(golden)('agree with the Rust implementation: $text', (expected) => {
    for (const encoding of ENCODINGS) expect(countTokens(expected.text, encoding)).toBe(expected[encoding]);
  });

  it('of a long run are at most two off for each of its parts', () => {
    // What the Rust implementation counts for 3,000 characters.
    for (const [unit, exact] of [
      ['a', 375],
      ['汉字没有空格', 2500],
      [' ', 24],
      ['!?', 752],
      ['абв', 2000],
    ] as const) {
      const text = unit.repeat(3000 / unit.length);
      expect(Math.abs(countTokens(text) - exact)).toBeLessThanOrEqual(2 * Math.ceil(3000 / 128));
    }
  });

  it('of a text without a single space come in time that grows with its length, not with its square', () => {
    let seed = 1;
    const han = () => String.fromCharCode(0x4e00 + ((seed = (seed * 16807) % 2147483647) % 20_000));
    const text = Array.from({ length: 50_000 }, han).join('');
    const start = performance.now();
    expect(countTokens(text)).toBeGreaterThan(50_000);
    // Merged as one run it takes minutes.
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
