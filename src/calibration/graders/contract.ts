import type { GraderId } from '../../domain/graders.js';

export type { GraderId } from '../../domain/graders.js';
export { GRADER_IDS } from '../../domain/graders.js';

export type TextGraderId = Exclude<GraderId, 'code' | 'judge'>;

/** What a grader looks at. */
export interface GradeInput {
  /** Text of the query: the judge reads it, and options of a multiple choice stand in it. */
  readonly query: string;
  /** What the LLM answered, with its reasoning. */
  readonly completion: string;
  /** Right answers, one or more; the best grade against any of them counts. */
  readonly references: readonly string[];
}

export interface Tolerance {
  /** Largest |answer − reference| ÷ |reference|. */
  readonly relative: number;
  /** Largest |answer − reference|; the larger allowance of the two counts. */
  readonly absolute: number;
}

export interface GradeOptions {
  /** Of `numeric`; default DEFAULT_TOLERANCE. */
  readonly tolerance?: Tolerance | undefined;
}

/**
 * Why a grade is what it is. MATCH: score 1. PARTIAL: between 0 and 1. MISMATCH: an answer was found and scores 0. EMPTY: no
 * text is left beside the reasoning. UNREADABLE: no answer, or no single one, could be read. TIMED_OUT and FAILED: the
 * operator's command did so. All but the first two score 0.
 */
export type GradeReason = 'MATCH' | 'PARTIAL' | 'MISMATCH' | 'EMPTY' | 'UNREADABLE' | 'TIMED_OUT' | 'FAILED';

export interface Grade {
  /** In [0, 1]. */
  readonly score: number;
  readonly reason: GradeReason;
  /** What was taken for the answer; null where none was found. */
  readonly extracted: string | null;
  /** One sentence for an audit; null where reason and extracted say all. */
  readonly detail: string | null;
}

export type TextGrader = (input: GradeInput, options?: GradeOptions) => Grade;
