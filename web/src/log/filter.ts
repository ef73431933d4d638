import type { DecisionFilter } from '../gql/graphql.js';
import type { Filters } from '../state/filters.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Times to look back over the log. */
export const RANGES = [
  { id: '1h', text: 'Last hour', ms: HOUR },
  { id: '6h', text: 'Last 6 hours', ms: 6 * HOUR },
  { id: '24h', text: 'Last 24 hours', ms: DAY },
  { id: '7d', text: 'Last 7 days', ms: 7 * DAY },
  { id: '30d', text: 'Last 30 days', ms: 30 * DAY },
  { id: '90d', text: 'Last 90 days', ms: 90 * DAY },
  { id: '1y', text: 'Last year', ms: 365 * DAY },
] as const;
export type RangeId = (typeof RANGES)[number]['id'];

/** The time range of the URL, counted back from `now`. Times of a link go as they came; a name that is none is `fallback`. */
export function timeFilter(filters: Filters, now: number, fallback: RangeId): Pick<DecisionFilter, 'from' | 'to'> {
  const named = RANGES.find(({ id }) => id === filters['range']) ?? RANGES.find(({ id }) => id === fallback);
  const to = filters['to'] ?? new Date(now).toISOString();
  return { from: filters['from'] ?? new Date(now - (named?.ms ?? DAY)).toISOString(), to };
}

/** What a select shows for the time: the name of a range, or that it is a time of its own. */
export const shownRange = (filters: Filters, fallback: RangeId): string =>
  filters['from'] || filters['to'] ? 'as in the link' : (filters['range'] ?? fallback);
