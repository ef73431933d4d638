import type { LlmId } from '../../domain/ids.js';
import type { DecisionFilter } from '../ports.js';

/** UTC; weeks begin on Monday. */
export const TIME_BUCKETS = ['MINUTE', 'TEN_MINUTES', 'HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
export type TimeBucket = (typeof TIME_BUCKETS)[number];
export const TRAFFIC_DIMENSIONS = ['LLM', 'ROUTER', 'POOL', 'VERSION', 'TAG'] as const;
export type TrafficDimension = (typeof TRAFFIC_DIMENSIONS)[number];

export interface TrafficRequest {
  /** `from` and `to` are widened to whole buckets; the last 24 hours when absent. */
  readonly filter: DecisionFilter;
  /** The finest that makes at most AUTO_BUCKETS when absent. */
  readonly bucket?: TimeBucket | undefined;
  readonly groupBy?: TrafficDimension | undefined;
  /** Most groups, 1 to GROUP_LIMIT; the rest is one more. */
  readonly groups?: number | undefined;
  /** What would the same decisions have cost with this LLM? */
  readonly reference?: LlmId | undefined;
}

/** Sums over decisions; all of them add up. */
export interface TrafficSums {
  decisions: number;
  abstained: number;
  /** Decisions made while abstention was on. */
  abstentionOn: number;
  predictions: number;
  predictedSum: number;
  /** Decisions whose expected cost is known, and its sum in USD. */
  costed: number;
  usd: number;
  /** Decisions of which also the reference LLM was a candidate; its expected cost there, and that of those chosen. */
  compared: number;
  referenceUsd: number;
  comparedUsd: number;
  feedback: number;
  scores: number;
  scoreSum: number;
  thumbsUp: number;
  thumbsDown: number;
  /** Decisions by domain/latency-bins.ts; all 0 where LLMs are told apart, of which no latency is kept. */
  latency: Float64Array;
}

export interface TrafficFigures {
  readonly sums: TrafficSums;
  /** Milliseconds; null without decisions, and where LLMs are told apart. */
  readonly latency: { readonly p50: number; readonly p90: number; readonly p99: number } | null;
}

export interface TrafficGroup {
  /** Null for decisions without one, for example without a pool; OTHER for the rest. */
  readonly key: string | null;
  readonly isRest: boolean;
  /** Groups that the rest stands for; 1 otherwise. */
  readonly members: number;
  readonly figures: TrafficFigures;
  /** One a bucket. */
  readonly series: readonly TrafficSums[];
}

export interface Traffic {
  readonly from: number;
  readonly to: number;
  readonly bucket: TimeBucket;
  /** Begin of each bucket. */
  readonly starts: readonly number[];
  readonly totals: TrafficFigures;
  /** Of all decisions, one a bucket, with latencies. */
  readonly series: readonly TrafficFigures[];
  /** Largest first; a decision is in each group of its tags. */
  readonly groups: readonly TrafficGroup[];
}

export interface TrafficService {
  /** Throws BAD_USER_INPUT and UNKNOWN_LLM. */
  traffic(request: TrafficRequest): Promise<Traffic>;
}

/** What to sum; from and to are bounds of buckets. */
export interface TrafficQuery {
  readonly filter: DecisionFilter & { readonly from: number; readonly to: number };
  readonly bucket: TimeBucket;
  readonly reference: LlmId | null;
}

/** Sums of one group, by begin of bucket. */
export type BucketSums = ReadonlyMap<number, TrafficSums>;

/** A key of null stands for decisions without one. */
export interface TrafficRepository {
  /** By key and then by begin of bucket, without latencies; without a dimension, all under null. */
  sums(query: TrafficQuery, dimension: TrafficDimension | null): Promise<ReadonlyMap<string | null, BucketSums>>;
  /**
   * Decisions by domain/latency-bins.ts, by begin of bucket or by key. Empty where LLMs are told apart: latency is the work of this
   * server, before the LLM has been chosen, and is not kept of each.
   */
  latencies(query: TrafficQuery): Promise<ReadonlyMap<number, Float64Array>>;
  latenciesBy(query: TrafficQuery, dimension: TrafficDimension): Promise<ReadonlyMap<string | null, Float64Array>>;
}
