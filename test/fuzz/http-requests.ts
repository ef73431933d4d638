import fc from 'fast-check';
import type { FuzzOperation } from './graphql-operations.js';
import { json, text } from './hostile-values.js';

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/graphql',
  'application/octet-stream',
  '',
];
const HEADERS = [
  'accept',
  'origin',
  'sec-fetch-site',
  'authorization',
  'cookie',
  'x-request-id',
  'traceparent',
  'if-none-match',
  'range',
  'x-theta-route-only',
];
const HEADER_VALUES = ['text/event-stream', 'null', 'Bearer theta_x', 'bytes=0-1', '*/*', '00-0-0-0'];
const BROKEN_ENDS = ['%', '%E0%A4%A', '?%', '?a=%zz', ';', '//', '/..', '?__proto__[a]=b'];

/** Operations as clients send them. */
export const posted = (operations: fc.Arbitrary<FuzzOperation>): fc.Arbitrary<FuzzRequest> =>
  operations.map((operation) => ({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(operation),
  }));

/** Operations in the address, with and without the header that proves that no foreign page asks. */
export const asked = (operations: fc.Arbitrary<FuzzOperation>): fc.Arbitrary<FuzzRequest> =>
  fc.tuple(operations, fc.boolean()).map(([{ query, variables }, proves]) => {
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString();
    return {
      method: 'GET',
      path: `/graphql?${search}`.slice(0, 8_000),
      headers: proves ? { 'apollo-require-preflight': '1' } : {},
    };
  });

/** Any method, body and headers on `paths` and around them. */
export const odd = (
  paths: readonly string[],
  bodies: fc.Arbitrary<unknown>,
  known: readonly string[],
): fc.Arbitrary<FuzzRequest> =>
  fc
    .record({
      method: fc.constantFrom(...METHODS),
      path: fc.constantFrom(...paths),
      tail: fc.oneof(
        { weight: 3, arbitrary: fc.constant('') },
        { weight: 2, arbitrary: text(known).map((value) => `/${encodeURIComponent(wellFormed(value))}`) },
      ),
      end: fc.oneof(
        { weight: 9, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom(...BROKEN_ENDS) },
      ),
      type: fc.constantFrom(...TYPES),
      others: fc.dictionary(fc.constantFrom(...HEADERS), headerValue([...known, ...HEADER_VALUES]), { maxKeys: 3 }),
      body: fc.oneof(
        { weight: 4, arbitrary: bodies.map((value) => JSON.stringify(value)) },
        { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
        { weight: 1, arbitrary: json.map((value) => JSON.stringify([value, value])) },
      ),
    })
    .map(({ method, path, tail, end, type, others, body }) => ({
      method,
      path: `${path}${tail}${end}`.slice(0, 6_000),
      headers: { ...others, ...(type === '' ? {} : { 'content-type': type }) },
      body: method === 'GET' || method === 'HEAD' ? undefined : body,
    }));

/** Header values hold no other bytes: the client would refuse before the server can. */
const headerValue = (known: readonly string[]): fc.Arbitrary<string> =>
  text(known).map((value) =>
    value
      .replaceAll(/[^\x20-\x7e]/g, '?')
      .trim()
      .slice(0, 4_000),
  );

const wellFormed = (value: string): string => Buffer.from(value).toString();
