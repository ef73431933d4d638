import type { Json } from '../domain/artifact.js';
import type { Curve } from './report/curve.js';
import type { Comparison, ResultRow, RouterRow } from './report/rows.js';
import type { StabilityRow } from './report/stability.js';
import type { ReportTable } from './report/table.js';

export type { ColdStartFigures } from './report/cold-start.js';
export type { Curve, CurvePoint, CurveSeries } from './report/curve.js';
export type {
  Comparison,
  Estimate,
  FewSolvers,
  ReliabilityBin,
  ResultMetrics,
  ResultRow,
  RouterMetrics,
  RouterRow,
  Verdict,
} from './report/rows.js';
export type { StabilityRow } from './report/stability.js';
export type { ReportCell, ReportColumn, ReportTable } from './report/table.js';

/** Layout of a report; a reader of stored reports branches on it. */
export const FORMAT = 1;

/**
 * What an evaluation found, as a document: plain JSON, no NaN, no dates, no elapsed times. The same data, parameters and
 * seeds give the same bytes.
 *
 * `tables` and `curves` are what the protocol shows, ready to be drawn in their order; `results`, `routers` and
 * `comparisons` hold every figure, for whoever computes on.
 */
export interface EvaluationReport {
  readonly format: typeof FORMAT;
  readonly protocol: {
    readonly id: string;
    readonly title: string;
    /** The tables and figures of the paper that it corresponds to; empty where there is none. */
    readonly reproduces: string;
  };
  /** Of the protocol and of the run, with defaults filled in: α, folds, λ, hyper-parameters that were set. */
  readonly parameters: { readonly [name: string]: Json };
  /** One per test set; `main` with a second test set has two. */
  readonly data: readonly DataDescription[];
  readonly seeds: {
    readonly training: number;
    /** Null without cross-validation. */
    readonly folds: number | null;
    readonly bootstrap: number;
  };
  readonly versions: {
    /** Of this product. */
    readonly theta: string;
    readonly contract: number;
    /** Ids of the embedders that were trained or used, one per fold or variant. */
    readonly embedders: readonly string[];
    /** Version of the router set, or how it was made. */
    readonly routerSet: string;
  };
  /** How the intervals were made. */
  readonly bootstrap: {
    readonly resamples: number;
    /** Of the percentile intervals, in (0, 1). */
    readonly level: number;
    /** Whether tasks keep their number of queries in every resample. */
    readonly stratified: boolean;
  };
  /** The result in sentences, the most important first. */
  readonly verdict: readonly string[];
  readonly tables: readonly ReportTable[];
  readonly curves: readonly Curve[];
  /** One per test set × variant × router or reference × α. */
  readonly results: readonly ResultRow[];
  /** One per test set × variant × router: what does not depend on α. */
  readonly routers: readonly RouterRow[];
  /** Paired differences on the same queries. */
  readonly comparisons: readonly Comparison[];
  /** How often changed texts keep their LLM; of the protocol `stability` alone. */
  readonly stability?: readonly StabilityRow[];
  /** What a reader must know: definitions, what was left out, what limits the figures. */
  readonly notes: readonly string[];
}

/** What was trained on and scored on; part of the report, so that a figure can be traced. */
export interface DataDescription {
  /** Named by `testSet` of every row: `test`, or `ood` for the second one. */
  readonly testSet: string;
  /** For people, for example `in distribution`. */
  readonly title: string;
  readonly trainQueries: number;
  readonly testQueries: number;
  /** Observed query × LLM pairs that are scored. */
  readonly testResponses: number;
  /** Test queries without text, or on which no known LLM was observed. */
  readonly droppedQueries: number;
  readonly llms: readonly string[];
  /** Test queries of each task; `none` for queries without one. */
  readonly tasks: { readonly [task: string]: number };
  /** Folds whose test queries were pooled; null where a test set was given. */
  readonly folds: number | null;
  /** Where the spend of an answer comes from. */
  readonly costSource: 'observed' | 'prices' | 'none';
  /** Where C in the decision comes from. */
  readonly relativeCostSource: 'training cost' | 'output price' | 'none';
  /** USD if the dearest LLM answered every test query: what reward divides by; 0 without costs. */
  readonly dearestTotal: number;
  /** λ of the warm-up. */
  readonly warmUpWeight: number;
  /** Queries that exactly one or two LLMs solve (y ≥ 0.5) while others were observed to fail. */
  readonly solvableByOne: number;
  readonly solvableByTwo: number;
}
