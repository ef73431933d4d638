import type { Json } from '../domain/artifact.js';

/** What a list of evaluations shows. */
export interface EvaluationSummary {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly protocol: string;
  readonly label: string;
  readonly parameters: { readonly [name: string]: Json };
  /** What was evaluated, on which data, in words. */
  readonly data: string;
  /** The result in words. */
  readonly verdict: string;
  /** Layout of the report. */
  readonly format: number;
}

/** A report as it was written; `report` has the layout that `format` names. */
export interface StoredEvaluation extends EvaluationSummary {
  readonly report: Json;
}

export interface EvaluationPage {
  readonly records: readonly EvaluationSummary[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

/** Where reports live. They are never changed. */
export interface EvaluationRepository {
  add(evaluation: StoredEvaluation): Promise<void>;
  /** Newest first; `after` is the id of the last one of the page before. Throws PAGE_INVALID. */
  page(first: number, after?: string): Promise<EvaluationPage>;
  /** Null for an unknown id. */
  get(id: string): Promise<StoredEvaluation | null>;
}
