/** Ways to grade a completion. `code` and `judge` reach outside the process and work only where an operator set them up. */
export const GRADER_IDS = ['exact', 'f1', 'contains', 'choice', 'numeric', 'code', 'judge'] as const;
export type GraderId = (typeof GRADER_IDS)[number];

export const isGraderId = (id: unknown): id is GraderId => (GRADER_IDS as readonly unknown[]).includes(id);

/** Right answers of a query, and the grader that compares with them. */
export interface Reference {
  /** At least one; the best grade against any of them counts. */
  readonly references: readonly string[];
  /** Null leaves it to the task of the query. */
  readonly grader: GraderId | null;
}
