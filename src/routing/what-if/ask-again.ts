import { setImmediate } from 'node:timers/promises';
import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { DecisionRecord } from '../ports.js';
import type { Enquirer } from '../routing-service.js';
import type { Caller, RouteRequest } from '../types.js';
import type { Conditions } from './conditions.js';
import { planReplay } from './replay.js';
import type { Tally } from './tally.js';
import type { Replayed } from './types.js';

const ASKED_AT_ONCE = 50;

/** A decision that has to be asked for again. */
interface Waiting {
  readonly record: DecisionRecord;
  readonly request: RouteRequest;
}

/** What the logged numbers decide, and what has to be asked for again. */
export function fromLog(records: readonly DecisionRecord[], conditions: Conditions, tally: Pick<Tally, 'addNot'>) {
  const replayed: Replayed[] = [];
  const waiting: Waiting[] = [];
  for (const record of records) {
    const plan = planReplay(record, conditions);
    if (plan.kind === 'ranking') replayed.push({ record, ranking: plan.ranking });
    else if (plan.kind === 'request') waiting.push({ record, request: plan.request });
    else tally.addNot(plan.reason);
  }
  return { replayed, waiting };
}

/** A few at a time, so that traffic passes in between. */
export async function askAgain(
  waiting: readonly Waiting[],
  enquirer: Enquirer,
  caller: Caller,
  serving: () => Enquirer,
  tally: Pick<Tally, 'addNot'>,
): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  for (let from = 0; from < waiting.length; from += ASKED_AT_ONCE) {
    await setImmediate();
    throwIfAborted(caller.signal);
    expectSameSet(enquirer, serving());
    const some = waiting.slice(from, from + ASKED_AT_ONCE);
    const results = await enquirer.decide(
      some.map(({ request }) => request),
      caller,
    );
    results.forEach((result, i) => {
      if (result.kind === 'refusal') tally.addNot('REFUSED', result.message);
      else replayed.push({ record: (some[i] as Waiting).record, ranking: result.ranking });
    });
  }
  return replayed;
}

/** A replaced set is disposed while its last requests end, and figures of two versions do not belong together. */
function expectSameSet(held: Enquirer, now: Enquirer): void {
  if (held.set === now.set) return;
  throw new ThetaError('CANCELLED', 'Another version serves since the replay began.', { hint: 'Ask again.' });
}
