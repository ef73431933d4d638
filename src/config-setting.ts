import { z } from 'zod';

/** A setting: which variable, what it means. docs/reference/configuration.md is generated from this schema. */
export const setting = <T extends z.ZodType>(schema: T, env: string, text: string): T =>
  schema.describe(text).meta({ env });

export const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
export const flag = z.stringbool({ truthy: ['1', 'true', 'yes', 'on'], falsy: ['0', 'false', 'no', 'off', ''] });
