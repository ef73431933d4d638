import { countTokens } from '../../domain/tokens/count-tokens.js';
import { balanced, bestWithin, cheapestReaching } from '../../domain/targets/solve.js';
import type { TradeOff } from '../../domain/targets/trade-off.js';
import type { PathShape, PolicyPath, PolicyRow } from '../../evaluation/policy-paths.js';
import { notePolicy, policyPath, shapeOf } from '../../evaluation/policy-paths.js';
import type { HeldOutCurve } from '../../routing/targets/held-out-curve.js';
import { heldOutCurve } from '../../routing/targets/held-out-curve.js';
import type { RouterSet, ServingRouter } from '../../routing/router-set.js';
import type { ProtocolInput } from './protocol.js';
import type { ScoredPart } from './study.js';
import { expectedCost } from './sweep-answers.js';

/** Settings of every path, each in the order in which cost falls. */
export interface SweepSettings {
  readonly alphas: readonly number[];
  readonly balances: readonly number[];
  readonly shares: readonly number[];
  /** USD per thousand queries. */
  readonly ceilings: readonly number[];
}

/** What one router gave on all test queries, every query by the split that did not train on it. */
export interface SweptRouter {
  readonly router: string;
  readonly alpha: PolicyPath;
  readonly balance: PolicyPath;
  readonly shareOfBest: PolicyPath;
  readonly ceiling: PolicyPath;
  /** The single LLM that was best on the held-out queries. */
  readonly best: PolicyPath;
  /** Of the held-out curve of each split, over all of its policies. */
  readonly hulls: PathShape[];
}

/** Above any trade between P̂ and C: only cost counts. */
const COST_ONLY = 1e9;

export const sweptRouter = (router: string, s: SweepSettings, queries: number): SweptRouter => ({
  router,
  alpha: policyPath(s.alphas, queries),
  balance: policyPath(s.balances, queries),
  shareOfBest: policyPath(s.shares, queries),
  ceiling: policyPath(s.ceilings, queries),
  best: policyPath([1], queries),
  hulls: [],
});

/** Whether it chooses by S = α·P̂ − β·C, which is what targets are solved for. */
export const choosesByScore = ({ plugin }: Pick<ServingRouter, 'plugin'>): boolean =>
  plugin.output === 'performance' && !plugin.capabilities.includes('policy') && !plugin.evaluationOnly;

/** Solves every setting on the held-out queries of this split, and notes what that gives on its test queries. */
export async function sweepSplit(
  swept: SweptRouter,
  router: ServingRouter,
  { set, sheet, rows, variant }: ScoredPart,
  input: Pick<ProtocolInput, 'prices' | 'warmUpNeighbours'>,
): Promise<void> {
  const { responses } = sheet.test;
  const columns = responses.llms.flatMap((llm, j) => (router.loaded.supports(llm) ? [j] : []));
  const llms = columns.map((j) => responses.llms[j] as (typeof responses.llms)[number]);
  const cost = expectedCost(sheet.test, set, llms, input.prices);
  const heldOut = set.heldOut as NonNullable<RouterSet['heldOut']>;
  const warmUpWeight = variant.warmUpWeight ?? set.manifest.warmUpWeight;
  const found = await heldOutCurve({ router, llms, warmUpWeight }, cost.of(heldOut.inputTokens), {
    set,
    heldOut,
    warmUpNeighbours: input.warmUpNeighbours,
  });
  swept.hulls.push(hullShape(found.curve));
  const multipliers = solved(swept, found);
  const expected = cost.of(rows.map((q) => countTokens(responses.queries[q]?.text ?? '')));
  const predicted = sheet.routers.get(router.id)?.predicted;
  if (!predicted) return;
  const single = bestColumn(found);
  rows.forEach((q, i) => {
    const pick = (from: ArrayLike<number>) => columns.map((j) => from[q * responses.llms.length + j] as number);
    const row: PolicyRow = {
      predicted: pick(predicted),
      cost: expected.data.subarray(i * llms.length, (i + 1) * llms.length),
      performance: pick(sheet.test.performance),
      spend: pick(sheet.test.spend),
    };
    const byPrice = { ...row, cost: pick(sheet.relativeCost) };
    swept.alpha.settings.forEach((α, s) => notePolicy(swept.alpha, s, q, byPrice, α > 0 ? (1 - α) / α : COST_ONLY));
    for (const name of ['balance', 'shareOfBest', 'ceiling'] as const) {
      multipliers[name].forEach((κ, s) => κ !== null && notePolicy(swept[name], s, q, row, κ));
    }
    notePolicy(swept.best, 0, q, { ...row, predicted: columns.map((_, k) => (k === single ? 1 : Number.NaN)) }, 0);
  });
}

/** κ of each setting; null where the held-out queries say that it cannot be met. */
function solved(swept: SweptRouter, { curve, single }: HeldOutCurve) {
  const at = (state: number | null) => (state === null ? null : (curve.multiplier[state] as number));
  const best = Math.max(...single.performance);
  return {
    balance: swept.balance.settings.map((b) => at(balanced(curve, b))),
    shareOfBest: swept.shareOfBest.settings.map((share) => at(cheapestReaching(curve, share * best))),
    ceiling: swept.ceiling.settings.map((usd) => at(bestWithin(curve, usd / 1000))),
  };
}

/** From the best policy to the cheapest. */
const hullShape = ({ performance, spend }: TradeOff): PathShape =>
  shapeOf(Array.from(performance, (p, s) => ({ performance: p, cost: spend[s] as number })).reverse());

const bestColumn = ({ single: { performance } }: HeldOutCurve): number => performance.indexOf(Math.max(...performance));
