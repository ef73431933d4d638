import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { objective } from '../../domain/objective.js';
import type { ServingRouter } from '../router-set.js';
import type { Caller, Ranking } from '../types.js';
import { askAgain, fromLog } from './ask-again.js';
import { conditionsOf } from './conditions.js';
import { asAnswered, poolOrder, reweigh } from './replay.js';
import { checkLimit, newestDecisions } from './scan.js';
import type { Variants } from './spend-tally.js';
import { SpendTally } from './spend-tally.js';
import { Tally } from './tally.js';
import type { Replayed, WhatIfCurve, WhatIfCurveRequest } from './types.js';
import { CURVE_ALPHAS, MOST_CURVE_ALPHAS } from './types.js';
import type { WhatIfDeps } from './what-if.js';

/**
 * The figures of a what-if at several α in one pass: a decision is predicted for once, as P̂ and C do not depend on α, and weighed for
 * each. Every point is over the same decisions. Throws as whatIf does, and BAD_USER_INPUT for too many α or none.
 */
export async function whatIfCurve(request: WhatIfCurveRequest, caller: Caller, deps: WhatIfDeps): Promise<WhatIfCurve> {
  checkLimit(request.limit);
  const alphas = checkAlphas(request.alphas ?? CURVE_ALPHAS);
  const enquirer = deps.enquirer();
  const { set, catalogue } = enquirer;
  const conditions = conditionsOf({ ...request, alpha: alphas[0] }, set, catalogue);
  await deps.log.flush();
  const matching = await deps.decisions.count(request.filter);
  const tallies = alphas.map((alpha) => new Tally({ ...conditions, alpha }, 0));
  const [first] = tallies as [Tally];
  const spend = new SpendTally(conditions, set, request.outputTokens, alphas.length);

  const atEach = ({ record, ranking }: Replayed, order: readonly LlmId[]): Variants => {
    const router = set.routers.get(conditions.router ?? record.router) as ServingRouter;
    const rankings = alphas.map((alpha) => asAnswered(record, reweigh(ranking, order, router, alpha)));
    return { record, rankings };
  };
  let examined = 0;
  for await (const records of newestDecisions(request, deps.decisions, caller)) {
    examined += records.length;
    const { replayed, waiting } = fromLog(records, conditions, first);
    const orders = new Map(waiting.map(({ record, request: { llms, pool } }) => [record.id, { llms, pool }]));
    const answers = await askAgain(waiting, enquirer, caller, deps.enquirer, first);
    const variants = [
      ...replayed.map((one) => atEach(one, poolOrder(one.record, conditions))),
      ...answers.map((one) => {
        const { llms, pool } = orders.get(one.record.id) ?? {};
        const inPool = pool === undefined ? undefined : catalogue.pools.get(pool)?.llms;
        return atEach(one, llms ?? inPool ?? one.ranking.llms);
      }),
    ];
    for (const { record, rankings } of variants) {
      tallies.forEach((tally, i) => tally.add({ record, ranking: rankings[i] as Ranking }));
    }
    await spend.add(variants);
  }
  const points = tallies.map((tally, i) => {
    const { changed, performanceAsReplayed: performance, relativeCost } = tally.figures();
    return { alpha: alphas[i] as number, changed, performance, relativeCost, expectedSpendUsd: spend.figures(i) };
  });
  const { replayed, notReplayed } = first.figures();
  return { matching, examined, replayed, notReplayed, points };
}

/** In ascending order, each once. */
function checkAlphas(alphas: readonly number[]): readonly number[] {
  if (alphas.length === 0 || alphas.length > MOST_CURVE_ALPHAS) {
    throw new ThetaError('BAD_USER_INPUT', `alphas: expected 1 to ${MOST_CURVE_ALPHAS} values, got ${alphas.length}.`, {
      hint: 'Leave it out for 0, 0.1, …, 1.',
    });
  }
  for (const alpha of alphas) objective(alpha);
  return [...new Set(alphas)].sort((a, b) => a - b);
}
