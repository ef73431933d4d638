import { describe, expect, it } from 'vitest';
import { decodeArtifact } from '../../../src/domain/artifact.js';
import { llmId, routerId, versionId } from '../../../src/domain/ids.js';
import { row } from '../../../src/domain/matrix.js';
import type { FitEmbedder } from '../../../src/jobs/build-router-set.js';
import { buildRouterSet } from '../../../src/jobs/build-router-set.js';
import { fitDefaultEmbedder } from '../../../src/jobs/run-training.js';
import { embedTraining, trainingVectors, withProfiles } from '../../../src/jobs/training-vectors.js';
import { bestSingle } from '../../../src/plugins/baselines/index.js';
import { knn } from '../../../src/plugins/knn/index.js';
import { parseHyperparameters } from '../../../src/plugins/hyperparameters.js';
import { encodeReferenceSet } from '../../../src/routing/reference-set.js';
import { embedTexts } from '../../../src/tensor/embedder.js';
import { trainingRun } from '../../contract/router-harness.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';
import { countingEmbedder } from '../../fixtures/counting-embedder.js';
import { MemoryVectors } from '../../fixtures/memory-vectors.js';
import { scoredQueries, scoredResponses } from '../../fixtures/scored-queries.js';

const responses = scoredResponses(scoredQueries(30, 1, ['a', 'b', 'c']));
const llms = catalogue([llm('a', { profile: 'reads long texts' }), llm('b', { profile: ' ' }), llm('c')], {});
const options = { store: null, signal: new AbortController().signal, onProgress: () => {} };
const textOf = (q: number) => responses.queries[q]?.text as string;

const build = async (fitEmbedder: FitEmbedder) => {
  const { manifest, blobs } = await buildRouterSet(
    {
      responses,
      routers: [
        { plugin: knn, hyperparameters: parseHyperparameters(knn) },
        { plugin: bestSingle, hyperparameters: parseHyperparameters(bestSingle) },
      ],
      fitEmbedder,
      catalogue: llms,
      abilities: [],
      version: versionId('v1'),
      label: 'test',
      createdAt: 1,
      defaultRouter: routerId('knn'),
      warmUpWeight: 0,
      calibration: null,
      summary: {},
    },
    trainingRun(2),
  );
  const read = (digest = '') => decodeArtifact(blobs.get(digest) as Uint8Array, 'blob');
  return { manifest, read };
};

describe('training on vectors of an embedder that is not learned', () => {
  it('embeds each query and each profile there is, and counts them', async () => {
    const embedder = countingEmbedder();
    const { embedded, counts } = await embedTraining(embedder, responses, llms, options);
    expect(embedded.vectors).toMatchObject({ rows: 30, cols: 8 });
    expect(row(embedded.vectors, 3)).toEqual((await embedTexts(embedder, [textOf(3)])).data);
    expect([...embedded.profiles.keys()]).toContain('a');
    expect(embedded.profiles.has(llmId('b'))).toBe(false);
    expect(embedded.profiles.get(llmId('a'))).toEqual((await embedTexts(embedder, ['reads long texts'])).data);
    const different = new Set([
      ...responses.queries.map((q) => q.text),
      ...[...llms.llms.values()].map((l) => l.profile),
    ]);
    different.delete(' ');
    expect(counts).toEqual({ embedded: different.size, fromStore: 0 });
  });

  it('takes from the store what an earlier run has put there', async () => {
    const store = new MemoryVectors();
    const first = await embedTraining(countingEmbedder(), responses, llms, { ...options, store });
    const embedder = countingEmbedder();
    const second = await embedTraining(embedder, responses, llms, { ...options, store });
    expect(second.counts).toEqual({ embedded: 0, fromStore: first.counts.embedded });
    expect(embedder.calls).toEqual([]);
    expect(second.embedded).toEqual(first.embedded);
  });

  it('stores the embedder and the vectors, and names the embedder in every router that looks at them', async () => {
    const { embedded } = await embedTraining(countingEmbedder(), responses, llms, options);
    const { manifest, read } = await build(async () => trainingVectors(structuredClone(embedded)));
    expect(manifest.summary['embedder']).toEqual({
      id: 'counting-1',
      kind: 'embedder/counting',
      name: 'counting',
      dims: 8,
    });
    expect(read(manifest.embedder)).toEqual(countingEmbedder().save());
    expect(read(manifest.reference)).toEqual(encodeReferenceSet(embedded.vectors, responses));
    const [neighbours, single] = manifest.routers;
    expect(read(neighbours?.digest).meta['embedderId']).toBe('counting-1');
    expect(read(single?.digest).meta['embedderId']).toBeNull();
  });

  it('gives a learned embedder the bytes and profiles that it has by itself', async () => {
    const run = trainingRun(2);
    const queries = responses.queries.map((q) => ({ text: q.text as string, task: q.task }));
    const learned = await fitDefaultEmbedder(queries, run);
    if ('profile' in learned) throw new Error('a learned embedder embeds profiles itself');
    const { profile } = await withProfiles(learned, llms);
    expect(profile(llmId('a'))).toEqual((await embedTexts(learned.embedder, ['reads long texts'])).data);
    const { manifest, read } = await build(fitDefaultEmbedder);
    expect(read(manifest.embedder)).toEqual(learned.embedder.save());
    expect(read(manifest.reference)).toEqual(encodeReferenceSet(learned.vectors, responses));
  });
});
