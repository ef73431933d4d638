import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { DecisionFilter, DecisionRecord, DecisionRepository } from '../ports.js';
import type { Caller } from '../types.js';
import { DEFAULT_WHAT_IF_LIMIT, WHAT_IF_LIMIT } from './types.js';

/** Decisions in memory at a time. */
const CHUNK = 500;

/** The newest logged decisions that fit, up to the limit, in pieces. Throws CANCELLED when the caller has gone. */
export async function* newestDecisions(
  { filter, limit = DEFAULT_WHAT_IF_LIMIT }: { readonly filter: DecisionFilter; readonly limit?: number | undefined },
  decisions: DecisionRepository,
  { signal }: Caller,
): AsyncGenerator<readonly DecisionRecord[]> {
  let left = limit;
  let after: string | undefined;
  while (left > 0) {
    throwIfAborted(signal);
    const records = await decisions.scan(filter, Math.min(CHUNK, left), after);
    if (records.length === 0) return;
    left -= records.length;
    after = records.at(-1)?.id;
    yield records;
  }
}

/** Throws PAGE_INVALID. */
export function checkLimit(limit = DEFAULT_WHAT_IF_LIMIT): void {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= WHAT_IF_LIMIT) return;
  throw new ThetaError('PAGE_INVALID', `limit must be from 1 to ${WHAT_IF_LIMIT}, got ${limit}.`, {
    hint: 'Narrow the filter, for example by time, where more decisions fit.',
  });
}
