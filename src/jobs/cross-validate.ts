import { stratifiedFolds } from '../data/splits.js';
import { ThetaError } from '../domain/errors.js';
import { seededRng } from '../domain/random.js';
import type { ResponseMatrix } from '../domain/responses.js';
import { takeQueries } from '../domain/responses.js';

/** Training data, and the rows of each test set that are scored by what was trained on them. */
export interface Split {
  /** For people, for example `fold 2 of 5`; empty for the only one. */
  readonly name: string;
  readonly train: ResponseMatrix;
  /** One list per test set. */
  readonly testRows: readonly (readonly number[])[];
}

/**
 * The folds of a k-fold cross-validation, stratified by task: every query is a test query once, scored by routers that did not
 * see it, and all of them make one pooled test set. Throws CONFIG_INVALID for a number of folds that the data cannot give.
 */
export function foldSplits(data: ResponseMatrix, folds: number, foldSeed: number): Split[] {
  const limit = Math.min(100, data.queries.length);
  if (!Number.isInteger(folds) || folds < 2 || folds > limit) {
    throw new ThetaError('CONFIG_INVALID', `Folds must be a whole number from 2 to ${limit}, got ${folds}.`, {
      hint: 'Five folds are usual.',
    });
  }
  const fold = stratifiedFolds(data, folds, seededRng(foldSeed));
  const rows = (f: number, held: boolean) => [...fold.keys()].filter((q) => (fold[q] === f) === held);
  return Array.from({ length: folds }, (_, f) => ({
    name: `fold ${f + 1} of ${folds}`,
    train: takeQueries(data, rows(f, false)),
    testRows: [rows(f, true)],
  }));
}
