import type { Clock } from '../domain/clock.js';
import type { EvaluationDeps } from './evaluation-job.js';
import { checkEvaluation, runEvaluationJob } from './evaluation-job.js';
import { InProcessQueue } from './in-process-queue.js';
import type { JobQueue } from './job-queue.js';
import { waiting } from './job-queue.js';
import { trainingOf } from './reembed.js';
import type { TrainingDeps } from './training-job.js';
import { checkTraining, runTrainingJob } from './training-job.js';
import type { EvaluationJob, JobService, TrainingJob, TrainingRequest } from './types.js';

export interface JobServiceDeps extends TrainingDeps, EvaluationDeps {
  readonly clock: Clock;
  readonly newId: () => string;
  /** Where jobs of other services wait too; its own when absent. */
  readonly queue?: JobQueue | undefined;
}

/** Checks requests, queues them, and stores what the jobs make. */
export function createJobService(deps: JobServiceDeps): JobService & { close(): Promise<void> } {
  const { clock, newId } = deps;
  const queue: JobQueue = deps.queue ?? new InProcessQueue(clock);
  queue.handle('TRAINING', (job, watch) => runTrainingJob(job, clock.now(), deps, watch));
  queue.handle('EVALUATION', (job, watch) => runEvaluationJob(job, clock.now(), deps, watch));
  const train = async (request: TrainingRequest) => {
    await checkTraining(request, deps);
    const state = waiting(newId(), clock.now());
    const job: TrainingJob = { ...state, kind: 'TRAINING', request, version: null, embedding: null };
    return queue.add(job);
  };
  return {
    train,
    reembed: async (request) => train(await trainingOf(request, deps)),
    async evaluate(request) {
      await checkEvaluation(request, deps);
      const job: EvaluationJob = { ...waiting(newId(), clock.now()), kind: 'EVALUATION', request, evaluation: null };
      return queue.add(job);
    },
    get: (id) => queue.get(id),
    list: () => queue.list(),
    cancel: (id) => queue.cancel(id),
    watch: (id) => queue.watch(id),
    watchAll: () => queue.watchAll(),
    watchers: () => queue.watchers,
    close: () => queue.close(),
  };
}
