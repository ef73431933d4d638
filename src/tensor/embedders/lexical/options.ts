import { z } from 'zod';
import { ThetaError } from '../../../domain/errors.js';

/** Settings of the lexical embedder. docs/decisions/0002-lexical-embedder.md has the figures behind the defaults. */
export const lexicalOptionsSchema = z.strictObject({
  /** Coordinates of the learned projection (truncated SVD). */
  dims: z.int().min(1).max(1024).default(128),
  /** Most word 1–2-grams kept, the most frequent first. */
  maxWords: z.int().min(1).max(1_000_000).default(16_000),
  /** Most character n-grams kept, the most frequent first. */
  maxCharacterGrams: z.int().min(1).max(1_000_000).default(32_000),
  /** An n-gram seen in fewer training queries is dropped. */
  minDocuments: z.int().min(1).default(2),
  /**
   * A line seen in a larger share of the training queries becomes one token, for example of a few-shot prefix; 1 does that to none. A line
   * with a typo is another line: small shares make choices unstable and gain nothing.
   */
  boilerplateShare: z.number().min(0).max(1).default(1),
  oversampling: z.int().min(0).max(256).default(16),
  powerIterations: z.int().min(0).max(10).default(2),
  /** Length of the surface features beside the projection's, which is 1. */
  surfaceWeight: z.number().min(0).max(10).default(1),
  /** Length of the task probabilities beside the projection's, which is 1; 0 leaves the task classifier out. */
  taskWeight: z.number().min(0).max(10).default(1.5),
  /** C of the task classifier. */
  taskInverseRegularisation: z.number().positive().default(10),
  /** A task with fewer training queries is not learned. */
  minTaskQueries: z.int().min(1).default(20),
});

export type LexicalOptions = z.infer<typeof lexicalOptionsSchema>;

/** Fills in the defaults. Throws HYPERPARAMETER_INVALID naming each option, what came and what is wanted. */
export function lexicalOptions(options: Partial<LexicalOptions>): LexicalOptions {
  const parsed = lexicalOptionsSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'options'}: ${issue.message}`);
  throw new ThetaError('HYPERPARAMETER_INVALID', `Lexical embedder: ${lines.join('; ')}`);
}
