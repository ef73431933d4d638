import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { request } from '../../../api/client';
import { ConfirmedAction } from '../../../components/confirmed-action';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Loaded } from '../../../components/loaded';
import { Panel } from '../../../components/panel';
import { moment } from '../../../format';
import { readFragment } from '../../../gql';
import type { RefitRowFragment } from '../../../gql/graphql';
import { NO_VARIABLES, useQuery } from '../../../state/use-request';
import { jobPath, refitPath } from '../paths';
import { RefitMutation, RefitRow, RefitsQuery } from './operations';
import { RefitBadge } from './refit-badge';

/** Refits that were made, and a button for one more. */
export function RefitsPanel({ onStart }: { onStart: () => void }) {
  const found = useQuery(RefitsQuery, NO_VARIABLES);
  const [, navigate] = useLocation();
  const [anyway, setAnyway] = useState(false);
  const schedule = found.data?.refitSchedule;
  return (
    <Panel
      title="Refits"
      note={
        <>
          A refit trains on everything stored by now, compares with what serves on queries that neither has seen, and
          promotes by a rule.
          {schedule &&
            ` Every ${schedule.everyMinutes} minutes where ${schedule.minResponses} responses are new${schedule.nextAt ? `; next at ${moment(schedule.nextAt)}` : ''}. ${schedule.note ?? ''}`}
        </>
      }
      actions={
        <ConfirmedAction
          label="Refit now"
          title="Refit on all stored responses?"
          action="Refit"
          act={(signal) => request(RefitMutation, { input: anyway ? { minResponses: 0 } : {} }, signal)}
          onDone={({ refit }) => {
            onStart();
            navigate(jobPath(refit.id));
          }}
        >
          <p>
            It trains in the background. Whether its candidate serves is decided by the rule of the configuration
            (THETA_REFIT_PROMOTE); by default nothing serves without you.
          </p>
          <label className="check">
            <input type="checkbox" checked={anyway} onChange={(event) => setAnyway(event.target.checked)} />
            <span>Also where no response is new to what serves</span>
          </label>
        </ConfirmedAction>
      }
    >
      <Loaded of={found} what="the refits">
        {({ refits }) =>
          refits.length === 0 ? (
            <p className="hint">No refit yet.</p>
          ) : (
            <DataTable
              caption="Refits"
              columns={COLUMNS}
              rows={readFragment(RefitRow, refits)}
              rowKey={({ id }) => id}
              first={5}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}

const COLUMNS: readonly Column<RefitRowFragment>[] = [
  { id: 'label', head: 'Refit', cell: ({ id, label }) => <Link href={refitPath(id)}>{label}</Link> },
  { id: 'when', head: 'Asked for', cell: ({ createdAt }) => moment(createdAt), sort: ({ createdAt }) => createdAt },
  { id: 'status', head: 'Status', cell: (of) => <RefitBadge of={of} /> },
  { id: 'why', head: 'Why', cell: ({ report, error }) => report?.reason ?? error?.message ?? '–' },
];
