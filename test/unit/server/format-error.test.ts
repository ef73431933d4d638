import { GraphQLError, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../../src/domain/errors.js';
import { codeOf, formatError } from '../../../src/server/errors/format-error.js';

const inField = (originalError: Error) => new GraphQLError(originalError.message, { path: ['route'], originalError });

describe('formatError', () => {
  it('keeps message, code, kind and hint of ours, with path', () => {
    const error = inField(new ThetaError('EMPTY_POOL', 'The pool is empty.', { hint: 'Name an LLM.' }));
    expect(formatError(error.toJSON(), error)).toEqual({
      message: 'The pool is empty.',
      path: ['route'],
      extensions: { code: 'EMPTY_POOL', kind: 'input', hint: 'Name an LLM.' },
    });
  });

  it('masks what was not foreseen, and INTERNAL of ours, but keeps the id', () => {
    for (const cause of [new TypeError('x is not a function of /home/me'), new ThetaError('INTERNAL', '/home/me')]) {
      const error = inField(cause);
      const formatted = formatError({ ...error.toJSON(), extensions: { id: 'r-1' } }, error);
      expect(formatted.message).not.toContain('/home/me');
      expect(formatted.extensions).toMatchObject({ code: 'INTERNAL', kind: 'fault', id: 'r-1' });
    }
  });

  it('finds ours below several layers', () => {
    const deep = new GraphQLError('outer', { originalError: inField(new ThetaError('OVERLOADED', 'busy')) });
    expect(codeOf(deep)).toBe('OVERLOADED');
  });

  it('knows arguments of a wrong type, which graphql-js finds while executing, from results that do not fit', () => {
    const nodes = parse('{ a }').definitions;
    expect(codeOf(inField(new GraphQLError('Argument "x" of non-null type must not be null.', { nodes })))).toBe(
      'BAD_USER_INPUT',
    );
    expect(codeOf(inField(new GraphQLError('Float cannot represent non numeric value: NaN')))).toBe('INTERNAL');
  });

  it('takes no code from outside the catalogue', () => {
    expect(codeOf(new GraphQLError('x', { extensions: { code: 'MADE_UP' } }))).toBe('INTERNAL');
    expect(codeOf(new GraphQLError('x', { extensions: { code: 'GRAPHQL_PARSE_FAILED' } }))).toBe(
      'GRAPHQL_PARSE_FAILED',
    );
    expect(codeOf('not even an error')).toBe('INTERNAL');
  });
});
