import type { JobRowFragment } from '../../../gql/graphql';
import { progressWords } from './job-words';

/** How far the step of a job is: a bar where the end is known, and words. */
export function Progress({ of, label }: { of: JobRowFragment; label: string }) {
  const { progress } = of;
  return (
    <span className="progress">
      {progress && (
        <progress
          aria-label={`Progress of ${label}`}
          max={progress.total ?? undefined}
          value={progress.total === null ? undefined : Math.min(progress.done, progress.total)}
        />
      )}
      <span className="hint">{progressWords(of)}</span>
    </span>
  );
}
