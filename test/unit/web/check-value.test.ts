import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../../web/src/parameters/check-value.js';
import { checkValue, rangeWords } from '../../../web/src/parameters/check-value.js';

const parameter = (part: Partial<Parameter>): Parameter => ({
  ...{ name: 'p', kind: 'NUMBER', nullable: false, defaultValue: 1, minimum: null, maximum: null },
  ...{ choices: [], meaning: '', source: null },
  ...part,
});

describe('a typed parameter', () => {
  it.each([
    [{}, ' 0.5 ', 0.5],
    [{}, '1e-6', 1e-6],
    [{ kind: 'INTEGER', minimum: 1, maximum: 8 }, '8', 8],
    [{ kind: 'BOOLEAN' }, 'false', false],
    [{ kind: 'CHOICE', choices: ['a', 'b'] }, 'b', 'b'],
    [{ kind: 'JSON' }, '["a"]', ['a']],
    [{ kind: 'TEXT' }, ' gpt ', 'gpt'],
    [{ kind: 'TEXT', nullable: true }, 'null', null],
    [{ kind: 'INTEGER', nullable: true }, 'null', null],
  ] as const)('%j takes %j', (part, typed, value) => {
    expect(checkValue(parameter(part as Partial<Parameter>), typed)).toEqual({ value });
  });

  it('is left at its default where nothing is typed', () => {
    expect(checkValue(parameter({}), '  ')).toEqual({});
  });

  it.each([
    [{}, 'many', 'Expected a number, got many.'],
    [{}, 'Infinity', 'Expected a number, got Infinity.'],
    [{ kind: 'INTEGER', minimum: 1, maximum: 10_000 }, '1.5', 'Expected a whole number from 1 to 10,000, got 1.5.'],
    [{ kind: 'INTEGER', minimum: 0, maximum: 8 }, '-1', 'Expected a whole number from 0 to 8, got -1.'],
    [{ minimum: 0.000_001 }, '0', 'Expected a number, 0.000001 or more, got 0.'],
    [{}, 'null', 'Expected a number, got null.'],
    [{ kind: 'BOOLEAN' }, 'yes', 'Expected true or false, got yes.'],
    [{ kind: 'CHOICE', choices: ['a', 'b'] }, 'c', 'Expected one of a, b, got c.'],
    [{ kind: 'JSON' }, '[', 'Expected JSON, for example ["mirt", "knn"].'],
  ] as const)('%j refuses %j', (part, typed, problem) => {
    expect(checkValue(parameter(part as Partial<Parameter>), typed)).toEqual({ problem });
  });

  it('has a range in words, 0 among its ends', () => {
    expect(rangeWords({ kind: 'NUMBER', minimum: 0, maximum: 1 })).toBe('a number from 0 to 1');
    expect(rangeWords({ kind: 'INTEGER', minimum: null, maximum: 3 })).toBe('a whole number, 3 or less');
  });
});
