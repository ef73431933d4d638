import { z } from 'zod';

/** A setting: which variable, what it means. docs/reference/configuration.md is generated from this schema. */
export const setting = <T extends z.ZodType>(schema: T, env: string, text: string): T =>
  schema.describe(text).meta({ env });

export const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
export const flag = z.stringbool({ truthy: ['1', 'true', 'yes', 'on'], falsy: ['0', 'false', 'no', 'off', ''] });

/** A setting whose value no message shows. */
export const secretSetting = <T extends z.ZodType>(schema: T, env: string, text: string): T =>
  schema.describe(text).meta({ env, secret: true });

/** "a, b" → ["a", "b"], each of which has to fit `item`. */
export const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item));
