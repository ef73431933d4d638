import { beforeAll, describe, expect, it } from 'vitest';
import { takeRows } from '../../../../src/domain/matrix.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import { facet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { nirt } from '../../../../src/plugins/nirt/index.js';
import { routerDeps, trainingRun } from '../../../contract/router-harness.js';
import type { NirtWorld } from './nirt-world.js';
import { nirtWorld } from './nirt-world.js';

const TRAIN = 1800;
const TEST = 300;

describe.each([
  ['single', {}],
  ['two-layer', { hiddenSize: 16, dropout: 0.2, epochs: 25 }],
] as const)('nirt (%s) on responses simulated from a NIRT', (network, more) => {
  let world: NirtWorld;
  beforeAll(() => {
    world = nirtWorld(TRAIN + TEST);
  });

  it('recovers P̂ of new queries, and which LLM is the abler in each task', { timeout: 60_000 }, async () => {
    const train = Array.from({ length: TRAIN }, (_, i) => i);
    const data = {
      ...world.data,
      vectors: takeRows(world.data.vectors, train),
      responses: takeQueries(world.data.responses, train),
    };
    const h = parseHyperparameters(nirt, {
      learningRate: 0.02,
      epochs: 60,
      difficultyPrecision: 1,
      sharedDifficultyPrecision: 1,
      discriminationPrecision: 10,
      relevanceSharpness: 4,
      minClusterSize: 20,
      clusterSample: 500,
      network,
      ...more,
    });
    const artifact = await nirt.train(data, h, trainingRun(3));
    await using router = await loadRouter(nirt, artifact, routerDeps(data));
    const rows = Array.from({ length: TEST }, (_, i) => TRAIN + i);
    const queries = { vectors: takeRows(world.data.vectors, rows), keys: rows.map(String) };
    const { llms } = world.data.responses;
    const out = await router.predict(queries, { llms, cost: new Float32Array(llms.length) });
    let square = 0;
    rows.forEach((q, i) => {
      for (let j = 0; j < llms.length; j++) {
        const truth = world.truth.data[q * llms.length + j] as number;
        square += ((out.data[i * llms.length + j] as number) - truth) ** 2;
      }
    });
    expect(Math.sqrt(square / (TEST * llms.length))).toBeLessThan(0.5 * world.spread);
    const clusters = facet(nirt, router, 'clusters')?.describe() ?? [];
    // Tasks are far apart, so that clusters hold one each, and words of task names say what they need.
    for (const { tasks, abilities } of clusters) {
      expect(tasks).toHaveLength(1);
      expect(abilities).toEqual([world.needs.get(tasks[0]?.task as string)]);
    }
    expect(clusters.length).toBeGreaterThanOrEqual(3);
  });
});
