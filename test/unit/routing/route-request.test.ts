import { beforeAll, describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import type { CallPools } from '../../../src/routing/request-pool.js';
import { resolveRequest } from '../../../src/routing/route-request.js';
import type { Snapshot } from '../../../src/routing/snapshot.js';
import { createSnapshot } from '../../../src/routing/snapshot.js';
import type { RouteRequest } from '../../../src/routing/types.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const price = (usd: number) => ({ inputPerMillion: usd, outputPerMillion: usd });
const defaults = { alpha: 0.8, warmUpWeight: 0, warmUpNeighbours: 5, maxQueryCharacters: 100, maxBatch: 10 };
let snapshot: Snapshot;
beforeAll(async () => {
  const llms = [0, 1, 2, 3].map((i) => llm(`llm-${i}`, { price: price(i + 1) }));
  snapshot = createSnapshot(await testRouterSet(), catalogue(llms, { default: llms.map((l) => l.id) }));
});

describe('resolveRequest', () => {
  const pools = (requests: Partial<RouteRequest>[]) => {
    const call: CallPools = new Map();
    return requests.map((more) => resolveRequest({ query: 'x', ...more }, snapshot, defaults, call).pool);
  };
  const named = (...ids: string[]) => ids.map(llmId);

  it('gives requests of one call that name equal LLMs and prices one pool, and different ones different pools', () => {
    const free = (id: string) => new Map([[llmId(id), price(0)]]);
    const [a, b, c, d, e, f] = pools([
      { llms: named('llm-0', 'llm-1') },
      { llms: named('llm-0', 'llm-1') },
      { llms: named('llm-1', 'llm-0') },
      { prices: free('llm-0') },
      { prices: free('llm-0') },
      { prices: free('llm-1') },
    ]);
    expect(b).toBe(a);
    expect(c?.candidates.llms).toEqual(['llm-1', 'llm-0']);
    expect(e).toBe(d);
    expect(d?.candidates.cost[0]).toBe(0);
    expect(f?.candidates.cost[0]).toBe(0.25);
  });

  it('keeps no pool of one call for the next', () => {
    const request = [{ llms: named('llm-0') }];
    expect(pools(request)[0]).not.toBe(pools(request)[0]);
  });

  it.each([
    ['an empty label', ['']],
    ['a label of 129 characters', ['t'.repeat(129)]],
    ['33 labels', Array.from({ length: 33 }, (_, i) => `t${i}`)],
  ])('refuses %s', (_, tags) => {
    expect(() => pools([{ tags }])).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    expect(() => pools([{ tags: tags.slice(1).map((tag) => tag.slice(1)) }])).not.toThrow();
  });
});
