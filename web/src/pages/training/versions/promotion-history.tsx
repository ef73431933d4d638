import { Link } from 'wouter';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Panel } from '../../../components/panel';
import { moment } from '../../../format';
import type { TrainingOverviewQuery } from '../../../gql/graphql';
import { versionPath } from '../paths';

type Promotion = TrainingOverviewQuery['promotions'][number];

interface Props {
  of: readonly Promotion[];
  versions: readonly { readonly version: string; readonly label: string }[];
}

/** Which version began to serve when, newest first. */
export function PromotionHistory({ of, versions }: Props) {
  const labels = new Map(versions.map(({ version, label }) => [version, label]));
  const columns: readonly Column<Promotion>[] = [
    { id: 'when', head: 'Since', cell: ({ promotedAt }) => moment(promotedAt), sort: ({ promotedAt }) => promotedAt },
    {
      id: 'version',
      head: 'Version',
      cell: ({ version }) => <Link href={versionPath(version)}>{labels.get(version) ?? version}</Link>,
    },
    {
      id: 'why',
      head: 'Why',
      cell: ({ isRollback, reason }) => (isRollback ? 'Rolled back to' : (reason ?? 'Promoted')),
    },
  ];
  return (
    <Panel title="What served when">
      {of.length === 0 ? (
        <p className="hint">It has not served yet.</p>
      ) : (
        <DataTable
          caption="Promotions"
          columns={columns}
          rows={of}
          rowKey={({ version, promotedAt }) => `${version} ${promotedAt}`}
          first={5}
        />
      )}
    </Panel>
  );
}
