import { describe, expect, it } from 'vitest';
import type { LlmId } from '../../../../src/domain/ids.js';
import type { AnyRouterPlugin } from '../../../../src/plugins/contract.js';
import { facet } from '../../../../src/plugins/contract.js';
import { ensemble } from '../../../../src/plugins/ensemble/index.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { mirt } from '../../../../src/plugins/mirt/index.js';
import { nirt } from '../../../../src/plugins/nirt/index.js';
import { onboardedRouter } from '../../../../src/plugins/onboarded-router.js';
import { answersOf } from '../../../contract/onboarding-harness.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

describe('a router whose θ has no prior', () => {
  it.each<readonly [string, AnyRouterPlugin, object]>([
    ['mirt', mirt, { abilityPrecision: 0, epochs: 5 }],
    ['nirt', nirt, { abilityPrecision: 0, epochs: 5 }],
  ])('learns a newcomer all the same: %s with abilityPrecision 0', async (_, plugin, given) => {
    const world = mirtWorld({ seed: 7 });
    const unseen = world.data.responses.llms.at(-1) as LlmId;
    const artifact = await plugin.train(world.data, parseHyperparameters(plugin, given), trainingRun(1));
    for (const known of [unseen, world.data.responses.llms[0] as LlmId]) {
      const deps = { ...routerDeps(world.data), evidence: answersOf(world, known) };
      const loaded = await plugin.load(artifact, deps);
      const { mean, covariance } = facet(plugin, loaded, 'onboarding')!.posterior(known)!;
      for (const x of [...mean, ...covariance]) expect(Number.isFinite(x)).toBe(true);
      await loaded[Symbol.asyncDispose]();
    }
  });
});

describe('an ensemble of routers that onboard', () => {
  it('takes in each answer once: its members have none of the evidence', async () => {
    const world = mirtWorld({ seed: 7 });
    const given = {
      members: ['mirt', 'cluster'],
      memberHyperparameters: { mirt: { epochs: 5 }, cluster: { clusters: 4 } },
    };
    const artifact = await ensemble.train(world.data, parseHyperparameters(ensemble, given), trainingRun(1));
    const known = world.data.responses.llms[0] as LlmId;
    const plain = routerDeps(world.data);
    const deps = { ...plain, evidence: answersOf(world, known, 100) };
    const [without, withThem] = [await ensemble.load(artifact, plain), await ensemble.load(artifact, deps)];
    const pool = { llms: [known], cost: new Float32Array(1) };
    const queries = queriesOf(world.data, 20);
    const before = await without.predict(queries, pool);
    expect(await withThem.predict(queries, pool)).toEqual(before);
    const { loaded } = await onboardedRouter(ensemble, withThem, deps);
    expect(await loaded.predict(queries, pool)).not.toEqual(before);
    for (const router of [loaded, without]) await router[Symbol.asyncDispose]();
  });
});
