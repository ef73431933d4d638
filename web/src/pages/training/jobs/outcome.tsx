import { Link } from 'wouter';
import type { JobRowFragment } from '../../../gql/graphql';
import { refitPath, versionPath } from '../paths';

/** What became of a job that has ended: a version, a report or an error. */
export function Outcome({ of }: { of: JobRowFragment }) {
  if (of.error && of.status === 'FAILED') return <span className="problem">{of.error.message}</span>;
  if (of.status === 'CANCELLED') return 'Nothing was stored';
  return (
    <span className="row-actions">
      {of.version !== null && <Link href={versionPath(of.version)}>Its version</Link>}
      {of.kind === 'REFIT' && <Link href={refitPath(of.id)}>Its report</Link>}
      {of.evaluation !== null && <Link href={`/evaluations/${encodeURIComponent(of.evaluation)}`}>Its report</Link>}
    </span>
  );
}
