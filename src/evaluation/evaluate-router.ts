import type { LlmId } from '../domain/ids.js';
import type { Matrix } from '../domain/matrix.js';
import type { Objective } from '../domain/objective.js';
import { bestIndex, score } from '../domain/objective.js';
import type { RouterOutput } from '../plugins/contract.js';
import type { PredictionMetrics } from './prediction-metrics.js';
import { predictionMetrics } from './prediction-metrics.js';
import type { RoutingMetrics } from './routing-metrics.js';
import { routingMetrics } from './routing-metrics.js';
import type { TestSet } from './test-set.js';

/** One router at one α on one test set. Prediction metrics are null for a router that gives a preference. */
export type RouterResult = {
  readonly router: string;
  readonly alpha: number;
  readonly seed: number;
} & RoutingMetrics & { readonly [K in keyof PredictionMetrics]: PredictionMetrics[K] | null };

/** A router's predictions on the test queries, with what is needed to turn them into choices. */
export interface RouterPredictions {
  readonly router: string;
  readonly output: RouterOutput;
  /** [queries, llms]: columns as in `llms`. */
  readonly predicted: Matrix;
  /** Columns of the test set that the router predicts for. */
  readonly llms: readonly LlmId[];
  /** C in [0, 1] of each of `llms`. */
  readonly cost: Float32Array;
}

/**
 * Lets the router choose on every query among the LLMs that were observed on it, and measures the choices and, over
 * all observed pairs, the predictions. Queries on which none of its LLMs was observed are an error of the caller.
 */
export function evaluateRouter(
  test: TestSet,
  predictions: RouterPredictions,
  objectives: readonly Objective[],
  seed: number,
): RouterResult[] {
  const columns = predictions.llms.map((llm) => test.responses.llms.indexOf(llm));
  const fit = predictions.output === 'performance' ? observedFit(test, predictions, columns) : null;
  return objectives.map((objective) => ({
    router: predictions.router,
    alpha: objective.alpha,
    seed,
    ...routingMetrics(test, choose(test, predictions, columns, objective), objective),
    auc: fit?.auc ?? null,
    accuracy: fit?.accuracy ?? null,
    rmse: fit?.rmse ?? null,
    mae: fit?.mae ?? null,
    brier: fit?.brier ?? null,
    ece: fit?.ece ?? null,
  }));
}

function choose(test: TestSet, p: RouterPredictions, columns: readonly number[], objective: Objective): Int32Array {
  const { llms, queries } = test.responses;
  const n = columns.length;
  // float32, as the serving ranking compares, so that evaluation and serving break ties alike.
  const scores = new Float32Array(n);
  return Int32Array.from(queries, (_, q) => {
    for (let k = 0; k < n; k++) {
      const observed = !Number.isNaN(test.performance[q * llms.length + (columns[k] as number)]);
      const value = p.predicted.data[q * n + k] as number;
      const s = p.output === 'performance' ? score(objective, value, p.cost[k] as number) : value;
      scores[k] = observed ? s : Number.NaN;
    }
    return columns[bestIndex(scores, p.cost)] as number;
  });
}

function observedFit(test: TestSet, p: RouterPredictions, columns: readonly number[]): PredictionMetrics | null {
  const { llms, queries } = test.responses;
  const predicted: number[] = [];
  const observed: number[] = [];
  for (let q = 0; q < queries.length; q++) {
    columns.forEach((column, k) => {
      const y = test.performance[q * llms.length + column] as number;
      if (Number.isNaN(y)) return;
      predicted.push(p.predicted.data[q * columns.length + k] as number);
      observed.push(y);
    });
  }
  return predictionMetrics(Float32Array.from(predicted), Float32Array.from(observed));
}
