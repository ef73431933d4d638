import { describe, expect, it } from 'vitest';
import { llmId, poolId, routerId, versionId } from '../../../../src/domain/ids.js';
import type { DecisionFilter, DecisionRecord } from '../../../../src/routing/ports.js';
import { decision, id, preferenceRanking, ranking } from '../support/records.js';
import type { StoreContext } from './context.js';
import { rejection, write } from './context.js';

export function decisionsSuite(at: StoreContext): void {
  describe('decisions', () => {
    const variants: Partial<DecisionRecord>[] = [
      {},
      { llm: llmId('beta'), tags: ['billing', 'a,b "c"'], propensity: 0.02 / 3, abstained: false },
      {
        router: routerId('knn'),
        pool: null,
        ranking: preferenceRanking,
        query: null,
        nearestSimilarity: null,
        target: { kind: 'BALANCE' as const, value: 0.5 },
      },
      { version: versionId('v2'), pool: poolId('tiny'), alpha: 0.3, ranking: ranking(0.3), abstained: true },
    ];
    const records = Array.from({ length: 40 }, (_, n) =>
      // Pairs share a millisecond, so that the order within one counts too.
      decision(n, { ...variants[n % 4], createdAt: 1_700_000_000_000 + Math.floor(n / 2) }),
    );
    const newestFirst = [...records].reverse();

    it('gives back records exactly as they were logged', async () => {
      expect(await write(at.store, records)).toEqual([]);
      expect(await at.store.decisions.byIds([id(7), id(2), id(999), 'no uuid'])).toEqual([records[7], records[2]]);
    });

    it('pages newest first without repeating or missing one', async () => {
      const seen: DecisionRecord[] = [];
      let after: string | undefined;
      for (let hasNextPage = true; hasNextPage;) {
        const page = await at.store.decisions.page({}, 7, after);
        expect(page.totalCount).toBe(40);
        seen.push(...page.records);
        expect(await at.store.decisions.scan({}, 7, after)).toEqual(page.records);
        after = page.records.at(-1)?.id;
        hasNextPage = page.hasNextPage;
      }
      expect(seen).toEqual(newestFirst);
    });

    it.each<[string, DecisionFilter, (r: DecisionRecord) => boolean]>([
      ['LLM', { llm: llmId('beta') }, (r) => r.llm === 'beta'],
      ['router', { router: routerId('knn') }, (r) => r.router === 'knn'],
      ['pool', { pool: poolId('tiny') }, (r) => r.pool === 'tiny'],
      ['version', { version: versionId('v2') }, (r) => r.version === 'v2'],
      ['abstention', { abstained: true }, (r) => r.abstained === true],
      ['no abstention', { abstained: false }, (r) => r.abstained === false],
      ['tag', { tag: 'a,b "c"' }, (r) => r.tags.includes('a,b "c"')],
      [
        'time',
        { from: 1_700_000_000_003, to: 1_700_000_000_007 },
        (r) => r.createdAt >= 1_700_000_000_003 && r.createdAt < 1_700_000_000_007,
      ],
      ['nothing that exists', { llm: llmId('beta'), router: routerId('knn') }, () => false],
    ])('filters by %s', async (_, filter, keep) => {
      const expected = newestFirst.filter(keep);
      const page = await at.store.decisions.page(filter, 100);
      expect(page).toEqual({ records: expected, hasNextPage: false, totalCount: expected.length });
    });

    it('counts with a page size of 0 and refuses bad sizes and cursors', async () => {
      expect(await at.store.decisions.page({}, 0)).toEqual({ records: [], hasNextPage: true, totalCount: 40 });
      for (const size of [-1, 1.5, Number.NaN]) {
        await expect(at.store.decisions.page({}, size)).rejects.toEqual(rejection('PAGE_INVALID'));
      }
      for (const cursor of ['', 'x', id(4711)]) {
        await expect(at.store.decisions.page({}, 5, cursor)).rejects.toEqual(rejection('PAGE_INVALID'));
      }
    });

    it('writes a record once, however often it is sent', async () => {
      await write(at.store, [records[0] as DecisionRecord]);
      expect((await at.store.decisions.page({}, 0)).totalCount).toBe(40);
    });

    it('drops only the record that the database refuses', async () => {
      const good = [100, 101, 102].map((n) => decision(n, { createdAt: 1 }));
      const bad = decision(103, { query: 'half \u0000 binary', createdAt: 1 });
      const dropped = await write(at.store, [good[0] as DecisionRecord, bad, ...good.slice(1)]);
      expect(dropped).toEqual([rejection('BAD_USER_INPUT')]);
      expect(await at.store.decisions.byIds([id(100), id(101), id(102), id(103)])).toEqual(good);
    });
  });
}
