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
const WINDOWS = [12, 15, 1000];
let snapshot: Snapshot;
beforeAll(async () => {
  const llms = [0, 1, 2, 3].map((i) => llm(`llm-${i}`, { price: price(i + 1), contextWindow: WINDOWS[i] ?? null }));
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

  it('gives requests of one call with equal constraints one pool, and asks nothing of the cache of the snapshot', () => {
    const deny = (...ids: string[]) => ({ constraints: { deny: named(...ids) } });
    const [a, b, c, d, e] = pools([deny('llm-0', 'llm-1'), deny('llm-1', 'llm-0'), deny('llm-2'), {}, deny()]);
    expect(b).toBe(a);
    expect(a?.candidates.llms).toEqual(['llm-2', 'llm-3']);
    expect(c?.candidates.llms).toEqual(['llm-0', 'llm-1', 'llm-3']);
    expect(d).toBe(pools([{}])[0]);
    // Constraints that ask for nothing are none.
    expect(e).toBe(d);
  });

  it('gives texts of different length one set of candidates where they leave the same LLMs, each with its own figures', () => {
    const constraints = { outputTokens: 10 };
    const [a, b, c] = pools([
      { query: 'x', constraints },
      { query: 'two words', constraints },
      { query: 'x'.repeat(100), constraints },
    ]);
    expect(b?.candidates).toBe(a?.candidates);
    expect(a?.candidates.llms).toEqual(['llm-1', 'llm-2']);
    expect(a?.excluded[0]?.reason).toContain('(about 3, estimated) and an answer of 10 need 13');
    expect(b?.excluded[0]?.reason).toContain('(about 5, estimated)');
    expect(c?.candidates.llms).toEqual(['llm-2']);
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
