import { describe, expect, it } from 'vitest';
import { createLearningSchedule } from '../../../../src/calibration/feedback/schedule.js';
import type { FeedbackUpdate, LearnRequest } from '../../../../src/calibration/feedback/types.js';
import { ThetaError } from '../../../../src/domain/errors.js';
import { ManualTiming } from '../../../fixtures/manual-timing.js';

const MINUTE = 60_000;
const UPDATE = { approved: true } as FeedbackUpdate;

/** Attempts end when a test says so. */
function world() {
  const timing = new ManualTiming();
  const attempts: { readonly request: LearnRequest; end(): void; fail(error: Error): void }[] = [];
  const told: unknown[] = [];
  const schedule = createLearningSchedule({
    everyMinutes: 10,
    approveWithinLimits: true,
    learning: {
      learn: (request, caller) =>
        new Promise((resolve, reject) => {
          caller?.signal?.addEventListener('abort', () => reject(new Error('cancelled')));
          attempts.push({ request, end: () => resolve(UPDATE), fail: reject });
        }),
    },
    clock: timing,
    after: (ms, work) => timing.after(ms, work),
    onUpdate: (update) => told.push(update),
    onError: (error) => told.push(error),
  });
  return { timing, attempts, told, schedule };
}

describe('scheduled learning', () => {
  it('attempts every so often once it is started, one at a time', async () => {
    const { timing, attempts, told, schedule } = world();
    await timing.pass(30 * MINUTE);
    expect(attempts).toHaveLength(0);
    schedule.start();
    schedule.start();
    expect(timing.alarms).toHaveLength(1);
    await timing.pass(40 * MINUTE);
    expect(attempts.map(({ request }) => request)).toEqual([{ approveWithinLimits: true, unlessProposed: true }]);
    expect(schedule.status()).toMatchObject({ running: true, nextAt: null, updates: 0 });
    attempts[0]?.end();
    await timing.turn();
    expect(told).toEqual([UPDATE]);
    expect(schedule.status()).toMatchObject({ running: false, updates: 1, latest: UPDATE, nextAt: 80 * MINUTE });
  });

  it('takes nothing new for no failure, and goes on after one', async () => {
    const { timing, attempts, told, schedule } = world();
    schedule.start();
    await timing.pass(10 * MINUTE);
    attempts[0]?.fail(new ThetaError('FEEDBACK_INSUFFICIENT', 'Nothing new.'));
    await timing.turn();
    expect([told, schedule.status().failed]).toEqual([[], 0]);
    await timing.pass(10 * MINUTE);
    attempts[1]?.fail(new Error('no database'));
    await timing.turn();
    expect(schedule.status()).toMatchObject({ updates: 0, failed: 1, error: 'no database', latest: null });
    await timing.pass(10 * MINUTE);
    attempts[2]?.end();
    await timing.turn();
    expect(schedule.status()).toMatchObject({ updates: 1, failed: 1, error: null });
  });

  it('stops an attempt when it is closed, and attempts no more', async () => {
    const { timing, attempts, told, schedule } = world();
    schedule.start();
    await timing.pass(10 * MINUTE);
    await schedule.close();
    await timing.pass(60 * MINUTE);
    expect([attempts.length, told.length, schedule.status().nextAt]).toEqual([1, 0, null]);
  });
});
