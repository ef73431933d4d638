import { z } from 'zod';

/** A hyper-parameter from `min` to `max` with its default; `source` says where the default comes from. */
export const number = (min: number, max: number, value: number, source: string) =>
  z.number().min(min).max(max).default(value).meta({ source });

/** The same for a whole number. */
export const integer = (min: number, max: number, value: number, source: string) =>
  z.number().int().min(min).max(max).default(value).meta({ source });
