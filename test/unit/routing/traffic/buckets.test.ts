import { describe, expect, it } from 'vitest';
import { bucketsOver, startOf } from '../../../../src/routing/traffic/buckets.js';

const at = (text: string) => Date.parse(`${text}Z`);

describe('time buckets', () => {
  it('widen a range to whole ones', () => {
    const months = bucketsOver(at('2027-12-31T23:59'), at('2028-03-01T00:01'), 'MONTH');
    expect(months.starts.map((start) => new Date(start).toISOString().slice(0, 10))).toEqual([
      '2027-12-01',
      '2028-01-01',
      '2028-02-01',
      '2028-03-01',
    ]);
    expect(months.to).toBe(at('2028-04-01T00:00'));
    // Ends are exclusive.
    expect(bucketsOver(at('2028-01-01T00:00'), at('2028-01-02T00:00'), 'HOUR').starts.length).toBe(24);
    expect(startOf('WEEK', at('2026-11-29T23:59'))).toBe(at('2026-11-23T00:00'));
    expect(startOf('WEEK', -1)).toBe(Date.UTC(1969, 11, 29));
  });

  it.each([
    [60, 'MINUTE'],
    [6 * 60, 'TEN_MINUTES'],
    [6 * 60 + 1, 'HOUR'],
    [7 * 1440, 'HOUR'],
    [30 * 1440, 'DAY'],
    [3 * 365 * 1440, 'WEEK'],
    [10 * 365 * 1440, 'MONTH'],
  ] as const)('of %i minutes are %s when nobody says', (minutes, bucket) => {
    const from = at('2026-01-01T00:00');
    const made = bucketsOver(from, from + minutes * 60_000);
    expect(made.bucket).toBe(bucket);
    expect(made.starts.length).toBeLessThanOrEqual(201);
  });

  it('refuse an empty range and too many', () => {
    const from = at('2026-01-01T00:00');
    const refusal = { code: 'BAD_USER_INPUT' };
    expect(() => bucketsOver(from, from)).toThrow(expect.objectContaining(refusal));
    expect(() => bucketsOver(from, Number.NaN)).toThrow();
    expect(() => bucketsOver(from, from + 2 * 86_400_000, 'MINUTE')).toThrow(expect.objectContaining(refusal));
  });
});
