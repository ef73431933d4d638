import { ThetaError } from '../../domain/errors.js';
import type { DriftRequest, DriftThresholds, TimeRange } from './types.js';
import { DEFAULT_DRIFT_LIMIT, DEFAULT_THRESHOLDS, DRIFT_LIMIT } from './types.js';

const DAY_MS = 86_400_000;

export interface DriftWindows {
  readonly recent: TimeRange;
  readonly reference: TimeRange;
}

/** Throws BAD_USER_INPUT for a window that ends before it begins, or for overlapping ones. */
export function windowsOf({ recent, reference }: DriftRequest, now: number): DriftWindows {
  const to = recent?.to ?? now;
  const from = recent?.from ?? to - DAY_MS;
  const before = reference?.to ?? from;
  const windows = {
    recent: { from, to },
    reference: { from: reference?.from ?? before - 7 * DAY_MS, to: before },
  };
  for (const [name, range] of Object.entries(windows)) {
    if (!(range.from < range.to)) {
      fail(`The ${name} window ends (${iso(range.to)}) before it begins (${iso(range.from)}).`, 'Give a later end.');
    }
  }
  if (before > from) {
    fail(
      `The reference window ends (${iso(before)}) after the recent one begins (${iso(from)}).`,
      'Decisions of both windows would be compared with themselves: end the reference where the recent window begins.',
    );
  }
  return windows;
}

/** Throws BAD_USER_INPUT for a threshold out of its range. */
export function thresholdsOf({ thresholds = {} }: DriftRequest): DriftThresholds {
  const found = { ...DEFAULT_THRESHOLDS };
  for (const name of Object.keys(DEFAULT_THRESHOLDS) as (keyof DriftThresholds)[]) {
    const value = thresholds[name] ?? found[name];
    if (!RANGES[name].valid(value)) fail(`${name}: expected ${RANGES[name].expected}, got ${value}.`);
    found[name] = value;
  }
  return found;
}

const share = { valid: (x: number) => x >= 0 && x <= 1, expected: 'a number from 0 to 1' };
const RANGES: { readonly [name in keyof DriftThresholds]: { valid(x: number): boolean; readonly expected: string } } = {
  level: { valid: (x) => x > 0 && x < 1, expected: 'a number between 0 and 1' },
  distance: share,
  bias: share,
  shares: { valid: (x) => x >= 0 && Number.isFinite(x), expected: 'a number of 0 or more' },
  decisions: { valid: (x) => Number.isSafeInteger(x) && x >= 1, expected: 'a whole number of 1 or more' },
};

/** Throws PAGE_INVALID. */
export function limitOf({ limit = DEFAULT_DRIFT_LIMIT }: DriftRequest): number {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= DRIFT_LIMIT) return limit;
  throw new ThetaError('PAGE_INVALID', `limit must be from 1 to ${DRIFT_LIMIT}, got ${limit}.`, {
    hint: 'Narrow the windows where more decisions fit.',
  });
}

const iso = (ms: number): string => new Date(ms).toISOString();
function fail(message: string, hint?: string): never {
  throw new ThetaError('BAD_USER_INPUT', message, { hint });
}
