import { describe, expect, it } from 'vitest';
import { CostedLog } from '../../../../src/routing/traffic/costed-log.js';
import type { DecisionRecord } from '../../../../src/routing/ports.js';
import { MemoryDecisions } from '../../../fixtures/api/memory-store.js';
import { decision } from '../../../integration/store/support/records.js';

function setUp(perSecond: number) {
  let now = 0;
  const inner = new MemoryDecisions();
  const log = new CostedLog(inner, { perSecond, monotonic: () => now, breathe: () => Promise.resolve() });
  return { inner, log, pass: (ms: number) => (now += ms) };
}
const record = (n: number): DecisionRecord => ({ ...decision(n) });
const usd = Float32Array.of(1, 2, 3);

describe('the log with costs', () => {
  it('works out costs before it writes, of so many a second', async () => {
    const { inner, log, pass } = setUp(2);
    for (let n = 0; n < 3; n++) log.append(record(n), async () => usd);
    pass(999);
    log.append(record(3), async () => usd);
    pass(1);
    log.append(record(4), async () => usd);
    await log.flush();
    const known = new Map(inner.written.map((r) => [r.id, r.expectedUsd]));
    expect([0, 1, 2, 3, 4].map((n) => known.get(record(n).id))).toEqual([usd, usd, null, null, usd]);
  });

  it('loses no decision whose costs cannot be worked out, nor one without', async () => {
    const { inner, log } = setUp(100);
    log.append(record(1), () => Promise.reject(new Error('disposed')));
    log.append(record(2));
    for (let n = 10; n < 60; n++) log.append(record(n), async () => usd);
    await log.flush();
    expect(inner.written.length).toBe(52);
    expect(inner.written.filter((r) => r.expectedUsd !== null).length).toBe(50);
  });

  it('is flushed of what came before, however much comes meanwhile', async () => {
    const { inner, log } = setUp(Infinity);
    let more = true;
    let n = 100;
    // Whoever is worked out brings the next one along, as traffic does.
    const endless = async (): Promise<Float32Array> => {
      if (more) log.append(record(n++), endless);
      return usd;
    };
    log.append(record(1), endless);
    await log.flush();
    expect(inner.written.map(({ id }) => id)).toContain(record(1).id);
    more = false;
    await log.flush();
    expect(inner.written).toHaveLength(n - 99);
  });
});
