import type { z } from 'zod';
import { ThetaError } from '../domain/errors.js';

/**
 * type-graphql's validateFn: checks an argument whose class carries a zod schema. Throws BAD_USER_INPUT naming each
 * field; the values are not repeated, so that a log of the error holds no user text.
 */
export function validateInput(value: unknown, type: unknown): void {
  const schema = (type as { readonly zod?: z.ZodType } | undefined)?.zod;
  if (!schema || value === null || value === undefined) return;
  const result = (Array.isArray(value) ? schema.array() : schema).safeParse(value);
  if (result.success) return;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  throw new ThetaError('BAD_USER_INPUT', problems.join('; '), { hint: 'schema.graphql describes every input field.' });
}
