import { describe, expect, it } from 'vitest';
import { createRetentionService } from '../../../../src/jobs/retention/retention.js';
import { createRetentionSchedule } from '../../../../src/jobs/retention/schedule.js';
import type { RetentionSettings, RetentionStep } from '../../../../src/jobs/retention/types.js';
import { FakeScheduler } from '../../store/fake-scheduler.js';

const NOW = Date.parse('2027-01-01T10:00Z');
const step = (next: RetentionStep['next'], more: Partial<RetentionStep> = {}): RetentionStep => ({
  ...{ decisions: 1, feedback: 2, shadows: 3, sums: 0, partitions: [], next },
  ...more,
});

/** A service over steps that are given; `asked` has what was asked for. */
function scripted(settings: RetentionSettings, decisions: RetentionStep[], sums: RetentionStep[] = []) {
  const asked: [string, number][] = [];
  const take = (kind: string, steps: RetentionStep[]) => (before: number) => {
    asked.push([kind, before]);
    const next = steps.shift();
    return next ? Promise.resolve(next) : Promise.reject(new Error('no step is left'));
  };
  const retention = createRetentionService({
    store: { expireDecisions: take('decisions', decisions), expireSums: take('sums', sums) },
    settings,
    clock: { now: () => NOW, monotonic: () => 0 },
    breathe: () => Promise.resolve(),
  });
  return { retention, asked };
}

describe('retention', () => {
  it('removes step by step what is older than whole days, and adds up what went', async () => {
    const steps = [step('more', { partitions: ['a'] }), step('more', { partitions: ['b'] }), step('none')];
    const { retention, asked } = scripted({ decisionDays: 31, sumDays: 365 }, steps, [step('none', { sums: 7 })]);
    expect(await retention.run()).toEqual({
      ...{ decisions: 4, feedback: 8, shadows: 12, sums: 7, partitions: ['a', 'b'] },
      ...{ decisionsBefore: Date.parse('2026-12-01'), sumsBefore: Date.parse('2026-01-01') },
      ...{ finished: true, durationMs: 0 },
    });
    expect(asked.map(([kind]) => kind)).toEqual(['decisions', 'decisions', 'decisions', 'sums']);
    expect(asked[0]?.[1]).toBe(Date.parse('2026-12-01'));
  });

  it('keeps for ever what no setting ends', async () => {
    const { retention, asked } = scripted({ decisionDays: null, sumDays: null }, []);
    expect(await retention.run()).toMatchObject({ decisionsBefore: null, sumsBefore: null, finished: true });
    expect(asked).toEqual([]);
  });

  it('stops where another server is at it, and says so', async () => {
    const { retention, asked } = scripted({ decisionDays: 1, sumDays: 1 }, [step('more'), step('busy')]);
    expect(await retention.run()).toMatchObject({ decisions: 2, finished: false });
    expect(asked).toHaveLength(2);
  });

  it('stops between two steps when it is told to', async () => {
    const controller = new AbortController();
    const { retention } = scripted({ decisionDays: 1, sumDays: null }, [step('more'), step('more')]);
    const running = retention.run(controller.signal);
    controller.abort();
    expect((await running).finished).toBe(false);
    expect(await retention.run(controller.signal)).toMatchObject({ decisions: 0, finished: false });
  });
});

describe('scheduled retention', () => {
  it('runs every so often, and tells of what went and of failures', async () => {
    const scheduler = new FakeScheduler();
    const { retention } = scripted({ decisionDays: 1, sumDays: null }, [step('none')]);
    const told: unknown[] = [];
    const schedule = createRetentionSchedule({
      everyMinutes: 60,
      retention,
      clock: { now: () => NOW },
      after: (ms, work) => scheduler.after(ms, work),
      onReport: ({ decisions }) => told.push(decisions),
      onError: (error) => told.push((error as Error).message),
    });
    schedule.start();
    expect(schedule.status()).toMatchObject({ everyMinutes: 60, latest: null, error: null, nextAt: NOW + 3_600_000 });
    await scheduler.advance(3_600_000);
    expect(schedule.status()).toMatchObject({ latest: { decisions: 1 }, error: null });
    await scheduler.advance(3_600_000);
    expect(schedule.status()).toMatchObject({ latest: { decisions: 1 }, error: 'no step is left' });
    expect(told).toEqual([1, 'no step is left']);
    await schedule.close();
    expect(scheduler.pending).toBe(0);
  });
});
