import { useMemo, useState } from 'react';
import { Notice } from '../../components/notice';
import { Panel } from '../../components/panel';
import { moment } from '../../format';
import { readFragment } from '../../gql';
import type { DriftCheckFieldsFragment } from '../../gql/graphql';
import type { Filters } from '../../state/use-filters';
import { NO_VARIABLES, useQuery } from '../../state/use-request';
import { DecisionLink } from './decision-table';
import { DriftCheckFields, DriftNowQuery, DriftStatusQuery } from './operations';

/** What the drift monitor last found, and a look now: the last 24 hours beside the 7 days before. */
export function Drift({ filters }: { filters: Filters }) {
  const [asked, setAsked] = useState(0);
  const status = useQuery(DriftStatusQuery, NO_VARIABLES);
  const { pool, router, tag } = filters;
  const now = useQuery(
    DriftNowQuery,
    useMemo(
      () => (asked === 0 ? null : { input: { ...(pool && { pool }), ...(router && { router }), ...(tag && { tag }) } }),
      [asked, pool, router, tag],
    ),
  );
  const monitor = status.data?.driftStatus;
  const report = now.data?.drift ?? monitor?.latest ?? null;
  const alerts = readFragment(DriftCheckFields, report?.alerts ?? []);
  return (
    <Panel
      title="Drift"
      note={
        monitor
          ? `The monitor looks every ${monitor.everyMinutes} minutes${monitor.nextAt ? `, next ${moment(monitor.nextAt)}` : ''}`
          : 'The monitor is off (THETA_DRIFT_EVERY); a look now compares the last 24 hours with the 7 days before'
      }
      actions={
        <button type="button" className="quiet" disabled={now.loading} onClick={() => setAsked(asked + 1)}>
          {now.loading ? 'Looking…' : 'Look now'}
        </button>
      }
    >
      {now.failure && <Notice failure={now.failure} retry={now.retry} />}
      {monitor?.error && <p className="hint">The last look failed: {monitor.error}</p>}
      {report ? (
        <div role="status">
          <p>
            <span className={alerts.length > 0 ? 'badge bad' : 'badge good'}>
              {alerts.length > 0 ? `${alerts.length} alerts` : 'no alert'}
            </span>{' '}
            {report.text}
          </p>
          <p className="hint">Looked {moment(report.createdAt)}.</p>
          {alerts.length > 0 && (
            <ul className="alerts">
              {alerts.map((alert) => (
                <Alert key={`${alert.kind} ${alert.llm ?? ''}`} of={alert} />
              ))}
            </ul>
          )}
        </div>
      ) : (
        !now.failure && <p className="hint">Nobody has looked yet.</p>
      )}
    </Panel>
  );
}

function Alert({ of: { text, causes, examples } }: { of: DriftCheckFieldsFragment }) {
  return (
    <li>
      {text} {causes.join(' ')}{' '}
      {examples.map(({ id }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <DecisionLink id={id}>decision {i + 1}</DecisionLink>
        </span>
      ))}
    </li>
  );
}
