import { describe, expect, it } from 'vitest';
import { llmId, poolId } from '../../../../src/domain/ids.js';
import type { CandidatePool, Llm } from '../../../../src/domain/llm.js';
import type { CatalogueStep } from '../../../../src/routing/catalogue/ports.js';
import { decision, id, llm } from '../support/records.js';
import type { StoreContext } from './context.js';
import { rejection, write } from './context.js';

const pool = (name: string, llms: string[], more: Partial<CandidatePool> = {}): CandidatePool => ({
  id: poolId(name),
  description: `pool ${name}`,
  llms: llms.map(llmId),
  uncalibrated: new Set(),
  isDefault: false,
  ...more,
});

export function catalogueChangesSuite(at: StoreContext): void {
  describe('changes of the catalogue', () => {
    const load = () => at.store.catalogue.load();
    const change = (...steps: CatalogueStep[]) => at.store.catalogue.change(() => steps);
    const of = async (name: string) => (await load()).llms.get(llmId(name)) as Llm;
    const scores = [
      { benchmark: 'GSM8K', score: 0.9, items: 1319, source: 'https://example.org/card' },
      { benchmark: 'mmlu (5-shot)', score: 1, items: null, source: 'model card' },
    ];
    const newcomer = llm('newcomer', { status: 'COLD', benchmarks: scores, registeredAt: 5, price: null });
    const price = { inputPerMillion: 2, outputPerMillion: 8, cachedInputPerMillion: 0.5 };

    it('gives back an LLM with its first price and its published scores', async () => {
      await change({ kind: 'addLlm', llm: newcomer, price: { price, effectiveFrom: at.now, source: 'list' } });
      expect(await of('newcomer')).toEqual({ ...newcomer, price: { ...price, effectiveFrom: at.now } });
      expect(await at.store.catalogue.priceHistory([newcomer.id])).toMatchObject([{ source: 'list' }]);
    });

    it('puts facts, scores, retirement and dates, and never a price', async () => {
      const retirement = { at: 7, reason: 'Sunset by its maker.', formerStatus: 'WARMING' } as const;
      const facts = { contextWindow: null, tags: ['x'], benchmarks: scores.slice(1), updatedAt: 7 };
      const changed: Llm = { ...newcomer, ...facts, status: 'RETIRED', retirement };
      await change({ kind: 'putLlm', llm: changed });
      expect(await of('newcomer')).toEqual({ ...changed, price: { ...price, effectiveFrom: at.now } });
      const back: Llm = { ...changed, status: 'WARMING', retirement: null };
      await change({ kind: 'putLlm', llm: back });
      expect(await of('newcomer')).toEqual({ ...back, price: { ...price, effectiveFrom: at.now } });
    });

    it('keeps what was decided as it was', async () => {
      const before = decision(7001, { llm: newcomer.id, pool: poolId('short-lived') });
      await change({ kind: 'putPool', pool: pool('short-lived', ['newcomer']) });
      await write(at.store, [before]);
      const retirement = { at: 8, reason: 'Gone.', formerStatus: 'COLD' } as const;
      const other = { name: 'Other', profile: 'Another text.', benchmarks: [] };
      await change({ kind: 'putLlm', llm: { ...newcomer, ...other, status: 'RETIRED', retirement } });
      await change({ kind: 'dropPool', pool: poolId('short-lived') });
      await at.store.catalogue.addPrice(newcomer.id, { inputPerMillion: 0, outputPerMillion: 0 }, at.now + 1, 'x');
      expect(await at.store.decisions.byIds([id(7001)])).toEqual([before]);
      await change({ kind: 'putLlm', llm: newcomer });
    });

    it('puts a pool with order, leave for the uncalibrated and the one default, and drops it', async () => {
      const before = (await load()).pools.get(poolId('default')) as CandidatePool;
      const fresh = pool('fresh', ['newcomer', 'alpha'], { uncalibrated: new Set([newcomer.id]), isDefault: true });
      await change({ kind: 'putPool', pool: { ...before, isDefault: false } }, { kind: 'putPool', pool: fresh });
      expect((await load()).pools.get(fresh.id)).toEqual(fresh);
      const turned = pool('fresh', ['alpha', 'newcomer']);
      await change({ kind: 'putPool', pool: turned }, { kind: 'putPool', pool: before });
      expect((await load()).pools.get(fresh.id)).toEqual(turned);
      expect((await load()).pools.get(before.id)).toEqual(before);
      await change({ kind: 'dropPool', pool: fresh.id });
      expect((await load()).pools.has(fresh.id)).toBe(false);
    });

    it('stores all steps or none', async () => {
      const half: CatalogueStep = { kind: 'addLlm', llm: llm('half', { price: null }), price: null };
      await expect(change(half, { kind: 'putPool', pool: pool('odd', ['not-there']) })).rejects.toEqual(
        rejection('INTERNAL'),
      );
      const badPrice = { price: { inputPerMillion: Number.NaN, outputPerMillion: 1 }, effectiveFrom: 1, source: 'x' };
      await expect(change({ ...half, price: badPrice })).rejects.toEqual(rejection('INTERNAL'));
      const badScore = { ...scores[0], score: 1.5 } as (typeof scores)[0];
      await expect(change({ ...half, llm: { ...half.llm, benchmarks: [badScore] } })).rejects.toEqual(
        rejection('INTERNAL'),
      );
      await expect(
        at.store.catalogue.change(() => {
          throw new RangeError('the plan');
        }),
      ).rejects.toThrow('the plan');
      expect((await load()).llms.has(llmId('half'))).toBe(false);
    });

    it('lets changes take their turn: each sees what the one before has stored', async () => {
      const seen: number[] = [];
      const add = (name: string) =>
        at.store.catalogue.change((now) => {
          seen.push(now.llms.size);
          return now.llms.has(llmId('contested'))
            ? []
            : [{ kind: 'addLlm', llm: llm('contested', { name, price: null }), price: null }];
        });
      const names = ['a', 'b', 'c', 'd'];
      await Promise.all(names.map(add));
      expect(names).toContain((await of('contested')).name);
      const least = Math.min(...seen);
      expect(seen.sort((x, y) => x - y)).toEqual([least, least + 1, least + 1, least + 1]);
    });
  });
}
