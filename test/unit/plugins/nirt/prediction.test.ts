import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import type { RouterDeps } from '../../../../src/plugins/contract.js';
import type { NirtModel } from '../../../../src/plugins/nirt/artifact.js';
import { readNirt, saveNirt } from '../../../../src/plugins/nirt/artifact.js';
import { sigmoid, softplus } from '../../../../src/domain/logistic.js';
import { interact } from '../../../../src/plugins/nirt/response-function.js';
import { loadNirtRouter } from '../../../../src/plugins/nirt/router.js';
import { asIndex } from '../../../../src/index/engine.js';
import { exactEngine } from '../../../../src/index/exact-index.js';
// Made by test/fixtures/generators/nirt-golden.py with numpy.
import golden from '../../../fixtures/golden/nirt.json' with { type: 'json' };

type Golden = (typeof golden)[number];
const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);

function load({ sizes, model, needs, clusterOf, relevanceNeighbours, reference }: Golden) {
  const { maxDiscrimination, relevanceSharpness, ...tensors } = model;
  const abilityIds = ids('ability', sizes.dims);
  const saved: NirtModel = {
    ...(Object.fromEntries(Object.entries(tensors).map(([k, v]) => [k, Float32Array.from(v)])) as unknown as NirtModel),
    maxDiscrimination,
    relevanceSharpness,
    relevanceNeighbours,
    embeddingSize: sizes.embedding,
    learnedRelevance: tensors.relevanceBias.length > 0,
    abilityIds,
    llms: ids('llm', sizes.llms).map(llmId),
    clusters: needs.map((row) => ({
      size: 1,
      tasks: [],
      examples: [],
      abilities: abilityIds.filter((_, k) => row[k] === 1),
      annotatedBy: 'golden',
    })),
    clusterOf: Uint16Array.from(clusterOf),
  };
  const artifact = saveNirt(saved, { embedderId: 'golden' });
  const vectors = matrix(sizes.references, sizes.embedding, Float32Array.from(reference));
  const deps = { reference: { vectors }, index: asIndex(vectors, exactEngine(vectors)), profile: () => null };
  return loadNirtRouter(readNirt(artifact), artifact, deps as unknown as RouterDeps);
}
const queriesOf = ({ sizes, vectors }: Golden) => ({
  vectors: matrix(sizes.queries, sizes.embedding, Float32Array.from(vectors)),
  keys: ids('query', sizes.queries),
});

describe.each(golden)('NIRT against numpy: $name', (expected) => {
  it('predicts the same', async () => {
    const router = await load(expected);
    const candidates = { llms: router.llms, cost: new Float32Array(expected.sizes.llms) };
    const { data } = await router.predict(queriesOf(expected), candidates);
    data.forEach((p, i) => expect(p).toBeCloseTo(expected.predicted[i] as number, 5));
  });

  it('describes the same items; relevance sums to 1, difficulty lies in (0, 1)', async () => {
    const items = await (await load(expected)).itemParameters.describeItems(queriesOf(expected));
    items.forEach((item, q) => {
      const truth = expected.items[q] as Golden['items'][number];
      expect(item.form).toBe('centred');
      expect(item.discrimination[0]).toBeCloseTo(truth.discrimination, 4);
      item.difficulty.forEach((b, k) => expect(b).toBeCloseTo(truth.difficulty[k] as number, 5));
      item.relevance?.forEach((r, k) => expect(r).toBeCloseTo(truth.relevance[k] as number, 5));
      expect(item.relevance?.reduce((sum, r) => sum + r)).toBeCloseTo(1, 6);
    });
  });
});

describe('response function of NIRT', () => {
  it('neither overflows nor turns into NaN at extremes', () => {
    expect([sigmoid(-1e3), sigmoid(1e3), softplus(-1e3), softplus(1e3)]).toEqual([0, 1, 0, 1e3]);
    const huge = Float32Array.of(1e30, 1e30);
    const one = { firstWeights: huge, firstBias: Float32Array.of(0), secondWeights: huge.subarray(0, 0) };
    for (const x of [-1, 0, 1]) {
      const single = interact({ ...one, secondBias: one.secondWeights }, Float32Array.of(x, x));
      expect(sigmoid(single)).toBe(x < 0 ? 0 : x > 0 ? 1 : 0.5);
      const two = { ...one, secondWeights: Float32Array.of(2), secondBias: Float32Array.of(0.5) };
      expect(interact(two, Float32Array.of(x, x))).toBe(0.5 + 2 * x);
    }
  });

  it('refuses a reference set of another size than it was trained on', async () => {
    const first = golden[0] as Golden;
    await expect(load({ ...first, clusterOf: [0, 1] })).rejects.toThrow(
      expect.objectContaining({
        code: 'ARTIFACT_FOREIGN',
        message: expect.stringMatching(/2 queries.*holds 12/) as string,
      }),
    );
  });
});
