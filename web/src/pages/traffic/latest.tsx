import { useEffect, useMemo, useState } from 'react';
import { Empty } from '../../components/empty';
import { Loaded } from '../../components/loaded';
import { Panel } from '../../components/panel';
import { readFragment } from '../../gql';
import type { DecisionFilter } from '../../gql/graphql';
import { useQuery } from '../../state/use-request';
import { DecisionTable } from './decision-table';
import { LatestDecisionsQuery, LoggedRow } from './operations';

const PAGE = 20;

/** The decisions themselves, newest first, page by page. */
export function Latest({ filter }: { filter: DecisionFilter }) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  useEffect(() => setCursors([]), [filter]);
  const after = cursors.at(-1) ?? null;
  const page = useQuery(
    LatestDecisionsQuery,
    useMemo(() => ({ filter, first: PAGE, after }), [filter, after]),
  );
  const { hasNextPage = false, endCursor = null } = page.data?.decisions.pageInfo ?? {};
  return (
    <Panel
      title="Decisions"
      note={`Newest first${cursors.length > 0 ? `, page ${cursors.length + 1}` : ''}`}
      actions={
        <>
          <button
            type="button"
            className="quiet"
            disabled={cursors.length === 0 || page.loading}
            onClick={() => setCursors(cursors.slice(0, -1))}
          >
            Newer
          </button>
          <button
            type="button"
            className="quiet"
            disabled={!hasNextPage || page.loading}
            onClick={() => endCursor && setCursors([...cursors, endCursor])}
          >
            Older
          </button>
        </>
      }
    >
      <Loaded of={page} what="the decisions">
        {({ decisions: { nodes } }) =>
          nodes.length === 0 ? (
            <Empty title="No decision fits the filters" />
          ) : (
            <DecisionTable caption="Decisions" rows={readFragment(LoggedRow, nodes)} />
          )
        }
      </Loaded>
    </Panel>
  );
}
