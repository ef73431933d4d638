import type { Clock } from '../../domain/clock.js';
import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import type { DecisionLog } from '../ports.js';
import { bucketsOver } from './buckets.js';
import { addTraffic, figuresOf, noTraffic, totalOf } from './sums.js';
import type {
  TrafficDimension,
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
      const [buckets, groups] = await Promise.all([
        deps.repository.byBucket(query),
        request.groupBy ? grouped(request.groupBy, limit, query, starts, deps.repository) : [],
      ]);
      const series = starts.map((start) => buckets.get(start) ?? noTraffic());
      const totals = figuresOf(totalOf(series));
      return { ...range, bucket, starts, totals, series: series.map(figuresOf), groups };
    },
  };
}

async function grouped(
  groupBy: TrafficDimension,
  limit: number,
  query: TrafficQuery,
  starts: readonly number[],
  repository: TrafficRepository,
): Promise<TrafficGroup[]> {
  const all = [...(await repository.byGroup(query, groupBy))].sort(largestFirst);
  const top = all.slice(0, limit);
  const rest = all.slice(limit);
  const seriesOf = await repository.byGroupAndBucket(query, groupBy, all.map(keyOf));
  const over = (keys: readonly (string | null)[]): TrafficSums[] =>
    starts.map((start) => {
      const sums = noTraffic();
      for (const key of keys) addTraffic(sums, seriesOf.get(key)?.get(start) ?? noTraffic());
      return sums;
    });
  const groups = top.map(([key, sums]): TrafficGroup => {
    return { key, isRest: false, members: 1, figures: figuresOf(sums), series: over([key]) };
  });
  // A decision is in each group of its tags, so that what is left of them is no group of its own.
  if (rest.length === 0 || groupBy === 'TAG') return groups;
  const figures = figuresOf(totalOf(rest.map(([, sums]) => sums)));
  return [...groups, { key: null, isRest: true, members: rest.length, figures, series: over(rest.map(keyOf)) }];
}

const keyOf = ([key]: readonly [string | null, TrafficSums]): string | null => key;

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
