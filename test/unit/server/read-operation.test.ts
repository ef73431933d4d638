import { describe, expect, it } from 'vitest';
import { readOperation } from '../../../src/server/direct/read-operation.js';

const query = '{ pools { id } }';
const ask = (body: unknown, method = 'POST', accept?: string) => readOperation({ method, headers: { accept }, body });

describe('readOperation', () => {
  it.each([undefined, '*/*', 'application/json'])('reads an ordinary request that accepts %s', (accept) => {
    const variables = { input: { query: 'x' } };
    const operation = { query, variables, operationName: 'a' };
    expect(ask(operation, 'POST', accept)).toEqual(operation);
  });

  it('takes null for absent', () => {
    const absent = { query, variables: undefined, operationName: undefined };
    expect(ask({ query, variables: null, operationName: null })).toEqual(absent);
    expect(ask({ query })).toEqual(absent);
  });

  it.each<[string, unknown, string?, string?]>([
    ['GET', { query }, 'GET'],
    ['another media type', { query }, 'POST', 'application/graphql-response+json'],
    ['a choice of media types', { query }, 'POST', 'application/json;q=0.9, */*;q=0.1'],
    ['no body', undefined],
    ['null', null],
    ['a list of operations', [{ query }]],
    ['no text', { variables: {} }],
    ['a text that is none', { query: { kind: 'Document' } }],
    ['extensions', { query, extensions: {} }],
    ['extensions of null', { query, extensions: null }],
    ['variables as text', { query, variables: '{}' }],
    ['variables as a list', { query, variables: [] }],
    ['a name that is no text', { query, operationName: 1 }],
  ])('leaves %s to Apollo', (_what, body, method, accept) => {
    expect(ask(body, method, accept)).toBeNull();
  });
});
