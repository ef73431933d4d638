import type { FeedbackRepository } from '../feedback.js';
import type { DecisionLog, DecisionRecord, DecisionRepository, ShadowRepository } from '../ports.js';
import type { Enquirer } from '../routing-service.js';
import type { Caller } from '../types.js';
import { askAgain, fromLog } from './ask-again.js';
import type { Conditions } from './conditions.js';
import { asDecided, conditionsOf } from './conditions.js';
import { whatIfCurve } from './curve.js';
import { Outcomes } from './outcomes.js';
import { shadowNotes, shadowText, whatIfNotes, whatIfText } from './prose.js';
import { asAnswered } from './replay.js';
import { checkLimit, newestDecisions } from './scan.js';
import { SpendTally } from './spend-tally.js';
import { Tally } from './tally.js';
import type { Replayed, WhatIfRequest, WhatIfService } from './types.js';

export interface WhatIfDeps {
  readonly decisions: DecisionRepository;
  readonly log: DecisionLog;
  readonly feedback: Pick<FeedbackRepository, 'byDecisions'>;
  readonly shadows: Pick<ShadowRepository, 'byDecisions'>;
  /** Asks the set that serves, without logging; good for one call. */
  readonly enquirer: () => Enquirer;
}

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
        const answers = await askAgain(waiting, enquirer, caller, deps.enquirer, tally);
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

    whatIfCurve: (request, caller = {}) => whatIfCurve(request, caller, deps),

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
  await deps.log.flush();
  const matching = await deps.decisions.count(request.filter);
  const tally = new Tally(conditions, request.examples ?? DEFAULT_EXAMPLES);
  const spend = new SpendTally(conditions, deps.enquirer().set, request.outputTokens);
  const outcomes = new Outcomes();
  let examined = 0;
  for await (const records of newestDecisions(request, deps.decisions, caller)) {
    examined += records.length;
    const replayed = (await source(records, tally)).map(({ record, ranking }) => {
      return { record, ranking: asAnswered(record, ranking) };
    });
    for (const decision of replayed) tally.add(decision);
    await spend.add(replayed.map(({ record, ranking }) => ({ record, rankings: [ranking] })));
    const explored = replayed.filter(({ record }) => record.propensity !== null);
    outcomes.add(replayed, await deps.feedback.byDecisions(explored.map(({ record }) => record.id)));
  }
  const rest = { expectedSpendUsd: spend.figures(), offPolicy: outcomes.report() };
  return { figures: { matching, examined, ...tally.figures(), ...rest }, tally };
}
