import { integer, setting } from './config-setting.js';

/** Settings of docs/replicas.md. */
export const replicasSettings = {
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
};
