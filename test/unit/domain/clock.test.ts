import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { risingClock } from '../../../src/domain/clock.js';
import { pooledRandomBytes, uuidv7 } from '../../../src/domain/uuid.js';

describe('risingClock', () => {
  it('lets no id sort before an earlier one, however the clock is set back and forth', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 2 }), (shown) => {
        let at = 0;
        const clock = risingClock({ now: () => shown[at++] as number, monotonic: () => 0 });
        const bytes = pooledRandomBytes();
        // The first 48 bits are the time; within a millisecond ids are in no order.
        const times = shown.map(() => uuidv7(clock, bytes).slice(0, 13));
        expect(times).toEqual([...times].sort());
        expect(new Set(times).size).toBeLessThanOrEqual(new Set(shown).size);
      }),
    );
  });

  it('shows the same as the other one while that goes forward', () => {
    const times = [1, 2, 2, 5];
    const clock = risingClock({ now: () => times.shift() as number, monotonic: () => 7 });
    expect([clock.now(), clock.now(), clock.now(), clock.now()]).toEqual([1, 2, 2, 5]);
    expect(clock.monotonic()).toBe(7);
  });
});
