import { setTimeout as sleep } from 'node:timers/promises';
import { ThetaError } from '../domain/errors.js';
import type { Job, JobService, TrainingJob } from '../jobs/types.js';
import type { Terminal } from './output.js';
import { progressDisplay } from './output.js';

const POLL_MS = 100;

/**
 * Shows progress until the job has succeeded; Ctrl-C cancels it, and what was stored before stays. Throws the error of a
 * job that failed, and CANCELLED.
 */
export async function followTraining(jobs: JobService, id: string, terminal: Terminal): Promise<TrainingJob> {
  return ended((await followJob(jobs, id, terminal)) as TrainingJob);
}

/** Shows progress until the job has ended, well or not; Ctrl-C cancels it. */
export async function followJob(jobs: JobService, id: string, terminal: Terminal): Promise<Job> {
  const display = progressDisplay(terminal);
  const cancel = () => void jobs.cancel(id);
  process.once('SIGINT', cancel);
  try {
    for (;;) {
      const job = (await jobs.get(id)) as Job;
      if (job.progress) display.show(job.progress);
      if (job.endedAt !== null) return job;
      await sleep(POLL_MS);
    }
  } finally {
    display.done();
    process.off('SIGINT', cancel);
  }
}

function ended(job: TrainingJob): TrainingJob {
  if (job.error) throw new ThetaError(job.error.code, job.error.message, { hint: job.error.hint ?? undefined });
  if (job.status !== 'CANCELLED') return job;
  throw new ThetaError('CANCELLED', 'The training was cancelled; no version was stored.');
}

/** What a training made, for people or as JSON. */
export function tellTraining(job: TrainingJob, json: boolean | undefined, terminal: Terminal): void {
  if (json) return terminal.out(JSON.stringify(job, null, 2));
  const seconds = (((job.endedAt ?? 0) - (job.startedAt ?? 0)) / 1000).toFixed(1);
  const serves = job.request.promote
    ? 'it serves from the next start on'
    : `\`theta versions --promote ${job.version}\` serves it`;
  const { embedding } = job;
  const embedded = embedding
    ? ` Texts embedded: ${embedding.embedded}, found in the store: ${embedding.fromStore}.`
    : '';
  terminal.out(`Trained ${job.version} in ${seconds} s; ${serves}.${embedded}`);
}
