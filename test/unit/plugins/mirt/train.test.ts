import { describe, expect, it } from 'vitest';
import { encodeArtifact } from '../../../../src/domain/artifact.js';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import { facet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { mirt } from '../../../../src/plugins/mirt/index.js';
import { sigmoid } from '../../../../src/domain/logistic.js';
import { logOdds } from '../../../../src/plugins/mirt/response-function.js';
import { startTensorBackend } from '../../../../src/tensor/backend.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

const { data } = mirtWorld({ queries: 300 });
const short = (more: object = {}) => parseHyperparameters(mirt, { dims: 3, epochs: 6, ...more });
const queries = queriesOf(data, 10);

describe('training of mirt', () => {
  it.each(['linear', 'monotone'] as const)('%s: item parameters and abilities give P̂ = σ(a·θ − b)', async (form) => {
    const artifact = await mirt.train(data, short({ form }), trainingRun(1));
    await using router = await loadRouter(mirt, artifact, routerDeps(data));
    const items = await facet(mirt, router, 'itemParameters')?.describeItems(queries);
    const abilities = facet(mirt, router, 'abilities');
    const out = await router.predict(queries, { llms: router.llms, cost: new Float32Array(router.llms.length) });
    items?.forEach((item, q) => {
      router.llms.forEach((llm, j) => {
        const theta = abilities?.ability(llm) as Float32Array;
        const p = sigmoid(logOdds(item.discrimination, theta, item.difficulty[0] as number));
        expect(out.data[q * out.cols + j]).toBeCloseTo(p, 5);
      });
    });
    for (const { discrimination } of form === 'monotone' ? (items ?? []) : []) {
      expect(Math.min(...discrimination)).toBeGreaterThan(0);
    }
  });

  it('learns the same on cpu as on wasm, up to rounding', async () => {
    const tensorOn = (backend: 'cpu' | 'wasm') => ({ ...trainingRun(1), tensor: () => startTensorBackend(backend) });
    const [cpu, wasm] = [
      await mirt.train(data, short(), tensorOn('cpu')),
      await mirt.train(data, short(), tensorOn('wasm')),
    ];
    for (const [name, tensor] of Object.entries(cpu.tensors)) {
      tensor.forEach((value, i) => expect(wasm.tensors[name]?.[i]).toBeCloseTo(value, 4));
    }
  });

  it('does not depend on how the vectors are scaled and shifted', async () => {
    const moved = {
      ...data,
      vectors: matrix(
        300,
        data.vectors.cols,
        data.vectors.data.map((x) => 4 * x + 2),
      ),
    };
    const near = await mirt.train(data, short(), trainingRun(1));
    const far = await mirt.train(moved, short(), trainingRun(1));
    await using a = await loadRouter(mirt, near, routerDeps(data));
    await using b = await loadRouter(mirt, far, routerDeps(moved));
    const pool = { llms: a.llms, cost: new Float32Array(a.llms.length) };
    const before = await a.predict(queries, pool);
    const after = await b.predict(queriesOf(moved, 10), pool);
    after.data.forEach((p, i) => expect(p).toBeCloseTo(before.data[i] as number, 3));
  });

  it('gives another artifact for another seed', async () => {
    const [a, b] = [await mirt.train(data, short(), trainingRun(1)), await mirt.train(data, short(), trainingRun(2))];
    expect(Buffer.compare(encodeArtifact(a), encodeArtifact(b))).not.toBe(0);
  });

  it('predicts for an LLM with a profile only, and not for one without', async () => {
    const artifact = await mirt.train(data, short(), trainingRun(1));
    const stranger = llmId('newcomer');
    const profile = new Float32Array(data.profiles.cols).fill(0.3);
    const deps = { ...routerDeps(data), profile: (llm: string) => (llm === 'newcomer' ? profile : null) };
    await using router = await loadRouter(mirt, artifact, deps);
    expect(router.llms).not.toContain(stranger);
    expect(router.supports(stranger)).toBe(true);
    expect((await router.predict(queries, { llms: [stranger], cost: new Float32Array(1) })).rows).toBe(10);
    const nobody = { llms: [llmId('nobody')], cost: new Float32Array(1) };
    expect(router.supports(nobody.llms[0] as typeof stranger)).toBe(false);
    await expect(router.predict(queries, nobody)).rejects.toMatchObject({ code: 'UNKNOWN_LLM' });
  });

  it('asks for data when there is none', async () => {
    const empty = { ...data, vectors: matrix(0, data.vectors.cols), responses: takeQueries(data.responses, []) };
    await expect(mirt.train(empty, short(), trainingRun(1))).rejects.toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
    });
  });
});
