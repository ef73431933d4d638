import { ThetaError } from '../domain/errors.js';

export const PAGE_LIMIT = 500;
export const NEIGHBOUR_LIMIT = 100;
export const PROBE_LIMIT = 64;
export const BIN_LIMIT = 100;
export const EXAMPLE_LIMIT = 50;

/** An optional count argument from 1 to `max`; null is the same as absent. Throws PAGE_INVALID. */
export function checkCount(name: string, value: number | null | undefined, max: number): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (value >= 1 && value <= max) return value;
  throw new ThetaError('PAGE_INVALID', `${name} must be from 1 to ${max}, got ${value}.`);
}
