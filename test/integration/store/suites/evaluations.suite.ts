import { describe, expect, it } from 'vitest';
import { evaluation, id } from '../support/records.js';
import type { StoreContext } from './context.js';
import { rejection } from './context.js';

export function evaluationsSuite(at: StoreContext): void {
  describe('evaluations', () => {
    it('gives back a report as it was written, keys in order and numbers to the last digit', async () => {
      const report = { z: [0.1 + 0.2, 1e-300, -0.5, null], a: { 'ключ "q"': '证明\n{}' }, empty: {}, zero: 0 };
      const written = evaluation(1, { report, parameters: { folds: 5, z: 1, a: [true] } });
      await at.store.evaluations.add(written);
      const read = await at.store.evaluations.get(id(1));
      expect(read).toEqual(written);
      expect(JSON.stringify(read?.report)).toBe(JSON.stringify(report));
    });

    it('keeps a report of megabytes, and one of a format that nobody knows', async () => {
      const report = { rows: Array.from({ length: 100_000 }, (_, i) => ({ i, value: Math.sqrt(i) })) };
      await at.store.evaluations.add(evaluation(2, { report, format: 99 }));
      expect(await at.store.evaluations.get(id(2))).toMatchObject({ format: 99, report });
    });

    it('answers null for an id of nobody', async () => {
      expect(await at.store.evaluations.get(id(999))).toBeNull();
      expect(await at.store.evaluations.get('no id')).toBeNull();
    });

    it('pages newest first, each once, without the reports', async () => {
      // Two of the same moment, so that the id decides between them.
      for (const n of [4, 3]) await at.store.evaluations.add(evaluation(n, { createdAt: 5_000 }));
      const seen: string[] = [];
      for (let after: string | undefined; seen.length < 10;) {
        const page = await at.store.evaluations.page(1, after);
        expect(page.totalCount).toBe(4);
        expect(page.records.map((record) => 'report' in record)).toEqual([false]);
        seen.push(...page.records.map((record) => record.id));
        after = seen.at(-1);
        if (!page.hasNextPage) break;
      }
      expect(seen).toEqual([id(4), id(3), id(2), id(1)]);
    });

    it.each([
      [-1, undefined],
      [1.5, undefined],
      [1, 'no cursor'],
      [1, id(999)],
    ])('refuses a page of %d after %s', async (first, after) => {
      await expect(at.store.evaluations.page(first, after)).rejects.toEqual(rejection('PAGE_INVALID'));
    });
  });
}
