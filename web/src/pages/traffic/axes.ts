import { moment } from '../../format';
import type { TooltipPoint } from '../../charts/tooltip';

/** A time axis over the whole range, also where nothing happened. */
export const timeAxis = (from: string, to: string) => ({
  type: 'time' as const,
  min: Date.parse(from),
  max: Date.parse(to),
});

/** The begin of the bucket, in the visitor's time. */
export const bucketTitle = ({ axisValue, value }: TooltipPoint): string =>
  moment(Number(axisValue ?? (Array.isArray(value) ? value[0] : Number.NaN)));

export const points = (starts: readonly string[], values: readonly (number | null)[]): [number, number | null][] =>
  starts.map((start, i) => [Date.parse(start), values[i] ?? null]);

/** Names up to what a legend holds. */
export const short = (name: string): string => (name.length > 40 ? `${name.slice(0, 38)}…` : name);
