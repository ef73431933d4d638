import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../../../src/domain/errors.js';
import { InProcessQueue } from '../../../../src/jobs/in-process-queue.js';
import { waiting } from '../../../../src/jobs/job-queue.js';
import { createRefitSchedule } from '../../../../src/jobs/refit/schedule.js';
import type { RefitAsked, RefitReport, RefitRequest } from '../../../../src/jobs/refit/types.js';
import type { RefitJob } from '../../../../src/jobs/types.js';
import { ManualTiming } from '../../../fixtures/manual-timing.js';

const MINUTE = 60_000;
const REPORT = { promoted: true, reason: 'Promoted. It is better.' } as RefitReport;

/** Jobs end when a test says so; asking fails while `refusal` is set. */
function world() {
  const timing = new ManualTiming();
  const queue = new InProcessQueue({ now: () => timing.now(), monotonic: () => 0 });
  const asked: RefitAsked[] = [];
  const jobs: { end(report: RefitReport): void; fail(error: Error): void }[] = [];
  const told: unknown[] = [];
  const at = { refusal: null as Error | null };
  const schedule = createRefitSchedule({
    everyMinutes: 60,
    minResponses: 500,
    refits: {
      async refit(request) {
        asked.push(request);
        if (at.refusal) throw at.refusal;
        const id = `job-${asked.length}`;
        const job: RefitJob = {
          ...waiting(id, timing.now()),
          kind: 'REFIT',
          request: {} as RefitRequest,
          version: null,
          report: null,
        };
        return queue.add(
          job,
          (_job, { signal }) =>
            new Promise((resolve, reject) => {
              signal.addEventListener('abort', () => reject(new ThetaError('CANCELLED', 'Stopped.')));
              jobs.push({ end: (report) => resolve({ report }), fail: reject });
            }),
        );
      },
    },
    jobs: queue,
    clock: timing,
    after: (ms, work) => timing.after(ms, work),
    onRefit: ({ id, report }) => told.push([id, report?.promoted]),
    onError: (error) => told.push(error),
  });
  return { timing, queue, asked, jobs, told, at, schedule };
}

describe('scheduled refits', () => {
  it('ask for one every so often once started, and wait for its end', async () => {
    const { timing, asked, jobs, told, schedule } = world();
    await timing.pass(200 * MINUTE);
    expect(asked).toEqual([]);
    schedule.start();
    schedule.start();
    expect(timing.alarms).toEqual([260 * MINUTE]);
    await timing.pass(300 * MINUTE);
    expect(asked).toEqual([{ trigger: 'SCHEDULE', minResponses: 500 }]);
    expect(schedule.status()).toMatchObject({ running: true, nextAt: null, refits: 0 });
    jobs[0]?.end(REPORT);
    await timing.turn();
    await timing.turn();
    expect(told).toEqual([['job-1', true]]);
    expect(schedule.status()).toMatchObject({
      running: false,
      refits: 1,
      promoted: 1,
      failed: 0,
      nextAt: 560 * MINUTE,
      note: REPORT.reason,
    });
  });

  it('take nothing new, and the refit of somebody else, for no failure', async () => {
    const { timing, told, at, schedule } = world();
    schedule.start();
    for (const code of ['REFIT_NOTHING_NEW', 'REFIT_UNDER_WAY'] as const) {
      at.refusal = new ThetaError(code, `It is ${code}.`);
      await timing.pass(60 * MINUTE);
      expect(schedule.status()).toMatchObject({ refits: 0, failed: 0, note: `It is ${code}.` });
    }
    expect(told).toEqual([]);
  });

  it('go on after a failure, of asking or of the job', async () => {
    const { timing, jobs, told, at, schedule } = world();
    schedule.start();
    at.refusal = new Error('no database');
    await timing.pass(60 * MINUTE);
    expect(schedule.status()).toMatchObject({ failed: 1, note: 'no database' });
    at.refusal = null;
    await timing.pass(60 * MINUTE);
    jobs[0]?.fail(new ThetaError('TRAINING_DATA_INSUFFICIENT', 'Too few.'));
    await timing.turn();
    await timing.turn();
    expect(schedule.status()).toMatchObject({ failed: 2, refits: 0, note: 'Too few.' });
    expect(told).toHaveLength(2);
    await timing.pass(60 * MINUTE);
    jobs[1]?.end({ ...REPORT, promoted: false });
    await timing.turn();
    await timing.turn();
    expect(schedule.status()).toMatchObject({ failed: 2, refits: 1, promoted: 0 });
  });

  it('end with the queue, and attempt no more', async () => {
    const { timing, queue, asked, told, schedule } = world();
    schedule.start();
    await timing.pass(60 * MINUTE);
    await Promise.all([schedule.close(), queue.close()]);
    await timing.pass(600 * MINUTE);
    expect([asked.length, told.length, schedule.status().nextAt]).toEqual([1, 0, null]);
  });
});
