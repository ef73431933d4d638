import { Link } from 'wouter';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { count, moment, score } from '../../../format';
import type { VersionRowFragment } from '../../../gql/graphql';
import { diffPath, versionPath } from '../paths';
import { OriginLine, madeAt } from './origin-line';
import { PromoteButton } from './promote-button';
import { readSummary } from './summary';

export type Version = VersionRowFragment;

/** Brier score of the default router on held-out queries, calibrated; null where none were held out. */
export const heldOutBrier = ({ calibrations, defaultRouter }: Version): number | null =>
  calibrations.find(({ router }) => router === defaultRouter)?.calibration.after.brier ?? null;

interface Props {
  versions: readonly Version[];
  onDone: () => void;
}

/** Stored versions, newest first, with what can be done with each. */
export function VersionTable({ versions, onDone }: Props) {
  const labels = new Map(versions.map(({ version, label }) => [version, label]));
  const serving = versions.find((one) => one.serving);
  const columns: readonly Column<Version>[] = [
    {
      id: 'label',
      head: 'Version',
      cell: (of) => (
        <>
          <Link href={versionPath(of.version)}>{of.label}</Link>{' '}
          {of.serving && <span className="badge good">Serves</span>}
          <br />
          <code className="hint">{of.version}</code>
        </>
      ),
      sort: ({ label }) => label,
    },
    {
      id: 'made',
      head: 'Made',
      cell: ({ createdAt }) => (madeAt(createdAt) === null ? 'Shipped' : moment(createdAt)),
      sort: ({ createdAt }) => createdAt,
    },
    {
      id: 'from',
      head: 'From',
      cell: ({ version, summary }) => <OriginLine of={readSummary(version, summary).origin} labels={labels} />,
    },
    {
      id: 'queries',
      head: 'Queries',
      title: 'Queries that it was trained on',
      isNumber: true,
      cell: ({ version, summary }) => number(readSummary(version, summary).queries),
      sort: ({ version, summary }) => readSummary(version, summary).queries,
    },
    {
      id: 'responses',
      head: 'Responses',
      isNumber: true,
      cell: ({ version, summary }) => number(readSummary(version, summary).responses),
      sort: ({ version, summary }) => readSummary(version, summary).responses,
    },
    {
      id: 'routers',
      head: 'Routers',
      isNumber: true,
      cell: ({ routers }) => <span title={routers.join(', ')}>{routers.length}</span>,
      sort: ({ routers }) => routers.length,
    },
    {
      id: 'brier',
      head: 'Brier',
      title: 'Brier score of the default router on its own held-out queries, calibrated; lower is better',
      isNumber: true,
      cell: (of) => brier(heldOutBrier(of)),
      sort: heldOutBrier,
    },
    {
      id: 'actions',
      head: 'Change',
      cell: (of) =>
        of.serving || !serving ? (
          '–'
        ) : (
          <span className="row-actions">
            <Link href={diffPath(serving.version, of.version)} aria-label={`Diff of ${of.label}`}>
              Diff
            </Link>
            <PromoteButton of={of} serving={serving.label} onDone={onDone} />
          </span>
        ),
    },
  ];
  return (
    <DataTable
      caption="Stored versions"
      columns={columns}
      rows={versions}
      rowKey={({ version }) => version}
      rowClass={(of) => (of.serving ? 'chosen' : undefined)}
      first={20}
    />
  );
}

const number = (value: number | null) => (value === null ? '–' : count(value));
const brier = (value: number | null) => (value === null ? '–' : score(value));
