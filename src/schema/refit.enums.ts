import type { RefitCheckName, RefitReport, RefitStatus, RefitTrigger } from '../jobs/refit/types.js';
import { describedEnum } from './enums.js';

export const RefitTriggerEnum = describedEnum(
  'RefitTrigger',
  'What asked for a refit.',
  { ON_DEMAND: 'ON_DEMAND', SCHEDULE: 'SCHEDULE' } satisfies { [T in RefitTrigger]: T },
  { ON_DEMAND: 'Somebody.', SCHEDULE: 'The schedule of a server.' },
);

export const RefitStatusEnum = describedEnum(
  'RefitStatus',
  'Where a refit stands.',
  {
    QUEUED: 'QUEUED',
    RUNNING: 'RUNNING',
    SUCCEEDED: 'SUCCEEDED',
    FAILED: 'FAILED',
    CANCELLED: 'CANCELLED',
    INTERRUPTED: 'INTERRUPTED',
  } satisfies { [S in RefitStatus]: S },
  {
    QUEUED: 'Waits for the job before it.',
    RUNNING: 'Trains or compares.',
    SUCCEEDED: 'Ended with a report, whether or not its candidate serves.',
    FAILED: 'Ended with an error.',
    CANCELLED: 'Somebody stopped it, or the server was stopped.',
    INTERRUPTED: 'The server ended without stopping it.',
  },
);

export const PromoteRuleEnum = describedEnum(
  'PromoteRule',
  'When the candidate of a refit serves without being looked at.',
  { NEVER: 'never', NOT_WORSE: 'not-worse', BETTER: 'better' } satisfies Record<string, RefitReport['rule']['promote']>,
  {
    NEVER: 'Somebody promotes it.',
    NOT_WORSE: 'Where the lower end of the interval of the difference in reward is −margin or above.',
    BETTER: 'Where the lower end of the interval of the difference in reward is above 0.',
  },
);

export const CountedRoutersEnum = describedEnum(
  'CountedRouters',
  'Which routers a rule is about.',
  { DEFAULT: 'default', ALL: 'all' } satisfies Record<string, RefitReport['rule']['routers']>,
  { DEFAULT: 'The one that requests get which name none.', ALL: 'Each of the serving version.' },
);

export const RefitCheckEnum = describedEnum(
  'RefitCheckName',
  'A condition under which the candidate of a refit serves.',
  {
    RULE: 'RULE',
    QUERIES: 'QUERIES',
    ROUTERS: 'ROUTERS',
    LLMS: 'LLMS',
    REWARD: 'REWARD',
    SERVING: 'SERVING',
  } satisfies { [C in RefitCheckName]: C },
  {
    RULE: 'The rule lets candidates serve.',
    QUERIES: 'Enough held-out queries that neither version has seen.',
    ROUTERS: 'The candidate has the routers that the rule is about, and the same default one.',
    LLMS: 'The candidate answers for every LLM of the default pool for which what serves does.',
    REWARD: 'The difference in reward of one router.',
    SERVING: 'The version that it was compared with still serves.',
  },
);
