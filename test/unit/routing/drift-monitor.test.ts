import { describe, expect, it } from 'vitest';
import type { DriftMonitorOptions } from '../../../src/routing/drift/monitor.js';
import { createDriftMonitor } from '../../../src/routing/drift/monitor.js';
import type { DriftReport } from '../../../src/routing/drift/types.js';
import { ManualTiming } from '../../fixtures/manual-timing.js';

const MINUTE = 60_000;
const REPORT = { alerts: [], text: 'No drift' } as unknown as DriftReport;

/** Looks end when a test says so. */
function world(change: Partial<DriftMonitorOptions> = {}) {
  const timing = new ManualTiming();
  const looks: { end(report?: DriftReport): void; fail(error: Error): void; readonly signal: AbortSignal }[] = [];
  const told: unknown[] = [];
  const monitor = createDriftMonitor({
    everyMinutes: 10,
    drift: {
      drift: (_request, caller) =>
        new Promise((resolve, reject) => {
          const signal = caller?.signal as AbortSignal;
          signal.addEventListener('abort', () => reject(new Error('cancelled')));
          looks.push({ end: (report = REPORT) => resolve(report), fail: reject, signal });
        }),
    },
    clock: timing,
    after: (ms, work) => timing.after(ms, work),
    onReport: (report) => told.push(report),
    onError: (error) => told.push(error),
    ...change,
  });
  return { timing, looks, told, monitor };
}

describe('the drift monitor', () => {
  it('looks every so often once it is started, one look at a time', async () => {
    const { timing, looks, told, monitor } = world();
    await timing.pass(60 * MINUTE);
    expect(looks).toHaveLength(0);
    monitor.start();
    monitor.start();
    expect(timing.alarms).toHaveLength(1);
    await timing.pass(9 * MINUTE);
    expect(monitor.status()).toMatchObject({ running: false, runs: 0, nextAt: 70 * MINUTE, latest: null });
    await timing.pass(MINUTE);
    expect(monitor.status()).toMatchObject({ running: true, nextAt: null });
    await timing.pass(60 * MINUTE);
    expect(looks).toHaveLength(1);
    looks[0]?.end();
    await timing.turn();
    expect(told).toEqual([REPORT]);
    expect(monitor.status()).toMatchObject({
      running: false,
      runs: 1,
      failed: 0,
      latest: REPORT,
      nextAt: 140 * MINUTE,
    });
    await timing.pass(10 * MINUTE);
    expect(looks).toHaveLength(2);
  });

  it('goes on after a failure and keeps the report before', async () => {
    const { timing, looks, told, monitor } = world();
    monitor.start();
    await timing.pass(10 * MINUTE);
    looks[0]?.end();
    await timing.turn();
    await timing.pass(10 * MINUTE);
    looks[1]?.fail(new Error('no database'));
    await timing.turn();
    expect(monitor.status()).toMatchObject({ runs: 1, failed: 1, error: 'no database', latest: REPORT });
    expect(told).toHaveLength(2);
    await timing.pass(10 * MINUTE);
    looks[2]?.end();
    await timing.turn();
    expect(monitor.status()).toMatchObject({ runs: 2, failed: 1, error: null });
  });

  it('stops a look when it is closed, and looks no more', async () => {
    const { timing, looks, told, monitor } = world();
    monitor.start();
    await timing.pass(10 * MINUTE);
    await monitor.close();
    expect(looks[0]?.signal.aborted).toBe(true);
    await timing.pass(60 * MINUTE);
    expect([looks.length, told.length, monitor.status().nextAt]).toEqual([1, 0, null]);
    const waiting = world();
    waiting.monitor.start();
    await waiting.monitor.close();
    await waiting.timing.pass(60 * MINUTE);
    expect(waiting.looks).toHaveLength(0);
  });
});
