import type { DecisionFilter, TimeBucket, TrafficDimension, TrafficInput } from '../../gql/graphql';
import { timeFilter } from '../../log/filter';
import type { Filters } from '../../state/use-filters';

export const DEFAULT_RANGE = '24h';

export const BUCKETS: readonly { readonly id: TimeBucket; readonly text: string }[] = [
  { id: 'MINUTE', text: 'Minute' },
  { id: 'TEN_MINUTES', text: '10 minutes' },
  { id: 'HOUR', text: 'Hour' },
  { id: 'DAY', text: 'Day (UTC)' },
  { id: 'WEEK', text: 'Week (UTC)' },
  { id: 'MONTH', text: 'Month (UTC)' },
];

/** Whether a safe LLM was taken. */
export const ABSTAINED = [
  { id: 'yes', text: 'To a safe LLM' },
  { id: 'no', text: 'By the router' },
] as const;

export const DIMENSIONS: readonly { readonly id: TrafficDimension; readonly text: string }[] = [
  { id: 'LLM', text: 'LLM' },
  { id: 'ROUTER', text: 'Router' },
  { id: 'POOL', text: 'Pool' },
  { id: 'VERSION', text: 'Version' },
  { id: 'TAG', text: 'Tag' },
];

/** What the log is asked for: filters of the URL, with time counted back from `now`. A time range of a link goes as it came. */
export const decisionFilter = (filters: Filters, now: number): DecisionFilter => ({
  ...timeFilter(filters, now, DEFAULT_RANGE),
  ...labels(filters),
});

/** The filters without time, for what comes from now on. */
export const labels = ({ pool, router, llm, tag, abstained }: Filters): DecisionFilter => ({
  ...(pool && { pool }),
  ...(router && { router }),
  ...(llm && { llm }),
  ...(tag && { tag }),
  ...(abstained && { abstained: abstained === 'yes' }),
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
