import type { DecisionFilter, TimeBucket, TrafficDimension, TrafficInput } from '../../gql/graphql';
import type { Filters } from '../../state/use-filters';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const RANGES = [
  { id: '1h', text: 'Last hour', ms: HOUR },
  { id: '6h', text: 'Last 6 hours', ms: 6 * HOUR },
  { id: '24h', text: 'Last 24 hours', ms: DAY },
  { id: '7d', text: 'Last 7 days', ms: 7 * DAY },
  { id: '30d', text: 'Last 30 days', ms: 30 * DAY },
  { id: '90d', text: 'Last 90 days', ms: 90 * DAY },
  { id: '1y', text: 'Last year', ms: 365 * DAY },
] as const;
export const DEFAULT_RANGE = '24h';

export const BUCKETS: readonly { readonly id: TimeBucket; readonly text: string }[] = [
  { id: 'MINUTE', text: 'Minute' },
  { id: 'TEN_MINUTES', text: '10 minutes' },
  { id: 'HOUR', text: 'Hour' },
  { id: 'DAY', text: 'Day (UTC)' },
  { id: 'WEEK', text: 'Week (UTC)' },
  { id: 'MONTH', text: 'Month (UTC)' },
];

export const DIMENSIONS: readonly { readonly id: TrafficDimension; readonly text: string }[] = [
  { id: 'LLM', text: 'LLM' },
  { id: 'ROUTER', text: 'Router' },
  { id: 'POOL', text: 'Pool' },
  { id: 'VERSION', text: 'Version' },
  { id: 'TAG', text: 'Tag' },
];

/** What the log is asked for: filters of the URL, with time counted back from `now`. A time range of a link goes as it came. */
export function decisionFilter(filters: Filters, now: number): DecisionFilter {
  const range = RANGES.find(({ id }) => id === (filters['range'] ?? DEFAULT_RANGE)) ?? RANGES[2];
  return {
    from: filters['from'] ?? new Date(now - range.ms).toISOString(),
    to: filters['to'] ?? new Date(now).toISOString(),
    ...labels(filters),
  };
}

/** The filters without time, for what comes from now on. */
export const labels = ({ pool, router, llm, tag }: Filters): DecisionFilter => ({
  ...(pool && { pool }),
  ...(router && { router }),
  ...(llm && { llm }),
  ...(tag && { tag }),
});

/** A value that the API does not know is sent all the same: its complaint says what is wrong with the link. */
export const trafficInput = (filters: Filters, now: number): TrafficInput => ({
  filter: decisionFilter(filters, now),
  bucket: (filters['bucket'] as TimeBucket | undefined) ?? null,
  groupBy: (filters['group'] as TrafficDimension | undefined) ?? 'LLM',
  groups: 9,
  reference: filters['reference'] ?? null,
});

export const dimensionName = (id: string | undefined): string =>
  DIMENSIONS.find((dimension) => dimension.id === (id ?? 'LLM'))?.text ?? 'group';
