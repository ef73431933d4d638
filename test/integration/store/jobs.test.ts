import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.js';
import { ThetaError } from '../../../src/domain/errors.js';
import { versionId } from '../../../src/domain/ids.js';
import { pooledRandomBytes, uuidv7 } from '../../../src/domain/uuid.js';
import { waiting } from '../../../src/jobs/job-queue.js';
import type { Work } from '../../../src/jobs/job-queue.js';
import type { Job, RefitJob, TrainingJob, TrainingRequest } from '../../../src/jobs/types.js';
import type { JobQueueOptions } from '../../../src/store/jobs/open-queue.js';
import type { StoredJobQueue } from '../../../src/store/jobs/stored-queue.js';
import type { News } from '../../../src/store/news/types.js';
import type { Store } from '../../../src/store/open-store.js';
import type { Scratch } from './support/databases.js';
import { postgres } from './support/databases.js';

const SOON = { timeout: 30_000, interval: 10 };
const DAY = 86_400_000;
const randomBytes = pooledRandomBytes();
const newId = () => uuidv7(systemClock, randomBytes);
const request = (label: string): TrainingRequest => ({
  ...{ label, routers: [], sources: [], seed: 1, hyperparameters: {}, embedder: null, promote: false },
});
let asked = Date.now();
const training = (label = 'a'): TrainingJob => ({
  ...waiting(newId(), asked++),
  ...{ kind: 'TRAINING', request: request(label), version: null, embedding: null },
});
const refit = (): RefitJob => ({
  ...waiting(newId(), Date.now()),
  ...{ kind: 'REFIT', request: { label: 'r' } as RefitJob['request'], version: null, report: null },
});

interface Process {
  readonly queue: StoredJobQueue;
  readonly news: News;
  /** Jobs that it does now. */
  readonly doing: Map<string, { end(made?: object): void; fail(error: Error): void; step(done: number): void }>;
  /** As a process ends that is killed: its connections are cut and it says nothing any more. */
  die(): Promise<void>;
  close(): Promise<void>;
}

describe.skipIf(postgres.skipped !== null)('jobs of several processes on one PostgreSQL', { timeout: 90_000 }, () => {
  let scratch: Scratch;
  const processes: Process[] = [];

  /** A process with a store of its own; its jobs do what a test says. */
  const start = async (options: Partial<JobQueueOptions> = {}): Promise<Process> => {
    // A dead process runs no timer any more.
    let alive = true;
    let closed = false;
    const store: Store = await scratch.open({
      scheduler: {
        after(ms, task) {
          const timer = setTimeout(() => alive && task(), ms);
          return () => clearTimeout(timer);
        },
      },
    });
    const news = (await store.openNews({ pollMs: DAY })) as News;
    const none = { serving: async () => {}, catalogue: async () => {} };
    await news.start({ changed: none, onFlush: () => {} });
    const queue = await store.openJobQueue({
      ...{ news, takes: true, lostMs: 600_000, retries: 1, keptMs: DAY },
      ...options,
    });
    const doing: Process['doing'] = new Map();
    const work: Work<Job> = ({ id }, { signal, onProgress }) =>
      new Promise<object>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new ThetaError('CANCELLED', 'stopped')));
        doing.set(id, {
          end: (made = {}) => resolve(made),
          fail: reject,
          step: (done) => onProgress({ stage: 'fit', done, total: 9, unit: 'epochs', metrics: { loss: 1 / done } }),
        });
      }).finally(() => alive && doing.delete(id));
    queue.handle('TRAINING', work as Work<TrainingJob>);
    queue.handle('REFIT', work as Work<RefitJob>);
    queue.start();
    const close = async () => {
      if (!alive || closed) return;
      closed = true;
      await queue.close();
      await store.close();
    };
    const process: Process = {
      ...{ queue, news, doing, close },
      async die() {
        alive = false;
        await store.close();
      },
    };
    processes.push(process);
    return process;
  };
  const who = (id: string, among: readonly Process[]) => among.filter(({ doing }) => doing.has(id));
  const statusOf = async ({ queue }: Process, id: string) => (await queue.get(id))?.status;
  const reaches = (process: Process, id: string, status: Job['status']) =>
    expect.poll(() => statusOf(process, id), SOON).toBe(status);

  beforeEach(async () => {
    await Promise.all(processes.splice(0).map((one) => one.close()));
    await scratch?.drop();
    scratch = await postgres.scratch();
  }, 30_000);
  afterAll(async () => {
    await Promise.all(processes.splice(0).map((one) => one.close()));
    await scratch?.drop();
  });

  it('are each done by one, side by side where there are several, and shown by all', async () => {
    // Started at the same time, as they also set up the queue.
    const [a, b, asks] = await Promise.all([start(), start(), start({ takes: false })]);
    const jobs = [training('one'), training('two'), training('three')] as const;
    for (const job of jobs) expect(await asks.queue.add(job)).toEqual(job);
    expect((await b.queue.list()).map(({ id }) => id)).toEqual(jobs.map(({ id }) => id).reverse());
    await expect.poll(() => a.doing.size + b.doing.size, SOON).toBe(2);
    expect(asks.doing.size).toBe(0);
    const [one, two, three] = jobs;
    expect(who(one.id, [a, b])).toHaveLength(1);
    expect(await asks.queue.get(three.id)).toEqual(three);
    who(one.id, [a, b])[0]
      ?.doing.get(one.id)
      ?.end({ version: versionId('v1') });
    who(two.id, [a, b])[0]?.doing.get(two.id)?.fail(new ThetaError('TRAINING_DATA_INSUFFICIENT', 'too few'));
    await reaches(asks, one.id, 'SUCCEEDED');
    await reaches(asks, two.id, 'FAILED');
    expect(await asks.queue.get(one.id)).toMatchObject({ version: 'v1', request: one.request, error: null });
    expect((await asks.queue.get(two.id))?.error).toMatchObject({ code: 'TRAINING_DATA_INSUFFICIENT' });
    await expect.poll(() => who(three.id, [a, b]), SOON).toHaveLength(1);
  });

  it('are followed from every process, with their curves', async () => {
    const [a, b] = await Promise.all([start(), start({ takes: false })]);
    const job = await b.queue.add(training());
    const all = b.queue.watchAll();
    await expect.poll(() => a.doing.size, SOON).toBe(1);
    const seen: (readonly [string, number | undefined])[] = [];
    const following = (async () => {
      let last: Job | null = null;
      for await (last of (await b.queue.watch(job.id)) ?? []) seen.push([last.status, last.progress?.done]);
      return last;
    })();
    for (const done of [1, 2]) {
      a.doing.get(job.id)?.step(done);
      await expect.poll(() => seen.at(-1), SOON).toEqual(['RUNNING', done]);
    }
    a.doing.get(job.id)?.end({ version: versionId('v2') });
    const last = await following;
    expect(last).toMatchObject({ status: 'SUCCEEDED', version: 'v2', endedAt: expect.any(Number) });
    expect(last?.curves).toMatchObject([{ stage: 'fit', steps: [1, 2], series: [{ name: 'loss', values: [1, 0.5] }] }]);
    // Of many changes a slow reader gets the latest.
    await expect.poll(async () => (await all.next()).value?.status, SOON).toBe('SUCCEEDED');
    expect(await b.queue.watch(newId())).toBeNull();
    await all.return();
    expect(b.queue.watchers).toBe(0);
  });

  it('are followed by looking where no notification comes', async () => {
    const a = await start();
    // It hears nothing: as if no listening connection could be made.
    let look = () => {};
    const onJob: News['onJob'] = (heard) => {
      look = () => heard(null);
      return () => {};
    };
    const deaf = await start({ takes: false, news: { onJob } });
    const before = await a.queue.add(training());
    await expect.poll(() => a.doing.size, SOON).toBe(1);
    const one = await deaf.queue.watch(before.id);
    const all = deaf.queue.watchAll();
    expect((await one?.next())?.value).toMatchObject({ status: 'RUNNING' });
    look();
    const after = await a.queue.add(training());
    a.doing.get(before.id)?.end();
    await reaches(deaf, before.id, 'SUCCEEDED');
    look();
    expect((await one?.next())?.value).toMatchObject({ id: before.id, status: 'SUCCEEDED' });
    expect(await one?.next()).toMatchObject({ done: true });
    const told = [(await all.next()).value, (await all.next()).value];
    expect(told.map((job) => job?.id).sort()).toEqual([before.id, after.id].sort());
    await all.return();
  });

  it('are cancelled from any process, whether they wait or run', async () => {
    const [a, b] = await Promise.all([start(), start({ takes: false })]);
    const [first, second] = [await b.queue.add(training()), await b.queue.add(training())];
    await expect.poll(() => a.doing.size, SOON).toBe(1);
    expect(await b.queue.cancel(second.id)).toMatchObject({ status: 'CANCELLED', endedAt: expect.any(Number) });
    expect((await b.queue.cancel(first.id))?.status).toBe('RUNNING');
    await reaches(b, first.id, 'CANCELLED');
    expect(await b.queue.cancel(newId())).toBeNull();
    expect(await b.queue.cancel('nothing')).toBeNull();
    // The one that was cancelled while it waited is passed over, and what comes next is done.
    const third = await b.queue.add(training());
    await expect.poll(() => a.doing.has(third.id), SOON).toBe(true);
    expect((await b.queue.cancel(second.id))?.status).toBe('CANCELLED');
  });

  it('are given back by a process that stops, which counts as no try', async () => {
    const [a, b] = [await start({ retries: 0 }), await start({ takes: false })];
    const job = await b.queue.add(training());
    await expect.poll(() => a.doing.size, SOON).toBe(1);
    await a.close();
    expect(await b.queue.get(job.id)).toMatchObject({ status: 'QUEUED', startedAt: null, error: null });
    const c = await start();
    await expect.poll(() => c.doing.size, SOON).toBe(1);
    c.doing.get(job.id)?.end();
    await reaches(b, job.id, 'SUCCEEDED');
    await expect(a.queue.add(training())).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
  });

  it('are begun anew once where their process was lost, then have failed with what happened', async () => {
    const watcher = await start({ takes: false, lostMs: 500 });
    const first = await start({ lostMs: 500 });
    const job = await watcher.queue.add(training());
    await expect.poll(() => first.doing.size, SOON).toBe(1);
    await first.die();
    await reaches(watcher, job.id, 'QUEUED');
    const second = await start({ lostMs: 500 });
    await expect.poll(() => second.doing.size, SOON).toBe(1);
    await second.die();
    await reaches(watcher, job.id, 'FAILED');
    expect((await watcher.queue.get(job.id))?.error).toMatchObject({
      code: 'JOB_LOST',
      message: expect.stringContaining('2 times'),
    });
    // Nobody is handed it again.
    const third = await start();
    const next = await watcher.queue.add(training());
    await expect.poll(() => [...third.doing.keys()], SOON).toEqual([next.id]);
  });

  it('keep what a lost process writes late out', async () => {
    // Its signs of life come too seldom for what the other takes for lost.
    const [slow, strict] = [await start(), await start({ lostMs: 300, takes: false })];
    const job = await strict.queue.add(training());
    await expect.poll(() => slow.doing.size, SOON).toBe(1);
    const taken = slow.doing.get(job.id);
    await reaches(strict, job.id, 'QUEUED');
    const other = await start({ lostMs: 300 });
    await expect.poll(() => other.doing.size, SOON).toBe(1);
    taken?.end({ version: versionId('late') });
    await expect.poll(() => slow.doing.size, SOON).toBe(0);
    expect(await strict.queue.get(job.id)).toMatchObject({ status: 'RUNNING', version: null });
    other.doing.get(job.id)?.end({ version: versionId('right') });
    await reaches(strict, job.id, 'SUCCEEDED');
    expect(await strict.queue.get(job.id)).toMatchObject({ version: 'right' });
  });

  it('hold one refit at a time', async () => {
    const [a, b] = [await start({ takes: false }), await start({ takes: false })];
    const added = await Promise.allSettled([a.queue.add(refit()), b.queue.add(refit())]);
    const [refused] = added.flatMap((one) => (one.status === 'rejected' ? [one.reason as ThetaError] : []));
    const [queued] = added.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(refused).toMatchObject({ code: 'REFIT_UNDER_WAY', message: expect.stringContaining(queued?.id as string) });
    await a.queue.cancel(queued?.id as string);
    await b.queue.add(refit());
    await a.queue.add(training());
  });
});
