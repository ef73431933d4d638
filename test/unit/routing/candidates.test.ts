import { describe, expect, it } from 'vitest';
import type { ThetaError } from '../../../src/domain/errors.js';
import { llmId, poolId } from '../../../src/domain/ids.js';
import { eligiblePool } from '../../../src/routing/candidates.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const price = (usd: number) => ({ inputPerMillion: usd, outputPerMillion: usd });
const shop = catalogue(
  [
    llm('dear', { price: price(10) }),
    llm('cheap', { price: price(0.28) }),
    llm('cold', { status: 'COLD' }),
    llm('gone', { status: 'RETIRED' }),
    llm('unpriced', { price: null }),
  ],
  { main: ['dear', 'cheap', 'cold', 'gone', 'unpriced'], none: [] },
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
      ['gone', 'RETIRED'],
      ['unpriced', 'UNPRICED'],
    ]);
  });

  it('lets a caller name a cold LLM and price an unpriced one, at 0 too', () => {
    const prices = new Map([[llmId('unpriced'), price(0)]]);
    const { pool, candidates } = eligiblePool(shop, { llms: ['cold', 'unpriced', 'cold'].map(llmId), prices });
    expect(pool).toBeNull();
    expect(candidates.llms).toEqual(['cold', 'unpriced']);
    expect([...candidates.cost]).toEqual([1, 0]);
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
