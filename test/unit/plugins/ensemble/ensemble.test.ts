import { describe, expect, it } from 'vitest';
import type { Artifact } from '../../../../src/domain/artifact.js';
import { decodeArtifact, encodeArtifact } from '../../../../src/domain/artifact.js';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix, takeRows } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import type { AnyRouterPlugin, RouterDeps, TrainingRun, TrainingSet } from '../../../../src/plugins/contract.js';
import { facet } from '../../../../src/plugins/contract.js';
import { dealByTask } from '../../../../src/plugins/ensemble/folds.js';
import { ensemble } from '../../../../src/plugins/ensemble/index.js';
import { plainSigmoid } from '../../../../src/domain/logistic.js';
import { logit } from '../../../../src/plugins/ensemble/stacking.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';
import { fixedRouter } from './fixed-router.js';

const run = (plugins: readonly AnyRouterPlugin[], seed = 0, signal?: AbortSignal): TrainingRun => {
  const base = trainingRun(seed, signal);
  return { ...base, plugin: (id) => plugins.find((p) => p.id === id) ?? base.plugin(id) };
};
const depsWith = (data: TrainingSet, plugins: readonly AnyRouterPlugin[]): RouterDeps => {
  const base = routerDeps(data);
  return { ...base, plugin: (id) => plugins.find((p) => p.id === id) ?? base.plugin(id) };
};
const train = (data: TrainingSet, plugins: readonly AnyRouterPlugin[], hyperparameters: object = {}) =>
  ensemble.train(
    data,
    parseHyperparameters(ensemble, { members: plugins.map((p) => p.id), ...hyperparameters }),
    run(plugins),
  );
const weightsOf = (artifact: Artifact) =>
  (artifact.meta['training'] as unknown as { weights: Record<string, number> }).weights;

describe('ensemble', () => {
  const { data, truth } = mirtWorld({ queries: 300, missing: 0, unseenLlms: 1 });
  const column = (llm: string) => data.responses.llms.indexOf(llmId(llm));
  /** Knows the truth of a training query, found by its key. */
  const knowing = fixedRouter(
    'knowing',
    (key, llm) => truth.data[Number(key.slice(6)) * truth.cols + column(llm)] as number,
  );
  const dull = fixedRouter('dull', () => 0.5);
  const noisy = fixedRouter('noisy', (key, llm) => ((Number(key.slice(6)) * 7 + column(llm) * 3) % 10) / 10);

  it('trusts the member that knows', async () => {
    const weights = weightsOf(await train(data, [noisy, knowing, dull], { rounds: 5, averagePrecision: 10 }));
    expect(weights['knowing']).toBeGreaterThan(0.8);
    expect(weights['noisy']).toBeLessThan(0.1);
  });

  it('combines logits by the weights and the intercept of its artifact', async () => {
    const members = [knowing, noisy];
    const artifact = await train(data, members, { averagePrecision: 1e6 });
    const { intercept, members: saved } = artifact.meta as unknown as {
      intercept: number;
      members: { id: string; weight: number }[];
    };
    await using router = await loadRouter(ensemble, artifact, depsWith(data, members));
    const out = await router.predict(queriesOf(data, 5), { llms: [llmId('llm-2')], cost: new Float32Array(1) });
    for (let q = 0; q < 5; q++) {
      const ps = {
        knowing: Math.fround(truth.data[q * truth.cols + 2] as number),
        noisy: Math.fround(((q * 7 + 6) % 10) / 10),
      };
      const x = saved.reduce((s, { id, weight }) => s + weight * logit(ps[id as keyof typeof ps]), intercept);
      expect(out.data[q]).toBeCloseTo(plainSigmoid(x), 6);
    }
  });

  it('lets the members that can predict an LLM share the whole weight', async () => {
    const partial = fixedRouter('partial', () => 0.9, { supports: (llm) => llm !== 'llm-1' });
    const members = [knowing, partial];
    const artifact = await train(data, members, { averagePrecision: 1e6 });
    await using router = await loadRouter(ensemble, artifact, depsWith(data, members));
    const total = Object.values(weightsOf(artifact)).reduce((s, w) => s + w, 0);
    const llm = llmId('llm-1');
    expect(router.supports(llm)).toBe(true);
    const out = await router.predict(queriesOf(data, 1), { llms: [llm], cost: new Float32Array(1) });
    const x = (artifact.meta['intercept'] as number) + total * logit(Math.fround(truth.data[1] as number));
    expect(out.data[0]).toBeCloseTo(plainSigmoid(x), 6);
  });

  it('leaves out a member without weight, trains it no more and saves nothing of it', async () => {
    const contrary = fixedRouter(
      'contrary',
      (key, llm) => 1 - (truth.data[Number(key.slice(6)) * truth.cols + column(llm)] as number),
    );
    const artifact = await train(data, [knowing, contrary], { averagePrecision: 0, rounds: 5 });
    expect(weightsOf(artifact)['contrary']).toBe(0);
    expect((artifact.meta['members'] as { id: string }[]).map(({ id }) => id)).toEqual(['knowing']);
    expect(Object.keys(artifact.tensors).every((name) => name.startsWith('knowing/'))).toBe(true);
  });

  it('holds members that are the routers one would train alone with the same seed', async () => {
    const artifact = await train(data, [], {
      members: ['knn', 'mirt'],
      memberHyperparameters: { mirt: { epochs: 3, dims: 2 } },
    });
    const base = trainingRun(0);
    const mirt = base.plugin('mirt');
    const alone = await mirt.train(data, parseHyperparameters(mirt, { epochs: 3, dims: 2 }), {
      ...base,
      rng: seededRng(0).fork('mirt'),
    });
    for (const [name, tensor] of Object.entries(alone.tensors))
      expect(artifact.tensors[`mirt/${name}`]).toEqual(tensor);
    const saved = decodeArtifact(encodeArtifact(artifact), 'ensemble');
    await using router = await loadRouter(ensemble, saved, routerDeps(data));
    const unseen = data.responses.llms.at(-1) as never;
    expect(facet(ensemble, router, 'unseenLlms')?.predictsUnseen(unseen)).toBe(true);
    expect(router.llms).not.toContain(unseen);
  });

  it('refuses members that cannot be stacked', async () => {
    const preferring = fixedRouter('preferring', () => 0.5, { output: 'preference' });
    for (const [members, why] of [
      [['preferring'], /preference/],
      [['dull', 'dull'], /twice/],
      [['ensemble'], /its own member/],
      [['oracle'], /true responses/],
    ] as const) {
      const training = train(data, [preferring, dull], { members });
      await expect(training).rejects.toMatchObject({
        code: 'HYPERPARAMETER_INVALID',
        message: expect.stringMatching(why),
      });
    }
    await expect(train(data, [], { members: ['nobody'] })).rejects.toMatchObject({ code: 'UNKNOWN_ROUTER' });
    await expect(train(data, [dull], { memberHyperparameters: { knn: { k: 3 } } })).rejects.toMatchObject({
      code: 'HYPERPARAMETER_INVALID',
    });
    await expect(train(data, [], { members: ['knn'], memberHyperparameters: { knn: { k: 0 } } })).rejects.toMatchObject(
      {
        code: 'HYPERPARAMETER_INVALID',
      },
    );
  });

  it('averages where there is nothing to hold out', async () => {
    const one = { ...data, vectors: takeRows(data.vectors, [0]), responses: takeQueries(data.responses, [0]) };
    expect(weightsOf(await train(one, [knowing, dull]))).toEqual({ knowing: 0.5, dull: 0.5 });
  });

  it('recovers the truth of a simulated world better than its members', async () => {
    const world = mirtWorld({ seed: 9, queries: 1000, embeddingSize: 4, missing: 0.3, unseenLlms: 0 });
    const rows = Array.from({ length: 800 }, (_, i) => i);
    const part: TrainingSet = {
      ...world.data,
      vectors: takeRows(world.data.vectors, rows),
      responses: takeQueries(world.data.responses, rows),
    };
    const test = Array.from({ length: 200 }, (_, i) => 800 + i);
    const queries = { vectors: takeRows(world.data.vectors, test), keys: test.map(String) };
    const mirt = { dims: 2, epochs: 20, learningRate: 0.05 };
    const rmse = async (members: readonly string[]) => {
      const artifact = await train(part, [], {
        members,
        rounds: 2,
        memberHyperparameters: members.includes('mirt') ? { mirt } : {},
      });
      await using router = await loadRouter(ensemble, artifact, routerDeps(part));
      const out = await router.predict(queries, { llms: router.llms, cost: new Float32Array(5) });
      const square = out.data.reduce((s, p, i) => s + (p - (world.truth.data[800 * 5 + i] as number)) ** 2, 0);
      return Math.sqrt(square / out.data.length);
    };
    const both = await rmse(['mirt', 'knn']);
    expect(both).toBeLessThan(await rmse(['knn']));
    expect(both).toBeLessThan(1.05 * (await rmse(['mirt'])));
  });

  it('releases what it loaded when it is cancelled in the middle', async () => {
    const stop = new AbortController();
    const open = { count: 0 };
    const counted = fixedRouter('counted', () => 0.5, { onLoad: () => open.count++, onDispose: () => open.count-- });
    const training = ensemble.train(data, parseHyperparameters(ensemble, { members: ['counted'] }), {
      ...run([counted], 0, stop.signal),
      onProgress: ({ stage }) => stage.startsWith('predict') && stop.abort(),
    });
    await expect(training).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(open.count).toBe(0);
  });

  it('deals every task out evenly', () => {
    const part = dealByTask(data.responses, 4, seededRng(1));
    for (const task of ['task-0', 'task-1', 'task-2']) {
      const sizes = new Array<number>(4).fill(0);
      data.responses.queries.forEach(
        (q, i) => q.task === task && (sizes[part[i] as number] = (sizes[part[i] as number] as number) + 1),
      );
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it('gives a query the same row alone as in a batch with members that look up neighbours', async () => {
    const artifact = await train(data, [], {
      members: ['knn', 'mirt'],
      memberHyperparameters: { mirt: { epochs: 2 } },
    });
    await using router = await loadRouter(ensemble, artifact, routerDeps(data));
    const queries = queriesOf(data, 6);
    const pool = { llms: router.llms, cost: new Float32Array(router.llms.length) };
    const batch = await router.predict(queries, pool);
    for (let q = 0; q < 6; q++) {
      const alone = await router.predict(
        { vectors: takeRows(queries.vectors, [q]), keys: [queries.keys[q] as string] },
        pool,
      );
      expect([...alone.data]).toEqual([...batch.data.subarray(q * batch.cols, (q + 1) * batch.cols)]);
    }
    expect((await router.predict({ vectors: matrix(0, 8), keys: [] }, pool)).rows).toBe(0);
  });
});
