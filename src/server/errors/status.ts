import type { ErrorCode, ErrorKind } from '../../domain/errors.js';
import { ERROR_CATALOGUE } from '../../domain/errors.js';

/** Errors that HTTP has a word for. */
const OF_CODE: { readonly [K in ErrorCode]?: number } = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  BUDGET_EXHAUSTED: 429,
};
const OF_KIND: { readonly [K in ErrorKind]?: number } = { unavailable: 503, fault: 500 };

/** Status of an answer of GraphQL that holds nothing but this error; undefined where it stays 200. */
export const graphqlStatusOf = (code: ErrorCode): number | undefined =>
  OF_CODE[code] ?? OF_KIND[ERROR_CATALOGUE[code].kind];

/** Status of any other answer. */
export const httpStatusOf = (code: ErrorCode): number => graphqlStatusOf(code) ?? 400;
