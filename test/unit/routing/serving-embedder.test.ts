import { describe, expect, it } from 'vitest';
import { embeddingCost, looksAtVectors } from '../../../src/routing/embedding-cost.js';
import { servingEmbedder } from '../../../src/routing/serving-embedder.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';

describe('embedder of the serving version', () => {
  it('is asked for its health at most once in ten seconds', async () => {
    const { embedder, embeddings } = await testRouterSet();
    let asked = 0;
    const health = () => Promise.resolve({ healthy: ++asked < 2, detail: `answer ${asked}` });
    let now = 0;
    const serving = servingEmbedder({ embedder: { ...embedder, health }, embeddings }, { monotonic: () => now });
    const first = { healthy: true, detail: 'answer 1' };
    expect(await Promise.all([serving.health(), serving.health()])).toEqual([first, first]);
    now = 9_999;
    expect(await serving.health()).toEqual(first);
    now = 10_000;
    expect(await serving.health()).toEqual({ healthy: false, detail: 'answer 2' });
  });
});

describe('cost of an embedding', () => {
  it('is tokens × price, and a free embedder is not asked for tokens', async () => {
    const { embedder } = await testRouterSet();
    const paid = { ...embedder, costPerMillionTokens: 0.02 };
    expect(embeddingCost(paid, 'a'.repeat(500))).toBeCloseTo(500 * 0.02e-6, 15);
    const prepare = () => {
      throw new Error('must not be called');
    };
    expect(embeddingCost({ ...embedder, prepare }, 'text')).toBe(0);
  });

  it('is for routers that look at vectors', async () => {
    const { routers } = await testRouterSet();
    const looking = [...routers.values()].filter(looksAtVectors).map(({ id }) => id);
    expect(looking).toEqual(['mirt', 'knn']);
  });
});
