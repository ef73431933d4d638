import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { documentSize } from '../../../src/server/limits/document-size.js';

const sizeOf = (text: string) => documentSize(parse(text));

describe('documentSize', () => {
  it('counts depth, fields, root fields and aliases', () => {
    expect(sizeOf('{ a { b { c } d } x: e }')).toEqual({ depth: 3, fields: 5, rootFields: 2, aliases: 1 });
  });

  it('counts inline fragments and named ones as what they hold, wherever they stand', () => {
    const spelled = sizeOf('{ a { b c } z: a { b c } }');
    expect(sizeOf('{ ... { a { ...F } } z: a { ... on T { ...F } } } fragment F on T { b c }')).toEqual(spelled);
  });

  it('doubles per step of a chain of fragments without doubling the work', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `fragment F${i} on T { ...F${i + 1} ...F${i + 1} }`).join(' ');
    expect(sizeOf(`{ ...F0 } ${chain} fragment F60 on T { a }`).fields).toBe(2 ** 60);
  });

  it('ends for fragments that contain themselves or do not exist', () => {
    expect(sizeOf('{ ...F } fragment F on T { a ...G } fragment G on T { b ...F ...Missing }').fields).toBe(2);
  });

  it('takes the largest operation', () => {
    expect(sizeOf('query A { a } query B { a { b } c }')).toEqual({ depth: 2, fields: 3, rootFields: 2, aliases: 0 });
  });
});
