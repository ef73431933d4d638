import { describe, expect, it } from 'vitest';
import type { LlmId } from '../../../../src/domain/ids.js';
import { facet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { mirt } from '../../../../src/plugins/mirt/index.js';
import { nirt } from '../../../../src/plugins/nirt/index.js';
import { answersOf } from '../../../contract/onboarding-harness.js';
import { routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

describe('a router whose θ has no prior', () => {
  it.each([
    ['mirt', mirt, { abilityPrecision: 0, epochs: 5 }],
    ['nirt', nirt, { abilityPrecision: 0, epochs: 5 }],
  ] as const)('learns a newcomer all the same: %s with abilityPrecision 0', async (_, plugin, given) => {
    const world = mirtWorld({ seed: 7 });
    const unseen = world.data.responses.llms.at(-1) as LlmId;
    const artifact = await plugin.train(world.data, parseHyperparameters(plugin, given) as never, trainingRun(1));
    for (const known of [unseen, world.data.responses.llms[0] as LlmId]) {
      const deps = { ...routerDeps(world.data), evidence: answersOf(world, known) };
      const loaded = await plugin.load(artifact, deps);
      const { mean, covariance } = facet(plugin, loaded, 'onboarding')!.posterior(known)!;
      for (const x of [...mean, ...covariance]) expect(Number.isFinite(x)).toBe(true);
      await loaded[Symbol.asyncDispose]();
    }
  });
});
