import { describe, expect, it } from 'vitest';
import { catalogue, llm } from '../../fixtures/catalogue.js';
import { testRouting } from '../../fixtures/api/routing.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';

/** The real service over a synthetic router set that counts the texts it embeds and the searches it makes for warm-up. */
async function countingService() {
  const set = await testRouterSet();
  const counts = { texts: 0, searches: 0 };
  const llms = [0, 1, 2, 3].map((i) => llm(`llm-${i}`, { price: { inputPerMillion: i, outputPerMillion: i + 1 } }));
  const embed = (texts: readonly string[]) => {
    counts.texts += texts.length;
    return set.embeddings.embed(texts);
  };
  const index = Object.create(set.index, {
    search: {
      value: (...args: Parameters<typeof set.index.search>) => {
        counts.searches++;
        return set.index.search(...args);
      },
    },
  }) as typeof set.index;
  const counted = { ...set, index, embeddings: { ...set.embeddings, embed } };
  const routing = testRouting(counted, catalogue(llms, { default: llms.map((l) => l.id) }));
  return { routing, counts };
}

describe('several routers on one query', () => {
  it('share one embedding and one search for the warm-up', async () => {
    const { routing, counts } = await countingService();
    const entries = await routing.compare({ query: 'How fast is the train?' });
    expect(entries.filter((e) => e.result.kind === 'decision').length).toBeGreaterThanOrEqual(4);
    expect(counts).toEqual({ texts: 1, searches: 1 });
  });

  it('embed equal texts of a batch once', async () => {
    const { routing, counts } = await countingService();
    const results = await routing.routeMany(Array.from({ length: 100 }, (_, i) => ({ query: i < 99 ? 'a' : 'b' })));
    expect(results.every((r) => r.kind === 'decision')).toBe(true);
    expect(counts.texts).toBe(2);
  });
});
