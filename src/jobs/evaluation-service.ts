import type { EvaluationPage, EvaluationRepository, StoredEvaluation } from './evaluation-reports.js';
import type { EvaluationFile, FileKind } from './evaluation-files.js';
import { evaluationFile, evaluationList } from './evaluation-files.js';

/** Reports on the page that lists them. */
const LISTED = 100;

/** Stored evaluations, to be listed, read and downloaded. */
export interface EvaluationService {
  /** Newest first. Throws PAGE_INVALID. */
  page(first: number, after?: string): Promise<EvaluationPage>;
  /** Null for an unknown id. */
  get(id: string): Promise<StoredEvaluation | null>;
  /** A page that leads to the newest ones. */
  list(): Promise<EvaluationFile>;
  /** Null for an unknown id. Throws EVALUATION_FORMAT for a CSV of a report that this release cannot read. */
  file(id: string, kind: FileKind): Promise<EvaluationFile | null>;
}

export const createEvaluationService = (repository: EvaluationRepository): EvaluationService => ({
  page: (first, after) => repository.page(first, after),
  get: (id) => repository.get(id),
  list: async () => evaluationList(await repository.page(LISTED)),
  async file(id, kind) {
    const evaluation = await repository.get(id);
    return evaluation && evaluationFile(evaluation, kind);
  },
});
