import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Artifact } from '../../../src/domain/artifact.js';
import type { Matrix } from '../../../src/domain/matrix.js';
import { matrix } from '../../../src/domain/matrix.js';
import type { AnyRouterPlugin, LoadedRouter } from '../../../src/plugins/contract.js';
import { loadRouter } from '../../../src/plugins/load-router.js';
import { routerDeps } from '../../contract/router-harness.js';
import { mirtWorld } from '../../fixtures/mirt-world.js';

const { data } = mirtWorld({ queries: 4, llms: 2, unseenLlms: 0 });
const deps = routerDeps(data);
const artifact: Artifact = { kind: 'router/probe', formatVersion: 1, meta: { embedderId: null }, tensors: {} };
const queries = { vectors: data.vectors, keys: ['a', 'b', 'c', 'd'] };
const candidates = { llms: data.responses.llms, cost: new Float32Array(2) };

/** A plugin whose router answers with `out` and has the given extra members. */
function probe(out: Matrix, capabilities: AnyRouterPlugin['capabilities'] = [], more: object = {}): AnyRouterPlugin {
  const loaded: LoadedRouter = {
    llms: candidates.llms,
    supports: () => true,
    predict: async () => out,
    async [Symbol.asyncDispose]() {},
    ...more,
  };
  return Object.freeze({
    id: 'probe',
    contract: 1,
    title: 'Probe',
    description: 'Answers with what the test gave it.',
    maturity: 'experimental',
    citation: { work: 'none', deviations: [] },
    output: 'performance',
    evaluationOnly: false,
    capabilities,
    hyperparameters: z.strictObject({}),
    train: async () => artifact,
    load: async () => loaded,
  });
}

const good = () => matrix(4, 2, new Float32Array(8).fill(0.5));

describe('loadRouter', () => {
  it('passes a good answer on', async () => {
    const router = await loadRouter(probe(good()), artifact, deps);
    expect((await router.predict(queries, candidates)).data).toEqual(new Float32Array(8).fill(0.5));
  });

  it.each([
    ['NaN', Number.NaN],
    ['a number above 1', 1.0001],
    ['a number below 0', -0.0001],
    ['Infinity', Number.POSITIVE_INFINITY],
  ])('stops %s', async (_what, value) => {
    const out = good();
    out.data[5] = value;
    const router = await loadRouter(probe(out), artifact, deps);
    await expect(router.predict(queries, candidates)).rejects.toMatchObject({
      code: 'PLUGIN_OUTPUT_INVALID',
      message: expect.stringContaining('llm-1') as string,
    });
  });

  it('stops an answer of the wrong shape', async () => {
    const router = await loadRouter(probe(matrix(2, 4)), artifact, deps);
    await expect(router.predict(queries, candidates)).rejects.toThrow(/4 × 2 numbers, got 2 × 4/);
  });

  it('refuses an artifact of another embedder and says what to do', async () => {
    const foreign = { ...artifact, meta: { embedderId: 'lexical/1234' } };
    await expect(loadRouter(probe(good()), foreign, deps)).rejects.toMatchObject({
      code: 'EMBEDDER_MISMATCH',
      message: expect.stringContaining('lexical/1234') as string,
      hint: expect.stringContaining('theta train') as string,
    });
    const nameless = { ...artifact, meta: {} };
    await expect(loadRouter(probe(good()), nameless, deps)).rejects.toThrow(/embedderId in the meta/);
  });

  it.each([
    ['without its facet', {}, /abilities.abilityDims to be a number, found no facet/],
    ['with half a facet', { abilities: { abilityDims: 2 } }, /abilities.ability to be a function, found undefined/],
  ])('refuses a declared capability %s', async (_what, more, message) => {
    await expect(loadRouter(probe(good(), ['abilities'], more), artifact, deps)).rejects.toThrow(message);
  });

  it('refuses a facet that is not declared', async () => {
    const plugin = probe(good(), [], { unseenLlms: { predictsUnseen: () => true } });
    await expect(loadRouter(plugin, artifact, deps)).rejects.toThrow(/capability unseenLlms to be declared/);
  });

  it('guards facets after disposal too', async () => {
    const facetOf = { abilities: { abilityDims: 1, ability: () => Float32Array.of(1) } };
    const router = await loadRouter(probe(good(), ['abilities'], facetOf), artifact, deps);
    const { abilities } = router as typeof router & typeof facetOf;
    expect(abilities.ability()).toEqual(Float32Array.of(1));
    await router[Symbol.asyncDispose]();
    expect(() => abilities.ability()).toThrow(/disposed/);
  });
});
