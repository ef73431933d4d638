import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { decodeAnswerLengths } from '../../../../src/domain/answer-length/answer-lengths.js';
import { decodeArtifact } from '../../../../src/domain/artifact.js';
import { routerId, versionId } from '../../../../src/domain/ids.js';
import { buildRouterSet } from '../../../../src/jobs/build-router-set.js';
import { blobOf, readRouterSetFolder, writeRouterSetFolder } from '../../../../src/jobs/router-set-folder.js';
import { fitDefaultEmbedder } from '../../../../src/jobs/run-training.js';
import { bestSingle } from '../../../../src/plugins/baselines/index.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { answerLengthsDigest } from '../../../../src/routing/expected-cost/manifest.js';
import { trainingRun } from '../../../contract/router-harness.js';
import { catalogue, llm } from '../../../fixtures/catalogue.js';
import { scoredQueries, scoredResponses } from '../../../fixtures/scored-queries.js';

const QUERIES = 40;
const scored = scoredResponses(scoredQueries(QUERIES, 1, ['a', 'b', 'c']));
const outputTokens = Float32Array.from(scored.llmIndex, (j) => 10 * (j + 1));
const build = (answerLengths?: boolean) =>
  buildRouterSet(
    {
      responses: { ...scored, outputTokens },
      routers: [{ plugin: bestSingle, hyperparameters: parseHyperparameters(bestSingle) }],
      fitEmbedder: fitDefaultEmbedder,
      catalogue: catalogue([llm('a'), llm('b'), llm('c')], {}),
      abilities: [],
      version: versionId('v1'),
      label: 'test',
      createdAt: 1,
      defaultRouter: routerId('best-single'),
      warmUpWeight: 0,
      calibration: null,
      answerLengths,
      summary: {},
    },
    trainingRun(2),
  );

it('is learned with a router set, named in its summary and kept among its files', async () => {
  const built = await build();
  const digest = answerLengthsDigest(built.manifest) as string;
  expect(built.manifest.summary['answerLengths']).toMatchObject({
    digest,
    llms: ['a', 'b', 'c'],
    recorded: 3 * QUERIES,
    derived: 0,
    coverage: 0.9,
  });
  const folder = await mkdtemp(join(tmpdir(), 'answer-lengths-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeRouterSetFolder(folder, built);
  expect(await readdir(folder)).toContain('answer-lengths.theta');
  const bytes = await blobOf(await readRouterSetFolder(folder))(digest);
  const model = decodeAnswerLengths(decodeArtifact(bytes, 'answer lengths'), QUERIES);
  for (const [j, tokens] of [10, 20, 30].entries()) {
    for (let t = 0; t < model.tasks.length; t++) {
      expect(Math.exp(model.location[j * model.tasks.length + t] as number)).toBeCloseTo(tokens, 0);
    }
  }
});

it('is left out where nobody will ask, and where the data tell no lengths', async () => {
  expect(answerLengthsDigest((await build(false)).manifest)).toBeNull();
});
