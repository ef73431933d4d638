import type { Job } from '../../jobs/types.js';
import type { jobs } from '../schema/index.js';

export type JobRow = typeof jobs.$inferSelect;

type Details = Omit<
  Job,
  'id' | 'kind' | 'status' | 'createdAt' | 'startedAt' | 'endedAt' | 'progress' | 'curves' | 'error'
>;

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The columns of a job as readers see it. */
export function rowOf(job: Job) {
  const { id, kind, status, createdAt, startedAt, endedAt, progress, curves, error, ...details } = job;
  return {
    ...{ id, kind, status, progress, curves, error, details },
    createdAt: new Date(createdAt),
    startedAt: date(startedAt),
    endedAt: date(endedAt),
  };
}

export const jobOf = (row: JobRow): Job =>
  ({
    id: row.id,
    kind: row.kind,
    status: row.status,
    createdAt: row.createdAt.getTime(),
    startedAt: row.startedAt?.getTime() ?? null,
    endedAt: row.endedAt?.getTime() ?? null,
    progress: row.progress,
    curves: row.curves,
    error: row.error,
    ...(row.details as Details),
  }) as Job;
