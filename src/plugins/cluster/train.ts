import type { Artifact } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { answeredColumns, meanPerformance } from '../../domain/responses.js';
import { kMeans } from '../../tensor/clustering/k-means.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { requireResponses } from '../training-checks.js';
import { saveCluster } from './artifact.js';
import type { ClusterHyperparameters } from './hyperparameters.js';

/** Keeps the softmax over distances defined where every query sits on its centre. */
const LEAST_SPREAD = 1e-12;

/** Groups the training queries and averages each LLM in each group. Throws TRAINING_DATA_INSUFFICIENT and CANCELLED. */
export async function trainCluster(data: TrainingSet, h: ClusterHyperparameters, run: TrainingRun): Promise<Artifact> {
  throwIfAborted(run.signal);
  requireResponses('cluster', data);
  const { vectors, responses } = data;
  const { centres, assignment, inertia } = await kMeans(vectors, Math.min(h.clusters, vectors.rows), {
    rng: run.rng.fork('cluster/k-means'),
    signal: run.signal,
    maxIterations: h.iterations,
    restarts: h.restarts,
    onIteration: (iteration, value, restart) =>
      run.onProgress({
        stage: h.restarts > 1 ? `k-means ${restart + 1}` : 'k-means',
        done: iteration,
        total: null,
        unit: 'passes',
        metrics: { inertia: value },
      }),
  });
  const means = meanPerformance(responses);
  const seen = answeredColumns(responses);
  const performance = clusterMeans(responses, assignment, centres.rows, means, h.shrinkage, seen);
  const meanSquare = inertia / vectors.rows;
  const llms = seen.map((j) => responses.llms[j] as LlmId);
  const spread = Math.max(LEAST_SPREAD, h.temperature * meanSquare);
  return saveCluster(
    { llms, centres, performance, nearest: Math.min(h.nearest, centres.rows), spread },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: { ...h },
      training: { queries: vectors.rows, responses: responses.performance.length, meanSquaredDistance: meanSquare },
    },
  );
}

/**
 * Mean performance of the LLMs `seen` in each cluster, [clusters, seen], with their overall mean ȳ as `shrinkage` more
 * responses: (Σ y + s·ȳ) / (n + s). A cluster without a response of an LLM has its ȳ.
 */
export function clusterMeans(
  responses: ResponseMatrix,
  assignment: Int32Array,
  clusters: number,
  means: Float32Array,
  shrinkage: number,
  seen: readonly number[],
): Matrix {
  const m = responses.llms.length;
  const sum = new Float64Array(clusters * m);
  const count = new Float64Array(clusters * m);
  for (let q = 0; q < responses.queries.length; q++) {
    for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
      const at = (assignment[q] as number) * m + (responses.llmIndex[e] as number);
      sum[at] = (sum[at] as number) + (responses.performance[e] as number);
      count[at] = (count[at] as number) + 1;
    }
  }
  const out = matrix(clusters, seen.length);
  for (let c = 0; c < clusters; c++) {
    seen.forEach((j, k) => {
      const at = c * m + j;
      const mean = means[j] as number;
      const n = (count[at] as number) + shrinkage;
      out.data[c * seen.length + k] = n > 0 ? ((sum[at] as number) + shrinkage * mean) / n : mean;
    });
  }
  return out;
}
