import { expect } from 'vitest';
import type { Artifact } from '../domain/artifact.js';
import type { LlmId } from '../domain/ids.js';
import type { AnyRouterPlugin, Candidates, LoadedRouter, QueryBatch } from '../plugins/contract.js';
import { facet } from '../plugins/contract.js';

interface Trained {
  readonly artifact: Artifact;
  readonly load: (artifact: Artifact) => Promise<LoadedRouter>;
  readonly queries: QueryBatch;
  readonly candidates: Candidates;
}

/** Monotonicity (paper 3.2): a more able LLM is never predicted to do worse, wherever discrimination is not negative. */
export function describeMonotonicity(
  test: (name: string, body: () => Promise<void>) => void,
  plugin: AnyRouterPlugin,
  raiseAbility: ((artifact: Artifact, llm: LlmId, dimension: number, by: number) => Artifact) | undefined,
  trained: () => Trained,
): void {
  test('raising θ never lowers P̂ where discrimination is 0 or more', async () => {
    if (!raiseAbility)
      throw new Error(`${plugin.id} has abilities: give raiseAbility, or skip this test with a reason`);
    const { artifact, load, queries, candidates } = trained();
    const llm = candidates.llms[0] as LlmId;
    await using before = await load(artifact);
    const items = await facet(plugin, before, 'itemParameters')?.describeItems(queries);
    const dims = facet(plugin, before, 'abilities')?.abilityDims ?? 0;
    const low = await before.predict(queries, candidates);
    let compared = 0;
    for (let k = 0; k < dims; k++) {
      await using after = await load(raiseAbility(artifact, llm, k, 1));
      const high = await after.predict(queries, candidates);
      for (let q = 0; q < high.rows; q++) {
        const a = items?.[q]?.discrimination;
        if ((a?.[a.length === 1 ? 0 : k] ?? 0) < 0) continue;
        expect(high.data[q * high.cols]).toBeGreaterThanOrEqual(low.data[q * low.cols] as number);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(0);
  });
}
