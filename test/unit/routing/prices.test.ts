import { describe, expect, it } from 'vitest';
import { createPriceService } from '../../../src/routing/prices.js';

const MINUTE = 60_000;

/** A service that waits for one change; its timers know only how much time passes, not what the clock shows. */
async function world(changesAt: number, shown: number) {
  const clock = { shown, passed: 0 };
  const timers: { at: number; task: () => void }[] = [];
  const loads: number[] = [];
  const prices = createPriceService({
    table: {
      nextPriceChange: (after: number) => Promise.resolve(after < changesAt ? changesAt : null),
    } as never,
    clock: { now: () => clock.shown, monotonic: () => clock.passed },
    onChanged: () => Promise.resolve(void loads.push(clock.shown)),
    later: (task, ms) => void timers.push({ at: clock.passed + ms, task }),
    onError: (error) => {
      throw error;
    },
  });
  await prices.follow();
  /** Time passes, in steps of a second. */
  const pass = async (ms: number) => {
    for (const end = clock.passed + ms; clock.passed < end;) {
      clock.passed += 1000;
      clock.shown += 1000;
      for (const due of timers.filter(({ at }) => at <= clock.passed)) {
        timers.splice(timers.indexOf(due), 1);
        due.task();
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { clock, loads, pass, timers };
}

describe('a price that is to change', () => {
  it('changes at its moment and once', async () => {
    const { loads, pass } = await world(10 * MINUTE, 0);
    await pass(9 * MINUTE);
    expect(loads).toEqual([]);
    await pass(5 * MINUTE);
    expect(loads).toEqual([10 * MINUTE]);
  });

  it('changes within a minute after the clock was set past its moment', async () => {
    const { clock, loads, pass } = await world(60 * MINUTE, 0);
    await pass(MINUTE);
    clock.shown = 70 * MINUTE;
    await pass(MINUTE);
    expect(loads).toHaveLength(1);
  });

  it('waits for its moment when the clock was set back', async () => {
    const { clock, loads, pass } = await world(60 * MINUTE, 50 * MINUTE);
    await pass(5 * MINUTE);
    clock.shown = 40 * MINUTE;
    await pass(15 * MINUTE);
    expect(loads).toEqual([]);
    await pass(6 * MINUTE);
    expect(loads).toEqual([60 * MINUTE]);
  });

  it('keeps one timer at a time', async () => {
    const { pass, timers } = await world(600 * MINUTE, 0);
    await pass(20 * MINUTE);
    expect(timers).toHaveLength(1);
  });
});
