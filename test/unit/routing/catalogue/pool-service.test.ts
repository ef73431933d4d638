import { describe, expect, it } from 'vitest';
import type { ThetaError } from '../../../../src/domain/errors.js';
import { llmId, poolId } from '../../../../src/domain/ids.js';
import { eligiblePool } from '../../../../src/routing/candidates.js';
import { createPoolService } from '../../../../src/routing/catalogue/pool-service.js';
import { MemoryCatalogue } from '../../../fixtures/api/memory-catalogue.js';
import { catalogue, llm } from '../../../fixtures/catalogue.js';

const RETIREMENT = { at: 1, reason: 'Sunset.', formerStatus: 'COLD' } as const;

function world() {
  const known = [
    llm('a'),
    llm('b'),
    llm('cold', { status: 'COLD' }),
    llm('warm', { status: 'WARMING' }),
    llm('gone', { status: 'RETIRED', retirement: RETIREMENT }),
  ];
  const store = new MemoryCatalogue(catalogue(known, { main: ['a'], side: ['a', 'b'] }));
  const clock = { now: () => 0, monotonic: () => 0 };
  const pools = createPoolService({ store, clock, catalogue: () => store.catalogue, onChanged: async () => {} });
  return {
    store,
    pools,
    defaults: () => [...store.catalogue.pools.values()].filter((p) => p.isDefault).map((p) => p.id),
  };
}
const ids = (...names: string[]) => names.map(llmId);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error as ThetaError).code,
  );
const create = { id: poolId('new'), description: 'd', llms: ids('b'), allowUncalibrated: false, isDefault: false };

describe('candidate pools', () => {
  it('take in who is not calibrated only where that is allowed, and then choose them', async () => {
    const { pools, store } = world();
    expect(await codeOf(pools.add(poolId('main'), ids('b', 'cold'), false))).toBe('LLM_NOT_CALIBRATED');
    expect(await codeOf(pools.add(poolId('main'), ids('warm'), false))).toBe('LLM_NOT_CALIBRATED');
    expect(store.catalogue.pools.get(poolId('main'))?.llms).toEqual(['a']);
    await pools.add(poolId('main'), ids('b'), false);
    const pool = await pools.add(poolId('main'), ids('cold', 'warm'), true);
    expect(pool.llms).toEqual(['a', 'b', 'cold', 'warm']);
    expect([...pool.uncalibrated]).toEqual(['cold', 'warm']);
    const { candidates, excluded } = eligiblePool(store.catalogue, { pool: pool.id });
    expect([candidates.llms, excluded]).toEqual([pool.llms, []]);
  });

  it('keep the place of a member and take the last word on it', async () => {
    const { pools } = world();
    expect([...(await pools.add(poolId('side'), ids('a'), true)).uncalibrated]).toEqual(['a']);
    const pool = await pools.add(poolId('side'), ids('a', 'b'), false);
    expect([pool.llms, pool.uncalibrated.size]).toEqual([['a', 'b'], 0]);
  });

  it('take no retired LLM, but keep one that retires', async () => {
    const { pools } = world();
    expect(await codeOf(pools.add(poolId('main'), ids('gone'), true))).toBe('LLM_RETIRED');
  });

  it('let go of members, with what they were allowed', async () => {
    const { pools } = world();
    await pools.add(poolId('main'), ids('cold'), true);
    const pool = await pools.remove(poolId('main'), ids('cold'));
    expect([pool.llms, pool.uncalibrated.size]).toEqual([['a'], 0]);
    expect(await codeOf(pools.remove(poolId('main'), ids('cold')))).toBe('POOL_INVALID');
    expect(await codeOf(pools.remove(poolId('main'), ids('nobody')))).toBe('UNKNOWN_LLM');
  });

  it('are created, made the only default, and deleted unless they are it', async () => {
    const { pools, store, defaults } = world();
    expect((await pools.create({ ...create, isDefault: true })).isDefault).toBe(true);
    expect(defaults()).toEqual(['new']);
    await pools.setDefault(poolId('side'));
    expect(defaults()).toEqual(['side']);
    await pools.setDefault(poolId('side'));
    expect(await codeOf(pools.delete(poolId('side')))).toBe('POOL_INVALID');
    await pools.delete(poolId('new'));
    expect([...store.catalogue.pools.keys()]).toEqual(['main', 'side']);
  });

  it.each<[string, Partial<typeof create>]>([
    ['POOL_INVALID', { id: poolId('main') }],
    ['POOL_INVALID', { id: poolId('two words') }],
    ['POOL_INVALID', { id: poolId('') }],
    ['POOL_INVALID', { description: '  ' }],
    ['UNKNOWN_LLM', { llms: ids('nobody') }],
    ['LLM_NOT_CALIBRATED', { llms: ids('cold') }],
    ['LLM_RETIRED', { llms: ids('gone'), allowUncalibrated: true }],
  ])('are refused with %s: %j', async (code, change) => {
    const { pools, store } = world();
    expect(await codeOf(pools.create({ ...create, ...change }))).toBe(code);
    expect(store.catalogue.pools.size).toBe(2);
  });

  it('must exist, and changes must name somebody', async () => {
    const { pools } = world();
    expect(await codeOf(pools.add(poolId('x'), ids('a'), false))).toBe('UNKNOWN_POOL');
    expect(await codeOf(pools.setDefault(poolId('x')))).toBe('UNKNOWN_POOL');
    expect(await codeOf(pools.delete(poolId('x')))).toBe('UNKNOWN_POOL');
    expect(await codeOf(pools.add(poolId('main'), [], false))).toBe('POOL_INVALID');
    expect(await codeOf(pools.remove(poolId('main'), []))).toBe('POOL_INVALID');
  });
});
