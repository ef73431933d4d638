import { ThetaError } from '../../domain/errors.js';
import type { TimeBucket } from './types.js';
import { TIME_BUCKETS } from './types.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** 1970 began on a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
/** Most buckets where the bucket was not asked for, and where it was. */
export const AUTO_BUCKETS = 200;
export const BUCKET_LIMIT = 500;
/** Longest range that is read decision by decision of its own accord. */
const AUTO_RAW_MS = 6 * HOUR_MS;

const WIDTH: Readonly<Record<Exclude<TimeBucket, 'MONTH'>, number>> = {
  MINUTE: MINUTE_MS,
  TEN_MINUTES: 10 * MINUTE_MS,
  HOUR: HOUR_MS,
  DAY: DAY_MS,
  WEEK: 7 * DAY_MS,
};

/** Begin of the bucket that holds `at`, milliseconds since 1970, in UTC. */
export function startOf(bucket: TimeBucket, at: number): number {
  if (bucket === 'MONTH') {
    const day = new Date(at);
    return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1);
  }
  const offset = bucket === 'WEEK' ? FIRST_MONDAY_MS : 0;
  return Math.floor((at - offset) / WIDTH[bucket]) * WIDTH[bucket] + offset;
}

function next(bucket: TimeBucket, start: number): number {
  if (bucket !== 'MONTH') return start + WIDTH[bucket];
  const day = new Date(start);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
}

const lengthOf = (bucket: TimeBucket): number => (bucket === 'MONTH' ? 30 * DAY_MS : WIDTH[bucket]);

export interface Buckets {
  readonly bucket: TimeBucket;
  readonly starts: readonly number[];
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Whole buckets over [from, to). Throws BAD_USER_INPUT for an empty range and for more than BUCKET_LIMIT of them. */
export function bucketsOver(from: number, to: number, asked?: TimeBucket): Buckets {
  if (!(from < to)) {
    throw new ThetaError(
      'BAD_USER_INPUT',
      `filter: expected from before to, got ${new Date(from).toISOString()} and ${new Date(to).toISOString()}.`,
    );
  }
  const bucket = asked ?? finest(to - from);
  if ((to - from) / lengthOf(bucket) > BUCKET_LIMIT) {
    throw new ThetaError('BAD_USER_INPUT', `bucket: ${bucket} cuts the range into more than ${BUCKET_LIMIT} buckets.`, {
      hint: `Narrow the range, or ask for ${finest(to - from)}, which is what comes when bucket is absent.`,
    });
  }
  const starts: number[] = [];
  let at = startOf(bucket, from);
  for (; at < to; at = next(bucket, at)) starts.push(at);
  return { bucket, starts, from: starts[0] as number, to: at };
}

function finest(range: number): TimeBucket {
  const fits = (bucket: TimeBucket) =>
    range / lengthOf(bucket) < AUTO_BUCKETS && (lengthOf(bucket) >= HOUR_MS || range <= AUTO_RAW_MS);
  return TIME_BUCKETS.find(fits) ?? 'MONTH';
}
