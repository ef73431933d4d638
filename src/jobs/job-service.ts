import type { Clock } from '../domain/clock.js';
import type { EvaluationDeps } from './evaluation-job.js';
import { checkEvaluation, runEvaluationJob } from './evaluation-job.js';
import { JobQueue, waiting } from './job-queue.js';
import type { TrainingDeps } from './training-job.js';
import { checkTraining, runTrainingJob } from './training-job.js';
import type { EvaluationJob, JobService, TrainingJob } from './types.js';

export interface JobServiceDeps extends TrainingDeps, EvaluationDeps {
  readonly clock: Clock;
  readonly newId: () => string;
}

/** Checks requests, queues them, and stores what the jobs make. */
export function createJobService(deps: JobServiceDeps): JobService & { close(): Promise<void> } {
  const { clock, newId } = deps;
  const queue = new JobQueue(clock);
  return {
    async train(request) {
      await checkTraining(request, deps);
      const job: TrainingJob = { ...waiting(newId(), clock.now()), kind: 'TRAINING', request, version: null };
      return queue.add(job, (running, watch) => runTrainingJob(running, clock.now(), deps, watch));
    },
    async evaluate(request) {
      await checkEvaluation(request, deps);
      const job: EvaluationJob = { ...waiting(newId(), clock.now()), kind: 'EVALUATION', request, evaluation: null };
      return queue.add(job, (running, watch) => runEvaluationJob(running, clock.now(), deps, watch));
    },
    get: (id) => queue.get(id),
    list: () => queue.list(),
    cancel: (id) => queue.cancel(id),
    close: () => queue.close(),
  };
}
