import { stratifiedFolds } from '../data/splits.js';
import type { RouterId } from '../domain/ids.js';
import { seededRng } from '../domain/random.js';
import type { ResponseMatrix } from '../domain/responses.js';
import { takeQueries } from '../domain/responses.js';
import { mergeFolds } from '../evaluation/merge-reports.js';
import type { EvaluateInput, EvaluationReport } from './evaluate.js';
import { evaluate } from './evaluate.js';
import type { TrainForEvaluation } from './evaluation-routers.js';
import { evaluationRouters, trainable, trainedSet } from './evaluation-routers.js';

export interface CrossValidateInput extends Omit<EvaluateInput, 'set' | 'routers' | 'test' | 'warmUpWeight'> {
  readonly data: ResponseMatrix;
  readonly routers: readonly RouterId[];
  readonly folds: number;
  /** Decides the folds, apart from the seed of training. */
  readonly foldSeed: number;
  /** λ; null takes the one of the trained sets. */
  readonly warmUpWeight: number | null;
  readonly training: TrainForEvaluation;
}

/**
 * k-fold cross-validation, stratified by task: everything, embedder included, is trained on the other folds. The figures
 * are means over folds.
 */
export async function crossValidate(input: CrossValidateInput): Promise<EvaluationReport> {
  const { data, folds, training } = input;
  const fold = stratifiedFolds(data, folds, seededRng(input.foldSeed));
  const reports: EvaluationReport[] = [];
  for (let f = 0; f < folds; f++) {
    const rows = (held: boolean) => [...fold.keys()].filter((q) => (fold[q] === f) === held);
    const test = takeQueries(data, rows(true));
    training.onProgress({ stage: `fold ${f + 1} of ${folds}`, done: 0, total: null, unit: 'folds' });
    const set = await trainedSet(takeQueries(data, rows(false)), trainable(input.routers, training.factory), training);
    try {
      const routers = await evaluationRouters(input.routers, set, test, training.factory);
      const warmUpWeight = input.warmUpWeight ?? set.manifest.warmUpWeight;
      reports.push(await evaluate({ ...input, set, routers, test, warmUpWeight }));
    } finally {
      await set.dispose();
    }
  }
  const first = reports[0] as EvaluationReport;
  const sum = (pick: (report: EvaluationReport) => number) => reports.reduce((total, r) => total + pick(r), 0);
  return {
    data: {
      ...first.data,
      trainQueries: data.queries.length,
      testQueries: sum((r) => r.data.testQueries),
      testResponses: sum((r) => r.data.testResponses),
      droppedQueries: sum((r) => r.data.droppedQueries),
      routerSet: `${folds}-fold cross-validation, fold seed ${input.foldSeed}`,
    },
    ...mergeFolds(reports.map((r) => ({ testQueries: r.data.testQueries, ...r }))),
  };
}
