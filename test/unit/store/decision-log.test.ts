import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../../src/domain/errors.js';
import type { DecisionRecord } from '../../../src/routing/ports.js';
import { BatchedDecisionLog } from '../../../src/store/decision-log.js';
import { decision } from '../../integration/store/support/records.js';
import { FakeScheduler } from './fake-scheduler.js';

const unavailable = new ThetaError('DATABASE_UNAVAILABLE', 'down');

/** A log over a database that can be told to fail or to hang. */
function setUp(options: { batch?: number; limit?: number } = {}) {
  const scheduler = new FakeScheduler();
  const batches: string[][] = [];
  const dropped: { count: number; cause: unknown }[] = [];
  const state = {
    fail: null as ((records: readonly DecisionRecord[]) => Error | null) | null,
    gate: Promise.resolve(),
  };
  const write = async (records: readonly DecisionRecord[]) => {
    await state.gate;
    const error = state.fail?.(records);
    if (error) throw error;
    batches.push(records.map((record) => record.id.slice(-3)));
  };
  const log = new BatchedDecisionLog(write, scheduler, {
    batch: 3,
    delayMs: 200,
    limit: 1000,
    onDrop: (count, cause) => dropped.push({ count, cause }),
    ...options,
  });
  const append = (from: number, to: number) => {
    for (let n = from; n <= to; n++) log.append(decision(n));
  };
  return { scheduler, batches, dropped, state, log, append };
}

describe('decision log', () => {
  it('writes what came within the delay in one batch', async () => {
    const { scheduler, batches, append } = setUp();
    append(1, 2);
    await scheduler.advance(199);
    expect(batches).toEqual([]);
    await scheduler.advance(1);
    expect(batches).toEqual([['001', '002']]);
    expect(scheduler.pending).toBe(0);
  });

  it('writes a full batch at once and never more than a batch in one statement', async () => {
    const { scheduler, batches, append, log } = setUp();
    append(1, 3);
    await scheduler.settle();
    expect(batches).toEqual([['001', '002', '003']]);
    append(4, 11);
    await log.flush();
    expect(batches.slice(1)).toEqual([
      ['004', '005', '006'],
      ['007', '008', '009'],
      ['00a', '00b'],
    ]);
  });

  it('flushes only what was appended before, and at once', async () => {
    const { batches, append, log, scheduler } = setUp();
    await log.flush();
    append(1, 1);
    const flushed = log.flush();
    append(2, 2);
    await flushed;
    expect(batches[0]).toEqual(['001']);
    await scheduler.advance(200);
    expect(batches.flat()).toEqual(['001', '002']);
  });

  it('keeps a batch while the database is away and tries again with growing pauses', async () => {
    const { scheduler, batches, append, state, log, dropped } = setUp();
    state.fail = () => unavailable;
    append(1, 1);
    await scheduler.advance(200);
    await expect(log.flush()).rejects.toBe(unavailable);
    append(2, 5);
    expect(scheduler.delays).toEqual([200, 200, 400]);
    await scheduler.advance(400);
    await scheduler.advance(800);
    expect(scheduler.delays).toEqual([200, 200, 400, 800, 1600]);
    for (let i = 0; i < 9; i++) await scheduler.advance(30_000);
    expect(Math.max(...scheduler.delays)).toBe(30_000);
    state.fail = null;
    await scheduler.advance(30_000);
    expect(batches).toEqual([
      ['001', '002', '003'],
      ['004', '005'],
    ]);
    expect(dropped).toEqual([]);
    append(6, 6);
    expect(scheduler.delays.at(-1)).toBe(200);
  });

  it('drops the newest beyond the limit, counting also those that are being written', async () => {
    const { append, state, log, dropped, batches } = setUp({ limit: 4 });
    let open = () => {};
    state.gate = new Promise((resolve) => (open = resolve));
    append(1, 6);
    expect(dropped.map((drop) => drop.count)).toEqual([1, 1]);
    open();
    await log.flush();
    expect(batches.flat()).toEqual(['001', '002', '003', '004']);
    append(7, 7);
    await log.flush();
    expect(batches.flat().at(-1)).toBe('007');
  });

  it('gives up only the record that the database refuses', async () => {
    const { append, state, log, dropped, batches } = setUp();
    const refused = new Error('refused');
    state.fail = (records) => (records.some((record) => record.id.endsWith('2')) ? refused : null);
    append(1, 4);
    await log.flush();
    expect(batches.flat()).toEqual(['001', '003', '004']);
    expect(dropped).toEqual([{ count: 1, cause: refused }]);
  });

  it('writes everything at close and drops what comes later', async () => {
    const { append, log, batches, dropped, scheduler } = setUp();
    append(1, 2);
    await log.close();
    expect(batches).toEqual([['001', '002']]);
    append(3, 3);
    expect(dropped).toEqual([{ count: 1, cause: 'the log is closed' }]);
    expect(scheduler.pending).toBe(0);
  });

  it('says how many were lost when the database is away at close', async () => {
    const { append, log, dropped, state, scheduler } = setUp();
    state.fail = () => unavailable;
    append(1, 2);
    await expect(log.close()).rejects.toBe(unavailable);
    expect(dropped).toEqual([{ count: 2, cause: unavailable }]);
    expect(scheduler.pending).toBe(0);
  });

  it('counts what it did and remembers which records it lost', async () => {
    const { state, log } = setUp({ limit: 3 });
    const records = [1, 2, 3, 4].map((n) => decision(n));
    state.fail = (batch) => (batch.some(({ id }) => id === records[1]?.id) ? new Error('refused') : null);
    for (const record of records) log.append(record);
    await log.flush();
    expect(records.map((record) => log.hasLost(record))).toEqual([false, true, false, true]);
    expect(log.counters()).toEqual({ waiting: 0, written: 2, dropped: 2 });
  });
});
