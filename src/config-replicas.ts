import { z } from 'zod';
import { integer, secretSetting, setting } from './config-setting.js';

/** Settings of docs/replicas.md. */
export const replicasSettings = {
  redisUrl: secretSetting(
    z
      .string()
      .regex(/^rediss?:\/\//, 'expected redis://… or rediss://…')
      .optional(),
    'THETA_REDIS_URL',
    'Redis that servers share, for what they can do without when it is away: they count requests together, and vectors of queries.',
  ),
  newsPollMs: setting(
    integer(50, 600_000).default(5000),
    'THETA_NEWS_POLL_MS',
    'Milliseconds between two looks at what other servers on the same PostgreSQL have changed. Notifications tell of changes at once; this mends one that was lost.',
  ),
  lateDecisionMs: setting(
    integer(0, 60_000).default(2000),
    'THETA_LATE_DECISION_MS',
    'Longest wait for a decision that another server made moments ago and has not written yet, when feedback about it comes or it is looked up; PostgreSQL only.',
  ),
  drainMs: setting(
    integer(0, 600_000).optional(),
    'THETA_DRAIN_MS',
    'Milliseconds for which a server that got SIGTERM goes on answering while /readyz says 503, so that load balancers turn away first. By default 0 on a loopback address and 5000 on any other.',
  ),
  jobs: setting(
    z.enum(['here', 'workers']).default('here'),
    'THETA_JOBS',
    'Who does trainings, evaluations and refits on PostgreSQL: this server too, or only `theta worker` processes and other servers.',
  ),
  jobLostSeconds: setting(
    integer(1, 86_400).default(60),
    'THETA_JOB_LOST_SECONDS',
    'Seconds without a sign of life after which the process that does a job counts as lost; a sign comes four times as often.',
  ),
  jobRetries: setting(
    integer(0, 10).default(1),
    'THETA_JOB_RETRIES',
    'Times that a job is begun anew whose process was lost; then it has failed with JOB_LOST.',
  ),
  jobKeepDays: setting(
    integer(1, 10_000).default(30),
    'THETA_JOB_KEEP_DAYS',
    'Days that an ended job stays listed on PostgreSQL.',
  ),
};
