import type { JobKind, JobRowFragment, JobStatus } from '../../../gql/graphql';

const KINDS: Readonly<Record<JobKind, string>> = {
  TRAINING: 'Training',
  EVALUATION: 'Evaluation',
  REFIT: 'Refit',
};
const STATUSES: Readonly<Record<JobStatus, string>> = {
  QUEUED: 'Waiting',
  RUNNING: 'Running',
  SUCCEEDED: 'Done',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
};

export const kindWord = (kind: JobKind): string => KINDS[kind];
export const statusWord = (status: JobStatus): string => STATUSES[status];
export const isOver = ({ endedAt }: { readonly endedAt: string | null }): boolean => endedAt !== null;

/** What a job is called. */
export const jobLabel = ({ kind, request, evaluationRequest }: JobRowFragment): string =>
  request?.label ?? evaluationRequest?.label ?? kindWord(kind);

/** How far the step of a job is, in words. */
export function progressWords({ progress }: Pick<JobRowFragment, 'progress'>): string {
  if (!progress) return '–';
  const { stage, done, total, unit } = progress;
  return total === null ? `${stage}: ${done} ${unit}` : `${stage}: ${done} of ${total} ${unit}`;
}

/** How long a job took, or takes so far, in words. */
export function lasted({ startedAt, endedAt }: Pick<JobRowFragment, 'startedAt' | 'endedAt'>, now: number): string {
  if (startedAt === null) return '–';
  const seconds = Math.max(
    0,
    Math.round(((endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt)) / 1000),
  );
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
