import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import type { RoutingDecision } from '../../../src/routing/types.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { testRouting } from '../../fixtures/api/routing.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const { cache } = createRequire(import.meta.url);
const vocabularies = () => Object.keys(cache).filter((path) => /gpt-tokenizer.*bpeRanks/.test(path)).length;

it('loads a vocabulary when a cost is asked for, and counts and searches once for all candidates', async () => {
  const set = await testRouterSet();
  const lengths = set.costs.lengths.bind(set.costs);
  let predicted = 0;
  const counted = { ...set.costs, lengths: (...given: Parameters<typeof lengths>) => (predicted++, lengths(...given)) };
  const llms = [0, 1, 2].map((i) => llm(`llm-${i}`, { price: { inputPerMillion: 1, outputPerMillion: 1 + i } }));
  const routing = testRouting({ ...set, costs: counted }, catalogue(llms, { default: llms.map((l) => l.id) }));
  const decision = (await routing.route({ query: 'What does it cost?' })) as RoutingDecision;
  expect(decision.kind).toBe('decision');
  await decision.explain();
  expect(vocabularies()).toBe(0);
  expect(predicted).toBe(0);

  const costs = await decision.expectedCosts();
  expect(vocabularies()).toBe(1);
  expect(await decision.expectedCosts()).toBe(costs);
  expect(predicted).toBe(1);
  // 5 tokens by the Rust implementation; 300 of output where nothing was observed.
  expect(costs.map((c) => c.usd * 1e6)).toEqual(
    decision.ranking.llms.map((id) => expect.closeTo(5 + (1 + Number(id.at(-1))) * 300, 6) as number),
  );
});
