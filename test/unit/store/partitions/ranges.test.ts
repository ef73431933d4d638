import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uuidv7 } from '../../../../src/domain/uuid.js';
import type { PartitionUnit, TimeRange } from '../../../../src/store/partitions/ranges.js';
import { edgeAfter, millisecondOf, missingRanges, startOf, uuidAt } from '../../../../src/store/partitions/ranges.js';

const DAY = 86_400_000;
const moment = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
const unit = fc.constantFrom<PartitionUnit>('day', 'month');

describe('bounds of partitions', () => {
  it('hold every UUIDv7 from their millisecond on, and none before', () => {
    fc.assert(
      fc.property(moment, fc.uint8Array({ minLength: 10, maxLength: 10 }), (ms, random) => {
        const id = uuidv7({ now: () => ms, monotonic: () => 0 }, () => random);
        expect(uuidAt(ms) <= id && id < uuidAt(ms + 1)).toBe(true);
        expect(millisecondOf(id)).toBe(ms);
      }),
    );
  });

  it('stay within what a UUID holds', () => {
    expect(uuidAt(-5)).toBe('00000000-0000-0000-0000-000000000000');
    expect(uuidAt(Number.POSITIVE_INFINITY)).toBe('ffffffff-ffff-0000-0000-000000000000');
  });

  it.each<[PartitionUnit, string, string, string]>([
    ['day', '2026-12-31T23:59:59.999Z', '2026-12-31', '2027-01-01'],
    ['month', '2026-12-31T23:59:59.999Z', '2026-12-01', '2027-01-01'],
    ['month', '2027-01-01T00:00:00.000Z', '2027-01-01', '2027-02-01'],
    ['month', '2028-02-29T12:00:00.000Z', '2028-02-01', '2028-03-01'],
    ['day', '2028-02-29T12:00:00.000Z', '2028-02-29', '2028-03-01'],
  ])('lie at the edges of a UTC %s: %s', (of, at, start, end) => {
    expect(startOf(of, Date.parse(at))).toBe(Date.parse(start));
    expect(edgeAfter(of, Date.parse(at))).toBe(Date.parse(end));
  });
});

describe('missing partitions', () => {
  it('fill what is wanted without gaps or overlaps, whatever is there, and then nothing is missing', () => {
    const ranges = fc
      .uniqueArray(fc.integer({ min: 20_000, max: 20_100 }), { minLength: 0, maxLength: 12 })
      .map((days) => days.sort((a, b) => a - b))
      .map((days) =>
        days.flatMap((day, i): TimeRange[] => (i % 2 ? [{ from: (days[i - 1] as number) * DAY, to: day * DAY }] : [])),
      );
    fc.assert(
      fc.property(
        ranges,
        fc.integer({ min: 20_000 * DAY, max: 20_100 * DAY }),
        fc.nat(40 * DAY),
        unit,
        (there, from, span, of) => {
          const wanted = { from, to: from + span };
          const made = missingRanges(there, wanted, of);
          const all = [...there, ...made].sort((a, b) => a.from - b.from);
          for (const [i, range] of all.entries()) {
            expect(range.to).toBeGreaterThan(range.from);
            if (i > 0) expect(range.from).toBeGreaterThanOrEqual((all[i - 1] as TimeRange).to);
          }
          for (let at = from; at < wanted.to; at += DAY / 2) {
            expect(all.some((range) => range.from <= at && at < range.to)).toBe(true);
          }
          expect(missingRanges(all, wanted, of)).toEqual([]);
        },
      ),
    );
  });

  it('go on where what was logged before partitions ends, in the middle of a month', () => {
    const before = { from: Number.NEGATIVE_INFINITY, to: Date.parse('2026-11-30') };
    const now = Date.parse('2026-11-29T10:00Z');
    expect(missingRanges([before], { from: now, to: now + 7 * DAY }, 'month')).toEqual([
      { from: Date.parse('2026-11-30'), to: Date.parse('2026-12-01') },
      { from: Date.parse('2026-12-01'), to: Date.parse('2027-01-01') },
    ]);
  });
});
