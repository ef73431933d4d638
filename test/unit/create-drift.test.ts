import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.js';
import { configuredDrift } from '../../src/create-drift.js';
import { seededRng } from '../../src/domain/random.js';
import type { SwappableRoutingService } from '../../src/routing/routing-service.js';
import type { Store } from '../../src/store/open-store.js';
import { onlyServer } from '../../src/store/turns.js';
import { MemoryDecisions, MemoryFeedback } from '../fixtures/api/memory-store.js';
import { testRouterSet } from '../fixtures/api/router-set.js';
import { HOUR_MS, loggedTraffic } from '../fixtures/logged-traffic.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

async function configured(env: Record<string, string>) {
  const decisions = new MemoryDecisions();
  const feedback = new MemoryFeedback();
  const set = await testRouterSet();
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)) as Record<string, unknown>);
      done();
    },
  });
  const parts = {
    routing: { serving: () => set } as unknown as SwappableRoutingService,
    store: { decisions, feedback, turns: onlyServer } as unknown as Store,
    log: decisions,
    logger: pino({ level: 'info' }, sink),
  };
  return { ...configuredDrift(readConfig(env), parts), decisions, lines };
}

describe('the configured drift monitor', () => {
  it('is off unless it is asked for', async () => {
    expect((await configured({})).driftMonitor).toBeNull();
    expect(() => readConfig({ THETA_DRIFT_EVERY: '-1' })).toThrow(/THETA_DRIFT_EVERY=-1/);
  });

  it('warns of each alert with its decisions, and says when it could not look', async () => {
    const { driftMonitor: monitor, decisions, lines } = await configured({ THETA_DRIFT_EVERY: '30' });
    const now = Date.now();
    const rng = seededRng(5);
    const week = { n: 300, from: now - 100 * HOUR_MS, to: now - 24 * HOUR_MS };
    decisions.written.push(...loggedTraffic(week, rng).records);
    decisions.written.push(
      ...loggedTraffic({ ...week, from: now - 20 * HOUR_MS, to: now, further: -0.3 }, rng).records,
    );
    monitor?.start();
    await vi.advanceTimersByTimeAsync(29 * 60_000);
    expect(monitor?.status().runs).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    await vi.waitFor(() => expect(monitor?.status().runs).toBe(1));
    const level = pino.levels.values['warn'];
    expect(lines).toEqual([expect.objectContaining({ level, kind: 'DISTANCE', llm: null, causes: [] })]);
    expect(lines[0]?.['msg']).toMatch(/^drift: Recent queries are further from/);
    const furthest = monitor?.status().latest?.alerts[0]?.examples.map(({ id }) => id);
    expect(lines[0]?.['decisions']).toEqual(furthest);
    expect(furthest).toHaveLength(5);

    decisions.scan = () => Promise.reject(new Error('the database is away'));
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    await vi.waitFor(() => expect(monitor?.status().failed).toBe(1));
    expect(lines[1]).toMatchObject({ level: pino.levels.values['error'], msg: 'could not look for drift' });
    await monitor?.close();
  });
});
