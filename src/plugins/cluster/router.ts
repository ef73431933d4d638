import { throwIfAborted } from '../../domain/errors.js';
import { matrix } from '../../domain/matrix.js';
import { squaredDistance, squaredNorms } from '../../tensor/clustering/k-means-seeding.js';
import type { Candidates, LoadedRouter, QueryBatch } from '../contract.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';
import type { ClusterModel } from './artifact.js';
import { nearestClusters } from './nearest-clusters.js';

export function loadClusterRouter(model: ClusterModel): LoadedRouter {
  const { llms, centres, performance } = model;
  const columns = columnsOf(llms);
  const centreNorms = squaredNorms(centres);

  return {
    llms,
    supports: (llm) => columns.has(llm),
    async predict({ vectors }: QueryBatch, { llms: candidates }: Candidates, signal) {
      const from = candidates.map((llm) => {
        const column = columns.get(llm);
        if (column === undefined) throw unknownLlm('cluster', llm, 'no training query has a response of it');
        return column;
      });
      const norms = squaredNorms(vectors);
      const distances = new Float64Array(centres.rows);
      const out = matrix(vectors.rows, from.length);
      for (let q = 0; q < vectors.rows; q++) {
        if ((q & 255) === 0) throwIfAborted(signal);
        for (let c = 0; c < centres.rows; c++) {
          distances[c] = squaredDistance(vectors, q, norms[q] as number, centres, c, centreNorms[c] as number);
        }
        const { clusters, weights } = nearestClusters(distances, model.nearest, model.spread);
        for (let j = 0; j < from.length; j++) {
          let sum = 0;
          for (let n = 0; n < clusters.length; n++) {
            const at = (clusters[n] as number) * performance.cols + (from[j] as number);
            sum += (weights[n] as number) * (performance.data[at] as number);
          }
          out.data[q * from.length + j] = Math.min(1, Math.max(0, sum));
        }
      }
      return out;
    },
    async [Symbol.asyncDispose]() {},
  };
}
