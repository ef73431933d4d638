import { DEFAULT_PREVIEW_LIMIT } from '../calibration/preview/types.js';
import { DEFAULT_DRIFT_LIMIT } from '../routing/drift/types.js';
import { DEFAULT_POINTS } from '../routing/query-map/map.js';
import { CURVE_ALPHAS, DEFAULT_WHAT_IF_LIMIT } from '../routing/what-if/types.js';

/**
 * Cost of a field for the complexity limit, in units of about one returned scalar. Lists count their expected length,
 * so that the limit bounds what is computed and sent, not what is written in the document.
 */
interface CostArgs {
  readonly args: Readonly<Record<string, unknown>>;
  readonly childComplexity: number;
}
type Cost = (options: CostArgs) => number;

/** Embedding, neighbours and prediction for one query. */
export const DECISION_COST = 30;
/** Counting tokens and looking for neighbours, spread over the LLMs of a ranking. */
export const EXPECTED_COST: Cost = ({ childComplexity }) => 2 + childComplexity;
/** LLMs in a typical pool. */
export const POOL_SIZE = 25;
/** LLMs of a typical catalogue. */
export const CATALOGUE_SIZE = 60;
const ROUTERS = 10;

const length = (value: unknown, otherwise: number): number => (Array.isArray(value) ? value.length : otherwise);
const count = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value >= 0 ? value : otherwise;

/** A list of `expected` items, or of as many as the argument `argument` asks for. */
export const listCost =
  (expected: number, argument = 'first', base = 1): Cost =>
  ({ args, childComplexity }) =>
    base + count(args[argument], expected) * childComplexity;

export const catalogueCost: Cost = listCost(CATALOGUE_SIZE);
export const routersCost: Cost = listCost(ROUTERS);
export const routeCost: Cost = ({ childComplexity }) => DECISION_COST + childComplexity;
export const routeManyCost: Cost = ({ args, childComplexity }) =>
  length(args['inputs'], 1) * (DECISION_COST + childComplexity);
export const routeBatchCost: Cost = ({ args, childComplexity }) => {
  const { queries } = (args['input'] ?? {}) as { readonly queries?: unknown };
  return length(queries, 1) * (DECISION_COST + childComplexity);
};
export const compareCost: Cost = ({ args, childComplexity }) =>
  length(args['routers'], ROUTERS) * (DECISION_COST + childComplexity);
/** Each decision is read and ranked again, which is a little of what it took to make; all of what comes back is a few figures. */
export const whatIfCost: Cost = ({ args, childComplexity }) => {
  const { limit } = (args['input'] ?? {}) as { readonly limit?: unknown };
  return count(limit, DEFAULT_WHAT_IF_LIMIT) + childComplexity;
};
/** A decision is read once and weighed for each α, which takes about a tenth of reading it. */
export const whatIfCurveCost: Cost = ({ args, childComplexity }) => {
  const { limit, alphas } = (args['input'] ?? {}) as { readonly limit?: unknown; readonly alphas?: unknown };
  const passes = 1 + length(alphas, CURVE_ALPHAS.length) / 10;
  return Math.ceil(count(limit, DEFAULT_WHAT_IF_LIMIT) * passes) + childComplexity;
};
/** A query is embedded and predicted for, and decided for again in every draw of the LLM. */
export const previewCost: Cost = ({ args, childComplexity }) => {
  const { limit } = (args['input'] ?? {}) as { readonly limit?: unknown };
  return 2 * count(limit, DEFAULT_PREVIEW_LIMIT) + childComplexity;
};
/** As whatIf, for two windows. */
export const driftCost: Cost = ({ args, childComplexity }) => {
  const { limit } = (args['input'] ?? {}) as { readonly limit?: unknown };
  return 2 * count(limit, DEFAULT_DRIFT_LIMIT) + childComplexity;
};
/** A rollup is summed, whatever the traffic. */
export const trafficCost: Cost = ({ childComplexity }) => 300 + childComplexity;
/** A decision per changed text. */
export const stabilityCost: Cost = ({ args, childComplexity }) =>
  count(args['probes'], 8) * DECISION_COST + childComplexity;
/** Thousands of statements and decisions are read, and hundreds of probes are decided on by every router. */
export const learningCost: Cost = ({ childComplexity }) => 5000 + childComplexity;
/** Each query is read, and what it would tell is worked out. */
export const anchorsCost: Cost = ({ args, childComplexity }) => {
  const { count: asked } = (args['input'] ?? {}) as { readonly count?: unknown };
  return 50 + count(asked, 20) * childComplexity;
};
/** A router predicts some hundred queries. */
export const STATE_COST = 100;
/** A column of points is one value to work out, and a short text to send. */
export const mapCost: Cost = ({ args, childComplexity }) => {
  const { limit } = (args['input'] ?? {}) as { readonly limit?: unknown };
  return 50 + Math.ceil((count(limit, DEFAULT_POINTS) * childComplexity) / 100);
};
export const similarCost: Cost = ({ args, childComplexity }) => {
  const { k } = (args['input'] ?? {}) as { readonly k?: unknown };
  return DECISION_COST + count(k, 10) * childComplexity;
};
