import { beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../../../../src/domain/artifact.js';
import type { LlmId } from '../../../../src/domain/ids.js';
import { llmId } from '../../../../src/domain/ids.js';
import type { Progress } from '../../../../src/domain/run.js';
import { readHirt } from '../../../../src/plugins/hirt/artifact.js';
import { hirtHyperparameters } from '../../../../src/plugins/hirt/hyperparameters.js';
import { hirt } from '../../../../src/plugins/hirt/index.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

const { data } = mirtWorld({ queries: 300, llms: 5, unseenLlms: 1 });
const h = hirtHyperparameters.parse({});
const stranger = data.responses.llms[5] as LlmId;

describe('hirt router', () => {
  let artifact: Artifact;
  beforeAll(async () => {
    artifact = await hirt.train(data, h, trainingRun(1));
  });
  const load = () => hirt.load(artifact, routerDeps(data));

  it('has terms a_k·θ_k and −b that sum to the log-odds of P̂, for LLMs with and without responses', async () => {
    await using router = await load();
    const queries = queriesOf(data, 50);
    const candidates = { llms: data.responses.llms, cost: new Float32Array(6) };
    const out = await router.predict(queries, candidates);
    const items = await router.itemParameters.describeItems(queries);
    items.forEach(({ form, discrimination, difficulty }, q) => {
      expect(form).toBe('intercept');
      expect(discrimination.subarray(0, 3).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      candidates.llms.forEach((llm, j) => {
        const theta = router.abilities.ability(llm);
        const sum = theta.reduce((s, t, k) => s + t * (discrimination[k] as number), -(difficulty[0] as number));
        const p = out.data[q * 6 + j] as number;
        expect(sum).toBeCloseTo(Math.log(p / (1 - p)), 4);
      });
    });
  });

  it('gives an LLM without responses the mean of the others, moved by its profile, and says how unsure that is', async () => {
    await using router = await load();
    const w = readHirt(artifact);
    expect(router.llms).not.toContain(stranger);
    expect(router.unseenLlms.predictsUnseen(stranger)).toBe(true);
    expect(router.unseenLlms.predictsUnseen(router.llms[0] as LlmId)).toBe(false);
    const theta = router.abilities.ability(stranger);
    const unsure = router.abilities.abilityDeviation?.(stranger) as Float32Array;
    for (let k = 0; k < w.dims; k++) {
      const of = (values: Float32Array) => Array.from(w.llms, (_, j) => values[j * w.dims + k] as number);
      const mean = of(w.abilities).reduce((sum, x) => sum + x, 0) / w.llms.length;
      expect(w.priorAbility[k]).toBeCloseTo(mean, 5);
      expect(theta[k]).toBeGreaterThan(Math.min(...of(w.abilities)));
      expect(theta[k]).toBeLessThan(Math.max(...of(w.abilities)));
      // Knowing nothing of an LLM is less than knowing its responses.
      if (k < w.tasks.length) expect(unsure[k]).toBeGreaterThan(Math.max(...of(w.abilityDeviations)));
    }
    expect([...theta]).not.toEqual([...w.priorAbility]);
  });

  it('names the tasks first, then the residual dimensions', async () => {
    await using router = await load();
    expect(router.abilities.abilityNames?.slice(0, 4)).toEqual(['task-0', 'task-1', 'task-2', 'residual 1']);
    expect(router.abilities.abilityDims).toBe(readHirt(artifact).dims);
  });

  it('does without profiles, for the LLMs it knows', async () => {
    await using router = await hirt.load(artifact, { ...routerDeps(data), profile: () => null });
    expect(router.supports(router.llms[0] as LlmId)).toBe(true);
    expect(router.supports(stranger)).toBe(false);
    const nobody = llmId('nobody');
    const unknown = expect.objectContaining({ code: 'UNKNOWN_LLM' }) as Error;
    expect(() => router.abilities.ability(nobody)).toThrow(unknown);
    expect(() => router.abilities.abilityDeviation?.(nobody)).toThrow(unknown);
  });
});

describe('training hirt', () => {
  it('reports a falling loss', async () => {
    const seen: Progress[] = [];
    await hirt.train(data, h, { ...trainingRun(1), onProgress: (p) => seen.push(p) });
    const losses = seen.flatMap((p) => p.metrics?.['loss'] ?? []);
    expect(losses.length).toBeGreaterThan(3);
    expect(losses.at(-1)).toBeLessThan(losses[0] as number);
    expect(seen.map((p) => p.stage)).toContain('tasks');
  });

  it('stops with CANCELLED in the middle of the fit', async () => {
    const stop = new AbortController();
    const run = {
      ...trainingRun(1, stop.signal),
      onProgress: (p: Progress) => p.stage === 'abilities' && stop.abort(),
    };
    await expect(hirt.train(data, h, run)).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('refuses data without responses', async () => {
    const { responses } = data;
    const empty = {
      ...responses,
      rowStart: new Uint32Array(responses.queries.length + 1),
      llmIndex: new Uint16Array(0),
      performance: new Float32Array(0),
    };
    await expect(hirt.train({ ...data, responses: empty }, h, trainingRun(1))).rejects.toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
    });
  });

  it('learns from one query of one LLM without failing', async () => {
    const { data: tiny } = mirtWorld({ queries: 1, llms: 1, unseenLlms: 0, missing: 0 });
    await using router = await hirt.load(await hirt.train(tiny, h, trainingRun(1)), routerDeps(tiny));
    const out = await router.predict(queriesOf(tiny, 1), { llms: router.llms, cost: new Float32Array(1) });
    expect(out.data[0]).toBeGreaterThanOrEqual(0);
    expect(out.data[0]).toBeLessThanOrEqual(1);
  });
});
