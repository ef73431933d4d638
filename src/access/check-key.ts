import { ThetaError } from '../domain/errors.js';
import type { PoolId } from '../domain/ids.js';
import type { NewKey } from './keys.js';

const LONGEST_NAME = 100;
const MOST_POOLS = 100;

/** Throws API_KEY_INVALID or UNKNOWN_POOL; gives the name as it is stored. */
export function checkNewKey(wanted: NewKey, pools: ReadonlyMap<PoolId, unknown>, now: number): { name: string } {
  const name = wanted.name.trim();
  const invalid = (message: string, hint: string) => new ThetaError('API_KEY_INVALID', message, { hint });
  if (name === '' || name.length > LONGEST_NAME || /\p{Cc}/u.test(name)) {
    throw invalid(`name: expected 1 to ${LONGEST_NAME} characters of one line.`, 'Name the application or the person.');
  }
  const { requestsPerMinute: perMinute, dailyBudgetUsd: budget, expiresAt } = wanted;
  if (perMinute !== undefined && !(Number.isSafeInteger(perMinute) && perMinute >= 1)) {
    throw invalid(
      `requestsPerMinute: expected a whole number of 1 or more, got ${perMinute}.`,
      'Leave it out for any.',
    );
  }
  if (budget !== undefined && !(Number.isFinite(budget) && budget > 0)) {
    throw invalid(`dailyBudgetUsd: expected a number above 0, got ${budget}.`, 'Leave it out for any sum.');
  }
  if (expiresAt !== undefined && !(expiresAt > now)) {
    throw invalid('expiresAt: expected a time to come.', 'Leave it out for a key that does not expire.');
  }
  if (wanted.pools && (wanted.pools.length === 0 || wanted.pools.length > MOST_POOLS)) {
    throw invalid(`pools: expected 1 to ${MOST_POOLS}.`, 'Leave them out for any pool.');
  }
  for (const pool of wanted.pools ?? []) {
    if (pools.has(pool)) continue;
    throw new ThetaError('UNKNOWN_POOL', `No pool "${pool}" exists.`, {
      hint: `Pools: ${[...pools.keys()].join(', ')}.`,
    });
  }
  return { name };
}
