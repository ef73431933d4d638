import { useMemo } from 'react';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Loaded } from '../../../components/loaded';
import { Panel } from '../../../components/panel';
import { share } from '../../../format';
import type { CalibrationByRouterQuery } from '../../../gql/graphql';
import { useQuery } from '../../../state/use-request';
import { Advice } from '../parts/advice';
import { CalibrationQuery } from './operations';

type Knowledge = CalibrationByRouterQuery['calibration']['routers'][number];

const BASIS: Readonly<Record<Knowledge['basis'], string>> = {
  TRAINED: 'trained on its answers',
  EVIDENCE: 'its answers since the training',
  PRIOR: 'its profile and facts alone',
  NONE: 'nothing',
};

const COLUMNS: readonly Column<Knowledge>[] = [
  { id: 'router', head: 'Router', cell: ({ router }) => router, sort: ({ router }) => router },
  {
    id: 'performance',
    head: 'Expected P̂',
    isNumber: true,
    sort: ({ performance }) => performance?.mean ?? null,
    cell: ({ performance }) =>
      performance === null
        ? '–'
        : share(performance.mean) + (performance.halfWidth ? ` ± ${share(performance.halfWidth)}` : ''),
  },
  {
    id: 'basis',
    head: 'Rests on',
    sort: ({ basis }) => BASIS[basis],
    cell: ({ basis, reason }) => (
      <>
        {BASIS[basis]}
        {reason && <p className="hint">{reason}</p>}
      </>
    ),
  },
];

/** What each router knows of an LLM, and whether more answers would change decisions. */
export function CalibrationPanel({ id }: { id: string }) {
  const variables = useMemo(() => ({ llm: id }), [id]);
  const state = useQuery(CalibrationQuery, variables);
  return (
    <Panel title="Calibration" note="Mean P̂ on held-out queries with its 90 % interval, by router.">
      <Loaded of={state} what="what routers know">
        {({ calibration }) => (
          <>
            <Advice of={calibration.advice} />
            <DataTable
              caption="What each router knows"
              columns={COLUMNS}
              rows={calibration.routers}
              rowKey={({ router }) => router}
              first={10}
            />
          </>
        )}
      </Loaded>
    </Panel>
  );
}
