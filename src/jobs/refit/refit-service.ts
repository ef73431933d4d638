import { toThetaError } from '../../domain/errors.js';
import { objective } from '../../domain/objective.js';
import type { JobQueue } from '../job-queue.js';
import { refitUnderWay, waiting } from '../job-queue.js';
import { checkTraining } from '../training-job.js';
import type { RefitJob } from '../types.js';
import type { Watch } from '../worker-messages.js';
import { lookAtStore } from './look-at-store.js';
import type { RefitDeps } from './refit-deps.js';
import { runRefit } from './refit-job.js';
import type { RefitSettings } from './settings.js';
import type { RefitAsked, RefitReport, RefitRequest, StoredRefit } from './types.js';

export interface RefitServiceDeps extends RefitDeps {
  readonly queue: JobQueue;
  readonly settings: RefitSettings;
  /** Whether no other process can do refits on this database: one that has not ended and is not ours was then cut off. */
  readonly exclusive: boolean;
}

/** Training anew on all stored responses, compared with what serves. */
export interface RefitService {
  /**
   * Queues a refit. Throws REFIT_UNDER_WAY, REFIT_NOTHING_NEW, REFIT_HELD_OUT_INSUFFICIENT, TRAINING_DATA_INSUFFICIENT, what checking a training throws,
   * ALPHA_OUT_OF_RANGE and CONFIG_INVALID before anything starts.
   */
  refit(asked: RefitAsked): Promise<RefitJob>;
  /** Newest first. */
  list(first: number): Promise<readonly StoredRefit[]>;
  /** Null for an unknown id. */
  get(id: string): Promise<StoredRefit | null>;
  /** Resolves when everything is written that the end of the jobs left to write. */
  close(): Promise<void>;
}

/** A server that shares its database says that it is alive this often while a refit runs, and counts as ended after so many times of silence. */
const ALIVE_MS = 60_000;
const SILENT_MS = 15 * ALIVE_MS;

export function createRefitService(deps: RefitServiceDeps): RefitService {
  const { queue, refits, clock } = deps;
  const ends = new Set<Promise<void>>();
  queue.handle('REFIT', (job, watch) => work(job, deps, watch));

  return {
    async refit(asked) {
      // Before everything is looked at; the queue refuses a second one in any case.
      await expectNone(deps);
      const request = requestOf(asked, deps);
      await checkRefit(request, deps);
      const createdAt = clock.now();
      const job: RefitJob = {
        ...waiting(deps.newId(), createdAt),
        kind: 'REFIT',
        request,
        version: null,
        report: null,
      };
      const queued = await queue.add(job);
      await keep(job, deps);
      // Only a note for later: without it the refit is shown as interrupted.
      const end = endOfWaiting(job.id, deps)
        .catch(() => {})
        .finally(() => ends.delete(end));
      ends.add(end);
      return queued;
    },
    list: async (first) => Promise.all((await refits.list(first)).map((refit) => current(refit, deps))),
    async get(id) {
      const refit = await refits.get(id);
      return refit && current(refit, deps);
    },
    async close() {
      await Promise.allSettled([...ends]);
    },
  };
}

async function expectNone({ queue }: RefitServiceDeps): Promise<void> {
  const active = (await queue.list()).find((job) => job.kind === 'REFIT' && job.endedAt === null);
  if (active) throw refitUnderWay(active.id);
}

/** The row of a job that waits; a job that no row tells of is not to be done. */
async function keep(job: RefitJob, { queue, refits }: RefitServiceDeps): Promise<void> {
  try {
    await refits.add(rowOf(job));
  } catch (error) {
    await queue.cancel(job.id);
    throw error;
  }
}

function requestOf({ rule, ...asked }: RefitAsked, { settings, clock }: RefitServiceDeps): RefitRequest {
  return {
    trigger: 'ON_DEMAND',
    label: `refit of ${new Date(clock.now()).toISOString().slice(0, 10)}`,
    routers: null,
    sources: [],
    seed: null,
    hyperparameters: null,
    embedder: null,
    alpha: settings.alpha,
    heldOutShare: settings.heldOutShare,
    minResponses: 1,
    ...asked,
    rule: { ...settings.rule, ...rule },
  };
}

async function checkRefit(request: RefitRequest, deps: RefitServiceDeps): Promise<void> {
  objective(request.alpha);
  const { routers, hyperparameters } = request;
  // Before the training is checked, whose words on an empty store say less.
  await lookAtStore(request, deps);
  const training = { ...request, routers: routers ?? [], hyperparameters: hyperparameters ?? {} };
  await checkTraining({ ...training, seed: request.seed ?? 0, promote: false }, deps);
}

/** The job itself; what becomes of it is written before anybody hears that it has ended. */
async function work(
  job: RefitJob,
  deps: RefitServiceDeps,
  watch: Watch,
): Promise<{ readonly version: RefitReport['candidate']; readonly report: RefitReport }> {
  const { refits, clock } = deps;
  const end = (change: Pick<StoredRefit, 'status'> & Partial<StoredRefit>) =>
    refits.change(job.id, { ...change, endedAt: clock.now() });
  // It may begin before its row is written, and again where a worker was lost.
  await refits.add(rowOf(job));
  await refits.change(job.id, { status: 'RUNNING', aliveAt: clock.now(), endedAt: null, error: null });
  try {
    const report = await runRefit(job, deps, alive(job.id, deps, watch), (candidate) =>
      refits.change(job.id, { candidate }),
    );
    await end({ status: 'SUCCEEDED', report });
    return { version: report.candidate, report };
  } catch (thrown) {
    const { code, message, hint = null } = toThetaError(thrown);
    const status = code === 'CANCELLED' ? 'CANCELLED' : 'FAILED';
    await end({ status, error: status === 'FAILED' ? { code, message, hint } : null });
    throw thrown;
  }
}

function alive(id: string, { refits, clock }: RefitServiceDeps, watch: Watch): Watch {
  let last = clock.now();
  return {
    signal: watch.signal,
    onProgress(progress) {
      watch.onProgress(progress);
      const now = clock.now();
      if (now - last < ALIVE_MS) return;
      last = now;
      // Progress must not fail because this could not be noted.
      refits.change(id, { aliveAt: now }).catch(() => {});
    },
  };
}

/** A job that is cancelled while it waits never runs, so nothing else writes its end. */
async function endOfWaiting(id: string, { queue, refits }: RefitServiceDeps): Promise<void> {
  const changes = await queue.watch(id);
  if (!changes) return;
  for await (const { startedAt, endedAt } of changes) {
    if (startedAt !== null) break;
    if (endedAt !== null) await refits.change(id, { status: 'CANCELLED', endedAt });
  }
}

const rowOf = ({ id, request, createdAt }: RefitJob): StoredRefit => ({
  id,
  trigger: request.trigger,
  label: request.label,
  status: 'QUEUED',
  createdAt,
  endedAt: null,
  aliveAt: createdAt,
  candidate: null,
  report: null,
  error: null,
});

/** As its job stands, where that is known. A refit that no running server does any more did not end by itself. */
async function current(refit: StoredRefit, { queue, clock, exclusive }: RefitServiceDeps): Promise<StoredRefit> {
  const lately = clock.now() - refit.aliveAt <= SILENT_MS;
  if (refit.endedAt !== null && (exclusive || !lately)) return refit;
  const job = await queue.get(refit.id);
  if (job) {
    // What is written when it ends says more; but a job that was put back has not ended, whatever was written then.
    if (refit.endedAt !== null && job.endedAt !== null) return refit;
    return { ...refit, status: job.status, endedAt: job.endedAt, error: job.error };
  }
  if (refit.endedAt !== null || (!exclusive && lately)) return refit;
  return { ...refit, status: 'INTERRUPTED', error: cutOff(refit) };
}

const cutOff = ({ candidate }: StoredRefit): StoredRefit['error'] => ({
  code: 'CANCELLED',
  message: candidate
    ? `The server ended while the refit ran. Its version ${candidate} is stored and was not compared.`
    : 'The server ended while the refit waited or ran; no version was stored.',
  hint: 'Start it again: it trains on all that is stored by then.',
});
