import { setImmediate } from 'node:timers/promises';
import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { FeedbackRepository } from '../feedback.js';
import type { DecisionLog, DecisionRecord, DecisionRepository, ShadowRepository } from '../ports.js';
import type { Enquirer } from '../routing-service.js';
import type { Caller, RouteRequest } from '../types.js';
import type { Conditions } from './conditions.js';
import { asDecided, conditionsOf } from './conditions.js';
import { Outcomes } from './outcomes.js';
import { shadowNotes, shadowText, whatIfNotes, whatIfText } from './prose.js';
import { asAnswered, planReplay } from './replay.js';
import { SpendTally } from './spend-tally.js';
import { Tally } from './tally.js';
import type { Replayed, WhatIfRequest, WhatIfService } from './types.js';
import { DEFAULT_WHAT_IF_LIMIT, WHAT_IF_LIMIT } from './types.js';

export interface WhatIfDeps {
  readonly decisions: DecisionRepository;
  readonly log: DecisionLog;
  readonly feedback: Pick<FeedbackRepository, 'byDecisions'>;
  readonly shadows: Pick<ShadowRepository, 'byDecisions'>;
  /** Asks the set that serves, without logging; good for one call. */
  readonly enquirer: () => Enquirer;
}

/** Decisions in memory at a time. */
const CHUNK = 500;
const ASKED_AT_ONCE = 50;
const DEFAULT_EXAMPLES = 5;

export function createWhatIfService(deps: WhatIfDeps): WhatIfService {
  return {
    async whatIf(request, caller = {}) {
      checkLimit(request.limit);
      const enquirer = deps.enquirer();
      const conditions = conditionsOf(request, enquirer.set, enquirer.catalogue);
      let asked = 0;
      const source: Source = async (records, tally) => {
        const { replayed, waiting } = fromLog(records, conditions, tally);
        const answers = await askAgain(waiting, enquirer, caller, deps, tally);
        asked += answers.length;
        return [...replayed, ...answers];
      };
      const { figures, tally } = await collect(request, conditions, source, caller, deps);
      const notes = whatIfNotes(figures, request, {
        preferences: tally.preferences,
        abstained: tally.abstained,
        asked,
      });
      return { ...figures, text: whatIfText(figures), notes };
    },

    async shadow(request, caller = {}) {
      checkLimit(request.limit);
      const { set, catalogue } = deps.enquirer();
      const { router } = request;
      const source: Source = async (records, tally) => {
        const shadows = await deps.shadows.byDecisions(
          router,
          records.map(({ id }) => id),
        );
        return records.flatMap((record) => {
          const shadow = shadows.get(record.id);
          if (!shadow) tally.addNot('NO_SHADOW');
          return shadow ? [{ record, ranking: shadow.ranking }] : [];
        });
      };
      const { figures, tally } = await collect(request, asDecided(set, catalogue), source, caller, deps);
      return { ...figures, text: shadowText(figures, router), notes: shadowNotes(figures, tally) };
    },
  };
}

/** Replays records; those that it cannot are told to the tally. */
type Source = (records: readonly DecisionRecord[], tally: Tally) => Promise<readonly Replayed[]>;

async function collect(
  request: Pick<WhatIfRequest, 'filter' | 'limit' | 'outputTokens' | 'examples'>,
  conditions: Conditions,
  source: Source,
  caller: Caller,
  deps: WhatIfDeps,
) {
  const { filter, limit = DEFAULT_WHAT_IF_LIMIT } = request;
  await deps.log.flush();
  const matching = await deps.decisions.count(filter);
  const tally = new Tally(conditions, request.examples ?? DEFAULT_EXAMPLES);
  const spend = new SpendTally(conditions, deps.enquirer().set, request.outputTokens);
  const outcomes = new Outcomes();
  let examined = 0;
  let after: string | undefined;
  while (examined < limit) {
    throwIfAborted(caller.signal);
    const records = await deps.decisions.scan(filter, Math.min(CHUNK, limit - examined), after);
    if (records.length === 0) break;
    examined += records.length;
    after = records.at(-1)?.id;
    const replayed = (await source(records, tally)).map(({ record, ranking }) => {
      return { record, ranking: asAnswered(record, ranking) };
    });
    for (const decision of replayed) tally.add(decision);
    await spend.add(replayed);
    const explored = replayed.filter(({ record }) => record.propensity !== null);
    outcomes.add(replayed, await deps.feedback.byDecisions(explored.map(({ record }) => record.id)));
  }
  const rest = { expectedSpendUsd: spend.figures(), offPolicy: outcomes.report() };
  return { figures: { matching, examined, ...tally.figures(), ...rest }, tally };
}

/** A decision that has to be asked for again. */
interface Waiting {
  readonly record: DecisionRecord;
  readonly request: RouteRequest;
}

function fromLog(records: readonly DecisionRecord[], conditions: Conditions, tally: Tally) {
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
async function askAgain(
  waiting: readonly Waiting[],
  enquirer: Enquirer,
  caller: Caller,
  deps: WhatIfDeps,
  tally: Tally,
): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  for (let from = 0; from < waiting.length; from += ASKED_AT_ONCE) {
    await setImmediate();
    throwIfAborted(caller.signal);
    expectSameSet(enquirer, deps.enquirer());
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

function checkLimit(limit = DEFAULT_WHAT_IF_LIMIT): void {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= WHAT_IF_LIMIT) return;
  throw new ThetaError('PAGE_INVALID', `limit must be from 1 to ${WHAT_IF_LIMIT}, got ${limit}.`, {
    hint: 'Narrow the filter, for example by time, where more decisions fit.',
  });
}
