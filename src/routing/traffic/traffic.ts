import type { Clock } from '../../domain/clock.js';
import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import type { DecisionLog } from '../ports.js';
import { LATENCY_BINS } from '../../domain/latency-bins.js';
import { bucketsOver } from './buckets.js';
import { figuresOf, totalOf } from './sums.js';
import type {
  BucketSums,
  TrafficGroup,
  TrafficQuery,
  TrafficRepository,
  TrafficService,
  TrafficSums,
} from './types.js';

const DAY_MS = 86_400_000;
export const GROUP_LIMIT = 50;
const DEFAULT_GROUPS = 10;

export interface TrafficDeps {
  readonly repository: TrafficRepository;
  readonly log: Pick<DecisionLog, 'flush'>;
  readonly catalogue: () => Catalogue;
  readonly clock: Pick<Clock, 'now'>;
}

export function createTrafficService(deps: TrafficDeps): TrafficService {
  return {
    async traffic(request) {
      const { filter } = request;
      checkReference(request.reference, deps.catalogue());
      const limit = checkGroups(request.groups);
      const to = filter.to ?? Math.max(deps.clock.now() + 1, (filter.from ?? 0) + 1);
      const { bucket, starts, ...range } = bucketsOver(filter.from ?? to - DAY_MS, to, request.bucket);
      const query: TrafficQuery = { filter: { ...filter, ...range }, bucket, reference: request.reference ?? null };
      await deps.log.flush();
      const groupBy = request.groupBy ?? null;
      // A decision is in each group of its tags, and in none without one: other groups are parts of a whole.
      const areParts = groupBy !== 'TAG';
      const { repository } = deps;
      const [latencies, byKey, keyLatencies, whole] = await Promise.all([
        repository.latencies(query),
        repository.sums(query, groupBy),
        groupBy === null ? NO_LATENCIES : repository.latenciesBy(query, groupBy),
        areParts ? null : repository.sums(query, null),
      ]);
      const all = [...(whole ?? byKey).values()];
      const series = starts.map((start) => withLatency(totalOf(at(all, start)), latencies.get(start)));
      const groups = groupBy === null ? [] : grouped(byKey, keyLatencies, starts, limit, areParts);
      return { ...range, bucket, starts, totals: figuresOf(totalOf(series)), series: series.map(figuresOf), groups };
    },
  };
}

const NO_LATENCIES: ReadonlyMap<string | null, Float64Array> = new Map();

/** The largest groups and, where groups are parts of a whole, one of all others. */
function grouped(
  byKey: ReadonlyMap<string | null, BucketSums>,
  latencies: ReadonlyMap<string | null, Float64Array>,
  starts: readonly number[],
  limit: number,
  areParts: boolean,
): TrafficGroup[] {
  const sums = new Map(
    [...byKey].map(([key, buckets]) => [key, withLatency(totalOf(buckets.values()), latencies.get(key))]),
  );
  const keys = [...sums].sort(largestFirst).map(([key]) => key);
  const group = (some: readonly (string | null)[]) => {
    const parts = some.map((key) => byKey.get(key) as BucketSums);
    return {
      figures: figuresOf(totalOf(some.map((key) => sums.get(key) as TrafficSums))),
      series: starts.map((start) => totalOf(at(parts, start))),
    };
  };
  const groups = keys.slice(0, limit).map((key): TrafficGroup => ({ key, isRest: false, members: 1, ...group([key]) }));
  const others = keys.slice(limit);
  if (others.length === 0 || !areParts) return groups;
  return [...groups, { key: null, isRest: true, members: others.length, ...group(others) }];
}

/** What groups have in one bucket. */
function* at(groups: Iterable<BucketSums>, start: number): Generator<TrafficSums> {
  for (const group of groups) {
    const sums = group.get(start);
    if (sums) yield sums;
  }
}

const withLatency = (sums: TrafficSums, latency: Float64Array = new Float64Array(LATENCY_BINS)): TrafficSums => ({
  ...sums,
  latency,
});

/** Ties by key, so that answers do not change order. */
const largestFirst = ([a, x]: [string | null, TrafficSums], [b, y]: [string | null, TrafficSums]): number =>
  y.decisions - x.decisions || ((a ?? '') < (b ?? '') ? -1 : 1);

function checkReference(reference: LlmId | undefined, { llms }: Catalogue): void {
  if (reference === undefined || llms.has(reference)) return;
  throw new ThetaError('UNKNOWN_LLM', `No LLM ${JSON.stringify(reference)} is in the catalogue.`, {
    hint: 'Give the id of an LLM of llms as reference.',
  });
}

function checkGroups(groups = DEFAULT_GROUPS): number {
  if (Number.isSafeInteger(groups) && groups >= 1 && groups <= GROUP_LIMIT) return groups;
  throw new ThetaError('BAD_USER_INPUT', `groups: expected 1 to ${GROUP_LIMIT}, got ${groups}.`);
}
