import { useMemo } from 'react';
import { Link } from 'wouter';
import { Empty } from '../../../components/empty';
import { Failed } from '../../../components/failed';
import { Loaded } from '../../../components/loaded';
import { PageHead } from '../../../components/page-head';
import { Panel } from '../../../components/panel';
import { readFragment } from '../../../gql';
import { useQuery } from '../../../state/use-request';
import { TRAINING, jobPath } from '../paths';
import { RefitQuery, RefitRow } from './operations';
import { RefitBadge } from './refit-badge';
import { RefitReport } from './refit-report';

/** One refit with its report, as it is kept in the database. */
export function RefitPage({ id }: { id: string }) {
  const found = useQuery(
    RefitQuery,
    useMemo(() => ({ id }), [id]),
  );
  const refit = found.data?.storedRefit;
  const row = refit && readFragment(RefitRow, refit);
  const isUnderWay = row?.status === 'RUNNING' || row?.status === 'QUEUED';
  return (
    <div className="page whole-words">
      <PageHead
        title={row?.label ?? 'Refit'}
        lead={
          <>
            {row && <RefitBadge of={row} />} <code>{id}</code>
          </>
        }
      >
        <Link href={TRAINING}>All refits</Link>
        {isUnderWay && <Link href={jobPath(id)}>Watch it</Link>}
      </PageHead>
      <Loaded of={found} what="the refit">
        {({ storedRefit }) =>
          !storedRefit || !row ? (
            <div className="card">
              <Empty title="No such refit is stored" />
            </div>
          ) : storedRefit.report ? (
            <RefitReport of={storedRefit.report} />
          ) : (
            <Panel title="Outcome">
              {row.error ? <Failed failure={row.error} /> : <p className="hint">It has no report yet.</p>}
            </Panel>
          )
        }
      </Loaded>
    </div>
  );
}
