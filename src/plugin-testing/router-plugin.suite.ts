import { beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../domain/artifact.js';
import { decodeArtifact, encodeArtifact } from '../domain/artifact.js';
import { noEvidence } from '../domain/evidence.js';
import type { LlmId } from '../domain/ids.js';
import { llmId } from '../domain/ids.js';
import type { Matrix } from '../domain/matrix.js';
import { matrix, takeRows } from '../domain/matrix.js';
import type { AnyRouterPlugin, Candidates, Facets, LoadedRouter, QueryBatch } from '../plugins/contract.js';
import { onboardedRouter, whyNotOnboarded } from '../plugins/onboarded-router.js';
import { facet } from '../plugins/contract.js';
import { parseHyperparameters } from '../plugins/hyperparameters.js';
import { loadRouter } from '../plugins/load-router.js';
import { createRegistry } from '../plugins/registry.js';
import type { MirtWorld } from './mirt-world.js';
import { mirtWorld } from './mirt-world.js';
import { describeMonotonicity } from './monotonicity.suite.js';
import { describeCascade } from './cascade.suite.js';
import { describePolicy } from './policy.suite.js';
import { answersOf, mean, pearson } from './onboarding-harness.js';
import { importsQuietly } from './quiet-import.js';
import { queriesOf, routerDeps, trainingRun } from './router-harness.js';

export interface RouterPluginSuiteOptions {
  /** Imports the plugin's module anew, for the test that importing does nothing. */
  readonly importModule: () => Promise<unknown>;
  /** Makes training short; defaults otherwise. */
  readonly hyperparameters?: Readonly<Record<string, unknown>>;
  /** For plugins with abilities: the artifact with θ_k of one LLM raised by `by`. */
  readonly raiseAbility?: (artifact: Artifact, llm: LlmId, dimension: number, by: number) => Artifact;
  /** Tests that cannot hold for this plugin, by name, and why. */
  readonly skip?: readonly { readonly reason: string; readonly tests: readonly string[] }[];
}

/**
 * What every router plugin must keep, in this repository or outside. A plugin author calls it in a vitest file:
 * `routerPluginSuite(myPlugin, { importModule: () => import('./index.js') })`.
 */
export function routerPluginSuite(plugin: AnyRouterPlugin, options: RouterPluginSuiteOptions): void {
  const reasons = new Map(options.skip?.flatMap(({ reason, tests }) => tests.map((name) => [name, reason] as const)));
  const test = (name: string, body: () => Promise<void> | void) => {
    const reason = reasons.get(name);
    if (reason === undefined) it(name, body);
    else it.skip(`${name} (${reason})`, body);
    reasons.delete(name);
  };

  describe(`router plugin ${plugin.id}`, () => {
    let world: MirtWorld;
    let artifact: Artifact;
    let router: LoadedRouter;
    let queries: QueryBatch;
    let candidates: Candidates;
    const train = (seed: number, signal?: AbortSignal) => {
      const hyperparameters: unknown = parseHyperparameters(plugin, options.hyperparameters);
      return plugin.train(world.data, hyperparameters, trainingRun(seed, signal));
    };
    const load = (saved: Artifact) => loadRouter(plugin, saved, routerDeps(world.data));
    const one = (q: number): QueryBatch => ({
      vectors: takeRows(queries.vectors, [q]),
      keys: [queries.keys[q] as string],
    });

    beforeAll(async () => {
      world = mirtWorld();
      queries = queriesOf(world.data, 24);
      artifact = await train(1);
      router = await load(artifact);
      const llms = world.data.responses.llms.filter((llm) => router.supports(llm));
      candidates = { llms, cost: Float32Array.from(llms, (_, j) => ((j * 3) % llms.length) / llms.length) };
    });

    test('is accepted by the registry', () => {
      expect(createRegistry([plugin]).get(plugin.id)).toBe(plugin);
    });

    test('says of every hyper-parameter what it is, its default and where that comes from', () => {
      const { shape } = plugin.hyperparameters as unknown as {
        shape: Record<string, { meta(): Record<string, unknown> }>;
      };
      for (const [name, schema] of Object.entries(shape)) {
        expect(schema.meta()['source'], name).toMatch(/\S/);
        expect(schema.meta()['description'], name).toMatch(/\S/);
      }
      expect(Object.keys(parseHyperparameters(plugin) as object)).toEqual(Object.keys(shape));
    });

    test('predicts a finite number in [0, 1] for every query and LLM', async () => {
      const out = await router.predict(queries, candidates);
      expect([out.rows, out.cols, out.data.length]).toEqual([24, candidates.llms.length, 24 * candidates.llms.length]);
      for (const p of out.data) expect(p >= 0 && p <= 1).toBe(true);
    });

    test('stays finite for extreme vectors', async () => {
      const { rows, cols } = queries.vectors;
      for (const value of [0, 1e4, -1e4]) {
        const vectors = matrix(rows, cols, new Float32Array(rows * cols).fill(value));
        for (const p of (await router.predict({ ...queries, vectors }, candidates)).data)
          expect(p >= 0 && p <= 1).toBe(true);
      }
    });

    test('gives a query the same row alone as in a batch', async () => {
      const batch = await router.predict(queries, candidates);
      for (let q = 0; q < 24; q++) {
        const alone = await router.predict(one(q), candidates);
        expect([...alone.data]).toEqual([...batch.data.subarray(q * batch.cols, (q + 1) * batch.cols)]);
      }
    });

    test('permuting the LLMs permutes the columns', async () => {
      const before = await router.predict(queries, candidates);
      const order = candidates.llms.map((_, j) => j).reverse();
      const after = await router.predict(queries, pick(candidates, order));
      for (let q = 0; q < 24; q++) {
        order.forEach((from, to) => expect(after.data[q * after.cols + to]).toBe(before.data[q * before.cols + from]));
      }
    });

    test('answers for a pool of one LLM, for no LLM and for no query', async () => {
      const lone = await router.predict(queries, pick(candidates, [0]));
      expect([lone.rows, lone.cols]).toEqual([24, 1]);
      const none = await router.predict(queries, pick(candidates, []));
      expect([none.rows, none.cols]).toEqual([24, 0]);
      const empty = await router.predict({ vectors: takeRows(queries.vectors, []), keys: [] }, candidates);
      expect([empty.rows, empty.cols]).toEqual([0, candidates.llms.length]);
    });

    test('changes neither the query vectors nor the artifact', async () => {
      const vectors = queries.vectors.data.slice();
      const bytes = encodeArtifact(artifact);
      await router.predict(queries, candidates);
      expect(queries.vectors.data).toEqual(vectors);
      expect(encodeArtifact(artifact)).toEqual(bytes);
    });

    test('trains the same artifact, byte for byte, from the same seed', async () => {
      expect(Buffer.compare(encodeArtifact(await train(1)), encodeArtifact(artifact))).toBe(0);
    });

    test('predicts the same after it was saved and loaded', async () => {
      await using again = await load(decodeArtifact(encodeArtifact(artifact), plugin.id));
      expect((await again.predict(queries, candidates)).data).toEqual((await router.predict(queries, candidates)).data);
      expect(again.llms).toEqual(router.llms);
    });

    test('refuses an artifact of another kind and an embedder it was not trained with', async () => {
      await expect(load({ ...artifact, kind: 'router/of-someone-else' })).rejects.toMatchObject({
        code: 'ARTIFACT_FOREIGN',
      });
      const { embedderId } = artifact.meta;
      if (embedderId === null) return;
      expect(embedderId).toBe(world.data.embedderId);
      const elsewhere = { ...routerDeps(world.data), embedderId: 'another' };
      await expect(loadRouter(plugin, artifact, elsewhere)).rejects.toMatchObject({ code: 'EMBEDDER_MISMATCH' });
    });

    test('rejects with CANCELLED when cancelled and leaves no tensor', async () => {
      const stop = new AbortController();
      stop.abort();
      const run = trainingRun(1, stop.signal);
      const { tf } = await run.tensor();
      const before = tf.memory().numTensors;
      await expect(train(1, stop.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(tf.memory().numTensors).toBe(before);
    });

    test('its facets answer for what it declares', async () => {
      const items = facet(plugin, router, 'itemParameters');
      const described = items ? await items.describeItems(queries) : null;
      if (described) expect(described).toHaveLength(24);
      for (const item of described ?? []) {
        const size = abilityDims(plugin, router);
        if (item.interaction && size !== null) expect(item.interaction.weights).toHaveLength(size);
        for (const value of [...item.discrimination, ...item.difficulty]) expect(Number.isFinite(value)).toBe(true);
      }
      const abilities = facet(plugin, router, 'abilities');
      for (const llm of abilities ? router.llms : [])
        expect(abilities?.ability(llm)).toHaveLength(abilities?.abilityDims ?? 0);
      const stranger = llmId('never heard of');
      expect(() => abilities?.ability(stranger) ?? unknown()).toThrow(expect.objectContaining({ code: 'UNKNOWN_LLM' }));
    });

    test('names its ability dimensions and says how sure it is of them, where it does either', async () => {
      const abilities = facet(plugin, router, 'abilities');
      if (abilities?.abilityNames) {
        const { abilityNames, abilityDims } = abilities;
        expect(abilityNames).toHaveLength(abilityDims);
        expect(new Set(abilityNames).size).toBe(abilityDims);
        for (const name of abilityNames) expect(name).toMatch(/\S/);
      }
      if (abilities?.abilityGrounded) expect(abilities.abilityGrounded).toHaveLength(abilities.abilityDims);
      const prior = abilities?.abilityPrior;
      if (prior) {
        expect(prior.precision >= 0 && prior.precision < Infinity).toBe(true);
        for (const llm of prior.scale === 'logit' ? router.llms : []) {
          for (const theta of abilities.ability(llm)) expect(theta > 0 && theta < 1).toBe(true);
        }
      }
      const clusterOf = facet(plugin, router, 'clusters')?.clusterOf;
      if (clusterOf) expect(clusterOf).toHaveLength(world.data.vectors.rows);
      const deviationOf = (llm: LlmId) => abilities?.abilityDeviation?.(llm) ?? null;
      for (const llm of candidates.llms) {
        const deviation = deviationOf(llm);
        if (deviation === null) return;
        expect(deviation).toHaveLength(abilities?.abilityDims ?? 0);
        for (const s of deviation) expect(s > 0 && s < Infinity).toBe(true);
      }
      expect(() => deviationOf(llmId('never heard of'))).toThrow(expect.objectContaining({ code: 'UNKNOWN_LLM' }));
    });

    test('answers for an LLM without responses from its profile, or says that it cannot', async () => {
      const unseen = world.data.responses.llms.at(-1) as LlmId;
      const pool = { llms: [unseen], cost: new Float32Array(1) };
      if (router.supports(unseen)) expect((await router.predict(queries, pool)).cols).toBe(1);
      else await expect(router.predict(queries, pool)).rejects.toMatchObject({ code: 'UNKNOWN_LLM' });
      const fromProfile = facet(plugin, router, 'unseenLlms');
      if (fromProfile) expect(fromProfile.predictsUnseen(unseen)).toBe(true);
    });

    test('learns a newcomer from its answers, or says why it cannot', async () => {
      const cannot = whyNotOnboarded(plugin);
      const unseen = world.data.responses.llms.at(-1) as LlmId;
      const deps = { ...routerDeps(world.data), profile: () => null, evidence: answersOf(world, unseen) };
      const trained = await loadRouter(plugin, artifact, deps);
      const onboarded = await onboardedRouter(plugin, trained, deps);
      if (cannot !== null) {
        expect(cannot).toMatch(/^[a-z].*[^.]$/);
        expect(onboarded.loaded).toBe(trained);
        return;
      }
      expect(onboarded.loaded.supports(unseen)).toBe(true);
      const all = queriesOf(world.data, world.data.vectors.rows);
      const others = candidates.llms.filter((llm) => llm !== unseen);
      const pool = { llms: [...others, unseen], cost: new Float32Array(others.length + 1) };
      const predicted = await onboarded.loaded.predict(all, pool);
      const deviation = await (onboarded.onboarding as Facets['onboarding']).predictionDeviation(all, pool);
      const column = (m: Matrix, j: number) =>
        Array.from({ length: m.rows }, (_, q) => m.data[q * m.cols + j] as number);
      const truth = column(world.truth, world.truth.cols - 1);
      const own = column(predicted, pool.llms.length - 1);
      const correlation = pearson(own, truth);
      // A router that gives every query the same P̂ can only learn the level.
      if (new Set(own.map((p) => p.toFixed(6))).size > 1) expect(correlation).toBeGreaterThan(0.3);
      expect(Math.abs(mean(own) - mean(truth))).toBeLessThan(0.15);
      for (const s of column(deviation, pool.llms.length - 1)) expect(s > 0 && s <= 0.5).toBe(true);
      const plain = await router.predict(all, { llms: others, cost: new Float32Array(others.length) });
      // Answers of one LLM leave the others as they were.
      others.forEach((_, j) => expect(column(predicted, j)).toEqual(column(plain, j)));
    });

    test('predicts the same to the last bit where evidence says nothing', async () => {
      const deps = { ...routerDeps(world.data), evidence: noEvidence(world.data.vectors.cols) };
      const { loaded } = await onboardedRouter(plugin, await loadRouter(plugin, artifact, deps), deps);
      expect((await loaded.predict(queries, candidates)).data).toEqual(
        (await router.predict(queries, candidates)).data,
      );
    });

    test('throws when used after disposal', async () => {
      const gone = await load(artifact);
      await gone[Symbol.asyncDispose]();
      await gone[Symbol.asyncDispose]();
      await expect(gone.predict(queries, candidates)).rejects.toThrow(/disposed/);
      expect(() => gone.supports(candidates.llms[0] as LlmId)).toThrow(/disposed/);
    });

    test('does no input or output when imported', async () => {
      expect(await importsQuietly(options.importModule)).toEqual([]);
    });

    if (plugin.capabilities.includes('abilities')) {
      describeMonotonicity(test, plugin, options.raiseAbility, () => ({ artifact, load, queries, candidates }));
    }
    if (plugin.capabilities.includes('policy')) {
      describePolicy(test, plugin, () => ({ router, queries, candidates }));
    }
    if (plugin.capabilities.includes('cascade')) {
      describeCascade(test, plugin, () => ({ router, queries, candidates }));
    }

    it('skips only tests that exist', () => expect([...reasons.keys()]).toEqual([]));
  });
}

const abilityDims = (plugin: AnyRouterPlugin, router: LoadedRouter) =>
  facet(plugin, router, 'abilities')?.abilityDims ?? null;

const pick = ({ llms, cost }: Candidates, columns: readonly number[]): Candidates => ({
  llms: columns.map((j) => llms[j] as LlmId),
  cost: Float32Array.from(columns, (j) => cost[j] as number),
});

/** Stands in for a facet that a plugin does not have. */
function unknown(): never {
  throw Object.assign(new Error('no abilities'), { code: 'UNKNOWN_LLM' });
}
