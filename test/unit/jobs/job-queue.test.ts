import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../../src/domain/errors.js';
import { versionId } from '../../../src/domain/ids.js';
import { InProcessQueue } from '../../../src/jobs/in-process-queue.js';
import { waiting } from '../../../src/jobs/job-queue.js';
import type { EvaluationJob, EvaluationRequest, TrainingJob, TrainingRequest } from '../../../src/jobs/types.js';

let time = 0;
const clock = { now: () => ++time, monotonic: () => 0 };
const training = (id: string): TrainingJob => ({
  ...waiting(id, 0),
  kind: 'TRAINING',
  request: { label: id } as TrainingRequest,
  version: null,
  embedding: null,
});
const evaluation = (id: string): EvaluationJob => ({
  ...waiting(id, 0),
  kind: 'EVALUATION',
  request: { label: id } as EvaluationRequest,
  evaluation: null,
});
const ended = (queue: InProcessQueue, id: string) => expect.poll(() => queue.get(id)?.endedAt).not.toBeNull();
const stopped = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new ThetaError('CANCELLED', 'stopped'))),
  );

describe('the job queue', () => {
  it('runs trainings and evaluations one after the other, and writes what they made into them', async () => {
    const queue = new InProcessQueue(clock);
    const running: string[] = [];
    const work = async <T>(id: string, result: T): Promise<T> => {
      running.push(id);
      expect(queue.list().filter((job) => job.status === 'RUNNING')).toHaveLength(1);
      await new Promise((resolve) => setImmediate(resolve));
      return result;
    };
    queue.add(training('one'), (job) => work(job.id, { version: versionId('v1') }));
    queue.add(evaluation('two'), (job) => work(job.id, { evaluation: 'report' }));
    expect(queue.list().map((job) => job.id)).toEqual(['two', 'one']);
    await ended(queue, 'two');
    expect(running).toEqual(['one', 'two']);
    expect(queue.get('one')).toMatchObject({ status: 'SUCCEEDED', version: 'v1', error: null });
    expect(queue.get('two')).toMatchObject({ status: 'SUCCEEDED', evaluation: 'report' });
    expect(queue.get('two')?.startedAt).toBeGreaterThan(queue.get('one')?.endedAt as number);
  });

  it('shows progress, and the code of what went wrong, and goes on', async () => {
    const queue = new InProcessQueue(clock);
    const progress = { stage: 'fit', done: 1, total: 2, unit: 'epochs', metrics: { loss: 0.5 } };
    queue.add(training('one'), async (_job, { onProgress }) => {
      onProgress(progress);
      throw new ThetaError('TRAINING_DATA_INSUFFICIENT', 'too few');
    });
    queue.add(training('two'), () => Promise.reject(new TypeError('oops')));
    await ended(queue, 'two');
    const error = { code: 'TRAINING_DATA_INSUFFICIENT', message: 'too few' };
    const curves = [{ stage: 'fit', run: 1, steps: [1], series: [{ name: 'loss', values: [0.5] }] }];
    expect(queue.get('one')).toMatchObject({ status: 'FAILED', progress, curves, error });
    expect(queue.get('two')).toMatchObject({ status: 'FAILED', curves: [], error: { code: 'INTERNAL' } });
  });

  it('cancels a running job and one that waits, and leaves an ended one as it is', async () => {
    const queue = new InProcessQueue(clock);
    let started = 0;
    const work = (_job: unknown, { signal }: { signal: AbortSignal }) => (started++, stopped(signal));
    for (const id of ['one', 'two']) queue.add(training(id), work);
    await expect.poll(() => started).toBe(1);
    expect(queue.cancel('two')?.status).toBe('CANCELLED');
    queue.cancel('one');
    await ended(queue, 'one');
    expect([queue.get('one')?.status, queue.get('two')?.status, started]).toEqual(['CANCELLED', 'CANCELLED', 1]);
    const before = queue.get('one');
    expect(queue.cancel('one')).toBe(before);
    expect(queue.cancel('nobody')).toBeNull();
  });

  it('waits at close until what runs has stopped', async () => {
    const queue = new InProcessQueue(clock);
    for (const id of ['one', 'two']) queue.add(training(id), (_job, { signal }) => stopped(signal));
    await expect.poll(() => queue.get('one')?.status).toBe('RUNNING');
    await queue.close();
    expect(queue.list().map((job) => job.status)).toEqual(['CANCELLED', 'CANCELLED']);
  });

  it('tells who watches of each change, with the end in one piece', async () => {
    const queue = new InProcessQueue(clock);
    const everything = queue.watchAll();
    queue.add(training('one'), async (_job, { onProgress }) => {
      for (const done of [1, 2]) {
        // Without a pause the reader would see the latest of these only.
        await new Promise((resolve) => setImmediate(resolve));
        onProgress({ stage: 'fit', done, total: 2, unit: 'epochs' });
      }
      await new Promise((resolve) => setImmediate(resolve));
      return { version: versionId('v1') };
    });
    const seen: unknown[] = [];
    for await (const job of queue.watch('one') ?? []) seen.push([job.status, job.progress?.done, job.endedAt !== null]);
    expect(seen).toEqual([
      ['QUEUED', undefined, false],
      ['RUNNING', undefined, false],
      ['RUNNING', 1, false],
      ['RUNNING', 2, false],
      ['SUCCEEDED', 2, true],
    ]);
    expect((await everything.next()).value).toMatchObject({ id: 'one', status: 'SUCCEEDED', version: 'v1' });
    expect([queue.watch('nobody'), queue.watchers]).toEqual([null, 1]);
    await queue.close();
    expect([await everything.next(), queue.watchers]).toEqual([{ done: true, value: undefined }, 0]);
  });

  it('tells the end of jobs that fail, are cancelled, or are stopped with the queue', async () => {
    const queue = new InProcessQueue(clock);
    const last = async (id: string) => {
      let job;
      for await (job of queue.watch(id) ?? []);
      return [job?.status, job?.error?.code];
    };
    queue.add(training('bad'), () => {
      throw new ThetaError('TRAINING_DATA_INSUFFICIENT', 'too few');
    });
    queue.add(training('left'), (_job, { signal }) => stopped(signal));
    queue.add(training('never'), () => Promise.reject(new Error('started')));
    const ends = ['bad', 'left', 'never'].map(last);
    queue.cancel('never');
    await expect.poll(() => queue.get('left')?.status).toBe('RUNNING');
    await queue.close();
    expect(await Promise.all(ends)).toEqual([
      ['FAILED', 'TRAINING_DATA_INSUFFICIENT'],
      ['CANCELLED', undefined],
      ['CANCELLED', undefined],
    ]);
    expect(queue.watchers).toBe(0);
  });

  it('cancels at once what is added after it was closed', async () => {
    const queue = new InProcessQueue(clock);
    await queue.close();
    let ran = false;
    const late = queue.add(training('late'), async () => {
      ran = true;
      return {};
    });
    expect(late).toMatchObject({ status: 'CANCELLED', endedAt: expect.any(Number) });
    await new Promise((resolve) => setImmediate(resolve));
    expect([ran, queue.get('late')?.status]).toEqual([false, 'CANCELLED']);
  });
});
