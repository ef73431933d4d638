import { describe, expect, it } from 'vitest';
import { llmId, poolId } from '../../../../src/domain/ids.js';
import { catalogueOf, llm } from '../support/records.js';
import type { StoreContext } from './context.js';
import { rejection } from './context.js';

const DAY = 86_400_000;

export function catalogueSuite(at: StoreContext): void {
  describe('catalogue', () => {
    const alpha = llm('alpha', { family: 'Greek', sizeBillions: null, releaseDate: null, contextWindow: null });
    const beta = llm('beta', { price: null, status: 'COLD' });
    const facts = { maxOutputTokens: 4096, toolCalling: false, languages: ['en', 'de'], typicalLatencyMs: 812.5 };
    const omega = llm('omega', { ...facts, tags: ['region:eu'], modalities: ['text', 'image'] });
    const published = [{ benchmark: 'ARC', score: 0.5, items: 100, source: 'a card' }];
    const seed = catalogueOf([beta, alpha, omega], {
      default: { llms: ['beta', 'alpha'], isDefault: true },
      tiny: { llms: ['beta'] },
    });
    const abilities = [
      { id: 'reasoning', name: 'Reasoning', description: 'Draws conclusions.' },
      { id: 'coding', name: 'Coding', description: 'Writes programs.' },
    ];

    it('gives back what was seeded, with pools in their order', async () => {
      await at.store.catalogue.seed(seed, abilities, 10 * DAY);
      const loaded = await at.store.catalogue.load();
      const dated = ({ price, ...rest }: typeof alpha) => ({
        ...rest,
        price: price && { ...price, effectiveFrom: 10 * DAY },
      });
      expect([...loaded.llms.values()]).toEqual([alpha, beta, omega].map(dated));
      expect(loaded.pools).toEqual(seed.pools);
      expect(loaded.pools.get(poolId('default'))?.llms).toEqual(['beta', 'alpha']);
      expect(await at.store.catalogue.abilities()).toEqual(abilities);
    });

    it('has the price that is in force, not one of the future', async () => {
      await at.store.catalogue.addPrice(
        llmId('alpha'),
        { inputPerMillion: 9, outputPerMillion: 9 },
        150 * DAY,
        'operator',
      );
      await at.store.catalogue.addPrice(
        llmId('alpha'),
        { inputPerMillion: 3, outputPerMillion: 4 },
        50 * DAY,
        'operator',
      );
      const price = async () => (await at.store.catalogue.load()).llms.get(llmId('alpha'))?.price;
      expect(await price()).toEqual({ inputPerMillion: 3, outputPerMillion: 4, effectiveFrom: 50 * DAY });
      at.now = 150 * DAY;
      expect(await price()).toEqual({ inputPerMillion: 9, outputPerMillion: 9, effectiveFrom: 150 * DAY });
      at.now = 100 * DAY;
    });

    it('reads the price table: of an LLM, at a moment, and when it changes next', async () => {
      const { catalogue } = at.store;
      const cached = { inputPerMillion: 2, outputPerMillion: 8, cachedInputPerMillion: 0.2 };
      await catalogue.addPrice(llmId('omega'), cached, 60 * DAY, 'price list');
      const history = await catalogue.priceHistory([llmId('omega'), llmId('alpha'), llmId('beta')]);
      expect(history.map(({ llm, effectiveFrom }) => [llm, effectiveFrom / DAY])).toEqual([
        ['alpha', 150],
        ['alpha', 50],
        ['alpha', 10],
        ['omega', 60],
        ['omega', 10],
      ]);
      expect(history[3]).toEqual({ ...cached, llm: 'omega', effectiveFrom: 60 * DAY, source: 'price list' });
      expect(await catalogue.priceHistory([])).toEqual([]);
      const of = async (day: number) => (await catalogue.pricesAt(day * DAY)).map((p) => [p.llm, p.inputPerMillion]);
      expect(await of(9)).toEqual([]);
      expect(await of(55)).toEqual([
        ['alpha', 3],
        ['omega', 0.5],
      ]);
      expect(await of(150)).toEqual([
        ['alpha', 9],
        ['omega', 2],
      ]);
      expect(await catalogue.nextPriceChange(60 * DAY)).toBe(150 * DAY);
      expect(await catalogue.nextPriceChange(150 * DAY)).toBeNull();
      expect((await catalogue.load()).llms.get(llmId('omega'))?.price).toEqual({ ...cached, effectiveFrom: 60 * DAY });
      await expect(
        catalogue.addPrice(llmId('omega'), { ...cached, cachedInputPerMillion: -1 }, 61 * DAY, 'x'),
      ).rejects.toEqual(rejection('PRICE_INVALID'));
    });

    it('seeds only what is missing: an operator keeps price, pool and default', async () => {
      const changed = catalogueOf(
        [llm('alpha', { name: 'other', price: { inputPerMillion: 7, outputPerMillion: 7 } }), llm('gamma')],
        { default: { llms: ['gamma'] }, more: { llms: ['gamma', 'alpha'], isDefault: true } },
      );
      await at.store.catalogue.seed(changed, abilities, 90 * DAY);
      const loaded = await at.store.catalogue.load();
      expect(loaded.llms.get(llmId('alpha'))).toMatchObject({ name: 'ALPHA', price: { inputPerMillion: 3 } });
      expect(loaded.llms.get(llmId('gamma'))?.price).toMatchObject({ inputPerMillion: 0.5, outputPerMillion: 1.5 });
      expect(loaded.pools.get(poolId('default'))).toMatchObject({ llms: ['beta', 'alpha'], isDefault: true });
      expect(loaded.pools.get(poolId('more'))).toMatchObject({ llms: ['gamma', 'alpha'], isDefault: false });
    });

    it('fills in facts that were not known, and changes none that is', async () => {
      const other = { maxOutputTokens: 1, toolCalling: true, languages: ['fr'], typicalLatencyMs: 1 };
      await at.store.catalogue.seed(catalogueOf([llm('alpha', other), llm('omega', other)], {}), [], 10 * DAY);
      await at.store.catalogue.seed(catalogueOf([llm('alpha'), llm('omega')], {}), [], 10 * DAY);
      const loaded = await at.store.catalogue.load();
      expect(loaded.llms.get(llmId('alpha'))).toMatchObject({ ...other, name: 'ALPHA', contextWindow: null });
      expect(loaded.llms.get(llmId('omega'))).toMatchObject(facts);
    });

    it('brings published scores to an LLM that has none, and one that came retired can be told', async () => {
      const other = [{ ...published[0], score: 0.9 } as (typeof published)[0]];
      const gone = { status: 'RETIRED', retirement: { at: 0, reason: 'Old.', formerStatus: 'COLD' } } as const;
      const first = catalogueOf([llm('alpha', { benchmarks: published }), llm('past', gone)], {});
      await at.store.catalogue.seed(first, [], 10 * DAY);
      await at.store.catalogue.seed(catalogueOf([llm('alpha', { benchmarks: other })], {}), [], 10 * DAY);
      const loaded = await at.store.catalogue.load();
      expect(loaded.llms.get(llmId('alpha'))?.benchmarks).toEqual(published);
      expect(loaded.llms.get(llmId('past'))).toMatchObject(gone);
    });

    it('refuses a price for an unknown LLM, a price below 0 and a second one for the same moment', async () => {
      const price = { inputPerMillion: 1, outputPerMillion: 1 };
      const { catalogue } = at.store;
      await expect(catalogue.addPrice(llmId('nobody'), price, DAY, 'x')).rejects.toEqual(rejection('UNKNOWN_LLM'));
      await expect(catalogue.addPrice(llmId('beta'), { ...price, inputPerMillion: -1 }, DAY, 'x')).rejects.toEqual(
        rejection('PRICE_INVALID'),
      );
      await expect(catalogue.addPrice(llmId('alpha'), price, 50 * DAY, 'x')).rejects.toEqual(
        rejection('PRICE_INVALID'),
      );
    });

    it('rolls a seed back as a whole when one part of it cannot be stored', async () => {
      const broken = catalogueOf([llm('delta')], { odd: { llms: ['delta', 'not-there'] } });
      await expect(at.store.catalogue.seed(broken, [], DAY)).rejects.toEqual(rejection('INTERNAL'));
      expect((await at.store.catalogue.load()).llms.has(llmId('delta'))).toBe(false);
    });
  });
}
