import { describe, expect, it } from 'vitest';
import { pythonStrings } from '../../../src/data/formats/python-literal.js';
import { goldens } from './temp-files.js';

// Made by Python's repr and ascii: test/fixtures/generators/data-layer.py
const pairs = goldens<{ literal: string; strings: string[] }>('python-literals.jsonl');

describe('pythonStrings', () => {
  it('reads what repr and ascii write', () => {
    expect(pairs.length).toBeGreaterThan(200);
    for (const { literal, strings } of pairs) expect(pythonStrings(literal)).toEqual(strings);
  });

  it('takes both quotes, a trailing comma and space between strings', () => {
    expect(pythonStrings(` ['it\\'s',  "say \\"hi\\"",\n 'x', ] `)).toEqual(["it's", 'say "hi"', 'x']);
  });

  it('keeps an unknown escape and joins a continued line, as Python does', () => {
    expect(pythonStrings(String.raw`['\d \N{BULLET} \xZZ']`)).toEqual([String.raw`\d \N{BULLET} \xZZ`]);
    expect(pythonStrings("['a\\\nb']")).toEqual(['ab']);
  });

  it.each([
    'What is [1, 2]?',
    '[]',
    '[1, 2]',
    "['a' 'b']",
    "['a', 2]",
    "['open]",
    "['a'] and more ['b']",
    "['two\nlines']",
    '',
    '[',
    "'a'",
  ])('leaves %j alone', (text) => {
    expect(pythonStrings(text)).toBeNull();
  });
});
