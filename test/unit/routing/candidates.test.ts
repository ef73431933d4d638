import { describe, expect, it } from 'vitest';
import type { ThetaError } from '../../../src/domain/errors.js';
import { llmId, poolId } from '../../../src/domain/ids.js';
import type { CandidatePool } from '../../../src/domain/llm.js';
import { eligiblePool } from '../../../src/routing/candidates.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const price = (usd: number) => ({ inputPerMillion: usd, outputPerMillion: usd });
const shop = catalogue(
  [
    llm('dear', { price: price(10) }),
    llm('cheap', { price: price(0.28) }),
    llm('cold', { status: 'COLD' }),
    llm('warm', { status: 'WARMING' }),
    llm('gone', { status: 'RETIRED', retirement: { at: 0, reason: 'Sunset.', formerStatus: 'COLD' } }),
    llm('unpriced', { price: null }),
  ],
  { main: ['dear', 'cheap', 'cold', 'warm', 'gone', 'unpriced'], none: [] },
);
const codeOf = (run: () => unknown) => {
  try {
    run();
    return undefined;
  } catch (thrown) {
    return (thrown as ThetaError).code;
  }
};

describe('eligible pool', () => {
  it('takes the priced, tested LLMs of the default pool and says why the others are out', () => {
    const { pool, candidates, excluded } = eligiblePool(shop, {});
    expect(pool).toBe('main');
    expect(candidates.llms).toEqual(['dear', 'cheap']);
    expect(candidates.cost[0]).toBe(1);
    expect(candidates.cost[1]).toBeCloseTo(0.028, 6);
    expect(excluded.map((e) => [e.llm, e.code])).toEqual([
      ['cold', 'NOT_CALIBRATED'],
      ['warm', 'NOT_CALIBRATED'],
      ['gone', 'RETIRED'],
      ['unpriced', 'UNPRICED'],
    ]);
    expect(excluded.map((e) => e.reason).slice(0, 3)).toEqual([
      'COLD has no responses yet; name it in llms to try it, or let it into the pool with allowUncalibrated.',
      'WARM has too few responses to be sure of its ability; name it in llms to try it, or let it into the pool with allowUncalibrated.',
      'GONE is retired: Sunset.',
    ]);
  });

  it('takes who is not calibrated from a pool that allows it, and nobody who is retired', () => {
    const main = shop.pools.get(poolId('main')) as CandidatePool;
    const allowed = { ...main, uncalibrated: new Set(['warm', 'gone'].map(llmId)) };
    const { candidates, excluded } = eligiblePool({ ...shop, pools: new Map([[allowed.id, allowed]]) }, {});
    expect(candidates.llms).toEqual(['dear', 'cheap', 'warm']);
    expect(excluded.map((e) => e.llm)).toEqual(['cold', 'gone', 'unpriced']);
  });

  it('lets a caller name a cold LLM and price an unpriced one, at 0 too', () => {
    const prices = new Map([[llmId('unpriced'), price(0)]]);
    const { pool, candidates } = eligiblePool(shop, { llms: ['cold', 'unpriced', 'warm', 'cold'].map(llmId), prices });
    expect(pool).toBeNull();
    expect(candidates.llms).toEqual(['cold', 'unpriced', 'warm']);
    expect([...candidates.cost]).toEqual([1, 0, 1]);
  });

  it.each([
    ['UNKNOWN_POOL', { pool: poolId('nowhere') }],
    ['EMPTY_POOL', { pool: poolId('none') }],
    ['EMPTY_POOL', { llms: [] }],
    ['UNKNOWN_LLM', { llms: [llmId('nobody')] }],
    ['UNKNOWN_LLM', { prices: new Map([[llmId('nobody'), price(1)]]) }],
  ])('answers %s for %j', (code, choice) => {
    expect(codeOf(() => eligiblePool(shop, choice))).toBe(code);
  });
});
