import type { TimeBucket, TrafficDimension } from '../routing/traffic/types.js';
import { describedEnum } from './enums.js';

export const TimeBucketEnum = describedEnum(
  'TimeBucket',
  'How time is cut; UTC. Minutes are read decision by decision, the others from a rollup, which does not get slower with traffic.',
  {
    MINUTE: 'MINUTE',
    TEN_MINUTES: 'TEN_MINUTES',
    HOUR: 'HOUR',
    DAY: 'DAY',
    WEEK: 'WEEK',
    MONTH: 'MONTH',
  } satisfies { [B in TimeBucket]: B },
  {
    MINUTE: 'Minutes.',
    TEN_MINUTES: 'Ten minutes from the full hour on.',
    HOUR: 'Hours.',
    DAY: 'Days from midnight on.',
    WEEK: 'Weeks from Monday on.',
    MONTH: 'Calendar months.',
  },
);

export const TrafficDimensionEnum = describedEnum(
  'TrafficDimension',
  'What decisions are told apart by.',
  { LLM: 'LLM', ROUTER: 'ROUTER', POOL: 'POOL', VERSION: 'VERSION', TAG: 'TAG' } satisfies {
    [D in TrafficDimension]: D;
  },
  {
    LLM: 'The chosen LLM.',
    ROUTER: 'The router that decided.',
    POOL: 'The candidate pool.',
    VERSION: 'The version of the router set.',
    TAG: 'Each label: a decision counts in the group of each of its labels, and in none without one.',
  },
);
