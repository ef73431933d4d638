import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../../src/domain/errors.js';
import { routerId, versionId } from '../../../src/domain/ids.js';
import type { BuiltRouterSet, RouterToTrain } from '../../../src/jobs/build-router-set.js';
import { buildRouterSet } from '../../../src/jobs/build-router-set.js';
import { fitDefaultEmbedder } from '../../../src/jobs/run-training.js';
import { bestSingle } from '../../../src/plugins/baselines/index.js';
import type { AnyRouterPlugin } from '../../../src/plugins/contract.js';
import { defineRouter } from '../../../src/plugins/contract.js';
import { knn } from '../../../src/plugins/knn/index.js';
import { parseHyperparameters } from '../../../src/plugins/hyperparameters.js';
import { trainingRun } from '../../contract/router-harness.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';
import { demandingRouter } from '../../fixtures/plugins/demanding-router.js';
import { scoredQueries, scoredResponses } from '../../fixtures/scored-queries.js';

const QUERIES = 30;
const responses = scoredResponses(scoredQueries(QUERIES, 1, ['a', 'b', 'c']));
const demanding = demandingRouter('demanding', QUERIES + 1);
const SHORT = `Router demanding needs ${QUERIES + 1} queries, got ${QUERIES}.`;

const toTrain = (plugin: AnyRouterPlugin, optional?: boolean): RouterToTrain => ({
  plugin,
  hyperparameters: parseHyperparameters(plugin) as unknown,
  optional,
});
const build = (routers: readonly RouterToTrain[], defaultRouter = 'demanding'): Promise<BuiltRouterSet> =>
  buildRouterSet(
    {
      responses,
      routers,
      fitEmbedder: fitDefaultEmbedder,
      catalogue: catalogue([llm('a'), llm('b'), llm('c')], {}),
      abilities: [],
      version: versionId('v1'),
      label: 'test',
      createdAt: 1,
      defaultRouter: routerId(defaultRouter),
      warmUpWeight: 0,
      calibration: null,
      summary: { sources: ['here'] },
    },
    trainingRun(2),
  );
const ids = ({ manifest }: BuiltRouterSet) => manifest.routers.map(({ id }) => id);

describe('building a router set', () => {
  it('does without an optional router that the data do not suffice for, and says why', async () => {
    const built = await build([toTrain(demanding, true), toTrain(knn, true), toTrain(bestSingle, true)]);
    expect(ids(built)).toEqual(['knn', 'best-single']);
    expect(built.manifest.summary).toEqual({
      sources: ['here'],
      embedder: {
        id: expect.stringMatching(/^lexical-/) as string,
        kind: 'embedder/lexical',
        name: 'lexical',
        dims: expect.any(Number) as number,
      },
      leftOut: { demanding: SHORT },
      queries: QUERIES,
      responses: 3 * QUERIES,
      llms: ['a', 'b', 'c'],
    });
    // The embedder, the reference set and the two routers.
    expect(built.blobs.size).toBe(4);
  });

  it('takes the first router that was trained where the default was not, else the default', async () => {
    const without = [toTrain(demanding, true), toTrain(knn, true), toTrain(bestSingle, true)];
    expect((await build(without)).manifest.defaultRouter).toBe('knn');
    expect((await build(without, 'best-single')).manifest.defaultRouter).toBe('best-single');
  });

  it('gives the other routers the bytes that they have without it', async () => {
    const digestOfKnn = ({ manifest }: BuiltRouterSet) => manifest.routers.find(({ id }) => id === 'knn')?.digest;
    const beside = await build([toTrain(demanding, true), toTrain(knn, true)]);
    const alone = await build([toTrain(knn)]);
    expect(digestOfKnn(beside)).toBe(digestOfKnn(alone));
    expect(alone.manifest.summary).not.toHaveProperty('leftOut');
  });

  it('fails where a router that was named cannot be trained', async () => {
    await expect(build([toTrain(demanding), toTrain(knn)])).rejects.toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
      message: SHORT,
    });
  });

  it('fails where nothing can be trained, with the reason of each router', async () => {
    const other = demandingRouter('other', 1000);
    await expect(build([toTrain(demanding, true), toTrain(other, true)])).rejects.toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
      message: `No router could be trained. ${SHORT} Router other needs 1000 queries, got ${QUERIES}.`,
    });
    await expect(build([])).rejects.toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
      message: 'No router could be trained. None was named.',
    });
  });

  it('hides no other error of an optional router', async () => {
    const broken = defineRouter({
      ...bestSingle,
      id: 'broken',
      train: () => Promise.reject(new ThetaError('ANNOTATOR_FAILED', 'Nobody answers.')),
    });
    await expect(build([toTrain(broken, true), toTrain(knn, true)])).rejects.toMatchObject({
      code: 'ANNOTATOR_FAILED',
    });
  });
});
